"""The real server in a workspace and a home of its own, and what stands on the disk around it."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from leafletgen.starters.contents import contents
from tests.support.commands import ROOT
from tests.support.processes import BOUND, Child

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/start\?token=\S+")


def starter(folder: Path) -> Path:
    """Write the starter workspace into a folder, and return it."""
    for name, data in contents(ROOT).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


class Running:
    """A server, the workspace that it serves, and the home of the one who started it: all below one folder."""

    def __init__(self, folder: Path, *, before: Sequence[str] = ()) -> None:
        """Make the folders; ``before`` is a program with its arguments that starts the server, such as a tracer."""
        self.folder = folder
        self.workspace = starter(folder / "workspace")
        self.home = folder / "home"
        self.downloads = folder / "downloads"
        for path in (self.home, self.downloads):
            path.mkdir()
        # Chromium has a socket in it, whose path may have 107 bytes.
        self._temporary = tempfile.TemporaryDirectory(prefix="clinic-")
        self.temporary = Path(self._temporary.name)
        self.before = [*before]
        self._child: Child[bytes] | None = None
        self.starts = 0
        self.mail_server: dict[str, str] = {}
        """Variables that set a mail server; without them there is none."""

    @property
    def environment(self) -> dict[str, str]:
        """The variables of all that is started here: nothing of the machine's own user is read or written."""
        own = {"HOME": self.home, "LEAFLETGEN_CONFIG": self.home / "config", "LEAFLETGEN_CACHE": self.home / "cache"}
        own["LEAFLETGEN_STATE"] = self.home / "state"
        strange = ("XDG_", "DBUS_", "LEAFLETGEN_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
        today = {name: os.environ[name] for name in ("LEAFLETGEN_TODAY",) if name in os.environ}
        own["TMPDIR"] = self.temporary
        return {**kept, **today, **self.mail_server, **{name: str(path) for name, path in own.items()}}

    def start(self) -> str:
        """Start the server, or ask the one that runs for another way in; return the address that opens once."""
        self.starts += 1
        output = self.folder / f"output-{self.starts}"
        words = ["-m", "leafletgen", "clinic", "--no-browser", "--workspace", str(self.workspace)]
        with output.open("wb") as written:
            child: Child[bytes] = Child(
                [*self.before, sys.executable, *words],
                stdout=written,
                stderr=written,
                cwd=self.folder,
                env=self.environment,
                outlives_test=True,
            )
        is_first = self._child is None
        self._child = self._child or child
        until = time.monotonic() + BOUND
        while time.monotonic() < until:
            told = output.read_text("utf-8")
            if found := _ADDRESS.search(told):
                if not is_first:
                    child.wait(BOUND)
                return found[0]
            if child.poll() not in (None, 0):
                break
            time.sleep(0.05)
        self.stop()
        raise AssertionError(f"no server: {output.read_text('utf-8')}")

    def stop(self) -> None:
        """End the server, as a computer that is shut down does."""
        if self._child is None:
            return
        self._child.terminate()
        try:
            self._child.wait(BOUND)
        finally:
            if self._child.poll() is None:
                self._child.kill()
                self._child.wait(BOUND)
            self._child = None

    def close(self) -> None:
        """End the server, and remove what lies outside of the folder."""
        self.stop()
        self._temporary.cleanup()

    def made_by_the_command(self, prescription: Path) -> bytes:
        """Return the sheet that the command makes of a prescription."""
        target = self.folder / "made-by-the-command.pdf"
        words = ["sheet", str(prescription), "--workspace", str(self.workspace), "-o", str(target)]
        with Child([sys.executable, "-m", "leafletgen", *words], env=self.environment, stdout=-1, stderr=-1) as child:
            out, errors = child.communicate(timeout=BOUND)
        assert child.returncode == 0, out + errors
        data = target.read_bytes()
        target.unlink()
        return data

    def output(self) -> str:
        """Return all that the starts have written to their output and error streams."""
        return "".join(path.read_text("utf-8") for path in sorted(self.folder.glob("output-*")))
