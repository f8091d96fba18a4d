"""What an outbox keeps and for how long: messages deleted by their number, sent ones and what is known of them."""

import json
import re
from pathlib import Path

import pytest

import leafletgen
from leafletgen.errors import ExitCode, Report
from leafletgen.mail.outbox import Outbox
from leafletgen.mail.outbox_files import names_in
from leafletgen.mail.outbox_key import SENT
from leafletgen.mail.server import VARIABLES
from tests.cli.test_cli_completion import complete
from tests.cli.test_cli_outbox import outbox_command, states, use
from tests.support.commands import run, write
from tests.support.mail_servers import Box, serving
from tests.support.outboxes import fill

DAY = 86_400
NOWHERE = 9


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


def numbers(outbox: Outbox) -> list[int]:
    return [entry.number for entry in outbox.entries(Report())]


def make_older(outbox: Outbox, days: float) -> None:
    """Let what was sent have been sent some days ago, as its digest and its file's name say."""
    digests = outbox.folder / SENT
    lines = [line.split(" ", 1) for line in digests.read_text("ascii").splitlines()]
    digests.write_text("".join(f"{int(when) - round(days * DAY)} {rest}\n" for when, rest in lines), "ascii")
    for entry in outbox.entries(Report()):
        older = entry._replace(since=entry.since - days * DAY)
        (outbox.folder / entry.file).rename(outbox.folder / older.file)


def test_messages_are_deleted_by_their_numbers(outbox: Outbox) -> None:
    fill(outbox, 3)
    assert outbox_command("purge", "3", "1", "3", "--yes") == ("2 messages deleted\n", "")
    assert numbers(outbox) == [2]


def test_a_number_is_asked_about(outbox: Outbox) -> None:
    fill(outbox, 2)
    _, said = outbox_command("purge", "2", code=ExitCode.USAGE)
    assert "nobody can be asked here" in said
    assert numbers(outbox) == [1, 2]


def test_nothing_is_deleted_when_a_number_is_not_there(outbox: Outbox) -> None:
    fill(outbox, 2)
    _, said = outbox_command("purge", "9", "1", "7", "--yes", code=ExitCode.USAGE)
    assert said.startswith("error: there is no message 7, 9 in the outbox, and nothing was deleted\n")
    assert numbers(outbox) == [1, 2]


@pytest.mark.parametrize("arguments", [["1", "--waiting"], ["0"], ["one"], ["-1"]])
def test_what_names_no_message_is_wrong_usage(outbox: Outbox, arguments: list[str]) -> None:
    fill(outbox)
    outbox_command("purge", *arguments, "--yes", code=ExitCode.USAGE)
    assert numbers(outbox) == [1]


def test_numbers_are_completed(outbox: Outbox, folders: Path) -> None:
    fill(outbox, 11)
    assert complete(folders, "outbox", "purge", "") == [f"plain,{number}" for number in range(1, 12)]
    assert complete(folders, "outbox", "purge", "1", "1") == ["plain,10", "plain,11"]
    assert complete(folders, "outbox", "purge", "--outbox", str(folders / "none"), "") == []
    assert "patients.csv:3, waiting" in " ".join(complete(folders, "outbox", "purge", "2", shell="zsh"))
    outbox.folder.chmod(0o777)
    assert complete(folders, "outbox", "purge", "") == []


def test_how_long_it_is_known_what_was_sent_is_set_and_shown(folders: Path) -> None:
    said = ["--host", "smtp.example.org", "--from", "physio@example.org"]
    output, _ = outbox_command("server", *said, "--remember-sent", "1")
    assert "remember sent  1 day\n" in output
    assert "remember_sent_days: 1\n" in (folders / "config" / "email.yaml").read_text("utf-8")
    for days in ("-1", "366", "a week"):
        _, told = outbox_command("server", "--remember-sent", days, code=ExitCode.USAGE)
        assert told.startswith('error: --remember-sent: "remember_sent_days" must be a whole number from 0 to 365')
    assert "remember sent  30 days\n" in outbox_command("server", "--remember-sent", "")[0]


@pytest.mark.parametrize("days, known", [("2", True), ("0", False)])
def test_sending_remembers_as_it_is_set(outbox: Outbox, folders: Path, days: str, known: bool) -> None:
    fill(outbox, 2)
    with serving(Box()) as port:
        use(port, folders, remember_sent_days=days)
        assert outbox_command("send")[0] == "2 sent\n"
    assert (SENT in names_in(outbox.folder)) == known
    fill(Outbox(outbox.folder), 2)
    assert numbers(outbox) == ([] if known else [1, 2])


@pytest.mark.parametrize("command", ["send", "status"])
def test_what_is_too_old_goes_at_the_next_command(outbox: Outbox, folders: Path, command: str) -> None:
    fill(outbox, 2)
    with serving(Box()) as port:
        use(port, folders, keep_sent_days="3", remember_sent_days="5")
        outbox_command("send")
    make_older(outbox, 2)
    outbox_command(command)
    assert states(outbox) == ["sent", "sent"]
    make_older(outbox, 2)
    outbox_command(command)
    assert states(outbox) == []
    assert (outbox.folder / SENT).read_text("ascii").count("\n") == 2
    make_older(outbox, 2)
    outbox_command(command)
    assert (outbox.folder / SENT).read_text("ascii") == ""


def test_no_outbox_is_opened_without_the_settings() -> None:
    package = Path(leafletgen.__file__).parent
    opening = {path for path in package.rglob("*.py") if re.search(r"(?<!class )\bOutbox\(", path.read_text("utf-8"))}
    assert opening == {package / "mail" / "outbox.py"}


def test_faulty_settings_delete_nothing(outbox: Outbox, folders: Path) -> None:
    fill(outbox)
    with serving(Box()) as port:
        use(port, folders, keep_sent_days="365")
        outbox_command("send")
        use(port, folders, keep_sent_days="-1")
    make_older(outbox, 400)
    assert outbox_command("status")[0] == "1 message: 1 sent\n"
    assert (outbox.folder / SENT).read_text("ascii") != ""


def test_status_is_shown_while_another_sends(outbox: Outbox, folders: Path) -> None:
    fill(outbox)
    with serving(Box()) as port:
        use(port, folders, keep_sent_days="1")
        outbox_command("send")
    make_older(outbox, 2)
    with Outbox(outbox.folder, keep_sent_days=9).locked():
        assert outbox_command("status") == ("1 message: 1 sent\n", "")
        assert outbox_command("send") == ("nothing waits in the outbox\n", "")
        _, said = outbox_command("purge", "1", "--yes", code=ExitCode.ENVIRONMENT)
        assert "another leafletgen is at work" in said
    assert outbox_command("status") == ("the outbox is empty\n", "")


def test_a_list_that_is_run_again_knows_for_as_long_as_it_is_set(folders: Path, tmp_path: Path) -> None:
    from tests.support.sheet_workspace import sheet_workspace

    root = sheet_workspace(tmp_path / "w")
    path = write(tmp_path / "patients.csv", "name,exercises,email\nKim Sample,bridge,patient1@example.org\n")
    arguments: list[str | Path] = ["sheet", "--from", path, "--email", "--workspace", root]
    with serving(Box()) as port:
        use(port, folders, remember_sent_days="1")
        assert run(*arguments).exit_code == ExitCode.OK
        outbox_command("send")
    assert "1 in it or sent already" in run(*arguments).stdout
    make_older(Outbox(folders / "state" / "outbox"), 2)
    assert "1 message put in the outbox" in run(*arguments).stdout


def test_the_hint_of_an_older_message_is_the_command_that_deletes_it(folders: Path, tmp_path: Path) -> None:
    from tests.support.sheet_workspace import sheet_workspace

    root = sheet_workspace(tmp_path / "w")
    use(NOWHERE, folders)
    path = tmp_path / "patients.csv"
    for named in ([], ["--outbox", str(tmp_path / "another one")]):
        for exercises in ("bridge", "clamshell", "wall-sit"):
            write(path, f"name,exercises,email\nKim Sample,{exercises},patient1@example.org\n")
            result = run("sheet", "--from", path, "--email", *named, "--workspace", root)
        hint = result.stderr.splitlines()[-1].partition("where this one takes its place: leafletgen ")[2]
        assert hint == "outbox purge 1 2" + "".join(f' --outbox "{folder}"' for folder in named[1:])
        outbox_command("purge", "1", "2", *named, "--yes")
        data = json.loads(outbox_command("status", "--json", *named)[0])
        assert [message["number"] for message in data["messages"]] == [3]
