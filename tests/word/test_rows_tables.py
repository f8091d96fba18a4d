"""Tables as authors have them in Word, one construct at a time: what becomes of each, and what is told of it."""

from __future__ import annotations

from typing import Final

import pytest

from tests.word.habits.parts import HEADER_ROW, NUMBERS, TINT, cell, entry, picture, styled
from tests.word.make import field, p, r, row, table
from tests.word.rows import Row, comes_to

WIDE: Final = '<w:gridSpan w:val="2"/>'
DOWN: Final = '<w:vMerge w:val="restart"/>'
ON: Final = "<w:vMerge/>"
BY: Final = 'w:id="9" w:author="A. Person" w:date="2026-01-01T00:00:00Z"'


def wide(words: str) -> str:
    return cell(p(words), properties=WIDE)


ROWS: Final = {
    "header row": Row(
        table(row("Day", "Dose", properties=HEADER_ROW), row("Monday", "5 ml"), row("Friday", "10 ml")),
        """
        - table:
            header: [Day, Dose]
            rows: [[Monday, 5 ml], [Friday, 10 ml]]
        """,
    ),
    "header row in bold, and a bold first column": Row(
        table(
            row(cell(p(r("Day", "<w:b/><w:bCs/>"))), cell(p(r("Dose", "<w:b/><w:bCs/>"))), properties=HEADER_ROW),
            row(cell(p(r("Monday", "<w:b/><w:bCs/>"))), "5 ml"),
        ),
        """
        - table:
            header: [Day, Dose]
            rows: [["**Monday**", 5 ml]]
        """,
    ),
    "no header": Row(
        table(row("Monday", "Room 4"), row("Friday", "Room 9")),
        """
        - table:
            header: [Column 1, Column 2]
            rows: [[Monday, Room 4], [Friday, Room 9]]
        """,
        ("Monday :: Column 1",),
    ),
    "no header, though its first row is bold": Row(
        table(row(cell(p(r("Day", "<w:b/>"))), cell(p(r("Place", "<w:b/>")))), row("Friday", "Room 9")),
        """
        - table:
            header: [Column 1, Column 2]
            rows: [["**Day**", "**Place**"], [Friday, Room 9]]
        """,
        ("Day :: Day | Place",),
    ),
    "header row switched off": Row(
        table(row("Monday", "Room 4", properties='<w:tblHeader w:val="0"/>'), row("Friday", "Room 9")),
        """
        - table:
            header: [Column 1, Column 2]
            rows: [[Monday, Room 4], [Friday, Room 9]]
        """,
        ("Monday :: Column 1",),
    ),
    "cells over columns and over rows": Row(
        table(
            row("Weight", "Morning", "Night", properties=HEADER_ROW),
            row("10 kg", cell(p("2.5 ml"), properties=DOWN), "5 ml"),
            row("20 kg", cell(p(""), properties=ON), "10 ml"),
            row("30 kg", wide("ask us")),
        ),
        """
        - table:
            header: [Weight, Morning, Night]
            rows: [[10 kg, 2.5 ml, 5 ml], [20 kg, 2.5 ml, 10 ml], [30 kg, ask us, ""]]
        """,
        ("Weight :: merged",),
    ),
    "merged the old way": Row(
        table(
            row("Weight", "Morning", "Night", properties=HEADER_ROW),
            row(
                "30 kg",
                cell(p("ask us"), properties='<w:hMerge w:val="restart"/>'),
                cell(p(""), properties='<w:hMerge w:val="continue"/>'),
            ),
        ),
        """
        - table:
            header: [Weight, Morning, Night]
            rows: [[30 kg, ask us, ""]]
        """,
        ("Weight :: merged",),
    ),
    "a row that begins later and one that ends sooner": Row(
        table(
            row("Weight", "Morning", "Night", properties=HEADER_ROW),
            row("5 ml", "10 ml", properties='<w:gridBefore w:val="1"/><w:wBefore w:w="3000" w:type="dxa"/>'),
            row("20 kg", "5 ml", properties='<w:gridAfter w:val="1"/>'),
        ),
        """
        - table:
            header: [Weight, Morning, Night]
            rows: [["", 5 ml, 10 ml], [20 kg, 5 ml, ""]]
        """,
    ),
    "two header rows": Row(
        table(
            row("Food", "Amount", properties=HEADER_ROW),
            row("each day", "in grams", properties=HEADER_ROW),
            row("Oats", "100"),
        ),
        """
        - table:
            header: [Food each day, Amount in grams]
            rows: [[Oats, "100"]]
        """,
        ("Food :: header",),
    ),
    "two header rows with a cell over columns and one over rows": Row(
        table(
            row(cell(p("Weight"), properties=DOWN), wide("Dose"), properties=HEADER_ROW),
            row(cell(p(""), properties=ON), "Morning", "Night", properties=HEADER_ROW),
            row("10 kg", "5 ml", "10 ml"),
        ),
        """
        - table:
            header: [Weight, Dose Morning, Dose Night]
            rows: [[10 kg, 5 ml, 10 ml]]
        """,
        ("Weight :: header",),
    ),
    "a header row over all columns": Row(
        table(
            row(cell(p("Doses by weight"), properties='<w:gridSpan w:val="3"/>'), properties=HEADER_ROW),
            row("Weight", "Morning", "Night", properties=HEADER_ROW),
            row("10 kg", "5 ml", "10 ml"),
        ),
        """
        - table:
            caption: Doses by weight
            header: [Weight, Morning, Night]
            rows: [[10 kg, 5 ml, 10 ml]]
        """,
        ("Doses by weight :: caption",),
    ),
    "one header row with a cell over columns": Row(
        table(row("Weight", wide("Dose"), properties=HEADER_ROW), row("10 kg", "5 ml", "10 ml")),
        """
        - table:
            header: [Weight, Dose, Dose]
            rows: [[10 kg, 5 ml, 10 ml]]
        """,
        ("Weight :: over each",),
    ),
    "a table in a cell": Row(
        table(
            row("Food", "Amount", properties=HEADER_ROW),
            row("Oats", cell(table(row("small", "50 g"), row("large", "100 g")), p(""))),
        ),
        """
        - table:
            header: [Food, Amount]
            rows: [[Oats, "small\\n50 g\\nlarge\\n100 g"]]
        """,
        ("Food :: a table",),
    ),
    "lists in cells": Row(
        table(
            row("Food", "How", properties=HEADER_ROW),
            row(cell(entry("oats"), entry("beans")), cell(entry("soak", NUMBERS), entry("boil", NUMBERS))),
        ),
        """
        - table:
            header: [Food, How]
            rows: [["oats\\nbeans", "1. soak\\n2. boil"]]
        """,
        ("Food :: list",),
    ),
    "two paragraphs in a cell": Row(
        table(row("Food", "How", properties=HEADER_ROW), row("Oats", cell(p("Soak."), p(""), p("Boil.")))),
        """
        - table:
            header: [Food, How]
            rows: [[Oats, "Soak.\\nBoil."]]
        """,
    ),
    "a picture in a cell": Row(
        table(
            row("Food", "How", properties=HEADER_ROW),
            row("Oats", cell(p(r("Soak.")), p(picture("rId1", "A bowl.")))),
        ),
        """
        - table:
            header: [Food, How]
            rows: [[Oats, Soak.]]
        - image: row/1.png
          alt: A bowl.
        """,
        ("Food :: 1 picture",),
    ),
    "caption over the table": Row(
        styled("Caption", r("Table ") + field("SEQ Table \\* ARABIC", r("1")) + r(": Doses"), "<w:keepNext/>")
        + table(row("Day", "Dose", properties=HEADER_ROW), row("Monday", "5 ml")),
        """
        - table:
            caption: "Table 1: Doses"
            header: [Day, Dose]
            rows: [[Monday, 5 ml]]
        """,
    ),
    "alt text of a table": Row(
        table(row("Day", "Dose", properties=HEADER_ROW), row("Monday", "5 ml")).replace(
            "<w:tblPr/>", '<w:tblPr><w:tblCaption w:val="Doses"/><w:tblDescription w:val="By day"/></w:tblPr>'
        ),
        """
        - table:
            header: [Day, Dose]
            rows: [[Monday, 5 ml]]
        """,
        ("Day :: By day",),
    ),
    "rows and cells in content controls": Row(
        table(
            row("Day", "Dose", properties=HEADER_ROW),
            f"<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent>{row('Monday', '5 ml')}</w:sdtContent></w:sdt>",
            f"<w:tr><w:sdt><w:sdtPr><w:alias w:val='Day'/></w:sdtPr><w:sdtContent>{cell(p('Friday'))}</w:sdtContent>"
            f"</w:sdt>{cell(p('10 ml'))}</w:tr>",
        ),
        """
        - table:
            header: [Day, Dose]
            rows: [[Monday, 5 ml], [Friday, 10 ml]]
        """,
    ),
    "rows deleted, inserted and hidden": Row(
        table(
            row("Day", "Dose", properties=HEADER_ROW),
            row(
                cell(p(f"<w:del {BY}><w:r><w:delText>Sunday</w:delText></w:r></w:del>")),
                cell(p(f"<w:del {BY}><w:r><w:delText>1 ml</w:delText></w:r></w:del>")),
                properties=f"<w:del {BY}/>",
            ),
            row(
                cell(p(f"<w:ins {BY}>{r('Monday')}</w:ins>")),
                cell(p(f"<w:ins {BY}>{r('5 ml')}</w:ins>")),
                properties=f"<w:ins {BY}/>",
            ),
            row("Friday", "10 ml", properties="<w:hidden/>"),
        ),
        """
        - table:
            header: [Day, Dose]
            rows: [[Monday, 5 ml]]
        """,
        ("Sunday :: Sunday", "Monday :: inserted", "Friday :: Friday"),
    ),
    "a tinted cell alone": Row(
        table(f"<w:tr>{cell(p(r('Remember', '<w:b/>')), p('Wear it.'), properties=TINT)}</w:tr>"),
        """
        - box:
            title: Remember
            body: [Wear it.]
        """,
        ("Remember :: box",),
    ),
    "a cell alone without a ground": Row(
        table(f"<w:tr>{cell(p('Wear it.'))}</w:tr>"),
        """
        - box:
            body: [Wear it.]
        """,
        ("Wear it. :: box",),
    ),
    "pictures in a row with a row of words under them": Row(
        table(
            row(cell(p(picture("rId1", "Low."))), cell(p(picture("rId2", "High.")))),
            row("Start", "Finish"),
        ),
        """
        - pictures:
            - {image: row/1.png, alt: Low., caption: Start}
            - {image: row/2.png, alt: High., caption: Finish}
        """,
        (" :: table of 2 pictures",),
    ),
    "pictures with captions in their cells": Row(
        table(
            row(
                cell(
                    p(picture("rId1", "Low.")),
                    styled("Caption", r("Figure ") + field("SEQ Figure", r("1")) + r(" Low")),
                ),
                cell(p(picture("rId2", "High.")), styled("Caption", "Figure 2 High")),
            )
        ),
        """
        - pictures:
            - {image: row/1.png, alt: Low., caption: Figure 1 Low}
            - {image: row/2.png, alt: High., caption: Figure 2 High}
        """,
        (" :: table of 2 pictures",),
    ),
    "pictures below each other": Row(
        table(row(cell(p(picture("rId1", "Low.")), p("Start."))), row(cell(p(picture("rId2", "High.")), p("Go on.")))),
        """
        - {image: row/1.png, alt: Low.}
        - Start.
        - {image: row/2.png, alt: High.}
        - Go on.
        """,
        (" :: in 1 column:",),
    ),
    "one column of two rows": Row(
        table(row(cell(p(r("Remember", "<w:b/>")), properties=TINT)), row(cell(p("Wear it."), entry("by day")))),
        """
        - box:
            title: Remember
            body: [Wear it., {list: [by day]}]
        """,
        ("Remember :: a table of one column",),
    ),
    "a row in which one cell says anything": Row(
        table(row("", "Rest well.", "")),
        "- Rest well.",
        (" :: in 3 columns",),
    ),
    "one column of many rows": Row(
        table(row("One."), row("Two."), row("Three."), row("Four.")),
        "- One.\n- Two.\n- Three.\n- Four.",
        ("One. :: in 1 column:",),
    ),
    "names beside lists": Row(
        table(row("Eat", cell(entry("oats"), entry("beans"))), row("Drink", cell(entry("water"), entry("tea")))),
        """
        - table:
            header: [Column 1, Column 2]
            rows: [[Eat, "oats\\nbeans"], [Drink, "water\\ntea"]]
        """,
        ("Eat :: Column 1", "Eat :: a list"),
    ),
    "a cell with a dose in a symbol font": Row(
        table(
            row("Age", "Dose", properties=HEADER_ROW),
            row("1 year", cell(p(r("50 ") + r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + r("g")))),
        ),
        """
        - table:
            header: [Age, Dose]
            rows: [[1 year, 50 µg]]
        """,
        ("50 :: µ",),
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_table_becomes_what_its_author_means(name: str) -> None:
    came, wanted, wrong = comes_to(ROWS[name], "row")
    assert came == wanted
    assert wrong == []
