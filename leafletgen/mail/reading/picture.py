"""A picture of a finished PDF: the part of a page that shows it."""

from __future__ import annotations

from typing import Final, NamedTuple

from leafletgen.document.element import Extent

#: Pixels of CSS in a point (CSS Values 4, 6.2), and dots in one of those, for fine screens.
_CSS: Final = 96 / 72
_DOTS: Final = 2


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

    def png(self) -> bytes:
        """Draw it, two dots to a pixel of CSS; empty where it lies off its page.

        Raises:
            UnreadableError: the page cannot be drawn (that of `leafletgen.system.raster`).
        """
        from leafletgen.system.raster import opened, png

        scale = _CSS * _DOTS
        with opened(self.data) as pages:
            wide, high = pages.size(self.page)
            left, bottom, right, top = self.extent
            left, bottom, right, top = max(left, 0), max(bottom, 0), min(right, wide), min(top, high)
            if right - left < 1 or top - bottom < 1:
                return b""
            image = pages.image(self.page, scale, crop=(left, bottom, wide - right, high - top))
        # Few colours are in drawings; a palette makes their files a quarter.
        return png(image, optimize=True)
