"""``leafletgen email``: a draft for its user alone, a message that is sent once, and nobody named anywhere else."""

import email
import email.policy
import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from leafletgen.cli import email_asking
from leafletgen.cli.main import main
from leafletgen.errors import ExitCode
from leafletgen.mail.entry import Entry, Letter
from leafletgen.mail.outbox import Outbox
from leafletgen.mail.protect import protected
from tests.support.commands import run, run_apart, small_workspace
from tests.support.mail_servers import Box, serving, set_server
from tests.support.print_pages import pages_of
from tests.support.sheet_workspace import sheet_workspace

TO = "s.sample@example.org"
NAME = "Sam Sample"
PASSWORD = "quartz lantern mulberry bicycle"
SHEET = "exercise-sheet.pdf"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a sheet in build/."""
    root = sheet_workspace(tmp_path_factory.mktemp("clinic") / "w")
    assert run("sheet", "--pick", "bridge", "--for", NAME, "--workspace", root).exit_code == ExitCode.OK
    return root


@pytest.fixture
def workspace(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the workspace as the current folder, without a draft, and with a user of the test's own."""
    monkeypatch.chdir(made / "build")
    monkeypatch.setenv("LEAFLETGEN_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path / "config"))
    yield made
    for path in (made / "build").glob("*.eml"):
        path.unlink()


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """Return what a mail server takes that is set in the environment."""
    with serving(taking := Box()) as port:
        set_server(port, tmp_path, monkeypatch)
        yield taking


def asked(*words: str | Path, given: str = f"{TO}\n", status: ExitCode = ExitCode.OK) -> Result:
    """Run the command; nobody is named by what it says."""
    result = CliRunner().invoke(main, ["email", *map(str, words)], input=given)
    assert isinstance(result.exception, SystemExit | None)
    assert result.exit_code == status, result.stderr
    assert TO not in result.output and NAME not in result.output and PASSWORD not in result.output
    return result


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage) and not message.defects
    return message


def files(message: EmailMessage) -> dict[str, bytes]:
    return {part.get_filename() or "": part.get_content() for part in message.iter_attachments()}


def text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_a_draft_is_written_beside_the_sheet(workspace: Path) -> None:
    result = asked(SHEET, "--to", "-")
    path = Path("exercise-sheet.eml")
    size = path.stat().st_size
    assert result.stdout.startswith(f"exercise-sheet.eml  1 PDF, {size / 1000:.0f} KB\n")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    message = read(path.read_bytes())
    assert (message["To"], message["X-Unsent"], message["From"]) == (TO, "1", None)
    assert files(message) == {SHEET: Path(SHEET).read_bytes()}
    assert "Bridge" in text(message) and NAME in text(message)
    before = path.read_bytes()
    asked(SHEET, "--to", TO)
    assert path.read_bytes() == before


def test_it_runs_in_a_process_of_its_own(workspace: Path) -> None:
    result = run_apart("email", SHEET, "--to", TO, "-o", "apart.eml", folder=workspace / "build")
    assert (result.returncode, result.stderr) == (ExitCode.OK, "")


def test_a_file_of_others_is_not_written_over(workspace: Path) -> None:
    Path("exercise-sheet.eml").write_text("X-Unsent: 1\r\n\r\nmine", encoding="utf-8")
    result = asked(SHEET, "--to", TO, status=ExitCode.USAGE)
    assert "is not a file that leafletgen writes here" in result.stderr
    assert "mine" in Path("exercise-sheet.eml").read_text("utf-8")
    result = asked(SHEET, "--to", TO, "-o", "draft.txt", status=ExitCode.USAGE)
    assert "does not end in .eml" in result.stderr


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(workspace: Path) -> None:
    Path("notes.pdf").write_text("no PDF", encoding="utf-8")
    words = (SHEET, "notes.pdf", "gone.pdf", "--to", "sam@@example.org", "--subject", "A\nBcc: eve@example.org")
    result = asked(*words, "--template", "no-such", status=ExitCode.CONTENT)
    for said in ("notes.pdf", "gone.pdf", "more than one @", '"no-such"'):
        assert said in result.stderr
    result = asked(SHEET, *words[3:], status=ExitCode.USAGE)
    assert "line break" in result.stderr
    assert "eve@" not in result.output and "sam@@" not in result.output
    assert not [*Path().glob("*.eml")]
    Path("notes.pdf").unlink()


def test_what_is_typed_wrong_is_a_matter_of_usage(workspace: Path) -> None:
    asked(SHEET, "--to", "nobody", status=ExitCode.USAGE)
    asked(SHEET, "--to", "-", given="", status=ExitCode.USAGE)
    assert "is no file" in asked("/", "--to", TO, status=ExitCode.CONTENT).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no name there")
def test_a_pipe_is_neither_read_nor_written_over(workspace: Path, tmp_path: Path) -> None:
    pipe, draft = tmp_path / "sheet.pdf", tmp_path / "draft.eml"
    os.mkfifo(pipe)
    os.mkfifo(draft)
    assert "is no file" in asked(pipe, "--to", TO, status=ExitCode.CONTENT).stderr
    assert "is no file" in asked("/dev/zero", "--to", TO, "-o", "new.eml", status=ExitCode.CONTENT).stderr
    assert "not a file that leafletgen" in asked(SHEET, "--to", TO, "-o", draft, status=ExitCode.USAGE).stderr
    assert draft.is_fifo() and not Path("new.eml").exists()
    draft.unlink()
    draft.symlink_to("/dev/null")
    assert "not a file that leafletgen" in asked(SHEET, "--to", TO, "-o", draft, status=ExitCode.USAGE).stderr
    assert draft.is_symlink()


_PRESCRIPTION = f"patient:\n  name: {NAME}\n  nhs_number: 999 000 0018\nexercises:\n- bridge\n"


@pytest.mark.parametrize("subject", [f"For {NAME}", "Exercises, sam", "SÁMPLE: exercises", "Re: 999 000-0018"])
def test_a_subject_that_tells_the_patient_is_warned_about(workspace: Path, tmp_path: Path, subject: str) -> None:
    prescription = tmp_path / "one.yaml"
    prescription.write_text(_PRESCRIPTION, encoding="utf-8")
    sheet = tmp_path / "sheet.pdf"
    assert run("sheet", prescription, "-o", sheet, "--workspace", workspace).exit_code == ExitCode.OK
    said = asked(sheet, "--to", TO, "--subject", subject, "--workspace", workspace).stderr
    assert "warning: the subject of the message tells who the patient is" in said and "--subject" in said
    assert subject not in said and "0018" not in said
    assert read((tmp_path / "sheet.eml").read_bytes())["Subject"] == subject


def test_a_subject_that_tells_nobody_is_not_warned_about(workspace: Path) -> None:
    for subject in ("Your exercises", "Samples of exercises 12"):
        assert asked(SHEET, "--to", TO, "--subject", subject).stderr == ""


def test_no_subject_is_told_by_the_option(workspace: Path) -> None:
    for subject in ("", "  "):
        said = asked(SHEET, "--to", TO, "--subject", subject, status=ExitCode.USAGE).stderr
        assert "has no subject" in said and "--subject" in said


def test_a_password_comes_from_a_pipe_and_is_kept_nowhere(workspace: Path) -> None:
    asked(SHEET, "--to", "-", "--password", given=f"{TO}\n{PASSWORD}\n")
    data = Path("exercise-sheet.eml").read_bytes()
    assert PASSWORD.encode() not in data
    message = read(data)
    assert "Bridge" not in text(message) and NAME not in text(message)
    (pdf,) = files(message).values()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(pdf))
    with pikepdf.open(io.BytesIO(pdf), password=PASSWORD) as opened:
        assert len(opened.pages) == 1


def test_two_files_of_one_name_are_told_apart(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / SHEET).write_bytes(Path(SHEET).read_bytes())
    asked(SHEET, tmp_path / SHEET, "--to", TO)
    assert list(files(read(Path("exercise-sheet.eml").read_bytes()))) == [SHEET, "exercise-sheet 2.pdf"]


def test_names_of_closed_pdfs_say_nothing_of_what_is_in_them(workspace: Path) -> None:
    own = [Path("sam-sample.pdf"), Path("pelvic-pain.pdf")]
    for path in own:
        path.write_bytes(Path(SHEET).read_bytes())
    try:
        asked(SHEET, *own, "--to", TO, "--password", given=f"{PASSWORD}\n")
    finally:
        for path in own:
            path.unlink()
    assert list(files(read(Path("exercise-sheet.eml").read_bytes()))) == [SHEET, "document.pdf", "document 2.pdf"]


@pytest.mark.parametrize("password", ["short", "sam sample bridge", ""])
def test_a_weak_password_is_refused(workspace: Path, password: str) -> None:
    asked(SHEET, "--to", "-", "--password", given=f"{TO}\n{password}\n", status=ExitCode.USAGE)
    assert not Path("exercise-sheet.eml").exists()


def test_in_a_terminal_address_and_password_are_asked_for(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(email_asking, "_is_piped", lambda: False)
    result = CliRunner().invoke(
        main, ["email", SHEET, "--to", "-", "--password"], input=f"{TO}\n{PASSWORD}\n{PASSWORD}\n"
    )
    assert result.exit_code == ExitCode.OK
    assert PASSWORD not in result.output and "Once more" in result.stderr
    (pdf,) = files(read(Path("exercise-sheet.eml").read_bytes())).values()
    with pikepdf.open(io.BytesIO(pdf), password=PASSWORD) as opened:
        assert len(opened.pages) == 1


@pytest.mark.parametrize("code", [0, 1])
def test_the_draft_is_opened_in_the_mail_program(workspace: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    launched: list[str] = []

    def launch(address: str) -> int:
        launched.append(address)
        return code

    monkeypatch.setattr("click.launch", launch)
    asked(SHEET, "--to", TO, "--open", status=ExitCode.ENVIRONMENT if code else ExitCode.OK)
    assert launched == [str(Path("exercise-sheet.eml").absolute())]


def test_a_pdf_that_has_a_password_already_is_told_as_such(workspace: Path) -> None:
    Path("closed.pdf").write_bytes(protected(Path(SHEET).read_bytes(), "gravel lantern teapot"))
    result = asked("closed.pdf", "--to", TO)
    assert "does not repeat what closed.pdf says: it is protected by a password" in result.stderr
    assert "was not made by leafletgen" not in result.stderr


def test_a_pdf_of_others_is_attached_and_told(workspace: Path) -> None:
    Path("scan.pdf").write_bytes(pages_of(1))
    result = asked("scan.pdf", "--to", TO)
    assert "scan.pdf was not made by leafletgen" in result.stderr
    assert [*files(read(Path("scan.eml").read_bytes()))] == ["scan.pdf"]
    result = asked("scan.pdf", SHEET, "--to", TO, "-o", "both.eml")
    message = read(Path("both.eml").read_bytes())
    assert [*files(message)] == ["scan.pdf", SHEET]
    assert "Bridge" in text(message)
    Path("scan.pdf").unlink()


def test_what_the_brand_says_holds_for_every_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = sheet_workspace(tmp_path / "w")
    monkeypatch.chdir(root)
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path / "config"))
    (brand,) = (root / "assets" / "brands").glob("*/brand.yaml")
    rules = 'email: {secure_subject: "[secure]", limit_mb: 1, reply_to: desk@example.org}'
    kept = re.sub(r"(?ms)^email:.*?(?=^\S|\Z)", "", brand.read_text("utf-8"))
    brand.write_text(f"{kept}\n{rules}\n", encoding="utf-8")
    assert run("sheet", "--pick", "bridge", "-o", SHEET).exit_code == ExitCode.OK
    asked(SHEET, "--to", TO)
    message = read(Path("exercise-sheet.eml").read_bytes())
    assert message["Subject"].startswith("[secure] Your exercise sheet") and message["Reply-To"] == "desk@example.org"
    for typed in ("For you", "[Secure] For you"):
        asked(SHEET, "--to", TO, "--subject", typed)
        message = read(Path("exercise-sheet.eml").read_bytes())
        assert message["Subject"].casefold() == "[secure] for you"
    with pikepdf.new() as large:
        large.add_blank_page()
        large.Root.Large = large.make_stream(os.urandom(800_000))
        large.save("large.pdf")
    result = asked("large.pdf", SHEET, "--to", TO, status=ExitCode.CONTENT)
    assert "1 MB" in result.stderr and not Path("large.eml").exists()


def test_options_that_do_not_go_together(workspace: Path, box: Box) -> None:
    for words in (("--send", "-o", "x.eml"), ("--open",), ("--draft", "--again"), ("-o", "x.eml", "--outbox", "box")):
        assert "error: " in asked(SHEET, "--to", TO, *words, status=ExitCode.USAGE).stderr
    assert not box.received and not [*Path().glob("*.eml")]


def test_sending_without_a_server(workspace: Path, tmp_path: Path) -> None:
    result = asked(SHEET, "--to", TO, "--send", status=ExitCode.ENVIRONMENT)
    assert "no mail server is set" in result.stderr
    assert not (tmp_path / "state").exists()


def test_it_is_sent_once(workspace: Path, box: Box, tmp_path: Path) -> None:
    assert asked(SHEET, "--to", TO).stdout == "message 1: sent\n"
    assert not [*Path().glob("*.eml")] and not [*(tmp_path / "state").rglob("*.eml")]
    (received,) = box.received
    assert (received.recipient, read(received.data)["To"]) == (TO, TO)
    assert files(read(received.data)) == {SHEET: Path(SHEET).read_bytes()}
    assert "sent before, and not again" in asked(SHEET, "--to", TO).stdout
    assert len(box.received) == 1
    asked(SHEET, "--to", TO, "--again")
    asked(SHEET, "--to", "other@example.org")
    assert len(box.received) == 3
    asked(SHEET, "--to", TO, "--draft")
    assert len(box.received) == 3 and Path("exercise-sheet.eml").exists()


def test_what_cannot_be_sent_now_waits(workspace: Path, box: Box, tmp_path: Path) -> None:
    box.answers["RCPT"] = ["451 4.3.0 not now"]
    result = asked(SHEET, "--to", TO, "--outbox", tmp_path / "box", status=ExitCode.ENVIRONMENT)
    assert 'message 1: waits in the outbox; "leafletgen outbox send" tries again' in result.stderr
    assert len([*(tmp_path / "box").glob("*.eml")]) == 1
    assert not (tmp_path / "state").exists()


def test_what_waited_and_goes_now_is_not_told_as_sent_before(workspace: Path, box: Box) -> None:
    box.answers["RCPT"] = ["451 4.3.0 not now"]
    asked(SHEET, "--to", TO, status=ExitCode.ENVIRONMENT)
    waits = [*Path(os.environ["LEAFLETGEN_STATE"]).rglob("*_waiting_1_*.eml")]
    waits[0].rename(waits[0].with_name(re.sub("_waiting_1_[0-9]+_[0-9]+_", "_waiting_1_1_1_", waits[0].name)))
    assert asked(SHEET, "--to", TO).stdout == "message 1: sent\n"


def test_a_message_with_a_password_is_not_the_open_one_that_waits(workspace: Path, box: Box) -> None:
    box.answers["RCPT"] = ["451 4.3.0 not now"]
    asked(SHEET, "--to", TO, status=ExitCode.ENVIRONMENT)
    result = asked(SHEET, "--to", TO, "--password", given=f"{PASSWORD}\n")
    assert result.stdout == "message 2: sent\n" and "waits in the outbox: message 1\n" in result.stderr
    (received,) = box.received
    with pikepdf.open(io.BytesIO(files(read(received.data))[SHEET]), password=PASSWORD) as pdf:
        assert pdf.is_encrypted


def test_a_message_that_somebody_deletes_before_it_goes_is_not_told_as_sent(
    workspace: Path, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Outbox.letter

    def deletes(outbox: Outbox, entry: Entry) -> Letter | None:
        (outbox.folder / entry.file).unlink()
        return whole(outbox, entry)

    monkeypatch.setattr(Outbox, "letter", deletes)
    result = asked(SHEET, "--to", TO, status=ExitCode.ENVIRONMENT)
    assert "deleted this message" in result.stderr and "sent\n" not in result.stdout


def test_a_refused_recipient_is_told_and_not_kept(workspace: Path, box: Box, tmp_path: Path) -> None:
    box.answers["RCPT"] = [f"550 5.1.1 <{TO}> unknown"]
    result = asked(SHEET, "--to", TO, status=ExitCode.CONTENT)
    assert "550 5.1.1" in result.stderr and "message 1: refused, and not kept" in result.stderr
    assert not [*(tmp_path / "state").rglob("*.eml")]


def test_a_leaflet_that_is_not_current_is_warned_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-29")
    root = small_workspace(tmp_path / "w")
    monkeypatch.chdir(root)
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path / "config"))
    assert run("build", "P1-good").exit_code == ExitCode.OK
    (draft,) = (root / "build").glob("*.DRAFT.pdf")
    assert "is not to be given out: a draft" in asked(draft, "--to", TO).stderr
    assert run("release", "P1", "--reason", "First issue", "--approved-by", "Lead").exit_code == ExitCode.OK
    released = next(path for path in (root / "build").rglob("P1-good*.pdf") if "DRAFT" not in path.name)
    assert asked(released, "--to", TO).stderr == ""
    message = read(released.with_suffix(".eml").read_bytes())
    assert "About this leaflet" in text(message) and "P1/22/11.2026/" in text(message)
    kept = tmp_path / "P1.pdf"
    kept.write_bytes(released.read_bytes())
    assert run("withdraw", "P1", "--reason", "A wrong number").exit_code == ExitCode.OK
    assert "is not to be given out: withdrawn on 29 November 2026: A wrong number" in asked(kept, "--to", TO).stderr
