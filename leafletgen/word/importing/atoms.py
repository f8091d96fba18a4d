"""Words in one style each, made ready for marks: spaces moved out of styles, numbers in one style, neighbours merged.

A mark of bold or italic cannot stand beside white space on its inner side, nor between two digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from leafletgen.source.inline import SEEN

_SPACES: Final = re.compile(r"[ \t]*\n[ \t]*|[ \t]+")
_UNEVEN: Final = re.compile(r"[\t\n]|  ")
_WHITE: Final = re.compile(r"(\s+)")
_LETTER: Final = re.compile(r"[^\W\d_]")


class Atom(NamedTuple):
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


_PLAIN: Final = Atom("")


def squeezed(atoms: Sequence[Atom]) -> list[Atom]:
    """Return the atoms without white space at both ends, and one space where there were several; ends of lines stay."""
    return _trimmed(_with_single_spaces(atoms))


def are_plain(atoms: Sequence[Atom]) -> bool:
    """Whether no atom has a style, so that no mark is needed."""
    return not any([atom[1:] != _PLAIN[1:] for atom in atoms])


def ready_for_marks(atoms: Sequence[Atom]) -> list[Atom]:
    """Return the atoms so that a mark can stand at each change of style."""
    return _merged(_whole_numbers(_settled(_in_languages(list(_split(atoms))))))


def _with_single_spaces(atoms: Sequence[Atom]) -> list[Atom]:
    """Return the atoms with one space where there were several, and none beside the end of a line."""
    made: list[Atom] = []
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


def _cut_last_space(made: list[Atom]) -> None:
    text = made[-1].text.removesuffix(" ")
    if text:
        made[-1] = made[-1]._replace(text=text)
    else:
        del made[-1]


def _trimmed(atoms: list[Atom]) -> list[Atom]:
    """Return the atoms without white space at both ends."""
    made = list(atoms)
    while made and not (text := made[0].text.lstrip()):
        del made[0]
    if made and text != made[0].text:
        made[0] = made[0]._replace(text=text)
    while made and not (text := made[-1].text.rstrip()):
        del made[-1]
    if made and text != made[-1].text:
        made[-1] = made[-1]._replace(text=text)
    return made


def _split(atoms: Sequence[Atom]) -> Iterator[Atom]:
    """Yield the atoms, white space at the ends of each as one of its own; all white space of what is raised."""
    for atom in atoms:
        if atom.ready or not (atom.raised or atom.text[:1].isspace() or atom.text[-1:].isspace()):
            yield atom
            continue
        texts = _WHITE.split(atom.text) if atom.raised else _around(atom.text)
        for text in texts:
            if text:
                yield atom._replace(text=text, raised=atom.raised and SEEN.search(text) is not None)


def _around(text: str) -> tuple[str, str, str]:
    """Return the white space before words, the words, and the white space after them."""
    rest = text.lstrip()
    words = rest.rstrip()
    return text[: len(text) - len(rest)], words, rest[len(words) :]


def _in_languages(atoms: list[Atom]) -> list[Atom]:
    """Return the atoms, those without a letter in the language that both neighbours have."""
    if not any([atom.language for atom in atoms]):
        return atoms
    made = list(atoms)
    before, waiting = "", list[int]()
    for at, atom in enumerate([*atoms, Atom("a")]):
        if atom.ready or not _LETTER.search(atom.text):
            waiting.append(at)
            continue
        for number in waiting:
            made[number] = made[number]._replace(language=before if before == atom.language else "")
        before, waiting = atom.language, []
    return made


def _settled(atoms: list[Atom]) -> list[Atom]:
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
        first = made[at - 1] if at else Atom("")
        last = made[end] if end < len(made) else Atom("")
        for number in range(at, end):
            made[number] = _between(made[number], first, last)
        at = end
    return made


def _between(atom: Atom, first: Atom, last: Atom) -> Atom:
    return atom._replace(
        bold=first.bold and last.bold,
        italic=first.italic and last.italic,
        raised=False,
        target=first.target if first.target == last.target else "",
    )


def _whole_numbers(atoms: list[Atom]) -> list[Atom]:
    """Return the atoms with each number in one style: a mark between two digits would be none."""
    made: list[Atom] = []
    for atom in atoms:
        if made and _meet_in_a_number(made[-1], atom):
            atom = _joined(made, atom)
        if atom.text:
            made.append(atom)
    return made


def _meet_in_a_number(first: Atom, second: Atom) -> bool:
    return (
        not (first.ready or second.ready)
        and (first.bold, first.italic) != (second.bold, second.italic)
        and first[3:] == second[3:]
        and first.text[-1].isdigit()
        and second.text[0].isdigit()
    )


def _joined(made: list[Atom], atom: Atom) -> Atom:
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


def _merged(atoms: Sequence[Atom]) -> list[Atom]:
    """Return the atoms, neighbours of one style as one; links without words are plain."""
    made: list[Atom] = []
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
