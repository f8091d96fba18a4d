"""What was drawn of a tagged document: the canvas notes it, and the catalog writes it down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from leafletgen.document.element import Element
from leafletgen.fonts.typeface import ESCAPED, Typeface
from leafletgen.pdf.embedding import FontObjects, font_objects, kept_font_objects, shaped_font_objects
from leafletgen.pdf.standard import UA_1, Standard
from leafletgen.pdf.xmp import Metadata

if TYPE_CHECKING:
    from leafletgen.fonts.shaped import Cluster, ShapedTypeface


class LinkArea(NamedTuple):
    """One rectangle of a link on one page."""

    page: int
    box: tuple[float, float, float, float]
    target: str
    contents: str
    node: Element


class Anchor(NamedTuple):
    """A named height on a page, in points."""

    page: int
    top: float


class OutlineEntry(NamedTuple):
    """One bookmark."""

    title: str
    level: int
    anchor: str


class Mark(NamedTuple):
    """A stretch of marked content: its page, and its number there (MCID); the lesser one was drawn first.

    `start` is where among the page's operators the content begins that it is in: itself, or a text object.
    """

    page: int
    mcid: int
    start: int


class Painted(NamedTuple):
    """What a page consists of, until all is known of which its content stream is made.

    `stream` is the number of that stream, `artifacts` says where among the operators each artifact begins, and
    `personal` that a person's data is in them.
    """

    stream: int
    operators: list[str]
    artifacts: list[int]
    personal: bool


class UsedFace:
    """A typeface in one document: its resource name, and the texts that were drawn with it.

    Words of a shaped face get codes of the document's own, in the order in which they are first drawn, so that a
    document has the same bytes whatever the process set before.
    """

    __slots__ = ("_codes", "_words", "face", "resource", "texts")

    def __init__(self, face: Typeface, resource: str) -> None:
        """Start with the space, which ends lines."""
        self.face = face
        self.resource = resource
        self.texts: list[str] = [" "]
        self._codes: dict[str, str] = {}
        self._words: dict[str, str] = {}
        if face.shaped:
            self.encode(face.space)

    def encode(self, code: str) -> str:
        """A word's code, see ``Typeface.word``, as the document has it in a literal string (as Latin-1 text)."""
        if not self.face.shaped:
            return code
        return self.encode_words((code,))

    def encode_words(self, words: Sequence[str]) -> str:
        """Codes of words one after another, of a shaped face; see ``encode``."""
        known = self._words
        try:
            return "".join([known[word] for word in words])
        except KeyError:
            for word in words:
                if word not in known:
                    known[word] = self._encoded(word)
            return "".join([known[word] for word in words])

    def _encoded(self, word: str) -> str:
        codes = self._codes
        for one in word:
            if one not in codes:
                number = len(codes) + 1
                codes[one] = ESCAPED[number >> 8 & 255] + ESCAPED[number & 255]
        return "".join([codes[one] for one in word])

    @property
    def shown(self) -> list[str]:
        """The codes of a shaped face that were drawn, see ``Typeface.word``; the document's own begin with 1."""
        return [*self._codes]

    @property
    def clusters(self) -> list[Cluster]:
        """What the codes of a shaped face stand for, from the first one, 1, on."""
        face = cast("ShapedTypeface", self.face)
        return [face.cluster(code) for code in self._codes]

    def font_objects(self, keeps: bool) -> FontObjects:
        """What the file needs of the face, which is kept for the next document if nothing is said of one person.

        Raises:
            TypefaceError: the face cannot be embedded for what was drawn.
        """
        if self.face.shaped:
            made = kept_font_objects if keeps else shaped_font_objects
            return made(cast("ShapedTypeface", self.face), tuple(self.clusters))
        return font_objects(self.face, tuple(self.face.used_codes(self.characters)))

    @property
    def characters(self) -> set[str]:
        """The characters in its texts."""
        return set("".join(self.texts))


class StructureError(Exception):
    """Elements without content, or content without an element; ``nodes`` are the ones at fault."""

    def __init__(self, message: str, nodes: Iterable[Element]) -> None:
        """Keep the nodes, whose places lead back to the source."""
        super().__init__(message)
        self.nodes = tuple(nodes)


class Drawn:
    """A document that was drawn, all but what binds its pages.

    Attributes:
        reorders: whether pages are put in the order of their tags.
        mirrored: whether pages are mirrored, since the document is read from right to left: what is laid out from the
            left stands as far from the right edge.
        root: the Document element; the tree below it may grow until the file is written.
        metadata: title, author and dates for Info and XMP.
        standard: what the file keeps to.
        pages: for each page its entries in PDF syntax, its pictures and its opacities.
        painted: for each page its operators.
        page_nodes: for each page the element of each mark, by the mark's number.
        marks: the marks of each element, by its identity.
        links, anchors, outline: what leads where.
        faces: the faces in use, by their identity.
    """

    reorders = True
    mirrored = False

    def __init__(self, root: Element, metadata: Metadata, standard: Standard = UA_1) -> None:
        """Begin with nothing drawn."""
        self.root = root
        self.standard = standard
        self.metadata = metadata
        self.pages: list[dict[str, Any]] = []
        self.painted: list[Painted] = []
        self.page_nodes: list[list[Element]] = []
        self.marks: dict[int, list[Mark]] = {}
        self.links: list[LinkArea] = []
        self.anchors: dict[str, Anchor] = {}
        self.outline: list[OutlineEntry] = []
        self.faces: dict[int, UsedFace] = {}
