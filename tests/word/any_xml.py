"""XML that no program wrote: elements of Word files in places where they do not belong, and some that nobody knows."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from tests.word.habits.parts import NUMBERING, PICTURE, STYLES
from tests.word.make import docx, p

_HOLDERS = str.split(
    """
    w:p w:r w:tbl w:tr w:tc w:sdt w:sdtContent w:ins w:del w:moveFrom w:moveTo w:hyperlink w:fldSimple w:smartTag
    w:customXml w:bdo w:dir w:ruby w:rt w:rubyBase w:txbxContent w:pict w:object w:drawing w:footnote w:comment
    w:pPr w:rPr w:sdtPr w:numPr w:tblPr w:trPr w:tcPr w:sectPr w:rPrChange mc:AlternateContent mc:Choice
    mc:Fallback m:oMath m:oMathPara m:r m:f m:num m:den m:sSup m:e m:sup m:rad m:nary wp:inline wp:anchor
    a:graphic a:graphicData a:p a:r a:blip wps:wsp wps:txbx wpg:wgp wpc:wpc pic:pic pic:blipFill v:shape v:group
    v:textbox v:imagedata w:unknown x:strange
    """
)
_LEAVES = str.split(
    """
    w:br w:cr w:tab w:sym w:noBreakHyphen w:softHyphen w:b w:i w:caps w:strike w:vanish w:vMerge w:gridSpan w:ilvl
    w:numId w:pStyle w:rStyle w:lang w:footnoteReference w:endnoteReference w:commentReference w:commentRangeStart
    w:bookmarkStart w:fldChar w:tblHeader w:sz w:position w:vertAlign w:rFonts w:lastRenderedPageBreak w:shd w:ind
    w:outlineLvl wp:extent wp:docPr w:showingPlcHdr w:headerReference w:footerReference v:textpath w14:checkbox
    w:framePr w:altChunk w:subDoc
    """
)
_TEXTS = ["w:t", "w:t", "w:t", "w:delText", "m:t", "a:t", "w:instrText"]
_NAMES = str.split(
    """
    w:val w:id w:type w:char w:font w:ascii w:hAnsi w:fldCharType w:instr w:anchor w:name w:left w:fill r:id
    r:embed r:link w:styleId w:abstractNumId Requires cx cy descr title string alt style uri id w:line
    """
)
_VALUES = [
    *("", "0", "1", "-1", "99999999999999999999", "1e9", "on", "off", "bullet", "begin", "separate", "end", "Heading1"),
    *(
        "Title",
        "ListParagraph",
        "Symbol",
        "F06D",
        "zz",
        "wps",
        "pic1",
        "gone",
        "hdr1",
        "de-DE",
        "superscript",
        "restart",
    ),
    *("width:60pt;height:1e99pt", "NaN", "inf", " HYPERLINK x ", "REF a", "PAGEREF a", "TOC", "true", "½"),
]
_WORDS = st.sampled_from(
    ["one", "two words", "50", "m", " ", "Call 999", "1. a", "•", "é", "\uf0b7", "**", "P9101/1/11.2026/VERSION1"]
)
_USES = '<w:sectPr><w:headerReference r:id="hdr1"/><w:footerReference r:id="ftr1"/></w:sectPr>'
_ATTRIBUTES = st.dictionaries(st.sampled_from(_NAMES), st.sampled_from(_VALUES), max_size=3)


def _element(name: str, attributes: dict[str, str], inside: str) -> str:
    held = "".join([f" {key}={quoteattr(value)}" for key, value in attributes.items()])
    return f"<{name}{held}>{inside}</{name}>"


_LEAF = st.builds(_element, st.sampled_from(_LEAVES), _ATTRIBUTES, st.just(""))
_TEXT = st.builds(_element, st.sampled_from(_TEXTS), st.just({}), _WORDS.map(escape))
_TREE = st.recursive(
    _LEAF | _TEXT,
    lambda inner: st.builds(_element, st.sampled_from(_HOLDERS), _ATTRIBUTES, st.lists(inner, max_size=4).map("".join)),
    max_leaves=25,
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, str]:
    """Return what stands in the body, and in some notes, comments and margins: anything."""
    held = {"body": "".join(draw(st.lists(_TREE, max_size=4)))}
    for name in sorted(draw(st.sets(st.sampled_from(["hdr1", "ftr1", "footnotes", "comments"]), max_size=2))):
        held[name] = draw(_TREE)
    return held


def any_file(held: dict[str, str]) -> bytes:
    """Return the Word file of such a document."""
    space = '<w:sdt xmlns:x="urn:example:strange"><w:sdtContent>'
    known = {name: f"{space}{inside}</w:sdtContent></w:sdt>" for name, inside in held.items()}
    for name in ("footnotes", "comments"):
        if name in held:
            known[name] = held[name].replace(">", ' xmlns:x="urn:example:strange">', 1)
    body = known.pop("body")
    return docx(
        body + p("end") + _USES,
        parts={"styles": STYLES, "numbering": NUMBERING} | known,
        links={"pic1": ("image", "media/image1.png", False)},
        files={"word/media/image1.png": PICTURE},
    )
