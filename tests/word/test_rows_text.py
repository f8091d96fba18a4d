"""Headings, lists, boxes and characters as Word writes them, one construct at a time."""

from __future__ import annotations

from typing import Final

import pytest

from tests.word.habits.parts import (
    BULLETS,
    LETTERS,
    NUMBERING,
    NUMBERS,
    STYLES,
    TINT,
    bold,
    cell,
    entry,
    heading,
    level,
    outline,
    picture,
    style,
    styled,
    text_box,
)
from tests.word.make import p, r, table
from tests.word.rows import Row, comes_to


def run(inside: str, looks: str = "") -> str:
    return f"<w:r><w:rPr>{looks}</w:rPr>{inside}</w:r>"


def control(inside: str, properties: str = "") -> str:
    """Return a content control as Word writes it."""
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="-188"/><w:placeholder><w:docPart w:val="DefaultPlaceholder"/></w:placeholder>'
        f"{properties}</w:sdtPr><w:sdtEndPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def tick_box(is_ticked: bool) -> str:
    state = f'<w14:checkbox><w14:checked w14:val="{int(is_ticked)}"/></w14:checkbox>'
    return control(run(f"<w:t>{'☒' if is_ticked else '☐'}</w:t>", '<w:rFonts w:ascii="MS Gothic"/>'), state)


OFF: Final = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
ROWS: Final = {
    "headings by outlines and by styles on styles": Row(
        styled("Ours", "By a style")
        + p("One.")
        + p("By an outline", '<w:outlineLvl w:val="1"/>')
        + p("Two.")
        + styled("Outlined", "By the outline of a style")
        + p("Three."),
        "- heading: By a style\n- One.\n- heading: By an outline\n  level: 2\n- Two.\n"
        "- heading: By the outline of a style\n- Three.",
        parts={
            "styles": STYLES
            + style("Ours", "Our heading", based="Heading1")
            + style("Outlined", "Outlined", outline(0))
        },
    ),
    "a level that is skipped": Row(
        heading("Deep", 3) + p("One."),
        "- heading: Deep\n  level: 2\n- One.",
        ("Deep :: level",),
    ),
    "an empty heading": Row(heading("") + p("One."), "- One."),
    "a heading with a line break": Row(
        styled("Heading1", run("<w:t>When to</w:t><w:br/><w:t>call us</w:t>")) + p("One."),
        "- heading: When to call us\n- One.",
    ),
    "a heading numbered by its style": Row(
        styled("Heading1", r("How much"), '<w:numPr><w:numId w:val="9"/></w:numPr>') + p("One."),
        "- heading: 1. How much\n- One.",
        ("How much :: number",),
        parts={
            "numbering": NUMBERING.replace(
                '<w:num w:numId="1"',
                f'<w:abstractNum w:abstractNumId="9">{level(0, "decimal", "%1.")}</w:abstractNum><w:num w:numId="1"',
                1,
            )
            + '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
        },
    ),
    "many headings that Word numbers": Row(
        "".join(
            [
                entry(r(words, "<w:b/>"), NUMBERS) + p("Rest.")
                for words in ("What is it?", "Who has it?", "What helps?", "What next?")
            ]
        ),
        "\n".join(
            [
                f"- {{heading: '{number}. {words}', level: 2}}\n- Rest."
                for number, words in enumerate(("What is it?", "Who has it?", "What helps?", "What next?"), start=1)
            ]
        ),
        (
            *("What is it? :: bold", "What is it? :: of 3 more headings", "Who has it? :: bold"),
            *("What helps? :: bold", "What next? :: bold"),
        ),
    ),
    "headings by hand": Row(
        bold("What is it?", 14) + p("It is common.") + p(r("CONTACT", '<w:u w:val="single"/>')) + p("Ring us."),
        "- heading: What is it?\n  level: 2\n- It is common.\n- heading: CONTACT\n  level: 2\n- Ring us.",
        ("What is it? :: bold", "CONTACT :: underlined"),
    ),
    "headings by hand that Word numbers": Row(
        entry(r("What is it?", "<w:b/>"), NUMBERS)
        + p("It is common.")
        + entry(r("What next?", "<w:b/>"), NUMBERS)
        + entry("Rest."),
        "- heading: 1. What is it?\n  level: 2\n- It is common.\n- heading: 2. What next?\n  level: 2\n- list: [Rest.]",
        ("What is it? :: bold", "What is it? :: 1.", "What next? :: bold", "What next? :: 2."),
    ),
    "bold entries of a list": Row(
        entry(r("Lift", "<w:b/>"), NUMBERS) + entry(r("Lower", "<w:b/>"), NUMBERS) + p("Rest."),
        "- steps: ['**Lift**', '**Lower**']\n- Rest.",
    ),
    "a picture after each entry": Row(
        entry("Lift.", NUMBERS)
        + p(picture("rId1", "Up."))
        + entry("Lower.", NUMBERS)
        + p(picture("rId2", "Down."))
        + p("Rest."),
        """
        - steps:
            - {text: Lift., body: [{image: row/1.png, alt: Up.}]}
            - {text: Lower., body: [{image: row/2.png, alt: Down.}]}
        - Rest.
        """,
        (" :: under the entry",),
    ),
    "a bold sentence": Row(
        p("Rest.") + bold("Do not stop your tablets.") + p("Ask us."),
        "- Rest.\n- '**Do not stop your tablets.**'\n- Ask us.",
        ("Do not stop :: key",),
    ),
    "a list, numbers, letters and a level below": Row(
        entry("one")
        + entry("deeper", BULLETS, 1)
        + entry("two")
        + p("Then:")
        + entry("first", NUMBERS)
        + entry("second", NUMBERS)
        + p("Or:")
        + entry("left", LETTERS)
        + entry("right", LETTERS),
        "- list: [{text: one, list: [deeper]}, two]\n- 'Then:'\n- steps: [first, second]\n"
        "- 'Or:'\n- steps: [left, right]",
        ("left :: letter",),
    ),
    "numbers that go on after words between": Row(
        entry("first", NUMBERS) + p("Rest.") + entry("second", NUMBERS),
        "- steps: [first]\n- Rest.\n- steps: [second]\n  start: 2",
    ),
    "an indented paragraph between entries": Row(
        entry("first", NUMBERS) + p("Rest.", '<w:ind w:left="720"/>') + entry("second", NUMBERS),
        "- steps: [{text: first, body: [Rest.]}, second]",
        ("Rest. :: under the entry",),
    ),
    "numbering switched off": Row(entry("one") + styled("ListParagraph", "Words.", OFF), "- list: [one]\n- Words."),
    "bullets and numbers by hand": Row(
        p("•\tone") + p("•\ttwo") + p("Then:") + p("1. first") + p("2. second"),
        "- list: [one, two]\n- 'Then:'\n- steps: [first, second]",
        ("•\tone :: typed".replace("\t", " "), "1. first :: typed"),
    ),
    "a text box among paragraphs": Row(
        p(r("Begin.") + text_box(bold("Remember"), p("Wear it."))) + p("Go on."),
        "- Begin.\n- box: {title: Remember, body: [Wear it.]}\n- Go on.",
        ("Begin. :: text box",),
    ),
    "a frame": Row(
        p("Ask us.", '<w:framePr w:w="3000" w:hSpace="180" w:wrap="around" w:vAnchor="text" w:hAnchor="margin"/>')
        + p("Go on."),
        "- box: {body: [Ask us.]}\n- Go on.",
        ("Ask us. :: frame",),
    ),
    "a large letter that begins a paragraph": Row(
        p(
            r("T", '<w:position w:val="-9"/><w:sz w:val="110"/>'),
            '<w:keepNext/><w:framePr w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>',
        )
        + p("he knee is sore."),
        "- The knee is sore.",
    ),
    "a box that says 999": Row(
        table(f"<w:tr>{cell(bold('Call 999 if:'), entry('you cannot breathe'), properties=TINT)}</w:tr>"),
        "- box: {title: 'Call 999 if:', body: [{list: [you cannot breathe]}]}",
        ("Call 999 :: card",),
    ),
    "a quotation": Row(
        styled("Quote", "“It helped me.”") + p("Rest."),
        "- quote: It helped me.\n- Rest.",
        ("“It helped me.” :: quote",),
        parts={"styles": STYLES + style("Quote", "Quote", "<w:rPr><w:i/><w:iCs/></w:rPr>")},
    ),
    "bold and italic by runs, by styles, switched off": Row(
        p(
            r("Very", "<w:b/><w:bCs/>")
            + r(" and ")
            + r("so", "<w:i/>")
            + r(", ")
            + r("strong", '<w:rStyle w:val="Strong"/>')
            + r(" not", '<w:rStyle w:val="Strong"/><w:b w:val="0"/>')
            + r(".")
        ),
        "- '**Very** and *so*, **strong** not.'",
    ),
    "raised and lowered": Row(
        p(
            r("10")
            + r("6", '<w:vertAlign w:val="superscript"/>')
            + r(" H")
            + r("2", '<w:vertAlign w:val="subscript"/>')
            + r("O, 2")
            + r("nd", '<w:vertAlign w:val="superscript"/>')
            + r(" week.")
        ),
        "- 10^6^ H₂O, 2^nd^ week.",
        ("10⁶ H₂O :: ₂",),
    ),
    "underlined, coloured, marked, large": Row(
        p(
            r("Never", '<w:u w:val="single"/>')
            + r(" red", '<w:color w:val="FF0000"/>')
            + r(" marked", '<w:highlight w:val="yellow"/>')
            + r(" large.", '<w:sz w:val="40"/>')
        ),
        "- Never red marked large.",
        ("Never red :: underline",),
    ),
    "capitals and small capitals": Row(
        p(r("stop", "<w:caps/>") + r(" and ") + r("Ask", "<w:smallCaps/>") + r(" us.")),
        "- STOP and Ask us.",
    ),
    "another language": Row(
        p(r("Ask for ") + r("Vitamintropfen", '<w:lang w:val="de-DE"/>') + r(".")),
        "- Ask for [Vitamintropfen]{lang=de}.",
    ),
    "breaks, tabs, hyphens": Row(
        p(
            run("<w:t>One.</w:t><w:br/><w:t>Two.</w:t><w:cr/><w:t>Three</w:t><w:noBreakHyphen/><w:t>four</w:t>")
            + run("<w:t>anti</w:t><w:softHyphen/><w:t>biotic.</w:t>")
        )
        + p(run("<w:t>Time:</w:t><w:tab/><w:t>noon</w:t>")),
        "- \"One.\\nTwo.\\nThree\\u2011fourantibiotic.\"\n- 'Time: noon'",
        ("Time: noon :: tab",),
    ),
    "page breaks": Row(
        p(run("<w:t>One.</w:t>") + run('<w:br w:type="page"/>')) + p("Two.", "<w:pageBreakBefore/>"),
        "- One.\n- Two.",
        ("One. :: and 1 more",),
    ),
    "the break at a section's end": Row(
        p("One.", '<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>') + p("Two."),
        "- One.\n- Two.",
        ("One. :: section",),
    ),
    "symbols": Row(
        p(
            r("Take 5 ")
            + r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
            + r("g, ")
            + run('<w:sym w:font="Symbol" w:char="F0A3"/>')
            + r(" 5 days.")
        ),
        "- Take 5 µg, ≤ 5 days.",
        ("Take 5 µg :: µ",),
    ),
    "a symbol that nobody knows": Row(
        p(r("Take ") + run('<w:sym w:font="Wingdings" w:char="F0FF"/>') + r(" now.")),
        "- Take ? now.",
        ("Take ? now. :: symbol",),
    ),
    "content controls": Row(
        control(p("A block."))
        + p(
            r("With ")
            + control(r("words"), "<w:text/>")
            + r(" and ")
            + control(r("Choose an item."), "<w:showingPlcHdr/>")
        )
        + p(tick_box(False) + r(" I have read it"))
        + p(tick_box(True) + r(" I have asked")),
        "- A block.\n- With words and\n- list: [I have read it, I have asked]",
        ("With words and :: Choose an item.", "I have read it :: ☐", "I have asked :: ☒"),
    ),
    "an equation": Row(
        p(
            r("BMI = ")
            + "<m:oMath><m:f><m:fPr><m:ctrlPr><w:rPr/></m:ctrlPr></m:fPr><m:num><m:r><m:t>weight</m:t></m:r></m:num>"
            "<m:den><m:sSup><m:e><m:r><m:t>height</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:den>"
            "</m:f></m:oMath>"
        ),
        "- BMI = weight / height^2^",
        ("BMI = :: equation",),
    ),
    "an equation on its own": Row(
        p("<m:oMathPara><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></m:oMathPara>"),
        "- a+b",
        ("a+b :: equation",),
    ),
    "words with marks": Row(
        p("5 * 3 [a] {b} ^c^ \\d @e"),
        "- '5 \\* 3 \\[a\\] \\{b\\} \\^c\\^ \\\\d @e'",
    ),
    "smart tags, custom markup, directions": Row(
        p(
            '<w:smartTag w:uri="urn:x" w:element="place">'
            + r("Riverside")
            + "</w:smartTag>"
            + '<w:customXml w:element="x">'
            + r(" Hospital")
            + "</w:customXml>"
            + '<w:bdo w:val="ltr">'
            + r(" is")
            + "</w:bdo><w:dir w:val='ltr'>"
            + r(" here.")
            + "</w:dir>"
        ),
        "- Riverside Hospital is here.",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_words_become_what_their_author_means(name: str) -> None:
    came, wanted, wrong = comes_to(ROWS[name], "row")
    assert came == wanted
    assert wrong == []
