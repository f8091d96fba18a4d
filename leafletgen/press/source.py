"""A finished PDF becomes the material of a print copy: its pages as forms, and what the copy says of itself."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from leafletgen.languages.direction import is_right_to_left
from leafletgen.pages.bleed import BLEED
from leafletgen.pdf.packet import packet_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

#: Points in a millimetre.
MM = 72 / 25.4
_TITLE = "Print copy ("
# What a catalog keeps: colours and layers belong to how the pages look. Tags, outline, forms and scripts go.
_KEPT = frozenset({"/Type", "/Pages", "/Lang", "/OutputIntents", "/OCProperties", "/Version"})


class OutputError(Exception):
    """A PDF of which no print copy can be made; the message says why, the hint what to do."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        """Keep the code and both texts, in words for a person."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


class SourcePage(NamedTuple):
    """One page as a form: its trimmed corner lies at 0, 0, upright; width and height in points."""

    form: pikepdf.Object
    width: float
    height: float

    @property
    def size(self) -> str:
        """Width and height for a person, such as `148 x 210 mm`."""
        return millimetres(self.width, self.height)


def millimetres(width: float, height: float) -> str:
    """A size in points as whole millimetres."""
    return f"{width / MM:.0f} x {height / MM:.0f} mm"


class Source:
    """An opened PDF, which its print copy is written from.

    Attributes:
        pdf: the document; pages of the copy are put into it.
        pages: the pages, in order, as forms that show 3 mm around the trimmed page as well.
        shown_as: the leaflet's code, or the file's name where a file of another program has none.
        from_the_right: whether its pages are read from right to left.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Open a PDF; the name is that of its file, for messages and for files without a code.

        Raises:
            OutputError: it is no PDF, damaged, protected, without pages, or a print copy itself.
        """
        self.name = name
        self.pdf = _opened(data, name)
        self._info = _info_of(self.pdf)
        self.from_the_right = _is_from_the_right(self.pdf.Root)
        title = self._info.get("/Title", "")
        if title.startswith(_TITLE):
            raise OutputError(
                "print-copy-already", f"{name} is a print copy already", "name the PDF that it was made of"
            )
        code = self._info.get("/Keywords", "").split(", ")[0]
        made_here = self._info.get("/Producer", "").startswith("leafletgen")
        self.shown_as = code if made_here and code else name
        self.pages = list(self._forms())
        if not self.pages:
            raise OutputError("pdf-without-pages", f"{name} has no pages")

    def _forms(self) -> Iterator[SourcePage]:
        import pikepdf

        try:
            # What was filled in or stamped on lies in annotations, which a form does not hold.
            self.pdf.flatten_annotations("print")
            for page in self.pdf.pages:
                for stream in _streams(page.obj.get("/Contents")):
                    if not isinstance(stream, pikepdf.Stream):
                        raise TypeError("the content of a page is no stream")
                    stream.read_bytes()  # a damaged page is found here, not by the printer
                yield _upright(page)
        except (pikepdf.PdfError, TypeError, ValueError, ArithmeticError) as fault:
            raise _damaged(self.name) from fault

    def add_page(self, width: float, height: float, content: bytes, resources: dict[str, Any]) -> pikepdf.Page:
        """Append a page of the copy, width and height in points; `start_copy` comes first."""
        import pikepdf

        entries = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=rectangle(0, 0, width, height),
            Resources=pikepdf.Dictionary(resources),
            Contents=self.pdf.make_stream(content),
        )
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(entries)))
        return self.pdf.pages[-1]

    def start_copy(self, kind: str, preferences: dict[str, Any]) -> None:
        """Take out the pages and all that makes this the PDF for reading; say what the copy is.

        No structure tree is left and XMP claims neither PDF/A nor PDF/UA: the copy is for paper. Its dates are the
        source's, so that the same source gives the same bytes on any day.
        """
        import pikepdf

        pdf, root = self.pdf, self.pdf.Root
        del pdf.pages[:]
        for key in sorted(set(root.keys()) - _KEPT):
            del root[key]
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True, PrintScaling=pikepdf.Name("/None"))
        root.ViewerPreferences.update(preferences)
        kept = {key: self._info[key] for key in ("/Author", "/Subject", "/Keywords", "/Creator") if self._info.get(key)}
        kept["/Title"] = f"{_TITLE}{kind}): {self._info.get('/Title') or self.name}"
        kept["/Producer"] = "leafletgen"
        created = self._info.get("/CreationDate", "")
        if _is_date(created):
            kept["/CreationDate"] = kept["/ModDate"] = created
        pdf.docinfo = pdf.make_indirect(pikepdf.Dictionary(kept))
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata.load_from_docinfo(pdf.docinfo)
            metadata["dc:format"] = "application/pdf"

    def saved(self) -> bytes:
        """The file as it is now; the same source gives the same bytes.

        Raises:
            OutputError: a part of the source cannot be read.
        """
        import pikepdf

        target = BytesIO()
        try:
            self.pdf.save(
                target,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                min_version="1.7",
            )
        except pikepdf.PdfError as fault:
            raise _damaged(self.name) from fault
        return target.getvalue()


def rectangle(left: float, bottom: float, right: float, top: float) -> pikepdf.Array:
    """A PDF rectangle, in points."""
    import pikepdf

    return pikepdf.Array([round(value, 2) for value in (left, bottom, right, top)])


def _is_from_the_right(root: pikepdf.Object) -> bool:
    """Whether pages are read from right to left: as the file says (ISO 32000-1, 12.2), or else as its language asks."""
    import pikepdf

    preferences = root.get("/ViewerPreferences")
    said = str(preferences.get("/Direction", "")) if isinstance(preferences, pikepdf.Dictionary) else ""
    if said in ("/L2R", "/R2L"):
        return said == "/R2L"
    return is_right_to_left(str(root.get("/Lang", "")))


def _damaged(name: str) -> OutputError:
    return OutputError(
        "pdf-damaged", f"{name} is damaged, or no whole PDF", "make it again, or save a new copy from a PDF viewer"
    )


def _opened(data: bytes, name: str) -> pikepdf.Pdf:
    import pikepdf

    if b"%PDF-" not in data[:1024]:  # ISO 32000-1, annex H.3: what readers put up with before the header
        raise OutputError("not-a-pdf", f"{name} is not a PDF", "name files that leafletgen build made")
    locked = OutputError(
        "pdf-protected", f"{name} is protected by a password", "save a copy without protection, and name that"
    )
    try:
        pdf = pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise locked from None
    except (pikepdf.PdfError, ValueError) as fault:  # older ones look for the end of a short file before its beginning
        raise _damaged(name) from fault
    if pdf.is_encrypted:
        raise locked
    return pdf


def _info_of(pdf: pikepdf.Pdf) -> dict[str, str]:
    """What a PDF says of itself in Info, or in XMP when it has no Info, which PDF/A-4 forbids (ISO 19005-4, 6.1.3)."""
    if "/Info" in pdf.trailer:
        return {key: _printable(value) for key, value in pdf.docinfo.items()}
    return {f"/{key}": _printable(value) for key, value in packet_in(pdf).info.items()}


def _printable(value: Any) -> str:
    """A text of Info without control characters, which XMP cannot hold."""
    return "".join(letter for letter in str(value) if letter.isprintable())


def _is_date(text: str) -> bool:
    from pikepdf.models.metadata import decode_pdf_date

    try:
        decode_pdf_date(text)
    except ValueError:
        return False
    return True


def _streams(contents: Any) -> list[Any]:
    import pikepdf

    if contents is None:
        return []
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _upright(page: pikepdf.Page) -> SourcePage:
    """A page as a form whose trimmed corner is 0, 0, turned as a viewer turns it (ISO 32000-1, 7.7.3.3 and 14.11.2)."""
    unit = float(page.obj.get("/UserUnit", 1))
    x0, y0, x1, y1 = (float(side) for side in page.trimbox)
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    turn = int(page.obj.get("/Rotate", 0)) % 360
    matrices = {
        0: (1, 0, 0, 1, -x0, -y0),
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }
    width, height = (x1 - x0) * unit, (y1 - y0) * unit
    if turn not in matrices or not (width > 0 and height > 0):
        raise ValueError(f"a page of {width} by {height} points, turned by {turn} degrees")
    around = BLEED / unit
    form = page.as_form_xobject(handle_transformations=False)
    form.BBox = rectangle(x0 - around, y0 - around, x1 + around, y1 + around)
    form.Matrix = [round(value * unit, 5) for value in matrices[turn]]
    return SourcePage(form, width, height) if turn % 180 == 0 else SourcePage(form, height, width)
