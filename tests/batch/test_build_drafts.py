"""Drafts: no file that is not as it was released can be taken for a release, on paper, on a screen or by ear."""

import datetime
import re
import shutil
from hashlib import sha256
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from leafletgen.errors import ExitCode, Report
from leafletgen.library.workspace import Workspace
from leafletgen.pages.leaflet import compose_leaflet
from leafletgen.system import clock
from tests.checker import structure, verapdf
from tests.support.building import Workshop, layout_names
from tests.support.commands import LEAFLET, files_of, run, small_workspace, write
from tests.support.ledger_sample import leaflet

BOOKLET = "P4396-persistent-back-pain"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small workspace on 21 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 21))
    return small_workspace(tmp_path / "w")


def build(root: Path, *arguments: str) -> str:
    """Build without a fault, and return what is said."""
    result = run("build", *arguments, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr
    return result.stdout


def release(root: Path, *arguments: str) -> None:
    """Release P1."""
    options = ["--reason", "A reason", "--approved-by", "Lead"]
    result = run("release", "P1", *arguments, *options, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr


def withdraw(root: Path) -> None:
    """Withdraw the release of P1."""
    assert run("withdraw", "P1", "--reason", "Wrong dose", "--workspace", root).exit_code == ExitCode.OK


def change(root: Path, old: str, new: str, file: str = "leaflets/P1-good.yaml") -> None:
    """Change words in a file, and nothing else."""
    text = (root / file).read_text("utf-8")
    assert old in text
    write(root / file, text.replace(old, new))


def built(root: Path) -> list[str]:
    """Return the names of the files in build/, without what is before and after the marks that matter."""
    return sorted(name.removeprefix("P1-good.small.") for name in files_of(root / "build"))


def composed(workshop: Workshop, name: str, layout_name: str, mark: str) -> Path:
    """Set a starter leaflet with a mark, and return its file."""
    report = Report()
    workspace = Workspace(workshop.folder)
    loaded = workspace.load_leaflet(workshop.folder / "leaflets" / f"{name}.yaml", report)
    layout = workspace.load_layout(layout_name, report)
    assert loaded is not None and layout is not None
    result = compose_leaflet(loaded, layout, workshop.pictures, report, mark)
    assert result is not None
    path = workshop.output / f"{name}.{layout_name}.{mark or 'clean'}.marked.pdf"
    path.write_bytes(result.data)
    return path


@pytest.mark.parametrize("layout", layout_names())
@pytest.mark.parametrize("mark", ["DRAFT", "WITHDRAWN"])
def test_the_mark_is_on_each_page_and_read_aloud_in_the_title_alone(workshop: Workshop, layout: str, mark: str) -> None:
    if not (workshop.folder / "leaflets" / f"{BOOKLET}.yaml").exists():
        workshop.add_starters()
    clean = structure.read(composed(workshop, BOOKLET, layout, ""))
    path = composed(workshop, BOOKLET, layout, mark)
    with clean, structure.read(path) as marked:
        assert structure.check(marked) == []
        assert structure.reading_text(marked) == structure.reading_text(clean)
        assert structure.tag_tree(marked) == structure.tag_tree(clean)
        for before, after in zip(structure.artifact_text(clean), structure.artifact_text(marked), strict=True):
            assert mark not in before
            assert after.replace(mark, "").split() == before.split()
            assert after.count(mark) == 1
    with pikepdf.open(path) as document, pikepdf.open(clean.path) as unmarked:
        assert str(document.docinfo["/Title"]) == f"{mark}: {unmarked.docinfo['/Title']}"
        for page, other in zip(document.pages, unmarked.pages, strict=True):
            assert page.mediabox == other.mediabox
    for profile in verapdf.PROFILES if mark == "DRAFT" else ():
        verdict = verapdf.validate(path, profile)
        assert verdict.passed, str(verdict)


def test_a_leaflet_that_was_never_released(root: Path) -> None:
    said = build(root)
    assert built(root) == ["DRAFT.pdf"]
    assert "  (draft: never released)\n" in said
    assert said.endswith("\n1 file written, 1 leaflet marked DRAFT or WITHDRAWN\n")
    with pikepdf.open(root / "build" / "P1-good.small.DRAFT.pdf") as document:
        assert str(document.docinfo["/Title"]) == "DRAFT: A good leaflet"


def test_a_release_takes_the_place_of_its_draft(root: Path) -> None:
    build(root)
    release(root)
    assert built(root) == ["pdf"]
    assert build(root) == "0 files written, 1 up to date\n"


def test_a_dry_run_calls_no_file_gone_that_is_there(root: Path) -> None:
    """The draft's name is in the journal from before, and the release took its place since."""
    release(root)
    change(root, "bold", "strong")
    build(root)
    release(root)
    change(root, "strong", "stout")
    assert run("status", "--workspace", root).exit_code == ExitCode.OK  # which knows what changed
    assert built(root) == ["pdf"]
    said = build(root, "--dry-run")
    assert "P1-good: small: it is changed since VERSION4 of 11.2026\n1 leaflet to build" in said
    (root / "build" / "P1-good.small.pdf").unlink()
    assert "P1-good: small: its file is gone\n" in build(root, "--dry-run")


def test_the_release_in_force_stays_beside_a_new_draft(root: Path) -> None:
    release(root)
    before = (root / "build" / "P1-good.small.pdf").read_bytes()
    change(root, "bold", "strong")
    assert "(draft: changed since VERSION3 of 11.2026)" in build(root)
    assert built(root) == ["DRAFT.pdf", "pdf"]
    assert (root / "build" / "P1-good.small.pdf").read_bytes() == before
    change(root, "strong", "bold")
    build(root)
    assert built(root) == ["pdf"], "the draft is gone when its words are"
    assert (root / "build" / "P1-good.small.pdf").read_bytes() == before


def test_a_release_that_is_no_longer_in_force_does_not_stay(root: Path) -> None:
    release(root)
    old = (root / "build" / "P1-good.small.pdf").read_bytes()
    change(root, "bold", "strong")
    release(root)
    change(root, "strong", "heavy")
    (root / "build" / "P1-good.small.pdf").write_bytes(old)  # as in a checkout that was not built for a while
    build(root)
    assert built(root) == ["DRAFT.pdf"]


def test_an_unmarked_file_that_no_release_made_is_taken_away(root: Path) -> None:
    write(root / "build" / "P1-good.small.pdf", "Made by an older leafletgen, or by hand.")
    write(root / "build" / "P1-good.other.pdf", "Of a layout that is not built now.")
    build(root)
    assert sorted(files_of(root / "build")) == ["P1-good.other.pdf", "P1-good.small.DRAFT.pdf"]


def test_a_withdrawn_leaflet(root: Path) -> None:
    release(root)
    withdraw(root)
    said = build(root)
    assert "WITHDRAWN.pdf" in said and "  (withdrawn on 2026-11-21)\n" in said
    assert built(root) == ["WITHDRAWN.pdf"]
    with structure.read(root / "build" / "P1-good.small.WITHDRAWN.pdf") as document:
        assert all("WITHDRAWN" in text for text in structure.artifact_text(document))
    assert build(root) == "0 files written, 1 up to date, 1 leaflet marked DRAFT or WITHDRAWN\n"
    change(root, "bold", "strong")
    build(root)
    assert built(root) == ["DRAFT.pdf"]
    release(root)
    assert built(root) == ["pdf"]


@pytest.mark.parametrize("build_before", [True, False])
def test_what_was_withdrawn_while_a_draft_stands_beside_it_goes(root: Path, build_before: bool) -> None:
    release(root)
    change(root, "bold", "strong")
    if build_before:
        build(root)
        assert built(root) == ["DRAFT.pdf", "pdf"]
    withdraw(root)
    if build_before:
        assert "P1-good.small.pdf is out of date" in build(root, "--dry-run")
    build(root)
    assert built(root) == ["DRAFT.pdf"]
    assert "1 file up to date" in build(root, "--dry-run")


def test_copies_for_printing_go_with_what_they_are_copies_of(root: Path) -> None:
    release(root)
    build(root, "--impose", "--press")
    assert built(root) == ["imposed.pdf", "pdf", "press.pdf"]
    withdraw(root)
    build(root)
    assert built(root) == ["WITHDRAWN.pdf"]
    build(root, "--impose")
    assert built(root) == ["WITHDRAWN.imposed.pdf", "WITHDRAWN.pdf"]
    release(root)
    assert built(root) == ["pdf"]


def test_copies_for_printing_of_the_version_before_go(root: Path) -> None:
    release(root)
    build(root, "--impose", "--press")
    copies = {name: data for name, data in files_of(root / "build").items() if not name.endswith("small.pdf")}
    build(root, "--force")
    assert {name: files_of(root / "build")[name] for name in copies} == copies, "the same bytes have the same copies"
    change(root, "bold", "strong")
    build(root)
    assert built(root) == ["DRAFT.pdf", "imposed.pdf", "pdf", "press.pdf"], "those of the release in force"
    release(root)
    assert built(root) == ["pdf"]


def test_strict_builds_no_draft(root: Path) -> None:
    result = run("build", "--strict", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stderr == (
        "leaflets/P1-good.yaml:1:7: error: never released, and --strict builds no drafts\n  hint: release it first\n"
    )
    assert files_of(root / "build") == {}
    build(root)
    assert run("build", "--strict", "--workspace", root).exit_code == ExitCode.CONTENT, "up to date, but a draft"
    release(root)
    assert run("build", "--strict", "--workspace", root).exit_code == ExitCode.OK
    withdraw(root)
    result = run("build", "--strict", "--workspace", root)
    assert "withdrawn on 2026-11-21, and --strict builds no drafts" in result.stderr
    assert built(root) == ["pdf"]


def test_another_look_is_no_draft(root: Path) -> None:
    release(root)
    change(root, "size: 12", "size: 13", "layouts/small.yaml")
    said = build(root)
    assert "  (the words of VERSION3 of 11.2026 in another look: issue it with --reissue)\n" in said
    assert said.endswith("1 leaflet in a look that was not issued\n")
    # The file that was issued stays, and the other one cannot be taken for it.
    assert built(root) == ["RESTYLED.pdf", "pdf"]
    assert run("verify", root / "build" / "P1-good.small.pdf", "--workspace", root).exit_code == ExitCode.OK
    change(root, "size: 13", "size: 12", "layouts/small.yaml")
    build(root)
    assert built(root) == ["pdf"]


def test_a_layout_that_was_not_released_is_told_and_goes_when_it_is_old(root: Path) -> None:
    write(root / "layouts" / "other.yaml", (root / "layouts" / "small.yaml").read_text("utf-8").replace("12", "13"))
    release(root)
    said = build(root, "P1", "--layout", "other")
    assert "(released as VERSION3 of 11.2026, but not in this layout)" in said
    build(root)
    assert files_of(root / "build").keys() == {"P1-good.small.pdf", "P1-good.other.pdf"}
    change(root, "A paragraph", "Another paragraph")
    build(root)
    assert files_of(root / "build").keys() == {"P1-good.small.pdf", "P1-good.small.DRAFT.pdf"}


def test_a_number_that_was_changed_leaves_the_file_in_force(root: Path) -> None:
    release(root)
    change(root, "code: P1/", "code: P9/")
    build(root)
    assert built(root) == ["DRAFT.pdf", "pdf"]


def test_strict_builds_no_look_that_was_not_issued(root: Path) -> None:
    release(root)
    change(root, "size: 12", "size: 13", "layouts/small.yaml")
    for _ in range(2):
        result = run("build", "--strict", "--workspace", root)
        assert result.exit_code == ExitCode.CONTENT
        assert "in another look, and --strict builds no look that was not issued" in result.stderr


def test_other_bytes_than_those_that_were_recorded_are_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zlib

    release(root)
    recorded = (root / "build" / "P1-good.small.pdf").read_bytes()
    compress = zlib.compress
    monkeypatch.setattr(zlib, "compress", lambda data, *_, **__: compress(data, 1))
    result = run("build", "--force", "--workspace", root)
    assert (root / "build" / "P1-good.small.pdf").read_bytes() != recorded, "or the next lines prove nothing"
    said = "warning: small: these bytes are not those that were recorded for P1/22/11.2026/VERSION3\n  hint: "
    assert result.exit_code == ExitCode.OK
    assert said in result.stderr
    assert said in run("build", "--workspace", root).stderr, "an up-to-date file keeps its warning"
    strict = run("build", "--strict", "--workspace", root)
    assert (strict.exit_code, said in strict.stderr) == (ExitCode.CONTENT, True)
    monkeypatch.undo()
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 21))
    assert run("build", "--force", "--workspace", root).stderr == ""
    assert (root / "build" / "P1-good.small.pdf").read_bytes() == recorded


def test_two_branches_that_released_one_version(root: Path) -> None:
    other = root.with_name("other")
    shutil.copytree(root, other)
    for place, word in ((root, "strong"), (other, "heavy")):
        change(place, "bold", word)
        release(place)
    ledger = root / "leaflets" / "releases.jsonl"
    write(ledger, ledger.read_text("utf-8") + (other / "leaflets" / "releases.jsonl").read_text("utf-8"))
    result = run("build", "--workspace", root)
    assert "P1-good.small.DRAFT.pdf" in result.stdout
    assert "P1/22/11.2026/VERSION3 was released twice, with different content" in result.stdout


def test_the_same_draft_has_the_same_bytes(root: Path) -> None:
    build(root)
    first = sha256((root / "build" / "P1-good.small.DRAFT.pdf").read_bytes()).hexdigest()
    write(root / "leaflets" / "P2-other.yaml", LEAFLET.replace("P1/", "P2/"))
    build(root, "--force", "--out", str(root / "elsewhere"), "--jobs", "2")
    assert sha256((root / "elsewhere" / "P1-good.small.DRAFT.pdf").read_bytes()).hexdigest() == first


def test_a_long_title_keeps_the_word_in_front(root: Path) -> None:
    leaflet(root, "P2", title="T" * 65)
    build(root)
    with pikepdf.open(root / "build" / "P2-leaflet.small.DRAFT.pdf") as document:
        assert str(document.docinfo["/Title"]) == "DRAFT: " + "T" * 65


def test_the_mark_is_seen_on_a_black_cover_too(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    workshop.add_starters()
    path = tmp_path / "assets" / "brands" / "riverside" / "brand.yaml"
    text, changed = re.subn(r'(?m)^  primary: "#\w+"', '  primary: "#000000"', path.read_text("utf-8"))
    assert changed == 1
    write(path, text)
    covers = []
    for mark in ("", "DRAFT"):
        with pypdfium2.PdfDocument(composed(workshop, BOOKLET, "a5-booklet", mark)) as document:
            page = document[0]
            covers.append(page.render(scale=1, grayscale=True).to_pil().crop((0, 0, 420, 290)))
            page.close()
    brighter = sum(
        1 for before, after in zip(*(cover.tobytes() for cover in covers), strict=True) if after > before + 40
    )
    assert covers[0].getpixel((210, 20)) == 0, "the cover is black there, or the next line proves nothing"
    assert brighter > 300
