"""Every word and picture of a Word file, found without the reader, so that what it loses is seen.

This walk knows nothing of styles, lists or fields. It takes the text of each element that holds any (`w:t`,
`w:delText`, `w:sym`, `m:t`, `a:t`, the strings that a chart keeps, a `v:textpath`), in every part that the document is
related to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.errors import RefusedError
from leafletgen.word.counting.words import tokens
from leafletgen.word.reading.names import ASVG, MC, A, C, M, O, R, V, W
from leafletgen.word.reading.package import Package
from leafletgen.word.symbols import character, is_symbol_font

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# fmt: off
_WITHOUT_WORDS: Final = frozenset((
    "image", "hyperlink", "styles", "stylesWithEffects", "theme", "themeOverride", "fontTable", "font", "settings",
    "webSettings", "numbering", "customXml", "customXmlProps", "package", "oleObject", "control",
    "attachedTemplate", "printerSettings", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing",
    "vbaProject", "wordVbaData", "keyMapCustomizations", "recipientData", "people", "frame", "subDocument", "video",
    "audio", "media", "chartStyle", "chartColorStyle", "aFChunk",
))
# fmt: on
"""Last words of types of relationships that lead to no words. The drawing of a diagram repeats its data."""


class Symbols(str):
    """What letters of a symbol font show; `letters` are those that stand in the file."""

    letters: str

    @classmethod
    def of(cls, shown: str, letters: str) -> Symbols:
        """Keep both."""
        made = cls(shown)
        made.letters = letters
        return made


class EveryWord(NamedTuple):
    """What a Word file holds.

    Attributes:
        paragraphs: each paragraph's text in the pieces in which the file has it; a box in the middle of a paragraph
            or the reading above a word is a paragraph of its own.
        pictures: for each place of an embedded picture the parts of which any one shows it: a PNG and its SVG.
    """

    paragraphs: list[list[str]]
    pictures: list[set[str]]


def every_word(package: Package) -> EveryWord:
    """Walk over every part with words, each once; of headers that say the same the first one counts."""
    found = EveryWord([], [])
    margins: set[str] = set()
    for root, targets in _parts(package):
        begun = len(found.paragraphs)
        _Walk(found, targets).over(root)
        if root.tag in _MARGINS:
            said = f"{root.tag} {' '.join(_joined(found.paragraphs[begun:]).split())}"
            if said in margins:
                del found.paragraphs[begun:]
            margins.add(said)
    return found


def _parts(package: Package) -> Iterator[tuple[Element, dict[str, str]]]:
    """Yield each part with words, and where its relationships lead, by their ids."""
    todo, seen = [package.document], {package.document}
    while todo:
        part = todo.pop()
        related = package.relationships(part)
        root = _root(package, part)
        if root is not None:
            yield root, {key: one.target for key, one in related.items() if not one.external}
        for one in related.values():
            is_xml = one.target.casefold().endswith(".xml")  # what else a newer Word may keep has no words
            if is_xml and one.kind not in _WITHOUT_WORDS and not one.external and one.target not in seen:
                seen.add(one.target)
                todo.append(one.target)


def _root(package: Package, part: str) -> Element | None:
    """Return the tree of a part; None where there is none, as where a header is said to be a picture."""
    try:
        return package.xml(part)
    except RefusedError:
        return None


class _Choice:
    """An mc:AlternateContent: what its mc:Choice said, so that its mc:Fallback is not counted again."""

    __slots__ = ("begun", "inline", "pictures", "said", "shown")

    def __init__(self) -> None:
        self.said: list[list[str]] = []
        self.shown = False
        self.begun = self.inline = self.pictures = 0


class _Walk:
    """One pass over a part, with a stack of the paragraphs that are open."""

    def __init__(self, found: EveryWord, targets: dict[str, str]) -> None:
        self.found = found
        self.targets = targets
        self.open: list[list[str]] = [[]]
        self.choices: list[_Choice] = []
        self.font = ""

    def over(self, root: Element) -> None:
        """Walk over all elements that matter, in the order of the file."""
        from lxml import etree

        for event, element in etree.iterwalk(root, events=("start", "end"), tag=_TAGS):
            step = (_BEGINS if event == "start" else _ENDS).get(element.tag)
            if step is not None:
                step(self, element)
        self.found.paragraphs.append([piece for text in self.open for piece in text])

    def say(self, text: str) -> None:
        self.open[-1].append(text)

    def text(self, element: Element) -> None:
        text = element.text
        if text:
            self.say(Symbols.of(_unicode(self.font, text), text) if self.font else text)

    def symbol(self, element: Element) -> None:
        held = {name.rpartition("}")[2]: value for name, value in element.items()}
        with suppress(ValueError, OverflowError):  # what has no number shows nothing
            code = int(held.get("char", ""), 16)
            letter = chr(code if code > 0xFF else 0xF000 + code)
            self.say(Symbols.of(character(held.get("font", ""), code) or "?", letter))

    def space(self, element: Element) -> None:
        if getattr(element.getparent(), "tag", None) not in _TAB_STOPS:
            self.say(" ")

    def hyphen(self, element: Element) -> None:
        self.say("-")

    def begin_run(self, element: Element) -> None:
        self.font = ""

    def fonts(self, element: Element) -> None:
        properties = element.getparent()
        holder = None if properties is None else properties.getparent()
        if holder is not None and holder.tag in _RUNS:
            name = next((font for key, font in element.items() if key.rpartition("}")[2] == "ascii"), "")
            self.font = name if is_symbol_font(name) else ""

    def begin_paragraph(self, element: Element) -> None:
        self.open.append([])

    def end_paragraph(self, element: Element) -> None:
        self.found.paragraphs.append(self.open.pop())

    def apart(self, element: Element) -> None:
        text = element.get("string") if element.tag == f"{V}textpath" else element.text
        if text:
            self.found.paragraphs.append([text])

    def value(self, element: Element) -> None:
        """Take a string that a chart keeps; its numbers are no words (ECMA-376 1, 21.2.2.201)."""
        point = element.getparent()
        holder = None if point is None else point.getparent()
        if holder is None or not str(holder.tag).endswith(("}numCache", "}numLit")):
            self.apart(element)

    def picture(self, element: Element) -> None:
        target = next((self.targets.get(element.get(name, "")) for name in _EMBEDS if element.get(name)), None)
        if target is None:
            return
        if element.tag == f"{ASVG}svgBlip" and self.found.pictures:
            self.found.pictures[-1].add(target)
        else:
            self.found.pictures.append({target})

    def begin_alternate(self, element: Element) -> None:
        self.choices.append(_Choice())

    def end_alternate(self, element: Element) -> None:
        self.choices.pop()

    def begin_choice(self, element: Element) -> None:
        if self.choices:
            choice = self.choices[-1]
            choice.begun, choice.inline = len(self.found.paragraphs), len(self.open[-1])
            choice.pictures = len(self.found.pictures)

    def end_choice(self, element: Element) -> None:
        if self.choices:
            choice = self.choices[-1]
            choice.said += [*self.found.paragraphs[choice.begun :], self.open[-1][choice.inline :]]
            choice.shown = choice.shown or len(self.found.pictures) > choice.pictures

    def begin_fallback(self, element: Element) -> None:
        self.begin_choice(element)
        self.open.append([])

    def end_fallback(self, element: Element) -> None:
        said = self.open.pop()
        if not self.choices:
            self.found.paragraphs.append(said)
            return
        choice = self.choices[-1]
        paragraphs = [*self.found.paragraphs[choice.begun :], said]
        del self.found.paragraphs[choice.begun :]
        if choice.shown:
            del self.found.pictures[choice.pictures :]
        more = tokens(_joined(paragraphs)) - tokens(_joined(choice.said))
        if more:
            self.found.paragraphs.append([" ".join(more.elements())])


def _joined(paragraphs: list[list[str]]) -> str:
    return "\n".join(["".join(pieces) for pieces in paragraphs])


def _unicode(font: str, text: str) -> str:
    return "".join([" " if letter == " " else character(font, ord(letter)) or letter for letter in text])


_Step = Callable[[_Walk, "Element"], None]
_TAB_STOPS: Final = frozenset((f"{W}tabs",))
_RUNS: Final = (f"{W}r", f"{M}r")
"""Runs that may be in a symbol font."""
_MARGINS: Final = frozenset((f"{W}hdr", f"{W}ftr"))
_EMBEDS: Final = (f"{R}embed", f"{R}id", f"{O}relid")


def _steps(*pairs: tuple[_Step, tuple[str, ...]]) -> dict[str, _Step]:
    return {name: step for step, names in pairs for name in names}


_BEGINS: Final = _steps(
    (_Walk.text, (f"{W}t", f"{W}delText", f"{M}t", f"{A}t")),
    (_Walk.symbol, (f"{W}sym",)),
    (_Walk.space, (f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr", f"{A}br")),
    (_Walk.hyphen, (f"{W}noBreakHyphen",)),
    (_Walk.begin_run, (*_RUNS, f"{A}r")),
    (_Walk.fonts, (f"{W}rFonts",)),
    (_Walk.begin_paragraph, (f"{W}p", f"{A}p", f"{W}rt")),
    (_Walk.apart, (f"{V}textpath",)),
    (_Walk.value, (f"{C}v",)),
    (_Walk.picture, (f"{A}blip", f"{ASVG}svgBlip", f"{V}imagedata")),
    (_Walk.begin_alternate, (f"{MC}AlternateContent",)),
    (_Walk.begin_choice, (f"{MC}Choice",)),
    (_Walk.begin_fallback, (f"{MC}Fallback",)),
)
_ENDS: Final = _steps(
    (_Walk.end_paragraph, (f"{W}p", f"{A}p", f"{W}rt")),
    (_Walk.end_alternate, (f"{MC}AlternateContent",)),
    (_Walk.end_choice, (f"{MC}Choice",)),
    (_Walk.end_fallback, (f"{MC}Fallback",)),
)
_TAGS: Final = tuple({*_BEGINS, *_ENDS})
