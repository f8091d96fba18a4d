"""A tagged canvas that has ReportLab's drawing methods too, for what is drawn by them.

Public ReportLab drawing methods work as ever, inside ``with canvas.mark(node):`` or ``with canvas.artifact():``;
painting outside both is an error, as it is for the layer's own blocks.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from leafletgen.document.element import Element
from leafletgen.pdf import compat
from leafletgen.pdf.canvas import MarkError, TaggedCanvas
from leafletgen.pdf.standard import UA_1, Standard
from leafletgen.pdf.writer import FONTS, TaggedDocument
from leafletgen.pdf.xmp import Metadata


class UnembeddedFontError(Exception):
    """Text in a font that would not be embedded (ISO 14289-1, 7.21.4.1), such as Helvetica."""

    def __init__(self, name: str) -> None:
        """Keep the font's name."""
        super().__init__(f"{name} is not embedded: register a TrueType font, and set it before drawing text")
        self.name = name


class _Raw(pdfdoc.PDFObject):
    """An object given as PDF syntax, for places where ReportLab wants an object of its own."""

    def __init__(self, syntax: bytes) -> None:
        """Keep the syntax as it is."""
        self.syntax = syntax

    def format(self, document: Any) -> bytes:
        """The syntax, as ReportLab's formatter asks for it."""
        return self.syntax


class _PageSlot(pdfdoc.PDFObject):
    """A page in ReportLab's book of objects; its dictionary is written when everything is known."""

    __RefOnly__ = 1

    def format(self, document: Any) -> bytes:
        """Never reached: the writer puts the page's own dictionary in place."""
        raise AssertionError("a page slot is written by the tagged writer")


class ReportLabDocument(TaggedDocument, pdfdoc.PDFDocument):
    """A ReportLab document whose file is written by the layer.

    Objects of two kinds live side by side under one numbering: ReportLab's own (forms, images and fonts that a
    caller drew with ReportLab's methods), and raw ones that the layer puts in as syntax.
    """

    Catalog: Any
    Pages: Any

    def __init__(self, language: str, version: str) -> None:
        """Start an empty document in a language (BCP 47), of a version of PDF."""
        TaggedDocument.__init__(self, version)
        # ReportLab begins to count anew, and its dictionary of fonts is the first that it counts.
        pdfdoc.PDFDocument.__init__(self, invariant=1, pdfVersion=(1, 7), lang=language, compression=1)
        if self.objectcounter != FONTS:
            raise RuntimeError("this ReportLab numbers its objects otherwise")

    def getInternalFontName(self, psfontname: str) -> str:  # noqa: N802 - ReportLab's name
        """Refuse a font that ReportLab would name without embedding it.

        Raises:
            UnembeddedFontError: always; registered TrueType fonts come in by another way.
        """
        raise UnembeddedFontError(psfontname)

    def add_page(self) -> None:
        """Take a number for the next page, as ReportLab does."""
        self.addPage(_PageSlot())

    def number_of_page(self, index: int) -> int:
        """The object number of a page, counted from 0."""
        number: int = self.idToObjectNumberAndVersion[f"Page{index + 1}"][0]
        return number

    def drawn_resources(self, page: dict[str, Any]) -> tuple[dict[str, str], dict[str, str], str]:
        """What ReportLab's methods used on a page: forms and images, graphics states, colours and shadings."""

        def formatted(item: Any) -> str:
            text: bytes = pdfdoc.format(item, self)
            return text.decode("latin-1")

        objects: dict[str, str] = {}
        if page["forms"]:
            forms = self.xobjDict(page["forms"])
            objects.update(("/" + name, formatted(reference)) for name, reference in forms.dict.items())
        drawn = page["extgstate"].getState()
        states = {} if drawn is None else {name: formatted(state) for name, state in drawn.dict.items()}
        further = ""
        for entry, used in (("ColorSpace", page["colours"]), ("Shading", page["shadings"])):
            if used:
                pairs = {name: pdfdoc.PDFObjectReference(internal) for internal, name in used.items()}
                further += f"/{entry} " + formatted(pdfdoc.PDFDictionary(pairs))
        return objects, states, further

    def _write_fonts(self) -> None:
        standard: Any = self.idToObject[pdfdoc.BasicFonts]
        standard.dict.update((name, _Raw(b"%d 0 R" % number)) for name, number in self.fonts.items())
        for font in self.delayedFonts:
            font.addObjects(self)
        self._take_over_reportlab_objects()

    def _take_over_reportlab_objects(self) -> None:
        """Format what ReportLab registered; formatting may register more, so go on until nothing is new."""
        unused = {id(self.Catalog), id(self.Pages), id(self.info), id(self.Outlines)}
        done: set[int] = set()
        while todo := [number for number in sorted(self.numberToId) if number not in done]:
            for number in todo:
                done.add(number)
                item = self.idToObject[self.numberToId[number]]
                if id(item) in unused or isinstance(item, _PageSlot):
                    continue
                syntax = pdfdoc.format(item, self, toplevel=1)
                if isinstance(item, pdfdoc.PDFStream) or syntax.rstrip().endswith(b"endstream"):
                    # ISO 19005-2, 6.1.7.1: an end-of-line before "endstream", which ReportLab leaves out.
                    head, _, _ = syntax.rstrip().rpartition(b"endstream")
                    self._streams[number] = head + b"\nendstream"
                else:
                    self._plain[number] = syntax.decode("latin-1")


class EmbeddedText(PDFTextObject):
    """ReportLab's text object, which begins in Helvetica; no word is written in that."""

    _fontname: str

    def _formatText(self, text: Any) -> Any:  # noqa: N802 - ReportLab's name
        font: Any = pdfmetrics.getFont(self._fontname)
        if not font._dynamicFont:
            raise UnembeddedFontError(self._fontname)
        return super()._formatText(text)  # type: ignore[misc]


class ReportLabCanvas(TaggedCanvas, Canvas):
    """A tagged canvas to which ReportLab's methods draw as well."""

    # ReportLab's methods set colours and widths between marks, which what is painted next depends on.
    reorders = False

    # ReportLab's own, listed in compat: the type stubs leave them out.
    _code: list[str]
    _pagesize: tuple[float, float]
    _extgstate: Any
    _formsinuse: list[str]
    _colorsUsed: dict[str, str]  # noqa: N815
    _shadingUsed: dict[str, str]  # noqa: N815
    _annotationrefs: list[Any]
    _startPage: Callable[[], None]  # noqa: N815

    def __init__(
        self, root: Element, metadata: Metadata, pagesize: tuple[float, float], standard: Standard = UA_1
    ) -> None:
        """Start a document with its structure tree; pagesize in points."""
        self._strict = False
        Canvas.__init__(self, BytesIO(), pagesize=pagesize, pageCompression=1, invariant=1, pdfVersion=(1, 7))
        TaggedCanvas.__init__(self, root, metadata, pagesize, standard)
        self._doc: Any = self.document
        self._strict = True

    def _new_document(self, language: str, standard: Standard) -> TaggedDocument:
        return ReportLabDocument(language, standard.version)

    @property
    def operators(self) -> list[str]:
        """ReportLab's list for the page, or for the form that is being drawn."""
        return self._code

    @operators.setter
    def operators(self, value: list[str]) -> None:
        """ReportLab keeps a list of its own."""

    @property
    def size(self) -> tuple[float, float]:
        """The page's size, which ReportLab's ``setPageSize`` changes."""
        return self._pagesize

    @size.setter
    def size(self, value: tuple[float, float]) -> None:
        """ReportLab was told it."""

    def paint_check(self, what: str) -> None:
        """Refuse to paint outside of marks, once the canvas is ready.

        Raises:
            MarkError: neither a mark nor an artifact is open.
        """
        if self._strict:
            super().paint_check(what)

    def _make_preamble(self) -> None:
        # ReportLab selects Helvetica at the head of every page, which PDF/UA-1 7.21.4.1 then wants embedded.
        self._preamble = ""

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> EmbeddedText:  # noqa: N802
        """A text object for ReportLab's own text methods.

        Raises:
            UnembeddedFontError: later, when text is written in a font that is no registered TrueType font.
        """
        return EmbeddedText(self, x, y, direction=direction)

    def clipPath(  # noqa: N802 - ReportLab's name
        self,
        aPath: Any,  # noqa: N803
        stroke: int = 1,
        fill: int = 0,
        fillMode: Any = None,  # noqa: N803
    ) -> None:
        """Clip to a path; it is painted as well when ``stroke`` or ``fill`` is set."""
        if stroke or fill:
            self.paint_check("clipPath")
        super().clipPath(aPath, stroke=stroke, fill=fill, fillMode=fillMode)

    def _drawn_here(self) -> dict[str, Any]:
        if self._annotationrefs:
            raise MarkError("use link() for annotations: ReportLab's are not tagged")
        return {
            "extgstate": self._extgstate,
            "forms": self._formsinuse,
            "colours": self._colorsUsed,
            "shadings": self._shadingUsed,
        }

    def _begin_page(self) -> None:
        self._startPage()


def _checked(name: str) -> Callable[..., Any]:
    original = getattr(Canvas, name)

    def painting(self: ReportLabCanvas, *arguments: Any, **options: Any) -> Any:
        self.paint_check(name)
        return original(self, *arguments, **options)

    painting.__doc__ = original.__doc__
    return painting


for _name in compat.PAINTING_METHODS:
    setattr(ReportLabCanvas, _name, _checked(_name))
