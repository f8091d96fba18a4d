"""Rules of links: element and annotation know each other, and the annotation lies where the text is."""

from collections.abc import Iterator

import pikepdf

from tests.checker.document import Annotation, Document
from tests.checker.tag_tree import Element

_TOLERANCE = 1.0
"""Points by which a baseline may lie outside its link's rectangle."""


def annotations(document: Document) -> Iterator[str]:
    """Every annotation is a Link that prints, says what it is, leads somewhere, and stands in the tree."""
    claimed: dict[tuple[int, int], Element] = {}
    for element in document.elements:
        for reference in element.objects:
            if reference.key in claimed:
                yield f"{document.name(element)}: its annotation belongs to another element as well"
            claimed[reference.key] = element
    for annotation in document.annotations:
        source = annotation.source
        what = f"page {annotation.page + 1}: an annotation"
        if source.get("/Subtype") != "/Link":
            yield f"{what} is a {source.get('/Subtype')}, not a Link"
            continue
        what = f"page {annotation.page + 1}: the link to {document.target(annotation) or '(nothing)'}"
        if int(source.get("/F", 0)) != 4:
            yield f"{what} has the flags {source.get('/F')}, not 4 (print)"
        if not str(source.get("/Contents", "")).strip():
            yield f"{what} has no Contents"
        if "/StructParent" not in source:
            yield f"{what} has no StructParent"
        owner = claimed.get(annotation.key)
        if owner is None:
            yield f"{what} belongs to no element"
        elif owner.standard != "Link":
            yield f"{what} belongs to {document.name(owner)}, not to a Link"
        left, bottom, right, top = annotation.rectangle
        x, y, width, height = (float(number) for number in document.pages[annotation.page].mediabox)
        if left >= right or bottom >= top:
            yield f"{what} has an empty rectangle"
        elif right <= x or left >= width or top <= y or bottom >= height:
            yield f"{what} lies outside its page"
        yield from _quads(annotation, what)


def _quads(annotation: Annotation, what: str) -> Iterator[str]:
    """Eight numbers for each area (ISO 32000-1, 12.5.6.5), all inside of the rectangle, or readers pass over them."""
    if "/QuadPoints" not in annotation.source:
        return
    if len(annotation.source["/QuadPoints"]) % 8 or not len(annotation.source["/QuadPoints"]):
        yield f"{what} has {len(annotation.source['/QuadPoints'])} numbers in QuadPoints"
        return
    boxes = annotation.areas
    around = tuple(pick(box[side] for box in boxes) for side, pick in enumerate((min, min, max, max)))
    if any(abs(one - other) > 0.01 for one, other in zip(around, annotation.rectangle, strict=True)):
        yield f"{what} has areas that are not all of its rectangle"


def targets(document: Document) -> Iterator[str]:
    """Every link leads to an address, or to a place that is in this file."""
    names = _destinations(document)
    for annotation in document.annotations:
        if annotation.source.get("/Subtype") != "/Link":
            continue
        target = document.target(annotation)
        action = annotation.source.get("/A")
        what = f"page {annotation.page + 1}: the link to {target or '(nothing)'}"
        if not target:
            yield f"{what} leads nowhere"
        if action is not None and str(action.get("/S")) not in ("/URI", "/GoTo"):
            yield f"{what} has the action {action.get('/S')}"
        if target.startswith("#page "):
            if target == "#page ?":
                yield f"{what} leads to a page that is not in the file"
        elif target.startswith("#") and target[1:] not in names:
            yield f"{what} leads to a name that is not in the file"


def _destinations(document: Document) -> set[str]:
    """Return the names of the destinations that lead to a page of the file."""
    root = document.pdf.Root
    found: set[str] = set()

    def put(name: str, value: object) -> None:
        if isinstance(value, pikepdf.Dictionary):
            value = value.get("/D")
        if isinstance(value, pikepdf.Array) and len(value) and value[0].objgen in document.page_of:
            found.add(name)

    for key, value in root.get("/Dests", pikepdf.Dictionary()).items():
        put(str(key).lstrip("/"), value)
    nodes = [root["/Names"]["/Dests"]] if "/Dests" in root.get("/Names", pikepdf.Dictionary()) else []
    while nodes:
        node = nodes.pop()
        nodes += list(node.get("/Kids", ()))
        pairs = list(node.get("/Names", ()))
        for text, value in zip(pairs[::2], pairs[1::2], strict=False):
            put(str(text), value)
    return found


def link_elements(document: Document) -> Iterator[str]:
    """Every Link has text and an annotation; all its annotations lead to one place and lie over its text."""
    known: dict[tuple[int, int], Annotation] = {
        annotation.key: annotation for annotation in document.annotations if annotation.key != (0, 0)
    }
    for element in document.elements:
        if element.objects and element.standard not in ("Link", "Annot", "Form"):
            yield f"{document.name(element)}: {element.role} holds an annotation"
        if element.standard != "Link":
            continue
        name = document.name(element)
        pictured = any(below.text.get("Alt", "").strip() for below in element.walk())
        if not document.text(element).strip() and not pictured:
            yield f"{name}: a Link without text"
        if not element.objects:
            yield f"{name}: a Link without OBJR"
            continue
        mine = []
        for reference in element.objects:
            annotation = known.get(reference.key)
            if annotation is None:
                yield f"{name}: its OBJR does not lead to an annotation of a page"
                continue
            if reference.page != annotation.page:
                yield f"{name}: its OBJR names another page than the annotation's"
            mine.append(annotation)
        pages = [annotation.page for annotation in mine]
        if len(set(pages)) < len(pages):
            yield f"{name}: several annotations on one page"
        leads = {document.target(annotation) for annotation in mine}
        if len(leads) > 1:
            yield f"{name}: one Link leads to {', '.join(sorted(leads))}"
        yield from _places(document, name, element, mine)


def _places(document: Document, name: str, element: Element, mine: list[Annotation]) -> Iterator[str]:
    """Each area of an annotation lies over a line of the link's text, and each line of it under an area."""
    runs = [run for run in document.runs(element) if run.text.strip()]
    if not runs or not mine:
        return
    spans = [(annotation.page, area) for annotation in mine for area in annotation.areas]
    for page, (left, bottom, right, top) in spans:
        lines = [run for run in runs if run.page == page and bottom - _TOLERANCE <= run.y <= top + _TOLERANCE]
        if not lines or all(run.x > right for run in lines):
            where = f"page {page + 1} at {(left, bottom, right, top)}"
            yield f"{name}: an area on {where} lies over none of its text"
    for run in runs:
        if not any(page == run.page and box[1] - _TOLERANCE <= run.y <= box[3] + _TOLERANCE for page, box in spans):
            yield f"{name}: {run.text!r} on page {run.page + 1} lies under none of its areas"


RULES = (annotations, targets, link_elements)
