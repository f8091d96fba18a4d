"""What a body can do: the range of each joint as data, and the check of a pose against it."""

from __future__ import annotations

from typing import NamedTuple

from leafletgen.errors import Place, Report
from leafletgen.figures.geometry import ray
from leafletgen.figures.pose import Pose
from leafletgen.figures.skeleton import Limb, Skeleton


class Range(NamedTuple):
    """How far a joint goes, in degrees, and what the two ends are called."""

    least: float
    most: float
    below: str
    above: str


RANGES: dict[str, Range] = {
    "shoulder": Range(-65, 190, "backwards", "forwards and up"),
    "elbow": Range(-8, 155, "backwards", "closed"),
    "wrist": Range(-90, 90, "one way", "the other way"),
    "hip": Range(-35, 140, "backwards", "forwards"),
    "knee": Range(-6, 162, "backwards", "closed"),
    "ankle": Range(-95, 35, "pointed", "pulled up"),
    "toe": Range(-45, 75, "curled", "pulled up"),
    "spine": Range(-70, 140, "backwards", "forwards"),
    "neck": Range(-75, 80, "backwards", "forwards"),
}
"""Ranges seen from the side: those of a supple person, and a little for the drawing."""

FRONT_RANGES: dict[str, Range] = {
    "shoulder": Range(-60, 185, "across the body", "sideways and up"),
    "elbow": Range(-160, 160, "inwards", "outwards"),
    "hip": Range(-90, 90, "across", "sideways"),
    "knee": Range(-150, 150, "outwards", "inwards"),
    "spine": Range(-50, 50, "to one side", "to the other side"),
    "neck": Range(-55, 55, "to one side", "to the other side"),
}
"""Ranges seen from the front, where knees and elbows bend in any direction of the picture."""

CHEST_TURN = Range(-50, 50, "to one side", "to the other side")
"""How far the chest turns over still hips, sitting; most people turn 35 to 45 degrees."""

TOLERANCE = 4.0
"""How deep a part may be in what carries it before it counts as going through."""


def check_pose(pose: Pose, report: Report) -> None:
    """Report every joint that is outside its range, and every part that is below the ground."""
    if pose.close_up is not None:
        _check_close_up(pose, report)
        return
    if not _sides_fit(pose, report):
        return
    skeleton = Skeleton(pose)
    ranges = FRONT_RANGES if skeleton.front else RANGES
    bends = sum(pose.spine or skeleton.base.spine)
    _check("back", "spine", bends, ranges["spine"], pose.spine[0].place if pose.spine else pose.place, report)
    bent = (skeleton.base.neck if pose.neck is None else pose.neck) + (
        skeleton.base.head if pose.head is None else pose.head
    )
    given = pose.neck if pose.neck is not None else pose.head
    _check("neck", "neck", bent, ranges["neck"], given.place if given is not None else pose.place, report)
    if pose.twist is not None:
        _check("chest", "chest", pose.twist, CHEST_TURN, pose.twist.place, report)
    for limb in (*skeleton.arms, *skeleton.legs):
        _check_limb(limb, skeleton, report)
    if not skeleton.base.plan and pose.ground not in ("mat-above", "mat-aslant"):
        _check_ground(skeleton, report)


def _sides_fit(pose: Pose, report: Report) -> bool:
    view = "front" if Skeleton(Pose(place=pose.place, base=pose.base, view=pose.view)).front else "side"
    wrong = ("near", "far") if view == "front" else ("left", "right")
    right = ("left", "right") if view == "front" else ("near", "far")
    sound = True
    for kind in ("arm", "leg"):
        for side, meant in zip(wrong, right, strict=True):
            if kind == "arm" and pose.chest == "front" and side in ("left", "right"):
                continue
            entry = getattr(pose, f"{side}_{kind}")
            if entry is not None:
                report.error(
                    "limb-not-in-view",
                    f'"{side}_{kind}" means nothing in a {view} view',
                    f'write "{meant}_{kind}"',
                    entry.place,
                )
                sound = False
    return sound


def _window(angle: float) -> float:
    """Return the same angle between -120 and 240, where a shoulder's 185 stays what it is."""
    return (angle + 120) % 360 - 120


def _check_limb(limb: Limb, skeleton: Skeleton, report: Report) -> None:
    arm = limb.name.endswith("arm")
    place = limb.place or skeleton.pose.place
    first, second, third = ("shoulder", "elbow", "wrist") if arm else ("hip", "knee", "ankle")
    side = limb.name.split()[0]
    if limb.shortened:
        for name, given in limb.places.items():
            if name in FRONT_RANGES:
                _check(f"{side} {name}", name, given, FRONT_RANGES[name], given.place, report)
        return
    if limb.forefoot is not None:
        bent = limb.forefoot - limb.tip
        _check(f"{side} toe", "toe", bent, RANGES["toe"], limb.forefoot.place, report)
    axis = skeleton.spine.at(0.9)[1] if arm else skeleton.trunk
    measured = {
        first: limb.upper - axis - 180,
        second: limb.lower - limb.upper if arm else limb.upper - limb.lower,
        third: limb.tip - limb.lower - (0 if arm else 90),
    }
    for name, angle in measured.items():
        stated = limb.places.get(name)
        if stated is not None:
            _check(f"{side} {name}", name, stated, RANGES[name], stated.place, report)
        elif name != "wrist" or skeleton.pose.chest != "front":
            _check(f"{side} {name}", name, _window(angle), RANGES[name], place, report)


def _check(label: str, joint: str, angle: float, allowed: Range, place: Place, report: Report) -> None:
    if allowed.least - 0.5 <= angle <= allowed.most + 0.5:
        return
    way = allowed.below if angle < allowed.least else allowed.above
    article = "an" if joint[0] in "aeiou" else "a"
    report.error(
        "joint-beyond-its-range",
        f"the {label} is bent {abs(round(angle))}° {way}; "
        f"{article} {joint} goes from {allowed.least:g}° to {allowed.most:g}°",
        "change the angle, or what the limb reaches for",
        place,
    )


def _check_ground(skeleton: Skeleton, report: Report) -> None:
    step = next((prop for prop in skeleton.pose.props if prop.prop == "step"), None)
    lowest: list[tuple[str, complex, float, Place | None]] = [
        ("head", skeleton.head, 20, None),
        ("hip", skeleton.hip, 13 if skeleton.front else 17, None),
        ("shoulder", skeleton.spine.at(0.9)[0], 14, None),
    ]
    for limb in skeleton.legs:
        side = limb.name.split()[0]
        lowest.append((f"{side} knee", limb.joint, 10, limb.place))
        if skeleton.front:
            lowest.append((f"{side} foot", limb.end, 8, limb.place))
        else:
            lowest += [(f"{side} foot", limb.toes, 0, limb.place), (f"{side} foot", limb.heel, 0, limb.place)]
    for limb in skeleton.arms:
        side = limb.name.split()[0]
        lowest += [(f"{side} elbow", limb.joint, 8, limb.place), (f"{side} hand", limb.end, 6, limb.place)]
        lowest.append((f"{side} hand", limb.end + ray(limb.tip, 18), 3, limb.place))
    told = set()
    for name, point, radius, place in lowest:
        floor = 0.0
        if step is not None and step.size is not None and isinstance(step.at, complex):
            inside = abs(point.real - step.at.real) < step.size.real / 2 - 2
            floor = step.size.imag if inside and point.imag > step.size.imag / 2 else 0.0
        depth = floor - (point.imag - radius)
        if depth > TOLERANCE and name not in told:
            told.add(name)
            report.error(
                "body-through-ground",
                f"the {name} goes {round(depth)} through the ground",
                f"move it up by {round(depth)}, or move the hip up",
                place or skeleton.pose.place,
            )


_CLOSE_UPS: dict[str, tuple[str, Range]] = {
    "wrist": ("wrist", Range(-85, 85, "down", "up")),
    "thumb": ("thumb", Range(-30, 90, "in", "out")),
    "ankle": ("ankle", Range(-60, 35, "pointed", "pulled up")),
    "toes": ("toe", Range(-60, 80, "up", "down")),
    "turn": ("neck", Range(-95, 95, "to one side", "to the other side")),
    "tilt": ("neck", Range(-50, 50, "to one side", "to the other side")),
    "nod": ("neck", Range(-60, 60, "up", "down")),
}


def _check_close_up(pose: Pose, report: Report) -> None:
    close_up = pose.close_up
    assert close_up is not None
    for name, (joint, allowed) in _CLOSE_UPS.items():
        angle = getattr(close_up, name)
        if name == "turn" and close_up.part == "fist":
            joint = "forearm"
        if angle is not None:
            _check(joint, joint, angle, allowed, angle.place, report)
    for name, angle, most in zip(("knuckle", "middle finger joint", "end finger joint"), close_up.fingers,
                                 (100, 115, 90), strict=False):  # fmt: skip
        _check(name, name, angle, Range(-45, most, "backwards", "closed"), angle.place, report)
