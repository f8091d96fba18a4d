"""What pictures look like: the size of a file's dots, a drawing's words, and how well they are seen; kept by file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from leafletgen.errors import Place, Report
from leafletgen.rules.accessibility.keeping import kept
from leafletgen.rules.accessibility.pairs import Pair, Seen
from leafletgen.rules.accessibility.parts import Part, parts_with
from leafletgen.rules.checked import CheckedFile
from leafletgen.source.yaml import Value

if TYPE_CHECKING:
    from leafletgen.content.model.brand import Brand
    from leafletgen.fonts.typeface import Typeface
    from leafletgen.images.artwork import Drawing

#: A file of more bytes is not looked at: what comes so large is made ready once, by a build.
_MOST_BYTES: Final = 20_000_000
#: The best contrast of a painting, of whose shapes nothing is known: as good as any.
_NOT_LOOKED_FOR: Final = 21.0
#: How chunks of a PNG that can say that it is turned are called, or their keywords.
_TURNED: Final = (b"eXIf", b"exif", b"com.adobe.xmp")
#: Pictures of which it is kept what they look like.
_MOST_KEPT: Final = 2000


class Look(NamedTuple):
    """What a picture looks like.

    Attributes:
        width, height: in points for a drawing, in dots for a picture of dots.
        dots: whether it is one of dots.
        words: what a drawing says.
        seen: how well its words and lines are seen.
        smallest: the size of its smallest letters as a share of its width; 0 without words.
    """

    width: float
    height: float
    dots: bool
    words: tuple[str, ...] = ()
    seen: Seen | None = None
    smallest: float = 0.0


class Shown(NamedTuple):
    """A picture that a file shows: the map it stands in, its name, its file, and what it looks like."""

    part: Part
    name: Value
    path: Path
    look: Look

    @property
    def place(self) -> Place:
        """Where its name stands."""
        return self.name.place


def shown_in(file: CheckedFile) -> list[Shown]:
    """Return the pictures that a file shows, its cover among them; those that cannot be read are told elsewhere."""
    found = _shown.get(file)
    if found is None:
        found = _shown[file] = list(_shown_in(file))
    return found


#: The pictures of files that are looked at now: several rules ask for them.
_shown: WeakKeyDictionary[CheckedFile, list[Shown]] = WeakKeyDictionary()


def _shown_in(file: CheckedFile) -> Iterator[Shown]:
    named = [(part, part.value.data["image"]) for part in parts_with(file, "image")]
    if file.kind == "leaflet" and "cover" in file.root.data:
        named.insert(0, (Part("", file.root), file.root.data["cover"]))
    brand = _brand_of(file) if named else None
    if brand is None or file.workspace is None:
        return
    for part, name in named:
        if name.kind != "scalar" or name.is_null:
            continue
        path = file.workspace.picture_path(name.data, file.path, None, Report())
        look = look_at(path, brand) if path is not None else None
        if path is not None and look is not None:
            yield Shown(part, name, path, look)


def _brand_of(file: CheckedFile) -> Brand | None:
    """The brand on whose paper a picture is looked at; of a file that is of several brands the first one's."""
    if file.brand is not None or file.workspace is None:
        return file.brand
    loaded = (file.workspace.load_brand(name, Report()) for name in file.workspace.brand_names())
    return next((brand for brand in loaded if brand is not None), None)


_kept: dict[tuple[object, ...], Look | None] = {}


def look_at(path: Path, brand: Brand) -> Look | None:
    """Return what a picture looks like on a brand's paper, with its words in the brand's face; None if it is faulty."""
    try:
        state = path.stat()
        key = (path, state.st_mtime_ns, state.st_size, brand.folder, brand.colours.paper.hex, brand.fonts.text.regular)
        if key not in _kept:
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            _kept[key] = _look(path.read_bytes(), path.suffix.lower(), brand) if state.st_size < _MOST_BYTES else None
        return _kept[key]
    except OSError:
        return None


def _look(data: bytes, suffix: str, brand: Brand) -> Look | None:
    """What a picture looks like, from what was kept where there is something."""
    if suffix != ".svg":
        return _faultless(lambda: _of_dots(data))
    faces = (brand.fonts.text.regular, brand.fonts.text.bold) if b"<text" in data else ()
    files = [brand.files[name] for name in faces]
    states = tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    known = kept(
        (sha256(data).hexdigest(), states, brand.colours.paper.hex), lambda: _faultless(lambda: _drawing(data, brand))
    )
    return None if known is None else _from_data(known)


def _faultless(look: Callable[[], Look | None]) -> Look | None:
    """A look, or None where the picture cannot be read."""
    from leafletgen.fonts.typeface import MissingGlyphError, TypefaceError  # what is kept needs none of these
    from leafletgen.images.fault import PictureError

    try:
        return look()
    except (PictureError, TypefaceError, MissingGlyphError, OSError, SyntaxError, ValueError, ArithmeticError):
        return None


def _from_data(known: Sequence[Any]) -> Look:
    """A look as JSON kept it."""
    width, height, dots, words, seen, smallest = known
    if seen is not None:
        seen = Seen([Pair(*pair) for pair in seen[0]], [Pair(*pair) for pair in seen[1]], seen[2])
    return Look(width, height, dots, tuple(words), seen, smallest)


def _of_dots(data: bytes) -> Look:
    from leafletgen.images.opening import opened, turn_of, upright

    with opened(data) as image:
        # EXIF data may stand behind all dots of a PNG: those are decoded only where the file has such data.
        is_upright = image.format == "PNG" and not any(name in data for name in _TURNED)
        width, height = image.size if is_upright else upright(image.size, turn_of(image))
    return Look(width, height, True)


def _drawing(data: bytes, brand: Brand) -> Look | None:
    from leafletgen.fonts.loading import load_face
    from leafletgen.images.svg import Painting, prepare_svg

    if b"<text" not in data:
        drawn = prepare_svg(data)
        return Look(drawn.width, drawn.height, False) if isinstance(drawn, Painting) else _drawn(drawn, brand)
    regular, bold = (load_face(brand.files[name]) for name in (brand.fonts.text.regular, brand.fonts.text.bold))
    drawn = prepare_svg(data, regular.family, regular.kerned or bold.kerned)
    if isinstance(drawn, Painting):
        return _painted(data, regular, bold, brand)
    drawn.regular, drawn.bold = regular, bold
    return _drawn(drawn, brand)


def _drawn(drawing: Drawing, brand: Brand) -> Look:
    from leafletgen.rules.accessibility.grounds import seen_in

    smallest = min((one.size * hypot(*one.matrix[2:4]) for one in drawing.letterings), default=0.0)
    words = tuple(one.text for one in drawing.letterings)
    seen = seen_in(drawing, brand.colours.paper.rgb)
    return Look(drawing.width, drawing.height, False, words, seen, smallest / drawing.width)


def _painted(data: bytes, regular: Typeface, bold: Typeface, brand: Brand) -> Look | None:
    from leafletgen.images.svg import Painting, prepare_svg
    from leafletgen.rules.accessibility.painted import words_painted

    drawn = prepare_svg(data, regular.family, painted=True)
    if not isinstance(drawn, Painting):
        drawn.regular, drawn.bold = regular, bold
        return _drawn(drawn, brand)
    pairs = words_painted(drawn, [regular.data, bold.data], regular.family, brand.colours.paper.rgb)
    words = tuple(text for text, _, _ in drawn.words)
    return Look(drawn.width, drawn.height, False, words, Seen(pairs, [], _NOT_LOOKED_FOR))
