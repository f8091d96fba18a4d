"""Stretches of a story become prose in leafletgen's markup, which reads back as the very same words and styles.

The marks of bold and italic are ranges that may overlap (see `source.inline`), so each is written where it begins and
where it ends, and nothing has to nest but the brackets of links and languages. A mark cannot stand beside white space
on its inner side, nor between two digits; so spaces are moved out of styles, and a number is in one style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeVar

from leafletgen.source.addresses import Address
from leafletgen.source.inline import SEEN, composed, target_fault
from leafletgen.word.importing.languages import short_tag
from leafletgen.word.story import Anchored, NoteMark, PageOf, Piece, Stretch

_T = TypeVar("_T")

LOWERED: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
"""Lowered digits as characters."""

_MARKS: Final = re.compile(r"[\\*^\[\]{}]")
_SPACES: Final = re.compile(r"[ \t]*\n[ \t]*|[ \t]+")
_UNEVEN: Final = re.compile(r"[\t\n]|  ")
_LETTER: Final = re.compile(r"[^\W\d_]")
_IN_TARGET: Final = {" ": "%20", "<": "%3C", ">": "%3E", "[": "%5B", "]": "%5D", "^": "%5E", "`": "%60"} | {
    "{": "%7B",
    "|": "%7C",
    "}": "%7D",
    "\\": "%5C",
    '"': "%22",
}
_LONGEST_TARGET: Final = 1000


class _Atom(NamedTuple):
    """Words in one style, or markup that is ready (`ready`), which takes the style of what stands around it."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    language: str = ""
    target: str = ""
    ready: bool = False

    @property
    def is_neutral(self) -> bool:
        """Whether it has no style of its own: white space, and markup that is ready."""
        return self.ready or not self.text.strip()


_PLAIN: Final = _Atom("")


def escaped(text: str) -> str:
    r"""Return words with a backslash before what could be a mark: ``\\ * ^ [ ] { }``.

    Parentheses and @ are marks after a bracket only, and no bracket is left bare.
    """
    return _MARKS.sub(r"\\\g<0>", text)


def usable(target: str) -> str | None:
    """Return the address of a link as a leaflet takes it, or None when no leaflet can lead there."""
    text = Address(target.strip()).text
    if text[:4].lower() == "tel:":
        text = re.sub(r"[ \xa0]", "", text)
    elif not text.startswith("#"):
        text = "".join([_IN_TARGET.get(letter, letter) for letter in text])
    if len(text) > _LONGEST_TARGET or target_fault(text) is not None:
        return None
    return text


def prose(pieces: Sequence[Piece]) -> str:
    """Return the pieces as one value of YAML, in leafletgen's markup; what is anchored among them is left out.

    White space at both ends goes, and more than one space in a row is one; an end of line is kept.

    Args:
        pieces: stretches, whose languages are those that need a mark, and whose targets are addresses or ``#`` and the
            id of a heading; marks of notes, whose names are those of references; page numbers, whose bookmarks are ids.
    """
    atoms = _trimmed(_squeezed([_atom(piece) for piece in pieces if not isinstance(piece, Anchored)]))
    if not any([atom[1:] != _PLAIN[1:] for atom in atoms]):
        return composed(escaped("".join([atom.text for atom in atoms])))
    atoms = _whole_numbers(_settled(_in_languages(list(_split(atoms)))))
    return composed("".join(_written(_merged(atoms))))


def _atom(piece: Stretch | NoteMark | PageOf) -> _Atom:
    if isinstance(piece, NoteMark):
        return _Atom(f"[@{piece.name}]", ready=True)
    if isinstance(piece, PageOf):
        return _Atom(f"{{page:{piece.bookmark}}}", ready=True)
    text = piece.text.translate(LOWERED) if piece.lowered else piece.text
    language = short_tag(piece.language) if piece.language else ""
    target = (usable(piece.target) or "") if piece.target else ""
    return _Atom(text, piece.bold, piece.italic, piece.raised, language, target)


def _squeezed(atoms: Sequence[_Atom]) -> list[_Atom]:
    """Return the atoms with one space where there were several, and none beside the end of a line."""
    made: list[_Atom] = []
    before = ""
    for atom in atoms:
        text = atom.text
        if not atom.ready and _UNEVEN.search(text):
            text = _SPACES.sub(lambda found: "\n" if "\n" in found[0] else " ", text)
        if not atom.ready:
            if before in (" ", "\n"):
                text = text.lstrip(" ")
            if text.startswith("\n") and before == " ":
                _cut_last_space(made)
        if text:
            made.append(atom if text is atom.text else atom._replace(text=text))
            before = text[-1]
    return made


def _cut_last_space(made: list[_Atom]) -> None:
    text = made[-1].text.removesuffix(" ")
    if text:
        made[-1] = made[-1]._replace(text=text)
    else:
        del made[-1]


def _trimmed(atoms: list[_Atom]) -> list[_Atom]:
    """Return the atoms without white space at both ends."""
    made = list(atoms)
    while made and not (text := made[0].text.lstrip()):
        del made[0]
    if made:
        made[0] = made[0]._replace(text=text)
    while made and not (text := made[-1].text.rstrip()):
        del made[-1]
    if made:
        made[-1] = made[-1]._replace(text=text)
    return made


def _split(atoms: Sequence[_Atom]) -> Iterator[_Atom]:
    """Yield the atoms, white space at the ends of each as one of its own; all white space of what is raised."""
    for atom in atoms:
        if atom.ready or not (atom.raised or atom.text[:1].isspace() or atom.text[-1:].isspace()):
            yield atom
            continue
        pattern = r"(\s+)" if atom.raised else r"(^\s+|\s+\Z)"
        for text in re.split(pattern, atom.text):
            if text:
                yield atom._replace(text=text, raised=atom.raised and SEEN.search(text) is not None)


def _in_languages(atoms: list[_Atom]) -> list[_Atom]:
    """Return the atoms, those without a letter in the language that both neighbours have."""
    if not any([atom.language for atom in atoms]):
        return atoms
    made = list(atoms)
    before, waiting = "", list[int]()
    for at, atom in enumerate([*atoms, _Atom("a")]):
        if atom.ready or not _LETTER.search(atom.text):
            waiting.append(at)
            continue
        for number in waiting:
            made[number] = made[number]._replace(language=before if before == atom.language else "")
        before, waiting = atom.language, []
    return made


def _settled(atoms: list[_Atom]) -> list[_Atom]:
    """Return the atoms, those without a style of their own in that which both neighbours have."""
    made = list(atoms)
    at = 0
    while at < len(made):
        if not made[at].is_neutral:
            at += 1
            continue
        end = at
        while end < len(made) and made[end].is_neutral:
            end += 1
        first = made[at - 1] if at else _Atom("")
        last = made[end] if end < len(made) else _Atom("")
        for number in range(at, end):
            made[number] = _between(made[number], first, last)
        at = end
    return made


def _between(atom: _Atom, first: _Atom, last: _Atom) -> _Atom:
    return atom._replace(
        bold=first.bold and last.bold,
        italic=first.italic and last.italic,
        raised=False,
        target=first.target if first.target == last.target else "",
    )


def _whole_numbers(atoms: list[_Atom]) -> list[_Atom]:
    """Return the atoms with each number in one style: a mark between two digits would be none."""
    made: list[_Atom] = []
    for atom in atoms:
        if made and _meet_in_a_number(made[-1], atom):
            atom = _joined(made, atom)
        if atom.text:
            made.append(atom)
    return made


def _meet_in_a_number(first: _Atom, second: _Atom) -> bool:
    return (
        not (first.ready or second.ready)
        and (first.bold, first.italic) != (second.bold, second.italic)
        and first[3:] == second[3:]
        and first.text[-1].isdigit()
        and second.text[0].isdigit()
    )


def _joined(made: list[_Atom], atom: _Atom) -> _Atom:
    """Give the digits at the beginning of an atom to the one before it, or take its own when it is the bolder one."""
    before = made[-1]
    if (before.bold, before.italic) > (atom.bold, atom.italic):
        digits = len(atom.text) - len(_without_digits_before(atom.text))
        made[-1] = before._replace(text=before.text + atom.text[:digits])
        return atom._replace(text=atom.text[digits:])
    rest = _without_digits_after(before.text)
    moved = before.text[len(rest) :]
    if rest:
        made[-1] = before._replace(text=rest)
    else:
        del made[-1]
    return atom._replace(text=moved + atom.text)


def _without_digits_before(text: str) -> str:
    at = next((number for number, letter in enumerate(text) if not letter.isdigit()), len(text))
    return text[at:]


def _without_digits_after(text: str) -> str:
    return _without_digits_before(text[::-1])[::-1]


def _merged(atoms: Sequence[_Atom]) -> list[_Atom]:
    """Return the atoms, neighbours of one style as one; links without words are plain."""
    made: list[_Atom] = []
    for target, linked in groupby(atoms, lambda atom: atom.target):
        group = list(linked)
        if target and not any([not atom.ready and SEEN.search(atom.text) for atom in group]):
            group = [atom._replace(target="") for atom in group]
        for atom in group:
            if made and made[-1][1:] == atom[1:]:
                made[-1] = made[-1]._replace(text=made[-1].text + atom.text)
            else:
                made.append(atom)
    return made


def _written(atoms: Sequence[_Atom]) -> Iterator[str]:
    """Yield the markup: at each change of style brackets close, stars change, brackets open."""
    brackets = _brackets(atoms)
    stars = _Stars(atoms, brackets)
    before = _Atom("")
    for at, atom in enumerate([*atoms, _Atom("")]):
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

    def __init__(self, atoms: Sequence[_Atom], brackets: _Brackets) -> None:
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


def _brackets(atoms: Sequence[_Atom]) -> _Brackets:
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
