"""Builds the zips that need no terminal: ``python .ci/portable/build.py --out dist``, for Windows, macOS and Linux.

Each has the wheels of leafletgen and of all that the clinic needs, as constraints.txt pins them, for one system and
several versions of Python; a start file; a README; licences. It needs pip, packaging and an index of packages. The same
wheels give the same bytes.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VERSIONS = ("3.14", "3.13", "3.12", "3.11")
NAME = "leafletgen-clinic"
#: The earliest time that a zip can have, so that the day of building is not in it.
TIME = (1980, 1, 1, 0, 0, 0)
#: Where a wheel has its licences: a folder for them, or beside its metadata in those that were built long ago.
LICENCE = re.compile(r"[^/]+\.dist-info/(?:licenses/(.+[^/])|((?:LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*))", re.I)


class System(NamedTuple):
    """A system that a zip is for."""

    tags: tuple[str, ...]
    """Platforms of wheels that it can use, as pip names them."""
    markers: dict[str, str]
    start: str
    """Its start file."""
    readme: dict[str, str]


SYSTEMS = {
    "linux": System(
        (*(f"manylinux_2_{minor}_x86_64" for minor in (28, 27, 26, 17)), "manylinux2014_x86_64"),
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
        "start-leafletgen.sh",
        {
            "needs": "Linux on a PC with 64 bits (x86-64), with glibc 2.28 or later",
            "how": "Where that shows the text of the file: click it with\n"
            '   the right button and choose "Run as a Program".',
            "folder": "~/.local/share/leafletgen/programs",
            "menu": " and into the menu of applications",
            "tried": "Its start file is run by a test on Debian.",
        },
    ),
    "macos": System(
        ("macosx_15_0_arm64",),
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
        "Start leafletgen.command",
        {
            "needs": "A Mac with an Apple chip and macOS 15 or later",
            "how": "If macOS refuses: System Settings, Privacy & Security, Open Anyway.",
            "folder": "~/Library/Application Support/leafletgen/programs",
            "menu": "",
            "tried": "It could not be tried on a Mac so far.",
        },
    ),
    "windows": System(
        ("win_amd64",),
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
        "Start leafletgen.cmd",
        {
            "needs": "Windows 10 or later on a PC with 64 bits (x86-64)",
            "how": "If Windows says that it protected your PC, ask your IT department.",
            "folder": r"%LOCALAPPDATA%\leafletgen\programs",
            "menu": "",
            "tried": "It could not be tried on Windows so far.",
        },
    ),
}


def run_pip(*words: str | Path) -> None:
    """Run pip; a failure ends the program, and pip says why."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *map(str, words)], check=True)


def pins() -> dict[str, str]:
    """The version of each package that is tested."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return {line.partition("==")[0]: line.partition("==")[2].partition(";")[0] for line in lines if "==" in line}


def gather(system: System, versions: tuple[str, ...], ours: Path, folder: Path) -> None:
    """Fill a folder with wheels, ours among them, and with the list of them.

    Args:
        system: what they are for.
        versions: of Python.
        ours: the wheel of leafletgen.
        folder: where they go to: ``wheels/``, ``requirements.txt``.
    """
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    shutil.copy(ours, wheels)
    run_pip("download", "--no-deps", "--only-binary=:all:", "--dest", wheels, "pip")
    needed = {version: packages(system, version, wheels) for version in versions}
    lines = [requirement(name, needed, wheels) for name in sorted(set().union(*needed.values()))]
    (folder / "requirements.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def packages(system: System, version: str, wheels: Path) -> set[str]:
    """Download all that the clinic needs with one version of Python, and return the names.

    pip would look at the markers of requirements as they are here, so its own resolver is not asked: the tested set has
    one version of everything.
    """
    versions = pins()
    done: dict[str, set[str]] = {}
    wanted = {"leafletgen": {"", "clinic", "languages"}}
    while wanted:
        fetch(system, version, [f"{name}=={versions[name]}" for name in wanted if name != "leafletgen"], wheels)
        more: dict[str, set[str]] = {}
        for name, extras in wanted.items():
            done.setdefault(name, set()).update(extras)
            for needed in asked_by(name, extras, system, version, wheels):
                more.setdefault(canonicalize_name(needed.name), {""}).update(needed.extras)
        wanted = {name: extras for name, extras in more.items() if not extras <= done.get(name, set())}
    return set(done)


def fetch(system: System, version: str, pinned: list[str], wheels: Path) -> None:
    """Download wheels of these versions."""
    if pinned:
        target = [f"--platform={tag}" for tag in system.tags]
        target += ["--implementation=cp", f"--python-version={version}"]
        run_pip("download", "--no-deps", "--only-binary=:all:", "--dest", wheels, *target, *pinned)


def asked_by(name: str, extras: set[str], system: System, version: str, wheels: Path) -> list[Requirement]:
    """What a package asks for on that system with that version of Python."""
    here = {**system.markers, "implementation_name": "cpython", "platform_python_implementation": "CPython"}
    here |= {"python_version": version, "python_full_version": f"{version}.0"}
    with zipfile.ZipFile(files_of(name, wheels)[0]) as wheel:
        (file,) = (each for each in wheel.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", each))
        lines = Parser().parsestr(wheel.read(file).decode("utf-8")).get_all("Requires-Dist") or []
    asked = map(Requirement, lines)
    return [one for one in asked if not one.marker or any(one.marker.evaluate({**here, "extra": e}) for e in extras)]


def files_of(name: str, wheels: Path) -> list[Path]:
    """The wheels of a package, sorted."""
    return sorted(path for path in wheels.glob("*.whl") if parse_wheel_filename(path.name)[0] == name)


def requirement(name: str, needed: dict[str, set[str]], wheels: Path) -> str:
    """The line of a package in the list that pip installs from, with the hashes of its files."""
    files = files_of(name, wheels)
    hashes = " ".join(f"--hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files)
    asking = [version for version, names in needed.items() if name in names]
    marker = " or ".join(f"python_version == '{version}'" for version in asking) if len(asking) < len(needed) else ""
    extra = "[clinic,languages]" if name == "leafletgen" else ""
    return f"{name}{extra}=={parse_wheel_filename(files[0].name)[1]}{f' ; {marker}' if marker else ''} {hashes}"


def dress(system: System, versions: tuple[str, ...], folder: Path) -> None:
    """Add the start file, what it starts, the README, and the licences of what is in the wheels."""
    start = (HERE / system.start).read_text("utf-8").replace(" ".join(VERSIONS), " ".join(versions))
    readme = (HERE / "README.txt").read_text("utf-8")
    told = readme.format(**system.readme, start=system.start, versions=", ".join(reversed(versions)))
    windows = system.markers["os_name"] == "nt"
    for name, text in ((system.start, start), ("README.txt", told)):
        (folder / name).write_text(text, encoding="utf-8", newline="\r\n" if windows else "\n")
    shutil.copyfile(HERE / "start.py", folder / "start.py")
    for path in sorted((folder / "wheels").glob("*.whl")):
        package = parse_wheel_filename(path.name)[0]
        with zipfile.ZipFile(path) as wheel:
            for name in wheel.namelist():
                found = LICENCE.fullmatch(name)
                if found:
                    target = folder / "licences" / package / (found[1] or found[2])
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(wheel.read(name))


def pack(folder: Path, target: Path) -> None:
    """Write a folder as a zip: sorted, without times, and with the right to run what starts it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as file:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(folder).as_posix()}", TIME)
            entry.create_system = 3  # Unix, whose rights are in the upper half of the attributes
            entry.external_attr = (0o100755 if path.suffix in (".sh", ".command") else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            file.writestr(entry, path.read_bytes())


def main() -> None:
    """Build what was asked for."""
    parser = argparse.ArgumentParser(description="Build zips of the clinic that need no terminal and no internet.")
    parser.add_argument("--system", choices=SYSTEMS, action="append", help="all of them, unless said")
    parser.add_argument("--python", choices=VERSIONS, action="append", help="all of them, unless said")
    parser.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR")
    asked = parser.parse_args()
    versions = tuple(version for version in VERSIONS if version in (asked.python or VERSIONS))
    with tempfile.TemporaryDirectory() as scratch:
        run_pip("wheel", "--no-deps", ROOT, "--wheel-dir", scratch)
        (ours,) = Path(scratch).glob("*.whl")
        for name in asked.system or SYSTEMS:
            folder = Path(scratch, name)
            gather(SYSTEMS[name], versions, ours, folder)
            dress(SYSTEMS[name], versions, folder)
            target = asked.out / f"{NAME}-{name}.zip"
            pack(folder, target)
            sys.stdout.write(f"{target}  {target.stat().st_size / 1e6:.0f} MB\n")


if __name__ == "__main__":
    main()
