"""Exercises that a user likes and used lately; ids alone, so that nothing of a patient has a place among them."""

from __future__ import annotations

from leafletgen.source.kinds import Identifier, Name
from leafletgen.source.records import ListOf, Record, field


class UserLists(Record):
    """What stands in the file of a user's lists."""

    favourites: list[Name] = field(ListOf(Identifier("bridge")), "Exercises that are liked, by id.", factory=list)
    used: list[Name] = field(
        ListOf(Identifier("bridge")), "Exercises used lately, by id, the last first.", factory=list
    )
