"""A stretch of text in which letters join, have directions, or are of scripts with line ends of their own, measured.

What it is made of before its lines are known: atoms, each of one run, one direction and one word, and items, between
which lines may end. Directions are those of UAX 9, found for the whole of it; `directed.py` puts lines in order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, cast

from leafletgen.fonts.loading import load_shaped
from leafletgen.fonts.noto import NASTALIQ, face_of
from leafletgen.fonts.raised import lowered, raised_again
from leafletgen.fonts.typeface import GLUE, Typeface
from leafletgen.pages.flow.line_ends import ADDRESS
from leafletgen.pages.flow.runs import Run
from leafletgen.scripts.bidi import levels, mirrored
from leafletgen.scripts.direction import is_right_to_left
from leafletgen.scripts.isolates import unbroken, with_isolates
from leafletgen.scripts.line_breaks import opportunities, plain_opportunities

if TYPE_CHECKING:
    from leafletgen.fonts.shaped import ShapedTypeface

#: Letters, and signs that order them, for which a text has to be looked at in both directions.
_LEFTWARD = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
#: Letters that are read from right to left, and the mark of such.
_FROM_RIGHT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
#: A letter of those that are read from left to right, of Latin, Greek or Cyrillic: what a right-to-left text may hold.
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u058f\u1e00-\u1fff]")
#: Spaces of a width; each is an atom of its own.
_SPACE_SET = frozenset(f" {GLUE}\u00a0\u202f")
_SPACES = re.compile(f"[{''.join(sorted(_SPACE_SET))}]")
#: Arabic and Syriac letters and marks, of which most join to what is beside them.
_JOINING = re.compile("[\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u0710-\u077f\u0870-\u08ff\u200d]")
#: The last two Chinese characters of a text, with what closes it: the last one does not stand on a line alone.
_LAST_TWO = re.compile(r"[\u3400-\u9fff](?=[\u3400-\u9fff]\W*$)")
#: From this weight on a face is a bold one (OpenType, OS/2, usWeightClass).
_BOLD = 600
_NO_BREAK_SPACE = "\u00a0"
_SOFT_HYPHEN = "\u00ad"
#: What stands for a held space where numbers are looked for: the number of a citation is no part of one before it.
_APART = "\ufffc"


class Atom(NamedTuple):
    """Characters from start to end of one run, level and word, or one space; its width is in points.

    ``text`` is what is drawn of them, of a face that is not shaped.
    """

    start: int
    end: int
    run: int
    level: int
    face: Typeface
    text: str
    code: str
    width: float
    is_space: bool = False
    is_held: bool = False


class Item(NamedTuple):
    """What no line ends in, if it is not wider than one, and the spaces after it, which are left out at a line's end.

    ``cut`` says that it ends inside a word.
    """

    atoms: Sequence[Atom]
    width: float
    spaces: Sequence[Atom]
    gap: float
    cut: bool = False


class Paragraph:
    """Text of runs between two line breaks that were asked for.

    Attributes:
        text: its characters, raised digits as plain ones, a held space as ``GLUE``.
    """

    def __init__(
        self, runs: Sequence[Run], text: str, starts: Sequence[tuple[int, int]], language: str, rtl: bool
    ) -> None:
        """Take the text; starts are the first character in it of each run and that run's index."""
        self.text = text
        self._runs = runs
        self._language = language
        self._starts = [start for start, _ in starts]
        self._indices = [index for _, index in starts]
        self._kept: list[tuple[int, int]] = []
        # Words in Latin letters alone, such as a reference, are a text of their own direction (UAX 9, P2 and P3), so
        # that their full stop and colon stand behind them.
        rtl = rtl and (_FROM_RIGHT.search(text) is not None or _LATIN.search(text) is None)
        self.levels: list[int]
        if rtl or _LEFTWARD.search(text) is not None:
            self._directed(rtl)
        else:
            self.levels = [0] * len(text)
        self._turns = any(self.levels)
        self._breaks = self._ends_of_lines(language)

    def items(self) -> list[Item]:
        """Its items, in logical order."""
        text, found = self.text, list[Item]()
        bounds = {0, len(text), *self._starts, *self._breaks}
        for space in _SPACES.finditer(text):
            bounds.update(space.span())
        if self._turns:
            bounds.update([place for place, (one, other) in enumerate(pairwise(self.levels), 1) if one != other])
        atoms = self._measured(sorted(bounds))
        first = at = 0
        for end in [*self._breaks, len(text)]:
            while at < len(atoms) and atoms[at].end <= end:
                at += 1
            if at > first:
                found.append(item_of(atoms[first:at]))
            first = at
        return found

    def atoms(self, start: int, end: int, cuts: Iterable[int]) -> list[Atom]:
        """The characters from start to end once more, cut at some more places."""
        levels = self.levels
        bounds = {start, end, *cuts, *[place for place in self._starts if start < place < end]}
        bounds.update([place for place in range(start + 1, end) if levels[place] != levels[place - 1]])
        for space in _SPACES.finditer(self.text, start, end):
            bounds.update(space.span())
        return self._measured(sorted(bounds))

    def is_kept(self, place: int) -> bool:
        """Whether a character is of a number, a code or an address that is read from left to right by itself."""
        return any([start <= place < end for start, end in self._kept])

    def _measured(self, bounds: Sequence[int]) -> list[Atom]:
        text, levels, runs = self.text, self.levels, self._runs
        starts, indices = self._starts, self._indices
        atoms: list[Atom] = []
        for start, end in pairwise(bounds):
            index = indices[bisect_right(starts, start) - 1]
            run, level, words = runs[index], levels[start], text[start:end]
            face, rtl = run.face, level & 1
            if words == " " and not self._kept:
                width = face.space_width * run.size / 1000
                atoms.append(Atom(start, end, index, level, face, words, face.space, width, True))
                continue
            is_space = is_held = words in _SPACE_SET
            if is_space:
                is_held = words != " "
                words = " " if words == GLUE else words
                if words != "\u202f" and self._kept and face.covers(_NO_BREAK_SPACE) and self.is_kept(start):
                    words = _NO_BREAK_SPACE  # readers keep the order of its groups
            elif rtl and not face.shaped:
                face, words = self._mirrored(index, words)
            elif run.rise and not face.shaped:
                words = raised_again(words, run.text)
            if not rtl or not face.shaped:
                code, width, _ = face.word(words)
            elif not is_space and self._has_neighbours(start, end):
                code, width = self._joined(face, words, start, end)
            else:
                code, width, _ = face.word(words, True)
            atoms.append(Atom(start, end, index, level, face, words, code, width * run.size / 1000, is_space, is_held))
        return atoms

    def _has_neighbours(self, start: int, end: int) -> bool:
        text = self.text
        return (start > 0 and text[start - 1] not in _SPACE_SET) or (end < len(text) and text[end] not in _SPACE_SET)

    def _joined(self, face: Typeface, words: str, start: int, end: int) -> tuple[str, float]:
        """The code and width of words from right to left, whose first and last letters join to those beside them.

        A word may go on in another run: bold, or in a link.
        """
        text = self.text
        before = text[start - 1] if start and _JOINING.match(text, start - 1) else ""
        after = text[end] if end < len(text) and _JOINING.match(text, end) else ""
        if (before or after) and _JOINING.match(words[0] if before else words[-1]):
            found = _between(cast("ShapedTypeface", face), before, words, after)
            if found is not None:
                return found
        code, width, _ = face.word(words, True)
        return code, width

    def _mirrored(self, index: int, words: str) -> tuple[Typeface, str]:
        """What to draw for signs of a face that is not shaped among words from right to left.

        A face that is shaped has brackets that look one way and are read the other.
        """
        face = self._runs[index].face
        turned = "".join(map(mirrored, reversed(words)))
        if turned == words[::-1]:
            return face, turned
        near = sorted(range(len(self._runs)), key=lambda other: abs(other - index))
        for other in [*[self._runs[one].face for one in near], *_faces_of(self._language, face.weight >= _BOLD)]:
            if other.shaped and other.covers(words) and (other.weight >= _BOLD) == (face.weight >= _BOLD):
                return other, words
        return face, turned

    def _directed(self, rtl: bool) -> None:
        """Find the level of each character, with words of other languages and what is kept left to right isolated.

        Each stretch of one language is looked at by itself, so that no isolate crosses another.
        """
        text = self.text.replace(GLUE, _APART)
        marked: list[str] = []
        places: list[int] = []
        for start, end, mark in self._by_language():
            part = text[start:end]
            self._kept += [(start + first, start + last) for first, last in unbroken(part)]
            isolated, indices = with_isolates(part)
            # Spaces at its ends are between it and what stands beside it.
            first = len(isolated) - len(isolated.lstrip(" ")) if mark else 0
            last = max(len(isolated.rstrip(" ")), first) if mark else len(isolated)
            marked += [isolated[:first], mark, isolated[first:last], "\u2069" if mark else "", isolated[last:]]
            own = [start + index if index >= 0 else -1 for index in indices]
            places += [*own[:first], *[-1] * len(mark), *own[first:last], *[-1] * len(mark), *own[last:]]
        found = levels("".join(marked).replace(_APART, " "), int(rtl))
        self.levels = [level for level, place in zip(found, places, strict=True) if place >= 0]

    def _by_language(self) -> Iterator[tuple[int, int, str]]:
        """Stretches of one language, with the sign that isolates it in its direction where it is not the text's."""
        ends = [*self._starts[1:], len(self.text)]
        languages = [self._runs[index].language for index in self._indices]
        spans = list(zip(self._starts, ends, languages, strict=True))
        for language, group in groupby(spans, key=itemgetter(2)):
            held = list(group)
            mark = ("\u2067" if is_right_to_left(language) else "\u2066") if language else ""
            yield held[0][0], held[-1][1], mark

    def loose_ends(self, start: int, end: int) -> list[int]:
        """Where a stretch that no line has room for may be divided, but no number in it: by UAX 14 alone."""
        part = self.text[start:end].replace(GLUE, _NO_BREAK_SPACE)
        whole = unbroken(part)
        places = [
            place for place in plain_opportunities(part) if not any(first < place < last for first, last in whole)
        ]
        return [start + place for place in places if part[place - 1] != _SOFT_HYPHEN and 0 < place < len(part)]

    def _ends_of_lines(self, language: str) -> list[int]:
        """Where lines may begin: not within what is kept together, and after a soft hyphen never."""
        text = self.text.replace(GLUE, _NO_BREAK_SPACE)
        last = _LAST_TWO.search(text)
        held = last.end() if last is not None else 0
        return [
            place
            for place in opportunities(text, language)
            if 0 < place < len(text) and place != held and text[place - 1] != _SOFT_HYPHEN and not self._holds(place)
        ]

    def _holds(self, place: int) -> bool:
        for start, end in self._kept:
            if start < place < end:
                return ADDRESS.match(self.text, start, end) is None or self.text[place - 1] == " "
        return False


def paragraphs(runs: Sequence[Run], language: str, rtl: bool) -> list[Paragraph]:
    """Runs in parts that end where a line has to."""
    texts = [lowered(run.text) if run.rise else run.text for run in runs]
    starts = [0, *accumulate([len(text) for text in texts])]
    found: list[Paragraph] = []
    at = 0
    for line in "".join(texts).split("\n"):
        end = at + len(line)
        inside = [
            (max(start - at, 0), index)
            for index, (start, stop) in enumerate(pairwise(starts))
            if start < end and stop > at
        ]
        found.append(Paragraph(runs, line, inside or [(0, 0)], language, rtl))
        at = end + 1
    return found


def item_of(atoms: Sequence[Atom], any_space: bool = False) -> Item:
    """Atoms as an item, spaces at their end apart; held ones too if so said."""
    last = len(atoms)
    while last and atoms[last - 1].is_space and (any_space or not atoms[last - 1].is_held):
        last -= 1
    if last == 1 and len(atoms) <= 2:  # a word, as most are, and a space
        gap = atoms[1].width if len(atoms) == 2 else 0.0
        return Item(atoms[:1], atoms[0].width, atoms[1:], gap)
    said, spaces = atoms[:last], atoms[last:]
    return Item(said, sum([atom.width for atom in said]), spaces, sum([atom.width for atom in spaces]))


@cache
def _faces_of(language: str, bold: bool) -> tuple[Typeface, ...]:
    """The package's own face for a language, where words are shaped."""
    own = face_of(language)
    if own is None or not own.shaped:
        return ()
    return (load_shaped(own.path(bold), language, "Arab" if own is NASTALIQ else own.script),)


def _between(face: ShapedTypeface, before: str, words: str, after: str) -> tuple[str, float] | None:
    """Words as they are set between two letters; None where one of those is part of a ligature with them."""
    if not face.covers(before + after):
        return None
    code, width, _ = face.word(before + words + after, True)
    clusters = [face.cluster(one) for one in reversed(code)]
    ends = [0, *accumulate([len(cluster.text) for cluster in clusters])]
    if ends[-1] != len(before + words + after) or len(before) not in ends or len(before + words) not in ends:
        return None
    first, last = ends.index(len(before)), ends.index(len(before + words))
    whole = sum([cluster.advance for cluster in clusters])
    own = sum([cluster.advance for cluster in clusters[first:last]])
    return code[::-1][first:last][::-1], width * own / whole if whole else 0.0
