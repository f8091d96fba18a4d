"""Words and what stands among them as plain text: addresses, citations, raised digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from leafletgen.document import looks
from leafletgen.document.edition import fit, named_pages
from leafletgen.document.element import INLINE, Element, PageNumber, Role, Words
from leafletgen.document.manuscript import shown_address
from leafletgen.languages.direction import is_right_to_left
from leafletgen.languages.reading import is_overridden, stretches
from leafletgen.superscripts import is_raisable, superscripts
from leafletgen.text.lines import held
from leafletgen.text.numbers import GLUE


def isolated(words: str) -> str:
    """Words that go from left to right in a text that does not (Unicode Standard Annex 9, 2.4)."""
    inside = f"\u202d{words}\u202c" if is_overridden(words) else words
    return f"\u2066{inside}\u2069"


def raised(text: str) -> str:
    """Raised words: 10^9^ is 10⁹ and never 109; those that have no letters of their own follow a ^, as in x^2a.

    Endings of numbers, as in 1^st^, stand on the line, as in a message.
    """
    if is_raisable(text):
        return superscripts(text)
    return text if text.isalpha() and len(text) > 1 else f"^{text}"


class InlineText:
    """Says the words of elements."""

    def __init__(self, root: Element) -> None:
        """Take the document."""
        self.root = root
        self.from_right = is_right_to_left(root.language or "")

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """What stands for the number of the page with each anchor; few documents ask for any."""
        return named_pages(self.root)

    def words(self, element: Element) -> str:
        """The words of an element and of what stands among them, with glue; the blocks under it are left out."""
        kids = element.kids
        if len(kids) == 1 and isinstance(kids[0], Words):
            return self.held(kids[0].text)
        return self.held(self._said([kid for kid in kids if not isinstance(kid, Element) or kid.role in INLINE]))

    def held(self, text: str) -> str:
        """Text with glue, and where it is read from right to left with isolates around what keeps its order."""
        if not self.from_right:
            return held(fit(text))
        parts = [isolated(part) if kept else part for part, kept in stretches(held(fit(text)))]
        return "".join(parts)

    def _said(self, kids: Sequence[Element | Words | PageNumber]) -> str:
        said = ""
        for kid in kids:
            if isinstance(kid, Words):
                said += kid.text
            elif isinstance(kid, PageNumber):
                said += self.pages.get(kid.anchor, "")
            else:
                if kid.look == looks.HELD and said.endswith(" "):
                    said = said[:-1] + GLUE  # no line begins with a citation
                said += self._element(kid)
        return said

    def _element(self, element: Element) -> str:
        said = self._said(element.kids)
        if element.look == looks.RAISED:
            return raised(said)
        if element.role is not Role.LINK:
            return said
        if element.look == looks.CITATION:
            return f"[{said}]"
        if element.target.startswith("#") or is_said(element.target, said):
            return said
        return f"{said} ({shown_target(element.target)})"


def shown_target(target: str) -> str:
    """Where a link leads: a web address whole, so that a telephone knows it for one; a number or mailbox alone."""
    return target if target.startswith("http") else shown_address(target)


def is_said(target: str, words: str) -> bool:
    """Whether the words of a link say where it leads."""
    address = "".join(shown_address(target).split()).casefold()
    if target.startswith("tel:"):
        return _digits(address)[-9:] in _digits(words)
    return address in "".join(words.split()).casefold()


def _digits(text: str) -> str:
    return "".join([letter for letter in text if letter.isdigit()])
