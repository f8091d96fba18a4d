"""What the file of a mail server may hold, and what each entry may be."""

from __future__ import annotations

import errno
import re
import stat
from pathlib import Path
from typing import Final

from leafletgen.errors import Report, Setting
from leafletgen.mail.parts import Mailbox
from leafletgen.source.kinds import Choice, Integer, Text
from leafletgen.source.records import Definitions, JsonSchema, Kind, Record, field, label
from leafletgen.source.yaml import Value

_LONGEST_HOST: Final = 253
_LABEL: Final = r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)"
_HOST: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_CERTIFICATE: Final = b"-----BEGIN CERTIFICATE-----"
_LARGEST_CERTIFICATES: Final = 2_000_000
"""Bytes; all that systems trust are some hundred thousand."""


def is_host(text: str) -> bool:
    """Return whether text is an IP address, or a host name (RFC 1123, 2.1), whose last part is no number."""
    from ipaddress import ip_address

    try:
        ip_address(text)
    except ValueError:
        named = len(text) <= _LONGEST_HOST and _HOST.fullmatch(text) is not None
        return named and not text.rpartition(".")[2].isdigit()
    return "%" not in text


class HostName(Kind[str]):
    """The name of a machine, or its IP address."""

    wants = "the name or the IP address of a machine, without a port"
    example = "smtp.example.org"

    def read(self, value: Value, report: Report) -> str | None:
        """Return the name in small letters."""
        if value.kind == "scalar" and is_host(value.data.strip()):
            return str(value.data).strip().lower()
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return text."""
        return {"type": "string", "maxLength": _LONGEST_HOST}


class MailboxText(Kind[Mailbox]):
    """An e-mail address, with or without a name."""

    wants = "an e-mail address"
    example = "Physiotherapy <physio@example.org>"

    def read(self, value: Value, report: Report) -> Mailbox | None:
        """Return the mailbox."""
        from leafletgen.mail.address import mailbox_of  # loads a package

        if value.kind == "scalar":
            return mailbox_of(value.data, report, value.place, label(value))
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return text."""
        return {"type": "string"}


class CertificatesFile(Kind[Path]):
    """A file of certificates in PEM, which can be read; a relative path would mean another file in each folder."""

    wants = "the whole path of a file of certificates (PEM)"
    example = "/etc/ssl/certs/trust.pem"

    def read(self, value: Value, report: Report) -> Path | None:
        """Return the path."""
        path = Path(str(value.data).strip()) if value.kind == "scalar" else Path()
        if not path.is_absolute():
            self.wrong(value, report)
            return None
        try:
            content = _content(path)
        except (OSError, ValueError):
            report.error(
                "certificates-not-readable",
                f"the file that {label(value)} names cannot be read",
                "check its name and its rights",
                value.place,
            )
            return None
        if _CERTIFICATE not in content:
            self.wrong(value, report)
            return None
        return path

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return text."""
        return {"type": "string"}


def _content(path: Path) -> bytes:
    """Return what is in a file, and nothing of one that is too large. A pipe or a device is not opened: it never ends.

    Raises:
        OSError: it cannot be read.
        ValueError: no file can have this name.
    """
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise OSError(errno.EINVAL, "no file")
    return path.read_bytes() if state.st_size <= _LARGEST_CERTIFICATES else b""


class NeverKept(Kind[None]):
    """A password, which no file may hold."""

    def read(self, value: Value, report: Report) -> None:
        """Report that it stands there."""
        report.error(
            "password-in-file",
            f"{label(value)} must never stand in a file",
            f'take it out, and keep it with "leafletgen outbox server" and {report.called(Setting.SMTP_PASSWORD)}',
            value.key.place,
        )

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return what nothing fits."""
        return {"not": {}}


class ServerSettings(Record):
    """What stands in the file of a mail server."""

    host: str = field(HostName(), "The mail server.")
    port: int | None = field(Integer(1, 65_535, 587), "Its port; else the usual one for the security.", default=None)
    security: str = field(Choice("starttls", "tls"), "How the connection is encrypted.", default="starttls")
    user: str | None = field(Text(example="physio@example.org"), "Who logs in.", default=None)
    sender: Mailbox = field(MailboxText(), "Whom messages come from.", key="from")
    per_minute: int = field(Integer(1, 600, 30), "How many messages are sent in a minute.", default=30)
    keep_sent_days: int = field(Integer(0, 365), "Days for which what was sent stays in the outbox.", default=0)
    remember_sent_days: int = field(
        Integer(0, 365, 30), "Days for which it is known what was sent, so that it is not sent again.", default=30
    )
    ca_file: Path | None = field(CertificatesFile(), "Certificates to trust in place of the system's.", default=None)
    password: None = field(NeverKept(), "Never in a file.", default=None)
