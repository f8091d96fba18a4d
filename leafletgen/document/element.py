"""The tree of what is said: elements with roles, words, and the places they came from.

An element knows nothing of pages, points or file formats. Whoever writes a form reads the tree from the top: `pages/`
sets it in boxes, `pdf/` gives each role its structure type, `html/` and `text/` write it down as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntFlag, StrEnum
from typing import NamedTuple

from leafletgen.document import looks
from leafletgen.errors import Place
from leafletgen.superscripts import superscripts


class Role(StrEnum):
    """What an element is to whoever hears it read out."""

    DOCUMENT = "document"
    SECTION = "section"
    HEADING = "heading"
    """Its `level` counts from 1, the title."""
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    """Words of somebody else."""
    STRONG = "strong"
    LIST = "list"
    """Its `numbering` says how its items are labelled."""
    ITEM = "item"
    LABEL = "label"
    BODY = "body"
    """What an item says, beside its label."""
    TABLE = "table"
    CAPTION = "caption"
    """Of a table or an illustration."""
    HEAD = "head"
    ROWS = "rows"
    ROW = "row"
    HEADER = "header"
    """A cell that heads the row or the column of its `scope`."""
    CELL = "cell"
    FIGURE = "figure"
    """A picture that says something: its `source` is what to show, its `alt` what to say."""
    ILLUSTRATION = "illustration"
    """A figure, and then the caption that stands with it."""
    SPAN = "span"
    LINK = "link"
    """Its `target` is a URL or `#anchor`, its `description` what to say of where it leads."""
    REFERENCE = "reference"
    """Around a link that stays inside of the document."""
    CONTENTS = "contents"
    ENTRY = "entry"
    """One line of the contents."""
    GROUP = "group"
    """What stands together and is nothing by itself: its kids count as its parent's."""
    DECORATION = "decoration"
    """A picture that says nothing."""
    WRITING = "writing"
    """`lines` to write on by hand."""
    BREAK = "break"
    """What follows begins on a new page, in a form that has pages."""


class Words(NamedTuple):
    """A stretch of text in one style; the place is where it stands in a file, if not where its element does.

    A newline in the text ends a line. A label is said before what it names, as in "Telephone: 01632 960 123".
    """

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    label: bool = False
    place: Place | None = None


class PageNumber(NamedTuple):
    """The number of the page on which an anchor stands; a form without pages has none to say."""

    anchor: str
    bold: bool = False


class Rise(NamedTuple):
    """How far over the baseline raised words were set, in points."""

    points: float


class Extent(NamedTuple):
    """Where a picture was set on its page, in points from the bottom left."""

    left: float
    bottom: float
    right: float
    top: float


class Keep(IntFlag):
    """What must not be parted, in a form that has pages."""

    NOTHING = 0
    END = 1
    """The end of the element stays with what follows."""
    WHOLE = 2
    """The element stays whole."""
    FLOATS = 4
    """What follows may come first, where the element would leave much of a page empty."""


#: Roles that stand in a line of words.
INLINE = frozenset([Role.STRONG, Role.SPAN, Role.LINK, Role.REFERENCE])


class Element:
    """One thing that is said.

    Attributes:
        role: what it is.
        kids: elements, words and page numbers in reading order.
        place: where it came from; None for what a program says, or a patient's own words.
        look: the name of how it is to look, which each form makes its own of.
        level: of a heading, from 1.
        language: a BCP 47 tag, where it is not that of what is around.
        alt: what to say instead of a picture.
        title: a heading's words in one line, for outlines.
        anchor: a name for links that lead here, unique in the document.
        keep: what must not be parted from what follows.
        numbering: of a list: "disc", "decimal" or "none".
        scope: of a header cell: "row" or "column".
        target: of a link.
        description: of a link; of a table to fill in and of what heads its cells, what the name of a field says of them
            where that is not their words; of writing, the name of its field, if that has one.
        source: of a figure or a decoration: what to show.
        lines: of writing: how many lines; of what is ticked: how many boxes there are, if not one.
        personal: whether it says something of one person, which is kept nowhere once a form is written.
        measured: what a form with pages found when it set it, in points.
        index: its number in the tree, as `pdf/` counts.
    """

    look: str = ""
    level: int = 0
    language: str | None = None
    alt: str | None = None
    title: str | None = None
    anchor: str | None = None
    keep: Keep = Keep.NOTHING
    numbering: str = ""
    scope: str = ""
    target: str = ""
    description: str = ""
    source: object = None
    lines: int = 0
    personal: bool = False
    measured: Rise | Extent | None = None
    index: int = -1

    def __init__(self, role: Role, place: Place | None = None, look: str = "") -> None:
        """Make an element that says nothing yet."""
        self.role = role
        self.kids: list[Element | Words | PageNumber] = []
        self.place = place
        if look:
            self.look = look

    def add(self, role: Role, place: Place | None = None, look: str = "") -> Element:
        """Append a new element and return it; without a place of its own it has its parent's."""
        kid = Element(role, self.place if place is None else place, look)
        self.kids.append(kid)
        return kid

    def heading(self, level: int, place: Place | None = None, look: str = "") -> Element:
        """Append a heading of a level and return it."""
        kid = self.add(Role.HEADING, place, look)
        kid.level = level
        return kid

    def say(self, text: str) -> Element:
        """Append words and return the element itself."""
        self.kids.append(Words(text))
        return self

    @property
    def elements(self) -> list[Element]:
        """The kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def blocks(self) -> list[Element]:
        """The kids that stand under its own words, not among them."""
        return [kid for kid in self.kids if isinstance(kid, Element) and kid.role not in INLINE]

    def only(self, role: Role) -> Element | None:
        """The first kid of a role."""
        return next((kid for kid in self.kids if isinstance(kid, Element) and kid.role is role), None)

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it in reading order."""
        todo = [self]
        while todo:
            element = todo.pop()
            yield element
            for kid in reversed(element.kids):
                if isinstance(kid, Element):
                    todo.append(kid)

    def plain(self) -> str:
        """Its words and those of all below it, one after another; numbers of pages and references are left out.

        A raised 9 is the character ⁹.
        """
        said: list[str] = []
        for kid in self.kids:
            if isinstance(kid, Element):
                said.append(kid.plain())
            elif isinstance(kid, Words) and (not kid.raised or self.look == looks.RAISED):
                said.append(superscripts(kid.text) if kid.raised else kid.text)
        return "".join(said)

    def become(self, other: Element) -> None:
        """Turn into another element, in this one's place in the tree."""
        vars(self).clear()
        vars(self).update(vars(other))

    def copy(self) -> Element:
        """The same element and all below it, once more."""
        made = Element(self.role, self.place)
        vars(made).update(vars(self))
        made.kids = [kid.copy() if isinstance(kid, Element) else kid for kid in self.kids]
        return made

    def __repr__(self) -> str:
        """Role and number, for messages."""
        return f"<{self.role.value} {self.index}>"
