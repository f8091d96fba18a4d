"""Kinds of files that are no picture for a leaflet, known by their first bytes, and what to do with each."""

import re

from leafletgen.images.fault import PictureError

_AS_PNG_OR_JPEG = "open it, and save a copy as PNG (drawings) or JPEG (photographs)"
_AS_SVG = "open it in the program that made it, or in Inkscape, and save a copy as plain SVG"
_ON_THE_PHONE = "on the phone choose Settings > Camera > Formats > Most Compatible, or save a copy as JPEG"
_NO_PICTURE = "take a picture: SVG, PNG or JPEG"
#: What a file begins with, what it is then, and what to do.
_BEGINNINGS = (
    (rb"RIFF....WEBP", "a WebP picture", _AS_PNG_OR_JPEG),
    (rb"GIF8", "a GIF", "open it, and save a copy as PNG"),
    (rb"II(?:\*\0|\+\0)|MM(?:\0\*|\0\+)", "a TIFF, or a camera's raw file", _AS_PNG_OR_JPEG),
    (rb"BM....\0\0\0\0", "a Windows bitmap (BMP)", "open it, and save a copy as PNG"),
    (rb"8BPS", "a Photoshop document (PSD)", "save a copy from Photoshop as PNG or JPEG"),
    (rb"%PDF-", "a PDF", _AS_SVG),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "an EPS drawing", _AS_SVG),
    (rb"\x01\0\0\0.{36} EMF", "a Windows metafile (EMF)", _AS_SVG),
    (rb"\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0", "a Windows metafile (WMF)", _AS_SVG),
    (rb"\x1f\x8b", "compressed, as SVGZ files are", "save it as plain SVG, not compressed"),
    (rb"\0\0\x01\0", "a Windows icon (ICO)", "open it, and save a copy as PNG"),
    (rb"\xff\x0a|\0\0\0\x0cJXL ", "a JPEG XL picture", _AS_PNG_OR_JPEG),
    (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "a JPEG 2000 picture", _AS_PNG_OR_JPEG),
    (rb"PK\x03\x04", "a ZIP archive or an office document", _NO_PICTURE),
    (rb"(?i:\s*(?:<!doctype\s+html|<html))", "a web page", "save the picture itself, not the page that shows it"),
    (
        rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:(?:<!--.{0,2000}?-->|<!DOCTYPE svg[^>]*>)\s*)*<svg[\s>]",
        "an SVG drawing with the name of another kind",
        "give the file a name that ends in .svg",
    ),
)
_HEIC = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"))
_AVIF = frozenset((b"avif", b"avis"))
#: Bytes of a file that are enough to know its kind.
ENOUGH = 4096


def other_kind(data: bytes) -> PictureError | None:
    """What to say of a file that should be PNG or JPEG and is something else that is known; None of any other."""
    start = data[:ENOUGH]
    if start[4:8] == b"ftyp":
        return _in_boxes(start)
    for pattern, name, hint in _BEGINNINGS:
        if re.match(pattern, start, re.DOTALL):
            return PictureError("picture-wrong-kind", f"it is {name}", hint)
    return None


def _in_boxes(start: bytes) -> PictureError:
    """The kinds whose first box lists brands (ISO/IEC 14496-12, 4.3): pictures of phones, and films."""
    end = min(int.from_bytes(start[:4], "big"), len(start))
    brands = {start[at : at + 4] for at in (8, *range(16, end - 3, 4))}
    if start[8:12] not in _AVIF and (brands & _HEIC or (not brands & _AVIF and brands & {b"mif1", b"msf1"})):
        return PictureError("picture-wrong-kind", "it is a HEIC photograph, as iPhones take them", _ON_THE_PHONE)
    if brands & _AVIF:
        return PictureError("picture-wrong-kind", "it is an AVIF picture", _AS_PNG_OR_JPEG)
    if b"crx " in brands:
        return PictureError("picture-wrong-kind", "it is a camera's raw file", "save a copy as JPEG")
    return PictureError("picture-wrong-kind", "it is a film", _NO_PICTURE)
