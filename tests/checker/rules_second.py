"""Rules of PDF/UA-2 and Well-Tagged PDF alone: namespaces, and where links, bookmarks and contents lead in the tree."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.checker.document import Document
from tests.checker.standards import PDF_1_7, PDF_2_0, ROLES_OF_PDF_2_0
from tests.checker.tag_tree import STANDARD_ROLES


def namespaces(document: Document) -> Iterator[str]:
    """Every element names the namespace of its type, PDF 2.0's where that has it (ISO 14289-2, 8.2.4)."""
    held = document.pdf.Root["/StructTreeRoot"].get("/Namespaces", ())
    known = {str(one.get("/NS", "")) for one in held}
    for element in document.elements:
        name = document.name(element)
        if element.namespace not in known:
            yield f"{name}: its namespace {element.namespace!r} is not among those of the tree"
        wanted = PDF_2_0 if element.role in ROLES_OF_PDF_2_0 else PDF_1_7
        if element.role not in ROLES_OF_PDF_2_0 | STANDARD_ROLES:
            yield f"{name}: no namespace of PDF has the type {element.role}"
        elif element.namespace != wanted:
            yield f"{name}: its namespace is {element.namespace!r}, not {wanted}"
        if element.role in ("H", "Note"):
            yield f"{name}: PDF/UA-2 knows no {element.role}"


def destinations(document: Document) -> Iterator[str]:
    """Every link and bookmark into the file leads to an element that is drawn on that page (ISO 14289-2, 8.8)."""
    for annotation in document.annotations:
        yield from _destination(document, annotation.source, f"page {annotation.page + 1}: a link")
    for item in _bookmarks(document):
        yield from _destination(document, item, f"the bookmark {str(item.get('/Title', ''))!r}")


def _bookmarks(document: Document) -> Iterator[Any]:
    root = document.pdf.Root.get("/Outlines")
    waiting: list[Any] = [root.get("/First")] if root is not None else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if item is None or item.objgen in seen:
            continue
        seen.add(item.objgen)
        yield item
        waiting += [item.get("/Next"), item.get("/First")]


def _destination(document: Document, source: Any, what: str) -> Iterator[str]:
    if "/Dest" in source:
        yield f"{what} leads to a page alone"
        return
    action = source.get("/A", pikepdf.Dictionary())
    if action.get("/S") != "/GoTo":
        return
    structure = action.get("/SD", ())
    element = document.by_key.get(structure[0].objgen) if len(structure) else None
    if element is None:
        yield f"{what} leads to no element of the tree"
        return
    page = document.page_of.get(action["/D"][0].objgen)
    if page not in {mark.page for mark in element.marks()}:
        yield f"{what} leads to {document.name(element)}, which is not on page {(page or 0) + 1}"


def contents(document: Document) -> Iterator[str]:
    """Every entry of a contents list refers to the heading that its link leads to (ISO 14289-2, 8.2.5.8)."""
    for element in document.elements:
        if element.role != "TOCI":
            continue
        found = [document.by_key.get(key) for key in element.references]
        if [one is not None and one.role[:1] == "H" for one in found] != [True]:
            yield f"{document.name(element)}: it refers to {found or 'nothing'}, not to a heading"


def labels(document: Document) -> Iterator[str]:
    """A list with labels says how it is numbered (ISO 14289-2, 8.2.5.25)."""
    for element in document.elements:
        labelled = any(part.role == "Lbl" for item in element.elements for part in item.elements)
        if element.role == "L" and labelled and element.attributes.get("ListNumbering", "None") == "None":
            yield f"{document.name(element)}: a list with labels that is not numbered"


RULES = (namespaces, destinations, contents, labels)
