"""A document for forms without pages: its tree, what is said about it, and what stands for the numbers of pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from leafletgen.content.cross_references import walk
from leafletgen.content.model.blocks import Block, Table, Write
from leafletgen.content.model.brand import Brand
from leafletgen.document.element import INLINE, Element, Role
from leafletgen.document.form import Form
from leafletgen.document.leaflet import LeafletDocument
from leafletgen.errors import Report
from leafletgen.languages.phrases import stand_in_language, words_for
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.system.forms import FORMS

#: Controls but line ends, marks that turn the direction of writing, and what is no character (Unicode 23.7, D14).
#: An isolate that ends where it began and holds no further mark gives no order to what is around it, and stays.
_UNFIT = re.compile(
    "\u2068([^\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x1f\x7f-\x9f]*)\u2069|"
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

#: What is fit and does not count as printable: line ends, and spaces that hold.
_QUICK = {ord("\n"): None, 0xA0: None}

#: Entries of a contents list that a telephone shows on two screens.
_LONGEST_CONTENTS = 24


class Edition(NamedTuple):
    """A document as it is published without pages.

    Attributes:
        root: the tree, with its list of contents where it has one.
        brand: whose it is.
        title: what a window or a list of files calls it; of a sheet it says nothing of the patient.
        code: of the leaflet, or of the layout of a sheet.
        description: one sentence on what it is about, or nothing.
        mark: "DRAFT" or "WITHDRAWN" for what must not be taken for a released leaflet, else nothing.
    """

    root: Element
    brand: Brand
    title: str
    code: str
    description: str = ""
    mark: str = ""

    @property
    def language(self) -> str:
        """The language of the document (BCP 47)."""
        return self.root.language or "en"

    @property
    def phrases(self) -> Mapping[str, str]:
        """The fixed words in its language."""
        return words_for(self.language)

    @property
    def phrase_language(self) -> str:
        """The language of those: that which stands in where they are not translated."""
        return stand_in_language(self.language) or self.language


class _Latest(NamedTuple):
    """The leaflet that was written last, as all forms without pages print it: each of them is asked for in turn."""

    loaded: LoadedLeaflet
    document: LeafletDocument


_latest: list[_Latest] = []


def _is_one_for_all(loaded: LoadedLeaflet) -> bool:
    """Whether all forms without pages print the same blocks, and none where only some have fields to write in."""
    for part in walk(loaded.body):
        if isinstance(part, Write) or (isinstance(part, Table) and part.grid):
            return False
        if isinstance(part, Block) and (part.only or part.exclude) and not _is_in_all_or_none(part):
            return False
    return True


def _is_in_all_or_none(block: Block) -> bool:
    return len({block.prints_in(form) for form in FORMS}) == 1


def leaflet_edition(loaded: LoadedLeaflet, form: Form, report: Report, mark: str = "") -> Edition:
    """A leaflet in a form without pages; the mark is that of `Edition`."""
    if _latest and _latest[0].loaded is loaded:
        document = _latest[0].document
    else:
        document = LeafletDocument(loaded, form, report)
        _latest[:] = [_Latest(loaded, document)] if _is_one_for_all(loaded) else []
    document.contents = []
    _add_contents(document, form)
    leaflet = loaded.leaflet
    about = leaflet.summary or leaflet.subtitle or ""
    return Edition(document.assemble(), loaded.brand, leaflet.title, leaflet.code, about, mark)


def _add_contents(document: LeafletDocument, form: Form) -> None:
    """The contents list, when there are enough headings; with fewer levels when it would be longer than a screen."""
    levels = form.contents_levels
    if form.contents_from is None or len(document.entries(levels)) < form.contents_from:
        return
    while levels > 1 and len(document.entries(levels)) > _LONGEST_CONTENTS:
        levels -= 1
    document.add_contents(levels)


def named_pages(root: Element) -> dict[str, str]:
    """All anchors of a document, and what a form without pages says for the number of the page with each.

    That is the words of its heading between quotation marks, so that "see page 4" becomes "see page “Flare-ups”".
    """
    named: dict[str, str] = {}
    todo = [root]
    while todo:
        element = todo.pop()
        for kid in element.kids:
            if isinstance(kid, Element) and kid.role not in INLINE:
                todo.append(kid)
        if element.anchor is not None:
            said = f"“{element.title}”" if element.role is Role.HEADING and element.title else ""
            named.setdefault(element.anchor, said)
    return named


def fit(text: str) -> str:
    """Text without what is no part of words, and could be taken for an order by a screen, a printer or a reader."""
    if text.isprintable() or text.translate(_QUICK).isprintable():  # most is, and looking at each letter takes long
        return text
    return _UNFIT.sub(lambda found: found[0] if found[1] is not None else "", text.replace("\t", " "))
