"""Pose data as it stands in an exercise file: base pose, what differs from it, props and arrows."""

from __future__ import annotations

import re

from leafletgen.errors import Place, Report
from leafletgen.source.kinds import Choice, Flag, Number
from leafletgen.source.records import Definitions, JsonSchema, Kind, ListOf, Record, RecordOf, field
from leafletgen.source.yaml import Value

BASE_NAMES = (
    "standing",
    "sitting",
    "long-sitting",
    "lying-back",
    "crook-lying",
    "lying-front",
    "lying-side",
    "hands-and-knees",
    "kneeling",
    "half-kneeling",
)
SIDES = ("near", "far", "left", "right")
PARTS = (
    *("hip", "chest", "back", "shoulders", "neck", "head", "face", "chin", "forehead"),
    *[f"{side}_{part}" for side in SIDES for part in ("shoulder", "elbow", "hand", "knee", "foot", "toes")],
)
"""Words for a place on the body, for targets, props and arrows."""
ANCHORS = ("shoulders", "near_foot", "far_foot", "near_toes", "near_knee", "far_knee")
HANDS = ("relaxed", "flat", "open", "fist")
PROPS = (
    *("chair", "wall", "step", "bed", "table", "pillow", "towel", "towel-roll"),
    *("band", "strap", "weight", "ball", "stick", "walking-stick", "counter", "doorway"),
    *("card", "sight-line", "ankle-weight", "eight", "tree", "couch"),
)
_NUMBER = r"[-+]?[0-9]{1,4}(?:\.[0-9]{1,3})?"


class Degrees(float):
    """An angle, and the place where it stands."""

    __slots__ = ("place",)

    place: Place


class Angle(Kind[Degrees]):
    """An angle in degrees; what a joint can do is checked when the whole pose is known."""

    wants = "an angle from -360 to 360 degrees"
    example = "45"

    def read(self, value: Value, report: Report) -> Degrees | None:
        """Return the angle with its place."""
        if value.kind == "scalar" and re.fullmatch(_NUMBER, value.data) and abs(float(value.data)) <= 360:
            angle = Degrees(value.data)
            angle.place = value.place
            return angle
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the range."""
        return {"type": "number", "minimum": -360, "maximum": 360}


class Point(Kind[complex]):
    """A point or a distance: x to the right, y up. The trunk is 100 long, a standing person about 350 high."""

    wants = "two numbers in brackets"
    example = "[40, 15]"

    def read(self, value: Value, report: Report) -> complex | None:
        """Return it as a complex number."""
        if value.kind == "list" and len(value.data) == 2:
            numbers = [entry.data for entry in value.data if entry.kind == "scalar"]
            if len(numbers) == 2 and all(re.fullmatch(_NUMBER, number) for number in numbers):
                return complex(float(numbers[0]), float(numbers[1]))
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return an array of two numbers."""
        return {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}


class Spot(Kind["complex | str"]):
    """A point, or the name of a part of the body."""

    wants = "a part of the body such as near_knee, or two numbers in brackets"
    example = "near_knee"

    def read(self, value: Value, report: Report) -> complex | str | None:
        """Return the point or the word."""
        if value.kind == "list":
            return Point().read(value, report)
        return Choice(*PARTS).read(value, report)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return both forms."""
        return {"anyOf": [{"enum": list(PARTS)}, Point().schema(definitions)]}


class Arm(Record):
    """One arm or both: either the angles of its joints, or what the hand reaches for."""

    shoulder: Degrees | None = field(
        Angle(),
        "Side view: 0 hangs along the trunk, 90 forwards, 180 overhead, minus backwards. Front view: 90 sideways.",
        default=None,
    )
    elbow: Degrees | None = field(Angle(), "0 is straight, 90 a right angle.", default=None)
    wrist: Degrees | None = field(Angle(), "0 is straight; plus turns the hand as the elbow bends.", default=None)
    to: complex | str | None = field(Spot(), "Where the wrist is; shoulder and elbow follow.", default=None)
    by: complex = field(Point(), "Moves that point.", default=0j)
    elbow_at: complex | None = field(Point(), "Where the elbow is, for an arm that points at the viewer.", default=None)
    shorten: list[float] | None = field(
        ListOf(Number(0.1, 1), at_least=2, at_most=2),
        "Upper arm and forearm look this much shorter, as they point out of the picture.",
        default=None,
    )
    push: float = field(
        Number(0, 1), "Side view: how far the shoulder blade slides forwards, as in a punch.", default=0.0
    )
    hand: str | None = field(Choice(*HANDS), "The shape of the hand.", default=None)
    fingers: Degrees | None = field(Angle(), "Where the fingers point: 0 right, 90 up.", default=None)
    flip: bool = field(Flag(), "The other side of the hand.", default=False)


class Leg(Record):
    """One leg or both: either the angles of its joints, or where the foot is."""

    hip: Degrees | None = field(
        Angle(),
        "Side view: 0 in line with the trunk, 90 thigh forwards, minus backwards. Front view: 90 sideways.",
        default=None,
    )
    knee: Degrees | None = field(Angle(), "0 is straight, 90 a right angle.", default=None)
    ankle: Degrees | None = field(Angle(), "0 is a right angle, plus pulls the toes up.", default=None)
    to: complex | str | None = field(
        Spot(), "Where the ankle is (15 above the sole); hip and knee follow.", default=None
    )
    by: complex = field(Point(), "Moves that point.", default=0j)
    shorten: list[float] | None = field(
        ListOf(Number(0.1, 1), at_least=2, at_most=2),
        "Thigh and shin look this much shorter, as they point out of the picture.",
        default=None,
    )
    toes: Degrees | None = field(Angle(), "Where the toes point: 0 right, 90 up.", default=None)
    forefoot: Degrees | None = field(
        Angle(), "Side view: where the front of the foot points as the heel is up: 0 stays flat.", default=None
    )


class Prop(Record):
    """A thing in the picture. Short form: its name alone."""

    prop: str = field(Choice(*PROPS), "What it is.")
    at: complex | str | None = field(Spot(), "Where its middle is: a point or a part of the body.", default=None)
    to: complex | str | None = field(Spot(), "Where the other end of a band or strap is.", default=None)
    by: complex = field(Point(), "Moves it.", default=0j)
    angle: Degrees | None = field(Angle(), "How it is turned.", default=None)
    size: complex | None = field(Point(), "Width and height.", default=None)
    behind: bool = field(Flag(), "Whether it is drawn behind the person.", default=False)


class PropOrName(Kind[Prop]):
    """A prop's map, or its name alone."""

    wants = "the name of a prop"
    example = "chair"

    def read(self, value: Value, report: Report) -> Prop | None:
        """Read either form."""
        if value.kind == "map":
            return Prop.read(value, report)
        name = Choice(*PROPS).read(value, report)
        return None if name is None else Prop(place=value.place, prop=name)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return both forms."""
        return {"anyOf": [{"enum": list(PROPS)}, Prop.schema(definitions)]}


class Arrow(Record):
    """An arrow of movement: straight or curved from a place, or round one."""

    origin: complex | str = field(Spot(), "Where it begins, or what it goes round.", key="from")
    by: complex = field(Point(), "Moves the beginning.", default=0j)
    move: complex | None = field(Point(), "How far it goes: across and up.", default=None)
    curve: float = field(Number(-200, 200), "How far it bulges to the left of its way.", default=0.0)
    turn: Degrees | None = field(Angle(), "Goes round the place by this angle; plus is anticlockwise.", default=None)
    start: Degrees | None = field(Angle(), "In which direction from the place a turn begins.", default=None)
    radius: float = field(Number(8, 200), "How far from the place a turn goes.", default=40.0)
    both: bool = field(Flag(), "Whether both ends have a head.", default=False)
    against: bool = field(
        Flag(), "Hollow: what works against the movement, such as a hand that resists.", default=False
    )

    def check(self, value: Value, report: Report) -> None:
        """One of the two forms must be there."""
        if (self.move is None) == (self.turn is None):
            report.error(
                "arrow-without-direction",
                'an arrow needs either "move" or "turn"',
                "for example move: [0, 40]",
                value.place,
            )


class CloseUp(Record):
    """A part of the body drawn large: hands, feet, head and shoulders, or hips from behind or with a window."""

    part: str = field(
        Choice("hand", "palm", "finger", "fist", "foot", "feet", "bare-feet", "hips", "pelvis", "neck", "head-above"),
        "What is drawn large. Palm: a hand from its palm. Finger: the first one. Fist: one that holds a hammer. Feet: "
        "both from above.",
    )
    wrist: Degrees | None = field(
        Angle(), "Hand: plus bends it up (back), minus down. Palm: plus to the thumb.", default=None
    )
    fingers: list[Degrees] = field(
        ListOf(Angle(), at_least=3, at_most=3),
        "Hand, finger: how far the knuckles, the middle and the end joints bend.",
        factory=list,
    )
    thumb: Degrees | None = field(Angle(), "Hand, palm: how far the thumb stands off.", default=None)
    spread: float = field(Number(0, 20), "Palm: how far the fingers are apart, in degrees.", default=0.0)
    back: bool = field(Flag(), "Palm: the back of the hand is seen.", default=False)
    touch: str | None = field(
        Choice("index", "middle", "ring", "little"), "Palm: the finger whose tip the thumb touches.", default=None
    )
    pinch: Degrees | None = field(
        Angle(),
        "Palm, finger: the other hand holds the thumb or the finger, and comes from this direction.",
        default=None,
    )
    palm: str = field(Choice("down", "up", "side"), "Hand: where the palm looks.", default="down")
    forearm: Degrees | None = field(Angle(), "Hand: where the forearm points: 0 right, 90 up.", default=None)
    holds: str | None = field(
        Choice("ball", "towel-roll", "weight", "band"), "Hand: what is in it. Bare feet: a band.", default=None
    )
    helper: Degrees | None = field(
        Angle(), "Hand: the other hand presses from this direction. Foot: a hand pulls the toes up.", default=None
    )
    press: Degrees | None = field(
        Angle(), "Hand: the other hand lies on its back, and comes from this direction.", default=None
    )
    pull: Degrees | None = field(
        Angle(),
        "Hand: the other hand holds its fingers and pulls towards here. Foot: a towel round it is pulled.",
        default=None,
    )
    table: bool = field(Flag(), "Hand, palm: the forearm rests on a table.", default=False)
    ankle: Degrees | None = field(Angle(), "Foot: plus pulls the toes up, minus points them.", default=None)
    toes: Degrees | None = field(Angle(), "Foot: how far the toes curl down.", default=None)
    towel: float | None = field(Number(0, 1), "Foot: a towel under it, 0 flat to 1 scrunched.", default=None)
    shin: Degrees | None = field(Angle(), "Foot: where the shin points from the ankle: 90 up.", default=None)
    left: complex | None = field(Point(), "Feet, seen from above: where the left ankle is.", default=None)
    right: complex | None = field(Point(), "Feet: where the right ankle is.", default=None)
    trace: complex | None = field(Point(), "Feet: where the foot behind has stood or will stand, pale.", default=None)
    line: bool = field(Flag(), "Feet: a line on the floor, at x 0.", default=False)
    turn: Degrees | None = field(
        Angle(),
        "Neck: the head turns, 90 is a profile; plus to the viewer's right. Fist: plus turns the palm down. Bare feet: "
        "the one at the right turns out.",
        default=None,
    )
    tilt: Degrees | None = field(
        Angle(), "Neck: the ear goes to the shoulder; plus to the viewer's right.", default=None
    )
    nod: Degrees | None = field(Angle(), "Neck: plus looks down.", default=None)
    slide: float = field(Number(-20, 20), "Neck, side view: the head moves forwards (plus) or back.", default=0.0)
    hand: complex | None = field(
        Point(), "Neck: the palm rests here, from the middle of the head; high up it lies over the crown.", default=None
    )
    shoulder: complex = field(Point(), "Neck, side view: how far the shoulder has moved.", default=0j)
    lying: bool = field(Flag(), "Neck, side view: the person lies on the back.", default=False)
    mouth: str | None = field(Choice("open", "pursed"), "Neck, side view: how the mouth breathes out.", default=None)
    lift: float = field(Number(0, 1), "Pelvis: how far its floor is drawn up.", default=0.0)
    squeeze: float = field(Number(0, 1), "Hips: how far both sides of the bottom are pressed together.", default=0.0)


class Pose(Record):
    """A figure: a base pose and what differs from it. Angles are for a person who faces right."""

    base: str = field(Choice(*BASE_NAMES), "The pose it starts from.", default="standing")
    view: str | None = field(Choice("side", "front", "back"), "From where it is seen.", default=None)
    facing: str = field(Choice("right", "left"), "Left mirrors the whole drawing.", default="right")
    hip: complex | None = field(Point(), "Where the hip joint is.", default=None)
    anchor: str | None = field(
        Choice(*ANCHORS), "The part that stays where the base pose has it, in place of the hip.", default=None
    )
    trunk: Degrees | None = field(Angle(), "Where the trunk points from the hips: 90 upright, 0 right.", default=None)
    spine: list[Degrees] = field(
        ListOf(Angle(), at_least=1, at_most=5),
        "How far the back bends, from the low back up; plus forwards. Front view: plus to the viewer's left.",
        factory=list,
    )
    neck: Degrees | None = field(
        Angle(), "Plus bends it forwards. Front view: plus to the viewer's left.", default=None
    )
    head: Degrees | None = field(Angle(), "Plus nods. Front view: plus to the viewer's left.", default=None)
    turn: Degrees | None = field(
        Angle(),
        "The head turns. Front view: 90 is a profile, plus to the viewer's right. Side view: plus to the viewer.",
        default=None,
    )
    chest: str | None = field(Choice("side", "front"), "Front: the chest is turned to the viewer.", default=None)
    twist: Degrees | None = field(
        Angle(), "Front view: the chest turns over still hips; plus to the viewer's right.", default=None
    )
    squeeze: float = field(Number(0, 1), "Back view: how far the shoulder blades are drawn together.", default=0.0)
    belly: float = field(Number(0, 1), "Side view: how far a breath in raises the tummy.", default=0.0)
    ribs: float = field(Number(0, 1), "Front view: how far a deep breath widens the ribs.", default=0.0)
    pelvic_floor: float | None = field(
        Number(0, 1), "Side view: a window shows the pelvic floor; 1 is drawn up.", default=None
    )
    mouth: str | None = field(Choice("open", "pursed"), "Side view: how the mouth breathes out.", default=None)
    arms: Arm | None = field(RecordOf(Arm), "Both arms.", default=None)
    near_arm: Arm | None = field(RecordOf(Arm), "Side view: the arm on our side.", default=None)
    far_arm: Arm | None = field(RecordOf(Arm), "Side view: the other arm.", default=None)
    left_arm: Arm | None = field(
        RecordOf(Arm), "Front and back view: the arm at the left of the picture.", default=None
    )
    right_arm: Arm | None = field(RecordOf(Arm), "Front and back view: the arm at the right.", default=None)
    legs: Leg | None = field(RecordOf(Leg), "Both legs.", default=None)
    near_leg: Leg | None = field(RecordOf(Leg), "Side view: the leg on our side.", default=None)
    far_leg: Leg | None = field(RecordOf(Leg), "Side view: the other leg.", default=None)
    left_leg: Leg | None = field(
        RecordOf(Leg), "Front and back view: the leg at the left of the picture.", default=None
    )
    right_leg: Leg | None = field(RecordOf(Leg), "Front and back view: the leg at the right.", default=None)
    ground: str | None = field(
        Choice("floor", "mat", "mat-above", "mat-aslant", "mat-behind", "bed", "none"),
        "What carries the person.",
        default=None,
    )
    props: list[Prop] = field(ListOf(PropOrName()), "Things in the picture.", factory=list)
    arrows: list[Arrow] = field(ListOf(RecordOf(Arrow), at_most=4), "Arrows of movement.", factory=list)
    crop: list[float] = field(
        ListOf(Number(-400, 400), at_least=4, at_most=4),
        "What is shown of the picture: left, bottom, right and top. The first one holds for all pictures.",
        factory=list,
    )
    ghost: bool = field(Flag(), "Whether the start pose shows pale behind this one.", default=False)
    close_up: CloseUp | None = field(RecordOf(CloseUp), "A part drawn large, in place of a person.", default=None)
