"""A translation beside its source: what differs in anything but words is told with both places."""

import pytest

from leafletgen.content.model.leaflet import Leaflet
from leafletgen.content.structure import compare_structure
from leafletgen.errors import Report
from leafletgen.source.yaml import parse_source

SOURCE = """\
code: P1/1/11.2026/VERSION1
title: Back pain
subtitle: How to move
brand: riverside
layouts: [a5-booklet]
department: physiotherapy
body:
  - heading: Why
    id: why
  - See [the NHS](https://www.nhs.uk) and {page:why}, {brand.name}.
  - list: [Walk, Swim]
  - card:
      level: urgent
      title: "Call if:"
      items: [you fall]
  - image: map.svg
    alt: A map of the back.
    caption: The back
  - table: {header: [Day, Time], rows: [[Mon, "10"], [Tue, "11"]]}
  - text: In one layout.
    only: [a5-booklet]
"""


def told(old: str = "", new: str = "", *, whole: str = SOURCE) -> list[tuple[str, int, str]]:
    """Return code, line and message of what differs once a part of the source is written otherwise."""
    assert old in whole
    report, found = Report(), []
    for name, text in (("P1.yaml", SOURCE), ("P1.pl.yaml", whole.replace(old, new, 1))):
        root = parse_source(text, name, report)
        leaflet = None if root is None else Leaflet.read(root, report)
        assert leaflet is not None, report.diagnostics
        found.append(leaflet)
    assert not report.has_errors
    compare_structure(found[0], found[1], "pl", report)
    assert all(one.place is not None and one.place.file == "P1.pl.yaml" for one in report.errors)
    return [(one.code, one.place.line if one.place else 0, one.message) for one in report.errors]


def test_other_words_alone_are_a_translation() -> None:
    """Title, texts, items, cells, alternative texts and captions are the translator's, and links may change places."""
    whole = SOURCE
    for old, new in (
        ("Back pain", "Ból pleców"),
        ("How to move", "Jak się ruszać"),
        ("See [the NHS](https://www.nhs.uk) and {page:why}, {brand.name}.",
         "'{brand.name}: strona {page:why} i [strona NHS](https://www.nhs.uk).'"),
        ("Walk", "Chodź"),
        ("A map of the back.", "Mapa pleców."),
        ("The back", "Plecy"),
        ("Tue", "Wtorek"),
        ("image: map.svg", "image: map.pl.svg"),
        ("P1/1/11.2026/VERSION1", "P1-pl/1/11.2026/VERSION1"),
    ):  # fmt: skip
        whole = whole.replace(old, new, 1)
    assert told(whole=whole) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("level: urgent", "level: emergency", "translation-value-differs", 12),
        ("id: why", "id: how", "translation-value-differs", 8),
        ("list: [Walk, Swim]", "steps: [Walk, Swim]", "translation-block-differs", 11),
        ("[Walk, Swim]", "[Walk]", "translation-number-differs", 11),
        ("items: [you fall]", "items: [you fall, you faint]", "translation-number-differs", 15),
        ("(https://www.nhs.uk)", "(https://www.nhs.uk/pl)", "translation-mark-differs", 10),
        (", {brand.name}", "", "translation-mark-differs", 10),
        ("image: map.svg", "image: other.svg", "translation-value-differs", 16),
        ("image: map.svg", "image: map.cy.svg", "translation-value-differs", 16),
        ("    caption: The back\n", "", "translation-entry-differs", 16),
        ("subtitle: How to move\n", "", "translation-entry-differs", 1),
        ("only: [a5-booklet]", "only: [a4-two-sided]", "translation-value-differs", 20),
        ('[Mon, "10"], [Tue, "11"]', '[Mon, "10"]', "translation-number-differs", 19),
        ("department: physiotherapy", "department: spinal", "translation-value-differs", 6),
        ("  - list: [Walk, Swim]\n", "", "translation-block-missing", 10),
        ("  - list: [Walk, Swim]\n", "  - list: [Walk, Swim]\n  - Besides.\n", "translation-block-added", 12),
    ],
)
def test_what_differs_is_told_where_it_stands(old: str, new: str, code: str, line: int) -> None:
    """One fault alone is told, at its place, and it names the file of the source."""
    found = told(old, new)
    assert [(one[0], one[1]) for one in found] == [(code, line)], found
    assert "P1.yaml" in found[0][2]


def test_all_is_told_at_once() -> None:
    """A translator mends a file once."""
    whole = SOURCE.replace("level: urgent", "level: emergency").replace("[Walk, Swim]", "[Walk]")
    assert [one[0] for one in told(whole=whole)] == ["translation-number-differs", "translation-value-differs"]
