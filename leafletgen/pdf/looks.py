"""What a page looks like, told apart from what is said of it in tags; and where two pages look different.

Two pages that are painted alike have the same look, though they stand in different files: there their marks may have
other numbers, and their faces and pictures other names.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from leafletgen.fonts.shaped import ShapedTypeface
    from leafletgen.fonts.typeface import Typeface
    from leafletgen.pdf.canvas import TaggedCanvas
    from leafletgen.pdf.drawn import UsedFace

_NAMES = re.compile(r"/(?:(T\d+)(?= [\d.]+ Tf)|(I\d+)(?= Do))")
#: Operators that only write words, one a line: of these it is known where the words stand.
_OF_WORDS = re.compile(
    r"BT|ET|T\*|\((?P<words>.*)\) Tj|(?:[\d.]+ ){3}rg|(?P<rise>-?[\d.]+) Ts|/(?P<face>\w+) (?P<size>[\d.]+) Tf"
    r"|(?:(?P<leading>-?[\d.]+) TL )?1 0 0 1 (?P<x>-?[\d.]+) (?P<y>-?[\d.]+) Tm",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_FACE, _SHOWN = re.compile(r"/(\w+) [\d.]+ Tf"), re.compile(r"\((.*)\) Tj", re.DOTALL)
_SAVE, _RESTORE = re.compile(r"(?:^|\s)q(?=\s)"), re.compile(r"(?:^|\s)Q(?=\s|$)")
#: How far letters reach over and under their line, and beside their place, in sizes.
_OVER, _UNDER, _BESIDE = 1.1, 0.35, 0.25
#: Joined letters lean over those beside them.
_BESIDE_SHAPED = 1.0


class Box(NamedTuple):
    """A part of a page, in points from its left and bottom edge."""

    left: float
    bottom: float
    right: float
    top: float


class Look(NamedTuple):
    """How a page is painted; sides in points."""

    width: float
    height: float
    lines: Sequence[str]
    """The same for pages that are painted alike; texts of a patient are in it."""
    faces: Mapping[str, Typeface]
    """By what they are called in it."""
    operators: Sequence[str]
    """What the page consists of in its file."""
    names: Mapping[str, str]
    """What faces and pictures are, by what they are called in the file."""

    @property
    def painted(self) -> str:
        """All of it as one text."""
        return "\n".join(self.lines)

    def __repr__(self) -> str:
        """Return the size alone; a trace may end in a log."""
        return f"Look({self.width:g} x {self.height:g})"


def looks(canvas: TaggedCanvas, before: Sequence[Look] = ()) -> list[Look]:
    """Return the look of each page of a file that was written; links and bookmarks are not seen.

    Args:
        canvas: on which it was drawn.
        before: the looks of an earlier file, which are returned again for pages that have not changed.
    """
    faces = {used.resource: _program(used.face) for used in canvas.faces.values()}
    pictures = {f"I{number}": key for key, number in canvas.pictures.items()}
    shaped = {used.resource: used for used in canvas.faces.values() if used.face.shaped}
    # What a document's own codes stand for is part of what its pages are made of.
    names = {**faces, **pictures, **{name: faces[name] + "".join(used.shown) for name, used in shaped.items()}}
    known = {faces[used.resource]: used.face for used in canvas.faces.values()}
    found: list[Look] = []
    for index, page in enumerate(canvas.painted):
        old = before[index] if index < len(before) else None
        if old is None or (*old[:2], old.operators, old.names) != (*canvas.size, page.operators, names):
            operators = _decoded(page.operators, shaped) if shaped else page.operators
            old = Look(*canvas.size, _painted(operators, {**faces, **pictures}), known, page.operators, names)
        found.append(old)
    return found


def changed(old: Look, new: Look) -> list[Box] | None:
    """Return where alone two pages look different; None where more than the words of some texts changed."""
    before, after = old.lines, new.lines
    same = _alike(before, after)
    still = min(_alike(before[::-1], after[::-1]), len(before) - same, len(after) - same)
    # Whole text objects: how their words stand is said where they begin.
    begin = next((at for at in range(same, -1, -1) if before[at : at + 1] == ["BT"]), None)
    ends = _end(before, len(before) - still), _end(after, len(after) - still)
    if begin is None or ends[0] is None or ends[1] is None or old[:2] != new[:2] or _is_nested(after[:begin]):
        return None
    texts = _texts(before[begin : ends[0]]), _texts(after[begin : ends[1]])
    if len(texts[0]) != len(texts[1]):
        return None
    boxes: list[Box] = []
    for one, other in zip(*texts, strict=True):
        box = None if one == other else _around(*_boxes(one, old.faces), *_boxes(other, new.faces))
        if box is not None:
            boxes.append(box)
        elif one != other:
            return None
    return boxes


def _painted(operators: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Return what paints a page, a line each, its faces and pictures called by what they are.

    Opacities are called so already. Marks are left out; no line of words ends as they do.
    """
    lines = "\n".join(operators).split("\n")
    bare = [line for line in lines if line != "EMC" and line[-4:] not in (" BDC", " BMC")]
    return [_named(line, names) if line[-3:] == " Tf" or " Do" in line else line for line in bare]


def _decoded(operators: Sequence[str], shaped: Mapping[str, UsedFace]) -> list[str]:
    """Return what a page consists of with words of shaped faces as the faces have them, whatever the document does."""
    used: UsedFace | None = None
    lines: list[str] = []
    for line in "\n".join(operators).split("\n"):
        face, shown = _FACE.fullmatch(line), _SHOWN.fullmatch(line)
        if face is not None:
            used = shaped.get(face[1])
        if shown is not None and used is not None:
            codes = used.shown
            line = f"({''.join([codes[number - 1] for number in _numbers(shown[1])])}) Tj"
        lines.append(line)
    return lines


def _numbers(words: str) -> Sequence[int]:
    """Return the two-byte codes of a literal string."""
    codes = _ESCAPED.sub(lambda found: {"r": "\r", "n": "\n"}.get(found[1], found[1]), words).encode("latin-1")
    return struct.unpack(f">{len(codes) // 2}H", codes)


def _named(line: str, names: Mapping[str, str]) -> str:
    return _NAMES.sub(lambda found: f"/{names[found[1] or found[2]]}", line)


@lru_cache(maxsize=64)
def _program(face: Typeface) -> str:
    """Return a name for the outlines of a face; two that were read from one file have the same.

    Shaped faces have another one for each language, since their codes are their own.
    """
    name = blake2b(face.data, digest_size=16).hexdigest()
    return name + cast("ShapedTypeface", face).language.replace("-", "") if face.shaped else name


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines are the same from the first on."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _is_nested(lines: Sequence[str]) -> bool:
    """Return whether what follows these lines is painted in units of its own."""
    text = "\n".join([line for line in lines if ("q" in line or "Q" in line) and line[-4:] != ") Tj"])
    return len(_SAVE.findall(text)) != len(_RESTORE.findall(text))


def _end(lines: Sequence[str], at: int) -> int | None:
    """Return the line after the text object that a line is in or after."""
    return next((end + 1 for end in range(max(at - 1, 0), len(lines)) if lines[end] == "ET"), None)


def _texts(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines of each text object; what stands between two is with the second."""
    texts: list[list[str]] = [[]]
    for line in lines:
        texts[-1].append(line)
        if line == "ET":
            texts.append([])
    return texts[:-1]


def _around(*boxes: Box | None) -> Box | None:
    """Return the box around others; None where one is not known, or there are none."""
    known = [box for box in boxes if box is not None]
    if not known or len(known) < len(boxes):
        return None
    lefts, bottoms, rights, tops = zip(*known, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


def _boxes(lines: Sequence[str], faces: Mapping[str, Typeface]) -> Iterator[Box | None]:
    """Yield the box of each stretch of words; None for what is not of words."""
    start = pen = y = leading = rise = size = 0.0
    face: Typeface | None = None
    for line in lines:
        found = _OF_WORDS.fullmatch(line)
        if found is None:
            yield None
            continue
        said = found.groupdict()
        if said["x"] is not None:
            start = pen = float(said["x"])
            y, leading = float(said["y"]), float(said["leading"] or leading)
        elif line == "T*":
            pen, y = start, y - leading
        size, rise = float(said["size"] or size), float(said["rise"] or rise)
        face = faces.get(said["face"] or "", face)
        if said["words"] is None:
            continue
        if face is None:
            yield None
        else:
            end = pen + _advance(said["words"], face) * size
            over, under, beside = _reach(said["words"], face) if face.shaped else (_OVER, _UNDER, _BESIDE)
            yield Box(pen - beside * size, y + rise - under * size, end + beside * size, y + rise + over * size)
            pen = end


def _reach(words: str, face: Typeface) -> tuple[float, float, float]:
    """Return how far letters of a shaped face reach over and under their line, and beside their place, in sizes.

    That is the box of all glyphs, moved as the glyphs of these words are.
    """
    shaped = cast("ShapedTypeface", face)
    rises = [part.y for code in words for part in shaped.cluster(code).parts] or [0]
    over = (face.box[3] + max(0, face.thousandths(max(rises)))) / 1000
    under = (-face.box[1] + max(0, face.thousandths(-min(rises)))) / 1000
    return max(over, _OVER), max(under, _UNDER), _BESIDE_SHAPED


def _advance(words: str, face: Typeface) -> float:
    """Return how far words go, in sizes."""
    if face.shaped:
        clusters = map(cast("ShapedTypeface", face).cluster, words)
        return face.thousandths(sum([cluster.advance for cluster in clusters])) / 1000
    advances: list[float] = [face.advances[face.glyph_of_code[code]] for code in _numbers(words)]
    return sum(advances) / 1000
