"""Pages have one look where they are painted alike, whatever the numbers and names are in their files."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from leafletgen.document.element import Element, Role
from leafletgen.fonts.typeface import Typeface
from leafletgen.pages.flow.text import Run, Text
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.looks import Look, changed, looks
from leafletgen.pdf.xmp import Metadata

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
ATKINSON = Typeface.load(FONTS / "AtkinsonHyperlegibleNext-Regular.ttf")
NOTO = Typeface.load(FONTS / "NotoSans-Regular.ttf")
NOTO_AGAIN = Typeface.load(FONTS / "NotoSans-Regular.ttf")
PICTURE = "/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"

Words = tuple[str, Typeface]


def page(canvas: TaggedCanvas, *texts: Words, role: Role = Role.PARAGRAPH, shade: int = 0, opacity: float = 1) -> None:
    """Draw a page: a picture of one dot, and texts under one another."""
    with canvas.artifact():
        name = canvas.use_picture(f"shade {shade}", PICTURE, bytes([shade]))
        canvas.operators.append(f"q /{canvas.use_opacity(opacity, 1)} gs 9 0 0 9 20 20 cm /{name} Do Q")
    for number, (words, face) in enumerate(texts):
        node = canvas.root.add(role)
        Text([Run(words, face, 12, "0 0 0 rg", node)], 15).draw(canvas, 20, 380 - 20 * number, 260)
    canvas.showPage()


def drawn(*pages: Sequence[Words], first: Words = ("A heading", NOTO)) -> list[str]:
    """Return the looks of pages in one file, after a first page."""
    canvas = TaggedCanvas(Element(Role.DOCUMENT), Metadata("A document", "en-GB"), (300, 400))
    page(canvas, first)
    for texts in pages:
        page(canvas, *texts)
    canvas.bytes()
    return [look.painted for look in looks(canvas)]


def look_of(*texts: Words, shade: int = 0) -> Look:
    """Return the look of the only page of a file, whole."""
    canvas = TaggedCanvas(Element(Role.DOCUMENT), Metadata("A document", "en-GB"), (300, 400))
    page(canvas, *texts, shade=shade)
    canvas.bytes()
    return looks(canvas)[0]


def alone(*texts: Words, role: Role = Role.PARAGRAPH, shade: int = 0, opacity: float = 1) -> str:
    """Return the look of the only page of a file."""
    canvas = TaggedCanvas(Element(Role.DOCUMENT), Metadata("A document", "en-GB"), (300, 400))
    page(canvas, *texts, role=role, shade=shade, opacity=opacity)
    canvas.bytes()
    (look,) = looks(canvas)
    assert (look.width, look.height) == (300, 400)
    return look.painted


def test_names_of_faces_and_pictures_and_tags_are_no_part_of_a_look() -> None:
    texts = (("One", NOTO), ("Two", ATKINSON))
    after_noto, after_atkinson = drawn(texts), drawn(texts, first=("A heading", ATKINSON))
    assert after_noto[1] == after_atkinson[1] == alone(*texts) == alone(*texts, role=Role.CAPTION)
    assert after_noto[0] != after_atkinson[0]


def test_a_face_that_was_read_again_is_the_same() -> None:
    assert alone(("One", NOTO)) == alone(("One", NOTO_AGAIN)) != alone(("One", ATKINSON))


def test_what_is_seen_is_a_part_of_it() -> None:
    plain = alone(("One", NOTO))
    others = [alone(("Two", NOTO)), alone(("One", NOTO), shade=9), alone(("One", NOTO), opacity=0.5)]
    assert len({plain, *others}) == 4


def test_where_words_stand_is_seen_and_where_marks_end_is_not() -> None:
    """A word of its own element is painted by the same text object."""

    def split(*nodes: int) -> str:
        canvas = TaggedCanvas(Element(Role.DOCUMENT), Metadata("A document", "en-GB"), (300, 400))
        elements = [canvas.root.add(Role.PARAGRAPH) for _ in set(nodes)]
        runs = [
            Run(word, NOTO, 12, "0 0 0 rg", elements[node]) for word, node in zip(("One ", "two"), nodes, strict=True)
        ]
        Text(runs, 15).draw(canvas, 20, 380, 260)
        canvas.showPage()
        canvas.bytes()
        return looks(canvas)[0].painted

    assert split(0, 0) == split(0, 1)


def test_where_words_alone_changed_is_known() -> None:
    old = look_of(("One", NOTO), ("Two", NOTO), ("Three", ATKINSON))
    boxes = changed(old, look_of(("One", NOTO), ("Twelve", NOTO), ("Three", ATKINSON)))
    assert boxes is not None
    (box,) = boxes
    width = sum(NOTO.widths[letter] for letter in "Twelve") * 12 / 1000
    assert (box.left, box.right) == pytest.approx((20 - 3, 20 + width + 3))
    assert 340 < box.bottom < box.top < 365  # the first line begins at 380, the second 20 points below it
    both = changed(old, look_of(("One!", NOTO), ("Two", NOTO), ("Three!", ATKINSON)))
    assert both is not None and len(both) == 2


def test_where_more_than_words_changed_is_not_known() -> None:
    old = look_of(("One", NOTO), ("Two", NOTO))
    assert changed(old, look_of(("One", NOTO), ("Two", NOTO), shade=9)) is None
    assert changed(old, look_of(("One", NOTO))) is None
    assert changed(old, old._replace(width=200)) is None
    at = old.lines.index("BT")
    assert changed(old, old._replace(lines=[*old.lines[:at], "q 2 0 0 2 0 0 cm", *old.lines[at:], "Q"])) is None


def test_a_page_that_has_not_changed_has_the_look_that_it_had() -> None:
    """Unless its faces are others: in another file the same names may mean others."""

    def both(first: Typeface, second: str, before: Sequence[Look] = ()) -> list[Look]:
        canvas = TaggedCanvas(Element(Role.DOCUMENT), Metadata("A document", "en-GB"), (300, 400))
        page(canvas, ("One", first))
        page(canvas, (second, first))
        canvas.bytes()
        return looks(canvas, before)

    old = both(NOTO, "Two")
    again = both(NOTO, "Three", old)
    assert again[0] is old[0] and again[1] is not old[1] and again == both(NOTO, "Three")
    assert both(ATKINSON, "Two", old) == both(ATKINSON, "Two") != old
