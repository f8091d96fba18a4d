"""The exercises and programmes that are shipped, as a physiotherapist reads them: sides, cautions, holds, links."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from leafletgen.content.model.exercise import Exercise, check_hold, ways_of
from leafletgen.content.model.programme import Programme
from leafletgen.dose.dose import Dose
from leafletgen.errors import Report
from leafletgen.figures.pose import Pose
from leafletgen.figures.skeleton import Skeleton
from leafletgen.library.exercises import Exercises
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.workspace import Workspace

ROOT = Path(__file__).parents[2]
LIBRARY = Exercises(Workspace(ROOT))
NAMES = LIBRARY.exercise_names()
LIMBS = [f"{side}_{kind}" for side in ("near", "far", "left", "right") for kind in ("arm", "leg")]

OSTEOPOROSIS = "You have osteoporosis. Ask us how far you may bend or twist."
BROKEN_SPINE = "You broke a bone in your spine in the last 12 weeks."
NOT_TOLD = ", and have not been told that you can start."
NECK = [
    "You had a neck injury or operation, and have not been told that you can start.",
    "You had a fall or an accident, and nobody has checked your neck since.",
    "You have rheumatoid arthritis in your neck, Down's syndrome or very loose joints.",
    "You get dizzy, faint or see double when you move your neck.",
    "Your hands have got clumsy, or your walking unsteady.",
]
BENDS_OR_TWISTS_FAR = {
    *("knees-to-chest", "single-knee-to-chest", "cat-stretch", "childs-pose"),
    *("seated-rotation", "knee-rolls", "open-book"),
    *("sitting-forward-bend", "nerve-glide-sitting", "standing-side-bend", "hands-and-knees-twist"),
}
"""Repeated or far bending and twisting: what the UK consensus asks people with osteoporosis to change."""
LOADS_THE_SPINE = {
    *BENDS_OR_TWISTS_FAR,
    *("pelvic-tilt", "back-extension", "upper-back-extension", "hip-hinge", "hamstring-stretch"),
    *("bridge", "single-leg-bridge", "bird-dog", "dead-bug", "bicep-curl", "squat-with-weights"),
    *("prone-on-elbows", "plank-knees", "side-plank-knees", "standing-back-bend", "chest-lift"),
    *("towel-roll-stretch", "heel-drop", "plank", "heel-taps"),
    *("brandt-daroff", "get-up-from-floor"),
}
"""What bends, twists or loads the spine more than standing up does."""

TURNS: dict[str, str] = {
    "knee-rolls": "the side that the knees roll to",
    "seated-rotation": "the side that the chest turns to",
    "side-step": "the side that both feet go to in the end",
    "standing-side-bend": "the side that the trunk bends to",
    "band-side-walk": "the side that one foot goes to, and the hips after it",
}
"""Both sides move, and the side is the way; a test of its own looks at where they go."""
STAYS: dict[str, str] = {
    "single-leg-bridge": "the foot that stays on the floor does the work; the other leg is lifted",
    "single-leg-stand": "the leg that one stands on; the other one is lifted",
    "hamstring-stretch": "the straight leg is still while the trunk leans over it",
    "calf-stretch": "the leg behind is stretched by a step of it, and the front knee bends as well",
    "hip-flexor-stretch": "the knee on the floor stays, and the hips move over the other foot",
    "table-slide": "the trunk leans, so that the hand in the lap goes as far from its shoulder as the one on the towel",
    "bent-knee-calf-stretch": "the leg behind is stretched while both knees bend",
    "step-down": "the foot on the step stays there, and the other one is lowered",
    "single-leg-sit-to-stand": "the leg that stands up bends as far as the lifted one comes down",
    "step-heel-raise": "the foot on the step carries the body up, and the other leg hangs bent",
    "step-up": "the foot that is on the step stays there, and the other one follows",
    "towel-stretch": "the lower arm is pulled up by the upper one, which moves more",
    "bird-dog": "an arm and the opposite leg move; the side is that of the arm",
    "dead-bug": "an arm and the opposite leg move; the side is that of the arm",
    "cross-body-stretch": "the arm across is drawn on by the other hand, which comes from the side",
    "stick-turn-out-lying": "both hands go the same way with the stick, and the one that is pushed turns out",
    "open-book": "the pictures change the view, from the limbs seen from the side to the chest seen from the front",
    "hands-and-knees-twist": "the pictures change the view, as those of the open book do",
    "side-plank-knees": "the side underneath, on whose forearm and knee the body rests",
    "figure-four-stretch": "the crossed leg; the leg underneath is pulled up with it",
}
"""Where the limb that is meant is not the one that moves most, and why."""


def load(name: str) -> Exercise:
    """Return an exercise without fault."""
    report = Report()
    exercise = LIBRARY.load(name, report)
    assert not report.diagnostics, name
    assert exercise is not None
    return exercise


ALL = {name: load(name) for name in NAMES}
SIDED = [name for name, exercise in ALL.items() if exercise.sided]


def programmes() -> list[Programme]:
    """Return all programmes, without fault."""
    report = Report()
    found = LIBRARY.load_programmes(report)
    assert not report.diagnostics
    return found


def cautions(exercise: Exercise) -> list[str]:
    """Return who is to ask first."""
    return [caution.plain() for caution in exercise.cautions]


def words_to_do_it(exercise: Exercise) -> list[str]:
    """Return everything that tells how to do it or shows it in words."""
    steps = [way for step in exercise.steps for way in ways_of(step)]
    told = [said.plain() for said in (*exercise.prepare, *steps, *exercise.key_points, exercise.stop)]
    return [*told, *[drawing.alt for drawing in exercise.figure.drawings]]


def with_hold(dose: Dose, *, held: bool) -> Dose:
    """Return a dose of this exercise that has a hold, or none."""
    return Dose(reps=5, hold=3 if held else None, side=dose.side, times_per_day=1)


@pytest.mark.parametrize("name", NAMES)
def test_sources_and_how_often(name: str) -> None:
    """An exercise names the guidance it rests on, and its dose can stand alone."""
    exercise = ALL[name]
    assert 1 <= len(exercise.sources) <= 3
    assert len(set(exercise.sources)) == len(exercise.sources)
    assert exercise.dose.says_how_often
    report = Report()
    (found,) = resolve_prescription(LIBRARY, report, picks=[name])
    assert not report.diagnostics
    assert found.dose == exercise.dose


def test_programmes_say_the_same() -> None:
    """A programme names its guidance, and every dose in it says how often by itself or by its exercise."""
    for programme in programmes():
        assert 1 <= len(programme.sources) <= 3, programme.identifier
        report = Report()
        found = resolve_prescription(LIBRARY, report, programmes=[programme.identifier])
        assert not report.diagnostics
        assert len(found) == len(programme.exercises)
        for one in programme.exercises:
            assert one.dose is None or one.dose.says_how_often, (programme.identifier, one.exercise)


def test_falls_programme() -> None:
    """As in Otago's manual: 3 days a week with rest between, walking on others, and hands on what cannot move."""
    programme = LIBRARY.load_programme("sit-to-stand-and-balance", Report())
    assert programme is not None
    doses = [one.dose for one in programme.exercises if one.dose is not None]
    assert len(doses) == len(programme.exercises)
    assert {dose.days_per_week for dose in doses} == {3}
    notes = " ".join(note.plain() for note in programme.notes)
    for part in (
        "3 days a week, with a rest day in between",
        "2 other days",
        "30 minutes",
        "worktop",
        "keep hold of it at first",
    ):
        assert part in notes
    assert "chair" not in notes


def test_examples_are_alike() -> None:
    """One word for one thing in all files."""
    for name, exercise in ALL.items():
        told = " ".join([*words_to_do_it(exercise), *cautions(exercise), exercise.side_means or ""])
        assert not re.search(r"\b(forward|buttocks?|glutes?|tummies|spinal fracture)\b", told), name


@pytest.mark.parametrize("name", NAMES)
def test_steps_say_hold_as_the_dose_does(name: str) -> None:
    """With a hold the steps say so, and without one the word "hold" stands in none of them."""
    exercise = ALL[name]
    for held in (True, False):
        dose = with_hold(exercise.dose, held=held)
        report = Report()
        allowed = exercise.can_hold if held else not exercise.must_hold
        assert check_hold(exercise, dose, None, report) == allowed
        if allowed:
            steps = [step.plain() for step in exercise.steps_for(dose)]
            assert len(steps) == len(exercise.steps)
            assert bool(re.search(r"\bhold", " ".join(steps), re.IGNORECASE)) == held, steps
    for step in exercise.steps:
        assert len(ways_of(step)) == len({way.plain() for way in ways_of(step)})


def test_what_is_always_held() -> None:
    """Stretches, balance and what works by pushing without moving make no sense without a hold."""
    assert {name for name, exercise in ALL.items() if exercise.must_hold} == {
        *("calf-stretch", "hamstring-stretch", "hip-flexor-stretch", "wrist-extension-stretch"),
        *("single-leg-stand", "tandem-stand"),
        *("neck-isometric", "quad-set", "wall-sit"),
        *("wrist-flexion-stretch", "cross-body-stretch", "shoulder-press-wall", "turn-out-press-wall"),
        *("plank", "plank-knees", "side-plank-knees", "sitting-figure-four"),
        *("lying-hamstring-stretch", "figure-four-stretch", "levator-stretch", "doorway-chest-stretch"),
        *("bent-knee-calf-stretch", "standing-thigh-stretch", "sole-stretch", "knee-prop"),
        "brandt-daroff",
    }
    assert {name for name, exercise in ALL.items() if not exercise.can_hold} == {
        *("abdominal-breathing", "ankle-circles", "heel-toe-walk", "march-on-spot", "pendulum", "side-step"),
        *("ankle-pumps", "band-side-walk", "step-down", "stairs-up-with-stick", "stairs-down-with-stick"),
        *("nerve-glide-sitting", "wall-angel", "heel-drop", "heel-taps", "shoulder-rolls"),
        *("walk-backwards", "heel-walk", "toe-walk", "figure-of-eight-walk", "stair-walk", "walking-plan"),
        *("get-up-from-floor", "walk-head-turns", "gaze-steady-side", "gaze-steady-up-down"),
        *("pelvic-floor-quick", "pelvic-floor-cough"),
        *("breathing-control", "huff", "pursed-lip-breathing", "lean-forward-rest"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_cautions(name: str) -> None:
    """Osteoporosis, a broken spine and operations are said in one way each, never two of them in one."""
    found = cautions(ALL[name])
    assert len(found) <= 5
    assert len(set(found)) == len(found)
    for caution in found:
        topics = [r"osteoporosis", r"broke a bone in your spine", r"operation"]
        assert sum(bool(re.search(topic, caution)) for topic in topics) <= 1, caution
        if "osteoporosis" in caution:
            assert caution == OSTEOPOROSIS
        if re.search(r"\bspin(e|al)\b", caution) and "stenosis" not in caution:
            assert caution == BROKEN_SPINE
        if re.search(r"\boperation\b|\b(broke|broken|tore)\b", caution) and caution != BROKEN_SPINE:
            assert re.fullmatch(r"You (had|broke|tore) .+", caution), caution
            assert caution.endswith(NOT_TOLD), caution
        assert "last 12 weeks" not in caution or caution in (
            BROKEN_SPINE,
            "You are pregnant, or gave birth in the last 12 weeks.",
        )
    assert (OSTEOPOROSIS in found) == (name in BENDS_OR_TWISTS_FAR)
    assert (BROKEN_SPINE in found) == (name in LOADS_THE_SPINE)


def test_one_caution_has_one_wording() -> None:
    said = {caution for exercise in ALL.values() for caution in cautions(exercise)}
    by_words = Counter(tuple(sorted(re.findall(r"\w+", text.lower()))) for text in said)
    assert [words for words, wordings in by_words.items() if wordings > 1] == []


def test_necks_ask_the_same() -> None:
    """Whoever may not turn a neck may not tip or press it either."""
    necks = [name for name, exercise in ALL.items() if exercise.areas[0] == "neck"]
    assert {"chin-tuck", "levator-stretch", "lying-head-nod", "neck-isometric", "neck-look-up-down", "neck-rotation",
            "neck-side-bend"} <= set(necks)  # fmt: skip
    for name in necks:
        assert cautions(ALL[name]) == NECK


def test_bare_feet_ask_about_diabetes() -> None:
    """A foot that feels nothing is not trained bare without asking."""
    for name, exercise in ALL.items():
        if re.search(r"\bbare (\{side\} )?foot\b", " ".join(words_to_do_it(exercise))):
            assert "You have diabetes or a numb foot." in cautions(exercise), name


def test_no_chair_to_hold_on_to() -> None:
    """Who stands or kneels holds on to what cannot move; a chair is for sitting."""
    for name, exercise in ALL.items():
        if exercise.position in ("standing", "kneeling"):
            assert not any("chair" in thing for thing in exercise.equipment), name
            told = " ".join(words_to_do_it(exercise)).replace("as if to sit on a chair", "")
            assert "chair" not in told, name
        if "worktop" in exercise.equipment:
            assert "worktop that cannot move" in " ".join(said.plain() for said in exercise.prepare), name
    for name in ("heel-raise", "mini-squat", "standing-hip-extension", "march-on-spot", "single-leg-stand"):
        assert "worktop" in ALL[name].equipment


def test_made_ready() -> None:
    """Chairs, bands, shoes, cushions: what can slip, tear or hurt is seen to before the first step."""
    for name, exercise in ALL.items():
        ready = " ".join(said.plain() for said in exercise.prepare)
        after = " ".join(point.plain() for point in exercise.key_points)
        assert len(exercise.prepare) <= 3
        if "chair" in exercise.equipment:
            assert re.search(r"\bchair\b.*(against a wall|cannot)", ready), name
        if any("band" in thing for thing in exercise.equipment):
            assert "Check the band for tears" in ready, name
        if "balance" in exercise.areas and exercise.position == "standing":
            assert "shoes that grip" in ready, name
        if any("nobody with you" in caution for caution in cautions(exercise)):
            assert re.search(r"phone within reach|a rail or a worktop", ready), name
        assert not re.search(r"against a wall|for tears|cannot tip|shoes|Put a cushion|bottles?", after), name


@pytest.mark.parametrize("name", NAMES)
def test_links(name: str) -> None:
    """What is harder calls this one easier, trains the same and has no lower level; and the other way round."""
    exercise = ALL[name]
    for other in exercise.harder:
        assert name in ALL[other].easier
        assert ALL[other].level >= exercise.level
        assert set(ALL[other].areas) & set(exercise.areas)
    for other in exercise.easier:
        assert name in ALL[other].harder


def test_links_that_were_wrong() -> None:
    """Another tendon, another part of the back, a stretch as a step to strength: none is a progression."""
    for one, other in (
        ("wrist-extension-stretch", "eccentric-wrist-lowering"),
        ("upper-back-extension", "back-extension"),
        ("calf-stretch", "heel-raise"),
        ("towel-scrunch", "heel-raise"),
        ("bird-dog", "dead-bug"),
        ("ankle-circles", "towel-scrunch"),
        ("heel-raise", "single-leg-stand"),
        ("heel-slide", "straight-leg-raise"),
    ):
        for first, second in ((one, other), (other, one)):
            assert second not in (*ALL[first].harder, *ALL[first].easier)


@pytest.mark.parametrize("name", SIDED)
def test_alt_texts_name_the_side(name: str) -> None:
    """The picture in words says which limb it is, and each side's text differs from the other's."""
    alts = [drawing.alt for drawing in ALL[name].figure.drawings]
    assert "{side}" in alts[-1] or "{other}" in alts[-1]
    assert any("{side}" in alt for alt in alts)
    assert not any(re.search(r"\b(left|right)\b(?! angles)", alt) for alt in alts)


def poses(exercise: Exercise) -> list[Pose]:
    """Return the poses from start to finish; none where one of them is a part drawn large."""
    found = [drawing.pose for drawing in exercise.figure.drawings if drawing.pose is not None]
    return [] if any(pose.close_up is not None for pose in found) else found


def drawn_limbs(pose: Pose) -> dict[str, tuple[complex, complex]]:
    """Return the person's own limbs with where joint and end are, as seen from their root.

    Who is seen from the side and faces right turns the right side to us, and so does who lies on the back with the
    head at the left, or on the front with it at the right. Who is seen from the front, or from above on the back, has
    the right hand at the left of the picture; who is seen from behind, at the right of it.
    """
    skeleton = Skeleton(pose)
    from_behind = pose.view == "back"
    own = {
        "near": "right",
        "far": "left",
        "left": "left" if from_behind else "right",
        "right": "right" if from_behind else "left",
    }
    found = {}
    for limb in (*skeleton.arms, *skeleton.legs):
        word, kind = limb.name.split()
        side = own[word]
        if pose.facing == "left":
            side = "left" if side == "right" else "right"
        found[f"{side} {kind}"] = (limb.joint - limb.root, limb.end - limb.root)
    return found


def moved(exercise: Exercise) -> Counter[str]:
    """Return how far each of the person's limbs moves, relative to its root."""
    far: Counter[str] = Counter()
    for before, after in pairwise(drawn_limbs(pose) for pose in poses(exercise)):
        for limb in before:
            far[limb] += round(sum(abs(end - start) for start, end in zip(before[limb], after[limb], strict=True)))
    return far


WITH_POSES = [name for name in SIDED if poses(ALL[name])]
MOVING = [name for name in WITH_POSES if name not in STAYS and name not in TURNS]


@pytest.mark.parametrize("name", MOVING)
def test_the_moved_limb_is_the_shown_one(name: str) -> None:
    """The limb that moves most from start to finish, clearly more than its twin, is on the side that is shown."""
    limbs = moved(ALL[name])
    (most, far) = limbs.most_common(1)[0]
    side, kind = most.split()
    assert far > 1.2 * limbs[f"{'left' if side == 'right' else 'right'} {kind}"]
    assert side == ALL[name].figure.shown_side


def test_the_shown_side_where_the_meant_limb_stays() -> None:
    """The exceptions, worked out by hand from the pictures: each is named once, and none is missing."""
    assert set(STAYS) | set(TURNS) <= set(WITH_POSES)
    assert not set(STAYS) & set(TURNS)
    shown = {name: ALL[name].figure.shown_side for name in (*STAYS, *TURNS)}
    assert shown == {
        "single-leg-bridge": "left",
        "single-leg-stand": "right",
        "hamstring-stretch": "right",
        "calf-stretch": "right",
        "hip-flexor-stretch": "right",
        "table-slide": "right",
        "step-up": "right",
        "towel-stretch": "left",
        "cross-body-stretch": "right",
        "stick-turn-out-lying": "right",
        "bird-dog": "left",
        "dead-bug": "left",
        "open-book": "right",
        "knee-rolls": "right",
        "seated-rotation": "left",
        "side-step": "right",
        "standing-side-bend": "left",
        "hands-and-knees-twist": "right",
        "side-plank-knees": "right",
        "figure-four-stretch": "right",
        "band-side-walk": "right",
        "bent-knee-calf-stretch": "right",
        "step-down": "right",
        "single-leg-sit-to-stand": "right",
        "step-heel-raise": "right",
    }


def furthest(name: str, stage: int, kind: str, way: complex) -> str:
    """Return the person's own side whose arm or leg reaches furthest this way in the picture."""
    limbs = drawn_limbs(poses(ALL[name])[stage])
    return max(("left", "right"), key=lambda side: (limbs[f"{side} {kind}"][1] * way.conjugate()).real)


@pytest.mark.parametrize(
    ("name", "stage", "kind", "way"),
    [
        ("single-leg-bridge", -1, "leg", -1j),  # the foot under the hip, and not the lifted one
        ("single-leg-stand", -1, "leg", -1j),
        ("hamstring-stretch", -1, "leg", 1 + 0j),  # the leg that is stretched out
        ("calf-stretch", -1, "leg", -1 + 0j),  # the leg behind
        ("hip-flexor-stretch", -1, "leg", -1 + 0j),
        ("bent-knee-calf-stretch", -1, "leg", -1 + 0j),
        ("step-down", -1, "leg", 1j),  # the foot on the step
        ("single-leg-sit-to-stand", -1, "leg", -1j),  # the foot under the hip
        ("step-heel-raise", -1, "leg", -1j),  # the foot under the hip
        ("table-slide", -1, "arm", 1 + 0j),  # the hand that is furthest over the table
        ("step-up", 0, "leg", 1j),  # the foot on the step
        ("towel-stretch", 0, "arm", -1j),  # the lower hand
        ("cross-body-stretch", 0, "arm", 1 + 0j),  # the arm that is across, before the other hand comes
        ("stick-turn-out-lying", -1, "arm", -1 + 0j),  # the hand that has turned out
    ],
)
def test_the_limb_that_stays_is_the_meant_one(name: str, stage: int, kind: str, way: complex) -> None:
    """Where the meant limb is not the one that moves most, it is told by where it is."""
    assert furthest(name, stage, kind, way) == ALL[name].figure.shown_side


def feet(name: str) -> list[dict[str, complex]]:
    """Return where the person's own left and right ankle are in each picture."""
    return [
        {side: Skeleton(pose).hip + drawn_limbs(pose)[f"{side} leg"][1] for side in ("left", "right")}
        for pose in poses(ALL[name])
    ]


@pytest.mark.parametrize(("name", "first"), [("stairs-up-with-stick", "right"), ("stairs-down-with-stick", "left")])
def test_stairs_are_for_one_sore_leg(name: str, first: str) -> None:
    """The left leg is the sore one in both: the good leg leads up, the sore one down, and the other one follows.

    "Each side" would tell the patient to step up with the sore leg, so there is no side to prescribe.
    """
    assert not ALL[name].sided
    start, middle, finish = feet(name)
    second = {"left": "right", "right": "left"}[first]
    assert abs(middle[first] - start[first]) > 2 * abs(middle[second] - start[second])
    assert middle["left"].imag < middle["right"].imag - 20
    for both in (start, finish):
        assert abs(both["left"].imag - both["right"].imag) < 1, "on one stair"


@pytest.mark.parametrize("name", SIDED)
def test_no_sided_exercise_speaks_of_a_sore_side(name: str) -> None:
    """Who does each side cannot take the good one for the sore one."""
    told = " ".join([*words_to_do_it(ALL[name]), ALL[name].side_means or ""])
    assert not re.search(r"\b(sore|good) (arm|hand|leg|foot|side|shoulder|knee)\b", told)


@pytest.mark.parametrize("name", ["bird-dog", "dead-bug"])
def test_arm_and_opposite_leg(name: str) -> None:
    """The arm gives the side, and the leg of the other side moves."""
    limbs = moved(ALL[name])
    arm = max(("left", "right"), key=lambda side: limbs[f"{side} arm"])
    leg = max(("left", "right"), key=lambda side: limbs[f"{side} leg"])
    assert arm == ALL[name].figure.shown_side != leg


def test_the_foot_in_front_is_the_meant_one() -> None:
    """Seen from above, toes up the page, it is further up; beside whole bodies, the near foot has its side."""
    exercise = ALL["tandem-stand"]
    pose = exercise.figure.finish.pose
    assert pose is not None and pose.close_up is not None
    left, right = pose.close_up.left, pose.close_up.right
    assert left is not None and right is not None
    assert ("left" if left.imag > right.imag else "right") == exercise.figure.shown_side
    assert left.real == right.real == 0, "one straight line"


def test_the_way_of_a_turn() -> None:
    """Where both sides move, the way that they go is the side."""
    # Both knees go to the picture's left of a person seen from above, whose right hand is there.
    _, before, after = (drawn_limbs(pose) for pose in poses(ALL["knee-rolls"]))
    for side in ("left", "right"):
        knee, was = after[f"{side} leg"][0], before[f"{side} leg"][0]
        assert knee.real < was.real - 20
    # Who is seen from behind has the right hand at the right of the picture, and goes there.
    stepped = poses(ALL["side-step"])
    assert [pose.view for pose in stepped] == ["back"] * len(stepped)
    assert Skeleton(stepped[-1]).hip.real > Skeleton(stepped[0]).hip.real + 20
    # Who faces us and bends to the picture's right bends to the left.
    bent = poses(ALL["standing-side-bend"])
    assert [pose.view for pose in bent] == ["front", "front"]
    assert Skeleton(bent[-1]).head.real > Skeleton(bent[0]).head.real + 20
    # Who faces us and turns to our right turns to the left, head and chest alike.
    start, turned = poses(ALL["seated-rotation"])
    assert (start.view, turned.view, start.twist) == ("front", "front", None)
    assert turned.twist is not None and 35 <= turned.twist <= 45
    assert turned.turn is not None and turned.turn > 0
    # A mat seen from above, head at the left and face up in the picture: what is on top is near, the right side.
    opened = poses(ALL["open-book"])
    assert [(pose.base, pose.ground, pose.chest) for pose in opened] == [
        ("lying-back", "mat-above", None),
        ("lying-back", "mat-above", None),
        ("lying-back", "mat-above", "front"),
    ]
    arms = drawn_limbs(opened[-1])
    # With the chest to us the right arm has gone to the lower edge, which is behind the back.
    assert arms["right arm"][1].imag < -80 < 80 < arms["left arm"][1].imag
