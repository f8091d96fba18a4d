"""Words and what stands among them in the HTML part of a message."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from leafletgen.document import looks
from leafletgen.document.edition import Edition, named_pages
from leafletgen.document.element import Element, PageNumber, Words
from leafletgen.html.inline import InlineWriter
from leafletgen.mail.mail_style import MailStyle


class MailInline(InlineWriter):
    """Writes the words of elements; a link inside the message is its words, and a citation its number in brackets."""

    isolate = "span"  # Word, which sets messages in Outlook, knows no other that has a direction

    def __init__(self, edition: Edition, style: MailStyle) -> None:
        """Write for one message."""
        super().__init__({}, edition.language)
        self._root = edition.root
        self._link_style = style.of("a")

    @cached_property
    def _named(self) -> Mapping[str, str]:
        return named_pages(self._root)

    def number(self, number: PageNumber) -> str:
        """The words of the heading on a page; few messages have any."""
        self.pages = self._named
        return super().number(number)

    def link(self, element: Element, inside: str, language: str) -> str:
        """A link that leads out of the message, or the words of another."""
        if element.look == looks.CITATION:
            return f"<sup>[{''.join([kid.text for kid in element.kids if isinstance(kid, Words)])}]</sup>"
        if element.target.startswith("#"):
            return f"<span{language}>{inside}</span>" if language else inside
        made = super().link(element, inside, language)
        return made.replace("<a ", f"<a{self._link_style} ", 1) if made.startswith("<a ") else made
