"""The cards that a page of a sheet is cut into: their columns, the line at the foot of each, and where to cut."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from leafletgen.content.model.layout import SheetRules
from leafletgen.document.sheet import SheetDocument
from leafletgen.errors import Place
from leafletgen.pages.card_safety import CardSafety, signs_that_fit
from leafletgen.pages.context import MM, Context, Style
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.columns import Column, Placed
from leafletgen.pages.flow.filling import Break
from leafletgen.pages.flow.text import Text
from leafletgen.pages.frame import EDGE, Page
from leafletgen.pages.sheet_safety import SafetySetter

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas


class CardSheet:
    """Cards of one size that fill the page, across and downwards; those that are folded carry text on the left half.

    Attributes:
        end_height: points that the line at the foot of a card takes, which in a narrow card is several.
    """

    def __init__(self, context: Context, rules: SheetRules, phrases: Mapping[str, str]) -> None:
        """Divide the page; the context's column becomes a card, or its half, less the margins."""
        self.context = context
        self.rules = rules
        self.phrases = phrases
        self.wide, self.high = context.width / rules.cards_across, context.height / rules.cards_down
        self.halves = 2 if rules.fold else 1
        context.column = self.wide / self.halves - context.left - context.right
        text = self._end("88")
        self.end_height = 1.3 * context.layout.scale.footer + text.measure(context.column) - text.leading
        self._safety: CardSafety | None = None
        self._drawn = 0

    def columns(self, foot: float) -> list[Column]:
        """The column of each card; foot in points from the bottom of a card."""
        context = self.context
        safety = 0.0 if self.rules.fold else self._safety_height()
        made: list[Column] = []
        for down in range(self.rules.cards_down):
            for across in range(self.rules.cards_across):
                top = context.height - down * self.high - context.top
                room = self.high - context.top - foot - safety
                made.append(Column(across * self.wide + context.left, top, context.column, room))
        return made

    # --- safety ------------------------------------------------------------------------------------------------

    def add_safety(self, document: SheetDocument, foot: float) -> list[Block]:
        """Write what stands on every card, and the further cards with what does not fit there; returns those.

        All of a folded half is for it; else it has as much room as it must have.
        """
        context, writer, signs = self.context, document.safety_writer, document.request.signs
        if writer is None:
            return []
        room = self._room()
        fitting = signs_that_fit(context, writer, signs, room if self.rules.fold else 0.0)
        document.add_cards(fitting)
        self._safety = CardSafety(context, document.on_cards[0])
        self._check(room, writer.rules.place)
        setter = SafetySetter(context)
        lacking = [one for one in signs if one not in fitting]
        document.add_sign_cards(setter.divided(writer, lacking, self.columns(foot)[0].height))
        return [block for section in document.safety for block in (Break(), setter.card(section))]

    def _room(self) -> float:
        """The height of a card between its margins and over the line at its foot, in points."""
        foot = max(self.context.bottom, EDGE + self.end_height)
        return self.high - self.context.top - foot

    def _check(self, room: float, place: Place) -> None:
        """What makes a card safe has to fit it."""
        needed = self._safety_height()
        if needed > room + self.context.gap:
            self.context.report.error(
                "card-too-small",
                f"what every card says about safety is {needed / MM:.0f} mm high, and a card has {room / MM:.0f} mm",
                "shorten pain: and emergency: in the brand, or choose a layout with larger cards",
                place,
            )

    def _safety_height(self) -> float:
        """The height of the box of safety on a card, with the space over it, in points."""
        if self._safety is None:
            return 0.0
        return self._safety.measure(self.context.column) + 0.5 * self.context.gap

    # --- drawing -----------------------------------------------------------------------------------------------

    def draw(self, canvas: TaggedCanvas, page: Page) -> None:
        """Paint where to cut, and the ends of the cards that something stands on."""
        self._draw_cuts(canvas)
        for across, down in dict.fromkeys(map(self._card_of, page)):
            self._drawn += 1
            self._draw_end(canvas, across, down)

    def _card_of(self, placed: Placed) -> tuple[int, int]:
        """How many cards stand left of the one that a block is on, and over it."""
        return int(placed.x // self.wide), int((self.context.height - placed.top) // self.high)

    def _draw_end(self, canvas: TaggedCanvas, across: int, down: int) -> None:
        """The code, numbered through, and what makes it safe: cards are cut apart."""
        context = self.context
        text = self._end(str(self._drawn))
        high = text.measure(context.column)
        base = context.height - (down + 1) * self.high + EDGE
        canvas.operators.append(canvas.begin_artifact("Pagination", "Footer"))
        left = across * self.wide + context.left
        text.draw_unmarked(canvas, left, base + high, context.column)
        canvas.operators.append(canvas.end())
        if self._safety is None:
            return
        if self.rules.fold:
            left += self.wide / 2
            top = context.height - down * self.high - context.top
        else:
            top = base + high + 0.5 * context.gap + self._safety.measure(context.column)
        self._safety.draw(canvas, left, top, context.column, first=self._drawn == 1)

    def _end(self, number: str) -> Text:
        """The line at the foot of a card."""
        context = self.context
        words = self.phrases["sheet.card"].format(number=number, code=self.rules.code)
        return context.line(words, Style(context.layout.scale.footer, context.ink))

    def _draw_cuts(self, canvas: TaggedCanvas) -> None:
        """Dashed lines to cut or fold along, between cards."""
        context = self.context
        with canvas.artifact():
            out = canvas.operators
            out.append(f"{context.rule} RG 0.5 w [4 3] 0 d")
            step = self.wide / self.halves
            for across in range(1, self.rules.cards_across * self.halves):
                x = canvas.across(across * step)
                out.append(f"{x:.2f} 0 m {x:.2f} {context.height:.2f} l S")
            for down in range(1, self.rules.cards_down):
                y = context.height - down * self.high
                out.append(f"0 {y:.2f} m {context.width:.2f} {y:.2f} l S")
            out.append("[] 0 d")
