"""What of a translation differs from its source that may not: everything but the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from leafletgen.errors import Mistake, Place, Report
from leafletgen.source.inline import SEEN, Span, parse_prose
from leafletgen.source.records import counted
from leafletgen.translation.contacts import contacts_in
from leafletgen.translation.number_check import check_numbers
from leafletgen.translation.numbers import shown_letters
from leafletgen.translation.segments import Segment

_NOWHERE: Final = Place("", 0, 0)
_BRACES: Final = re.compile(r"\{[^{}\s]*\}")
_LEFT_OVER: Final = re.compile(r"\*\*|\]\(|\{[^{}]*\}|\[@")
_TURNING: Final = "\u202a\u202b\u202d\u202e"
_ISOLATES: Final = "\u2066\u2067\u2068"
_END_OF_ISOLATE: Final = "\u2069"
#: Characters that no page can show, ends of lines that are not written as such, and what stands for a lost letter.
_NO_LETTER: Final = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufff9-\uffff\ud800-\udfff"
    + "".join([f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17)])
    + "]"
)
#: Languages of other letters than Latin: a text without any is hardly one of theirs.
_OTHER_LETTERS: Final = frozenset(
    [
        "uk",
        "ru",
        "bg",
        "sr",
        "el",
        "bn",
        "gu",
        "pa",
        "hi",
        "mr",
        "ne",
        "ta",
        "te",
        "ti",
        "am",
        "ar",
        "fa",
        "ps",
        "ckb",
        "ur",
        "he",
        "zh",
        "ja",
        "ko",
        "th",
        "km",
        "lo",
        "my",
    ]
)
_SAME_FROM: Final = 3


class Finding(NamedTuple):
    """What is said of a translated text."""

    mistake: Mistake
    wrong: bool
    """Whether it may not be brought in; else somebody should look at it."""


def check(segment: Segment, words: str, source: str, language: str) -> list[Finding]:
    """Return what is wrong or doubtful in the translation of a text.

    Args:
        segment: the text in its source.
        words: its translation, with marks as YAML has them, without white space around it.
        source: the language of the source.
        language: that of the translation.
    """
    if not SEEN.search(words):
        return [Finding(Mistake("translated-missing", "this text has no translation", "write one"), True)]
    found = [Finding(mistake, True) for mistake in (*_lines(segment, words), *_turned(words), *_letters(words))]
    if segment.markup:
        ours, theirs = _spans(segment.text), _spans(words)
        found += [Finding(mistake, True) for mistake in _marks(ours, theirs)]
        old, new = _visible(ours), _visible(theirs)
    else:
        found += [Finding(mistake, True) for mistake in _braces(segment.text, words)]
        old, new = _BRACES.sub(" \ufffc ", segment.text), _BRACES.sub(" \ufffc ", words)
    old, new = shown_letters(old), shown_letters(new)
    ours_kept, theirs_kept = contacts_in(old), contacts_in(new)
    found += [Finding(mistake, True) for mistake in _kept(ours_kept.addresses, theirs_kept.addresses, "address")]
    found += [Finding(mistake, True) for mistake in _kept(ours_kept.codes, theirs_kept.codes, "code")]
    numbers = check_numbers(ours_kept.rest, theirs_kept.rest, source, language)
    found += [Finding(mistake, True) for mistake in numbers.wrong]
    found += [Finding(mistake, False) for mistake in (*numbers.doubtful, *_untranslated(old, new, language))]
    return found


def _spans(text: str) -> tuple[Span, ...]:
    return parse_prose(text, _NOWHERE, Report()).spans


def _visible(spans: Iterable[Span]) -> str:
    """What a reader sees of spans; what leafletgen fills in is one character that is nothing else."""
    made = []
    for span in spans:
        if span.citation or span.page_of or span.field:
            made.append(" \ufffc ")
        else:
            made.append(f"^{span.text}^" if span.superscript else span.text)
    return "".join(made)


def _lines(segment: Segment, words: str) -> Iterator[Mistake]:
    ours, theirs = segment.text.count("\n"), words.count("\n")
    if ours != theirs:
        yield Mistake(
            "translated-lines-differ",
            f"this has {theirs + 1} line{'s' * (theirs > 0)}, the source {ours + 1}",
            "end lines where the source does, and nowhere else",
        )


def _turned(words: str) -> Iterator[Mistake]:
    turning = [letter for letter in words if letter in _TURNING]
    if turning:
        yield Mistake(
            "translated-direction-mark",
            f"a mark of direction (U+{ord(turning[0]):04X}) stands here, which can turn numbers round",
            "take it out: pages set numbers from left to right by themselves",
        )
    for line in words.split("\n"):
        depth = 0
        for letter in line:
            depth += (letter in _ISOLATES) - (letter == _END_OF_ISOLATE)
            if depth < 0:
                break
        if depth:
            yield Mistake(
                "translated-direction-mark",
                "an isolate (U+2066 to U+2069) is begun and not ended in its line, or ended and not begun",
                "take these marks out: pages set numbers and names in their order by themselves",
            )
            return


def _letters(words: str) -> Iterator[Mistake]:
    found = _NO_LETTER.search(words)
    if found is not None:
        yield Mistake(
            "translated-no-letter",
            f"a character stands here that no page can show (U+{ord(found[0]):04X})",
            "take it out, or type anew what it stands for",
        )


def _marks(ours: tuple[Span, ...], theirs: tuple[Span, ...]) -> Iterator[Mistake]:
    yield from _placeholders(_filled(ours), _filled(theirs))
    for message in _differing(_targets(ours), _targets(theirs), "the link to "):
        yield Mistake("translated-link-differs", message, "let the words of the link lead where they do in the source")
    for style, said in (("bold", "words in bold"), ("italic", "words in italics")):
        old, new = _stretches(ours, style), _stretches(theirs, style)
        if old != new:
            yield Mistake("translated-marks-differ", _stretched(said, old, new), _MARKED)
    for message in _differing(_raised(ours), _raised(theirs), "the raised "):
        yield Mistake("translated-marks-differ", message, "raise it as the source does")
    old_languages, new_languages = _languages(ours), _languages(theirs)
    lost = {language for language in old_languages - new_languages if _still_there(language, ours, theirs)}
    for language in sorted(lost | set(new_languages - old_languages)):
        yield Mistake(
            "translated-marks-differ",
            f'words in "{language}" are not marked as in the source',
            "mark the words of another language as the source does",
        )
    left = sorted(set(_LEFT_OVER.findall(_visible(theirs))) - set(_LEFT_OVER.findall(_visible(ours))))
    if left:
        yield Mistake("translated-marks-differ", f'"{left[0]}" is a mark that means nothing here', _MARKED)


_MARKED: Final = "mark the words that stand for those of the source"


def _stretched(said: str, old: int, new: int) -> str:
    if not new:
        return f"the {said} are not marked here"
    if not old:
        return f"the source has no {said}"
    return f"{said} stand in {counted(new, 'place', 'places')} here, and in {old} of the source"


def _still_there(language: str, ours: tuple[Span, ...], theirs: tuple[Span, ...]) -> bool:
    """Whether words of a language that nobody marked stand in the translation; translated ones need no mark."""
    said = "".join([span.text for span in theirs]).casefold()
    words = [span.text.strip().casefold() for span in ours if span.language == language]
    return any(word and word in said for word in words)


def _placeholders(ours: Counter[str], theirs: Counter[str]) -> Iterator[Mistake]:
    for message in _differing(ours, theirs, ""):
        yield Mistake(
            "translated-placeholder-differs",
            message,
            "copy it from the source as it is: leafletgen puts the right words there",
        )


def _braces(ours: str, theirs: str) -> Iterator[Mistake]:
    yield from _placeholders(Counter(_BRACES.findall(ours)), Counter(_BRACES.findall(theirs)))


def _filled(spans: tuple[Span, ...]) -> Counter[str]:
    return Counter(
        f"{{{span.field}}}" if span.field else f"{{page:{span.page_of}}}" if span.page_of else f"[@{span.citation}]"
        for span in spans
        if span.field or span.page_of or span.citation
    )


def _targets(spans: tuple[Span, ...]) -> Counter[str]:
    return Counter(link.target for link, _ in groupby(spans, lambda span: span.link) if link is not None)


def _stretches(spans: tuple[Span, ...], style: str) -> int:
    """How many stretches of words have a style; white space between two of them parts none."""
    styled = [bool(getattr(span, style)) for span in spans if span.text.strip() or not span.text]
    return sum(on for on, _ in groupby(styled))


def _raised(spans: tuple[Span, ...]) -> Counter[str]:
    return Counter(span.text.strip() for span in spans if span.superscript)


def _languages(spans: tuple[Span, ...]) -> Counter[str]:
    return Counter(language for language, _ in groupby(spans, lambda span: span.language) if language)


def _differing(ours: Counter[str], theirs: Counter[str], what: str) -> Iterator[str]:
    """Yield in words what one side has and the other has not."""
    lost, added = sorted((ours - theirs).elements()), sorted((theirs - ours).elements())
    if len(lost) == len(added) == 1 and what:
        yield f"{what}{lost[0]} leads to {added[0]} here" if what.startswith("the link") else f"{lost[0]} is {added[0]}"
        return
    yield from (f"{what}{one} is missing" for one in lost)
    yield from (f"the source does not have {what}{one}" for one in added)


def _kept(ours: list[str], theirs: list[str], what: str) -> Iterator[Mistake]:
    """Tell what has to stay letter for letter, and did not."""
    old, new = Counter(ours), Counter(theirs)
    if what == "address":  # the name of a host may be in capitals
        old, new = Counter(map(_host_in_small, ours)), Counter(map(_host_in_small, theirs))
    lost, added = sorted((old - new).elements()), sorted((new - old).elements())
    if len(lost) == len(added) == 1:
        messages = [f"the source says {lost[0]}, the translation {added[0]}"]
    else:
        messages = [f"the {what} {one} is missing" for one in lost]
        messages += [f"the source does not have the {what} {one}" for one in added]
    for message in messages:
        yield Mistake(
            "translated-address-differs" if what == "address" else "translated-code-differs",
            message,
            "write it letter for letter as the source has it",
        )


def _host_in_small(address: str) -> str:
    scheme, _, rest = address.rpartition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}{'://' if scheme else ''}{host.lower()}{slash}{path}"


def _untranslated(ours: str, theirs: str, language: str) -> Iterator[Mistake]:
    words = ours.split()
    if len(words) >= _SAME_FROM and words == theirs.split():
        yield Mistake("translated-same", "this is the text of the source", "translate it, unless it stays as it is")
    elif language.partition("-")[0] in _OTHER_LETTERS and words != theirs.split():
        letters = [letter for letter in theirs if letter.isalpha()]
        if letters and all(ord(letter) < 0x250 for letter in letters):
            yield Mistake(
                "translated-letters", "there is no letter of its language in this text", "see that it is translated"
            )
