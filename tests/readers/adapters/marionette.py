"""A client of Marionette, by which Firefox is driven: JSON with its length before it, over a local socket."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.support.processes import BOUND, Child

#: What a new profile asks the network for, or shows instead of a page, and a fresh port for every session.
_PREFERENCES: Mapping[str, bool | int | str] = {
    "accessibility.force_disabled": -1,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """Firefox without a window, with a profile that is thrown away; use it in a ``with`` block."""

    def __init__(self, program: str) -> None:
        """Start it and wait until it answers."""
        self._profile = Path(tempfile.mkdtemp(prefix="leafletgen-firefox-"))
        lines = (f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in _PREFERENCES.items())
        (self._profile / "user.js").write_text("".join(lines), "utf-8")
        options = ("--headless", "--no-remote", "--marionette", "-remote-allow-system-access", "--profile")
        self._child = Child(
            (program, *options, self._profile),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(self._profile), "MOZ_CRASHREPORTER_DISABLE": "1"},
        )
        self._sent = 0
        try:
            self._socket = socket.create_connection(("127.0.0.1", self._port()), timeout=BOUND)
            self._answers = self._socket.makefile("rb")
            self._receive()  # greets whoever connects
            self.command("WebDriver:NewSession", capabilities={})
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> Firefox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._answers.close()
        self._socket.close()
        self._end()

    def command(self, name: str, **parameters: Any) -> Any:
        """Send a command and return its result; RuntimeError with what Firefox says when it fails."""
        self._sent += 1
        message = json.dumps([0, self._sent, name, parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, number, fault, result = self._receive()
        assert number == self._sent
        if fault:
            raise RuntimeError(f"{name}: {fault['message']}\n{fault['stacktrace']}")
        return result

    def _port(self) -> int:
        """The port that it listens on, which it writes into its profile."""
        file = self._profile / "MarionetteActivePort"
        end = time.monotonic() + BOUND
        while not (file.is_file() and file.read_text("utf-8")):
            assert self._child.poll() is None, "Firefox ended at once"
            assert time.monotonic() < end, "Firefox does not answer"
            time.sleep(0.05)
        return int(file.read_text("utf-8"))

    def _receive(self) -> Any:
        length = b""
        while (digit := self._answers.read(1)) != b":":
            assert digit, "Firefox ended"
            length += digit
        return json.loads(self._answers.read(int(length)))

    def _end(self) -> None:
        """End the process, and with it those that it began, which see that it is gone; remove the profile."""
        self._child.kill()
        self._child.wait(BOUND)
        shutil.rmtree(self._profile, ignore_errors=True)
