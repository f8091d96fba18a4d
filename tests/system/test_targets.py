"""What an output option may write over: what leafletgen wrote before, and nothing else; never a source or a ledger."""

import shutil
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from leafletgen.system.targets import Kind, is_ours, refusal
from tests.support.commands import BRAND, ROOT, files_of, run, small_workspace, write

#: Each output option of a file, with what a command needs and the ending that it takes.
FILES = {
    "diff": (["diff", "P1", "--pdf"], ".pdf"),
    "status table": (["status", "-o"], ".txt"),
    "status spreadsheet": (["status", "-o"], ".csv"),
    "status data": (["status", "-o"], ".json"),
    "due table": (["due", "-o"], ".txt"),
    "due spreadsheet": (["due", "-o"], ".csv"),
    "due calendar": (["due", "-o"], ".ics"),
    "report page": (["build", "--report"], ".html"),
    "report data": (["build", "--report"], ".json"),
    "report spreadsheet": (["build", "--report"], ".csv"),
    "sheet": (["sheet", "--pick", "bridge", "-o"], ".pdf"),
    "figure": (["figure", "bridge", "-o"], ".svg"),
    "figure in dots": (["figure", "bridge", "--width-mm", "20", "-o"], ".png"),
    "contact sheet": (["figure", "--contact-sheet", "-o"], ".pdf"),
}
#: Each option of a folder, with a file that is written into it.
FOLDERS = {
    "build": (["build", "--out"], "P1-good.small.pdf"),
    "preview": (["preview", "P1", "--out"], "P1-good.small.1.png"),
    "sheets": (["sheet", "--pick", "bridge", "--out"], "exercise-sheet.pdf"),
    "impose": (["impose", "P1-good.small.pdf", "--out"], "P1-good.small.imposed.pdf"),
    "print copies": (["build", "--press", "--out"], "P1-good.small.press.pdf"),
    "schema": (["schema", "--all"], "leaflet.json"),
}
#: What other programs write, and what a patient's note may be.
FOREIGN = {
    ".pdf": b"%PDF-1.4\n1 0 obj <</Producer (Acrobat)/Title (leafletgen)>> endobj\n",
    ".png": b"\x89PNG\r\n\x1a\n other",
    ".svg": b'<svg xmlns="http://www.w3.org/2000/svg"><title>Bridge</title></svg>\n',
    ".txt": b"Notes\n",
    ".csv": b"name,nhs_number\nSam Example,999 000 0018\n",
    ".json": b'{"on": true}\n',
    ".ics": b"BEGIN:VCALENDAR\nPRODID:-//another//EN\n",
    ".html": b"<!DOCTYPE html>\n<title>A page</title>\n",
}
SOURCES = ("leaflets", "leaflets/.history", "layouts", "assets/brands/plain", "assets/images")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a released leaflet, an exercise, and a built booklet outside of it."""
    root = small_workspace(tmp_path_factory.mktemp("targets") / "w")
    (root / "assets" / "exercises").mkdir()
    shutil.copyfile(ROOT / "assets/exercises/bridge.yaml", root / "assets/exercises/bridge.yaml")
    shutil.copytree(ROOT / "layouts" / "sheets", root / "layouts" / "sheets")
    shutil.copytree(ROOT / "leaflets" / "shared", root / "leaflets" / "shared")
    brand = (ROOT / "assets" / "brands" / "riverside" / "brand.yaml").read_text("utf-8")
    rules = brand.partition("\nsheet:")[2].partition("\nstatements:")[0]
    write(root / "assets/brands/plain/brand.yaml", f"{BRAND}sheet:{rules}")
    result = run("release", "P1", "--reason", "x", "--approved-by", "y", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.output
    shutil.move(root / "build" / "P1-good.small.pdf", root / "P1-good.small.pdf")
    return root


@pytest.fixture
def root(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "w"
    shutil.copytree(whole, root)
    monkeypatch.chdir(root)
    return root


def kept(root: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_of(root).items() if not name.endswith(".lock")}


@pytest.mark.parametrize("option", FILES)
def test_a_file_among_the_sources_is_refused(root: Path, option: str) -> None:
    command, ending = FILES[option]
    before = kept(root)
    for folder in SOURCES:
        if option.startswith("figure") and folder == "assets/images":
            continue
        result = run(*command, f"{folder}/new{ending}")
        assert (result.exit_code, result.stdout) == (ExitCode.USAGE, ""), folder
        assert f"error: {folder}/new{ending} is inside {folder.split('/')[0]}/" in result.stderr
        assert "hint: choose another place, such as build/" in result.stderr
    assert kept(root) == before


@pytest.mark.parametrize("named", ["leaflets/P1-good.yaml", "leaflets/releases.jsonl", "layouts/small.yaml"])
def test_a_source_or_the_ledger_itself_is_refused(root: Path, named: str) -> None:
    before = kept(root)
    for _, (command, _) in FILES.items():
        assert run(*command, named).exit_code == ExitCode.USAGE
        assert run(*command, root.parent / "w" / named).exit_code == ExitCode.USAGE
    for command, _ in FOLDERS.values():
        assert run(*command, named).exit_code == ExitCode.USAGE
    assert kept(root) == before


@pytest.mark.parametrize("option", FILES)
def test_a_file_of_another_program_is_refused_and_one_of_ours_is_replaced(root: Path, option: str) -> None:
    command, ending = FILES[option]
    target = root.parent / f"out{ending}"
    target.write_bytes(FOREIGN[ending])
    before = kept(root)
    result = run(*command, target)
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert f"error: {target} is not a file that leafletgen writes here" in result.stderr
    assert "hint: choose another name; or take that file away first" in result.stderr
    assert (target.read_bytes(), kept(root)) == (FOREIGN[ending], before)
    target.write_bytes(b"")  # nothing is lost
    assert run(*command, target).exit_code == ExitCode.OK
    assert target.read_bytes()[:3] == FOREIGN[ending].lstrip(b"\xef\xbb\xbf")[:3] or ending in (".txt", ".csv", ".json")
    target.write_bytes(target.read_bytes() + b"\n")
    longer = target.stat().st_size
    assert run(*command, target).exit_code == ExitCode.OK
    assert target.stat().st_size != longer


def test_one_kind_of_ours_is_not_written_over_by_another(root: Path) -> None:
    data = root.parent / "a.json"
    assert run("build", "--report", data).exit_code == ExitCode.OK
    assert run("status", "-o", data).exit_code == ExitCode.USAGE
    assert run("status", "-o", root / ".starter.json").exit_code == ExitCode.OK  # there was none
    write(root / ".starter.json", '{"about": "the files that leafletgen laid out here", "files": []}')
    assert run("status", "-o", root / ".starter.json").exit_code == ExitCode.USAGE


@pytest.mark.parametrize("option", FOLDERS)
def test_a_folder_among_the_sources_is_refused(root: Path, option: str) -> None:
    command, _ = FOLDERS[option]
    before = kept(root)
    for folder in (*SOURCES, "leaflets/new/folder"):
        result = run(*command, folder)
        assert (result.exit_code, result.stdout) == (ExitCode.USAGE, ""), folder
        assert "which holds what people wrote" in result.stderr
    assert kept(root) == before


@pytest.mark.parametrize("option", FOLDERS)
def test_in_a_folder_a_file_of_another_program_stays(root: Path, option: str) -> None:
    command, name = FOLDERS[option]
    out = root.parent / "out"
    assert run(*command, out).exit_code == ExitCode.OK
    assert (out / name).is_file()
    assert run(*command, out).exit_code == ExitCode.OK
    shutil.rmtree(out)
    out.mkdir()
    foreign = FOREIGN[Path(name).suffix]
    (out / name).write_bytes(foreign)
    result = run(*command, out)
    assert result.exit_code == ExitCode.USAGE
    assert f"{name} is not a file that leafletgen writes here" in result.stderr
    assert (out / name).read_bytes() == foreign


def test_a_build_takes_away_no_file_of_another_program(root: Path) -> None:
    out = root.parent / "out"
    others = [f"P1-good.small{mark}.pdf" for mark in (".DRAFT", ".WITHDRAWN", ".RESTYLED", ".imposed", ".DRAFT.press")]
    for name in others:
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_bytes(FOREIGN[".pdf"])
    assert run("build", "--out", out).exit_code == ExitCode.OK
    write(root / "leaflets" / "P1-good.yaml", (root / "leaflets" / "P1-good.yaml").read_text("utf-8") + "  - More.\n")
    assert run("build", "--out", out).exit_code == ExitCode.USAGE  # the draft would go where another file is
    assert {name: (out / name).read_bytes() for name in others} == dict.fromkeys(others, FOREIGN[".pdf"])


def test_a_preview_takes_away_no_picture_of_another_program(root: Path) -> None:
    out = root.parent / "out"
    write(out / "P1-good.small.99.png", "other")
    write(root / "build" / "preview" / "P1-good.small.99.png", "of an earlier version")
    assert run("preview", "P1", "--out", out).exit_code == ExitCode.OK
    assert run("preview", "P1").exit_code == ExitCode.OK
    assert (out / "P1-good.small.99.png").exists()
    assert not (root / "build" / "preview" / "P1-good.small.99.png").exists()


def test_a_figure_may_be_drawn_where_leaflets_look_for_it(root: Path) -> None:
    target = root / "assets" / "images" / "exercises" / "bridge-start.svg"
    for _ in range(2):
        result = run("figure", "bridge", "--pose", "start", "-o", target)
        assert result.exit_code == ExitCode.OK, result.stderr
    before = kept(root)
    assert run("figure", "bridge", "-o", root / "assets" / "images" / "hills.svg").exit_code == ExitCode.USAGE
    assert kept(root) == before


def test_a_prescription_is_not_begun_among_the_sources(root: Path) -> None:
    for folder in SOURCES:
        result = run("new", "prescription", f"{folder}/sam.yaml")
        assert (result.exit_code, (root / folder / "sam.yaml").exists()) == (ExitCode.USAGE, False)


def test_a_comparison_that_somebody_signed_is_not_written_over(root: Path) -> None:
    target = root.parent / "review.pdf"
    assert run("diff", "P1", "--pdf", target).exit_code == ExitCode.OK
    assert run("diff", "P1", "--pdf", target).exit_code == ExitCode.OK
    signed = target.read_bytes() + b"\n9 0 obj <</Type /Sig>> endobj\nstartxref\n9\n%%EOF\n"
    target.write_bytes(signed)
    assert run("diff", "P1", "--pdf", target).exit_code == ExitCode.USAGE
    assert target.read_bytes() == signed


def test_no_workspace_is_laid_out_among_the_sources(root: Path) -> None:
    for folder in SOURCES:
        assert run("init", f"{folder}/new").exit_code == ExitCode.USAGE
        assert not (root / folder / "new").exists()


def test_a_link_to_a_source_is_followed(root: Path) -> None:
    link = root.parent / "out.pdf"
    try:
        link.symlink_to(root / "leaflets" / "P1-good.yaml")
        (root.parent / "folder").symlink_to(root / "leaflets", target_is_directory=True)
    except OSError:
        pytest.skip("links need rights here")
    before = kept(root)
    assert run("diff", "P1", "--pdf", link).exit_code == ExitCode.USAGE
    assert run("diff", "P1", "--pdf", root.parent / "folder" / "x.pdf").exit_code == ExitCode.USAGE
    assert run("build", "--out", root.parent / "folder").exit_code == ExitCode.USAGE
    assert kept(root) == before


def test_a_folder_of_that_name_outside_a_workspace_is_any_folder(tmp_path: Path) -> None:
    (tmp_path / "leaflets").mkdir()
    assert refusal(tmp_path / "leaflets" / "a.pdf", Kind.PDF) is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.PDF, "%PDF-1.7\n<</Producer (leafletgen 0.1.0)>>"),
        (Kind.PDF, '%PDF-1.7\n<pdf:Producer xmlns:pdf="http://ns.adobe.com/pdf/1.3/">leafletgen</pdf:Producer>'),
        (Kind.PDF, "%PDF-1.7\n<pdf:Producer>leafletgen, layout 1</pdf:Producer>"),
        (Kind.TABLE, "0 leaflets\n"),
        (Kind.TABLE, "0 leaflets due for review by 2027-02-27\n"),
        (Kind.OVERVIEW, '{\n  "on": null,\n  "leaflets": [],'),
    ],
)
def test_what_earlier_versions_wrote_is_known(tmp_path: Path, kind: Kind, text: str) -> None:
    assert is_ours(write(tmp_path / "a", text), kind)
    assert not is_ours(write(tmp_path / "a", "x" + text), kind)
    assert not is_ours(write(tmp_path / "a", text.replace("leaf", "other")), kind)
