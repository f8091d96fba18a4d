"""A Word file as a department has it: styles and lists, a table, a picture with words for it, a box and a footer."""

from __future__ import annotations

from typing import Final

from tests.word.habits.parts import (
    BULLETS,
    HEADER_ROW,
    NUMBERS,
    PICTURE,
    SYMBOL,
    entry,
    heading,
    picture,
    text_box,
    title,
    word_file,
)
from tests.word.make import p, r, row, table

CODE: Final = "P4401/2474/11.2026/VERSION1"
TITLE: Final = "Sore heel"
DOSE: Final = "Rub in 50 "


def own_file(alt: str = "A foot on a step, the heel hanging down.", code: str = CODE) -> bytes:
    """Return the file; without an alt text or a code, where none is wanted."""
    dose = r(DOSE) + f"<w:r>{SYMBOL}<w:t>m</w:t></w:r>" + r("g of the gel at night.")
    footer = f"{code}   Review date: March 2028" if code else ""
    return word_file(
        title(TITLE),
        p("A sore heel is common. It can take months to settle."),
        heading("What helps"),
        p(r("Rest helps at first.") + text_box(p("Remember"), p("Wear shoes with a soft heel."))),
        *[entry(words, NUMBERS) for words in ("Stretch your calf.", "Roll your foot on a bottle.")],
        p(dose),
        p(picture("rId1", alt)),
        table(
            row("When", "What", properties=HEADER_ROW),
            row("Morning", "Stretch twice"),
            row("Evening", "Cool for ten minutes"),
        ),
        heading("What to avoid"),
        *[entry(words, BULLETS) for words in ("Bare feet on hard floors", "Long walks in worn shoes")],
        p("Ring us if it does not get better."),
        '<w:sectPr><w:footerReference w:type="default" r:id="ftr1"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:left="1440" w:right="1440"/></w:sectPr>',
        files={"word/media/image1.png": PICTURE},
        links={"rId1": ("image", "media/image1.png", False)},
        ftr1=p(footer),
    )
