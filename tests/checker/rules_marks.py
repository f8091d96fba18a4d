"""Rules between the tag tree and the page content: marks, the parent tree, glyphs, words at line ends."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

import pikepdf

from tests.checker.content_stream import Run
from tests.checker.document import Document
from tests.checker.fonts import UNMAPPED
from tests.checker.tag_tree import INLINE_ROLES, PICTURE_ROLES, Element, MarkReference, number_tree

#: Scripts that put no space between words (UAX 14, classes ID, CJ and SA): their lines end without one.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LAST_WORD = re.compile(r"\S*$")
_FIRST_WORD = re.compile(r"^\S*")
_ADDRESS = re.compile(r"//|@|www\.", re.IGNORECASE)
_STOPS = frozenset(".,;:!?)\"'\u201d\u2019\u2026")

LONG_WORD = 25
"""A word of so many signs may have been broken because it fits on no line; shorter ones never are."""

_NEW_LINE = 0.6
"""A move of the baseline by so many times the font size begins a new line; a superscript moves by less."""


def content_faults(document: Document) -> Iterator[str]:
    """What came up while the pages were read: nesting, text and painting outside marks."""
    for content in document.contents:
        yield from dict.fromkeys(content.faults)


def claims(document: Document) -> Iterator[str]:
    """Every MCID is used by exactly one element, exists, and counts from 0 without a gap."""
    claimed: dict[tuple[int, int], Element] = {}
    for element in document.elements:
        for kid in element.kids:
            if not isinstance(kid, MarkReference):
                continue
            if kid.page is None:
                yield f"{document.name(element)}: MCID {kid.number} names no page"
                continue
            where = f"page {kid.page + 1}, MCID {kid.number}"
            if kid.number not in document.contents[kid.page].marks:
                yield f"{document.name(element)}: {where} is not on that page"
            key = (kid.page, kid.number)
            if key in claimed:
                yield f"{where} belongs to {document.name(claimed[key])} and to {document.name(element)}"
            claimed[key] = element
    for page, content in enumerate(document.contents):
        for number, mark in content.marks.items():
            where = f"page {page + 1}, MCID {number}"
            if (page, number) not in claimed:
                yield f"{where} ({mark.text!r}) belongs to no element"
            holder = claimed.get((page, number))
            # The mark of a cell to write in keeps its place for readers, and has nothing to paint.
            if not mark.painted and (holder is None or holder.standard != "TD"):
                yield f"{where} paints nothing"
        if sorted(content.marks) != list(range(len(content.marks))):
            yield f"page {page + 1}: the MCIDs {sorted(content.marks)} do not count from 0 without a gap"


def pictures(document: Document) -> Iterator[str]:
    """No words are painted in a picture: its Alt says them, and a reader would say both."""
    for element in document.elements:
        if element.standard != "Figure":
            continue
        for kid in element.kids:
            mark = document.mark(kid) if isinstance(kid, MarkReference) else None
            if mark is not None and mark.runs:
                yield f"{document.name(element)}: the words {mark.text!r} in it are said beside its Alt"


def orphans(document: Document) -> Iterator[str]:
    """No structure element lies in the file without being in the tree."""
    for item in document.pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/P" in item:
            key = item.objgen
            if key not in document.by_key:
                yield f"the element {str(item['/S'])[1:]} (object {key[0]}) is not in the tree"


def parent_tree(document: Document) -> Iterator[str]:
    """The parent tree leads from each MCID and each annotation to its element, and has nothing else."""
    root = document.pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    if "/ParentTree" not in root:
        yield "there is no ParentTree"
        return
    pairs, faults = number_tree(root["/ParentTree"])
    yield from (f"ParentTree: {fault}" for fault in faults)
    following = root.get("/ParentTreeNextKey")
    if following is None or any(key >= int(following) for key, _ in pairs):
        yield f"ParentTreeNextKey is {following}, not above every key"
    values = dict(pairs)
    holders: dict[int, str] = {}

    def hold(key: int, what: str) -> str | None:
        if key in holders:
            return f"ParentTree: {what} and {holders[key]} share the key {key}"
        holders[key] = what
        return None if key in values else f"ParentTree: the key {key} of {what} is missing"

    for page, content in enumerate(document.contents):
        what = f"page {page + 1}"
        key = document.pages[page].obj.get("/StructParents")
        if key is None:
            if content.marks:
                yield f"{what} has marks, but no StructParents"
            continue
        fault = hold(int(key), what)
        if fault:
            yield fault
            continue
        yield from _page_entry(document, page, values[int(key)])
    for annotation in document.annotations:
        key = annotation.source.get("/StructParent")
        what = f"an annotation on page {annotation.page + 1}"
        if key is None:
            continue  # rules_links says so
        fault = hold(int(key), what)
        if fault:
            yield fault
            continue
        entry = values[int(key)]
        element = document.by_key.get(entry.objgen) if isinstance(entry, pikepdf.Dictionary) else None
        if element is None:
            yield f"ParentTree: the key {int(key)} of {what} does not lead to an element of the tree"
        elif annotation.key not in [reference.key for reference in element.objects]:
            name = document.name(element)
            yield f"ParentTree: the key {int(key)} of {what} leads to {name}, which lacks it"
    for key in values:
        if key not in holders:
            yield f"ParentTree: the key {key} belongs to no page and no annotation"


def _page_entry(document: Document, page: int, entry: object) -> Iterator[str]:
    what = f"page {page + 1}"
    if not isinstance(entry, pikepdf.Array):
        yield f"ParentTree: the entry of {what} is not an array"
        return
    marks = document.contents[page].marks
    keys = [item.objgen if isinstance(item, pikepdf.Dictionary) else None for item in entry]
    if len(keys) != len(marks):
        yield f"ParentTree: {what} has {len(marks)} marks, its entry {len(keys)}"
    for number, key in enumerate(keys):
        element = document.by_key.get(key) if key is not None else None
        if element is None:
            yield f"ParentTree: {what}, MCID {number} does not lead to an element of the tree"
        elif not any(
            kid.number == number and kid.page == page for kid in element.kids if isinstance(kid, MarkReference)
        ):
            yield f"ParentTree: {what}, MCID {number} leads to {document.name(element)}, which lacks it"


def glyphs(document: Document) -> Iterator[str]:
    """Every shown code has a text, and none lies in a private-use area without ActualText."""
    for element in document.elements:
        if "ActualText" in element.text or any("ActualText" in up.text for up in _above(element)):
            continue
        for kid in element.kids:
            mark = document.mark(kid) if isinstance(kid, MarkReference) else None
            if mark is None:
                continue
            text = mark.text
            if UNMAPPED in text:
                yield f"{document.name(element)}: a shown code has no text in ToUnicode"
            if not text.isascii() and _PRIVATE_USE.search(text):
                yield f"{document.name(element)}: a private-use sign without ActualText"


def _above(element: Element) -> Iterator[Element]:
    while element.parent is not None:
        element = element.parent
        yield element


def _blocks(document: Document, element: Element) -> Iterator[list[list[Run]]]:
    """Yield for each block the runs of its marks, those of inline elements in it included, in tree order."""
    own: list[list[Run]] = []

    def gather(inner: Element) -> Iterator[list[list[Run]]]:
        for kid in inner.kids:
            if isinstance(kid, MarkReference):
                mark = document.mark(kid)
                # Labels drawn in a picture are no running text.
                if mark is not None and mark.runs and inner.standard not in PICTURE_ROLES:
                    own.append(mark.runs)
            elif isinstance(kid, Element):
                if kid.standard in INLINE_ROLES and kid.standard not in ("Lbl", "Note"):
                    if "ActualText" in kid.text:
                        own.append([])
                    else:
                        yield from gather(kid)
                else:
                    # What stands on both sides of a block is not one text.
                    own.append([])
                    yield from _blocks(document, kid)

    yield from gather(element)
    yield own


def _begins_line(before: Run, after: Run) -> bool:
    if before.page != after.page:
        return True
    limit = _NEW_LINE * max(before.size, after.size)
    if abs(before.y - after.y) > limit:
        return True
    return after.x < before.x - 1.0 and not (before.reverses or after.reverses)


def _joined(before: str, after: str, words: Collection[str]) -> str | None:
    """Return the word that arises where two lines meet, None when it is a good one."""
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return None
    last, first = before[-1], after[0]
    if _UNSPACED.match(last) or _UNSPACED.match(first):
        return None
    if not (last.isalnum() and first.isalnum()) and not (last in _STOPS and first.isalpha()):
        return None
    head, tail = _LAST_WORD.search(before), _FIRST_WORD.search(after)
    word = (head[0] if head else "") + (tail[0] if tail else "")
    if len(word) >= LONG_WORD or _ADDRESS.search(word):
        return None
    # A long word may go over more than two lines, so that only a part of it meets here.
    core = word.strip("()[]" + "".join(_STOPS))
    return None if any(core in whole for whole in words) else word


def line_ends(document: Document, words: Collection[str] = ()) -> Iterator[str]:
    """Two lines of one block never join two words: a real space stands between them."""
    for top in document.tops:
        for marks in _blocks(document, top):
            text, previous = "", None
            for runs in marks:
                if not runs:
                    text, previous = "", None
                for index, run in enumerate(runs):
                    if not run.text:
                        continue
                    if previous is not None and _begins_line(previous, run):
                        rest = "".join(after.text for after in runs[index:])
                        word = _joined(text, rest, words)
                        if word is not None:
                            yield f"page {run.page + 1}: no space at the line end inside {word!r}"
                    text = (text + run.text)[-200:]
                    previous = run


def paint_order(document: Document) -> Iterator[str]:
    """On every page content is painted in the order of its tags (ISO 32000-1, 14.8.2.3)."""
    orders: dict[int, list[int]] = {}
    for top in document.tops:
        for reference in top.marks():
            if reference.page is not None:
                orders.setdefault(reference.page, []).append(reference.number)
    for page, numbers in orders.items():
        places = {number: place for place, number in enumerate(document.contents[page].marks)}
        for first, second in pairwise([number for number in numbers if number in places]):
            if places[second] < places[first]:
                yield f"page {page + 1}: MCID {first} is read before MCID {second}, but painted after it"


def page_order(document: Document) -> Iterator[str]:
    """The text of one block never goes back to an earlier page."""
    for top in document.tops:
        for marks in _ordered(top):
            for first, second in pairwise(marks):
                if (second.page or 0) < (first.page or 0):
                    where = f"page {(first.page or 0) + 1}: MCID {first.number}"
                    yield f"{where} is read before MCID {second.number} of page {(second.page or 0) + 1}"


def _ordered(element: Element) -> Iterator[list[MarkReference]]:
    own: list[MarkReference] = []

    def gather(inner: Element) -> Iterator[list[MarkReference]]:
        for kid in inner.kids:
            if isinstance(kid, MarkReference):
                own.append(kid)
            elif isinstance(kid, Element):
                if kid.standard in INLINE_ROLES and kid.standard not in ("Lbl", "Note"):
                    yield from gather(kid)
                else:
                    yield from _ordered(kid)

    yield from gather(element)
    yield own


RULES = (content_faults, claims, pictures, orphans, parent_tree, glyphs, paint_order, page_order)
