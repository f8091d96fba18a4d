"""What is dialled, typed or measured stands on paper as it is written, in every language and wherever it stands.

Numbers in a right-to-left paragraph have an order of their own: UAX 9 alone would print 01632 960 123 as
123 960 01632, and somebody would dial that. What is read here is where each sign is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.languages.documents import KINDS, made
from tests.languages.sampling import LANGUAGES, NUMBERS, RIGHT_TO_LEFT, blocks, sample, written
from tests.support.building import Workshop
from tests.support.drawn_lines import drawn_lines

#: In each sample: what stands in a leaflet of every block, and what in a sheet.
_IN = {
    "leaflet": NUMBERS,
    "sheet": ("01632 960 123", "3x10 ml", "400 mg", "999"),
}
#: What is not reordered: phone numbers, codes, addresses, times, dates, doses, ranges, amounts.
_KEPT = (
    "01632 960 123",
    "+44 1632 960 000",
    "+44 (0)1632 960 123",
    "0300 123 4567",
    "116 123",
    "999",
    "P4400/2473/11.2026/VERSION1",
    "EX03/0001",
    "www.example.org/back-pain",
    "help@example.org",
    "10:30",
    "10.30am",
    "8:30-17:00",
    "12/03/2026",
    "2026-11-30",
    "5-10",
    "3x10",
    "1/2",
    "2.5 mg",
    "5 ml",
    "50%",
    "38.5",
    "1,000",
    "NHS 111",
)
#: The same in digits of Arabic and Farsi, which are written from left to right as well.
_PLAIN = ("01632 960 123", "10:30", "5-10")
_NATIVE = {
    language: tuple(one.translate({ord("0") + digit: zero + digit for digit in range(10)}) for one in _PLAIN)
    for language, zero in (("ar", 0x660), ("fa", 0x6F0))
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_of_the_samples(language: str, kind: str) -> None:
    lines = drawn_lines(made(language, kind).path)
    assert [one for one in _IN[kind] if not _stands(one, lines)] == []


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_numbers_wherever_they_stand(workshop: Workshop, language: str) -> None:
    """At the beginning, in the middle, at the end, in brackets, bold, in a link, a list, a card, a table, a caption."""
    numbers = (*_KEPT, *_NATIVE.get(language, ()))
    before, after = sample(language)["quote"], sample(language)["key"]
    lost = []
    for number in numbers:
        body = [*_places(language, number, before, after)]
        text = written(
            {
                "code": "P1000/1000/06.2026/VERSION1",
                "title": sample(language)["title"],
                "language": language,
                "brand": "riverside",
                "layouts": ["case"],
                "body": [entry for _, entry in body],
            }
        )
        built = workshop.build(workshop.add_text(f"number-{language}", text), "case")
        assert built.path is not None, built.diagnostics
        lines = [*map(_bare, drawn_lines(built.path))]
        # An address may go on in the next line after a stroke; nothing else may be broken.
        parts = re.split("(?<=/)", number) if number.startswith("www.") else [number]
        there = min(sum(line.count(_bare(part)) for line in lines) for part in parts)
        if there < sum(times for times, _ in body):
            lost.append((number, there, lines))
    assert lost == []


def _places(language: str, number: str, before: str, after: str) -> Iterator[tuple[int, object]]:
    """Yield entries of a body, with how often each has the number."""
    picture = blocks(language)["image"][0]
    before, after = before.rstrip(".\u06d4"), after.rstrip(".\u06d4")
    yield 1, f"{number} {after}"
    yield 1, f"{before} {number}"
    yield 2, f"{before} {number}، {number} {after}."
    yield 1, f"{before} ({number}) {after}"
    yield 1, f"{before} **{number}** {after}"
    yield 1, f"{before} ibuprofen {number} {after}"
    yield 1, f"**{before}:** {number}. {after}"
    yield 1, f"{before} [{number}](https://www.example.org) {after}"
    yield 1, {"list": [f"{before} {number}"]}
    yield 1, {"card": {"level": "urgent", "title": f"{after} {number}", "items": [before]}}
    yield 1, {"table": {"caption": before, "header": [after, before], "rows": [[number, after]]}}
    yield 1, {**picture, "caption": f"{before} {number}"}
    yield 1, {"heading": f"{number} {after}"}
    yield 1, {"key": f"{before} {number} {after}"}


def _stands(number: str, lines: list[str]) -> bool:
    return any(_bare(number) in _bare(line) for line in lines)


def _bare(text: str) -> str:
    """A text without spaces; PDFium calls a bracket in right-to-left text by the name of its mirror image."""
    return "".join(text.split()).replace("(", ")")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("numbers"))
