"""The exercises of a sheet and what every sheet says about safety."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from leafletgen.compose.blocks import BlockComposer
from leafletgen.compose.context import MM, Context, Style, shortened, shown_address
from leafletgen.compose.exercise_figures import FigureStore
from leafletgen.compose.figures import PictureRow, qr_side
from leafletgen.compose.sheet_request import SheetRequest
from leafletgen.content.exercises import Prescribed
from leafletgen.content.inline import Prose, Span
from leafletgen.content.model import blocks as content
from leafletgen.content.model.layout import SheetRules
from leafletgen.pdf.artwork import Picture
from leafletgen.pdf.block import Block
from leafletgen.pdf.boxes import Panel, PanelStyle, Rule
from leafletgen.pdf.flow import Group, Row, stack_height
from leafletgen.pdf.structure import Node
from leafletgen.pdf.text import Text

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: A quarter circle by one Bézier curve.
_ROUND = 0.5523


class SheetBlocks:
    """Composes exercises, each a group that stays on one page."""

    def __init__(
        self, context: Context, words: Mapping[str, str], rules: SheetRules, figures: FigureStore, person: str | None
    ) -> None:
        """Compose for one sheet; person names who is drawn."""
        self.context = context
        self.words = words
        self.rules = rules
        self.figures = figures
        self.person = person
        self.lists = BlockComposer(context)
        self.rows: dict[int, PictureRow] = {}

    def shows(self, part: str) -> bool:
        """Whether the layout prints a part of an exercise."""
        return part in self.rules.show

    def exercise(self, number: int, prescribed: Prescribed, document: Node, width: float) -> Block:
        """One exercise: number and name, pictures, dose, steps and what else the layout shows.

        Its pictures have their least height at first; ``grow`` gives them what room a page has left.
        """
        context = self.context
        node = document.add("Sect")
        exercise = prescribed.exercise
        heading_node = node.add("H2")
        heading_node.title = shortened(f"{number} {exercise.name}")
        size = context.layout.scale.heading1
        heading = NumberedHeading(context, number, exercise.name, heading_node, size)
        beside = self.rules.pictures == "beside" and self.shows("pictures")
        gap = 0.8 * context.size
        words_width = 0.46 * width if beside else width
        pictures_width = width - words_width - gap if beside else width
        pictures: list[Picture] = []
        if self.shows("pictures"):
            pictures = self._pictures(prescribed, node, pictures_width)
        credit = self._credit(prescribed, node) if pictures else []
        doing = self._doing(prescribed, node)
        caring = self._caring(prescribed, node)
        parts: list[Block] = [heading]
        if pictures:
            row = self._row(pictures, gap)
            row.limit(self._least_height(pictures))
            if beside and doing:
                left, right = self._balanced([row, *credit], doing, caring, pictures_width, words_width)
                parts.append(Row([Group(left), Group(right)], gap, 0, 0, last_width=words_width))
            else:
                parts += [row, *credit, *doing, *caring]
        else:
            parts += [*doing, *caring]
        one_card = self.rules.cards_across * self.rules.cards_down == 1
        if self.rules.across == 1 and number > 1 and one_card:
            parts.insert(0, Rule(context.rule, 0.9, 0, 0.7 * context.gap))
        group = Group(parts)
        group.above = 0.8 * context.gap
        group.below = 0.8 * context.gap
        group.anchor = f"exercise-{number}"
        if pictures:
            self.rows[id(group)] = row
        context.headings.append((1, heading_node.title or "", group.anchor))
        return group

    @staticmethod
    def _balanced(
        shown: list[Block], doing: list[Block], caring: list[Block], pictures_width: float, words_width: float
    ) -> tuple[list[Block], list[Block]]:
        """Two columns: what to look out for goes under the pictures or under the steps, wherever there is room."""
        left, right = list(shown), list(doing)
        for part in caring:
            under_pictures = stack_height([*left, part], pictures_width) <= stack_height([*right, part], words_width)
            (left if under_pictures else right).append(part)
        return left, right

    # --- pictures ----------------------------------------------------------------------------------------------

    def _pictures(self, prescribed: Prescribed, node: Node, width: float) -> list[Picture]:
        exercise = prescribed.exercise
        drawings = exercise.figure.drawings
        artworks = self.figures.pictures(self.context, exercise, self.person, width / len(drawings))
        made = []
        for artwork, drawing in zip(artworks, drawings, strict=False):
            figure = node.add("Figure", drawing.place)
            figure.alt = " ".join(drawing.alt.split())
            made.append(Picture(artwork, figure, 1.0, 0.0, frame=self.context.rule, place=drawing.place))
        return made

    def _credit(self, prescribed: Prescribed, node: Node) -> list[Block]:
        """Who made pictures that are files, and under which licence they may be printed."""
        figure, context = prescribed.exercise.figure, self.context
        named = ", ".join(part for part in (figure.credit, figure.licence) if part)
        if not named or all(drawing.image is None for drawing in figure.drawings):
            return []
        said = f"{context.words['picture_credit']}: {named}"
        return [context.text(said, node.add("P"), context.small_style, below=0.5 * context.gap)]

    @staticmethod
    def _least_height(pictures: list[Picture]) -> float:
        """No picture is less than 24 mm high, or 36 mm when it is taller than wide."""
        return (36 if any(picture.artwork.height > picture.artwork.width for picture in pictures) else 24) * MM

    def grow(self, blocks: Sequence[Block], width: float, room: float) -> None:
        """Make the pictures of one page larger, all by the same part, as far as ``room`` points allow."""
        rows = [self.rows[id(block)] for block in _leaves(blocks) if id(block) in self.rows]
        largest = _LARGEST * MM / self.rules.across
        for part in (1.0, 0.85, 0.7, 0.55, 0.4, 0.3, 0.2, 0.1, 0.0):
            for row in rows:
                least = self._least_height(row.pictures)
                row.limit(least + part * (largest - least))
            if stack_height(blocks, width) <= room:
                return

    def _row(self, pictures: list[Picture], gap: float) -> PictureRow:
        """Pictures side by side with their captions, all of one size."""
        context = self.context
        labels = [self.words["sheet.start"], self.words["sheet.finish"]]
        if len(pictures) == 3:
            labels.insert(1, self.words["sheet.middle"])
        cells: list[Block] = []
        widest = 0.0
        for picture, label in zip(pictures, labels, strict=False):
            assert picture.node is not None
            picture.below = 0.15 * context.gap
            text = context.text(label, picture.node.add("Caption"), context.small_style)
            widest = max(widest, text.natural_width() + 1)
            cells.append(Group([picture, text]))
        row = PictureRow(cells, pictures, widest, gap)
        row.above, row.below = 0.4 * context.gap, 0.6 * context.gap
        return row

    # --- words -------------------------------------------------------------------------------------------------

    def _doing(self, prescribed: Prescribed, node: Node) -> list[Block]:
        """What to do: dose, numbers, why, steps."""
        context, words = self.context, self.words
        exercise, dose = prescribed.exercise, prescribed.dose
        made: list[Block] = []
        if self.shows("dose"):
            sentence = dose.sentence(words)
            if dose.side not in (None, "both") and exercise.side_means:
                sentence += " " + words["sheet.side"].format(meaning=exercise.side_means)
            made.append(self._dose(sentence, node))
        if self.shows("numbers"):
            pairs = "; ".join(f"{label}: {value}".replace(" ", "\u00a0") for label, value in dose.numbers(words))
            if pairs:
                made.append(context.text(pairs, node.add("P"), context.small_style, below=0.5 * context.gap))
        if self.shows("purpose"):
            made.append(self._labelled(words["sheet.purpose"], exercise.purpose, node))
        if self.shows("steps"):
            items = [content.Item(place=step.place, text=step) for step in exercise.steps]
            made += self.lists.items(items, node, exercise.place, 1)
            made[-1].below = 0.5 * context.gap
        return made

    def _caring(self, prescribed: Prescribed, node: Node) -> list[Block]:
        """What to look out for: key points, when to stop, the clinician's note, a film, boxes to tick."""
        context, words = self.context, self.words
        exercise = prescribed.exercise
        made: list[Block] = []
        if self.shows("key_points") and exercise.key_points:
            made.append(self._labelled(words["sheet.key_points"], _joined(exercise.key_points), node))
        if self.shows("stop"):
            made.append(self._labelled("", exercise.stop, node))
        if self.shows("cautions") and exercise.cautions:
            made.append(self._labelled(words["sheet.cautions"], _joined(exercise.cautions), node))
        if prescribed.note:  # in every layout: it was written for this patient
            made.append(self._note(prescribed.note, node))
        if exercise.video and self.shows("video"):
            made.append(self._video(exercise.video, exercise.name, node))
        if self.shows("tick_boxes"):
            made.append(TickBoxes(context, [words[f"short.{day}"] for day in _DAYS], node.add("P")))
        return made

    def _dose(self, sentence: str, node: Node) -> Block:
        context = self.context
        style = Style(max(context.layout.scale.key, context.size), context.ink, bold=True)
        text = context.text(sentence, node.add("P").add("Strong"), style)
        look = context.tinted(0.5 * context.size)
        return Panel([], [text], look, 0, 0.6 * context.gap, False)

    def _labelled(self, label: str, prose: Prose, node: Node) -> Block:
        context = self.context
        paragraph = node.add("P")
        runs = context.runs(f"{label} ", paragraph, Style(context.size, context.ink, bold=True)) if label else []
        runs += context.runs(prose, paragraph, context.body_style)
        return Text(runs, context.leading, below=0.45 * context.gap, place=prose.place)

    def _note(self, note: str, node: Node) -> Block:
        context = self.context
        paragraph = node.add("P")
        runs = context.runs(f"{self.words['sheet.note']} ", paragraph, Style(context.size, context.ink, bold=True))
        text = Text([*runs, *context.runs(note, paragraph, context.body_style)], context.leading)
        look = PanelStyle(0.4 * context.size, "", context.rule, 1.2, radius=4)
        return Panel([], [text], look, 0.2 * context.gap, 0.5 * context.gap, False)

    def _video(self, url: str, name: str, node: Node) -> Block:
        context = self.context
        address = shown_address(url)
        paragraph = node.add("P")
        link = context.make_link(paragraph, url, f"{name}, {address}", None)
        runs = context.runs(f"{self.words['sheet.video']} ", paragraph, context.body_style)
        linked = context.runs(address, link.node, Style(context.size, context.link))
        for run in linked:
            run.link, run.underline = link, True
        figure = node.add("Figure")
        figure.alt = f"QR code: {address}"
        drawing = context.pictures.qr(url)
        code = Picture(drawing, figure, 1.0, qr_side(drawing))
        text = Text([*runs, *linked], context.leading)
        return Row([text, code], context.size, 0, 0.4 * context.gap, last_width=qr_side(drawing))

    # --- safety ------------------------------------------------------------------------------------------------

    def safety(self, document: Node, request: SheetRequest) -> list[Group]:
        """The pain rule, when to stop, and whom to contact: one group that stays together."""
        context, words = self.context, self.words
        rules = context.brand.sheet
        if rules is None:
            return []
        node = document.add("Sect")
        parts: list[Block] = []
        heading_style = Style(max(context.layout.scale.heading3, context.size), context.heading, bold=True)
        heading = node.add("H2")
        heading.title = words["sheet.pain"]
        title = context.text(words["sheet.pain"], heading, heading_style, below=0.4 * context.gap, keep_next=True)
        parts.append(title)
        narrow = context.column / len(rules.pain) < 9 * context.size
        cells: list[Panel] = []
        for place, level in enumerate(rules.pain):
            paragraph = node.add("P")
            bold = Style(max(context.layout.scale.key, context.size), context.ink, bold=True)
            span = words["sheet.pain_range"].format(low=level.low, high=level.high)
            runs = context.runs(f"{span}\n", paragraph, bold)
            runs += context.runs(level.text, paragraph, context.body_style)
            # Thicker borders as pain grows: the levels differ without colour.
            padding = (0.2 if narrow else 0.5) * context.size
            look = PanelStyle(padding, context.paper, context.primary, 1.0 + 1.2 * place, radius=4)
            cells.append(Panel([], [Text(runs, context.leading)], look, 0, 0, False))
        if narrow:
            for cell in cells:
                cell.below = 0.2 * context.gap
            parts += cells
        else:
            each = (context.column - 0.8 * context.size * (len(cells) - 1)) / len(cells)
            tallest = max(cell.measure(each) for cell in cells)
            for cell in cells:
                cell.least = tallest
            parts.append(Row([*cells], 0.8 * context.size, 0, 0.6 * context.gap))
        stop = node.add("P")
        bold = Style(context.size, context.ink, bold=True)
        parts.append(context.text(rules.stop, stop, bold, 0.5 * context.gap, 0.3 * context.gap))
        parts.append(context.text(rules.emergency, node.add("P"), bold, 0, 0.3 * context.gap))
        contact = request.clinician.contact if request.clinician is not None else None
        department = next(iter(context.brand.departments.values()), None)
        phone = contact or (department.phone if department is not None else None)
        if phone:
            parts.append(context.text(words["sheet.contact"].format(contact=phone), node.add("P"), context.body_style))
        example, unsigned = context.brand.statements.example, words["sheet.unsigned"]
        if request.is_unsigned_example:
            parts.append(context.text(unsigned, node.add("P"), context.small_style, 0.3 * context.gap))
        if example is not None and not (request.is_unsigned_example and example.plain() == unsigned):
            parts.append(context.text(example, node.add("P"), context.small_style, 0.3 * context.gap))
        group = Group([Rule(context.rule, 0.9, 0, 0.6 * context.gap), *parts])
        group.above = context.gap
        return [group]


#: No picture of an exercise is higher than this, in mm.
_LARGEST = 105.0
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _leaves(blocks: Sequence[Block]) -> list[Block]:
    """Exercises, also those that stand side by side."""
    return [leaf for block in blocks for leaf in (block.blocks if isinstance(block, Row) else [block])]


def _joined(points: list[Prose]) -> Prose:
    """Sentences one after another."""
    spans = []
    for number, point in enumerate(points):
        if number:
            spans.append(Span(" "))
        spans += point.spans
    return Prose(tuple(spans), points[0].place)


class NumberedHeading(Block):
    """A white number in a disc, easy to find from across a room, and the exercise's name beside it."""

    __slots__ = ("context", "name", "number", "radius")

    def __init__(self, context: Context, number: int, name: str, node: Node, size: float) -> None:
        """Number and name are one heading element; size in points."""
        super().__init__(0.0, 0.5 * context.gap, True)
        self.context = context
        disc = not context.saving
        fill = context.on_primary if disc else context.heading
        number_style = Style(0.9 * size, fill, bold=True, leading=1.5 * size)
        self.number = context.text(str(number), node, number_style, align="centre")
        self.number.spaced = True
        self.name = context.text(name, node, Style(size, context.ink, bold=True, leading=1.2 * size))
        self.radius = 0.78 * size

    def _inner(self, width: float) -> float:
        return width - 2 * self.radius - 0.5 * self.radius

    def measure(self, width: float) -> float:
        """The disc, or the name when it takes more lines."""
        return max(2 * self.radius, self.name.measure(self._inner(width)))

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint the disc as an artifact and the words over it."""
        height, radius = self.measure(width), self.radius
        cx, cy = x + radius, top - height / 2
        bend = radius * _ROUND
        with canvas.artifact():
            curves = (
                f"{cx + radius:.2f} {cy:.2f} m"
                f" {cx + radius:.2f} {cy + bend:.2f} {cx + bend:.2f} {cy + radius:.2f} {cx:.2f} {cy + radius:.2f} c"
                f" {cx - bend:.2f} {cy + radius:.2f} {cx - radius:.2f} {cy + bend:.2f} {cx - radius:.2f} {cy:.2f} c"
                f" {cx - radius:.2f} {cy - bend:.2f} {cx - bend:.2f} {cy - radius:.2f} {cx:.2f} {cy - radius:.2f} c"
                f" {cx + bend:.2f} {cy - radius:.2f} {cx + radius:.2f} {cy - bend:.2f} {cx + radius:.2f} {cy:.2f} c h"
            )
            colour = self.context.primary
            paint = f"{colour} RG 1.5 w {curves} S" if self.context.saving else f"{colour} rg {curves} f"
            canvas.operators.append(paint)
        self.number.draw(canvas, x, cy + self.number.leading / 2, 2 * radius)
        inner = self._inner(width)
        self.name.draw(canvas, x + 2.5 * radius, cy + self.name.measure(inner) / 2, inner)


class TickBoxes(Block):
    """A box to tick for each day, with the day's short name."""

    __slots__ = ("context", "labels")

    def __init__(self, context: Context, days: list[str], node: Node) -> None:
        """Names of days, as content of a paragraph."""
        super().__init__(0.3 * context.gap, 0.5 * context.gap)
        self.context = context
        self.labels = [context.text(day, node, context.small_style) for day in days]
        for label in self.labels:
            label.spaced = True

    def measure(self, width: float) -> float:
        """Label and box under it."""
        return self.labels[0].leading + 1.4 * self.context.small

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint boxes as artifacts, each under its day."""
        step = width / len(self.labels)
        side = 1.2 * self.context.small
        under = top - self.labels[0].leading
        with canvas.artifact():
            canvas.operators.append(f"{self.context.rule} RG 1 w")
            for place in range(len(self.labels)):
                canvas.operators.append(f"{x + place * step + 1:.2f} {under - side:.2f} {side:.2f} {side:.2f} re S")
        for place, label in enumerate(self.labels):
            label.draw(canvas, x + place * step, top, step)
