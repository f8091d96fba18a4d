"""Inline markup: what it makes of marks, and that it loses nothing."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.errors import Place, Report
from leafletgen.source.inline import Prose, Span, parse_prose, with_citations
from tests.support.counting import lines_run

PLACE = Place("a.yaml", 3, 5)


def parse(text: str) -> Prose:
    """Parse text that has no fault."""
    report = Report()
    prose = parse_prose(text, PLACE, report)
    assert not report.diagnostics
    return prose


def shown(text: str) -> str:
    """Return the spans in a compact notation: text, then its styles in angle brackets."""
    parts = []
    for span in parse(text).spans:
        styles = "".join(mark for mark, on in (("b", span.bold), ("i", span.italic), ("^", span.superscript)) if on)
        styles += f" lang={span.language}" if span.language else ""
        styles += f" to={span.link.target}" if span.link else ""
        kind = (
            f"@{span.citation}" if span.citation
            else f"page:{span.page_of}" if span.page_of
            else f"field:{span.field}" if span.field
            else span.text
        )  # fmt: skip
        parts.append(f"{kind}<{styles.strip()}>" if styles else f"{kind}")
    return "|".join(parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text", "plain text"),
        ("a **bold** word", "a |bold<b>| word"),
        ("an *emphasised* word", "an |emphasised<i>| word"),
        ("***both***", "both<bi>"),
        ("***a** b*", "a<bi>| b<i>"),
        ("***a* b**", "a<bi>| b<b>"),
        ("*a **b***", "a <i>|b<bi>"),
        ("**a *b***", "a <b>|b<bi>"),
        ("10^2^ m", "10|2<^>| m"),
        ("a^b c^d", "a^b c^d"),
        ("[NHS](https://www.nhs.uk/x_(y)) now", "NHS<to=https://www.nhs.uk/x_(y)>| now"),
        ("[a **b** c](#why)", "a <to=#why>|b<b to=#why>| c<to=#why>"),
        ("**[a](tel:01632960000)**", "a<b to=tel:01632960000>"),
        ("see [@ng193].", "see |@ng193|."),
        ("die [Bandscheibe]{lang=de}!", "die |Bandscheibe<lang=de>|!"),
        ("[a [b]{lang=de} c]{lang=fr}", "a <lang=fr>|b<lang=de>| c<lang=fr>"),
        ("page {page:why}", "page |page:why"),
        ("call {department.phone}", "call |field:department.phone"),
        ("**{brand.name}**", "field:brand.name<b>"),
        (r"\*a\* \[b\] \{c.d\} 2\^3 \\ \(", r"*a* [b] {c.d} 2^3 \ ("),
        (r"C:\Users", r"C:\Users"),
        ("a * b * c", "a * b * c"),
        ("3*10*2", "3*10*2"),
        ("lone ** here*", "lone ** here*"),
        ("****", "****"),
        ("[ ] tick", "[ ] tick"),
        ("[not a link] (really)", "[not a link] (really)"),
        ("*a [b* c](#x)", "a <i>|b<i to=#x>| c<to=#x>"),
        ("{not a field} {x}", "{not a field} {x}"),
        ("one\ntwo **three**", "one\ntwo |three<b>"),
        ("", ""),
        ("^^", "^^"),
        ("[@ nobody]", "[@ nobody]"),
        ("a\\", "a\\"),
        ("[x](unfinished", "[x](unfinished"),
    ],
)
def test_marks(text: str, expected: str) -> None:
    """Each mark gives its style; a lone one is text."""
    assert shown(text) == expected


def test_one_link_is_one_object() -> None:
    """All spans of a link hold the same object, and two links to one place two."""
    spans = parse("[a **b** c](#x)[d](#x)").spans
    links = [span.link for span in spans]
    assert links[0] is links[1] is links[2]
    assert links[3] is not links[0]
    assert links[0] is not None
    assert links[0].inside == "x"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a](javascript:alert)", 'the link target "javascript:alert" is not an address'),
        ("[a](example.org)", 'the link target "example.org" is not an address'),
        ("[a](file:///etc/passwd)", 'the link target "file:///etc/passwd" is not an address'),
        ("[a](https://)", 'the link target "https://" is incomplete or has a character no address has'),
        ("[a](mailto:nobody)", '"mailto:nobody" has no "@"'),
        ("[a](tel:12x)", '"tel:12x" is not a telephone number'),
        ("[a](tel:+441632960123;ext=45)", None),
        ("[a](tel:01632960123;ext=a)", '"tel:01632960123;ext=a" is not a telephone number'),
        ("[a](#1 )", None),
        ("[a](#1)", '"#1" is not the id of a heading'),
        ("[a [b](#x) c](#y)", "a link stands inside another link"),
        ("{page:}", "this page reference cannot be read"),
        ("[a]{lang=x!}", "this language mark cannot be read"),
        ("a{lang=de}", '"{lang=de}" follows no word in brackets'),
    ],
)
def test_faults(text: str, message: str | None) -> None:
    """What was meant as a mark and cannot work is told; what cannot be one is text."""
    report = Report()
    parse_prose(text, PLACE, report)
    assert [found.message for found in report.diagnostics] == ([message] if message else [])


def test_faults_are_located() -> None:
    """The place of a piece is asked for with its source text."""
    report = Report()
    asked = []

    def locate(fragment: str) -> Place:
        asked.append(fragment)
        return Place("a.yaml", 9, 9)

    prose = parse_prose("see {page:x} and [b](bad)", PLACE, report, locate)
    assert asked == ["{page:x}", "](bad)"]
    assert prose.spans[1].place == Place("a.yaml", 9, 9)
    assert report.diagnostics[0].place == Place("a.yaml", 9, 9)


@pytest.mark.parametrize(
    ("text", "without", "one", "both"),
    [
        ("A few weeks [@a].", "A few weeks.", "A few weeks <a>.", "A few weeks <a>."),
        ("A few weeks.[@a]", "A few weeks.", "A few weeks.<a>", "A few weeks.<a>"),
        ("word [@a] word", "word word", "word <a> word", "word <a> word"),
        ("[@a] Word", "Word", "<a> Word", "<a> Word"),
        ("word [@a]", "word", "word <a>", "word <a>"),
        ("word [@a]\nline", "word\nline", "word <a>\nline", "word <a>\nline"),
        ("shown ([@a]).", "shown.", "shown (<a>).", "shown (<a>)."),
        ("shown [@a], [@b].", "shown.", "shown <a>.", "shown <a><b>."),
        ("shown [@a][@b].", "shown.", "shown <a>.", "shown <a><b>."),
        ("shown [@a; @b].", "shown.", "shown <a>.", "shown <a><b>."),
        ("shown [@a,@b].", "shown.", "shown <a>.", "shown <a><b>."),
        ("**shown [@a]**, too", "shown, too", "shown <a>, too", "shown <a>, too"),
    ],
)
def test_citation_that_is_not_printed_leaves_nothing(text: str, without: str, one: str, both: str) -> None:
    """Neither its space nor its brackets stay; and two in a row are one list."""
    spans = parse(text).spans
    for printed, expected in (((), without), (("a",), one), (("a", "b"), both)):
        made = with_citations(spans, printed)
        assert "".join(f"<{span.citation}>" if span.citation else span.text for span in made) == expected
    assert parse(text).plain() == without


def test_citations_in_one_bracket() -> None:
    """Two in one bracket are two citations; without its @ the second is a fault."""
    assert parse("x[@a; @b-1]").spans == parse("x[@a][@b-1]").spans
    report = Report()
    parse_prose("x [@a; b]", PLACE, report)
    assert [fault.message for fault in report.errors] == ["these citations cannot be read"]


def test_text_is_composed() -> None:
    """A letter with a combining accent becomes one letter."""
    assert parse("cafe\u0301 **e\u0301**").spans == (Span("café "), Span("é", bold=True))


def test_filled_fields_are_data() -> None:
    """A filled value keeps the style and is never parsed."""
    prose = parse("**call {department.phone}** or {x.y}").substitute({"department.phone": "*0*"})
    assert prose.spans == (
        Span("call ", bold=True), Span("*0*", bold=True), Span(" or "), Span(field="x.y")
    )  # fmt: skip
    assert prose.plain() == "call *0* or "


MARKS = st.lists(
    st.sampled_from(["*", "**", "***", "^", "[", "]", "{", "}", "\\", "\n", " ", "a", "1", "é", "word", "{x}"])
    | st.text(max_size=4).map(lambda text: re.sub(r"[(@:.=]", "", text)),
    max_size=60,
).map("".join)


@given(MARKS)
def test_nothing_is_lost(text: str) -> None:
    """Whatever the marks, every other character is in the spans, in its order, and nothing is added."""
    prose = parse(text)
    removed = re.compile(r"[\\*^\[\]{}]")
    source = unicodedata.normalize("NFC", text)
    assert removed.sub("", prose.plain()) == removed.sub("", source)
    left = iter(source)
    assert all(character in left for character in prose.plain())
    assert all(span.text for span in prose.spans)


STYLES = {
    "plain": ("", ""),
    "bold": ("**", "**"),
    "italic": ("*", "*"),
    "superscript": ("^", "^"),
    "link": ("[", "](https://example.org/a_(b))"),
    "language": ("[", "]{lang=pl}"),
}
WORDS = st.text(alphabet="abcé1.,*[]{}()\\^:@", min_size=1, max_size=8)


@given(st.lists(st.tuples(st.sampled_from(sorted(STYLES)), WORDS), max_size=12))
def test_marked_text_comes_back_in_its_style(pieces: list[tuple[str, str]]) -> None:
    """Escaped text between marks comes back letter for letter, in the style of its marks."""
    source = " ".join(
        STYLES[style][0] + re.sub(r"([\\*^\[\]{}()@])", r"\\\1", text) + STYLES[style][1] for style, text in pieces
    )
    prose = parse(source)
    assert prose.plain() == " ".join(text for _, text in pieces)
    got = "".join(
        letter * len(span.text)
        for span in prose.spans
        for letter in [
            "b" if span.bold else "i" if span.italic else "^" if span.superscript
            else "l" if span.link else "p" if span.language else "-"
        ]
    )  # fmt: skip
    letters = {"plain": "-", "bold": "b", "italic": "i", "superscript": "^", "link": "l", "language": "p"}
    assert got == "-".join(letters[style] * len(text) for style, text in pieces)


@given(st.text())
def test_escaped_text_comes_back(text: str) -> None:
    """With every mark escaped, the text is exactly the text."""
    escaped = re.sub(r"([\\*^\[\]{}()])", r"\\\1", text)
    assert parse(escaped).plain() == unicodedata.normalize("NFC", text)


@given(st.text(alphabet=st.characters(exclude_characters="\\*^[]{")))
def test_unmarked_text_is_one_span(text: str) -> None:
    """The fast path gives one plain span."""
    prose = parse(text)
    composed = unicodedata.normalize("NFC", text)
    assert prose.spans == ((Span(composed),) if text else ())


@pytest.mark.parametrize(
    "piece", ["*", "**a", "[", "[[](", "](", "^a", "{page:", "{a.", "\\", "[a](#b)", "*a **b ", "[a](x(", "a^b "]
)
def test_the_work_is_linear(piece: str) -> None:
    """Twice the marks are twice the work; a hundred thousand of them reach the limit of a test where C's is not."""
    few, many = (lines_run(lambda n=n: parse_prose(piece * n, PLACE, Report())) for n in (1000, 2000))  # type: ignore[misc]
    assert many < 2.1 * few
    parse_prose(piece * (200_000 // len(piece)), PLACE, Report())
