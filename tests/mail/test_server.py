"""The mail server's settings: read with places, overlaid by the environment, kept whole, and never with a password."""

import os
import stat
import sys
from pathlib import Path

import pytest

from leafletgen.errors import RefusedError, Report
from leafletgen.mail.parts import Mailbox
from leafletgen.mail.server import (
    VARIABLES,
    Security,
    Server,
    forget_server,
    keep_server,
    needed_server,
    read_server,
    settings_file,
)
from leafletgen.mail.server_settings import is_host
from tests.support.mail_servers import authority

LEAST = "host: smtp.example.org\nfrom: physio@example.org\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a folder for settings, and have the environment say nothing."""
    for variable in (*VARIABLES.values(), "LEAFLETGEN_SMTP_PASSWORD"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config"


def write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "email.yaml"
    path.write_text(text, "utf-8")
    return path


def read() -> Server:
    report = Report()
    server = read_server(report)
    assert report.diagnostics == ()
    assert server is not None
    return server


def faults() -> list[str]:
    """Return what is said of settings that cannot be used, without the folder."""
    report = Report()
    assert read_server(report) is None
    said = [str(fault) for fault in report.errors]
    return [one.partition("\n")[0].replace(f"{settings_file()}", "email.yaml") for one in said]


def test_nothing_is_set(folder: Path) -> None:
    report = Report()
    assert read_server(report) is None
    assert not report.diagnostics
    assert needed_server(report) is None
    assert [fault.code for fault in report.diagnostics] == ["mail-server-not-set"]


def test_little_is_enough(folder: Path) -> None:
    write(folder, LEAST)
    server = read()
    assert (server.host, server.port, server.security, server.user) == (
        "smtp.example.org",
        587,
        Security.STARTTLS,
        "",
    )
    assert server.sender == Mailbox("", "physio@example.org")
    assert (server.per_minute, server.keep_sent_days, server.remember_sent_days, server.ca_file) == (30, 0, 30, None)
    assert server.waits == (60, 300, 900, 3600)


def test_everything_is_read(folder: Path, tmp_path: Path) -> None:
    authority().cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    more = "port: 2525\nsecurity: tls\nuser: ü@example.org\nper_minute: 12\nkeep_sent_days: 7\nremember_sent_days: 0\n"
    more += f"ca_file: {tmp_path}/ca.pem"
    write(folder, f"host: Smtp.Example.org\nfrom: Physio <physio@example.org>\n{more}\n")
    server = read()
    assert server.sender == Mailbox("Physio", "physio@example.org")
    assert server[:4] == ("smtp.example.org", 2525, Security.TLS, "ü@example.org")
    assert server[5:9] == (12, 7, 0, tmp_path / "ca.pem")
    assert server.account == "ü@example.org@smtp.example.org:2525"


def test_tls_has_a_port_of_its_own(folder: Path) -> None:
    write(folder, LEAST + "security: tls\n")
    assert read().port == 465


def test_all_faults_are_told_at_once_with_their_lines_and_nothing_is_repeated(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "no.pem").write_text("hunter2", "ascii")
    text = "host: hunter2 x\nport: hunter2\nsecurity: none\nuser: [hunter2]\nfrom: hunter2\nper_minute: 0\n"
    text += f"keep_sent_days: -1\nca_file: {tmp_path}/no.pem\npassword: hunter2\nhosst: hunter2\n"
    write(folder, text)
    said = faults()
    assert [line.split(" ")[0] for line in said] == [
        *("email.yaml:1:7:", "email.yaml:2:7:", "email.yaml:3:11:", "email.yaml:4:7:", "email.yaml:5:7:"),
        *("email.yaml:6:13:", "email.yaml:7:17:", "email.yaml:8:10:", "email.yaml:9:1:", "email.yaml:10:1:"),
    ]
    assert said[8] == 'email.yaml:9:1: error: "password" must never stand in a file'
    assert "hunter2" not in "".join(said)


def test_a_hint_shows_what_can_be_typed(folder: Path) -> None:
    """The least number of a range would be bad advice: nobody listens on port 1."""
    write(folder, LEAST + "port: x\nper_minute: x\nremember_sent_days: x\n")
    report = Report()
    assert read_server(report) is None
    hints = [one.hint for one in report.errors]
    assert hints == ["for example port: 587", "for example per_minute: 30", "for example remember_sent_days: 30"]


@pytest.mark.parametrize("text", ["- a\n", "hunter2\n", "host: [\n", "a: &x 1\n", "host: a\nhost: b\n"])
def test_a_file_of_another_form_is_told(text: str, folder: Path) -> None:
    write(folder, text)
    said = faults()
    assert said != []
    assert "hunter2" not in "".join(said)


def test_a_file_that_is_a_folder_is_told(folder: Path) -> None:
    (folder / "email.yaml").mkdir(parents=True)
    assert "is not a file" in faults()[0]


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no name there")
def test_a_pipe_or_a_device_is_not_read(folder: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        write(folder, f"host: smtp.example.org\nfrom: clinic@example.org\nca_file: {path}\n")
        assert any("cannot be read" in fault for fault in faults())
    (folder / "email.yaml").unlink()
    os.mkfifo(folder / "email.yaml")
    assert "is not a file" in faults()[0]


def test_certificates_in_a_file_that_is_too_large_are_not_read(folder: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.pem"
    with large.open("wb") as file:
        file.write(b"-----BEGIN CERTIFICATE-----\n")
        file.truncate(3_000_000)
    write(folder, f"host: smtp.example.org\nfrom: clinic@example.org\nca_file: {large.as_posix()}\n")
    assert any("ca_file" in fault for fault in faults())


def test_what_is_missing_is_told(folder: Path) -> None:
    write(folder, "port: 25\n")
    assert faults() == ['email.yaml:1:1: error: "from" is missing', 'email.yaml:1:1: error: "host" is missing']


def test_the_environment_comes_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, LEAST + "port: 25\nuser: a\n")
    monkeypatch.setenv("LEAFLETGEN_SMTP_HOST", "192.0.2.7")
    monkeypatch.setenv("LEAFLETGEN_SMTP_PORT", "2525")
    monkeypatch.setenv("LEAFLETGEN_SMTP_FROM", "")
    assert read()[:4] == ("192.0.2.7", 2525, Security.STARTTLS, "a")
    assert read().sender.address == "physio@example.org"


def test_the_environment_alone_is_enough(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_SMTP_HOST", "smtp.example.org")
    assert faults() == ['error: the settings: "from" is missing']
    monkeypatch.setenv("LEAFLETGEN_SMTP_FROM", "physio@example.org")
    assert read().host == "smtp.example.org"
    assert not folder.exists(), "nothing is written by reading"


def test_a_fault_in_the_environment_is_told_by_its_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, LEAST)
    for name, value in (("HOST", "a b"), ("PORT", "0"), ("SECURITY", "none"), ("FROM", "a\r\nBcc: b@example.org")):
        monkeypatch.setenv(f"LEAFLETGEN_SMTP_{name}", value)
    monkeypatch.setenv("LEAFLETGEN_SMTP_CA_FILE", str(folder / "gone.pem"))
    names = [line.removeprefix("error: ").split(":")[0] for line in faults()]
    assert sorted(set(names)) == [f"LEAFLETGEN_SMTP_{name}" for name in ("CA_FILE", "FROM", "HOST", "PORT", "SECURITY")]


def test_settings_are_kept_whole_for_their_user_alone(folder: Path) -> None:
    report = Report()
    given = {"host": "smtp.example.org", "from": 'Physio "A" <physio@example.org>', "user": "a: b", "per_minute": "7"}
    kept = keep_server(given, report)
    assert report.diagnostics == ()
    assert kept == read()
    assert kept.user == "a: b"
    changed = keep_server({"port": "2525", "user": ""}, report)
    assert changed == read() == kept._replace(port=2525, user="")
    path = folder / "email.yaml"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert forget_server()
    assert not path.exists()
    assert not forget_server()


def test_a_fault_leaves_the_file_as_it_was(folder: Path) -> None:
    path = write(folder, LEAST)
    report = Report()
    assert keep_server({"port": "x", "host": "y z"}, report) is None
    assert len(report.errors) == 2
    assert path.read_text("utf-8") == LEAST
    write(folder, LEAST + "password: hunter2\n")
    assert keep_server({"port": "25"}, Report()) is None
    assert "hunter2" in path.read_text("utf-8"), "a file that cannot be used is not written over"


def test_a_user_without_a_folder_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_CONFIG", "")
    with pytest.raises(RefusedError) as caught:
        keep_server({"host": "smtp.example.org"}, Report())
    assert caught.value.diagnostics[0].code == "file-not-written"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the rights of folders, for a user who has no others")
def test_a_folder_that_cannot_be_written_to_is_told(folder: Path) -> None:
    write(folder, LEAST)
    folder.chmod(0o500)
    try:
        with pytest.raises(RefusedError):
            keep_server({"port": "25"}, Report())
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize("text", ["smtp.example.org", "localhost", "10.0.0.1", "::1", "mail-1", "a" * 63 + ".example"])
def test_hosts(text: str) -> None:
    assert is_host(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "a b",
            "a:25",
            "[::1]",
            "a_b",
            "-a",
            "a-",
            "a..b",
            ".a",
            "127.1",
            "a" * 64,
            "user@host",
            "ü.example",
        ),
        *("http://a", "fe80::1%eth0", "a\n", "a\0", ".".join(["abcdefgh"] * 30)),
    ],
)
def test_no_hosts(text: str) -> None:
    assert not is_host(text)


def test_what_is_missing_of_new_settings_is_told_without_a_file(folder: Path) -> None:
    report = Report()
    assert keep_server({"host": "smtp.example.org"}, report) is None
    assert [fault.message for fault in report.errors] == ['the settings: "from" is missing']
    assert not (folder / "email.yaml").exists()
