"""The exercises of a sheet, each with its parts in one order."""

from collections import Counter
from collections.abc import Mapping, Sequence

from leafletgen.boxes.block import Block
from leafletgen.boxes.flow import Group, Row, stack_height
from leafletgen.boxes.panels import Panel, PanelStyle, Rule
from leafletgen.boxes.picture import Picture
from leafletgen.boxes.text import Text
from leafletgen.compose.blocks import BlockComposer
from leafletgen.compose.context import MM, Context, Style, numbers, shortened, shown_address
from leafletgen.compose.exercise_figures import FigureStore
from leafletgen.compose.figures import PictureRow, qr_side
from leafletgen.compose.sheet_parts import Beside, ExerciseGroup, NumberedHeading, StopSign, TickBoxes
from leafletgen.compose.sheet_sides import dose_said, side_shown
from leafletgen.content.model import blocks as content
from leafletgen.content.model.layout import SheetRules
from leafletgen.document.element import Element, Role
from leafletgen.figures.sides import alt_texts
from leafletgen.library.exercises import Prescribed
from leafletgen.source.inline import Prose, Span
from leafletgen.words.dose_sentence import labelled_numbers


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
        self.asked: set[str] = set()
        """Cautions that were said for all exercises, which do not say them again."""

    def shows(self, part: str) -> bool:
        """Whether the layout prints a part of an exercise."""
        return part in self.rules.show

    def ask_first(self, prescribed: Sequence[Prescribed], document: Element) -> list[Block]:
        """The cautions that several exercises have, once and before all of them, as `exercise` then leaves them out.

        All cautions stand there in a layout that does not print them with each exercise: no sheet is without them.
        """
        of_all = [caution for one in prescribed for caution in one.exercise.cautions]
        counted = Counter(caution.plain() for caution in of_all)
        least = 2 if self.shows("cautions") else 1
        shared = {caution.plain(): caution for caution in of_all if counted[caution.plain()] >= least}
        self.asked = set(shared)
        if not shared:
            return []
        text = self._labelled(self.words["sheet.cautions.all"], _joined(list(shared.values())), document)
        text.below = 0.6 * self.context.gap
        return [text]

    def exercise(self, number: int, prescribed: Prescribed, document: Element, width: float) -> Block:
        """One exercise in the order of every layout, on paper and in tags.

        Name, what to get ready, what to ask first, pictures, dose, steps, when to stop, what to remember, the note.
        Its pictures have their least height at first; ``grow`` gives them what room a page has left.
        """
        context = self.context
        node = document.add(Role.SECTION)
        exercise = prescribed.exercise
        heading_node = node.heading(2)
        heading_node.title = shortened(f"{number} {exercise.name}")
        size = context.layout.scale.heading1
        heading = NumberedHeading(context, number, exercise.name, heading_node, size)
        beside = self.rules.pictures == "beside" and self.shows("pictures")
        gap = 0.8 * context.size
        words_width = 0.46 * width if beside else width
        pictures_width = width - words_width - gap if beside else width
        parts: list[Block] = [heading, *self._before(prescribed, node)]
        pictures: list[Picture] = []
        if self.shows("pictures"):
            pictures = self._pictures(prescribed, node, pictures_width)
        shown = [*self._credit(prescribed, node), *self._which_side(prescribed, node)] if pictures else []
        units = [*self._doing(prescribed, node), *self._caring(prescribed, node)]
        if pictures:
            row = self._row(pictures, gap)
            row.limit(self._least_height(pictures))
            if beside and units:
                parts.append(Beside([row, *shown], units, words_width, gap))
            else:
                parts += [row, *shown, *(block for unit in units for block in unit)]
        else:
            parts += [block for unit in units for block in unit]
        one_card = not self.rules.has_cards
        if self.rules.across == 1 and number > 1 and one_card:
            parts.insert(0, Rule(context.rule, 0.9, 0, 0.7 * context.gap))
        group = ExerciseGroup(parts)
        for part in parts[: parts.index(units[0][-1]) + 1 if units and units[0][-1] in parts else 0]:
            part.keep_next = True  # where an exercise is higher than a page, its steps may go on to the next one
        group.above = 0.8 * context.gap
        group.below = 0.8 * context.gap
        group.keep_next = False
        group.anchor = f"exercise-{number}"
        if pictures:
            self.rows[id(group)] = row
        context.headings.append((1, heading_node.title or "", group.anchor))
        return group

    # --- pictures ----------------------------------------------------------------------------------------------

    def _pictures(self, prescribed: Prescribed, node: Element, width: float) -> list[Picture]:
        exercise = prescribed.exercise
        drawings = exercise.figure.drawings
        side = prescribed.dose.side
        artworks = self.figures.pictures(self.context, exercise, self.person, width / len(drawings), side)
        made = []
        for artwork, drawing, alt in zip(artworks, drawings, alt_texts(exercise.figure, side), strict=False):
            figure = node.add(Role.FIGURE, drawing.place)
            figure.alt = alt
            made.append(Picture(artwork, figure, 1.0, 0.0, frame=self.context.rule, place=drawing.place))
        return made

    def _credit(self, prescribed: Prescribed, node: Element) -> list[Block]:
        """Who made pictures that are files, and under which licence they may be printed."""
        figure, context = prescribed.exercise.figure, self.context
        named = ", ".join(part for part in (figure.credit, figure.licence) if part)
        if not named or all(drawing.image is None for drawing in figure.drawings):
            return []
        said = f"{context.words['picture_credit']}: {named}"
        return [context.text(said, node.add(Role.PARAGRAPH), context.small_style, below=0.5 * context.gap)]

    def _least_height(self, pictures: list[Picture]) -> float:
        """No picture is less than 24 mm high, or 36 mm when it is taller than wide; on a card 22 mm and 26.5 mm."""
        tall = any(picture.artwork.height > picture.artwork.width for picture in pictures)
        if self.rules.has_cards:
            return (26.5 if tall else 22) * MM
        return (36 if tall else 24) * MM

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
            text = context.text(label, picture.node.add(Role.CAPTION), context.small_style)
            widest = max(widest, text.natural_width() + 1)
            cells.append(Group([picture, text]))
        row = PictureRow(cells, pictures, widest, gap)
        row.above, row.below = 0.4 * context.gap, 0.6 * context.gap
        return row

    # --- words -------------------------------------------------------------------------------------------------

    def _before(self, prescribed: Prescribed, node: Element) -> list[Block]:
        """What comes before all else: what to get ready, whoever asks first, and why to do it."""
        words, exercise = self.words, prescribed.exercise
        made: list[Block] = []
        if exercise.prepare:  # in every layout: without it the exercise may not be safe
            made.append(self._labelled(words["sheet.prepare"], _joined(exercise.prepare), node))
        own = [caution for caution in exercise.cautions if caution.plain() not in self.asked]
        if own:
            made.append(self._labelled(words["sheet.cautions"], _joined(own), node))
        if self.shows("purpose"):
            made.append(self._labelled(words["sheet.purpose"], exercise.purpose, node))
        return made

    def _which_side(self, prescribed: Prescribed, node: Element) -> list[Block]:
        """Which side the pictures show, where the dose is for more than that side."""
        said = side_shown(prescribed, self.words)
        context = self.context
        return (
            [context.text(said, node.add(Role.PARAGRAPH), context.small_style, below=0.5 * context.gap)] if said else []
        )

    def _doing(self, prescribed: Prescribed, node: Element) -> list[list[Block]]:
        """What to do, in units that stay whole: the dose with its numbers, and the steps."""
        context, words = self.context, self.words
        exercise, dose = prescribed.exercise, prescribed.dose
        amount: list[Block] = []
        if self.shows("dose"):
            amount.append(self._dose(dose_said(prescribed, words), node))
        if self.shows("numbers"):
            pairs = "; ".join(
                f"{label}: {value}".replace(" ", "\u00a0") for label, value in labelled_numbers(dose, words)
            )
            if pairs:
                amount.append(
                    context.text(pairs, node.add(Role.PARAGRAPH), context.small_style, below=0.5 * context.gap)
                )
        steps: list[Block] = []
        if self.shows("steps"):
            items = [content.Item(place=step.place, text=step) for step in exercise.steps_for(dose)]
            steps = self.lists.items(items, node, exercise.place, 1)
            steps[-1].below = 0.5 * context.gap
        return [unit for unit in (amount, steps) if unit]

    def _caring(self, prescribed: Prescribed, node: Element) -> list[list[Block]]:
        """When to stop, what to remember, the clinician's note, a film, boxes to tick; each stays whole."""
        context, words = self.context, self.words
        exercise = prescribed.exercise
        made: list[Block] = []
        if self.shows("stop"):
            text = self._labelled(words["sheet.stop"], exercise.stop, node)
            made.append(StopSign(text, 1.15 * context.size, numbers(context.brand.colours.emergency)))
        if self.shows("key_points") and exercise.key_points:
            made.append(self._labelled(words["sheet.key_points"], _joined(exercise.key_points), node))
        if prescribed.note:  # in every layout: it was written for this patient
            made.append(self._note(prescribed.note, node))
        if exercise.video and self.shows("video"):
            made.append(self._video(exercise.video, exercise.name, node))
        if self.shows("tick_boxes"):
            made.append(TickBoxes(context, [words[f"short.{day}"] for day in _DAYS], node.add(Role.PARAGRAPH)))
        return [[block] for block in made]

    def _dose(self, sentence: str, node: Element) -> Block:
        context = self.context
        style = Style(max(context.layout.scale.key, context.size), context.ink, bold=True)
        text = context.text(sentence, node.add(Role.PARAGRAPH).add(Role.STRONG), style)
        look = context.tinted(0.5 * context.size)
        return Panel([], [text], look, 0, 0.6 * context.gap, False)

    def _labelled(self, label: str, prose: Prose, node: Element) -> Text:
        context = self.context
        paragraph = node.add(Role.PARAGRAPH)
        runs = context.runs(f"{label} ", paragraph, Style(context.size, context.ink, bold=True)) if label else []
        runs += context.runs(prose, paragraph, context.body_style)
        return Text(runs, context.leading, below=0.45 * context.gap, place=prose.place)

    def _note(self, note: str, node: Element) -> Block:
        context = self.context
        paragraph = node.add(Role.PARAGRAPH)
        paragraph.personal = True
        runs = context.runs(f"{self.words['sheet.note']} ", paragraph, Style(context.size, context.ink, bold=True))
        text = Text([*runs, *context.runs(note, paragraph, context.body_style)], context.leading)
        look = PanelStyle(0.4 * context.size, "", context.rule, 1.2, radius=4)
        return Panel([], [text], look, 0.2 * context.gap, 0.5 * context.gap, False)

    def _video(self, url: str, name: str, node: Element) -> Block:
        context = self.context
        address = shown_address(url)
        paragraph = node.add(Role.PARAGRAPH)
        link = context.make_link(paragraph, url, f"{name}, {address}", None)
        runs = context.runs(f"{self.words['sheet.video']} ", paragraph, context.body_style)
        linked = context.runs(address, link.node, Style(context.size, context.link))
        for run in linked:
            run.link, run.underline = link, True
        figure = node.add(Role.FIGURE)
        figure.alt = f"QR code: {address}"
        drawing = context.pictures.qr(url)
        code = Picture(drawing, figure, 1.0, qr_side(drawing))
        text = Text([*runs, *linked], context.leading)
        return Row([text, code], context.size, 0, 0.4 * context.gap, last_width=qr_side(drawing))


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
