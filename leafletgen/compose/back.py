"""What stands at the back: references, contact, feedback, formats, review date, copyright, in the layout's order."""

from collections.abc import Callable

from leafletgen.compose.blocks import BlockComposer
from leafletgen.compose.context import Context, Style
from leafletgen.content.model.blocks import Block as ContentBlock
from leafletgen.content.model.blocks import ContactBlock, ReferenceList
from leafletgen.content.model.layout import Layout
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.pdf.block import Block
from leafletgen.pdf.boxes import Panel, PanelStyle
from leafletgen.pdf.structure import Node
from leafletgen.pdf.text import Text
from leafletgen.source.inline import Prose, Span

#: The statement on other formats is printed at least this large, in points, so that who needs it can read it.
FORMATS_SIZE = 16.0
#: What is there for the record more than for the reader is set in the small size.
_SMALL_PARTS = frozenset(["copyright", "external"])


def printed_blocks(blocks: list[ContentBlock], layout: Layout) -> list[ContentBlock]:
    """The blocks that ``only`` and ``except`` leave for a layout."""
    return [block for block in blocks if block.prints_in(layout.name)]


def prints_references(loaded: LoadedLeaflet, layout: Layout) -> bool:
    """Whether a list of references stands somewhere, so that citations lead to something."""
    if not layout.references or not loaded.references:
        return False
    in_body = any(isinstance(block, ReferenceList) for block in printed_blocks(loaded.body, layout))
    return in_body or "references" in layout.back


def joined_lines(lines: list[Prose | str]) -> Prose | str:
    """Lines as one paragraph; all of them are strings, or all of them prose."""
    proses = [line for line in lines if isinstance(line, Prose)]
    if not proses:
        return "\n".join([line for line in lines if isinstance(line, str)])
    spans: list[Span] = []
    for prose in proses:
        spans += [Span("\n"), *prose.spans] if spans else prose.spans
    return Prose(tuple(spans), proses[0].place)


class BackMatter:
    """The parts of the back, those left out that the body has already or nobody wrote."""

    def __init__(self, context: Context, loaded: LoadedLeaflet, composer: BlockComposer, parent: Node) -> None:
        """Compose into a parent element."""
        self.context = context
        self.loaded = loaded
        self.composer = composer
        self.parent = parent
        self._parts: dict[str, Callable[[], list[Block]]] = {
            "references": self._references,
            "contact": self._contact,
            "review": self._review,
            "authors": self._authors,
            "formats": self._formats,
            "feedback": lambda: self._statement("feedback"),
            "copyright": lambda: self._statement("copyright"),
            "external": lambda: self._statement("external"),
            "example": self._example,
        }

    def blocks(self) -> list[Block]:
        """All parts in order."""
        made: list[Block] = []
        names = self.context.layout.back
        if self.loaded.is_unsigned_example and "example" not in names:
            names = [*names, "example"]  # no layout leaves it out
        for name in names:
            part = self._parts[name]()
            if name == "example" and part and made:
                made[-1].keep_next = True  # one line alone on a last page would look lost
            made += part
        return made

    def _heading(self, name: str) -> Block:
        scale, context = self.context.layout.scale, self.context
        size = max(scale.heading3, context.small) if name in _SMALL_PARTS else max(scale.heading2, context.size)
        return self.composer.heading_text(
            context.fixed(context.words[name]), 1, self.parent, f"back-{name}", size, tight=True
        )

    def _has(self, kind: type[ContentBlock]) -> bool:
        return any(isinstance(block, kind) for block in printed_blocks(self.loaded.body, self.context.layout))

    def _references(self) -> list[Block]:
        if not self.context.citations or self._has(ReferenceList):
            return []
        return [self._heading("references"), *self.composer.references(None, self.parent)]

    def _contact(self) -> list[Block]:
        leaflet = self.loaded.leaflet
        if leaflet.department is None or self._has(ContactBlock):
            return []
        block = ContactBlock(place=leaflet.place, department=leaflet.department)
        return [self._heading("contact"), *self.composer.contact(block, self.parent)]

    def _paragraph(self, prose: Prose | str, style: Style | None = None) -> Text:
        context = self.context
        place = context.place
        node = self.parent.add("P", place)
        return context.text(prose, node, style or context.body_style, below=context.gap, place=place)

    def _statement(self, name: str) -> list[Block]:
        prose = self.loaded.statement(name)
        if prose is None:
            return []
        style = self.context.small_style if name in _SMALL_PARTS else None
        return [self._heading(name), self._paragraph(prose, style)]

    def _formats(self) -> list[Block]:
        prose = self.loaded.statement("formats")
        if prose is None:
            return []
        size = max(self.context.size, FORMATS_SIZE)
        return [self._heading("formats"), self._paragraph(prose, Style(size, self.context.ink, leading=1.3 * size))]

    def _review(self) -> list[Block]:
        words, fields = self.context.words, self.context.fields
        entries = [("code", "leaflet.code"), ("issued", "leaflet.issued"), ("review", "leaflet.review")]
        entries.append(("audience", "leaflet.audience"))
        dates = ("leaflet.issued", "leaflet.review")  # with the name of a month, which is a fixed word too
        lines = [
            self.context.fixed(f"{words[label]}: ", fields[field])
            if field in dates
            else self.context.fixed(f"{words[label]}: ", last=fields[field])
            for label, field in entries
            if field in fields
        ]
        text = self._paragraph(joined_lines(lines), self.context.small_style)
        text.orphans = text.widows = 99  # dates that belong together are not divided
        return [text]

    def _authors(self) -> list[Block]:
        names = self.context.fields.get("leaflet.authors")
        if not names:
            return []
        said = self.context.fixed(f"{self.context.words['authors']}: ", last=names)
        return [self._paragraph(said, self.context.small_style)]

    def _example(self) -> list[Block]:
        context = self.context
        said: dict[str, Prose | str] = {}
        if self.loaded.is_unsigned_example:
            said[context.words["unsigned"]] = context.fixed(context.words["unsigned"])
        prose = self.loaded.statement("example") if "example" in context.layout.back else None
        if prose is not None:
            said.setdefault(" ".join(prose.plain().split()), prose)  # not the same words twice
        if not said:
            return []
        place = context.place
        style = Style(context.size, context.ink, bold=True)
        texts = [context.text(words, self.parent.add("P", place), style, place=place) for words in said.values()]
        look = PanelStyle(0.7 * context.size, "", context.rule, 1.5, radius=5)
        return [Panel([], [*texts], look, context.gap, context.gap, False, place)]
