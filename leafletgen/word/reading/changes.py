"""Tracked changes (ECMA-376 1, 17.13.5): taken as accepted, and each told with its words."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from leafletgen.word.reading.names import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.doubts import Doubts, Spot


class Change(Enum):
    """What was done to words."""

    INSERTED = "ins"
    DELETED = "del"
    MOVED_HERE = "moveTo"
    MOVED_AWAY = "moveFrom"


BY_TAG: Final = {f"{W}{change.value}": change for change in Change}
GONE: Final = frozenset({Change.DELETED, Change.MOVED_AWAY})


class Changes:
    """The change that is being read, told when the words after it are no part of it.

    Attributes:
        inside: the changes around the words that are being read, the innermost last.
        pending: the change that was read last and is not told yet.
    """

    __slots__ = ("_doubts", "_shown", "_spot", "_words", "inside", "pending")

    def __init__(self, doubts: Doubts) -> None:
        """Begin without any."""
        self._doubts = doubts
        self._words: list[str] = []
        self._shown: list[str] = []
        self._spot: Spot | None = None
        self.inside: list[Change] = []
        self.pending: Change | None = None

    def mark(self, change: Change, words: str, spot: Spot, shown: str = "") -> None:
        """Note words of a change, and how they are shown if otherwise; they go on with a change of the same kind."""
        if change is not self.pending:
            self.settle()
            self.pending = change
            self._spot = spot
        self._words.append(words)
        self._shown.append(shown or words)

    def said(self, words: str, spot: Spot) -> None:
        """Note words that stay: a part of the change around them, or the end of the one before."""
        if self.inside:
            self.mark(self.inside[-1], words, spot)
        elif self.pending is not None and words.strip():
            self.settle()
        elif self.pending is not None:
            self._words.append(words)
            self._shown.append(words)

    def settle(self) -> None:
        """Tell the change that was read last."""
        change, spot = self.pending, self._spot
        words, shown = _joined(self._words), _joined(self._shown)
        self.pending = None
        self._words, self._shown = [], []
        if change is not None and spot is not None:
            self._tell(change, words, shown, spot)

    def _tell(self, change: Change, words: str, shown: str, spot: Spot) -> None:
        if not words:
            self._tell_mark(change, spot)
        elif change is Change.DELETED:
            self._doubts.doubt(
                "word-change-deleted",
                f'a tracked deletion is taken as accepted: "{shown}" is left out',
                "put the words back if they are to stay",
                spot,
                words,
            )
        elif change is Change.MOVED_AWAY:
            self._doubts.doubt(
                "word-change-moved",
                f'"{shown}" was moved away from here by a tracked change, taken as accepted',
                "see that the words stand at their new place, and only there",
                spot,
                words,
            )
        elif change is Change.MOVED_HERE:
            self._doubts.doubt(
                "word-change-moved",
                f'"{shown}" was moved here by a tracked change, taken as accepted',
                "move the words back if they are to stay where they were",
                spot,
            )
        else:
            self._doubts.doubt(
                "word-change-inserted",
                f'a tracked insertion is taken as accepted: "{shown}"',
                "take the words out if they are not agreed",
                spot,
            )

    def _tell_mark(self, change: Change, spot: Spot) -> None:
        if change in GONE:
            message = "the end of a paragraph was deleted by a tracked change: joined with the next paragraph"
        else:
            message = "a tracked change, taken as accepted, begins or ends a paragraph here"
        self._doubts.doubt("word-change-paragraph", message, "see whether the paragraphs are as they should be", spot)


def _joined(words: list[str]) -> str:
    return " ".join("".join(words).split())


def of_mark(properties: Element | None) -> Change | None:
    """Return what was done to a paragraph's mark or to a row, by its w:rPr or w:trPr; None for nothing."""
    if properties is None:
        return None
    found = [BY_TAG[str(one.tag)] for one in properties if one.tag in BY_TAG]
    return next((change for change in found if change in GONE), found[0] if found else None)
