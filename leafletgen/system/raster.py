"""PDF pages as pixels, and the PNG files that leafletgen draws."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image


LIMIT_PIXELS = 100_000_000
"""More pixels than this are neither read nor drawn: so many take 400 MB."""


_PDFIUM = threading.RLock()
"""PDFium does one thing at a time, whichever file it is for."""


class UnreadableError(Exception):
    """The bytes are no PDF that can be opened, or a page of it cannot be drawn."""


class Pages:
    """The pages of an open PDF, counted from 0; threads may share it."""

    def __init__(self, document: Any) -> None:
        """Take a document of pypdfium2."""
        self._document = document

    def __len__(self) -> int:
        """Count the pages."""
        with _PDFIUM:
            return len(self._document)

    def close(self) -> None:
        """Let go of the file; nothing can be drawn of it any more."""
        with _PDFIUM:
            self._document.close()

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
        from pypdfium2 import PdfiumError

        try:
            with _PDFIUM:
                page = self._document[index]
                try:
                    dots = page.render(scale=scale, crop=crop, grayscale=greys)
                    image: Image = dots.to_pil()
                    dots.close()
                finally:
                    page.close()
        except (PdfiumError, IndexError, ValueError) as fault:
            raise UnreadableError(str(fault)) from fault
        return image


def open_pages(data: bytes) -> Pages:
    """Open the bytes of a PDF that was written here; one of a stranger needs a process of its own.

    Raises:
        UnreadableError: they are no PDF.
    """
    import pypdfium2

    try:
        with _PDFIUM:
            return Pages(pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError as fault:
        raise UnreadableError(str(fault)) from fault


@contextmanager
def opened(data: bytes) -> Iterator[Pages]:
    """Open the bytes of a PDF as `open_pages` does, for as long as a block lasts.

    Raises:
        UnreadableError: they are no PDF.
    """
    pages = open_pages(data)
    try:
        yield pages
    finally:
        pages.close()


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
