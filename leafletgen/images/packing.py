"""How prepared pictures are kept: each kind as bytes, and read again.

Reading raises ValueError, KeyError, TypeError or AttributeError for what is no such picture.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from leafletgen.images.artwork import Drawing, Lettering, Lines, Raster
from leafletgen.images.dots import Dots
from leafletgen.images.web_picture import WebPicture

if TYPE_CHECKING:
    from leafletgen.images.svg import Painting


def size(artwork: Any) -> int:
    """About how many bytes it takes in memory."""
    if isinstance(artwork, Raster):
        return len(artwork.data) + (len(artwork.mask[1]) if artwork.mask else 0)
    if isinstance(artwork, Dots):
        return len(artwork.data)
    if isinstance(artwork, WebPicture):
        return len(artwork.address)
    return len(artwork.operators if isinstance(artwork, Drawing) else artwork.svg) + 500


def pack_drawing(drawing: Drawing) -> bytes:
    """Pack vectors."""
    letterings = [tuple(lettering) for lettering in drawing.letterings]
    painted = (drawing.width, drawing.height, drawing.operators, letterings, drawing.opacities, drawing.clipped)
    said = [*painted, drawing.note, drawing.covers, drawing.lines]
    return json.dumps(said).encode()


def unpack_drawing(data: bytes) -> Drawing:
    """Read what `pack_drawing` made."""
    width, height, operators, letterings, opacities, clipped, note, covers, thin = json.loads(data)
    if not (isinstance(operators, str) and width > 0 and height > 0):
        raise ValueError("no drawing")
    words = [Lettering(tuple(matrix), *rest) for matrix, *rest in letterings]
    opacity = {name: tuple(pair) for name, pair in opacities.items()}
    placed = [(count, *box) for count, *box in covers]
    lines = Lines(thin[0], [(at, grain) for at, grain in thin[1]]) if thin else None
    return Drawing(width, height, operators, words, opacity, clipped=clipped, note=note, covers=placed, lines=lines)


def pack_svg(kept: Drawing | Painting) -> bytes:
    """Pack what an SVG file became."""
    return pack_drawing(kept) if isinstance(kept, Drawing) else json.dumps({"painting": tuple(kept)}).encode()


def unpack_svg(data: bytes) -> Drawing | Painting:
    """Read what `pack_svg` made."""
    if not data.startswith(b"{"):
        return unpack_drawing(data)
    from leafletgen.images.svg import Painting

    svg, width, height, why, words, *rest = json.loads(data)["painting"]
    return Painting(svg, width, height, why, [(text, heavy, line) for text, heavy, line in words], *rest)


def pack_raster(raster: Raster) -> bytes:
    """Pack a picture of dots for print."""
    entries, mask = raster.mask or ("", b"")
    size = (raster.width, raster.height)
    head = json.dumps([raster.key, *size, raster.entries, entries, len(raster.data), raster.note]).encode()
    return b"".join((head, b"\n", raster.data, mask))


def unpack_raster(data: bytes) -> Raster:
    """Read what `pack_raster` made."""
    head, _, body = data.partition(b"\n")
    key, width, height, entries, mask, length, note = json.loads(head)
    return Raster(key, width, height, entries, body[:length], (mask, body[length:]) if mask else None, note)


def pack_dots(dots: Dots) -> bytes:
    """Pack a file of dots."""
    return json.dumps([dots.width, dots.height]).encode() + b"\n" + dots.data


def unpack_dots(data: bytes) -> Dots:
    """Read what `pack_dots` made."""
    head, _, body = data.partition(b"\n")
    width, height = json.loads(head)
    if not (width > 0 and height > 0):
        raise ValueError("no picture")
    return Dots(body, width, height)


def pack_web(picture: WebPicture) -> bytes:
    """Pack a picture of a web page."""
    return json.dumps(picture).encode()


def unpack_web(data: bytes) -> WebPicture:
    """Read what `pack_web` made."""
    address, width, height = json.loads(data)
    if not (isinstance(address, str) and width > 0 and height > 0):
        raise ValueError("no picture")
    return WebPicture(address, width, height)
