"""Word files with much of one kind: what is made of them grows with them, and no faster."""

from __future__ import annotations

from leafletgen.word.importing.report_page import page
from leafletgen.word.importing.reported import Reported
from tests.word.expecting import come_in
from tests.word.make import docx, field, p, r
from tests.word.stories import read

_CHANGE = 'w:id="7" w:author="A" w:date="2026-01-01T00:00:00Z"'
_FIELD_BEGINS = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD_ENDS = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def size_of_page(body: str) -> int:
    """Return how long the report of a Word file is."""
    return len(page([Reported("many.docx", come_in(docx(body), "many"))]))


def changed(number: int) -> str:
    """Return a word of which a part was exchanged by tracked changes."""
    gone = f"<w:del {_CHANGE}><w:r><w:delText>b{number}</w:delText></w:r></w:del>"
    return f"{r('a')}{gone}<w:ins {_CHANGE}>{r(f'c{number} ')}</w:ins>"


def test_a_report_repeats_no_long_paragraph_for_each_of_its_doubts() -> None:
    few, many = (p("".join([changed(number) for number in range(count)])) for count in (200, 800))
    assert size_of_page(many) < 6 * size_of_page(few)


def test_a_message_repeats_no_long_text() -> None:
    nested = p("".join([f"{_FIELD_BEGINS}{r('words of a field ')}" for _ in range(500)]) + _FIELD_ENDS * 500)
    made = come_in(docx(nested), "many")
    assert max([len(doubt.message) for doubt in made.doubts]) < 3_000


def test_words_changed_in_part_are_found_however_many_there_are() -> None:
    made = come_in(docx("".join([p(changed(number)) for number in range(4_000)])), "many")
    assert "word-words-lost" not in {doubt.code for doubt in made.doubts}
    assert sum([doubt.code == "word-change-deleted" for doubt in made.doubts]) == 4_000


def test_an_inner_document_is_told_once_with_its_words_and_then_without() -> None:
    link = {"c": ("aFChunk", "inner.html", False)}
    body = '<w:altChunk r:id="c"/>' * 3 + p(field("PAGE", r("1")))
    made = come_in(docx(body, links=link, files={"word/inner.html": b"<p>Inner words</p>"}), "inner")
    told = [doubt for doubt in made.doubts if doubt.code == "word-inner-document"]
    assert [doubt.words for doubt in told] == ["Inner words", ""]
    assert "the same as before (and 1 more)" in told[1].message


def test_too_many_inner_documents_are_told_as_unread() -> None:
    names = [f"inner{number}" for number in range(25)]
    body = "".join([f'<w:altChunk r:id="{name}"/>' for name in names])
    links = {name: ("aFChunk", f"{name}.html", False) for name in names}
    made = come_in(docx(body, links=links, files={f"word/{name}.html": b"<p>Words</p>" for name in names}), "inner")
    codes = [doubt.code for doubt in made.doubts]
    assert codes.count("word-inner-document-unread") == 5
    assert "Words " * 19 in " ".join([doubt.words for doubt in made.doubts])


def test_a_file_with_very_long_settings_is_read_in_steps_in_proportion() -> None:
    """Each of these took minutes when it was tried from each of its letters, or asked of each picture."""
    style = f"width:{'1' * 200_000}!"
    shape = f'<v:shape style="{style}" alt="{"obraz zawierający " * 20_000}"><v:imagedata r:id="pic1"/></v:shape>'
    code = "<w:r><w:instrText>DATE</w:instrText></w:r>" * 20_000
    hidden = r("hid", "<w:vanish/>") * 20_000
    choices = '<mc:Choice Requires="unknown"><w:r><w:pict><v:shape/></w:pict></w:r></mc:Choice>' * 5_000
    body = p(f"<w:r><w:pict>{shape}</w:pict></w:r>" + hidden)
    body += p(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}{_FIELD_ENDS}')
    body += p(f"<w:del {_CHANGE}><mc:AlternateContent>{choices}</mc:AlternateContent></w:del>")
    found = read(docx(body))
    assert found.words("word-hidden") == ["hid" * 20_000]
