"""What readers make of the words of each language, as it is recorded and told in docs/reference/languages.md."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.languages import reading
from tests.languages.reading import Heard, compared, units
from tests.languages.sampling import LANGUAGES
from tests.readers.adapters.reader import REQUIRED, is_required
from tests.readers.readers import READERS, WORDS

KNOWN = reading.load()
GAPS = reading.gaps()

Hear = Callable[[str], dict[str, Heard]]


@pytest.fixture(scope="module")
def hear(tmp_path_factory: pytest.TempPathFactory) -> Hear:
    """Return what a reader makes of each language; each reads all files once."""
    files = reading.make(tmp_path_factory.mktemp("reading"))
    return cache(lambda reader: reading.listen(reader, files))


@pytest.mark.parametrize("reader", WORDS)
def test_reader_gives_back_what_is_recorded(hear: Hear, reader: str) -> None:
    if why := READERS[reader].lacking():
        (pytest.fail if is_required() else pytest.skip)(why)
    version, known = READERS[reader].version(), KNOWN.versions[reader]
    if version != known and not is_required():
        pytest.skip(f"this is version {version}, and {known} was recorded; {REQUIRED}=required asks it all the same")
    expected = {language: KNOWN.heard[language][reader] for language in LANGUAGES}
    assert hear(reader) == expected, "python -m tests.languages.record"


def test_gaps_have_a_reason_and_reasons_a_gap() -> None:
    recorded = {
        (language, reader)
        for language in LANGUAGES
        for reader in WORDS
        if KNOWN.heard[language][reader] != Heard(100, 100)
    }
    named = [(language, reader) for gap in GAPS for language in gap.languages for reader in gap.readers]
    assert sorted(named) == sorted(recorded)


def test_every_word_is_given_back_by_pdftotext() -> None:
    """A program that is everywhere finds each word of each language as it is written."""
    assert {language: KNOWN.heard[language]["pdftotext"].words for language in LANGUAGES} == dict.fromkeys(
        LANGUAGES, 100
    )


def test_scripts_from_left_to_right_are_whole_everywhere_but_in_pdf_js() -> None:
    for language in set(LANGUAGES) - {"ar", "ckb", "fa", "ps", "ur"}:
        heard = {name: one for name, one in KNOWN.heard[language].items() if name != "pdf.js words"}
        assert heard == dict.fromkeys(heard, Heard(100, 100)), language


def test_words_are_compared_without_the_marks_round_them() -> None:
    assert units("(one) two. • 3.", "en") == ["one", "two", "3"]
    assert units("请 坐。", "zh-Hans") == ["请", "坐", "。"]
    assert compared(["a", "b", "c", "d"], ["b", "a", "c", "x"]) == Heard(75, 50)
    assert reading.plain("a<00A0>b ↵ c<200C>d<00AD> ⇟ e").split() == ["a", "b", "c\u200cd", "e"]
