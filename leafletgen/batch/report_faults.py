"""Puts the faults of a batch together for its report: one that many leaflets share is told once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leafletgen.batch.report_words import count, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leafletgen.batch.outcome import Outcome
    from leafletgen.errors import Diagnostic

#: More names than this are folded away, so that the faults stay in sight.
_FEW = 5


class Shared(NamedTuple):
    """Leaflets about which the same is said."""

    place: str
    """The id of what is said, for links."""
    messages: tuple[Diagnostic, ...]
    leaflets: dict[str, list[Outcome]]
    """The outcomes of each leaflet, by its name."""


def together(outcomes: Iterable[Outcome], place: str) -> list[Shared]:
    """Put leaflets together that have the same messages in all their layouts taken together.

    Args:
        outcomes: those to tell of, in order.
        place: the beginning of the ids, such as ``failure``.
    """
    leaflets: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        leaflets.setdefault(outcome.leaflet, []).append(outcome)
    shared: dict[tuple[Diagnostic, ...], dict[str, list[Outcome]]] = {}
    for name, layouts in leaflets.items():
        messages = tuple(sorted({message for outcome in layouts for message in outcome.messages}))
        shared.setdefault(messages, {})[name] = layouts
    return [Shared(f"{place}-{number}", *item) for number, item in enumerate(shared.items(), 1)]


def section(groups: Sequence[Shared], place: str, heading: str, introduction: str) -> Iterator[str]:
    """Tell what is said about leaflets, under a heading of level 2; nothing when nothing is said."""
    if not groups:
        return
    number = sum(len(group.leaflets) for group in groups)
    yield f'<section aria-labelledby="{place}s">'
    yield f'<h2 id="{place}s">{heading}: {count(number, "leaflet")}</h2>\n<p>{introduction}</p>'
    for group in groups:
        yield from _one(group)
    yield "</section>"


def _one(group: Shared) -> Iterator[str]:
    names = [_named(name, outcomes) for name, outcomes in group.leaflets.items()]
    if len(names) == 1:
        [outcomes] = group.leaflets.values()
        heading = _title(outcomes[0])
        about = [f"<p>{names[0]}</p>"]
    else:
        heading = count(len(names), "leaflet")
        about = ["<ul>", *(f"<li>{name}</li>" for name in names), "</ul>"]
        if len(names) > _FEW:
            about = ["<details>\n<summary>Which they are</summary>", *about, "</details>"]
    yield f'<div class="fault">\n<h3 id="{group.place}" tabindex="-1">{heading}</h3>'
    yield from about
    if group.messages:
        yield "<ul>"
        yield from (_message(message) for message in group.messages)
        yield "</ul>"
    else:
        yield "<p>Nothing is known about the reason.</p>"
    yield "</div>"


def _title(outcome: Outcome) -> str:
    language = f' lang="{shown(outcome.language)}"' if outcome.language and outcome.title else ""
    return f"<bdi{language}>{shown(outcome.title or outcome.leaflet)}</bdi>"


def _named(name: str, outcomes: Iterable[Outcome]) -> str:
    layouts = ", ".join(shown(outcome.layout) for outcome in outcomes if outcome.layout)
    return f"<code>{shown(name)}</code>" + (f" in {layouts}" if layouts else "")


def _message(message: Diagnostic) -> str:
    place = f"<code>{shown(str(message.place))}</code> " if message.place else ""
    hint = f"<br>Hint: {shown(message.hint)}" if message.hint else ""
    severity = f'<strong class="{message.severity}">{message.severity}:</strong>'
    return f"<li>{place}{severity} {shown(message.message)}{hint}</li>"
