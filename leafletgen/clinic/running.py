"""One run of the clinic, from its socket to its end; or a word to the one that runs already."""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from leafletgen.clinic.application import application
from leafletgen.clinic.browser_opening import Opening
from leafletgen.clinic.note_of_running import NoteOfRunning, Running, new_token
from leafletgen.clinic.parts import Parts, opening_address
from leafletgen.clinic.server import Server, listen
from leafletgen.clinic.workroom import Workroom
from leafletgen.errors import ExitCode, refused

_FOR_THE_SECOND = 10.0
"""Seconds that a second start leaves its page to a browser that runs already."""


class Desk:
    """What the one who starts it sees: a line on the output, a line for whoever has to know, and the browser."""

    def __init__(self, say: Callable[[str], None], complain: Callable[[str], None], *, browser: bool) -> None:
        """Take what writes a line to the output and to the error stream, and whether to open a browser."""
        self.say = say
        self.complain = complain
        self.browser = browser

    def show(self, port: int, token: str) -> Opening | None:
        """Show the first page, or say where it is."""
        address = opening_address(port, token)
        opening = Opening(address)
        if self.browser and opening.open():
            self.say("leafletgen is open in your browser; it ends by itself after its last page was closed.")
            return opening
        opening.close()
        if self.browser:
            self.complain("no browser could be opened; this address opens in one, once:")
        self.say(address)
        return None


def run(root: Path, port: int | None, desk: Desk) -> None:
    """Serve a workspace until its last page was closed for a while, or open the one that is served already.

    Raises:
        RefusedError: the port is not to be had.
        KeyboardInterrupt: by Ctrl-C, by SIGTERM, or when its terminal is closed.
    """
    note = NoteOfRunning(root)
    with note.alone():
        known = note.read()
        token = None if known is None else new_token(known)
        if known is not None and token is not None:
            _open_known(known, token, port, desk)
            return
        ours = _listen(port)
        parts = Parts(ours.getsockname()[1], Workroom(root), desk.complain)
        running = Running(parts.port, parts.control)
        note.write(running)
    opening = None
    _end_as_by_ctrl_c()
    try:
        server = Server(application(parts), ours)
        opening = desk.show(parts.port, parts.tokens.new())
        threading.Thread(target=_warm, args=(parts.workroom,), daemon=True).start()
        server.serve(lambda: _goes_on(parts, opening))
    finally:
        note.remove(running)
        if opening is not None:
            opening.close()


def _end_as_by_ctrl_c() -> None:
    """Let signals that end a program end this one so that nothing is left behind; one that is passed over stays so."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _open_known(known: Running, token: str, port: int | None, desk: Desk) -> None:
    if port is not None and port != known.port:
        desk.complain(f"leafletgen runs already for this workspace, on port {known.port}; that one is opened")
    opening = desk.show(known.port, token)
    if opening is not None:
        try:
            time.sleep(_FOR_THE_SECOND)
        finally:
            opening.close()


def _listen(port: int | None) -> socket.socket:
    try:
        return listen(port or 0)
    except OSError as fault:
        what = f"port {port} is taken" if port else "no port is to be had"
        message = f"{what}: {fault.strerror or fault}"
        raise refused(
            "port-taken", message, "name another port, or none to take a free one", ExitCode.ENVIRONMENT
        ) from fault


def _goes_on(parts: Parts, opening: Opening | None) -> bool:
    is_awaited = parts.tokens.waiting
    if opening is not None:
        opening.tend(used=not is_awaited)
    return not parts.life.is_over() or is_awaited


def _warm(workroom: Workroom) -> None:
    with suppress(Exception):  # whoever asks is told
        workroom.warm()
