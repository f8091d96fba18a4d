"""The mail server that this user sends through: what the settings file and the environment say, and how it is kept.

Settings are the user's and never a workspace's: whoever shares a folder must not decide where patients' mail goes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.errors import Diagnostic, ExitCode, Report, Setting, refused
from leafletgen.mail.parts import Mailbox
from leafletgen.system.user_folders import CONFIG, user_folder
from leafletgen.system.writing import WriteError, locked, write_whole

if TYPE_CHECKING:
    from leafletgen.mail.server_settings import ServerSettings
    from leafletgen.source.yaml import Value

NAME: Final = "email.yaml"
PREFIX: Final = "LEAFLETGEN_SMTP_"
_NO_FILE: Final = "the settings"
"""What stands in the place of a file where there is none."""
_HEADING = """\
# The mail server that leafletgen sends through. Written by "leafletgen outbox server"; you may change it.
# Its password does not belong in here: "leafletgen outbox server" asks for it.
"""


class Security(StrEnum):
    """How the connection is encrypted; there is no other way."""

    STARTTLS = "starttls"
    """It begins in the clear and is encrypted before anything is said (RFC 3207)."""
    TLS = "tls"
    """It is encrypted from the first byte (RFC 8314, 3.3)."""


PORTS: Final = {Security.STARTTLS: 587, Security.TLS: 465}
"""The port for submission (RFC 6409, 3.1) and that for submission over TLS (RFC 8314, 7.3)."""


class Times(NamedTuple):
    """Seconds that the server may take, as RFC 5321, 4.5.3.2 has them; connecting is ours."""

    connect: float = 30.0
    command: float = 300.0
    block: float = 180.0
    """For each piece of the message."""
    end: float = 600.0
    """After the end of the message, while the server puts it where it is safe."""


class Server(NamedTuple):
    """A mail server, and how it is used."""

    host: str
    """A name or an IP address, without brackets."""
    port: int
    security: Security
    user: str
    """Who logs in; empty where nobody has to."""
    sender: Mailbox
    per_minute: float = 30
    """Messages, evenly spread."""
    keep_sent_days: float = 0
    """How long a message stays in the outbox after it was sent."""
    remember_sent_days: float = 30
    """How long it is known by its digest after that, so that the same one is not sent again; 0 for not at all."""
    ca_file: Path | None = None
    """Certificates (PEM) that are trusted in place of the system's."""
    waits: tuple[float, ...] = (60.0, 300.0, 900.0, 3600.0)
    """Seconds until the next try, after the first, second … that came to nothing; after these a run gives up."""
    times: Times = Times()

    def __repr__(self) -> str:
        """Return the class alone."""
        return "Server(…)"

    @property
    def account(self) -> str:
        """Under which name its password is kept."""
        return f"{self.user}@{self.host}:{self.port}"


#: The keys of the file, with what a front end calls each.
SETTINGS: Final = {
    "host": Setting.SMTP_HOST,
    "port": Setting.SMTP_PORT,
    "security": Setting.SMTP_SECURITY,
    "user": Setting.SMTP_USER,
    "from": Setting.SMTP_FROM,
    "per_minute": Setting.SMTP_PER_MINUTE,
    "keep_sent_days": Setting.KEEP_SENT,
    "remember_sent_days": Setting.REMEMBER_SENT,
    "ca_file": Setting.SMTP_CA_FILE,
}
#: Those that a variable of the environment can say in place of the file.
VARIABLES: Final = {key: PREFIX + key.upper() for key in ("host", "port", "security", "user", "from", "ca_file")}


def settings_file() -> Path | None:
    """Return where the file is, or would be; None for a user who has no folder, or wants none."""
    folder = user_folder(CONFIG)
    return None if folder is None else folder / NAME


def said_by_environment() -> dict[str, str]:
    """Return the settings that variables say, by their keys; an empty variable says nothing."""
    return {key: text for key, variable in VARIABLES.items() if (text := os.environ.get(variable, "").strip())}


def read_server(report: Report) -> Server | None:
    """Return the server that is set; None when none is, or after reporting what is wrong with its settings."""
    said, found = said_by_environment(), Report(report.wording)
    root = _read_file(found)
    if root is None and not said and not found.diagnostics:
        return None
    names = {key: VARIABLES[key] for key in said}
    server = None if found.has_errors else _server_of(root, said, names, found)
    report.add(_named(found.diagnostics, {*names.values(), _NO_FILE}))
    return None if found.has_errors else server


def needed_server(report: Report) -> Server | None:
    """Return the server that is set; None after reporting that none is, or what is wrong with its settings."""
    server = read_server(report)
    if server is None and not report.has_errors:
        report.error(
            "mail-server-not-set",
            "no mail server is set, so nothing can be sent",
            'set it once with "leafletgen outbox server"; IT knows what belongs there',
        )
    return server


def keep_server(given: Mapping[str, str], report: Report) -> Server | None:
    """Put settings into the user's file, and return what it says then; None after reporting what is wrong.

    Args:
        given: what is set, by the keys of the file; empty text takes one out, the others stay.
        report: receives every fault; nothing is written then.

    Raises:
        RefusedError: the user has no folder for it, or it cannot be written.
    """
    path = settings_file()
    if path is None:
        raise _not_written("this user has no folder for settings", "name one in the variable LEAFLETGEN_CONFIG")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(path):
            return _change(path, given, report)
    except (OSError, WriteError) as fault:
        said = fault.strerror if isinstance(fault, OSError) else None
        raise _not_written(f"{path}: {said or fault}", "check that the folder can be written to") from fault


def _change(path: Path, given: Mapping[str, str], report: Report) -> Server | None:
    found = Report(report.wording)
    root = _read_file(found)
    names = {key: report.called(SETTINGS[key]) for key in given}
    server = None if found.has_errors else _server_of(root, given, names, found)
    report.add(_named(found.diagnostics, {*names.values(), _NO_FILE}))
    if server is None or found.has_errors:
        return None
    write_whole(path, (_HEADING + "".join(_lines(server))).encode(), private=True)
    return server


def _lines(server: Server) -> list[str]:
    """Return the entries of the file; a string of JSON is one of YAML, whatever stands in it."""
    import json

    values: dict[str, str | float | None] = {
        **{"host": server.host, "port": server.port, "security": server.security.value, "user": server.user or None},
        **{"from": written(server.sender), "per_minute": server.per_minute, "keep_sent_days": server.keep_sent_days},
        "remember_sent_days": server.remember_sent_days,
        "ca_file": str(server.ca_file) if server.ca_file else None,
    }
    return [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items() if value is not None]


def written(mailbox: Mailbox) -> str:
    """Return a mailbox as it is typed."""
    return f"{mailbox.name} <{mailbox.address}>" if mailbox.name else mailbox.address


def forget_server() -> bool:
    """Take the user's file away, and return whether there was one.

    Raises:
        RefusedError: it cannot be removed.
    """
    path = settings_file()
    try:
        if path is None or not path.exists():
            return False
        path.unlink()
    except OSError as fault:
        raise _not_written(f"{path} cannot be removed: {fault.strerror}", "check the rights of the folder") from fault
    return True


def _not_written(message: str, hint: str) -> Exception:
    return refused("file-not-written", message, hint, ExitCode.ENVIRONMENT)


def _read_file(report: Report) -> Value | None:
    """Return what stands in the file; nothing when there is none, or after reporting what is wrong with it."""
    from leafletgen.source.yaml import read_source

    path = settings_file()
    if path is None or not path.exists():
        return None
    if not path.is_file():  # reading a pipe would wait for ever
        report.error("file-not-readable", f"{path.as_posix()} is not a file", "take away what stands in its place")
        return None
    root = read_source(path, path.as_posix(), report, private=True)
    if root is not None and root.kind != "map":
        from leafletgen.mail.server_settings import ServerSettings

        ServerSettings.read(root, report)  # says what it must be
    return root


def _server_of(root: Value | None, said: Mapping[str, str], names: Mapping[str, str], report: Report) -> Server | None:
    """Return the server of a file's settings, with what is said in place of some; faults of these bear their names."""
    import json

    from leafletgen.mail.server_settings import ServerSettings
    from leafletgen.source.yaml import parse_source

    if root is None:
        root = parse_source("{}", _NO_FILE, report, private=True)
        assert root is not None
    for key, text in said.items():
        if not text:
            root.data.pop(key, None)
            continue
        overlaid = parse_source(f"{key}: {json.dumps(text)}", names[key], report, private=True)
        if overlaid is not None:
            root.data.update(overlaid.data)
    settings = ServerSettings.read(root, report)
    return None if settings is None else _made(settings)


def _made(settings: ServerSettings) -> Server:
    security = Security(settings.security)
    return Server(
        settings.host,
        settings.port or PORTS[security],
        security,
        settings.user or "",
        settings.sender,
        settings.per_minute,
        settings.keep_sent_days,
        settings.remember_sent_days,
        settings.ca_file,
    )


def _named(diagnostics: Iterable[Diagnostic], names: set[str]) -> list[Diagnostic]:
    """Return diagnostics in which what stands in no file is told by its name alone, without line and column."""
    return [
        Diagnostic(one.code, one.severity, f"{one.place.file}: {one.message}", one.hint)
        if one.place is not None and one.place.file in names
        else one
        for one in diagnostics
    ]
