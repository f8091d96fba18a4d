"""Plain SVG drawings, read without svglib: shapes, paths and words in colours, as drawing programs save them simply.

What is read here gives the same operators as svglib gives, in a twentieth of the time that loading svglib takes. It is
strict: whatever it does not know, and whatever is wrong, it leaves to svglib and to the messages of ``svg.py``.
"""

import re
from collections.abc import Callable, Mapping
from math import cos, radians, sin

from leafletgen.images.plain_path import NotPlainError, subpaths
from leafletgen.pdf.artwork import Drawing, Lettering
from leafletgen.pdf.vector_operators import (
    LARGEST,
    RATIO,
    Matrix,
    VectorError,
    ellipse,
    lines,
    multiply,
    number,
    rectangle,
)

_LIMIT_BYTES = 1_000_000
#: Elements one inside another; less than svg.py and ISO 19005-2 (6.1.13) allow.
_DEEPEST = 16
#: An SVG's unit is a pixel of CSS: 96 to the inch.
_POINTS = 0.75

_NUMBER = r"-?\d+(?:\.\d+)?"
_SIZE = r"\d+(?:\.\d+)?"
_COLOUR = r"none|#[0-9A-Fa-f]{6}"
#: Properties that elements inside inherit, and the values that are plain.
_INHERITED = {
    "fill": re.compile(_COLOUR),
    "stroke": re.compile(_COLOUR),
    "stroke-width": re.compile(_SIZE),
    "stroke-linecap": re.compile("butt|round|square"),
    "stroke-linejoin": re.compile("miter|round|bevel"),
    "font-family": re.compile(r"(?!.*[Bb][Oo][Ll][Dd])[A-Za-z][A-Za-z, -]*"),
    "font-size": re.compile(_SIZE),
    "font-weight": re.compile("normal|bold|[1-9]00"),
    "text-anchor": re.compile("start|middle|end"),
}
#: Attributes that draw nothing.
_SILENT = {"id": re.compile(r"[\w.-]*"), "role": re.compile(r"[\w-]*")}
_VALUES = {
    **dict.fromkeys(("x", "y", "x1", "y1", "x2", "y2", "cx", "cy"), re.compile(_NUMBER)),
    **dict.fromkeys(("width", "height", "rx", "ry", "r"), re.compile(_SIZE)),
    "viewBox": re.compile(rf"{_NUMBER}(?:[ ,]{_NUMBER}){{3}}"),
    "points": re.compile(rf"\s*{_NUMBER}(?:[\s,]+{_NUMBER})*\s*"),
    "transform": re.compile(rf"(?:\s*[a-z]+\({_NUMBER}(?:[ ,]{_NUMBER})*\))+\s*"),
    "d": re.compile(r".*", re.DOTALL),
    "xmlns": re.compile(re.escape("http://www.w3.org/2000/svg")),
}
#: What each element may say of itself.
_ATTRIBUTES = {
    "svg": ("xmlns", "width", "height", "viewBox"),
    "g": ("transform",),
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
_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: Words stand on their feet in a drawing whose heights run downwards.
_TURNED: Matrix = (1.0, 0.0, 0.0, -1.0, 0.0, 0.0)


def read_plain(data: bytes) -> Drawing | None:
    """The operators of a plain SVG file; None when it is not plain, or not right."""
    from xml.parsers import expat

    if len(data) > _LIMIT_BYTES or data[:1] != b"<":
        return None
    try:
        return _Reader().read(data)
    except (NotPlainError, VectorError, expat.ExpatError, ArithmeticError):
        return None


class _Reader:
    """Takes one file, element by element."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.styles: list[dict[str, str]] = [{}]
        self.matrices: list[Matrix] = []
        self.out: list[str] = []
        self.letterings: list[Lettering] = []
        self.text = ""
        self.words: Mapping[str, str] = {}
        self.size = (0.0, 0.0)

    def read(self, data: bytes) -> Drawing:
        from xml.parsers import expat

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.CommentHandler = self._comment
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = parser.ProcessingInstructionHandler = self._refuse
        parser.Parse(data, True)
        return Drawing(*self.size, "\n".join(self.out), self.letterings)

    @staticmethod
    def _refuse(*_: object) -> None:
        raise NotPlainError

    @staticmethod
    def _declaration(version: str, encoding: str | None, alone: int) -> None:
        if encoding is not None and encoding.lower() != "utf-8":
            raise NotPlainError

    def _comment(self, _: str) -> None:
        if self.names and self.names[-1] not in _HOLDERS:
            raise NotPlainError

    def _characters(self, text: str) -> None:
        if self.names[-1] == "text":
            self.text += text

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        own = _ATTRIBUTES.get(name)
        outermost = not self.names
        if own is None or len(self.names) >= _DEEPEST or (name == "svg") != outermost:
            raise NotPlainError
        if not outermost and self.names[-1] not in _HOLDERS:
            raise NotPlainError
        style = dict(self.styles[-1])
        for attribute, value in attributes.items():
            plain = _INHERITED.get(attribute) or _SILENT.get(attribute)
            if plain is None and attribute in own:
                plain = _VALUES[attribute]
            if plain is None or plain.fullmatch(value) is None:
                raise NotPlainError
            if attribute in _INHERITED:
                style[attribute] = value
        self.names.append(name)
        self.styles.append(style)
        if name == "svg":
            self._open(_frame(attributes, self))
        elif name == "g":
            self._open(_moves(attributes.get("transform", "")))
        elif name == "text":
            self.text, self.words = "", attributes
        elif name in _SHAPES:
            _SHAPES[name](self, attributes, style)

    def _end(self, name: str) -> None:
        style = self.styles.pop()
        self.names.pop()
        if name in _HOLDERS:
            self._close()
        elif name == "text":
            self._letter(style)

    def _open(self, moved: Matrix) -> None:
        outer = self.matrices[-1] if self.matrices else _UPRIGHT
        if moved == _UPRIGHT:
            self.matrices.append(outer)
            return
        self.out.append(f"q {' '.join(number(value, 5) for value in moved)} cm")
        self.matrices.append(multiply(moved, outer))

    def _close(self) -> None:
        inner = self.matrices.pop()
        if inner is not (self.matrices[-1] if self.matrices else _UPRIGHT):
            self.out.append("Q")

    def _letter(self, style: Mapping[str, str]) -> None:
        self._open(_TURNED)
        words = self.text.replace("\n", " ").replace("\t", " ").strip()
        while "  " in words:
            words = words.replace("  ", " ")
        if words:
            x, y = float(self.words.get("x", 0)), -float(self.words.get("y", 0))
            a, b, c, d, e, f = self.matrices[-1]
            placed = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)
            size = float(style.get("font-size", 0))
            if not 0.01 <= size < LARGEST or not all(abs(value) < LARGEST for value in placed):
                raise NotPlainError
            bold = style.get("font-weight") in _FROM_600
            fill = f"{_colour(style.get('fill', '#000000')) or '0 0 0'} rg"
            self.letterings.append(Lettering(placed, size, bold, fill, style.get("text-anchor", "start"), words))
        self._close()

    def paint(self, path: str, fill: str, stroke: str) -> None:
        """Write a path with the operators of its fill and of its line, as far as it has them."""
        if path and (fill or stroke):
            operator = "B" if fill and stroke else "f" if fill else "S"
            self.out.append(" ".join(part for part in (fill, stroke, path, operator) if part))


def _frame(attributes: Mapping[str, str], reader: _Reader) -> Matrix:
    """From the drawing's own coordinates to points, as large as fits and in the middle (SVG 1.1, 7.8)."""
    if "viewBox" not in attributes or "xmlns" not in attributes or ("width" in attributes) != ("height" in attributes):
        raise NotPlainError
    left, top, across, down = (float(value) for value in re.split("[ ,]", attributes["viewBox"]))
    wide, high = float(attributes.get("width", across)), float(attributes.get("height", down))
    if min(across, down, wide, high) <= 0 or not 1 / RATIO < wide / high < RATIO:
        raise NotPlainError
    reader.size = (wide * _POINTS, high * _POINTS)
    scale = min(wide * _POINTS / across, high * _POINTS / down)
    aside, below = (wide * _POINTS - across * scale) / 2, (high * _POINTS - down * scale) / 2
    matrix = multiply((1.0, 0.0, 0.0, 1.0, aside, below), _UPRIGHT)
    matrix = multiply((scale, 0.0, 0.0, -scale, 0.0, 0.0), matrix)
    return multiply((1.0, 0.0, 0.0, 1.0, -left, -down - top), matrix)


def _moves(text: str) -> Matrix:
    matrix = _UPRIGHT
    for name, values in re.findall(r"([a-z]+)\(([^)]*)\)", text):
        given = [float(value) for value in re.split("[ ,]", values)]
        if name == "translate" and len(given) == 2:
            steps: list[Matrix] = [(1.0, 0.0, 0.0, 1.0, given[0], given[1])]
        elif name == "scale" and len(given) in (1, 2):
            steps = [(given[0], 0.0, 0.0, given[-1], 0.0, 0.0)]
        elif name == "rotate" and len(given) in (1, 3):
            turn = radians(given[0])
            steps = [(cos(turn), sin(turn), -sin(turn), cos(turn), 0.0, 0.0)]
            if len(given) == 3:
                x, y = given[1:]
                steps = [(1.0, 0.0, 0.0, 1.0, x, y), *steps, (1.0, 0.0, 0.0, 1.0, -x, -y)]
        else:
            raise NotPlainError
        for step in steps:
            matrix = multiply(step, matrix)
    return matrix


def _colour(value: str) -> str:
    if value == "none":
        return ""
    return " ".join(number(int(value[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))


def _fill(style: Mapping[str, str]) -> str:
    colour = _colour(style.get("fill", "#000000"))
    return colour and f"{colour} rg"


def _stroke(style: Mapping[str, str]) -> str:
    colour, width = _colour(style.get("stroke", "none")), float(style.get("stroke-width", 1))
    if not colour or not width:
        return ""
    cap, join = _CAPS[style.get("stroke-linecap", "butt")], _JOINS[style.get("stroke-linejoin", "miter")]
    return f"{colour} RG {number(width)} w {cap} J {join} j"


def _path(reader: _Reader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    pieces = subpaths(attributes.get("d", ""))
    if not pieces:
        raise NotPlainError
    fill, stroke = _fill(style), _stroke(style)
    whole = " ".join(piece + " h" for piece, _ in pieces)
    if all(closed for _, closed in pieces):
        reader.paint(whole, fill, stroke)
        return
    if fill:
        reader.paint(whole, fill, stroke)  # an open path is filled as if it were closed
    reader.paint(" ".join(piece + " h" * closed for piece, closed in pieces), "", stroke)


def _numbers(attributes: Mapping[str, str], name: str) -> list[float]:
    return [float(attributes.get(attribute, 0)) for attribute in _ATTRIBUTES[name]]


def _rect(reader: _Reader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    x, y, width, height, rx, ry = _numbers(attributes, "rect")
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    reader.paint(rectangle(x, y, width, height, rx or ry, ry or rx), _fill(style), _stroke(style))


def _circle(reader: _Reader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    x, y, radius = _numbers(attributes, "circle")
    reader.paint(ellipse(x, y, radius, radius), _fill(style), _stroke(style))


def _ellipse(reader: _Reader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    x, y, rx, ry = _numbers(attributes, "ellipse")
    reader.paint(ellipse(x, y, rx, ry), _fill(style), _stroke(style))


def _line(reader: _Reader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    reader.paint(lines(_distinct(_numbers(attributes, "line")), False), "", _stroke(style))


def _polyline(reader: _Reader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    points = _points(attributes)
    if "fill" in style:
        reader.paint(lines(points, True), _fill(style), "")
    reader.paint(lines(points, False), "", _stroke(style))


def _polygon(reader: _Reader, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
    reader.paint(lines(_points(attributes), True), _fill(style), _stroke(style))


def _points(attributes: Mapping[str, str]) -> list[float]:
    points = [float(value) for value in re.findall(_NUMBER, attributes.get("points", ""))]
    if len(points) < 4 or len(points) % 2:
        raise NotPlainError
    return _distinct(points)


def _distinct(points: list[float]) -> list[float]:
    """Points of which not all are the same: a line without length is svglib's to draw."""
    if len(set(points[::2])) == len(set(points[1::2])) == 1:
        raise NotPlainError
    return points


_SHAPES: dict[str, Callable[[_Reader, Mapping[str, str], Mapping[str, str]], None]] = {
    "path": _path,
    "rect": _rect,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
}
