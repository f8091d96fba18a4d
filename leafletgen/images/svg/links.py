"""What one part of an SVG says of another: all of it is there, ends somewhere, and lies in the file."""

import re
from typing import Any

from leafletgen.images.fault import PictureError
from leafletgen.images.svg.embedded import Reader, plain_picture
from leafletgen.images.svg.tree import DEEPEST, HIDDEN, SVG, XLINK, local, short, take_out, too_deep

_OUTSIDE = "put everything into the SVG itself"
#: What uses of uses may come to, drawn out.
_MOST_DRAWN = 300_000
#: What a property may refer to; anything else is as if it were not there.
_KINDS = {
    **dict.fromkeys(("fill", "stroke"), ("linearGradient", "radialGradient", "pattern")),
    **dict.fromkeys(("marker-start", "marker-mid", "marker-end"), ("marker",)),
    "clip-path": ("clipPath",),
    "mask": ("mask",),
    "filter": ("filter",),
}
#: What holds parts that may refer to others.
_HOLDING = frozenset(("pattern", "mask", "clipPath", "marker"))
#: Properties without which an element is shown all the same; browsers pass over one that leads nowhere.
_OVERLOOKED = frozenset(("clip-path", "mask", "filter", "marker-start", "marker-mid", "marker-end"))


def check_href(element: Any, value: str, inner: Reader) -> None:
    """Check what an element refers to, and keep pictures as the painter takes them; inner reads an SVG among them.

    Raises:
        PictureError: it is another file, or a picture that browsers do not show.
    """
    value = value.strip()
    kind = local(element)
    line = element.sourceline
    if kind in ("image", "feImage") and value.lower().startswith("data:"):
        fit = element.get("preserveAspectRatio", "").split()
        element.set("href", plain_picture(value, kind, line, inner, fit in ([], ["xMidYMid"], ["xMidYMid", "meet"])))
    elif value.startswith("#") and not set(value) & set("%\\ "):
        element.set("href", value)
    else:
        raise PictureError(f'its <{kind}> in line {line} refers to another file, "{short(value)}"', _OUTSIDE)


def drop_unused(root: Any) -> None:
    """Take out definitions that nothing shown refers to, so that nothing in them stands in the way."""
    waiting: list[Any] = []
    shown: list[Any] = [root]
    targets: set[str] = set()
    stack = list(root)
    while stack:
        element = stack.pop()
        parent = element.getparent()
        if local(element) == "defs":
            waiting += list(element)
        elif local(element) in HIDDEN and parent is not None and local(parent) != "defs":
            waiting.append(element)
        else:
            shown.append(element)
            stack += list(element)
    for element in shown:
        targets |= _targets(element)
    while True:
        used = [element for element in waiting if any(one.get("id") in targets for one in element.iter())]
        if not used:
            break
        kept = set(used)
        waiting = [element for element in waiting if element not in kept]
        for element in used:
            for one in element.iter():
                targets |= _targets(one)
    for element in waiting:
        take_out(element)


def _targets(element: Any) -> set[str]:
    """The names that an element refers to."""
    found = set()
    for name, value in element.attrib.items():
        if name in ("href", XLINK) and value.strip().startswith("#"):
            found.add(value.strip()[1:])
        elif "url(" in value:
            found |= set(re.findall(r"url\(\s*[\"']?#([^\"')\s]+)", value))
    return found


def check_links(root: Any) -> dict[str, Any]:
    """Return the elements with names, after all that refers to one was looked at.

    Raises:
        PictureError: something leads nowhere, so that something would be missing; or uses have no end.
    """
    named: dict[str, Any] = {}
    for element in root.iter():
        name = element.get("id")
        if name in named:
            del element.attrib["id"]  # the first of several is the one, as in browsers
        elif name:
            named[name] = element
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            _check_link(element, name, value, named)
    for use in root.iter(f"{SVG}use"):
        target = named.get(use.get("href", "")[1:])
        holder = use.getparent()
        if target is not None and local(target) == "use" and holder is not None and local(holder) == "clipPath":
            raise PictureError(  # some browsers clip all away, as is right (CSS Masking 1, 7)
                f"its <clipPath> in line {holder.sourceline} is cut by a <use> of a <use>",
                "draw it out in plain shapes",
            )
    _Drawn(named).count(root)
    _refuse_circles(named)
    return named


def _refuse_circles(named: dict[str, Any]) -> None:
    """Refuse a pattern that is painted with itself, and the like: every browser ends that in its own way."""
    leads: dict[str, list[str]] = {}
    for name, element in named.items():
        if local(element) in _HOLDING:
            parts = (value for part in element.iter() for value in part.attrib.values() if value.startswith("url(#"))
            leads[name] = [target for value in parts if (target := value[5:].partition(")")[0]) in named]
    done: set[str] = set()
    for start in leads:
        path: list[tuple[str, int]] = [(start, 0)]
        while path:
            name, at = path.pop()
            if name in done:
                continue
            targets = leads.get(name, [])
            if at == len(targets):
                done.add(name)
                continue
            path.append((name, at + 1))
            if any(holder == targets[at] for holder, _ in path):
                element = named[targets[at]]
                raise PictureError(
                    f"its <{local(element)}> in line {element.sourceline} is painted with itself",
                    "save the drawing again as plain SVG, or export it as PNG",
                )
            path.append((targets[at], 0))


def _check_link(element: Any, name: str, value: str, named: dict[str, Any]) -> None:
    if name == "href" and value.startswith("#"):
        target, instead = value[1:], ""
    elif value.startswith("url(#"):
        target, _, instead = value[5:].partition(")")
    else:
        return
    kinds = _KINDS.get(name, ())
    if target in named and (not kinds or local(named[target]) in kinds):
        return
    if target in named and name in ("fill", "stroke") and not instead.strip():
        instead = "none"  # as browsers do with what is no paint
    if instead.strip():
        element.set(name, instead.strip())
    elif name in _OVERLOOKED:
        element.set(name, "none")
    else:
        raise PictureError(
            f'its <{local(element)}> in line {element.sourceline} refers to "{short(target)}", which the file has not',
            "save the drawing again with all that belongs to it",
        )


class _Drawn:
    """What uses come to: every level multiplies, and a few lines can stand for millions."""

    def __init__(self, named: dict[str, Any]) -> None:
        self.named = named
        self.counted: dict[Any, int] = {}
        self.open: set[Any] = set()

    def count(self, element: Any) -> int:
        """How many elements one comes to.

        Raises:
            PictureError: there is no end to it.
        """
        known = self.counted.get(element)
        if known is not None:
            return known
        where = f"its <use> in line {element.sourceline}"
        if element in self.open:
            raise PictureError(f"{where} uses itself", "draw it out in plain shapes")
        if len(self.open) > 2 * DEEPEST:
            raise too_deep()
        self.open.add(element)
        total = 1 + sum(self.count(child) for child in element)
        target = self.named.get(element.get("href", "")[1:]) if local(element) == "use" else None
        if target is not None:
            total += self.count(target)
        self.open.discard(element)
        if total > _MOST_DRAWN:
            raise PictureError(
                f"{where} comes to more than {_MOST_DRAWN:,} elements",
                "draw it out in plain shapes, or export the picture as PNG",
            )
        self.counted[element] = total
        return total
