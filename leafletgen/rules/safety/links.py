"""Whether links lead to pages; only when somebody asks for it, since servers of others are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import Rule
from leafletgen.rules.safety.addresses import UrlIn, normalised
from leafletgen.rules.safety.web import NO_SUCH_SERVER, Answer, Asker

BROKEN: Final = "link-broken"
MOVED: Final = "link-moved"
NOT_TESTED: Final = "link-not-tested"
RULES: Final = (BROKEN, MOVED, NOT_TESTED)
_GONE: Final = frozenset((404, 410))
_REFUSED: Final = frozenset((401, 403, 429, 451, 999))
_RESERVED: Final = ("example", "test", "invalid", "localhost", "example.com", "example.net", "example.org")
"""Names for examples, behind which nobody is (RFC 2606)."""


def findings_of_links(
    urls: Iterable[UrlIn], rules: Mapping[str, Rule], asker: Asker | None = None, agent: str = "leafletgen"
) -> Iterator[Finding]:
    """Yield what is wrong with addresses, each told wherever it stands; every one is asked for once.

    Args:
        urls: the addresses with their places.
        rules: the rules by their ids; of those of links, the ones that are told.
        asker: asks the servers; one with the limits of the rule ``link-not-tested`` where none is given.
        agent: who asks, for those who look after the servers.
    """
    if not any(name in rules for name in RULES):
        return
    places: dict[str, list[UrlIn]] = {}
    for url in urls:
        if not _is_reserved(url.text):
            places.setdefault(url.text, []).append(url)
    answers = (asker or _asker(rules.get(NOT_TESTED), agent)).answers(places)
    # Where no name at all is found, this machine is not connected.
    connected = any(answer.fault != NO_SUCH_SERVER for answer in answers.values())
    for text, answer in answers.items():
        told = _told(text, answer, connected)
        rule = rules.get(told[0]) if told is not None else None
        if told is None or rule is None:
            continue
        for url in places[text]:
            yield rule.finding(told[1], url.place, told[2])


def _asker(rule: Rule | None, agent: str) -> Asker:
    limits = rule.limits if rule is not None else {}
    return Asker(
        seconds=limits.get("seconds", 10), pause=limits.get("pause", 1), minutes=limits.get("minutes", 10), agent=agent
    )


def _is_reserved(url: str) -> bool:
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return True  # whoever reads the file tells that it is no address
    return any(host == name or host.endswith(f".{name}") for name in _RESERVED)


def _told(url: str, answer: Answer, connected: bool) -> tuple[str, str, str] | None:
    """Return the rule, the message and the hint; None where the page is there."""
    status = answer.status
    if status in _GONE:
        return (
            BROKEN,
            f'"{url}" leads to no page (the server answers {status})',
            "find where the page is now, or take it out",
        )
    if answer.fault == NO_SUCH_SERVER and connected:
        return BROKEN, f'"{url}" leads nowhere: {NO_SUCH_SERVER}', "look for a slip of the pen, or take it out"
    if status is None:
        return NOT_TESTED, f'"{url}" could not be tested: {answer.fault}', "open it in a browser, and look"
    if status in _REFUSED:
        return (
            NOT_TESTED,
            f'"{url}" could not be tested: its server lets no program look ({status})',
            "open it in a browser, and look",
        )
    if status >= 400:
        return (
            NOT_TESTED,
            f'"{url}" could not be tested: its server answers {status}',
            "try again later, or open it in a browser",
        )
    if answer.moved is not None and _differs(url, answer.moved):
        return (
            MOVED,
            f'"{url}" has moved for good, to "{answer.moved}"',
            "write the new address, if it is the page that you meant",
        )
    return None


def _differs(url: str, moved: str) -> bool:
    """Whether a page has moved so that a reader should know: another scheme, or more than a slash at its end."""
    url = url.partition("#")[0]
    return (
        urlsplit(url).scheme != urlsplit(moved).scheme
        or normalised(url) != normalised(moved)
        or ("//www." in url) != ("//www." in moved)
    )
