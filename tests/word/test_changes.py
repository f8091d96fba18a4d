"""Tracked changes: taken as accepted, each told with its words."""

from __future__ import annotations

from leafletgen.word.story import Table
from tests.word.make import docx, p, r, row, table
from tests.word.stories import read

BY = 'w:id="1" w:author="A. Person" w:date="2026-01-01T00:00:00Z"'


def gone(words: str) -> str:
    """Return a deleted run."""
    return f'<w:del {BY}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def new(words: str) -> str:
    """Return an inserted run."""
    return f"<w:ins {BY}>{r(words)}</w:ins>"


def mark(change: str) -> str:
    """Return the properties of a paragraph whose mark was changed."""
    return f"<w:rPr><w:{change} {BY}/></w:rPr>"


def test_a_replaced_word_is_one_deletion_and_one_insertion() -> None:
    """Runs of one change are one doubt, however Word split them."""
    found = read(docx(p(r("Take ") + gone("tw") + gone("o ") + new("on") + new("e ") + r("tablets a day."))))
    assert found.texts == ["Take one tablets a day."]
    assert found.words("word-change-deleted") == ["two"]
    assert '"one"' in found.one("word-change-inserted").message
    assert found.words("word-change-inserted") == [""]


def test_a_deleted_dose_is_told_as_word_shows_it() -> None:
    """The letter m in the font Symbol is µ, deleted or not; as it stands it counts."""
    micro = '<w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:delText>m</w:delText></w:r>'
    fifty = '<w:r><w:delText xml:space="preserve">50 </w:delText></w:r>'
    found = read(docx(p(r("Take ") + f"<w:del {BY}>{fifty}{micro}</w:del>" + gone("g"))))
    assert '"50 µg"' in found.one("word-change-deleted").message
    assert found.words("word-change-deleted") == ["50 mg"]


def test_nobody_is_named() -> None:
    """Who changed something is a person's name."""
    found = read(docx(p(gone("a") + new("b"))))
    assert "Person" not in "".join([doubt.message + doubt.hint + doubt.words for doubt in found.doubts])


def test_a_space_between_two_deletions_does_not_part_them() -> None:
    """Two deleted words are one deletion to an author."""
    assert len(read(docx(p(gone("one") + r(" ") + gone("two") + r("three")))).doubts) == 1


def test_a_deleted_end_joins_two_paragraphs() -> None:
    """The words of both stay, in the style of the second."""
    found = read(docx(p("first ", mark("del")) + p("second") + p("third")))
    assert found.texts == ["first second", "third"]
    assert "joined" in found.one("word-change-paragraph").message


def test_deleted_paragraphs_are_gone_and_are_one_doubt() -> None:
    """Their words and ends were deleted."""
    found = read(docx(p(gone("All of it."), mark("del")) + p(gone("And this."), mark("del")) + p("Stays.")))
    assert found.texts == ["Stays."]
    assert found.words("word-change-deleted") == ["All of it. And this."]


def test_a_deleted_end_at_the_end_of_a_cell_ends_there() -> None:
    """A paragraph cannot go on in the next cell."""
    found = read(docx(f"<w:tbl><w:tr><w:tc>{p('a', mark('del'))}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"))
    assert found.texts == ["a", "b"]


def test_moved_words_stand_once() -> None:
    """At their new place; both places are told."""
    away = p(f"<w:moveFrom {BY}>{r('Rest now.')}</w:moveFrom>", mark("moveFrom"))
    here = p(f"<w:moveTo {BY}>{r('Rest now.')}</w:moveTo>", mark("moveTo"))
    found = read(docx(away + p("Walk.") + here))
    assert found.texts == ["Walk.", "Rest now."]
    assert found.words("word-change-moved") == ["Rest now.", ""]


def test_rows_are_inserted_and_deleted_whole() -> None:
    """A deleted row is gone; an inserted one is one doubt."""
    body = table(
        row("a", "b"),
        row(gone("x"), gone("y"), properties=f"<w:del {BY}/>"),
        row("n", "m", properties=f"<w:ins {BY}/>"),
    )
    found = read(docx(body))
    (block,) = found.story.blocks
    assert isinstance(block, Table)
    assert found.texts == ["a", "b", "n", "m"]
    assert found.words("word-change-deleted") == ["x y"]
    assert '"n m"' in found.one("word-change-inserted").message


def test_a_deleted_cell_is_told() -> None:
    """Its words are left out."""
    cell = f"<w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr>{p('gone')}</w:tc>"
    found = read(docx(f"<w:tbl><w:tr>{cell}<w:tc>{p('kept')}</w:tc></w:tr></w:tbl>"))
    assert found.texts == ["kept"]
    assert found.words("word-change-deleted") == ["gone"]


def test_a_split_paragraph_is_told_without_words() -> None:
    """Only its end was inserted."""
    found = read(docx(p("one", mark("ins")) + p("two")))
    assert found.texts == ["one", "two"]
    assert found.codes == ["word-change-paragraph"]


def test_what_was_inserted_and_deleted_again_is_gone() -> None:
    """A deletion inside an insertion."""
    found = read(docx(p(r("a") + f"<w:ins {BY}>{r(' b')}{gone(' c')}</w:ins>")))
    assert found.texts == ["a b"]
    assert found.words("word-change-deleted") == ["c"]


def test_old_properties_are_no_words() -> None:
    """pPrChange, rPrChange and sectPrChange say how something looked before."""
    before = f"<w:pPrChange {BY}><w:pPr><w:pStyle w:val='Title'/></w:pPr></w:pPrChange>"
    found = read(docx(p(r("text", f"<w:b/><w:rPrChange {BY}><w:rPr><w:i/></w:rPr></w:rPrChange>"), before)))
    assert (found.texts, found.codes) == (["text"], [])
