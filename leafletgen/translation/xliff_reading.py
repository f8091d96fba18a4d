"""Reads XLIFF 1.2 that came back from the program of an agency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from leafletgen.errors import Diagnostic, ExitCode, Place, RefusedError, error, warning
from leafletgen.source.inline import composed
from leafletgen.translation.codes import Code, Filled, Node, Style, text_of
from leafletgen.translation.packet import Answer, AnsweredPart, Returned, language_missing
from leafletgen.translation.xliff import CTYPES, FILLED, SPACE

_NAMES: Final = {ctype: name for name, ctype in CTYPES.items()}
#: What a program says of a target that nobody has translated yet, or that somebody is to look at.
_UNFINISHED: Final = frozenset(
    ("new", "needs-translation", "needs-adaptation", "needs-l10n", "needs-review-translation",
     "needs-review-adaptation", "needs-review-l10n")
)  # fmt: skip
_DEEPEST: Final = 40


def read_xliff(data: bytes, name: str) -> Returned:
    """Return the texts of an XLIFF file.

    Raises:
        RefusedError: it is no XLIFF 1.2, or no XML that can be read.
    """
    root = _root(data, name)
    told: list[Diagnostic] = []
    parts = [_part(file, name, told) for file in root.iter(f"{{{SPACE}}}file")]
    if not parts:
        told.append(
            error(
                "translated-no-table",
                "no file element is in this file",
                "choose the file that was sent to the translators",
                Place(name, 1, 1),
            )
        )
    return Returned(name, parts, told)


def _root(data: bytes, name: str) -> Any:
    # No entity is resolved and nothing is fetched: what a file of strangers says is data.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        line, column = fault.position
        raise _refused(name, f"this is not valid XML: {fault.msg}", max(line, 1), max(column, 1)) from fault
    if root.getroottree().docinfo.doctype:
        raise _refused(name, "a document type stands in this file, which no XLIFF has", 1, 1)
    if root.tag != f"{{{SPACE}}}xliff" or root.get("version") != "1.2":
        raise _refused(name, "this is no XLIFF 1.2", root.sourceline or 1, 1)
    return root


def _refused(name: str, message: str, line: int, column: int) -> RefusedError:
    hint = "ask the agency for the file as its program writes it, in XLIFF 1.2"
    return RefusedError(ExitCode.CONTENT, error("translated-file-damaged", message, hint, Place(name, line, column)))


def _part(file: Any, name: str, told: list[Diagnostic]) -> AnsweredPart:
    kind, _, called = str(file.get("original", "")).partition(":")
    place = _place(file, name)
    language = str(file.get("target-language", ""))
    if not language:
        told.append(language_missing(place))
    answers = [
        _answer(unit, name, told) for unit in file.iter(f"{{{SPACE}}}trans-unit") if unit.get("translate") != "no"
    ]
    return AnsweredPart(kind, called, language, answers, place)


def _answer(unit: Any, name: str, told: list[Diagnostic]) -> Answer:
    place = _place(unit, name)
    source, target = unit.find(f"{{{SPACE}}}source"), unit.find(f"{{{SPACE}}}target")
    if len(unit.findall(f"{{{SPACE}}}target")) > 1:
        told.append(
            error("translated-row-twice", "this text has two translations", "keep the target that is right", place)
        )
    styles: dict[str, Style | str] = {}
    ours = _text(source, styles, name, told) if source is not None else ""
    theirs = _text(target, styles, name, told) if target is not None else ""
    state = "" if target is None else str(target.get("state", ""))
    if theirs and state in _UNFINISHED:
        told.append(
            warning(
                "translated-unfinished",
                f'the translators\' program says of this text "{state}"',
                "ask the agency whether it is finished",
                place,
            )
        )
    return Answer(str(unit.get("resname") or unit.get("id") or ""), ours, theirs, place)


def _text(element: Any, styles: dict[str, Style | str], name: str, told: list[Diagnostic]) -> str:
    return composed(text_of(list(_nodes(element, styles, name, told, 0))))


def _nodes(
    element: Any, styles: dict[str, Style | str], name: str, told: list[Diagnostic], depth: int
) -> Iterator[Node]:
    """Yield words and codes; those of a target are known by their numbers, whatever a program kept of them."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and depth >= _DEEPEST:
            told.append(_unknown(child, name))
        elif isinstance(child.tag, str):
            yield from _code(child, styles, name, told, depth)
        if child.tail:
            yield child.tail


def _code(child: Any, styles: dict[str, Style | str], name: str, told: list[Diagnostic], depth: int) -> Iterator[Node]:
    identifier, ctype = str(child.get("id", "")), str(child.get("ctype", ""))
    known = styles.get(identifier)
    match etree.QName(child).localname:
        case "g":
            style = known if isinstance(known, Style) else None
            if style is None and ctype in _NAMES:
                style = Style(_NAMES[ctype], str(child.get("equiv-text", "")))
                styles[identifier] = style
            inside = list(_nodes(child, styles, name, told, depth + 1))
            if style is None:
                told.append(_unknown(child, name))
                yield from inside
            else:
                yield Code(style, inside)
        case "ph" | "x":
            text = known if isinstance(known, str) else str(child.get("equiv-text", "") or child.text or "")
            if not isinstance(known, str) and ctype != FILLED:
                told.append(_unknown(child, name))
            styles[identifier] = text
            yield Filled(text)
        case "mrk":  # what a program marks as a sentence or a term
            yield from _nodes(child, styles, name, told, depth + 1)
        case _:
            told.append(_unknown(child, name))
            yield from _nodes(child, styles, name, told, depth + 1)


def _unknown(child: Any, name: str) -> Diagnostic:
    return error(
        "translated-marks-differ",
        f'the code <{etree.QName(child).localname} id="{child.get("id", "")}"> is none of the source',
        "use the codes of the source, each once",
        _place(child, name),
    )


def _place(element: Any, name: str) -> Place:
    return Place(name, element.sourceline or 1, 1)
