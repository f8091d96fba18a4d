"""Words and what stands among them as runs: emphasis, links, citations, numbers of pages, foreign words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from leafletgen.document import looks
from leafletgen.document.edition import named_pages
from leafletgen.document.element import INLINE, Element, PageNumber, Role, Words
from leafletgen.languages.direction import direction
from leafletgen.languages.reading import shared_stretches, stretches
from leafletgen.word.exporting.markup import escaped, field, run
from leafletgen.word.own_names import digest

#: Anchors that need no more than "_" for "-" to be names of bookmarks, which Word takes up to 40 characters long and
#: tells apart without regard to capitals (17.13.6.2; Word's own limits).
_PLAIN_ANCHOR: Final = re.compile(r"[a-z][a-z0-9-]{,39}")
_NO_NAME: Final = re.compile(r"[^A-Za-z0-9]")
_KEPT: Final = 22
"""Letters of any other anchor that its bookmark has, before what it is known by."""
_SAFE: Final = re.compile(r"(?:https?://|mailto:|tel:)[^\s\x00-\x20]+", re.IGNORECASE)
_BOLD: Final = ("<w:b/>", "<w:bCs/>")
_LINK: Final = '<w:rStyle w:val="Hyperlink"/>'
_RIGHTWARD: Final = "<w:rtl/>"
_RAISED: Final = '<w:vertAlign w:val="superscript"/>'


def bookmark_of(anchor: str) -> str:
    """The name of the bookmark at an anchor; each anchor has one of its own, in any document."""
    if _PLAIN_ANCHOR.fullmatch(anchor):
        return anchor.replace("-", "_")
    return f"a{_NO_NAME.sub('_', anchor[:_KEPT])}_{digest(anchor.encode())}"


class Bookmarks:
    """Gives anchors names that Word takes, and each bookmark a number of its own."""

    def __init__(self, root: Element) -> None:
        """Take the document, of which all anchors may be led to."""
        self._set: set[str] = set()
        self._count = 0
        self._said = named_pages(root)
        self._names = {anchor: bookmark_of(anchor) for anchor in self._said}

    def name(self, anchor: str) -> str | None:
        """The name of the bookmark at an anchor; None for an anchor that the document has not."""
        return self._names.get(anchor)

    def said(self, anchor: str) -> str:
        """What stands for the number of the page with an anchor until that is known."""
        return self._said.get(anchor, "") or "?"

    def at(self, anchor: str | None, inside: str) -> str:
        """What an anchor leads to, in its bookmark; of two with one anchor, the first is where links lead."""
        name = self._names.get(anchor) if anchor is not None else None
        if name is None or name in self._set:
            return inside
        self._set.add(name)
        return self.around(name, inside)

    def around(self, name: str, inside: str = "") -> str:
        """Something in a bookmark of a name that nothing else has."""
        self._count += 1
        number = self._count
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


class InlineWriter:
    """Writes the words of elements."""

    def __init__(self, bookmarks: Bookmarks, relate: Callable[[str], str], language: str) -> None:
        """Take the bookmarks, what gives an address its relationship, and the language of the document."""
        self.bookmarks = bookmarks
        self.relate = relate
        self.language = language
        self.from_right = direction(language) == "rtl"

    def words(self, element: Element, *more: str) -> str:
        """The words of an element and of what stands among them; the blocks under it are left out."""
        said = self._said([kid for kid in element.kids if not isinstance(kid, Element) or kid.role in INLINE], more)
        return self.bookmarks.at(element.anchor, said)

    def _said(self, kids: Sequence[Element | Words | PageNumber], more: tuple[str, ...]) -> str:
        made: list[str] = []
        shared = _shared(kids) if self.from_right and len(kids) > 1 else {}
        for place, kid in enumerate(kids):
            if isinstance(kid, Words):
                made.append(self._words(kid, more, shared.get(place)))
            elif isinstance(kid, PageNumber):
                made.append(self._page(kid, more))
            else:
                made.append(self._element(kid, more))
        return "".join(made)

    def _words(self, words: Words, more: tuple[str, ...], shared: Sequence[tuple[str, bool]] | None = None) -> str:
        """Words in their emphasis; among words from right to left, what keeps its own direction is a run of its own.

        The stretches are those of the words alone unless they share some with others beside them.
        """
        elements = list(more)
        if (words.bold or words.label) and "<w:b/>" not in elements:
            elements += _BOLD
        if words.italic:
            elements += ["<w:i/>", "<w:iCs/>"]
        if words.raised:
            elements.append(_RAISED)
        from_right = _RIGHTWARD in more or (self.from_right and not any("<w:lang" in one for one in more))
        if not from_right:
            return run(words.text, *elements)
        # Word draws spaces and digits of a run that is not "rtl" from left to right (17.3.2.30).
        kept = [one for one in elements if one != _RIGHTWARD] + ['<w:rtl w:val="0"/>'] * self.from_right
        return "".join([run(part, *(kept if own else elements)) for part, own in shared or stretches(words.text)])

    def _page(self, number: PageNumber, more: tuple[str, ...]) -> str:
        """The number of a page as a field; until Word counts, it shows the words of the heading that it leads to."""
        name = self.bookmarks.name(number.anchor)
        bold = _BOLD if number.bold and "<w:b/>" not in more else ()
        shown = self.bookmarks.said(number.anchor)
        return field(f"PAGEREF {name} \\h", shown, *more, *bold) if name is not None else ""

    def _element(self, element: Element, more: tuple[str, ...]) -> str:
        spoken = self.spoken(element.language)
        inside = (*[one for one in more if not (spoken and "<w:lang" in one)], *spoken)
        match element.role:
            case Role.LINK:
                return self._link(element, inside)
            case Role.STRONG:
                inside = (*inside, *[one for one in _BOLD if one not in inside])
        return self._said(element.kids, inside)

    def spoken(self, language: str | None) -> tuple[str, ...]:
        """What tells the language of a run, where it is not that of the document."""
        if language is None or language == self.language:
            return ()
        if direction(language) == "rtl":
            return (_RIGHTWARD, f'<w:lang w:bidi="{escaped(language)}"/>')
        return (f'<w:lang w:val="{escaped(language)}"/>',)

    def _link(self, element: Element, more: tuple[str, ...]) -> str:
        """A link with what to say of where it leads; the words alone where it leads nowhere safe."""
        target = element.target
        raised = element.look in (looks.CITATION, looks.PAGE)
        inside = self._said(element.kids, more if raised or _LINK in more else (_LINK, *more))
        if target.startswith("#"):
            name = self.bookmarks.name(target[1:])
            return f'<w:hyperlink w:anchor="{name}" w:history="1">{inside}</w:hyperlink>' if name else inside
        if not _SAFE.fullmatch(target):
            return self._said(element.kids, more)
        return f'<w:hyperlink r:id="{self.relate(target)}" w:history="1">{inside}</w:hyperlink>'


def _shared(kids: Sequence[Element | Words | PageNumber]) -> dict[int, list[tuple[str, bool]]]:
    """The stretches of words by their places among the kids, and whether each keeps its own direction.

    Words side by side are looked at as one, for a number may be bold in part.
    """
    made: dict[int, list[tuple[str, bool]]] = {}
    for is_text, group in groupby(enumerate(kids), lambda kid: isinstance(kid[1], Words) and not kid[1].raised):
        held = [(place, kid.text) for place, kid in group if isinstance(kid, Words)]
        if is_text and len(held) > 1:
            for parts, kept in shared_stretches([text for _, text in held]):
                for index, part in parts:
                    made.setdefault(held[index][0], []).append((part, kept))
    return made
