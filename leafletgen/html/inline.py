"""Words and what stands among them as HTML: emphasis, links, citations, foreign words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from leafletgen.document import looks
from leafletgen.document.edition import fit
from leafletgen.document.element import INLINE, Element, PageNumber, Role, Words
from leafletgen.document.manuscript import shown_address

#: Where a link may lead. Others are none, whatever they came from: "javascript:" runs, "data:" holds a page of its own.
_SAFE = re.compile(r"(?:https?://|mailto:|tel:|#)[^\s\x00-\x20]+", re.IGNORECASE)


def escaped(text: str) -> str:
    """Text as it stands in a page or between the quotation marks of an attribute."""
    return (
        fit(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )


def attributes(**named: str | None) -> str:
    """Attributes with a space before each; those of None are left out."""
    return "".join(
        [
            f' {name.rstrip("_").replace("_", "-")}="{escaped(value)}"'
            for name, value in named.items()
            if value is not None
        ]
    )


class InlineWriter:
    """Writes the words of elements."""

    def __init__(self, pages: Mapping[str, str], anchors: Collection[str]) -> None:
        """Take what stands for the number of a page, and the anchors of the document."""
        self.pages = pages
        self.anchors = anchors

    def words(self, element: Element) -> str:
        """The words of an element and of what stands among them; the blocks under it are left out."""
        kids = [kid for kid in element.kids if not isinstance(kid, Element) or kid.role in INLINE]
        return self._said(kids)

    def _said(self, kids: Sequence[Element | Words | PageNumber]) -> str:
        said: list[str] = []
        for number, kid in enumerate(kids):
            if isinstance(kid, Words):
                said.append(self._words(kid, kids[number + 1 : number + 2]))
            elif isinstance(kid, PageNumber):
                said.append(self._number(kid))
            else:
                said.append(self._element(kid))
        return "".join(said)

    def _words(self, words: Words, following: Sequence[Element | Words | PageNumber]) -> str:
        text = words.text
        after = following[0] if following else None
        if isinstance(after, Element) and after.look == looks.HELD and text.endswith(" "):
            text = text[:-1] + "\u00a0"  # no line begins with a citation
        made = escaped(text).replace("\n", "<br>\n")
        if words.raised:
            return f"<sup>{made}</sup>"
        if words.italic:
            made = f"<em>{made}</em>"
        if words.bold:
            made = f"<strong>{made}</strong>"
        return f'<b class="label">{made}</b>' if words.label else made

    def _number(self, number: PageNumber) -> str:
        said = escaped(self.pages.get(number.anchor, ""))
        return f"<strong>{said}</strong>" if number.bold and said else said

    def _element(self, element: Element) -> str:
        inside = self._said(element.kids)
        language = attributes(lang=element.language)
        match element.role:
            case Role.LINK:
                return self._link(element, inside, language)
            case Role.STRONG:
                return f"<strong{language}>{inside}</strong>"
            case Role.SPAN if element.look == looks.ADDED:
                return f"<ins{language}>{inside}</ins>"
            case Role.SPAN if element.look == looks.REMOVED:
                return f"<del{language}>{inside}</del>"
            case Role.SPAN if language:
                return f"<span{language}>{inside}</span>"
        return inside

    def _link(self, element: Element, inside: str, language: str) -> str:
        target = element.target
        if target.startswith("#"):
            if target[1:] not in self.anchors:
                return inside
            heard = element.description if element.look == looks.CITATION else None
            return f"<a{attributes(href=target, aria_label=heard)}{language}>{inside}</a>"
        if not _SAFE.fullmatch(target):
            return inside
        typed = "".join(shown_address(target).split())
        # A printed page shows where a link leads, unless its words say so.
        told = None if typed in "".join(element.plain().split()) or target.startswith("tel:") else "leads"
        return f"<a{attributes(class_=told, href=target)}{language}>{inside}</a>"
