"""Read page content: what is painted inside which mark, as text where it is text."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

from tests.checker.fonts import Font

# Path construction, colours and line styles say nothing about marks; left out, they cost nothing to read.
_OPERATORS = "BDC BMC EMC BT ET Tf Tj TJ ' \" Do sh f F f* B B* b b* S s q Q cm Td TD Tm T* TL BI ID EI"
_PAINTING = frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "INLINE IMAGE"))
_ARTIFACT_TYPES = frozenset(("/Pagination", "/Layout", "/Page", "/Background"))
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


class Run(NamedTuple):
    """A shown string and where it starts, in page coordinates (points)."""

    text: str
    page: int
    x: float
    y: float
    size: float
    reverses: bool = False
    """Whether it is read from its end, and the line goes on at its left."""


@dataclass(slots=True, eq=False)
class Mark:
    """A stretch of marked content with an MCID."""

    page: int
    number: int
    tag: str
    actual_text: str | None = None
    runs: list[Run] = field(default_factory=list)
    painted: bool = False

    @property
    def text(self) -> str:
        """What the mark says: its ActualText, or else the strings shown in it."""
        if self.actual_text is not None:
            return self.actual_text
        return "".join([run.text for run in self.runs])


@dataclass(slots=True, eq=False)
class PageContent:
    """All that a page's content stream paints."""

    marks: dict[int, Mark] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Resources:
    """What content streams of one file share: fonts and form XObjects, each read once."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self.fonts: dict[tuple[int, int], Font] = {}
        self.forms: dict[tuple[int, int], tuple[str, bool, list[str]]] = {}
        self.unshared: list[Font] = []

    def font(self, resource: Any) -> Font:
        """Return the font for a font dictionary."""
        key = resource.objgen
        if key == (0, 0):
            font = Font(resource)
            self.unshared.append(font)
            return font
        if key not in self.fonts:
            self.fonts[key] = Font(resource)
        return self.fonts[key]

    def all_fonts(self) -> list[Font]:
        """Return every font that was met."""
        return [*self.fonts.values(), *self.unshared]


class _Open:
    """Marked content that is open: a mark with MCID, an artifact, or other content without a meaning here.

    Strings in a ReversedChars are shown from their end (ISO 32000-1, 14.8.2.3.3); it belongs to what it stands in.
    """

    __slots__ = ("artifact", "in_text", "mark", "reverses", "texts")

    def __init__(self, mark: Mark | None, artifact: bool, in_text: bool, reverses: bool = False) -> None:
        self.mark = mark
        self.artifact = artifact
        self.in_text = in_text
        self.reverses = reverses
        self.texts: list[str] = []


def _times(left: Matrix, right: Matrix) -> Matrix:
    a, b, c, d, e, f = left
    g, h, i, j, k, m = right
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(operand) for operand in operands)
    return (a, b, c, d, e, f)


class _Reader:
    """One pass over one content stream."""

    def __init__(self, page: int, resources: Any, shared: Resources, *, form: bool = False) -> None:
        self.page = page
        self.shared = shared
        self.form = form
        self.content = PageContent()
        self.open: list[_Open] = []
        self.transform = _IDENTITY
        self.saved: list[Matrix] = []
        self.line = self.position = _IDENTITY
        self.leading = 0.0
        self.in_text = False
        self.font: Font | None = None
        self.size = 0.0
        self.fonts: dict[str, Font] = {}
        self.resources = resources if resources is not None else pikepdf.Dictionary()
        # Fonts that a stream could use count as used: Helvetica in the resources is Helvetica in the file.
        for name, resource in self._category("/Font").items():
            self.fonts[name] = shared.font(resource)
        # A form stands for all that it paints, so its text is gathered as if inside one mark.
        self.whole = Mark(page, -1, "form")
        if form:
            self.open.append(_Open(self.whole, False, False))

    def _category(self, name: str) -> Any:
        return self.resources.get(name, pikepdf.Dictionary())

    def fault(self, text: str) -> None:
        self.content.faults.append(f"page {self.page + 1}: {text}")

    def read(self, stream: Any) -> None:
        depth = len(self.open)
        for instruction in pikepdf.parse_content_stream(stream, _OPERATORS):
            operator = str(instruction.operator)
            if operator in _PAINTING:
                self.paint(f"operator {operator}")
                continue
            handler = _HANDLERS.get(operator)
            if handler is not None:
                handler(self, instruction.operands)
        if len(self.open) > depth:
            self.fault(f"{len(self.open) - depth} marked contents are never closed")
        if self.in_text:
            self.fault("BT without ET")
        if self.saved:
            self.fault("q without Q")

    def paint(self, what: str) -> None:
        top = self.open[-1] if self.open else None
        if top is None:
            self.fault(f"{what} paints outside any mark or artifact")
        elif top.mark is not None:
            top.mark.painted = True
        elif not top.artifact:
            self.fault(f"{what} paints in marked content that is neither tagged nor artifact")

    def show(self, text: str) -> None:
        self.paint(f"text {text!r}")
        if not text or not self.open:
            return
        top = self.open[-1]
        if top.mark is None:
            top.texts.append(text)
            return
        place = self.position
        if self.transform is not _IDENTITY:
            place = _times(self.position, self.transform)
        # One unit of the text's own vertical axis has this height on the page.
        height = abs(place[2]) + abs(place[3])
        top.mark.runs.append(Run(text, self.page, place[4], place[5], self.size * height, top.reverses))

    # -- marked content

    def begin_plain(self, operands: Any) -> None:
        self.begin(operands, None)

    def begin_with_properties(self, operands: Any) -> None:
        properties = operands[1]
        if isinstance(properties, pikepdf.Name):
            properties = self._category("/Properties").get(str(properties))
        self.begin(operands, properties)

    def begin(self, operands: Any, properties: Any) -> None:
        tag = str(operands[0])
        if tag == "/ReversedChars" and self.open and not self.open[-1].reverses:
            outer = self.open[-1]
            if properties is not None or not self.in_text:
                self.fault("ReversedChars has properties, or holds more than strings")
            self.open.append(_Open(outer.mark, outer.artifact, self.in_text, reverses=True))
            return
        if self.form:
            self.fault(f"marked content {tag} inside a form XObject")
        elif self.open:
            self.fault(f"marked content {tag} is nested in another")
        artifact = tag == "/Artifact"
        number = properties.get("/MCID") if properties is not None else None
        mark: Mark | None = None
        if artifact:
            kind = properties.get("/Type") if properties is not None else None
            if kind is not None and str(kind) not in _ARTIFACT_TYPES:
                self.fault(f"an artifact has the unknown type {kind}")
            if number is not None:
                self.fault(f"an artifact has the MCID {number}")
        elif number is None:
            self.fault(f"marked content {tag} has no MCID")
        elif not self.form:
            mark = Mark(self.page, int(number), tag.lstrip("/"))
            actual = properties.get("/ActualText")
            if actual is not None:
                mark.actual_text = str(actual)
            if mark.number in self.content.marks:
                self.fault(f"MCID {number} is used by two marks")
            else:
                self.content.marks[mark.number] = mark
        self.open.append(_Open(mark, artifact, self.in_text))

    def end(self, _operands: Any) -> None:
        if len(self.open) <= self.form:
            self.fault("EMC without BDC or BMC")
            return
        top = self.open.pop()
        if top.in_text != self.in_text:
            self.fault("marked content crosses the border of a text object")
        if top.texts:
            text = "".join(top.texts)
            if any(outer.artifact for outer in self.open):
                next(outer for outer in self.open if outer.artifact).texts.append(text)
            elif top.artifact:
                self.content.artifacts.append(text)

    # -- graphics state

    def save(self, _operands: Any) -> None:
        self.saved.append(self.transform)

    def restore(self, _operands: Any) -> None:
        if self.saved:
            self.transform = self.saved.pop()
        else:
            self.fault("Q without q")

    def concatenate(self, operands: Any) -> None:
        self.transform = _times(_matrix(operands), self.transform)

    # -- text

    def begin_text(self, _operands: Any) -> None:
        if self.in_text:
            self.fault("BT inside BT")
        self.in_text = True
        self.line = self.position = _IDENTITY

    def end_text(self, _operands: Any) -> None:
        if not self.in_text:
            self.fault("ET without BT")
        self.in_text = False

    def set_font(self, operands: Any) -> None:
        name = str(operands[0])
        self.size = float(operands[1])
        self.font = self.fonts.get(name)
        if self.font is None:
            self.fault(f"font {name} is not in the resources")

    def set_leading(self, operands: Any) -> None:
        self.leading = float(operands[0])

    def move(self, operands: Any) -> None:
        self.offset(float(operands[0]), float(operands[1]))

    def move_with_leading(self, operands: Any) -> None:
        self.leading = -float(operands[1])
        self.move(operands)

    def offset(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self.line
        self.line = self.position = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def set_matrix(self, operands: Any) -> None:
        self.line = self.position = _matrix(operands)

    def next_line(self, _operands: Any = None) -> None:
        self.offset(0.0, -self.leading)

    def show_string(self, operands: Any) -> None:
        self.show(self.decode(operands[0]))

    def show_array(self, operands: Any) -> None:
        pieces = [self.decode(item) for item in operands[0] if isinstance(item, pikepdf.String)]
        self.show("".join(pieces))

    def show_on_next_line(self, operands: Any) -> None:
        self.next_line()
        self.show(self.decode(operands[-1]))

    def decode(self, string: Any) -> str:
        if not self.in_text:
            self.fault("text is shown outside BT and ET")
        if self.font is None:
            self.fault("text is shown without a font")
            return ""
        said = self.font.decode(bytes(string))
        return "".join(reversed(said)) if self.open and self.open[-1].reverses else "".join(said)

    # -- XObjects

    def draw(self, operands: Any) -> None:
        name = str(operands[0])
        target = self._category("/XObject").get(name)
        if target is None:
            self.fault(f"XObject {name} is not in the resources")
            return
        if str(target.get("/Subtype")) != "/Form":
            self.paint(f"image {name}")
            return
        key = target.objgen
        if key not in self.shared.forms:
            # Set before reading, so that a form that draws itself ends here.
            self.shared.forms[key] = ("", False, [])
            inner = _Reader(self.page, target.get("/Resources", self.resources), self.shared, form=True)
            inner.read(target)
            if "/StructParents" in target or "/StructParent" in target:
                inner.fault(f"form XObject {name} has an entry in the parent tree")
            faults = inner.content.faults
            self.shared.forms[key] = (inner.whole.text, inner.whole.painted, faults)
            self.content.faults += faults
        text, painted, _ = self.shared.forms[key]
        if text:
            # Its place on the page: where the form is drawn, text state does not reach into it.
            outer, self.position = self.position, _IDENTITY
            self.show(text)
            self.position = outer
        elif painted:
            self.paint(f"form {name}")


_HANDLERS = {
    "BDC": _Reader.begin_with_properties,
    "BMC": _Reader.begin_plain,
    "EMC": _Reader.end,
    "BT": _Reader.begin_text,
    "ET": _Reader.end_text,
    "Tf": _Reader.set_font,
    "TL": _Reader.set_leading,
    "Td": _Reader.move,
    "TD": _Reader.move_with_leading,
    "Tm": _Reader.set_matrix,
    "T*": _Reader.next_line,
    "Tj": _Reader.show_string,
    "TJ": _Reader.show_array,
    "'": _Reader.show_on_next_line,
    '"': _Reader.show_on_next_line,
    "Do": _Reader.draw,
    "q": _Reader.save,
    "Q": _Reader.restore,
    "cm": _Reader.concatenate,
}


def read_page(number: int, page: Any, shared: Resources) -> PageContent:
    """Read the content of one page.

    Args:
        number: The page's index, from 0.
        page: The pikepdf page.
        shared: What pages of one file share.
    """
    reader = _Reader(number, page.resources, shared)
    if "/Contents" in page.obj:
        reader.read(page)
    return reader.content
