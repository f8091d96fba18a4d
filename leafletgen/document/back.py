"""What stands at the back: references, contact, feedback, formats, review date, copyright, in the form's order."""

from __future__ import annotations

from collections.abc import Callable

from leafletgen.content.model.blocks import Block, ContactBlock, ReferenceList
from leafletgen.document import looks
from leafletgen.document.blocks import BlockWriter
from leafletgen.document.element import Element, Keep, Role
from leafletgen.document.form import Form
from leafletgen.document.front import draft_notices
from leafletgen.languages.labels import after_label, joint, label
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.source.inline import Prose, Span

#: What is there for the record more than for the reader.
_SMALL_PARTS = frozenset(["copyright", "external"])


def printed_blocks(blocks: list[Block], form: Form) -> list[Block]:
    """The blocks that ``only`` and ``except`` leave for a form."""
    return [block for block in blocks if block.prints_in(form.name)]


def prints_references(loaded: LoadedLeaflet, form: Form) -> bool:
    """Whether a list of references stands somewhere, so that citations lead to something."""
    if not form.references or not loaded.references:
        return False
    in_body = any(isinstance(block, ReferenceList) for block in printed_blocks(loaded.body, form))
    return in_body or "references" in form.back


class BackMatter:
    """The parts of the back, those left out that the body has already or nobody wrote."""

    def __init__(self, writer: BlockWriter, loaded: LoadedLeaflet, parent: Element) -> None:
        """Write into a parent element."""
        self.writer = writer
        self.manuscript = writer.manuscript
        self.loaded = loaded
        self.parent = parent
        self._parts: dict[str, Callable[[], None]] = {
            "references": self._references,
            "contact": self._contact,
            "review": self._review,
            "authors": self._authors,
            "formats": self._formats,
            "feedback": lambda: self._statement("feedback"),
            "copyright": lambda: self._statement("copyright", looks.SMALL),
            "external": lambda: self._statement("external", looks.SMALL),
            "example": self._example,
        }

    def write(self) -> None:
        """Append all parts in order."""
        names = list(self.manuscript.form.back)
        if (self.loaded.is_unsigned_example or self.loaded.is_draft_translation) and "example" not in names:
            names.append("example")  # no layout leaves it out
        kids = self.parent.kids
        begun = len(kids)
        for name in names:
            known = len(kids)
            self._parts[name]()
            before = kids[known - 1] if known > begun else None
            if name == "example" and len(kids) > known and isinstance(before, Element):
                before.keep |= Keep.END  # one line alone on a last page would look lost

    def _heading(self, name: str) -> None:
        words = self.manuscript.fixed(self.manuscript.words[name])
        look = looks.BACK_SMALL if name in _SMALL_PARTS else looks.BACK
        self.writer.headed(words, 1, self.parent, f"back-{name}", look)

    def _has(self, kind: type[Block]) -> bool:
        return any(isinstance(block, kind) for block in printed_blocks(self.loaded.body, self.manuscript.form))

    def _references(self) -> None:
        if self.manuscript.citations and not self._has(ReferenceList):
            self._heading("references")
            self.writer.references(None, self.parent)

    def _contact(self) -> None:
        leaflet = self.loaded.leaflet
        if leaflet.department is not None and not self._has(ContactBlock):
            self._heading("contact")
            self.writer.contact(ContactBlock(place=leaflet.place, department=leaflet.department), self.parent)

    def _paragraph(self, prose: Prose | str, look: str = "") -> None:
        self.manuscript.paragraph(self.parent, prose, self.manuscript.place, look)

    def _statement(self, name: str, look: str = "") -> None:
        prose = self.loaded.statement(name)
        if prose is not None:
            self._heading(name)
            self._paragraph(prose, look)

    def _formats(self) -> None:
        """Other formats, and the languages in which the leaflet is there, each called as its readers call it."""
        self._statement("formats", looks.FORMATS)
        languages = self.loaded.also_in
        if not languages or self.manuscript.place is None:
            return
        from leafletgen.languages.names import own_name  # few leaflets are translated

        if self.loaded.statement("formats") is None:
            self._heading("formats")
        told, between = self.manuscript.words["other_languages"], joint(self.manuscript.words["listed"])
        spans = [Span(told, language=self.manuscript.stand_in)]
        for number, language in enumerate(languages):
            parted = between if number else after_label(self.manuscript.words)
            spans += [Span(parted, language=self.manuscript.stand_in)] if parted else []
            spans.append(Span(own_name(language), language=language))
        self._paragraph(Prose(tuple(spans), self.manuscript.place))

    def _review(self) -> None:
        words, fields = self.manuscript.words, self.manuscript.fields
        entries = [("code", "leaflet.code"), ("issued", "leaflet.issued"), ("review", "leaflet.review")]
        entries.append(("audience", "leaflet.audience"))
        dates = ("leaflet.issued", "leaflet.review")  # with the name of a month, which is a fixed word too
        manuscript = self.manuscript
        paragraph = self.parent.add(Role.PARAGRAPH, manuscript.place, looks.RECORD)
        for name, field in entries:
            if field not in fields:
                continue
            if paragraph.kids:
                paragraph.say("\n")
            value = fields[field]
            if field in dates and manuscript.stand_in is not None:
                manuscript.say(
                    paragraph, manuscript.fixed(label(words, words[name]), value)
                )  # all of it in one language
                continue
            manuscript.say(paragraph, manuscript.fixed(label(words, words[name])), label=True)
            manuscript.say(paragraph, value)

    def _authors(self) -> None:
        names = self.manuscript.fields.get("leaflet.authors")
        if names:
            said = self.manuscript.fixed(label(self.manuscript.words, self.manuscript.words["authors"]))
            paragraph = self.parent.add(Role.PARAGRAPH, self.manuscript.place, looks.SMALL)
            self.manuscript.say(self.manuscript.say(paragraph, said, label=True), names)

    def _example(self) -> None:
        manuscript = self.manuscript
        said: dict[str, Prose | str] = {}
        if self.loaded.is_unsigned_example:
            said[manuscript.words["unsigned"]] = manuscript.fixed(manuscript.words["unsigned"])
        if self.loaded.is_draft_translation:
            said |= {notice.plain(): notice for notice in draft_notices(manuscript)}
        prose = self.loaded.statement("example") if "example" in manuscript.form.back else None
        if prose is not None:
            said.setdefault(" ".join(prose.plain().split()), prose)  # not the same words twice
        if not said:
            return
        group = self.parent.add(Role.GROUP, manuscript.place, looks.EXAMPLE)
        for words in said.values():
            manuscript.paragraph(group, words, manuscript.place)
