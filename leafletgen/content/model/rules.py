"""A file of rules: what `leafletgen check` finds, how bad it is, and by which numbers and words."""

from __future__ import annotations

from leafletgen.source.kinds import Choice, Number, Text
from leafletgen.source.records import ListOf, MapOf, Record, RecordOf, field


class RuleEntry(Record):
    """One rule."""

    severity: str = field(
        Choice("error", "warning", "advice", "off"),
        "How bad it is: an error endangers a reader, advice is a matter of taste; off takes the rule away.",
    )
    title: str = field(Text(), "What it finds, in a few words.")
    why: str = field(Text(lines=True), "What a reader loses by it.")
    source: str = field(Text(lines=True), "The guidance page or clause that says so.")
    languages: list[str] = field(
        ListOf(Text(example="en")), "The languages it holds in, by their first part; without any it holds in all.",
        factory=list,
    )  # fmt: skip
    kinds: list[str] = field(
        ListOf(Choice("leaflet", "shared", "exercise", "programme", "brand")), "The kinds of files that it looks at.",
        factory=lambda: ["leaflet", "shared"],
    )  # fmt: skip
    good: list[str] = field(ListOf(Text(lines=True)), "Words that are right.", factory=list)
    bad: list[str] = field(ListOf(Text(lines=True)), "Words that it finds.", factory=list)
    limits: dict[str, float] = field(MapOf(Number(0, 1_000_000)), "Its numbers, by name.", factory=dict)
    words: dict[str, list[str]] = field(MapOf(ListOf(Text())), "Its lists of words, by name.", factory=dict)


class RuleFile(Record):
    """The rules of one group."""

    rules: dict[str, RuleEntry] = field(MapOf(RecordOf(RuleEntry)), "The rules, by their ids.")
