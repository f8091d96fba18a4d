"""The words of a drawing that lines cannot show: painted with and without them, which tells what lies behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from itertools import compress
from typing import TYPE_CHECKING, Any, Final

from leafletgen.images.svg import Painting
from leafletgen.images.svg.painter import paint
from leafletgen.rules.accessibility.grounds import contrast, hexadecimal
from leafletgen.rules.accessibility.pairs import Pair
from leafletgen.rules.accessibility.shapes import Rgb

if TYPE_CHECKING:
    from PIL.Image import Image

#: Dots across a picture that is only looked at, and down one at the most.
_ACROSS: Final = 600
_DOWN: Final = 1200
#: The part of a letter's dots that has a pair of colours before it counts.
_ENOUGH: Final = 0.1
_SVG: Final = "{http://www.w3.org/2000/svg}"
_OF_WORDS: Final = (f"{_SVG}text", f"{_SVG}tspan", f"{_SVG}textPath")


def words_painted(painting: Painting, faces: Sequence[bytes], family: str, paper: Rgb) -> list[Pair]:
    """Return the faintest pair of colours that the words of a painting have with what is behind, if it has words.

    Raises:
        PictureError: it cannot be painted.
    """
    if not painting.words or _is_outlined(painting.svg):
        return []  # a dark line around pale letters makes them readable, and no pair of colours says so
    across = min(_ACROSS, round(_DOWN * painting.width / painting.height)) or 1
    down = max(1, round(across * painting.height / painting.width))

    def painted(fill: str | None) -> Image:
        from PIL import Image

        picture = paint(_with_words(painting.svg, fill), across, down, faces, family)
        with Image.open(BytesIO(picture), formats=("PNG",)) as image:
            shown = image.convert("RGBA")
        ground = Image.new("RGBA", shown.size, hexadecimal(paper))
        return Image.alpha_composite(ground, shown).convert("RGB")

    black, white = painted("#000000").convert("L").tobytes(), painted("#ffffff").convert("L").tobytes()
    covered = [light - dark for light, dark in zip(white, black, strict=True)]
    most = max(covered)
    if most <= 0:
        return []
    inside = [one > 0.95 * most for one in covered]
    shown, ground = _dots(painted("")), _dots(painted(None))
    pairs = Counter(compress(zip(shown, ground, strict=True), inside))
    return _faintest(pairs, painting.words[0][0])


def _faintest(pairs: Counter[tuple[bytes, bytes]], what: str) -> list[Pair]:
    """The faintest among the pairs that are more than a few dots, those that hardly differ as one."""
    coarse: Counter[tuple[bytes, bytes]] = Counter()
    for (colour, ground), count in pairs.items():
        coarse[bytes(part & 0xF0 for part in colour), bytes(part & 0xF0 for part in ground)] += count
    whole = sum(coarse.values())
    found = []
    for (colour, ground), count in pairs.items():
        near = coarse[bytes(part & 0xF0 for part in colour), bytes(part & 0xF0 for part in ground)]
        if near >= _ENOUGH * whole:
            one, other = _rgb(colour), _rgb(ground)
            found.append((count, Pair(what, hexadecimal(one), hexadecimal(other), contrast(one, other))))
    # Of colours that hardly differ the one that most dots have.
    most: dict[tuple[int, int], tuple[int, Pair]] = {}
    for count, pair in found:
        key = (int(pair.colour[1:], 16) & 0xF0F0F0, int(pair.ground[1:], 16) & 0xF0F0F0)
        if key not in most or (count, pair) > most[key]:
            most[key] = (count, pair)
    return [min((pair for _, pair in most.values()), key=lambda pair: (pair.ratio, pair))] if most else []


def _is_outlined(svg: str) -> bool:
    """Whether words, or what they stand in, have a line of their own around their letters."""
    for element in _tree(svg).iter(*_OF_WORDS):
        for one in (element, *element.iterancestors()):
            if one.get("stroke", "none") != "none" or "stroke:" in one.get("style", ""):
                return True
    return False


def _tree(svg: str) -> Any:
    from lxml import etree

    return etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _with_words(svg: str, fill: str | None) -> str:
    """The drawing with its words as they are, in one colour, or without them."""
    if fill == "":
        return svg
    from lxml import etree

    root = _tree(svg)
    for element in [*root.iter(*_OF_WORDS)]:
        if fill is None:
            element.set("visibility", "hidden")
        else:
            element.set("fill", fill)
            element.set("stroke", "none")
    return str(etree.tostring(root, encoding="unicode"))


def _dots(image: Image) -> list[bytes]:
    data = image.tobytes()
    return [data[at : at + 3] for at in range(0, len(data), 3)]


def _rgb(dot: bytes) -> Rgb:
    return dot[0] / 255, dot[1] / 255, dot[2] / 255
