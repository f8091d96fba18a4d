"""Short lists stay whole on a page, in boxes too; long ones go on over it."""

from pathlib import Path

import pdfplumber
import pytest

from tests.checker import structure
from tests.checker.document import Document
from tests.checker.tag_tree import Element, MarkReference
from tests.support.building import Workshop
from tests.support.proof import faults_of

HEAD = """code: P1000/1000/06.2025/VERSION1
title: Lists
brand: riverside
layouts: [a4-leaflet]
body:
"""
SENTENCE = "Two or three lines of words are in this item of a list, so that some of it could go on over a page. "
RESOURCE = "{title: A page of a charity, url: https://www.example.org/a-page}"


def written(kind: str, items: int, item: str, indent: str) -> str:
    """Return a list as YAML."""
    lines = "".join(f"{indent}    - {item}\n" for _ in range(items))
    return f"{indent}- {kind}:\n{lines}"


def lists_over_pages(document: Document) -> list[int]:
    """Return how many items each list has that stands on several pages."""
    return [
        len([kid for kid in one.kids if isinstance(kid, Element)])
        for one in document.elements
        if one.standard == "L" and len({mark.page for mark in all_marks(one)}) > 1
    ]


def all_marks(element: Element) -> list[MarkReference]:
    """Return the marks of an element and of all below it."""
    return [*element.marks(), *(mark for kid in element.kids if isinstance(kid, Element) for mark in all_marks(kid))]


def broken(workshop: Workshop, name: str, body: str) -> list[int]:
    """Build a leaflet; return the items of each list that is broken over a page."""
    built = workshop.build(workshop.add_text(name, HEAD + body), "a4-leaflet")
    assert faults_of(built, ()) == []
    with structure.read(built.path or Path()) as document:
        return lists_over_pages(document)


@pytest.mark.parametrize("before", range(8, 14))
@pytest.mark.parametrize("kind", ["list", "steps", "resources"])
def test_short_list_stays_whole(workshop: Workshop, kind: str, before: int) -> None:
    """However far down the page it begins."""
    words = f"  - {SENTENCE}\n" * before
    item = RESOURCE if kind == "resources" else SENTENCE
    assert broken(workshop, "short", words + written(kind, 3, item, "  ")) == []


@pytest.mark.parametrize("before", range(4, 12))
def test_short_list_in_a_box_stays_whole(workshop: Workshop, before: int) -> None:
    """A box that goes on over a page is divided between its lists, and not in one."""
    box = "  - box:\n      body:\n" + written("list", 4, SENTENCE, " " * 8) + written("steps", 4, SENTENCE, " " * 8)
    words = f"  - {SENTENCE}\n" * before
    assert broken(workshop, "in-box", words + box + written("list", 2, SENTENCE, "  ")) == []


def test_long_list_goes_on_over_a_page(workshop: Workshop) -> None:
    """One of many items, and one of a few that fill much of a page, where more than a third would be left empty."""
    words = f"  - {SENTENCE}\n"
    many, tall = written("list", 11, SENTENCE, "  "), written("list", 3, SENTENCE * 9, "  ")
    assert broken(workshop, "many", words * 7 + many) == [11]
    assert broken(workshop, "tall", words * 7 + tall) == [3]
    assert broken(workshop, "little", words * 11 + many) == []


@pytest.mark.parametrize("before", range(8, 14))
@pytest.mark.parametrize("kind", ["list", "resources"])
def test_words_that_lead_to_a_list_stand_on_its_page(workshop: Workshop, kind: str, before: int) -> None:
    words = f"  - {SENTENCE}\n" * before + '  - "These help:"\n'
    item = RESOURCE if kind == "resources" else SENTENCE
    built = workshop.build(workshop.add_text("led", HEAD + words + written(kind, 3, item, "  ")), "a4-leaflet")
    with pdfplumber.open(built.path or Path()) as pdf:
        (led,) = [text for text in (page.extract_text() for page in pdf.pages) if "These help:" in text]
    after = led[led.index("These help:") :]
    assert ("A page of a charity" if kind == "resources" else "•") in after
