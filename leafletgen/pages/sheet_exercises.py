"""The exercises of a sheet on pages: each in the way that its pictures and words need the least height."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from leafletgen.content.model.layout import SheetRules
from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.exercise_picture import ExercisePicture
from leafletgen.document.sheet import is_optional
from leafletgen.pages.blocks import BlockSetter
from leafletgen.pages.context import MM, Context, Style, numbers
from leafletgen.pages.exercise_figures import FigureStore
from leafletgen.pages.figures import qr_picture
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import Group, Row, stack_height
from leafletgen.pages.flow.panels import Panel, PanelStyle, Rule
from leafletgen.pages.flow.picture import Picture
from leafletgen.pages.flow.text import Text
from leafletgen.pages.sheet_arrangements import ExerciseGroup, Kept, Said, Shot, Shots, Words, arrangements
from leafletgen.pages.sheet_parts import NumberedHeading, StopSign, TickBoxes

#: No picture of an exercise is higher than this, in mm.
_LARGEST = 112.0
#: The longest side of close-ups and of files, in the units of poses: less than a body's, of which they show a part.
_LONGEST, _LONGEST_ON_CARDS = 260.0, 300.0
#: That side in mm, at the least, but on cards.
_LEAST_CLOSE_UP = 40.0
#: Who stands is so many units high or more, and who sits upright less at the same scale.
_STANDING = 330.0
#: From this ratio of width to height on somebody lies; from its inverse on they stand.
_LYING = 1.3
#: The longer side of one who neither lies nor stands, by the least width of who lies.
_LEAST_ELSE = 0.8
#: Words beside pictures have so many ems of width at least: in a column, and in a cell beside another one.
_LEAST_WORDS, _LEAST_WORDS_IN_CELL = 14.5, 10.0
#: What is narrower than so many ems is a cell.
_CELL = 26.0
#: Points by which a later way has to be lower to be taken.
_NEAR = 3.0

#: What comes before the pictures, and what belongs to them.
_BEFORE = frozenset([looks.PREPARE, looks.CAUTIONS, looks.PURPOSE])
_UNDER = frozenset([looks.CREDIT, looks.SHOWN])


class ExerciseParts:
    """One exercise, which can be set at any scale of its pictures.

    Attributes:
        units: what to do and what to mind, in blocks that stay whole.
        drawn: width and height of its pictures in their units, those of poses for a body; (0, 0) without pictures.
        is_body: whether they show a whole body, and no close-up.
    """

    def __init__(self, context: Context, rules: SheetRules, heading: Element, *, first: bool) -> None:
        """Begin with the name; a rule parts it from the one before, if it is not the first."""
        self.anchor = heading.anchor
        self.place = heading.place
        self.gap = context.gap
        self.between = 0.8 * context.size
        self.size = context.size
        self.rule = Rule(context.rule, 0.9, 0, 0.5 * context.gap)
        self.ruled = rules.across == 1 and not first and not rules.has_cards
        self.heading: Block = Kept(NumberedHeading(context, heading, context.layout.scale.heading1))
        self.before: list[tuple[str, Block]] = []
        self.shots: list[Shot] = []
        self.under: list[Block] = []
        self.under_width = 0.0
        self.units: list[Block] = []
        self.briefer: dict[int, Callable[[], Block | None]] = {}
        self.said_briefly: Element | None = None
        self.drawn = (0.0, 0.0)
        self.is_body = True
        self.longest = _LONGEST_ON_CARDS if rules.has_cards else _LONGEST
        self.least = 0.0 if rules.has_cards else _LEAST_CLOSE_UP
        self._brief: dict[int, Block | None] = {}
        self._words: dict[tuple[bool, bool], Said] = {}
        self._groups: dict[tuple[float, float, bool, bool], ExerciseGroup | None] = {}

    def show(self, shots: list[Shot]) -> None:
        """Take the pictures."""
        self.shots = shots
        wide = max(shot.picture.artwork.width for shot in shots)
        high = max(shot.picture.artwork.height for shot in shots)
        self.is_body = shots[0].picture.artwork.scaled
        self.drawn = wide, high

    def has(self, blocks: Sequence[Block]) -> bool:
        """Whether these are parts of it."""
        own = [
            self.rule,
            self.heading,
            *(block for _, block in self.before),
            *self.units,
        ]
        return {id(block) for block in blocks if not isinstance(block, Shots)} <= {
            id(block) for block in [*own, *self.under]
        }

    def least_scale(self, lying: float, standing: float) -> float:
        """The scale in mm for a unit at which who lies is so many mm wide, and who stands so many mm high."""
        wide, high = self.drawn
        if not self.shots or not self.is_body:
            return 0.0
        if wide >= _LYING * high:
            return lying / wide
        return standing / max(high, _STANDING) if high >= _LYING * wide else _LEAST_ELSE * lying / max(wide, high)

    def unit(self, scale: float) -> float:
        """Points for a unit of its pictures at a scale of bodies (mm for a unit); close-ups have their own measure."""
        if self.is_body:
            return scale * MM
        return max(self.longest * scale, self.least) / max(self.drawn) * MM

    def group(self, width: float, scale: float, *, cautions: bool, brief: bool) -> ExerciseGroup | None:
        """The exercise in so many points of width, with or without cautions; None where the scale is too large.

        A brief one says one point to remember.
        """
        known = (width, scale, cautions and self.asks, brief and bool(self.briefer))
        if known not in self._groups:
            way = self._lowest(*known)
            self._groups[known] = None if way is None else self._group(way)
        return self._groups[known]

    def stacked(self, width: float, room: float, *, cautions: bool, brief: bool) -> ExerciseGroup:
        """The exercise with its words under its pictures, so that pages of so much room can divide it anywhere."""
        said = self._said(cautions and self.asks, brief and bool(self.briefer))
        pictures = self._shown(width, room / 3)
        return self._group([*said.before, *pictures, *said.under, *said.after.blocks])

    def _shown(self, width: float, room: float) -> list[Block]:
        """The pictures side by side, as large as a width and a height let them be."""
        if not self.shots:
            return []
        tried = [Shots(self.shots, self.unit(0.92**step), self.between, len(self.shots)) for step in range(8, 40)]
        shown = next((one for one in tried if one.width <= width and one.measure(width) <= room), None)
        shown = shown or Shots(self.shots, tried[-1].high / self.drawn[1], self.between, 1)
        shown.below = 0.5 * self.between
        return [shown]

    def _group(self, way: Sequence[Block]) -> ExerciseGroup:
        group = ExerciseGroup([*([self.rule] if self.ruled else []), self.heading, *way])
        group.above = group.below = 0.6 * self.gap
        group.keep_next = False
        group.anchor = self.anchor
        group.place = self.place
        return group

    def _lowest(self, width: float, scale: float, cautions: bool, brief: bool) -> list[Block] | None:
        """The lowest of the ways to set pictures and words; scale in mm for a unit."""
        said = self._said(cautions, brief)
        if not self.shots:
            return [*said.before, *said.after.blocks]
        points = self.unit(scale)
        if points * self.drawn[1] > _LARGEST * MM:
            return None
        best: list[Block] | None = None
        height = 0.0
        least = self.size * (_LEAST_WORDS if width > _CELL * self.size else _LEAST_WORDS_IN_CELL)
        for at_least, way in arrangements(self.shots, said, width, points, self.between, least):
            if best is not None and at_least >= height - _NEAR:
                continue
            found = stack_height(way, width)
            if best is None or found < height - _NEAR:
                best, height = way, found
        return best

    def _briefly(self, block: Block) -> Block | None:
        shorter = self.briefer.get(id(block))
        if shorter is None:
            return block
        if id(block) not in self._brief:
            self._brief[id(block)] = shorter()
        return self._brief[id(block)]

    @property
    def asks(self) -> bool:
        """Whether it has cautions of its own."""
        return any([look == looks.CAUTIONS for look, _ in self.before])

    def _said(self, cautions: bool, brief: bool) -> Said:
        """The words, of which heights are kept."""
        known = (cautions, brief)
        if known not in self._words:
            before = [block for look, block in self.before if cautions or look != looks.CAUTIONS]
            after = [said for block in self.units if (said := self._briefly(block) if brief else block)]
            gap = self.between
            beside, every = Words([*before, *after], gap), Words([*before, *self.under, *after], gap)
            self._words[known] = Said(before, self.under, Words(after, gap), beside, every, self.under_width)
        return self._words[known]


class ExerciseSetter:
    """Sets exercises, each a group that stays on one page."""

    def __init__(self, context: Context, rules: SheetRules, figures: FigureStore) -> None:
        """Set for one sheet."""
        self.context = context
        self.rules = rules
        self.figures = figures
        self.lists = BlockSetter(context)
        self._by_look: dict[str, Callable[[Element], Block]] = {
            looks.DOSE: self._dose,
            looks.STOP: self._stop,
            looks.KEY_POINTS: self._labelled,
            looks.NOTE: self._note,
            looks.VIDEO: self._video,
            looks.TICKS: lambda element: TickBoxes(context, element),
        }

    def exercise(self, element: Element, point: Callable[[], Element | None], *, first: bool) -> ExerciseParts:
        """The parts of one exercise; where it is to be brief, it says this point alone of those to remember."""
        heading, *inside = element.elements
        parts = ExerciseParts(self.context, self.rules, heading, first=first)
        parts.before = [(part.look, Kept(self._labelled(part))) for part in inside if part.look in _BEFORE]
        shown = next((part for part in inside if part.look == looks.PICTURES), None)
        shots = self._shots(shown) if shown is not None else []
        if shots:
            parts.show(shots)
        under = [self._small(part) for part in inside if part.look in _UNDER]
        parts.under = [Kept(text) for text in under]
        parts.under_width = sum(text.natural_width() for text in under)
        for part in inside:
            unit = self._unit(part)
            if unit is None:
                continue
            parts.units.append(unit)
            if is_optional(self.rules, part):
                parts.briefer[id(unit)] = _nothing
            elif part.look == looks.KEY_POINTS:
                parts.briefer[id(unit)] = partial(self._briefly, parts, unit, point)
        return parts

    def _briefly(self, parts: ExerciseParts, unit: Block, point: Callable[[], Element | None]) -> Block:
        """The one point to remember, in place of all; these where there is but one."""
        parts.said_briefly = point()
        return unit if parts.said_briefly is None else Kept(self._labelled(parts.said_briefly))

    def _shots(self, shown: Element) -> list[Shot]:
        """Pictures with their captions; none of one that cannot be used."""
        context = self.context
        shots: list[Shot] = []
        for illustration in shown.elements:
            figure, caption = illustration.elements
            source = figure.source
            assert isinstance(source, ExercisePicture)
            artwork = self.figures.picture(context, source, context.column / (2 * self.rules.across))
            if artwork is None:
                continue
            picture = Picture(artwork, figure, 1.0, 0.0, frame=context.rule, place=figure.place)
            picture.below = 0.1 * context.gap
            style = context.small_style._replace(leading=1.2 * context.small)
            shots.append(Shot(picture, context.text(caption, style)))
        return shots

    # --- words -------------------------------------------------------------------------------------------------

    def _unit(self, part: Element) -> Block | None:
        """What to do or to mind, which stays whole: the dose, the steps, each other; None for what is none of these."""
        if part.role is Role.LIST:
            steps = self.lists.items(part)
            for step in steps:
                step.above = step.below = 0.05 * self.context.leading
            steps[-1].below = 0.3 * self.context.gap
            return Kept(Group(steps))
        return Kept(self._by_look[part.look](part)) if part.look in self._by_look else None

    def _labelled(self, element: Element) -> Text:
        return self.context.text(element, self.context.body_style, below=0.3 * self.context.gap)

    def _small(self, element: Element) -> Text:
        return self.context.text(element, self.context.small_style, below=0.5 * self.context.gap)

    def _dose(self, element: Element) -> Block:
        context = self.context
        style = Style(max(context.layout.scale.key, context.size), context.ink, bold=True)
        look = context.tinted(0.28 * context.size)
        return Panel([], [context.text(element, style)], look, 0, 0.35 * context.gap, False)

    def _stop(self, element: Element) -> Block:
        context = self.context
        return StopSign(self._labelled(element), 1.15 * context.size, numbers(context.brand.colours.emergency))

    def _note(self, element: Element) -> Block:
        context = self.context
        text = context.text(element, context.body_style)
        look = PanelStyle(0.4 * context.size, "", context.rule, 1.2, radius=4)
        return Panel([], [text], look, 0.2 * context.gap, 0.35 * context.gap, False)

    def _video(self, element: Element) -> Block:
        """The address of a film, and a code to scan beside it."""
        context = self.context
        address, figure = element.elements
        text = context.text(address, context.body_style)
        code = qr_picture(context, figure)
        return Row([text, code], context.size, 0, 0.4 * context.gap, last_width=code.max_height)


def _nothing() -> None:
    """What is left out."""
