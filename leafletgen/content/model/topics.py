"""The signs of danger by topic: which signs a list of a topic must have, and the ways in which each of them is said."""

from __future__ import annotations

from leafletgen.errors import Report
from leafletgen.source.kinds import Identifier, Integer, Text
from leafletgen.source.records import ListOf, MapOf, Record, RecordOf, field
from leafletgen.source.yaml import Value


class SignEntry(Record):
    """One sign that a reader may have."""

    says: str = field(Text(), "The sign in plain words, as a message names it.")
    part: str = field(Text(), "What it is a sign of; a list is about the topic when it has signs of several parts.")
    ways: list[str] = field(
        ListOf(Text(example="both legs + numb* | tingl*"), at_least=1),
        "The ways to say it: what is between + must all stand in one entry, | parts alternatives, a star ends a word.",
    )

    def check(self, value: Value, report: Report) -> None:
        """No way has an empty part, which would be said everywhere."""
        for way, entry in zip(self.ways, value.data["ways"].data, strict=False):
            if not all(one.strip(" *") for part in way.split("+") for one in part.split("|")):
                report.error(
                    "way-with-empty-part",
                    f'"{way}" has an empty part',
                    "write a word on both sides of each + and each |",
                    entry.place,
                )


class TopicEntry(Record):
    """A topic with its signs."""

    title: str = field(Text(), "What a message calls it.")
    names: list[str] = field(ListOf(Text(), at_least=1), "Names by which a title, a lead-in or a heading speaks of it.")
    about: list[str] = field(
        ListOf(Text()), "Words of files in which a list without its name may be about it; none where a name is needed.",
        factory=list,
    )  # fmt: skip
    parts: int = field(Integer(1, 9), "Of how many parts a list must have signs to be about the topic.")
    touched: list[str] = field(
        ListOf(Text()), "Ways to speak of the topic without a sign of it; a list that has one is about the topic.",
        factory=list,
    )  # fmt: skip
    include: str | None = field(Identifier("red-flags-back"), "The shared block that has all signs.", default=None)
    source: str = field(Text(lines=True), "The guidance that has these signs.")
    signs: list[SignEntry] = field(ListOf(RecordOf(SignEntry), at_least=1), "The signs that each list must have.")


class TopicFile(Record):
    """The topics."""

    topics: dict[str, TopicEntry] = field(MapOf(RecordOf(TopicEntry)), "The topics, by their ids.")
