"""Pictures made ready once: upright, sRGB or grey, no larger than print needs, compressed as they will be embedded."""

import json
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leafletgen.pdf.artwork import Artwork, Drawing, Lettering, Raster
from leafletgen.pdf.typeface import Typeface

if TYPE_CHECKING:
    from PIL.Image import Image

#: Part of every cache key: raise it when the same file would be prepared otherwise.
_VERSION = 1
_LIMIT_BYTES = 60_000_000
_LIMIT_PIXELS = 100_000_000
_PRINT_DPI = 300
_LEAST_DPI = 150
_SVG_ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc metadata defs use symbol style".split()
)


class PictureError(Exception):
    """A picture file that cannot be used; the message says why, the hint what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both."""
        super().__init__(message)
        self.hint = hint


class PictureStore:
    """Prepares pictures, and keeps what was prepared for this process and, in a folder, for the next.

    The folder holds pictures of leaflets only, named by the hash of what they were made from; it can be deleted at
    any time. Nothing that concerns a patient goes through it.
    """

    def __init__(self, folder: Path | None) -> None:
        """Keep prepared pictures in a folder, or in memory alone."""
        self._folder = folder
        self._files: dict[tuple[Path, int, int], bytes] = {}
        self._prepared: dict[str, Artwork] = {}

    def load(self, path: Path, width: float, regular: Typeface, bold: Typeface) -> Artwork:
        """A picture to be printed ``width`` points wide; words in an SVG are set in the faces given.

        Raises:
            PictureError: the file is damaged, too large, or of a kind that has no place here.
        """
        data = self._read(path)
        digest = sha256(data).hexdigest()
        if path.suffix.lower() == ".svg":
            drawing = self._keep(f"{digest}-{_VERSION}-svg", lambda: _prepare_svg(data), _pack_drawing, _unpack_drawing)
            assert isinstance(drawing, Drawing)
            for lettering in drawing.letterings:
                face = bold if lettering.bold else regular
                if not face.covers(lettering.text):
                    raise PictureError(f'its text "{lettering.text}" has characters that {face.name} lacks')
            drawing.regular, drawing.bold = regular, bold
            return drawing
        pixels = max(1, round(width / 72 * _PRINT_DPI))
        key = f"{digest}-{_VERSION}-{pixels}"
        return self._keep(key, lambda: _prepare_raster(data, pixels), _pack_raster, _unpack_raster)

    def qr(self, text: str) -> Drawing:
        """A QR code (ISO/IEC 18004), level M, with its quiet zone of 4 modules."""
        key = f"{sha256(text.encode()).hexdigest()}-{_VERSION}-qr"
        drawing = self._keep(key, lambda: _prepare_qr(text), _pack_drawing, _unpack_drawing)
        assert isinstance(drawing, Drawing)
        return drawing

    def _read(self, path: Path) -> bytes:
        try:
            state = path.stat()
            known = (path, state.st_mtime_ns, state.st_size)
            data = self._files.get(known)
            if data is None:
                if state.st_size > _LIMIT_BYTES:
                    raise PictureError(f"it has {state.st_size // 1_000_000} MB, more than {_LIMIT_BYTES // 1_000_000}")
                data = path.read_bytes()
                if len(data) < 2_000_000:
                    self._files[known] = data
        except OSError as fault:
            raise PictureError(f"it cannot be read: {fault.strerror}") from fault
        return data

    def _keep(
        self,
        key: str,
        prepare: Callable[[], Artwork],
        pack: Callable[[Any], bytes],
        unpack: Callable[[bytes], Artwork],
    ) -> Artwork:
        artwork = self._prepared.get(key)
        if artwork is not None:
            return artwork
        file = self._folder / key if self._folder is not None else None
        if file is not None and file.is_file():
            try:
                artwork = unpack(zlib.decompress(file.read_bytes()))
            except (OSError, zlib.error, ValueError, KeyError, TypeError, AttributeError):
                artwork = None  # a damaged entry is made anew
        if artwork is None:
            artwork = prepare()
            if file is not None:
                _write_quietly(file, zlib.compress(pack(artwork), 1))
        self._prepared[key] = artwork
        return artwork


def _write_quietly(file: Path, data: bytes) -> None:
    """A cache that cannot be written is no fault: the picture is prepared again next time."""
    import os
    from contextlib import suppress

    # Named like every unfinished file, so that a later build finds it when this one is killed.
    temporary = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(file)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def print_resolution(artwork: Artwork, width: float) -> float | None:
    """Dots per inch of a raster picture printed ``width`` points wide; None for vectors."""
    return artwork.width / (width / 72) if isinstance(artwork, Raster) else None


def too_coarse(artwork: Artwork, width: float) -> float | None:
    """The resolution in dpi when a picture is under what print needs (150 dpi), else None."""
    resolution = print_resolution(artwork, width)
    return resolution if resolution is not None and resolution < _LEAST_DPI else None


# --- raster -----------------------------------------------------------------------------------------------------------


def _prepare_raster(data: bytes, target: int) -> Raster:
    from PIL import Image, ImageOps, UnidentifiedImageError

    from io import BytesIO

    if not (data.startswith(b"\x89PNG\r\n\x1a\n") or data.startswith(b"\xff\xd8\xff")):
        raise PictureError("it is neither PNG, JPEG nor SVG", "save it as PNG (drawings) or JPEG (photographs)")
    try:
        # Read from memory, so that the size is known and checked before any pixel is decoded.
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            width, height = image.size
            if width * height > _LIMIT_PIXELS:
                raise PictureError(
                    f"it has {width * height // 1_000_000} megapixels, more than {_LIMIT_PIXELS // 1_000_000}",
                    "save a smaller copy: 2,500 pixels across are enough for a whole A4 page",
                )
            image.load()
            turned = image.getexif().get(0x0112, 1) not in (0, 1, None)
            if image.format == "JPEG" and not turned and image.mode in ("RGB", "L") and image.size[0] <= target * 1.1:
                if "icc_profile" not in image.info or _is_srgb(image):
                    return _jpeg(_without_metadata(data), width, height, image.mode)
            photograph = image.format == "JPEG"
            upright = _to_srgb(ImageOps.exif_transpose(image))
    except PictureError:
        raise
    except Image.DecompressionBombError as fault:
        raise PictureError("it is far too large", "save a smaller copy") from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, zlib.error) as fault:
        raise PictureError(f"it is damaged: {fault}", "save it again from the program that made it") from fault
    if upright.size[0] > target * 1.1:
        size = (target, max(1, round(upright.size[1] * target / upright.size[0])))
        upright = upright.convert("RGB") if upright.mode == "P" else upright
        upright = upright.resize(size, Image.Resampling.LANCZOS)
    if photograph:
        buffer = BytesIO()
        upright.save(buffer, "JPEG", quality=88, optimize=True)
        return _jpeg(_without_metadata(buffer.getvalue()), *upright.size, upright.mode)
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


def _without_metadata(data: bytes) -> bytes:
    """A JPEG without its application segments and comments: they may hold a place, a name or a camera's number.

    The Adobe segment (APP14) stays, because it says how the colours are coded.
    """
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA or marker == 0xD9:
            break
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if not (0xE0 <= marker <= 0xEF and marker != 0xEE) and marker != 0xFE:
            kept.append(data[at : at + 2 + length])
        at += 2 + length
    return b"".join(kept) + data[at:]


def _flate(image: "Image") -> Raster:
    """PNG's own compressed rows, which PDF takes as they are (ISO 32000-1, 7.4.4.4, predictor 15)."""
    from io import BytesIO

    buffer = BytesIO()
    if image.mode == "RGB":
        colours = image.getcolors(256)
        if colours is not None:
            image = image.quantize(colors=max(2, len(colours)), dither=0)
    image.save(buffer, "PNG", optimize=True, bits=8)
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


# --- vector -----------------------------------------------------------------------------------------------------------


def _prepare_svg(data: bytes) -> Drawing:
    import logging
    from io import BytesIO

    from lxml import etree
    from svglib.svglib import svg2rlg

    from leafletgen.pdf.vector import VectorError, from_shapes

    if b"<!DOCTYPE" in data[:4096] and b"<!ENTITY" in data:
        raise PictureError("it defines entities, which are not allowed", "save it as plain SVG")
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise PictureError(f"it is not well-formed SVG: {fault.msg}", "save it again as plain SVG") from fault
    for element in root.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        namespace = etree.QName(element).namespace if isinstance(element.tag, str) else None
        if namespace not in (None, "http://www.w3.org/2000/svg"):
            continue
        if name and name not in _SVG_ELEMENTS:
            raise PictureError(
                f"it has <{name}> in line {element.sourceline}, which is not supported",
                "keep to shapes, paths and text; turn gradients, masks, filters and embedded images into plain shapes",
            )
        for attribute, value in element.attrib.items():
            if attribute.endswith("href") and not str(value).startswith("#"):
                raise PictureError("it refers to another file", "put everything into the SVG itself")
    logging.getLogger("svglib").setLevel(logging.CRITICAL)
    try:
        drawing = svg2rlg(BytesIO(data))
        if drawing is None or not drawing.width or not drawing.height:
            raise PictureError("it has no size", 'give the <svg> element a "viewBox"')
        return from_shapes(drawing)
    except VectorError as fault:
        raise PictureError(f"it has {fault}, which is not supported", "turn it into plain shapes") from fault
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, ZeroDivisionError) as fault:
        raise PictureError("it cannot be drawn", "save it again as plain SVG") from fault


def _prepare_qr(text: str) -> Drawing:
    import segno

    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    size = len(matrix) + 8
    parts = [f"1 1 1 rg 0 0 {size} {size} re f 0 0 0 rg"]
    for row, modules in enumerate(matrix):
        column = 0
        while column < len(modules):
            run = column
            while run < len(modules) and modules[run]:
                run += 1
            if run > column:
                parts.append(f"{column + 4} {size - 5 - row} {run - column} 1 re")
            column = run + 1
    return Drawing(size, size, " ".join(parts) + " f")


# --- cache entries ----------------------------------------------------------------------------------------------------


def _pack_drawing(drawing: Drawing) -> bytes:
    letterings = [tuple(lettering) for lettering in drawing.letterings]
    return json.dumps([drawing.width, drawing.height, drawing.operators, letterings, drawing.opacities]).encode()


def _unpack_drawing(data: bytes) -> Drawing:
    width, height, operators, letterings, opacities = json.loads(data)
    words = [Lettering(tuple(matrix), *rest) for matrix, *rest in letterings]
    return Drawing(width, height, operators, words, {name: tuple(pair) for name, pair in opacities.items()})


def _pack_raster(raster: Raster) -> bytes:
    head = json.dumps([raster.key, raster.width, raster.height, raster.entries]).encode()
    return head + b"\n" + raster.data


def _unpack_raster(data: bytes) -> Raster:
    head, _, body = data.partition(b"\n")
    key, width, height, entries = json.loads(head)
    return Raster(key, width, height, entries, body)
