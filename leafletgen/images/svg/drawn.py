"""A drawing told plainly, as lines where all of it is known; uses are drawn out."""

from collections.abc import Collection, Iterator
from typing import Any

from leafletgen.images.artwork import Drawing
from leafletgen.images.svg.operators import VectorError
from leafletgen.images.svg.path import NotPlainError
from leafletgen.images.svg.properties import GEOMETRY, PROPERTIES, words
from leafletgen.images.svg.source import Source
from leafletgen.images.svg.tree import HIDDEN, SHAPES, box_of, local, out_of_proportion
from leafletgen.images.svg.vector import VectorReader

#: Uses drawn out come to so many elements at most; a painter shares what lines would repeat.
_MOST_DRAWN = 100_000
#: In a view so large, numbers that have no place in a PDF may be seen all the same; the painter has them.
_LARGE = 1e4
#: Properties that change nothing in what lines can draw.
_IDLE = words(
    "id clip-rule shape-rendering text-rendering image-rendering color-interpolation-filters stop-color stop-opacity"
    " flood-color flood-opacity lighting-color mask-type visibility display overflow href"
)
_OF_WORDS = words(
    "font-family font-size font-style font-weight font-kerning letter-spacing word-spacing text-anchor text-decoration"
    " dominant-baseline alignment-baseline baseline-shift writing-mode direction unicode-bidi"
)
_NOTHING = {
    "filter": "none",
    "mask": "none",
    "clip-path": "none",
    "marker-start": "none",
    "marker-mid": "none",
    "marker-end": "none",
    "mix-blend-mode": "normal",
    "isolation": "auto",
    "paint-order": "normal",
    "letter-spacing": "0",
    "word-spacing": "0",
    "text-decoration": "none",
    "opacity": "1",
    "writing-mode": "horizontal-tb",
    "direction": "ltr",
    "font-kerning": "auto",
}


class CannotDrawError(Exception):
    """What stands in the way of lines, with its line in the file; for a note."""


def draw(source: Source, families: Collection[str]) -> Drawing:
    """The operators of a drawing.

    Raises:
        CannotDrawError: something in it is not drawn as lines.
        PictureError: a number is out of all proportion.
    """
    return _Walk(source, families).run()


class _Walk:
    def __init__(self, source: Source, families: Collection[str]) -> None:
        self.source = source
        self.reader = VectorReader(families)
        self.ids = source.named_elements
        self.wordless = not source.words
        self.drawn = 0

    def run(self) -> Drawing:
        root = self.source.root
        try:
            return self._root(root)
        except NotPlainError as fault:
            raise CannotDrawError(str(fault)) from fault
        except VectorError as fault:
            raise CannotDrawError(str(fault)) from fault
        except (ArithmeticError, ValueError) as fault:
            raise CannotDrawError("a number out of all proportion") from fault

    def _root(self, root: Any) -> Drawing:
        view = dict(root.attrib)
        fit = view.pop("preserveAspectRatio", "").strip()
        if fit not in ("", "xMidYMid", "xMidYMid meet"):
            _, _, wide, high = (float(number) for number in view["viewBox"].replace(",", " ").split())
            if abs(wide / high * self.source.height / self.source.width - 1) > 1e-4:
                raise self._cannot(root, f'preserveAspectRatio="{fit}"')
        self._begin(root, "svg", {**self._plain(root, view), "xmlns": "http://www.w3.org/2000/svg"})
        self._children(root, root.get("visibility", "visible") == "visible")
        self.reader.end("svg")
        return self.reader.drawing()

    def _children(self, element: Any, visible: bool) -> None:
        for child in element:
            self._element(child, visible)

    def _element(self, element: Any, visible: bool) -> None:
        name = local(element)
        if name in HIDDEN or element.get("display") == "none":
            return
        shown = element.get("visibility", "inherit")
        visible = visible if shown == "inherit" else shown == "visible"
        self.drawn += 1
        if self.drawn > _MOST_DRAWN:
            raise CannotDrawError(f"more than {_MOST_DRAWN:,} elements")
        attributes = self._plain(element, dict(element.attrib))
        if name == "use":
            self._use(element, attributes, visible)
        elif name == "g":
            self._begin(element, "g", attributes)
            self._children(element, visible)
            self.reader.end("g")
        elif name in SHAPES:
            if visible:
                self._begin(element, name, attributes)
                self.reader.end(name)
        elif name == "text":
            if "".join(element.itertext()).strip() and visible:
                if len(element) or element.get("{http://www.w3.org/XML/1998/namespace}space"):
                    raise self._cannot(element, "<text> with parts of its own")
                self._begin(element, "text", attributes)
                self.reader.characters(element.text or "")
                try:
                    self.reader.end("text")
                except NotPlainError as fault:
                    raise self._cannot(element, str(fault)) from fault
        else:
            raise self._cannot(element, f"<{name}>")

    def _use(self, element: Any, attributes: dict[str, str], visible: bool) -> None:
        target = self.ids.get(element.get("href", "#")[1:])
        if target is None:
            return
        if local(target) in ("symbol", "svg"):
            raise self._cannot(element, f"<use> of <{local(target)}>")
        moved = attributes.pop("transform", "")
        x, y = attributes.pop("x", "0"), attributes.pop("y", "0")
        attributes = {name: value for name, value in attributes.items() if name not in GEOMETRY}
        if any(part.endswith(("%", "em", "ex")) for part in (x, y)):
            raise self._cannot(element, f'x="{x}" y="{y}"')
        if float(x) or float(y):
            moved = f"{moved} translate({x} {y})".strip()
        if moved:
            attributes["transform"] = moved
        self._begin(element, "g", attributes)
        self._element(target, visible)
        self.reader.end("g")

    def _plain(self, element: Any, attributes: dict[str, str]) -> dict[str, str]:
        """The attributes that count here."""
        made = {}
        for name, value in attributes.items():
            if name in _IDLE or name.startswith("{") or _NOTHING.get(name) == value or value == "inherit":
                continue
            if self.wordless and name in _OF_WORDS:
                continue
            made[name] = value
        return made

    def _begin(self, element: Any, name: str, attributes: dict[str, str]) -> None:
        try:
            self.reader.begin(name, attributes)
        except NotPlainError as fault:
            raise self._cannot(element, str(fault)) from fault
        except (VectorError, ArithmeticError, ValueError) as fault:
            if max(box_of(self.source.root)[2:]) < _LARGE:
                raise out_of_proportion(element.sourceline) from fault
            raise

    def _cannot(self, element: Any, what: str) -> CannotDrawError:
        for target in _referred(element):
            if target in self.ids and target in what:
                what = f"<{local(self.ids[target])}>"
                element = self.ids[target]
                break
        return CannotDrawError(f"{what} in line {element.sourceline}")


def _referred(element: Any) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name in PROPERTIES and value.startswith("url(#"):
            yield value[5 : value.index(")")]
