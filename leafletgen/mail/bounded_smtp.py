"""smtplib's connection with bounds: replies end, and certificates are checked."""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from typing import Final

from leafletgen.mail.server import Server
from leafletgen.mail.smtp_faults import CertificateError, LostError, NotTlsError, Step

LONGEST_LINE: Final = 8192
_MOST_LINES: Final = 100
_REPLY: Final = re.compile(rb"[2-5][0-9]{2}(?:[ -].*)?\r?\n", re.DOTALL)


class Bounded(smtplib.SMTP):
    """smtplib's session, in which a reply cannot go on for ever."""

    def getreply(self) -> tuple[int, bytes]:
        """Return code and words of a reply; the code is -1 for what is none.

        The whole of it has the time that the socket has for one piece: what drips in would hold the outbox for hours.

        Raises:
            OSError: the connection broke, is silent or too slow; it is closed then.
        """
        try:
            return self._read_reply()
        except OSError:
            self.close()
            raise

    def _read_reply(self) -> tuple[int, bytes]:
        assert self.sock is not None
        if self.file is None:
            self.file = self.sock.makefile("rb")
        patience = self.sock.gettimeout()
        end = None if patience is None else time.monotonic() + patience
        words = []
        for _ in range(_MOST_LINES):
            line = self._line(end)
            words.append(line[4:].strip())
            if not _REPLY.fullmatch(line):
                break
            if line[3:4] != b"-":
                self.sock.settimeout(patience)
                return int(line[:3]), b"\n".join(words)
        return -1, b""

    def _line(self, end: float | None) -> bytes:
        """Return a line, or the beginning of one that is too long."""
        assert self.sock is not None
        assert self.file is not None
        line = b""
        while not line.endswith(b"\n") and len(line) <= LONGEST_LINE:
            if end is not None:
                left = end - time.monotonic()
                if left <= 0:
                    raise TimeoutError
                self.sock.settimeout(left)
            there = self.file.peek(1)
            if not there:
                raise ConnectionError
            line += self.file.read(min(there.find(b"\n") + 1 or len(there), LONGEST_LINE + 1 - len(line)))
        return line


class BoundedTls(Bounded, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


def checking(server: Server) -> ssl.SSLContext:
    """Return what checks the certificate and its name; smtplib's own would accept any."""
    try:
        return ssl.create_default_context(cafile=str(server.ca_file) if server.ca_file else None)
    except (OSError, ValueError):
        raise CertificateError(0) from None


def fault_of_tls(fault: Exception, step: Step) -> Exception:
    """Return what went wrong when a connection was to be made, or encrypted."""
    if isinstance(fault, ssl.SSLCertVerificationError):
        return CertificateError(fault.verify_code)
    if isinstance(fault, ssl.SSLError) and not isinstance(fault, ssl.SSLEOFError):
        return NotTlsError()
    return LostError(step)
