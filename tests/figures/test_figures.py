"""Figures: poses that no body can do are refused; what is drawn is one scale, deterministic and legible."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from leafletgen.content.colour import Colour
from leafletgen.errors import Place, Report
from leafletgen.figures.bases import FRONT, SIDE
from leafletgen.figures.draw import FigureDrawing, artwork, draw_poses, operators
from leafletgen.figures.export import filling, one_above_another, side_by_side
from leafletgen.figures.geometry import bounds, normal
from leafletgen.figures.people import ARROW, INK, PAPER, PEOPLE, darker, person_for
from leafletgen.figures.picture import Shape
from leafletgen.figures.pose import BASE_NAMES, Pose
from leafletgen.figures.props import MAT
from leafletgen.figures.reading import PoseKind
from leafletgen.figures.skeleton import Skeleton
from leafletgen.figures.svg import svg
from leafletgen.figures.towels import STRIPE, TOWEL
from leafletgen.images.artwork import Mirrored
from leafletgen.source.records import Definitions
from leafletgen.source.yaml import parse_source
from tests.support.counting import lines_run
from tests.support.shipped import sources

ROOT = Path(__file__).parents[2]
EXERCISES = sources("assets/exercises")


def read(text: str) -> tuple[Pose | None, list[str]]:
    """Return the pose and the diagnostics, without the file's name."""
    report = Report()
    root = parse_source(text, "a.yaml", report)
    pose = None if root is None else PoseKind().read(root, report)
    return pose, [str(found).removeprefix("a.yaml:") for found in report.diagnostics]


def pose_of(text: str) -> Pose:
    """Return a pose without fault."""
    pose, found = read(text)
    assert not found
    assert pose is not None
    return pose


def poses_in(path: Path) -> list[Pose]:
    """Return the poses of a draft, without fault."""
    report = Report()
    root = parse_source(path.read_text(encoding="utf-8"), path.name, report)
    assert root is not None
    stages = root.data["figure"].data
    read_poses = [
        PoseKind().read(stages[stage].data["pose"], report)
        for stage in ("start", "middle", "finish")
        if stage in stages
    ]
    assert not report.diagnostics
    return [pose for pose in read_poses if pose is not None]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "near_leg: {knee: -20}",
            "1:18: error: the near knee is bent 20° backwards; a knee goes from -6° to 162°",
        ),
        (
            "base: sitting\nfar_arm:\n  shoulder: 45\n  elbow: 170",
            "4:10: error: the far elbow is bent 170° closed; an elbow goes from -8° to 155°",
        ),
        (
            "base: lying-back\nnear_leg: {hip: -60}",
            "2:17: error: the near hip is bent 60° backwards; a hip goes from -35° to 140°",
        ),
        (
            "spine: [-40, -40]",
            "1:9: error: the back is bent 80° backwards; a spine goes from -70° to 140°",
        ),
        (
            "near_leg: {hip: 90, knee: 90, ankle: 60}",
            "1:38: error: the near ankle is bent 60° pulled up; an ankle goes from -95° to 35°",
        ),
        (
            "close_up: {part: hand, wrist: 120}",
            "1:31: error: the wrist is bent 120° up; a wrist goes from -85° to 85°",
        ),
        (
            "near_leg: {toes: -80, forefoot: 0}",
            "1:33: error: the near toe is bent 80° pulled up; a toe goes from -45° to 75°",
        ),
        ("neck: 60\nhead: 40", "1:7: error: the neck is bent 100° forwards; a neck goes from -75° to 80°"),
    ],
)
def test_a_joint_beyond_its_range_is_refused(text: str, message: str) -> None:
    """The joint, the angle and the range are named, at the angle."""
    _, found = read(text)
    assert any(line.split("\n")[0] == message for line in found), found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hip: [0, 150]\nlegs: {hip: 0, knee: 0}", "2:7: error: the (near|far) foot goes 44 through the ground"),
        ("base: hands-and-knees\nnear_arm: {to: [98, -6]}", "2:11: error: the near hand goes [0-9]+ through"),
        ("base: crook-lying\nhip: [0, 5]", "1:1: error: the head goes [0-9]+ through the ground"),
    ],
)
def test_nothing_goes_through_the_floor(text: str, message: str) -> None:
    """A hand, foot or head under the ground is refused."""
    _, found = read(text)
    assert any(re.match(message, line) for line in found), found


def test_limbs_of_another_view_are_refused() -> None:
    """Near and far are words of the side view, left and right of the front."""
    assert read("left_arm: {elbow: 5}")[1] == [
        '1:11: error: "left_arm" means nothing in a side view\n  hint: write "near_arm"'
    ]
    assert read("view: front\nfar_leg: {hip: 5}")[1][0].startswith('2:10: error: "far_leg" means nothing in a front')


def test_other_faults_have_their_place() -> None:
    """Words and numbers are checked as everywhere else."""
    assert 'did you mean "standing"?' in read("base: standin")[1][0]
    assert read("arrows: [{from: hip}]")[1] == [
        '1:10: error: an arrow needs either "move" or "turn"\n  hint: for example move: [0, 40]'
    ]
    assert read("hip: [1, 2, 3]")[1][0].startswith('1:6: error: "hip" must be two numbers in brackets')
    assert read("near_leg: {to: near_kne}")[1][0].startswith("1:16: error:")


def test_a_picture_tells_whether_its_body_is_whole() -> None:
    """Whole bodies share one unit, in which standing is about 350 high; a close-up has a scale of its own."""
    whole = artwork(draw_poses([pose_of("standing")], person="ben")[0])
    close = artwork(draw_poses([pose_of("close_up: {part: foot}")], person="ben")[0])
    assert whole.scaled and Mirrored(whole).scaled
    assert not close.scaled and not Mirrored(close).scaled
    assert whole.height == pytest.approx(350, abs=20)


@pytest.mark.parametrize("base", BASE_NAMES)
def test_every_base_pose_is_possible(base: str) -> None:
    """No base pose breaks its own rules, in no view, and all its parts stand on the ground."""
    for view, poses in (("side", SIDE), ("front", FRONT)):
        if base in poses:
            drawing = draw_poses([pose_of(f"base: {base}\nview: {view}")])[0]
            assert drawing.width > 20


def test_an_angle_alone_keeps_the_rest() -> None:
    """What a pose does not say stays as in the base pose."""
    base, bent = Skeleton(pose_of("sitting")), Skeleton(pose_of("base: sitting\nnear_leg: {knee: 10}"))
    assert abs(base.legs[0].joint - bent.legs[0].joint) < 0.01
    assert bent.legs[0].end.imag > 60
    assert base.legs[1].end == bent.legs[1].end


def test_an_anchor_stays() -> None:
    """An anchored part is where the base pose has it."""
    base = Skeleton(pose_of("standing"))
    bent = Skeleton(pose_of("anchor: near_foot\nlegs: {hip: 30, knee: 50}"))
    assert abs(base.legs[0].end - bent.legs[0].end) < 0.01
    assert bent.hip.imag < base.hip.imag


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_each_exercise(path: Path) -> None:
    """Start and finish share the frame; nothing is outside; sizes are small; the same twice."""
    poses = poses_in(path)
    drawings = draw_poses(poses, path.stem)
    assert len({drawing.frame for drawing in drawings}) == 1
    for drawing in drawings:
        assert inside(drawing)
        assert len(operators(drawing)) < 7_000
    again = draw_poses(poses_in(path), path.stem)
    assert [operators(drawing) for drawing in drawings] == [operators(drawing) for drawing in again]
    for person in PEOPLE:
        assert all(inside(drawing) for drawing in draw_poses(poses, path.stem, person))


def seen_whole(shapes: list[Shape]) -> list[Shape]:
    """Return the shapes that no window cuts, and the windows themselves."""
    windows = [index for index, shape in enumerate(shapes) if shape.fill is shape.stroke is None]
    if not windows:
        return shapes
    start, end = windows
    return [*shapes[: start + 1], *shapes[end:]]


def inside(drawing: FigureDrawing) -> bool:
    """Whether every point of every shape that shows is in the frame."""
    left, bottom, right, top = drawing.frame
    return all(
        left <= point.real <= right and bottom <= point.imag <= top
        for shape in seen_whole(drawing.shapes)
        for _, points in shape.path
        for point in points
    )


def skeletons_of(name: str) -> list[Skeleton]:
    """Return the solved poses of an exercise of the library, but those that are drawn large."""
    found = poses_in(ROOT / "assets" / "exercises" / f"{name}.yaml")
    return [Skeleton(pose) for pose in found if pose.close_up is None]


@pytest.mark.parametrize(
    ("name", "moving", "still"),
    [
        ("table-slide", "near_hand", "far_hand"),
        ("wall-slide", "far_hand", "near_hand"),
        ("band-external-rotation", "left_hand", "right_hand"),
    ],
)
def test_one_limb_works_where_one_limb_is_meant(name: str, moving: str, still: str) -> None:
    """Exercises for one arm move one hand; the other rests."""
    start, finish = skeletons_of(name)
    assert abs(finish.part(moving) - start.part(moving)) > 40
    assert abs(finish.part(still) - start.part(still)) < 1


@pytest.mark.parametrize(
    ("name", "hands"),
    [
        ("heel-raise", ["near_hand", "far_hand"]),
        ("mini-squat", ["near_hand", "far_hand"]),
        ("standing-hip-extension", ["near_hand", "far_hand"]),
        ("march-on-spot", ["far_hand"]),
        ("single-leg-stand", ["right_hand"]),
        ("tandem-stand", ["far_hand"]),
        ("heel-toe-walk", ["far_hand"]),
        ("hip-flexor-stretch", ["far_hand"]),
        ("standing-knee-bend", ["near_hand", "far_hand"]),
        ("split-squat", ["far_hand"]),
        ("standing-thigh-stretch", ["far_hand"]),
        ("hip-bend-standing", ["far_hand"]),
        ("toe-walk", ["far_hand"]),
        ("heel-drop", ["near_hand", "far_hand"]),
    ],
)
def test_hands_rest_on_what_does_not_move(name: str, hands: list[str]) -> None:
    """The hands of balance exercises are on a worktop or a bed, never on a chair."""
    for skeleton in skeletons_of(name):
        (prop,) = skeleton.pose.props
        assert prop.prop in ("counter", "bed")
        assert isinstance(prop.at, complex)
        assert prop.size is not None
        for hand in hands:
            wrist = skeleton.part(hand)
            assert 8 <= wrist.imag - prop.size.imag <= 18
            fingers = wrist.real + 25
            assert abs(fingers - prop.at.real) < prop.size.real / 2


def test_a_mini_squat_is_a_small_bend() -> None:
    """Its knees bend by 30 to 40 degrees, a whole squat's by more than twice that."""
    bends = [
        [abs(normal(limb.upper - limb.lower)) for limb in skeletons_of(name)[-1].legs]
        for name in ("mini-squat", "squat-with-weights")
    ]
    assert all(30 <= bend <= 40 for bend in bends[0])
    assert all(bend > 75 for bend in bends[1])


@pytest.mark.parametrize(
    ("towel", "stripes"),
    [
        ("{prop: towel, at: [90, 140], size: [60, 18]}", 2),
        ("{prop: towel, at: [90, 140], to: [20, 200]}", 2),
        ("{prop: towel-roll, at: [90, 140], size: [20, 20]}", 1),
    ],
)
def test_a_towel_is_told_from_skin(towel: str, stripes: int) -> None:
    """Folded, pulled or rolled, it is white with stripes that are 3:1 to it."""
    shapes = draw_poses([pose_of(f"props: [{towel}]")])[0].shapes
    assert any(shape.fill == TOWEL for shape in shapes)
    assert sum(shape.stroke == STRIPE for shape in shapes) == stripes
    place = Place("", 1, 1)
    assert Colour(STRIPE, place).contrast(Colour(TOWEL, place)) >= 3


def test_a_shoe_bends_as_the_heel_comes_up() -> None:
    """The toes stay flat on the floor, where a stiff shoe would go through it."""
    up = "near_leg: {{to: [0, 25.4], toes: -45{}}}\nfar_leg: {{hip: 40, knee: 80}}"
    assert any("near foot goes" in line for line in read(up.format(""))[1])
    bent = pose_of(up.format(", forefoot: 0"))
    toes = Skeleton(bent).part("near_toes")
    assert toes.imag == pytest.approx(0, abs=0.6)
    shoe = PEOPLE["ben"].shoe
    (drawing,) = draw_poses([bent], person="ben")
    _, low, right, high = bounds(next(shape.path for shape in drawing.shapes if shape.fill == shoe))
    assert low == pytest.approx(0, abs=0.6)
    assert right == pytest.approx(toes.real, abs=6)
    assert high > 25


def test_toes_along_the_shin_look_at_the_viewer() -> None:
    """On the side, such a foot is drawn from its toes: as wide on both sides of the leg."""
    for toes, even in ((0, True), (-30, False)):
        pose = pose_of(f"base: lying-side\nright_leg: {{hip: 0, knee: 0, toes: {toes}}}")
        ankle = Skeleton(pose).legs[1].end
        shoes = [shape.path for shape in draw_poses([pose], person="ben")[0].shapes if shape.fill == PEOPLE["ben"].shoe]
        _, bottom, _, top = bounds(shoes[-1])
        assert (abs((top - ankle.imag) - (ankle.imag - bottom)) < 1) is even


def test_a_full_hand_is_helped_from_its_far_side() -> None:
    """The helping hand is painted before the weight, so that both are seen."""
    hand = "{part: hand, table: true, holds: weight, fingers: [60, 80, 50], wrist: 40, helper: -75}"
    drawing = draw_poses([pose_of(f"close_up: {hand}")], person="ben")[0]
    fills = [shape.fill for shape in drawing.shapes]
    helper = max(index for index, fill in enumerate(fills) if fill == darker(PEOPLE["ben"].skin, 0.9))
    assert helper < fills.index("#6E7A82")


def test_a_part_is_shown_alone() -> None:
    """A crop is the frame of every picture, with the body's own scale given up; nothing outside of it is painted."""
    poses = [pose_of("base: crook-lying\ncrop: [-60, -10, 80, 90]"), pose_of("base: crook-lying\nbelly: 1")]
    drawings = draw_poses(poses, person="ben")
    for drawing in drawings:
        assert (round(drawing.width), round(drawing.height)) == (140, 100)
        assert not drawing.scaled
        assert any(
            point.real < drawing.frame[0] for shape in drawing.shapes for _, path in shape.path for point in path
        )
        words = operators(drawing).split()
        assert words.count("q") == words.count("Q") == 2
        assert words.count("W") == 1
    assert "clip" not in svg(drawings[0]), "a file of one picture is cut by its own edge"
    text = svg(side_by_side(drawings))
    ElementTree.fromstring(text)
    assert text.count("<clipPath") == text.count('<g clip-path="url(#window-') == 2
    assert 'id="window-2"' in text


def test_pictures_of_one_exercise_stand_as_they_are_largest_in_a_card() -> None:
    """Those who lie are wide and stand above each other; those who stand are tall and stand beside each other."""
    lying, standing = (draw_poses([pose_of(name)] * 2, person="ben") for name in ("crook-lying", "standing"))
    assert svg(filling(lying, 1.6)) == svg(one_above_another(lying))
    assert svg(filling(standing, 1.6)) == svg(side_by_side(standing))


def test_pictures_above_each_other_show_what_each_shows() -> None:
    first, second = draw_poses([pose_of("crook-lying"), pose_of("standing")], person="ben")
    both = one_above_another([first, second])
    assert both.width == first.width
    assert both.height == pytest.approx(2 * first.height, abs=20)
    assert len(both.shapes) == len(first.shapes) + len(second.shapes)
    boxes = [bounds(shape.path) for shape in both.shapes if shape.path and shape.fill]
    left, bottom, right, top = both.frame
    assert min(box[0] for box in boxes) >= left and max(box[2] for box in boxes) <= right
    assert min(box[1] for box in boxes) >= bottom and max(box[3] for box in boxes) <= top


def test_a_close_up_beside_a_whole_body_fills_its_frame() -> None:
    """The frame is that of the body, which keeps its scale; the close-up is as large as it fits."""
    whole, feet = pose_of("standing"), pose_of("close_up: {part: feet, line: true}")
    alone = draw_poses([whole], person="ben")[0]
    beside, close = draw_poses([whole, feet], person="ben")
    assert beside.scaled and close.scaled
    assert beside.width == pytest.approx(alone.width, abs=1)
    boxes = [bounds(shape.path) for shape in close.shapes]
    high = max(box[3] for box in boxes) - min(box[1] for box in boxes)
    wide = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    assert high > close.height * 0.9 or wide > close.width * 0.75


def test_what_resists_is_hollow() -> None:
    """The arrow of a hand that resists has another fill than the person's own."""
    fills = []
    for against in ("false", "true"):
        pose = pose_of(f"arrows: [{{from: head, by: [40, 0], move: [50, 0], against: {against}}}]")
        fills.append([shape.fill for shape in draw_poses([pose], person="ben")[0].shapes])
    assert ARROW in fills[0] and ARROW not in fills[1]


def test_a_chest_turns_no_further_than_a_body_does() -> None:
    """Both shoulders come nearer to the middle; a quarter turn over still hips is refused."""
    still, turned = (Skeleton(pose_of(f"base: sitting\nview: front\ntwist: {twist}")) for twist in (0, 42))
    wide = [abs(one.part("right_shoulder") - one.part("left_shoulder")) for one in (still, turned)]
    assert wide[1] == pytest.approx(wide[0] * 0.743, abs=0.1)
    _, found = read("base: sitting\nview: front\ntwist: 90")
    assert found[0].startswith("3:8: error: the chest is bent 90° to the other side; a chest goes from -50° to 50°")


def test_a_hand_pulls_over_the_fingertips() -> None:
    """The other hand's sleeve is where its forearm was said to be."""
    drawn = draw_poses([pose_of("close_up: {part: hand, wrist: 70, pull: 150}")], person="ben")[0]
    cuff = next(shape for shape in drawn.shapes if shape.fill == darker(PEOPLE["ben"].shirt, 0.9))
    _, bottom, right, _ = bounds(cuff.path)
    assert right < 20 and bottom > 60


def test_a_towel_goes_round_the_foot() -> None:
    """Half of it is painted before the foot and half after, and it ends where it is pulled to."""
    drawn = draw_poses([pose_of("close_up: {part: foot, shin: 175, pull: 155}")], person="ben")[0]
    fills = [shape.fill for shape in drawn.shapes]
    strokes = [shape.stroke for shape in drawn.shapes]
    foot = fills.index(PEOPLE["ben"].skin)
    assert strokes.index(darker(TOWEL, 0.85)) < foot < strokes.index(STRIPE)
    left, _, right, _ = bounds(next(shape.path for shape in drawn.shapes if shape.stroke == STRIPE))
    assert right - left > 80


def test_svg_is_well_formed() -> None:
    """The SVG parses, with its words escaped, and has the size of the frame."""
    drawing = draw_poses([pose_of("base: standing\nprops: [weight]")], "squat-with-weights")[0]
    text = svg(drawing, "Squat & more", "A person <stands>.")
    root = ElementTree.fromstring(text)
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Squat & more"
    assert root.findtext("{http://www.w3.org/2000/svg}desc") == "A person <stands>."
    assert float(root.attrib["width"]) == pytest.approx(drawing.width, abs=0.06)
    assert "nan" not in text


def test_operators_are_balanced() -> None:
    """The page operators keep the graphics state and have only numbers that a PDF knows."""
    drawing = artwork(draw_poses([pose_of("base: sitting\nview: front")])[0])
    words = drawing.operators.split()
    assert words.count("q") == words.count("Q") == 1
    assert all(re.fullmatch(r"-?[0-9]*\.?[0-9]+|[a-zA-Z]{1,2}", word) for word in words)


def test_left_is_the_mirror_of_right() -> None:
    """Facing left, every point is mirrored."""
    right = draw_poses([pose_of("base: sitting")])[0]
    left = draw_poses([pose_of("base: sitting\nfacing: left")])[0]
    assert left.frame[0] == pytest.approx(-right.frame[2])
    assert left.height == pytest.approx(right.height)


def test_contrast() -> None:
    """Outline and arrow keep 3:1 to paper and mat; the far side is a tone darker."""
    place = Place("", 1, 1)
    for ground in (PAPER, MAT):
        assert Colour(INK, place).contrast(Colour(ground, place)) >= 3
    assert Colour(ARROW, place).contrast(Colour(PAPER, place)) >= 3
    for person in PEOPLE.values():
        for colour in (person.skin, person.shirt, person.shorts):
            assert Colour(darker(colour), place).luminance < Colour(colour, place).luminance


def test_people() -> None:
    """Who shows an exercise depends on its id alone; a brand gives the shirt; nobody else is known."""
    assert person_for("bridge") == person_for("bridge")
    assert len({person_for(str(number)) for number in range(40)}) >= 4
    assert len(PEOPLE) >= 5
    shirt = draw_poses([pose_of("standing")], "bridge", "ben", "#123456")[0]
    assert any(shape.fill == "#123456" for shape in shirt.shapes)
    with pytest.raises(KeyError):
        draw_poses([pose_of("standing")], person="nobody")


def test_schema() -> None:
    """Editors get the same rules."""
    definitions: Definitions = {}
    schema = {**PoseKind().schema(definitions), "$defs": definitions}
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid("standing")
    assert validator.is_valid({"base": "sitting", "near_leg": {"knee": 10}, "props": ["chair", {"prop": "ball"}]})
    assert not validator.is_valid({"base": "flying"})


def test_a_figure_is_little_work() -> None:
    """About 2 ms, which these lines take."""
    pose = pose_of("base: standing\nprops: [weight]")
    draw_poses([pose])
    assert lines_run(lambda: operators(draw_poses([pose])[0])) < 20_000


def test_a_caption_stands_where_a_picture_is_empty() -> None:
    """No point of any path is in a corner that is said to be empty; most who lie or stand have such a corner."""
    wide, high = 80.0, 34.0
    asked = given = 0
    for path in EXERCISES:
        for drawing in draw_poses(poses_in(path), path.stem):
            left, _, right, top = drawing.frame
            corner = artwork(drawing).corner(wide, high)
            asked, given = asked + drawing.scaled, given + (drawing.scaled and bool(corner))
            if corner:
                first = left if corner == "left" else right - wide
                for shape in drawing.shapes:
                    points = [point for _, points in shape.path for point in points]
                    assert not [one for one in points if first < one.real < first + wide and one.imag > top - high]
    assert given > 0.6 * asked
