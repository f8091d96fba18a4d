"""The index of exercises: by area, twelve a page, with what to pick each by, and nothing of a patient's sheet."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from pathlib import Path

import pytest

from leafletgen.app.drawing import contact_sheet
from leafletgen.content.areas import AREAS
from leafletgen.content.model.exercise import Exercise
from leafletgen.document.element import Role
from leafletgen.document.exercise_index import by_area, write_index
from leafletgen.errors import Report
from leafletgen.figures.sides import alt_texts
from leafletgen.images import PictureStore
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.pages.exercise_figures import FigureStore
from leafletgen.pages.exercise_index import compose_index
from tests.checker import structure, verapdf
from tests.checker.document import Document
from tests.support.building import ROOT

WORKSPACE = Workspace(ROOT)
EXERCISES = Exercises(WORKSPACE).load_all(Report())
A_PAGE = 12


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the index of the library, as a file."""
    report = Report()
    composed = contact_sheet(WORKSPACE, None, None, report)
    assert composed is not None and not report.has_errors
    assert composed.pages == -(-len(EXERCISES) // A_PAGE)
    target = tmp_path_factory.mktemp("index") / "index.pdf"
    target.write_bytes(composed.data)
    return target


@pytest.fixture(scope="module")
def document(path: Path) -> Iterator[Document]:
    """Return that file, read."""
    with structure.read(path) as document:
        yield document


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_conforms(path: Path, profile: str) -> None:
    verdict = verapdf.validate(path, profile)
    assert verdict.passed, str(verdict)


def test_its_structure_is_sound(document: Document) -> None:
    assert structure.check(document) == []


def test_each_exercise_stands_under_its_first_area() -> None:
    """In the order of all areas, by name in each; none is lost, and none stands twice."""
    found = by_area(EXERCISES)
    assert [area for area, _ in found] == [area for area in AREAS if any(one.areas[0] == area for one in EXERCISES)]
    for area, some in found:
        assert [one.areas[0] for one in some] == [area] * len(some)
        assert [one.name for one in some] == sorted((one.name for one in some), key=str.casefold)
    assert sorted(one.identifier for _, some in found for one in some) == sorted(one.identifier for one in EXERCISES)


def test_headings_lead_from_areas_to_exercises(document: Document) -> None:
    """A heading for each area, under it one for each exercise; the same as bookmarks."""
    heads = [
        (one.standard, " ".join(document.text(one).split()))
        for one in document.elements
        if one.standard in ("H1", "H2", "H3")
    ]
    wanted = [("H1", "Exercises by area")]
    for area, some in by_area(EXERCISES):
        wanted += [("H2", area.capitalize()), *(("H3", one.name) for one in some)]
    assert heads == wanted


def test_each_picture_has_its_words(document: Document) -> None:
    alts = [one.text.get("Alt", "") for one in document.elements if one.standard == "Figure"]
    assert alts == [alt for _, some in by_area(EXERCISES) for one in some for alt in alt_texts(one.figure, None)]


def test_twelve_stand_on_a_page(path: Path) -> None:
    """With what --pick takes, level and all areas of each."""
    ordered = [one for _, some in by_area(EXERCISES) for one in some]
    for number, text in enumerate(texts_of(path)):
        for one in ordered[A_PAGE * number : A_PAGE * (number + 1)]:
            assert f"{one.name} {one.identifier} Level {one.level}: {', '.join(one.areas)}" in text


def texts_of(path: Path) -> list[str]:
    """Return the words of each page, with single spaces, in the order of the file."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pages:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pages]


def test_it_is_no_patients_sheet(document: Document) -> None:
    """No name or date to fill in, no guide to pain, no emergency, no dose."""
    text = structure.reading_text(document)
    for words in ("Name:", "Date:", "999", "Pain", "times a day", "Stop if"):
        assert words not in text
    assert not [one for one in document.elements if one.standard in ("Form", "Table")]


def many(count: int) -> list[Exercise]:
    """Return so many exercises, some of them several times under other names."""
    made = []
    for number in range(count):
        exercise = copy(EXERCISES[number % len(EXERCISES)])
        exercise.identifier = f"{exercise.identifier}-{number}"
        made.append(exercise)
    return made


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (12, 1), (13, 2), (130, 11)])
def test_pages_follow_the_number_of_exercises(count: int, pages: int) -> None:
    brand = WORKSPACE.load_brand(WORKSPACE.brand_names()[0], Report())
    assert brand is not None
    root = write_index(many(count), None)
    assert sum(element.role is Role.HEADING and element.level == 3 for element in root.walk()) == count
    report = Report()
    composed = compose_index(brand, root, PictureStore(None), FigureStore(), report, "test")
    assert composed is not None and not report.diagnostics
    assert composed.pages == pages


def test_what_nobody_signed_is_said_before_all() -> None:
    root = write_index(EXERCISES[:1], None, ["Example content."])
    assert [element.plain() for element in root.elements][:2] == ["Exercises by area", "Example content."]
