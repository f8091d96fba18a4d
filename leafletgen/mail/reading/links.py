"""Links of a PDF: the address of each, and what one inside of the document leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leafletgen.document import looks
from leafletgen.document.element import Element, PageNumber, Role, Words
from leafletgen.mail.reading.arranging import plain
from leafletgen.mail.reading.tree import Area, Node
from leafletgen.superscripts import stretches


class Links:
    """The links of one document."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        """Take the fixed words of its language, in which each link says where it leads."""
        self.phrases = phrases
        self._inside: list[Element] = []

    def take(self, link: Element, node: Node) -> None:
        """Give a link the address and the description of its area."""
        areas = [kid for kid in node.kids if isinstance(kid, Area)]
        link.target = next((area.address for area in areas if area.address), "")
        link.description = next((area.description for area in areas if area.description), "")
        if not link.target:
            self._inside.append(link)

    def lead(self, headings: Sequence[Element]) -> None:
        """Say where each link inside of the document leads: to a heading, to the page with one, to a reference."""
        by_title = {heading.title: heading for heading in reversed(headings)}
        for link in self._inside:
            led = _between(self.phrases["link_to_page"], link.description)
            number = "".join([part for part, _ in stretches(plain(link).strip())])
            heading = by_title.get(" ".join(led.split()))
            if number.isdecimal() and led in (self.phrases["reference"].format(number=number), number):
                link.look, link.target = looks.CITATION, f"#reference-{number}"
                _say_instead(link, Words(number, raised=True))
            elif heading is not None and heading.anchor is not None:
                link.target = f"#{heading.anchor}"
                if number.isdecimal():
                    link.look = looks.PAGE
                    _say_instead(link, PageNumber(heading.anchor))
            else:
                link.role = Role.SPAN


def _between(template: str, text: str) -> str:
    """What stands for the target in words made from a template; all of the text, where it was made of the target."""
    before, _, after = template.partition("{target}")
    is_made = text.startswith(before) and text.endswith(after)
    return text[len(before) : len(text) - len(after)] if is_made else text


def _say_instead(link: Element, said: Words | PageNumber) -> None:
    """Replace what a link says, and leave the blank after it, which parts it from what follows, outside of it."""
    ends_blank = plain(link).endswith(" ")
    inner = link.copy()
    inner.kids = [said]
    link.become(Element(Role.SPAN, link.place))
    link.kids = [inner, Words(" ")] if ends_blank else [inner]
