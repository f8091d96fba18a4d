"""Pictures made ready once, kept for this process and for the next."""

import re
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from leafletgen.fonts.typeface import Typeface
from leafletgen.images.artwork import Artwork, Drawing, Raster
from leafletgen.images.dots import Dots, drawn_dots, file_dots
from leafletgen.images.fault import PictureError
from leafletgen.images.packing import (
    pack_dots,
    pack_drawing,
    pack_raster,
    pack_svg,
    pack_web,
    size,
    unpack_dots,
    unpack_drawing,
    unpack_raster,
    unpack_svg,
    unpack_web,
)
from leafletgen.images.web_picture import DOTS_A_PIXEL, WebPicture
from leafletgen.system.installed import versions
from leafletgen.system.line_ends import with_plain_ends
from leafletgen.system.shelf import Shelf
from leafletgen.system.user_cache import UserCache

if TYPE_CHECKING:
    from PIL.Image import Image

    from leafletgen.images.svg import Painting

#: The packages that decide what a prepared picture is.
_PACKAGES = ("cssselect2-", "lxml-", "pillow-", "reportlab-", "resvg_py-", "segno-", "tinycss2-")
_LIMIT_BYTES = 60_000_000
_PRINT_DPI = 300
_LEAST_DPI = 150


#: Bytes of pictures kept in memory, so that a process that builds a thousand leaflets stays as small as it was.
_ROOM_FOR_FILES = 16_000_000
_ROOM_FOR_PREPARED = 48_000_000

P = TypeVar("P")


class PictureStore:
    """Prepares pictures, and keeps what was prepared for this process and, in a folder, for the next.

    The folder holds pictures and QR codes that workspaces have, named by the hash of what they were made from; it can
    be deleted at any time. Nothing that concerns a patient goes through it.
    """

    def __init__(self, folder: Path | None) -> None:
        """Keep prepared pictures in a folder, such as ``cache_folder()``, or in memory alone."""
        self._kept = UserCache(folder) if folder is not None else None
        self._files: Shelf[tuple[Path, int, int], bytes] = Shelf(_ROOM_FOR_FILES)
        self._prepared: Shelf[str, Any] = Shelf(_ROOM_FOR_PREPARED)

    def load(self, path: Path, width: float, regular: Typeface, bold: Typeface) -> Artwork:
        """A picture to be printed ``width`` points wide; words in an SVG are set in the faces given.

        Raises:
            PictureError: the file is damaged, too large, or of a kind that has no place here.
        """
        data = self._read(path)
        digest = sha256(data).hexdigest()
        if path.suffix.lower() == ".svg":
            return self._svg(data, digest, round(width, 1), regular, bold)
        pixels = max(1, round(width / 72 * _PRINT_DPI))
        key = f"{digest}-{_wanted(data, pixels)}"
        return self._keep(key, lambda: _raster(data, pixels), pack_raster, unpack_raster)

    def _svg(
        self, data: bytes, digest: str, width: float, regular: Typeface, bold: Typeface, painted: bool = False
    ) -> Artwork:
        """A drawing; its words are painted where they may not be set one by one."""
        family, painted = regular.family, painted or regular.kerned or bold.kerned
        face = sha256(f"{family} {painted}".encode()).hexdigest()[:8]
        kept = self._keep(f"{digest}-{face}-svg", lambda: _svg(data, family, painted), pack_svg, unpack_svg)
        words = [(one.text, one.bold, 0) for one in kept.letterings] if isinstance(kept, Drawing) else kept.words
        for text, heavy, line in words:
            used = bold if heavy else regular
            if not used.covers(_printed(text)):
                raise _uncovered(text, used, line or _line_of(data, text, family))
        if isinstance(kept, Drawing):
            kept.regular, kept.bold = regular, bold
            if kept.words_covered():
                return self._svg(data, digest, width, regular, bold, painted=True)
            kept.clipped = kept.clipped or kept.words_outside()
            return kept
        faces = [regular.data, bold.data] if words else []
        drawn_in = sha256(b"".join(faces)).hexdigest()[:16]
        return self._keep(
            f"{digest}-{drawn_in}-{width:.1f}-painted",
            lambda: _painting(kept, width, faces, family),
            pack_raster,
            unpack_raster,
        )

    def qr(self, text: str) -> Drawing:
        """A QR code (ISO/IEC 18004), level M, with its quiet zone of 4 modules."""
        key = f"{sha256(text.encode()).hexdigest()}-qr"
        drawing = self._keep(key, lambda: _qr(text), pack_drawing, unpack_drawing)
        assert isinstance(drawing, Drawing)
        return drawing

    def for_web(self, path: Path, width: int, family: str) -> WebPicture:
        """A picture as a web page holds it, to be shown ``width`` pixels of CSS wide; family is the brand's face.

        Raises:
            PictureError: the file is damaged, too large, or of a kind that has no place here.
        """
        data = self._read(path)
        digest = sha256(data).hexdigest()
        if path.suffix.lower() == ".svg":
            face = sha256(family.encode()).hexdigest()[:8]
            return self._keep(f"{digest}-{face}-web-svg", lambda: _web_svg(data, family), pack_web, unpack_web)
        pixels = DOTS_A_PIXEL * width
        key = f"{digest}-{_wanted(data, pixels)}-web"
        return self._keep(key, lambda: _web_raster(data, pixels), pack_web, unpack_web)

    def for_mail(self, path: Path, width: int, family: str, faces: Sequence[Path], *, mirrored: bool = False) -> Dots:
        """A picture as a message holds it, to be shown ``width`` pixels of CSS wide; faces are for words in a drawing.

        Raises:
            PictureError: the file is damaged, too large, or of a kind that has no place here.
        """
        picture = self.for_web(path, width, family)
        key = f"{sha256(picture.address.encode()).hexdigest()}-{width}-{mirrored}-mail"
        return self._keep(
            key, lambda: file_dots(picture, width, faces, family, mirrored=mirrored), pack_dots, unpack_dots
        )

    def drawn(self, drawing: str, across: int, paint: "Callable[[int], Image]") -> Dots:
        """A drawing of somebody else's as a message holds it, to be shown ``across`` pixels of CSS wide.

        The words of the drawing are all that decides what is painted in so many dots.
        """
        wide = DOTS_A_PIXEL * across
        key = f"{sha256(drawing.encode()).hexdigest()}-{wide}-drawn-mail"
        return self._keep(key, lambda: drawn_dots(paint(wide)), pack_dots, unpack_dots)

    def _read(self, path: Path) -> bytes:
        try:
            state = path.stat()
            known = (path, state.st_mtime_ns, state.st_size)
            data = self._files.get(known)
            if data is None:
                if state.st_size > _LIMIT_BYTES:
                    raise PictureError(
                        "picture-too-large",
                        f"it has {state.st_size // 1_000_000} MB, more than {_LIMIT_BYTES // 1_000_000}",
                    )
                data = with_plain_ends(path.name, path.read_bytes())
                self._files.put(known, data, len(data))
        except OSError as fault:
            raise PictureError("file-not-readable", f"it cannot be read: {fault.strerror}") from fault
        return data

    def _keep(
        self,
        key: str,
        prepare: Callable[[], P],
        pack: Callable[[Any], bytes],
        unpack: Callable[[bytes], P],
    ) -> P:
        artwork: P | None = self._prepared.get(key)
        if artwork is not None:
            return artwork
        name = f"{key}-{recipe()}" if self._kept is not None else ""
        packed = self._kept.get(name) if self._kept is not None else None
        if packed is not None:
            with suppress(zlib.error, ValueError, KeyError, TypeError, AttributeError):  # such an entry is made anew
                artwork = unpack(zlib.decompress(packed))
        if artwork is None:
            artwork = prepare()
            if self._kept is not None:
                self._kept.put(name, zlib.compress(pack(artwork), 1))
        self._prepared.put(key, artwork, size(artwork))
        return artwork


@cache
def recipe() -> str:
    """What tells one way of preparing pictures from another: this room, the faces, and the packages that it uses."""
    room = Path(__file__).parent
    digest = sha256(" ".join(versions(_PACKAGES)).encode())
    for module in (*sorted(room.rglob("*.py")), room.parent / "fonts" / "typeface.py"):
        digest.update(module.name.encode() + module.read_bytes())
    return digest.hexdigest()[:16]


# What prepares a picture is loaded when there is one to prepare.


def _svg(data: bytes, family: str, kerned: bool) -> "Drawing | Painting":
    from leafletgen.images.svg import prepare_svg

    return prepare_svg(data, family, kerned)


def _printed(text: str) -> str:
    """Words as they are set: spaces of XML are one; all other characters need a picture."""
    return re.sub(r"[ \t\r\n]+", " ", text)


def _line_of(data: bytes, text: str, family: str) -> int:
    from leafletgen.images.svg.source import read_source

    words = _printed(text).strip(" ")
    return next((one.line for one in read_source(data, family).words if _printed(one.text).strip(" ") == words), 1)


def _uncovered(text: str, face: Typeface, line: int) -> PictureError:
    lacking = next((letter for letter in text if letter not in " \t\r\n" and not face.covers(letter)), "?")
    return PictureError(
        "svg-text-lacks-character",
        f'its text in line {line} has "{lacking}" (U+{ord(lacking):04X}), which {face.name} lacks',
        "turn the text into outlines, or write it with other characters",
    )


def _painting(painting: "Painting", width: float, faces: list[bytes], family: str) -> Raster:
    from leafletgen.images.painted import prepare_painting

    return prepare_painting(painting, width, faces, family)


def _raster(data: bytes, pixels: int) -> Raster:
    from leafletgen.images.raster import prepare_raster

    return prepare_raster(data, pixels)


def _qr(text: str) -> Drawing:
    from leafletgen.images.qr import prepare_qr

    return prepare_qr(text)


def _web_svg(data: bytes, family: str) -> WebPicture:
    from leafletgen.images.web import web_svg

    return web_svg(data, family)


def _web_raster(data: bytes, pixels: int) -> WebPicture:
    from leafletgen.images.web import web_raster

    return web_raster(data, pixels)


def print_resolution(artwork: Artwork, width: float) -> float | None:
    """Dots per inch of a raster picture printed ``width`` points wide; None for vectors."""
    return artwork.width / (width / 72) if isinstance(artwork, Raster) else None


def too_coarse(artwork: Artwork, width: float) -> float | None:
    """The resolution in dpi when a picture is under what print needs (150 dpi), else None."""
    resolution = print_resolution(artwork, width)
    return resolution if resolution is not None and resolution < _LEAST_DPI else None


def _wanted(data: bytes, pixels: int) -> int:
    """Return what a picture's key says of its width: the same for all widths that leave the picture as it is.

    Only a PNG tells its size in its first bytes; however it is turned, it is not shrunk when both sides are small.
    """
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        return pixels
    longest = max(int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))
    return longest if longest <= pixels else pixels
