"""An SVG file, read strictly: all that it says is known and says one thing, or it is refused with its line.

What comes out is the same drawing told plainly: attributes in place of style sheets, colours as numbers, one branch of
each switch, nothing of editing programs. Both ways to print start from it.
"""

import re
from typing import Any, NamedTuple

from leafletgen.images.fault import PictureError
from leafletgen.images.svg.cascade import Declaration, StyleSheets, inline, leads_elsewhere, won
from leafletgen.images.svg.embedded import plain_picture
from leafletgen.images.svg.families import face_for, names_in
from leafletgen.images.svg.matrices import (
    about,
    css_angle,
    css_length,
    css_origin,
    css_transform,
    read_transform,
    written,
)
from leafletgen.images.svg.operators import RATIO, UPRIGHT, Matrix, multiply
from leafletgen.images.svg.properties import (
    ALIASES,
    GEOMETRY,
    INHERITED,
    INITIAL,
    PLACES,
    PROPERTIES,
    SILENT,
    length,
    split_font,
    words,
)

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

#: Elements one inside another: under what lxml and the painter stop at, each in its own way.
_DEEPEST = 200
_MOST_ELEMENTS = 300_000
#: What uses of uses may come to, drawn out.
_MOST_DRAWN = 300_000

SHAPES = words("path rect circle ellipse line polyline polygon")
_PAINTED = SHAPES | words("svg g text tspan textPath use symbol defs image a switch")
_SERVANTS = words(
    "linearGradient radialGradient stop clipPath mask pattern marker filter feBlend feColorMatrix feComponentTransfer"
    " feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA"
    " feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight"
    " feSpecularLighting feSpotLight feTile feTurbulence"
)
#: What says nothing to paper.
_DROPPED = words(
    "title desc metadata style view cursor color-profile font font-face font-face-src font-face-uri font-face-name"
    " font-face-format glyph missing-glyph hkern vkern"
)
_MOVING = words("animate animateColor animateMotion animateTransform set discard mpath")
_HINTS = {
    "script": ("runs a program", "save it without scripts"),
    "foreignObject": ("holds a part of a web page", "turn its words into SVG text or outlines, or export it as PNG"),
    "flowRoot": ("holds flowed text, which no browser shows", "turn the text into outlines"),
    "tref": ("holds text from elsewhere, which no browser shows", "turn the text into outlines"),
    "altGlyph": ("holds glyphs of its own, which no browser shows", "turn the text into outlines"),
}
#: The way out that every designer's program has.
AS_PNG = "export the picture as PNG, or save it as plain SVG without that"
_OUTLINES = "turn the text into outlines"
_OUTSIDE = "put everything into the SVG itself"


class Source(NamedTuple):
    """A drawing told plainly.

    Attributes:
        root: its tree; elements keep the lines of the file.
        width, height: in pixels of CSS.
        words: what it says, and whether in the bold face; whitespace as it stands.
        named: the family that its words ask for first where the brand's face stands in; else empty.
        filtered: whether it has filters, whose time grows with every dot.
        window: how far, in pixels of CSS, a filter looks around every dot one by one; its time grows with the square.
    """

    root: Any
    width: float
    height: float
    words: list[tuple[str, bool]]
    named: str
    filtered: bool
    window: float


def read_source(data: bytes, family: str, depth: int = 0) -> Source:
    """Read a file; family is the brand's, in which its words are set.

    Raises:
        PictureError: it is damaged, or something in it would not be printed as a browser shows it.
    """
    return _Reader(_parsed(data), family, depth).read()


def _parsed(data: bytes) -> Any:
    from lxml import etree

    try:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        if fault.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise (_too_deep() if "depth" in fault.msg else _too_long()) from fault
        raise PictureError(f"it is not well-formed SVG: {fault.msg}", "save it again as plain SVG") from fault
    definitions = root.getroottree().docinfo.internalDTD
    if definitions is not None and any(True for _ in definitions.iterentities()):
        raise PictureError("it defines entities, which are not allowed", "save it as plain SVG")
    if root.tag not in (f"{SVG}svg", "svg"):
        raise PictureError("it is not SVG", "save it again as plain SVG")
    if root.tag == "svg":
        raise PictureError(
            "it does not say that it is SVG", 'give the <svg> element xmlns="http://www.w3.org/2000/svg"'
        )
    return root


def local(element: Any) -> str:
    """An element's name; nothing when it is not of SVG."""
    tag = element.tag
    return str(tag[len(SVG) :]) if isinstance(tag, str) and tag.startswith(SVG) else ""


def _too_deep() -> PictureError:
    return PictureError(f"its elements are nested more than {_DEEPEST} deep", "ungroup them, and save it again")


def _too_long() -> PictureError:
    return PictureError("it holds a text or a path far too long", "save it again as plain SVG, with simpler paths")


class _Reader:
    def __init__(self, root: Any, family: str, depth: int) -> None:
        self.root = root
        self.family = family
        self.families = frozenset((family.lower(),)) if family else frozenset()
        self.depth = depth
        self.words: list[tuple[str, bool]] = []
        self.named = ""
        self.ids: dict[str, Any] = {}
        self.custom: dict[Any, dict[str, str]] = {}
        """Custom properties of style sheets, by element."""
        self.moves: dict[Any, dict[str, str]] = {}
        """What style sheets say of turning and moving, by element."""

    def read(self) -> Source:
        self._bounds()
        self._scripts()
        self._choose()
        self._style()
        for element in self.root.iter():
            name = element.get("id")
            if name:
                self.ids.setdefault(name, element)  # the first of several is the one, as in browsers
        width, height = self._size()
        self._walk(self.root, {}, _box_of(self.root))
        self._references()
        self._uses()
        self._texts(self.root, {}, False)
        filtered, window = self._filters(width, height)
        return Source(self.root, width, height, self.words, self.named, filtered, window)

    # --- what the file may hold ----------------------------------------------------------------------------------

    def _bounds(self) -> None:
        depth = 0
        count = 0
        from lxml import etree

        for event, _ in etree.iterwalk(self.root, events=("start", "end")):
            depth += 1 if event == "start" else -1
            count += event == "start"
            if depth > _DEEPEST:
                raise _too_deep()
            if count > _MOST_ELEMENTS:
                raise PictureError(f"it has more than {_MOST_ELEMENTS:,} elements", "export the picture as PNG")

    def _scripts(self) -> None:
        """Refuse what runs or moves, wherever it stands."""
        for element in self.root.iter():
            name = local(element)
            line = element.sourceline
            if name in _MOVING:
                raise PictureError(
                    f"it has <{name}> in line {line}: it moves, and paper does not", "save it without animation"
                )
            if name == "script":
                raise PictureError(f"it has <script> in line {line}: it runs a program", "save it without scripts")
            for attribute in element.attrib:
                if attribute.startswith("on") and attribute.isalpha():
                    raise PictureError(
                        f'it has {attribute}="…" in line {line}: it runs a program', "save it without scripts"
                    )

    def _choose(self) -> None:
        """Take out what no browser shows in print: other namespaces, branches that are not taken, editors' notes."""
        for element in list(self.root.iter()):
            parent = element.getparent()
            if parent is None:
                continue
            name = local(element)
            if not name:
                if (
                    isinstance(element.tag, str)
                    and element.tag.startswith("{http://www.w3.org/1999/xhtml}")
                    and (not any(local(holder) == "foreignObject" for holder in element.iterancestors()))
                ):
                    html = element.tag.rpartition("}")[2]
                    raise PictureError(f"it has <{html}> of a web page in line {element.sourceline}", AS_PNG)
                _take_out(element)
            elif not _language_fits(element) or element.get("requiredExtensions") is not None:
                _take_out(element)
        for switch in list(self.root.iter(f"{SVG}switch")):
            children = [child for child in switch if local(child) not in ("title", "desc", "metadata", "style")]
            for child in children[1:]:
                switch.remove(child)
            switch.tag = f"{SVG}g"
        for element in list(self.root.iter(f"{SVG}a")):
            element.tag = (
                f"{SVG}tspan" if any(local(holder) == "text" for holder in element.iterancestors()) else f"{SVG}g"
            )
            for attribute in ("href", XLINK):
                element.attrib.pop(attribute, None)
        for element in list(self.root.iter()):
            name = local(element)
            known = name in _PAINTED or name in _SERVANTS or name in _DROPPED
            if known or element.getparent() is None:
                continue
            if any(local(holder) == "defs" for holder in element.iterancestors()):
                _take_out(element)
                continue
            what, hint = _HINTS.get(name, ("which is not supported", AS_PNG))
            told = f": it {what}" if name in _HINTS else f", {what}"
            raise PictureError(f"it has <{name}> in line {element.sourceline}{told}", hint)

    # --- styles --------------------------------------------------------------------------------------------------

    def _style(self) -> None:
        """Turn style sheets and ``style`` attributes into attributes."""
        sheets: StyleSheets | None = None
        for element in list(self.root.iter(f"{SVG}style")):
            if (element.get("type") or "text/css").lower() == "text/css":
                sheets = sheets or StyleSheets()
                sheets.add("".join(element.itertext()), element.sourceline, element.get("media", ""))
        said: dict[Any, list[Declaration]] = {}
        if sheets is not None:
            said = dict(sheets.match(self.root))
        for element in list(self.root.iter()):
            if local(element) in _DROPPED:
                _take_out(element)
                continue
            own = element.attrib.pop("style", None)
            element.attrib.pop("class", None)
            declared = said.get(element, [])
            if own:
                declared = [*declared, *inline(own, element.sourceline)]
            for name, value in won(declared).items():
                self._declared(element, name, value)

    def _declared(self, element: Any, name: str, value: str) -> None:
        """Take what a style sheet says of an element, which wins over its attributes."""
        if name.startswith("--"):
            self.custom.setdefault(element, {})[name] = value
        elif name in _MOVES:
            self.moves.setdefault(element, {})[name] = value
        elif name == "d":
            match = re.fullmatch(r"path\(\s*(?:(?:nonzero|evenodd)\s*,\s*)?([\"'])(.*?)\1\s*\)", value, re.DOTALL)
            if match is None and value.lower() != "none":
                raise PictureError(
                    f"it has d: {_short(value)} in line {element.sourceline}, which is not supported", AS_PNG
                )
            element.set("d", match[2] if match else "")
        elif name.startswith("-"):
            check = PROPERTIES.get(name)
            if check is not None and check(value) is None:
                raise PictureError(
                    f'it has {name}="{_short(value)}" in line {element.sourceline}, which is not supported', AS_PNG
                )
        elif not re.fullmatch("[a-z][a-z0-9-]*", name):
            raise PictureError(f'it has the property "{_short(name)}" in line {element.sourceline}', AS_PNG)
        elif name not in SILENT:
            if name not in PROPERTIES and name not in GEOMETRY and name not in ALIASES and name not in _SHORT:
                raise PictureError(
                    f'it has {name}="{_short(value)}" in line {element.sourceline}, which is not supported', AS_PNG
                )
            element.set(name, value)

    # --- values --------------------------------------------------------------------------------------------------

    def _walk(self, element: Any, custom: dict[str, str], box: tuple[float, float, float, float]) -> None:
        stack = [(element, custom, box)]
        while stack:
            element, custom, box = stack.pop()
            attributes = element.attrib
            if element in self.custom:
                custom = {**custom, **self.custom[element]}
            if local(element) in ("svg", "symbol", "pattern", "marker"):
                box = _box_of(element, box)
            self._transforms(element, custom, box)
            for name, value in list(attributes.items()):
                self._attribute(element, name, value, custom)
            stack += [(child, custom, box) for child in element]

    def _attribute(self, element: Any, name: str, value: str, custom: dict[str, str]) -> None:
        attributes = element.attrib
        kind = local(element)
        if name.startswith("{"):
            if name == XLINK:
                del attributes[name]
                if "href" not in attributes:
                    self._href(element, value.strip())
            elif name != SPACE:
                del attributes[name]
            return
        if name == "href":
            self._href(element, value.strip())
            return
        if "var(" in value:
            value = self._variables(element, name, value, custom)
            attributes[name] = value
        name_ = ALIASES.get(name, name)
        if name_ in _SHORT:
            self._shorthand(element, name, value)
            return
        if name in SILENT or name.startswith("-inkscape"):
            del attributes[name]
            return
        value = value.strip()
        check = PROPERTIES.get(name_)
        if check is None and name in GEOMETRY and kind not in ("tspan", "text"):
            check = GEOMETRY[name]
            if kind.startswith("fe") or kind in ("filter", "mask", "pattern", "linearGradient", "radialGradient"):
                check = length
        if check is None and name in PLACES:
            check = PLACES[name]
        if check is None:
            self._unknown(element, name, value)
            return
        if value.lower() in ("inherit", "unset", "initial", "revert"):
            self._by_word(element, name_, value.lower())
            return
        if kind == "svg" and element.getparent() is None and name in ("width", "height", "x", "y"):
            return
        known = check(value)
        if known is None:
            raise PictureError(
                f'it has {name}="{_short(value)}" in line {element.sourceline}, which is not supported',
                "check how it is written" if "colour" in check.__name__ or "paint" in check.__name__ else AS_PNG,
            )
        if name_ != name or not known:
            del attributes[name]
        if known:
            attributes[name_] = known

    def _unknown(self, element: Any, name: str, value: str) -> None:
        """An attribute that is no property and no length: of one element, or of none."""
        if leads_elsewhere(value):
            raise PictureError(f"it refers to another file in line {element.sourceline}", _OUTSIDE)
        if name not in _ATTRIBUTES:
            del element.attrib[name]

    def _by_word(self, element: Any, name: str, word: str) -> None:
        attributes = element.attrib
        if word == "inherit":
            attributes[name] = "inherit"
        elif word == "initial" or name not in INHERITED:
            if name not in INITIAL:
                raise PictureError(
                    f'it has {name}="{word}" in line {element.sourceline}, which is not supported', AS_PNG
                )
            attributes[name] = INITIAL[name]
        else:
            attributes[name] = "inherit"

    def _shorthand(self, element: Any, name: str, value: str) -> None:
        attributes = element.attrib
        del attributes[name]
        line = element.sourceline
        if name == "marker":
            for end in ("marker-start", "marker-mid", "marker-end"):
                attributes[end] = value
                self._attribute(element, end, value, {})
        elif name == "font":
            said = split_font(value)
            if said is None:
                raise PictureError(f'it has font="{_short(value)}" in line {line}, which is not supported', _OUTLINES)
            for key, part in said.items():
                attributes[key] = part
                self._attribute(element, key, part, {})
        elif value.lower() not in ("none", "transparent", "initial", "unset", "inherit", "rgba(0, 0, 0, 0)", "0"):
            if element.getparent() is not None:
                return  # a ground is painted for the outermost element alone
            known = PROPERTIES["color"](value)
            if known is None:
                raise PictureError(f'it has {name}="{_short(value)}" in line {line}, which is not supported', AS_PNG)
            ground = element.makeelement(f"{SVG}rect")
            ground.sourceline = line
            left, top, wide, high = _box_of(element)
            for key, number in (("x", left - wide), ("y", top - high), ("width", 3 * wide), ("height", 3 * high)):
                ground.set(key, f"{number:g}")
            for key, part in (("fill", known), ("stroke", "none"), ("fill-opacity", "1")):
                ground.set(key, part)
            element.insert(0, ground)

    def _variables(self, element: Any, name: str, value: str, custom: dict[str, str]) -> str:
        """Put in what custom properties say (CSS Custom Properties 1)."""
        line = element.sourceline
        for _ in range(20):
            match = re.search(r"var\(\s*(--[^\s,)]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)", value)
            if match is None:
                break
            found = custom.get(match[1], match[2])
            if found is None:
                raise PictureError(
                    f'it has {name}="{_short(value)}" in line {line}, and nothing says what that is', AS_PNG
                )
            value = value[: match.start()] + found.strip() + value[match.end() :]
        if "var(" in value or len(value) > 10_000:
            raise PictureError(f'it has {name}="{_short(value)}" in line {line}, which is not supported', AS_PNG)
        return value

    def _transforms(self, element: Any, custom: dict[str, str], box: tuple[float, float, float, float]) -> None:
        attributes = element.attrib
        origin = attributes.get("transform-origin")
        said = self.moves.get(element, {})
        if not said and "transform" not in attributes and origin is None:
            return
        said = {
            name: self._variables(element, name, value, custom) if "var(" in value else value
            for name, value in said.items()
        }
        attributes.pop("transform-origin", None)
        origin = said.pop("transform-origin", origin)
        kind = said.pop("transform-box", "view-box").strip().lower()
        line = element.sourceline
        attribute = next((one for one in ("gradientTransform", "patternTransform") if one in attributes), "transform")
        if local(element) in ("linearGradient", "radialGradient", "pattern"):
            attribute = "patternTransform" if local(element) == "pattern" else "gradientTransform"
        matrix = UPRIGHT
        if "transform" in said or "transform" in attributes:
            text = said["transform"] if "transform" in said else attributes["transform"]
            found = css_transform(text, box[2], box[3]) if "transform" in said else read_transform(text)
            if found is None and "transform" not in said:
                found = css_transform(text, box[2], box[3])  # Chromium and Firefox take units in the attribute as well
            if found is None:
                raise PictureError(f'it has transform="{_short(text)}" in line {line}, which is not supported', AS_PNG)
            matrix = found
        matrix = self._single_moves(said, matrix, box, line)
        attributes.pop("transform", None)
        if matrix == UPRIGHT:
            return
        if element.getparent() is None:
            raise PictureError(
                f"its <svg> element is turned or moved as a whole in line {line}", "group the drawing, and move that"
            )
        turns = matrix[:4] != (1.0, 0.0, 0.0, 1.0)
        if origin is not None and turns:
            if kind in ("fill-box", "stroke-box", "content-box", "border-box"):
                measured = _own_box(element) if kind in ("fill-box", "content-box") else None
                if measured is None:
                    raise PictureError(f'it has transform-box="{kind}" in line {line}, which is not supported', AS_PNG)
                box = measured
            elif kind != "view-box":
                raise PictureError(f'it has transform-box="{kind}" in line {line}, which is not supported', AS_PNG)
            left, top = (box[0], box[1]) if kind != "view-box" else (0.0, 0.0)
            point = css_origin(origin, left, top, box[2], box[3])
            if point is None:
                raise PictureError(
                    f'it has transform-origin="{_short(origin)}" in line {line}, which is not supported', AS_PNG
                )
            matrix = about(matrix, point)
        elif kind in ("fill-box", "content-box") and turns:
            measured = _own_box(element)
            if measured is None:
                raise PictureError(f'it has transform-box="{kind}" in line {line}, which is not supported', AS_PNG)
            matrix = about(matrix, (measured[0], measured[1]))
        attributes[attribute] = written(matrix)

    def _single_moves(
        self, said: dict[str, str], matrix: Matrix, box: tuple[float, float, float, float], line: int
    ) -> Matrix:
        """What ``translate``, ``rotate`` and ``scale`` say by themselves (CSS Transforms 2, 5)."""
        for name in ("scale", "rotate", "translate"):
            value = said.pop(name, "none").strip().lower()
            if value in ("none", "initial", "unset"):
                continue
            words = value.split()
            step: Matrix | None = None
            if name == "translate" and len(words) in (1, 2):
                x = css_length(words[0], box[2])
                y = css_length(words[1], box[3]) if len(words) == 2 else 0.0
                step = None if x is None or y is None else (1.0, 0.0, 0.0, 1.0, x, y)
            elif name == "rotate" and len(words) == 1 and css_angle(words[0]) is not None:
                step = css_transform(f"rotate({words[0]})", *box[2:])
            elif name == "scale" and len(words) in (1, 2):
                step = css_transform(f"scale({','.join(words)})", *box[2:])
            if step is None:
                raise PictureError(f'it has {name}="{_short(value)}" in line {line}, which is not supported', AS_PNG)
            matrix = multiply(matrix, step)
        return matrix

    # --- references ----------------------------------------------------------------------------------------------

    def _href(self, element: Any, value: str) -> None:
        kind = local(element)
        if kind in ("image", "feImage") and value.lower().startswith("data:"):
            element.set("href", plain_picture(value, element.sourceline, self.family, self.depth))
            return
        if not value.startswith("#"):
            raise PictureError(f"it refers to another file in line {element.sourceline}", _OUTSIDE)
        element.set("href", value)

    def _references(self) -> None:
        """Refuse what leads nowhere: something would be missing that was meant to be there."""
        for element in self.root.iter():
            for name, value in element.attrib.items():
                if name == "href" and value.startswith("#"):
                    target = value[1:]
                elif value.startswith("url(#"):
                    target = value[5 : value.index(")")]
                    rest = value[value.index(")") + 1 :].strip()
                    if target not in self.ids and rest:
                        element.set(name, rest)
                        continue
                else:
                    continue
                if target not in self.ids:
                    raise PictureError(
                        f'it refers to "{target}" in line {element.sourceline}, which is not in the file',
                        "save the drawing again with all that belongs to it",
                    )

    def _uses(self) -> None:
        """Refuse what uses of uses make endless: every level multiplies, and a few lines can stand for millions."""
        counted: dict[Any, int] = {}
        open_: set[Any] = set()

        def count(element: Any) -> int:
            if element in counted:
                return counted[element]
            if element in open_:
                raise PictureError(f"its <use> in line {element.sourceline} uses itself", "draw it out in plain shapes")
            open_.add(element)
            total = 1
            for child in element:
                total += count(child)
            if local(element) == "use":
                target = self.ids.get(str(element.get("href", ""))[1:])
                if target is not None:
                    if len(open_) > 2 * _DEEPEST:
                        raise _too_deep()
                    total += count(target)
            open_.discard(element)
            if total > _MOST_DRAWN:
                raise PictureError(
                    f"its <use> in line {element.sourceline} comes to more than {_MOST_DRAWN:,} elements",
                    "draw it out in plain shapes, or export the picture as PNG",
                )
            counted[element] = total
            return total

        count(self.root)

    def _filters(self, width: float, height: float) -> tuple[bool, float]:
        """Whether there are filters, and how far they look; octaves are cut to what browsers have."""
        window = 0.0
        filtered = any("filter" in element.attrib and element.get("filter") != "none" for element in self.root.iter())
        box = _box_of(self.root)
        scale = max(width / box[2], height / box[3], 1.0)
        for element in self.root.iter(f"{SVG}feMorphology", f"{SVG}feTurbulence", f"{SVG}feConvolveMatrix"):
            kind = local(element)
            holder = element.getparent()
            if kind == "feTurbulence":
                octaves = re.match(r"\s*\d+", element.get("numOctaves", "1"))
                if octaves and int(octaves[0]) > _MOST_OCTAVES:
                    element.set("numOctaves", str(_MOST_OCTAVES))
                continue
            said = element.get("radius" if kind == "feMorphology" else "order", "0" if kind == "feMorphology" else "3")
            try:
                reach = max(float(part) for part in re.split(r"[\s,]+", said.strip()))
            except ValueError:
                continue
            if kind == "feConvolveMatrix":
                if reach > _MOST_ORDER:
                    raise PictureError(
                        f'it has order="{_short(said)}" in line {element.sourceline}, which is not supported', AS_PNG
                    )
                continue
            if holder is not None and holder.get("primitiveUnits") == "objectBoundingBox":
                reach *= max(width, height) / scale
            window = max(window, reach * scale)
        return filtered, window

    # --- words ---------------------------------------------------------------------------------------------------

    def _texts(self, element: Any, above: dict[str, str], inside: bool) -> None:
        """Say in every text which face it has, and take note of its words."""
        style = dict(above)
        for name in ("font-family", "font-style", "font-weight"):
            value = element.get(name)
            if value is not None and value != "inherit":
                style[name] = value
        inside = inside or local(element) == "text"
        if inside:
            pieces = [element.text or "", *(child.tail or "" for child in element)]
            said = "".join(pieces)
            if said.strip():
                self._words(element, said, style)
        for child in element:
            self._texts(child, style, inside)
        if "font-family" in element.attrib:
            element.set("font-family", self.family)

    def _words(self, element: Any, said: str, style: dict[str, str]) -> None:
        line = element.sourceline
        families = style.get("font-family", "")
        fits = face_for(families, self.families)
        if fits is None:
            first = names_in(families)[0] if names_in(families) else "no family"
            raise PictureError(
                f'its text in line {line} is in "{_short(first)}", which is not the brand\'s font',
                f'{_OUTLINES}, or give it font-family="{self.family}"' if self.family else _OUTLINES,
            )
        if isinstance(fits, str):
            self.named = self.named or fits
        if style.get("font-style", "normal") != "normal":
            raise PictureError(f"its text in line {line} is italic, which drawings are not set in", _OUTLINES)
        from leafletgen.fonts import NEEDS_SHAPING

        if NEEDS_SHAPING.search(said):
            raise PictureError(f"its text in line {line} is in a script that joins or reorders its letters", _OUTLINES)
        weight = style.get("font-weight", "normal")
        self.words += [
            (said, bold) for bold in ((weight.startswith("bold"),) if weight in ("normal", "bold") else (False, True))
        ]

    # --- size ----------------------------------------------------------------------------------------------------

    def _size(self) -> tuple[float, float]:
        root = self.root
        box = root.get("viewBox")
        given = [_root_length(root.get(name)) for name in ("width", "height")]
        ratio = None
        if box is not None:
            numbers = _box_of(root)
            if min(numbers[2:]) <= 0:
                raise PictureError(
                    f'its viewBox="{_short(box)}" in line {root.sourceline} has no size',
                    'give the <svg> element a "viewBox"',
                )
            ratio = numbers[2] / numbers[3]
        width, height = given
        if width is None and height is None and box is not None:
            width, height = numbers[2:]
        elif ratio is not None:
            width = width if width is not None or height is None else height * ratio
            height = height if height is not None or width is None else width / ratio
        if not width or not height or width < 0 or height < 0:
            raise PictureError("it has no size", 'give the <svg> element a "viewBox"')
        if not 1 / RATIO < width / height < RATIO:
            raise PictureError("it has a frame that is a thousand times longer than wide", "give it another size")
        if box is None:
            root.set("viewBox", f"0 0 {width:g} {height:g}")
        root.set("width", f"{width:.6g}")
        root.set("height", f"{height:.6g}")
        for name in ("x", "y"):
            root.attrib.pop(name, None)
        return width, height


#: Octaves of noise that can be told apart in 8 bits; browsers paint no more.
_MOST_OCTAVES = 9
#: Numbers across a matrix of a filter.
_MOST_ORDER = 25
#: Properties that move an element; in style sheets they are written otherwise than in attributes of the same name.
_MOVES = frozenset(("rotate", "scale", "translate", "transform", "transform-origin", "transform-box"))
_SHORT = frozenset(("font", "marker", "background"))
#: Attributes of SVG that are no properties.
_ATTRIBUTES = words(
    "id viewBox preserveAspectRatio points d transform patternTransform gradientTransform offset refX refY orient"
    " pathLength dx dy rotate textLength lengthAdjust startOffset method spacing side path xml:space x y"
    " in in2 result type values mode operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode"
    " preserveAlpha kernelUnitLength surfaceScale diffuseConstant specularConstant specularExponent scale"
    " xChannelSelector yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles azimuth"
    " elevation z pointsAtX pointsAtY pointsAtZ limitingConeAngle tableValues slope intercept amplitude exponent"
    " font-family href"
)


def _take_out(element: Any) -> None:
    """Remove an element, and keep the words that stand behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _language_fits(element: Any) -> bool:
    said = element.get("systemLanguage")
    if said is None:
        return True
    return any(one.strip().lower().partition("-")[0] == "en" for one in said.split(","))


def _short(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= 60 else value[:57] + "…"


def _root_length(value: str | None) -> float | None:
    known = length(value.strip()) if value is not None else None
    if known is None or known.endswith("%"):
        return None
    if known.endswith(("em", "ex")):
        return float(known[:-2]) * (16 if known.endswith("em") else 8)
    return float(known)


def _box_of(element: Any, outer: tuple[float, float, float, float] = (0, 0, 0, 0)) -> tuple[float, float, float, float]:
    """The box that parts of the whole are counted of, inside of an element with a view of its own."""
    said = element.get("viewBox")
    if said is not None:
        numbers = re.split(r"[\s,]+", said.strip())
        try:
            left, top, wide, high = (float(number) for number in numbers)
        except ValueError as fault:
            raise PictureError(
                f'it has viewBox="{_short(said)}" in line {element.sourceline}, which is not right', AS_PNG
            ) from fault
        return left, top, wide, high
    if local(element) != "svg":
        return outer
    wide_, high_ = (_root_length(element.get(name)) for name in ("width", "height"))
    return 0.0, 0.0, wide_ or outer[2], high_ or outer[3]


def _own_box(element: Any) -> tuple[float, float, float, float] | None:
    """The box of a shape that says it in numbers; None for others."""

    def numbers(*names: str) -> list[float] | None:
        found = [length(element.get(name, "0")) for name in names]
        return (
            None
            if any(one is None or one.endswith(("%", "m", "x")) for one in found)
            else [float(one or 0) for one in found]
        )

    kind = local(element)
    if kind == "rect" and (found := numbers("x", "y", "width", "height")):
        return found[0], found[1], found[2], found[3]
    if kind == "circle" and (found := numbers("cx", "cy", "r", "r")):
        return found[0] - found[2], found[1] - found[2], 2 * found[2], 2 * found[2]
    if kind == "ellipse" and (found := numbers("cx", "cy", "rx", "ry")):
        return found[0] - found[2], found[1] - found[3], 2 * found[2], 2 * found[3]
    if kind == "line" and (found := numbers("x1", "y1", "x2", "y2")):
        return min(found[0], found[2]), min(found[1], found[3]), abs(found[0] - found[2]), abs(found[1] - found[3])
    return None


__all__ = ["Source", "read_source"]
