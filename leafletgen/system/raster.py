"""PDF pages as pixels, and the files of pictures that leafletgen draws."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image


LIMIT_PIXELS = 100_000_000
"""More pixels than this are neither read nor drawn: so many take 400 MB."""


_WHITE = 0xFFFFFFFF
_PDFIUM = threading.RLock()
"""PDFium does one thing at a time, whichever file it is for."""


class UnreadableError(Exception):
    """The bytes are no PDF that can be opened, or a page of it cannot be drawn."""


class Jpeg(NamedTuple):
    """A page as a JPEG file; sides in pixels."""

    data: bytes
    width: int
    height: int


class Pages:
    """The pages of an open PDF, counted from 0; threads may share it."""

    def __init__(self, document: Any) -> None:
        """Take a document of pypdfium2."""
        self._document = document

    def __len__(self) -> int:
        """Count the pages."""
        with _PDFIUM:
            return len(self._document)

    def size(self, index: int) -> tuple[float, float]:
        """Return a page's width and height in points.

        Raises:
            UnreadableError: the file has no such page.
        """
        from pypdfium2 import PdfiumError

        try:
            with _PDFIUM:
                width, height = self._document.get_page_size(index)
        except (PdfiumError, IndexError) as fault:
            raise UnreadableError(str(fault)) from fault
        return width, height

    def image(
        self,
        index: int,
        scale: float,
        *,
        crop: tuple[float, float, float, float] = (0, 0, 0, 0),
        greys: bool = False,
    ) -> Image:
        """Draw a page on white.

        Args:
            index: which page.
            scale: pixels a point; the sides of the picture are rounded up.
            crop: the points to leave out at left, bottom, right and top.
            greys: whether it is drawn in greys and not in colour.

        Raises:
            UnreadableError: the file has no such page, or it cannot be drawn.
        """
        return self._drawn(index, scale=scale, crop=crop, grayscale=greys)

    def jpeg(self, index: int, scale: float, quality: int = 88) -> Jpeg:
        """Draw a page on white into a JPEG file, to be looked at on a screen.

        Args:
            index: which page.
            scale: pixels a point; the sides of the picture are rounded up.
            quality: as JPEG has it; below 85 thin lines have specks about them.

        Raises:
            UnreadableError: the file has no such page, or it cannot be drawn.
        """
        image = self.dots(index, scale)
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=quality, subsampling=0)  # else small coloured words change their hue
        return Jpeg(buffer.getvalue(), image.width, image.height)

    def dots(self, index: int, scale: float, part: tuple[int, int, int, int] | None = None) -> Image:
        """Draw a page on white, or a part of it, as bytes in the order that Pillow has them in: it copies none.

        Args:
            index: which page.
            scale: pixels a point; the sides of the whole page are rounded up.
            part: left, top, right and bottom of it, in pixels of the whole page.

        Raises:
            UnreadableError: the file has no such page, or it cannot be drawn.
        """
        if part is not None:
            return self._clipped(index, scale, part)
        return self._drawn(index, scale=scale, rev_byteorder=True, prefer_bgrx=True)

    def _clipped(self, index: int, scale: float, part: tuple[int, int, int, int]) -> Image:
        """Draw a part of a page where it stands on the whole.

        A picture of the part alone has other dots: PDFium rounds the places of letters from its edge.
        """
        from pypdfium2 import PdfBitmap, PdfiumError, raw

        left, top, right, bottom = part
        try:
            with _PDFIUM:
                page = self._document[index]
                try:
                    width, height = page.get_size()
                    wide, high = math.ceil(width * scale), math.ceil(height * scale)
                    whole = PdfBitmap.new_native(wide, high, raw.FPDFBitmap_BGRx, rev_byteorder=True)
                    raw.FPDFBitmap_FillRect(whole, left, top, right - left, bottom - top, _WHITE)
                    across = raw.FS_MATRIX(wide / width, 0, 0, high / height, 0, 0)
                    clip, how = raw.FS_RECTF(*part), raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER
                    raw.FPDF_RenderPageBitmapWithMatrix(whole, page, across, clip, how)
                    image: Image = whole.to_pil().crop(part)
                    whole.close()
                finally:
                    page.close()
        except (PdfiumError, IndexError, ValueError) as fault:
            raise UnreadableError(str(fault)) from fault
        return image

    def _drawn(self, index: int, **options: Any) -> Image:
        from pypdfium2 import PdfiumError

        try:
            with _PDFIUM:
                page = self._document[index]
                try:
                    dots = page.render(**options)
                    image: Image = dots.to_pil()
                    dots.close()
                finally:
                    page.close()
        except (PdfiumError, IndexError, ValueError) as fault:
            raise UnreadableError(str(fault)) from fault
        return image


@contextmanager
def opened(data: bytes) -> Iterator[Pages]:
    """Open the bytes of a PDF that was written here; one of a stranger needs a process of its own.

    Raises:
        UnreadableError: they are no PDF.
    """
    import pypdfium2

    try:
        with _PDFIUM:
            document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise UnreadableError(str(fault)) from fault
    try:
        yield Pages(document)
    finally:
        with _PDFIUM:
            document.close()


def png(image: Image, **options: Any) -> bytes:
    """Return a PNG file that says beside its pixels that leafletgen drew it, by which it is known again.

    Args:
        image: what it shows.
        options: as Pillow's PNG writer takes them, such as ``dpi``.
    """
    from PIL.PngImagePlugin import PngInfo

    mark = PngInfo()
    mark.add_text("Software", "leafletgen")
    buffer = BytesIO()
    image.save(buffer, "PNG", pnginfo=mark, **options)
    return buffer.getvalue()
