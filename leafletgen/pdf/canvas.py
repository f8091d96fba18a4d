"""Pages on which everything painted is either content of the structure tree or an artifact.

What paints appends operators between ``begin`` and ``end``, or inside ``with canvas.mark(node):`` or ``with
canvas.artifact():``; painting outside both is an error, so an untagged word cannot reach a file. ReportLab's drawing
methods are in ``reportlab_canvas.py``: a leaflet needs none, and loading them takes as long as setting it.

Content is written in the order of its tags, whatever the order of drawing (``order.py``). So what is painted in one
mark sets all of the graphics state that it needs and leaves none behind, and a text object with several marks, which
stay together, says where it begins. Artifacts stay under the content that was painted after them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from leafletgen.document.element import Element
from leafletgen.fonts.typeface import Typeface
from leafletgen.pdf.catalog import finish_document
from leafletgen.pdf.drawn import Anchor, Drawn, LinkArea, Mark, OutlineEntry, Painted, UsedFace
from leafletgen.pdf.standard import UA_1, Standard
from leafletgen.pdf.tags import type_of
from leafletgen.pdf.writer import TaggedDocument
from leafletgen.pdf.xmp import Metadata


class MarkError(Exception):
    """Marked content misused: nested marks, a mark left open, or painting outside any mark."""


class TaggedCanvas(Drawn):
    """Draws pages of a tagged document.

    Attributes:
        operators: what the page being drawn consists of; painting appends to it.
        pictures: the numbers of the picture XObjects, by what identifies their content.
    """

    def __init__(
        self, root: Element, metadata: Metadata, pagesize: tuple[float, float], standard: Standard = UA_1
    ) -> None:
        """Start a document with its structure tree; pagesize in points."""
        self.document = self._new_document(metadata.language, standard)
        self.document.finish = self._finish
        self.size = pagesize
        self.operators: list[str] = []
        super().__init__(root, metadata, standard)
        self._types = standard.tags.types
        self._open: Element | str | None = None
        self._nodes_here: list[Element] = []
        self._artifacts_here: list[int] = []
        self.pictures: dict[str, int] = {}
        self._pictures_here: dict[str, int] = {}
        self._opacities_here: dict[str, str] = {}
        #: Whether the page being drawn says something of one person.
        self.personal = False
        #: Places of the texts in which a word was broken between its letters, with the longest word of each.
        self.broken: dict[tuple[Any, str], None] = {}

    def _new_document(self, language: str, standard: Standard) -> TaggedDocument:
        return TaggedDocument(standard.version)

    # --- marks -------------------------------------------------------------------------------------------------

    @property
    def page_index(self) -> int:
        """The page being drawn, counted from 0."""
        return len(self.page_nodes)

    def begin(self, node: Element, start: int = -1) -> str:
        """Open a mark for a node and return its operator, which the caller writes.

        start is where among the operators the text object begins that the mark is in; without one it begins here.

        Raises:
            MarkError: another mark or artifact is open; marks never nest.
        """
        if self._open is not None:
            raise MarkError(f"mark of {node} inside {self._open}")
        self._open = node
        here = self._nodes_here
        mcid = len(here)
        here.append(node)
        mark = Mark(len(self.page_nodes), mcid, start if start >= 0 else len(self.operators))
        identity = id(node)
        if identity in self.marks:
            self.marks[identity].append(mark)
        else:
            self.marks[identity] = [mark]
        name = type_of(node, self._types) if node.level else self._types[node.role]
        return f"/{name} <</MCID {mcid}>> BDC"

    def end(self) -> str:
        """Close the open mark and return the operator, which the caller writes.

        Raises:
            MarkError: nothing is open.
        """
        if self._open is None:
            raise MarkError("no mark is open")
        self._open = None
        return "EMC"

    @contextmanager
    def mark(self, node: Element) -> Iterator[None]:
        """All that is painted inside is content of the node."""
        self.operators.append(self.begin(node))
        yield
        self.operators.append(self.end())

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str = "", over: bool = False) -> Iterator[None]:
        """All that is painted inside is no content: furniture, rules, backgrounds (ISO 32000-1, 14.8.2.2)."""
        self.operators.append(self.begin_artifact(kind, subtype, over))
        yield
        self.operators.append(self.end())

    def begin_artifact(self, kind: str = "Layout", subtype: str = "", over: bool = False) -> str:
        """Open an artifact and return its operator; kind is Pagination, Layout, Page or Background.

        over says that it lies over what was painted last, as words lie over their picture, and stays with that.

        Raises:
            MarkError: a mark or another artifact is open.
        """
        if self._open is not None:
            raise MarkError(f"artifact inside {self._open}")
        self._open = "artifact"
        if not over:
            self._artifacts_here.append(len(self.operators))
        extra = f"/Subtype/{subtype}" if subtype else ""
        return f"/Artifact <</Type/{kind}{extra}>> BDC"

    def paint_check(self, what: str) -> None:
        """Refuse to paint outside of marks.

        Raises:
            MarkError: neither a mark nor an artifact is open.
        """
        if self._open is None:
            raise MarkError(f"{what} outside any mark or artifact")

    def across(self, x: float, width: float = 0.0) -> float:
        """Where something of a width that is laid out at x really begins: as it is, or mirrored; all in points."""
        return self.size[0] - x - width if self.mirrored else x

    # --- resources ---------------------------------------------------------------------------------------------

    def use_face(self, face: Typeface) -> UsedFace:
        """The face's entry in this document; callers add the texts they draw."""
        used = self.faces.get(id(face))
        if used is None:
            used = self.faces[id(face)] = UsedFace(face, f"T{len(self.faces) + 1}")
        return used

    def use_picture(self, key: str, entries: str, data: bytes, mask: tuple[str, bytes] | None = None) -> str:
        """Name an image XObject in this page's resources, written once a document; data is already filtered.

        key identifies the picture's content. entries is the dictionary's syntax without Length.
        """
        document = self.document
        number = self.pictures.get(key)
        if number is None:
            if mask is not None:
                entries += f"/SMask {document.add_stream(mask[0], mask[1], packed=False)} 0 R"
            number = self.pictures[key] = document.add_stream(
                "/Type/XObject/Subtype/Image" + entries, data, packed=False
            )
        name = f"I{number}"
        self._pictures_here[name] = number
        return name

    def use_opacity(self, fill: float, stroke: float) -> str:
        """Name a graphics state with these opacities (0 to 1) in this page's resources."""
        name = f"A{round(fill * 1000)}x{round(stroke * 1000)}"
        self._opacities_here[name] = f"<</ca {fill:g}/CA {stroke:g}>>"
        return name

    # --- navigation --------------------------------------------------------------------------------------------

    def link(self, node: Element, box: tuple[float, float, float, float], target: str, contents: str) -> None:
        """A link area on this page that belongs to a Link element.

        box is left, bottom, right, top in points; target is a URL, or ``#name`` of an anchor.
        """
        self.links.append(LinkArea(self.page_index, box, target, contents, node))

    def anchor(self, name: str, top: float) -> None:
        """Name a height (in points) on this page, for links and the outline."""
        self.anchors[name] = Anchor(self.page_index, top)

    def outline_entry(self, title: str, level: int, anchor: str) -> None:
        """Append to the bookmarks; level counts from 0."""
        self.outline.append(OutlineEntry(title, level, anchor))

    # --- pages -------------------------------------------------------------------------------------------------

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Close the page.

        Raises:
            MarkError: a mark is still open.
        """
        if self._open is not None:
            raise MarkError(f"{self._open} is still open at the end of the page")
        document = self.document
        number = document.reserve()
        self.painted.append(Painted(number, self.operators, self._artifacts_here, self.personal))
        self.personal = False
        width, height = self.size
        entries = [f"/Type/Page/MediaBox[0 0 {width:.2f} {height:.2f}]/Contents {number} 0 R/Tabs/S"]
        objects = {f"/{name}": f"{picture} 0 R" for name, picture in self._pictures_here.items()}
        page = {"entries": entries, "pictures": objects, "opacities": self._opacities_here, **self._drawn_here()}
        document.add_page()
        self.pages.append(page)
        self.page_nodes.append(self._nodes_here)
        self._nodes_here = []
        self._artifacts_here = []
        self._pictures_here = {}
        self._opacities_here = {}
        self._begin_page()

    def _drawn_here(self) -> dict[str, Any]:
        """What else the page's resources are made of."""
        return {}

    def _begin_page(self) -> None:
        self.operators = []

    def bytes(self) -> bytes:
        """The finished file. The canvas cannot be drawn on afterwards.

        Raises:
            StructureError: an element of the tree has no content, or content has no element.
        """
        return self.document.data()

    def _finish(self) -> tuple[int, int | None]:
        return finish_document(self, self.document)
