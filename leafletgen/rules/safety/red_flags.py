"""Signs of danger: a list of a topic has every sign of it, and is written once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from leafletgen.errors import Severity
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage
from leafletgen.rules.rule import Comparison, FileCheck, Rule
from leafletgen.rules.safety.lists import SHARED, Listed, lists_of, place_in, present, said_in, span_of
from leafletgen.rules.safety.topics import Topic, topics_of
from leafletgen.rules.safety.wording import any_of, plain, ready

_SHORTEST = 60
"""Characters of a paragraph that may list signs."""
_MOST_NAMED = 5
"""So many missing signs are named one by one."""


class _Found(NamedTuple):
    topic: Topic
    listed: Listed
    signs: frozenset[str]


def check_complete(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find a topic whose lists lack one of its signs; what another list of the file says is not missing."""
    by_topic: dict[str, list[_Found]] = {}
    for found in _lists_of_topics(file, rule):
        by_topic.setdefault(found.topic.id, []).append(found)
    urgent = present(ready(rule.words.get("urgent", ())), file)
    certain = present(ready(rule.words.get("certain", ())), file)
    lists = _urgent_lists(file, urgent) if by_topic else ()
    texts = [text for listed, _ in lists if listed.is_list for text in listed.texts]
    for parts in by_topic.values():
        topic = parts[0].topic
        if topic.include is not None and _includes(file, topic.include):
            continue  # a reader of this list has the whole one as well
        said = topic.found_in(texts).union(*[part.signs for part in parts])
        missing = [sign.says for sign in topic.signs if sign.says not in said]
        if not missing:
            continue
        named = "; ".join(missing[:_MOST_NAMED])
        more = len(missing) - _MOST_NAMED
        first = max(parts, key=lambda part: len(part.signs))
        told = rule.finding(
            f"this list of the signs of {topic.title} lacks {len(missing)} of {len(topic.signs)}: {named}"
            + (f"; and {more} more" if more > 0 else ""),
            first.listed.about.place(),
            _hint(file, topic),
        )
        if told.severity is Severity.ERROR and not any(_is_certain(part.listed, certain) for part in parts):
            told = told._replace(severity=Severity.WARNING)
        yield told


def _is_certain(listed: Listed, certain: tuple[str, ...]) -> bool:
    """Whether it tells to get help at once, so that it is a list of danger signs and of nothing else."""
    around = [one for one in (listed.lead, listed.heading, *listed.entries) if one is not None]
    return listed.is_urgent or any_of(certain, "".join(plain(one.text) for one in around))


def _includes(file: CheckedFile, name: str) -> bool:
    """Whether a file includes a shared block."""
    body = file.root.data.get("body")
    blocks = body.data if body is not None and body.kind == "list" else ()
    named = [block.data.get("include") for block in blocks if block.kind == "map"]
    return any(one is not None and one.kind == "scalar" and one.data == name for one in named)


def _hint(file: CheckedFile, topic: Topic) -> str:
    if topic.include is not None and _has_shared(file, topic.include):
        return f'write "- include: {topic.include}" in its place, which has every sign; or add what is missing'
    return "add what is missing, in words that readers use"


def _has_shared(file: CheckedFile, name: str) -> bool:
    if file.workspace is None or file.path.stem == name:
        return False
    return (file.workspace.root / "leaflets" / "shared" / f"{name}.yaml").is_file()


def _lists_of_topics(file: CheckedFile, rule: Rule) -> tuple[_Found, ...]:
    return _found_in(file, rule.words.get("urgent", ()))


@lru_cache(maxsize=2)  # two rules look at a file, one after the other
def _found_in(file: CheckedFile, urgent: tuple[str, ...]) -> tuple[_Found, ...]:
    return tuple(_each_list(file, urgent))


def _each_list(file: CheckedFile, urgent: tuple[str, ...]) -> Iterator[_Found]:
    whole = said_in(file)
    urgent = present(ready(urgent), file)
    if not urgent and "card" not in file.text:
        return
    every = topics_of(file.workspace.root if file.workspace is not None else None)
    topics = [topic for topic in every if topic.is_named_in(whole) or any_of(topic.about, whole)]
    if not topics:
        return
    subject = plain(" ".join(passage.text for passage in file.passages if _tells_subject(passage)))
    for listed, before in _urgent_lists(file, urgent):
        texts = listed.texts if listed.is_list else _sentences(listed.entries[0])
        inside = "".join(map(plain, texts))
        for topic in topics:
            is_named = topic.is_named_in(before) or (not listed.is_list and topic.is_named_in(inside))
            # What a whole file is about says nothing of one of its paragraphs.
            if not is_named and not any_of(topic.about, subject + before if listed.is_list else before + inside):
                continue
            signs = topic.found_in(texts)
            if not (listed.is_list and topic.is_touched_in(texts)):
                if len(signs) < 2 or topic.parts_of(signs) < topic.parts:
                    continue
                if not is_named and not listed.is_list and len(signs) < 3:
                    continue
            yield _Found(topic, listed, signs)


def _urgent_lists(file: CheckedFile, urgent: tuple[str, ...]) -> Iterator[tuple[Listed, str]]:
    """The lists and paragraphs that tell to get help, with what stands before them as `plain` has it."""
    told: dict[str, bool] = {}  # many paragraphs stand under one heading
    for listed in lists_of(file):
        if not listed.is_list and len(listed.entries[0].text) < _SHORTEST:
            continue
        before = "".join(plain(one.text) for one in (listed.lead, listed.heading) if one is not None)
        if before not in told:
            told[before] = any_of(urgent, before)
        if listed.is_urgent or told[before] or any_of(urgent, "".join(map(plain, listed.texts))):
            yield listed, before


def _sentences(passage: Passage) -> list[str]:
    return [passage.text[sentence.start : sentence.end] for sentence in passage.sentences]


def _tells_subject(passage: Passage) -> bool:
    return passage.role in ("title", "line under the title", "heading", "word to find it by", "name of a programme")


def _gather(file: CheckedFile, rule: Rule) -> Any:
    if file.is_translation:
        return None
    known = [
        [
            found.topic.id,
            found.topic.title,
            found.topic.include or "",
            _signature(found),
            span_of(found.listed.about.place()),
        ]
        for found in _lists_of_topics(file, rule)
    ]
    return {"shared": file.kind == "shared", "lists": known} if known else None


def _signature(found: _Found) -> list[str]:
    return sorted(plain(text).strip() for text in found.listed.texts)


def _compare(gathered: Mapping[str, Any], rule: Rule) -> Iterator[Finding]:
    """Each list that differs from the first of its topic, those of shared blocks being the first."""
    firsts: dict[str, tuple[str, list[Any], bool]] = {}
    order = sorted(gathered, key=lambda shown: (not gathered[shown]["shared"], shown))
    for shown in order:
        for listed in gathered[shown]["lists"]:
            topic, include = listed[0], listed[2]
            # The shared block that the topic names is the one that all others are compared with.
            if topic not in firsts or (_is_block(shown, include) and firsts[topic][0] != shown):
                firsts[topic] = shown, listed, gathered[shown]["shared"]
    for shown in order:
        for topic, title, _, entries, span in gathered[shown]["lists"]:
            first, other, is_shared = firsts[topic]
            # Two shared blocks may be a long and a short form of the same signs, of which each is complete.
            if first == shown or (gathered[shown]["shared"] and is_shared):
                continue
            if any(entries == one[3] for one in gathered[first]["lists"] if one[0] == topic):
                continue
            at = place_in(first, other[4])
            hint = "write the signs once in leaflets/shared, and include them in both"
            if is_shared:
                block = first.rpartition("/")[2].removesuffix(".yaml")
                hint = f'write "- include: {block}" in the place of this list'
            yield rule.finding(
                f"the signs of {title} are worded differently here and in {first}, line {at.line}",
                place_in(shown, span),
                hint,
                also=(at,),
            )


def _is_block(shown: str, include: str) -> bool:
    return bool(include) and shown == f"{SHARED}{include}.yaml"


CHECKS: dict[str, FileCheck] = {"red-flags-incomplete": check_complete}
COMPARISONS: dict[str, Comparison] = {"red-flags-differ": Comparison(_gather, _compare)}
