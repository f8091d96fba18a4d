"""Files that are no picture for a leaflet are told by what they are, whatever their names say."""

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from leafletgen.errors import ExitCode
from leafletgen.images import PictureError
from leafletgen.images.other_kinds import other_kind
from leafletgen.images.raster import prepare_raster
from tests.support.commands import BRAND, LEAFLET, run, small_workspace, write

HEIC_SAID = "it is a HEIC photograph, as iPhones take them"
HEIC_HINT = "on the phone choose Settings > Camera > Formats > Most Compatible, or save a copy as JPEG"


def boxed(*brands: bytes) -> bytes:
    """Return the first box of a file of the kinds that telephones write."""
    body = brands[0] + b"\0\0\0\0" + b"".join(brands)
    return (8 + len(body)).to_bytes(4, "big") + b"ftyp" + body + b"\0\0\0\x08meta"


def by_pillow(form: str) -> Callable[[], bytes]:
    def made() -> bytes:
        buffer = io.BytesIO()
        Image.linear_gradient("L").convert("RGB").save(buffer, form)
        return buffer.getvalue()

    return made


KINDS: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "HEIC of iPhones": (boxed(b"heic", b"mif1", b"MiHB", b"heic"), HEIC_SAID),
    "HEIC of others": (boxed(b"mif1", b"heic"), HEIC_SAID),
    "HEIF of ten bits": (boxed(b"heix", b"mif1"), HEIC_SAID),
    "AVIF": (boxed(b"avif", b"mif1", b"miaf"), "it is an AVIF picture"),
    "AVIF by its second brand": (boxed(b"mif1", b"avif", b"miaf"), "it is an AVIF picture"),
    "film": (boxed(b"qt  "), "it is a film"),
    "raw": (boxed(b"crx ", b"isom"), "it is a camera's raw file"),
    "WebP": (b"RIFF\x10\0\0\0WEBPVP8L", "it is a WebP picture"),
    "TIFF": (by_pillow("TIFF"), "it is a TIFF, or a camera's raw file"),
    "GIF": (by_pillow("GIF"), "it is a GIF"),
    "BMP": (by_pillow("BMP"), "it is a Windows bitmap (BMP)"),
    "ICO": (by_pillow("ICO"), "it is a Windows icon (ICO)"),
    "PSD": (b"8BPS\0\1", "it is a Photoshop document (PSD)"),
    "PDF": (b"%PDF-1.7\n", "it is a PDF"),
    "EPS": (b"%!PS-Adobe-3.0 EPSF-3.0\n", "it is an EPS drawing"),
    "EPS with a preview": (b"\xc5\xd0\xd3\xc6\x20\0\0\0", "it is an EPS drawing"),
    "EMF": (b"\1\0\0\0" + bytes(36) + b" EMF", "it is a Windows metafile (EMF)"),
    "WMF": (b"\xd7\xcd\xc6\x9a\0\0", "it is a Windows metafile (WMF)"),
    "SVGZ": (lambda: gzip.compress(b"<svg/>"), "it is compressed, as SVGZ files are"),
    "JPEG XL": (b"\0\0\0\x0cJXL \r\n\x87\n", "it is a JPEG XL picture"),
    "JPEG 2000": (b"\0\0\0\x0cjP  \r\n\x87\n", "it is a JPEG 2000 picture"),
    "office": (b"PK\x03\x04\x14\0", "it is a ZIP archive or an office document"),
    "web page": (b"\n<!DOCTYPE HTML>\n<html>", "it is a web page"),
    "SVG": (
        b'<?xml version="1.0"?>\n<!-- a drawing -->\n<svg xmlns="',
        "it is an SVG drawing with the name of another kind",
    ),
    "text": (b"Words.\n", "it is neither PNG, JPEG nor SVG"),
    "nothing": (b"", "it is neither PNG, JPEG nor SVG"),
    "a box cut off": (b"\0\0\0\x18ftyp", "it is a film"),
}


def of(kind: str) -> bytes:
    data = KINDS[kind][0]
    return data if isinstance(data, bytes) else data()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_png_is_told_by_its_name(kind: str) -> None:
    with pytest.raises(PictureError) as told:
        prepare_raster(of(kind), 100)
    assert str(told.value) == KINDS[kind][1]
    assert told.value.hint


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_what_can_be_used_is_no_other_kind(form: str) -> None:
    assert other_kind(by_pillow(form)()) is None


@pytest.mark.parametrize("name", ["photo.heic", "photo.jpg", "photo.png", "Photo.HEIC"])
def test_a_leaflet_with_a_photograph_of_a_telephone(tmp_path: Path, name: str) -> None:
    """It is told with its place, by what it is, under its own name and under another kind's."""
    root = small_workspace(tmp_path)
    (root / "assets" / "images" / name).write_bytes(of("HEIC of iPhones"))
    write(root / "leaflets" / "P1-good.yaml", LEAFLET + f"  - {{image: {name}, alt: A bridge.}}\n")
    done = run("build", "--workspace", root)
    assert done.exit_code == ExitCode.CONTENT
    assert f'"{name}" cannot be used: {HEIC_SAID}\n  hint: {HEIC_HINT}\n' in done.stderr
    assert done.stderr.startswith("leaflets/P1-good.yaml:11:")


def test_a_logo_of_another_kind(tmp_path: Path) -> None:
    root = small_workspace(tmp_path)
    (root / "assets" / "brands" / "plain" / "logo.eps").write_bytes(of("EPS"))
    write(root / "assets" / "brands" / "plain" / "brand.yaml", BRAND.replace("logo.svg", "logo.eps"))
    done = run("build", "--workspace", root)
    assert (
        'assets/brands/plain/brand.yaml:3:14: error: the logo "logo.eps" cannot be used: it is an EPS drawing\n'
        "  hint: open it in the program that made it, or in Inkscape, and save a copy as plain SVG\n"
    ) in done.stderr


def test_a_name_of_another_kind_that_is_not_there(tmp_path: Path) -> None:
    root = small_workspace(tmp_path)
    write(root / "leaflets" / "P1-good.yaml", LEAFLET + "  - {image: photo.heic, alt: A bridge.}\n")
    assert '"photo.heic" cannot be used as image' in run("build", "--workspace", root).stderr
