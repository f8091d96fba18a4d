"""Structure elements become elements of a document: what each is, what it says, how it is to look."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from leafletgen.content.model.brand import Brand
from leafletgen.document import looks
from leafletgen.document.element import INLINE, Element, Extent, PageNumber, Role, Words
from leafletgen.document.manuscript import shortened
from leafletgen.document.sources import Logo, QrCode
from leafletgen.languages.phrases import words_for
from leafletgen.mail.reading.marks import PageMarks, Stretch
from leafletgen.mail.reading.picture import PagePicture
from leafletgen.mail.reading.tree import Area, Mark, Node
from leafletgen.superscripts import stretches

#: ISO 32000-1, 14.8.4, and Em of ISO 32000-2; what is not here is a section, or words where it stands among words.
_ROLES: Final[Mapping[str, Role]] = {
    "Document": Role.GROUP,
    "DocumentFragment": Role.GROUP,
    "NonStruct": Role.GROUP,
    "P": Role.PARAGRAPH,
    "BlockQuote": Role.QUOTE,
    "Strong": Role.STRONG,
    "L": Role.LIST,
    "LI": Role.ITEM,
    "Lbl": Role.LABEL,
    "LBody": Role.BODY,
    "Table": Role.TABLE,
    "Caption": Role.CAPTION,
    "THead": Role.HEAD,
    "TBody": Role.ROWS,
    "TFoot": Role.ROWS,
    "TR": Role.ROW,
    "TH": Role.HEADER,
    "TD": Role.CELL,
    "Figure": Role.FIGURE,
    "Formula": Role.FIGURE,
    "Span": Role.SPAN,
    "Em": Role.SPAN,
    "Quote": Role.SPAN,
    "Code": Role.SPAN,
    "Sub": Role.SPAN,
    "Note": Role.SPAN,
    "FENote": Role.SPAN,
    "BibEntry": Role.SPAN,
    "Annot": Role.SPAN,
    "Link": Role.LINK,
    "Reference": Role.REFERENCE,
    "TOC": Role.CONTENTS,
}
_HEADING: Final = re.compile("H([1-6]?)|Title")
_NUMBERING: Final = {"None": "none", "Unordered": "none", "Decimal": "decimal", "Ordered": "decimal"}
_SCOPE: Final = {"Row": "row", "Column": "column", "Both": "column"}
_DECORATION: Final = {"Underline": looks.ADDED, "LineThrough": looks.REMOVED}
#: Levels of care cards, which their headings say first.
_LEVELS: Final = ("emergency", "urgent", "non-urgent")
#: Where words have a style of their own, a face says nothing more.
_STYLED: Final = frozenset([Role.HEADING, Role.STRONG, Role.CAPTION, Role.HEADER, Role.LABEL, Role.LINK])
_CODE: Final = "QR code: "
_BLANK: Final = re.compile(r"[^\S\u00a0]+")


class RoleWriter:
    """Makes the elements of one document."""

    def __init__(self, data: bytes, marks: PageMarks, brand: Brand, language: str) -> None:
        """Take the file, its words, whose it is, and its language."""
        self.data = data
        self.marks = marks
        self.brand = brand
        self.phrases = words_for(language)
        self._pages: dict[int, dict[int, list[Stretch]]] = {}
        self._headings: list[Element] = []
        self._inside: list[Element] = []

    def document(self, root: Node) -> Element:
        """The document of a root.

        Raises:
            UnreadableError: a page cannot be read.
        """
        made = Element(Role.DOCUMENT)
        self._fill(made, root)
        for group in list(made.elements):  # the element Document, which may have stood in others
            _dissolve(made, group)
        self._lead()
        for element in list(made.walk()):
            _tidy(element)
        return made

    # --- elements ----------------------------------------------------------------------------------------------

    def _fill(self, element: Element, node: Node) -> None:
        if "ActualText" in node.said:
            self._say(element, [Stretch(node.said["ActualText"])])
            return
        for kid in node.kids:
            if isinstance(kid, Mark):
                self._say(element, self._words(kid))
            elif isinstance(kid, Node):
                self._add(element, kid)

    def _words(self, mark: Mark) -> list[Stretch]:
        if mark.page not in self._pages:
            self._pages[mark.page] = self.marks.words(mark.page)
        return self._pages[mark.page].pop(mark.number, [])  # what two elements claim is said once

    @staticmethod
    def _say(element: Element, said: Sequence[Stretch]) -> None:
        for stretch in said:
            text = _BLANK.sub(" ", stretch.text)
            last = element.kids[-1] if element.kids else None
            if isinstance(last, Words) and (last.bold, last.italic) == stretch[1:]:
                element.kids[-1] = last._replace(text=_BLANK.sub(" ", last.text + text))
            else:
                element.kids.append(Words(text, stretch.bold, stretch.italic))

    def _add(self, parent: Element, node: Node) -> None:
        role = _role_of(node, parent)
        if role is Role.CONTENTS:
            self._drop_heading(parent)
            return
        element = parent.add(role)
        element.language = node.said.get("Lang") or None
        if role is Role.FIGURE:
            self._picture(element, node)
            return
        self._fill(element, node)
        finish = _FINISHED.get(role)
        if finish is not None:
            finish(self, element, node)

    def _drop_heading(self, parent: Element) -> None:
        """Leave a list of contents out with its heading: a message has no pages."""
        last = parent.kids[-1] if parent.kids else None
        if isinstance(last, Element) and last.role is Role.HEADING:
            parent.kids.pop()
            self._headings.remove(last)

    def _heading(self, element: Element, node: Node) -> None:
        level = _HEADING.fullmatch(node.kind)
        element.level = int(level[1]) if level is not None and level[1] else 1
        element.title = " ".join((node.said.get("T") or shortened(_plain(element))).split())
        element.anchor = f"heading-{len(self._headings) + 1}"
        self._headings.append(element)

    def _list(self, element: Element, node: Node) -> None:
        named = str(node.attributes.get("ListNumbering", ""))[1:]
        element.numbering = _NUMBERING.get(named, "disc" if named else "none")
        bodies = [body for entry in element.elements if (body := entry.only(Role.BODY)) is not None]
        if element.numbering == "none" and any(body.blocks for body in bodies):
            element.look = looks.RESOURCES

    @staticmethod
    def _header(element: Element, node: Node) -> None:
        element.scope = _SCOPE.get(str(node.attributes.get("Scope", ""))[1:], "column")

    @staticmethod
    def _table(element: Element, node: Node) -> None:
        """Put rows that stand alone into a head and a body, and call a table to fill in one."""
        loose = [kid for kid in element.elements if kid.role is Role.ROW]
        if loose:
            element.kids = [kid for kid in element.kids if kid not in loose]
            is_head = all(cell.role is Role.HEADER for cell in loose[0].elements)
            if is_head:
                element.add(Role.HEAD).kids.append(loose.pop(0))
            element.add(Role.ROWS).kids += loose
        bodies = [kid for kid in element.elements if kid.role is Role.ROWS]
        for further in bodies[1:]:
            bodies[0].kids += further.kids
            element.kids.remove(further)
        cells = [cell for cell in element.walk() if cell.role is Role.CELL]
        if cells and not any(_plain(cell).strip() for cell in cells):
            element.look = looks.GRID

    def _span(self, element: Element, node: Node) -> None:
        element.look = _DECORATION.get(str(node.attributes.get("TextDecorationType", ""))[1:], "")
        if node.kind == "Em":
            element.kids = [kid._replace(italic=True) if isinstance(kid, Words) else kid for kid in element.kids]
        if "BaselineShift" in node.attributes:
            said = _plain(element)
            if not any(is_raised for _, is_raised in stretches(said)):
                element.look = looks.RAISED
                element.kids = [kid._replace(raised=True) if isinstance(kid, Words) else kid for kid in element.kids]

    # --- links -------------------------------------------------------------------------------------------------

    def _link(self, element: Element, node: Node) -> None:
        areas = [kid for kid in node.kids if isinstance(kid, Area)]
        element.target = next((area.address for area in areas if area.address), "")
        element.description = next((area.description for area in areas if area.description), "")
        if not element.target:
            self._inside.append(element)

    def _lead(self) -> None:
        """Say where each link inside of the document leads, once all headings are known."""
        by_title = {element.title: element for element in reversed(self._headings)}
        for link in self._inside:
            led = _between(self.phrases["link_to_page"], link.description)
            said = "".join([part for part, _ in stretches(_plain(link).strip())])
            heading = by_title.get(" ".join(led.split()))
            if said.isdecimal() and led in (self.phrases["reference"].format(number=said), said):
                link.look, link.target = looks.CITATION, f"#reference-{said}"
                _replace_words(link, Words(said, raised=True))
            elif heading is not None and heading.anchor is not None:
                link.target = f"#{heading.anchor}"
                if said.isdecimal():
                    link.look = looks.PAGE
                    _replace_words(link, PageNumber(heading.anchor))
            else:
                link.role = Role.SPAN

    # --- pictures and sections ---------------------------------------------------------------------------------

    def _picture(self, element: Element, node: Node) -> None:
        """A figure; its own content is drawn, not said."""
        alt = " ".join((node.said.get("Alt") or node.said.get("ActualText") or "").split())
        element.alt = alt
        page = next((kid.page for kid in node.kids if isinstance(kid, Mark)), node.page)
        extent = node.extent
        if alt == " ".join(self.brand.logo.alt.split()) and not self._headings_below_title():
            element.look, element.source = looks.LOGO, Logo()
        elif alt.startswith(_CODE):
            element.source = QrCode(alt.removeprefix(_CODE))
        elif extent is not None and page is not None:
            element.source = PagePicture(self.data, page, extent)
            element.measured = extent
        for kid in node.nodes:
            self._add(element, kid)

    def _headings_below_title(self) -> bool:
        return any(heading.level > 1 for heading in self._headings)

    def _section(self, element: Element, node: Node) -> None:
        """A section: a picture with its caption, a card, a box, or how to reach somebody."""
        roles = [kid.role for kid in element.elements]
        if roles == [Role.FIGURE, Role.CAPTION] and not _words_of(element):
            element.role = Role.ILLUSTRATION
            return
        if not roles or all(role in INLINE for role in roles):
            element.role = Role.PARAGRAPH
            return
        heading = element.elements[0] if roles[0] is Role.HEADING else None
        if heading is None:
            element.look = looks.CONTACT if self._headings_below_title() else looks.PANEL
        else:
            said = _plain(heading)
            level = next((level for level in _LEVELS if said.startswith(f"{self.phrases[level]}: ")), None)
            has_pictures = any(below.role is Role.FIGURE for below in element.walk())
            element.look = f"{looks.CARD}-{level}" if level else looks.EXERCISE if has_pictures else looks.BOX
            _join_parts(element, heading)


_Finish = Callable[[RoleWriter, Element, Node], None]
_FINISHED: Final[Mapping[Role, _Finish]] = {
    Role.HEADING: RoleWriter._heading,
    Role.LIST: RoleWriter._list,
    Role.HEADER: lambda writer, element, node: writer._header(element, node),
    Role.TABLE: lambda writer, element, node: writer._table(element, node),
    Role.SPAN: RoleWriter._span,
    Role.LINK: RoleWriter._link,
    Role.SECTION: RoleWriter._section,
}


def _replace_words(link: Element, by: Words | PageNumber) -> None:
    """Replace what a link says, and leave the blank after it, which parts it from what follows, outside of it."""
    ends_blank = _plain(link).endswith(" ")
    inner = link.copy()
    inner.kids = [by]
    link.become(Element(Role.SPAN, link.place))
    link.kids = [inner, Words(" ")] if ends_blank else [inner]


def _role_of(node: Node, parent: Element) -> Role:
    if _HEADING.fullmatch(node.kind):
        return Role.HEADING
    known = _ROLES.get(node.kind)
    if known is not None:
        return known
    among_words = parent.role in INLINE or parent.role in (Role.PARAGRAPH, Role.HEADING, Role.CAPTION)
    return Role.SPAN if among_words else Role.SECTION


def _plain(element: Element) -> str:
    return "".join(
        [
            _plain(kid) if isinstance(kid, Element) else kid.text
            for kid in element.kids
            if not isinstance(kid, PageNumber)
        ]
    )


def _words_of(element: Element) -> str:
    return "".join([kid.text for kid in element.kids if isinstance(kid, Words)]).strip()


def _between(template: str, text: str) -> str:
    """What stands for the target in words made from a template; all of the text, where it was made of the target."""
    before, _, after = template.partition("{target}")
    is_made = text.startswith(before) and text.endswith(after)
    return text[len(before) : len(text) - len(after)] if is_made else text


def _dissolve(parent: Element, group: Element) -> None:
    """Put what a group holds in its place, and what groups in it hold."""
    if group.role is not Role.GROUP or group.look:
        return
    at = parent.kids.index(group)
    parent.language = parent.language or group.language
    parent.kids[at : at + 1] = group.kids
    for kid in group.elements:
        _dissolve(parent, kid)


def _join_parts(card: Element, heading: Element) -> None:
    """Make one of the parts of a card: a further one has the title once more, and then the rest of a list."""
    title = " ".join(_plain(heading).split())
    kept: list[Element | Words | PageNumber] = []
    again = False
    for kid in card.kids:
        if isinstance(kid, Element) and kid.role is Role.PARAGRAPH and " ".join(_plain(kid).split()) == title:
            again = True
            continue
        last = kept[-1] if kept else None
        if again and isinstance(kid, Element) and isinstance(last, Element) and last.role is kid.role is Role.LIST:
            last.kids += kid.kids
        else:
            kept.append(kid)
        again = False
    card.kids = kept


def _tidy(element: Element) -> None:
    """Put pictures side by side that are, and let a face say something only where words beside it have another."""
    if any(kid.role in (Role.FIGURE, Role.ILLUSTRATION) for kid in element.elements) and element.look != looks.PICTURES:
        _put_side_by_side(element)
    for before, kid in pairwise(list(element.kids)):
        if isinstance(before, Words) and isinstance(kid, Element) and _is_citation(kid):
            # Pages part a number from the words before it, or it would be heard as one of them; brackets do that here.
            kid.look = looks.CLOSE
            element.kids[element.kids.index(before)] = before._replace(text=before.text.removesuffix(" "))
    said = [kid for kid in element.kids if isinstance(kid, Words)]
    if element.role in _STYLED or len({kid[1:3] for kid in said if kid.text.strip()}) < 2:
        element.kids = [
            kid._replace(bold=False, italic=kid.italic and len(said) > 1) if isinstance(kid, Words) else kid
            for kid in element.kids
        ]


def _is_citation(element: Element) -> bool:
    return element.role is Role.REFERENCE and any(below.look == looks.CITATION for below in element.walk())


def _put_side_by_side(element: Element) -> None:
    kept: list[Element | Words | PageNumber] = []
    row: list[Element] = []
    for kid in [*element.kids, None]:
        beside = isinstance(kid, Element) and (not row or _is_beside(row[-1], kid))
        if isinstance(kid, Element) and _extent_of(kid) is not None and beside:
            row.append(kid)
            continue
        kept += _row(row)
        row = [kid] if isinstance(kid, Element) and _extent_of(kid) is not None else []
        if kid is not None and not row:
            kept.append(kid)
    element.kids = [*kept, *_row(row)]


def _row(pictures: list[Element]) -> list[Element]:
    if len(pictures) < 2:
        return pictures
    group = Element(Role.GROUP, look=looks.PICTURES)
    group.kids += pictures
    return [group]


def _is_beside(one: Element, other: Element) -> bool:
    """Whether two pictures stand at one height of a page."""
    first, second = _extent_of(one), _extent_of(other)
    if first is None or second is None or _page_of(one) != _page_of(other):
        return False
    return min(first.top, second.top) > max(first.bottom, second.bottom) and first.right <= second.left + 1


def _pictured(element: Element) -> Element | None:
    return element if element.role is Role.FIGURE else element.only(Role.FIGURE)


def _extent_of(element: Element) -> Extent | None:
    if element.role not in (Role.FIGURE, Role.ILLUSTRATION):
        return None
    pictured = _pictured(element)
    measured = pictured.measured if pictured is not None else None
    return measured if isinstance(measured, Extent) else None


def _page_of(element: Element) -> int | None:
    pictured = _pictured(element)
    source = pictured.source if pictured is not None else None
    return source.page if isinstance(source, PagePicture) else None
