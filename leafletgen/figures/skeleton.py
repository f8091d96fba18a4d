"""From pose data to joints: where every part of the body is."""

from __future__ import annotations

import math
from typing import Any

from leafletgen.errors import Place
from leafletgen.figures.bases import FRONT, SIDE, Base, BaseLimb
from leafletgen.figures.geometry import between, direction, normal, ray, reach
from leafletgen.figures.pose import Arm, Degrees, Leg, Pose

TRUNK, NECK = 100.0, 15.0
ARM = (58.0, 48.0)
LEG = (87.0, 84.0)
SHOULDER_AT = 0.9
SHOULDER_WIDE, HIP_WIDE = 28.5, 13.5
HEEL, TOE, SOLE = -13.0, 36.0, -15.6
BALL = 20 - 16j
"""The ball of the foot from its ankle, where a shoe bends as the heel comes up."""


class Limb:
    """One solved arm or leg."""

    __slots__ = (
        "end",
        "fixed",
        "flip",
        "forefoot",
        "hand",
        "joint",
        "name",
        "place",
        "places",
        "root",
        "shortened",
        "tip",
    )

    def __init__(self, name: str, root: complex, joint: complex, end: complex, tip: float) -> None:
        """Take shoulder or hip, elbow or knee, wrist or ankle, and where the fingers or toes point."""
        self.name = name
        self.root = root
        self.joint = joint
        self.end = end
        self.tip = tip
        self.hand = "relaxed"
        self.flip = False
        self.forefoot: Degrees | None = None
        self.shortened = False
        self.fixed = True
        self.place: Place | None = None
        self.places: dict[str, Degrees] = {}

    @property
    def upper(self) -> float:
        """The direction of upper arm or thigh."""
        return direction(self.root, self.joint)

    @property
    def lower(self) -> float:
        """The direction of forearm or shin."""
        return direction(self.joint, self.end)

    @property
    def toes(self) -> complex:
        """The point of the shoe."""
        toes = complex(TOE, SOLE)
        if self.forefoot is not None:
            toes = BALL + (toes - BALL) * ray(self.forefoot - self.tip)
        return self.end + ray(self.tip) * toes

    @property
    def heel(self) -> complex:
        """The heel of the shoe."""
        return self.end + ray(self.tip) * complex(HEEL, SOLE)


class Spine:
    """The curve from the hips to the neck."""

    __slots__ = ("_angles", "_points", "hip")

    _STEPS = 24

    def __init__(self, hip: complex, angles: list[float]) -> None:
        """Take the directions at equal distances; between them the curve is even."""
        self.hip = hip
        self._points = [hip]
        self._angles: list[float] = []
        last = len(angles) - 1
        for step in range(self._STEPS):
            share = (step + 0.5) / self._STEPS * last
            index = min(int(share), last - 1)
            angle = angles[index] + (angles[index + 1] - angles[index]) * (share - index)
            self._angles.append(angle)
            self._points.append(self._points[-1] + ray(angle, TRUNK / self._STEPS))
        self._angles.append(self._angles[-1])

    def at(self, share: float) -> tuple[complex, float]:
        """Return point and direction at a share of the length; below 0 and above 1 it goes on straight."""
        if share < 0:
            return self.hip + ray(self._angles[0], share * TRUNK), self._angles[0]
        index = min(int(share * self._STEPS), self._STEPS - 1)
        rest = share * self._STEPS - index
        angle = self._angles[index] + (self._angles[index + 1] - self._angles[index]) * min(rest, 1.0)
        step = self._points[index + 1] - self._points[index]
        return self._points[index] + step * rest, angle

    def off(self, share: float, forwards: float) -> complex:
        """Return a point beside the curve: to its right, which is the front of a person in side view."""
        point, angle = self.at(share)
        return point + ray(angle - 90, forwards)


class Skeleton:
    """A solved pose."""

    __slots__ = ("arms", "base", "front", "head", "head_angle", "hip", "legs", "neck", "neck_angle", "pose", "spine",
                 "trunk", "view")  # fmt: skip

    arms: list[Limb]
    legs: list[Limb]

    def __init__(self, pose: Pose) -> None:
        """Solve a pose; limits are not looked at here."""
        self.pose = pose
        self.view, self.base = base_of(pose)
        self.front = self.view != "side"
        self.hip = self.base.hip if pose.hip is None else pose.hip
        self._solve()
        if pose.anchor is not None:
            start = Skeleton(Pose(place=pose.place, base=pose.base, view=pose.view))
            self.hip += start.part(pose.anchor) - self.part(pose.anchor)
            self._solve()

    def _solve(self) -> None:
        pose, base = self.pose, self.base
        sign = 1 if self.front else -1
        self.trunk = base.trunk if pose.trunk is None else float(pose.trunk)
        angles = [self.trunk]
        for bend in pose.spine or base.spine:
            angles.append(angles[-1] + sign * bend)
        self.spine = Spine(self.hip, angles)
        top, _ = self.spine.at(1.0)
        self.neck_angle = angles[-1] + sign * (base.neck if pose.neck is None else pose.neck)
        self.neck = top + ray(self.neck_angle, NECK)
        self.head_angle = self.neck_angle + sign * (base.head if pose.head is None else pose.head)
        forwards = 0.0 if self.front or pose.chest == "front" else 5.0
        self.head = self.neck + ray(self.head_angle, 19 if self.front else 17) + ray(self.head_angle - 90, forwards)
        self.legs, self.arms = [], []
        for index in range(2):
            self.legs.append(self._limb("leg", index, self._root("leg", index), LEG, self.trunk))
            # Knees and hips first, so that a hand can reach for them.
        for index in range(2):
            self.arms.append(self._limb("arm", index, self._root("arm", index), ARM, self.spine.at(SHOULDER_AT)[1]))

    def _root(self, kind: str, index: int) -> complex:
        aside = 1 - 2 * index
        chest = kind == "arm" and self.pose.chest == "front"
        if self.front or chest:
            wide, share = (SHOULDER_WIDE, 0.84) if kind == "arm" else (HIP_WIDE, 0.0)
            if self.pose.base == "lying-side" and kind == "arm":
                wide = 20.0
            if self.pose.twist is not None and kind == "arm":
                wide *= math.cos(math.radians(self.pose.twist))
            return self.spine.off(share, -aside * wide)
        if kind == "leg":
            return self.hip + (self.base.far_leg_offset if index else 0)
        arm = (self.pose.far_arm if index else self.pose.near_arm) or self.pose.arms
        push = 13 * arm.push if arm is not None else 0
        return self.spine.off(SHOULDER_AT, 1 + push) + (self.base.far_arm_offset if index else 0)

    def _limb(self, kind: str, index: int, root: complex, lengths: tuple[float, float], axis: float) -> Limb:
        pose = self.pose
        front = self.front or (kind == "arm" and pose.chest == "front")
        side = (("left", "right") if front else ("near", "far"))[index]
        names = (f"{side}_{kind}", f"{kind}s")
        own = [entry for name in names if (entry := getattr(pose, name)) is not None]
        default = (self.base.arms if kind == "arm" else self.base.legs)[index]
        first, second = ("shoulder", "elbow") if kind == "arm" else ("hip", "knee")
        mode = next((entry for entry in own if entry.to is not None or _has_angle(entry, first, second)), None)
        factors = next((entry.shorten for entry in own if entry.shorten is not None), None) or default.shorten
        upper, lower = lengths[0] * factors[0], lengths[1] * factors[1]
        turn = (-1 if index == 0 else 1) if front else 1
        # In front view a plus angle leads outwards; seen from the side a knee bends back and an elbow forwards.
        bend = turn if kind == "arm" else (-turn if front else -1)
        limb = Limb(f"{side} {kind}", root, root, root, 0.0)
        if mode is not None and mode.to is not None:
            goal = self._goal(mode, index)
            elbow_at = mode.elbow_at if isinstance(mode, Arm) else None
            way = _outwards(root, goal, axis, bend) if front and kind == "arm" else -bend
            limb.joint, limb.end = (elbow_at, goal) if elbow_at is not None else reach(root, goal, upper, lower, way)
            limb.shortened = elbow_at is not None
        else:
            way = -bend
            if front and kind == "arm" and default.to is not None:
                way = _outwards(root, default.to, axis, bend)
            limb.joint, limb.end = self._default(default, root, upper, lower, way)
            limb.shortened = default.joint is not None
            if mode is not None:
                angles = {name: value for name in (first, second) if (value := _first(own, name)) is not None}
                base_first = normal(limb.upper - axis - 180) * turn
                base_second = normal(limb.lower - limb.upper) * bend
                start = axis + 180 + turn * angles.get(first, base_first)
                limb.joint = root + ray(start, upper)
                limb.end = limb.joint + ray(start + bend * angles.get(second, base_second), lower)
                limb.places = {name: value for name, value in angles.items() if isinstance(value, Degrees)}
                limb.fixed = limb.shortened = False
        limb.shortened |= min(factors) < 0.85 or front
        limb.place = own[0].place if own else None
        limb.tip = self._tip(kind, own, default, limb, bend)
        limb.hand = _first(own, "hand") or default.hand
        limb.flip = bool(_first(own, "flip"))
        limb.forefoot = _first(own, "forefoot")
        return limb

    def _tip(self, kind: str, own: list[Arm | Leg], default: BaseLimb, limb: Limb, bend: int) -> float:
        pointed = _first(own, "fingers" if kind == "arm" else "toes")
        if pointed is not None:
            return float(pointed)
        if kind == "leg":
            ankle = _first(own, "ankle")
            if ankle is not None:
                limb.places["ankle"] = ankle
                return limb.lower - bend * (90 + float(ankle))
            anchor = self.pose.anchor or ""
            anchored = anchor == limb.name.replace(" leg", "_foot") or (
                anchor.endswith("_foot") and own == [self.pose.legs]
            )
            if (limb.fixed or anchored) and default.end is not None:
                return default.end
            return limb.lower + 78 if not self.front else limb.lower
        wrist = _first(own, "wrist")
        if wrist is not None:
            limb.places["wrist"] = wrist
            return limb.lower + bend * float(wrist)
        moved = any(entry.to is not None or _has_angle(entry, "shoulder", "elbow") for entry in own)
        flat = _first(own, "hand") == "flat"
        if default.end is not None and (not moved or (flat and default.hand == "flat")):
            return default.end
        return limb.lower

    def _default(
        self, default: BaseLimb, root: complex, upper: float, lower: float, side: int
    ) -> tuple[complex, complex]:
        if default.to is not None and default.joint is not None:
            return default.joint, default.to
        if default.to is not None:
            return reach(root, default.to, upper, lower, side)
        assert default.directions is not None
        joint = root + ray(default.directions[0], upper)
        return joint, joint + ray(default.directions[1], lower)

    def _goal(self, limb: Arm | Leg, index: int) -> complex:
        goal = limb.to
        assert goal is not None
        return (self.part(goal) if isinstance(goal, str) else goal) + limb.by

    def part(self, name: complex | str) -> complex:
        """Return where a part of the body is; a point is where it says."""
        if not isinstance(name, str):
            return name
        side, _, joint = name.partition("_")
        if joint:
            index = 0 if side in ("near", "left") else 1
            limbs = self.arms if joint in ("shoulder", "elbow", "hand") else self.legs
            if index >= len(limbs):
                return self._root("arm", index)
            limb = limbs[index]
            if joint == "toes":
                return limb.toes
            if joint in ("shoulder",):
                return limb.root
            return limb.joint if joint in ("elbow", "knee") else limb.end
        if name == "hip":
            return self.hip
        if name in ("chest", "back"):
            return self.spine.off(0.7, 0 if self.front else 20 if name == "chest" else -20)
        if name == "shoulders":
            return self.spine.at(SHOULDER_AT)[0]
        if name == "neck":
            return between(self.spine.at(1.0)[0], self.neck, 0.5)
        ahead, up = {"face": (22, -4), "chin": (16, -22), "forehead": (18, 12), "head": (0, 0)}[name]
        return self.head + ray(self.head_angle, up) + ray(self.head_angle - 90, 0 if self.front else ahead)


def base_of(pose: Pose) -> tuple[str, Base]:
    """Return the view and the base pose that a pose starts from."""
    view = pose.view or ("side" if pose.base in SIDE else "front")
    poses = SIDE if view == "side" else FRONT
    return view, poses.get(pose.base) or poses["standing"]


def _outwards(root: complex, goal: complex, axis: float, bend: int) -> int:
    """Return the side to which an elbow bends in front view: away from the trunk, wherever the hand is."""
    along = ray(axis)
    above = (goal - root).real * along.real + (goal - root).imag * along.imag > 0
    return -bend if above else bend


def _has_angle(limb: Arm | Leg, *names: str) -> bool:
    return any(getattr(limb, name, None) is not None for name in names)


def _first(own: list[Arm | Leg], name: str) -> Any:
    for entry in own:
        value: object = getattr(entry, name, None)
        if value is not None and value is not False:
            return value
    return None
