"""The table that translators fill in: a key and what a text is, the text, and room for its translation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from leafletgen.errors import Place, Report
from leafletgen.languages.direction import direction
from leafletgen.languages.names import english_name
from leafletgen.source.inline import Span, parse_prose
from leafletgen.translation.packet import Packet, Part, Row
from leafletgen.translation.remarking import filled_in
from leafletgen.word.exporting.markup import escaped, paragraph, run, styled
from leafletgen.word.exporting.plain_file import WIDTH, PlainFile

_NOWHERE: Final = Place("", 0, 0)
#: The width of the column of keys, in twentieths of a point.
_FIRST: Final = 2800
_WITH_OLD: Final = 4
_LOOK: Final = 'w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
_GREY: Final = "EDEDED"
#: What leafletgen fills in, as it is written in a text.
PLACEHOLDER: Final = re.compile(
    r"\{page:[A-Za-z][\w.-]*\}|\{[A-Za-z_]\w*(?:\.\w+)+\}|\[@[A-Za-z0-9][\w.:;,@ -]*\]|\{(?:side|other)\}"
)
_RULES: Final = (
    "Write each translation into the last column. Change nothing in the others: they are how the table finds "
    "its way back. Where a translation is there already, it is of this text; in a column before it stands one "
    "of what the text said before.",
    "Leave as they are: numbers, telephone numbers, web and e-mail addresses, codes, and what stands in { } or [@ ]. "
    "Each text has the numbers of its source; write them in digits.",
    "Set the words in bold, and let links lead on, as in the source. End lines where the source does.",
    "Add, delete, merge and move no row. Accept or reject all tracked changes before you send the table back.",
)


def word_table(packet: Packet) -> bytes:
    """Return the Word file of a packet."""
    file = PlainFile()
    tongue = english_name(packet.language)
    titles = ", ".join(part.title for part in packet.parts[:3]) + (" …" if len(packet.parts) > 3 else "")
    title = f"{titles}: translation to {tongue}"
    body = [paragraph(run(title), styled("Title"))]
    body += [paragraph(run(rule), styled("Rule")) for rule in _RULES]
    for part in packet.parts:
        body.append(paragraph(run(part.title), styled("Heading1")))
        body.append(_table(part, packet.language, file.relate))
    return file.write("".join(body), _styles(), title, packet.parts[0].source if packet.parts else "en-GB")


def _table(part: Part, language: str, relate: Callable[[str], str]) -> str:
    with_old = any(row.old for row in part.rows)
    widths = _widths(with_old)
    before = [("the translation before the source changed", True)] if with_old else []
    heads = [
        (f"{part.kind} {part.name}", True),
        (f"{part.source} ({english_name(part.source)})", True),
        *before,
        (f"{language} ({english_name(language)})", True),
    ]
    head = _row([_cell(paragraph(run(said, "<w:b/>", "<w:bCs/>")), widths[at], grey=grey)
                 for at, (said, grey) in enumerate(heads)], header=True)  # fmt: skip
    rows = [_text_row(row, part.source, language, relate, widths) for row in part.rows]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" {_LOOK}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{head}{''.join(rows)}</w:tbl>{paragraph('')}"
    )


def _widths(with_old: bool) -> list[int]:
    columns = 3 if with_old else 2
    return [_FIRST, *[(WIDTH - _FIRST) // columns] * columns]


def _text_row(row: Row, source: str, language: str, relate: Callable[[str], str], widths: Sequence[int]) -> str:
    key = paragraph(_locked(run(row.key)), styled("Key")) + paragraph(_locked(run(row.role)), styled("Role"))
    ours = paragraph(_locked(_words(row.source, row.markup, (_spoken(source),), relate)))
    theirs = [_translation(row.words, row.markup, language, relate)]
    if len(widths) == _WITH_OLD:
        theirs.insert(0, _translation(row.old, row.markup, language, relate))
    last = len(widths) - 1
    cells = [key, ours, *theirs]
    return _row([_cell(said, widths[at], grey=at < last) for at, said in enumerate(cells)])


def _translation(words: str, markup: bool, language: str, relate: Callable[[str], str]) -> str:
    """A cell's paragraph of a translation; an empty one is ready to be written into, from the right side."""
    rightward = direction(language) == "rtl"
    own = ("<w:rtl/>", f'<w:lang w:bidi="{escaped(language)}"/>') if rightward else (_spoken(language),)
    said = _words(words, markup, own, relate) if words else ""
    return paragraph(said, *(["<w:bidi/>"] if rightward else []), styled("RightToLeft" if rightward else "Translation"))


def _spoken(language: str) -> str:
    return f'<w:lang w:val="{escaped(language)}"/>'


def _row(cells: list[str], *, header: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(blocks: str, width: int, *, grey: bool = False) -> str:
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{_GREY}"/>' if grey else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{ground}</w:tcPr>{blocks}</w:tc>'


def _locked(runs: str) -> str:
    """Runs that Word lets nobody change (17.5.2.23)."""
    return f'<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>'


def _words(text: str, markup: bool, own: tuple[str, ...], relate: Callable[[str], str]) -> str:
    """A text as runs; its marks are shown as what they mean."""
    if not markup:
        return run(text, *own)
    made = []
    for link, spans in groupby(parse_prose(text, _NOWHERE, Report()).spans, lambda span: span.link):
        inside = "".join([_span(span, own, linked=link is not None) for span in spans])
        if link is None:
            made.append(inside)
        elif link.inside is not None:
            made.append(f'<w:hyperlink w:anchor="{escaped(link.inside)}" w:history="1">{inside}</w:hyperlink>')
        else:
            made.append(f'<w:hyperlink r:id="{relate(link.target)}" w:history="1">{inside}</w:hyperlink>')
    return "".join(made)


def _span(span: Span, own: tuple[str, ...], *, linked: bool) -> str:
    if span.language:
        rightward = direction(span.language) == "rtl"
        own = ("<w:rtl/>", f'<w:lang w:bidi="{escaped(span.language)}"/>') if rightward else (_spoken(span.language),)
    style = [*own]
    style += ["<w:b/>", "<w:bCs/>"] if span.bold else []
    style += ["<w:i/>", "<w:iCs/>"] if span.italic else []
    style += ['<w:vertAlign w:val="superscript"/>'] if span.superscript else []
    filled = filled_in(span)
    style += [f'<w:rStyle w:val="{"Placeholder" if filled else "Hyperlink"}"/>'] if filled or linked else []
    return run(filled or span.text, *style)


def _styles() -> str:
    face = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{face}<w:sz w:val="21"/><w:szCs w:val="24"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        + _style("Title", "Title", '<w:b/><w:bCs/><w:sz w:val="32"/>')
        + _style("Heading1", "heading 1", '<w:b/><w:bCs/><w:sz w:val="26"/>', "<w:keepNext/>", outline=True)
        + _style("Rule", "Rule", "")
        + _style("Key", "Key", '<w:color w:val="595959"/><w:sz w:val="16"/>')
        + _style("Role", "Role", '<w:color w:val="404040"/><w:sz w:val="18"/>')
        + _style("Translation", "Translation", "")
        + _style("RightToLeft", "Right to left", "<w:rtl/>", "<w:bidi/>")
        + '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
        '<w:color w:val="0B4F6C"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Placeholder"><w:name w:val="Placeholder"/><w:rPr><w:noProof/>'
        '<w:color w:val="7A2E00"/></w:rPr></w:style>'
    )


def _style(identifier: str, name: str, runs: str, around: str = "", *, outline: bool = False) -> str:
    level = '<w:outlineLvl w:val="0"/>' if outline else ""
    paragraphs = f"<w:pPr>{around}{level}</w:pPr>" if around or level else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/>{paragraphs}{f'<w:rPr>{runs}</w:rPr>' if runs else ''}</w:style>"
    )
