"""The exercises of a sheet on pages: pictures beside the words or above them, as large as a page lets them be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leafletgen.content.model.layout import SheetRules
from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.exercise_picture import ExercisePicture
from leafletgen.pages.blocks import BlockSetter
from leafletgen.pages.context import MM, Context, Style, numbers
from leafletgen.pages.exercise_figures import FigureStore
from leafletgen.pages.figures import PictureRow, qr_picture
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import Group, Row, stack_height
from leafletgen.pages.flow.panels import Panel, PanelStyle, Rule
from leafletgen.pages.flow.picture import Picture
from leafletgen.pages.flow.text import Text
from leafletgen.pages.sheet_parts import Beside, ExerciseGroup, NumberedHeading, StopSign, TickBoxes

#: No picture of an exercise is higher than this, in mm.
_LARGEST = 105.0
#: Parts of the way from the least to the largest height of pictures, to try in turn.
_SIZES = (1.0, 0.85, 0.7, 0.55, 0.4, 0.3, 0.2, 0.1, 0.0)

#: What comes before the pictures, and what belongs to them.
_BEFORE = frozenset([looks.PREPARE, looks.CAUTIONS, looks.PURPOSE])
_UNDER = frozenset([looks.CREDIT, looks.SHOWN])


class ExerciseSetter:
    """Sets exercises, each a group that stays on one page."""

    def __init__(self, context: Context, rules: SheetRules, figures: FigureStore) -> None:
        """Set for one sheet."""
        self.context = context
        self.rules = rules
        self.figures = figures
        self.lists = BlockSetter(context)
        self.rows: dict[int, PictureRow] = {}
        self._by_look: dict[str, Callable[[Element], Block]] = {
            looks.DOSE: self._dose,
            looks.STOP: self._stop,
            looks.KEY_POINTS: self._labelled,
            looks.NOTE: self._note,
            looks.VIDEO: self._video,
            looks.TICKS: lambda element: TickBoxes(context, element),
        }

    def exercise(self, element: Element, width: float, *, first: bool) -> Block:
        """One exercise in so many points of width; a rule parts it from the one before, if it is not the first.

        Its pictures have their least height to begin with; ``grow`` gives them what room a page has left.
        """
        context = self.context
        heading, *inside = element.elements
        shown = next((part for part in inside if part.look == looks.PICTURES), None)
        beside = self.rules.pictures == "beside" and shown is not None
        gap = 0.8 * context.size
        words_width = 0.46 * width if beside else width
        pictures_width = width - words_width - gap if beside else width
        parts: list[Block] = [NumberedHeading(context, heading, context.layout.scale.heading1)]
        parts += [self._labelled(part) for part in inside if part.look in _BEFORE]
        row = self._row(shown, pictures_width, gap) if shown is not None else None
        units = self._units(inside)
        pictures: list[Block] = []
        if row is not None:
            row.limit(self._least_height(row.pictures))
            pictures = [row, *(self._small(part) for part in inside if part.look in _UNDER)]
        if pictures and beside and units:
            parts.append(Beside(pictures, units, words_width, gap))
        else:
            parts += [*pictures, *(block for unit in units for block in unit)]
        if self.rules.across == 1 and not first and not self.rules.has_cards:
            parts.insert(0, Rule(context.rule, 0.9, 0, 0.7 * context.gap))
        group = ExerciseGroup(parts)
        for part in parts[: parts.index(units[0][-1]) + 1 if units and units[0][-1] in parts else 0]:
            part.keep_next = True  # where an exercise is higher than a page, its steps may go on to the next one
        group.above = 0.8 * context.gap
        group.below = 0.8 * context.gap
        group.keep_next = False
        group.anchor = heading.anchor
        if row is not None:
            self.rows[id(group)] = row
        return group

    # --- pictures ----------------------------------------------------------------------------------------------

    def _row(self, shown: Element, width: float, gap: float) -> PictureRow | None:
        """Pictures side by side with their captions, all of one size; None when one cannot be used."""
        context = self.context
        pictures: list[Picture] = []
        cells: list[Block] = []
        widest = 0.0
        for figure in shown.elements:
            source = figure.source
            assert isinstance(source, ExercisePicture)
            artwork = self.figures.picture(context, source, width / len(shown.elements))
            if artwork is None:
                continue
            picture = Picture(artwork, figure, 1.0, 0.0, frame=context.rule, place=figure.place)
            picture.below = 0.15 * context.gap
            text = context.text(figure.elements[0], context.small_style)
            widest = max(widest, text.natural_width() + 1)
            pictures.append(picture)
            cells.append(Group([picture, text]))
        if not pictures:
            return None
        row = PictureRow(cells, pictures, widest, gap)
        row.above, row.below = 0.4 * context.gap, 0.6 * context.gap
        return row

    def _least_height(self, pictures: Sequence[Picture]) -> float:
        """No picture is less than 24 mm high, or 36 mm when it is taller than wide; on a card 22 mm and 26.5 mm."""
        tall = any(picture.artwork.height > picture.artwork.width for picture in pictures)
        if self.rules.has_cards:
            return (26.5 if tall else 22) * MM
        return (36 if tall else 24) * MM

    def grow(self, blocks: Sequence[Block], width: float, room: float) -> None:
        """Make the pictures of one page larger, all by the same part, as far as ``room`` points allow."""
        rows = [self.rows[id(block)] for block in _leaves(blocks) if id(block) in self.rows]
        largest = _LARGEST * MM / self.rules.across

        def set_to(size: int) -> None:
            for row in rows:
                least = self._least_height(row.pictures)
                row.limit(least + _SIZES[size] * (largest - least))

        first, last = (
            0,
            len(_SIZES) - 1,
        )  # sizes fall, and so does what is set; the last is taken whether it fits or not
        while first < last:
            middle = (first + last) // 2
            set_to(middle)
            if stack_height(blocks, width) <= room:
                last = middle
            else:
                first = middle + 1
        set_to(first)

    # --- words -------------------------------------------------------------------------------------------------

    def _units(self, inside: Sequence[Element]) -> list[list[Block]]:
        """What to do and what to mind, in units that stay whole: the dose, the steps, each other."""
        units: list[list[Block]] = []
        for part in inside:
            if part.role is Role.LIST:
                steps = self.lists.items(part)
                steps[-1].below = 0.5 * self.context.gap
                units.append(steps)
            elif part.look in self._by_look:
                units.append([self._by_look[part.look](part)])
        return units

    def _labelled(self, element: Element) -> Text:
        return self.context.text(element, self.context.body_style, below=0.45 * self.context.gap)

    def _small(self, element: Element) -> Text:
        return self.context.text(element, self.context.small_style, below=0.5 * self.context.gap)

    def _dose(self, element: Element) -> Block:
        context = self.context
        style = Style(max(context.layout.scale.key, context.size), context.ink, bold=True)
        look = context.tinted(0.5 * context.size)
        return Panel([], [context.text(element, style)], look, 0, 0.6 * context.gap, False)

    def _stop(self, element: Element) -> Block:
        context = self.context
        return StopSign(self._labelled(element), 1.15 * context.size, numbers(context.brand.colours.emergency))

    def _note(self, element: Element) -> Block:
        context = self.context
        text = context.text(element, context.body_style)
        look = PanelStyle(0.4 * context.size, "", context.rule, 1.2, radius=4)
        return Panel([], [text], look, 0.2 * context.gap, 0.5 * context.gap, False)

    def _video(self, element: Element) -> Block:
        """The address of a film, and a code to scan beside it."""
        context = self.context
        address, figure = element.elements
        text = context.text(address, context.body_style)
        code = qr_picture(context, figure)
        return Row([text, code], context.size, 0, 0.4 * context.gap, last_width=code.max_height)


def _leaves(blocks: Sequence[Block]) -> list[Block]:
    """Exercises, also those that stand side by side."""
    return [leaf for block in blocks for leaf in (block.blocks if isinstance(block, Row) else [block])]
