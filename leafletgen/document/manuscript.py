"""What the parts of one document share while it is written: fixed words, numbers of citations, links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.leaflet import Reference
from leafletgen.document import looks
from leafletgen.document.element import Element, PageNumber, Role, Words
from leafletgen.document.form import Form
from leafletgen.errors import Place, Report
from leafletgen.languages.isolation import isolated
from leafletgen.languages.phrases import stand_in_language, words_for
from leafletgen.source.inline import Prose, Span, with_citations

#: Characters that a reader hears in one go: a bookmark, or what is said of a link.
LONGEST_HEARD = 300
#: What a citation may stand right after: a bracket or an opening quotation mark is not read as one with its number.
_OPENING = frozenset("([{«\u2018\u201a\u201c\u201e")


class Entry(NamedTuple):
    """A heading for outlines and contents: its level from 1, which is the first under the title, words and anchor."""

    level: int
    words: str
    anchor: str


class Manuscript:
    """One document being written.

    Attributes:
        language: of the document (BCP 47).
        words: the fixed phrases in the document's language.
        stand_in: the language of those phrases where they are not translated, else None.
        fields: the value of each merge field that has one.
        references: the sources by the name they are cited with.
        citations: reference name to its printed number; empty when no list is printed.
        heading_words: heading id to its words, for links to it.
        linked: ids of headings that a link or a page number leads to.
        entries: the headings that something can lead to, in the order in which they were written.
    """

    def __init__(
        self,
        brand: Brand,
        language: str,
        fields: Mapping[str, str],
        form: Form,
        report: Report,
        place: Place | None,
    ) -> None:
        """Begin; place is where what the program itself says is shown to be."""
        self.brand = brand
        self.fields = fields
        self.form = form
        self.report = report
        self.place = place
        self.language = language
        self.words: Mapping[str, str] = words_for(language)
        self.stand_in = stand_in_language(language)
        self.references: Mapping[str, Reference] = {}
        self.citations: dict[str, int] = {}
        self.heading_words: dict[str, str] = {}
        self.linked: frozenset[str | None] = frozenset()
        self.entries: list[Entry] = []

    # --- words -------------------------------------------------------------------------------------------------

    def fixed(self, *words: str, last: str = "") -> Prose | str:
        """Fixed words, in the language that stands in where they are not translated, then words of the leaflet."""
        if self.stand_in is None or self.place is None:
            return "".join((*words, last))
        spans = [Span("".join(words), language=self.stand_in)]
        return Prose((*spans, Span(last)) if last else tuple(spans), self.place)

    def value(self, text: str) -> str:
        """Words that came from somewhere else, as they stand among those of the document: each in its own direction."""
        return isolated(text, self.language)

    def say(self, element: Element, prose: Prose | str, *, label: bool = False) -> Element:
        """Append text to an element; links, citations, foreign words and raised letters get elements of their own."""
        if isinstance(prose, str):
            element.kids.append(Words(prose, False, False, False, label))
            return element
        spans: Sequence[Span] = prose.spans
        place = None if prose.place is element.place else prose.place
        if len(spans) == 1 and _is_plain(spans[0]):
            element.kids.append(Words(spans[0].text, False, False, False, label, place))
            return element
        if any([span.citation is not None for span in spans]):
            spans = with_citations(spans, self.citations)
        if not self._say_spans(element, spans, label, place):
            # An element of citations that are not printed says a space: every one has content (ISO 14289-1, 7.1).
            element.kids.append(Words(" ", label=label, place=place))
        return element

    def _say_spans(self, parent: Element, spans: Sequence[Span], label: bool, place: Place | None) -> bool:
        """Append spans; whether anything was said."""
        link: Element | None = None
        link_of: object = None
        foreign: Element | None = None
        language: str | None = None
        cited = said = False
        before = ""
        for span in spans:
            if span.citation is not None:
                if cited:
                    parent.kids.append(Words(",", raised=True, label=label, place=place))
                self._cite(parent, self.citations[span.citation], label, place, "" if cited else before)
                cited = said = True
                continue
            cited = False
            before = "0" if span.page_of is not None else span.text[-1:] or before
            if span.link is not link_of:
                link_of, link = span.link, None
                language, foreign = None, None
                if span.link is not None:
                    link = self.link(parent, span.link.target, _words_of(spans, span.link), place)
            holder = link if link is not None else parent
            if span.language != language:
                language = span.language
                foreign = holder.add(Role.SPAN, place) if language else None
                if foreign is not None:
                    foreign.language = language
            if foreign is not None:
                holder = foreign
            said = self._say_span(holder, span, link, label, place) or said
        return said

    def _say_span(self, holder: Element, span: Span, link: Element | None, label: bool, place: Place | None) -> bool:
        """Append one span that is no citation; whether it says anything."""
        if span.page_of is not None:
            if link is None:
                holder = self.link(
                    holder, f"#{span.page_of}", self.heading_words.get(span.page_of, span.page_of), place
                )
                holder.look = looks.PAGE
            holder.kids.append(PageNumber(span.page_of, span.bold))
            return True
        if span.superscript:
            raised = holder.add(Role.SPAN, place, looks.RAISED)
            raised.kids.append(Words(span.text, span.bold, raised=True, label=label, place=place))
        else:
            holder.kids.append(Words(span.text, span.bold, span.italic, label=label, place=span.place or place))
        return bool(span.text)

    def _cite(self, parent: Element, number: int, label: bool, place: Place | None, before: str) -> None:
        """Append a citation after a character, or after none."""
        words = self.words["reference"].format(number=number) if self.stand_in is None else str(number)
        link = self.link(parent, f"#reference-{number}", words, place)
        link.look = looks.CITATION
        reference = parent.elements[-1]
        if before == " ":
            reference.look = looks.HELD
        elif before and not before.isspace() and before not in _OPENING:
            reference.look = looks.CLOSE
        link.kids.append(Words(str(number), raised=True, label=label, place=place))

    def link(self, parent: Element, target: str, words: str, place: Place | None) -> Element:
        """A link, inside of a reference when it stays in the document, with what to say of where it leads."""
        inside = target.startswith("#")
        kind = "link_to_page" if inside else "link_to"
        if target.startswith("tel:"):
            kind = "link_to_number"
            words = words if any(map(str.isdigit, words)) else shown_address(target)
        holder = parent.add(Role.REFERENCE, place) if inside else parent
        link = holder.add(Role.LINK, place)
        link.target = target
        # Where the fixed words are in another language, the description repeats the link's words alone.
        told = self.words[kind] if self.stand_in is None else "{target}"
        link.description = told.format(target=shortened(words))
        return link

    def paragraph(self, parent: Element, prose: Prose | str, place: Place | None = None, look: str = "") -> Element:
        """Append a paragraph of the prose and return it."""
        return self.say(parent.add(Role.PARAGRAPH, place, look), prose)

    def labelled(self, parent: Element, label: str, prose: Prose | str | None, place: Place | None = None) -> Element:
        """Append a paragraph that begins with a label, which ends in its own space or line."""
        paragraph = parent.add(Role.PARAGRAPH, place)
        if label:
            self.say(paragraph, label, label=True)
        if prose:
            self.say(paragraph, prose)
        return paragraph


def _is_plain(span: Span) -> bool:
    return not (
        span.bold
        or span.italic
        or span.superscript
        or span.language
        or span.link
        or span.citation is not None
        or span.page_of is not None
    )


def _words_of(spans: Sequence[Span], link: object) -> str:
    return " ".join("".join(span.plain() for span in spans if span.link is link).split())


def shortened(words: str, most: int = LONGEST_HEARD) -> str:
    """Words for a bookmark or an annotation, which a reader hears in one go."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def shown_address(url: str) -> str:
    """A web address as people type it, without the scheme and a slash at the end, or a number and its extension."""
    for scheme in ("https://", "http://", "mailto:", "tel:"):
        if url.startswith(scheme):
            url = url[len(scheme) :]
            if scheme == "tel:":
                url = url.replace(";ext=", " ext ")
            break
    return url.removesuffix("/")


def linked(manuscript: Manuscript, parent: Element, target: str, shown: str, description: str = "") -> Element:
    """Append a link that shows an address and return it."""
    link = manuscript.link(parent, target, description or shown, parent.place)
    link.kids.append(Words(shown))
    return link
