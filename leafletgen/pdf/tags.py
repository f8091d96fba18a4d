"""What each role is called in a tagged file, and which attributes go with it: a table for each standard."""

from collections.abc import Mapping
from typing import NamedTuple

from leafletgen.document.element import Element, Extent, Rise, Role


class Tags(NamedTuple):
    """The structure types of a standard by role; a heading's is its stem, and its level follows.

    `role_map` says which standard type each other one stands for.
    """

    types: Mapping[Role, str]
    role_map: Mapping[str, str]
    namespace: str = ""
    """That of the types; without one they are those of PDF 1.7."""
    earlier: frozenset[str] = frozenset()
    """The types that PDF 2.0 knows in the namespace of PDF 1.7 alone."""
    raised: str = ""
    """Further attributes of raised words, for those of the layout."""

    def namespace_of(self, role: Role) -> str:
        """The namespace of a role's type; empty in a standard that has none."""
        return PDF_1_7 if self.types[role] in self.earlier else self.namespace


#: ISO 32000-2, 14.8.6: what tells the structure types of PDF 1.7 and those of PDF 2.0 apart.
PDF_1_7, PDF_2_0 = "http://iso.org/pdf/ssn", "http://iso.org/pdf2/ssn"

#: ISO 14289-1 by ISO 32000-1, 14.8.4: what PDF 1.7 defines, with Strong as a name for a Span.
UA1 = Tags(
    {
        Role.DOCUMENT: "Document",
        Role.SECTION: "Sect",
        Role.HEADING: "H",
        Role.PARAGRAPH: "P",
        Role.QUOTE: "BlockQuote",
        Role.STRONG: "Strong",
        Role.LIST: "L",
        Role.ITEM: "LI",
        Role.LABEL: "Lbl",
        Role.BODY: "LBody",
        Role.TABLE: "Table",
        Role.CAPTION: "Caption",
        Role.HEAD: "THead",
        Role.ROWS: "TBody",
        Role.ROW: "TR",
        Role.HEADER: "TH",
        Role.CELL: "TD",
        Role.FIGURE: "Figure",
        # A Caption inside of a Figure that has an Alt is read at the end of the page, or not at all.
        Role.ILLUSTRATION: "Div",
        Role.SPAN: "Span",
        Role.LINK: "Link",
        Role.REFERENCE: "Reference",
        Role.CONTENTS: "TOC",
        Role.ENTRY: "TOCI",
    },
    {"Strong": "Span"},
)

#: ISO 14289-2 by ISO 32000-2, 14.8.4. The title stays H1: readers know no Title, and some leave its words out. The role
#: map is for those that know no namespaces; the types of PDF 2.0 need none. A Div is seen through, so that the captions
#: in several would be those of what they stand in, which may have one, or none (ISO 32005, table 5).
UA2 = Tags(
    {**UA1.types, Role.ILLUSTRATION: "Sect"},
    UA1.role_map,
    PDF_2_0,
    frozenset(["BlockQuote", "Reference", "TOC", "TOCI"]),
    "/TextPosition/Sup",
)

#: Roles that are no element of a tagged file: what they hold belongs to what they stand in.
UNTAGGED = frozenset([Role.GROUP, Role.DECORATION, Role.WRITING, Role.BREAK])

#: ISO 32000-1, table 347.
_NUMBERING = {"disc": "Disc", "decimal": "Decimal", "none": "None"}
#: ISO 32000-1, table 349.
_SCOPE = {"row": "Row", "column": "Column"}
#: ISO 32000-1, table 344.
_DECORATION = {"added": "Underline", "removed": "LineThrough"}
#: What can have attributes.
WITH_ATTRIBUTES = frozenset([Role.LIST, Role.HEADER, Role.SPAN, Role.FIGURE])


def type_of(element: Element, types: Mapping[Role, str] = UA1.types) -> str:
    """The structure type of an element in a standard's table.

    Raises:
        KeyError: its role is none of a tagged file.
    """
    found = types[element.role]
    return f"H{element.level}" if found == "H" else found


def attributes_of(element: Element, tags: Tags = UA1) -> str:
    """The entries of an element's attribute dictionary in PDF syntax, such as ``/O/Table/Scope/Row``; or nothing."""
    if element.role not in WITH_ATTRIBUTES:
        return ""
    if element.numbering:
        return f"/O/List/ListNumbering/{_NUMBERING[element.numbering]}"
    if element.scope:
        return f"/O/Table/Scope/{_SCOPE[element.scope]}"
    if element.role is Role.SPAN and element.look in _DECORATION:
        return f"/O/Layout/TextDecorationType/{_DECORATION[element.look]}"
    measured = element.measured
    if measured is None:
        return ""
    if isinstance(measured, Rise):
        return f"/O/Layout/BaselineShift {measured.points:.1f}{tags.raised}"
    left, bottom, right, top = measured
    return f"/O/Layout/Placement/Block/BBox[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"


def tagged_kids(element: Element) -> list[Element]:
    """The elements that an element holds in a tagged file."""
    kids = [kid for kid in element.kids if isinstance(kid, Element)]
    for kid in kids:
        if kid.role in UNTAGGED:
            break
    else:
        return kids
    found: list[Element] = []
    for kid in kids:
        found += tagged_kids(kid) if kid.role in UNTAGGED else [kid]
    return found


class Tree(NamedTuple):
    """All elements of a tagged file in reading order, and the kids of each; an element's index is its place here."""

    elements: list[Element]
    kids: list[list[Element]]


def tree_of(root: Element) -> Tree:
    """The tagged tree below and with a root; numbers its elements."""
    elements: list[Element] = []
    all_kids: list[list[Element]] = []
    todo = [root]
    while todo:
        element = todo.pop()
        element.index = len(elements)
        kids = tagged_kids(element)
        elements.append(element)
        all_kids.append(kids)
        if kids:
            todo.extend(kids[::-1])
    return Tree(elements, all_kids)


__all__ = [
    "PDF_1_7",
    "PDF_2_0",
    "UA1",
    "UA2",
    "UNTAGGED",
    "WITH_ATTRIBUTES",
    "Extent",
    "Tags",
    "Tree",
    "attributes_of",
    "tagged_kids",
    "tree_of",
    "type_of",
]
