"""Fields (ECMA-376 1, 17.16): what their last values say, where they lead, and which of them no leaflet can keep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.word.reading.names import VAL, W
from leafletgen.word.reading.properties import is_on
from leafletgen.word.story import REFERS

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.doubts import Spot

TYPE: Final = f"{W}fldCharType"
STRAY: Final = "stray"
"""The type that a mark of a field is given which has no other end, or stands too deep in other fields."""
DEEPEST: Final = 30
"""Fields one inside another; Word's own have three. Each hears all words of those in it, so that many take long."""
TOKENS: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
ESCAPED: Final = re.compile(r"\\(.)")
FRACTION: Final = re.compile(r"\\f\s*\(([^(),;]*)[,;]([^(),;]*)\)", re.IGNORECASE)
"""The fraction of a field EQ, whose numbers are parted by a comma or a semicolon."""

SWALLOWED: Final = frozenset({"TOC", "INDEX", "TOA"})
"""Lists that Word makes; a leaflet makes its own."""
SILENT: Final = frozenset({"ADVANCE", "PRIVATE", "SET", "RD"})
"""Fields that show no words."""
ENTRIES: Final = frozenset({"XE", "TC", "TA"})
"""Entries of an index or a list, which are printed elsewhere."""
HARMLESS: Final = frozenset({"SEQ", "HYPERLINK", "REF", "EMBED", "SHAPE", "LINK"})
"""Fields of which nothing need be told, or which are told elsewhere."""
UNREAD: Final = frozenset(
    {"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "BARCODE", "DISPLAYBARCODE", "MERGEBARCODE"}
)
"""Fields whose numbers and codes Word draws without keeping them in the file."""
BUTTONS: Final = frozenset({"MACROBUTTON", "GOTOBUTTON"})
"""Fields that show the end of their code."""


class Code(NamedTuple):
    """What a field was asked: its name in capitals, its arguments, its switches with their values, and all as text."""

    name: str
    arguments: tuple[str, ...]
    switches: dict[str, str]
    text: str

    @property
    def first(self) -> str:
        """The first argument, "" for none."""
        return self.arguments[0] if self.arguments else ""


class Field:
    """A field that is being read.

    Attributes:
        codes: its code so far, in pieces; a file may cut it into very many.
        code: what it was asked; None while its code is being read.
        begin: the mark that begins it, which may hold a form's data.
        unsaid: words that stand among its code and are not shown.
        shown: words of its result.
        left_out: whether words of its result are hidden or struck out.
        pictures: whether a picture stands in its result.
        spot: the paragraph in which it begins.
    """

    __slots__ = ("begin", "code", "codes", "left_out", "pictures", "shown", "spot", "unsaid")

    def __init__(self, begin: Element, spot: Spot) -> None:
        """Begin in its code."""
        self.begin = begin
        self.spot = spot
        self.codes: list[str] = []
        self.code: Code | None = None
        self.unsaid: list[str] = []
        self.shown: list[str] = []
        self.left_out = False
        self.pictures = False

    @property
    def asked(self) -> str:
        """Its code so far, as text."""
        return "".join(self.codes)

    @property
    def captures(self) -> bool:
        """Whether words of its result are kept from the text."""
        if self.code is None:
            return True
        return self.code.name in SWALLOWED or self.code.name == "PAGEREF"

    @property
    def target(self) -> str:
        """Where its words lead, "" for nowhere."""
        if self.code is None:
            return ""
        if self.code.name == "HYPERLINK":
            place = self.code.switches.get("l", "")
            return self.code.first + (f"#{place}" if place else "")
        return f"{REFERS}{self.code.first}" if self.code.name == "REF" and self.code.first else ""


class Fields:
    """The fields that are open, the innermost last."""

    __slots__ = ("open",)

    def __init__(self) -> None:
        """Begin without any."""
        self.open: list[Field] = []

    def takes(self, words: str) -> bool:
        """Return whether an open field keeps words from the text, and let the open fields hear them."""
        for one in self.open:
            if one.code is None:
                one.unsaid.append(words)
                return True
            one.shown.append(words)
            if one.captures:
                return True
        return False

    def unhear(self) -> None:
        """Take back the words that open fields heard last: they are left out, and told where they stand."""
        for one in self.open:
            if one.code is not None and one.shown:
                one.shown.pop()
                one.left_out = True

    @property
    def swallowing(self) -> bool:
        """Whether an open field leaves out all that stands in it."""
        return any([one.code is None or one.code.name in SWALLOWED for one in self.open])

    def end_paragraph(self) -> None:
        """Part the words of two paragraphs in what open fields heard."""
        for one in self.open:
            (one.unsaid if one.code is None else one.shown).append(" ")

    @property
    def target(self) -> str:
        """Where words lead now, by the innermost link."""
        return next((one.target for one in reversed(self.open) if one.target), "")


def parsed(asked: str) -> Code:
    r"""Return a field's code in its parts: ``REF place \h`` is a name, an argument and a switch."""
    tokens = [(match[1], match[2]) for match in TOKENS.finditer(asked)]
    words = [(ESCAPED.sub(r"\1", quoted or ""), False) if plain is None else (plain, True) for quoted, plain in tokens]
    if not words:
        return Code("", (), {}, "")
    arguments: list[str] = []
    switches: dict[str, str] = {}
    latest = ""
    for word, plain in words[1:]:
        if plain and len(word) >= 2 and word[0] == "\\" and not word.startswith("\\\\"):
            latest = word[1:].casefold()
            switches[latest] = ""
        elif latest and not switches[latest] and latest not in ("h", "n", "m", "p", "u"):
            switches[latest] = word
        else:
            arguments.append(word)
    return Code(words[0][0].upper(), tuple(arguments), switches, " ".join(asked.split()))


def without_strays(root: Element) -> None:
    """Give marks of fields that lack their other end, or stand too deep in others, a type of their own.

    A field that never ends would keep all words after it. Marks in deleted words are not read, so not counted.
    """
    strays: list[Element] = []
    begun: list[Element] = []
    for mark in root.iter(f"{W}fldChar"):
        if next(mark.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None:
            continue
        kind = mark.get(TYPE)
        if kind == "begin":
            begun.append(mark)
        if not begun or len(begun) > DEEPEST:
            strays.append(mark)
        if kind == "end" and begun:
            begun.pop()
    for mark in (*strays, *begun):
        mark.set(TYPE, STRAY)


def form_value(begin: Element) -> tuple[str, str]:
    """Return what a form's field shows, ☒, ☐ or the chosen entry, and all the entries that it offers."""
    data = begin.find(f"{W}ffData")
    if data is None:
        return "", ""
    box = data.find(f"{W}checkBox")
    if box is not None:
        ticked = box.find(f"{W}checked")
        ticked = box.find(f"{W}default") if ticked is None else ticked
        return ("☒" if is_on(ticked) else "☐"), ""
    entries = [one.get(VAL, "") for one in data.iterfind(f"{W}ddList/{W}listEntry")]
    chosen = data.find(f"{W}ddList/{W}result")
    number = chosen.get(VAL, "0") if chosen is not None else "0"
    index = int(number) if number.isdecimal() else 0
    return (entries[index] if index < len(entries) else ""), ", ".join(entries)
