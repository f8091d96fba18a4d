"""How the starter leaflets fill their paper: pages are counted, and so is what stands on each."""

from __future__ import annotations

from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest

from leafletgen.content.model.layout import Layout
from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from leafletgen.pages.care_cards import CardPanel
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import Item, Row
from leafletgen.pages.flow.text import Text
from leafletgen.pages.frame import Page
from leafletgen.pages.leaflet import LeafletSetter
from tests.checker import structure
from tests.support.building import ROOT, Workshop

#: Those that were written here; translations are longer, and `tests/languages/test_shipped.py` looks at them.
LEAFLETS = sorted(path.stem for path in (ROOT / "leaflets").glob("P*.yaml") if "." not in path.stem)
LARGE = ("large-print-16", "large-print-18", "large-print-24")
#: The layouts that are shipped for leaflets; the sheet of two sides is for a short one alone.
LAYOUTS = ("a5-booklet", "a4-leaflet", *LARGE)
BUILT = [(stem, layout) for stem in LEAFLETS for layout in LAYOUTS]
BUILT += [(stem, "a4-two-sided") for stem in LEAFLETS if stem.startswith("P4400")]
#: No page but a last one is filled to less than this share of its height.
LEAST = 0.35
#: The most pages that each starter may take in the layouts that it names, and in a booklet.
MOST = {
    ("P4396", "a5-booklet"): 24,
    ("P4396", "a4-leaflet"): 22,
    ("P4396", "large-print-18"): 32,
    ("P4397", "a5-booklet"): 16,
    ("P4397", "a4-leaflet"): 15,
    ("P4397", "large-print-16"): 16,
    ("P4398", "a5-booklet"): 16,
    ("P4398", "a4-leaflet"): 11,
    ("P4398", "large-print-16"): 13,
    ("P4399", "a5-booklet"): 16,
    ("P4400", "a5-booklet"): 8,
    ("P4400", "a4-two-sided"): 2,
    ("P4400", "large-print-18"): 11,
}


class Set(NamedTuple):
    """A leaflet that is set: its setter, its layout and its pages."""

    setter: LeafletSetter
    layout: Layout
    pages: list[Page]


def set_in(stem: str, layout_name: str) -> Set:
    """Set a starter leaflet in a layout."""
    report = Report()
    workspace = Workspace(ROOT)
    loaded = workspace.load_leaflet(ROOT / "leaflets" / f"{stem}.yaml", report)
    layout = workspace.load_layout(layout_name, report)
    assert loaded is not None and layout is not None, report.diagnostics
    setter = LeafletSetter(loaded, layout, PictureStore(None), report, "")
    pages = setter.lay_out()
    assert not report.has_errors, report.diagnostics
    return Set(setter, layout, pages)


def filled(made: Set, page: Page) -> float:
    """Return the share of a page's columns that is filled, from where the first begins."""
    top = max(placed.top for placed in page)
    lowest: dict[float, float] = {}
    for placed in page:
        bottom = placed.top - placed.block.measure(placed.width)
        lowest[placed.x] = min(lowest.get(placed.x, top), bottom)
    return sum(top - low for low in lowest.values()) / (top - made.setter.foot) / made.layout.columns


def words(block: Block) -> str:
    """Return what a block says."""
    if isinstance(block, Text):
        return "".join(run.text for run in block.runs)
    held = [getattr(block, name, None) for name in ("title", "body", "blocks")]
    return " ".join(words(part) for parts in held if isinstance(parts, list) for part in parts)


@pytest.mark.parametrize(("stem", "layout"), BUILT)
def test_pages_are_filled(stem: str, layout: str) -> None:
    """No page but a last one is nearly empty, and none ends with a heading."""
    made = set_in(stem, layout)
    full = [filled(made, page) for page in made.pages if page]
    assert [share for share in full[:-1] if share < LEAST] == []
    assert max(full) <= 1.001
    for page in made.pages[:-1]:
        assert not page or page[-1].block.anchor is None or not page[-1].block.keep_next


@pytest.mark.parametrize(("stem", "layout"), [one for one in BUILT if (one[0][:5], one[1]) in MOST])
def test_leaflet_fits_its_paper(stem: str, layout: str) -> None:
    """A starter takes no more pages than were counted when they were looked at."""
    assert len(set_in(stem, layout).pages) <= MOST[stem[:5], layout]


@pytest.mark.parametrize(("stem", "layout"), BUILT)
def test_red_flags_stand_with_what_leads_to_them(stem: str, layout: str) -> None:
    """The card of signs is on the page of the words before it, and is never set closer than the text."""
    made = set_in(stem, layout)
    for page in made.pages:
        for before, placed in pairwise(page):
            card = placed.block
            if isinstance(card, CardPanel) and not card.further and "toilet paper" in card.signs.card.plain():
                assert "One new sign is enough" in words(before.block)
                assert card.style.padding == 0.7 * made.setter.context.size
                assert [leading_of(block) for block in card.body] == [made.setter.context.leading] * len(card.body)


def leading_of(block: Block) -> float:
    """Return the leading of an entry of a list, in points."""
    assert isinstance(block, Item) and isinstance(block.body[0], Text)
    return block.body[0].leading


@pytest.mark.parametrize(("stem", "layout"), BUILT)
def test_each_part_of_a_card_has_its_title_and_no_sign_is_lost(stem: str, layout: str) -> None:
    """A card that no page holds goes on as another with the same title, which is a paragraph between the lists."""
    parts: dict[Element, list[CardPanel]] = {}
    for placed in chain.from_iterable(set_in(stem, layout).pages):
        if isinstance(placed.block, CardPanel):
            parts.setdefault(placed.block.signs.card, []).append(placed.block)
    for card, panels in parts.items():
        lists = [kid for kid in card.elements if kid.role is Role.LIST]
        assert [list(panel.signs.entries) for panel in panels if panel.signs.entries] == [one.elements for one in lists]
        titles = [kid for kid in card.elements if kid.look == looks.CARD_TITLE]
        assert [title.role for title in titles] == [Role.HEADING, *[Role.PARAGRAPH] * (len(panels) - 1)]
        for panel, title in zip(panels, titles, strict=True):
            said = " ".join(words(block) for block in panel.title)
            assert said.split() == title.plain().split()
            assert [words(block) for block in panel.body[: len(panel.signs.entries)]] == [
                entry.elements[1].plain() for entry in panel.signs.entries
            ]


def test_card_in_large_print_is_set_as_two() -> None:
    """In 24 point the signs of the spine take more than a page, and nothing of them is squeezed in."""
    made = set_in("P4397-keep-moving", "large-print-24")
    further = [one.block for page in made.pages for one in page if isinstance(one.block, CardPanel)]
    assert any(card.further and "toilet paper" in card.signs.card.plain() for card in further)


@pytest.mark.parametrize("stem", LEAFLETS)
def test_back_cover_of_a_booklet(workshop: Workshop, stem: str) -> None:
    """It says how to reach whom, in which formats, what to tell, and which leaflet it is; the page before does not."""
    workshop.add_starters()
    built = workshop.build(workshop.folder / "leaflets" / f"{stem}.yaml", "a5-booklet")
    assert built.path is not None and built.leaflet is not None
    before, last = pages_said(built.path)[-2:]
    heads = ["Contact us", "Your feedback", "Other formats", "Next review", "Copyright"]
    code = f"Code: {built.leaflet.code.text}"
    assert [head for head in (*heads, code) if head not in last] == []
    assert [head for head in (*heads, code) if head in before] == []


def pages_said(path: Path) -> list[str]:
    """Return the words of each page, with single spaces."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def test_narrow_pictures_stand_beside_their_words() -> None:
    """Of the ten exercises of P4397 in a booklet, three of somebody upright do, and none on the floor."""
    made = set_in("P4397-keep-moving", "a5-booklet")
    beside = {
        words(before.block): isinstance(after.block, Row) and "Start with" in words(after.block)
        for page in made.pages
        for before, after in pairwise(page)
        if words(before.block)[:1].isdigit() and isinstance(before.block, Text) and before.block.anchor
    }
    assert [name for name, is_beside in beside.items() if is_beside] == [
        "5. Seated rotation",
        "9. Wall press-up",
        "10. Squat with weights",
    ]
    assert len(beside) == 10


FLOATING = """\
code: P1/1/06.2025/VERSION1
title: A figure that waits
brand: riverside
layouts: [a4-leaflet]
body:
  - heading: One
  - list: [{lines}]
  - image: twin-peaks.svg
    alt: Two mountains, one beside the other.
    width: 100%
    {floats}
  - The words after it.
  - heading: Two
  - The end.
"""


@pytest.mark.parametrize("floats", [False, True])
def test_floating_picture_is_read_where_it_was_written(workshop: Workshop, floats: bool) -> None:
    """The words after it fill the page before, and are heard after it as they stand in the file."""
    text = FLOATING.format(lines=", ".join(["a line"] * 18), floats="float: true" if floats else "")
    built = workshop.build(workshop.add_text(f"waits-{floats}", text), "a4-leaflet")
    assert built.path is not None, built.diagnostics
    first = pages_said(built.path)[0]
    assert ("The words after it." in first) is floats
    assert "The end." not in first
    with structure.read(built.path) as document:
        assert structure.check(document) == []
        tags = structure.tag_tree(document)
    assert tags.index("Two mountains") < tags.index("The words after it.") < tags.index("The end.")


def test_float_is_for_blocks_that_stand_by_themselves(workshop: Workshop) -> None:
    """A paragraph cannot float; a picture in a box says so in vain, and goes with its box."""
    head = FLOATING.partition("body:")[0]
    wrong = workshop.build(
        workshop.add_text("wrong", f"{head}body:\n  - text: Words.\n    float: true\n"), "a4-leaflet"
    )
    assert [found.code for found in wrong.diagnostics] == ["unknown-key"]
    inside = "  - box:\n      body:\n        - {image: nail-boot.svg, alt: A boot with a nail in it., float: true}\n"
    built = workshop.build(workshop.add_text("inside", f"{head}body:\n  - heading: One\n{inside}"), "a4-leaflet")
    assert built.path is not None and built.diagnostics == ()
