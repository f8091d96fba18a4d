"""The logical structure of a document: a tree of elements, made before layout, as plain data.

Nodes know nothing of pages. Whoever draws marks content with a node; the canvas remembers where. A node keeps an
opaque source mark, so that a fault found at the end can still name the line it came from.
"""

from typing import Any

#: Roles that ISO 32000-1, 14.8.4 defines and this layer uses. Any other role needs an entry in ROLE_MAP.
STANDARD_ROLES = frozenset(
    [
        "Document",
        "Part",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Note",
        "Reference",
        "Link",
        "Figure",
    ]
)
ROLE_MAP = {"Strong": "Span", "Em": "Span"}


class Node:
    """One structure element.

    Attributes:
        role: a standard structure type, or a name in ROLE_MAP.
        kids: child elements in reading order.
        alt, actual_text, language, title: as the entries Alt, ActualText, Lang and T.
        identifier: the entry ID, unique in the document.
        attributes: attribute dictionaries in PDF syntax, such as ``/O/Table/Scope/Row``.
        place: where the content came from, opaque to this layer.
    """

    __slots__ = (
        "actual_text",
        "alt",
        "attributes",
        "identifier",
        "index",
        "kids",
        "language",
        "place",
        "role",
        "title",
    )

    def __init__(self, role: str, place: Any = None) -> None:
        """Make an element without content.

        Raises:
            ValueError: the role is unknown.
        """
        if role not in STANDARD_ROLES and role not in ROLE_MAP:
            raise ValueError(f"unknown structure role {role!r}")
        self.role = role
        self.kids: list[Node] = []
        self.alt: str | None = None
        self.actual_text: str | None = None
        self.language: str | None = None
        self.title: str | None = None
        self.identifier: str | None = None
        self.attributes: list[str] = []
        self.place = place
        self.index = -1

    def add(self, role: str, place: Any = None) -> "Node":
        """Append a new child element and return it."""
        kid = Node(role, self.place if place is None else place)
        self.kids.append(kid)
        return kid

    def list_numbering(self, kind: str) -> None:
        """Say how a list is labelled: Disc, Decimal, None … (ISO 32000-1, table 347)."""
        self.attributes.append(f"/O/List/ListNumbering/{kind}")

    def scope(self, kind: str) -> None:
        """Say whether a header cell heads its Row or its Column (ISO 32000-1, table 349)."""
        self.attributes.append(f"/O/Table/Scope/{kind}")

    def place_box(self, box: tuple[float, float, float, float]) -> None:
        """Give a figure its box in page coordinates, in points: left, bottom, right, top."""
        left, bottom, right, top = box
        self.attributes.append(f"/O/Layout/Placement/Block/BBox[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]")

    def __repr__(self) -> str:
        """Role and number, for messages."""
        return f"<{self.role} {self.index}>"


def walk(root: Node) -> list[Node]:
    """All elements below and with the root in reading order; each one's index is its place in the list."""
    found: list[Node] = []
    todo = [root]
    while todo:
        node = todo.pop()
        node.index = len(found)
        found.append(node)
        todo.extend(reversed(node.kids))
    return found
