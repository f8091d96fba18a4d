"""Listeners to the words that are being read: ranges of comments, and controls with a name."""

from __future__ import annotations


class Listeners:
    """What listens now; each is a list that words are put into."""

    __slots__ = ("_open",)

    def __init__(self) -> None:
        """Begin without any."""
        self._open: list[list[str]] = []

    def begin(self) -> list[str]:
        """Return a new listener."""
        heard: list[str] = []
        self._open.append(heard)
        return heard

    def end(self, heard: list[str]) -> str:
        """Take a listener away, and return what it heard; it is known by what it is, not by what it heard."""
        self._open = [one for one in self._open if one is not heard]
        return " ".join("".join(heard).split())

    def hear(self, words: str) -> None:
        """Let all listeners hear words."""
        for heard in self._open:
            heard.append(words)
