"""The code of a leaflet: in content controls, headers, footers or the last lines, by the brand's template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from leafletgen.content.code import CodeTemplate
from leafletgen.word.doubts import Doubt, Doubts, Part, Spot
from leafletgen.word.importing.lines import Line, fitted, lines_of
from leafletgen.word.importing.made import Made
from leafletgen.word.importing.review_month import review_in, without_dates
from leafletgen.word.story import Paragraph, Story

LAST_LINES: Final = 15
"""Lines at the end of the text in which a code and a month of review are looked for."""
_LAST_BLOCKS: Final = 4 * LAST_LINES
"""Blocks that hold those lines: empty paragraphs often end a file."""
_LABEL: Final = re.compile(
    r"(?:leaflet|document|reference|version|code|ref|number|no|id|publication|date|of|issued?|our)", re.IGNORECASE
)


class FoundCode(NamedTuple):
    """A code, and where it stands: a part's name, and the paragraph of the text that says nothing else, if it does."""

    text: str
    where: str
    paragraph: Paragraph | None


def last_lines(story: Story) -> list[Line]:
    """Return the last lines of the text, the last one first."""
    return lines_of(story.blocks[-_LAST_BLOCKS:])[: -LAST_LINES - 1 : -1]


def codes_in(text: str, template: CodeTemplate) -> list[str]:
    """Return the codes in a text; of a very long one at its ends."""
    return [code.text for code in template.find(fitted(text))]


def code_of(story: Story, given: str | None, template: CodeTemplate, doubts: Doubts) -> Made:
    """Return the code; one that was given wins, and none at all is a note in its place.

    Args:
        story: what was read.
        given: the code that whoever imports said, if any.
        template: how the brand writes codes.
        doubts: told where a code was found, and where it was not.
    """
    found = list(_found(story, template))
    if given is None:
        return _of_the_file(found, doubts) if found else _missing(template, doubts)
    others = [one.text for one in found if one.text != given]
    if found and not others:
        return _of_the_file(found, doubts)
    made = Made(given)
    made.doubts.append(_tell_of_others(given, others, doubts) if others else _tell_of_none(doubts))
    return made


def _tell_of_none(doubts: Doubts) -> Doubt:
    message = "no code was found in headers, footers or text: the one that was given is used"
    return doubts.doubt("word-code-given", message, "check that it is the leaflet's own", Spot(Part.FILE))


def _tell_of_others(given: str, others: list[str], doubts: Doubts) -> Doubt:
    message = f'the code that was given ({given}) is used; the file says "{others[0]}"'
    hint = "check which of them is the leaflet's"
    return doubts.doubt("word-code-differs", message, hint, Spot(Part.FILE), ", ".join(others))


def _of_the_file(found: list[FoundCode], doubts: Doubts) -> Made:
    """Return the first code; others are told."""
    first = found[0]
    made = Made(first.text, None if first.paragraph is None else first.paragraph.spot)
    if first.paragraph is not None:
        made.doubts.append(
            doubts.doubt(
                "word-code-from-text",
                f"the code {first.text} is taken from {first.where}, and left out of the text",
                "the layout prints it",
                first.paragraph.spot,
                first.paragraph.text,
            )
        )
    others = list(dict.fromkeys([one.text for one in found if one.text != first.text]))
    if others:
        made.doubts.append(
            doubts.doubt(
                "word-codes-differ",
                f"the code {first.text} is used; the file also says {' and '.join(others)}",
                "check which of them is the leaflet's",
                made.spot or Spot(Part.FILE),
                " ".join(others),
            )
        )
    return made


def _missing(template: CodeTemplate, doubts: Doubts) -> Made:
    made = Made("")
    made.notes.append(f"no code was found in Word. Write code:, in the form {template.template}")
    made.doubts.append(
        doubts.doubt(
            "word-code-missing",
            "no code was found in headers, footers or text",
            f'write "code:" and the leaflet\'s code, in the form {template.template}',
            Spot(Part.FILE),
        )
    )
    return made


def _found(story: Story, template: CodeTemplate) -> Iterator[FoundCode]:
    """Yield the codes in the order in which they are trusted."""
    lines = last_lines(story)
    for name, held in story.settled.items():
        if "code" in name.casefold():
            for text in codes_in(held, template):
                yield FoundCode(text, f'a content control named "{name}"', _alone(text, lines))
    for where, parts in (("a header", story.headers), ("a footer", story.footers)):
        for blocks in parts:
            for line in lines_of(blocks):
                yield from [FoundCode(text, where, _alone(text, lines)) for text in codes_in(line.text, template)]
    for line in lines:
        for text in codes_in(line.text, template):
            yield FoundCode(text, "the last lines of the text", _alone(text, lines))


def _alone(code: str, lines: list[Line]) -> Paragraph | None:
    """Return the paragraph that says a code and nothing that a reader needs; None when there is none."""
    for line in lines:
        if code in line.text and len(line.paragraphs) == 1 and not rest_beside(line.text, [code]):
            return line.paragraphs[0]
    return None


def rest_beside(text: str, taken: Sequence[str]) -> str:
    """Return what a line says besides words that are taken, such as a code, what that is called, and its dates."""
    review = review_in(text)
    rest = text
    for words in [*taken, *([review.words] if review else [])]:
        rest = rest.replace(words, " ")
    return re.sub(r"[\W_]+", "", _LABEL.sub("", without_dates(rest)))
