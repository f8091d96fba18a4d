"""Drawings that lines cannot show, as pictures of dots in the resolution of print."""

from collections.abc import Sequence

from leafletgen.images.artwork import Raster
from leafletgen.images.fault import nothing_to_see
from leafletgen.images.svg import Painting
from leafletgen.images.svg.painter import DPI, SOFT_DPI, dots, paint

#: Over so many bytes a picture holds photographs, or colours that run as softly.
_MOST_BYTES = 1_500_000


def prepare_painting(painting: Painting, width: float, faces: Sequence[bytes], family: str) -> Raster:
    """A painting as it is embedded when it is printed ``width`` points wide.

    Raises:
        PictureError: it cannot be painted, or nothing of it is to be seen.
    """
    from io import BytesIO

    from PIL import Image

    from leafletgen.images.raster import prepare_raster

    raster = None
    for dpi in (SOFT_DPI,) if painting.filtered else (DPI, SOFT_DPI):
        across = dots(painting.width, painting.height, width, dpi, painting.layers, painting.window)
        down = max(1, round(across * painting.height / painting.width))
        data = paint(painting.svg, across, down, faces, family)
        with Image.open(BytesIO(data), formats=("PNG",)) as image:
            if image.mode == "RGBA" and image.getchannel("A").getbbox() is None:
                raise nothing_to_see()
        raster = prepare_raster(data, across)
        if len(raster.data) <= _MOST_BYTES:
            break
    else:
        raster = _as_photograph(data)
    assert raster is not None
    shown = round(raster.width / (width / 72))
    raster.note = f"it has {painting.why}, and is printed as a picture of {shown} dots an inch"
    if painting.told:
        raster.note += f"; {painting.told}"
    return raster


def _as_photograph(data: bytes) -> Raster:
    """A PNG with colours that run as softly as a photograph's, compressed as one; what is clear stays so."""
    from io import BytesIO

    from PIL import Image

    from leafletgen.images.embed import embedded, embedded_jpeg
    from leafletgen.images.shrink import colours_spread

    with Image.open(BytesIO(data), formats=("PNG",)) as image:
        colours, alpha = colours_spread(image.convert("RGBA"))
    buffer = BytesIO()
    colours.save(buffer, "JPEG", quality=90, subsampling=0, optimize=True)
    made = embedded_jpeg(buffer.getvalue(), *colours.size, "RGB")
    if alpha.histogram()[255] < alpha.width * alpha.height:
        made.mask = embedded(colours.resize((1, 1)), alpha).mask
        made.key += "-clear"
    return made
