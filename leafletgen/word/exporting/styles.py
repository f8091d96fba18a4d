"""The styles of a Word file: Word's own for headings, captions and contents, ours for what only leaflets have."""

from __future__ import annotations

from typing import Final

from leafletgen.content.model.brand import Brand
from leafletgen.languages.direction import direction
from leafletgen.word import own_names
from leafletgen.word.exporting.markup import NAMESPACES, PARAGRAPH_ORDER, RUN_ORDER, escaped, properties

TABLE: Final = "LeafletTable"
FILLED_IN: Final = "LeafletTableToFillIn"
SET_APART: Final = "LeafletBox"
PICTURES: Final = "LeafletPictures"
#: Styles that Word knows by names in small letters, whatever it shows.
_SMALL: Final = ("Heading ", "TOC ", "Caption", "Header", "Footer")
_LINE: Final = '<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def styles_xml(brand: Brand, language: str) -> str:
    """The content of the styles part: what holds for all, then each style (17.7.4.17)."""
    return _defaults(brand, language) + "".join([*_words(brand), *_ours(brand), *_tables(brand)])


def faces_xml(brand: Brand) -> str:
    """The part that says what stands for the brand's face where that is not installed (17.8.3.10).

    Without it Word takes a face with serifs. Arial comes with Windows, with macOS and with Word.
    """
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{escaped(brand.fonts.text.name)}"><w:altName w:val="Arial"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _defaults(brand: Brand, language: str) -> str:
    face = escaped(brand.fonts.text.name)
    rightward = direction(language) == "rtl"
    spoken = escaped(language)
    tongue = f'<w:lang w:val="{spoken}" w:eastAsia="{spoken}" w:bidi="{spoken}"/>'
    ink = _hex(brand.colours.ink.hex)
    runs = [
        f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>',
        f'<w:color w:val="{ink}"/>',
        '<w:sz w:val="24"/>',
        '<w:szCs w:val="24"/>',
        *(["<w:rtl/>"] if rightward else []),
        tongue,
    ]
    around = ['<w:spacing w:after="120" w:line="276" w:lineRule="auto"/>', *(["<w:bidi/>"] if rightward else [])]
    return (
        f"<w:docDefaults><w:rPrDefault>{properties('rPr', runs, RUN_ORDER)}</w:rPrDefault>"
        f"<w:pPrDefault>{properties('pPr', around, PARAGRAPH_ORDER)}</w:pPrDefault></w:docDefaults>"
    )


def _words(brand: Brand) -> list[str]:
    """Word's own styles, under the names by which it knows them."""
    heading = _hex(brand.colours.heading.hex)
    made = [
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        _style("Title", ['<w:spacing w:after="120"/>'], _letters(44, heading)),
        _style("Subtitle", ['<w:spacing w:after="240"/>'], _letters(28)),
        _style("Caption", ['<w:spacing w:after="200"/>'], _letters(22)),
        _style("Header", [], _letters(20)),
        _style("Footer", [], _letters(20)),
        f'<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
        f'<w:color w:val="{_hex(brand.colours.link.hex)}"/><w:u w:val="single"/></w:rPr></w:style>',
    ]
    for level, size in enumerate((34, 28, 25), 1):
        elements = ["<w:keepNext/>", "<w:keepLines/>", '<w:spacing w:before="320" w:after="100"/>']
        elements.append(f'<w:outlineLvl w:val="{level - 1}"/>')
        made.append(_style(f"Heading {level}", elements, [*_letters(size, heading), "<w:b/>", "<w:bCs/>"]))
        lines = [
            '<w:spacing w:after="60"/>',
            f'<w:ind w:left="{(level - 1) * 280}"/>',
        ]
        made.append(_style(f"TOC {level}", lines, []))
    return made


def _ours(brand: Brand) -> list[str]:
    """The styles that `own_names` explains; none tells anything by its colour alone."""
    colours = brand.colours
    bold = ["<w:b/>", "<w:bCs/>"]
    heading, tint, rule = (_hex(one.hex) for one in (colours.heading, colours.tint, colours.rule))
    bar = f"<w:pBdr>{_LINE.format(side='left', size=24, space=8, colour=_hex(colours.primary.hex))}</w:pBdr>"
    # Lines of one style that follow each other would be one block with a line at its end, but for those between.
    sides = [_LINE.format(side=side, size=6, space=1, colour=rule) for side in ("bottom", "between")]
    under = f"<w:pBdr>{''.join(sides)}</w:pBdr>"
    back = ["<w:keepNext/>", '<w:spacing w:before="240"/>', '<w:outlineLvl w:val="0"/>']
    made = [
        _style(own_names.STRAP, ['<w:spacing w:after="60"/>'], [*_letters(22, heading), *bold]),
        _style(own_names.KEY, [bar, f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>'], bold),
        _style(own_names.QUOTE, [bar, '<w:ind w:left="280"/>'], ["<w:i/>", "<w:iCs/>"]),
        _style(own_names.QUOTE_BY, ['<w:ind w:left="280"/>'], []),
        _style(own_names.BOX_TITLE, ["<w:keepNext/>"], [*_letters(26, heading), *bold]),
        _style(own_names.CONTACT, ['<w:spacing w:after="40"/>'], []),
        _style(own_names.RESOURCE, ['<w:spacing w:after="40"/>'], []),
        _style(own_names.WRITING, [under, '<w:spacing w:before="200" w:after="60"/>'], []),
        _style(own_names.BACK_HEADING, back, [*_letters(26, heading), *bold]),
        _style(own_names.SMALL, [], _letters(20)),
        _style(own_names.REMARK, ["<w:keepNext/>", '<w:spacing w:after="40"/>'], [*_letters(20), "<w:i/>", "<w:iCs/>"]),
    ]
    on_card = _hex(colours.on_card.hex)
    for name, level in own_names.CARDS.items():
        ground = _hex(getattr(colours, level.replace("-", "_")).hex)
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
        edges = "".join([_LINE.format(side=side, size=8, space=4, colour=ground) for side in ("top", "left", "right")])
        elements = ["<w:keepNext/>", "<w:keepLines/>", f"<w:pBdr>{edges}</w:pBdr>", shade]
        made.append(_style(name, elements, [*_letters(26, on_card), *bold]))
    return made


def _tables(brand: Brand) -> list[str]:
    rule, tint = _hex(brand.colours.rule.hex), _hex(brand.colours.tint.hex)

    def lines(*sides: str) -> str:
        made = "".join([_LINE.format(side=side, size=6, space=0, colour=rule) for side in sides])
        return f"<w:tblBorders>{made}</w:tblBorders>"

    cells = (
        '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    )
    head = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/></w:tcPr></w:tblStylePr>'
    )
    around = ("top", "left", "bottom", "right")
    return [
        _table_style(TABLE, "Leaflet table", lines("top", "bottom", "insideH") + cells, head),
        _table_style(FILLED_IN, "Leaflet table to fill in", lines(*around, "insideH", "insideV") + cells, head),
        _table_style(SET_APART, "Leaflet box", lines(*around) + cells),
        _table_style(PICTURES, "Leaflet pictures", cells),
    ]


def _table_style(identifier: str, name: str, table: str, head: str = "") -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="60"/></w:pPr><w:tblPr>{table}</w:tblPr>'
        f"{head}</w:style>"
    )


def _style(name: str, around: list[str], letters: list[str]) -> str:
    """A paragraph style; its id is its name in one word. Word's own are those that are none of ours."""
    ours = name.startswith(own_names.STYLES)
    custom = ' w:customStyle="1"' if ours else ""
    known = name.lower() if name.startswith(_SMALL) else name
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{own_names.style_id(name)}"><w:name w:val="{known}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>'
        f"{properties('pPr', around, PARAGRAPH_ORDER)}{properties('rPr', letters, RUN_ORDER)}</w:style>"
    )


def _letters(halves: int, colour: str = "") -> list[str]:
    """The size of letters in half points, and their colour."""
    sized = [f'<w:sz w:val="{halves}"/>', f'<w:szCs w:val="{halves}"/>']
    return [*sized, f'<w:color w:val="{colour}"/>'] if colour else sized


def _hex(colour: str) -> str:
    return colour.lstrip("#")
