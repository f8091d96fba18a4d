"""Marks of a text as nested codes, as XLIFF has them: words, pairs around words, and what is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from leafletgen.errors import Place, Report
from leafletgen.source.inline import Span, parse_prose
from leafletgen.translation.remarking import filled_in
from leafletgen.word.importing.atoms import Atom, ready_for_marks, squeezed
from leafletgen.word.importing.marks import marked

_NOWHERE: Final = Place("", 0, 0)


class Style(NamedTuple):
    """A mark: its name, and where a link leads or which language words are in."""

    name: str
    value: str = ""


class Code(NamedTuple):
    """A pair of codes around words and further codes."""

    style: Style
    inside: list[Code | str | Filled]


class Filled(NamedTuple):
    """What leafletgen fills in."""

    text: str


Node = Code | str | Filled


def nodes_of(text: str) -> list[Node]:
    """Return the words and codes of a text with marks."""
    return _nested([(_styles(span), span) for span in parse_prose(text, _NOWHERE, Report()).spans])


def _styles(span: Span) -> list[Style]:
    """The marks of a span, the outermost first."""
    made: list[Style] = []
    if span.link is not None:
        made.append(Style("link", span.link.target))
    if span.language:
        made.append(Style("language", span.language))
    made += [Style(name) for name in ("bold", "italic", "superscript") if getattr(span, name)]
    return made


def _nested(spans: Sequence[tuple[list[Style], Span]]) -> list[Node]:
    """Nest spans: of the marks that the first one has, the one that goes on longest is the outermost."""
    made: list[Node] = []
    at = 0
    while at < len(spans):
        styles, span = spans[at]
        if not styles:
            filled = filled_in(span)
            made.append(Filled(filled) if filled else span.text)
            at += 1
            continue
        ends = {style: _end(spans, at, style) for style in styles}
        outer = max(styles, key=lambda style: (ends[style], -styles.index(style)))
        inside = [([one for one in others if one != outer], inner) for others, inner in spans[at : ends[outer]]]
        made.append(Code(outer, _nested(inside)))
        at = ends[outer]
    return made


def _end(spans: Sequence[tuple[list[Style], Span]], start: int, style: Style) -> int:
    at = start
    link = spans[start][1].link
    while at < len(spans) and style in spans[at][0] and (style.name != "link" or spans[at][1].link is link):
        at += 1
    return at


def text_of(nodes: Sequence[Node]) -> str:
    """Return the text with marks that words and codes stand for."""
    return marked(ready_for_marks(squeezed(list(_atoms(nodes, Atom(""))))))


def _atoms(nodes: Sequence[Node], style: Atom) -> Iterator[Atom]:
    for node in nodes:
        if isinstance(node, str):
            yield style._replace(text=node)
        elif isinstance(node, Filled):
            yield style._replace(text=node.text, raised=False, ready=True)
        else:
            yield from _atoms(node.inside, _with(style, node.style))


def _with(atom: Atom, style: Style) -> Atom:
    match style.name:
        case "link":
            return atom._replace(target=style.value)
        case "language":
            return atom._replace(language=style.value)
        case "superscript":
            return atom._replace(raised=True)
        case "bold":
            return atom._replace(bold=True)
        case _:
            return atom._replace(italic=True)
