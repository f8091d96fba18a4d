"""Writes words in one style each as leafletgen's markup.

The marks of bold and italic are ranges that may overlap (see `source.inline`), so each is written where it begins and
where it ends, and nothing has to nest but the brackets of links and languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeVar

from leafletgen.word.importing.atoms import Atom

_T = TypeVar("_T")

_MARKS: Final = re.compile(r"[\\*^\[\]{}]")


def escaped(text: str) -> str:
    r"""Return words with a backslash before what could be a mark: ``\\ * ^ [ ] { }``.

    Parentheses and @ are marks after a bracket only, and no bracket is left bare.
    """
    return _MARKS.sub(r"\\\g<0>", text)


def marked(atoms: Sequence[Atom]) -> str:
    """Return the markup of atoms that are ready for it."""
    return "".join(_written(atoms))


def _written(atoms: Sequence[Atom]) -> Iterator[str]:
    """Yield the markup: at each change of style brackets close, stars change, brackets open."""
    brackets = _brackets(atoms)
    stars = _Stars(atoms, brackets)
    before = Atom("")
    for at, atom in enumerate([*atoms, Atom("")]):
        caret = "^" if atom.raised and not before.raised else ""
        opening = brackets.opening.get(at, "") + stars.inner_opening.get(at, "") + caret
        yield "^" if before.raised and not atom.raised else ""
        yield stars.inner_closing.get(at, "") + brackets.closing.get(at, "") + stars.outer.get(at, "") + opening
        text = atom.text if atom.ready else escaped(atom.text)
        # "[@" begins a citation.
        yield f"\\{text}" if opening.endswith("[") and text.startswith("@") else text
        before = atom


class _Stars:
    """The stars before the atom of a number: within brackets that close or open there, and between them."""

    __slots__ = ("inner_closing", "inner_opening", "outer")

    def __init__(self, atoms: Sequence[Atom], brackets: _Brackets) -> None:
        """Put bold and italic where they begin and end; within brackets when they are no more than a part of them."""
        self.inner_closing: dict[int, str] = {}
        self.inner_opening: dict[int, str] = {}
        self.outer: dict[int, str] = {}
        for mark, values in (("**", [atom.bold for atom in atoms]), ("*", [atom.italic for atom in atoms])):
            for start, end, on in _ranges(values):
                if on:
                    opens_inside = end < brackets.end_of.get(start, 0)
                    closes_inside = start > brackets.start_of.get(end, len(atoms))
                    _add(self.inner_opening if opens_inside else self.outer, start, mark)
                    _add(self.inner_closing if closes_inside else self.outer, end, mark)


def _add(marks: dict[int, str], at: int, mark: str) -> None:
    marks[at] = marks.get(at, "") + mark


class _Brackets(NamedTuple):
    """What brackets open before the atom of a number, and what closes them before another."""

    opening: dict[int, str]
    closing: dict[int, str]
    end_of: dict[int, int]
    """For each place where brackets open, where the outermost of them closes; `start_of` is the other way round."""
    start_of: dict[int, int]

    def put(self, start: int, end: int, tail: str) -> None:
        """Put brackets around some atoms; those that are put first are the inner ones."""
        self.opening[start] = "[" + self.opening.get(start, "")
        self.closing[end] = self.closing.get(end, "") + f"]{tail}"
        self.end_of[start] = max(end, self.end_of.get(start, 0))
        self.start_of[end] = min(start, self.start_of.get(end, start))


def _brackets(atoms: Sequence[Atom]) -> _Brackets:
    """Return the brackets of links and languages, languages outside where they hold whole links."""
    made = _Brackets({}, {}, {}, {})
    units: list[tuple[int, int, str]] = []
    for start, end, target in _ranges([atom.target for atom in atoms]):
        inside = _ranges([atom.language for atom in atoms[start:end]])
        if target and len(inside) > 1:
            for first, last, language in inside:
                if language:
                    made.put(start + first, start + last, f"{{lang={language}}}")
            units.append((start, end, ""))
        else:
            units += [(start + first, start + last, language) for first, last, language in inside]
        if target:
            made.put(start, end, f"({_in_parentheses(target)})")
    for language, same in groupby(units, lambda unit: unit[2]):
        group = list(same)
        if language:
            made.put(group[0][0], group[-1][1], f"{{lang={language}}}")
    return made


def _ranges(values: Sequence[_T]) -> list[tuple[int, int, _T]]:
    """Return start, end and value of each stretch of the same value."""
    made: list[tuple[int, int, _T]] = []
    for at, value in enumerate(values):
        if made and made[-1][2] == value:
            made[-1] = (made[-1][0], at + 1, value)
        else:
            made.append((at, at + 1, value))
    return made


def _in_parentheses(target: str) -> str:
    r"""Return an address as it stands in parentheses: its own are escaped where they do not balance."""
    depth = 0
    for letter in target:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            break
    return target if depth == 0 else re.sub(r"[()]", r"\\\g<0>", target)
