"""Links, cross-references, notes, contents and fields as Word writes them, one construct at a time."""

from __future__ import annotations

from typing import Final

import pytest

from tests.word.habits.parts import cell, entry, picture, styled
from tests.word.make import field, p, r, row, table
from tests.word.rows import Row, comes_to

LINK: Final = {"rLink": ("hyperlink", "https://www.example.org/a?b=1&amp;c=2", True)}
BLUE: Final = '<w:rStyle w:val="Hyperlink"/>'
RAISED: Final = '<w:rStyle w:val="FootnoteReference"/>'
SEPARATORS: Final = (
    '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    '<w:{0} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{0}>'
)


def marked(name: str, words: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{r(words)}<w:bookmarkEnd w:id="{number}"/>'


def note(number: int, inside: str, kind: str = "footnote") -> str:
    style = "FootnoteText" if kind == "footnote" else "EndnoteText"
    mark = f"<w:r><w:rPr>{RAISED}</w:rPr><w:{kind}Ref/></w:r>"
    return f'<w:{kind} w:id="{number}">{styled(style, mark + r(" ") + inside)}</w:{kind}>'


def notes(*inside: str, kind: str = "footnote") -> dict[str, str]:
    return {f"{kind}s": SEPARATORS.format(kind) + "".join(inside)}


def cite(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr>{RAISED}</w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def contents(*lines: str) -> str:
    """Return a table of contents as Word writes it: a building block, its heading, a field over its paragraphs."""
    first = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h '
        '\\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    made = ""
    for number, words in enumerate(lines):
        page = field(f"PAGEREF _Toc{number} \\h", r("2", "<w:webHidden/>"))
        link = f'<w:hyperlink w:anchor="_Toc{number}" w:history="1">{r(words, BLUE)}<w:r><w:tab/></w:r>{page}'
        link += "</w:hyperlink>"
        made += styled("TOC1", (first if not number else "") + link)
    return (
        '<w:sdt><w:sdtPr><w:id w:val="123"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtEndPr/><w:sdtContent>"
        f'{styled("TOCHeading", r("Contents"))}{made}<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        "</w:sdtContent></w:sdt>"
    )


ROWS: Final = {
    "a link": Row(
        p(r("See ") + f'<w:hyperlink r:id="rLink" w:history="1">{r("the page", BLUE)}</w:hyperlink>' + r(".")),
        "- See [the page](https://www.example.org/a?b=1&c=2).",
        links=LINK,
    ),
    "a link as a field": Row(
        p(r("See ") + field('HYPERLINK "https://www.example.org/"', r("the page", BLUE)) + r(".")),
        "- See [the page](https://www.example.org/).",
    ),
    "a link as a simple field": Row(
        p(f'<w:fldSimple w:instr=" HYPERLINK &quot;https://www.example.org/&quot; ">{r("the page")}</w:fldSimple>'),
        "- '[the page](https://www.example.org/)'",
    ),
    "a link with a place in the page": Row(
        p(f'<w:hyperlink r:id="rLink" w:anchor="part">{r("the page")}</w:hyperlink>'),
        "- '[the page](https://www.example.org/#part)'",
        links={"rLink": ("hyperlink", "https://www.example.org/", True)},
    ),
    "a link as a field with a place and a tip": Row(
        p(field('HYPERLINK "https://www.example.org/" \\l "part" \\o "A tip" \\t "_blank"', r("the page"))),
        "- '[the page](https://www.example.org/#part)'",
    ),
    "an address of mail": Row(
        p(r("Write to ") + f'<w:hyperlink r:id="rLink">{r("a@example.org", BLUE)}</w:hyperlink>' + r(".")),
        "- Write to [a@example.org](mailto:a@example.org).",
        links={"rLink": ("hyperlink", "mailto:a@example.org", True)},
    ),
    "an address that is its own words": Row(
        p(r("See ") + f'<w:hyperlink r:id="rLink">{r("https://www.example.org/", BLUE)}</w:hyperlink>' + r(".")),
        "- See [https://www.example.org/](https://www.example.org/).",
        links={"rLink": ("hyperlink", "https://www.example.org/", True)},
    ),
    "a bare address": Row(
        p("See www.example.org for more."),
        "- See www.example.org for more.",
        ("See www.example.org :: address",),
    ),
    "a link to a heading": Row(
        p(r("See ") + f'<w:hyperlink w:anchor="_Pain" w:history="1">{r("Pain", BLUE)}</w:hyperlink>' + r("."))
        + styled("Heading1", marked("_Pain", "Pain"))
        + p("Rest."),
        "- See [Pain](#pain).\n- heading: Pain\n  id: pain\n- Rest.",
    ),
    "a link to a heading as a field": Row(
        p(r("See ") + field('HYPERLINK \\l "_Pain"', r("Pain")) + r("."))
        + styled("Heading1", marked("_Pain", "Pain"))
        + p("Rest."),
        "- See [Pain](#pain).\n- heading: Pain\n  id: pain\n- Rest.",
    ),
    "a cross-reference and its page": Row(
        p(
            r("See ")
            + field("REF _Ref1 \\h", r("Pain"))
            + r(" on page ")
            + field("PAGEREF _Ref1 \\h", r("2", "<w:noProof/>"))
            + r(".")
        )
        + styled("Heading1", marked("_Ref1", "Pain"))
        + p("Rest."),
        "- See [Pain](#pain) on page {page:pain}.\n- heading: Pain\n  id: pain\n- Rest.",
    ),
    "a cross-reference to a picture": Row(
        p(
            r("See ")
            + field("REF _Ref1 \\h", r("Figure 1"))
            + r(" on page ")
            + field("PAGEREF _Ref1 \\h", r("2"))
            + r(".")
        )
        + p(picture("rId1", "A brace."))
        + styled("Caption", marked("_Ref1", "Figure 1") + r(": A brace")),
        """
        - See Figure 1 on page 2.
        - image: row/1.png
          alt: A brace.
          caption: "Figure 1: A brace"
        """,
        ("See Figure 1 :: Figure 1", "See Figure 1 :: page number"),
    ),
    "a cross-reference to nothing": Row(
        p(r("See ") + field("REF _Ref9 \\h", r("Error! Reference source not found.", "<w:b/><w:bCs/>")) + r(".")),
        "- See **Error! Reference source not found.**.",
        ("See Error! :: _Ref9",),
    ),
    "contents": Row(
        contents("Pain", "Rest")
        + styled("Heading1", marked("_Toc0", "Pain"))
        + p("One.")
        + styled("Heading1", marked("_Toc1", "Rest", 2))
        + p("Two."),
        "- heading: Pain\n- One.\n- heading: Rest\n- Two.",
        (" :: Pain",),
    ),
    "a date": Row(
        p(r("Printed on ") + field('DATE \\@ "d MMMM yyyy"', r("1 March 2025")) + r(".")),
        "- Printed on 1 March 2025.",
        ("Printed on :: 1 March 2025",),
    ),
    "a field of a letter, of a form, and a condition": Row(
        p(r("Dear ") + field("MERGEFIELD Name", r("«Name»")) + r(","))
        + p(r("Ward: ") + field("FORMTEXT", r("Seven")))
        + p(field('IF 1 = 1 "Yes" "No"', r("Yes"))),
        "- Dear «Name»,\n- 'Ward: Seven'\n- 'Yes'",
        ("Dear :: «Name»", "Ward: :: Seven", "Yes :: IF"),
    ),
    "a field within a field": Row(
        p(
            r("Call ")
            + field("IF " + "", r(""))
            .replace(
                '<w:instrText xml:space="preserve"> IF  </w:instrText></w:r>',
                '<w:instrText xml:space="preserve"> IF </w:instrText></w:r>'
                + field("MERGEFIELD Age", r("12"))
                + '<w:r><w:instrText xml:space="preserve"> &lt; 16 "a" "b" </w:instrText></w:r>',
            )
            .replace(r(""), r("your parents"))
            + r(".")
        ),
        "- Call your parents.",
        ("Call :: 12", "Call :: your parents"),
    ),
    "a footnote with a source": Row(
        p(r("Walking helps") + cite(1) + r(".")),
        "- 'Walking helps[@fn1].'",
        head='references: {fn1: {text: "NICE (2016) Low back pain, NG59"}}',
        parts=notes(note(1, r("NICE (2016) Low back pain, NG59"))),
    ),
    "a footnote with a linked address": Row(
        p(r("Walking helps.") + cite(1)),
        "- 'Walking helps.[@fn1]'",
        head="references: {fn1: {text: NHS pages on walking, url: 'https://www.example.org/walk'}}",
        parts=notes(note(1, r("NHS pages on walking. https://www.example.org/walk"))),
    ),
    "a footnote with an address after a colon, in brackets": Row(
        p(r("Walking helps") + cite(1) + r(" you") + cite(2) + r(".")),
        "- 'Walking helps[@fn1] you[@fn2].'",
        head="references: {fn1: {text: NHS, url: 'https://www.example.org/walk'},"
        " fn2: {text: NICE (2016), url: 'https://www.example.org/ng'}}",
        parts=notes(
            note(1, r("NHS: https://www.example.org/walk;")), note(2, r("NICE (2016); (https://www.example.org/ng)."))
        ),
    ),
    "a footnote with an address in its sentence": Row(
        p(r("Walking helps.") + cite(1)),
        "- 'Walking helps.[@fn1]'",
        ("footnote :: address",),
        head="references: {fn1: {text: 'See https://www.example.org/walk'}}",
        parts=notes(note(1, r("See https://www.example.org/walk"))),
    ),
    "an endnote with a source": Row(
        p(r("Sleep heals.") + cite(1, "endnote")),
        "- 'Sleep heals.[@en1]'",
        head="references: {en1: {text: Walker M (2017) Why we sleep}}",
        parts=notes(note(1, r("Walker M (2017) Why we sleep"), "endnote"), kind="endnote"),
    ),
    "a footnote that says something, and words right after its mark": Row(
        p(r("Ask your clinic.") + cite(1) + r("Rest.")),
        "- Ask your clinic. (Ring.) Rest.",
        ("Ask your clinic. :: Ring.",),
        parts=notes(note(1, r("Ring."))),
    ),
    "words on the line over the notes": Row(
        p(r("Walking helps") + cite(1) + r(".")),
        "- 'Walking helps[@fn1].'",
        ("footnote :: continued",),
        head="references: {fn1: {text: Smith (2020) Walking}}",
        parts={
            "footnotes": note(1, r("Smith (2020) Walking"))
            + f'<w:footnote w:type="continuationNotice" w:id="2">{p("continued")}</w:footnote>'
        },
    ),
    "a footnote that says something": Row(
        p(r("Ask your clinic") + cite(1) + r(" first.")),
        "- Ask your clinic (open on weekdays) first.",
        ("Ask your clinic :: open on weekdays",),
        parts=notes(note(1, r("open on weekdays"))),
    ),
    "a footnote with a sentence after the full stop": Row(
        p(r("Ask your clinic.") + cite(1) + r(" Then rest.")),
        "- Ask your clinic. (It is open on weekdays.) Then rest.",
        ("Ask your clinic. :: It is open on weekdays.",),
        parts=notes(note(1, r("It is open on weekdays."))),
    ),
    "a footnote in a cell and one in a list": Row(
        table(row("Day", "Dose", properties="<w:tblHeader/>"), row("Monday", cell(p(r("5 ml") + cite(1)))))
        + entry(r("Rest") + cite(2)),
        "- table: {header: [Day, Dose], rows: [[Monday, '5 ml (with food)']]}\n- list: ['Rest[@fn2]']",
        (" :: with food",),
        head="references: {fn2: {text: Smith (2020) Rest}}",
        parts=notes(note(1, r("with food")), note(2, r("Smith (2020) Rest"))),
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_leads_elsewhere_becomes_what_its_author_means(name: str) -> None:
    came, wanted, wrong = comes_to(ROWS[name], "row")
    assert came == wanted
    assert wrong == []
