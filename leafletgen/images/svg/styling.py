"""Style sheets and ``style`` attributes turned into attributes, so that one thing is said in one place."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from leafletgen.images.fault import PictureError
from leafletgen.images.svg.admit import DROPPED
from leafletgen.images.svg.calculated import calculated
from leafletgen.images.svg.cascade import Declaration, StyleSheets, inline, won
from leafletgen.images.svg.properties import (
    ALIASES,
    BOXED,
    GEOMETRY,
    INHERITED,
    INITIAL,
    PROPERTIES,
    SILENT,
    UNBOXED,
    UNITS_NEEDED,
    checked,
    split_font,
    words,
)
from leafletgen.images.svg.tree import OUTLINES, SVG, box_of, local, short, unknown

#: Properties that move an element; in style sheets they are written otherwise than in attributes of the same name.
_MOVES = frozenset(("rotate", "scale", "translate", "transform", "transform-origin", "transform-box"))
_WITH_GEOMETRY = ("rect", "circle", "ellipse", "image")
#: What properties of other programs begin with, and those of Chromium that say nothing to paper.
_OTHERS = ("-inkscape", "-moz-", "-ms-", "-o-", "-khtml-", "-adobe-", "-qt-")
_IDLE = words(
    "-webkit-font-smoothing -webkit-tap-highlight-color -webkit-user-select -webkit-touch-callout"
    " -webkit-print-color-adjust -webkit-text-size-adjust -webkit-overflow-scrolling -webkit-appearance"
    " -webkit-box-sizing -webkit-user-drag -webkit-animation -webkit-transition"
)
WORDS = ("inherit", "unset", "initial", "revert", "revert-layer")
_UNITLESS = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")


class Styling:
    """What style sheets say of the elements of a tree.

    Attributes:
        moves: what they say of turning and moving, by element.
        lines: in which line a property is said that is now an attribute.
    """

    def __init__(self, root: Any) -> None:
        """Take the style sheets in, and turn what they say into attributes.

        Raises:
            PictureError: something is said that would not be printed as browsers show it.
        """
        self.moves: dict[Any, dict[str, str]] = {}
        self.lines: dict[tuple[Any, str], int] = {}
        self.of_places = False
        self.customs = 0
        """How many elements but the outermost have custom properties."""
        self.varying: set[Any] = set()
        """Elements that custom properties decide on."""
        self._won: dict[tuple[Declaration, ...], list[Declaration]] = {}
        said = self._sheets(root)
        stack: list[tuple[Any, dict[str, str]]] = [(root, {})]
        while stack:
            element, custom = stack.pop()
            if not local(element) or local(element) == "foreignObject":
                continue  # what is not of SVG goes, or is refused by its name
            if local(element) in DROPPED:
                continue
            own = element.attrib.pop("style", None)
            element.attrib.pop("class", None)
            declared = said.get(element, [])
            if own:
                declared = [*declared, *inline(own, element.sourceline)]
            if declared:
                self.customs += any(one.name.startswith("--") for one in declared) and element is not root
                mine = {one.name: one.value for one in won(declared).values() if one.name.startswith("--")}
                custom = {**custom, **mine} if mine else custom
                for one in self._winning(tuple(declared), custom):
                    self._declared(element, one)
                if any("var(" in one.value for one in declared):
                    self.varying.add(element)
            for name, value in list(element.attrib.items()):
                if "var(" in value:
                    self.varying.add(element)
                    element.set(name, _with_variables(Declaration(name, value, False, element.sourceline), custom))
            stack += [(child, custom) for child in element]

    def _winning(self, declared: tuple[Declaration, ...], custom: dict[str, str]) -> list[Declaration]:
        """The declarations that win; elements with the same ones come by the thousand."""
        if custom:
            return list(won(_valid(_expanded(declared, custom))).values())
        known = self._won.get(declared)
        if known is None:
            known = self._won[declared] = list(won(_valid(_expanded(declared, custom))).values())
        return known

    def _sheets(self, root: Any) -> dict[Any, list[Declaration]]:
        sheets: StyleSheets | None = None
        for element in list(root.iter(f"{SVG}style")):
            if (element.get("type") or "text/css").lower() == "text/css":
                sheets = sheets or StyleSheets()
                sheets.add("".join(element.itertext()), element.sourceline, element.get("media", ""))
        if sheets is None:
            return {}
        self.of_places = sheets.of_places
        return dict(sheets.match(root))

    def _declared(self, element: Any, said: Declaration) -> None:
        """Take what a style sheet says of an element, which wins over its attributes."""
        name, value, line = said.name, said.value, said.line
        if name in _MOVES:
            self.moves.setdefault(element, {})[name] = value
        elif name == "d":
            match = re.fullmatch(r"path\(\s*(?:(?:nonzero|evenodd)\s*,\s*)?([\"'])(.*?)\1\s*\)", value, re.DOTALL)
            if match is None and value.lower() != "none":
                raise unknown(name, value, line)
            element.set("d", match[2] if match else "")
        elif name == "background":
            _paint_ground(element, value, line)
        elif "_" in name:
            return  # no browser has a property with such a name
        elif name.startswith("-"):
            check = PROPERTIES.get(name)
            known = check is not None and check(value) is not None
            if not known and not name.startswith(_OTHERS) and name not in _IDLE:
                raise unknown(name, value, line)
        elif name in BOXED and element.getparent() is None:
            if not set(value.lower().split()) <= UNBOXED:
                raise unknown(name, value, line)
        elif name in GEOMETRY and local(element) not in _WITH_GEOMETRY and element.getparent() is not None:
            if local(element) in ("use", "svg", "symbol"):
                raise unknown(name, value, line)  # browsers do not agree; on others it says nothing
        elif name not in SILENT:
            if name not in PROPERTIES and name not in GEOMETRY:
                raise unknown(name, value, line)
            element.set(name, value)
            self.lines[element, name] = line


def by_word(name: str, word: str, line: int) -> str:
    """What ``initial`` and the like come to (CSS Cascade 4, 7.3)."""
    if word != "inherit" and (word == "initial" or name not in INHERITED):
        if name not in INITIAL:
            raise unknown(name, word, line)
        return INITIAL[name]
    return "inherit"


def _expanded(declared: Iterable[Declaration], custom: dict[str, str]) -> Iterator[Declaration]:
    """Yield declarations with shorthands taken apart, sums worked out, and what custom properties say put in."""
    for one in declared:
        if one.name.startswith("--"):
            continue
        value = _with_variables(one, custom) if "var(" in one.value else one.value
        if "calc(" in value:
            value = calculated(value)
        one = one._replace(value=value, name=ALIASES.get(one.name, one.name))
        if one.name == "marker":
            for end in ("marker-start", "marker-mid", "marker-end"):
                yield one._replace(name=end)
        elif one.name == "font" and value.lower() not in WORDS:
            said = split_font(value)
            if said is None:
                raise unknown("font", value, one.line, OUTLINES)
            for name, part in said.items():
                yield one._replace(name=name, value=part)
        else:
            yield one


def _valid(declared: Iterable[Declaration]) -> Iterator[Declaration]:
    """Yield declarations without those that browsers pass over, where that is sure.

    A number without its unit is one; so is a value that is not known, where another of the same property stands before.
    """
    seen: set[str] = set()
    for one in declared:
        if one.name in UNITS_NEEDED and _UNITLESS.fullmatch(one.value) and float(one.value):
            continue
        check = PROPERTIES.get(one.name)
        fits = check is None or one.value.lower() in WORDS or checked(check, one.value) is not None
        if fits:
            seen.add(one.name)
        elif one.name in seen:
            continue
        yield one


def _with_variables(said: Declaration, custom: dict[str, str]) -> str:
    """Put in what custom properties say (CSS Custom Properties 1)."""
    value = said.value
    for _ in range(20):
        match = re.search(r"var\(\s*(--[^\s,)]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)", value)
        if match is None:
            break
        found = custom.get(match[1], match[2])
        if found is None:
            raise PictureError(
                "svg-style-not-supported",
                f'it has {said.name}="{short(value)}" in line {said.line}, and nothing says what {match[1]} is',
                "save it as plain SVG, with the colours themselves",
            )
        value = value[: match.start()] + found.strip() + value[match.end() :]
        if len(value) > 10_000:
            break
    if "var(" in value:
        raise unknown(said.name, value, said.line)
    return value


def _paint_ground(element: Any, value: str, line: int) -> None:
    """The ground that browsers paint under the outermost element, as a shape."""
    if element.getparent() is not None or value.lower() in ("none", "0", *WORDS):
        return
    known = PROPERTIES["color"](value)
    if known is None:
        raise unknown("background", value, line)
    if known.endswith("00") and len(known) == 9:
        return
    left, top, wide, high = box_of(element)
    ground = element.makeelement(f"{SVG}rect")
    # As large as the view may be whichever way it fits its frame; what is outside of that is cut off.
    for key, number in (("x", left - 9 * wide), ("y", top - 9 * high), ("width", 19 * wide), ("height", 19 * high)):
        ground.set(key, f"{number:g}")
    for key, part in (("fill", known), ("stroke", "none"), ("fill-opacity", "1"), ("visibility", "visible")):
        ground.set(key, part)
    element.insert(0, ground)
