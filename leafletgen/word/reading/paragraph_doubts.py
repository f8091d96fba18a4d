"""What is told of a paragraph when it ends: each kind of thing once, with the words that it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from leafletgen.word.reading.line import Note, Told

if TYPE_CHECKING:
    from leafletgen.word.doubts import Doubts, Spot


def _all(notes: Sequence[Note]) -> str:
    return " ".join([one.words for one in notes]).strip()


def _quoted(notes: Sequence[Note]) -> str:
    return ", ".join([f'"{" ".join(one.words.split())}"' for one in notes])


def _plain(letter: str) -> str:
    """Return a letter as a keyboard has it, for the private area shows as empty boxes."""
    return chr(ord(letter) - 0xF000) if "\uf020" <= letter <= "\uf0ff" else letter


def _became(note: Note) -> str:
    written = _plain(note.words)
    if written == note.shown:
        return f"{note.shown} is of the font {note.font}"
    return f'"{written}" in the font {note.font or "of a box to tick"} is shown as {note.shown}'


def _symbol(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    check = f"{len(notes)} symbols here; check each dose" if len(notes) > 1 else "check each dose"
    doubts.doubt(
        "word-symbol",
        f"a letter of a symbol font: {', '.join(dict.fromkeys(map(_became, notes)))} ({check})",
        "compare the characters with the Word file, doses and units above all",
        spot,
        _all(notes),
    )


def _lost_symbol(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    lost = ", ".join(dict.fromkeys([f'"{_plain(one.words)}" of the font {one.font or "unknown"}' for one in notes]))
    doubts.error(
        "word-symbol-unknown",
        f'no published table has the character for {lost}: written as "?"',
        'look at the place in Word, and write in place of the "?" what is printed there',
        spot,
        _all(notes),
    )


def _struck(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-struck",
        f"struck-through text is left out: {_quoted(notes)}",
        "write the words again if they are to stay",
        spot,
        _all(notes),
    )


def _hidden(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-hidden",
        f"hidden text is left out: {_quoted(notes)}",
        "write the words if readers are to see them",
        spot,
        _all(notes),
    )


def _placeholder(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-placeholder",
        f"the prompt of a control that nobody filled in is left out: {_quoted(notes)}",
        "write what should stand there",
        spot,
        _all(notes),
    )


def _raised(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-raised",
        f"raised without being a superscript: {_quoted(notes)} is read as a superscript",
        "see whether it is a power or a mark of its own",
        spot,
        _all(notes),
    )


def _lowered(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-lowered",
        f"a subscript: {_quoted(notes)} is written on the line, digits as small ones",
        "see whether it still reads as it should",
        spot,
        _all(notes),
    )


def _break(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-break",
        f"a {notes[0].shown} here is left out",
        "leave it so: the layout breaks pages by itself",
        spot,
    )


def _equation(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-equation",
        f"an equation became text in one line: {', '.join([one.shown for one in notes])}",
        "compare it with the Word file, or say it in words",
        spot,
        _all(notes),
    )


def _reading(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-reading",
        f"the reading above a word is left out: {_quoted(notes)}",
        "write it in brackets if readers need it",
        spot,
        _all(notes),
    )


def _turned(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-direction",
        f"Word is made to set these words against their own direction: {_quoted(notes)}",
        "see what Word shows, numbers above all, and write it as it is read",
        spot,
    )


def _contents(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-contents",
        "a list that Word makes, such as a table of contents, is left out",
        "leave it so: a layout with contents makes them by itself",
        spot,
        _all(notes),
    )


def _mark(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-note-mark",
        f"a note's own mark is left out: {_quoted(notes)}",
        "leave it so: a layout sets the marks of notes by itself",
        spot,
        _all(notes),
    )


def _index(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-index-entry",
        f"an entry for an index is left out: {_quoted(notes)}",
        "leave it so: a leaflet has no index",
        spot,
    )


def _strange(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    said = _all(notes)
    names = ", ".join(dict.fromkeys([one.shown for one in notes]))
    doubts.doubt(
        "word-unknown-element",
        f"a part of the Word file that is not understood ({names}) is left out" + (f': "{said}"' if said else ""),
        "look at the place in Word, and write what is missing",
        spot,
        said,
    )


def _box(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-check-box",
        f"a box to tick ({notes[0].words}) became the mark of a list's entry",
        "see whether a plain list says the same",
        spot,
        _all(notes),
    )


def _joined(doubts: Doubts, spot: Spot, _notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-paragraph-joined",
        "the end of a paragraph is hidden here: joined with the next paragraph, as Word prints it",
        "see whether they are to be two paragraphs",
        spot,
    )


def _deep(doubts: Doubts, spot: Spot, notes: Sequence[Note]) -> None:
    doubts.doubt(
        "word-too-deep",
        f"parts of the Word file stand too deep inside each other here; left out: {_quoted(notes)}",
        "write the words that are missing",
        spot,
        _all(notes),
    )


TELLERS: Final[dict[Told, Callable[[Doubts, Spot, Sequence[Note]], None]]] = {
    Told.SYMBOL: _symbol,
    Told.LOST_SYMBOL: _lost_symbol,
    Told.STRUCK: _struck,
    Told.HIDDEN: _hidden,
    Told.PLACEHOLDER: _placeholder,
    Told.RAISED: _raised,
    Told.LOWERED: _lowered,
    Told.BREAK: _break,
    Told.EQUATION: _equation,
    Told.READING: _reading,
    Told.TURNED: _turned,
    Told.CONTENTS: _contents,
    Told.MARK: _mark,
    Told.INDEX: _index,
    Told.STRANGE: _strange,
    Told.BOX: _box,
    Told.JOINED: _joined,
    Told.DEEP: _deep,
}


def tell(doubts: Doubts, spot: Spot, told: Mapping[Told, Sequence[Note]]) -> None:
    """Tell all that was noted of a paragraph."""
    for kind, notes in told.items():
        TELLERS[kind](doubts, spot, _whole(notes))


def _whole(notes: Sequence[Note]) -> Sequence[Note]:
    """Return the notes with those that go on with another as one."""
    if not any([one.goes_on for one in notes]):
        return notes
    whole: list[list[str]] = []
    for one in notes:
        if one.goes_on:
            whole[-1].append(one.words)
        else:
            whole.append([one.words])
    return [Note("".join(words)) for words in whole]
