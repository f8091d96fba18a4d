"""Mail servers to send to: real ones with certificates of their own authority, and some that misbehave by a script."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from leafletgen.mail.parts import Mailbox
from leafletgen.mail.server import Security, Server, Times

HOST = "127.0.0.1"
USER, PASSWORD = "physio", "correct horse battery staple ü"
SENDER = Mailbox("Physiotherapy", "physio@example.org")
#: Seconds for anything that a server of a test does; one that hangs longer is told.
BOUND = 60.0


@cache
def authority() -> trustme.CA:
    """Return who signs the certificates of these servers."""
    return trustme.CA()


def context_of(*names: str, ca: trustme.CA | None = None, expired: bool = False) -> ssl.SSLContext:
    """Return a server's side of TLS, with a certificate for these names."""
    after = datetime(2020, 2, 1) if expired else None
    before = datetime(2020, 1, 1) if expired else None
    certificate = (ca or authority()).issue_cert(*(names or (HOST,)), not_before=before, not_after=after)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return context


def server_at(port: int, folder: Path, **changed: Any) -> Server:
    """Return settings for a server of a test that trust its authority, and that wait next to nothing."""
    trusted = folder / "authority.pem"
    authority().cert_pem.write_to_path(str(trusted))
    times = Times(BOUND, BOUND, BOUND, BOUND)
    settings: dict[str, Any] = {"waits": (0.01, 0.02, 0.02), "times": times, "per_minute": 1_000_000.0}
    settings |= {"user": "", "ca_file": trusted, "security": Security.STARTTLS, "sender": SENDER} | changed
    return Server(host=HOST, port=port, **settings)


def set_server(port: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set a server of a test in the environment of this process, as IT does."""
    for name, value in variables(port, folder).items():
        monkeypatch.setenv(name, value)


def variables(port: int, folder: Path) -> dict[str, str]:
    """Return the variables that set a server of a test."""
    trusted = folder / "authority.pem"
    authority().cert_pem.write_to_path(str(trusted))
    said = {"HOST": HOST, "PORT": port, "SECURITY": "starttls", "FROM": SENDER.address, "CA_FILE": trusted}
    return {f"LEAFLETGEN_SMTP_{name}": str(value) for name, value in said.items()}


class Received(NamedTuple):
    """A message as it arrived."""

    sender: str
    recipient: str
    data: bytes


class Box:
    """Takes messages, or answers as it was told."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.answers: dict[str, list[str]] = {}
        """What is said to the next commands, by the command: "" lets it pass."""
        self.peers: set[Any] = set()
        self.greeted: list[str] = []

    def _next(self, command: str) -> str:
        answers = self.answers.get(command)
        return answers.pop(0) if answers else ""

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.greeted.append(hostname)
        self.peers.add(session.peer)
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self._next("MAIL")
        if not answer:
            envelope.mail_from = address
        return answer or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self._next("RCPT") or self._next(address)
        if not answer or answer.startswith("25"):
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self._next("DATA")
        if not answer or answer.startswith("2"):
            assert isinstance(envelope.content, bytes)
            assert len(envelope.rcpt_tos) == 1
            self.received.append(Received(str(envelope.mail_from), envelope.rcpt_tos[0], envelope.content))
        return answer or "250 taken"


class _Controller(Controller):
    """One on a port that the system chooses."""

    def _trigger_server(self) -> None:
        self.port = cast(asyncio.Server, self.server).sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


def _lets_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and data == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@contextmanager
def serving(box: Box, *, tls: ssl.SSLContext | None = None, implicit: bool = False, **named: Any) -> Iterator[int]:
    """Serve until the block is left, and give the port; with STARTTLS, or TLS from the first byte."""
    tls = tls or context_of()
    ways: dict[str, Any] = {"tls_context": tls, "require_starttls": True}
    if implicit:
        ways = {"ssl_context": tls, "auth_require_tls": False}
    named.setdefault("authenticator", _lets_in)
    controller = _Controller(box, hostname=HOST, port=0, server_hostname="localhost", **ways, **named)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


class Line:
    """A script's end of a connection."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.file = connection.makefile("rb")

    def say(self, *lines: bytes) -> None:
        self.connection.sendall(b"".join(line + b"\r\n" for line in lines))

    def hear(self) -> bytes:
        return self.file.readline().rstrip(b"\r\n")

    def encrypt(self, context: ssl.SSLContext) -> None:
        self.file.close()
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.file = self.connection.makefile("rb")

    def begin(self, context: ssl.SSLContext, *offers: bytes) -> None:
        """Greet, begin TLS, and hear the second EHLO."""
        self.say(b"220 ready")
        self.hear()
        self.say(b"250-here", b"250 STARTTLS")
        self.hear()
        self.say(b"220 go on")
        self.encrypt(context)
        self.hear()
        self.say(b"250-here", *(b"250-" + offer for offer in offers), b"250 HELP")

    def take_until_data(self) -> None:
        """Say yes to MAIL, RCPT and DATA."""
        for answer in (b"250 OK", b"250 OK", b"354 go on"):
            self.hear()
            self.say(answer)

    def take_body(self) -> bytes:
        """Read a message up to its dot."""
        lines = []
        while (line := self.file.readline()) not in (b".\r\n", b""):
            lines.append(line)
        return b"".join(lines)

    def close(self) -> None:
        """Break the connection at once, without a word of TLS."""
        self.file.close()
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
        self.connection.close()


@contextmanager
def scripted(*scripts: Callable[[Line], None]) -> Iterator[int]:
    """Serve one connection by each script, and then none, and give the port."""
    listener = socket.create_server((HOST, 0))
    listener.settimeout(BOUND)

    def serve() -> None:
        for script in scripts:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connection.settimeout(BOUND)
            line = Line(connection)
            with suppress(OSError, ValueError):  # the other side may go first
                script(line)
            line.close()
        listener.close()

    port = listener.getsockname()[1]
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield port
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(BOUND)
