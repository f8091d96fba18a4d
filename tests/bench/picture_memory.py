"""Peak memory and time of a process that prepares one large picture: ``python -m tests.bench.picture_memory [SIDE]``.

Each kind of picture is made once, in a folder that is deleted at the end, and prepared in a process of its own.
"""

import json
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

from tests.bench.memory import peak
from tests.support.png_files import CHANNELS, chunk
from tests.support.processes import BOUND

SIDE = 9000
#: Pixels of a picture across a whole A4 page at 300 dots an inch.
TARGET = 2480


def photograph(side: int, bands: int) -> Image.Image:
    """Return changing light with a grain as coarse as it must be in files that a leaflet can have."""
    light = Image.linear_gradient("L").resize((side, side))
    parts = []
    for number in range(bands):
        grain = Image.effect_noise((side // 12, side // 12), 12 + 4 * number).resize(
            (side, side), Image.Resampling.BICUBIC
        )
        parts.append(Image.blend(light if number % 2 else light.transpose(Image.Transpose.ROTATE_90), grain, 0.2))
    if bands == 1:
        return parts[0]
    return Image.merge({2: "LA", 3: "RGB", 4: "RGBA"}[bands], parts)


def png_kinds(side: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and files of PNGs of all kinds; those of 16 bits are written by hand."""
    for name, kind, depth, further in (
        ("PNG grey 8", 0, 8, ()),
        ("PNG grey 16", 0, 16, ()),
        ("PNG grey 16 tRNS", 0, 16, ((b"tRNS", b"\x12\x34"),)),
        ("PNG RGB 8", 2, 8, ()),
        ("PNG RGB 16", 2, 16, ()),
        ("PNG RGB 16 tRNS", 2, 16, ((b"tRNS", b"\x12\x34" * 3),)),
        ("PNG palette 8 tRNS", 3, 8, ((b"PLTE", bytes(range(256)) * 3), (b"tRNS", bytes(range(256))))),
        ("PNG grey+alpha 16", 4, 16, ()),
        ("PNG RGBA 8", 6, 8, ()),
        ("PNG RGBA 16", 6, 16, ()),
    ):
        yield name, _png(photograph(side, CHANNELS[kind]), kind, depth, further)


def _png(image: Image.Image, kind: int, depth: int, further: tuple[tuple[bytes, bytes], ...]) -> bytes:
    """Return a file whose rows say in what they differ from the row above."""
    above = Image.new(image.mode, image.size)
    above.paste(image, (0, 1))
    differences = ImageChops.subtract_modulo(image, above)
    squeeze = zlib.compressobj(1)
    body = []
    for y in range(image.height):
        row = differences.crop((0, y, image.width, y + 1)).tobytes()
        if depth == 16:
            deep = bytearray(2 * len(row))
            deep[0::2] = row
            row = bytes(deep)
        body.append(squeeze.compress(b"\2" + row))
    body.append(squeeze.flush())
    header = image.width.to_bytes(4, "big") + image.height.to_bytes(4, "big") + bytes((depth, kind, 0, 0, 0))
    chunks = ((b"IHDR", header), *further, (b"IDAT", b"".join(body)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in chunks)


def jpeg_kinds(side: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and files of JPEGs."""
    image = photograph(side, 3)
    for name, mode, how in (
        ("JPEG baseline", "RGB", {}),
        ("JPEG grey", "L", {}),
        ("JPEG CMYK", "CMYK", {}),
        ("JPEG progressive", "RGB", {"progressive": True}),
    ):
        buffer = BytesIO()
        image.convert(mode).save(buffer, "JPEG", quality=85, **how)
        yield name, buffer.getvalue()


def main() -> None:
    """Print a table, or, with a file's name, the figures of this process."""
    if len(sys.argv) == 4 and sys.argv[1] == "--one":
        one(Path(sys.argv[2]), int(sys.argv[3]))
        return
    side = int(sys.argv[1]) if len(sys.argv) > 1 else SIDE
    with tempfile.TemporaryDirectory() as folder:
        for kinds in (png_kinds, jpeg_kinds):
            for name, data in kinds(side):
                file = Path(folder) / "picture"
                file.write_bytes(data)
                command = [sys.executable, "-m", "tests.bench.picture_memory", "--one", str(file), str(TARGET)]
                done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=BOUND)
                figures = json.loads(done.stdout)
                print(
                    f"{name:<24}{len(data) / 1e6:8.1f} MB file{figures['megabytes']:8.0f} MB peak"
                    f"{figures['seconds']:8.1f} s  {figures['made']}",
                    flush=True,
                )


def one(file: Path, target: int) -> None:
    """Prepare a picture, and print what it took as JSON."""
    from leafletgen.images import PictureError
    from leafletgen.images.raster import prepare_raster

    start = time.process_time()
    try:
        made = prepare_raster(file.read_bytes(), target)
        told = f"{made.width} x {made.height}{', with a mask' if made.mask else ''}"
    except PictureError as fault:
        told = str(fault)
    print(json.dumps({"megabytes": peak(), "seconds": time.process_time() - start, "made": told}))


if __name__ == "__main__":
    main()
