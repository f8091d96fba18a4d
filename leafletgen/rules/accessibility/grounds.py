"""How well the words and the lines of a drawing are seen on what lies behind them (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Final

from leafletgen.rules.accessibility.pairs import Pair, Seen
from leafletgen.rules.accessibility.shapes import Point, Rgb, Shape, shapes_of

if TYPE_CHECKING:
    from leafletgen.images.artwork import Drawing, Lettering

#: A line thinner than this share of the letters that it crosses is no ground of theirs.
_THIN: Final = 0.25
#: The share of a word's points, or of a line's, that stand on a ground before it counts as one.
_ENOUGH: Final = 0.2
_HALF: Final = 0.5
#: Points that are looked at along a word and along a line, and shapes times points that are looked at in a drawing.
_ALONG: Final = 12
_MOST_LOOKS: Final = 4_000_000
#: How near, in sizes of its letters, a line ends to the words that it leads to.
_NEAR: Final = 0.8
#: So clear that nothing clearer has to be looked for.
_CLEAR: Final = 4.5


def luminance(colour: Rgb) -> float:
    """The relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio, from 1 (equal) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def hexadecimal(colour: Rgb) -> str:
    """A colour as #RRGGBB."""
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)


def seen_in(drawing: Drawing, paper: Rgb) -> Seen:
    """Look at a drawing on paper of a colour; its faces are known when it has words."""
    return _Look(drawing, paper).run()


class _Look:
    def __init__(self, drawing: Drawing, paper: Rgb) -> None:
        self.drawing, self.paper = drawing, paper
        self.shapes = shapes_of(drawing)
        self.looks = 0

    def run(self) -> Seen:
        words, lines = [], []
        placed = [*self._words()]
        for lettering, points, _ in placed:
            pair = self._faintest(lettering.text, _operand(lettering.fill), points, len(self.shapes), lettering)
            if pair is not None:
                words.append(pair)
        for at, shape in enumerate(self.shapes):
            led = self._leads_to(shape, placed)
            if led is not None and shape.stroke is not None:
                shown = [point for point in _along(shape) if not self._covered(*point, at)]
                if len(shown) <= _HALF * _ALONG:
                    continue  # the pale edge of a line that is drawn over it
                pair = self._faintest(led, shape.stroke, shown, at, None)
                if pair is not None:
                    lines.append(pair)
        return Seen(words, lines, self._best([pair.ratio for pair in words]))

    def _words(self) -> Iterator[tuple[Lettering, list[Point], tuple[float, float, float, float]]]:
        """Words with points inside their letters, and with their boxes."""
        for lettering, _, start, advance in self.drawing.placed_words():
            a, b, c, d, e, f = lettering.matrix
            points = []
            for step in range(_ALONG):
                x = start + advance * (step + 0.5) / _ALONG
                points += [
                    (a * x + c * y + e, b * x + d * y + f) for y in (0.12 * lettering.size, 0.4 * lettering.size)
                ]
            ends = [(a * x + c * y + e, b * x + d * y + f)
                    for x in (start, start + advance) for y in (0.0, 0.7 * lettering.size)]  # fmt: skip
            across, up = [x for x, _ in ends], [y for _, y in ends]
            yield lettering, points, (min(across), min(up), max(across), max(up))

    def _faintest(
        self,
        what: str,
        colour: Rgb,
        points: Sequence[Point],
        below: int,
        lettering: Lettering | None,
    ) -> Pair | None:
        """The faintest pair with a ground that enough of the points stand on."""
        size = lettering.size * hypot(*lettering.matrix[2:4]) if lettering is not None else 0.0
        grounds: dict[Rgb, int] = {}
        for x, y in points:
            ground = self.ground(x, y, below, _THIN * size)
            if ground is None:
                return None
            grounds[ground] = grounds.get(ground, 0) + 1
        share = _ENOUGH if lettering is not None else _HALF
        pairs = [
            Pair(what, hexadecimal(colour), hexadecimal(ground), contrast(colour, ground),
                 size / self.drawing.width, lettering is not None and lettering.bold)
            for ground, count in grounds.items() if count >= share * len(points)
        ]  # fmt: skip
        return min(pairs, key=lambda pair: (pair.ratio, pair.ground), default=None)

    def ground(self, x: float, y: float, below: int, thin: float) -> Rgb | None:
        """The colour at a point under the shape of this number; None when there is too much to look at."""
        red, green, blue = self.paper
        layers: list[tuple[Rgb, float]] = []
        for shape in reversed(self.shapes[:below]):
            self.looks += 1
            if shape.stroke is not None and shape.width >= thin and shape.lines(x, y):
                layers.append((shape.stroke, shape.stroke_alpha))
            elif shape.fill is not None and shape.fills(x, y):
                layers.append((shape.fill, shape.fill_alpha))
            else:
                continue
            if layers[-1][1] >= 1:
                break
        if self.looks > _MOST_LOOKS:
            return None
        for (r, g, b), alpha in reversed(layers):
            red, green, blue = red + (r - red) * alpha, green + (g - green) * alpha, blue + (b - blue) * alpha
        return red, green, blue

    def _covered(self, x: float, y: float, below: int) -> bool:
        """Whether something that is painted later lies over a point."""
        self.looks += len(self.shapes) - below
        return any(shape.lines(x, y) or shape.fills(x, y) for shape in self.shapes[below + 1 :])

    def _leads_to(
        self, shape: Shape, words: Sequence[tuple[Lettering, list[Point], tuple[float, float, float, float]]]
    ) -> str | None:
        """The words to which a line leads."""
        if not shape.is_line or shape.stroke is None or len(shape.outlines) != 1:
            return None
        part = shape.outlines[0]
        for lettering, _, (left, bottom, right, top) in words:
            size = lettering.size * hypot(*lettering.matrix[2:4])
            if sum(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(part)) < size:
                continue
            for x, y in (part[0], part[-1]):
                if max(left - x, x - right) < _NEAR * size and max(bottom - y, y - top) < _NEAR * size:
                    return lettering.text
        return None

    def _best(self, known: Sequence[float]) -> float:
        """The best contrast of anything in it with what is behind: whether it is seen at all."""
        best = max(known, default=1.0)
        for at, shape in enumerate(self.shapes):
            if best >= _CLEAR:
                break
            colours = [(shape.stroke, shape.stroke_alpha), (shape.fill, shape.fill_alpha)]
            ground = self.ground(*shape.outlines[0][0], at, 0.0)
            for colour, alpha in colours:
                if colour is not None and alpha >= _HALF and ground is not None:
                    best = max(best, contrast(colour, ground))
        return best


def _operand(fill: str) -> Rgb:
    red, green, blue = (float(number) for number in fill.split()[:3])
    return red, green, blue


def _along(shape: Shape) -> Iterator[Point]:
    """Points along a line, its ends apart, which may stand on what it points at."""
    part = shape.outlines[0]
    lengths = [hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(part)]
    whole = sum(lengths)
    for step in range(_ALONG):
        rest = whole * (step + 1) / (_ALONG + 1)
        for ((ax, ay), (bx, by)), length in zip(pairwise(part), lengths, strict=True):
            if length and rest <= length:
                yield ax + (bx - ax) * rest / length, ay + (by - ay) * rest / length
                break
            rest -= length
