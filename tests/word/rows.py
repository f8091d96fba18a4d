"""One construct of Word at a time: what the file holds, the leaflet's body that an author expects, and the doubts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from leafletgen.word.doubts import Doubt, Part
from tests.word.expecting import come_in, leaflet_in
from tests.word.habits.parts import PICTURE, heading, title, word_file
from tests.word.noise import as_word_writes


class Row(NamedTuple):
    """A construct.

    Attributes:
        word: the blocks of the Word file, after a title and a heading.
        body: the YAML of the leaflet's body, after that heading.
        doubts: for each doubt in order the first words of its place, ``::``, and words that it must say.
        head: the YAML of what the head has besides what all have.
        parts, links: further parts of the file and further relations of its document.
    """

    word: str
    body: str
    doubts: tuple[str, ...] = ()
    head: str = ""
    parts: Mapping[str, str] = {}
    links: Mapping[str, tuple[str, str, bool]] = {}


def file_of(row: Row) -> bytes:
    """Return the Word file as Word writes it; it has two pictures, rId1 and rId2."""
    shown = {number: f'"rId{number}"' in row.word for number in (1, 2, 3)}
    links = {f"rId{one}": ("image", f"media/image{one}.png", False) for one, is_there in shown.items() if is_there}
    files = {f"word/media/image{one}.png": PICTURE + bytes(one) for one, is_there in shown.items() if is_there}
    made = word_file(
        title("Leaflet"), heading("Start"), row.word, files=files, links=links | dict(row.links), **row.parts
    )
    return as_word_writes(made)


def comes_to(row: Row, name: str) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Return the leaflet that came and the one that was wanted, without what all have, and what is wrong of doubts."""
    made = come_in(file_of(row), name)
    came = leaflet_in(made)
    head = {key: value for key, value in came.items() if key not in _ALL and key != "body"}
    body = came["body"]
    wanted = {"head": yaml.safe_load(row.head) or {}, "body": yaml.safe_load(row.body) or []}
    if body[:1] == [{"heading": "Start"}]:
        body = body[1:]
    told = [doubt for doubt in made.doubts if doubt.code not in _OF_ALL]
    wrong = []
    for number in range(max(len(told), len(row.doubts))):
        line = row.doubts[number] if number < len(row.doubts) else ""
        doubt = told[number] if number < len(told) else None
        said = (
            ""
            if doubt is None
            else f"{doubt.severity.value} [{doubt.code}] {doubt.spot}: {doubt.message} <<{doubt.words}>>"
        )
        place, _, words = line.partition(" :: ")
        at = "" if doubt is None else _place(doubt)
        if not line or doubt is None or not at.startswith(place) or words.casefold() not in said.casefold():
            wrong.append(f"{line!r} != {said!r}")
    return {"head": head, "body": body}, wanted, wrong


_ALL = frozenset(("code", "title", "language", "brand", "layouts"))
_OF_ALL = frozenset(("word-code-given", "word-code-missing", "word-language-changed", "word-code-not-found"))


def _place(doubt: Doubt) -> str:
    in_body = doubt.spot.part is Part.BODY
    return " ".join(doubt.spot.words.split()) if in_body and doubt.spot.words else str(doubt.spot)
