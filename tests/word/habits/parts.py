"""What the files of all habits are made of: styles, numbering, and shapes as Word writes them."""

from __future__ import annotations

from typing import Final

from tests.support.png_files import png
from tests.word.make import docx, p, r


def style(name: str, shown: str, inside: str = "", based: str = "Normal", kind: str = "paragraph") -> str:
    """Return a style; `based` is the id of the one that it changes."""
    basis = f'<w:basedOn w:val="{based}"/>' if based and name != based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{shown}"/>{basis}{inside}</w:style>'


def outline(level: int, more: str = "") -> str:
    return f'<w:pPr>{more}<w:outlineLvl w:val="{level}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{32 - 4 * level}"/></w:rPr>'


STYLES: Final = "".join(
    (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>',
        "</w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
        style("Title", "Title", '<w:rPr><w:sz w:val="56"/></w:rPr>'),
        style("Subtitle", "Subtitle", '<w:rPr><w:sz w:val="28"/></w:rPr>'),
        *[style(f"Heading{one}", f"heading {one}", outline(one - 1)) for one in (1, 2, 3)],
        style("ListParagraph", "List Paragraph", '<w:pPr><w:ind w:left="720"/></w:pPr>'),
        style("Caption", "caption", "<w:rPr><w:i/></w:rPr>"),
        style("TOC1", "toc 1"),
        style("Strong", "Strong", "<w:rPr><w:b/></w:rPr>", "", "character"),
        style(
            "Hyperlink", "Hyperlink", '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>', "", "character"
        ),
        style(
            "FootnoteReference",
            "footnote reference",
            '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
            "",
            "character",
        ),
    )
)


def level(number: int, counting: str, text: str, more: str = "") -> str:
    """Return a level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{counting}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 * (number + 1)}" w:hanging="360"/></w:pPr>{more}</w:lvl>'
    )


SYMBOL: Final = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
BULLETS, NUMBERS, LETTERS = 1, 2, 3
NUMBERING: Final = "".join(
    (
        '<w:abstractNum w:abstractNumId="1">',
        *[level(one, "bullet", chr(0xF0B7), SYMBOL) for one in (0, 1, 2)],
        "</w:abstractNum>",
        '<w:abstractNum w:abstractNumId="2">',
        level(0, "decimal", "%1.") + level(1, "decimal", "%2.") + level(2, "decimal", "%3."),
        "</w:abstractNum>",
        f'<w:abstractNum w:abstractNumId="3">{level(0, "lowerLetter", "%1)")}</w:abstractNum>',
        *[f'<w:num w:numId="{one}"><w:abstractNumId w:val="{one}"/></w:num>' for one in (1, 2, 3)],
    )
)


def word_file(
    *body: str,
    files: dict[str, bytes] | None = None,
    links: dict[str, tuple[str, str, bool]] | None = None,
    **parts: str,
) -> bytes:
    """Return a Word file with the usual styles and lists."""
    return docx("".join(body), parts={"styles": STYLES, "numbering": NUMBERING} | parts, links=links, files=files)


def styled(name: str, inside: str, more: str = "") -> str:
    """Return a paragraph in a style."""
    return p(inside, f'<w:pStyle w:val="{name}"/>{more}')


def title(words: str) -> str:
    return styled("Title", words)


def heading(words: str, level: int = 1) -> str:
    return styled(f"Heading{level}", words)


def entry(inside: str, series: int = BULLETS, level: int = 0) -> str:
    """Return an entry of a list."""
    return styled("ListParagraph", inside, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{series}"/></w:numPr>')


def bold(words: str, points: int = 11) -> str:
    """Return a paragraph by hand: all bold, in a size."""
    return p(r(words, f'<w:b/><w:sz w:val="{2 * points}"/>'))


def text_box(*inside: str, number: int = 1) -> str:
    """Return the run of a text box as Word writes it: a DrawingML shape, and VML for older readers."""
    content = f"<w:txbxContent>{''.join(inside)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor behindDoc="0">'
        f'<wp:extent cx="2000000" cy="500000"/><wp:docPr id="{number}" name="Text Box {number}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f"<wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def picture(relation: str, alt: str = "", number: int = 1) -> str:
    """Return the run of a picture among words, a fifth of a page wide."""
    described = f' descr="{alt}"' if alt else ""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="1080000" cy="720000"/><wp:docPr id="{number}"'
        f' name="Picture {number}"{described}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


PICTURE: Final = png((60, 40), 2, 8, lambda x, y: (32, 96, 160))


def cell(*blocks: str, properties: str = "") -> str:
    """Return a cell of blocks."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


HEADER_ROW: Final = "<w:tblHeader/>"
TINT: Final = '<w:shd w:val="clear" w:color="auto" w:fill="FFE0E0"/>'
