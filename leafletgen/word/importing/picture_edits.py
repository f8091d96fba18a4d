"""What Word did to a picture and a leaflet cannot, done on its pixels: cropped, mirrored, turned by right angles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.images.opening import LIMIT_DECODED, bytes_decoded, turn_of, turned
from leafletgen.images.raster import readable
from leafletgen.word.importing.picture_kinds import saved

if TYPE_CHECKING:
    from PIL.Image import Image

    from leafletgen.word.story import Picture

_RIGHT: Final = 0.5
"""Degrees by which an angle may miss a right one and is meant as one."""


class Edits(NamedTuple):
    """What is to be done to a picture.

    Attributes:
        crop: cut away on the left, top, right and bottom, as shares of the whole.
        mirrored: left and right are exchanged.
        quarters: how often it is turned clockwise by a right angle.
        slant: degrees that no right angle accounts for, which are left as they are.
    """

    crop: tuple[float, float, float, float]
    mirrored: bool
    quarters: int
    slant: float

    @property
    def any(self) -> bool:
        """Whether pixels change."""
        return any(self.crop) or self.mirrored or self.quarters != 0


class Edited(NamedTuple):
    """A picture that was changed: its file, its width and height in pixels."""

    data: bytes
    width: int
    height: int


def edits_of(picture: Picture) -> Edits:
    """Return what Word does to a picture when it shows it."""
    quarters = round(picture.turn / 90)
    slant = picture.turn - 90 * quarters
    if abs(slant) > _RIGHT:
        return Edits(picture.crop, picture.mirrored, 0, picture.turn)
    return Edits(picture.crop, picture.mirrored, quarters % 4, 0.0)


def edited(data: bytes, edits: Edits) -> Edited | None:
    """Return a PNG or JPEG as Word shows it; None where it is too large to be changed here.

    Raises:
        PictureError: it is damaged.
    """
    with readable(data) as image:
        if bytes_decoded(image) > LIMIT_DECODED:
            return None
        kind = image.format or "PNG"
        made = turned(image, turn_of(image))
        made.info.setdefault("icc_profile", image.info.get("icc_profile"))
        made = _changed(made, edits)
        return Edited(saved(made, kind), made.width, made.height)


def _changed(image: Image, edits: Edits) -> Image:
    from PIL.Image import Transpose

    left, top, right, bottom = edits.crop
    if any(edits.crop):
        across, down = image.size
        first, upper = round(left * across), round(top * down)
        last, lower = round((1 - right) * across), round((1 - bottom) * down)
        image = image.crop((first, upper, max(first + 1, last), max(upper + 1, lower)))
    if edits.mirrored:
        image = image.transpose(Transpose.FLIP_LEFT_RIGHT)
    turns = {1: Transpose.ROTATE_270, 2: Transpose.ROTATE_180, 3: Transpose.ROTATE_90}
    return image.transpose(turns[edits.quarters]) if edits.quarters else image
