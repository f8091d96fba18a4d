"""Leaflets whose words are special: reviewed, hidden, of symbols, of other languages, computed, filled in."""

from __future__ import annotations

from tests.word.habits.parts import TINT, entry, heading, styled, title, word_file
from tests.word.make import field, p, r

BY = 'w:id="9" w:author="A. Person" w:date="2026-01-01T00:00:00Z"'


def inserted(inside: str) -> str:
    return f"<w:ins {BY}>{inside}</w:ins>"


def deleted(words: str) -> str:
    return f'<w:del {BY}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def heavily_reviewed() -> bytes:
    comment = '<w:commentRangeStart w:id="1"/>' + r("with food") + '<w:commentRangeEnd w:id="1"/>'
    comment += '<w:r><w:commentReference w:id="1"/></w:r>'
    moved = f"<w:moveFrom {BY}>{r('Call us at any time.')}</w:moveFrom>"
    return word_file(
        title("Your tablets"),
        heading("How to take them"),
        p(
            r("Take ")
            + deleted("two")
            + inserted(r("one"))
            + r(" tablet")
            + deleted("s")
            + r(" a day ")
            + comment
            + r(".")
        ),
        p(moved),
        p(r("Do not"), f"<w:rPr><w:del {BY}/></w:rPr>"),
        p(r(" stop without asking.")),
        p(f"<w:moveTo {BY}>{r('Call us at any time.')}</w:moveTo>"),
        comments=f"<w:comment {BY.replace('9', '1', 1)}>{p('Is this still right?')}</w:comment>",
    )


def hidden_text() -> bytes:
    return word_file(
        title("Diet"),
        heading("Salt"),
        p(r("Eat less salt.") + r(" Ask Jo about this.", "<w:vanish/>")),
        p(r("Whole line hidden.", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>"),
        p("Drink water."),
    )


def doses() -> bytes:
    symbol = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    return word_file(
        title("Thyroid tablets"),
        heading("How much"),
        p(r("Take 50 ") + r("m", symbol) + r("g, or 75 mcg, or 1/2 a tablet.")),
        p("Keep ≤ 25 °C; weigh ± 1 kg; 2 \u00d7 25 µg; ½ a tablet."),
        p(r("Never ") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + r(" 100 mg.")),
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + r(" with water")),
    )


def footnotes() -> bytes:
    def mark(number: int) -> str:
        return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    return word_file(
        title("Back pain"),
        heading("Keep moving"),
        p(r("Walking helps") + mark(1) + r(".")),
        p(r("Ask your clinic") + mark(2) + r(" first.")),
        footnotes=f'<w:footnote w:id="1">{p("NICE (2016) Low back pain, NG59")}</w:footnote>'
        f'<w:footnote w:id="2">{p("open on weekdays")}</w:footnote>',
    )


def controls() -> bytes:
    def control(words: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{words}</w:sdtContent></w:sdt>"

    prompt = control(r("Click here to enter text."), "<w:showingPlcHdr/><w:text/>")
    return word_file(
        title("My plan"),
        control(heading("Goals"), ""),
        p(r("My nurse is ") + control(r("Sam"), '<w:alias w:val="Nurse"/><w:text/>') + r(".")),
        p(r("Next visit: ") + prompt),
    )


def equations() -> bytes:
    fraction = "<m:oMath><m:f><m:num><m:r><m:t>weight</m:t></m:r></m:num><m:den><m:sSup>"
    fraction += "<m:e><m:r><m:t>height</m:t></m:r></m:e>"
    fraction += "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:den></m:f></m:oMath>"
    return word_file(title("BMI"), heading("The sum"), p(r("BMI = ") + fraction))


def languages() -> bytes:
    german = '<w:lang w:val="de-DE"/>'
    arabic = '<w:rtl/><w:lang w:bidi="ar-SA"/>'
    return word_file(
        title("Interpreters"),
        heading("Ask us"),
        p(r("In German: ") + r("Wir helfen Ihnen", german) + r(".")),
        p(r("نحن هنا للمساعدة", arabic), "<w:bidi/>"),
    )


def hyphens_and_spaces() -> bytes:
    return word_file(
        title("Tests"),
        heading("Blood"),
        p(r("Take 5\u00a0ml. Your follow") + "<w:r><w:noBreakHyphen/></w:r>" + r("up is soon.")),
        p(r("Anti") + "<w:r><w:softHyphen/></w:r>" + r("biotics help.")),
    )


def fields() -> bytes:
    contents = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents += "</w:sdtPr><w:sdtContent>"
    contents += styled("TOC1", field("TOC", r("Wounds 2"))) + "</w:sdtContent></w:sdt>"
    begun = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>' + r("Wounds") + '<w:bookmarkEnd w:id="1"/>'
    return word_file(
        title("Stitches"),
        contents,
        styled("Heading1", begun),
        p(
            r("Keep it dry. See ")
            + field("REF _Ref1 \\h", r("Wounds"))
            + r(" on page ")
            + field("PAGEREF _Ref1 \\h", r("2"))
            + r(".")
        ),
        p(r("Printed on ") + field("DATE", r("1 March 2025")) + r(".")),
    )


def plain_words_with_marks() -> bytes:
    """Words that are marks in leafletgen or in YAML."""
    return word_file(
        title("Codes: *a*, [b]"),
        heading("# Not a comment"),
        p("- not a list"),
        p("key: value {brand.name} ^up^ \\ [@one] 3 * 4"),
        entry("yes"),
        entry("null"),
        p(r("Tinted"), TINT),
    )
