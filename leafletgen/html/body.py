"""The tree of a document as the elements of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leafletgen.document import looks
from leafletgen.document.edition import Edition, named_pages
from leafletgen.document.element import INLINE, Element, Role, Words
from leafletgen.html.inline import InlineWriter, attributes, escaped
from leafletgen.html.pictures import PictureWriter
from leafletgen.html.tables import TableWriter
from leafletgen.html.ticks import lines_for, tick, tick_for
from leafletgen.languages.direction import direction

#: The sides of a pair in two languages.
_SIDES = frozenset([looks.SOURCE, looks.TRANSLATION])
#: What a document begins with, until something else comes.
_FRONT = frozenset([looks.STRAP, looks.LOGO, looks.SUBTITLE, looks.COVER, looks.OWNER])


class BodyWriter:
    """Writes one document. Ids are its anchors; those of the page itself begin with "_", which no anchor does."""

    def __init__(self, edition: Edition, pictures: PictureWriter) -> None:
        """Write an edition; pictures come from the writer."""
        self.edition = edition
        self.pictures = pictures
        named = named_pages(edition.root)
        self._unused = set(named)
        self._exercise = ""
        self.inline = inline = InlineWriter(named, edition.language)
        self.tables = TableWriter(inline, self.content, edition.phrases)
        self._writers: dict[Role, Callable[[Element], str]] = {
            Role.HEADING: self.heading,
            Role.PARAGRAPH: self.paragraph,
            Role.QUOTE: lambda element: self._holder("blockquote", element),
            Role.SECTION: self.section,
            Role.LIST: self.items,
            Role.TABLE: self.tables.table,
            Role.FIGURE: self.figure,
            Role.ILLUSTRATION: self.figure,
            Role.DECORATION: self.picture,
            Role.CONTENTS: self.contents,
            Role.WRITING: self.writing,
            Role.GROUP: self.group,
            Role.BREAK: lambda element: "",  # breaks are chosen for pages of another size
        }

    def write(self) -> str:
        """All that the document says, as the main part of a page."""
        kids = self.edition.root.elements
        begun = next((at for at, kid in enumerate(kids) if not _is_front(kid)), len(kids))
        front = self._blocks(kids[:begun])
        return (
            f'<main id="_text"{self._towards()}>\n{self._mark()}<header class="front">\n{front}</header>\n'
            f"{self._blocks(kids[begun:])}</main>"
        )

    def _mark(self) -> str:
        edition = self.edition
        if not edition.mark:
            return ""
        words = escaped(edition.phrases[edition.mark.lower()])
        return f'<p class="mark"{self._fixed()}><strong>{words}</strong></p>\n'

    def _towards(self) -> str:
        """The direction of the text, whatever a brand's template says."""
        return ' dir="rtl"' if self.inline.direction == "rtl" else ""

    def _fixed(self) -> str:
        language = self.edition.phrase_language
        return self.inline.spoken(language) if language != self.edition.language else ""

    # --- blocks ------------------------------------------------------------------------------------------------

    def _blocks(self, elements: Sequence[Element]) -> str:
        made: list[str] = []
        for number, element in enumerate(elements):
            following = elements[number + 1] if number + 1 < len(elements) else None
            if following is not None and following.role is Role.CONTENTS and element.role is Role.HEADING:
                made.append(
                    f"<nav{attributes(class_='contents', aria_labelledby=element.anchor)}>\n{self.heading(element)}"
                )
            else:
                made.append(self._block(element))
            if element.role is Role.CONTENTS:
                made.append("</nav>\n")
        return "".join(made)

    def _block(self, element: Element) -> str:
        write = self._writers.get(element.role)
        return write(element) if write is not None else self._holder("div", element)

    def content(self, element: Element) -> str:
        """The words of an element and the blocks under them."""
        words = self.inline.words(element)
        blocks = self._blocks(element.blocks)
        return f"{words}\n{blocks}" if words and blocks else words or blocks

    def _holder(self, tag: str, element: Element, look: str | None = None) -> str:
        return f"<{tag}{self._said_of(element, look)}>\n{self.content(element)}</{tag}>\n"

    def _said_of(self, element: Element, look: str | None = None) -> str:
        """The attributes that any element may have; of two with one anchor, the first is where links lead."""
        name, look = element.anchor, look or element.look
        if name is not None:
            if name not in self._unused:
                name = None
            else:
                self._unused.discard(name)
        if name is None and element.language is None:
            return f' class="{look}"' if look else ""
        return attributes(id=name, class_=look or None) + self.inline.spoken(element.language)

    def group(self, element: Element) -> str:
        """What stands together; one side of a pair is said in its own language."""
        said, before = self._said_of(element), self.inline.direction
        if element.look in _SIDES and element.language is not None:
            self.inline.direction = direction(element.language)
        content = self.content(element)
        self.inline.direction = before
        return f"<div{said}>\n{content}</div>\n"

    def heading(self, element: Element) -> str:
        """A heading."""
        tag = f"h{min(max(element.level, 1), 6)}"
        return f"<{tag}{self._said_of(element)}>{self.inline.words(element)}</{tag}>\n"

    def paragraph(self, element: Element) -> str:
        """A paragraph; words that are ticked have a box each, after those that say what to tick."""
        if element.look == looks.TICKS:
            ticked = " ".join(_ticked(kid, element.lines) for kid in element.kids if isinstance(kid, Words))
            group = attributes(role="group", aria_label=self._exercise)
            return f"<div{self._said_of(element)}{group}>{ticked}</div>\n"
        return f"<p{self._said_of(element)}>{self.inline.words(element)}</p>\n"

    def section(self, element: Element) -> str:
        """A box, a card, an exercise, which names its boxes to tick; a card's heading says its level in words."""
        look = element.look
        heading = element.only(Role.HEADING)
        if look == looks.EXERCISE and heading is not None:
            self._exercise = " ".join(heading.plain().split())
        return self._holder("section", element, f"card {look}" if look.startswith(f"{looks.CARD}-") else look)

    def items(self, element: Element) -> str:
        """A list, whose labels a browser writes."""
        entries = element.elements
        if element.numbering == "decimal":
            start = self._start(entries)
            tag, more = "ol", attributes(start=str(start) if start != 1 else None)
        else:
            tag, more = "ul", "" if element.numbering == "disc" else ' role="list"'
        look = " ".join(filter(None, ("plain" if element.numbering == "none" else "", element.look)))
        made = [f"<{tag}{self._said_of(element, look)}{more}>\n"]
        for entry in entries:
            body = entry.only(Role.BODY)
            if entry.role is Role.ITEM:
                made.append(f"<li{self._said_of(entry)}>{self.content(body) if body is not None else ''}</li>\n")
            else:  # a caption
                made.append(f"<li>{self.content(entry)}</li>\n")
        made.append(f"</{tag}>\n")
        return "".join(made)

    @staticmethod
    def _start(entries: Sequence[Element]) -> int:
        label = entries[0].only(Role.LABEL) if entries else None
        number = label.plain().strip().rstrip(".") if label is not None else ""
        return int(number) if number.isdecimal() else 1

    # --- pictures ----------------------------------------------------------------------------------------------

    def figure(self, element: Element) -> str:
        """A picture with its alternative text, and its caption if it has one."""
        pictured = element.only(Role.FIGURE) or element
        shown = self.pictures.picture(pictured)
        if element.look == looks.LOGO:
            return f'<div class="logo">{shown}</div>\n' if shown else ""
        if not shown and pictured is element:
            return ""
        caption = element.only(Role.CAPTION)
        under = f"\n<figcaption>{self.content(caption)}</figcaption>" if caption is not None else ""
        return f"<figure{self._said_of(element)}>{shown}{under}</figure>\n"

    def picture(self, element: Element) -> str:
        """A picture that says nothing."""
        shown = self.pictures.picture(element)
        look = " ".join(filter(None, ("shown", element.look)))
        return f'<div class="{look}">{shown}</div>\n' if shown else ""

    # --- others ------------------------------------------------------------------------------------------------

    def contents(self, element: Element) -> str:
        """The contents, a list of links; without numbers of pages their words are all that there is."""
        made = ["<ol>\n"]
        for entry in element.elements:
            words = "".join([self.inline.entry(kid) for kid in entry.elements if kid.role in INLINE])
            deeper = "".join([self.contents(kid) for kid in entry.elements if kid.role is Role.CONTENTS])
            made.append(f"<li>{words}{deeper}</li>\n")
        made.append("</ol>\n")
        return "".join(made)

    def writing(self, element: Element) -> str:
        """A field, named by what is to be written."""
        return f'<div class="writing">{lines_for(element.description, element.lines)}</div>\n'


def _ticked(words: Words, count: int) -> str:
    """A label, or a box for what the words name; more boxes than one are numbered for whoever hears them."""
    said = words.text.strip()
    if words.label:
        return f'<span class="label">{escaped(said)}</span>'
    return "".join([tick(words.text), *(tick_for(f"{said}, {number}") for number in range(2, count + 1))])


def _is_front(element: Element) -> bool:
    if element.look in (looks.PAIR, *_SIDES):
        return _is_front(element.elements[0])
    return element.look in _FRONT or (element.role is Role.HEADING and element.level == 1)
