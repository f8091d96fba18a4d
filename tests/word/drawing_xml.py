"""The XML of drawings, as Word writes it, for files made in tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from leafletgen.word.doubts import Doubts
from leafletgen.word.reading.reader import read_story
from leafletgen.word.story import Anchored, Block, Box, Paragraph, Picture, Story, Table
from tests.word.drawn import png
from tests.word.make import docx

INCH: Final = 914_400
"""English metric units."""
PAGE: Final = '<w:pgSz w:w="12240"/><w:pgMar w:left="1800" w:right="1800"/>'
"""Letter paper whose text is six inches wide."""
PICTURES: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def drawing(data: str, said: str = "", *, inside: str = "", inches: float = 1.5, floats: bool = False) -> str:
    """Return a w:drawing; `said` are attributes of its docPr, `inside` its children."""
    holder = "anchor" if floats else "inline"
    return (
        f'<w:drawing><wp:{holder}><wp:extent cx="{round(inches * INCH)}" cy="{INCH}"/>'
        f'<wp:docPr id="1" name="Drawing 1" {said}>{inside}</wp:docPr>'
        f'<a:graphic><a:graphicData uri="{PICTURES}">{data}</a:graphicData></a:graphic></wp:{holder}></w:drawing>'
    )


def pic(
    identity: str = "rId1",
    *,
    said: str = "",
    blip: str = "",
    crop: str = "",
    frame: str = "",
    shape: str = "rect",
    linked: str = "",
    inches: float = 1.5,
) -> str:
    """Return a pic:pic; `said` and `frame` are attributes of cNvPr and xfrm, `blip` what stands in the blip."""
    where = f'r:link="{linked}"' if linked else f'r:embed="{identity}"'
    return (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="1.png" {said}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f"<a:blip {where}>{blip}</a:blip>{crop}<a:stretch/></pic:blipFill><pic:spPr><a:xfrm {frame}>"
        f'<a:ext cx="{round(inches * INCH)}" cy="1"/></a:xfrm><a:prstGeom prst="{shape}"/></pic:spPr></pic:pic>'
    )


def box(inside: str, *, properties: str = "", body: str = "") -> str:
    """Return a wps:wsp with a text box; `inside` are its blocks, "" for a shape without words."""
    words = f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>" if inside else ""
    return f"<wps:wsp><wps:cNvSpPr/><wps:spPr>{properties}</wps:spPr>{words}<wps:bodyPr>{body}</wps:bodyPr></wps:wsp>"


def group(*members: str, tag: str = "wgp", wide: float = 3.0, counted: float = 3.0) -> str:
    """Return a group that is `wide` inches and counts `counted` of its own."""
    return (
        f'<wpg:{tag}><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:ext cx="{round(wide * INCH)}" cy="9"/>'
        f'<a:chExt cx="{round(counted * INCH)}" cy="9"/></a:xfrm></wpg:grpSpPr>{"".join(members)}</wpg:{tag}>'
    )


def either(newer: str, older: str, needs: str = "wps") -> str:
    """Return an mc:AlternateContent."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{needs}">{newer}</mc:Choice>'
        f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent>"
    )


def old(inside: str, *, tag: str = "shape", said: str = "", style: str = "width:108pt;height:40pt") -> str:
    """Return a VML shape."""
    return f'<v:{tag} style="{style}" {said}>{inside}</v:{tag}>'


def old_box(inside: str, **said: str) -> str:
    return old(f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>", **said)


def word_file(
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, tuple[str, str, bool]] | None = None,
    files: Mapping[str, bytes] | None = None,
    section: str = "",
) -> bytes:
    """Return a Word file that has those of two pictures, rId1 and rId2, that its body shows; the rest as in `make`.

    `section` is what the section's properties say of headers.
    """
    ending = f"<w:sectPr>{section}{PAGE}</w:sectPr>"
    numbers = [number for number in (1, 2) if f'"rId{number}"' in body]
    related = {f"rId{number}": ("image", f"media/image{number}.png", False) for number in numbers}
    held = {f"word/media/image{number}.png": png() if number == 1 else png((200, 0, 0)) for number in numbers}
    return docx(body + ending, parts=parts, links=related | dict(links or {}), files=held | dict(files or {}))


def read(data: bytes) -> tuple[Story, Doubts]:
    doubts = Doubts()
    return read_story(data, "old.docx", doubts), doubts


def anchored(blocks: list[Block]) -> list[Anchored]:
    """Return all that is anchored in blocks, also in boxes and tables, in the order of the file."""
    found: list[Anchored] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            for piece in block.pieces:
                if isinstance(piece, Anchored):
                    found.append(piece)
                    found += anchored(piece.what.blocks) if isinstance(piece.what, Box) else []
        elif isinstance(block, Table):
            found += [one for row in block.rows for cell in row.cells for one in anchored(cell.blocks)]
        elif isinstance(block, Box):
            found += anchored(block.blocks)
    return found


def pictures(story: Story) -> list[Picture]:
    return [one.what for one in anchored(story.blocks) if isinstance(one.what, Picture)]


def boxes(story: Story) -> list[Box]:
    return [one.what for one in anchored(story.blocks) if isinstance(one.what, Box)]


def lines(box_: Box) -> list[str]:
    return [block.text for block in box_.blocks if isinstance(block, Paragraph)]


def told(doubts: Doubts) -> list[str]:
    return [doubt.code for doubt in doubts.found]
