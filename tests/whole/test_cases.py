"""A case a feature: golden tag tree and text, and the proof of every case in every layout.

``pytest tests/whole/test_cases.py --update-goldens`` rewrites the goldens. Read what has changed: from then on it is
true.
"""

import re

import pytest

from tests.checker import structure
from tests.checker.document import Document
from tests.checker.tag_tree import Element, MarkReference
from tests.support.building import CASES, Built, Workshop, case_layouts, case_names
from tests.support.proof import faults_of

PAIRS = [(name, layout) for name in case_names() for layout in case_layouts(name)]


def golden_layout(name: str) -> str:
    """Return the layout that a case's goldens show: the first that its leaflet names."""
    text = (CASES / name / "leaflet.yaml").read_text("utf-8")
    found = re.search(r"(?m)^layouts: \[([\w-]+)", text)
    assert found is not None, f"{name} names no layout"
    return found[1]


def build(workshop: Workshop, name: str, layout: str) -> Built:
    """Build a case."""
    return workshop.build(workshop.add_case(name), layout)


@pytest.mark.parametrize(("name", "layout"), PAIRS, ids=[f"{name}-{layout}" for name, layout in PAIRS])
def test_case_conforms(workshop: Workshop, name: str, layout: str) -> None:
    """Both validators pass, the structure is right, and no word is lost, in any layout."""
    assert faults_of(build(workshop, name, layout)) == []


@pytest.mark.parametrize("name", case_names())
def test_case_golden(workshop: Workshop, name: str, pytestconfig: pytest.Config) -> None:
    """The tag tree and the text are those that a person has read and found right."""
    built = build(workshop, name, golden_layout(name))
    assert built.path is not None, built.diagnostics
    with structure.read(built.path) as document:
        made = {"tags.txt": structure.tag_tree(document), "text.txt": structure.reading_text(document)}
    for file, text in made.items():
        path = CASES / name / file
        if pytestconfig.getoption("update_goldens"):
            path.write_text(text, "utf-8", newline="\n")
        assert path.is_file(), f"{path} is missing: run pytest with --update-goldens, and read what it writes"
        assert text == path.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "role", "words"),
    [
        ("over-pages", "P", "Sentence 1 of a paragraph"),
        ("over-pages", "LBody", "Sentence 1 of an entry"),
        ("table-long-row", "TD", "sentence 1 of a cell"),
        ("two-columns", "P", "Sentence 1 of section 4"),
    ],
)
def test_element_over_a_break_is_one(workshop: Workshop, name: str, role: str, words: str) -> None:
    """What a page or column break divides stays one element that claims several marks."""
    built = build(workshop, name, golden_layout(name))
    assert built.path is not None
    with structure.read(built.path) as document:
        found = [element for element in document.elements if element.role == role and begins(document, element, words)]
        assert len(found) == 1
        marks = [kid for kid in found[0].kids if isinstance(kid, MarkReference)]
        assert len(marks) > 1
        if name != "two-columns":
            assert len({mark.page for mark in marks}) > 1


def begins(document: Document, element: Element, words: str) -> bool:
    """Whether the element's own text begins with these words."""
    return document.text(element).startswith(words)


def test_paragraph_of_a_box_over_pages_is_one(workshop: Workshop) -> None:
    """A paragraph that is divided together with its box stays one element."""
    built = build(workshop, "over-pages", "case")
    assert built.path is not None
    with structure.read(built.path) as document:
        box = next(element for element in document.elements if element.role == "Sect")
        paragraphs = [kid for kid in box.kids if isinstance(kid, Element) and kid.role == "P"]
        assert len(paragraphs) == 12
        assert max(len({mark.page for mark in paragraph.marks()}) for paragraph in paragraphs) == 2


def test_group_over_pages_is_one(workshop: Workshop) -> None:
    """A list, a box, a contents list and a table over pages are one element each."""
    for name, role in (("over-pages", "Sect"), ("table-over-pages", "Table"), ("contents-long", "TOC")):
        built = build(workshop, name, golden_layout(name))
        assert built.path is not None
        with structure.read(built.path) as document:
            found = [element for element in document.elements if element.role == role]
            assert len(found) == 1, name
            assert len({mark.page for mark in found[0].marks()}) > 1, name


def test_repeated_header_is_an_artifact(workshop: Workshop) -> None:
    """The header row is printed on every page of a table, and stands once in the tree."""
    built = build(workshop, "table-over-pages", "case")
    assert built.path is not None
    with structure.read(built.path) as document:
        heads = [
            element for element in document.elements if element.role == "TH" and document.text(element) == "Number"
        ]
        assert [mark.page for mark in heads[0].marks()] == [0]
        assert len(heads) == 1
        table = next(element for element in document.elements if element.role == "Table")
        pages = sorted({mark.page or 0 for mark in table.marks()})
        artifacts = structure.artifact_text(document)
    assert pages == list(range(pages[-1] + 1))
    assert ["In words" in artifacts[page] for page in pages] == [False] + [True] * (len(pages) - 1)


def test_same_input_same_bytes(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two builds in two folders give the same bytes."""
    other = Workshop(tmp_path_factory.mktemp("other"))
    for name in ("pictures", "fallback-fonts", "nasty-characters", "links"):
        first, second = (build(shop, name, "case").path for shop in (workshop, other))
        assert first is not None and second is not None
        assert first.read_bytes() == second.read_bytes()


def test_words_that_are_not_translated_say_their_language(workshop: Workshop) -> None:
    """Every fixed word of a German leaflet is English and says so; nothing that is German does."""
    built = build(workshop, "language-of-leaflet", "a4-leaflet")
    assert built.path is not None
    with structure.read(built.path) as document:
        said: dict[str, list[str]] = {"en": [], "de-AT": []}
        for element in document.elements:
            language, above = element.text.get("Lang"), element.parent
            while language is None and above is not None:
                language, above = above.text.get("Lang"), above.parent
            marks = [document.mark(kid) for kid in element.kids if isinstance(kid, MarkReference)]
            said.setdefault(language or "", []).append("".join(mark.text for mark in marks if mark is not None))
    english, german = " ".join(said["en"]), " ".join(said["de-AT"])
    for words in (
        *(
            "Contact us",
            "Telephone:",
            "Opening hours:",
            "E-mail:",
            "Address:",
            "References",
            "Urgent advice:",
            "Picture:",
        ),
        *("Your feedback", "Other formats and languages", "Copyright", "Other websites", "Written by:", "Code:"),
        *("Date issued: June 2025", "Next review: June 2028", "Who this is for:", "Example content.", "June 2028"),
    ):
        assert words in english, words
        assert words not in german, words
    for words in ("Petra Muster", "Erwachsene", "P1000/1000", "Rufen Sie an", "Der R\u00fccken.", "Ein Absatz"):
        assert words in german, words
        assert words not in english, words
