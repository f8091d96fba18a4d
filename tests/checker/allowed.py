"""Which structure element may stand in which (ISO 32000-1, 14.8.4, as ISO/TS 32005 spells it out)."""

from collections.abc import Iterator

from tests.checker.document import Document
from tests.checker.tag_tree import Element, MarkReference, roles

CONTENT = "(content)"
"""Stands for marked content among the kids."""


_HEADINGS = roles("H1 H2 H3 H4 H5 H6")
_GROUPS = roles("Art Part Div Sect BlockQuote NonStruct TOC Index")
_BLOCKS = roles("P L Table Figure Formula Note Code Link Form") | _HEADINGS
_INLINE = roles("Quote Note Reference BibEntry Code Span Strong Link Form")
_PHRASE = _INLINE | roles("Lbl Figure Formula NonStruct") | {CONTENT}
_SECTION = (_GROUPS | _BLOCKS | roles("Lbl Caption")) - {"TOCI"}
_FLOW = (_GROUPS - {"TOC"}) | _BLOCKS | _PHRASE
_ROWS = roles("TR NonStruct")

# What a Div may hold is what its own parent may hold: it is see-through. Nothing but elements stands in it.
_SEE_THROUGH = roles("Part Div NonStruct")
_ANYTHING = (
    _FLOW | _SECTION | roles("Document TOCI LI LBody THead TBody TFoot TR TH TD") | roles("BlockQuote Caption")
) - {CONTENT}

ALLOWED: dict[str, frozenset[str]] = {
    "Document": (_GROUPS | _BLOCKS | roles("Document")) - {"Lbl", "Caption"},
    "Art": _SECTION - {"Art"},
    "Part": _ANYTHING - roles("Quote Span LI LBody THead TBody TFoot TR TH TD"),
    "Div": _ANYTHING,
    "NonStruct": _ANYTHING | {CONTENT},
    "Sect": _SECTION,
    "BlockQuote": _SECTION | roles("Document Reference") | {CONTENT},
    "TOC": roles("TOC TOCI Caption Part NonStruct"),
    "TOCI": roles("TOC P Reference Lbl Div NonStruct"),
    "Index": roles("Part Div Sect NonStruct P Note Reference L Table Caption Figure Formula") | _HEADINGS,
    "P": (_PHRASE | roles("L Table")),
    **dict.fromkeys(_HEADINGS, _PHRASE),
    "L": roles("LI Caption NonStruct"),
    "LI": roles("Lbl LBody Div NonStruct"),
    "Lbl": _PHRASE - {"Lbl"},
    "LBody": (_FLOW | {"Caption"}) - {"Lbl"},
    "Table": roles("TR THead TBody TFoot Caption NonStruct"),
    **dict.fromkeys(("THead", "TBody", "TFoot"), _ROWS),
    "TR": roles("TH TD NonStruct"),
    **dict.fromkeys(("TH", "TD"), _FLOW - {"Part", "BlockQuote"}),
    "Caption": _FLOW,
    "Figure": _FLOW,
    "Formula": (_FLOW | {"Caption"}) - roles("Art Sect"),
    "Span": _PHRASE,
    "Quote": _PHRASE,
    "Code": _FLOW - _HEADINGS,
    "Note": _FLOW - _HEADINGS,
    "BibEntry": roles("Reference Lbl Span Link Figure NonStruct") | {CONTENT},
    "Reference": roles("Note BibEntry Lbl Span Link Figure NonStruct") | {CONTENT},
    "Link": (_PHRASE - {"Link", "Form"}) | roles("Art Div Sect"),
    "Form": roles("Div NonStruct Note BibEntry Lbl Caption") | {CONTENT},
    "Strong": _PHRASE,
}
"""Roles to what may stand directly in them.

Some rules are our own and stricter: L never directly in L (a nested list belongs into the LBody of its item),
no content directly in LI, no Sect in a heading, no Caption in a Figure: Firefox reads it at the end of the page.
"""


def _nearest(element: Element) -> Element | None:
    """Return the element itself, or the nearest one above it that is not see-through."""
    found: Element | None = element
    while found is not None and found.standard in _SEE_THROUGH:
        found = found.parent
    return found


def parent_and_child(document: Document) -> Iterator[str]:
    """Yield the elements that stand where they may not."""
    if len(document.tops) != 1 or document.tops[0].standard != "Document":
        yield f"the tree begins with {[top.role for top in document.tops]}, not with one Document"
    for element in document.elements:
        allowed = ALLOWED.get(element.standard)
        if allowed is None:
            yield f"{document.name(element)}: the role {element.standard} is not one that this checker knows"
            continue
        outer = _nearest(element) if element.standard in _SEE_THROUGH else None
        for kid in element.kids:
            if isinstance(kid, Element):
                name = kid.standard
            elif isinstance(kid, MarkReference):
                name = CONTENT
            else:
                continue
            if name == "Caption" and element.standard == "Div":
                continue  # of a Figure beside it: `rules_tree.captions`
            if name in allowed and (outer is None or name in ALLOWED.get(outer.standard, ())):
                continue
            if name in allowed and name in _SEE_THROUGH:
                continue
            where = element.role if outer is None else f"{element.role} inside {outer.role}"
            what = document.name(kid) if isinstance(kid, Element) else "content"
            yield f"{what} may not stand in {where}"
