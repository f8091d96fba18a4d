"""The head of an exercise sheet: title, logo, and who it is for; what is not given is left to write by hand."""

from collections.abc import Mapping

from leafletgen.boxes.block import Block
from leafletgen.boxes.flow import Group, Row
from leafletgen.boxes.panels import Panel, WritingLines
from leafletgen.boxes.picture import Picture
from leafletgen.boxes.text import Text
from leafletgen.compose.context import MM, Context, Style
from leafletgen.compose.front import logo
from leafletgen.compose.sheet_request import SheetRequest
from leafletgen.content.nhs_number import format_nhs_number
from leafletgen.document.element import Element, Role
from leafletgen.words.dates import spoken_date


class SheetHeader:
    """Composes the head; its elements come first in the tree."""

    def __init__(
        self, context: Context, words: Mapping[str, str], request: SheetRequest, document: Element, language: str
    ) -> None:
        """Compose for one sheet."""
        self.context = context
        self.words = words
        self.request = request
        self.document = document
        self.language = language

    def blocks(self) -> list[Block]:
        """Title with logo, the panel of names and dates, notes of programmes and of the clinician."""
        context = self.context
        made: list[Block] = [self._title_row(), self._panel()]
        several = len(self.request.programmes) > 1
        bold = Style(context.size, context.ink, bold=True)
        for programme in self.request.programmes:
            for prose in programme.notes:
                node = self.document.add(Role.PARAGRAPH)
                lead = context.runs(f"{programme.name}: ", node, bold) if several else []
                runs = [*lead, *context.runs(prose, node, context.body_style)]
                made.append(Text(runs, context.leading, below=0.6 * context.gap, place=prose.place))
        if self.request.note:
            node = self.document.add(Role.PARAGRAPH)
            node.personal = True
            runs = context.runs(f"{self.words['sheet.note']} ", node, bold)
            runs += context.runs(self.request.note, node, context.body_style)
            made.append(Text(runs, context.leading, below=0.6 * context.gap))
        return made

    def _title_row(self) -> Block:
        context = self.context
        style = Style(context.layout.scale.title, context.heading, bold=True, leading=1.15 * context.layout.scale.title)
        title_node = self.document.heading(1)
        title_node.title = self.words["sheet.title"]
        words: list[Block] = [context.text(self.words["sheet.title"], title_node, style)]
        names = [programme.name for programme in self.request.programmes]
        if names:
            size = max(context.layout.scale.heading3, context.size)
            words.append(context.text(", ".join(names), self.document.add(Role.PARAGRAPH), Style(size, context.ink)))
        artwork = logo(context, dark=False)
        if artwork is None:
            return Group(words)
        node = self.document.add(Role.FIGURE)
        node.alt = context.brand.logo.alt
        high = context.brand.logo.height_mm * MM
        wide = min(high * artwork.width / artwork.height, 0.42 * context.column)
        picture = Picture(artwork, node, 1.0, high)
        return Row(
            [Group(words), picture], context.brand.logo.clear_space_mm * MM, 0, 0.9 * context.gap, last_width=wide
        )

    def _panel(self) -> Block:
        """Label over value in columns of three; a value that is not given is a line to write on."""
        context, words, request = self.context, self.words, self.request
        patient, clinician = request.patient, request.clinician
        node = self.document.add(Role.SECTION)
        name = patient.name if patient else None
        # A long name has a line of its own.
        wide = [(words["sheet.name"], name)] if name and len(name) > 24 else []
        entries: list[tuple[str, str | None]] = [] if wide else [(words["sheet.name"], name)]
        if patient is not None and patient.nhs_number:
            entries.append((words["sheet.nhs_number"], format_nhs_number(patient.nhs_number)))
        entries.append((words["sheet.date"], spoken_date(request.date, self.language) if request.date else None))
        if request.review:
            entries.append((words["sheet.review"], spoken_date(request.review, self.language)))
        if clinician is not None:
            who = ", ".join(part for part in (clinician.name, clinician.contact) if part)
            if who:
                entries.append((clinician.role or words["sheet.clinician"], who))
        tail = [(words["sheet.goal"], request.goal)] if request.goal else []
        across = 3 if context.column > 30 * context.size else 2
        first: list[Block] = [self._entry(node, label, value) for label, value in wide]
        for block in first:
            block.below = 0.35 * context.gap
        cells = [self._entry(node, label, value) for label, value in entries]
        third = (context.column - 1.5 * context.size - (across - 1) * context.size) / across
        rows: list[Block] = first
        for start in range(0, len(cells), across):
            some = cells[start : start + across]
            row = Row(some, context.size, 0, 0.35 * context.gap)
            row.fixed = third
            rows.append(row)
        rows += [self._entry(node, label, value) for label, value in tail]
        look = context.tinted(0.75 * context.size)
        return Panel([], rows, look, 0.5 * context.gap, 1.1 * context.gap, False)

    def _entry(self, parent: Element, label: str, value: str | None) -> Block:
        context = self.context
        node = parent.add(Role.PARAGRAPH)
        bold = Style(context.size, context.ink, bold=True)
        if value is None:
            text = context.text(f"{label}:", node, bold)
            return Group([text, WritingLines(1, 1.2 * context.leading, context.rule, 0, 0)])
        node.personal = True
        runs = [*context.runs(f"{label}\n", node, bold), *context.runs(value, node, context.body_style)]
        return Text(runs, context.leading)
