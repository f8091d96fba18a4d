"""What every part of a document being set needs: sizes, colours, faces, pictures, and where problems go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from leafletgen.content.colour import Colour
from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import LARGE_PRINT, Layout
from leafletgen.document import looks
from leafletgen.document.element import INLINE, Element, PageNumber, Rise, Role, Words
from leafletgen.errors import Place, Report
from leafletgen.fonts.faces import FaceFamily, Faces, UncoveredError, described
from leafletgen.fonts.raised import stand_ins
from leafletgen.fonts.typeface import GLUE, Typeface
from leafletgen.images import PictureError, PictureStore
from leafletgen.images.artwork import Artwork
from leafletgen.languages.direction import is_right_to_left
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import Group
from leafletgen.pages.flow.panels import PanelStyle
from leafletgen.pages.flow.text import Blank, Link, Run, Text
from leafletgen.scripts.errors import MissingExtraError

#: What to do about a picture of dots that was an SVG.
_OF_DOTS = "nothing needs to be done; plain shapes are printed as lines, and build --strict refuses dots"
#: Items of a list, and the share of a page's height, up to which a list is short.
_FEW_ITEMS = 6
_LITTLE = 0.28
#: What a cell says that is there to write in.
_BLANK = [Words(" ")]
#: Points in a millimetre.
MM = 72 / 25.4
#: Raised words: their size, if a layout lets them be so small, and their rise, by the size of the words around them.
_RAISED = 0.65
_RISE = 0.33


class Style(NamedTuple):
    """How a stretch of text is set; size and leading in points, the fill is a PDF colour operator."""

    size: float
    fill: str
    bold: bool = False
    leading: float = 0.0


class _Voice(NamedTuple):
    """How words are set where they stand: their style, that of labels, and the link they are in."""

    style: Style
    label: Style
    link: Link | None = None
    underline: bool = False
    #: Their language where it is not that of their block, and whether it is that of a part of it.
    language: str | None = None
    apart: bool = False


def numbers(colour: Colour) -> str:
    """A colour as three numbers for ``rg`` or ``RG``."""
    return " ".join(f"{value:.4g}" for value in colour.rgb)


def _black_or_light(brand: Brand) -> str:
    """The colour of text in print: pure black, unless a brand writes light on dark.

    Any other colour, however dark, is a pattern of dots on a black-and-white printer, with holes in the letters.
    """
    ink, paper = brand.colours.ink, brand.colours.paper
    return "0 0 0" if ink.luminance < paper.luminance else numbers(ink)


class Context:
    """One document of one brand in one layout.

    Attributes:
        language: of what is said, a BCP 47 tag; empty for English and whatever is set as English is.
        rtl: whether that is read from right to left, and pages are mirrored for it.
        page_runs: runs whose text is the page number of an anchor.
        dynamic: blocks to measure anew when a page number changes.
    """

    def __init__(
        self,
        brand: Brand,
        layout: Layout,
        pictures: PictureStore,
        report: Report,
        place: Place | None,
        language: str = "",
    ) -> None:
        """Take what was loaded; place is where a problem is shown that has no place of its own."""
        self.brand = brand
        self.place = place
        self.layout = layout
        self.faces = faces_of(brand)
        self._missing: set[str] = set()
        self.pictures = pictures
        self.report = report
        self.saving = layout.ink == "saving"
        body, scale = layout.body, layout.scale
        self.language = _set_apart(language)
        self.rtl = bool(self.language) and is_right_to_left(self.language)
        #: The least leading that the script asks for, as a multiple of the size, and where baselines are in it.
        self.least_leading, self.strut = self._room_of(self.language)
        self.size = body.size
        #: The body's ratio of leading to size, and that of large headings.
        self._ratio, self._tight = max(body.leading, self.least_leading), max(1.22, self.least_leading)
        self.leading = body.size * self._ratio
        self.small = max(scale.small, layout.smallest)
        self.gap = 0.46 * self.leading
        colours = brand.colours
        self.primary, self.on_primary = numbers(colours.primary), f"{numbers(colours.on_primary)} rg"
        self.tint, self.rule = numbers(colours.tint), numbers(colours.rule)
        self.ink, self.link = f"{_black_or_light(brand)} rg", f"{numbers(colours.link)} rg"
        self.paper = numbers(colours.paper)
        self.heading = f"{numbers(colours.heading)} rg"
        self.body_style = Style(self.size, self.ink)
        self.bold_style = Style(self.size, self.ink, bold=True)
        self.small_style = Style(self.small, self.ink)
        self.width = layout.page.width_mm * MM
        self.height = layout.page.height_mm * MM
        margins = layout.page.margins_mm
        self.left, self.right = margins.left * MM, margins.right * MM
        self.top, self.bottom = margins.top * MM, margins.bottom * MM
        gaps = layout.column_gap_mm * MM * (layout.columns - 1)
        self.column = (self.width - self.left - self.right - gaps) / layout.columns
        self._narrowed = 0.0
        self.page_runs: list[Run] = []
        self.dynamic: list[Block] = []

    # --- pictures ----------------------------------------------------------------------------------------------

    def artwork(
        self, path: Path, width: float, called: str, place: Place | None, printed: bool = True
    ) -> Artwork | None:
        """A picture to be printed ``width`` points wide, or None when it cannot be used, which is then reported.

        Called is how a message names it, such as ``image "knee.svg"``. One that is not printed is checked alone.
        """
        try:
            found = self.pictures.load(path, width, self.face(), self.face(True))
        except PictureError as fault:
            self.report.error(fault.code, f"{called} cannot be used: {fault}", fault.hint, place)
            return None
        if found.note and printed:
            self.report.note("picture-printed-as-dots", f"{called}: {found.note}", _OF_DOTS, place, forbidden=True)
        return found

    def logo(self, dark: bool) -> Artwork | None:
        """The brand's logo for a dark or a light ground."""
        logo = self.brand.logo
        return self._logo(logo.reversed if dark and logo.reversed else logo.file)

    def check_logos(self) -> None:
        """Report what is wrong with either of the brand's logos, whether this layout prints it or not."""
        logo = self.brand.logo
        for name in (logo.file, logo.reversed):
            if name:
                self._logo(name, printed=False)

    def _logo(self, name: str, printed: bool = True) -> Artwork | None:
        brand = self.brand
        return self.artwork(brand.files[name], 80 * MM, f'the logo "{name}"', brand.logo.place, printed)

    # --- words -------------------------------------------------------------------------------------------------

    def line_height(self, size: float) -> float:
        """The leading of a size in points: the body's ratio, tighter for large headings, or the script's."""
        return size * (self._ratio if size <= self.size * 1.1 else self._tight)

    def _room_of(self, language: str) -> tuple[float, float | None]:
        """How a language's script stands in its lines: their least leading as a multiple of the size, and the strut.

        The leading is the layout's for the script, or else what its face is made for. The strut is that
        face's ascent and descent, so that numbers, labels and cells of other faces stand on the same baseline.
        """
        if not language:
            return 0.0, None
        from leafletgen.fonts.loading import load_face, load_shaped
        from leafletgen.fonts.noto import NASTALIQ, face_of

        own = face_of(language)
        if own is None:
            return 0.0, None
        letters = "Arab" if own is NASTALIQ else own.script
        path = own.path(False)
        face = load_shaped(path, language, letters) if own.shaped else load_face(path)
        said: float | None = getattr(self.layout.body.leading_by_script, own.script.lower(), None)
        reach = face.ascent + face.descent if own.reach is None else own.reach
        return own.leading if said is None else said, float(reach)

    def runs(
        self,
        element: Element,
        style: Style,
        label: Style | None = None,
        kids: Sequence[Element | Words | PageNumber] | None = None,
    ) -> list[Run]:
        """The words of an element, or of some of its kids, as runs; blocks under them are left out.

        Labels are in their own style, which is the same in bold unless another is given.
        """
        kids = element.kids if kids is None else kids
        if len(kids) == 1:
            words = kids[0]
            # Most of what is said is words in one style.
            if isinstance(words, Words) and not words.raised and not words.label:
                bold = style._replace(bold=True) if words.bold and not style.bold else style
                place = words.place or element.place
                return self._set_words(words.text, element, bold, words.italic, place, element.language)
        runs: list[Run] = []
        voice = _Voice(style, label or style._replace(bold=True), language=element.language)
        self._say(element, kids, voice, runs)
        return runs

    def _say(
        self,
        element: Element,
        kids: Sequence[Element | Words | PageNumber],
        voice: _Voice,
        runs: list[Run],
    ) -> None:
        for kid in kids:
            if isinstance(kid, Words):
                self._say_words(element, kid, voice, runs)
            elif isinstance(kid, PageNumber):
                style = voice.style
                if runs and runs[-1].text[-1:] == " ":
                    runs[-1].text = runs[-1].text[:-1] + GLUE  # no line begins with the number of a page
                face = self.faces.face(style.bold or kid.bold)
                run = Run("8", face, style.size, style.fill, element, link=voice.link, underline=voice.underline)
                run.page_of = kid.anchor
                self.page_runs.append(run)
                runs.append(run)
            elif kid.role in INLINE:
                self._say_inline(kid, element, voice, runs)

    def _say_words(self, element: Element, words: Words, voice: _Voice, runs: list[Run]) -> None:
        style = voice.label if words.label else voice.style
        if words.bold and not style.bold:
            style = style._replace(bold=True)
        place = words.place or element.place
        if not words.raised:
            made = self._set_words(words.text, element, style, words.italic, place, voice.language)
        else:
            rise = _RISE * style.size
            if element.look == looks.RAISED:
                element.measured = Rise(rise)
            size = max(_RAISED * style.size, min(self.layout.smallest, style.size))
            made = self._set_words(words.text, element, style._replace(size=size), False, place, voice.language)
            for run in made:
                run.text, run.rise = stand_ins(run.text, words.text), rise
        if voice.link is not None:
            for run in made:
                run.link, run.underline = voice.link, voice.underline
        if voice.apart:
            for run in made:
                run.language = voice.language or ""
        runs += made

    def _say_inline(self, element: Element, parent: Element, voice: _Voice, runs: list[Run]) -> None:
        if element.language is not None:
            voice = voice._replace(language=element.language, apart=True)
        if element.role is Role.LINK:
            link = Link(element.target, element, element.description)
            if element.look == looks.CITATION or element.look == looks.PAGE:
                voice = voice._replace(link=link)
            else:
                style = voice.style
                if style.fill == self.ink:
                    style = style._replace(fill=self.link)
                voice = voice._replace(style=style, link=link, underline=True)
        elif element.look == looks.HELD and runs:
            runs[-1].text = runs[-1].text[:-1] + GLUE  # no line begins with a citation
        elif element.look == looks.CLOSE:
            style = voice.style  # a narrow space, yet one to every reader
            size, rise = _RAISED * style.size, _RISE * style.size
            runs.append(Run(GLUE, self.faces.face(style.bold), size, style.fill, parent, rise))
        self._say(element, element.kids, voice, runs)

    def _set_words(
        self, text: str, element: Element, style: Style, italic: bool, place: Place | None, language: str | None = None
    ) -> list[Run]:
        try:
            language = self.language if language is None else language
            stretches = self.faces.divide(text, style.bold, italic, language, not element.personal)
        except UncoveredError as fault:
            self.report.error(
                "character-in-no-font",
                f"no font of the brand has the character {self._told(fault.character, place)}",
                "use another character, or add a font that has it to the brand's fallback fonts",
                place or self.place,
            )
            return [Run("?", self.faces.face(), style.size, style.fill, element)]
        except MissingExtraError as fault:
            if fault.package not in self._missing:  # once a document, wherever else it would be needed
                self._missing.add(fault.package)
                self.report.error(
                    "package-missing",
                    f"{fault.what} cannot be set here: {fault.package} is not installed",
                    f'pip install "leafletgen[{fault.extra}]"',
                    place or self.place,
                )
            return [Run("?", self.faces.face(), style.size, style.fill, element)]
        return [Run(words, face, style.size, style.fill, element) for words, face in stretches]

    def _told(self, character: str, place: Place | None) -> str:
        """A character for a message; words of a sheet that stand in no file are a patient's, and are not repeated."""
        return described(character) if place or self.place else "that stands in a name, the goal or a note"

    def text(
        self,
        element: Element,
        style: Style,
        above: float = 0.0,
        below: float = 0.0,
        keep_next: bool = False,
        align: str = "left",
        label: Style | None = None,
    ) -> Text:
        """The words of an element as a paragraph; above and below in points."""
        runs = self.runs(element, style, label)
        return self.text_of(runs, style, above, below, keep_next, align, element.place, element.language)

    def cell(self, element: Element, style: Style) -> Text:
        """The words of a table's cell."""
        if element.kids == _BLANK:
            run = Run(" ", self.faces.face(style.bold), style.size, style.fill, element)
            return Blank((run,), style.leading or self.line_height(style.size), place=element.place)
        return self.text(element, style)

    def text_of(
        self,
        runs: Sequence[Run],
        style: Style,
        above: float = 0.0,
        below: float = 0.0,
        keep_next: bool = False,
        align: str = "left",
        place: Place | None = None,
        language: str | None = None,
    ) -> Text:
        """Runs as a paragraph, in a language of its own if one is given; above and below in points."""
        leading = style.leading or self.line_height(style.size)
        text = Text(runs, leading, above, below, keep_next, align, place)
        if self.language or language is not None:
            self.speak(text, style, language)
        return self.changing(text)

    def speak(self, text: Text, style: Style, language: str | None) -> None:
        """Let a paragraph be of its language, or else of the document's: line ends, direction, leading."""
        if language is None:
            text.language, text.rtl, least, text.strut = self.language, self.rtl, self.least_leading, self.strut
        else:
            text.language, text.rtl = _set_apart(language), is_right_to_left(language)
            least, text.strut = self._room_of(text.language)
        text.leading, text.least_leading = max(text.leading, least * style.size), least

    def line(self, words: str, style: Style, align: str = "left") -> Text:
        """Words of furniture, which belong to no element of the document."""
        return self.text(Element(Role.PARAGRAPH, self.place).say(words), style, align=align)

    def changing(self, text: Text) -> Text:
        """The text, noted as one to measure anew if page numbers are in it."""
        if any([run.page_of is not None for run in text.runs]):
            self.dynamic.append(text)
        return text

    # --- sizes -------------------------------------------------------------------------------------------------

    def tinted(self, padding: float) -> PanelStyle:
        """The look of a tinted box, or of a bordered one where ink is saved; padding in points."""
        if self.saving:
            return PanelStyle(padding, "", self.rule, 1.0, radius=5)
        return PanelStyle(padding, self.tint, radius=5)

    @contextmanager
    def narrower(self, by: float) -> Iterator[None]:
        """For what is set inside, the room is less by so many points."""
        before, self._narrowed = self._narrowed, self._narrowed + by
        try:
            yield
        finally:
            self._narrowed = before

    @property
    def room(self) -> float:
        """The width in points that the block in hand has: a column, or less inside a box or a list."""
        return self.column - self._narrowed

    @property
    def is_large(self) -> bool:
        """Whether the text counts as large print, which is not set in columns."""
        return self.size >= LARGE_PRINT

    def is_small(self, block: Block, share: float = 0.5) -> bool:
        """Whether a block takes so little of a page that dividing it would save nothing."""
        return block.measure(self.room) < share * (self.height - self.top - self.bottom)

    def whole_if_short(self, items: Sequence[Block]) -> list[Block]:
        """The items of a list, as one block that stays whole where they are few and take little of a page.

        A list that goes on over a page is announced once more there, with all its items as empty ones before. So one
        that is longer goes on as a whole too where it can, and no entry of it stands alone at the foot or the head of a
        page.
        """
        if len(items) > 2:
            items[0].keep_next = items[-2].keep_next = True
        for item in items[:-1]:
            item.near = True
        if not 1 < len(items) <= _FEW_ITEMS:
            return [*items]
        whole = Group([*items])
        return [whole] if whole.measure(self.room) <= _LITTLE * (self.height - self.top - self.bottom) else [*items]

    def face(self, bold: bool = False) -> Typeface:
        """The text face."""
        return self.faces.face(bold)


def _set_apart(language: str) -> str:
    """A language as lines ask for it: nothing for English."""
    return "" if language.partition("-")[0].lower() == "en" else language


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
