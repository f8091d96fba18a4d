"""One session with the mail server: encrypted, logged in, a message at a time, each step with a bound.

The steps of a message are taken by hand, because smtplib's own way does not say where in it a connection broke. Before
the line with the dot the server must not deliver (RFC 5321, 4.1.1.4), so only what breaks after it is in doubt.
"""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from leafletgen.mail.bounded_smtp import LONGEST_LINE, Bounded, BoundedTls, checking, fault_of_tls
from leafletgen.mail.entry import Letter
from leafletgen.mail.server import Security, Server
from leafletgen.mail.smtp_faults import (
    AnswerError,
    LostError,
    NoLoginError,
    NotEncryptedError,
    Reply,
    Step,
    TooLargeError,
    reply_of,
)

_OURSELVES: Final = "[127.0.0.1]"
"""What is said in EHLO; smtplib would ask the name servers what this machine is called."""
_BLOCK: Final = 65_536
_PATIENCE_AT_QUIT: Final = 5.0
_ENDS: Final = re.compile(rb"\r\n|\r|\n")
_SIZE: Final = re.compile(r"[0-9]{1,20}")
"""As long as a number of RFC 1870, 4, may be."""
_DOTS: Final = re.compile(rb"(?m)^\.")


class Session:
    """A session with the mail server, from the greeting to the farewell."""

    def __init__(self, server: Server, password: str | None) -> None:
        """Connect, encrypt and log in.

        Raises:
            LostError: there is no connection.
            AnswerError: the server says no to something.
            CertificateError: the certificate is not right.
            NotEncryptedError, NotTlsError, NoLoginError: the server cannot do what is asked of it.
        """
        self._times = server.times
        self.messages = 0
        """How many were begun in it."""
        self._smtp: smtplib.SMTP | None = None
        try:
            self._smtp = self._connect(server)
            if server.security is Security.STARTTLS:
                self._encrypt(server)
            assert self._smtp.sock is not None
            self._smtp.sock.settimeout(self._times.command)
            if server.user:
                self._log_in(server.user, password or "")
        except BaseException:
            self.drop()
            raise

    def _connect(self, server: Server) -> smtplib.SMTP:
        host, port, seconds = server.host, server.port, self._times.connect
        try:
            smtp: smtplib.SMTP
            if server.security is Security.TLS:
                smtp = BoundedTls(host, port, _OURSELVES, timeout=seconds, context=checking(server))
            else:
                smtp = Bounded(host, port, _OURSELVES, timeout=seconds)
        except smtplib.SMTPResponseException as fault:
            words = fault.smtp_error.encode() if isinstance(fault.smtp_error, str) else fault.smtp_error
            reply = reply_of(fault.smtp_code, words)
            raise self._no(Step.CONNECT, reply) if reply.code > 0 else LostError(Step.HELLO) from None
        except (OSError, UnicodeError) as fault:
            raise fault_of_tls(fault, Step.CONNECT) from None
        self._smtp = smtp
        self._hello()
        return smtp

    def _hello(self) -> None:
        assert self._smtp is not None
        try:
            code, words = self._smtp.ehlo()
        except (OSError, smtplib.SMTPException):
            raise LostError(Step.HELLO) from None
        if code != 250:
            raise self._no(Step.HELLO, reply_of(code, words))

    def _encrypt(self, server: Server) -> None:
        """Begin TLS; what was said before does not count any more (RFC 3207, 4.2), nor what was slipped in after it."""
        assert self._smtp is not None
        assert self._smtp.sock is not None
        if not self._smtp.has_extn("starttls"):
            raise NotEncryptedError
        self._expect(Step.ENCRYPT, "STARTTLS", 220)
        try:
            self._smtp.sock = checking(server).wrap_socket(self._smtp.sock, server_hostname=server.host)
        except (OSError, ValueError) as fault:
            raise fault_of_tls(fault, Step.ENCRYPT) from None
        self._smtp.file = None
        self._hello()

    def _log_in(self, user: str, password: str) -> None:
        """Log in with one try only: accounts are locked after several. Both ways are in the clear, inside of TLS."""
        assert self._smtp is not None
        ways = self._smtp.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in ways:  # RFC 4616
            self._expect(Step.LOG_IN, "AUTH PLAIN " + _coded(f"\0{user}\0{password}"), 235)
        elif "LOGIN" in ways:
            self._expect(Step.LOG_IN, "AUTH LOGIN", 334)
            self._expect(Step.LOG_IN, _coded(user), 334)
            self._expect(Step.LOG_IN, _coded(password), 235)
        else:
            raise NoLoginError

    @property
    def encryption(self) -> str:
        """Which version of TLS is spoken, such as ``TLSv1.3``."""
        sock = self._smtp and self._smtp.sock
        return (sock.version() or "") if isinstance(sock, ssl.SSLSocket) else ""

    @property
    def limit(self) -> int | None:
        """Bytes of the largest message that the server takes (RFC 1870); None when it does not say."""
        said = self._smtp.esmtp_features.get("size", "") if self._smtp is not None else ""
        return int(said) or None if _SIZE.fullmatch(said) else None

    def transmit(self, letter: Letter, before_dot: Callable[[], None]) -> None:
        """Hand one message over; when this returns, the server answers for it (RFC 5321, 4.2.5).

        Args:
            letter: the message.
            before_dot: is called when all of it was sent but the line with the dot.

        Raises:
            AnswerError, TooLargeError: the server does not take it.
            LostError: the connection broke; after `before_dot` was called the server may have taken it.
        """
        assert self._smtp is not None
        self._see_that_it_listens()
        self.messages += 1
        data = _ENDS.sub(b"\r\n", letter.data)
        data += b"" if data.endswith(b"\r\n") else b"\r\n"
        sized = ""
        if self._smtp.has_extn("size"):
            if self.limit is not None and self.limit < len(data):
                raise TooLargeError
            sized = f" SIZE={len(data)}"
        self._expect(Step.SENDER, f"MAIL FROM:<{letter.sender}>{sized}", 250)
        self._expect(Step.RECIPIENT, f"RCPT TO:<{letter.recipient}>", 250, 251, 252)
        self._expect(Step.BODY, "DATA", 354)
        self._write_body(_DOTS.sub(b"..", data))
        try:
            before_dot()
        except BaseException:
            self.drop()  # a word of farewell would be a line of the message
            raise
        self._end()

    def _see_that_it_listens(self) -> None:
        """Raise LostError when the server has gone, or said something that would be taken for its next answer."""
        try:
            said = self._said_unasked()
        except OSError:
            said = b""
        if said is not None:
            raise LostError(Step.SENDER)

    def _write_body(self, stuffed: bytes) -> None:
        """Send the message, whose lines that begin with a dot have one more (RFC 5321, 4.5.2)."""
        assert self._smtp is not None
        assert self._smtp.sock is not None
        self._smtp.sock.settimeout(self._times.block)
        view = memoryview(stuffed)
        try:
            for start in range(0, len(view), _BLOCK):
                self._smtp.sock.sendall(view[start : start + _BLOCK])
            said = self._said_unasked()
        except OSError:
            raise LostError(Step.BODY) from None
        if said is not None:
            code = int(said[:3]) if said[:3].isdigit() else -1
            raise self._no(Step.BODY, reply_of(code, said[4:])) if code > 0 else LostError(Step.BODY)

    def _said_unasked(self) -> bytes | None:
        """Return what the server says unasked, nothing at all when it has gone; None while it listens."""
        assert self._smtp is not None
        assert self._smtp.sock is not None
        patience = self._smtp.sock.gettimeout()
        self._smtp.sock.settimeout(0)
        try:
            early = self._smtp.file.peek(1) if self._smtp.file is not None else b""
            return early or self._smtp.sock.recv(LONGEST_LINE)
        except (BlockingIOError, ssl.SSLWantReadError):
            return None
        finally:
            self._smtp.sock.settimeout(patience)

    def _end(self) -> None:
        assert self._smtp is not None
        assert self._smtp.sock is not None
        self._smtp.sock.settimeout(self._times.end)
        try:
            self._smtp.sock.sendall(b".\r\n")
            reply = reply_of(*self._smtp.getreply())
            self._smtp.sock.settimeout(self._times.command)
        except OSError:
            raise LostError(Step.END) from None
        if not 200 <= reply.code < 300:
            raise self._no(Step.END, reply)

    def reset(self) -> None:
        """Give up the message that was begun (RFC 5321, 4.1.1.5).

        Raises:
            AnswerError, LostError: the session is of no use any more.
        """
        self._expect(Step.SENDER, "RSET", 250)

    def _expect(self, step: Step, command: str, *codes: int) -> None:
        """Send a command whose reply must have one of these codes."""
        assert self._smtp is not None
        try:
            self._smtp.putcmd(command)
            reply = reply_of(*self._smtp.getreply())
        except (OSError, smtplib.SMTPException):
            raise LostError(step) from None
        if reply.code not in codes:
            raise self._no(step, reply)

    @staticmethod
    def _no(step: Step, reply: Reply) -> Exception:
        """Return what a reply means: one that is neither yes nor no is not SMTP, and nobody knows what comes next."""
        return AnswerError(step, reply) if reply.code >= 400 else LostError(step)

    def quit(self) -> None:
        """Say goodbye; a server that does not answer has lost nothing."""
        smtp = self._smtp
        if smtp is not None and smtp.sock is not None:
            with suppress(OSError, smtplib.SMTPException):
                smtp.sock.settimeout(min(_PATIENCE_AT_QUIT, self._times.command))
                smtp.putcmd("QUIT")
                smtp.getreply()
        self.drop()

    def drop(self) -> None:
        """Close the connection without a word."""
        if self._smtp is not None:
            with suppress(OSError):
                self._smtp.close()
            self._smtp = None


def _coded(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "surrogateescape")).decode()
