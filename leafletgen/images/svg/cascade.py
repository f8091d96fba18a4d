"""The style sheets of an SVG: which declaration wins for each element, as for print (CSS Cascade 4)."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

from leafletgen.images.fault import PictureError

#: What a style sheet may hold; longer ones are no drawing's.
_MOST_RULES = 5_000
_LEADS_ELSEWHERE = re.compile(r"url\(\s*[\"']?\s*(?!#|data:)[^\"'\s)]", re.IGNORECASE)
#: What no XML file can hold, but an escape in a style sheet can name (XML 1.0, 2.2).
_OF_NO_FILE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Selectors that take too long, or hang on what paper does not have.
_OF_PAGES = re.compile(r":(?:has|lang|dir|any-link|link|visited|host|target|scope|is\(.*:has)", re.IGNORECASE)
#: How many elements all selectors by place may be tried on.
_MOST_TRIES = 300_000
_BY_PLACE = re.compile(r"[^\s,][\s>+~]+[^\s,>+~]|:nth|:first|:last|:only|:empty|:not")
_PLAIN = "save it with presentation attributes, or as plain SVG"


class Declaration(NamedTuple):
    """A property, its value, whether it is important, and its line in the file."""

    name: str
    value: str
    important: bool
    line: int


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
        self._by_place = 0

    @property
    def of_places(self) -> bool:
        """Whether a selector hangs on where an element stands."""
        return self._by_place > 0

    def add(self, text: str, line: int, media: str = "") -> None:
        """Take in a style sheet that begins in this line, whatever stands before or after it.

        Raises:
            PictureError: it holds what cannot be told here.
        """
        from tinycss2 import parse_stylesheet

        if not media or _for_print(media, f"its <style> in line {line}"):
            with _within(line):
                rules = parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
            self._take(rules, line - 1)

    def _take(self, rules: Iterable[Any], before: int) -> None:
        from tinycss2 import parse_rule_list

        for rule in rules:
            where = f"its <style> in line {before + rule.source_line}"
            if rule.type == "at-rule":
                name = rule.lower_at_keyword
                if name == "import" or (
                    name == "font-face" and leads_elsewhere(_written(rule.content or [], before + rule.source_line))
                ):
                    raise PictureError(
                        "svg-refers-outside",
                        f"{where} has @{name} of another file",
                        "put everything into the SVG itself",
                    )
                if name in ("media", "supports") and rule.content is not None:
                    query = _written(rule.prelude, before + rule.source_line)
                    if _for_print(query, where) if name == "media" else _supported(query, where):
                        self._take(parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), before)
                elif name in ("layer", "container", "property", "scope", "starting-style"):
                    raise PictureError(
                        "svg-style-not-supported", f"{where} has @{name}, which is not supported", _PLAIN
                    )
            elif rule.type == "qualified-rule":  # what is no rule is passed over, as browsers do
                self._add(rule, before, where)

    def _add(self, rule: Any, before: int, where: str) -> None:
        from cssselect2 import SelectorError, compile_selector_list

        self._rules += 1
        if self._rules > _MOST_RULES:
            raise PictureError("svg-too-complex", f"it has more than {_MOST_RULES:,} rules of style", _PLAIN)
        declared = _declarations(rule.content, before)
        if not declared:
            return
        selector = _written(rule.prelude, before + rule.source_line)
        if _OF_PAGES.search(selector):
            raise PictureError(
                "svg-style-not-supported", f'{where} has the selector "{selector}", which is not supported', _PLAIN
            )
        try:
            selectors = compile_selector_list(rule.prelude)
        except (SelectorError, RecursionError, ValueError) as fault:
            raise PictureError(
                "svg-style-not-supported", f'{where} has the selector "{selector}", which is not supported', _PLAIN
            ) from fault
        self._by_place += _BY_PLACE.search(selector) is not None
        for one in selectors:
            if one.pseudo_element is None:
                self._matcher.add_selector(one, declared)

    def match(self, root: Any) -> Iterator[tuple[Any, list[Declaration]]]:
        """Yield the elements of a tree with what the rules say of them, the weakest first."""
        if not self._rules:
            return
        from cssselect2 import ElementWrapper

        if self._by_place * sum(1 for _ in root.iter()) > _MOST_TRIES:
            raise PictureError("svg-too-complex", "its rules of style hang on the places of too many elements", _PLAIN)

        for wrapper in ElementWrapper.from_xml_root(root).iter_subtree():
            found = self._matcher.match(wrapper)
            if found:
                yield wrapper.etree_element, [one for *_, declared in found for one in declared]


def inline(text: str, line: int) -> list[Declaration]:
    """What a ``style`` attribute says."""
    try:
        found = _said(text)
    except PictureError:
        return _declarations(text, line - 1)  # which tells it with its line
    return [one._replace(line=one.line + line - 1) for one in found]


@lru_cache(2000)
def _said(text: str) -> tuple[Declaration, ...]:
    return tuple(_declarations(text, 0))


def _declarations(content: Any, before: int) -> list[Declaration]:
    from tinycss2 import parse_blocks_contents

    found = []
    with _within(before + 1):
        parsed = parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    for each in parsed:
        line = before + each.source_line
        if each.type == "declaration":
            name = each.name if each.name.startswith("--") else each.lower_name
            value = _written(each.value, line)
            if _OF_NO_FILE.search(name + value):
                raise PictureError(
                    "svg-style-not-supported", f"its style in line {line} has a control character", _PLAIN
                )
            if leads_elsewhere(value):
                raise PictureError(
                    "svg-refers-outside",
                    f"its style in line {line} refers to another file",
                    "put everything into the SVG itself",
                )
            found.append(Declaration(name, value, each.important, line))
        elif each.type == "at-rule" or (each.type == "qualified-rule" and each.prelude and each.content):
            raise PictureError(
                "svg-style-not-supported",
                f"its <style> in line {line} has rules inside of rules, which are not supported",
                _PLAIN,
            )
    return found


@contextmanager
def _within(line: int) -> Iterator[None]:
    """Tell what the library cannot read: brackets inside of brackets without end, numbers of thousands of digits."""
    try:
        yield
    except (RecursionError, ValueError) as fault:
        raise PictureError(
            "svg-style-not-supported", f"its style in line {line} has no end of brackets or digits", _PLAIN
        ) from fault


def _written(tokens: Any, line: int) -> str:
    from tinycss2 import serialize

    with _within(line):
        return str(serialize(tokens)).strip()


def won(declared: Iterable[Declaration]) -> dict[str, Declaration]:
    """The declarations that win, of all from the weakest to the strongest."""
    plain: dict[str, Declaration] = {}
    important: dict[str, Declaration] = {}
    for one in declared:
        (important if one.important else plain)[one.name] = one
    return {**plain, **important}


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
            raise PictureError(
                "svg-style-not-supported", f"{where} hangs on ({said}), which paper does not have", _PLAIN
            )
        holds = holds and said in _TRUE
    return holds != turned


def _supported(query: str, where: str) -> bool:
    """Whether a browser knows what is asked for, as far as we do (CSS Conditional 3)."""
    from leafletgen.images.svg.properties import PROPERTIES

    match = re.fullmatch(r"\(\s*([a-z-]+)\s*:\s*([^()]+)\)", query.strip())
    check = PROPERTIES.get(match[1]) if match else None
    if match is None or check is None:
        raise PictureError("svg-style-not-supported", f"{where} has @supports of what is not known", _PLAIN)
    return check(match[2].strip()) is not None
