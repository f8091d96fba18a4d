"""What goes with a list of references that a layout does not print: its heading, and all that would say nothing."""

import re

import pytest

from tests.checker import structure
from tests.support.building import Workshop
from tests.support.proof import faults_of

HEAD = """code: P1000/1000/06.2025/VERSION1
title: Sources
brand: riverside
layouts: [a4-leaflet]
references:
  one: {text: A source}
  two: {text: Another source}
body:
"""


def headings_and_text(workshop: Workshop, name: str, body: str, layout: str) -> tuple[list[str], str]:
    """Build a leaflet; return its headings of the body, and its text."""
    built = workshop.build(workshop.add_text(name, HEAD + body), layout)
    assert faults_of(built, ("ua1",)) == []
    assert built.path is not None
    with structure.read(built.path) as document:
        found = [document.text(one) for one in document.elements if re.fullmatch("H[2-4]", one.role)]
        return found, structure.reading_text(document)


@pytest.mark.parametrize(
    ("name", "tail", "without"),
    [
        ("last", "  - heading: References\n  - references: all\n", ["Begin"]),
        (
            "nested",
            "  - heading: At the end\n  - {heading: References, level: 2}\n  - references: all\n"
            "  - heading: More\n  - Words.\n",
            ["Begin", "More"],
        ),
        (
            "words-after",
            "  - heading: References\n  - references: all\n  - Ask us for more.\n",
            ["Begin", "References"],
        ),
        (
            "words-before",
            "  - heading: References\n  - This is what we read.\n  - references: all\n",
            ["Begin", "References"],
        ),
        (
            "part-after",
            "  - heading: References\n  - references: all\n  - {heading: More, level: 2}\n  - Words.\n",
            None,
        ),
        ("linked", "  - See [the sources](#refs).\n  - {heading: References, id: refs}\n  - references: all\n", None),
        ("only-citations", "  - heading: References\n  - '[@one] [@two]'\n", ["Begin"]),
    ],
)
def test_heading_of_references(workshop: Workshop, name: str, tail: str, without: list[str] | None) -> None:
    """It goes when nothing is left under it, and stays with words, a part of its own, or a link to it."""
    body = "  - heading: Begin\n  - Most get better in a few weeks [@one; @two].\n" + tail
    printed, text = headings_and_text(workshop, f"references-{name}", body, "a4-leaflet")
    assert "few weeks ¹,²." in text
    unprinted, text = headings_and_text(workshop, f"references-{name}", body, "a4-two-sided")
    assert "few weeks." in text
    expected = [words for words in printed if words in ("Begin", "At the end", "References", "More")]
    assert [words for words in unprinted if words in expected] == (expected if without is None else without)
