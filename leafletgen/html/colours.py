"""The brand's colours for a light and a dark screen; those of the dark one are worked out and as easy to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from leafletgen.content.colour import Colour
from leafletgen.content.model.brand import Colours
from leafletgen.errors import Place

#: Grounds of a dark screen, and its text: nearly black and nearly white, which dazzle less than pure ones.
_DARK = {"paper": "#14191C", "tint": "#222A2F", "ink": "#E9EDEF"}
#: What is read, and lines and borders that mean something. WCAG 2.2 asks for 4.5 and 3 to 1 (1.4.3 and 1.4.11); text is
#: worked out for 7 (1.4.6), because strong colours that barely pass glow on a dark ground.
_READ = ("heading", "link")
_SEEN = ("rule", "primary", "non_urgent", "urgent", "emergency")
_TEXT, _LINE = 7.0, 3.0
_NOWHERE = Place("", 1, 1)


def variables(colours: Colours) -> str:
    """The custom properties of a style sheet, for light, for a dark screen, and for paper again."""
    return _variables(named(colours))


def named(colours: Colours) -> tuple[tuple[str, str], ...]:
    """The colours of a screen, each with its name."""
    return tuple((name, getattr(colours, name).hex) for name in _NAMES)


_NAMES = (
    *("primary", "on_primary", "tint", "ink", "paper", "heading", "link", "rule"),
    *("non_urgent", "urgent", "emergency", "on_card"),
)


@lru_cache(16)
def _variables(pairs: Sequence[tuple[str, str]]) -> str:
    light = dict(pairs)
    # Bars keep their colour on both screens, for the words on them are checked with it; what lines them is lighter.
    lines = {f"{name}_line": light[name] for name in _SEEN if name != "rule"}
    dark = darkened(light)
    return (
        f":root {{\n{_declared({**light, **lines})}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{_declared(dark)}}}\n}}\n"
    )


def _declared(colours: dict[str, str]) -> str:
    return "".join([f"--{name.replace('_', '-')}: {value};\n" for name, value in colours.items()])


def darkened(light: Mapping[str, str]) -> dict[str, str]:
    """The colours of a dark screen by name; those that line bars have names of their own, as in `urgent_line`."""
    paper, tint = (Colour(_DARK[name], _NOWHERE) for name in ("paper", "tint"))
    made = dict(_DARK)
    for names, least in ((_READ, _TEXT), (_SEEN, _LINE)):
        for name in names:
            found = Colour(light[name], _NOWHERE).nearest([(paper, least), (tint, least)])
            made[name if name in (*_READ, "rule") else f"{name}_line"] = found or _DARK["ink"]
    return made
