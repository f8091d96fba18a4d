"""What each property of an SVG may say: the values that are known, as they are passed on, and those that paint nothing.

A value that a browser shows and the painter does not know would come out wrong without a word; so there are only these.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from math import isfinite

from leafletgen.images.svg.colours import hexadecimal
from leafletgen.images.svg.path import NUMBER

Check = Callable[[str], str | None]
"""Takes a value, and gives it as it is passed on; nothing when it changes nothing, None when it is not known."""

#: Pixels of CSS (96 to the inch) in a unit.
UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}
#: Size of letters in pixels of the outermost element, unless it says another; then "rem" is refused.
_ROOT_LETTERS = 16.0
_LENGTH = re.compile(rf"({NUMBER})([a-zA-Z]*|%)")
#: Names with escapes are not told apart from others by every program.
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')%\\\s]+?)[\"']?\s*\)")
_FIT = re.compile(r"(?:none|x(?:Min|Mid|Max)Y(?:Min|Mid|Max))(?:\s+(?:meet|slice))?")
_FUNCTION = re.compile(r"([a-z-]+)\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*", re.IGNORECASE)
#: Sizes of letters in pixels (CSS Fonts 4, 2.5).
_SIZES = {
    "xx-small": "9",
    "x-small": "10",
    "small": "13",
    "medium": "16",
    "large": "18",
    "x-large": "24",
    "xx-large": "32",
}


@lru_cache(5000)
def checked(check: Check, value: str) -> str | None:
    """What a check gives; drawings say the same things by the thousand."""
    return check(value)


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def length(value: str) -> str | None:
    """A length in the drawing's units; those that hang on letters or on a box stay as they are."""
    match = _LENGTH.fullmatch(value)
    if match is None:
        return None
    number, unit = match[1], match[2].lower()
    if unit not in ("em", "rem", "%", *UNITS) or not isfinite(float(number) * UNITS.get(unit, 1.0)):
        return None
    if unit == "rem":
        return f"{float(number) * _ROOT_LETTERS:.6g}"
    if unit in ("em", "%"):
        return number + unit
    return number if UNITS[unit] == 1 else f"{float(number) * UNITS[unit]:.6g}"


def size(value: str) -> str | None:
    """A length that is not negative."""
    return None if value.startswith("-") else length(value)


def extent(value: str) -> str | None:
    """A width, a height or a radius; a negative one shows nothing, as in browsers."""
    if value.lower() == "auto":
        return ""
    known = length(value)
    return "0" if known is not None and known.startswith("-") else known


def radius(value: str) -> str | None:
    """A radius of a corner; a negative one is as if it were not said."""
    known = extent(value)
    return "" if known == "0" and value.startswith("-") else known


def part(value: str) -> str | None:
    """A part of the whole: 0 to 1, or a percentage."""
    match = re.fullmatch(rf"({NUMBER})(%?)", value)
    if match is None:
        return None
    given = float(match[1]) / (100 if match[2] else 1)
    return f"{min(1.0, max(0.0, given)):.4g}"


def mitre(value: str) -> str | None:
    """How far a mitre may reach: a number of at least 1."""
    return value if re.fullmatch(NUMBER, value) and float(value) >= 1 else None


def one_of(passed: str, nothing: str = "") -> Check:
    """Words that are passed on, and words that change nothing, in letters of either size."""
    known = {word.lower(): word for word in passed.split()}
    idle = words(nothing.lower())

    def check(value: str) -> str | None:
        word = value.lower()
        return "" if word in idle else known.get(word)

    return check


def exactly(passed: str) -> Check:
    """Words that are passed on as they are written."""
    known = words(passed)

    def check(value: str) -> str | None:
        return value if value in known else None

    return check


def fit(value: str) -> str | None:
    """How a view fits its frame (SVG 2, 8.7)."""
    return " ".join(value.split()) if _FIT.fullmatch(value) else None


def colour(value: str) -> str | None:
    """A colour, as hexadecimal numbers."""
    return "currentColor" if value.lower() == "currentcolor" else hexadecimal(value)


def paint(value: str) -> str | None:
    """A colour, nothing, or a gradient or pattern of the file with what stands in for it."""
    lower = value.lower()
    if lower in ("none", "context-fill", "context-stroke"):
        return lower
    match = _REFERENCE.match(value)
    if match is None:
        return colour(value)
    rest = value[match.end() :].strip()
    instead = ("none" if rest.lower() == "none" else colour(rest)) if rest else ""
    return None if instead is None else f"url(#{match[1]}) {instead}".rstrip()


def reference(value: str) -> str | None:
    """Another element of the file, or none."""
    if value.lower() == "none":
        return "none"
    match = _REFERENCE.fullmatch(value)
    return f"url(#{match[1]})" if match else None


def dashes(value: str) -> str | None:
    """A list of lengths, or none."""
    if value.lower() == "none":
        return "none"
    made = [length(each) for each in re.split(r"[\s,]+", value.strip())]
    if None in made:
        return None
    said = [each for each in made if each is not None]
    return "none" if any(each.startswith("-") for each in said) else " ".join(said)


_FILTERS = words("blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia")


def effects(value: str) -> str | None:
    """A filter of the file, or functions of CSS (Filter Effects 1, 7)."""
    if value.lower() == "none":
        return "none"
    made, at = [], 0
    while at < len(value):
        if match := re.compile(_REFERENCE.pattern + r"\s*").match(value, at):
            made.append(f"url(#{match[1]})")
        elif (match := _FUNCTION.match(value, at)) and match[1].lower() in _FILTERS:
            name, inside = match[1].lower(), match[2].strip()
            if name == "drop-shadow":
                shadow = _shadow(inside)
                if shadow is None:
                    return None
                inside = shadow
            elif re.fullmatch(_STRENGTH.get(name, rf"(?:{NUMBER}%?)?"), inside) is None:
                return None
            made.append(f"{name}({inside})")
        else:
            return None
        at = match.end()
    if len(made) > 1 and any(one.startswith("url(") for one in made):
        return None  # where one ends is cut by some
    return " ".join(made)


#: How strong an effect is.
_STRENGTH = {
    "blur": rf"(?:{NUMBER}(?:px|mm|cm|in|pt|pc)|0)?",
    "hue-rotate": rf"(?:{NUMBER}(?:deg|rad|grad|turn)|0)?",
}


def _shadow(value: str) -> str | None:
    """The colour and the lengths of a shadow; without a colour it has that of the words, which is not passed on."""
    said = re.findall(r"[a-zA-Z-]+\([^()]*\)|[^\s]+", value)
    lengths = [word for word in said if _LENGTH.fullmatch(word)]
    colours = [colour(word) for word in said if not _LENGTH.fullmatch(word)]
    if len(colours) > 1 or None in colours or not 2 <= len(lengths) <= 3:
        return None
    given = [length(word) for word in lengths if re.search("[a-zA-Z]", word) or not float(word)]
    if len(given) < len(lengths) or any(each is None or each.endswith(("%", "m", "x")) for each in given):
        return None
    return " ".join([*(f"{float(each or 0):g}px" for each in given), *(str(each) for each in colours)])


def letter_size(value: str) -> str | None:
    """The size of letters."""
    return _SIZES.get(value.lower()) or (value.lower() if value.lower() in ("smaller", "larger") else size(value))


def weight(value: str) -> str | None:
    """How heavy letters are; two faces tell apart what is over 500 and what is not (CSS Fonts 4, 5.2)."""
    if value.lower() in ("normal", "bold", "bolder", "lighter"):
        return value.lower()
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", value) or not 1 <= float(value) <= 1000:
        return None
    return "bold" if float(value) > 500 else "normal"


def spacing(value: str) -> str | None:
    """What is added between letters or words."""
    known = "0" if value.lower() == "normal" else length(value)
    return None if known is None or known.endswith("%") else known


def order(value: str) -> str | None:
    """In which order fill, line and markers are painted."""
    said = value.lower().split()
    if said == ["normal"]:
        return "normal"
    return " ".join(said) if said and set(said) <= {"fill", "stroke", "markers"} else None


def decoration(value: str) -> str | None:
    """Lines under, over or through words."""
    said = [word for word in value.lower().split() if word != "solid"]
    if said == ["none"]:
        return "none"
    return " ".join(said) if said and set(said) <= {"underline", "overline", "line-through"} else None


def shift(value: str) -> str | None:
    """How far words stand over the line."""
    return value.lower() if value.lower() in ("baseline", "sub", "super") else length(value)


def sampling(value: str) -> str | None:
    """How pictures are made larger, in the words of SVG 1.1."""
    return {
        "auto": "auto",
        "smooth": "optimizeQuality",
        "high-quality": "optimizeQuality",
        "optimizequality": "optimizeQuality",
        "pixelated": "optimizeSpeed",
        "crisp-edges": "optimizeSpeed",
        "optimizespeed": "optimizeSpeed",
    }.get(value.lower())


def anything(value: str) -> str:
    """Whatever is said."""
    return value


_BASELINES = (
    "auto baseline middle central hanging mathematical alphabetic ideographic text-before-edge text-after-edge"
    " before-edge after-edge use-script no-change reset-size text-top text-bottom top center bottom"
)
_BLENDS = (
    "normal multiply screen overlay darken lighten color-dodge color-burn hard-light soft-light difference exclusion"
    " hue saturation color luminosity"
)
PROPERTIES: dict[str, Check] = {
    "color": colour,
    "fill": paint,
    "stroke": paint,
    "stop-color": colour,
    "flood-color": colour,
    "lighting-color": colour,
    **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "flood-opacity"), part),
    "stroke-width": size,
    "stroke-dasharray": dashes,
    "stroke-dashoffset": length,
    "stroke-linecap": one_of("butt round square"),
    "stroke-linejoin": one_of("miter round bevel"),
    "stroke-miterlimit": mitre,
    "fill-rule": one_of("nonzero evenodd"),
    "clip-rule": one_of("nonzero evenodd"),
    "paint-order": order,
    "vector-effect": one_of("", "none"),
    "clip-path": reference,
    "mask": reference,
    "mask-type": one_of("luminance alpha"),
    "filter": effects,
    "marker-start": reference,
    "marker-mid": reference,
    "marker-end": reference,
    "display": one_of(
        "none inline",
        "block inline-block contents flex inline-flex grid table list-item run-in compact table-cell table-row",
    ),
    "visibility": one_of("visible hidden collapse"),
    "overflow": one_of("visible hidden scroll auto"),
    "mix-blend-mode": one_of(_BLENDS),
    "isolation": one_of("auto isolate"),
    "color-interpolation": one_of("", "auto sRGB"),
    "font-variant-caps": one_of("", "normal"),
    "font-variant-alternates": one_of("", "normal"),
    "font-variant-east-asian": one_of("", "normal"),
    "font-variant-ligatures": one_of("", "normal"),
    "font-variant-numeric": one_of("", "normal"),
    "font-variant-position": one_of("", "normal"),
    "font-size-adjust": one_of("", "none"),
    "text-orientation": one_of("", "mixed"),
    "outline": one_of("", "none 0 0px"),
    "outline-style": one_of("", "none"),
    "overflow-x": one_of("", "hidden auto"),
    "overflow-y": one_of("", "hidden auto"),
    "will-change": one_of("", "auto"),
    "color-interpolation-filters": one_of("auto sRGB linearRGB"),
    "shape-rendering": one_of("auto optimizeSpeed crispEdges geometricPrecision"),
    "text-rendering": one_of("auto optimizeSpeed optimizeLegibility geometricPrecision"),
    "image-rendering": sampling,
    "font-family": anything,
    "font-size": letter_size,
    "font-style": one_of("normal italic oblique"),
    "font-weight": weight,
    "font-variant": one_of("", "normal none"),
    "font-kerning": one_of("auto normal none"),
    "letter-spacing": spacing,
    "word-spacing": spacing,
    "kerning": one_of("", "auto"),
    "text-anchor": one_of("start middle end"),
    "text-decoration": decoration,
    "dominant-baseline": one_of(_BASELINES),
    "alignment-baseline": one_of(_BASELINES),
    "baseline-shift": shift,
    "writing-mode": one_of("lr lr-tb rl rl-tb tb tb-rl horizontal-tb vertical-rl vertical-lr"),
    "direction": one_of("ltr rtl"),
    "unicode-bidi": one_of("normal embed bidi-override isolate isolate-override plaintext"),
    "white-space": one_of("", "normal nowrap"),
    "text-transform": one_of("", "none"),
    "text-shadow": one_of("", "none"),
    "font-feature-settings": one_of("", "normal"),
    "font-variation-settings": one_of("", "normal"),
    "animation": one_of("", "none"),
    "animation-name": one_of("", "none"),
    "backdrop-filter": one_of("", "none"),
    "box-shadow": one_of("", "none"),
    "background-image": one_of("", "none"),
    "border": one_of("", "none 0 0px"),
    "clip": one_of("", "auto"),
    "content-visibility": one_of("", "visible auto"),
    "mask-image": one_of("", "none"),
    "offset-path": one_of("", "none"),
    "perspective": one_of("", "none"),
    "zoom": one_of("", "1 100% normal"),
    **dict.fromkeys(
        ("-webkit-mask", "-webkit-mask-image", "-webkit-clip-path", "-webkit-filter", "-webkit-transform"),
        one_of("", "none"),
    ),
    **dict.fromkeys(("-webkit-text-stroke", "-webkit-text-fill-color"), one_of("", "initial")),
}
#: Properties and attributes of which all words that browsers know are known here; others are passed over.
CLOSED = words(
    "mask-type paint-order fill-rule clip-rule stroke-linecap text-anchor visibility opacity fill-opacity"
    " stroke-opacity"
    " stop-opacity flood-opacity gradientUnits clipPathUnits maskUnits maskContentUnits patternUnits"
    " patternContentUnits filterUnits primitiveUnits markerUnits spreadMethod preserveAspectRatio"
)
_NO_COLOUR = re.compile(r"[a-zA-Z]+|#[0-9a-zA-Z]*|")
#: Colours of the reader's system, which paper does not have (CSS Color 4, 6.2).
_OF_SYSTEMS = words(
    "accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas canvastext field fieldtext"
    " graytext highlight highlighttext linktext mark marktext selecteditem selecteditemtext visitedtext"
)


def no_value(name: str, value: str) -> bool:
    """Whether every browser passes over a value: it is no word of a property, or no colour."""
    if name in CLOSED or (name == "stroke-linejoin" and value.lower() not in ("arcs", "miter-clip")):
        return True
    plain = PROPERTIES.get(name) in (colour, paint) and _NO_COLOUR.fullmatch(value) is not None
    return plain and value.lower() not in _OF_SYSTEMS


#: Properties whose numbers need a unit in a style sheet, and are passed over by browsers without one.
UNITS_NEEDED = words("letter-spacing word-spacing font-size x y cx cy r rx ry width height")
#: Properties that are told as one of these.
ALIASES = {"text-decoration-line": "text-decoration", "background-color": "background"}
#: Sizes and places, which style sheets may say as well as attributes (SVG 2, 7.2).
GEOMETRY: dict[str, Check] = {
    **dict.fromkeys(("x", "y", "cx", "cy"), length),
    **dict.fromkeys(("width", "height", "r"), extent),
    **dict.fromkeys(("rx", "ry"), radius),
}
#: What elements say of places and sizes in attributes alone.
PLACES: dict[str, Check] = {
    **dict.fromkeys(("x1", "y1", "x2", "y2", "fx", "fy", "fr"), length),
    **dict.fromkeys(("markerWidth", "markerHeight"), size),
    **dict.fromkeys(
        ("gradientUnits", "clipPathUnits", "maskUnits", "maskContentUnits", "patternUnits", "patternContentUnits"),
        exactly("userSpaceOnUse objectBoundingBox"),
    ),
    **dict.fromkeys(("filterUnits", "primitiveUnits"), exactly("userSpaceOnUse objectBoundingBox")),
    "markerUnits": exactly("strokeWidth userSpaceOnUse"),
    "spreadMethod": exactly("pad reflect repeat"),
    "preserveAspectRatio": fit,
}
#: Properties that say nothing to a printed drawing: of the screen, of time, of editing programs and of web pages.
SILENT = words(
    "accent-color alignment-adjust animation-delay animation-direction animation-duration animation-fill-mode"
    " animation-iteration-count animation-play-state animation-timing-function appearance aspect-ratio audio-level"
    " backface-visibility background-attachment background-clip background-origin background-position"
    " background-repeat background-size block-progression block-size bottom box-decoration-break box-sizing"
    " break-after break-before break-inside buffered-rendering caret-color color-adjust "
    " color-profile color-rendering color-scheme contain cursor enable-background flex float"
    " font-language-override font-optical-sizing  font-stretch font-synthesis "
    "     "
    " forced-color-adjust glyph-orientation-horizontal glyph-orientation-vertical hyphens image-orientation"
    " inline-size inset justify-content align-items left letter-case line-break line-height line-increment margin"
    " margin-bottom margin-left margin-right margin-top marker-offset max-height max-width min-height min-width"
    " nav-down nav-index object-fit object-position opentype  outline-color outline-offset "
    " outline-width overflow-wrap   padding padding-bottom padding-left padding-right padding-top"
    " page-break-after page-break-before page-break-inside pointer-events position print-color-adjust resize right"
    " ruby-align scrollbar-color shape-inside shape-margin shape-padding shape-subtract solid-color solid-opacity"
    " speak tab-size text-align text-align-all text-align-last text-autospace text-decoration-color"
    " text-decoration-fill text-decoration-skip-ink text-decoration-stroke text-decoration-style"
    " text-decoration-thickness text-emphasis text-indent  text-overflow text-size-adjust"
    " text-spacing-trim text-underline-offset text-underline-position text-wrap top touch-action transform-style"
    " transition transition-delay transition-duration transition-property transition-timing-function user-select"
    " vertical-align viewport-fill viewport-fill-opacity  word-break word-wrap z-index"
)
#: Properties of a web page's boxes, which move or shrink the outermost element unless they say one of these.
BOXED = words(
    "margin margin-top margin-right margin-bottom margin-left padding padding-top padding-right padding-bottom"
    " padding-left max-width max-height min-width min-height inline-size block-size top right bottom left inset"
)
UNBOXED = words("0 0px auto none 100% normal initial")
#: Properties that browsers read in style sheets alone.
STYLE_ALONE = words(
    "mix-blend-mode isolation font-kerning backdrop-filter content-visibility text-shadow box-shadow border outline"
    " outline-style background background-color background-image perspective zoom offset-path mask-image animation"
    " animation-name will-change font-feature-settings"
)
#: What a property begins with, where none is said, and elements that inherit.
INITIAL = {
    "fill": "#000000",
    "stroke": "none",
    "stroke-width": "1",
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "stroke-dasharray": "none",
    "fill-rule": "nonzero",
    "display": "inline",
    "visibility": "visible",
    "filter": "none",
    "clip-path": "none",
    "mask": "none",
    "color": "#000000",
    "font-weight": "normal",
    "font-style": "normal",
    "text-anchor": "start",
    "text-decoration": "none",
}
INHERITED = words(
    "color fill fill-opacity fill-rule clip-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset"
    " stroke-linecap stroke-linejoin stroke-miterlimit visibility paint-order marker-start marker-mid marker-end"
    " font-family font-size font-style font-weight font-variant font-kerning letter-spacing word-spacing text-anchor"
    " direction writing-mode dominant-baseline shape-rendering text-rendering image-rendering"
    " color-interpolation-filters"
)
_FONT = re.compile(
    r"((?:(?:normal|italic|oblique|bold|bolder|lighter|small-caps|[1-9]00)\s+)*)"
    rf"([a-z-]+|{NUMBER}[a-z%]*)(?:\s*/\s*[^\s]+)?\s+(\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def split_font(value: str) -> dict[str, str] | None:
    """What the shorthand ``font`` says of letters; None when it is not known (CSS Fonts 4, 2.7)."""
    match = _FONT.fullmatch(value.strip())
    if match is None:
        return None
    said = {"font-style": "normal", "font-weight": "normal", "font-size": match[2], "font-family": match[3]}
    for word in match[1].lower().split():
        if word in ("italic", "oblique"):
            said["font-style"] = word
        elif word == "small-caps":
            said["font-variant"] = word
        elif word != "normal":
            said["font-weight"] = word
    return said
