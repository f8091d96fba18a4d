"""Marks of fields among runs: where a field begins, where its result does, and what is left of it at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.doubts import Part
from leafletgen.word.reading import fields
from leafletgen.word.reading.fields import Code, Field
from leafletgen.word.reading.line import Note, Told
from leafletgen.word.reading.names import W
from leafletgen.word.reading.paragraph_doubts import tell
from leafletgen.word.reading.speech import put, speak, symbol, tick
from leafletgen.word.story import PageOf

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.line import Line
    from leafletgen.word.reading.looks import RunLook
    from leafletgen.word.reading.reader import Reader

NOT_TOLD: Final = (Part.HEADER, Part.FOOTER)
"""Where a field is no matter of its own: what a leaflet keeps of headers and footers is settled as a whole."""


def simple(reader: Reader, line: Line, element: Element) -> None:
    """Read a w:fldSimple (17.16.19): its code is an attribute, its result what stands in it."""
    from leafletgen.word.reading.runs import walk

    field = Field(element, line.spot)
    field.asked = element.get(f"{W}instr", "")
    reader.fields.open.append(field)
    _begin_result(line, field)
    walk(reader, line, element)
    _end(reader, line, reader.styles.run(None, line.look))


def mark(reader: Reader, line: Line, element: Element, look: RunLook) -> None:
    """Read a w:fldChar (17.16.18)."""
    kind = element.get(fields.TYPE)
    if kind == "begin":
        reader.fields.open.append(Field(element, line.spot))
    elif kind == "separate" and reader.fields.open:
        _begin_result(line, reader.fields.open[-1])
    elif kind == "end" and reader.fields.open:
        _end(reader, line, look)
    elif kind == fields.STRAY:
        reader.doubts.doubt(
            "word-field-open",
            "a field begins or ends here without its other end: its words are kept as they stand",
            "see whether the words here are as they should be",
            line.spot,
        )


def code(reader: Reader, line: Line, element: Element, look: RunLook) -> None:
    """Read a piece of a field's code, which is no word of the text."""
    open_now = reader.fields.open
    if open_now and open_now[-1].code is None:
        open_now[-1].asked += element.text or ""


def _begin_result(line: Line, field: Field) -> None:
    field.code = fields.parsed(field.asked)
    if field.code.name == "SEQ":
        line.caption = True


def _end(reader: Reader, line: Line, look: RunLook) -> None:
    field = reader.fields.open.pop()
    asked = field.code or fields.parsed(field.asked)
    if reader.fields.swallowing:
        return
    if "".join(field.unsaid).strip():
        _tell(reader, line, asked, "".join(field.unsaid), "words inside its code are left out")
    shown = " ".join("".join(field.shown).split())
    if asked.name == "PAGEREF":
        line.add(PageOf(asked.first, shown))
    elif asked.name == "SYMBOL":
        _symbol(reader, line, asked, look)
    elif asked.name == "EQ":
        _formula(reader, line, asked, field, look)
    elif asked.name in fields.FORMS:
        _form(reader, line, asked, field, look)
    elif asked.name in fields.ENTRIES:
        line.tell(Told.INDEX, asked.first)
    elif asked.name in fields.SWALLOWED:
        tell(reader.doubts, field.spot, {Told.CONTENTS: [Note(shown)]})
    elif asked.name in fields.SILENT:
        return
    elif asked.name in fields.BUTTONS and not shown:
        speak(reader, line, " ".join(asked.arguments[1:]), look)
        _tell(reader, line, asked, "", "its words are kept as text")
    elif asked.name == "INCLUDEPICTURE" and not field.pictures:
        _tell(reader, line, asked, "", f"the picture {asked.first} is kept elsewhere, not fetched and left out")
    elif asked.name not in fields.HARMLESS:
        _last_value(reader, line, asked, shown)


def _last_value(reader: Reader, line: Line, asked: Code, shown: str) -> None:
    if reader.place in NOT_TOLD:
        return
    if shown:
        _tell(reader, line, asked, "", f'its last value "{shown}" is kept as text')
    else:
        _tell(reader, line, asked, "", f"it shows nothing; its code is {asked.text}")


def _symbol(reader: Reader, line: Line, asked: Code, look: RunLook) -> None:
    number = asked.first
    base = 16 if number[:2].casefold() == "0x" else 10
    try:
        value = int(number, base)
    except ValueError:
        value = -1
    if 0x20 <= value <= 0xD7FF or 0xE000 <= value <= 0xFFFF:
        symbol(reader, line, value, asked.switches.get("f", ""), look)
    else:
        put(reader, line, "?", look)
        _tell_unread(reader, line, asked)


def _formula(reader: Reader, line: Line, asked: Code, field: Field, look: RunLook) -> None:
    r"""Write a fraction of the old kind, ``EQ \\f(1,2)``, in one line; of others nobody knows how they read."""
    found = fields.FRACTION.search(field.asked)
    if found is None:
        put(reader, line, "?", look)
        _tell_unread(reader, line, asked)
    else:
        words = f"{found[1].strip()}/{found[2].strip()}"
        line.tell(Told.EQUATION, words, words)
        put(reader, line, words, look)


def _form(reader: Reader, line: Line, asked: Code, field: Field, look: RunLook) -> None:
    value, offered = fields.form_value(field.begin)
    if field.shown:
        _last_value(reader, line, asked, " ".join("".join(field.shown).split()))
        return
    if value in ("☐", "☒"):
        tick(reader, line, value, look)
        return
    put(reader, line, value, look)
    if asked.name == "FORMDROPDOWN":
        _tell(reader, line, asked, "", f'the chosen entry "{value}" is kept as text; it offers {offered}')


def _tell(reader: Reader, line: Line, asked: Code, words: str, what: str) -> None:
    reader.doubts.doubt(
        "word-field",
        f"a field that Word works out ({asked.name or 'without a name'}): {what}" + (f': "{words}"' if words else ""),
        "see whether a leaflet that never changes can say so",
        line.spot,
        words,
    )


def _tell_unread(reader: Reader, line: Line, asked: Code) -> None:
    reader.doubts.error(
        "word-field-unread",
        f'a field {asked.name} cannot be read: "?" is written for {asked.text}',
        'look at the place in Word, and write in place of the "?" what is printed there',
        line.spot,
    )
