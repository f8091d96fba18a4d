"""A translated leaflet beside the one it was made from: each block with its counterpart, each in its language."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from leafletgen.document import looks
from leafletgen.document.edition import Edition
from leafletgen.document.element import INLINE, Element, PageNumber, Role
from leafletgen.document.form import Form
from leafletgen.document.leaflet import LeafletDocument
from leafletgen.errors import Report
from leafletgen.library.workspace import LoadedLeaflet

#: Before the anchors of the source, so that a link leads to the words of its own language.
_SOURCE = "source-"


class Pair(NamedTuple):
    """What stands side by side: an element of the source and the one of the translation, or one of them alone."""

    source: Element | None
    translation: Element | None


class BilingualDocument:
    """What a translated leaflet and its source say in one form, element by element.

    Attributes:
        source, translation: the two as documents.
        front, body, back: the parts, each a list of pairs in reading order. The logo is there once.
    """

    def __init__(self, original: LoadedLeaflet, loaded: LoadedLeaflet, form: Form, report: Report) -> None:
        """Write both."""
        self.source = LeafletDocument(original, form, report)
        self.translation = LeafletDocument(loaded, form, report)
        for element in [*self.source.front, *self.source.body, *self.source.back]:
            _rename(element)
        once = [one for one in self.translation.front if one.look != looks.LOGO]
        self.front = paired(self.source.front, once)
        self.body = paired(self.source.body, self.translation.body)
        self.back = paired(self.source.back, self.translation.back)

    def name_languages(self) -> None:
        """Say the language of each element, for a form in which pairs are no elements that could say it."""
        for document in (self.source, self.translation):
            for element in [*document.front, *document.body, *document.back]:
                _name(element, document.root.language)

    def pairs(self) -> list[Pair]:
        """All pairs in reading order."""
        return [*self.front, *self.body, *self.back]

    def assemble(self) -> Element:
        """The document: the source's element and then the translation's, pair by pair.

        It is in the language of the source, which whoever hands it out reads.
        """
        root = Element(Role.DOCUMENT, self.translation.root.place)
        root.language = self.source.root.language
        for pair in self.pairs():
            group = root.add(Role.GROUP, None, looks.PAIR)
            sides = (looks.SOURCE, self.source), (looks.TRANSLATION, self.translation)
            for element, (look, document) in zip(pair, sides, strict=True):
                if element is not None:
                    side = group.add(Role.GROUP, element.place, look)
                    side.language = document.root.language
                    side.kids.append(element)
        return root


def bilingual_edition(loaded: LoadedLeaflet, form: Form, report: Report, mark: str = "") -> Edition | None:
    """A translated leaflet beside its source in a form without pages; None after reporting that it translates none."""
    leaflet, original = loaded.leaflet, loaded.original
    if original is None:
        refuse(loaded, form.name, report)
        return None
    root = BilingualDocument(original, loaded, form, report).assemble()
    about = original.leaflet.summary or original.leaflet.subtitle or ""
    return Edition(root, original.brand, title_of(original, loaded), leaflet.code, about, mark)


def title_of(original: LoadedLeaflet, loaded: LoadedLeaflet) -> str:
    """What both together are called."""
    return f"{original.leaflet.title} · {loaded.leaflet.title}"


def refuse(loaded: LoadedLeaflet, form: str, report: Report) -> None:
    """Report that a leaflet has nothing to stand beside in a form or a layout of this name."""
    report.error(
        "nothing-beside",
        f"{form} sets a translation beside its source, and {loaded.stem} translates no other leaflet",
        "choose another layout or format, or build one of its translations",
        loaded.leaflet.place,
    )


def paired(source: Sequence[Element], translation: Sequence[Element]) -> list[Pair]:
    """Elements side by side, by what they are; both lists have the same structure but for what one of them adds."""
    steps = SequenceMatcher(None, [_kind(one) for one in source], [_kind(one) for one in translation], autojunk=False)
    pairs: list[Pair] = []
    for _, first, end, other, other_end in steps.get_opcodes():
        count = min(end - first, other_end - other)
        pairs += [Pair(source[first + at], translation[other + at]) for at in range(count)]
        pairs += [Pair(one, None) for one in source[first + count : end]]
        pairs += [Pair(None, one) for one in translation[other + count : other_end]]
    return pairs


def _kind(element: Element) -> tuple[str, str, int, str, int]:
    """What an element is, whatever it says."""
    return element.role, element.look, element.level, element.numbering, len(element.blocks)


def _rename(top: Element) -> None:
    """Give the anchors of an element and of all below it names of their own, and let its links lead to those."""
    for element in top.walk():
        if element.anchor is not None:
            element.anchor = _SOURCE + element.anchor
        if element.target.startswith("#"):
            element.target = f"#{_SOURCE}{element.target[1:]}"
        if any(isinstance(kid, PageNumber) for kid in element.kids):
            element.kids = [
                kid._replace(anchor=_SOURCE + kid.anchor) if isinstance(kid, PageNumber) else kid
                for kid in element.kids
            ]


def _name(element: Element, language: str | None) -> None:
    """Say the language of an element; of one that groups others that of each, for the group itself is no element."""
    if element.role is Role.GROUP:
        for kid in element.elements:
            if kid.role not in INLINE:
                _name(kid, language)
    if element.language is None:
        element.language = language
