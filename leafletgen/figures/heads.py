"""Heads: side, front, three-quarter and back, with the hair of each person."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from leafletgen.figures.geometry import Path, between, circle, ellipse, placed, sketch
from leafletgen.figures.people import INK, Person, darker
from leafletgen.figures.picture import LINE, Picture

_HEAD = sketch(
    "M -3 26 C 10 26.5 18.5 19 19 9 C 19.2 6.5 19.6 5 20.2 3 L 25 -4.6 C 25.8 -6.4 24 -7.6 20.6 -7.4"
    " C 21 -9.4 22.2 -10.4 21.6 -12 C 21.2 -13.2 21.8 -14.4 20.6 -15.8 C 20.6 -20.5 19 -25 12.5 -25.4"
    " C 6 -25.6 1 -23.5 -2.5 -18.5 C -9 -19 -15 -17 -18 -12 C -24 -2 -23.8 9 -20.5 15.5 C -17 22.5 -10 26 -3 26 Z"
)
_SHORT = sketch(
    "M 18.6 13 C 12 12 8 12 5 8.5 L 4 1 L -1.5 3.5 L -6 -3 L -9 -12 C -12 -13 -16 -13 -18 -12"
    " C -25.5 -1 -25 11 -20.8 17 C -15 27 -3 29.5 7 26.5 C 14 24 17.6 19 18.6 13 Z"
)
_TIED = sketch(
    "M 18.9 12 C 13 14.5 6 10 2 2 L -3 4.5 L -7 -3 C -11 -6 -17 -9 -21 -8 C -25 2 -25 10 -20.8 17"
    " C -15 27 -3 28.5 7 26 C 14 23.6 17.8 19 18.9 12 Z"
)
_CURLY = sketch(
    "M 15.5 13 C 10 14 9 9 5.5 8.5 C 5 3 1 4.5 -1.5 3.5 C -2 -1 -6 -1 -7 -5 C -11 -6 -12 -11 -17 -11 L -19 -13"
    " C -27 -1 -26 11 -22.5 18 C -15 28 -3 29.5 8 26.6 C 14 24 18 19 19 13 C 17.5 12.6 16.5 12.8 15.5 13 Z"
)
_FRINGE = sketch(
    "M -1.5 7 C -2 -1 -6 -1 -7 -5 C -9 -10 -12 -12 -17 -12 C -25 -6 -25 6 -21.5 11 C -19 14 -10 12 -1.5 7 Z"
)
_BEARD = sketch(
    "M -5 -3 L -1 -4 C 2 -9 7 -11 12 -10.6 C 16 -11 19 -9.5 20.4 -8.6 C 21.6 -12 21.4 -14 20.6 -15.4"
    " C 21 -21 19 -25.4 12.5 -25.8 C 6 -26 0 -23.5 -3.5 -18 C -6 -13 -6 -8 -5 -3 Z"
)
_PONY = sketch(
    "M -17 12 C -30 14 -36 4 -33 -8 C -32 -16 -34 -22 -38 -26 C -27 -24 -22 -16 -23 -6 C -23 0 -20 2 -16 2 Z"
)
_BUNCH = sketch("M -12 -2 C -17 4 -24 3 -25 -6 C -26 -15 -25 -24 -19 -33 C -12 -28 -8 -12 -12 -2 Z")
_ROUND_BUNCH = sketch("M 17 2 C 24 8 31 4 31 -6 C 32 -16 30 -26 25 -32 C 19 -26 17 -14 17 2 Z")
_ROUND_PONY = sketch("M 12 18 C 24 22 36 14 35 0 C 34 -10 36 -20 41 -27 C 30 -26 22 -18 22 -6 C 22 2 18 8 12 10 Z")
_EAR = sketch("M -4 3 C -8 4 -9 -1 -7 -4 C -6 -7 -2 -7 -1 -4 C 0 -1 1 2 -4 3 Z")
_SIDE_CURLS = ((16 + 11j, 9), (13 + 24j, 14), (2 + 31j, 13), (-11 + 31j, 13), (-22 + 25j, 13), (-28 + 14j, 12),
               (-29 + 2j, 12), (-24 - 10j, 12), (-14 - 14j, 6))  # fmt: skip
_ROUND_CURLS = ((-20 - 5j, 5), (-26 + 6j, 12), (-24 + 19j, 12), (-14 + 29j, 13), (0 + 33j, 13), (14 + 29j, 13),
                (24 + 19j, 12), (26 + 6j, 12), (20 - 5j, 5))  # fmt: skip
_ROUND = sketch(
    "M -19.5 6 C -20 26 20 26 19.5 6 C 20 -8 17 -17 11 -23 C 6 -27 -6 -27 -11 -23 C -17 -17 -20 -8 -19.5 6 Z"
)
_ROUND_BEARD = sketch(
    "M -19 -6 C -14 -6 -12 -10 -6 -9.5 L 6 -9.5 C 12 -10 14 -6 19 -6 C 17.5 -16 15 -20 11 -23.5"
    " C 6 -27.5 -6 -27.5 -11 -23.5 C -15 -20 -17.5 -16 -19 -6 Z"
)
_ROUND_CURLY = sketch(
    "M -19.5 2 C -24 27 24 27 19.5 2 C 16 4 17 9 12 9 C 10 14 5 11 2 14 C -3 16 -6 11 -10 12 C -14 11 -14 5 -19.5 2 Z"
)
_TUFT = sketch("M 19.6 10 C 23 4 22 -2 20 -6 C 17 0 16 6 19.6 10 Z")
_BACK_HAIR = sketch("M -19.5 -6 C -24 30 24 30 19.5 -6 C 17 -13 10 -15 0 -15 C -10 -15 -17 -13 -19.5 -6 Z")

_FAR_NOSE = sketch("M 19 2 L 25.5 -6.6 C 26 -8.6 23 -9.4 18.4 -9 Z")
_FAR_CHEEK = sketch("M 18.6 13 C 11 9 13 -1 9 -3 C 10 -12 6 -20 8 -24 C 15 -21 19.5 -9 18.4 4 Z")
"""What shows of the face of somebody who looks away, three quarters from behind."""


def _scallop(points: Sequence[tuple[complex, float]]) -> Path:
    """Return curls: a bulging curve between each two points."""
    path: Path = [("M", (points[0][0],))]
    for (start, _), (end, bulge) in pairwise(points):
        # The points go round the head in either direction; a curl bulges away from the middle.
        across = (end - start) / abs(end - start) * 1j
        out = across if (across * ((start + end) / 2).conjugate()).real > 0 else -across
        path.append(("C", (start + out * bulge * 0.62, end + out * bulge * 0.62, end)))
    return [*path, ("Z", ())]


def _brow(person: Person) -> str:
    return "#6B7278" if person.style in ("curly", "bald") else INK


def head_centre(neck: complex, head: complex, person: Person) -> complex:
    """Return the middle of a person's head: as much farther from the neck than an adult's as the head is larger."""
    return between(neck, head, person.head)


def side_head(picture: Picture, person: Person, centre: complex, up: float, *, flip: bool = False,
              scale: float = 1.0) -> None:  # fmt: skip
    """Draw a head from the side.

    Args:
        picture: receives the shapes.
        person: whose it is.
        centre: the middle of the head.
        up: where its crown points.
        flip: whether it looks to the other side.
        scale: for close-ups.
    """
    along = up + 90 if flip else up - 90

    def put(path: Path) -> Path:
        return placed(path, centre, along, flip=flip, scale=scale)

    style, hair = person.style, person.hair
    behind: list[Path] = []
    if style == "bun":
        behind = [put(circle(-12 + 29j, 10))]
    elif style == "pony":
        behind = [put(_PONY)]
    elif style == "bunches":
        behind = [put(_BUNCH)]
    elif style == "curly":
        behind = [put(_scallop(_SIDE_CURLS))]
    picture.joined([*[(path, hair) for path in behind], (put(_HEAD), person.skin)], [])
    if style == "beard":
        picture.fill(put(_BEARD), hair)
    cap = {"bun": _TIED, "pony": _TIED, "bunches": _TIED, "curly": _CURLY, "bald": _FRINGE}.get(style, _SHORT)
    picture.fill(put(cap), hair, 0.0 if style == "curly" else 1.6 * scale)
    if style == "curly":
        # Only the hair's edge on the face is drawn; the curls behind have their outline.
        picture.line(put(_CURLY[:6]), INK, 1.6 * scale)
    picture.fill(put(_EAR), person.skin, 1.5 * scale)
    picture.dot(put(sketch("M 13.2 1.6"))[0][1][0], 1.9 * scale)
    picture.line(put(sketch("M 9.6 7.2 Q 13 9 16.6 7.4")), _brow(person), 1.6 * scale)
    mouth = "#B07A52" if style == "beard" else INK
    picture.line(put(sketch("M 20.6 -13.2 Q 17 -14.6 14.4 -13")), mouth, 1.5 * scale)


def side_mouth(picture: Picture, person: Person, centre: complex, up: float, shape: str) -> None:
    """Draw a mouth that breathes out over that of a head seen from the side: wide open, or lips as for a candle."""

    def put(path: Path) -> Path:
        return placed(path, centre, up - 90)

    around = person.hair if person.style == "beard" else person.skin
    picture.fill(put(ellipse(16.2 - 13.4j, 3.6, 2.6)), around)
    if shape == "open":
        chin = "M 19.8 -20 C 22.4 -20.6 22.4 -23.4 20.6 -24.6 C 21 -29.6 17 -32.4 12 -32 C 8 -31.6 3 -27 -0.5 -21.5"
        picture.fill(put(sketch(chin + " L 9 -13.6 Z")), around)
        picture.line(put(sketch(chin)), INK, LINE)
        picture.fill(put(sketch("M 21.4 -9.4 L 8.6 -13.6 L 19.8 -20.4 Z")), "#8E2F36", 1.6)
        return
    lips = sketch("M 19.8 -8.6 C 23 -8.2 26 -9.8 25.6 -12.2 C 26 -14.8 23 -16.6 19.8 -16.2 Z")
    picture.fill(put(lips), darker(person.skin, 0.86), 1.6)
    picture.line(put(sketch("M 22 -12.3 L 25.4 -12.3")), INK, 1.5)


def front_head(picture: Picture, person: Person, centre: complex, up: float = 90, turn: float = 0.0,
               scale: float = 1.0, nod: float = 0.0) -> None:  # fmt: skip
    """Draw a head from the front; more than 55 degrees of turn make a profile, and a nod lowers the face."""
    if abs(turn) > 55:
        side_head(picture, person, centre, up, flip=turn < 0, scale=scale)
        return
    along = up - 90
    shift = turn / 55 * 10
    drop = nod / 45 * 8

    def put(path: Path) -> Path:
        return placed(path, centre, along, scale=scale)

    style, hair = person.style, person.hair
    if style == "bun":
        picture.layer([(put(circle(complex(-shift * 1.2, 27), 11)), hair)])
    if style == "pony":
        # The tail hangs on the side from which the face is turned away.
        picture.fill(put(_mirrored(_ROUND_PONY, -1 if shift >= 0 else 1)), hair, LINE)
    if style == "bunches":
        for side in (-1, 1):
            picture.fill(put(_mirrored(_ROUND_BUNCH, side)), hair, LINE)
    if style == "curly":
        picture.layer([(put(_scallop(_ROUND_CURLS)), hair)])
    ears = [(put(ellipse(complex(side * 20 - shift * 0.1, -2), 3.5, 5.5)), person.skin)
            for side in (-1, 1) if shift * side < 6]  # fmt: skip
    picture.joined([*ears, (put(_ROUND), person.skin)], [])
    if style == "beard":
        picture.fill(put(_ROUND_BEARD), hair)
    if style == "curly":
        picture.fill(put(_ROUND_CURLY), hair)
        picture.line(put(_edge(_ROUND_CURLY)), INK, 1.6 * scale)
    elif style == "bald":
        for side in (-1, 1):
            picture.fill(put(_mirrored(_TUFT, side)), hair, 1.6 * scale)
    else:
        parting = (
            f"M -20 4 C -23 30 23 30 20 4 C 17 {8 - drop:g} 15 {11 - drop:g} {6 + shift * 0.5:g} {15 - drop:g}"
            f" C -4 {13 - drop:g} -15 {12 - drop:g} -20 4 Z"
        )
        picture.fill(put(sketch(parting)), hair, 1.6 * scale)
    near = 1 - abs(shift) * 0.02
    for eye in (-7.5, 7.5):
        at = eye * near + shift
        picture.dot(put([("M", (complex(at, -0.5 - drop),))])[0][1][0], 1.9 * scale)
        picture.line(
            put(sketch(f"M {at - 3.6} {5 - drop} Q {at} {7.4 - drop} {at + 3.6} {5 - drop}")),
            _brow(person),
            1.5 * scale,
        )
    nose = 2.4 + abs(shift) * 0.35
    way = -1 if shift < 0 else 1
    picture.line(
        put(
            sketch(
                f"M {shift + 0.5 * way} {-3 - drop} L {shift + nose * way} {-8.6 - drop} L {shift - way} {-9 - drop}"
            )
        ),
        INK,
        1.5 * scale,
    )
    mouth = "#B07A52" if style == "beard" else INK
    picture.line(
        put(sketch(f"M {shift - 5} {-14.5 - drop} Q {shift} {-17.5 - drop} {shift + 5} {-14.5 - drop}")),
        mouth,
        1.7 * scale,
    )


def _mirrored(path: Path, side: int) -> Path:
    """Return what is at the right of a round head, or the same at its left."""
    return placed(path, 0j, 0 if side > 0 else 180, flip=side < 0)


def _edge(path: Path) -> Path:
    """Return the inner edge of the curls: from the right temple to the left one."""
    return [("M", (path[1][1][2],)), *path[2:-1]]


def back_head(
    picture: Picture, person: Person, centre: complex, up: float = 90, scale: float = 1.0, *, aside: bool = False
) -> None:
    """Draw a head from behind; one that looks aside shows a cheek and its nose at the right."""
    along = up - 90

    def put(path: Path) -> Path:
        return placed(path, centre, along, scale=scale)

    hair = person.hair
    ears = [(put(ellipse(complex(side * 20, -2), 3.5, 5.5)), person.skin) for side in (-1, 1)]
    curls = [(put(_scallop(_ROUND_CURLS)), hair)]
    nose = [(put(_FAR_NOSE), person.skin)] if aside else []
    around = curls if person.style == "curly" else ears[:1] if aside else ears
    picture.joined([*around, *nose, (put(_ROUND), person.skin)], [])
    if person.style != "bald":
        picture.fill(put(_BACK_HAIR), hair, 6 if person.style == "curly" else 1.6,
                     hair if person.style == "curly" else INK)  # fmt: skip
    if aside:
        picture.fill(put(_FAR_CHEEK), person.skin)
        picture.line(put(_FAR_CHEEK[:3]), INK, 1.6 * scale)
        picture.fill(put(_FAR_NOSE), person.skin)
        picture.line(put(_FAR_NOSE[:-1]), INK, 1.6 * scale)
        picture.line(put(sketch("M 15 5 Q 18 6.4 20.6 4.4")), _brow(person), 1.6 * scale)
        picture.fill(put(ellipse(7.5 - 5j, 3.6, 5.6)), person.skin, 1.6 * scale)
    if person.style == "bunches":
        for side in (-1, 1):
            picture.fill(put(_mirrored(_ROUND_BUNCH, side)), hair, 1.8)
    if person.style == "bun":
        picture.fill(put(circle(16j, 10)), hair, 1.8)
    if person.style == "pony":
        tail = "M -6 14 C -10 0 -8 -20 0 -34 C 8 -20 10 0 6 14 Z"
        picture.fill(put(sketch(tail)), hair, 1.8)
