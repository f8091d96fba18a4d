"""Puts the faults of a batch together for its report: one that many leaflets share is told once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leafletgen.batch.outcome import Outcome
    from leafletgen.errors import Diagnostic


class Shared(NamedTuple):
    """Leaflets about which the same is said."""

    anchor: str
    """The id of what is said, for links."""
    messages: tuple[Diagnostic, ...]
    leaflets: dict[str, list[Outcome]]
    """The outcomes of each leaflet, by its name."""


def together(outcomes: Iterable[Outcome], kind: str) -> list[Shared]:
    """Put leaflets together that have the same messages in all their layouts taken together.

    Args:
        outcomes: those to tell of, in order.
        kind: the beginning of the ids, such as ``failure``.
    """
    leaflets: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        leaflets.setdefault(outcome.leaflet, []).append(outcome)
    shared: dict[tuple[Diagnostic, ...], dict[str, list[Outcome]]] = {}
    for name, layouts in leaflets.items():
        messages = tuple(sorted({message for outcome in layouts for message in outcome.messages}))
        shared.setdefault(messages, {})[name] = layouts
    return [Shared(f"{kind}-{number}", *item) for number, item in enumerate(shared.items(), 1)]
