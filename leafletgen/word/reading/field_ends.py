"""What is left of a field at its end: a page, a symbol, a box to tick, or the value that Word showed last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.word.doubts import Part
from leafletgen.word.reading import fields
from leafletgen.word.reading.alt_texts import without_folders
from leafletgen.word.reading.fields import Code, Field
from leafletgen.word.reading.line import Line, Note, Told
from leafletgen.word.reading.looks import RunLook
from leafletgen.word.reading.paragraph_doubts import tell
from leafletgen.word.reading.run_words import put, speak, symbol, tick
from leafletgen.word.story import PageOf

if TYPE_CHECKING:
    from leafletgen.word.reading.state import Reader

NOT_TOLD: Final = (Part.HEADER, Part.FOOTER)
"""Where a field is no matter of its own: what a leaflet keeps of headers and footers is settled as a whole."""
UNKNOWN: Final = "?"


class End(NamedTuple):
    """The end of a field: who reads it in which paragraph and look, the field, and what it was asked."""

    reader: Reader
    line: Line
    look: RunLook
    field: Field
    asked: Code

    @property
    def shown(self) -> str:
        """The words of its result."""
        return " ".join("".join(self.field.shown).split())


def settle(end: End) -> None:
    """Put what is left of a field into the paragraph, and tell what an author must look at."""
    unsaid = " ".join("".join(end.field.unsaid).split())
    if unsaid:
        _tell(end, f'words inside its code are left out: "{unsaid}"', unsaid)
    BY_NAME.get(end.asked.name, _last_value)(end)


def _last_value(end: End) -> None:
    if end.reader.place in NOT_TOLD or (end.field.left_out and not end.shown):
        return
    if end.shown:
        _tell(end, f'its last value "{end.shown}" is kept as text')
    else:
        _tell(end, f"it shows nothing; its code is {end.asked.text}")


def _nothing(_end: End) -> None:
    """Leave a field alone of which nothing need be told, or that is told elsewhere."""


def _page(end: End) -> None:
    end.line.add(PageOf(end.asked.first, end.shown))


def _list(end: End) -> None:
    tell(end.reader.doubts, end.field.spot, {Told.CONTENTS: [Note(end.shown)]})


def _entry(end: End) -> None:
    end.line.tell(Told.INDEX, end.asked.first)


def _symbol(end: End) -> None:
    number = _number(end.asked.first)
    if end.shown:
        return
    if number is None:
        _unread(end)
    else:
        symbol(end.reader, end.line, number, end.asked.switches.get("f", ""), end.look)


def _number(text: str) -> int | None:
    """Return the number of a character, decimal or hexadecimal with 0x (17.16.5.60); None for none that is printed."""
    try:
        value = int(text, 16 if text[:2].casefold() == "0x" else 10)
    except ValueError:
        return None
    return value if 0x20 <= value <= 0xD7FF or 0xE000 <= value <= 0xFFFF else None


def _formula(end: End) -> None:
    r"""Write a fraction of the old kind, ``EQ \f(1,2)``, in one line; of others nobody knows how they read."""
    found = fields.FRACTION.search(end.field.asked)
    if end.shown:
        _last_value(end)
    elif found is None:
        _unread(end)
    else:
        words = f"{found[1].strip()}/{found[2].strip()}"
        end.line.tell(Told.EQUATION, words, words)
        put(end.reader, end.line, words, end.look)


def _box(end: End) -> None:
    value, _ = fields.form_value(end.field.begin)
    if end.shown:
        _last_value(end)
    elif value:
        tick(end.reader, end.line, value, end.look)


def _choice(end: End) -> None:
    value, offered = fields.form_value(end.field.begin)
    if end.shown:
        _last_value(end)
    else:
        put(end.reader, end.line, value, end.look)
        _tell(end, f'the chosen entry "{value}" is kept as text; it offers {offered}')


def _button(end: End) -> None:
    if end.shown:
        _last_value(end)
    else:
        speak(end.reader, end.line, " ".join(end.asked.arguments[1:]), end.look)
        _tell(end, "its words are kept as text")


def _drawn(end: End) -> None:
    """Say of a number or a code that Word draws and does not keep that it is not there."""
    if end.shown:
        _last_value(end)
    else:
        _unread(end)


def _picture(end: End) -> None:
    if not end.field.pictures:
        _tell(end, f"the picture {without_folders(end.asked.first)} is kept elsewhere, not fetched and left out")


def _unread(end: End) -> None:
    put(end.reader, end.line, UNKNOWN, end.look)
    end.reader.doubts.error(
        "word-field-unread",
        f'a field {end.asked.name} cannot be read: "?" is written for {end.asked.text}',
        'look at the place in Word, and write in place of the "?" what is printed there',
        end.line.spot,
    )


def _tell(end: End, what: str, words: str = "") -> None:
    end.reader.doubts.doubt(
        "word-field",
        f"a field that Word works out ({end.asked.name or 'without a name'}): {what}",
        "see whether a leaflet that never changes can say so",
        end.line.spot,
        words,
    )


BY_NAME: Final[Mapping[str, Callable[[End], None]]] = (
    dict.fromkeys(fields.HARMLESS | fields.SILENT, _nothing)
    | dict.fromkeys(fields.SWALLOWED, _list)
    | dict.fromkeys(fields.ENTRIES, _entry)
    | dict.fromkeys(fields.BUTTONS, _button)
    | dict.fromkeys(fields.UNREAD, _drawn)
    | {
        "PAGEREF": _page,
        "SYMBOL": _symbol,
        "EQ": _formula,
        "FORMCHECKBOX": _box,
        "FORMDROPDOWN": _choice,
        "INCLUDEPICTURE": _picture,
    }
)
"""What is done at the end of a field, by its name; of all others the last value is kept."""
