"""SVG drawings as lines: shapes, paths and words in colours, as drawing programs save them simply.

The reader is strict: whatever it does not fully know, it leaves to the painter. What it draws is what a browser shows,
which the tests hold against pictures of the same drawings. It takes a fraction of the time that a painter takes, the
lines are sharp at any size, and it needs neither lxml nor a library of style sheets where a file is plain as it stands.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from math import inf, radians, sin, sqrt
from unicodedata import combining

from leafletgen.images.artwork import Drawing, Lettering, Lines
from leafletgen.images.svg.families import face_for
from leafletgen.images.svg.matrices import read_transform
from leafletgen.images.svg.operators import (
    LARGEST,
    RATIO,
    UPRIGHT,
    Matrix,
    VectorError,
    ellipse,
    multiply,
    number,
    numbers,
    rectangle,
)
from leafletgen.images.svg.path import NUMBER, Box, NotPlainError, Pen, Piece, subpaths

__all__ = ["NotPlainError", "VectorReader", "read_plain"]

_LIMIT_BYTES = 12_000_000
#: Elements one inside another.
_DEEPEST = 200
#: ISO 19005-2, 6.1.13: at most 28 graphics states inside one another; the page and a shape take some.
_MOST_STATES = 20
#: An SVG's unit is a pixel of CSS: 96 to the inch.
_POINTS = 0.75
#: A drawing's numbers are written to this part of its width at least.
_FINENESS = 4e-4

_SIZE = r"\+?(?:[0-9]*\.)?[0-9]+(?:[eE][+-]?[0-9]+)?"
_COLOUR = r"none|currentColor|#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?"
_PART = r"0?\.[0-9]+|0|1|1\.0+"
#: Properties that elements inside inherit, and the values that are plain.
_INHERITED = {
    "color": re.compile("#[0-9A-Fa-f]{6}"),
    "fill": re.compile(_COLOUR),
    "fill-opacity": re.compile(_PART),
    "fill-rule": re.compile("nonzero|evenodd"),
    "stroke": re.compile(_COLOUR),
    "stroke-opacity": re.compile(_PART),
    "stroke-width": re.compile(_SIZE),
    "stroke-linecap": re.compile("butt|round|square"),
    "stroke-linejoin": re.compile("miter|round|bevel"),
    "stroke-miterlimit": re.compile(_SIZE),
    "stroke-dasharray": re.compile(rf"none|{_SIZE}(?:[\s,]+{_SIZE})*"),
    "stroke-dashoffset": re.compile(NUMBER),
    "font-family": re.compile(r"[^;{}]*"),
    "font-size": re.compile(_SIZE),
    "font-style": re.compile("normal"),
    "font-weight": re.compile("normal|bold|[1-9]00"),
    "text-anchor": re.compile("start|middle|end"),
}
#: What an element says of itself alone.
_OWN = {"opacity": re.compile(_PART), "transform": re.compile(".*", re.DOTALL)}
#: Attributes that draw nothing.
_SILENT = {"id": re.compile(r"[^\"]*"), "role": re.compile(r"[\w-]*"), "version": re.compile(r"[0-9.]*")}
_VALUES = {
    **dict.fromkeys(("x", "y", "x1", "y1", "x2", "y2", "cx", "cy"), re.compile(NUMBER)),
    **dict.fromkeys(("width", "height", "rx", "ry", "r"), re.compile(_SIZE)),
    "viewBox": re.compile(rf"\s*{NUMBER}(?:[\s,]+{NUMBER}){{3}}\s*"),
    "points": re.compile(rf"\s*(?:{NUMBER}(?:(?:\s*,\s*|\s+|(?=[-+])){NUMBER})*\s*)?"),
    "xmlns": re.compile(re.escape("http://www.w3.org/2000/svg")),
}
#: What each element may say of itself.
_ATTRIBUTES = {
    "svg": ("xmlns", "width", "height", "viewBox"),
    "g": (),
    "path": ("d",),
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "polyline": ("points",),
    "polygon": ("points",),
    "text": ("x", "y"),
    "title": (),
    "desc": (),
}
_HOLDERS = ("svg", "g")
_FROM_600 = ("bold", "600", "700", "800", "900")
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
#: How far a mitre may reach when nothing is said, in halves of the line's width (SVG 2, 13.5.5); PDF says 10.
_MITRE = 4.0
#: Under this angle in degrees a mitre would be longer than that: 2 asin(1/4).
_SHARP = 29.0
#: The size of letters when none is said: CSS's "medium" (CSS Fonts 4, 2.5).
_LETTERS = 16.0
#: Words stand on their feet in a drawing whose heights run downwards.
_TURNED: Matrix = (1.0, 0.0, 0.0, -1.0, 0.0, 0.0)


def read_plain(data: bytes, families: Collection[str]) -> Drawing | None:
    """The operators of a file that is plain as it stands; None when it is not, or not right.

    Families are the names, in small letters, of the brand's faces for words; without any, no word is plain.
    """
    from xml.parsers import expat

    if len(data) > _LIMIT_BYTES or data[:1] != b"<":
        return None
    reader = VectorReader(families)

    def refuse(*_: object) -> None:
        raise NotPlainError

    def declaration(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() != "utf-8":
            raise NotPlainError

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.CommentHandler = reader.comment
    parser.XmlDeclHandler = declaration
    parser.StartDoctypeDeclHandler = parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(data, True)
        return reader.drawing()
    except (NotPlainError, VectorError, expat.ExpatError, ArithmeticError, ValueError):
        return None


@lru_cache(2000)
def _is_plain(attribute: str, value: str) -> bool:
    """Whether a property that is inherited says something plain; drawings say the same things again and again."""
    return _INHERITED[attribute].fullmatch(value) is not None


class VectorReader:
    """Takes one drawing, element by element."""

    def __init__(self, families: Collection[str]) -> None:
        """Take the names of the brand's faces, in small letters."""
        self.families = families
        self.names: list[str] = []
        self.styles: list[dict[str, str]] = [{}]
        self.matrices: list[Matrix] = []
        self.opened: list[bool] = []
        self.states = 0
        self.out: list[str] = []
        self.lines: list[tuple[int, float]] = []
        self.thinnest = inf
        self.letterings: list[Lettering] = []
        self.opacities: dict[tuple[float, float], str] = {}
        self.text = ""
        self.words: Mapping[str, str] = {}
        self.size = (0.0, 0.0)
        self.places = [2]
        self.covers: list[tuple[int, float, float, float, float]] = []
        self.outside = False
        self.shown = False

    def drawing(self) -> Drawing:
        """What was read.

        Raises:
            NotPlainError: it shows nothing.
        """
        if not self.shown:
            raise NotPlainError("nothing to show")
        opacities = {name: pair for pair, name in self.opacities.items()}
        operators = "\n".join(self.out)
        lines = Lines(self.thinnest, self.lines) if self.lines else None
        return Drawing(
            *self.size, operators, self.letterings, opacities, clipped=self.outside, covers=self.covers, lines=lines
        )

    def comment(self, _: str) -> None:
        """Take a comment, which may part the words of a text."""
        if self.names and self.names[-1] not in _HOLDERS:
            raise NotPlainError("a comment inside of words")

    def characters(self, text: str) -> None:
        """Take words, as far as they are shown."""
        if self.names[-1] == "text":
            self.text += text

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an element, and draw it when it is a shape.

        Raises:
            NotPlainError: it is not drawn here; the message names what it has.
            VectorError: a number is out of all proportion.
        """
        own = _ATTRIBUTES.get(name)
        outermost = not self.names
        if own is None or (name == "svg") != outermost:
            raise NotPlainError(f"<{name}>")
        if len(self.names) >= _DEEPEST or (not outermost and self.names[-1] not in _HOLDERS):
            raise NotPlainError(f"<{name}> inside of <{self.names[-1]}>")
        style = dict(self.styles[-1])
        for attribute, value in attributes.items():
            if attribute in _INHERITED:
                style[attribute] = value
                plain = _is_plain(attribute, value)
            elif attribute in own:
                plain = attribute == "d" or _VALUES[attribute].fullmatch(value) is not None
            else:
                known = _SILENT.get(attribute) or _OWN.get(attribute)
                plain = known is not None and known.fullmatch(value) is not None
            if not plain:
                raise NotPlainError(f"{attribute}={value[:40]!r}".replace("'", '"'))
        style["opacity"] = attributes.get("opacity", "1")
        self.names.append(name)
        self.styles.append(style)
        if name == "svg":
            self._open(self._frame(attributes))
        moved = attributes.get("transform")
        if moved is not None:
            matrix = read_transform(moved)
            if matrix is None or name == "svg":
                raise NotPlainError(f'transform="{moved[:40]}"')
        else:
            matrix = UPRIGHT
        if name in _HOLDERS:
            if float(style["opacity"]) != 1:
                raise NotPlainError(f'opacity="{style["opacity"]}" of <{name}>')
            if name == "g":
                self._open(matrix)
        elif name == "text":
            self.text, self.words = "", attributes
            self._open(matrix)
        elif name in _SHAPES:
            self._open(matrix)
            _SHAPES[name](self, attributes, style)
            self._close()

    def end(self, name: str) -> None:
        """End an element."""
        style = self.styles.pop()
        self.names.pop()
        if name in _HOLDERS:
            self._close()
        elif name == "text":
            self._letter(style)
            self._close()

    def _open(self, moved: Matrix) -> None:
        outer = self.matrices[-1] if self.matrices else UPRIGHT
        stays = moved == UPRIGHT
        self.opened.append(not stays)
        if stays:
            self.matrices.append(outer)
            self.places.append(self.places[-1])
            return
        self.states += 1
        if self.states > _MOST_STATES:
            raise NotPlainError(f"more than {_MOST_STATES} groups one inside another that are moved or turned")
        inner = multiply(moved, outer)
        # A matrix that makes things small needs more digits; one that makes them large asks for more in its numbers.
        small = abs(moved[0] * moved[3] - moved[1] * moved[2]) < 1e-3
        self.out.append(f"q {' '.join(number(value, 9 if small else 5) for value in moved)} cm")
        self.matrices.append(inner)
        self.places.append(self._places_for(inner))

    def _places_for(self, matrix: Matrix) -> int:
        unit = sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) / max(self.size)
        places = 2
        while unit * 10**-places > _FINENESS and places < 7:
            places += 1
        return places

    def _close(self) -> None:
        self.matrices.pop()
        self.places.pop()
        if self.opened.pop():
            self.states -= 1
            self.out.append("Q")

    def _frame(self, attributes: Mapping[str, str]) -> Matrix:
        """From the drawing's own coordinates to points, as large as fits and in the middle (SVG 1.1, 7.8)."""
        whole = "xmlns" in attributes and "viewBox" in attributes
        if not whole or ("width" in attributes) != ("height" in attributes):
            raise NotPlainError("a size that is not said whole")
        left, top, across, down = (float(value) for value in re.findall(NUMBER, attributes["viewBox"]))
        wide, high = float(attributes.get("width", across)), float(attributes.get("height", down))
        if min(across, down, wide, high) <= 0 or not 1 / RATIO < wide / high < RATIO:
            raise NotPlainError("a frame without size")
        self.size = (wide * _POINTS, high * _POINTS)
        scale = min(wide * _POINTS / across, high * _POINTS / down)
        aside, below = (wide * _POINTS - across * scale) / 2, (high * _POINTS - down * scale) / 2
        matrix = multiply((1.0, 0.0, 0.0, 1.0, aside, below), UPRIGHT)
        matrix = multiply((scale, 0.0, 0.0, -scale, 0.0, 0.0), matrix)
        return multiply((1.0, 0.0, 0.0, 1.0, -left, -down - top), matrix)

    def _letter(self, style: Mapping[str, str]) -> None:
        words = self.text.replace("\n", " ").replace("\t", " ").replace("\r", " ").strip(" ")
        while "  " in words:
            words = words.replace("  ", " ")
        if not words:
            return
        if face_for(style.get("font-family", ""), self.families) is not True:
            raise NotPlainError("words that are not set by themselves")
        if style.get("stroke", "none") != "none" or style["opacity"] != "1" or "fill-opacity" in style:
            raise NotPlainError("words with a line around or with opacity")
        if not words.isascii():
            from leafletgen.fonts.loading import NEEDS_SHAPING

            turned = any("\u202a" <= letter <= "\u202e" or "\u2066" <= letter <= "\u2069" for letter in words)
            if turned or any(combining(letter) for letter in words) or NEEDS_SHAPING.search(words):
                raise NotPlainError("words with letters or accents that are put together, or turned")
        colour = _paint(style, "fill")
        if len(colour) != 7:
            raise NotPlainError("words without a colour")
        self._open(_TURNED)
        x, y = float(self.words.get("x", 0)), -float(self.words.get("y", 0))
        a, b, c, d, e, f = self.matrices[-1]
        placed = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)
        size = float(style.get("font-size", _LETTERS))
        if not 0.01 <= size < LARGEST or not all(abs(value) < LARGEST for value in placed):
            raise NotPlainError("letters of an impossible size")
        bold = style.get("font-weight") in _FROM_600
        fill = f"{_numbers(colour)} rg"
        self.letterings.append(Lettering(placed, size, bold, fill, style.get("text-anchor", "start"), words))
        self.shown = True
        self._close()

    def paint(self, path: str, box: Box, style: Mapping[str, str], filled: bool = True, corner: float = 180.0) -> None:
        """Write a path with the operators of its fill and of its line, as far as it has them.

        Corner is the narrowest angle, in degrees, at which its lines meet.
        """
        fill = _paint(style, "fill") if filled else ""
        stroke = _paint(style, "stroke")
        width = float(style.get("stroke-width", 1))
        if not width:
            stroke = ""
        opacity = 1.0 if style["opacity"] == "1" else float(style["opacity"])
        fill_alpha, stroke_alpha = _alpha(style, "fill", fill), _alpha(style, "stroke", stroke)
        if fill and stroke and opacity != 1:
            raise NotPlainError(f'opacity="{style["opacity"]}" of what has a fill and a line')
        fill_alpha, stroke_alpha = fill_alpha * opacity, stroke_alpha * opacity
        fill, stroke = fill if fill_alpha else "", stroke if stroke_alpha else ""
        if not path or not (fill or stroke):
            return
        parts, ends = [], []
        alpha = (round(fill_alpha if fill else 1.0, 3), round(stroke_alpha if stroke else 1.0, 3))
        mitre = float(style.get("stroke-miterlimit", _MITRE))
        mitred = bool(stroke) and style.get("stroke-linejoin", "miter") == "miter"
        apart = alpha != (1.0, 1.0) or (mitred and (corner < _SHARP or mitre != _MITRE))
        if apart:
            parts.append("q")
            ends.append("Q")
        if alpha != (1.0, 1.0):
            parts.append(f"/{self.opacities.setdefault(alpha, f'@GS{len(self.opacities)}@')} gs")
        if fill and stroke and stroke_alpha != 1:
            # Together they would be painted so that the fill is not seen through the line (ISO 32000-1, 11.7.4.4).
            self.paint(path, box, {**style, "stroke": "none"}, filled, corner)
            self.paint(path, box, style, False, corner)
            return
        if fill:
            parts.append(f"{_numbers(fill)} rg")
        if stroke:
            parts.append(self._line(stroke, width, style))
            if apart and mitred:
                if mitre < 1:
                    raise NotPlainError(f'stroke-miterlimit="{mitre:g}"')
                parts.append(f"{number(mitre, 3)} M")
            dash = _dash(style)
            if dash:
                parts.append(dash)
                ends.insert(0, "[] 0 d")
        odd = "*" if fill and style.get("fill-rule") == "evenodd" else ""
        if stroke:
            self._keep_width(width)
        operator = {(True, True): "B", (True, False): "f", (False, True): "S"}[(bool(fill), bool(stroke))] + odd
        self.out.append(" ".join([*parts, path, operator, *ends]))
        self._place(box, width / 2 * _reach(style, corner, mitre if mitred else 1.0) if stroke else 0.0)

    def _keep_width(self, width: float) -> None:
        """Keep in mind how thin the line is that is written next, and where it says so."""
        a, b, c, d, _, _ = self.matrices[-1]
        unit = sqrt(abs(a * d - b * c))
        if unit:
            self.lines.append((len(self.out), 1 / unit))
            self.thinnest = min(self.thinnest, width * unit)

    def _line(self, colour: str, width: float, style: Mapping[str, str]) -> str:
        cap, join = _CAPS[style.get("stroke-linecap", "butt")], _JOINS[style.get("stroke-linejoin", "miter")]
        return f"{_numbers(colour)} RG {number(width, self.places[-1])} w {cap} J {join} j"

    def _place(self, box: Box, margin: float) -> None:
        """Keep in mind whether what was painted shows, and whether any of it lies outside of the frame."""
        a, b, c, d, e, f = self.matrices[-1]
        left, right, top, bottom = box.left - margin, box.right + margin, box.top - margin, box.bottom + margin
        across: Sequence[float]
        down: Sequence[float]
        if b == c == 0:
            across, down = (a * left + e, a * right + e), (d * top + f, d * bottom + f)
        else:
            across = [a * x + c * y + e for x in (left, right) for y in (top, bottom)]
            down = [b * x + d * y + f for x in (left, right) for y in (top, bottom)]
        wide, high = self.size
        if min(across) < -0.01 or max(across) > wide + 0.01 or min(down) < -0.01 or max(down) > high + 0.01:
            self.outside = True
        if max(across) > 0 and min(across) < wide and max(down) > 0 and min(down) < high:
            self.shown = True
            if self.letterings:
                self.covers.append((len(self.letterings), min(across), min(down), max(across), max(down)))


def _paint(style: Mapping[str, str], kind: str) -> str:
    """A colour as ``#RRGGBB`` or ``#RRGGBBAA``; nothing when there is none."""
    value = style.get(kind, "#000000" if kind == "fill" else "none")
    if value == "currentColor":
        value = style.get("color", "#000000")
    return "" if value == "none" else value


def _alpha(style: Mapping[str, str], kind: str, colour: str) -> float:
    own = int(colour[7:9], 16) / 255 if len(colour) == 9 else 1.0
    said = style.get(kind + "-opacity")
    return own if said is None else own * float(said)


@lru_cache(500)
def _numbers(colour: str) -> str:
    return " ".join(number(int(colour[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))


#: How long a dot is at least: PDFium makes one without length longer, and moves all that come after it.
_DOT = 0.01


def _dash(style: Mapping[str, str]) -> str:
    value = style.get("stroke-dasharray", "none")
    if value == "none":
        return ""
    lengths = [float(part) for part in re.findall(NUMBER, value)]
    whole = sum(lengths) * (1 + len(lengths) % 2)
    if not whole:
        return ""
    if not all(lengths[1::2]):
        raise NotPlainError("dashes without a gap")  # a line is cut there all the same, which only corners show
    if len(lengths) % 2:
        lengths *= 2
    for at in range(0, len(lengths), 2):
        if not lengths[at] and lengths[at + 1] > 2 * _DOT:
            lengths[at], lengths[at + 1] = _DOT, lengths[at + 1] - _DOT
    start = float(style.get("stroke-dashoffset", 0)) % whole
    return f"[{' '.join(number(length, 3) for length in lengths)}] {number(start, 3)} d"


def _reach(style: Mapping[str, str], corner: float, mitre: float) -> float:
    """How far a line comes out over its path, in halves of its width: by square ends, and by the mitre of a corner."""
    reach = sqrt(2) if style.get("stroke-linecap") == "square" else 1.0
    if not corner:
        return reach
    mitred = 1 / sin(radians(corner / 2))
    return max(reach, mitred) if mitred <= mitre else reach


def _path(reader: VectorReader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    pieces, box = subpaths(attributes.get("d", ""), reader.places[-1], _is_mitred(style))
    _pieces(reader, pieces, box, style)


def _pieces(reader: VectorReader, pieces: list[Piece], box: Box, style: Mapping[str, str], filled: bool = True) -> None:
    # What is filled is closed by itself; a line ends where its piece ends.
    bare = not _paint(style, "stroke") or not float(style.get("stroke-width", 1))
    if not bare and style.get("stroke-linecap") == "square" and not all(piece.long for piece in pieces):
        raise NotPlainError("a line without length that ends square")  # PDF paints none (ISO 32000-1, 8.5.3.2)
    curved = [
        piece for piece in pieces if piece.long or " c" in piece.operators
    ]  # a line without length is a dot already
    dots = [] if bare else [piece for piece in curved if _is_dot(piece, style)]
    if dots:
        for piece in dots:
            x, y = (piece.box.left + piece.box.right) / 2, (piece.box.top + piece.box.bottom) / 2
            at = numbers((x, y), reader.places[-1])
            reader.paint(f"{at} m {at} l", piece.box, {**style, "stroke-linecap": "round"}, filled=False)
        pieces = [piece for piece in pieces if piece not in dots]
    path = " ".join(piece.operators + " h" * (piece.closed or bare) for piece in pieces)
    reader.paint(path, box, style, filled, min((piece.corner for piece in pieces), default=180.0))


def _is_mitred(style: Mapping[str, str]) -> bool:
    """Whether corners come out over the path, so that it counts how narrow they are."""
    return style.get("stroke-linejoin", "miter") == "miter" and bool(_paint(style, "stroke"))


def _is_dot(piece: Piece, style: Mapping[str, str]) -> bool:
    """Whether a piece is so small that its round line is a dot; PDFium draws it smaller than it is."""
    if not piece.long:
        return style.get("stroke-linecap") == "round"
    if style.get("stroke-linejoin") != "round" or not (piece.closed or style.get("stroke-linecap") == "round"):
        return False
    return (
        piece.box.extent <= float(style.get("stroke-width", 1)) / 50 and style.get("stroke-dasharray", "none") == "none"
    )


def _values(attributes: Mapping[str, str], name: str) -> list[float]:
    return [float(attributes.get(attribute, 0)) for attribute in _ATTRIBUTES[name]]


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    box = Box()
    box.hold([left, top, right, bottom])
    return box


def _rect(reader: VectorReader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    x, y, width, height, rx, ry = _values(attributes, "rect")
    if width and height:
        rx, ry = (rx if "rx" in attributes else ry), (ry if "ry" in attributes else rx)
        path = rectangle(x, y, width, height, rx, ry, reader.places[-1])
        # The mitres of its corners end where a box around its line does.
        reader.paint(path, _box(x, y, x + width, y + height), style)


def _circle(reader: VectorReader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    x, y, radius = _values(attributes, "circle")
    _round(reader, x, y, radius, radius, style)


def _ellipse(reader: VectorReader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    if "rx" not in attributes or "ry" not in attributes:
        raise NotPlainError("an ellipse with one radius")
    x, y, rx, ry = _values(attributes, "ellipse")
    _round(reader, x, y, rx, ry, style)


def _round(reader: VectorReader, x: float, y: float, rx: float, ry: float, style: Mapping[str, str]) -> None:
    if not (rx and ry):
        return
    reader.paint(ellipse(x, y, rx, ry, reader.places[-1]), _box(x - rx, y - ry, x + rx, y + ry), style)


def _line(reader: VectorReader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    x1, y1, x2, y2 = _values(attributes, "line")
    _points(reader, [x1, y1, x2, y2], False, style, filled=False)


def _polyline(reader: VectorReader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    _points(reader, [float(value) for value in re.findall(NUMBER, attributes.get("points", ""))], False, style)


def _polygon(reader: VectorReader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    _points(reader, [float(value) for value in re.findall(NUMBER, attributes.get("points", ""))], True, style)


def _points(
    reader: VectorReader, points: list[float], closed: bool, style: Mapping[str, str], filled: bool = True
) -> None:
    if len(points) < 4 or len(points) % 2:
        raise NotPlainError("a list of points that is not whole")
    pen = Pen(reader.places[-1], _is_mitred(style))
    pen.draw("M", points[:2])
    for at in range(2, len(points), 2):
        pen.draw("L", points[at : at + 2])
    if closed:
        pen.close()
    _pieces(reader, pen.done(), pen.box, style, filled)


_SHAPES: dict[str, Callable[[VectorReader, Mapping[str, str], Mapping[str, str]], None]] = {
    "path": _path,
    "rect": _rect,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
}
