"""Texts that came back are put beside those of the source: each has one translation, made from these very words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from leafletgen.errors import Place, Report, Setting
from leafletgen.source.inline import parse_prose
from leafletgen.translation.checks import Finding, check
from leafletgen.translation.memory import Known
from leafletgen.translation.packet import Answer, AnsweredPart
from leafletgen.translation.remarking import filled_in, plain, remarked
from leafletgen.translation.segments import Segment
from leafletgen.translation.subject import Subject

_NOWHERE: Final = Place("", 0, 0)
#: What somebody may look at and find right all the same: a week is 7 days.
_MAY_BE_RIGHT: Final = frozenset(("translated-number-differs", "translated-unit-differs"))


class Settled(NamedTuple):
    """The translation of each text of a source, by key."""

    words: dict[str, str]


def settle(
    subject: Subject, part: AnsweredPart, known: Mapping[str, Known], report: Report, accepted: Collection[str]
) -> Settled | None:
    """Return the translation of each text, or None after reporting all that is wrong.

    Args:
        subject: the source.
        part: what came back.
        known: what a translation that is there already says.
        report: receives what is wrong, and what somebody should look at.
        accepted: keys of texts whose numbers are right.
    """
    own = Report(report.wording)
    words: dict[str, str] = {}
    for segment, answer in _paired(subject, part, own):
        said = remarked(segment, answer.words.strip(" \t\n"), raw=answer.raw)
        words[segment.key] = said
        for finding in check(segment, said, subject.language, part.language):
            _tell(finding, segment, answer, own, accepted)
        there = known.get(segment.key)
        if there is not None and not there.current and there.words == said:
            own.warning(
                "translated-unchanged",
                _at(answer, "the source changed since this was translated, and the translation is as it was"),
                "see that it still says what the source does",
                answer.place,
            )
    for segment in subject.words:
        if segment.key in words:
            continue
        there = known.get(segment.key)
        if there is not None and there.current:
            words[segment.key] = there.words
            continue
        own.error(
            "translated-row-missing",
            f'{part.spot or part.name}: the text {segment.key} is missing: "{_shortened(segment.text)}"',
            "bring the row back, with its translation",
            segment.place,
        )
    report.add(own.diagnostics)
    return None if own.has_errors else Settled({one.key: words[one.key] for one in subject.words})


def _tell(finding: Finding, segment: Segment, answer: Answer, report: Report, accepted: Collection[str]) -> None:
    code, message, hint = finding.mistake
    told = _at(answer, message)
    if not finding.wrong or (code in _MAY_BE_RIGHT and segment.key in accepted):
        report.warning(code, told, hint, answer.place)
        return
    if code in _MAY_BE_RIGHT:
        called = report.called(Setting.ACCEPT, segment.key)
        hint += f"; or {called}, when somebody has looked at it and it is right"
    report.error(code, told, hint, answer.place)


def _at(answer: Answer, message: str) -> str:
    return f"{answer.spot}: {message}" if answer.spot else message


def _paired(subject: Subject, part: AnsweredPart, report: Report) -> list[tuple[Segment, Answer]]:
    """Pair texts and answers by key where both have the same source, else by what the source says."""
    by_key = {one.key: one for one in subject.words}
    paired: dict[str, Answer] = {}
    waiting: list[Answer] = []
    for answer in part.answers:
        segment = by_key.get(answer.key)
        if answer.key in paired:
            report.error(
                "translated-row-twice",
                _at(answer, "this text is there twice"),
                "keep the row that is right",
                answer.place,
            )
        elif segment is not None and _same(segment, answer):
            paired[answer.key] = answer
        else:
            waiting.append(answer)
    for answer in waiting:
        free = [one for one in subject.words if one.key not in paired and _same(one, answer)]
        if free:
            paired[free[0].key] = answer  # its block has moved since
        elif answer.key in by_key:
            report.error(
                "translated-source-changed",
                _at(answer, f'the source of this text says "{_shortened(by_key[answer.key].text)}"'),
                "put the source's words back; if they changed in the workspace since, send out anew what changed",
                answer.place,
            )
            paired.setdefault(answer.key, answer)
        else:
            report.error(
                "translated-row-unknown",
                _at(answer, "the source has no such text"),
                "take the row out; what the leaflet shall say besides belongs into its source",
                answer.place,
            )
    order = [by_key[answer.key] for answer in part.answers if answer.key in by_key]
    places = [subject.words.index(one) for one in order]
    if places != sorted(places):
        report.warning(
            "translated-rows-moved",
            f"{part.spot or part.name}: rows are in another order than they were sent out",
            "no harm is done: each was found by its key",
            part.place,
        )
    return [(by_key[key], answer) for key, answer in paired.items()]


def _same(segment: Segment, answer: Answer) -> bool:
    """Whether the source that came back is the one that is there, in whatever way its marks are written."""
    if segment.text == answer.source:
        return True
    if segment.markup:
        return _plain(segment.text) == _plain(answer.source)
    return _unspaced(segment.text) == _unspaced(answer.source if answer.raw else plain(answer.source))


def _plain(text: str) -> str:
    """The words of a text with what is filled in among them."""
    spans = parse_prose(text, _NOWHERE, Report()).spans
    return _unspaced("".join([filled_in(span) or span.text for span in spans]))


def _unspaced(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:60].rpartition(' ')[0]}…"
