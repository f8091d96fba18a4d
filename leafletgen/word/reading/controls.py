"""Content controls (ECMA-376 1, 17.5.2): what they hold, unless it is a prompt or a list that Word makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.reading.drawings import left_out
from leafletgen.word.reading.line import Told
from leafletgen.word.reading.names import VAL, W14, W
from leafletgen.word.reading.plain_words import words_of
from leafletgen.word.reading.properties import found_in, is_on
from leafletgen.word.reading.run_words import strange, tick

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.line import Line
    from leafletgen.word.reading.state import Reader

PROPERTIES: Final = f"{W}sdtPr"
CONTENT: Final = f"{W}sdtContent"
CONTENTS: Final = ("Table of Contents", "Table of Figures", "Index", "Table of Authorities")
"""Galleries of lists that Word makes (w:docPartGallery)."""
BOX: Final = "☐"
TICKED: Final = "☒"


def inline(reader: Reader, line: Line, element: Element) -> None:
    """Read a control among words."""
    content = element.find(CONTENT)
    if content is None:
        strange(line, element)
        return
    properties = element.find(PROPERTIES)
    if is_prompt(properties):
        line.tell(Told.PLACEHOLDER, words_of(content))
        left_out(reader, content, line.spot, "a control that nobody filled in")
    elif is_contents(properties):
        line.tell(Told.CONTENTS, words_of(content))
    elif box := _box(properties):
        _tick(reader, line, box, content)
    else:
        with Heard(reader, properties):
            reader.walk(line, content)


def _tick(reader: Reader, line: Line, box: str, content: Element) -> None:
    words = words_of(content)
    if len(words) <= 1:
        if words not in ("", box):
            symbol = next(content.iter(f"{W}sym"), None)
            line.tell(Told.SYMBOL, words, box, "" if symbol is None else symbol.get(f"{W}font", ""))
        tick(reader, line, box, reader.styles.run(None, line.look))
        return
    line.tell(Told.STRANGE, words, "checkbox")


class Heard:
    """Listens to what a control with a name holds while it is read, and keeps it under that name."""

    __slots__ = ("_listener", "_name", "_reader")

    def __init__(self, reader: Reader, properties: Element | None) -> None:
        """Keep whom to ask."""
        self._reader = reader
        self._name = name_of(properties)

    def __enter__(self) -> None:
        """Begin to listen."""
        self._listener = self._reader.listeners.begin()

    def __exit__(self, *_fault: object) -> None:
        """Keep what was heard; of controls of one name the first that says something counts."""
        said = self._reader.listeners.end(self._listener)
        if said and self._name:
            self._reader.settled.setdefault(self._name, said)


def is_prompt(properties: Element | None) -> bool:
    """Return whether a control shows its placeholder (17.5.2.39)."""
    return is_on(found_in(properties, "showingPlcHdr"))


def is_contents(properties: Element | None) -> bool:
    """Return whether a control holds a list that Word makes, such as a table of contents."""
    if properties is None:
        return False
    gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(VAL) in CONTENTS


def name_of(properties: Element | None) -> str:
    """Return what an author called a control, its title or else its tag; "" for none."""
    if properties is None:
        return ""
    for kind in ("alias", "tag"):
        found = properties.find(W + kind)
        if found is not None and found.get(VAL):
            return str(found.get(VAL))
    return ""


def _box(properties: Element | None) -> str:
    if properties is None:
        return ""
    box = properties.find(f"{W14}checkbox")
    if box is None:
        return ""
    return TICKED if is_on(box.find(f"{W14}checked"), f"{W14}val") else BOX
