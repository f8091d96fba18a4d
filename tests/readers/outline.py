"""One line for what a reader says: plain words, or a tree of roles with the words in it.

A tree is written as ``role "description" [what is in it]``; words that follow each other are joined.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: Stands for the end of a line.
LINE_END = "↵"
#: Stands for the end of a page.
PAGE_END = "⇟"
#: The role of an annotation that belongs to an element: an area of a link.
AREA = "(area)"


class Node(NamedTuple):
    """An element with its role, what it is called (an alternative text), and what is in it."""

    role: str
    called: str
    inside: tuple[Node | str, ...]


def line(inside: Iterable[Node | str]) -> str:
    """Write elements and words as one line; an element for the whole document is left out."""
    return " ".join(_parts(each for part in inside for each in _unwrapped(part)))


def pages(trees: Iterable[Iterable[Node | str]]) -> str:
    """Write the trees of pages as one line."""
    return f" {PAGE_END} ".join(map(line, trees))


def _unwrapped(part: Node | str) -> tuple[Node | str, ...]:
    return part.inside if isinstance(part, Node) and part.role.startswith("Document") else (part,)


def _parts(inside: Iterable[Node | str]) -> Iterator[str]:
    held: list[str] = []
    for part in (*inside, None):
        if isinstance(part, str):
            held.append(part)
            continue
        if words := visible("".join(held)):
            yield words
        held = []
        if part is not None:
            yield _written(part)


def _written(node: Node) -> str:
    called = f' "{visible(node.called)}"' if node.called else ""
    inside = line(node.inside)
    return f"{node.role}{called} [{inside}]" if inside else f"{node.role}{called}"


def visible(words: str) -> str:
    """Return words on one line in which nothing is hidden: line ends, page ends, and characters that show nothing."""
    lines = words.replace("\r\n", "\n").replace("\f", f"\n{PAGE_END}\n").splitlines()
    joined = f" {LINE_END} ".join(re.sub(" +", " ", line).strip(" ") for line in lines if line.strip(" "))
    joined = joined.replace(f"{LINE_END} {PAGE_END} {LINE_END}", PAGE_END)
    return "".join(_shown(character) for character in joined).strip(f" {LINE_END}{PAGE_END}")


def _shown(character: str) -> str:
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn") or character == "\xa0"
    return f"<{ord(character):04X}>" if hidden else character


def flowing(said: str) -> str:
    """Return what was said without the ends of lines and pages, and without spaces before marks."""
    words = " ".join(word for word in said.split() if word not in (LINE_END, PAGE_END))
    return re.sub(r" (?=[.,:;?!])", "", words)
