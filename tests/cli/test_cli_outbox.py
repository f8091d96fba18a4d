"""``leafletgen outbox``: what waits, how it goes, and that nothing private is told, written or passed to others."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from click.testing import CliRunner, Result

from leafletgen.cli.main import main
from leafletgen.cli.outbox import STATES
from leafletgen.errors import ExitCode, Report
from leafletgen.mail.entry import State
from leafletgen.mail.outbox import Outbox
from leafletgen.mail.server import VARIABLES
from tests.mail.test_password import Kept
from tests.support.commands import run, write
from tests.support.mail_servers import HOST, PASSWORD, SENDER, USER, Box, Line, authority, context_of, scripted, serving
from tests.support.outboxes import PRIVATE, fill
from tests.support.processes import BOUND, Child

PUT_OFF = "451 4.7.1: the server has a difficulty of its own, or wants to see a second try"


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name folders for settings and for what waits, and have the environment say nothing."""
    for variable in (*VARIABLES.values(), "LEAFLETGEN_SMTP_PASSWORD"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("LEAFLETGEN_STATE", str(tmp_path / "state"))
    return tmp_path


@pytest.fixture
def outbox(folders: Path) -> Outbox:
    return Outbox(folders / "state" / "outbox")


def use(port: int, folder: Path, **more: str) -> None:
    """Name a server of a test in the user's file."""
    authority().cert_pem.write_to_path(str(folder / "authority.pem"))
    said = {"host": HOST, "port": str(port), "from": SENDER.address, "per_minute": "600"}
    said |= {"ca_file": str(folder / "authority.pem"), **more}
    write(folder / "config" / "email.yaml", "".join(f"{key}: {value}\n" for key, value in said.items()))


def outbox_command(*arguments: str | Path, code: ExitCode = ExitCode.OK) -> tuple[str, str]:
    """Run a command of the group that ends as said, and return output and diagnostics, in which is nothing private."""
    result = run("outbox", *arguments)
    assert result.exit_code == code, result.output
    for word in (*PRIVATE, PASSWORD):
        assert word not in result.stdout + result.stderr
    return result.stdout, result.stderr


def states(outbox: Outbox) -> list[str]:
    return [entry.state.value for entry in outbox.entries(Report())]


def test_the_states_are_those_of_the_outbox() -> None:
    assert set(STATES) == {state.value for state in State}


def test_all_are_sent(outbox: Outbox, folders: Path) -> None:
    fill(outbox, 3)
    box = Box()
    with serving(box) as port:
        use(port, folders)
        assert outbox_command("send") == ("3 sent\n", "")
    assert len(box.received) == 3
    assert outbox_command("status") == ("the outbox is empty\n", "")
    assert outbox_command("send") == ("nothing waits in the outbox\n", "")


def test_a_refused_one_is_told_by_its_line_and_stays(outbox: Outbox, folders: Path) -> None:
    fill(outbox, 3)
    box = Box()
    box.answers["patient2@example.org"] = ["550 5.1.1 Kim <patient2@example.org> unknown"]
    with serving(box) as port:
        use(port, folders)
        output, said = outbox_command("send", code=ExitCode.CONTENT)
    assert output == "2 sent, 1 refused\n"
    assert said == (
        "patients.csv:3:1: error: the server refused this recipient (550 5.1.1: no such mailbox)\n"
        "  hint: correct the address, and make the message anew\n"
    )
    output, _ = outbox_command("status")
    assert output.splitlines() == [
        "NUMBER  FROM            STATE    WHY                         NEXT TRY",
        "2       patients.csv:3  refused  550 5.1.1: no such mailbox",
        "1 message: 1 refused",
        "refused: correct the address and make the message anew; then leafletgen outbox purge --refused",
    ]
    output, said = outbox_command("send", code=ExitCode.CONTENT)
    assert output == "nothing waits in the outbox\n"
    assert said == "from earlier runs there are 1 refused in the outbox: leafletgen outbox status\n"


def test_what_is_put_off_waits_and_once_does_not(outbox: Outbox, folders: Path) -> None:
    fill(outbox, 2)
    box = Box()
    box.answers["patient1@example.org"] = ["451 4.7.1 greylisted"]
    with serving(box) as port:
        use(port, folders)
        output, said = outbox_command("send", "--once", code=ExitCode.ENVIRONMENT)
        again = outbox_command("send", "--once", code=ExitCode.ENVIRONMENT)
    assert output == "1 sent\n"
    assert said.splitlines() == [
        f"patients.csv:2:1: note: not taken yet ({PUT_OFF}); the next try is in 1 minute",
        "1 message still in the outbox: the next try may be within a minute",
    ]
    assert again == ("0 sent\n", "1 message still in the outbox: the next try may be within a minute\n")
    output, _ = outbox_command("status")
    assert f"patients.csv:2  waiting  {PUT_OFF}  within a minute" in output


def test_status_as_data(outbox: Outbox) -> None:
    fill(outbox, 2)
    output, _ = outbox_command("status", "--json")
    data = json.loads(output)
    assert data["counts"] == {"waiting": 2, "unknown": 0, "refused": 0, "sent": 0}
    assert [(each["file"], each["line"], each["state"], each["code"]) for each in data["messages"]] == [
        ("patients.csv", 2, "waiting", None),
        ("patients.csv", 3, "waiting", None),
    ]
    assert data["diagnostics"] == []


def test_without_a_server_nothing_is_sent(outbox: Outbox) -> None:
    fill(outbox)
    _, said = outbox_command("send", code=ExitCode.ENVIRONMENT)
    assert said.startswith("error: no mail server is set")
    assert states(outbox) == ["waiting"]


def test_a_server_that_cannot_be_used_leaves_all_where_they_are(outbox: Outbox, folders: Path) -> None:
    fill(outbox, 2)
    with serving(Box(), auth_required=True) as port:
        use(port, folders)
        output, said = outbox_command("send", code=ExitCode.ENVIRONMENT)
    assert output == "0 sent\n"
    assert "wants somebody to log in first (530" in said
    assert states(outbox) == ["waiting", "waiting"]


def test_the_password_of_the_environment_logs_in(
    outbox: Outbox, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(outbox)
    monkeypatch.setenv("LEAFLETGEN_SMTP_PASSWORD", PASSWORD)
    with serving(Box(), auth_required=True) as port:
        use(port, folders, user=USER)
        output, _ = outbox_command("server", "--test")
        assert output.startswith(f"{HOST}:{port} answers: encrypted with TLSv1.")
        assert "the certificate is right, logged in, it takes messages of up to 33.6 MB; nothing was sent" in output
        assert outbox_command("send")[0] == "1 sent\n"


def test_one_in_doubt_is_told_and_sent_again_when_asked(outbox: Outbox, folders: Path) -> None:
    fill(outbox)

    def drops(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        line.take_body()

    with scripted(drops) as port:
        use(port, folders)
        output, said = outbox_command("send", code=ExitCode.CONTENT)
    assert output == "0 sent, 1 unknown\n"
    assert "patients.csv:2:1: error: the connection broke at the very end" in said
    assert "--resend-unknown sends it once more, and it may then arrive twice" in said
    status = outbox_command("status")[0]
    assert "patients.csv:2  unknown  it broke off at the very end" in status
    assert "\nunknown: ask the patient; then leafletgen outbox send --resend-unknown, or " in status
    box = Box()
    with serving(box) as port:
        use(port, folders)
        assert outbox_command("send", code=ExitCode.CONTENT)[0] == "nothing waits in the outbox\n"
        assert outbox_command("send", "--resend-unknown")[0] == "1 sent\n"
    assert len(box.received) == 1


def test_another_folder_is_another_outbox(outbox: Outbox, folders: Path) -> None:
    fill(outbox)
    (folders / "other").mkdir(0o700)
    assert outbox_command("status", "--outbox", folders / "other")[0] == "the outbox is empty\n"
    assert not [*(folders / "other").iterdir()], "looking makes nothing"
    said = outbox_command("status", "--outbox", outbox.folder)[0]
    assert said == "1 message: 1 waiting\nwaiting: leafletgen outbox send\n"


@pytest.mark.parametrize("words", [("status",), ("send",), ("purge", "--waiting", "--yes")])
def test_a_folder_that_is_named_and_is_no_outbox_is_told(words: tuple[str, ...], folders: Path) -> None:
    other = folders / "other"
    said = outbox_command(*words, "--outbox", other, code=ExitCode.USAGE)[1]
    assert f"error: {other} is not there" in said
    other.mkdir(0o700)
    write(other / "notes.txt", "mine")
    said = outbox_command(*words, "--outbox", other, code=ExitCode.USAGE)[1]
    assert f"error: {other} is no outbox: other files are in it" in said
    assert [path.name for path in other.iterdir()] == ["notes.txt"]
    assert "empty" in outbox_command("status")[0], "the user's own need not be there yet"


def test_sent_ones_are_kept_when_that_is_set(outbox: Outbox, folders: Path) -> None:
    fill(outbox, 2)
    with serving(Box()) as port:
        use(port, folders, keep_sent_days="3")
        assert outbox_command("send")[0] == "2 sent\n"
    assert states(outbox) == ["sent", "sent"]
    assert outbox_command("purge", "--sent", "--older-than", "1", "--yes")[0] == "0 messages deleted\n"
    assert outbox_command("purge", "--sent", "--yes")[0] == "2 messages deleted\n"
    assert states(outbox) == []


def test_purge_asks_and_needs_to_be_told_what(outbox: Outbox) -> None:
    fill(outbox, 2)
    _, said = outbox_command("purge", code=ExitCode.USAGE)
    assert "it is not said which" in said
    _, said = outbox_command("purge", "--waiting", code=ExitCode.USAGE)
    assert "nobody can be asked here" in said
    assert states(outbox) == ["waiting", "waiting"]
    assert outbox_command("purge", "--refused", "--unknown")[0] == "0 messages deleted\n"
    assert outbox_command("purge", "--waiting", "--refused", "--yes")[0] == "2 messages deleted\n"
    assert states(outbox) == []


def test_purge_does_what_was_answered(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(outbox)
    asked: list[str] = []
    monkeypatch.setattr("leafletgen.cli.outbox.can_be_asked", lambda: True)
    answers = iter((False, True))

    def answer(text: str, **_: object) -> bool:
        asked.append(text)
        return next(answers)

    monkeypatch.setattr("click.confirm", answer)
    assert outbox_command("purge", "--waiting")[0] == "nothing was deleted\n"
    assert states(outbox) == ["waiting"]
    assert outbox_command("purge", "--waiting")[0] == "1 message deleted\n"
    assert asked == ["1 message: 1 waiting: delete them for good?"] * 2


# --- the server ---------------------------------------------------------------------------------------------------


def test_a_server_is_set_shown_and_forgotten(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = Kept()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    said = ["--host", "smtp.example.org", "--user", "physio", "--from", "Physio <physio@example.org>"]
    output, _ = outbox_command("server", *said, "--per-minute", "10", "--keep-sent", "2")
    assert output.splitlines() == [
        f"kept in {folders / 'config' / 'email.yaml'}",
        "host           smtp.example.org",
        "port           587",
        "security       starttls",
        "user           physio",
        "from           Physio <physio@example.org>",
        "per minute     10",
        "keep sent      2 days",
        "remember sent  30 days",
        "ca file        those of the system",
        "password       none is kept",
    ]
    result = _with_input("a secret\n", "outbox", "server", "--password")
    assert (result.exit_code, result.output) == (ExitCode.OK, "the password is kept in the system's keyring\n")
    assert backend.passwords == {("leafletgen", "physio@smtp.example.org:587"): "a secret"}
    output, _ = outbox_command("server")
    assert "password       in the keyring" in output
    assert "a secret" not in output
    output, _ = outbox_command("server", "--port", "2525")
    assert "the password of the account before is forgotten" in output
    assert backend.passwords == {}
    _with_input("a secret\n", "outbox", "server", "--password")
    assert outbox_command("server", "--forget")[0] == "the settings are forgotten\nthe password is forgotten\n"
    assert backend.passwords == {}
    assert not (folders / "config" / "email.yaml").exists()
    left = [path for path in folders.rglob("*") if path.is_file() and b"a secret" in path.read_bytes()]
    assert left == []


def _with_input(typed: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, input=typed)


def test_faults_of_options_are_told_by_their_names(folders: Path) -> None:
    _, said = outbox_command(
        *("server", "--host", "a b", "--port", "x", "--from", "none", "--per-minute", "0", "--keep-sent", "-1"),
        *("--ca-file", "gone.pem"),
        code=ExitCode.USAGE,
    )
    names = set(re.findall(r"^error: (--[a-z-]+): ", said, re.MULTILINE))
    assert names == {"--host", "--port", "--from", "--per-minute", "--keep-sent", "--ca-file"}
    assert not (folders / "config" / "email.yaml").exists()


def test_options_that_do_not_fit(folders: Path) -> None:
    use(25, folders)
    assert "goes with no other option" in outbox_command("server", "--forget", "--port", "1", code=ExitCode.USAGE)[1]
    assert "belongs to a user" in outbox_command("server", "--password", code=ExitCode.USAGE)[1]


def test_what_the_environment_says_is_shown_with_its_name(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(25, folders)
    monkeypatch.setenv("LEAFLETGEN_SMTP_HOST", "smtp.example.org")
    assert "host           smtp.example.org  (LEAFLETGEN_SMTP_HOST)\n" in outbox_command("server")[0]


# --- what leaves this machine -------------------------------------------------------------------------------------


def can_trace() -> bool:
    if shutil.which("strace") is None:
        return False
    probe = ["strace", "-f", "-o", os.devnull, sys.executable, "-c", ""]
    return subprocess.run(probe, capture_output=True, check=False, timeout=BOUND).returncode == 0


def traced(folder: Path, *arguments: str) -> tuple[list[str], str]:
    """Run a command under strace, and return the lines about the network, and about programs, and all else."""
    log = folder / "trace"
    subprocess.run(
        [
            *("strace", "-f", "-s", "300", "-e", "trace=%network,%file", "-o", log),
            *(sys.executable, "-m", "leafletgen", "outbox", *arguments),
        ],
        capture_output=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
        timeout=BOUND,
    )
    text = log.read_text("utf-8", "replace")
    calls = r"\b(?:socket|socketpair|connect|bind|listen|accept4?|sendto|sendm?msg)\("
    return [line for line in text.splitlines() if re.search(calls, line)], text


@pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not trace: apt-get install strace")
def test_a_trace_shows_no_connection_but_to_the_server(outbox: Outbox, folders: Path) -> None:
    fill(outbox, 3)
    box = Box()
    with serving(box) as port:
        use(port, folders)
        network, text = traced(folders, "send")
    connected = [line for line in network if "connect(" in line]
    assert len(box.received) == 3
    assert len(connected) == 1
    assert f"sin_port=htons({port})" in connected[0]
    assert f'sin_addr=inet_addr("{HOST}")' in connected[0]
    assert [line for line in network if "socket(AF_INET" in line and "SOCK_STREAM" not in line] == [], "no name server"
    assert not any(word in text for word in PRIVATE), "in no name of a file, and in no argument"


@pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not trace: apt-get install strace")
@pytest.mark.parametrize("arguments", [["status"], ["purge", "--waiting", "--yes"]])
def test_a_trace_of_looking_and_deleting_shows_no_network(arguments: list[str], outbox: Outbox, folders: Path) -> None:
    fill(outbox, 2)
    use(25, folders)
    network, _ = traced(folders, *arguments)
    assert network == []


# --- Ctrl-C, and what is loaded -----------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C as a signal to one process")
def test_ctrl_c_ends_a_wait_at_once(outbox: Outbox, folders: Path) -> None:
    fill(outbox, 2)
    box = Box()
    box.answers["RCPT"] = ["450 busy"] * 2
    command = [sys.executable, "-m", "leafletgen", "outbox", "send"]
    with serving(box) as port:
        use(port, folders)
        with Child(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as child:
            assert child.stderr is not None
            said = [child.stderr.readline() for _ in range(3)]
            assert "nothing can be sent for the moment; it goes on" in said[-1]
            child.send_signal(signal.SIGINT)
            output, rest = child.communicate(timeout=BOUND)
    assert (child.returncode, output) == (ExitCode.INTERRUPTED, "0 sent\n")
    assert rest == "stopped: what waits stays in the outbox\n"
    assert states(outbox) == ["waiting", "waiting"]


def test_help_loads_nothing_of_mail() -> None:
    heavy = ["smtplib", "ssl", "email.message", "keyring", "yaml", "leafletgen.mail.smtp", "leafletgen.mail.outbox"]
    check = f"import sys, leafletgen.cli.outbox; print(sorted(set(sys.modules) & set({heavy})))"
    result = subprocess.run([sys.executable, "-c", check], capture_output=True, check=True, timeout=BOUND)
    assert result.stdout.decode().strip() == "[]"
