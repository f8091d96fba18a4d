"""The base poses as data: where the hip is, how the trunk goes, what the limbs do."""

from __future__ import annotations

from typing import NamedTuple


class BaseLimb(NamedTuple):
    """A limb of a base pose: directions of its two parts in the drawing, or where wrist or ankle is."""

    directions: tuple[float, float] | None = None
    to: complex | None = None
    joint: complex | None = None
    """Where elbow or knee is, for a limb that goes out of the picture."""
    end: float | None = None
    """Direction of the fingers or toes; without it hand and foot follow the limb."""
    hand: str = "relaxed"
    shorten: tuple[float, float] = (1.0, 1.0)


class Base(NamedTuple):
    """A base pose; the first limb is the near one (front view: the left one), the second the other."""

    hip: complex
    trunk: float
    spine: tuple[float, ...]
    neck: float
    head: float
    arms: tuple[BaseLimb, BaseLimb]
    legs: tuple[BaseLimb, BaseLimb]
    ground: str = "floor"
    props: tuple[str, ...] = ()
    far_arm_offset: complex = 0j
    far_leg_offset: complex = 0j
    plan: bool = False
    """Whether it is seen from above, so that nothing stands on the lower edge."""
    front: bool = False
    """Whether it exists in front view alone."""


_HANG = (BaseLimb((-92, -84)), BaseLimb((-90, -82)))
_STAND = (BaseLimb(to=16j, end=0), BaseLimb(to=12 + 16j, end=0))
_SEATED = (BaseLimb(to=88 + 16j, end=0), BaseLimb(to=96 + 16j, end=0))
_ON_LAP = (BaseLimb(to=46 + 125j, end=-12), BaseLimb(to=54 + 126j, end=-12))
_ON_LEGS = (BaseLimb(to=62 + 48j, end=-8), BaseLimb(to=70 + 49j, end=-8))
_STRAIGHT = (BaseLimb((-2.5, -3.5), end=78), BaseLimb((-2.5, -4), end=76))
_AT_SIDES = (BaseLimb((-9.5, -9.5), end=0, hand="flat"), BaseLimb((-9, -9), end=0, hand="flat"))
_PROPPED = (BaseLimb(to=98 + 9j, end=0, hand="flat"), BaseLimb(to=106 + 9j, end=0, hand="flat"))
_KNEELING = (BaseLimb((-90, 181.4), end=183), BaseLimb((-90, 181.4), end=183))
_BESIDE_FRONT = (BaseLimb((-99, -92)), BaseLimb((-81, -88)))

SIDE: dict[str, Base] = {
    "standing": Base(186j, 90, (-2, 3), 7, -8, _HANG, _STAND, far_arm_offset=6 + 1j, far_leg_offset=4 + 0j),
    "sitting": Base(
        102j, 91, (1, 3), 4, -6, _ON_LAP, _SEATED, props=("chair",), far_arm_offset=6 + 1j, far_leg_offset=4 + 0j
    ),
    "long-sitting": Base(
        26j, 90, (2, 4), 6, -6, _ON_LEGS, _STRAIGHT, "mat", far_arm_offset=6 + 1j, far_leg_offset=4 + 1j
    ),
    "lying-back": Base(26j, 181, (0, 1), -4, 3, _AT_SIDES, _STRAIGHT, "mat", far_leg_offset=3 + 2j),
    "crook-lying": Base(
        26j, 181, (0, 1), -4, 3, _AT_SIDES,
        (BaseLimb(to=78 + 16j, end=0), BaseLimb(to=86 + 16j, end=0)), "mat", far_leg_offset=3 + 2j,
    ),
    "lying-front": Base(
        25.5j, 0, (0, -3), -17, 18,
        (
            BaseLimb(to=90 + 9j, joint=41 + 15j, end=0, hand="flat"),
            BaseLimb(to=94 + 9j, joint=45 + 15j, end=0, hand="flat"),
        ),
        (BaseLimb((185.6, 184.7), end=184), BaseLimb((184.4, 184), end=184)), "mat",
        far_arm_offset=5 + 0j, far_leg_offset=2 + 2j,
    ),
    "hands-and-knees": Base(
        98.5j, 9, (-1, 2), -2, -38, _PROPPED, _KNEELING, "mat", far_arm_offset=6 + 0j, far_leg_offset=6 + 0j
    ),
    "kneeling": Base(98.5j, 90, (-2, 3), 7, -8, _HANG, _KNEELING, "mat", far_arm_offset=6 + 1j, far_leg_offset=6 + 0j),
    "half-kneeling": Base(
        98.5j, 90, (-2, 3), 7, -8, _HANG,
        (BaseLimb((-90, 181.4), end=183), BaseLimb(to=84 + 16j, end=0)), "mat",
        far_arm_offset=6 + 1j, far_leg_offset=4 + 0j,
    ),
}  # fmt: skip
"""Base poses seen from the side; the person faces right, or lies with the head at the left (on the front: right)."""

FRONT: dict[str, Base] = {
    "standing": Base(
        186j, 90, (0,), 0, 0, _BESIDE_FRONT, (BaseLimb(to=-17 + 16j), BaseLimb(to=17 + 16j)), front=True
    ),
    "sitting": Base(
        102j, 90, (0,), 0, 0,
        (
            BaseLimb(to=-27 + 108j, end=-80, shorten=(0.86, 0.72)),
            BaseLimb(to=27 + 108j, end=-100, shorten=(0.86, 0.72)),
        ),
        (BaseLimb((-140, -90), shorten=(0.2, 1)), BaseLimb((-40, -90), shorten=(0.2, 1))), props=("chair",), front=True,
    ),
    "kneeling": Base(
        98.5j, 90, (0,), 0, 0, _BESIDE_FRONT,
        (BaseLimb((-93, -90), shorten=(0.96, 0.06)), BaseLimb((-87, -90), shorten=(0.96, 0.06))), "mat", front=True,
    ),
    "lying-back": Base(
        0j, 90, (0,), 0, 0, (BaseLimb((-108, -100)), BaseLimb((-72, -80))),
        (BaseLimb((-93, -92), end=-120), BaseLimb((-87, -88), end=-60)), "mat", plan=True, front=True,
    ),
    "crook-lying": Base(
        0j, 90, (0,), 0, 0, (BaseLimb((-108, -100)), BaseLimb((-72, -80))),
        (BaseLimb((-95, -92), end=-95, shorten=(0.62, 0.5)), BaseLimb((-85, -88), end=-85, shorten=(0.62, 0.5))),
        "mat", plan=True, front=True,
    ),
    "lying-side": Base(
        34j, 180, (0, -4), -6, 0,
        (BaseLimb((-80, 150), shorten=(0.15, 1), hand="flat", end=180), BaseLimb((-22, -30), shorten=(0.75, 0.9))),
        (BaseLimb((-4, -1), end=-8), BaseLimb((-8, -3), end=-8)), "mat", front=True,
    ),
}  # fmt: skip
"""Base poses seen from the front; the first limb is at the left of the picture (lying on the side: underneath)."""
