"""The index of exercises on pages: three across and four down on A4, in the order of the areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import Body, Furniture, Layout, Margins, Page, Scale, Size
from leafletgen.document.element import Element, Role
from leafletgen.document.exercise_index import LANGUAGE, TITLE
from leafletgen.document.exercise_picture import ExercisePicture
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.images.artwork import Artwork
from leafletgen.pages import frame
from leafletgen.pages.context import Context, Style
from leafletgen.pages.exercise_figures import FigureStore
from leafletgen.pages.flow.block import Block, TooTallError
from leafletgen.pages.flow.columns import Placed
from leafletgen.pages.flow.filling import Group
from leafletgen.pages.flow.picture import show
from leafletgen.pages.flow.text import Text
from leafletgen.pages.frame import Composed, PageSetter, issued
from leafletgen.pages.furniture import RunningLines
from leafletgen.pdf.xmp import Metadata

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

ACROSS, DOWN = 3, 4
#: Points: between two exercises side by side, between two pictures of one, and from an exercise to the one below.
_GUTTER, _BETWEEN, _UNDER = 12.0, 5.0, 8.0
#: Points over and under the words of an exercise.
_ROOM = 4.0


def compose_index(
    brand: Brand, root: Element, pictures: PictureStore, figures: FigureStore, report: Report, producer: str
) -> Composed | None:
    """Set an index; None when an error was reported.

    Args:
        brand: for its fonts and colours, and the shirts of the people.
        root: what `write_index` wrote.
        pictures: makes image files ready.
        figures: draws poses.
        report: receives what is wrong.
        producer: the name of the program that makes the file.
    """
    return frame.compose(brand, report, lambda: _IndexSetter(brand, root, pictures, figures, report), producer)


def _index_layout(brand: Brand) -> Layout:
    place = brand.place
    layout = Layout(
        place=place,
        title="Index of exercises",
        page=Page(
            place=place, size=Size(210, 297), margins_mm=Margins(place=place, top=12, bottom=16, left=12, right=12)
        ),
        body=Body(place=place, size=10, leading=1.25),
        scale=Scale(place=place, title=20, heading1=12, heading2=11, small=10),
        footer=Furniture(place=place, left=TITLE, right="Page {page} of {pages}"),
    )
    layout.name = "the index of exercises"
    return layout


class _Shown(NamedTuple):
    """A picture that is ready, and the figure that it is."""

    artwork: Artwork
    figure: Element


class _Area(Block):
    """The heading of an area, on a tinted strip over its first exercise."""

    __slots__ = ("band", "text")

    def __init__(self, text: Text, band: str) -> None:
        super().__init__()
        self.text = text
        self.band = band
        self.anchor = text.anchor

    def measure(self, width: float) -> float:
        """The height of the strip."""
        return 1.25 * self.text.measure(width)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Paint the strip, and the words on it."""
        high = self.measure(width)
        with canvas.artifact("Layout"):
            canvas.operators.append(
                f"{self.band} {canvas.across(x, width):.2f} {top - high:.2f} {width:.2f} {high:.2f} re f"
            )
        self.text.draw(canvas, x + 4, top - 0.1 * high, width - 8)


class _Entry(Block):
    """One exercise: its name, what to know, and its pictures under a line."""

    __slots__ = ("height", "pictures", "rule", "texts")

    def __init__(self, texts: list[Text], pictures: list[_Shown], rule: str) -> None:
        super().__init__()
        self.texts = texts
        self.pictures = pictures
        self.rule = rule
        self.height = 0.0
        self.anchor = texts[0].anchor

    def measure(self, width: float) -> float:
        """The height that a page gives to each."""
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Paint line and words, and the pictures as large as they fit under them."""
        with canvas.artifact("Layout"):
            canvas.operators.append(f"{self.rule} {canvas.across(x, width):.2f} {top:.2f} {width:.2f} 0.75 re f")
        y = top - _ROOM
        for text in self.texts:
            text.draw(canvas, x, y, width)
            y -= text.measure(width)
        if self.pictures:
            self._draw_pictures(canvas, x, y - _ROOM, width, self.height - (top - y) - _ROOM)

    def _draw_pictures(self, canvas: TaggedCanvas, x: float, top: float, width: float, room: float) -> None:
        """Paint them side by side or one under another, whichever makes them larger."""
        ratios = [shown.artwork.width / shown.artwork.height for shown in self.pictures]
        between = _BETWEEN * (len(ratios) - 1)
        beside = min(room, (width - between) / sum(ratios))
        under = min((room - between) / len(ratios), width / max(ratios))
        high = max(beside, under)
        for shown, ratio in zip(self.pictures, ratios, strict=True):
            show(canvas, shown.artwork, shown.figure, (x, top - high, high * ratio, high))
            if beside >= under:
                x += high * ratio + _BETWEEN
            else:
                top -= high + _BETWEEN


class _Cell(NamedTuple):
    """What stands in one place of the grid: an exercise, and over it its area if it is the first of that."""

    area: _Area | None
    entry: _Entry


class _IndexSetter(PageSetter):
    """Sets one index."""

    def __init__(
        self, brand: Brand, root: Element, pictures: PictureStore, figures: FigureStore, report: Report
    ) -> None:
        self.layout = _index_layout(brand)
        super().__init__(Context(brand, self.layout, pictures, report, None), brand.place)
        self.report = report
        self.document = root
        self.figures = figures
        context = self.context
        self.width = (context.column - _GUTTER * (ACROSS - 1)) / ACROSS
        title, *rest = [element for element in root.elements if element.role is not Role.SECTION]
        head = context.text(title, Style(self.layout.scale.title, context.heading, bold=True), below=context.gap)
        self.head = Group([head, *[context.text(one, context.body_style, below=context.gap) for one in rest]])
        self.head.anchor = title.anchor
        sections = [element for element in root.elements if element.role is Role.SECTION]
        self.cells = [cell for section in sections for cell in self._area(section)]
        self.footer = RunningLines(context, self.layout.footer, False, {})
        self.foot = self.foot_of(self.footer.height)

    def _area(self, section: Element) -> Iterator[_Cell]:
        """The exercises of an area; its heading stands over the first."""
        context, scale = self.context, self.layout.scale
        heading, *parts = section.elements
        strip = context.text(heading, Style(scale.heading1, context.heading, bold=True))
        strip.anchor = heading.anchor
        area: _Area | None = _Area(strip, f"{context.rule if context.saving else context.tint} rg")
        for name, about, pictures in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            called = context.text(name, Style(scale.heading2, context.ink, bold=True))
            called.anchor = name.anchor
            said = context.text(about, context.body_style)
            yield _Cell(area, _Entry([called, said], list(self._shown(pictures)), f"{context.rule} rg"))
            area = None

    def _shown(self, pictures: Element) -> Iterator[_Shown]:
        for figure in pictures.elements:
            assert isinstance(figure.source, ExercisePicture)
            artwork = self.figures.picture(self.context, figure.source, self.width / len(pictures.elements))
            if artwork is not None:
                yield _Shown(artwork, figure)

    # --- pages -------------------------------------------------------------------------------------------------

    def root(self) -> Element:
        """The document."""
        return self.document

    def lay_out(self) -> list[frame.Page]:
        """Twelve exercises a page, row by row; the first page has the title over them."""
        pages: list[frame.Page] = []
        for start in range(0, len(self.cells), ACROSS * DOWN):
            page: frame.Page = []
            top = self.context.height - self.context.top
            if not pages:
                page.append(Placed(self.head, self.context.left, top, self.context.column))
                top -= self.head.measure(self.context.column) + self.context.gap
            page += self._grid(self.cells[start : start + ACROSS * DOWN], top)
            pages.append(page)
        return pages

    def _grid(self, cells: Sequence[_Cell], top: float) -> Iterator[Placed]:
        """The places of one page, from its top down to its foot; every place leaves room for the name of an area."""
        high = (top - self.foot) / DOWN
        strip = max(cell.area.measure(self.width) for cell in self.cells if cell.area is not None)
        for number, (area, entry) in enumerate(cells):
            x = self.context.left + number % ACROSS * (self.width + _GUTTER)
            y = top - number // ACROSS * high
            if area is not None:
                yield Placed(area, x, y, self.width)
            entry.height = high - strip - _UNDER
            yield Placed(entry, x, y - strip, self.width)

    def metadata(self, producer: str) -> Metadata:
        """Its title; nothing of a day, so that the same exercises give the same bytes."""
        return Metadata(
            title=TITLE,
            language=LANGUAGE,
            author=self.context.brand.name,
            creator="leafletgen",
            producer=producer,
            created=issued(None),
        )

    def furnish(self, canvas: TaggedCanvas, page: frame.Page, number: int, pages: int) -> None:
        """Paint the footer."""
        self.footer.draw(canvas, self.foot - self.over_footer, number, pages)

    def tell_too_tall(self, error: TooTallError) -> None:
        """Nothing is too tall: pictures take what room the words leave."""
        raise error
