"""A file of rules: what `leafletgen check` finds, how bad it is, and by which numbers and words."""

from __future__ import annotations

from typing import Final

from leafletgen.errors import Report
from leafletgen.source.kinds import Choice, Flag, Number, Text
from leafletgen.source.records import Definitions, JsonSchema, Kind, ListOf, MapOf, Record, RecordOf, field
from leafletgen.source.yaml import Value

OFF: Final = "off"
"""The severity of a rule that is not looked for."""
SEVERITIES: Final = ("error", "warning", "advice", OFF)
LOOKED_AT: Final = ("leaflet", "shared", "exercise", "programme", "brand")


class OneOrMore(Kind[list[str]]):
    """A text, or a list of texts."""

    wants = "text, or a list of texts"

    def read(self, value: Value, report: Report) -> list[str] | None:
        """Return the texts."""
        if value.kind == "list":
            return ListOf(Text()).read(value, report)
        text = Text().read(value, report)
        return None if text is None else [text]

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return both forms."""
        return {"anyOf": [Text().schema(definitions), {"type": "array", "items": Text().schema(definitions)}]}


class Phrases(Kind[dict[str, str]]):
    """A map from words to words; what is said for them may be empty."""

    wants = "a map from words to words"

    def read(self, value: Value, report: Report) -> dict[str, str] | None:
        """Return the words by those that they stand for."""
        if value.kind != "map":
            self.wrong(value, report)
            return None
        read = {words: Text(empty=True).read(entry, report) for words, entry in value.data.items()}
        return {words: said for words, said in read.items() if said is not None}

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return an object with free names."""
        return {"type": "object", "additionalProperties": Text(empty=True).schema(definitions)}


class WordEntry(Record):
    """Words to say otherwise."""

    words: list[str] = field(OneOrMore(), "What is found, such as bowel movement.", key="not")
    say: list[str] = field(
        OneOrMore(),
        "What to say; more than one where an editor must choose, none where the note is all there is.",
        factory=list,
    )
    forms: dict[str, str] = field(
        Phrases(), "Other forms, each with what to say for it; nothing where an editor must choose.", factory=dict
    )
    exceptions: list[str] = field(
        ListOf(Text()), "Phrases in which it is right; * stands for any one word.", factory=list, key="except"
    )
    near: list[str] = field(ListOf(Text()), "Words of which one must stand in the same text.", factory=list)
    fix: bool = field(Flag(), "Whether what to say can stand there without anybody's judgement.", default=True)
    explained: bool = field(Flag(), "Whether it is right where it is explained on the spot.", default=False)
    note: str = field(Text(lines=True), "What else an editor should know.", default="")
    removed: bool = field(
        Flag(), "True to take an entry away that leafletgen's own list has, by its first words.", default=False
    )


class RuleEntry(Record):
    """One rule. A workspace writes of a rule of leafletgen only what it changes."""

    severity: str | None = field(
        Choice(*SEVERITIES),
        "How bad it is: an error endangers a reader, advice is a matter of taste; off takes the rule away.",
        default=None,
    )
    title: str | None = field(Text(), "What it finds, in a few words.", default=None)
    why: str | None = field(Text(lines=True), "What a reader loses by it.", default=None)
    source: str | None = field(Text(lines=True), "The guidance page or clause that says so.", default=None)
    languages: list[str] | None = field(
        ListOf(Text(example="en")),
        "The languages it holds in, by their first part; without any it holds in all.",
        default=None,
    )
    kinds: list[str] | None = field(
        ListOf(Choice(*LOOKED_AT), at_least=1), "The kinds of files that it looks at: leaflet and shared.", default=None
    )
    good: list[str] | None = field(ListOf(Text(lines=True)), "Words that are right.", default=None)
    bad: list[str] | None = field(ListOf(Text(lines=True)), "Words that it finds.", default=None)
    limits: dict[str, float] = field(
        MapOf(Number(0, 1_000_000)), "Its numbers, by name; the others stay.", factory=dict
    )
    words: dict[str, list[str]] = field(
        MapOf(ListOf(Text())), "Its lists of words, by name; the others stay.", factory=dict
    )
    entries: list[WordEntry] = field(
        ListOf(RecordOf(WordEntry)),
        "Words that have something to say in their place; those of the same first words are replaced, others stay.",
        factory=list,
    )


class RuleFile(Record):
    """The rules of one group."""

    rules: dict[str, RuleEntry] = field(MapOf(RecordOf(RuleEntry)), "The rules, by their ids.")
