"""What any front end asks of Word files: the report alone, names, and places that nothing is written to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leafletgen.app.word_import import carry_out, report_of
from leafletgen.app.word_plan import Asked, plan
from leafletgen.errors import ExitCode, RefusedError, Report
from leafletgen.library.workspace import Workspace
from leafletgen.word.importing.report_page import page
from leafletgen.word.importing.reported import data as report_data
from tests.support.commands import files_of, small_workspace
from tests.word.make import docx, p, r
from tests.word.own_file import own_file


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a small workspace."""
    return Workspace(small_workspace(tmp_path / "w"))


def saved(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["Sore heel.docx", "C:\\Users\\me\\Sore heel.docx", "../../Sore heel.docx", ""])
def test_the_report_alone_writes_nothing(workspace: Workspace, name: str) -> None:
    before = files_of(workspace.root)
    page = report_of(own_file(alt=""), name, workspace, Asked(), Report()).decode()
    assert files_of(workspace.root) == before
    assert "Users" not in page
    assert "../" not in page
    assert "Nothing is written." in page
    assert "has no alt text" in page
    assert "is not in leaflets" not in page, "its pictures are missing for a good reason"


def test_what_is_no_word_file_is_refused(workspace: Workspace) -> None:
    with pytest.raises(RefusedError) as refusal:
        report_of(b"%PDF-1.7", "x.docx", workspace, Asked(), Report())
    assert refusal.value.status == ExitCode.CONTENT
    assert refusal.value.diagnostics[0].code == "word-file-of-another-kind"


def test_pictures_stay_in_the_folder_of_their_leaflet(workspace: Workspace, tmp_path: Path) -> None:
    file = saved(tmp_path / "in" / "..%2f..%2fetc.docx", own_file())
    found = plan(workspace, [file], Asked(), Report())
    before = set(files_of(tmp_path))
    for job in found.jobs:
        carry_out(job, found)
    new = {name for name in set(files_of(tmp_path)) - before if not name.startswith("w/build/.cache/")}
    assert new == {"w/leaflets/2f-2fetc.yaml", "w/leaflets/2f-2fetc/1.png"}


def test_the_same_name_gets_a_number_in_the_order_of_the_files(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("b/Heel.docx", "a/heel.docx", "a/HEEL!.docm"):
        saved(tmp_path / "in" / name, docx(p("Rest.")))
    found = plan(workspace, [tmp_path / "in"], Asked(), Report())
    assert [(job.shown, job.target.name) for job in found.jobs] == [
        ("a/HEEL!.docm", "HEEL.yaml"),
        ("a/heel.docx", "heel-2.yaml"),
        ("b/Heel.docx", "Heel-3.yaml"),
    ]


def test_a_translation_keeps_the_name_of_its_language(workspace: Workspace, tmp_path: Path) -> None:
    """Where the workspace has what it translates; any other dot in a name becomes a hyphen, as ever."""
    source = workspace.leaflet_files()[0].stem
    for name in (f"{source}.zh-Hans.DRAFT", f"{source}.pl", "Heel.pl"):
        saved(tmp_path / "in" / f"{name}.docx", docx(p("Rest.")))
    found = plan(workspace, [tmp_path / "in"], Asked(), Report())
    assert {job.target.name for job in found.jobs} == {f"{source}.zh-Hans.yaml", f"{source}.pl.yaml", "Heel-pl.yaml"}


def test_a_leaflet_elsewhere_has_the_name_too(workspace: Workspace, tmp_path: Path) -> None:
    (workspace.root / "leaflets" / "physio").mkdir()
    (workspace.root / "leaflets" / "P1-good.yaml").rename(workspace.root / "leaflets" / "physio" / "Heel.yaml")
    with pytest.raises(RefusedError, match='there is a leaflet called "heel" already'):
        plan(workspace, [saved(tmp_path / "heel.docx", own_file())], Asked(), Report())


def test_the_layout_and_the_schema_are_those_of_the_workspace(workspace: Workspace, tmp_path: Path) -> None:
    file = saved(tmp_path / "heel.docx", own_file())
    job = plan(workspace, [file], Asked(), Report()).jobs[0]
    assert (job.wish.layouts, job.first_lines) == (("small",), ())
    saved(workspace.root / "layouts" / "a4-leaflet.yaml", b"")
    saved(workspace.root / ".schema" / "leaflet.json", b"{}")
    job = plan(workspace, [file], Asked(out=workspace.root / "leaflets" / "new"), Report()).jobs[0]
    assert job.wish.layouts == ("a4-leaflet",)
    assert job.first_lines == ("yaml-language-server: $schema=../../.schema/leaflet.json",)


def test_a_file_without_an_end_is_refused(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leafletgen.app.word_import.LARGEST", 1_000)
    found = plan(workspace, [saved(tmp_path / "x.docx", own_file())], Asked(), Report())
    told = carry_out(found.jobs[0], found)
    assert (told.imported, [one.code for one in told.told]) == (None, ["word-file-too-large"])


def test_nobody_is_named(workspace: Workspace, tmp_path: Path) -> None:
    who = 'w:id="7" w:author="Jane Secret" w:initials="JS" w:date="2026-01-02T03:04:05Z"'
    words = f"<w:ins {who}>{r('added')}</w:ins><w:del {who}><w:r><w:delText>taken out</w:delText></w:r></w:del>"
    body = p(f'{r("Rest.")}{words}<w:r><w:commentReference w:id="7"/></w:r>')
    comment = f"<w:comment {who}>{p('Is this right?')}</w:comment>"
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Jane Secret</dc:creator>'
        "<cp:lastModifiedBy>Jane Secret</cp:lastModifiedBy></cp:coreProperties>"
    )
    data = docx(body, parts={"comments": comment}, files={"docProps/core.xml": core.encode()})
    found = plan(workspace, [saved(tmp_path / "x.docx", data)], Asked(), Report())
    done = [carry_out(found.jobs[0], found)]
    said = page(done).decode() + json.dumps(report_data(done)) + str(files_of(workspace.root / "leaflets"))
    assert "Is this right?" in said
    assert "taken out" in said
    assert "Jane" not in said
    assert "Secret" not in said


def imported_folder(workspace: Workspace, folder: Path) -> dict[str, str]:
    """Import a folder, and return for each Word file the leaflet that is made, or the code of what is told of it."""
    found = plan(workspace, [folder], Asked(), Report())
    told = {one.file: one.told[0].code for one in found.waiting}
    return told | {job.shown: Path(carry_out(job, found).yaml_file).name for job in found.jobs}


def test_what_was_imported_before_is_known_by_its_bytes_whatever_is_new_beside_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    old = tmp_path / "in"
    saved(old / "b" / "heel.docx", docx(p("Rest.")))
    saved(old / "c" / "heel.docx", docx(p("Rest.")))
    assert imported_folder(workspace, old) == {"b/heel.docx": "heel.yaml", "c/heel.docx": "heel-2.yaml"}
    saved(old / "a" / "heel.docx", docx(p("Walk.")))
    assert imported_folder(workspace, old) == {
        "a/heel.docx": "heel-3.yaml",
        "b/heel.docx": "word-leaflet-there",
        "c/heel.docx": "word-leaflet-there",
    }


def test_what_was_tried_in_another_folder_is_imported_all_the_same(workspace: Workspace, tmp_path: Path) -> None:
    old = tmp_path / "in"
    saved(old / "heel.docx", docx(p("Rest.")))
    for asked in (Asked(out=tmp_path / "trial"), Asked(), Asked(out=tmp_path / "other")):
        found = plan(workspace, [old], asked, Report())
        assert len(found.jobs) == 1, asked
        carry_out(found.jobs[0], found)
        assert plan(workspace, [old], asked, Report()).jobs == ()


def test_a_file_that_is_named_twice_is_one(workspace: Workspace, tmp_path: Path) -> None:
    file = saved(tmp_path / "in" / "heel.docx", docx(p("Rest.")))
    found = plan(workspace, [file, tmp_path / "in", file], Asked(), Report())
    assert [job.shown for job in found.jobs] == ["heel.docx"]


def test_a_word_file_that_has_changed_since_is_told_and_its_leaflet_left(workspace: Workspace, tmp_path: Path) -> None:
    file = saved(tmp_path / "in" / "heel.docx", docx(p("Rest.")))
    imported_folder(workspace, tmp_path / "in")
    leaflet = workspace.root / "leaflets" / "heel.yaml"
    before = leaflet.read_bytes()
    saved(file, docx(p("Walk.")))
    assert imported_folder(workspace, tmp_path / "in") == {"heel.docx": "word-file-changed"}
    assert leaflet.read_bytes() == before


def test_what_is_known_of_imports_can_be_deleted_and_tells_nothing_of_a_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    saved(tmp_path / "in" / "Mary Jones.docx", docx(p("Rest.")))
    imported_folder(workspace, tmp_path / "in")
    kept = workspace.root / "build" / ".cache" / "word.jsonl"
    assert "Rest" not in kept.read_text()
    assert "Mary Jones" not in kept.read_text()
    kept.unlink()
    assert imported_folder(workspace, tmp_path / "in") == {"Mary Jones.docx": "word-leaflet-there"}
    (workspace.root / "leaflets" / "Mary-Jones.yaml").unlink()
    assert imported_folder(workspace, tmp_path / "in") == {"Mary Jones.docx": "Mary-Jones.yaml"}
