"""Translations as files: found beside their sources, loaded with what they are made of, told when they lag behind."""

import os
import shutil
from pathlib import Path

import pytest

from leafletgen.errors import Report
from leafletgen.library.exercises import Exercises
from leafletgen.library.sheet_languages import sheet_languages, tag_of
from leafletgen.library.stale_parts import stale_parts
from leafletgen.library.translation_names import named_like_translations_of
from leafletgen.library.translations import Translations
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from tests.support.translated import MARK, reviewed_words, translate, translate_brand

ROOT = Path(__file__).resolve().parents[2]
SHARED = ("red-flags-back", "emergency-other", "inflammatory-back", "crisis")
STEM = "P4400-mid-back-pain"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a workspace with a translated leaflet."""
    (tmp_path / "leaflets" / "shared").mkdir(parents=True)
    shutil.copy(ROOT / "leaflets" / f"{STEM}.yaml", tmp_path / "leaflets")
    for name in SHARED:
        shutil.copy(ROOT / "leaflets" / "shared" / f"{name}.yaml", tmp_path / "leaflets" / "shared")
    for part in ("layouts", "assets"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("*.??.yaml", "*.zh-Hans.yaml"))
    translate(leaflet(tmp_path), "leaflet")
    for name in SHARED:
        translate(tmp_path / "leaflets" / "shared" / f"{name}.yaml", "shared")
    translate_brand(tmp_path / "assets" / "brands" / "riverside")
    return Workspace(tmp_path)


def leaflet(root: Path, language: str = "") -> Path:
    """Return the leaflet's file, or its translation's."""
    return root / "leaflets" / (f"{STEM}.{language}.yaml" if language else f"{STEM}.yaml")


def loaded(workspace: Workspace, language: str = "pl") -> LoadedLeaflet:
    """Load a leaflet in which nothing is wrong."""
    report = Report()
    found = Workspace(workspace.root).load_leaflet(leaflet(workspace.root, language), report)
    assert found is not None, report.diagnostics
    assert not report.diagnostics
    return found


def faults(workspace: Workspace, language: str = "pl") -> list[tuple[str, str]]:
    """Return code and file of each error of a leaflet that cannot be loaded."""
    report = Report()
    assert Workspace(workspace.root).load_leaflet(leaflet(workspace.root, language), report) is None
    return [(one.code, one.place.file if one.place else "") for one in report.errors]


def edit(path: Path, old: str, new: str) -> None:
    """Change a file, in which the words stand."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_translated_leaflet_is_loaded_with_shared_blocks_and_brand_in_its_language(workspace: Workspace) -> None:
    """Nothing of a page stays in English, and what is not words is the source's."""
    found = loaded(workspace)
    assert found.leaflet.title == f"{MARK}Mid-back pain"
    assert found.department is not None
    assert found.department.name == "Fizjoterapia"
    assert found.department.phone == "01632 960 000"
    assert found.brand.identifier == "riverside"
    statement = found.statement("copyright")
    assert statement is not None
    assert statement.plain() == "© Riverside Community Health. Wolno kopiować."
    files = {path.name for path in found.sources}
    assert {f"{STEM}.yaml", "crisis.pl.yaml", "brand.pl.yaml", "brand.yaml"} <= files
    assert found.original is not None
    assert found.original.stem == STEM
    assert found.translation is not None
    assert found.translation.whole.stale == ()
    assert found.is_draft_translation
    assert len(found.body) == len(found.original.body)


def test_each_names_the_languages_of_the_other(workspace: Workspace) -> None:
    """A draft is named where the source is an example alone; a stale one stays named, since it is on its way."""
    assert loaded(workspace).also_in == ("en-GB",)
    assert loaded(workspace, "").also_in == ("pl",)
    edit(leaflet(workspace.root), "example: true\n", "")
    assert loaded(workspace, "").also_in == ()
    edit(leaflet(workspace.root), "brand: riverside", "example: true\nbrand: riverside")
    edit(leaflet(workspace.root), "title: Mid-back pain", "title: Pain in the mid back")
    assert loaded(workspace, "").also_in == ("pl",)
    (workspace.root / "leaflets" / "shared" / "crisis.pl.yaml").unlink()
    assert loaded(workspace, "").also_in == ()


def test_a_checked_translation_is_named_by_a_leaflet_that_is_no_example(workspace: Workspace) -> None:
    """That is when leaflet, shared blocks, brand and fixed words all have somebody who checked them."""
    edit(leaflet(workspace.root), "example: true\n", "")
    words = reviewed_words(workspace.root, "pl")
    translate(leaflet(workspace.root), "leaflet", reviewed_by="J. Example")
    for name in SHARED:
        translate(workspace.root / "leaflets" / "shared" / f"{name}.yaml", "shared", reviewed_by="J. Example")
    assert loaded(workspace).is_draft_translation
    translate_brand(workspace.root / "assets" / "brands" / "riverside", reviewed_by="J. Example")
    assert not loaded(workspace).is_draft_translation
    assert loaded(workspace, "").also_in == ("pl",)
    words.unlink()
    assert loaded(workspace).is_draft_translation


def test_translations_are_no_sources_of_their_own(workspace: Workspace) -> None:
    """Neither exercises nor shared blocks nor programmes are listed in every language."""
    exercises = workspace.root / "assets" / "exercises"
    before = Exercises(workspace).exercise_names()
    translate(exercises / "bridge.yaml", "exercise")
    translate(workspace.root / "assets" / "programmes" / "hip.yaml", "programme")
    library = Exercises(Workspace(workspace.root))
    assert library.exercise_names() == before
    assert "hip.pl" not in library.programme_names()
    assert workspace.shared_names() == sorted(SHARED)
    assert sheet_languages(workspace) == ["en-GB", "pl"]


def test_languages_of_sheets_are_known_by_tag_and_by_name(workspace: Workspace) -> None:
    """A clinic writes what it knows; an unknown one is none."""
    translate(workspace.root / "assets" / "exercises" / "bridge.yaml", "exercise")
    for said in ("pl", "PL", "pl-PL", "Polish", "polski", " Polish "):
        assert tag_of(workspace, said) == "pl", said
    for said in ("en", "en-GB", "English"):
        assert tag_of(workspace, said) == "en-GB", said
    for said in ("", "cy", "Polisch", "Sam Example", "ar"):
        assert tag_of(workspace, said) is None, said


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        (f"leaflets/{STEM}.yaml", "title: Mid-back pain", "title: Pain", ["head"]),
        (f"leaflets/{STEM}.yaml", "Get up and move every 30 minutes.", "Get up often.", ["block 6"]),
        ("leaflets/shared/crisis.yaml", "you have harmed yourself", "you hurt yourself", ["block 1"]),
        ("assets/brands/riverside/brand.yaml", "Call 999 for chest pain", "Call 999 at once for chest pain", ["sheet"]),
    ],
)
def test_a_change_of_any_source_makes_the_leaflet_stale(
    workspace: Workspace, file: str, old: str, new: str, parts: list[str]
) -> None:
    """What changed is told, with its place; a comment makes nothing stale."""
    assert not loaded(workspace).is_stale
    edit(workspace.root / file, old, f"{new}     # a comment" if new.endswith("Pain") else new)
    found = loaded(workspace)
    assert found.is_stale
    told = stale_parts(workspace, found)
    assert [one.part for one in told] == parts
    assert {one.source for one in told} == {file}
    edit(workspace.root / file, new, old)
    assert not loaded(workspace).is_stale


def test_what_is_gone_is_told_too(workspace: Workspace) -> None:
    """A sign that was taken out of the source still stands in its translation."""
    path = leaflet(workspace.root)
    text = path.read_text("utf-8")
    start = text.index("  - heading: Useful links")
    path.write_text(text[:start] + text[text.index("  - heading: Was this leaflet clear?") :], "utf-8")
    stands = Translations(workspace).standing(leaflet(workspace.root, "pl"))
    assert (stands.state, stands.changed, len(stands.change.removed)) == ("stale", (), 2)
    assert stands.parts("leaflet") == ["2 parts gone"]


def test_what_a_translation_lacks_is_told(workspace: Workspace) -> None:
    """A shared block, the brand's words and fixed words: nothing of a page is in another language by accident."""
    shared = workspace.root / "leaflets" / "shared" / "crisis.pl.yaml"
    shared.unlink()
    (workspace.root / "assets" / "brands" / "riverside" / "brand.pl.yaml").unlink()
    assert sorted(code for code, _ in faults(workspace)) == ["brand-not-translated", "shared-block-not-translated"]
    translate(leaflet(workspace.root), "leaflet", "de")
    assert sorted({code for code, _ in faults(workspace, "de")}) == [
        "brand-not-translated", "shared-block-not-translated", "words-not-translated",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (f"translates: {STEM}", "translates: P4400-mid-back", "translation-of-nothing"),
        ("language: pl", "language: cy", "translation-file-name"),
        ("source: ", "# source: ", "translation-without-source"),
        ("level: urgent", "level: non-urgent", "translation-value-differs"),
    ],
)
def test_a_faulty_translation_is_told(workspace: Workspace, old: str, new: str, code: str) -> None:
    """Each is an error at its place in the translation."""
    path = leaflet(workspace.root, "pl")
    edit(path, old, new)
    assert (code, f"leaflets/{path.name}") in faults(workspace)


def test_a_translation_of_a_translation_is_refused(workspace: Workspace) -> None:
    """It is made from the leaflet that was written first."""
    translate(leaflet(workspace.root, "pl"), "leaflet", "cy")
    report = Report()
    path = workspace.root / "leaflets" / f"{STEM}.pl.cy.yaml"
    assert Workspace(workspace.root).load_leaflet(path, report) is None
    assert "translation-of-translation" in [one.code for one in report.errors]


def test_a_leaflet_in_a_language_that_translates_nothing_is_as_ever(workspace: Workspace) -> None:
    """It keeps the warning and the English words, and the shared blocks as they are."""
    path = leaflet(workspace.root)
    edit(path, "language: en-GB", "language: tlh")
    leaflet(workspace.root, "pl").unlink()
    report = Report()
    found = Workspace(workspace.root).load_leaflet(path, report)
    assert found is not None
    assert [one.code for one in report.diagnostics] == ["phrases-not-translated"]
    assert found.translation is None


def test_a_file_named_like_a_translation_says_that_it_is_one(workspace: Workspace) -> None:
    """Without the key it would be a leaflet of its own, which needs no reviewer and is never stale."""
    edit(leaflet(workspace.root, "pl"), f"translates: {STEM}\n", "")
    report = Report()
    Workspace(workspace.root).load_leaflet(leaflet(workspace.root, "pl"), report)
    assert [one.code for one in report.errors] == ["translation-does-not-say"]


def test_a_code_number_means_the_leaflet_and_not_its_translations(workspace: Workspace) -> None:
    """Each is found by its own number."""
    assert [path.stem for path in workspace.find_leaflets(["P4400"], Report())] == [STEM]
    assert [path.stem for path in workspace.find_leaflets(["P4400-pl"], Report())] == [f"{STEM}.pl"]
    assert [path.stem for path in workspace.find_leaflets(["P4400.pl"], Report())] == [f"{STEM}.pl"]
    for unknown in ("P4400.fr", "P440.pl", ".pl"):
        assert workspace.find_leaflets([unknown], Report()) == []


def test_a_leaflet_around_which_unchecked_words_are_printed_says_so(workspace: Workspace) -> None:
    """It translates nothing, but the fixed words of its language are a draft; none are printed in English ones."""
    path = leaflet(workspace.root)
    leaflet(workspace.root, "pl").unlink()
    english = path.read_text("utf-8")

    def says_so(language: str) -> bool:
        path.write_text(english.replace("language: en-GB", f"language: {language}", 1), "utf-8")
        found = Workspace(workspace.root).load_leaflet(path, Report())
        assert found is not None
        return found.is_draft_translation

    assert [says_so(language) for language in ("en-GB", "ro", "pl")] == [False, False, True]
    reviewed_words(workspace.root, "pl")
    assert not says_so("pl")


def test_a_folder_that_changes_at_once_is_listed_again(tmp_path: Path) -> None:
    """Some disks keep times by the second or two, so that a folder's time is the same after a change."""
    source, known = tmp_path / "a.yaml", tmp_path / "a.pl.yaml"
    source.touch()
    assert named_like_translations_of(source) == []
    before = tmp_path.stat().st_mtime_ns
    known.touch()
    os.utime(tmp_path, ns=(before, before))
    assert named_like_translations_of(source) == [known]
