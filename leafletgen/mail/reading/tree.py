"""The structure tree of a PDF: its elements with what they hold, in reading order (ISO 32000-1, 14.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from leafletgen.document.element import Extent
from leafletgen.mail.reading.marks import UnreadableError, damages

if TYPE_CHECKING:
    import pikepdf

#: Elements of one file, and elements in elements: a leaflet of 200 pages has 20,000, and ours are not ten deep.
_MOST_ELEMENTS: Final = 100_000
_DEEPEST: Final = 60
#: Pictures of one file, each of which takes its time to draw.
_MOST_FIGURES: Final = 500


class Mark(NamedTuple):
    """Content of a page, by its number there; pages are counted from 0."""

    page: int
    number: int


class Area(NamedTuple):
    """Where one clicks: the address it leads to, nothing for a link inside of the document, and what is said of it."""

    address: str
    description: str


class Node:
    """A structure element.

    Attributes:
        kind: its type, such as ``P``; one that the file defines is given as the one that it stands for, but Strong.
        kids: what it holds.
        page: that of its first content, as far as it is known.
        said: its texts: ``Alt``, ``ActualText``, ``Lang`` and ``T``.
        attributes: such as ``Scope``, of all owners.
    """

    def __init__(self, kind: str, page: int | None) -> None:
        """Make a node that holds nothing yet."""
        self.kind = kind
        self.page = page
        self.kids: list[Node | Mark | Area] = []
        self.said: dict[str, str] = {}
        self.attributes: dict[str, Any] = {}

    @property
    def extent(self) -> Extent | None:
        """Where it stands on its page, if it says so."""
        try:
            left, bottom, right, top = (float(side) for side in self.attributes["BBox"])
        except (KeyError, TypeError, ValueError):
            return None
        return Extent(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def read_tree(pdf: pikepdf.Pdf) -> Node:
    """The root of the structure tree.

    Raises:
        UnreadableError: it is damaged, leads back into itself, or has more than any of ours.
    """
    try:
        return _TreeReader(pdf).read()
    except damages() as fault:
        raise UnreadableError("its structure is damaged") from fault


class _TreeReader:
    """Reads one tree."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.top = pdf.Root.StructTreeRoot
        self.roles = {str(name)[1:]: str(role)[1:] for name, role in dict(self.top.get("/RoleMap", {})).items()}
        self.pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self.met: set[tuple[int, int]] = set()
        self.count = 0
        self.figures = 0

    def read(self) -> Node:
        root = Node("Root", None)
        todo = [(root, self.top, 0)]
        while todo:
            node, source, depth = todo.pop()
            if depth > _DEEPEST:
                raise UnreadableError("its structure is too deep")
            for kid in _listed(source.get("/K")):
                made = self._kid(node, kid)
                if made is None:
                    continue
                node.kids.append(made)
                if isinstance(made, Node):
                    todo.append((made, kid, depth + 1))
        return root

    def _kid(self, node: Node, kid: Any) -> Node | Mark | Area | None:
        import pikepdf

        if isinstance(kid, int):
            return Mark(node.page, kid) if node.page is not None else None
        if not isinstance(kid, pikepdf.Dictionary):
            raise UnreadableError("its structure is damaged")
        page = self.pages.get(kid["/Pg"].objgen, node.page) if "/Pg" in kid else node.page
        kind = str(kid.get("/Type", ""))
        if kind == "/MCR":
            return Mark(page, int(kid["/MCID"])) if page is not None and "/Stm" not in kid else None
        if kind == "/OBJR":
            return _area(kid["/Obj"])
        return self._node(kid, page)

    def _node(self, source: Any, page: int | None) -> Node:
        self.count += 1
        if (source.objgen != (0, 0) and source.objgen in self.met) or self.count > _MOST_ELEMENTS:
            raise UnreadableError("its structure leads back into itself, or is too large")
        self.met.add(source.objgen)
        kind = str(source["/S"])[1:]
        node = Node(kind if kind in _KEPT else self.roles.get(kind, kind), page)
        self.figures += node.kind == "Figure"
        if self.figures > _MOST_FIGURES:
            raise UnreadableError("it has too many pictures")
        for name in ("Alt", "ActualText", "Lang", "T"):
            if f"/{name}" in source:
                node.said[name] = str(source[f"/{name}"])
        for attributes in _listed(source.get("/A")):
            if not isinstance(attributes, int):  # a revision number
                node.attributes |= {str(name)[1:]: value for name, value in attributes.items()}
        return node


#: What says more than the type that it stands for in PDF 1.7.
_KEPT: Final = frozenset(["Strong", "Em"])


def _listed(value: Any) -> list[Any]:
    import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _area(annotation: Any) -> Area:
    action = annotation.get("/A")
    address = str(action.get("/URI", "")) if action is not None else ""
    return Area(address, str(annotation.get("/Contents", "")))
