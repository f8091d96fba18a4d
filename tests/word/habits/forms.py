"""Leaflets with ticks, captions, links and tables as forms and booklets have them."""

from __future__ import annotations

from tests.word.habits.parts import HEADER_ROW, NUMBERING, PICTURE, cell, entry, heading, level, picture, styled, title
from tests.word.habits.parts import word_file as file
from tests.word.make import field, p, r, row, table


def tick_bullets() -> bytes:
    """A list whose bullet is the tick of Wingdings."""
    wingdings = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    ticks = f'<w:abstractNum w:abstractNumId="4">{level(0, "bullet", chr(0xF0FC), wingdings)}</w:abstractNum>'
    nums = '<w:num w:numId="4"><w:abstractNumId w:val="4"/></w:num>'
    numbering = NUMBERING.replace("<w:num ", f"{ticks}<w:num ", 1) + nums
    return file(
        title("Going home"), heading("Ready?"), entry("I can dress", 4), entry("I can eat", 4), numbering=numbering
    )


def tick_boxes() -> bytes:
    def box(words: str) -> str:
        control = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='0'/></w14:checkbox></w:sdtPr><w:sdtContent>"
        return p(control + r("☐") + "</w:sdtContent></w:sdt>" + r(f" {words}"))

    return file(
        title("Consent"), heading("Please tick"), box("I have read this"), box("I have a copy"), p("Thank you.")
    )


def captions() -> bytes:
    """A picture without alt text, and a table, each with a caption that Word counts."""
    figure = styled("Caption", r("Figure ") + field("SEQ Figure \\* ARABIC", r("1")) + r(": A brace"))
    tabled = styled("Caption", r("Table ") + field("SEQ Table \\* ARABIC", r("1")) + r(": Hours"))
    hours = table(row("Day", "Time", properties=HEADER_ROW), row("Monday", "9am"))
    return file(
        title("Braces"),
        heading("Wearing it"),
        p(picture("pic1")),
        figure,
        p("Wear it by day."),
        tabled,
        hours,
        links={"pic1": ("image", "media/image1.png", False)},
        files={"word/media/image1.png": PICTURE},
    )


def links() -> bytes:
    """Links in three forms: an element, a field, and one to a place in the leaflet."""
    mark = '<w:bookmarkStart w:id="3" w:name="pain"/>' + r("Pain") + '<w:bookmarkEnd w:id="3"/>'
    blue = '<w:rStyle w:val="Hyperlink"/>'
    return file(
        title("After the scan"),
        styled("Heading1", mark),
        p(r("Write to ") + f'<w:hyperlink r:id="mail">{r("the clinic", blue)}</w:hyperlink>' + r(".")),
        p(r("Read ") + field('HYPERLINK "https://www.nhs.uk/"', r("the NHS pages", blue)) + r(" too.")),
        p(r("See ") + f'<w:hyperlink w:anchor="pain">{r("Pain", blue)}</w:hyperlink>' + r(".")),
        links={"mail": ("hyperlink", "mailto:clinic@example.org", True)},
    )


def lists_in_cells() -> bytes:
    """A table with two header rows, and a list in a cell."""
    return file(
        title("Diet"),
        heading("What to eat"),
        table(
            row("Foods", "Amount", properties=HEADER_ROW),
            row("each day", "grams", properties=HEADER_ROW),
            row(cell(entry("oats"), entry("beans")), "100"),
        ),
    )


def endnotes() -> bytes:
    """One note that is cited twice."""
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:endnoteReference w:id="2"/></w:r>'
    return file(
        title("Sleep"),
        heading("Why it matters"),
        p(r("Sleep heals.") + mark),
        p(r("It helps memory.") + mark),
        endnotes=f'<w:endnote w:id="2">{p("Walker M (2017) Why we sleep")}</w:endnote>',
    )
