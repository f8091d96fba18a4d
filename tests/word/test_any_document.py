"""Word files that nobody would make: no word is lost, nothing breaks, the same comes out each time."""

from __future__ import annotations

import io
from typing import Any

import yaml
from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leafletgen.errors import RefusedError, Report
from leafletgen.source.yaml import parse_source
from leafletgen.word.counting.count import missing
from leafletgen.word.reading.package import Package
from tests.word import any_xml, known_xml
from tests.word.any_xml import any_file
from tests.word.expecting import come_in
from tests.word.habits.parts import PICTURE
from tests.word.story_words import lost_in_reading

#: What XML allows (XML 1.0, 2.2), without what python-docx makes breaks and tabs of.
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=30
)
WORDS = st.sampled_from(
    ["Take 50 µg", "≤ 5 ml", "10^6^", "**bold**", "[a](b)", "{page:x}", "1. one", "• two", "yes", "# x"]
)
STYLES = st.sampled_from(
    ["Normal", "Title", "Heading 1", "Heading 3", "List Bullet", "List Number 2", "Caption", "Quote"]
)
FORMATS = st.sampled_from(["bold", "italic", "strike", "hidden", "all_caps", "superscript", "subscript", "underline"])
FONTS = st.sampled_from([None, None, None, "Symbol", "Wingdings", "Arial"])
RUN = st.tuples(TEXT | WORDS, st.sets(FORMATS, max_size=2), FONTS)
RUNS = st.lists(RUN, max_size=4)
PARAGRAPH = st.tuples(st.just("paragraph"), STYLES, RUNS)
TABLE = st.tuples(st.just("table"), st.integers(1, 3), st.lists(TEXT | WORDS, min_size=1, max_size=6))
PICTURE_OR_BREAK = st.tuples(st.sampled_from(["picture", "break"]), st.none(), st.none())
BLOCKS = st.lists(PARAGRAPH | TABLE | PICTURE_OR_BREAK, max_size=8)
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
ANY = settings(suppress_health_check=_SLOW)
#: python-docx begins each file with styles of 350 kB, so there are fewer of them unless somebody asks for many.
FEW = settings(max_examples=40 if settings().max_examples == 100 else settings().max_examples, parent=ANY)


def made_of(blocks: list[Any]) -> bytes:
    """Return the Word file that python-docx makes of blocks."""
    file: Any = Document()
    for kind, first, second in blocks:
        if kind == "paragraph":
            _add_paragraph(file, first, second)
        elif kind == "table":
            rows = -(-len(second) // first)
            table = file.add_table(rows, first)
            for number, text in enumerate(second):
                table.cell(number // first, number % first).text = text
        elif kind == "picture":
            file.add_picture(io.BytesIO(PICTURE), Pt(40))
        else:
            file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _add_paragraph(file: Any, style: str, runs: list[Any]) -> None:
    paragraph = file.add_paragraph(style=style)
    for text, formats, font in runs:
        run = paragraph.add_run(text)
        run.font.name = font
        for one in formats:
            setattr(run.font, one, True)


@FEW
@given(BLOCKS)
def test_reading_loses_no_word(blocks: list[Any]) -> None:
    assert lost_in_reading(made_of(blocks)) == []


@FEW
@given(BLOCKS)
def test_an_import_loses_no_word_and_is_a_leaflet(blocks: list[Any]) -> None:
    data = made_of(blocks)
    made = come_in(data, "any")
    assert not [doubt.words for doubt in made.doubts if doubt.code == "word-words-lost"]
    report = Report()
    assert parse_source(made.yaml, "any.yaml", report) is not None
    assert not report.errors
    assert yaml.safe_load(made.yaml)["brand"] == "riverside"
    assert come_in(data, "any").yaml == made.yaml


@ANY
@given(known_xml.documents())
def test_no_word_is_lost_of_what_word_may_write(held: dict[str, str]) -> None:
    assert lost_in_reading(any_file(held)) == []


@ANY
@given(known_xml.documents())
def test_no_word_is_lost_on_the_way_to_yaml(held: dict[str, str]) -> None:
    made = come_in(any_file(held), "any")
    assert not [doubt.words for doubt in made.doubts if doubt.code == "word-words-lost"]
    report = Report()
    parse_source(made.yaml, "any.yaml", report)
    assert not report.errors


@ANY
@given(any_xml.documents())
def test_elements_where_they_do_not_belong_break_nothing(held: dict[str, str]) -> None:
    data = any_file(held)
    try:
        made = come_in(data, "any")
    except RefusedError:
        return
    assert (
        missing(Package.open(data, "any.docx"), made.yaml, [picture.data for picture in made.pictures], made.doubts)
        == []
    )
    report = Report()
    parse_source(made.yaml, "any.yaml", report)
    assert not report.errors
