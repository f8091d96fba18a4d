"""What a mail server answers, and what can go wrong with it: codes alone, never the words of a server."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

_ENHANCED: Final = re.compile(rb"([245])\.(\d{1,3})\.(\d{1,3})\b")


class Step(Enum):
    """Where in a session something happened."""

    CONNECT = 0
    HELLO = 1
    ENCRYPT = 2
    LOG_IN = 3
    SENDER = 4
    RECIPIENT = 5
    BODY = 6
    END = 7
    """The line with the dot, and what the server says to it."""


class Reply(NamedTuple):
    """What the server says, without its words: these may quote an address."""

    code: int
    """Three digits (RFC 5321, 4.2); -1 where there were none."""
    enhanced: str = ""
    """Such as 5.1.1 (RFC 3463)."""

    def __str__(self) -> str:
        """Return both codes."""
        return f"{self.code} {self.enhanced}".rstrip()

    @property
    def passes(self) -> bool:
        """Whether it says that another time may do (RFC 5321, 4.2.1)."""
        return 400 <= self.code < 500


class AnswerError(Exception):
    """The server said something else than what was needed."""

    def __init__(self, step: Step, reply: Reply) -> None:
        """Keep both; there are no words of the server in it."""
        super().__init__(step.name, str(reply))
        self.step = step
        self.reply = reply


class LostError(Exception):
    """The connection broke, or the server fell silent, or spoke no SMTP."""

    def __init__(self, step: Step) -> None:
        """Keep where."""
        super().__init__(step.name)
        self.step = step


class TooLargeError(Exception):
    """The message is larger than the server takes (RFC 1870), and nothing of it was sent."""


class NotEncryptedError(Exception):
    """The server does not offer to encrypt the connection."""


class NoLoginError(Exception):
    """The server offers no login, or none in a way that is known here."""


class CertificateError(Exception):
    """The certificate is not right for this server."""

    def __init__(self, verify_code: int) -> None:
        """Keep OpenSSL's number of what is wrong."""
        super().__init__(verify_code)
        self.verify_code = verify_code


class NotTlsError(Exception):
    """What stands there speaks no TLS, or no version of it that is still safe."""


def reply_of(code: int, words: bytes) -> Reply:
    """Return a reply without its words; an enhanced code of another class than the code itself is none."""
    enhanced = _ENHANCED.match(words)
    if enhanced is None or enhanced[1] != str(code)[:1].encode():
        return Reply(code)
    return Reply(code, enhanced[0].decode())
