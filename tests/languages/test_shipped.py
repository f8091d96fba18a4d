"""The translations that are shipped: complete, current, with the numbers of their sources, and marked as drafts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leafletgen.content.fingerprint import Translated
from leafletgen.errors import Report
from leafletgen.languages.catalogue import is_draft, missing_words
from leafletgen.library.translations import fingerprint_of
from leafletgen.source.yaml import Value, parse_source
from leafletgen.translation.checks import check
from leafletgen.translation.subject import subject_of, translated_words
from leafletgen.verify.conformance import PROFILES_OF, validate
from tests.checker import structure
from tests.support.building import ROOT, Built, Workshop
from tests.support.commands import run
from tests.support.drawn_lines import drawn_lines

LANGUAGES = ("ar", "bn", "cy", "pl", "ur", "zh-Hans")
LEAFLET = "P4400-mid-back-pain"
_KINDS: dict[str, Translated] = {
    "leaflets": "leaflet",
    "leaflets/shared": "shared",
    "assets/exercises": "exercise",
    "assets/brands/riverside": "brand",
}
EXERCISES = (
    "cat-stretch",
    "childs-pose",
    "chin-tuck",
    "seated-rotation",
    "shoulder-blade-squeeze",
    "upper-back-extension",
)
#: What there is in each language.
_SHIPPED = (
    f"leaflets/{LEAFLET}",
    *(f"leaflets/shared/{name}" for name in ("crisis", "emergency-other", "inflammatory-back", "red-flags-back")),
    *(f"leaflets/shared/{name}" for name in ("stop-leg", "stop-neck")),
    *(f"assets/exercises/{name}" for name in EXERCISES),
    "assets/brands/riverside/brand",
)
_NOTE = "# Draft translation by a machine. No native speaker has checked it."
_DIGITS = re.compile(r"\d+")


def _files(language: str) -> list[tuple[Path, Path, Translated]]:
    """Each translation with its source and its kind."""
    return [
        (ROOT / f"{name}.{language}.yaml", ROOT / f"{name}.yaml", _KINDS[name.rpartition("/")[0]]) for name in _SHIPPED
    ]


def _read(path: Path) -> Value:
    report = Report()
    root = parse_source(path.read_text("utf-8"), path.name, report)
    assert root is not None and not report.diagnostics
    return root


def test_nothing_else_is_shipped() -> None:
    """A further translation is a further line above, so that it is tested as well."""
    found = {path.relative_to(ROOT).as_posix() for folder in _KINDS for path in (ROOT / folder).glob("*.*.yaml")}
    assert found == {path.relative_to(ROOT).as_posix() for language in LANGUAGES for path, _, _ in _files(language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_a_draft_that_says_so(language: str) -> None:
    assert not missing_words(language)
    assert is_draft(language)
    for path, source, kind in _files(language):
        assert _NOTE in path.read_text("utf-8").splitlines()[:4], path.name
        head = _read(path).data
        assert head["language"].data == language
        assert "reviewed_by" not in head
        assert head["source"].data == fingerprint_of(source, kind), f"{path.name} is stale"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_checked(language: str) -> None:
    """Every text is there; numbers, doses, telephone numbers, links and marks are those of the source."""
    for path, source, kind in _files(language):
        subject = subject_of(source, kind, source.name, source.read_text("utf-8"), Report())
        assert subject is not None
        there = {one.key: one.text for one in translated_words(kind, _read(path))}
        assert [one.key for one in subject.words if one.key not in there] == [], path.name
        found = [
            (one.key, finding) for one in subject.words for finding in check(one, there[one.key], "en-GB", language)
        ]
        assert found == [], path.name


#: Two seconds, days and minutes: Arabic has a form of the noun for two, and writes no number with it.
_DUAL = re.compile("ثانيتين|يومين|دقيقتين")


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_of_each_text_are_those_of_the_source(language: str) -> None:
    """Digit for digit, and in Latin digits: our own look, which knows no number in words but the duals of Arabic."""
    for path, source, kind in _files(language):
        subject = subject_of(source, kind, source.name, source.read_text("utf-8"), Report())
        assert subject is not None
        there = {one.key: one.text for one in translated_words(kind, _read(path))}
        for one in subject.words:
            if kind == "brand" and ".hours." in one.key:
                continue  # 8:30am becomes 8:30, and 4:30pm 16:30
            said = _DUAL.sub("2", there[one.key]) if language == "ar" else there[one.key]
            digits = [number for number in re.findall(r"\d+", said)]
            assert all(number.isascii() for number in digits)
            assert sorted(digits) == sorted(_DIGITS.findall(one.text)), f"{path.name}: {one.key}"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    shop = Workshop(tmp_path_factory.mktemp("shipped"))
    shop.add_starters()
    return shop


def _builds(workshop: Workshop, language: str) -> list[Built]:
    """The leaflet in each layout that it names."""
    path = workshop.folder / "leaflets" / f"{LEAFLET}.{language}.yaml"
    layouts = [entry.data for entry in _read(path).data["layouts"].data]
    return [workshop.build(path, layout, standard) for layout in layouts for standard in ("ua-1", "ua-2")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_leaflet_in_its_layouts(workshop: Workshop, language: str) -> None:
    """It fits, conforms, says in print that it is a draft, and has the numbers to dial as they are dialled."""
    for built in _builds(workshop, language):
        assert built.path is not None and not built.diagnostics, built.diagnostics
        assert structure.check(built.path) == []
        standard = "ua-2" if built.path.stem.endswith("ua-2") else "ua-1"
        assert [validate(built.path, profile).faults for profile in PROFILES_OF[standard]] == [{}] * len(
            PROFILES_OF[standard]
        )
        said = " ".join(structure.reading_text(built.path).split())
        assert said.count("Draft translation. A native speaker must check it.") == 2
        lines = drawn_lines(built.path)
        for number in ("999", "111", "116123", "01632960000", "01632960101", f"P4400-{language}/2473"):
            assert any(number in line for line in lines), number


@pytest.mark.parametrize("language", LANGUAGES)
def test_leaflet_beside_its_source(workshop: Workshop, language: str) -> None:
    """Both languages in one file, each text read as it is read alone."""
    built = workshop.build(workshop.folder / "leaflets" / f"{LEAFLET}.{language}.yaml", "bilingual")
    assert built.path is not None and not built.diagnostics, built.diagnostics
    assert structure.check(built.path) == []
    assert [validate(built.path, profile).faults for profile in ("ua1", "2a")] == [{}, {}]
    said = " ".join(structure.reading_text(built.path).split())
    assert "Most people feel much better in about 6 weeks." in said
    assert (
        " ".join(_read(workshop.folder / "leaflets" / f"{LEAFLET}.{language}.yaml").data["title"].data.split()) in said
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_in_layouts(workshop: Workshop, tmp_path: Path, language: str) -> None:
    """A sheet of all six exercises, as the command makes it; of one on cards, which hold what is said of one."""
    for layout in ("large-print", "pictures", "pocket", "sheet-3", "sheet-6", "words"):
        picks = [part for name in EXERCISES[: 1 if layout == "pocket" else None] for part in ("--pick", name)]
        target = tmp_path / f"{layout}.pdf"
        made = run(
            *("sheet", *picks, "--language", language, "--layout", layout, "--for", "Sam Example"),
            *("--note", "Call 01632 960 001 if unsure (10.30am).", "--no-defaults"),
            *("-o", target, "--workspace", workshop.folder),
        )
        if layout == "pocket" and language not in ("ar", "zh-Hans"):
            # A card holds what English says about safety, and not the longer words of most: no sign is left out.
            assert (made.exit_code, target.exists()) == (1, False)
            assert "what every card says about safety is" in made.stderr
            continue
        assert made.exit_code == 0, made.stderr
        assert structure.check(target) == []
        assert [validate(target, profile).faults for profile in ("ua1", "2a")] == [{}, {}], layout
        lines = drawn_lines(target)
        for number in ("999", "111", "01632960001", "01632960000"):
            assert any(number in line for line in lines), (layout, number)


def test_one_sheet_of_paper_is_enough_for_the_english_and_the_chinese(workshop: Workshop) -> None:
    for name in (LEAFLET, f"{LEAFLET}.zh-Hans"):
        built = workshop.build(workshop.folder / "leaflets" / f"{name}.yaml", "a4-two-sided")
        assert built.pages == 2 and not built.diagnostics


def test_english_back_page_names_the_languages(workshop: Workshop) -> None:
    built = workshop.build(workshop.folder / "leaflets" / f"{LEAFLET}.yaml", "a4-two-sided")
    assert built.path is not None
    said = " ".join(structure.reading_text(built.path).split())
    assert "This leaflet is also in: العربية, বাংলা, Cymraeg, Polski, اردو, 简体中文" in said
