"""The tree of a document as the blocks of a Word file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from leafletgen.content.model.brand import Brand
from leafletgen.document import looks
from leafletgen.document.contents import contents_entries
from leafletgen.document.element import Element, Role
from leafletgen.document.tables import header_cells, rows_of
from leafletgen.errors import Place
from leafletgen.languages.direction import direction
from leafletgen.word import own_names
from leafletgen.word.exporting import styles
from leafletgen.word.exporting.inline import Bookmarks, InlineWriter
from leafletgen.word.exporting.lists import entry_properties, moved_in
from leafletgen.word.exporting.markup import escaped, paragraph, run, styled
from leafletgen.word.exporting.numbering import Lists
from leafletgen.word.exporting.pictures import PictureWriter
from leafletgen.word.exporting.tables import COLUMN, cell, row, shared_out, table

#: The style of a paragraph by its look.
_STYLES: Final = {
    looks.STRAP: own_names.style_id(own_names.STRAP),
    looks.SUBTITLE: "Subtitle",
    looks.KEY: own_names.style_id(own_names.KEY),
    looks.SAID_BY: own_names.style_id(own_names.QUOTE_BY),
    looks.SMALL: own_names.style_id(own_names.SMALL),
    looks.RECORD: own_names.style_id(own_names.SMALL),
    looks.BOX_TITLE: own_names.style_id(own_names.BOX_TITLE),
    looks.BACK: own_names.style_id(own_names.BACK_HEADING),
    looks.BACK_SMALL: own_names.style_id(own_names.BACK_HEADING),
}
_CARD_STYLES: Final = {f"{looks.CARD}-{level}": own_names.style_id(name) for name, level in own_names.CARDS.items()}
_KEPT: Final = "<w:keepNext/>"
#: Headings down to a level as links, without the numbers of pages, which nobody knows before Word has set them
#: (17.16.5.68).
_TOC: Final = 'TOC \\o "1-{}" \\n \\h \\z'


class BodyWriter:
    """Writes elements; what stands in a list or a cell knows how deep it is."""

    def __init__(
        self, brand: Brand, inline: InlineWriter, bookmarks: Bookmarks, lists: Lists, pictures: PictureWriter
    ) -> None:
        """Take what writes words, counts and shows pictures."""
        self.inline = inline
        self.bookmarks = bookmarks
        self.lists = lists
        self.pictures = pictures
        self._leftward = direction(inline.language) == "rtl"
        self._tint = brand.colours.tint.hex.lstrip("#")
        #: What reviewers are told of blocks inside of others, by where these stand in the source.
        self.remarks: Mapping[Place, str] = {}
        #: What the next paragraph begins with.
        self._pending = ""
        self._depth = 0
        self._room = 1.0
        self._inherited = ""
        self._writers: dict[Role, Callable[[Element], str]] = {
            Role.HEADING: self.heading,
            Role.PARAGRAPH: self.paragraph,
            Role.QUOTE: self.quote,
            Role.SECTION: self.section,
            Role.LIST: self.items,
            Role.TABLE: self.table,
            Role.FIGURE: self.figure,
            Role.DECORATION: self.figure,
            Role.ILLUSTRATION: self.blocks_of,
            Role.CAPTION: lambda element: self._put(self.inline.words(element), styled("Caption")),
            Role.CONTENTS: self.contents,
            Role.WRITING: self.writing,
            Role.BREAK: lambda element: self._put('<w:r><w:br w:type="page"/></w:r>'),
        }

    def marked(self, name: str, elements: Sequence[Element], remark: str = "") -> str:
        """Elements after a hidden bookmark of a name, perhaps with a remark to reviewers before them."""
        self._pending = self.bookmarks.around(name) if name else ""
        made = self._remark(remark) + self.blocks(elements)
        self._pending = ""
        return made

    def blocks(self, elements: Sequence[Element]) -> str:
        """Elements in order."""
        return "".join([self._block(element) for element in elements])

    def _remark(self, words: str) -> str:
        """What leafletgen tells reviewers, as a paragraph; nothing without words."""
        style = styled(own_names.style_id(own_names.REMARK))
        return self._put(run(words, *self.inline.spoken("en-GB")), style) if words else ""

    def _inner(self, elements: Sequence[Element]) -> str:
        """Blocks of a box or under an entry, in order."""
        made: list[str] = []
        for element in elements:
            told = self.remarks.get(element.place) if element.place is not None else None
            made.append(self._remark(told or "") + self._block(element))
        return "".join(made)

    def _block(self, element: Element) -> str:
        return self._writers.get(element.role, self.blocks_of)(element)

    def blocks_of(self, element: Element) -> str:
        """What has no look of its own: its words, then the blocks under it."""
        if element.look == looks.PICTURES:
            return self.side_by_side(element)
        words = self.inline.words(element)
        said = self._put(words) if words else ""
        return said + self.blocks(element.blocks)

    def _put(self, content: str, *elements: str) -> str:
        """A paragraph, which takes along what waits for one."""
        before, self._pending = self._pending, ""
        held = [*elements]
        if self._depth and not any("<w:numPr" in one or "<w:ind" in one for one in held):
            held += moved_in(self._depth)
        if self._inherited and not any("<w:pStyle" in one for one in held):
            held.append(styled(self._inherited))
        return paragraph(before + content, *held)

    # --- text --------------------------------------------------------------------------------------------------

    def heading(self, element: Element) -> str:
        """A heading by Word's own styles; those of boxes, cards and the back have ours."""
        style = _STYLES.get(element.look)
        if style is None:
            style = "Title" if element.level == 1 else f"Heading{min(element.level - 1, 3)}"
        return self._put(self.inline.words(element), styled(style))

    def paragraph(self, element: Element) -> str:
        """A paragraph; one that leads to a list stays with it."""
        style = _STYLES.get(element.look)
        held = [styled(style)] if style else []
        if element.look == looks.LEAD_IN:
            held.append(_KEPT)
        return self._put(self.inline.words(element, *self.inline.spoken(element.language)), *held)

    def quote(self, element: Element) -> str:
        """Words of somebody, and whose they are."""
        self._inherited = own_names.style_id(own_names.QUOTE)
        made = self.blocks(element.elements)
        self._inherited = ""
        return made

    def contents(self, element: Element) -> str:
        """The contents as a field that has its lines, each a link with the number of its page."""
        lines = [self._entry(entry) for entry in contents_entries(element)]
        deepest = max([level for level, _ in lines], default=1)
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {escaped(_TOC.format(deepest))} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        last = len(lines) - 1
        return "".join(
            [
                self._put(f"{begin if at == 0 else ''}{line}{end if at == last else ''}", styled(f"TOC{level}"))
                for at, (level, line) in enumerate(lines)
            ]
        )

    def _entry(self, entry: Element) -> tuple[int, str]:
        link = next(part for part in entry.walk() if part.role is Role.LINK)
        name = self.bookmarks.name(link.target[1:]) or ""
        said = f'<w:hyperlink w:anchor="{name}" w:history="1">{run(link.plain())}</w:hyperlink>'
        return min(max(entry.level, 1), 3), said

    def writing(self, element: Element) -> str:
        """Lines to write on."""
        style = styled(own_names.style_id(own_names.WRITING))
        return "".join([self._put("", style) for _ in range(element.lines)])

    # --- lists and boxes -----------------------------------------------------------------------------------------

    def items(self, element: Element) -> str:
        """A list; what stands under an entry is moved in with it."""
        held = entry_properties(self.lists, element, self._depth)
        made: list[str] = []
        for entry in element.elements:
            body = entry.only(Role.BODY)
            if body is None:
                continue
            words = self.inline.words(body)
            if words:
                made.append(self._put(self.bookmarks.at(entry.anchor, words), *held))
            outer, before = self._depth, self._inherited
            if element.numbering == "none":
                self._inherited = own_names.style_id(own_names.RESOURCE)
            else:
                self._depth += 1
            made.append(self._inner(body.blocks))
            self._depth, self._inherited = outer, before
        return "".join(made)

    def section(self, element: Element) -> str:
        """A box or a card in a table of one cell; the department's ways as paragraphs."""
        if element.look == looks.CONTACT:
            self._inherited = own_names.style_id(own_names.CONTACT)
            made = self.blocks(element.elements)
            self._inherited = ""
            return made
        card = _CARD_STYLES.get(element.look)
        outer, self._depth = self._depth, 0
        parts = [self._in_box(kid, card) for kid in element.elements]
        self._depth = outer
        held = cell("".join(parts), COLUMN, "" if card else self._tint, to_the_edge=card is not None)
        return self._table(styles.SET_APART, [COLUMN], [row([held])])

    def _in_box(self, element: Element, card: str | None) -> str:
        """A block of a box; the title of a card says in words how quickly to act."""
        if card is not None and element.look == looks.CARD_TITLE:
            return self._put(self.inline.words(element), styled(card))
        return self._inner([element])

    # --- tables and pictures -------------------------------------------------------------------------------------

    def table(self, element: Element) -> str:
        """A table with its caption before it; the header row is one for Word too."""
        caption = element.only(Role.CAPTION)
        before = self._put(self.inline.words(caption), styled("Caption"), _KEPT) if caption is not None else ""
        heads, rows = header_cells(element), rows_of(element)
        widths = shared_out([[one.plain() for one in cells] for cells in (heads, *rows)])
        outer, self._depth = self._depth, 0
        made = [row(self._cells(heads, widths, _KEPT), header=True)]
        made += [row(self._cells(cells, widths)) for cells in rows]
        self._depth = outer
        leading = any(cells and cells[0].role is Role.HEADER for cells in rows)
        style = styles.FILLED_IN if element.look == looks.GRID else styles.TABLE
        return before + self._table(style, widths, made, headed=True, leading=leading)

    def _table(
        self, style: str, widths: Sequence[int], rows: Sequence[str], *, headed: bool = False, leading: bool = False
    ) -> str:
        """A table that runs as the language does."""
        return table(style, widths, rows, headed=headed, leading=leading, leftward=self._leftward)

    def _cells(self, elements: Sequence[Element], widths: Sequence[int], *held: str) -> list[str]:
        return [self._cell(one, width, *held) for one, width in zip(elements, widths, strict=True)]

    def _cell(self, element: Element, width: int, *held: str) -> str:
        bold = ("<w:b/>", "<w:bCs/>") if element.role is Role.HEADER and element.scope == "row" else ()
        return cell(self._put(self.inline.words(element, *bold), *held), width)

    def figure(self, element: Element) -> str:
        """A picture in a paragraph of its own; its caption stays with it."""
        shown = self.pictures.run(element, self._room)
        return self._put(shown, _KEPT) if shown else ""

    def side_by_side(self, element: Element) -> str:
        """Pictures with what is said under each, in a row of a table without lines."""
        pictures = element.elements
        outer, self._depth, self._room = self._depth, 0, 0.94 / len(pictures)
        width = COLUMN // len(pictures)
        cells = [cell(self.blocks([picture]), width) for picture in pictures]
        self._depth, self._room = outer, 1.0
        return self._table(styles.PICTURES, [width] * len(pictures), [row(cells)])
