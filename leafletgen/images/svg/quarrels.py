"""What the painter shows otherwise than browsers do, or browsers otherwise than one another: told, not printed."""

import re
from collections.abc import Callable
from typing import Any

from leafletgen.images.svg.matrices import read_transform
from leafletgen.images.svg.path import NUMBER
from leafletgen.images.svg.properties import words
from leafletgen.images.svg.tree import AS_PNG, OUTLINES, SPACE, local, unknown

_NUMBERS = re.compile(rf"\s*{NUMBER}(?:(?:\s*,\s*|\s+){NUMBER})*\s*")
_POINTS = re.compile(rf"\s*(?:{NUMBER}(?:(?:\s*,\s*|\s+|(?=[-+])){NUMBER})*\s*)?")
_PLACE = rf"{NUMBER}(?:px|pt|pc|mm|cm|in|em|ex|%)?"
_PLACES = re.compile(rf"\s*{_PLACE}(?:(?:\s*,\s*|\s+){_PLACE})*\s*")
#: Numbers of filters.
_OF_FILTERS = words(
    "stdDeviation radius order baseFrequency k1 k2 k3 k4 scale values tableValues slope intercept amplitude exponent"
    " kernelMatrix divisor bias surfaceScale diffuseConstant specularConstant specularExponent seed azimuth elevation"
    " pointsAtX pointsAtY pointsAtZ limitingConeAngle targetX targetY"
)
_SERVANTS = words("defs linearGradient radialGradient pattern mask clipPath symbol filter marker")
_HOLDERS = words("marker pattern mask clipPath")
_IN_TEXT = words("tspan textPath")

Found = tuple[str, str] | None
"""The attribute and the value that are quarrelled about."""


def refuse_quarrels(root: Any, named: dict[str, Any]) -> None:
    """Look at every element for what is not shown alike.

    Raises:
        PictureError: there is such a thing; the message has its line.
    """
    for element in root.iter():
        kind = local(element)
        for look in (*_ALWAYS, *_BY_KIND.get(kind, ())):
            found = look(element, named)
            if found is not None:
                hint = OUTLINES if kind in ("text", *_IN_TEXT) else AS_PNG
                raise unknown(*found, element.sourceline, hint)


def _hidden_servant(element: Any, _: dict[str, Any]) -> Found:
    if local(element) in _SERVANTS and element.get("display") == "none":
        return "display", "none"
    return None


def _effect_on_holder(element: Any, _: dict[str, Any]) -> Found:
    names: tuple[str, ...] = ("opacity",) if local(element) in _HOLDERS else ()
    if local(element) in _IN_TEXT:
        names = ("opacity", "mask", "clip-path", "filter", "style")
    for name in names:
        if element.get(name, "1" if name == "opacity" else "none") not in ("1", "none"):
            return name, element.get(name)
    return None


def _of_filter(element: Any, _: dict[str, Any]) -> Found:
    for name in _OF_FILTERS & set(element.attrib):
        if (
            local(element).startswith("fe")
            and _NUMBERS.fullmatch(element.get(name)) is None
            and element.get(name).strip()
        ):
            return name, element.get(name)
    return None


def _symbol(element: Any, _: dict[str, Any]) -> Found:
    return next(
        ((name, element.get(name)) for name in ("x", "y", "width", "height", "transform") if name in element.attrib),
        None,
    )


def _use(element: Any, named: dict[str, Any]) -> Found:
    target = named.get(element.get("href", "")[1:])
    if target is None or local(target) not in ("symbol", "svg"):
        return None
    if "transform" in target.attrib:
        return "transform", target.get("transform")
    return _framed(element)


def _nested(element: Any, _: dict[str, Any]) -> Found:
    if element.getparent() is None:
        names = (name for name in ("filter", "clip-path", "mask") if element.get(name, "none") != "none")
        return next(((name, element.get(name)) for name in names), None)
    return _framed(element)


def _framed(element: Any) -> Found:
    for name in ("width", "height"):
        value = element.get(name)
        number = re.match(NUMBER, value) if value is not None else None
        nothing = value is not None and (number is None or float(number[0]) <= 0)
        if nothing or (value is not None and value.endswith("%") and local(element) == "use"):
            return name, value
    box = element.get("viewBox", "0 0 1 1").replace(",", " ").split()
    return ("viewBox", element.get("viewBox")) if len(box) == 4 and min(float(box[2]), float(box[3])) <= 0 else None


def _points(element: Any, _: dict[str, Any]) -> Found:
    said = element.get("points", "")
    return None if _POINTS.fullmatch(said) else ("points", said)


def _path(element: Any, _: dict[str, Any]) -> Found:
    """A number that ends in its point is none to browsers, and one to the painter."""
    found = re.search(r"[0-9]\.(?![0-9])", element.get("d", ""))
    return None if found is None else ("d", element.get("d"))


def _marked_arc(element: Any, _: dict[str, Any]) -> Found:
    """The painter puts a marker into the middle of an arc, too."""
    if not set(element.get("d", "")) & set("aA"):
        return None
    said = (one.get("marker-mid", "inherit") for one in (element, *element.iterancestors()))
    marker = next((value for value in said if value != "inherit"), "none")
    return None if marker == "none" else ("marker-mid", marker)


def _text(element: Any, _: dict[str, Any]) -> Found:
    for name in ("x", "y", "dx", "dy", "rotate"):
        if name in element.attrib and _PLACES.fullmatch(element.get(name)) is None:
            return name, element.get(name)
    said = element.get("textLength")
    if said is not None and (
        not re.fullmatch(rf"{NUMBER}(?:px)?", said.strip()) or not float(said.strip().removesuffix("px"))
    ):
        return "textLength", said
    return None


def _anchored(element: Any, _: dict[str, Any]) -> Found:
    """Words that are stretched or spread, and stand about their place or before it: what counts is not agreed on."""
    holders = [element, *element.iterancestors()]
    anchor = next(
        (one.get("text-anchor") for one in holders if one.get("text-anchor", "inherit") != "inherit"), "start"
    )
    if anchor == "start":
        return None
    if "textLength" in element.attrib:
        return "textLength", element.get("textLength")
    spread = next(
        (one.get("letter-spacing") for one in holders if one.get("letter-spacing", "inherit") != "inherit"), "0"
    )
    return None if re.fullmatch(r"[-+]?0*(?:\.0*)?", spread) else ("letter-spacing", spread)


def _tspan(element: Any, _: dict[str, Any]) -> Found:
    for name in ("writing-mode", SPACE):
        if name in element.attrib:
            return name.rpartition("}")[2], element.get(name)
    placed = any(name in element.attrib for name in ("x", "y", "dx", "dy"))
    if placed and (element.text or "")[:1].isspace() and (element.text or "").strip():
        return "tspan", element.text
    return None


def _text_path(element: Any, named: dict[str, Any]) -> Found:
    target = named.get(element.get("href", "")[1:])
    if target is None or local(target) != "path" or "transform" in target.attrib or "pathLength" in target.attrib:
        return "textPath", element.get("href", element.get("path", ""))
    if (element.tail or "").strip():
        return "textPath", element.tail
    turned = [one.get("rotate") for one in (element, *element.iterancestors()) if "rotate" in one.attrib]
    return ("rotate", turned[0]) if turned else None


def _gradient(element: Any, _: dict[str, Any]) -> Found:
    for name in ("gradientTransform", "patternTransform"):
        matrix = read_transform(element.get(name, ""))
        if matrix is not None and not matrix[0] * matrix[3] - matrix[1] * matrix[2]:
            return name, element.get(name)
    if local(element) == "radialGradient" and re.fullmatch(r"[+-]?0*(?:\.0*)?%?", element.get("r", "50%")):
        return "r", element.get("r")
    return None


def _stop(element: Any, _: dict[str, Any]) -> Found:
    said = element.get("offset", "0").strip()
    if not re.fullmatch(rf"{NUMBER}%?", said):
        return "offset", said
    element.set("offset", said)
    return None


def _placed_step(element: Any, _: dict[str, Any]) -> Found:
    return next(((name, element.get(name)) for name in ("x", "y", "width", "height") if name in element.attrib), None)


def _tight(element: Any, _: dict[str, Any]) -> Found:
    """A filter that ends where its shape does, and blurs: browsers blur what lies outside of it as well."""
    if element.get("filterUnits", "objectBoundingBox") != "objectBoundingBox":
        return None
    if not any(local(step) in ("feGaussianBlur", "feDropShadow") for step in element):
        return None
    for name in ("x", "y"):
        said = element.get(name, "-10%")
        if not said.startswith("-"):
            return name, said
    return None


def _matrix(element: Any, _: dict[str, Any]) -> Found:
    said = element.get("values", "")
    if element.get("type") == "saturate" and re.fullmatch(NUMBER, said.strip()) and float(said) > 1:
        return "values", said
    return None


def _turned_filter(element: Any, named: dict[str, Any]) -> Found:
    """What is skewed or turned, and has a filter that is not the same in every direction: the painter's is upright."""
    said = element.get("filter", "none")
    steps = list(named.get(said[5:].partition(")")[0], ())) if said.startswith("url(#") else []
    uneven = any(
        local(step) in ("feTile", "feTurbulence", "feImage", "feOffset", "feDropShadow", "feMorphology")
        or len(set(re.findall(NUMBER, step.get("stdDeviation", "")))) > 1
        for step in steps
    )
    for holder in (element, *element.iterancestors()) if steps else ():
        a, b, c, d, *_ = read_transform(holder.get("transform", "")) or (1.0, 0.0, 0.0, 1.0)
        upright = (abs(b) < 1e-6 and abs(c) < 1e-6) or (abs(a) < 1e-6 and abs(d) < 1e-6)
        skewed = abs(a * c + b * d) > 1e-6 * (a * a + b * b + c * c + d * d)
        if skewed or (uneven and not upright):
            return "filter", said
    return None


def _convolve(element: Any, _: dict[str, Any]) -> Found:
    if element.get("edgeMode") == "wrap":
        return "edgeMode", "wrap"
    whole = sum(float(part) for part in re.findall(NUMBER, element.get("kernelMatrix", "")))
    return ("kernelMatrix", element.get("kernelMatrix")) if 0 < abs(whole) < 1e-6 else None


def _composite(element: Any, _: dict[str, Any]) -> Found:
    return ("operator", "lighter") if element.get("operator") == "lighter" else None


def _morphology(element: Any, _: dict[str, Any]) -> Found:
    said = element.get("radius", "0")
    return ("radius", said) if any(float(part) <= 0 for part in re.findall(NUMBER, said)) else None


def _displacement(element: Any, _: dict[str, Any]) -> Found:
    return (
        ("scale", element.get("scale")) if float((re.findall(NUMBER, element.get("scale", "0")) or ["0"])[0]) else None
    )


def _lighting(element: Any, _: dict[str, Any]) -> Found:
    shine = re.findall(NUMBER, element.get("specularExponent", "1"))
    if shine and float(shine[0]) < 1:
        return "specularExponent", element.get("specularExponent")
    said = element.get("surfaceScale", "1")
    return ("surfaceScale", said) if abs(float((re.findall(NUMBER, said) or ["1"])[0])) > 1 else None


def _spot(element: Any, _: dict[str, Any]) -> Found:
    if "specularExponent" in element.attrib:
        return _lighting(element, _)
    return ("limitingConeAngle", element.get("limitingConeAngle")) if "limitingConeAngle" in element.attrib else None


Look = Callable[[Any, dict[str, Any]], Found]
_ALWAYS: tuple[Look, ...] = (_hidden_servant, _effect_on_holder, _of_filter, _turned_filter)
_BY_KIND: dict[str, tuple[Look, ...]] = {
    "symbol": (_symbol,),
    "use": (_use,),
    "svg": (_nested,),
    "path": (_path, _marked_arc),
    "polyline": (_points,),
    "polygon": (_points,),
    "text": (_text, _anchored),
    "tspan": (_text, _tspan, _anchored),
    "textPath": (_text_path, _anchored),
    "linearGradient": (_gradient,),
    "radialGradient": (_gradient,),
    "pattern": (_gradient,),
    "stop": (_stop,),
    "feOffset": (_placed_step,),
    "filter": (_tight,),
    "feColorMatrix": (_matrix,),
    "feComposite": (_composite,),
    "feConvolveMatrix": (_convolve,),
    "feMorphology": (_morphology,),
    "feDisplacementMap": (_displacement,),
    "feDiffuseLighting": (_lighting,),
    "feSpecularLighting": (_lighting,),
    "feSpotLight": (_spot,),
}
