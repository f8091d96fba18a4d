"""Headers, footers, codes, months of review and breaks as Word writes them, one construct at a time."""

from __future__ import annotations

from typing import Final

import pytest

from tests.word.expecting import CODE
from tests.word.habits.parts import text_box
from tests.word.make import field, p, r, row, table
from tests.word.rows import Row, comes_to
from tests.word.test_rows_changes import gone, ins

SECTION: Final = (
    '<w:sectPr><w:headerReference w:type="default" r:id="hdr1"/><w:footerReference w:type="default" r:id="ftr1"/>'
    '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
)
GOES_ON: Final = '<w:type w:val="continuous"/>'
ENDS: Final = "<w:r><w:ptab w:relativeTo='margin' w:alignment='right' w:leader='none'/></w:r>"
PAGES: Final = r("Page ") + field("PAGE", r("1")) + r(" of ") + field("NUMPAGES", r("2"))
REVIEW: Final = "review: 2028-05"
ROWS: Final = {
    "a code, a month and pages in one line": Row(
        p("Rest.") + SECTION,
        "- Rest.",
        ("footer :: the rest is left out",),
        REVIEW,
        {"hdr1": p(""), "ftr1": p(r(CODE) + ENDS + r("Review: 05/2028") + ENDS + PAGES)},
    ),
    "a code and a month alone": Row(
        p("Rest.") + SECTION,
        "- Rest.",
        (f'footer :: {CODE} and review May 2028 taken from the footer "{CODE} Review date: May 2028" <<',),
        REVIEW,
        {"hdr1": p(""), "ftr1": p(f"{CODE}\tReview date: May 2028")},
    ),
    "a code and a month in a table": Row(
        p("Rest.") + SECTION,
        "- Rest.",
        ("footer :: the rest is left out",),
        REVIEW,
        {"hdr1": p(""), "ftr1": table(row(CODE, "Review date: May 2028", f"<w:tc><w:p>{PAGES}</w:p></w:tc>"))},
    ),
    "a code and a month in the text as well": Row(
        p("Rest.") + p(f"Code: {CODE}") + p("Review date: May 2028") + SECTION,
        "- Rest.",
        ("Code: :: left out of the text", "Review date: :: left out of the text", "footer :: taken"),
        REVIEW,
        {"hdr1": p(""), "ftr1": p(f"{CODE} Review date: May 2028")},
    ),
    "another month in the text": Row(
        p("Rest.") + p("Review date: June 2029") + SECTION,
        "- Rest.\n- 'Review date: June 2029'",
        ("footer :: May 2028",),
        REVIEW,
        {"hdr1": p(""), "ftr1": p("Review date: May 2028")},
    ),
    "a line over the title": Row(
        p("Rest.") + SECTION,
        "- Rest.",
        ('header :: taken from the header "Information for patients" <<',),
        "strap: Information for patients",
        {"hdr1": p("Information for patients"), "ftr1": p("")},
    ),
    "another line": Row(
        p("Rest.") + SECTION,
        "- Rest.",
        ("header :: left out",),
        parts={"hdr1": p("Riverside Hospital"), "ftr1": p("")},
    ),
    "a header with changes": Row(
        p("Rest.") + SECTION,
        "- Rest.",
        ("header :: Hospital", "header :: Trust", "header :: Riverside Trust"),
        parts={"hdr1": p(r("Riverside ") + gone("Hospital") + ins(r("Trust"))), "ftr1": p("")},
    ),
    "the same footer in two sections": Row(
        p(
            "Rest.",
            SECTION.replace('"hdr1"', '"hdr2"').replace('"ftr1"', '"ftr2"').replace("<w:pgSz", f"{GOES_ON}<w:pgSz"),
        )
        + p("Drink.")
        + SECTION.replace("<w:pgSz", f"{GOES_ON}<w:pgSz"),
        "- Rest.\n- Drink.",
        ("footer :: Riverside",),
        parts={"hdr1": p(""), "hdr2": p(""), "ftr1": p("Riverside"), "ftr2": p("Riverside")},
    ),
    "a number of pages in a text box": Row(
        p("Rest.") + SECTION,
        "- Rest.",
        ("footer :: left out",),
        parts={"hdr1": p(""), "ftr1": p(text_box(p(PAGES)))},
    ),
    "a dose in a footer": Row(
        p("Rest.") + SECTION,
        "- Rest.",
        ("footer :: µ", "footer :: 50 µg"),
        parts={
            "hdr1": p(""),
            "ftr1": p(r("Take 50 ") + r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + r("g")),
        },
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_stands_around_the_text_is_taken_or_told(name: str) -> None:
    came, wanted, wrong = comes_to(ROWS[name], "row")
    assert came == wanted
    assert wrong == []
