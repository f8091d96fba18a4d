"""A picture of a finished PDF: the part of a page that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from leafletgen.document.element import Extent
from leafletgen.mail.reading.marks import damages

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
#: The operators that show words (ISO 32000-1, 9.4.3).
_SHOWN: Final = ("Tj", "TJ", "'", '"')


class QuietPages:
    """The pages of a file without the words of their tags, so that a caption inside of a frame is not shown twice."""

    def __init__(self, data: bytes) -> None:
        """Take the file; nothing is done before a picture is drawn."""
        self._whole = data

    @cached_property
    def data(self) -> bytes:
        """The file with what is drawn alone: figures, and what no tag speaks of; the whole file where that fails."""
        import pikepdf

        target = BytesIO()
        try:
            with pikepdf.open(BytesIO(self._whole)) as pdf:
                for page in pdf.pages:
                    page.obj.Contents = pdf.make_stream(_without_words(pikepdf.parse_content_stream(page)))
                pdf.save(target, fix_metadata_version=False)
        except damages():
            return self._whole
        return target.getvalue()


def _without_words(instructions: Sequence[Any]) -> bytes:
    import pikepdf

    kept: list[Any] = []
    spoken: list[bool] = []
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            tag, *entries = instruction.operands
            is_numbered = bool(entries) and not isinstance(entries[0], pikepdf.Name) and "/MCID" in entries[0]
            spoken.append(is_numbered and str(tag) != "/Figure")
        elif operator == "EMC" and spoken:
            spoken.pop()
        elif operator in _SHOWN and spoken and spoken[-1]:
            continue
        kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)


class PagePicture(NamedTuple):
    """What a figure of a PDF shows; the page counts from 0."""

    pages: QuietPages
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

        with opened(self.pages.data) as pages:
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
