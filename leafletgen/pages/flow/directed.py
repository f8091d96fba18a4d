"""Lines of text that has directions, joined letters, or line ends by script: filled, and put in order by UAX 9."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from leafletgen.pages.flow.block import TOLERANCE
from leafletgen.pages.flow.line_ends import HYPHEN, LOOSE_END
from leafletgen.pages.flow.paragraph import Atom, Item, Paragraph, item_of, paragraphs
from leafletgen.pages.flow.quick import quick_lines
from leafletgen.pages.flow.runs import Line, Piece, Place, Run
from leafletgen.scripts.bidi import Stretch, visual_order
from leafletgen.scripts.properties import clusters


def break_directed(runs: Sequence[Run], width: float, language: str, rtl: bool) -> list[Line]:
    """Break runs into lines of at most ``width`` points, as ``break_lines`` does, their pieces in logical order."""
    quick = quick_lines(runs, width, language, rtl)
    if quick is not None:
        return quick
    lines: list[Line] = []
    for number, paragraph in enumerate(paragraphs(runs, language, rtl)):
        if number:
            lines[-1] = lines[-1]._replace(spaced=True)
        lines += _lines(paragraph, width + TOLERANCE, rtl)
    return lines


def least_directed(runs: Sequence[Run], loose: bool, language: str, rtl: bool) -> float:
    """The width in points of the longest unbreakable stretch; loose divides an address after its punctuation."""
    widths = [0.0]
    for paragraph in paragraphs(runs, language, rtl):
        for item in paragraph.items():
            parts = _cut_at(paragraph, item, _places(paragraph, item, LOOSE_END)) if loose and item.atoms else []
            widths += [part.width for part in parts or [item]]
    return max(widths)


def _lines(paragraph: Paragraph, limit: float, rtl: bool) -> Iterator[Line]:
    line: list[Atom] = []
    x = gap = 0.0
    spaces: Sequence[Atom] = ()
    cut = begun = False
    todo = paragraph.items()[::-1]
    while todo:
        item = todo.pop()
        if line and x + gap + item.width > limit:
            yield _line(line, bool(spaces), cut, rtl)
            line, x, gap, spaces, begun = [], 0.0, 0.0, (), True
        if not line and item.width > limit:
            smaller = _smaller(paragraph, item, limit)
            if len(smaller) > 1:
                todo.extend(reversed(smaller))
                if smaller[0].width > limit and not smaller[0].cut:
                    continue
                item = todo.pop()
        line += spaces
        line += item.atoms
        x += gap + item.width
        spaces, gap, cut = item.spaces, item.gap, item.cut
    if line or not begun:
        yield _line(line, False, False, rtl)


def _line(atoms: Sequence[Atom], spaced: bool, cut: bool, rtl: bool) -> Line:
    """Atoms in logical order as a line of pieces, each with where it stands."""
    pieces: list[Piece] = []
    levels: list[int] = []
    places: list[Place] = []
    for (run, level, _), group in groupby(atoms, key=_alike):
        held = list(group)
        face, codes = held[0].face, [atom.code for atom in held]
        if level & 1:
            codes.reverse()
        pieces.append(Piece(run, "".join(codes), sum([atom.width for atom in held])))
        levels.append(level)
        if face.shaped:
            places.append(Place(0.0, bool(level & 1), face, "", codes))
        else:
            places.append(Place(0.0, bool(level & 1), face, "".join([atom.text for atom in held])))
    order: Sequence[int] = range(len(pieces))
    if max(levels, default=0):
        order = visual_order([Stretch(at, at + 1, level) for at, level in enumerate(levels)])
    x = 0.0
    for place in order:
        places[place] = places[place]._replace(left=x)
        x += pieces[place].width
    return Line(pieces, x, spaced, cut, places)


def _alike(atom: Atom) -> tuple[int, int, int]:
    return atom.run, atom.level, id(atom.face)


def _smaller(paragraph: Paragraph, item: Item, limit: float) -> list[Item]:
    """An item that is wider than a line in smaller ones: at its spaces, in an address or a compound, or anywhere."""
    return (
        _cut_at(paragraph, item, paragraph.loose_ends(item.atoms[0].start, item.atoms[-1].end))
        or _cut_at(paragraph, item, [atom.end for atom in item.atoms[:-1] if atom.is_space])
        or _cut_at(paragraph, item, _places(paragraph, item, LOOSE_END))
        or _cut_at(paragraph, item, _places(paragraph, item, HYPHEN))
        or _chopped(paragraph, item, limit)
    )


def _places(paragraph: Paragraph, item: Item, mark: re.Pattern[str]) -> list[int]:
    start, end = item.atoms[0].start, item.atoms[-1].end
    return [found.start() for found in mark.finditer(paragraph.text, start, end) if start < found.start() < end]


def _cut_at(paragraph: Paragraph, item: Item, places: Sequence[int], inside: bool = False) -> list[Item]:
    """An item in pieces that begin at some places in it; none if there is no such place."""
    if not places or not item.atoms:
        return []
    start, end = item.atoms[0].start, item.atoms[-1].end
    atoms = paragraph.atoms(start, end, places)
    pieces = []
    for first, last in pairwise([start, *places, end]):
        pieces.append(
            item_of([atom for atom in atoms if first <= atom.start < last], any_space=True)._replace(cut=inside)
        )
    last_piece = pieces[-1]
    pieces[-1] = last_piece._replace(spaces=item.spaces, gap=item.gap, cut=item.cut)
    return pieces


def _chopped(paragraph: Paragraph, item: Item, limit: float) -> list[Item]:
    """An item in pieces that fit, each at least one letter with all that belongs to it."""
    start, end = item.atoms[0].start, item.atoms[-1].end
    places: list[int] = []
    first = at = start
    for cluster in clusters(paragraph.text[start:end]):
        after = at + len(cluster)
        width = sum([atom.width for atom in paragraph.atoms(first, after, ())])
        if width > limit and at > first:
            places.append(at)
            first = at
        at = after
    return _cut_at(paragraph, item, places, inside=True)
