"""The HTML part of a message, as mail programs show it: no script, no field, nothing that is fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from typing import Final, NamedTuple

from leafletgen.document import looks
from leafletgen.document.edition import Edition
from leafletgen.document.element import Element, Role, Words
from leafletgen.document.sources import QrCode
from leafletgen.html.inline import attributes, escaped
from leafletgen.languages.labels import label
from leafletgen.mail.mail_inline import MailInline
from leafletgen.mail.mail_page import LAYOUT, mail_page
from leafletgen.mail.mail_pictures import MailPictures, Shown
from leafletgen.mail.mail_style import WIDTH, MailStyle, mail_style
from leafletgen.mail.mail_tables import TICK, MailTables
from leafletgen.mail.parts import Picture

_HIGHEST_LEVEL: Final = 4
#: Pixels of CSS between pictures side by side.
_GAP: Final = 12


class Part(NamedTuple):
    """What an element became: HTML, and the pictures that it shows."""

    html: str
    pictures: tuple[Picture, ...]


class HtmlPart:
    """Writes one message; it has no anchors, for mail programs drop them, so that links inside are words alone."""

    def __init__(self, edition: Edition, pictures: MailPictures, known: MutableMapping[Element, Part]) -> None:
        """Write an edition.

        Args:
            edition: what the message says.
            pictures: of its brand.
            known: what parts became that other messages of the brand have in common with this one; the others are
                added.
        """
        self.edition = edition
        self.pictures = pictures
        self.known = known
        self.style: MailStyle = mail_style(edition.brand.colours, edition.language)
        self.inline = MailInline(edition, self.style)
        self.tables = MailTables(self.inline, self.content, self.style, edition.phrases)
        self._used: list[Picture] = []
        self._writers: dict[Role, Callable[[Element], str]] = {
            Role.HEADING: self.heading,
            Role.PARAGRAPH: self.paragraph,
            Role.QUOTE: lambda element: self._holder("blockquote", element),
            Role.SECTION: self.section,
            Role.GROUP: self.section,
            Role.LIST: self.items,
            Role.TABLE: self.tables.table,
            Role.FIGURE: self.figure,
            Role.ILLUSTRATION: self.figure,
            Role.DECORATION: self.decoration,
            Role.WRITING: self.writing,
            Role.CONTENTS: lambda element: "",
            Role.BREAK: lambda element: "",
        }

    def write(self) -> Part:
        """The whole document."""
        parts = [self._part(element) for element in self.edition.root.elements]
        shown = {picture.identifier: picture for part in parts for picture in part.pictures}
        body = "".join([self._mark(), *self._divided([part.html for part in parts]), self._code()])
        return Part(mail_page(self.edition, self.style, body), tuple(shown.values()))

    def _divided(self, parts: Sequence[str]) -> Iterator[str]:
        """The parts, with a line between the template's words and what is sent."""
        before: bool | None = None
        for element, part in zip(self.edition.root.elements, parts, strict=True):
            around = element.look == looks.AROUND
            if before not in (None, around):
                yield f'<div style="border-top:2px solid {self.style.colours["rule"]};margin:20px 0;"></div>\n'
            before = around
            yield part

    def _part(self, element: Element) -> Part:
        found = self.known.get(element)
        if found is None:
            self._used = []
            found = Part(self._block(element), tuple(self._used))
            if not self.pictures.report.has_errors:
                self.known[element] = found
        return found

    def _mark(self) -> str:
        edition = self.edition
        if not edition.mark:
            return ""
        language = edition.phrase_language
        said = self.inline.spoken(language if language != edition.language else None)
        return self._cell("mark", f'<p{said} style="margin:0;">{escaped(edition.phrases[edition.mark.lower()])}</p>')

    def _code(self) -> str:
        code = self.edition.code
        return f"<p{self.style.of('p', looks.SMALL)}>{escaped(code)}</p>\n" if code else ""

    # --- blocks ------------------------------------------------------------------------------------------------

    def _blocks(self, elements: Sequence[Element]) -> str:
        return "".join([self._block(element) for element in elements])

    def _block(self, element: Element) -> str:
        write = self._writers.get(element.role)
        return write(element) if write is not None else self._holder("div", element)

    def content(self, element: Element) -> str:
        """The words of an element and the blocks under them."""
        words = self.inline.words(element)
        blocks = self._blocks(element.blocks)
        return f"{words}\n{blocks}" if words and blocks else words or blocks

    def _holder(self, tag: str, element: Element) -> str:
        spoken = self.inline.spoken(element.language)
        return f"<{tag}{spoken}{self.style.of(tag, element.look)}>\n{self.content(element)}</{tag}>\n"

    def _cell(self, look: str, inside: str, bar: str = "", spoken: str = "") -> str:
        """What stands in a border or on a ground of its own, under a bar with its heading if it has one."""
        styles = self.style
        ground = f' class="{styles.class_of_cell(look)}"'
        head = f'<tr><td style="{styles.bars[look]}">\n{bar}</td></tr>\n' if bar else ""
        return (
            f'<table {LAYOUT} style="table-layout:fixed;margin:0 0 16px;"{spoken}>\n{head}'
            f'<tr><td{ground} style="{styles.cells[look]}">\n{inside}</td></tr>\n</table>\n'
        )

    def heading(self, element: Element, first: bool = False) -> str:
        """A heading; the first thing in a box stands close to its edge."""
        tag = f"h{min(max(element.level, 1), _HIGHEST_LEVEL)}"
        more = self.inline.spoken(element.language)
        style = self.style.of(tag, "first" if first else "")
        return f'<{tag} class="m-head"{more}{style}>{self.inline.words(element)}</{tag}>\n'

    def _bar(self, element: Element) -> str:
        """The heading of a card, which says its level in words first."""
        tag = f"h{min(max(element.level, 1), _HIGHEST_LEVEL)}"
        more = self.inline.spoken(element.language)
        style = self.style.written("margin:0;font-size:20px;line-height:1.3;")
        return f'<{tag}{more} style="{style}">{self.inline.words(element)}</{tag}>\n'

    def paragraph(self, element: Element) -> str:
        """A paragraph; what is ticked has a box to tick on paper."""
        if element.look == looks.TICKS:
            words = [_ticked(kid, element.lines) for kid in element.kids if isinstance(kid, Words)]
            said = " ".join(words)
        else:
            said = self.inline.words(element)
        if not said.strip():
            return ""
        boxed = element.look in self.style.cells
        style = self.style.of("p", element.look)
        made = f"<p{self.inline.spoken(element.language)}{style}>{said}</p>\n"
        return self._cell(element.look, made) if boxed else made

    def section(self, element: Element) -> str:
        """A section or a group: a box, a card, an exercise, pictures side by side."""
        look = element.look
        spoken = self.inline.spoken(element.language)
        if look == looks.PICTURES:
            return self._side_by_side(element)
        if look in self.style.bars:
            heading = element.only(Role.HEADING)
            bar = self._bar(heading) if heading is not None else ""
            rest = [kid for kid in element.blocks if kid is not heading]
            return self._cell(look, self._blocks(rest), bar, spoken)
        if look in self.style.cells:
            return self._cell(look, self._boxed(element), spoken=spoken)
        inside = self._signs(element) if look == looks.SIGNS else self.content(element)
        if not inside:
            return ""
        style = self.style.of("div", look)
        return f"<div{spoken}{style}>\n{inside}</div>\n" if spoken or style else inside

    def _signs(self, element: Element) -> str:
        """What to do and when, in bold, and the signs."""
        told = self.style.of("p", looks.STRONG)
        return "".join(
            [
                f"<p{told}>{self.inline.words(kid)}</p>\n" if kid.role is Role.PARAGRAPH else self._block(kid)
                for kid in element.elements
            ]
        )

    def _boxed(self, element: Element) -> str:
        """What is in a box."""
        blocks = element.blocks
        if not blocks or blocks[0].role is not Role.HEADING:
            return self.content(element)
        return self.inline.words(element) + self.heading(blocks[0], first=True) + self._blocks(blocks[1:])

    def items(self, element: Element) -> str:
        """A list; one without marks is a list all the same."""
        entries = element.elements
        tag, more = "ul", ""
        if element.numbering == "decimal":
            tag, more = "ol", attributes(start=_start(entries))
        style = self.style.of(tag, element.look)
        if element.numbering == "none":
            style = ' role="list" style="list-style:none;margin:0 0 12px;padding:0;"'
        made = [f"<{tag}{self.inline.spoken(element.language)}{more}{style}>\n"]
        for entry in entries:
            body = entry.only(Role.BODY) if entry.role is Role.ITEM else entry
            inside = self.content(body) if body is not None else ""
            made.append(f"<li{self.inline.spoken(entry.language)}{self.style.of('li')}>{inside}</li>\n")
        made.append(f"</{tag}>\n")
        return "".join(made)

    # --- pictures ----------------------------------------------------------------------------------------------

    def figure(self, element: Element) -> str:
        """A picture with its alternative text and its caption; the words alone where there is no picture to show."""
        pictured = element.only(Role.FIGURE) or element
        if isinstance(pictured.source, QrCode):
            return ""
        shown = self._picture(pictured, WIDTH)
        if element.look == looks.LOGO:
            return f'<div style="margin:0 0 20px;">{shown}</div>\n' if shown else ""
        caption = element.only(Role.CAPTION)
        under = (
            f"<div{self.style.of('caption-of-picture')}>{self.content(caption)}</div>\n" if caption is not None else ""
        )
        return f"<div{self.style.of('figure')}>{shown}\n{under}</div>\n" if shown or under else ""

    def decoration(self, element: Element) -> str:
        """A picture that says nothing."""
        found = self.pictures.shown(element, WIDTH)
        return f"<div{self.style.of('figure')}>{self._image(found, '')}</div>\n" if found is not None else ""

    def _picture(self, element: Element, room: float) -> str:
        alt = element.alt or ""
        found = self.pictures.shown(element, room)
        if found is not None:
            return self._image(found, alt, "padding:6px;" if element.look == looks.LOGO else "")
        said = label(self.edition.phrases, self.edition.phrases["picture"]) + alt if element.look != looks.LOGO else alt
        return f"<p{self.style.of('p')}>{escaped(said)}</p>" if alt else ""

    def _image(self, shown: Shown, alt: str, more: str = "") -> str:
        self._used.append(shown.picture)
        size = attributes(width=str(shown.width), height=str(shown.height))
        # Outlook reads the attributes, others the style; Thunderbird has a greatest width of its own, and it wins. The
        # ground is light on a dark screen too, for what is drawn on it is dark.
        return (
            f'<img src="cid:{shown.picture.identifier}"{attributes(alt=alt)}{size} style="display:block;'
            f'width:{shown.width}px;max-width:100%;height:auto;border:0;background-color:#ffffff;{more}">'
        )

    def _side_by_side(self, element: Element) -> str:
        """Pictures in one row, from start to finish."""
        kids = element.blocks
        if not kids:
            return ""
        room = (WIDTH - _GAP * (len(kids) - 1)) / len(kids)
        share = 100 // len(kids)
        cells: list[str] = []
        for number, kid in enumerate(kids):
            pictured = kid.only(Role.FIGURE) or kid
            caption = kid.only(Role.CAPTION)
            said = self.content(caption) if caption is not None else ""
            gap = self.style.turned(f"padding:0;padding-left:{_GAP}px;") if number else "padding:0;"
            under = f"<div{self.style.of('caption-of-picture')}>{said}</div>\n" if said else ""
            cells.append(
                f'<td class="m-ink" width="{share}%" style="{self.style.text}vertical-align:bottom;{gap}">\n'
                f"{self._picture(pictured, room)}\n{under}</td>\n"
            )
        return f'<table {LAYOUT} style="table-layout:fixed;margin:0 0 16px;"><tr>\n{"".join(cells)}</tr></table>\n'

    # --- others ------------------------------------------------------------------------------------------------

    def writing(self, element: Element) -> str:
        """Lines to write on, on paper."""
        rule = self.style.colours["rule"]
        line = f'<div style="border-bottom:1px solid {rule};height:28px;line-height:28px;">&nbsp;</div>\n'
        return f'<div style="margin:0 0 12px;">\n{line * max(element.lines, 1)}</div>\n'


def _ticked(words: Words, count: int) -> str:
    """A label, or words with the boxes that they have before them."""
    said = escaped(words.text.strip())
    return f"<b>{said}</b>" if words.label else f"{TICK * max(count, 1)}\u00a0{said}"


def _start(entries: Sequence[Element]) -> str | None:
    label = entries[0].only(Role.LABEL) if entries else None
    number = label.plain().strip().rstrip(".") if label is not None else ""
    return number if number.isdecimal() and number != "1" else None
