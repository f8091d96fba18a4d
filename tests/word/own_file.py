"""A Word file as a department has it: styles and lists, a table, a picture with words for it, a box and a footer."""

from __future__ import annotations

from typing import Final

from tests.support.png_files import png
from tests.word.make import docx, p, r, row, table

CODE: Final = "P4401/2474/11.2026/VERSION1"
TITLE: Final = "Sore heel"
DOSE: Final = "Rub in 50 "

_STYLES: Final = "".join(
    [
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{more}</w:style>'
        for identifier, name, more in (
            ("Normal", "Normal", ""),
            ("Title", "Title", ""),
            ("Heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        )
    ]
)
_LEVELS: Final = {"1": ("decimal", "%1."), "2": ("bullet", "•")}
_NUMBERING: Final = "".join(
    [
        f'<w:abstractNum w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for key, (kind, text) in _LEVELS.items()
    ]
) + "".join([f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in _LEVELS])
_TEXT_BOX: Final = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="1800000" cy="900000"/>'
    '<wp:docPr id="9" name="Box"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>{}'
    "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    "</mc:AlternateContent></w:r>"
)
_PICTURE: Final = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1440000" cy="720000"/><wp:docPr id="1" name="Picture 1"{}/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
    '<a:blip r:embed="rId1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


def styled(words: str, style: str) -> str:
    """Return a paragraph in a style."""
    return p(words, f'<w:pStyle w:val="{style}"/>')


def entry(words: str, number: int) -> str:
    """Return an entry of a list: 1 counts, 2 has bullets."""
    return p(words, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def own_file(alt: str = "A foot on a step, the heel hanging down.", code: str = CODE) -> bytes:
    """Return the file; without an alt text or a code, where none is wanted."""
    described = f' descr="{alt}"' if alt else ""
    dose = r(DOSE) + r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + r("g of the gel at night.")
    box = _TEXT_BOX.format(p("Remember", "") + p("Wear shoes with a soft heel."))
    body = [
        styled(TITLE, "Title"),
        p("A sore heel is common. It can take months to settle."),
        styled("What helps", "Heading1"),
        p(r("Rest helps at first.") + box),
        *(entry(words, 1) for words in ("Stretch your calf.", "Roll your foot on a bottle.")),
        f"<w:p>{dose}</w:p>",
        f"<w:p>{_PICTURE.format(described)}</w:p>",
        table(
            row("When", "What", properties="<w:tblHeader/>"),
            row("Morning", "Stretch twice"),
            row("Evening", "Cool for ten minutes"),
        ),
        styled("What to avoid", "Heading1"),
        *(entry(words, 2) for words in ("Bare feet on hard floors", "Long walks in worn shoes")),
        p("Ring us if it does not get better."),
        '<w:sectPr><w:footerReference w:type="default" r:id="ftr1"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:left="1440" w:right="1440"/></w:sectPr>',
    ]
    footer = f"{code}   Review date: March 2028" if code else ""
    return docx(
        "".join(body),
        parts={"styles": _STYLES, "numbering": _NUMBERING, "ftr1": p(footer)},
        links={"rId1": ("image", "media/image1.png", False)},
        files={"word/media/image1.png": png((60, 30), 2, 8, lambda x, y: (x, y, 90))},
    )
