"""Web pages and plain text beside PDF: built, recorded, verified and withdrawn as files of a leaflet are."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from leafletgen.errors import ExitCode
from leafletgen.system.forms import COLUMNS, Wanted, columns_of, file_name, form_in
from tests.support.commands import LAYOUT, files_of, run, small_workspace, write

ALL = ("--format", "pdf", "--format", "html", "--format", "text")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with one leaflet."""
    return small_workspace(tmp_path / "w")


def build(root: Path, *arguments: str) -> list[str]:
    """Build, and return the names of all files that are there then."""
    result = run("build", *arguments, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr
    return sorted(str(path) for path in files_of(root / "build"))


def release(root: Path) -> None:
    result = run("release", "P1", "--reason", "First", "--approved-by", "Lead", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr


def test_forms_are_named_after_the_leaflet_alone() -> None:
    assert file_name("P1-good", "small") == "P1-good.small.pdf"
    assert file_name("P1-good", "html") == "P1-good.html"
    assert file_name("P1-good", "text", "DRAFT") == "P1-good.DRAFT.txt"
    assert Wanted(("html", "pdf", "text")).names(("small",)) == ("small", "html", "text")
    assert Wanted(("text",)).names(("small",)) == ("text",)
    assert Wanted().names(("small",)) == ("small",)
    assert Wanted(("text",), 40).names(("small",)) == ("text-40",)
    assert file_name("P1-good", "text-40", "DRAFT") == "P1-good.40.DRAFT.txt"
    assert [columns_of(name) for name in ("text", "text-40")] == [COLUMNS, 40]
    assert form_in("P1-good.40.DRAFT.txt", "P1-good.40") == ("P1-good", "text-40")
    assert form_in("P1-good.html", "P1-good") == ("P1-good", "html")


def test_pdf_alone_is_built_unless_other_forms_are_asked_for(root: Path) -> None:
    assert build(root) == ["P1-good.small.DRAFT.pdf"]
    assert build(root, "--format", "html") == ["P1-good.DRAFT.html", "P1-good.small.DRAFT.pdf"]
    result = run("build", *ALL, "--workspace", root)
    assert "1 file written, 2 up to date" in result.stdout
    assert "DRAFT" in (root / "build" / "P1-good.DRAFT.html").read_text("utf-8")
    assert (root / "build" / "P1-good.DRAFT.txt").read_text("utf-8").startswith("DRAFT")


def test_a_release_takes_the_place_of_drafts_in_every_form(root: Path) -> None:
    build(root, *ALL)
    release(root)
    assert build(root, *ALL) == ["P1-good.html", "P1-good.small.pdf", "P1-good.txt"]
    for name in ("P1-good.html", "P1-good.txt"):
        assert "DRAFT" not in (root / "build" / name).read_text("utf-8")
    assert run("build", *ALL, "--strict", "--workspace", root).exit_code == ExitCode.OK


def test_what_is_recorded_is_current_until_it_is_withdrawn(root: Path) -> None:
    release(root)
    build(root, *ALL)
    (line,) = (root / "leaflets" / "releases.jsonl").read_text("utf-8").splitlines()
    recorded = json.loads(line)["files"]
    assert sorted(recorded) == [".html", ".text", "small"]
    assert recorded[".html"] == sha256((root / "build" / "P1-good.html").read_bytes()).hexdigest()
    result = run("verify", root / "build", "--workspace", root)
    assert result.stdout.count(": current (") == 3
    assert "P1-good.txt: current (VERSION3 of" in result.stdout
    said = run("withdraw", "P1", "--reason", "wrong", "--workspace", root).stdout
    taken = said.partition("take away these files")[2]
    assert all(name in taken for name in ("P1-good.html", "P1-good.small.pdf", "P1-good.txt"))
    assert run("verify", root / "build" / "P1-good.html", "--workspace", root).exit_code == ExitCode.CONTENT
    assert "P1-good.WITHDRAWN.html" in build(root, "--format", "html")


def test_a_changed_page_is_told_by_its_code(root: Path) -> None:
    release(root)
    build(root, *ALL)
    for name in ("P1-good.html", "P1-good.txt"):
        path = root / "build" / name
        path.write_bytes(path.read_bytes().replace(b"good", b"bad"))
        said = run("verify", path, "--workspace", root).stdout
        assert ": altered: it has the code P1/22/" in said, said
    other = write(root / "build/notes.txt", "Nothing of ours.\n")
    assert str(other) not in run("verify", root / "build", "--workspace", root).stdout
    assert "unknown: no code can be read in it" in run("verify", other, "--workspace", root).stdout


def test_text_of_another_width_is_a_file_of_its_own(root: Path) -> None:
    release(root)
    build(root, "--format", "text")
    recorded = (root / "build" / "P1-good.txt").read_bytes()
    narrow = run("build", "--format", "text", "--columns", "40", "--workspace", root)
    assert "P1-good.40.txt" in narrow.stdout
    assert "but not in this form" in narrow.stdout
    text = (root / "build" / "P1-good.40.txt").read_text("utf-8")
    assert max(map(len, text.splitlines())) <= 40
    assert (root / "build" / "P1-good.txt").read_bytes() == recorded
    path = root / "leaflets" / "P1-good.yaml"
    path.write_text(path.read_text("utf-8").replace("A good leaflet", "A better leaflet"), "utf-8")
    assert "P1-good.40.txt" not in build(root, "--format", "html"), "its words are old"


def test_blocks_may_be_in_one_form_alone(root: Path) -> None:
    path = root / "leaflets" / "P1-good.yaml"
    held = path.read_text("utf-8")
    held += "  - {text: Only on the web., only: [html]}\n  - {text: Not in text., except: [text]}\n"
    path.write_text(held, "utf-8")
    build(root, *ALL)
    page, text = ((root / "build" / f"P1-good.DRAFT.{end}").read_text("utf-8") for end in ("html", "txt"))
    assert ("Only on the web." in page, "Not in text." in page) == (True, True)
    assert ("Only on the web." in text, "Not in text." in text) == (False, False)


def test_a_layout_has_no_name_of_a_form(root: Path) -> None:
    path = root / "leaflets" / "P1-good.yaml"
    path.write_text(path.read_text("utf-8").replace("[small]", "[small, html]"), "utf-8")
    result = run("build", "--workspace", root)
    assert (result.exit_code, '"html" is no layout of pages' in result.stderr) == (ExitCode.CONTENT, True)
    path.write_text(path.read_text("utf-8").replace("[small, html]", "[small]"), "utf-8")
    write(root / "layouts/text.yaml", LAYOUT)
    result = run("build", "--layout", "text", "--workspace", root)
    assert result.exit_code != ExitCode.OK
    assert 'a layout may not be called "text"' in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "html", "--layout", "small"], "--layout, --standard, --impose and --press are for PDF"),
        (["--format", "html", "--standard", "ua-2"], "--layout, --standard, --impose and --press are for PDF"),
        (["--format", "text", "--impose"], "--layout, --standard, --impose and --press are for PDF"),
        (["--columns", "40"], "--columns is for plain text"),
        (["--format", "odt"], "is not one of"),
    ],
)
def test_options_that_do_not_fit_are_wrong_usage(root: Path, arguments: list[str], said: str) -> None:
    result = run("build", *arguments, "--workspace", root)
    assert (result.exit_code, said in result.stderr) == (ExitCode.USAGE, True)


def test_nobody_else_s_file_is_written_over(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("P1-good.DRAFT.html", "P1-good.DRAFT.txt"):
        (out / name).write_text("somebody's notes\n", "utf-8")
    result = run("build", *ALL, "--out", out, "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.count("is not a file that leafletgen writes here") == 2
    assert (out / "P1-good.DRAFT.txt").read_text("utf-8") == "somebody's notes\n"


def test_a_page_that_was_never_recorded_is_told_so(root: Path) -> None:
    release(root)
    build(root, *ALL)
    ledger = root / "leaflets" / "releases.jsonl"
    line = json.loads(ledger.read_text("utf-8"))
    del line["files"][".html"], line["seal"]  # as version 0.1.0 recorded
    line["seal"] = sha256(dumped(line).encode()).hexdigest()
    ledger.write_text(dumped(line) + "\n", "utf-8")
    result = run("verify", root / "build" / "P1-good.html", "--workspace", root)
    assert "of which no web page was recorded; the code: current" in result.stdout, result.stdout + result.stderr
    assert "but not in this form" in run("build", "--format", "html", "--force", "--workspace", root).stdout


def dumped(line: dict[str, Any]) -> str:
    """A line of the ledger as its seal is of it."""
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_another_page_around_it_is_another_look(root: Path) -> None:
    """What was released is not written over by a page with a template that nobody issued; it can be issued again."""
    release(root)
    build(root, *ALL)
    before = (root / "build" / "P1-good.html").read_bytes()
    template = Path(__file__).parents[2] / "leafletgen" / "html" / "page.html"
    write(root / "assets/brands/plain/page.html", template.read_text("utf-8").replace("<body", '<body class="own"', 1))
    assert "P1-good.RESTYLED.html" in build(root, "--format", "html")
    assert (root / "build" / "P1-good.html").read_bytes() == before
    assert "restyled" in run("status", "--workspace", root).stdout


def test_a_brand_s_template_is_an_input(root: Path) -> None:
    build(root, "--format", "html")
    template = Path(__file__).parents[2] / "leafletgen" / "html" / "page.html"
    own = template.read_text("utf-8").replace("<body", '<body class="own"', 1)
    write(root / "assets/brands/plain/page.html", own)
    result = run("build", "--format", "html", "--workspace", root)
    assert "1 file written" in result.stdout, result.stderr
    assert 'class="own"' in (root / "build" / "P1-good.DRAFT.html").read_text("utf-8")
