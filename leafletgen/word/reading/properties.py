"""Properties of runs and paragraphs as the XML has them: one level of the hierarchy, before levels are added up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from leafletgen.word.reading.names import VAL, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

RunValues: TypeAlias = dict[str, str | bool | float]
"""Properties of a run that one level says, by the names below; what it does not say is not in it."""

TOGGLES: Final = ("b", "i", "caps", "strike", "vanish")
"""Properties that styles switch on and off in turn (ECMA-376 1, 17.7.3), as far as a leaflet needs them."""

_ON: Final = frozenset({"1", "true", "on"})
_OFF: Final = frozenset({"0", "false", "off"})
_TOGGLE_NAMES: Final = {w(name): name for name in TOGGLES}
_HALF_POINTS: Final = 2
_TWENTIETHS: Final = 20
_WHITE: Final = frozenset({"auto", "ffffff", "none", ""})
_WHITE_OF_THEMES: Final = frozenset({"none", "background1", "light1"})
"""Colours of a theme that are white, as long as the colour that is kept beside them says nothing else."""
_SIDES: Final = (("top", "bottom"), ("left", "right"), ("start", "end"))


def is_yes(text: str | None) -> bool:
    """Whether an attribute of on/off says that it is on (ECMA-376 1, 22.9.2.7)."""
    return text in _ON


def is_on(element: Element | None, value: str = VAL) -> bool:
    """Whether a property of on/off is there and on (17.17.4): it is unless its value says that it is off."""
    return element is not None and element.get(value, "1") not in _OFF


def number(text: str | None) -> float | None:
    """Return a measure, those with a unit (ECMA-376 1, 22.9.2.15) in points; None when it is none."""
    if not text:
        return None
    unit = text[-2:] if text[-2:].isalpha() else ""
    try:
        value = float(text.removesuffix(unit))
    except ValueError:
        return None
    return value * _POINTS.get(unit, 1.0) if abs(value) < _FAR else None


_FAR: Final = 1e6
_POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}


def found_in(parent: Element | None, name: str) -> Element | None:
    """Return a property inside of others; None when it is not there."""
    return None if parent is None else parent.find(w(name))


def value_in(parent: Element | None, name: str) -> str:
    """Return the value of a property inside of others; "" when it is not there."""
    child = found_in(parent, name)
    return "" if child is None else child.get(VAL, "")


def whole(text: str | None) -> int | None:
    """Return a whole number; None when a text is none."""
    value = number(text)
    return None if value is None else int(value)


def _measure(text: str | None, parts: int) -> float | None:
    """Return a measure in points; without a unit it counts such parts of a point."""
    value = number(text)
    if value is None or (text and text[-2:].isalpha()):
        return value
    return value / parts


def run_values(properties: Element | None) -> RunValues:
    """Return what a w:rPr says; an earlier version that it keeps (rPrChange) says nothing."""
    values: RunValues = {}
    if properties is None:
        return values
    for child in properties:
        name = _TOGGLE_NAMES.get(child.tag)
        if name is not None:
            values[name] = is_on(child)
        elif (read := _READERS.get(child.tag)) is not None:
            read(child, values)
    return values


def _vertical(element: Element, values: RunValues) -> None:
    values["vertical"] = element.get(VAL, "baseline")


def _position(element: Element, values: RunValues) -> None:
    values["position"] = _measure(element.get(VAL), _HALF_POINTS) or 0.0


def _underline(element: Element, values: RunValues) -> None:
    values["underlined"] = element.get(VAL, "none") != "none"


def _size(element: Element, values: RunValues) -> None:
    if size := _measure(element.get(VAL), _HALF_POINTS):
        values["size"] = size


def _double_strike(element: Element, values: RunValues) -> None:
    values["dstrike"] = is_on(element)


def _right_to_left(element: Element, values: RunValues) -> None:
    values["rtl"] = is_on(element)


def _style(element: Element, values: RunValues) -> None:
    values["style"] = element.get(VAL, "")


def _language(element: Element, values: RunValues) -> None:
    for key, name in _LANGUAGES:
        if (tag := element.get(name)) is not None:
            values[key] = tag


def _fonts(element: Element, values: RunValues) -> None:
    for key, name, theme in _FONTS:
        if (font := element.get(theme)) is not None:
            values[key] = f"+{font}"
        elif (font := element.get(name)) is not None:
            values[key] = font


_LANGUAGES: Final = (("language", VAL), ("bidi", w("bidi")), ("east_asian", w("eastAsia")))
_FONTS: Final = (("font", w("ascii"), w("asciiTheme")), ("high_font", w("hAnsi"), w("hAnsiTheme")))
"""A theme's font goes before one by name (17.3.2.26); it is kept with a plus, as DrawingML writes it."""
_READERS: Final[Mapping[str, Callable[[Element, RunValues], None]]] = {
    w("vertAlign"): _vertical,
    w("position"): _position,
    w("u"): _underline,
    w("sz"): _size,
    w("dstrike"): _double_strike,
    w("rtl"): _right_to_left,
    w("rStyle"): _style,
    w("lang"): _language,
    w("rFonts"): _fonts,
}


def left_indent(properties: Element | None) -> float | None:
    """Return the indent from the left that a w:pPr says, in points; None when it says none."""
    indent = None if properties is None else properties.find(w("ind"))
    if indent is None:
        return None
    return _measure(indent.get(w("left")) or indent.get(w("start")), _TWENTIETHS)


def has_ground(shading: Element | None) -> bool:
    """Whether a w:shd tints what it is for: a colour that is not white, or a pattern."""
    if shading is None:
        return False
    patterned = shading.get(VAL, "clear") not in ("clear", "nil")
    filled = shading.get(w("fill"), "").lower() not in _WHITE
    return patterned or filled or shading.get(w("themeFill"), "none") not in _WHITE_OF_THEMES


def has_border(borders: Element | None) -> bool:
    """Whether a w:pBdr has lines on opposite sides; one line alone is a rule over or under words."""
    if borders is None:
        return False
    drawn = {child.tag for child in borders if child.get(VAL, "none") not in ("none", "nil")}
    return any([w(first) in drawn and w(second) in drawn for first, second in _SIDES])
