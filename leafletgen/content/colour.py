"""Colours and how well one is read on another (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from leafletgen.errors import Place, Report
from leafletgen.source.records import Definitions, JsonSchema, Kind
from leafletgen.source.yaml import Value

_PATTERN = r"^#[0-9A-Fa-f]{6}$"


class Colour:
    """An sRGB colour: `hex` as #RRGGBB, and each part from 0 to 1."""

    __slots__ = ("blue", "green", "hex", "place", "red")

    def __init__(self, hexadecimal: str, place: Place) -> None:
        """Take #RRGGBB."""
        self.hex = hexadecimal.upper()
        self.red = int(hexadecimal[1:3], 16) / 255
        self.green = int(hexadecimal[3:5], 16) / 255
        self.blue = int(hexadecimal[5:7], 16) / 255
        self.place = place

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Red, green and blue from 0 to 1."""
        return self.red, self.green, self.blue

    @property
    def luminance(self) -> float:
        """The relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in self.rgb]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: Colour) -> float:
        """Return the contrast ratio, from 1 (equal) to 21 (black on white)."""
        light, dark = sorted((self.luminance, other.luminance), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    def nearest(self, grounds: Iterable[tuple[Colour, float]]) -> str | None:
        """Return the colour of the same hue, lighter or darker by least, that has these contrasts; None if none has."""
        import colorsys  # only a fault needs it

        wanted = tuple(grounds)
        hue, lightness, saturation = colorsys.rgb_to_hls(*self.rgb)
        for step in sorted(range(256), key=lambda step: abs(step / 255 - lightness)):
            parts = colorsys.hls_to_rgb(hue, step / 255, saturation)
            found = Colour("#" + "".join(f"{round(part * 255):02X}" for part in parts), self.place)
            if all(found.contrast(ground) >= needed for ground, needed in wanted):
                return found.hex
        return None

    def __eq__(self, other: object) -> bool:
        """Colours are equal when they look the same."""
        return self.hex == other.hex if isinstance(other, Colour) else NotImplemented

    def __hash__(self) -> int:
        """Hash the hexadecimal form."""
        return hash(self.hex)

    def __repr__(self) -> str:
        """Return the hexadecimal form."""
        return f"Colour({self.hex})"


class HexColour(Kind[Colour]):
    """A colour as #RRGGBB."""

    wants = "a colour as #RRGGBB in quotes"
    example = '"#0B4F6C"'

    def read(self, value: Value, report: Report) -> Colour | None:
        """Return the colour."""
        if value.kind == "scalar" and re.fullmatch(_PATTERN, value.data):
            return Colour(value.data, value.place)
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the pattern."""
        return {"type": "string", "pattern": _PATTERN, "examples": ["#0B4F6C"]}
