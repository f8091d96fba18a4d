"""Reviews as Word leaves them, one construct at a time: changes, comments, hidden words."""

from __future__ import annotations

from typing import Final

import pytest

from tests.word.habits.parts import BULLETS, STYLES, cell, entry, heading, picture, style, styled
from tests.word.make import field, p, r, row, table
from tests.word.rows import Row, comes_to

BY: Final = 'w:id="9" w:author="A. Person" w:date="2026-01-01T00:00:00Z"'
NUMBER: Final = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{BULLETS}"/></w:numPr>'


def ins(inside: str) -> str:
    return f"<w:ins {BY}>{inside}</w:ins>"


def gone(words: str, looks: str = "") -> str:
    made = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:del {BY}><w:r>{made}<w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def commented(words: str, number: int = 0) -> str:
    return (
        f'<w:commentRangeStart w:id="{number}"/>{r(words)}<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr>'
        f'<w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'
    )


def comment(words: str, number: int = 0) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    return f'<w:comment w:id="{number}" w:author="A. Person" w:initials="AP">{p(mark + r(words))}</w:comment>'


ROWS: Final = {
    "words inserted and deleted": Row(
        p(r("Take ") + gone("two") + ins(r("one")) + r(" tablets a day.")),
        "- Take one tablets a day.",
        ("Take one :: two", "Take one :: one"),
    ),
    "words inserted and deleted again": Row(
        p(r("Take one") + f"<w:ins {BY}>{gone(' or two')}</w:ins>" + r(" tablet a day.")),
        "- Take one tablet a day.",
        ("Take one :: or two",),
    ),
    "a paragraph inserted with its mark": Row(
        p("Take one tablet.") + p(ins(r("Drink water.")), f"<w:rPr><w:ins {BY}/></w:rPr>") + p("Rest."),
        "- Take one tablet.\n- Drink water.\n- Rest.",
        ("Drink water. :: inserted",),
    ),
    "a paragraph deleted whole with its mark": Row(
        p("Take one tablet.") + p(gone("Drink milk."), f"<w:rPr><w:del {BY}/></w:rPr>") + p("Rest."),
        "- Take one tablet.\n- Rest.",
        ("Rest. :: Drink milk.",),
    ),
    "an entry deleted whole with its mark": Row(
        entry("one") + p(gone("two"), f"{NUMBER}<w:rPr><w:del {BY}/></w:rPr>") + entry("three"),
        "- list: [one, three]",
        ("three :: two",),
    ),
    "the mark of a paragraph deleted": Row(
        p(r("Do not"), f"<w:rPr><w:del {BY}/></w:rPr>") + p(r(" stop without asking.")),
        "- Do not stop without asking.",
        ("Do not :: joined",),
    ),
    "a paragraph split in two": Row(
        p(r("Do not stop."), f"<w:rPr><w:ins {BY}/></w:rPr>") + p(r("Ask us.")),
        "- Do not stop.\n- Ask us.",
        ("Do not stop. :: paragraph",),
    ),
    "a paragraph moved": Row(
        p(
            f'<w:moveFromRangeStart {BY} w:name="move1"/><w:moveFrom {BY}>{r("Call us.")}</w:moveFrom>',
            f"<w:rPr><w:moveFrom {BY}/></w:rPr>",
        )
        + '<w:moveFromRangeEnd w:id="9"/>'
        + p("Rest.")
        + p(
            f'<w:moveToRangeStart {BY} w:name="move1"/><w:moveTo {BY}>{r("Call us.")}</w:moveTo>',
            f"<w:rPr><w:moveTo {BY}/></w:rPr>",
        )
        + '<w:moveToRangeEnd w:id="9"/>'
        + p("Drink."),
        "- Rest.\n- Call us.\n- Drink.",
        ("Rest. :: moved away", "Call us. :: moved here"),
    ),
    "looks changed, of words, paragraphs, tables, sections and numbers": Row(
        p(
            f"<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t>Rest</w:t></w:r>"
            + r(" well."),
            f'<w:pPrChange {BY}><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>',
        )
        + entry("one")
        + p("two", f"{NUMBER}<w:pPrChange {BY}><w:pPr/></w:pPrChange>"),
        "- '**Rest** well.'\n- list: [one, two]",
    ),
    "a comment on words": Row(
        p(r("Eat ") + commented("well") + r(".")),
        "- Eat well.",
        ("Eat well. :: Is this right?",),
        parts={"comments": comment("Is this right?")},
    ),
    "a comment with an answer": Row(
        p(
            '<w:commentRangeStart w:id="0"/><w:commentRangeStart w:id="1"/>'
            + r("Eat well.")
            + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
            '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        ),
        "- Eat well.",
        ("Eat well. :: Is this right?", "Eat well. :: Yes it is."),
        parts={"comments": comment("Is this right?") + comment("Yes it is.", 1)},
    ),
    "two comments of one number": Row(
        p(commented("Eat well.")),
        "- Eat well.",
        ("Eat well. :: Is this right?", "comment :: Or this?"),
        parts={"comments": comment("Is this right?") + comment("Or this?")},
    ),
    "a comment over two paragraphs": Row(
        p('<w:commentRangeStart w:id="0"/>' + r("Eat well."))
        + p(r("Rest.") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'),
        "- Eat well.\n- Rest.",
        (" :: Is this right?",),
        parts={"comments": comment("Is this right?")},
    ),
    "hidden words": Row(
        p(r("Eat less salt.") + r(" Ask Jo.", "<w:vanish/>")),
        "- Eat less salt.",
        ("Eat less salt. :: Ask Jo.",),
    ),
    "words hidden by a style": Row(
        p(r("Eat less salt.") + r(" Ask Jo.", '<w:rStyle w:val="Note"/>')) + styled("Notes", "For staff alone."),
        "- Eat less salt.",
        ("Eat less salt. :: Ask Jo.", " :: For staff alone."),
        parts={
            "styles": STYLES
            + style("Note", "Note", "<w:rPr><w:vanish/></w:rPr>", "", "character")
            + style("Notes", "Notes", "<w:rPr><w:vanish/></w:rPr>")
        },
    ),
    "words that are hidden in a web page alone": Row(p(r("Eat well.", "<w:webHidden/>")), "- Eat well."),
    "a hidden row": Row(
        table(
            row("Day", "Dose", properties="<w:tblHeader/>"),
            row("Monday", "5 ml"),
            row(cell(p(r("Sunday", "<w:vanish/>"))), cell(p(r("1 ml", "<w:vanish/>"))), properties="<w:hidden/>"),
        ),
        "- table: {header: [Day, Dose], rows: [[Monday, 5 ml]]}",
        (" :: Sunday",),
    ),
    "a part of an equation deleted": Row(
        p(
            r("Dose: ")
            + f"<m:oMath><m:r><w:del {BY}><m:t>2</m:t></w:del></m:r><m:r><m:t>a+</m:t></m:r>"
            + f"<w:del {BY}><m:r><m:t>3</m:t></m:r></w:del><w:ins {BY}><m:r><m:t>b</m:t></m:r></w:ins></m:oMath>"
        ),
        "- 'Dose: a+b'",
        ("Dose: a+b :: 2", "Dose: a+b :: b", "Dose: a+b :: equation"),
    ),
    "cells merged": Row(
        table(
            row("Day", "Dose", properties="<w:tblHeader/>"),
            row("Monday", cell(p("5 ml"), properties=f'<w:cellMerge {BY} w:vMerge="rest"/>')),
            row("Friday", cell(p(""), properties=f'<w:cellMerge {BY} w:vMerge="cont"/>')),
        ),
        "- table: {header: [Day, Dose], rows: [[Monday, 5 ml], [Friday, 5 ml]]}",
        ("Day :: merged",),
    ),
    "a hidden field": Row(
        p(r("Rest.") + field("DATE", r("1 May", "<w:vanish/>"))),
        "- Rest.",
        ("Rest. :: hidden text is left out",),
    ),
    "a row deleted that a cell goes on from": Row(
        table(
            row("Day", "Dose", properties="<w:tblHeader/>"),
            row(
                cell(p(gone("Sunday")), properties='<w:vMerge w:val="restart"/>'),
                cell(p(gone("1 ml"))),
                properties=f"<w:del {BY}/>",
            ),
            row(cell(p(""), properties="<w:vMerge/>"), "5 ml"),
        ),
        "- table: {header: [Day, Dose], rows: [['', 5 ml]]}",
        ("Sunday :: Sunday 1 ml",),
    ),
    "words struck out": Row(
        p(r("Take ") + r("two", "<w:strike/>") + r(" one tablet.") + r(" Or none.", "<w:dstrike/>")),
        "- Take one tablet.",
        ("Take :: Or none.",),
    ),
    "a heading deleted": Row(
        styled("Heading1", gone("Old heading"), f"<w:rPr><w:del {BY}/></w:rPr>") + heading("New heading") + p("Rest."),
        "- heading: New heading\n- Rest.",
        (" :: Old heading",),
    ),
    "a picture deleted": Row(
        p(r("Rest.") + f"<w:del {BY}>{picture('rId1', 'Old.')}</w:del>"),
        "- Rest.",
        ("Rest. :: Old.",),
    ),
    "a note deleted": Row(
        p(r("Rest.") + f'<w:del {BY}><w:r><w:footnoteReference w:id="1"/></w:r></w:del>'),
        "- Rest.",
        (" :: Once.",),
        parts={"footnotes": f'<w:footnote w:id="1">{p("Once.")}</w:footnote>'},
    ),
    "a cell deleted and one inserted": Row(
        table(
            row("Day", "Dose", "With", properties="<w:tblHeader/>"),
            row(
                "Monday",
                cell(p(gone("5 ml")), properties=f"<w:cellDel {BY}/>"),
                cell(p(ins(r("10 ml"))), properties=f"<w:cellIns {BY}/>"),
                "food",
            ),
        ),
        "- table: {header: [Day, Dose, With], rows: [[Monday, 10 ml, food]]}",
        ("5 ml :: 5 ml", "10 ml :: 10 ml"),
    ),
    "a field deleted": Row(
        p(
            r("Rest.")
            + f'<w:del {BY}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:delInstrText> DATE </w:delInstrText>'
            '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:delText>1 May</w:delText></w:r><w:r>'
            '<w:fldChar w:fldCharType="end"/></w:r></w:del>'
        ),
        "- Rest.",
        ("Rest. :: 1 May",),
    ),
    "a link inserted": Row(
        p(r("See ") + ins('<w:hyperlink r:id="rLink">' + r("the page") + "</w:hyperlink>") + r(".")),
        "- See [the page](https://www.example.org/).",
        ("See the page. :: the page",),
        links={"rLink": ("hyperlink", "https://www.example.org/", True)},
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_review_becomes_what_its_author_means(name: str) -> None:
    came, wanted, wrong = comes_to(ROWS[name], "row")
    assert came == wanted
    assert wrong == []
