"""A leaflet as a document: front, contents, body, back."""

from __future__ import annotations

from collections.abc import Callable

from leafletgen.content.cross_references import printed_parts, walk
from leafletgen.content.model.blocks import Heading
from leafletgen.document import looks
from leafletgen.document.back import BackMatter, printed_blocks, prints_references
from leafletgen.document.blocks import BlockWriter
from leafletgen.document.contents import write_contents
from leafletgen.document.element import Element, Role
from leafletgen.document.form import Form
from leafletgen.document.front import write_draft_notice, write_front
from leafletgen.document.manuscript import Entry, Manuscript
from leafletgen.errors import Report
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.source.inline import Prose


class LeafletDocument:
    """What a leaflet says in one form.

    Attributes:
        root: the document; its kids are those of the parts once `assemble` was called.
        front, contents, body, notes, back: the parts, each a list of elements. Contents and notes are empty until
            somebody asks for them, because whether there are any may hang on how many pages there are.
    """

    def __init__(self, loaded: LoadedLeaflet, form: Form, report: Report) -> None:
        """Write a leaflet, all but the contents list."""
        leaflet = loaded.leaflet
        self.form = form
        self._loaded = loaded
        self.manuscript = manuscript = Manuscript(
            loaded.brand, leaflet.language, loaded.fields, form, report, leaflet.place
        )
        manuscript.references = loaded.references
        if prints_references(loaded, form):
            manuscript.citations = _citations(loaded, form)
        if not manuscript.citations and loaded.references:
            manuscript.linked = _linked(loaded, form)
        manuscript.heading_words = {
            found.id: " ".join(found.text.plain().split())
            for found in printed_blocks(loaded.body, form)
            if isinstance(found, Heading) and found.id
        }
        self.root = Element(Role.DOCUMENT, leaflet.place)
        self.root.language = leaflet.language
        self._writer = writer = BlockWriter(manuscript)
        self.front = self._part(lambda holder: write_front(manuscript, loaded, holder))
        self.body = self._part(self._write_body)
        self._body_entries = tuple(manuscript.entries)
        writer.level = 1
        self.back = self._part(lambda holder: BackMatter(writer, loaded, holder).write())
        self.contents: list[Element] = []
        self.notes: list[Element] = []
        #: Whether pages for notes stand before the back, which then is the last page of a booklet.
        self.back_last = False

    def _write_body(self, holder: Element) -> None:
        """The blocks, after what a translation says that nobody has checked."""
        if self._loaded.is_draft_translation:
            write_draft_notice(self.manuscript, holder)
        self._writer.all(self._loaded.body, holder)

    @property
    def notice(self) -> list[Element]:
        """What the body says before its blocks: that nobody has checked the translation."""
        return self.body[: int(self._loaded.is_draft_translation)]

    def _part(self, write: Callable[[Element], None]) -> list[Element]:
        holder = Element(Role.DOCUMENT, self.root.place)
        write(holder)
        return holder.elements

    def entries(self, levels: int) -> list[Entry]:
        """The headings of the body for a contents list; the back is where it always is."""
        return [entry for entry in self._body_entries if entry.level <= levels]

    def add_contents(self, levels: int) -> None:
        """Write the contents list with the headings of so many levels."""
        manuscript = self.manuscript
        words = manuscript.fixed(manuscript.words["contents"])
        heading = self._heading(words, "contents")
        node = Element(Role.CONTENTS, self.root.place)
        write_contents(manuscript, node, self.entries(levels))
        self.contents = [heading, node]

    def add_notes(self) -> None:
        """Write the heading of pages for the patient's own notes, and what they are for."""
        manuscript = self.manuscript
        heading = self._heading(manuscript.fixed(manuscript.words["notes"]), "notes")
        told = manuscript.paragraph(
            Element(Role.DOCUMENT, self.root.place), manuscript.fixed(manuscript.words["write_notes"]), look=looks.TOLD
        )
        self.notes = [heading, told]

    def _heading(self, words: Prose | str, anchor: str) -> Element:
        return self._writer.headed(words, 1, Element(Role.DOCUMENT, self.root.place), anchor)

    def assemble(self) -> Element:
        """Put the parts together and return the root."""
        ending = [*self.notes, *self.back] if self.back_last else [*self.back, *self.notes]
        self.root.kids = [*self.front, *self.contents, *self.body, *ending]
        return self.root


def _citations(loaded: LoadedLeaflet, form: Form) -> dict[str, int]:
    """Numbers of the cited references in the order of their first citation in this form."""
    numbers: dict[str, int] = {}
    for found in printed_parts(walk(loaded.body), form.name):
        if not isinstance(found, Prose):
            continue
        for span in found.spans:
            if span.citation is not None and span.citation in loaded.references:
                numbers.setdefault(span.citation, len(numbers) + 1)
    return numbers


def _linked(loaded: LoadedLeaflet, form: Form) -> frozenset[str | None]:
    """Ids of the headings that something in this form leads to."""
    found = [part for part in printed_parts(walk(loaded.body), form.name) if isinstance(part, Prose)]
    return frozenset(
        [span.page_of or (span.link.inside if span.link else None) for prose in found for span in prose.spans]
    ) - {None}
