"""Pictures that are ready to be painted: vector operators or a compressed image."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from leafletgen.fonts.typeface import Typeface

THINNEST = 0.3
"""Points under which a line may vanish where a printer saves toner."""
#: A line's width in operators (ISO 32000-1, 8.4.4).
_WIDTH = re.compile(r"([\d.]+) w\b")


class UsedFace(Protocol):
    """A face in one file: its name there, and the texts drawn with it."""

    resource: str
    texts: list[str]


class Painter(Protocol):
    """What artwork is painted on: a page that takes PDF operators (ISO 32000-1, 8) and names what they use."""

    operators: list[str]

    def paint_check(self, what: str) -> None:
        """Refuse to paint where nothing says whether it is content."""

    def use_opacity(self, fill: float, stroke: float) -> str:
        """Name a graphics state with these opacities, 0 to 1."""

    def use_picture(self, key: str, entries: str, data: bytes, mask: tuple[str, bytes] | None = None) -> str:
        """Name an image of these bytes."""

    def use_face(self, face: Typeface) -> UsedFace:
        """Name a face."""


class Artwork(Protocol):
    """Anything with a natural size that can be painted into a box."""

    @property
    def width(self) -> float:
        """Natural width; only the ratio to the height counts."""

    @property
    def height(self) -> float:
        """Natural height."""

    @property
    def note(self) -> str:
        """What a user is to know of it, if anything."""

    @property
    def scaled(self) -> bool:
        """Whether its size is in the units of poses, in which a standing person is about 350 high.

        Scaled pictures show people of one size when they are painted at one scale. Close-ups and files are not scaled.
        """

    @property
    def worded(self) -> bool:
        """Whether it has words of its own, which whoever hears its text instead is not to hear as well."""

    def paint(self, canvas: Painter, x: float, y: float, width: float, height: float) -> None:
        """Paint all but its words into a box in points, inside a mark or artifact that is open."""

    def paint_words(self, canvas: Painter, x: float, y: float, width: float, height: float) -> None:
        """Paint its words into the same box, inside an artifact that is open."""


class Lettering(NamedTuple):
    """Words inside a drawing: a matrix from text space to the drawing, size, weight, colour operator, anchor, words."""

    matrix: tuple[float, float, float, float, float, float]
    size: float
    bold: bool
    fill: str
    anchor: str
    text: str


class Lines(NamedTuple):
    """How thin the lines of a drawing are, in its own units, and which of its operators say so.

    Said is the number of each line of text among the operators that sets a width, which it does once, and how many of
    its units make one of the drawing's.
    """

    thinnest: float
    said: Sequence[tuple[int, float]]

    def thickened(self, operators: str, least: float) -> str:
        """The operators with no line thinner than ``least`` of the drawing's units."""
        if self.thinnest >= least:
            return operators
        texts = operators.split("\n")
        for at, grain in self.said:
            said = _WIDTH.search(texts[at])
            if said is not None and float(said[1]) < least * grain:
                texts[at] = f"{texts[at][: said.start()]}{least * grain:.4g} w{texts[at][said.end() :]}"
        return "\n".join(texts)


class Drawing:
    """Vector artwork as operators in its own coordinates, the origin at the bottom left.

    Opacities maps the names that the operators use for graphics states to (fill, stroke) opacity. Clipped says that
    some of it lies outside of its frame, where nothing of it may be seen. Covers are the boxes (left, bottom, right,
    top) of what comes after so many of its words, which are painted last. Note says what a user is to know of it.
    Lines says how thin its lines are, where they may be made thicker.
    Scaled says that width and height are in the units of poses.
    """

    __slots__ = (
        "bold",
        "clipped",
        "covers",
        "free",
        "height",
        "letterings",
        "lines",
        "note",
        "opacities",
        "operators",
        "regular",
        "scaled",
        "width",
    )

    def __init__(
        self,
        width: float,
        height: float,
        operators: str,
        letterings: Sequence[Lettering] = (),
        opacities: dict[str, tuple[float, float]] | None = None,
        regular: Typeface | None = None,
        bold: Typeface | None = None,
        clipped: bool = False,
        note: str = "",
        covers: Sequence[tuple[int, float, float, float, float]] = (),
        lines: Lines | None = None,
        scaled: bool = False,
        free: Sequence[float] = (),
    ) -> None:
        """Letterings need the two faces; free is how much is empty under the top edge, in strips from left to right."""
        self.width = width
        self.height = height
        self.operators = operators
        self.letterings = letterings
        self.opacities = opacities or {}
        self.regular = regular
        self.bold = bold
        self.clipped = clipped
        self.note = note
        self.covers = covers
        self.lines = lines
        self.scaled = scaled
        self.free = free

    def corner(self, width: float, height: float) -> str:
        """Which top corner is empty for a box in its own units: "left", "right", or "" where neither is known to be."""
        strips = len(self.free)
        count = int(width * strips / self.width) + 1
        if not strips or count > strips:
            return ""
        if min(self.free[:count]) >= height:
            return "left"
        return "right" if min(self.free[strips - count :]) >= height else ""

    def words_outside(self) -> bool:
        """Whether any of its words may lie outside of its frame; its faces are known by now."""
        boxes = self._word_boxes()
        return any(min(box[:2]) < 0 or box[2] > self.width or box[3] > self.height for box in boxes)

    def words_covered(self) -> bool:
        """Whether any of its words may lie under something, though they are painted last; its faces are known."""
        if not self.covers:
            return False
        boxes = self._word_boxes()
        return any(
            left < box[2] and right > box[0] and bottom < box[3] and top > box[1]
            for count, left, bottom, right, top in self.covers
            for box in boxes[:count]
        )

    def _word_boxes(self) -> list[tuple[float, float, float, float]]:
        """The boxes of its words (left, bottom, right, top), in its own units."""
        boxes = []
        for lettering, face, start, advance in self.placed_words():
            a, b, c, d, e, f = lettering.matrix
            size = lettering.size / 1000
            low, high = face.reach(lettering.text)
            corners = [(x, y * size) for x in (start, start + advance) for y in (low, high)]
            across = [a * x + c * y + e for x, y in corners]
            down = [b * x + d * y + f for x, y in corners]
            boxes.append((min(across), min(down), max(across), max(down)))
        return boxes

    def placed_words(self) -> Iterator[tuple[Lettering, Typeface, float, float]]:
        """Yield the words with their faces, where they start, and how far they go, in the drawing's units."""
        for lettering in self.letterings:
            face = self.bold if lettering.bold else self.regular
            if face is None:
                raise ValueError("a drawing with words needs its faces")
            advance = face.word(lettering.text)[1] * lettering.size / 1000
            yield lettering, face, -{"start": 0.0, "middle": 0.5, "end": 1.0}[lettering.anchor] * advance, advance

    def paint(self, canvas: Painter, x: float, y: float, width: float, height: float) -> None:
        """Paint all but its words into a box in points."""
        canvas.paint_check("drawing")
        out = canvas.operators
        operators = self.operators
        for name, (fill, stroke) in self.opacities.items():
            operators = operators.replace(name, canvas.use_opacity(fill, stroke))
        if self.lines is not None:
            operators = self.lines.thickened(operators, THINNEST * self.width / width)
        self._begin(out, x, y, width, height)
        out.append(operators)
        out.append("Q")

    def _begin(self, out: list[str], x: float, y: float, width: float, height: float) -> None:
        out.append(f"q {width / self.width:.5f} 0 0 {height / self.height:.5f} {x:.2f} {y:.2f} cm")
        if self.clipped:
            out.append(f"0 0 {self.width:.3f} {self.height:.3f} re W n")

    @property
    def worded(self) -> bool:
        """Whether it has words."""
        return bool(self.letterings)

    def paint_words(self, canvas: Painter, x: float, y: float, width: float, height: float) -> None:
        """Paint its words into the same box.

        Raises:
            MissingGlyphError: one has a character that its face lacks.
        """
        out = canvas.operators
        self._begin(out, x, y, width, height)
        for lettering, face, start, _ in self.placed_words():
            used = canvas.use_face(face)
            used.texts.append(lettering.text)
            code = face.word(lettering.text)[0]
            a, b, c, d, e, f = lettering.matrix
            matrix = f"{a:.4f} {b:.4f} {c:.4f} {d:.4f} {e + a * start:.3f} {f + b * start:.3f}"
            out.append(
                f"BT {lettering.fill} /{used.resource} {lettering.size:g} Tf {matrix} Tm ({code}{face.space}) Tj ET"
            )
        out.append("Q")


class Raster:
    """A compressed image, embedded as it is.

    Attributes:
        key: identifies the content, so that one picture is written once a document.
        width, height: in pixels.
        mask: the image dictionary's syntax and the data of its soft mask (ISO 32000-1, 11.6.5.3), or None when the
            picture is opaque.
        note: what a user is to know of it, if anything.
    """

    __slots__ = ("data", "entries", "height", "key", "mask", "note", "width")

    def __init__(
        self,
        key: str,
        width: int,
        height: int,
        entries: str,
        data: bytes,
        mask: tuple[str, bytes] | None = None,
        note: str = "",
    ) -> None:
        """Entries is the image dictionary's syntax: ColorSpace, BitsPerComponent, Filter …, without size and Length.

        The mask's syntax is whole but for Length.
        """
        self.key = key
        self.width = width
        self.height = height
        self.entries = entries
        self.data = data
        self.mask = mask
        self.note = note

    def paint(self, canvas: Painter, x: float, y: float, width: float, height: float) -> None:
        """Paint into a box in points."""
        canvas.paint_check("picture")
        size = f"/Width {self.width}/Height {self.height}"
        name = canvas.use_picture(self.key, size + self.entries, self.data, self.mask)
        canvas.operators.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q")

    scaled = False
    worded = False

    def paint_words(self, canvas: Painter, x: float, y: float, width: float, height: float) -> None:
        """Paint nothing: words in dots are seen alone."""


class Mirrored:
    """Artwork with left and right turned."""

    __slots__ = ("artwork", "height", "note", "width")

    def __init__(self, artwork: Artwork) -> None:
        """Take artwork of any kind."""
        self.artwork = artwork
        self.width = artwork.width
        self.height = artwork.height
        self.note = artwork.note

    @property
    def scaled(self) -> bool:
        """Whether the artwork's size is in the units of poses."""
        return self.artwork.scaled

    @property
    def worded(self) -> bool:
        """Whether the artwork has words."""
        return self.artwork.worded

    def paint(self, canvas: Painter, x: float, y: float, width: float, height: float) -> None:
        """Paint all but its words into a box in points."""
        canvas.operators.append(f"q -1 0 0 1 {2 * x + width:.2f} 0 cm")
        self.artwork.paint(canvas, x, y, width, height)
        canvas.operators.append("Q")

    def paint_words(self, canvas: Painter, x: float, y: float, width: float, height: float) -> None:
        """Paint its words into the same box."""
        canvas.operators.append(f"q -1 0 0 1 {2 * x + width:.2f} 0 cm")
        self.artwork.paint_words(canvas, x, y, width, height)
        canvas.operators.append("Q")
