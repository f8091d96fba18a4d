"""What importing makes of a story: a leaflet's YAML as data that knows where in Word each part came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from leafletgen.word.doubts import Doubt, Spot

Value: TypeAlias = "str | int | bool | Sequence[Value] | Mapping[str, Value] | Made"
"""A value of YAML. A string of prose holds leafletgen's markup, what is no mark escaped already."""


class Made:
    """A block, an entry of a list, a row, or a value of the head, with its place in the Word file.

    Attributes:
        value: what is written: prose, or keys and values in the order in which they are to stand.
        spot: where it came from; None for what no paragraph says.
        more_spots: further paragraphs that it holds, such as the second line of a title.
        notes: what a comment ``# IMPORT: …`` says at it, a line each.
        doubts: doubts that are about it, which learn its line when the YAML is written.
        line: the line on which it begins, from 1; known when the YAML is written.
    """

    __slots__ = ("doubts", "line", "more_spots", "notes", "spot", "value")

    def __init__(self, value: Value, spot: Spot | None = None) -> None:
        """Keep the value and its place."""
        self.value = value
        self.spot = spot
        self.more_spots: list[Spot] = []
        self.notes: list[str] = []
        self.doubts: list[Doubt] = []
        self.line = 0


class PictureFile:
    """A picture to be written beside the leaflet: its name from the leaflet's folder on, and its bytes."""

    __slots__ = ("data", "name")

    def __init__(self, name: str, data: bytes) -> None:
        """Keep both."""
        self.name = name
        self.data = data


class Leaflet:
    """A leaflet to be written.

    Attributes:
        head: the keys before the body, in order; a value of `Made` without a value is written as a comment alone.
        body: the blocks; a `Made` whose value is "" stands for nothing but its notes.
        pictures: the files beside it, those that cannot be used included.
        printed: words of the Word file that a layout prints by itself, such as how urgent a card is.
        anew: the leaflet of the workspace that it is, as it came back from reviewers; "" for any other.
        headings: places of headings that the body names in another way, such as those of a shared block.
    """

    __slots__ = ("anew", "body", "head", "headings", "pictures", "printed")

    def __init__(self) -> None:
        """Begin an empty one."""
        self.head: dict[str, Made] = {}
        self.body: list[Made] = []
        self.pictures: list[PictureFile] = []
        self.printed: list[str] = []
        self.anew = ""
        self.headings: list[Spot] = []
