"""What is told of a paragraph when it ends: each kind of thing once, with the words that it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from leafletgen.word.reading.line import Symbol, Told

if TYPE_CHECKING:
    from leafletgen.word.doubts import Doubts, Spot


def _quoted(words: Sequence[str]) -> str:
    return ", ".join([f'"{" ".join(one.split())}"' for one in words])


def _shown(symbols: Sequence[str]) -> str:
    told = dict.fromkeys(
        [f'"{_plain(one)}" ({one.font}) is shown as {one.shown}' for one in symbols if isinstance(one, Symbol)]
    )
    return ", ".join(told)


def _plain(symbol: str) -> str:
    """Return the letters as a keyboard has them, for the private area shows as empty boxes."""
    return "".join([chr(ord(one) - 0xF000) if 0xF020 <= ord(one) <= 0xF0FF else one for one in symbol])


def _symbol(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    many = sum([len(one) for one in words])
    check = f"{many} symbols here; check each dose" if many > 1 else "check each dose"
    doubts.doubt(
        "word-symbol",
        f"a letter of a symbol font: {_shown(words)} ({check})",
        "compare the characters with the Word file, doses and units above all",
        spot,
        " ".join(words),
    )


def _lost_symbol(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    fonts = ", ".join(dict.fromkeys([one.font for one in words if isinstance(one, Symbol)]))
    doubts.error(
        "word-symbol-unknown",
        f'{_quoted([_plain(one) for one in words])} of the font {fonts} has no known character: written as "?"',
        'look at the place in Word, and write in place of the "?" what is printed there',
        spot,
        " ".join(words),
    )


def _struck(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    doubts.doubt(
        "word-struck",
        f"struck-through text is left out: {_quoted(words)}",
        "write the words again if they are to stay",
        spot,
        " ".join(words),
    )


def _hidden(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    doubts.doubt(
        "word-hidden",
        f"hidden text is left out: {_quoted(words)}",
        "write the words if readers are to see them",
        spot,
        " ".join(words),
    )


def _placeholder(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    doubts.doubt(
        "word-placeholder",
        f"the prompt of a control that nobody filled in is left out: {_quoted(words)}",
        "write what should stand there",
        spot,
        " ".join(words),
    )


def _raised(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    doubts.doubt(
        "word-raised",
        f"raised without being a superscript: {_quoted(words)} is read as a superscript",
        "see whether it is a power or a mark of its own",
        spot,
        " ".join(words),
    )


def _lowered(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    doubts.doubt(
        "word-lowered",
        f"a subscript: {_quoted(words)} is written on the line, digits as small ones",
        "see whether it still reads as it should",
        spot,
        " ".join(words),
    )


def _break(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    doubts.doubt(
        "word-break",
        f"a {words[0]} here is left out",
        "leave it so: the layout breaks pages by itself",
        spot,
    )


def _equation(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    doubts.doubt(
        "word-equation",
        f"an equation became text in one line: {_quoted(words)}",
        "compare it with the Word file, or say it in words",
        spot,
        " ".join(words),
    )


def _reading(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    doubts.doubt(
        "word-reading",
        f"the reading above a word is left out: {_quoted(words)}",
        "write it in brackets if readers need it",
        spot,
        " ".join(words),
    )


def _contents(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    doubts.doubt(
        "word-contents",
        "a list that Word makes, such as a table of contents, is left out",
        "leave it so: a layout with contents makes them by itself",
        spot,
        " ".join(words),
    )


def _index(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    doubts.doubt(
        "word-index-entry",
        f"an entry for an index is left out: {_quoted(words)}",
        "leave it so: a leaflet has no index",
        spot,
    )


def _strange(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    said = " ".join([one.partition(" ")[2] for one in words]).strip()
    names = ", ".join(dict.fromkeys([one.partition(" ")[0] for one in words]))
    doubts.doubt(
        "word-unknown-element",
        f"a part of the Word file that is not understood ({names}) is left out" + (f': "{said}"' if said else ""),
        "look at the place in Word, and write what is missing",
        spot,
        said,
    )


def _box(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    doubts.doubt(
        "word-check-box",
        f"a box to tick ({words[0]}) became the mark of a list's entry",
        "see whether a plain list says the same",
        spot,
        " ".join(words),
    )


def _deep(doubts: Doubts, spot: Spot, words: Sequence[str]) -> None:
    doubts.doubt(
        "word-too-deep",
        f"parts of the Word file stand too deep inside each other here; left out: {_quoted(words)}",
        "write the words that are missing",
        spot,
        " ".join(words),
    )


TELLERS: Final[dict[Told, Callable[[Doubts, Spot, Sequence[str]], None]]] = {
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
    Told.CONTENTS: _contents,
    Told.INDEX: _index,
    Told.STRANGE: _strange,
    Told.BOX: _box,
    Told.DEEP: _deep,
}


def tell(doubts: Doubts, spot: Spot, told: dict[Told, list[str]]) -> None:
    """Tell all that was noted of a paragraph."""
    for kind, words in told.items():
        TELLERS[kind](doubts, spot, words)
