"""Any text with marks goes through a Word table, XLIFF and PO, and comes back as the same words with the same marks."""

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from leafletgen.errors import Place, Report
from leafletgen.source.inline import parse_prose
from leafletgen.translation.codes import Code, Filled, nodes_of, text_of
from leafletgen.translation.packet import Packet, Part, Row
from leafletgen.translation.po import po, read_po
from leafletgen.translation.word_reading import read_word_table
from leafletgen.translation.word_table import word_table
from leafletgen.translation.xliff import SPACE, xliff
from leafletgen.translation.xliff_reading import read_xliff

_WORD = st.text(st.sampled_from("abążعربيবাংলা9中é.,&<>\"'*[]^{}\\()@-"), min_size=1, max_size=6)
_PLACE = Place("", 0, 0)


def _bare(word: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\*^[]{}" else letter for letter in word)


_PIECE = st.one_of(
    _WORD.map(_bare),
    _WORD.map(lambda word: f"**{_bare(word)}**"),
    _WORD.map(lambda word: f"*{_bare(word)}*"),
    _WORD.map(lambda word: f"[a{_bare(word)} **b** c](https://www.example.org/{len(word)})"),
    st.just("[call](tel:01632960000)"),
    st.just("{department.phone}"),
    st.just("{page:why}"),
    st.just("[@ng193]"),
    st.just("**bold *both* bold**"),
    st.just("10^6^"),
)
_TEXT = st.lists(_PIECE, min_size=1, max_size=6).map(" ".join)


def _spans(text: str) -> list[tuple[object, ...]]:
    """Return what is said and how, letter by letter, so that it does not count where spans are parted."""
    found: list[tuple[object, ...]] = []
    for span in parse_prose(text, _PLACE, Report()).spans:
        style = (span.bold, span.italic, span.superscript, span.link.target if span.link else "")
        filled = (span.field, span.page_of, span.citation)
        found += [(letter, *style) for letter in span.text if not letter.isspace()] or ([filled] if any(filled) else [])
    return found


def _packet(*texts: str, words: str = "") -> Packet:
    rows = [Row(f"body.{at}", "paragraph", text, words or text, True) for at, text in enumerate(texts, 1)]
    return Packet("pl", [Part("leaflet", "P1", "leaflet P1: One & <two>", "en-GB", rows)])


@settings(max_examples=60)
@given(st.lists(_TEXT, min_size=1, max_size=4))
def test_any_text_with_marks_comes_back(texts: list[str]) -> None:
    packet = _packet(*texts)
    for returned in (
        read_word_table(word_table(packet), "x.docx"),
        read_xliff(xliff(packet), "x.xlf"),
        read_po(po(packet), "x.po"),
    ):
        assert returned.told == []
        (part,) = returned.parts
        assert (part.kind, part.name, part.language) == ("leaflet", "P1", "pl")
        assert [answer.key for answer in part.answers] == [f"body.{at}" for at in range(1, len(texts) + 1)]
        for text, answer in zip(texts, part.answers, strict=True):
            assert _spans(answer.words) == _spans(text)
            assert _spans(answer.source) == _spans(text)


@settings(max_examples=60)
@given(_TEXT)
def test_any_text_with_marks_is_nested_codes(text: str) -> None:
    assert _spans(text_of(nodes_of(text))) == _spans(text)


def test_codes_are_nested_as_they_are_written() -> None:
    nodes = nodes_of("**Call [us](tel:1) on {department.phone}** *now*")
    (bold, space, italic) = nodes
    assert isinstance(bold, Code)
    assert (bold.style.name, space) == ("bold", " ")
    assert isinstance(italic, Code)
    assert italic.inside == ["now"]
    assert [type(one) for one in bold.inside] == [str, Code, str, Filled]


def test_a_word_table_can_be_read_by_other_programs_and_names_nobody() -> None:
    data = word_table(_packet("**Take** 3, [call](https://www.example.org) {department.phone}"))
    file = Document(io.BytesIO(data))
    (table,) = file.tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "leaflet P1", "en-GB (English)", "pl (Polish)",
    ]  # fmt: skip
    assert file.core_properties.author == file.core_properties.last_modified_by == ""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
        assert {name for name in archive.namelist() if name.startswith("customXml")} == set()
    assert document.count('<w:lock w:val="sdtContentLocked"/>') == 3  # key, role and source
    assert "https://www.example.org" not in document


@pytest.mark.parametrize("language", ["ar", "ur", "fa"])
def test_a_word_table_is_written_from_the_right_where_its_language_is(language: str) -> None:
    packet = Packet(language, [Part("leaflet", "P1", "P1", "en-GB", [Row("title", "title", "Care", "", False)])])
    with zipfile.ZipFile(io.BytesIO(word_table(packet))) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    cells = list(document.iter(f"{w}tr"))[1].findall(f"{w}tc")
    assert [cell.find(f".//{w}bidi") is not None for cell in cells] == [False, False, True]


def test_xliff_says_what_it_is_and_keeps_codes_apart_from_words() -> None:
    root = etree.fromstring(xliff(_packet("**Take** {leaflet.code}", words="**Weź** {leaflet.code}")))
    assert (root.tag, root.get("version")) == (f"{{{SPACE}}}xliff", "1.2")
    unit = next(root.iter(f"{{{SPACE}}}trans-unit"))
    assert [etree.QName(child).localname for child in unit] == ["source", "target", "note"]
    for tag, word in (("source", "Take"), ("target", "Weź")):
        said = unit.find(f"{{{SPACE}}}{tag}")
        codes = [(etree.QName(one).localname, one.get("id"), one.get("ctype"), one.text) for one in said]
        assert codes == [("g", "1", "bold", word), ("ph", "2", "x-field", "{leaflet.code}")]


def test_a_code_that_an_agencys_program_kept_by_its_number_alone_is_known() -> None:
    data = xliff(_packet("**Take** [this](tel:1) {leaflet.code}")).decode()
    for attribute in (' ctype="bold"', ' ctype="link"', ' equiv-text="tel:1"', ' ctype="x-field"'):
        head, target = data.split("<target", 1)
        data = f"{head}<target{target.replace(attribute, '')}"
    (part,) = read_xliff(data.encode(), "x.xlf").parts
    assert part.answers[0].words == "**Take** [this](tel:1) {leaflet.code}"


def test_a_code_of_no_source_and_an_unfinished_text_are_told_with_their_line() -> None:
    data = xliff(_packet("Take this")).decode()
    wrong = data.replace('<target state="translated">', '<target state="needs-translation"><g id="7">x</g>')
    told = read_xliff(wrong.encode(), "x.xlf").told
    assert [(one.code, one.place.line if one.place else 0) for one in told] == [
        ("translated-marks-differ", 7),
        ("translated-unfinished", 5),
    ]


def test_codes_nested_beyond_reason_lose_no_word_in_silence() -> None:
    deep = '<g id="1" ctype="bold">' * 60 + "x" + "</g>" * 60
    data = xliff(_packet("**x**")).decode().replace('<target state="translated">', f"<target>{deep}")
    assert any(one.code == "translated-marks-differ" for one in read_xliff(data.encode(), "x.xlf").told)


def test_an_entity_of_a_file_of_strangers_is_not_read() -> None:
    data = xliff(_packet("Take this")).replace(
        b"<xliff", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hosts">]><xliff'
    )
    with pytest.raises(Exception, match="a document type stands in this file"):
        read_xliff(data, "x.xlf")


def test_marks_that_overlap_are_compared_by_their_words() -> None:
    spans = parse_prose("**a *b** c*", _PLACE, Report()).spans
    assert [span.text for span in spans] == ["a ", "b", " c"]
    assert _spans(text_of(nodes_of("**a *b** c*"))) == _spans("**a *b** c*")
