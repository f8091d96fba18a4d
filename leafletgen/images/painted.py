"""Drawings that lines cannot show, as pictures of dots in the resolution of print."""

from collections.abc import Sequence

from leafletgen.images.fault import nothing_to_see
from leafletgen.images.svg import Painting
from leafletgen.images.svg.painter import DPI, SOFT_DPI, dots, paint
from leafletgen.pdf.artwork import Raster

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
        across = dots(painting.width, painting.height, width, dpi, painting.window)
        down = max(1, round(across * painting.height / painting.width))
        data = paint(painting.svg, across, down, faces, family)
        with Image.open(BytesIO(data), formats=("PNG",)) as image:
            if image.mode == "RGBA" and image.getchannel("A").getbbox() is None:
                raise nothing_to_see()
        raster = prepare_raster(data, across)
        if len(raster.data) <= _MOST_BYTES:
            break
    assert raster is not None
    shown = round(raster.width / (width / 72))
    raster.note = f"it has {painting.why}, and is printed as a picture of {shown} dots an inch"
    if painting.told:
        raster.note += f"; {painting.told}"
    return raster
