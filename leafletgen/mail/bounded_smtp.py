"""smtplib's connection with bounds: replies end, and certificates are checked."""

from __future__ import annotations

import re
import smtplib
import ssl
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

        Raises:
            OSError: the connection broke or is silent; it is closed then.
        """
        try:
            return self._read_reply()
        except OSError:
            self.close()
            raise

    def _read_reply(self) -> tuple[int, bytes]:
        if self.file is None:
            assert self.sock is not None
            self.file = self.sock.makefile("rb")
        words = []
        for _ in range(_MOST_LINES):
            line = self.file.readline(LONGEST_LINE + 1)
            if not line:
                raise ConnectionError
            words.append(line[4:].strip())
            if not _REPLY.fullmatch(line):
                break
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(words)
        return -1, b""


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
