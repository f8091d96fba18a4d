"""Rules of the tag tree by itself: headings, lists, tables, figures, captions, notes, languages, empty elements."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.checker.allowed import parent_and_child
from tests.checker.document import Document
from tests.checker.tag_tree import PICTURE_ROLES, Element, MarkReference

_HEADING = re.compile(r"H([1-6])")
# BCP 47 as far as a leaflet needs it: language, script, region, variants, extensions.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{2,8})*")
_EMPTY_ALT = re.compile(
    r"(no )?(alternat(e|ive) text|alt text|image|picture|figure|untitled)( \w+)?( specified)?"
    r"|\S*\.(png|jpe?g|svg|gif)",
    re.IGNORECASE,
)
_TOLERANCE = 0.5
"""Points by which a figure may stick out of its page: rounding, not a fault."""


def headings(document: Document) -> Iterator[str]:
    """The first heading is H1, none skips a level, each has text."""
    previous = 0
    for element in document.elements:
        if element.standard == "H":
            yield f"{document.name(element)}: H, where headings are numbered (H1 to H6)"
        match = _HEADING.fullmatch(element.standard)
        if match is None:
            continue
        level = int(match[1])
        if level > previous + 1:
            came = f"after H{previous}" if previous else "as the first heading"
            yield f"{document.name(element)}: comes {came}"
        previous = level
        if not document.text(element).strip():
            yield f"{document.name(element)}: a heading without text"


def empties(document: Document) -> Iterator[str]:
    """Every element has content or children; only a TD may be empty, to keep its table regular."""
    for element in document.elements:
        if not element.kids and element.standard != "TD":
            yield f"{document.name(element)}: has neither content nor children"


def lists(document: Document) -> Iterator[str]:
    """L holds LI; LI holds at most one Lbl and then one LBody; a nested list follows its item's text."""
    for element in document.elements:
        kids = [kid.standard for kid in element.elements]
        if element.standard == "L":
            if "LI" not in kids:
                yield f"{document.name(element)}: a list without items"
            if "Caption" in kids[1:]:
                yield f"{document.name(element)}: the Caption of a list is not its first kid"
            labelled = any(grand.standard == "Lbl" for kid in element.elements for grand in kid.elements)
            if labelled and element.attributes.get("ListNumbering", "None") == "None":
                yield f"{document.name(element)}: a list with labels says no ListNumbering"
        elif element.standard == "LI":
            if kids not in (["Lbl", "LBody"], ["LBody"]):
                yield f"{document.name(element)}: LI holds {' '.join(kids) or 'nothing'}, not Lbl and LBody"
        elif element.standard == "LBody":
            first = element.kids[0] if element.kids else None
            if isinstance(first, Element) and first.standard == "L":
                yield f"{document.name(element)}: a nested list comes before the text of its item"


def _rows(table: Element) -> list[list[Element]]:
    """Return the rows of a table by section, since a cell never spans from one section into the next."""
    sections: list[list[Element]] = []
    loose: list[Element] = []
    for kid in table.elements:
        if kid.standard == "TR":
            loose.append(kid)
        elif kid.standard in ("THead", "TBody", "TFoot"):
            sections.append([row for row in kid.elements if row.standard == "TR"])
    return [loose, *sections] if loose else sections


def _widths(rows: list[Element]) -> tuple[list[int], list[str]]:
    """Lay the cells of a section out in a grid; return the width of each row, and overlaps and overhangs."""
    faults = []
    below: dict[int, int] = {}
    widths = []
    for index, row in enumerate(rows):
        taken = {column for column, left in below.items() if left > 0}
        below = {column: left - 1 for column, left in below.items() if left > 1}
        column, cells = 0, set(taken)
        for cell in row.elements:
            while column in cells:
                column += 1
            across = int(cell.attributes.get("ColSpan", 1))
            down = int(cell.attributes.get("RowSpan", 1))
            if across < 1 or down < 1:
                faults.append(f"row {index + 1} has a span below 1")
            if index + down > len(rows):
                faults.append(f"a cell of row {index + 1} spans more rows than there are")
            for place in range(column, column + max(across, 1)):
                if place in cells:
                    faults.append(f"cells of row {index + 1} overlap")
                cells.add(place)
                if down > 1:
                    below[place] = down - 1
            column += max(across, 1)
        widths.append(len(cells))
    return widths, faults


def tables(document: Document) -> Iterator[str]:
    """Tables are regular grids; every TH says its Scope; the parts stand in their order."""
    identifiers = {element.text["ID"] for element in document.elements if "ID" in element.text}
    for element in document.elements:
        if element.standard == "TH" and element.attributes.get("Scope") not in ("Row", "Column", "Both"):
            yield f"{document.name(element)}: TH without Scope"
        if element.standard in ("TH", "TD"):
            for header in element.attributes.get("Headers", ()):
                if header not in identifiers:
                    yield f"{document.name(element)}: Headers names {header!r}, which no cell has as ID"
        if element.standard != "Table":
            continue
        name = document.name(element)
        kids = [kid.standard for kid in element.elements]
        parts = [kid for kid in kids if kid != "Caption"]
        order = {"THead": 0, "TBody": 1, "TR": 1, "TFoot": 2}
        ranks = [order.get(part, 1) for part in parts]
        if ranks != sorted(ranks) or parts.count("THead") > 1 or parts.count("TFoot") > 1:
            yield f"{name}: the parts of the table stand as {' '.join(parts)}"
        if "Caption" in kids[1:-1] or kids.count("Caption") > 1:
            yield f"{name}: the Caption is neither first nor last"
        widths: list[int] = []
        for section in _rows(element):
            found, faults = _widths(section)
            widths += found
            yield from (f"{name}: {fault}" for fault in faults)
        if not widths or 0 in widths:
            yield f"{name}: a table or a row without cells"
        if len(set(widths)) > 1:
            yield f"{name}: the rows are {', '.join(str(width) for width in widths)} cells wide"


def _page(document: Document, element: Element) -> int | None:
    for reference in element.marks():
        if reference.page is not None:
            return reference.page
    return element.page


def figures(document: Document) -> Iterator[str]:
    """Figures and formulas have an Alt that says something, and a BBox on their page."""
    for element in document.elements:
        if element.standard not in PICTURE_ROLES:
            continue
        name = document.name(element)
        alternative = (element.text.get("Alt") or element.text.get("ActualText") or "").strip()
        if not alternative:
            yield f"{name}: {element.role} without Alt"
        elif _EMPTY_ALT.fullmatch(alternative):
            yield f"{name}: the Alt {alternative!r} says nothing"
        box, page = element.attributes.get("BBox"), _page(document, element)
        if not isinstance(box, list) or len(box) != 4:
            yield f"{name}: {element.role} without BBox"
        elif page is not None:
            left, bottom, right, top = box
            if left >= right or bottom >= top:
                yield f"{name}: the BBox {box} is empty or turned round"
            x, y, width, height = (float(number) for number in document.pages[page].mediabox)
            inside = left >= x - _TOLERANCE and bottom >= y - _TOLERANCE
            if not inside or right > width + _TOLERANCE or top > height + _TOLERANCE:
                yield f"{name}: the BBox {box} reaches out of page {page + 1}"


def captions(document: Document) -> Iterator[str]:
    """The caption of a figure stands with it in an element of its own, which holds nothing else.

    PDF/UA-2 sees through a Div (ISO 32005, table 5): the captions of several would be those of what they stand in.
    """
    holder = document.standard.illustration
    for element in document.elements:
        if element.standard != "Caption":
            continue
        parent = element.parent
        held = [kid.standard for kid in parent.elements] if parent is not None else []
        if parent is None or parent.standard not in (holder, "Table", "L", "TOC"):
            yield f"{document.name(element)}: a Caption outside of the {holder} of its Figure"
        elif parent.standard == holder and held != ["Figure", "Caption"]:
            yield f"{document.name(element)}: the {holder} of a Caption holds {' '.join(held)}, not Figure and Caption"


def notes(document: Document) -> Iterator[str]:
    """Every Note has an ID; no ID is used twice; the IDTree knows each."""
    identifiers = Counter(element.text["ID"] for element in document.elements if "ID" in element.text)
    for identifier, count in identifiers.items():
        if count > 1:
            yield f"the ID {identifier!r} is used by {count} elements"
    for element in document.elements:
        if element.standard == "Note" and not element.text.get("ID"):
            yield f"{document.name(element)}: Note without ID"
    root = document.pdf.Root.get("/StructTreeRoot")
    if not identifiers or root is None:
        return
    tree: dict[str, tuple[int, int]] = {}
    nodes = [root["/IDTree"]] if "/IDTree" in root else []
    while nodes:
        node = nodes.pop()
        nodes += list(node.get("/Kids", ()))
        names = list(node.get("/Names", ()))
        tree.update((str(key), value.objgen) for key, value in zip(names[::2], names[1::2], strict=False))
    for element in document.elements:
        own = element.text.get("ID")
        if own is not None and identifiers[own] == 1 and tree.get(own) != element.key:
            yield f"{document.name(element)}: the IDTree does not lead from {own!r} to it"


def languages(document: Document) -> Iterator[str]:
    """Every Lang in the tree is a language tag."""
    for element in document.elements:
        language = element.text.get("Lang")
        if language is not None and not LANGUAGE.fullmatch(language):
            yield f"{document.name(element)}: Lang {language!r} is not a language tag"


def replaced(document: Document) -> Iterator[str]:
    """ActualText stands for a few glyphs, never for an element that has elements below it."""
    for element in document.elements:
        if "ActualText" in element.text and any(not isinstance(kid, MarkReference) for kid in element.kids):
            yield f"{document.name(element)}: ActualText hides the elements below"


RULES = (parent_and_child, headings, empties, lists, tables, figures, captions, notes, languages, replaced)
