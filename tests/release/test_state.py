"""How a leaflet's file stands to its releases: one row for each thing that can have happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest

from leafletgen.errors import Place
from leafletgen.release.ledger import LEDGER, Ledger, Line, Release, Withdrawal
from leafletgen.release.state import Standing, State, of_translation, standing
from tests.support.ledger_entries import digest, release, withdrawal

FIRST, SECOND, LOOKS = release("P1", 1, month=9), release("P1", 2), release("P1", 2, month=12)._replace(reissue=True)
SAME_CODE = release("P1", 2, "other words")
NEXT_MONTH = release("P1", 2, "other words", month=12)
NO_VERSION = release("P1", None)


class Row(NamedTuple):
    """What the ledger has, in what the file differs from its last release, and how the file stands then."""

    entries: tuple[Release | Withdrawal, ...]
    file: Mapping[str, Any]
    state: State
    why: str
    mark: str


RELEASED = "released as VERSION2 of 11.2026"
CHANGED = "changed since VERSION2 of 11.2026"
EDITED = "the code was edited by hand: the last release is P1/22/11.2026/VERSION2"
OTHER: dict[str, Any] = {"content": digest("a new sentence")}
OTHER_LOOK = {"appearance": digest("another brand")}
ENDED = withdrawal(SECOND)

TABLE = {
    "no release": Row((), {}, State.NEVER, "never released", "DRAFT"),
    "a release of another leaflet": Row((release("P2"),), {}, State.NEVER, "never released", "DRAFT"),
    "as released": Row((FIRST, SECOND), {}, State.RELEASED, RELEASED, ""),
    "released in another order": Row((SECOND, FIRST), {}, State.RELEASED, RELEASED, ""),
    "an earlier release was withdrawn": Row((FIRST, SECOND, withdrawal(FIRST)), {}, State.RELEASED, RELEASED, ""),
    "another look": Row(
        (FIRST, SECOND), OTHER_LOOK, State.RESTYLED, "the words of VERSION2 of 11.2026 in another look", ""
    ),
    "a new look released": Row((SECOND, LOOKS), {}, State.RELEASED, "released as VERSION2 of 12.2026", ""),
    "other words": Row((FIRST, SECOND), OTHER, State.CHANGED, CHANGED, "DRAFT"),
    "other words, another look": Row((SECOND,), OTHER | OTHER_LOOK, State.CHANGED, CHANGED, "DRAFT"),
    "another job": Row((SECOND,), {"code": "P1/23/11.2026/VERSION2"}, State.CHANGED, CHANGED, "DRAFT"),
    "a later version by hand": Row((SECOND,), {"version": 3}, State.RECODED, EDITED, "DRAFT"),
    "an earlier version by hand": Row((FIRST, SECOND), {"version": 1}, State.RECODED, EDITED, "DRAFT"),
    "no version by hand": Row((SECOND,), {"version": None}, State.RECODED, EDITED, "DRAFT"),
    "a later month by hand": Row((SECOND,), {"issued": "2026-12"}, State.RECODED, EDITED, "DRAFT"),
    "a version by hand, other words": Row((SECOND,), OTHER | {"version": 3}, State.RECODED, EDITED, "DRAFT"),
    "the ledger lost its last line": Row(
        (FIRST,), {"version": 2, "issued": "2026-11"}, State.RECODED,
        "the code was edited by hand: the last release is P1/22/09.2026/VERSION1", "DRAFT",
    ),
    "a code without a month": Row((SECOND,), {"issued": None}, State.RELEASED, RELEASED, ""),
    "a code without a version": Row((NO_VERSION,), {}, State.RELEASED, "released as 11.2026", ""),
    "a version where there was none": Row(
        (NO_VERSION,), {"version": 1}, State.RECODED,
        "the code was edited by hand: the last release is P1/11.2026", "DRAFT",
    ),
    "two contents under one code": Row(
        (FIRST, SECOND, SAME_CODE), {}, State.DIVIDED,
        "P1/22/11.2026/VERSION2 was released twice, with different content", "DRAFT",
    ),
    "two contents as one version": Row(
        (FIRST, SECOND, NEXT_MONTH), {}, State.DIVIDED,
        "P1/22/11.2026/VERSION2 and P1/22/12.2026/VERSION2 were released as one version, with different content",
        "DRAFT",
    ),
    "two contents under one code, and a release since": Row(
        (SECOND, SAME_CODE, release("P1", 3)), {}, State.RELEASED, "released as VERSION3 of 11.2026", ""
    ),
    "divided, whatever the file says": Row(
        (SECOND, SAME_CODE), OTHER | {"version": 9}, State.DIVIDED,
        "P1/22/11.2026/VERSION2 was released twice, with different content", "DRAFT",
    ),
    "withdrawn": Row((FIRST, SECOND, ENDED), {}, State.WITHDRAWN, "withdrawn on 2026-12-01", "WITHDRAWN"),
    "withdrawn, another look": Row(
        (SECOND, ENDED), OTHER_LOOK, State.WITHDRAWN, "withdrawn on 2026-12-01", "WITHDRAWN"
    ),
    "withdrawn, and rewritten since": Row(
        (SECOND, ENDED), OTHER, State.CHANGED, f"{CHANGED}, which was withdrawn on 2026-12-01", "DRAFT"
    ),
    "withdrawn, and released anew": Row(
        (SECOND, ENDED, release("P1", 3)), {}, State.RELEASED, "released as VERSION3 of 11.2026", ""
    ),
}  # fmt: skip


def ledger_of(*entries: Release | Withdrawal) -> Ledger:
    """Return a ledger with these entries, without a file."""
    return Ledger([Line(entry, (), str(at), Place(LEDGER, at, 1)) for at, entry in enumerate(entries, 1)])


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE.keys())
def test_the_state_of_a_leaflet(row: Row) -> None:
    ledger = ledger_of(*row.entries)
    last = ledger.latest("P1")
    as_released = last or FIRST
    file = {name: getattr(as_released, name) for name in ("code", "version", "issued", "content", "appearance")}
    found = standing(ledger, "P1", **{**file, **row.file})
    assert (found.state, found.why, found.mark) == (row.state, row.why, row.mark)
    assert found.release == last
    assert found.state.is_draft == (row.mark != "")
    ended = last is not None and any(isinstance(entry, Withdrawal) and entry.code == last.code for entry in row.entries)
    assert (found.withdrawal is not None) == ended


class TranslatedRow(NamedTuple):
    """How a leaflet would stand that is no translation, what is stale or unchecked of it, and how it stands."""

    row: str
    stale: tuple[str, ...]
    unchecked: tuple[str, ...]
    state: State
    why: str


STALE = "stale: what leaflets/P1.pl.yaml translates changed since"
UNCHECKED = "unchecked: no native speaker is named in leaflets/P1.pl.yaml"
PL = ("leaflets/P1.pl.yaml",)
TRANSLATED = {
    "never released": TranslatedRow("no release", (), (), State.NEVER, "never released"),
    "never released, unchecked": TranslatedRow("no release", (), PL, State.UNCHECKED, UNCHECKED),
    "never released, stale": TranslatedRow("no release", PL, (), State.STALE, STALE),
    "never released, both": TranslatedRow("no release", PL, PL, State.STALE, STALE),
    "released": TranslatedRow("as released", (), (), State.RELEASED, RELEASED),
    "released, and stale since": TranslatedRow("as released", PL, (), State.STALE, STALE),
    "restyled, and stale since": TranslatedRow("another look", PL, (), State.STALE, STALE),
    "changed, and unchecked": TranslatedRow("other words", (), PL, State.UNCHECKED, UNCHECKED),
    "two that are stale": TranslatedRow(
        "as released", (*PL, "leaflets/shared/crisis.pl.yaml"), (), State.STALE,
        "stale: what leaflets/P1.pl.yaml and 1 more translates changed since",
    ),
    "withdrawn, and stale": TranslatedRow("withdrawn", PL, PL, State.WITHDRAWN, "withdrawn on 2026-12-01"),
    "recoded, and stale": TranslatedRow("a later version by hand", PL, (), State.RECODED, EDITED),
}  # fmt: skip


@pytest.mark.parametrize("row", TRANSLATED.values(), ids=TRANSLATED.keys())
def test_the_state_of_a_translation(row: TranslatedRow) -> None:
    of = TABLE[row.row]
    stands = Standing(of.state, None, None, of.why)
    found = of_translation(stands, row.stale, row.unchecked)
    assert (found.state, found.why) == (row.state, row.why)
    assert found.mark == ("WITHDRAWN" if found.state is State.WITHDRAWN else "DRAFT" if found.state.is_draft else "")


def test_every_state_has_a_row() -> None:
    states = {row.state for row in TABLE.values()} | {row.state for row in TRANSLATED.values()}
    assert states == set(State)


def test_states_are_words_for_people() -> None:
    assert [state.value for state in State] == [
        "released", "restyled", "changed", "recoded", "divided", "withdrawn", "never released", "stale", "unchecked",
    ]  # fmt: skip
