"""WordprocessingML as text: what it escapes, and its elements in the order in which Word wants them.

Word refuses or repairs a file whose properties stand in another order than the sequences of the schema (ECMA-376 part
1, 17.3.1.26 for paragraphs, 17.3.2.28 for runs), so that they are put in order here and nowhere else.
"""

from __future__ import annotations

from typing import Final

from leafletgen.document.edition import fit

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
#: The order of what a paragraph's properties hold, as far as we write them.
PARAGRAPH_ORDER: Final = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "bidi", "spacing", "ind",
    "contextualSpacing", "jc", "outlineLvl",
)  # fmt: skip
#: The order of what a run's properties hold, as far as we write them.
RUN_ORDER: Final = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "vertAlign", "rtl", "lang",
)  # fmt: skip


def escaped(text: str) -> str:
    """Text as it stands in an element or between the quotation marks of an attribute; what no XML may hold is left."""
    return fit(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def name_of(element: str) -> str:
    """The name of an element without its prefix, such as "pStyle"."""
    return element[3:].split(" ", 1)[0].split("/", 1)[0].split(">", 1)[0]


def properties(tag: str, elements: list[str], order: tuple[str, ...]) -> str:
    """Elements as the properties of something, in order; nothing when there are none."""
    if not elements:
        return ""
    return f"<w:{tag}>{''.join(sorted(elements, key=lambda one: order.index(name_of(one))))}</w:{tag}>"


def paragraph(content: str, *elements: str) -> str:
    """A paragraph with its properties."""
    return f"<w:p>{properties('pPr', list(elements), PARAGRAPH_ORDER)}{content}</w:p>"


def styled(style: str) -> str:
    """The property that gives a paragraph its style."""
    return f'<w:pStyle w:val="{style}"/>'


def run(text: str, *elements: str) -> str:
    """Words in one style; a newline in them ends a line."""
    said = escaped(text)
    parts = [f'<w:t xml:space="preserve">{part}</w:t>' if part else "" for part in said.split("\n")]
    return f"<w:r>{properties('rPr', list(elements), RUN_ORDER)}{'<w:br/>'.join(parts)}</w:r>"


def field(instruction: str, shown: str, *elements: str) -> str:
    """A field with what it showed last (17.16.18), so that nobody has to let Word count first."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = f'<w:r><w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText></w:r>'
    return f"{begin}{code}{middle}{run(shown, *elements)}{end}"
