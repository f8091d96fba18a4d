"""What every part of a document being composed needs: sizes, colours, faces, words, and where faults go."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from leafletgen.boxes.block import Block
from leafletgen.boxes.panels import PanelStyle
from leafletgen.boxes.text import Link, Run, Text
from leafletgen.content.colour import Colour
from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import Layout
from leafletgen.content.model.leaflet import Reference
from leafletgen.document.element import Element, Rise, Role
from leafletgen.errors import Place, Report
from leafletgen.fonts.faces import FaceFamily, Faces, UncoveredError, UnshapedError, described
from leafletgen.fonts.typeface import GLUE, Typeface
from leafletgen.images import PictureError, PictureStore
from leafletgen.images.artwork import Artwork
from leafletgen.source.inline import Prose, Span, with_citations
from leafletgen.words.phrases import stand_in_language, words_for

#: What to do about a picture of dots that was an SVG.
_OF_DOTS = "nothing needs to be done; plain shapes are printed as lines, and build --strict refuses dots"
#: Points in a millimetre.
MM = 72 / 25.4


class Style(NamedTuple):
    """How a stretch of text is set; the fill is a PDF colour operator."""

    size: float
    fill: str
    bold: bool = False
    leading: float = 0.0


def numbers(colour: Colour) -> str:
    """A colour as three numbers for ``rg`` or ``RG``."""
    return " ".join(f"{value:.4g}" for value in colour.rgb)


class Context:
    """One document of one brand in one layout.

    Attributes:
        references: the sources by the name they are cited with.
        citations: reference name to its printed number; empty when no list is printed.
        heading_words: heading id to its words, for links to it.
        linked: ids of headings that a link or a page number leads to.
        page_runs: runs whose text is the page number of an anchor.
        dynamic: blocks to measure anew when a page number changes.
        headings: level, words and anchor of every heading, in order.
    """

    def __init__(
        self,
        brand: Brand,
        language: str,
        fields: Mapping[str, str],
        layout: Layout,
        pictures: PictureStore,
        report: Report,
        place: Place | None,
    ) -> None:
        """Take what was loaded; place is where a fault is shown that has no place of its own."""
        self.brand = brand
        self.fields = fields
        self.place = place
        self.references: Mapping[str, Reference] = {}
        self.layout = layout
        self.faces = faces_of(brand)
        self.pictures = pictures
        self.report = report
        self.words: Mapping[str, str] = words_for(language)
        self.stand_in = stand_in_language(language)
        self.saving = layout.ink == "saving"
        body, scale = layout.body, layout.scale
        self.size = body.size
        self.leading = body.size * body.leading
        self.small = max(scale.small, layout.smallest)
        self.gap = 0.46 * self.leading
        colours = brand.colours
        self.primary, self.on_primary = numbers(colours.primary), f"{numbers(colours.on_primary)} rg"
        self.tint, self.rule = numbers(colours.tint), numbers(colours.rule)
        self.ink, self.link = f"{numbers(colours.ink)} rg", f"{numbers(colours.link)} rg"
        self.paper = numbers(colours.paper)
        self.heading = f"{numbers(colours.heading)} rg"
        self.body_style = Style(self.size, self.ink)
        self.small_style = Style(self.small, self.ink)
        self.width = layout.page.width_mm * MM
        self.height = layout.page.height_mm * MM
        margins = layout.page.margins_mm
        self.left, self.right = margins.left * MM, margins.right * MM
        self.top, self.bottom = margins.top * MM, margins.bottom * MM
        gaps = layout.column_gap_mm * MM * (layout.columns - 1)
        self.column = (self.width - self.left - self.right - gaps) / layout.columns
        self._narrowed = 0.0
        self.citations: dict[str, int] = {}
        self.heading_words: dict[str, str] = {}
        self.linked: frozenset[str | None] = frozenset()
        self.page_runs: list[Run] = []
        self.dynamic: list[Block] = []
        self.headings: list[tuple[int, str, str]] = []
        self.level = 1

    def artwork(
        self, path: Path, width: float, called: str, place: Place | None, printed: bool = True
    ) -> Artwork | None:
        """A picture to be printed ``width`` points wide, or None when it cannot be used, which is then reported.

        Called is how a message names it, such as ``image "knee.svg"``. One that is not printed is checked alone.
        """
        try:
            found = self.pictures.load(path, width, self.face(), self.face(True))
        except PictureError as fault:
            self.report.error(f"{called} cannot be used: {fault}", fault.hint, place)
            return None
        if found.note and printed:
            self.report.note(f"{called}: {found.note}", _OF_DOTS, place, forbidden=True)
        return found

    def line_height(self, size: float) -> float:
        """The leading of a size in points: the body's ratio, tighter for large headings."""
        return size * (self.layout.body.leading if size <= self.size * 1.1 else 1.22)

    def fixed(self, *words: str, last: str = "") -> Prose | str:
        """Fixed words, in the language that stands in where they are not translated, then words of the leaflet."""
        if self.stand_in is None or self.place is None:
            return "".join((*words, last))
        spans = [Span("".join(words), language=self.stand_in)]
        return Prose((*spans, Span(last)) if last else tuple(spans), self.place)

    def runs(self, prose: Prose | str, node: Element, style: Style, place: Place | None = None) -> list[Run]:
        """Text as runs; links, citations, foreign words and raised letters get elements of their own."""
        if isinstance(prose, str):
            return self._words(prose, node, style, False, place)
        spans: Sequence[Span] = prose.spans
        if len(spans) == 1 and _is_plain(spans[0]):
            return self._words(spans[0].text, node, style, False, prose.place)
        if any([span.citation is not None for span in spans]):
            spans = with_citations(spans, self.citations)
        return self._inline(spans, node, style, prose.place)

    def _words(self, text: str, node: Element, style: Style, italic: bool, place: Place | None) -> list[Run]:
        try:
            stretches = self.faces.divide(text, style.bold, italic)
        except UncoveredError as fault:
            self.report.error(
                f"no font of the brand has the character {self._told(fault.character, place)}",
                "use another character, or add a font that has it to the brand's fallback fonts",
                place or self.place,
            )
            return [Run("?", self.faces.face(), style.size, style.fill, node)]
        except UnshapedError as fault:
            told = self._told(fault.character, place)
            self.report.error(
                f"the script of the character {told} joins or reorders its letters, which is not supported yet",
                "leave these words out; scripts such as Arabic, Hindi or Thai would be printed wrong",
                place or self.place,
            )
            return [Run("?", self.faces.face(), style.size, style.fill, node)]
        return [Run(words, face, style.size, style.fill, node) for words, face in stretches]

    def _told(self, character: str, place: Place | None) -> str:
        """A character for a message; words of a sheet that stand in no file are a patient's, and are not repeated."""
        return described(character) if place or self.place else "that stands in a name, the goal or a note"

    def _inline(self, spans: Sequence[Span], parent: Element, style: Style, place: Place | None) -> list[Run]:
        runs: list[Run] = []
        link: Link | None = None
        link_of: object = None
        foreign: Element | None = None
        language: str | None = None
        cited = False
        for span in spans:
            if span.citation is not None:
                if cited:
                    runs += self._raised(",", parent, style, parent, place)
                elif runs and runs[-1].text.endswith(" "):
                    runs[-1].text = runs[-1].text[:-1] + GLUE  # no line begins with a citation
                runs += self._citation(self.citations[span.citation], parent, style, place)
                cited = True
                continue
            cited = False
            if span.link is not link_of:
                link_of, link = span.link, None
                language, foreign = None, None
                if span.link is not None:
                    link = self.make_link(parent, span.link.target, _words_of(spans, span.link), place)
            node = link.node if link is not None else parent
            if span.language != language:
                language = span.language
                foreign = node.add(Role.SPAN, place) if language else None
                if foreign is not None:
                    foreign.language = language
            if foreign is not None:
                node = foreign
            here = style._replace(bold=style.bold or span.bold)
            if link is not None and style.fill == self.ink:
                here = here._replace(fill=self.link)
            if span.page_of is not None:
                made = self._page_number(span.page_of, node, here, link, place)
            elif span.superscript:
                made = self._raised(span.text, node, here, node, place, element=True)
            else:
                made = self._words(span.text, node, here, span.italic, span.place or place)
            for run in made:
                if link is not None:
                    run.link = link
                    run.underline = True
            runs += made
        if not any(run.text for run in runs):
            runs += self._words(" ", parent, style, False, place)
        return runs

    def make_link(self, parent: Element, target: str, words: str, place: Place | None) -> Link:
        """A Link element (inside a Reference when it stays in the document) and what the annotation says."""
        words = shortened(words)
        if self.stand_in is not None:
            return self._plain_link(parent, target, words, place)
        if target.startswith("#"):
            node = parent.add(Role.REFERENCE, place).add(Role.LINK, place)
            return Link(target, node, self.words["link_to_page"].format(target=words))
        return Link(target, parent.add(Role.LINK, place), self.words["link_to"].format(target=words))

    @staticmethod
    def _plain_link(parent: Element, target: str, words: str, place: Place | None) -> Link:
        """A link whose annotation repeats its words alone: what is said around them is in another language."""
        inside = parent.add(Role.REFERENCE, place) if target.startswith("#") else parent
        return Link(target, inside.add(Role.LINK, place), words)

    def _citation(self, number: int, parent: Element, style: Style, place: Place | None) -> list[Run]:
        words = self.words["reference"].format(number=number) if self.stand_in is None else str(number)
        link = self.make_link(parent, f"#reference-{number}", words, place)
        runs = self._raised(str(number), link.node, style, link.node, place)
        for run in runs:
            run.link = link
        return runs

    def _raised(
        self, text: str, node: Element, style: Style, parent: Element, place: Place | None, element: bool = False
    ) -> list[Run]:
        rise = 0.33 * style.size
        if element:
            node = parent.add(Role.SPAN, place)
            node.measured = Rise(rise)
        size = max(0.65 * style.size, min(self.layout.smallest, style.size))
        runs = self._words(text, node, style._replace(size=size), False, place)
        for run in runs:
            run.rise = rise
        return runs

    def _page_number(
        self, anchor: str, node: Element, style: Style, link: Link | None, place: Place | None
    ) -> list[Run]:
        if link is None:
            link = self.make_link(node, f"#{anchor}", self.heading_words.get(anchor, anchor), place)
            node = link.node
        run = Run("8", self.faces.face(style.bold), style.size, style.fill, node, link=link)
        run.page_of = anchor
        self.page_runs.append(run)
        return [run]

    def text(
        self,
        prose: Prose | str,
        node: Element,
        style: Style,
        above: float = 0.0,
        below: float = 0.0,
        keep_next: bool = False,
        align: str = "left",
        place: Place | None = None,
    ) -> Text:
        """A paragraph of the prose as content of a node."""
        if place is None and isinstance(prose, Prose):
            place = prose.place
        runs = self.runs(prose, node, style, place)
        leading = style.leading or self.line_height(style.size)
        return self.changing(Text(runs, leading, above, below, keep_next, align, place))

    def changing(self, text: Text) -> Text:
        """The text, noted as one to measure anew if page numbers are in it."""
        if any(run.page_of is not None for run in text.runs):
            self.dynamic.append(text)
        return text

    def tinted(self, padding: float) -> PanelStyle:
        """The look of a tinted box, or of a bordered one where ink is saved; padding in points."""
        if self.saving:
            return PanelStyle(padding, "", self.rule, 1.0, radius=5)
        return PanelStyle(padding, self.tint, radius=5)

    @contextmanager
    def narrower(self, by: float) -> Iterator[None]:
        """For what is composed inside, the room is less by so many points."""
        before, self._narrowed = self._narrowed, self._narrowed + by
        try:
            yield
        finally:
            self._narrowed = before

    @property
    def room(self) -> float:
        """The width in points that the block in hand has: a column, or less inside a box or a list."""
        return self.column - self._narrowed

    def is_small(self, block: Block) -> bool:
        """Whether a block takes so little of a page that dividing it would save nothing."""
        return block.measure(self.room) < 0.4 * (self.height - self.top - self.bottom)

    def face(self, bold: bool = False) -> Typeface:
        """The text face."""
        return self.faces.face(bold)


def faces_of(brand: Brand) -> Faces:
    """The faces of a brand."""
    families = [brand.fonts.text, *brand.fonts.fallback]
    files = brand.files
    return Faces(
        [
            FaceFamily(files[family.regular], files[family.bold], files[family.italic], files[family.bold_italic])
            for family in families
        ]
    )


def _is_plain(span: Span) -> bool:
    return not (
        span.bold
        or span.italic
        or span.superscript
        or span.language
        or span.link
        or span.citation is not None
        or span.page_of is not None
    )


def _words_of(spans: Sequence[Span], link: object) -> str:
    return " ".join("".join(span.text for span in spans if span.link is link).split())


def shortened(words: str, most: int = 300) -> str:
    """Words for a bookmark or an annotation, which a reader hears in one go."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def shown_address(url: str) -> str:
    """A web address as people type it: without the scheme and a slash at the end."""
    for scheme in ("https://", "http://", "mailto:", "tel:"):
        if url.startswith(scheme):
            url = url[len(scheme) :]
            break
    return url.removesuffix("/")
