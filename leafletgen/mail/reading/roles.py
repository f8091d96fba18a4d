"""Structure elements become elements of a document: what each is, what it says, how it is to look."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from leafletgen.content.model.brand import Brand
from leafletgen.document import looks
from leafletgen.document.element import INLINE, Element, Role, Words
from leafletgen.document.manuscript import shortened
from leafletgen.document.sources import Logo, QrCode
from leafletgen.languages.labels import label
from leafletgen.languages.phrases import words_for
from leafletgen.mail.reading.arranging import make_regular, plain
from leafletgen.mail.reading.dressing import Dresser
from leafletgen.mail.reading.links import Links
from leafletgen.mail.reading.marks import PageMarks, Stretch
from leafletgen.mail.reading.picture import PagePicture, QuietPages
from leafletgen.mail.reading.said import Said
from leafletgen.mail.reading.tidying import give_body, join_parts, tidy
from leafletgen.mail.reading.tree import Mark, Node
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
_BLANK: Final = re.compile(r"[^\S\u00a0]+")


class RoleWriter:
    """Makes the elements of one document."""

    def __init__(self, data: bytes, marks: PageMarks, brand: Brand, language: str) -> None:
        """Take the file, its words, whose it is, and its language."""
        self.pages = QuietPages(data)
        self.said = Said(marks)
        self.brand = brand
        self.phrases = words_for(language)
        self.links = Links(self.phrases)
        self._codes = {self.phrases["qr_code"], words_for("en")["qr_code"]}
        self.dresser = Dresser(brand, language)
        self._headings: list[Element] = []

    def _led_to(self, alt: str) -> str:
        """The address that a code to scan leads to, by what it is called; nothing for another picture."""
        for pattern in self._codes:
            before, _, after = pattern.partition("{address}")
            if alt.startswith(before) and alt.endswith(after):
                return alt[len(before) : len(alt) - len(after)]
        return ""

    def document(self, root: Node) -> Element:
        """The document of a root; all that the pages say under their marks is in it.

        Raises:
            UnreadableError: a page cannot be read, or says what has no place in the structure.
        """
        made = Element(Role.DOCUMENT)
        self._fill(made, root)
        for group in list(made.elements):  # the element Document, which may have stood in others
            _dissolve(made, group)
        self.links.lead(self._headings)
        self.said.check_all_said()
        for element in list(made.walk()):
            tidy(element)
        self.dresser.dress(made)
        return made

    # --- elements ----------------------------------------------------------------------------------------------

    def _fill(self, element: Element, node: Node) -> None:
        if "ActualText" in node.said:
            self.said.pass_over(node)
            self._say(element, [Stretch(node.said["ActualText"])])
            return
        for kid in node.kids:
            if isinstance(kid, Mark):
                self._say(element, self.said.take(kid))
            elif isinstance(kid, Node):
                self._add(element, kid)

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
            self.said.pass_over(node)
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
        element.title = " ".join((node.said.get("T") or shortened(plain(element))).split())
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

    def _span(self, element: Element, node: Node) -> None:
        element.look = _DECORATION.get(str(node.attributes.get("TextDecorationType", ""))[1:], "")
        if node.kind == "Em":
            element.kids = [kid._replace(italic=True) if isinstance(kid, Words) else kid for kid in element.kids]
        if "BaselineShift" in node.attributes:
            said = plain(element)
            if not any(is_raised for _, is_raised in stretches(said)):
                element.look = looks.RAISED
                element.kids = [kid._replace(raised=True) if isinstance(kid, Words) else kid for kid in element.kids]

    # --- pictures and sections ---------------------------------------------------------------------------------

    def _picture(self, element: Element, node: Node) -> None:
        """A figure; its own content is drawn, not said."""
        alt = " ".join((node.said.get("Alt") or node.said.get("ActualText") or "").split())
        element.alt = alt
        page = next((kid.page for kid in node.kids if isinstance(kid, Mark)), node.page)
        extent = node.extent
        if alt == " ".join(self.brand.logo.alt.split()) and not self._headings_below_title():
            element.look, element.source = looks.LOGO, Logo()
        elif address := self._led_to(alt):
            element.source = QrCode(address)
        elif extent is not None and page is not None:
            element.source = PagePicture(self.pages, page, extent)
            element.measured = extent
        for kid in node.kids:
            if isinstance(kid, Mark):
                self.said.take(kid)
            elif isinstance(kid, Node):
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
            said = plain(heading)
            level = next(
                (level for level in _LEVELS if said.startswith(label(self.phrases, self.phrases[level]))), None
            )
            element.look = f"{looks.CARD}-{level}" if level else looks.BOX
            join_parts(element, heading)


_Finish = Callable[[RoleWriter, Element, Node], None]
_FINISHED: Final[Mapping[Role, _Finish]] = {
    Role.HEADING: RoleWriter._heading,
    Role.LIST: RoleWriter._list,
    Role.HEADER: lambda writer, element, node: writer._header(element, node),
    Role.TABLE: lambda writer, element, node: make_regular(element),
    Role.ITEM: lambda writer, element, node: give_body(element),
    Role.SPAN: RoleWriter._span,
    Role.LINK: lambda writer, element, node: writer.links.take(element, node),
    Role.SECTION: RoleWriter._section,
}


def _role_of(node: Node, parent: Element) -> Role:
    if _HEADING.fullmatch(node.kind):
        return Role.HEADING
    known = _ROLES.get(node.kind)
    if known is not None:
        return known
    among_words = parent.role in INLINE or parent.role in (Role.PARAGRAPH, Role.HEADING, Role.CAPTION)
    return Role.SPAN if among_words else Role.SECTION


def _words_of(element: Element) -> str:
    return "".join([kid.text for kid in element.kids if isinstance(kid, Words)]).strip()


def _dissolve(parent: Element, group: Element) -> None:
    """Put what a group holds in its place, and what groups in it hold."""
    if group.role is not Role.GROUP or group.look:
        return
    at = parent.kids.index(group)
    parent.language = parent.language or group.language
    parent.kids[at : at + 1] = group.kids
    for kid in group.elements:
        _dissolve(parent, kid)
