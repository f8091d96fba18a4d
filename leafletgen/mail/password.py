"""The mail server's password: from the environment or the system's keyring, and nowhere else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from leafletgen.errors import Report, Setting
from leafletgen.mail.server import PREFIX, Server

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

VARIABLE: Final = f"{PREFIX}PASSWORD"
SERVICE: Final = "leafletgen"
"""Under which the keyring lists it."""
#: Of the package keyrings.alt, the one that closes what it writes.
_CLOSED: Final = "EncryptedKeyring"


def password_of(server: Server, report: Report) -> str | None:
    """Return the password; None where nobody logs in, or after reporting that there is none."""
    if not server.user:
        return None
    said = os.environ.get(VARIABLE, "")
    if said:
        return said
    backend = _backend(report)
    if backend is None:
        return None
    try:
        kept = backend.get_password(SERVICE, server.account)
    except Exception:  # of as many kinds as there are keyrings; what they say may hold what must not be shown
        _report_closed(report)
        return None
    if not kept:
        report.error(
            "mail-password-missing",
            "no password is kept for the mail server",
            f'keep it with "leafletgen outbox server" and {report.called(Setting.SMTP_PASSWORD)}, or set {VARIABLE}',
        )
    return kept or None


def keep_password(server: Server, password: str, report: Report) -> bool:
    """Put the password into the system's keyring; False after reporting why not."""
    backend = _backend(report)
    if backend is None:
        return False
    try:
        backend.set_password(SERVICE, server.account, password)
    except Exception:  # see above
        _report_closed(report)
        return False
    return True


def forget_password(server: Server) -> bool:
    """Take the password out of the keyring; False when none was there, or the keyring cannot be opened."""
    backend = _backend(Report())
    if backend is None:
        return False
    try:
        if backend.get_password(SERVICE, server.account) is None:
            return False
        backend.delete_password(SERVICE, server.account)
    except Exception:  # see above
        return False
    return True


def where_kept(server: Server) -> str:
    """Return where a password is, in words; nothing when there is none, or none can be asked for."""
    if os.environ.get(VARIABLE):
        return VARIABLE
    return "the keyring" if server.user and password_of(server, Report()) else ""


def _backend(report: Report) -> KeyringBackend | None:
    """Return the system's keyring; None after reporting that there is none, or one that anybody could read."""
    try:
        import keyring
        from keyring.backends import chainer
    except ImportError:
        report.error(
            "package-missing",
            "the package keyring is not installed",
            f'run: pip install "leafletgen[email]"; or set {VARIABLE} for this run',
        )
        return None
    try:
        backend = keyring.get_keyring()
        if isinstance(backend, chainer.ChainerBackend):
            backend = next(iter(backend.backends), backend)
    except Exception:  # see above
        _report_closed(report)
        return None
    module, name = type(backend).__module__, type(backend).__name__
    if module == "keyring.backends.fail":
        report.error(
            "keyring-missing",
            "this system has no keyring that passwords could be kept in",
            f"set {VARIABLE} for this run; on Linux without a desktop that is the way",
        )
        return None
    if module == "keyring.backends.null" or "Plaintext" in name or (module[:12] == "keyrings.alt" and name != _CLOSED):
        report.error(
            "keyring-not-safe",
            "the keyring of this system keeps passwords where others may read them, or not at all",
            f"choose another one in the settings of the package keyring, or set {VARIABLE} for this run",
        )
        return None
    return backend


def _report_closed(report: Report) -> None:
    report.error(
        "keyring-closed",
        "the keyring of this system cannot be opened",
        f"unlock it and try again, or set {VARIABLE} for this run",
    )
