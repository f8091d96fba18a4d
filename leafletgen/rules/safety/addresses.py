"""Web addresses: one page is spelt in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from leafletgen.errors import Place
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.patterns import later
from leafletgen.rules.rule import Comparison, Rule
from leafletgen.rules.safety.lists import place_in, span_of

#: An address as it may stand in YAML: up to a quote, a bracket that closes what was opened before it, or white space.
_URL: Final = later(
    r"https?://[^\s\"'<>\\^`{|}\[\]()]+(?:\([^\s\"'<>()\[\]]*\)[^\s\"'<>\\^`{|}\[\]()]*)*", re.IGNORECASE
)
_TRACKING: Final = later(r"(?:utm_[a-z]+|fbclid|gclid|mc_[a-z]+)=[^&#]*&?", re.IGNORECASE)
_COMMENT: Final = later(r"(?:^|\s)#(?=\s|$)")


class UrlIn(NamedTuple):
    """An address in a file."""

    text: str
    place: Place


def urls_in(file: CheckedFile) -> Iterator[UrlIn]:
    """Yield the web addresses of a file, in its order; comments are none of it."""
    text = file.text
    if "://" not in text:
        return
    number, line, at = 1, 0, 0  # lines are counted on, since a file may have thousands of addresses
    for found in _URL.finditer(text):
        start = found.start()
        number += text.count("\n", at, start)
        line, at = max(line, text.rfind("\n", at, start) + 1), start
        before = text[max(line, start - 2000) : start]
        if "#" in before and _COMMENT.search(before) is not None:
            continue
        said = found[0].rstrip(".,;:!?*")
        column = start - line + 1
        yield UrlIn(said, Place(file.shown, number, column, None, (number, column + len(said))))


def normalised(url: str) -> str:
    """Return what two spellings of one address have in common (RFC 3986, 6.2), and http and www. left out."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    path = unquote(parts.path).rstrip("/")
    for page in ("/index.html", "/index.htm", "/index.php"):
        path = path.removesuffix(page)
    query = _TRACKING.sub("", parts.query).rstrip("&")
    return f"{host}{port}{path}{'?' + query if query else ''}{'#' + parts.fragment if parts.fragment else ''}"


def _gather(file: CheckedFile, rule: Rule) -> Any:
    known = [[url.text, span_of(url.place)] for url in urls_in(file)]
    return known or None


def _compare(gathered: Mapping[str, Any], rule: Rule) -> Iterator[Finding]:
    by_page: dict[str, dict[str, list[tuple[str, list[int]]]]] = {}
    for shown, known in gathered.items():
        for url, span in known:
            try:
                page = normalised(url)
            except ValueError:
                continue  # whoever reads the file tells that it is no address
            by_page.setdefault(page, {}).setdefault(url, []).append((shown, span))
    for spellings in by_page.values():
        if len(spellings) < 2:
            continue
        best = max(spellings, key=lambda url: (url.startswith("https:"), "utm_" not in url, len(spellings[url]), url))
        first = spellings[best][0]
        at = place_in(first[0], first[1])
        for url, places in spellings.items():
            for shown, span in places if url != best else ():
                yield rule.finding(
                    f'"{url}" is spelt "{best}" in {first[0]}, line {at.line}',
                    place_in(shown, span),
                    "write the address as the page itself shows it, in all files",
                    also=(at,),
                )


COMPARISONS: dict[str, Comparison] = {"url-two-spellings": Comparison(_gather, _compare)}
