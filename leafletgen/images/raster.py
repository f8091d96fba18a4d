"""PNG and JPEG: upright, sRGB or grey, on white, no larger than print needs, compressed as they are embedded."""

import zlib
from hashlib import sha256
from typing import TYPE_CHECKING

from leafletgen.images.fault import PictureError
from leafletgen.pdf.artwork import Raster

if TYPE_CHECKING:
    from PIL.Image import Image

_LIMIT_PIXELS = 100_000_000


def prepare_raster(data: bytes, target: int) -> Raster:
    """A PNG or JPEG file as it is embedded, at most about ``target`` pixels wide.

    Raises:
        PictureError: it is damaged, too large, or neither of the two.
    """
    import warnings
    from io import BytesIO

    from PIL import Image, ImageOps, UnidentifiedImageError

    if not (data.startswith(b"\x89PNG\r\n\x1a\n") or data.startswith(b"\xff\xd8\xff")):
        raise PictureError("it is neither PNG, JPEG nor SVG", "save it as PNG (drawings) or JPEG (photographs)")
    try:
        # Read from memory, so that the size is known and checked before any pixel is decoded.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # what is too large is said below
            opened = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        with opened as image:
            width, height = image.size
            if width * height > _LIMIT_PIXELS:
                raise PictureError(
                    f"it has {width * height // 1_000_000} megapixels, more than {_LIMIT_PIXELS // 1_000_000}",
                    "save a smaller copy: 2,500 pixels across are enough for a whole A4 page",
                )
            image.load()
            turned = image.getexif().get(0x0112, 1) not in (0, 1, None)
            fits = image.mode in ("RGB", "L") and image.size[0] <= target * 1.1
            # A phone's picture with more than one image in it is an MPO to Pillow; its first image is a JPEG.
            photograph = image.format in ("JPEG", "MPO")
            bare = None
            if photograph and not turned and fits and ("icc_profile" not in image.info or _is_srgb(image)):
                bare = _without_metadata(data)
            if bare is not None:
                return _jpeg(bare, width, height, image.mode)
            upright = _to_srgb(ImageOps.exif_transpose(image))
    except PictureError:
        raise
    except Image.DecompressionBombError as fault:
        raise PictureError(
            f"it has far more than {_LIMIT_PIXELS // 1_000_000} megapixels",
            "save a smaller copy: 2,500 pixels across are enough for a whole A4 page",
        ) from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, zlib.error) as fault:
        raise PictureError("it is damaged or not complete", "save it again from the program that made it") from fault
    if upright.size[0] > target * 1.1:
        size = (target, max(1, round(upright.size[1] * target / upright.size[0])))
        upright = upright.convert("RGB") if upright.mode == "P" else upright
        upright = upright.resize(size, Image.Resampling.LANCZOS)
    if photograph:
        buffer = BytesIO()
        upright.save(buffer, "JPEG", quality=88, optimize=True)
        encoded = buffer.getvalue()
        return _jpeg(_without_metadata(encoded) or encoded, *upright.size, upright.mode)
    return _flate(upright)


def _is_srgb(image: "Image") -> bool:
    from io import BytesIO

    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
        return "srgb" in ImageCms.getProfileDescription(profile).lower()
    except (ImageCms.PyCMSError, OSError):
        return True  # a profile that cannot be read is left aside, as viewers do


def _to_srgb(image: "Image") -> "Image":
    """RGB, grey or palette in sRGB, on white where it was transparent."""
    from io import BytesIO

    from PIL import Image, ImageCms

    if "icc_profile" in image.info and image.mode in ("RGB", "RGBA", "CMYK", "L") and not _is_srgb(image):
        try:
            profile = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
            target = ImageCms.createProfile("sRGB")
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            converted = ImageCms.profileToProfile(image, profile, target, outputMode=mode)
            image = converted if converted is not None else image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        ground = Image.new("RGBA", image.size, (255, 255, 255, 255))
        ground.alpha_composite(image.convert("RGBA"))
        image = ground.convert("RGB")
    if image.mode == "1" or image.mode.startswith(("I", "F")):
        return _to_eight_bits(image)
    return image if image.mode in ("RGB", "L", "P") else image.convert("RGB")


def _to_eight_bits(image: "Image") -> "Image":
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.point(lambda value: value / 257).convert("L")
    return image.convert("L")


def _jpeg(data: bytes, width: int, height: int, mode: str) -> Raster:
    space = "/DeviceGray" if mode == "L" else "/DeviceRGB"
    entries = f"/ColorSpace{space}/BitsPerComponent 8/Filter/DCTDecode"
    return Raster(sha256(data).hexdigest(), width, height, entries, data)


def _without_metadata(data: bytes) -> bytes | None:
    """A JPEG without its application segments, comments and what follows its end; None when it is oddly built.

    They may hold a place, a name or a camera's number. The Adobe segment (APP14) stays: it says how colours are coded.
    """
    kept = [data[:2]]
    at = 2
    while True:
        if at + 4 > len(data) or data[at] != 0xFF:
            return None
        while at + 1 < len(data) and data[at + 1] == 0xFF:  # fill bytes (ISO/IEC 10918-1, B.1.1.2)
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            kept.append(data[at : at + 2])
            return b"".join(kept)
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + length
        if length < 2 or end > len(data):
            return None
        if marker == 0xDA:
            # The scan's data follow its header; another marker ends them, but for restarts and escaped bytes.
            while True:
                end = data.find(b"\xff", end)
                if end < 0 or end + 2 > len(data):
                    return None
                if data[end + 1] not in (0x00, 0xFF) and not 0xD0 <= data[end + 1] <= 0xD7:
                    break
                end += 1 if data[end + 1] == 0xFF else 2
            kept.append(data[at:end])
            if data[end + 1] == 0xD9:
                kept.append(data[end : end + 2])
                return b"".join(kept)
        elif not (0xE0 <= marker <= 0xEF and marker != 0xEE) and marker != 0xFE:
            kept.append(data[at:end])
        at = end


def _flate(image: "Image") -> Raster:
    """PNG's own compressed rows, which PDF takes as they are (ISO 32000-1, 7.4.4.4, predictor 15)."""
    from io import BytesIO

    from PIL import Image

    buffer = BytesIO()
    if image.mode == "RGB":
        colours = image.getcolors(256)
        if colours is not None:
            image = image.quantize(colors=max(2, len(colours)), dither=Image.Dither.NONE)
    # Level 9 takes seven times as long for a photograph, and saves a twentieth.
    image.save(buffer, "PNG", compress_level=7, bits=8)
    data = buffer.getvalue()
    chunks: dict[bytes, list[bytes]] = {}
    at = 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        chunks.setdefault(data[at + 4 : at + 8], []).append(data[at + 8 : at + 8 + length])
        at += 12 + length
    depth, kind = chunks[b"IHDR"][0][8], chunks[b"IHDR"][0][9]
    colours_per_pixel = 3 if kind == 2 else 1
    if kind == 3:
        palette = chunks[b"PLTE"][0]
        space = f"[/Indexed/DeviceRGB {len(palette) // 3 - 1}<{palette.hex()}>]"
    else:
        space = "/DeviceRGB" if kind == 2 else "/DeviceGray"
    entries = (
        f"/ColorSpace{space}/BitsPerComponent {depth}/Filter/FlateDecode"
        f"/DecodeParms<</Predictor 15/Colors {colours_per_pixel}/BitsPerComponent {depth}/Columns {image.size[0]}>>"
    )
    body = b"".join(chunks[b"IDAT"])
    return Raster(sha256(body + entries.encode()).hexdigest(), *image.size, entries, body)
