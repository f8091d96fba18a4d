"""Pictures compressed as a PDF embeds them: a JPEG file without what it says of people, or PNG's rows."""

from hashlib import sha256
from typing import TYPE_CHECKING

from leafletgen.images.artwork import Raster
from leafletgen.images.png_rows import png_chunks

if TYPE_CHECKING:
    from PIL.Image import Image


def embedded_jpeg(data: bytes, width: int, height: int, mode: str) -> Raster:
    """A JPEG file as it is; mode is Pillow's, L or RGB."""
    space = "/DeviceGray" if mode == "L" else "/DeviceRGB"
    entries = f"/ColorSpace{space}/BitsPerComponent 8/Filter/DCTDecode"
    return Raster(sha256(data).hexdigest(), width, height, entries, data)


def without_metadata(data: bytes) -> bytes | None:
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


#: zlib's level: 9 takes seven times as long for a photograph, and saves a twentieth; 6 takes half as long, and costs a
#: fortieth, which is for pictures that take long as it is.
_LEVEL, _QUICK = 7, 6


def embedded(image: "Image", alpha: "Image | None" = None, quick: bool = False) -> Raster:
    """A picture in RGB, grey or palette, with the opacity of its pixels (L) where it has any, without loss."""
    from PIL import Image

    level = _QUICK if quick else _LEVEL
    if image.mode == "RGB":
        colours = image.getcolors(256)
        if colours is not None:
            image = image.quantize(colors=max(2, len(colours)), dither=Image.Dither.NONE)
    entries, body = _as_png(image, 8, level)
    if alpha is None:
        return Raster(sha256(body + entries.encode()).hexdigest(), *image.size, entries, body)
    if not any(alpha.histogram()[1:255]):
        alpha = alpha.convert("1", dither=Image.Dither.NONE)  # all or nothing, as scissors cut it
    size = f"/Width {alpha.width}/Height {alpha.height}"
    mask_entries, mask = _as_png(alpha, 8 if alpha.mode == "L" else 1, level)
    mask_entries = f"/Type/XObject/Subtype/Image{size}{mask_entries}"
    key = sha256(b"\0".join((body, entries.encode(), mask, mask_entries.encode()))).hexdigest()
    return Raster(key, *image.size, entries, body, (mask_entries, mask))


def _as_png(image: "Image", bits: int, level: int) -> tuple[str, bytes]:
    """What PNG's compressed rows are, and these, which PDF takes (ISO 32000-1, 7.4.4.4, predictor 15)."""
    from io import BytesIO

    buffer = BytesIO()
    image.save(buffer, "PNG", compress_level=level, bits=bits)
    chunks: dict[bytes, list[memoryview]] = {}
    for name, content in png_chunks(buffer.getbuffer()):
        chunks.setdefault(name, []).append(content)
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
    return entries, b"".join(chunks[b"IDAT"])
