"""What there is to translate: each entry of a catalogue, in English, with the places that must stand in it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from leafletgen.languages.page_phrases import PAGE_WORDS
from leafletgen.languages.sheet_phrases import SHEET_WORDS


class Entry(NamedTuple):
    """One entry: its key, and in English the phrase, or the phrase beside 1 and beside other numbers."""

    key: str
    english: str
    plural: str | None = None

    @property
    def base(self) -> str:
        """The key without the name of a grammatical form."""
        return self.key.partition(":")[0]

    def form(self, name: str) -> Entry:
        """The same in a grammatical form that a language has of its own."""
        return self._replace(key=f"{self.base}:{name}")


@cache
def entries() -> dict[str, Entry]:
    """Return all entries by key, in the order in which a translator meets them."""
    english = {**PAGE_WORDS, **SHEET_WORDS}
    made: dict[str, Entry] = {}
    for key, text in english.items():
        base, _, form = key.rpartition(".")
        if form == "other":
            made[base] = Entry(base, english[f"{base}.one"], text)
        elif form != "one" or f"{base}.other" not in english:
            made[key] = Entry(key, text)
    return made


#: Which amounts can stand where a sentence has a place: a language bends each of them where its sentences ask for it.
_TIME = ("seconds", "minutes")
_AMOUNTS = {
    "do": ("reps", "range"),
    "time": _TIME,
    "hold_once": _TIME,
    "start": ("reps", *_TIME),
}


def amounts_in(key: str, place: str) -> tuple[str, ...]:
    """Return the keys of the amounts that stand in a place of a sentence; none for a place of words."""
    first = key.partition(".")[0]
    if place == "rounds":
        return ("holds",) if first == "hold_once" else ("rounds",)
    if place == "amount" or (place in ("start", "to") and first == "start"):
        return _AMOUNTS.get(first, ())
    if place == "time" or (first == "tempo" and place in ("move", "hold", "back")):
        return _TIME
    return ()
