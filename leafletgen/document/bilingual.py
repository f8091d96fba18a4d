"""A translated leaflet beside the one it was made from: each block with its counterpart, each in its language."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from leafletgen.document import looks
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
        self._name_all()
        once = [one for one in self.translation.front if one.look != looks.LOGO]
        self.front = paired(self.source.front, once)
        self.body = paired(self.source.body, self.translation.body)
        self.back = paired(self.source.back, self.translation.back)

    def _name_all(self) -> None:
        for document in (self.source, self.translation):
            for element in [*document.front, *document.body, *document.back]:
                _name(element, document.root.language)

    def pairs(self) -> list[Pair]:
        """All pairs in reading order."""
        return [*self.front, *self.body, *self.back]

    def assemble(self) -> Element:
        """The document: the source's element and then the translation's, pair by pair."""
        # Setting a block may have made another element of it, such as a list of a table that is too wide.
        self._name_all()
        root = Element(Role.DOCUMENT, self.translation.root.place)
        root.language = self.translation.root.language
        for pair in self.pairs():
            group = root.add(Role.GROUP, None, looks.PAIR)
            for element, document in ((pair.source, self.source), (pair.translation, self.translation)):
                if element is not None:
                    side = group.add(Role.GROUP, element.place, looks.BESIDE)
                    side.language = document.root.language
                    side.kids.append(element)
        return root


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
