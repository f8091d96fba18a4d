"""A picture of a finished PDF: the part of a page that shows it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.document.element import Extent

if TYPE_CHECKING:
    from PIL.Image import Image

#: Pixels of CSS in a point (CSS Values 4, 6.2), and dots in one of those, for fine screens.
_CSS: Final = 96 / 72
_DOTS: Final = 2
#: Colours of a drawing with its smoothed edges, at most; of these a palette keeps so many.
_COLOURS_OF_DRAWINGS: Final = 20_000
_PALETTE: Final = 128
#: Of photographs, as JPEG has it.
_QUALITY: Final = 85


class PagePicture(NamedTuple):
    """What a figure of a PDF shows; the page counts from 0."""

    data: bytes
    page: int
    extent: Extent

    def __repr__(self) -> str:
        """Return the class alone."""
        return "PagePicture(…)"

    @property
    def width(self) -> float:
        """Its width on paper, in pixels of CSS."""
        return (self.extent.right - self.extent.left) * _CSS

    @property
    def height(self) -> float:
        """Its height on paper, in pixels of CSS."""
        return (self.extent.top - self.extent.bottom) * _CSS

    def drawn(self, width: float | None = None) -> bytes:
        """Draw it, two dots to a pixel of CSS: a drawing as PNG, a photograph as JPEG; empty where it is off its page.

        Args:
            width: how wide it is to be shown, in pixels of CSS; as on paper when None.

        Raises:
            UnreadableError: the page cannot be drawn (that of `leafletgen.system.raster`).
        """
        from leafletgen.system.raster import opened

        with opened(self.data) as pages:
            wide, high = pages.size(self.page)
            left, right = max(self.extent.left, 0), min(self.extent.right, wide)
            bottom, top = max(self.extent.bottom, 0), min(self.extent.top, high)
            if right - left < 1 or top - bottom < 1:
                return b""
            scale = _CSS * _DOTS * ((width or self.width) / self.width)
            image = pages.image(self.page, scale, crop=(left, bottom, wide - right, high - top))
        return _packed(image)


def _packed(image: Image) -> bytes:
    """Few colours are in a drawing, so that a palette makes its file a third; a photograph would lose by one."""
    from PIL.Image import Dither

    from leafletgen.system.raster import png

    if image.getcolors(_COLOURS_OF_DRAWINGS) is not None:
        return png(image.quantize(_PALETTE, dither=Dither.NONE), optimize=True)
    buffer = BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()
