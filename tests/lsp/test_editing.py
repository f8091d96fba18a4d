"""What an author is offered, and what a new name changes, over all starters."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest

from leafletgen.app.editing.completing import Offer, offers_at
from leafletgen.app.editing.edited import edited_file
from leafletgen.app.editing.faults import faults_of
from leafletgen.app.editing.going import target_at
from leafletgen.app.editing.hovering import hover_at
from leafletgen.app.editing.mentions import mentions_of
from leafletgen.app.editing.named import file_of
from leafletgen.app.editing.outline import Part, outline_of
from leafletgen.app.editing.renaming import RenameError, applied, rename, renamed_at
from leafletgen.errors import Report, Severity
from leafletgen.library.exercises import Exercises
from leafletgen.library.translations import Translations
from leafletgen.library.workspace import Workspace
from tests.support.commands import ROOT

PARTS = ("leaflets", "layouts", "assets")
FILES = [
    path
    for part in PARTS
    for path in sorted((ROOT / part).rglob("*.yaml"))
    if "rules" not in path.relative_to(ROOT).parts
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A workspace with all starters, to change."""
    for part in PARTS:
        shutil.copytree(ROOT / part, tmp_path / part)
    return tmp_path


def offered(name: str, old: str, new: str) -> list[Offer]:
    """What is offered at the mark ¦ of a starter file in which something else stands."""
    path = ROOT / name
    text = path.read_text("utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    index = text.index("¦")
    file = edited_file(path, {}, text.replace("¦", ""))
    assert file is not None
    return offers_at(file, index)


@pytest.mark.parametrize(
    ("name", "old", "new", "some", "none"),
    [
        ("assets/programmes/back-strength.yaml", "exercises:", "exercises:\n  - ¦", {"bridge", "exercise"}, {"name"}),
        ("assets/programmes/back-strength.yaml", "exercises:", "exercises:\n  - {exercise: ¦}", {"bridge"}, {"dose"}),
        ("assets/programmes/back-strength.yaml", "exercises:", "exercises:\n  - {¦}", {"dose", "note"}, {"bridge"}),
        ("assets/programmes/back-strength.yaml", "aim:", "order: ¦\naim:", {"position", "given"}, {"aim"}),
        ("assets/exercises/bridge.yaml", "position: ", "position: ¦", {"lying on back", "standing"}, {"bridge"}),
        ("assets/exercises/bridge.yaml", "areas: [", "areas: [¦, ", {"low back", "neck"}, {"standing"}),
        ("assets/exercises/bridge.yaml", "figure:\n", "figure:\n  ¦\n", {"middle", "mirror"}, {"start", "finish"}),
        ("assets/exercises/bridge.yaml", "dose:", "dose:\n  ¦\nx:", {"sets", "reps", "hold"}, {"name"}),
        ("assets/exercises/bridge.yaml", "pose: crook-lying", "pose: ¦", {"crook-lying", "standing"}, {"bridge"}),
        ("assets/brands/riverside/brand.yaml", "departments:\n", "departments:\n  new:\n    ¦\n", {"phone"}, {"logo"}),
        ("layouts/a5-booklet.yaml", "page:", "¦\npage:", {"columns", "header"}, {"page"}),
        ("assets/rules/prose.yaml", "\nrules:\n", "\nrules:\n  ¦\n", {"heading-question"}, {"long-sentence", "why"}),
        ("assets/rules/prose.yaml", "  long-sentence:\n", "  long-sentence:\n    ¦\n", {"entries"}, {"why", "kinds"}),
        ("leaflets/P4400-mid-back-pain.yaml", "  - include: red", "  - some words ¦\n  - text: red", set(), {"card"}),
        ("leaflets/P4400-mid-back-pain.yaml", "    at: Do so", "    at: ¦", {"emergency", "crisis"}, {"brand"}),
        ("assets/rules/topics.yaml", "include: red-flags-back", "include: ¦", {"red-flags-back"}, {"bridge"}),
        ("leaflets/P4400-mid-back-pain.yaml", "body:", "# a comment ¦\nbody:", set(), {"audience"}),
        ("leaflets/shared/red-flags-back.yaml", "body:", "¦\nbody:", {"references", "waive"}, {"body", "brand"}),
        ("leaflets/P4400-mid-back-pain.pl.yaml", "translates: P4400-mid-back-pain", "translates: ¦",
         {"P4400-mid-back-pain", "P4397-keep-moving"}, {"P4400-mid-back-pain.pl"}),
    ],
)  # fmt: skip
def test_what_is_offered(name: str, old: str, new: str, some: set[str], none: set[str]) -> None:
    labels = {one.label for one in offered(name, old, new)}
    assert some <= labels, labels
    assert none.isdisjoint(labels), labels


def test_every_starter_is_known_and_has_an_outline() -> None:
    """No file of a workspace is unknown, every name in it leads somewhere, and parts lie inside of their file."""
    lost: list[tuple[str, str, str]] = []
    for path in FILES:
        file = edited_file(path, {})
        assert file is not None, path
        for part in every(outline_of(file)):
            assert 0 <= part.start <= part.name_start <= part.name_end <= max(part.end, part.name_end) <= len(file.text)
        for one in mentions_of(file):
            assert one.name in file.text[one.start : one.end] or one.what == "picture"
            if one.what in ("shared", "brand", "exercise", "programme", "layout", "picture", "logo", "font"):
                found = file_of(one.what, one.name, file) is not None or (one.what, one.name) in FORMS
            elif one.what in ("reference", "heading", "department"):
                found = target_at(file, one.start) is not None
            else:
                continue
            if not found:
                lost.append((file.shown, one.what, one.name))
    # A shared block may lead to a heading that each leaflet has which includes it; none of these may be elsewhere.
    assert lost == []


FORMS = {("layout", "html"), ("layout", "text")}


def every(parts: list[Part] | tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from every(part.parts)


@pytest.mark.parametrize(
    ("name", "words", "new"),
    [
        ("assets/programmes/back-movement.yaml", "cat-stretch", "arched-cat"),
        ("assets/rules/topics.yaml", "include: red-flags-back", "warning-signs"),
        ("assets/exercises/cat-stretch.pl.yaml", "cat-stretch", "arched-cat"),
        ("leaflets/P4400-mid-back-pain.yaml", "red-flags-back", "warning-signs"),
        ("leaflets/P4400-mid-back-pain.yaml", "emergency", "right-now"),
        ("leaflets/P4400-mid-back-pain.pl.yaml", "id: emergency", "right-now"),
        ("leaflets/P4396-persistent-back-pain.yaml", "[@ng193", "nice-pain"),
        ("leaflets/P4396-persistent-back-pain.yaml", "(#what-helps", "helps"),
        ("leaflets/P4396-persistent-back-pain.yaml", "department: physiotherapy", "physio"),
        ("assets/brands/riverside/brand.yaml", "\n  physiotherapy:", "physio"),
    ],
)
def test_a_new_name_leaves_all_files_right(copy: Path, name: str, words: str, new: str) -> None:
    """When everything that changes is saved, no file has an error, and translations that were current are."""
    before, current = faulty(copy), standing(copy)
    file = edited_file(copy / name, {})
    assert file is not None
    at = file.text.index(words) + len(words) - 1
    old = next(one.name for one in mentions_of(file) if one.start <= at <= one.end)
    made = rename(file, at, new)
    for change in made.changes:
        change.path.write_bytes(applied(change.text, change.edits).encode())
    for source, target in made.files:
        source.rename(target)
    assert faulty(copy) == before
    assert sorted(standing(copy).values()) == sorted(current.values())
    assert made.changes
    for path in copy.rglob("*.yaml"):
        changed = edited_file(path, {})
        kind = next(one.what for one in mentions_of(file) if one.start <= at <= one.end)
        if changed is not None and kind not in ("heading", "reference"):
            assert (kind, old) not in {(one.what, one.name) for one in mentions_of(changed)}


def test_a_department_of_another_brand_keeps_its_name(copy: Path) -> None:
    """Two trusts may both have a department of this name."""
    brands = copy / "assets" / "brands"
    shutil.copytree(brands / "riverside", brands / "hillside")
    leaflet = copy / "leaflets" / "P4397-keep-moving.yaml"
    text = leaflet.read_text("utf-8")
    assert "\nbrand: riverside\n" in text and "department: physiotherapy" in text
    leaflet.write_text(text.replace("\nbrand: riverside\n", "\nbrand: hillside\n"), "utf-8")
    file = edited_file(copy / "leaflets" / "P4396-persistent-back-pain.yaml", {})
    assert file is not None
    made = rename(file, file.text.index("department: physiotherapy") + 15, "physio")
    changed = {one.path for one in made.changes}
    assert file.path in changed and brands / "riverside" / "brand.yaml" in changed
    assert leaflet not in changed
    assert not [path for path in changed if "hillside" in path.parts]


def test_a_new_name_makes_no_stale_translation_current(copy: Path) -> None:
    """Nobody has translated what the source says now, whatever its headings are called."""
    path = copy / "leaflets" / "P4400-mid-back-pain.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"{text}  - Look at [the signs](#emergency).\n", "utf-8")
    before = standing(copy)
    assert len([name for name, state in before.items() if name.startswith("P4400") and state == "stale"]) > 1
    file = edited_file(path, {})
    assert file is not None
    made = rename(file, file.text.index("(#emergency") + 5, "right-now")
    for change in made.changes:
        change.path.write_bytes(applied(change.text, change.edits).encode())
    assert standing(copy) == before


def test_a_new_id_goes_to_the_waivers_that_are_at_it(copy: Path) -> None:
    """A waiver at words stays as it is, whatever a heading is called."""
    path = copy / "leaflets" / "P4400-mid-back-pain.yaml"
    waived = "  - rule: long-sentence\n    at: crisis\n    because: One thought.\n"
    text = path.read_text("utf-8").replace("\nbody:\n", f"\n{waived}body:\n", 1)
    file = edited_file(path, {path: text})
    assert file is not None
    made = rename(file, text.index("id: crisis") + 5, "right-now")
    changed = next(applied(text, one.edits) for one in made.changes if one.path == path)
    assert "    at: right-now\n" in changed
    assert renamed_at(file, text.index("at: Was this") + 5) is None


def faulty(root: Path) -> list[tuple[str, str]]:
    """The errors of everything that there is to load."""
    workspace, report = Workspace(root), Report()
    for path in workspace.leaflet_files():
        workspace.load_leaflet(path, report)
    library = Exercises(workspace)
    library.load_all(report)
    library.load_programmes(report)
    return [(one.code, one.place.file if one.place else "") for one in report.diagnostics if one.is_fault]


def standing(root: Path) -> dict[str, str]:
    """How each translation stands to its source."""
    translations = Translations(Workspace(root))
    named = [path for part in PARTS for path in (root / part).rglob("*.*.yaml")]
    return {path.name: translations.standing(path).state for path in named}


@pytest.mark.parametrize(
    ("name", "words", "new"),
    [
        ("assets/programmes/back-movement.yaml", "cat-stretch", "bridge"),
        ("assets/programmes/back-movement.yaml", "cat-stretch", "cat.pl"),
        ("leaflets/P4396-persistent-back-pain.yaml", "(#what-helps", "how-pain-works"),
        ("leaflets/P4396-persistent-back-pain.yaml", "(#what-helps", "1st"),
        ("leaflets/P4396-persistent-back-pain.yaml", "title: P", "anything"),
    ],
)
def test_a_name_that_is_taken_or_none_is_refused(name: str, words: str, new: str) -> None:
    file = edited_file(ROOT / name, {})
    assert file is not None
    with pytest.raises(RenameError):
        rename(file, file.text.index(words) + len(words) - 1, new)


def test_many_findings_take_time_by_their_number() -> None:
    """Each is told with its place and what can be done, none of which may look through the whole file again."""

    def seconds(number: int) -> float:
        path = ROOT / "leaflets" / "P4400-mid-back-pain.yaml"
        head = path.read_text("utf-8").partition("\nbody:\n")[0]
        text = f"{head}\nbody:\n" + "  - You must utilise etc & do not  wait.\n" * number
        file = edited_file(path, {path: text})
        assert file is not None
        begun = process_time()
        assert len(faults_of(file)) > 4 * number
        return process_time() - begun

    seconds(50)
    gc.disable()  # going through all that other tests left is no work of ours
    try:
        assert seconds(8000) < 8 * seconds(2000)
    finally:
        gc.enable()


def test_unfinished_files_never_raise() -> None:
    """A leaflet that is cut off anywhere is looked at, and has offers and an outline."""
    path = ROOT / "leaflets" / "P4398-treatments-for-back-pain.yaml"
    text = path.read_text("utf-8")
    for end in range(0, len(text), 331):
        file = edited_file(path, {}, text[:end])
        assert file is not None
        offers_at(file, end)
        hover_at(file, end)
        outline_of(file)
        found = faults_of(file, with_rules=False)
        assert "body:" in text[:end] or any(one.severity is Severity.ERROR for one in found)
