"""The user's file about the server of a workspace that runs, and what a second start asks of that server.

The file holds a port and a secret, and its user alone can read it: mode 600; on Windows the rights of the folder
count.
"""

from __future__ import annotations

import hashlib
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, NamedTuple

from leafletgen import __version__
from leafletgen.clinic.proof import is_proof, new_nonce, proof
from leafletgen.system.user_folders import CONFIG, user_folder
from leafletgen.system.writing import WriteError, locked, write_whole

_PATIENCE = 10.0
"""Seconds in all for a server to answer that may be at its start."""
_NOT_READABLE = (ValueError, TypeError, KeyError, OverflowError, RecursionError)
"""What is raised by a damaged file, or by what a stranger answers who has come to its port."""


class Running(NamedTuple):
    """A server that runs, or that was killed; the secret is one of it and of this file."""

    port: int
    secret: str

    def __repr__(self) -> str:
        """Return the port alone; a trace may end in a log."""
        return f"Running({self.port})"


class NoteOfRunning:
    """The file of one workspace; another version of leafletgen has another one, for its pages are others too."""

    def __init__(self, root: Path) -> None:
        """Take the folder of the workspace."""
        folder = user_folder(CONFIG)
        name = hashlib.sha256(f"{__version__}\n{root.resolve()}".encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self.path = None if folder is None else folder / f"clinic-{name}.json"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep another start of the same workspace waiting; where no file can be made, each start is for itself."""
        lock = None if self.path is None else locked(self.path)
        try:
            if self.path is not None:
                with suppress(OSError):  # told by whoever has to write there
                    self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if lock is not None:
                lock.__enter__()
        except WriteError:
            lock = None
        try:
            yield
        finally:
            if lock is not None:
                lock.__exit__(None, None, None)

    def read(self) -> Running | None:
        """Return what the file says; None when there is none, or it is damaged."""
        if self.path is None:
            return None
        try:
            said = json.loads(self.path.read_text("utf-8"))
            port, secret = int(said["port"]), str(said["secret"])
            secret.encode()
        except (OSError, *_NOT_READABLE):
            return None
        return Running(port, secret)

    def write(self, running: Running) -> None:
        """Say that a server runs; where that cannot be written, a second start does without."""
        if self.path is not None:
            with suppress(WriteError):
                write_whole(self.path, json.dumps(running._asdict()).encode(), private=True)

    def remove(self, running: Running) -> None:
        """Take the file away when it still is about this server."""
        if self.path is not None and self.read() == running:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)


def new_token(running: Running) -> str | None:
    """Ask a running server for a token; None when nobody answers there who knows the secret."""
    nonce = new_nonce()
    said = {"nonce": nonce, "proof": proof(running.secret, "again", nonce)}
    try:
        given = _asked(running.port, said)
        token, shown = given["token"], given["proof"]
    except (OSError, HTTPException, *_NOT_READABLE):
        return None
    is_known = (
        isinstance(token, str) and isinstance(shown, str) and is_proof(shown, running.secret, "token", nonce, token)
    )
    return token if is_known else None


def _asked(port: int, said: dict[str, str]) -> Any:
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    connection.connect()
    taken = connection.sock
    # A stranger that sends a letter now and then keeps each wait short, and a start waiting for hours.
    end = threading.Timer(_PATIENCE, _cut, [taken])
    end.daemon = True
    end.start()
    try:
        connection.request("POST", "/again", json.dumps(said), {"Content-Type": "application/json"})
        return json.loads(connection.getresponse().read(10_000))
    finally:
        end.cancel()
        connection.close()


def _cut(taken: socket.socket) -> None:
    with suppress(OSError):  # it may be at its end by itself
        taken.shutdown(socket.SHUT_RDWR)
