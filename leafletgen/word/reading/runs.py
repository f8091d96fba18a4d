"""What stands in a paragraph: runs and all that holds runs (ECMA-376 1, 17.3.2, 17.3.3 and 17.16)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from leafletgen.word.reading import changes, controls, field_marks, inner_documents
from leafletgen.word.reading.alternatives import chosen, tell_other_words
from leafletgen.word.reading.drawings import drawn, left_out
from leafletgen.word.reading.equations import UNKNOWN, in_one_line, lost_in, parts_of
from leafletgen.word.reading.line import Line, Told
from leafletgen.word.reading.names import MC, VAL, M, R, W
from leafletgen.word.reading.plain_words import code_of, local_name, said_in, words_of
from leafletgen.word.reading.properties import is_yes
from leafletgen.word.reading.run_words import keeps_spaces, put, speak, strange, symbol, turned
from leafletgen.word.reading.symbol_letters import shown_in
from leafletgen.word.reading.wordless import HOLDERS, SILENT, WORKED_OUT
from leafletgen.word.story import NoteMark

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.looks import RunLook
    from leafletgen.word.reading.state import Reader

Inline: TypeAlias = "Callable[[Reader, Line, Element], None]"
InRun: TypeAlias = "Callable[[Reader, Line, Element, RunLook], None]"
DRAWN: Final = (f"{W}drawing", f"{W}pict", f"{W}object")
OWN_MARK: Final = f"{W}customMarkFollows"
"""Says of a note that what follows in its run is its mark (17.11.14)."""
MARKS: Final = (f"{W}t", f"{W}sym")
RPR: Final = f"{W}rPr"
RUBY: Final = (f"{W}rt", f"{W}rubyBase", f"{W}rubyPr")
WHITE: Final = str.maketrans("\n\r\t", "   ")
"""A line break in the XML is a space; Word's own breaks and tabs are elements."""


def walk(reader: Reader, line: Line, element: Element) -> None:
    """Read all that stands in an element that holds runs."""
    if not reader.enter():
        line.tell(Told.DEEP, words_of(element))
        return
    for child in element:
        handler = INLINE.get(str(child.tag))
        if handler is None:
            strange(line, child)
        else:
            handler(reader, line, child)
    reader.leave()


def _overridden(reader: Reader, line: Line, element: Element) -> None:
    """Read words whose direction is forced (w:bdo, ECMA-376 1, 17.3.2.3)."""
    if element.get(VAL) == "rtl":
        turned(line, words_of(element))
    walk(reader, line, element)


def run(reader: Reader, line: Line, element: Element) -> None:
    """Read a run."""
    _in_run(reader, line, element, reader.styles.run(element.find(RPR), line.look))


def _in_run(reader: Reader, line: Line, element: Element, look: RunLook) -> None:
    own_mark = False
    for child in element:
        handler = IN_RUN.get(str(child.tag))
        if own_mark and child.tag in MARKS:
            line.tell(Told.MARK, said_in(child))
        elif handler is None:
            strange(line, child)
        else:
            handler(reader, line, child, look)
        own_mark = own_mark or is_yes(child.get(OWN_MARK))


def _text(reader: Reader, line: Line, element: Element, look: RunLook) -> None:
    words = (element.text or "").translate(WHITE)
    if words[:1] == " " or words[-1:] == " ":
        words = words if keeps_spaces(element) else words.strip(" ")
    if words:
        speak(reader, line, words, look)


def _symbol(reader: Reader, line: Line, element: Element, look: RunLook) -> None:
    code = code_of(element)
    symbol(reader, line, code, element.get(f"{W}font", ""), look)


def _fixed(words: str) -> InRun:
    def say(reader: Reader, line: Line, _element: Element, look: RunLook) -> None:
        put(reader, line, words, look)

    return say


def _break(reader: Reader, line: Line, element: Element, look: RunLook) -> None:
    kind = element.get(f"{W}type", "textWrapping")
    if kind == "textWrapping":
        put(reader, line, "\n", look)
        return
    line.tell(Told.BREAK, "", f"{kind} break")
    line.part()
    if kind == "page":
        reader.turn(line, as_printed=False)


def _printed_break(reader: Reader, line: Line, _element: Element, _look: RunLook) -> None:
    reader.turn(line, as_printed=True)


def _note(kind: str) -> InRun:
    def mark(reader: Reader, line: Line, element: Element, look: RunLook) -> None:
        if look.hidden or reader.fields.swallowing:
            return  # whoever reads the leaflet never sees the note, which is told unless it is cited elsewhere
        if name := reader.notes.cited(kind, element.get(f"{W}id", "")):
            line.add(NoteMark(name))

    return mark


def _comment(reader: Reader, line: Line, element: Element, _look: RunLook) -> None:
    reader.comments.told(element.get(f"{W}id", ""), line.spot, reader.doubts, reader.styles)


def _drawing(reader: Reader, line: Line, element: Element, look: RunLook) -> None:
    for one in reader.fields.open:
        one.pictures = True
    if look.hidden:
        if words := words_of(element):
            line.tell(Told.HIDDEN, f" {words} ")
        left_out(reader, element, line.spot, "hidden text")
        return
    for piece in drawn(reader, element, line.spot):
        line.add(piece)
        if not piece.floats:
            line.part()


def _alternatives(reader: Reader, line: Line, element: Element, look: RunLook) -> None:
    if any(child.tag in DRAWN for branch in element for child in branch):
        _drawing(reader, line, element, look)
        return
    branch = chosen(element)
    if branch is not None:
        tell_other_words(element, branch, reader.doubts, line.spot)
        _in_run(reader, line, branch, look)


def _ruby(reader: Reader, line: Line, element: Element, _look: RunLook) -> None:
    for reading in element.iterchildren(f"{W}rt"):
        line.tell(Told.READING, words_of(reading))
    for base in element.iterchildren(f"{W}rubyBase"):
        walk(reader, line, base)
    for child in element:
        if child.tag not in RUBY:
            strange(line, child)


def _nothing(_reader: Reader, _line: Line, _element: Element, _look: RunLook) -> None:
    """Pass over what holds no words."""


def _no_words(_reader: Reader, _line: Line, _element: Element) -> None:
    """Pass over what holds no words."""


def _alternative_runs(reader: Reader, line: Line, element: Element) -> None:
    branch = chosen(element)
    if branch is not None:
        tell_other_words(element, branch, reader.doubts, line.spot)
        walk(reader, line, branch)


def _link(reader: Reader, line: Line, element: Element) -> None:
    before = reader.target
    reader.target = _address(reader, element) or before
    walk(reader, line, element)
    reader.target = before


def _address(reader: Reader, element: Element) -> str:
    place = element.get(f"{W}anchor", "")
    found = reader.package.relationships(reader.part).get(element.get(f"{R}id", ""))
    address = found.target if found is not None and found.external else ""
    return address + (f"#{place}" if place else "")


def _kept(reader: Reader, line: Line, element: Element) -> None:
    change = changes.BY_TAG[str(element.tag)]
    reader.changes.inside.append(change)
    walk(reader, line, element)
    reader.changes.inside.pop()


def _gone(reader: Reader, line: Line, element: Element) -> None:
    shown = shown_in(element, lambda run: reader.styles.run(run.find(RPR), line.look))
    if words := said_in(element):  # a picture or the mark of a note that is gone is told by itself
        reader.changes.mark(changes.BY_TAG[str(element.tag)], words, line.spot, shown)
    line.left_out()
    left_out(reader, element, line.spot, "a deleted passage")


def _bookmark(_reader: Reader, line: Line, element: Element) -> None:
    name = element.get(f"{W}name", "")
    if name and name != "_GoBack":
        line.bookmarks.append(name)


def _comment_begins(reader: Reader, _line: Line, element: Element) -> None:
    reader.comments.begin(element.get(f"{W}id", ""))


def _comment_ends(reader: Reader, _line: Line, element: Element) -> None:
    reader.comments.end(element.get(f"{W}id", ""))


def _equation(reader: Reader, line: Line, element: Element) -> None:
    raw = words_of(element)
    if raw:
        line.tell(Told.EQUATION, raw, in_one_line(element))
        for lost, font in lost_in(element):
            line.tell(Told.LOST_SYMBOL, lost, UNKNOWN, font)
        look = reader.styles.run(None, line.look)
        for words, raised in parts_of(element):
            speak(reader, line, words, look._replace(raised=raised or look.raised))
        for one in element.iter(*changes.BY_TAG):
            if words := words_of(one):
                reader.changes.mark(changes.BY_TAG[str(one.tag)], words, line.spot)


def _equations(reader: Reader, line: Line, element: Element) -> None:
    for number, one in enumerate(element.iterchildren(f"{M}oMath")):
        if number:
            put(reader, line, "\n", reader.styles.run(None, line.look))
        _equation(reader, line, one)
    for child in element:
        if child.tag != f"{M}oMath":
            strange(line, child)


def _inner(reader: Reader, line: Line, _element: Element) -> None:
    inner_documents.tell_linked(reader.doubts, line.spot)


def _shows_something(_reader: Reader, line: Line, element: Element, _look: RunLook) -> None:
    """Tell what Word prints without a word of it in the file: ink, and dates of the old kind."""
    line.tell(Told.STRANGE, words_of(element), local_name(element))


INLINE: Final[dict[str, Inline]] = (
    dict.fromkeys([W + name for name in SILENT], _no_words)
    | dict.fromkeys([W + name for name in HOLDERS], walk)
    | {
        f"{W}r": run,
        f"{W}bdo": _overridden,
        f"{W}hyperlink": _link,
        f"{W}fldSimple": field_marks.simple,
        f"{W}ins": _kept,
        f"{W}moveTo": _kept,
        f"{W}del": _gone,
        f"{W}moveFrom": _gone,
        f"{W}sdt": controls.inline,
        f"{W}bookmarkStart": _bookmark,
        f"{W}commentRangeStart": _comment_begins,
        f"{W}commentRangeEnd": _comment_ends,
        f"{W}subDoc": _inner,
        f"{M}oMath": _equation,
        f"{M}oMathPara": _equations,
        f"{MC}AlternateContent": _alternative_runs,
    }
)

IN_RUN: Final[dict[str, InRun]] = {
    f"{W}rPr": _nothing,
    f"{W}t": _text,
    f"{W}sym": _symbol,
    f"{W}br": _break,
    f"{W}cr": _fixed("\n"),
    f"{W}tab": _fixed("\t"),
    f"{W}ptab": _fixed("\t"),
    f"{W}noBreakHyphen": _fixed("\u2011"),
    f"{W}softHyphen": _nothing,
    f"{W}lastRenderedPageBreak": _printed_break,
    f"{W}fldChar": field_marks.mark,
    f"{W}instrText": field_marks.code,
    f"{W}delInstrText": _nothing,
    f"{W}footnoteReference": _note("footnote"),
    f"{W}endnoteReference": _note("endnote"),
    f"{W}footnoteRef": _nothing,
    f"{W}endnoteRef": _nothing,
    f"{W}annotationRef": _nothing,
    f"{W}separator": _nothing,
    f"{W}continuationSeparator": _nothing,
    f"{W}commentReference": _comment,
    f"{W}drawing": _drawing,
    f"{W}pict": _drawing,
    f"{W}object": _drawing,
    f"{MC}AlternateContent": _alternatives,
    f"{W}ruby": _ruby,
} | dict.fromkeys([W + name for name in WORKED_OUT], _shows_something)
