"""Starts the clinic from an unpacked zip: the first time it sets up an environment, a workspace and a shortcut.

It runs with the Python of the computer and needs nothing but its standard library.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements.txt"
SHEETS = "leafletgen-sheets"
#: Environments that are kept: this one, and the one before, which may still be running.
KEPT = 2
#: Times that a finished environment is moved into place: on Windows a virus scanner may still read it.
TRIES = 20
DOCUMENTS = (
    "from leafletgen.system.known_folders import Known, known_folder, surroundings as s; "
    "print(known_folder(Known.DOCUMENTS, s()) or s().home)"
)


def programs_folder(platform, home, variables):
    """Return the user's folder for the environments."""
    if platform == "win32":
        return Path(variables.get("LOCALAPPDATA") or home / "AppData" / "Local") / "leafletgen" / "programs"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "leafletgen" / "programs"
    data = Path(variables.get("XDG_DATA_HOME") or "")
    return (data if data.is_absolute() else home / ".local" / "share") / "leafletgen" / "programs"


def python_of(environment, platform, name="python"):
    """Return the interpreter of an environment."""
    if platform == "win32":
        return environment / "Scripts" / f"{name}.exe"
    return environment / "bin" / name


def start_command(environment, platform, workspace, arguments):
    """Return the words that start the clinic; on Windows without a window, unless somebody has arguments for it."""
    if platform == "win32" and not arguments:
        python = python_of(environment, platform, "pythonw")
        return [str(python), "-P", "-m", "leafletgen.cli.from_shortcut", "--workspace", str(workspace)]
    python = python_of(environment, platform)
    return [str(python), "-P", "-m", "leafletgen", "clinic", "--workspace", str(workspace), *arguments]


def made_environment(folder):
    """Return an environment with what is in this zip; it is made when there is none yet."""
    mark = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:8]
    environment = folder / f"leafletgen-{mark}-python{sys.version_info[0]}.{sys.version_info[1]}"
    if environment.is_dir():
        return environment
    say("Setting leafletgen up. This happens once, and takes a minute or two.")
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{environment.name}.{os.getpid()}.part"
    try:
        venv.create(part, symlinks=os.name != "nt")  # pip comes from this zip: some systems take it out of Python
        install(python_of(part, sys.platform))
        move_into_place(part, environment)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    clear_old(folder)
    return environment


def install(python):
    """Install what is in this zip, and nothing from elsewhere, whatever pip is set to on this computer."""
    (pip,) = (HERE / "wheels").glob("pip-*.whl")
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    command = [str(python), "-I", f"{pip}/pip", "install", "--quiet", "--isolated", "--disable-pip-version-check"]
    command += ["--no-index", "--find-links", str(HERE / "wheels"), "--no-cache-dir", "--no-warn-script-location"]
    command += ["--require-hashes", "--requirement", str(REQUIREMENTS)]
    subprocess.run(command, env={**variables, "PIP_CONFIG_FILE": os.devnull}, check=True)


def move_into_place(part, environment):
    """Rename a finished environment; another start may have been quicker, and then its one is taken."""
    for attempt in range(TRIES):
        try:
            part.rename(environment)
            return
        except OSError:
            if environment.is_dir():
                return
            if attempt == TRIES - 1:
                raise
            time.sleep(0.5)


def clear_old(folder):
    """Delete all environments but the newest ones."""
    found = sorted(folder.glob("leafletgen-*"), key=lambda path: path.stat().st_mtime)
    for old in found[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def made_workspace(python):
    """Return the folder with the exercises, in the user's documents; it is laid out when it is not there."""
    told = subprocess.run(
        [str(python), "-P", "-X", "utf8", "-c", DOCUMENTS], stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    workspace = Path(told.stdout.strip()) / SHEETS
    if not workspace.is_dir():
        say(f"Making the folder {workspace}.")
        subprocess.run(
            [str(python), "-P", "-m", "leafletgen", "init", str(workspace)], stdout=subprocess.DEVNULL, check=True
        )
    return workspace


def make_shortcut(python, environment, workspace):
    """Make the shortcut, once for an environment: whoever takes it away does not want it."""
    made = environment / "shortcut-made"
    if made.exists():
        return
    command = [str(python), "-P", "-m", "leafletgen", "clinic", "--workspace", str(workspace), "--shortcut"]
    # It is no reason not to start.
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0:
        made.touch()


def say(text):
    """Tell the user what is done; the output is left to the clinic."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def run(arguments):
    """Set up what is missing, and start."""
    environment = made_environment(programs_folder(sys.platform, Path.home(), os.environ))
    python = python_of(environment, sys.platform)
    workspace = made_workspace(python)
    make_shortcut(python, environment, workspace)
    if "--prepare" in arguments:
        return 0
    command = start_command(environment, sys.platform, workspace, arguments)
    if os.name != "nt":
        os.execv(command[0], command)
    if arguments:
        return subprocess.call(command)
    detached = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    subprocess.Popen(command, creationflags=detached, stdin=subprocess.DEVNULL, close_fds=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(run(sys.argv[1:]))
    except (OSError, subprocess.CalledProcessError) as fault:
        say(f"leafletgen could not be set up: {fault}")
        say("Show this to whoever looks after this computer, or try again when the disk has 300 MB of room.")
        sys.exit(3)
    except KeyboardInterrupt:
        sys.exit(130)
