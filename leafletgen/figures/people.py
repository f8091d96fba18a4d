"""The people of the figures: builds, tones, hair and clothes as data."""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

from leafletgen.errors import Report, did_you_mean
from leafletgen.source.kinds import Name

INK = "#1B2A33"
PAPER = "#FFFFFF"
ARROW = "#C0143C"


class Person(NamedTuple):
    """How one person looks.

    `build` widens, `belly` and `bust` round the front of the trunk; `head` and `height` are in parts of an adult's.
    """

    skin: str
    hair: str
    shirt: str
    shorts: str
    shoe: str
    style: str
    build: float = 1.0
    belly: float = 0.0
    bust: float = 0.0
    stick: bool = False
    head: float = 1.0
    height: float = 1.0


PEOPLE: dict[str, Person] = {
    "ben": Person("#F3CDB0", "#5A3A26", "#3F97C6", "#34466A", "#4A5860", "short"),
    "amara": Person("#96613F", "#22191A", "#F4C25C", "#35356B", "#5A5F66", "bun", 0.96, 0, 3),
    "joan": Person("#F7D9C4", "#C3C7CB", "#7FB7A2", "#465468", "#6A4C57", "curly", 1.14, 6, 4),
    "dev": Person("#C48A5E", "#1F1B1C", "#A9CFE6", "#2F6658", "#3C4650", "beard", 1.1, 5),
    "lin": Person("#EEC49C", "#2A2426", "#DB7486", "#4B5A6B", "#56616A", "pony", 0.95, 0, 2),
    "walter": Person("#EBC3A6", "#D3D6D8", "#B9A6CF", "#5B5048", "#4A4038", "bald", 1.06, 7, 0, True),
    "leo": Person("#F3CDB0", "#8A5A2E", "#74B46A", "#3B4F7D", "#4F5A66", "short", 0.86, head=1.26, height=0.8),
    "maya": Person("#A8714A", "#2B1D19", "#EE8E62", "#3F5C8A", "#565B62", "bunches", 0.84, head=1.26, height=0.8),
}
"""Everybody by name; Walter leans on a stick where he stands with a hand free.

Leo and Maya are about ten years old. A head is about a fifth of the height at two years, between a sixth and a seventh
at ten and less than a seventh in an adult. The heads of all figures are larger than life, and the children's by as much
more.
"""

_DEFAULTS = ("ben", "amara", "joan", "dev", "lin")


def person_for(exercise: str) -> str:
    """Return the name of the person who shows an exercise unless another is asked for; always the same one."""
    return _DEFAULTS[crc32(exercise.encode()) % len(_DEFAULTS)]


def check_person(person: str | None, report: Report) -> None:
    """Report a name in a file that is nobody's."""
    if person is not None and person not in PEOPLE:
        private = isinstance(person, Name) and person.private
        message = "this is nobody who can be drawn" if private else f'nobody is called "{person}"'
        report.error("person-unknown", message, did_you_mean(person, PEOPLE), Name.place_of(person))


def darker(colour: str, share: float = 0.78) -> str:
    """Return a tone for what is on the far side."""
    return "#" + "".join(f"{int(int(colour[at : at + 2], 16) * share):02X}" for at in (1, 3, 5))


def dressed(person: Person, shirt: str | None) -> Person:
    """Return the person in the brand's shirt."""
    return person if shirt is None else person._replace(shirt=shirt)
