"""Rules of the file around the tags: catalogue, pages, fonts, output intent, what may not be in it."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.checker.document import Document
from tests.checker.rules_tree import LANGUAGE
from tests.checker.tag_tree import number_tree


def version(document: Document) -> Iterator[str]:
    """The version of PDF that the standard asks for, with an ID, not encrypted."""
    pdf, wanted = document.pdf, document.standard.version
    found = {pdf.pdf_version, str(pdf.Root.get("/Version", f"/{wanted}"))[1:]} - {wanted}
    if found:
        yield f"the PDF version is {found.pop()}, not {wanted}"
    identifier = pdf.trailer.get("/ID")
    if identifier is None or len(identifier) != 2 or not all(bytes(part) for part in identifier):
        yield "the file has no ID"
    if pdf.is_encrypted:
        yield "the file is encrypted"


def catalogue(document: Document) -> Iterator[str]:
    """Marked, with a language, and the title in the window's bar."""
    root = document.pdf.Root
    marked = root.get("/MarkInfo", pikepdf.Dictionary())
    if not marked.get("/Marked", False):
        yield "MarkInfo does not say Marked"
    if marked.get("/Suspects", False):
        yield "MarkInfo says Suspects"
    language = str(root.get("/Lang", ""))
    if not LANGUAGE.fullmatch(language):
        yield f"the catalogue's Lang is {language!r}, not a language tag"
    for top in document.tops:
        if top.text.get("Lang", language) != language:
            yield f"the catalogue's Lang is {language!r}, that of the Document element {top.text['Lang']!r}"
    if not root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False):
        yield "ViewerPreferences does not say DisplayDocTitle"


def output_intent(document: Document) -> Iterator[str]:
    """One output intent for PDF/A, with an RGB profile."""
    intents = [intent for intent in document.pdf.Root.get("/OutputIntents", ()) if intent.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1:
        yield f"there are {len(intents)} output intents for PDF/A, not one"
        return
    profile = intents[0].get("/DestOutputProfile")
    if not isinstance(profile, pikepdf.Stream) or profile.get("/N") != 3:
        yield "the output intent has no profile with three colours"
    if not str(intents[0].get("/OutputConditionIdentifier", "")):
        yield "the output intent has no OutputConditionIdentifier"


def pages(document: Document) -> Iterator[str]:
    """Tabs in the order of the structure on every page, and a label for every page."""
    if not document.pages:
        yield "the file has no page"
    for index, page in enumerate(document.pages):
        if page.obj.get("/Tabs") != "/S":
            yield f"page {index + 1}: Tabs is {page.obj.get('/Tabs')}, not S"
    labels = document.pdf.Root.get("/PageLabels")
    if labels is None:
        yield "there are no page labels"
        return
    pairs, faults = number_tree(labels)
    yield from (f"page labels: {fault}" for fault in faults)
    if not pairs or pairs[0][0] != 0:
        yield "page labels: the first page has none"
    elif pairs[-1][0] >= len(document.pages):
        yield f"page labels: they begin at page {pairs[-1][0] + 1}, but there are {len(document.pages)} pages"


def fonts(document: Document) -> Iterator[str]:
    """Every font is embedded and says what its glyphs mean; none is a standard one."""
    for font in document.resources.all_fonts():
        yield from dict.fromkeys(font.faults)


def scripts(document: Document) -> Iterator[str]:
    """No JavaScript and no other action that does something by itself."""
    root = document.pdf.Root
    if "/JavaScript" in root.get("/Names", pikepdf.Dictionary()):
        yield "there is JavaScript in the name tree"
    for key in ("/OpenAction", "/AA"):
        holder = root.get(key)
        if key == "/AA" and holder is not None:
            yield "the catalogue has additional actions (AA)"
        elif isinstance(holder, pikepdf.Dictionary) and holder.get("/S") != "/GoTo":
            yield f"the catalogue has the open action {holder.get('/S')}"
    for index, page in enumerate(document.pages):
        if "/AA" in page.obj:
            yield f"page {index + 1} has additional actions (AA)"
    for annotation in document.annotations:
        if "/AA" in annotation.source:
            yield f"page {annotation.page + 1}: an annotation has additional actions (AA)"


def outline(document: Document) -> Iterator[str]:
    """Every bookmark has a title and leads to a page of the file."""
    root = document.pdf.Root.get("/Outlines")
    waiting: list[Any] = [root.get("/First")] if root is not None else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if item is None:
            continue
        if item.objgen in seen:
            yield "the outline goes in a circle"
            return
        seen.add(item.objgen)
        waiting += [item.get("/Next"), item.get("/First")]
        title = str(item.get("/Title", ""))
        if not title.strip():
            yield "a bookmark has no title"
        action = item.get("/A")
        if action is not None and action.get("/S") != "/GoTo":
            yield f"the bookmark {title!r} has the action {action.get('/S')}"
        destination = item.get("/Dest", action.get("/D") if action is not None else None)
        direct = isinstance(destination, pikepdf.Array) and len(destination) > 0
        if destination is None or (direct and destination[0].objgen not in document.page_of):
            yield f"the bookmark {title!r} leads to no page of the file"


RULES = (version, catalogue, output_intent, pages, fonts, scripts, outline)
