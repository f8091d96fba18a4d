"""The mail server's password: the environment first, else a keyring that keeps it safe, else a clear word."""

from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked

from leafletgen.errors import Report
from leafletgen.mail.parts import Mailbox
from leafletgen.mail.password import forget_password, keep_password, password_of, where_kept
from leafletgen.mail.server import Security, Server

SERVER = Server("smtp.example.org", 587, Security.STARTTLS, "physio", Mailbox("", "physio@example.org"))


class Kept(KeyringBackend):
    """Keeps passwords in memory."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.passwords: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.passwords.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.passwords[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.passwords[service, username]


class PlaintextKeyring(Kept):
    """Named as the one of keyrings.alt that writes a readable file."""


class Locked(Kept):
    """Says no to everything."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"locked: {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(password)


def use(backend: KeyringBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)


@pytest.fixture(autouse=True)
def said_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEAFLETGEN_SMTP_PASSWORD", raising=False)


def codes(report: Report) -> list[str]:
    return [one.code for one in report.diagnostics]


def test_a_password_is_kept_and_forgotten_under_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    backend, report = Kept(), Report()
    use(backend, monkeypatch)
    assert password_of(SERVER, report) is None
    assert codes(report) == ["mail-password-missing"]
    assert where_kept(SERVER) == ""
    assert keep_password(SERVER, "hunter2", Report())
    assert backend.passwords == {("leafletgen", "physio@smtp.example.org:587"): "hunter2"}
    assert password_of(SERVER, Report()) == "hunter2"
    assert where_kept(SERVER) == "the keyring"
    assert password_of(SERVER._replace(port=465), Report()) is None, "another server does not get it"
    assert forget_password(SERVER)
    assert not forget_password(SERVER)
    assert backend.passwords == {}


def test_the_environment_comes_first_and_asks_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    use(Locked(), monkeypatch)
    monkeypatch.setenv("LEAFLETGEN_SMTP_PASSWORD", "from there")
    report = Report()
    assert password_of(SERVER, report) == "from there"
    assert where_kept(SERVER) == "LEAFLETGEN_SMTP_PASSWORD"
    assert report.diagnostics == ()


def test_where_nobody_logs_in_no_keyring_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    use(Locked(), monkeypatch)
    report = Report()
    assert password_of(SERVER._replace(user=""), report) is None
    assert report.diagnostics == ()


@pytest.mark.parametrize(
    ("backend", "code"),
    [
        pytest.param(
            fail.Keyring(),  # type: ignore[no-untyped-call]
            "keyring-missing",
            id="none",
        ),
        pytest.param(
            null.Keyring(),  # type: ignore[no-untyped-call]
            "keyring-not-safe",
            id="null",
        ),
        pytest.param(PlaintextKeyring(), "keyring-not-safe", id="plaintext"),
        pytest.param(Locked(), "keyring-closed", id="locked"),
    ],
)
def test_a_keyring_that_cannot_be_used_names_the_variable(
    backend: KeyringBackend, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(backend, monkeypatch)
    for ask in (lambda report: password_of(SERVER, report), lambda report: keep_password(SERVER, "hunter2", report)):
        report = Report()
        assert not ask(report)
        assert codes(report) == [code]
        said = "".join(map(str, report.diagnostics))
        assert "LEAFLETGEN_SMTP_PASSWORD" in said
        assert "hunter2" not in said
        assert "physio" not in said
    assert not forget_password(SERVER)


def test_of_several_keyrings_the_first_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    several = chainer.ChainerBackend()  # type: ignore[no-untyped-call]
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [PlaintextKeyring(), Kept()])
    use(several, monkeypatch)
    report = Report()
    assert not keep_password(SERVER, "hunter2", report)
    assert codes(report) == ["keyring-not-safe"]
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [Kept(), PlaintextKeyring()])
    assert keep_password(SERVER, "hunter2", Report())


def test_without_the_package_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "keyring", None)
    report = Report()
    assert password_of(SERVER, report) is None
    assert codes(report) == ["package-missing"]
    assert not forget_password(SERVER)


def test_no_password_is_in_the_shown_form_of_anything(tmp_path: Path) -> None:
    assert repr(SERVER) == "Server(…)"
