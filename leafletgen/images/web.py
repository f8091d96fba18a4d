"""Pictures as browsers show them: of a drawing what it draws, a raster upright, in sRGB, no larger than screens need.

Nothing is kept of what a file says besides: places, names of people and programs, comments.
"""

import re
from io import BytesIO

from leafletgen.images.fault import PictureError
from leafletgen.images.svg.vector import read_plain
from leafletgen.images.web_picture import WebPicture, data_address

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_PROLOGUE = re.compile(r"\s*<\?xml[^>]*\?>\s*")
_FAMILY = re.compile(r"""font-family=(["'])([^"']*)\1""")
#: Generic families, of which the last name of a list should be one (CSS Fonts 4, 2.1).
_GENERIC = ("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui")


def web_svg(data: bytes, family: str) -> WebPicture:
    """A drawing; words in it ask for the brand's face, and for another one without serifs where that is missing.

    Raises:
        PictureError: it is damaged, or refers to something outside, or would not be shown as it is printed.
    """
    plain = read_plain(data, (family.lower(),))
    if plain is not None:
        svg = _COMMENT.sub("", _PROLOGUE.sub("", data.decode("utf-8"), count=1))
        size = (plain.width, plain.height)
    else:
        svg, size = _strictly(data, family)
    return WebPicture(data_address("image/svg+xml", _FAMILY.sub(_with_generic, svg).encode()), *size)


def _strictly(data: bytes, family: str) -> tuple[str, tuple[float, float]]:
    from lxml import etree

    from leafletgen.images.svg.source import read_source

    try:
        source = read_source(data, family)
        return etree.tostring(source.root, encoding="unicode"), (source.width, source.height)
    except RecursionError as fault:
        raise PictureError(
            "something in it is nested without end", "save it again as plain SVG, or export it as PNG"
        ) from fault


def _with_generic(attribute: re.Match[str]) -> str:
    names = [name.strip() for name in attribute[2].split(",")]
    return (
        attribute[0] if names[-1] in _GENERIC else f"font-family={attribute[1]}{attribute[2]}, sans-serif{attribute[1]}"
    )


def web_raster(data: bytes, target: int) -> WebPicture:
    """A PNG or JPEG file, at most about ``target`` pixels wide.

    Raises:
        PictureError: it is damaged, too large, or neither of the two.
    """
    from leafletgen.images.jpeg_picture import photograph
    from leafletgen.images.png_picture import shown
    from leafletgen.images.raster import readable

    with readable(data) as image:
        if image.format != "PNG":
            made = photograph(image, data, target)
            return WebPicture(data_address("image/jpeg", made.data), made.width, made.height)
        drawing = shown(image, data, target)
        buffer = BytesIO()
        drawing.info.clear()
        drawing.save(buffer, "PNG", optimize=True)
        return WebPicture(data_address("image/png", buffer.getvalue()), *drawing.size)
