"""The style sheets of an SVG: which declaration wins for each element, as for print (CSS Cascade 4)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from leafletgen.images.fault import PictureError

#: What a style sheet may hold; longer ones are no drawing's.
_MOST_RULES = 5_000
_LEADS_ELSEWHERE = re.compile(r"url\(\s*[\"']?\s*(?!#|data:)[^\"'\s)]", re.IGNORECASE)
_PLAIN = "save it with presentation attributes, or as plain SVG"


class Declaration(NamedTuple):
    """A property, its value, and whether it is important."""

    name: str
    value: str
    important: bool


def leads_elsewhere(text: str) -> bool:
    """Whether a style or an attribute names something outside of the file."""
    return "@import" in text.lower() or _LEADS_ELSEWHERE.search(text) is not None


class StyleSheets:
    """All rules of a file, in their order."""

    def __init__(self) -> None:
        """Hold no rule."""
        from cssselect2 import Matcher

        self._matcher: Any = Matcher()
        self._rules = 0

    def add(self, text: str, line: int, media: str = "") -> None:
        """Take in a style sheet, whatever stands before or after it.

        Raises:
            PictureError: it holds what cannot be told here.
        """
        from tinycss2 import parse_stylesheet

        where = f"its <style> in line {line}"
        if media and not _for_print(media, where):
            return
        if leads_elsewhere(text):
            raise PictureError(f"{where} refers to another file", "put everything into the SVG itself")
        self._take(parse_stylesheet(text, skip_comments=True, skip_whitespace=True), where)

    def _take(self, rules: Iterable[Any], where: str) -> None:
        from cssselect2 import SelectorError, compile_selector_list
        from tinycss2 import parse_rule_list, serialize

        for rule in rules:
            if rule.type == "at-rule":
                name = rule.lower_at_keyword
                if name == "media" and rule.content is not None:
                    if _for_print(serialize(rule.prelude), where):
                        self._take(parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), where)
                elif name not in ("charset", "namespace", "font-face", "page", "keyframes", "-webkit-keyframes"):
                    raise PictureError(f"{where} has @{name}, which is not supported", _PLAIN)
                continue
            if rule.type != "qualified-rule":
                continue  # what is no rule is passed over, as browsers do
            self._rules += 1
            if self._rules > _MOST_RULES:
                raise PictureError(f"it has more than {_MOST_RULES:,} rules of style", _PLAIN)
            declared = _declarations(serialize(rule.content), where)
            if not declared:
                continue
            try:
                selectors = compile_selector_list(rule.prelude)
            except SelectorError as fault:
                selector = serialize(rule.prelude).strip()
                raise PictureError(f'{where} has the selector "{selector}", which is not supported', _PLAIN) from fault
            for selector in selectors:
                if selector.pseudo_element is None:
                    self._matcher.add_selector(selector, declared)

    def match(self, root: Any) -> Iterator[tuple[Any, list[Declaration]]]:
        """Yield the elements of a tree with what the rules say of them, the weakest first."""
        if not self._rules:
            return
        from cssselect2 import ElementWrapper

        for wrapper in ElementWrapper.from_xml_root(root).iter_subtree():
            found = self._matcher.match(wrapper)
            if found:
                yield wrapper.etree_element, [one for *_, declared in found for one in declared]


def inline(text: str, line: int) -> tuple[Declaration, ...]:
    """What a ``style`` attribute says.

    Raises:
        PictureError: it refers to another file, or holds rules.
    """
    if leads_elsewhere(text):
        raise PictureError(f"its style in line {line} refers to another file", "put everything into the SVG itself")
    return _declarations(text, f"its style in line {line}")


def won(declared: Iterable[Declaration]) -> dict[str, str]:
    """The values that win, of declarations from the weakest to the strongest."""
    plain: dict[str, str] = {}
    important: dict[str, str] = {}
    for name, value, strong in declared:
        chosen = important if strong else plain
        chosen.pop(name, None)  # so that a shorthand and its parts stand in their order
        chosen[name] = value
    for name, value in important.items():
        plain.pop(name, None)
        plain[name] = value
    return plain


@lru_cache(4000)
def _declarations(text: str, where: str) -> tuple[Declaration, ...]:
    from tinycss2 import parse_blocks_contents, serialize

    found = []
    for each in parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if each.type == "declaration":
            name = each.name if each.name.startswith("--") else each.lower_name
            found.append(Declaration(name, serialize(each.value).strip(), each.important))
        elif each.type in ("qualified-rule", "at-rule"):
            raise PictureError(f"{where} has rules inside of rules, which are not supported", _PLAIN)
    return tuple(found)


#: Features of media that paper and its reader have.
_TRUE = frozenset(("prefers-color-scheme: light", "prefers-reduced-motion: reduce", "prefers-contrast: no-preference"))
_FALSE = frozenset(("prefers-color-scheme: dark", "prefers-reduced-motion: no-preference", "hover: hover"))


def _for_print(query: str, where: str) -> bool:
    """Whether a list of media queries holds on paper (Media Queries 4)."""
    return any(_holds(" ".join(one.lower().split()), where) for one in query.split(","))


def _holds(query: str, where: str) -> bool:
    turned = query.startswith("not ")
    query = query.removeprefix("not ").removeprefix("only ")
    kind, *features = [part.strip() for part in query.split(" and ")]
    if kind.startswith("("):
        kind, features = "all", [kind, *features]
    holds = kind in ("all", "print", "")
    for feature in features:
        said = ": ".join(part.strip() for part in feature.strip("()").split(":"))
        if said not in _TRUE and said not in _FALSE:
            raise PictureError(f"{where} hangs on ({said}), which paper does not have", _PLAIN)
        holds = holds and said in _TRUE
    return holds != turned
