"""Codes and titles that more than one imported leaflet has, or that the workspace has already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from leafletgen.content.code import CodeTemplate, release_number
from leafletgen.word.importing.reported import Common, Reported


def clashes(files: Sequence[Reported], template: CodeTemplate, known: Mapping[str, str]) -> list[Common]:
    """Return the codes, the numbers of codes and the titles that clash.

    Args:
        files: what was imported.
        template: how the brand writes codes.
        known: the leaflets of the workspace by the numbers of their codes, in small letters.
    """
    codes = list(_same(files, lambda one: _head(one, "code")))
    told = [
        Common(f"{len(held)} leaflets have the code {code}", _ONE_CODE, "", _names(files, held)) for code, held in codes
    ]
    whole = {tuple(held) for _, held in codes}
    for number, held in _same(files, lambda one: _number(one, template)):
        if tuple(held) not in whole:
            what = f"{len(held)} leaflets have the code number {number.upper()}"
            told.append(Common(what, _ONE_CODE, "", _names(files, held)))
    for one in files:
        number = _number(one, template)
        if number in known and known[number] != _anew(one):
            what = f"the code number {number.upper()} of {one.file} is that of {known[number]} already"
            told.append(Common(what, _ONE_CODE, "", (one.file,)))
    for _, held in _same(files, lambda one: _head(one, "title").casefold()):
        shown = _head(files[held[0]], "title")
        what = f'{len(held)} leaflets are called "{shown}"'
        told.append(Common(what, _ONE_LEAFLET, "", _names(files, held)))
    return told


_ONE_CODE = "a code belongs to one leaflet, so that a paper copy can be told: give one of them another"
_ONE_LEAFLET = "see whether one of them is an older version, and leave that one out"


def _same(files: Sequence[Reported], value_of: Callable[[Reported], str]) -> Iterator[tuple[str, list[int]]]:
    """Yield the values that several files have, and which files."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(files):
        if value := value_of(one):
            holders[value].append(number)
    yield from [(value, held) for value, held in holders.items() if len(held) > 1]


def _anew(reported: Reported) -> str:
    return reported.imported.leaflet.anew if reported.imported else ""


def _head(reported: Reported, key: str) -> str:
    made = reported.imported.leaflet.head.get(key) if reported.imported else None
    return str(made.value) if made is not None else ""


def _number(reported: Reported, template: CodeTemplate) -> str:
    """Return the number of a leaflet's code in small letters; "" when it has none."""
    code = template.parse(_head(reported, "code"))
    return "" if code is None else release_number(code, "").casefold()


def _names(files: Sequence[Reported], held: Sequence[int]) -> tuple[str, ...]:
    return tuple(files[number].file for number in held)
