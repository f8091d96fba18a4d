"""Colours of CSS as sRGB: names, hexadecimal, functions of CSS Color 4; nothing that a browser alone can know."""

import re
from collections.abc import Sequence
from functools import lru_cache
from math import cos, radians, sin

_OLD_HSL = re.compile(r"hsla?\([^)]*,", re.IGNORECASE)
Triple = tuple[float, float, float]

#: From Oklab to the cone responses, and from these to linear sRGB (CSS Color 4, 18).
_CONES = ((1.0, 0.3963377774, 0.2158037573), (1.0, -0.1055613458, -0.0638541728), (1.0, -0.0894841775, -1.2914855480))
_FROM_CONES = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
#: From CIE XYZ with the white of D50, and of D65, to linear sRGB (CSS Color 4, 18).
_FROM_D50 = (
    (3.1341358529, -1.6173863321, -0.4906619460),
    (-0.9787954765, 1.9162543774, 0.0334427355),
    (0.0719553991, -0.2289768264, 1.4053860352),
)
_FROM_D65 = (
    (3.2409699419, -1.5373831776, -0.4986107603),
    (-0.9692436363, 1.8759675015, 0.0415550574),
    (0.0556300797, -0.2039769589, 1.0569715142),
)
#: From linear Display P3 to linear sRGB.
_FROM_P3 = (
    (1.2249401763, -0.2249401763, 0.0),
    (-0.0420569547, 1.0420569547, 0.0),
    (-0.0196375546, -0.0786360456, 1.0982736002),
)
_WHITE_D50 = (0.3457 / 0.3585, 1.0, (1.0 - 0.3457 - 0.3585) / 0.3585)
_SIX = re.compile("#[0-9A-Fa-f]{6}")
#: CIE's constants for Lab.
_KAPPA, _EPSILON = 24389 / 27, 216 / 24389


@lru_cache(2000)
def hexadecimal(value: str) -> str | None:
    """A colour as ``#rrggbb``, or ``#rrggbbaa`` when light comes through; None when it is none that is known.

    What lies outside of sRGB is cut to it, channel by channel, as browsers do. ``currentColor`` is not a colour.
    """
    if _SIX.fullmatch(value):
        return value
    if _OLD_HSL.match(value) and value.count("%") < 2:
        return None  # the form with commas has its per cent
    from tinycss2.color4 import parse_color

    try:
        colour = parse_color(value)
        if colour is None or isinstance(colour, str):
            return None
        channels = _channels(colour.space, [float(part or 0) for part in colour.coordinates], colour)
    except (ValueError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError):
        return None
    if channels is None:
        return None
    parts = [*channels, colour.alpha if colour.alpha is not None else 1.0]
    bytes_ = [round(min(1.0, max(0.0, part)) * 255) for part in parts]
    return "#" + "".join(f"{byte:02x}" for byte in (bytes_[:3] if bytes_[3] == 255 else bytes_))


def _channels(space: str, given: Sequence[float], colour: object) -> Triple | None:
    if space in ("srgb", "hsl", "hwb"):
        r, g, b = colour.to("srgb").coordinates  # type: ignore[attr-defined]
        return float(r or 0), float(g or 0), float(b or 0)
    a, b, c = given
    if space in ("oklch", "lch"):
        b, c = b * cos(radians(c)), b * sin(radians(c))
    if space in ("oklab", "oklch"):
        cones = _times(_CONES, (a, b, c))
        linear = _times(_FROM_CONES, (cones[0] ** 3, cones[1] ** 3, cones[2] ** 3))
    elif space in ("lab", "lch"):
        linear = _times(_FROM_D50, _from_lab(a, b, c))
    elif space == "xyz-d50":
        linear = _times(_FROM_D50, (a, b, c))
    elif space in ("xyz", "xyz-d65"):
        linear = _times(_FROM_D65, (a, b, c))
    elif space == "srgb-linear":
        linear = (a, b, c)
    elif space == "display-p3":
        linear = _times(_FROM_P3, (_linear(a), _linear(b), _linear(c)))
    else:
        return None
    return _curved(linear[0]), _curved(linear[1]), _curved(linear[2])


def _from_lab(lightness: float, a: float, b: float) -> Triple:
    fy = (lightness + 16) / 116
    fx, fz = a / 500 + fy, fy - b / 200
    x = fx**3 if fx**3 > _EPSILON else (116 * fx - 16) / _KAPPA
    y = fy**3 if lightness > _KAPPA * _EPSILON else lightness / _KAPPA
    z = fz**3 if fz**3 > _EPSILON else (116 * fz - 16) / _KAPPA
    return x * _WHITE_D50[0], y * _WHITE_D50[1], z * _WHITE_D50[2]


def _times(matrix: Sequence[Triple], vector: Triple) -> Triple:
    first, second, third = (sum(one * other for one, other in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _linear(value: float) -> float:
    """Light from a channel of sRGB or Display P3 (IEC 61966-2-1)."""
    size = abs(value)
    light = size / 12.92 if size <= 0.04045 else ((size + 0.055) / 1.055) ** 2.4
    return light if value >= 0 else -light


def _curved(light: float) -> float:
    size = abs(light)
    value = size * 12.92 if size <= 0.0031308 else 1.055 * size ** (1 / 2.4) - 0.055
    return value if light >= 0 else -value
