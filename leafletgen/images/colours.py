"""What a raster picture's samples mean: their colours in sRGB, and how opaque they are."""

from collections.abc import Mapping
from functools import reduce
from io import BytesIO
from typing import TYPE_CHECKING, Any

from leafletgen.images.png_rows import Samples

if TYPE_CHECKING:
    from PIL import ImageCms
    from PIL.Image import Image

#: The exponent that a PNG's gAMA gives for what screens show as it is, and how far others may be from it: as libpng.
_USUAL_GAMMA = 1 / 2.2
_GAMMA_TOLERANCE = 0.05


def is_srgb(info: Mapping[Any, Any]) -> bool:
    """Whether a picture's ICC profile is sRGB, or none that can be read, which is left aside as viewers do."""
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(info["icc_profile"]))
        return "srgb" in ImageCms.getProfileDescription(profile).lower()
    except (ImageCms.PyCMSError, OSError):
        return True


class Colours:
    """Turns samples into sRGB as the file says: by its ICC profile, else by its gAMA, else as they are.

    A PNG's sRGB chunk goes before gAMA, a profile before both. Its cHRM is left aside, as by most browsers where there
    is no gAMA; the primaries that it names are those of sRGB in all but a few files.
    """

    def __init__(self, info: Mapping[Any, Any]) -> None:
        """Take what Pillow says of the file."""
        self._profile = info["icc_profile"] if info.get("icc_profile") and not is_srgb(info) else None
        self._transforms: dict[str, ImageCms.ImageCmsTransform | None] = {}
        gamma = info.get("gamma") if "srgb" not in info and not info.get("icc_profile") else None
        self._curve: list[int] | None = None
        if gamma and abs(gamma / _USUAL_GAMMA - 1) > _GAMMA_TOLERANCE:
            self._curve = [round(255 * (value / 255) ** (_USUAL_GAMMA / gamma)) for value in range(256)]

    @property
    def change(self) -> bool:
        """Whether RGB samples are not sRGB as they are."""
        return self._profile is not None or self._curve is not None

    def __call__(self, image: "Image") -> "Image":
        """Grey, RGB or palette in sRGB, without regard to opacity.

        A palette that is opaque stays one, with its colours changed; what has opacity becomes RGB.
        """
        from PIL import Image

        if image.mode == "P" and self.change:
            colours = bytes(image.getpalette("RGB") or b"\0\0\0")
            strip = self(Image.frombytes("RGB", (len(colours) // 3, 1), colours))
            image = image.copy()
            image.putpalette(strip.convert("RGB").tobytes())
            return image
        if image.mode == "1" or image.mode.startswith(("I", "F")):
            image = _eight_bits(image)
        elif image.mode in ("LA", "PA", "RGBA"):
            image = image.convert("L" if image.mode == "LA" and self._profile else "RGB")
        transform = self._transform(image.mode)
        if transform is not None:
            converted = transform.apply(image)
            image = converted if converted is not None else image
        if self._curve and image.mode in ("L", "RGB"):
            image = image.point(self._curve * len(image.getbands()))
        return image if image.mode in ("RGB", "L", "P") else image.convert("RGB")

    def _transform(self, mode: str) -> "ImageCms.ImageCmsTransform | None":
        if self._profile is None or mode not in ("RGB", "CMYK", "L"):
            return None
        if mode not in self._transforms:
            from PIL import ImageCms

            self._transforms[mode] = None
            try:
                source = ImageCms.ImageCmsProfile(BytesIO(self._profile))
                target = ImageCms.createProfile("sRGB")
                self._transforms[mode] = ImageCms.buildTransform(source, target, mode, "RGB")
            except (ImageCms.PyCMSError, OSError, ValueError):
                pass  # a profile of another kind of samples, such as inks for RGB, is left aside
        return self._transforms[mode]


def lowest(alpha: "Image") -> int:
    """The least opacity of any pixel, from 0 to 255."""
    least = alpha.getextrema()[0]
    assert isinstance(least, (int, float))
    return int(least)


def _eight_bits(image: "Image") -> "Image":
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.point(lambda value: value / 257).convert("L")
    return image.convert("L")


def opacity(samples: Samples, transparent: Any, depth: int) -> "Image | None":
    """How opaque each pixel is, from 0 to 255; None when nothing says that any is not.

    Transparent is what tRNS says, as Pillow has it: for a palette the opacity of each colour, or the one index that
    is transparent; else the sample or samples of ``depth`` bits that are. Samples of 16 bits need their lower bits.
    """
    from PIL import Image, ImageChops

    image, low = samples
    if image.mode in ("RGBA", "LA", "PA"):
        return image.getchannel("A")
    if transparent is None:
        return None
    if image.mode == "P":
        table = [255] * 256
        if isinstance(transparent, int):
            table[transparent] = 0
        else:
            table[: len(transparent)] = transparent
        return Image.frombytes("L", image.size, image.tobytes()).point(table)
    if image.mode.startswith("I;16"):
        parts = Image.frombytes("LA", image.size, image.tobytes())  # the lower byte first
        image, low = parts.getchannel("A"), parts.getchannel("L")
    wanted = [value & ((1 << depth) - 1) for value in ((transparent,) if isinstance(transparent, int) else transparent)]
    image = image.convert("L") if image.mode == "1" else image
    if depth == 16 and low is not None:
        planes = [*image.split(), *low.split()]
        wanted = [*(value >> 8 for value in wanted), *(value & 255 for value in wanted)]
    else:
        planes = list(image.split())
        wanted = [value * 255 // ((1 << depth) - 1) for value in wanted]
    differing = [
        plane.point([0 if value == key else 255 for value in range(256)])
        for plane, key in zip(planes, wanted, strict=True)
    ]
    return reduce(ImageChops.lighter, differing)
