"""A search finds exercises in the words of whoever asks: ranks, plain words, and slips of the finger."""

from __future__ import annotations

from pathlib import Path

import pytest

from leafletgen.content.areas import AREAS
from leafletgen.library.exercises import Exercises
from leafletgen.library.index import Entry
from leafletgen.library.searching import found_by, is_one_slip, search, shown_first, standing_for
from leafletgen.library.words import words_of
from leafletgen.library.workspace import Workspace
from tests.support.exercise_sample import write_workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    """Return the exercises of a small workspace."""
    return Exercises(Workspace(write_workspace(tmp_path_factory.mktemp("few") / "w"))).entries("exercise")


@pytest.fixture(scope="module")
def shipped() -> Exercises:
    """Return the library that every workspace begins with."""
    return Exercises(Workspace(ROOT))


def test_words() -> None:
    assert words_of("Child's pose (Straße), ÉTÉ") == ["childs", "pose", "strasse", "ete"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("bridge", ["Bridge"]),
        ("GLUTE  bri", ["Bridge"]),
        ("childs pose", ["Child's pose"]),
        ("Child\u2019s", ["Child's pose"]),
        ("fotal", ["Child's pose"]),
        ("FÖTAL", ["Child's pose"]),
        ("knee", ["Mini squat", "Sit to stand", "Bird dog", "Child's pose"]),
        ("knees", ["Mini squat", "Sit to stand", "Bird dog", "Child's pose"]),
        ("stand", ["Sit to stand", "Heel raise", "Mini squat"]),
        ("mat", ["Bird dog", "Bridge"]),
        ("lying hip", ["Bridge", "Clamshell"]),
        ("low back side", []),
        ("bridge chair", []),
        ("", []),
        ("!?", []),
        ("xyzzy", []),
    ],
)
def test_every_word_begins_a_word(few: list[Entry], query: str, names: list[str]) -> None:
    assert [entry.name for entry in found_by(query, few)] == names


def test_the_name_comes_before_the_area_before_other_names_before_the_rest() -> None:
    entries = [
        Entry("e", "A mention", about=("hip",)),
        Entry("d", "B other", ("hip thing",)),
        Entry("c2", "C area second", good_for=("knee", "hip")),
        Entry("c1", "D area first", good_for=("hip", "knee")),
        Entry("b", "E hip"),
        Entry("a", "F hip", good_for=("hip",)),
        Entry("whole", "G", ("hip",)),
        Entry("not", "H", ("knee",)),
    ]
    found = [entry.identifier for entry in found_by("hip", entries)]
    assert found == ["whole", "a", "b", "c1", "c2", "d", "e"]


@pytest.mark.parametrize(
    "query", ["shoulder pain", "sore shoulder", "exercises for a stiff shoulder", "my Shoulder aches"]
)
def test_words_that_say_nothing(shipped: Exercises, query: str) -> None:
    entries = shipped.entries("exercise")
    assert set(found_by(query, entries)) == set(found_by("shoulder", entries))


def test_of_those_that_are_called_so_the_ones_that_it_stands_for_come_first() -> None:
    entries = [Entry("a", "A", ("core",)), Entry("b", "B plank", ("core",)), Entry("c", "C", ("core",))]
    assert [entry.identifier for entry in found_by("core", entries)] == ["b", "a", "c"]


def test_words_that_say_nothing_count_where_nothing_else_is_said() -> None:
    entries = [Entry("pain-diary", "Pain diary"), Entry("walk", "Walk", about=("for pain",))]
    assert [entry.identifier for entry in found_by("pain", entries)] == ["pain-diary", "walk"]


def test_a_name_with_such_words_comes_first() -> None:
    entries = [Entry("a", "Knee bend", good_for=("knee",)), Entry("b", "Zigzag", ("growing pains", "knee pain"))]
    assert [entry.identifier for entry in found_by("knee pain", entries)] == ["b", "a"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shuolder", "shoulder"),
        ("brige", "bridge"),
        ("bridgee", "bridge"),
        ("hamstirng", "hamstring"),
        ("brudge", "bridge"),
        ("sciatca", "sciatica"),
        ("ehadache", "headache"),
        ("hpi", "hip"),
        ("kee", "knee"),
    ],
)
def test_one_slip_is_forgiven_and_said(shipped: Exercises, typed: str, meant: str) -> None:
    entries = shipped.entries("exercise")
    found = search(typed, entries)
    assert found.entries == search(meant, entries).entries != []
    assert found.instead[typed] == [meant]


@pytest.mark.parametrize("typed", ["brdgie", "hxp", "zzzz", "brigdges"])
def test_more_than_one_slip_or_a_short_word_is_not(shipped: Exercises, typed: str) -> None:
    assert search(typed, shipped.entries("exercise")) == ([], {})


def test_what_begins_a_known_word_is_no_slip(few: list[Entry]) -> None:
    assert search("brid", few).instead == {}


@pytest.mark.parametrize(
    ("typed", "meant", "is_slip"),
    [
        ("brige", "bridge", True),
        ("bridge", "brige", True),
        ("birdge", "bridge", True),
        ("bridgx", "bridge", True),
        ("ab", "ba", True),
        ("bridge", "bridges", True),
        ("bridge", "bridge", False),
        ("abc", "cab", False),
        ("abcd", "badc", False),
        ("brig", "bridge", False),
    ],
)
def test_what_a_slip_is(typed: str, meant: str, is_slip: bool) -> None:
    assert is_one_slip(typed, meant) == is_slip


def test_plain_words_are_said_to_stand_for_others() -> None:
    hug = Entry("knees-to-chest", "Knees to chest", good_for=("low back",))
    entries = [hug, Entry("quad-set", "Thigh squeeze", good_for=("knee",)), Entry("neck", "Neck")]
    found = search("kneecap exercises", entries)
    assert found.instead == {"kneecap exercises": ["knee"]}
    assert [entry.identifier for entry in found.entries] == ["quad-set"]
    assert hug in found_by("knee", entries)


def test_what_is_called_so_comes_before_what_else_it_stands_for() -> None:
    entries = [Entry("chin-tuck", "Chin tuck", good_for=("neck",)), Entry("z", "Z", ("headache stretch",))]
    found = search("headache", entries)
    assert [entry.identifier for entry in found.entries] == ["z", "chin-tuck"]
    assert found.instead == {}


def test_the_longest_phrase_counts_and_the_rest_of_the_query_too(shipped: Exercises) -> None:
    entries = shipped.entries("exercise")
    found = [entry.identifier for entry in found_by("frozen shoulder table", entries)]
    assert "table-slide" in found
    assert len(found) < len(found_by("frozen shoulder", entries))


def test_plain_words_are_words_and_stand_for_areas_or_names(shipped: Exercises) -> None:
    named = [words_of(name) for entry in shipped.entries("exercise") for name in (entry.name, *entry.other_names)]
    for phrase, meant in standing_for().items():
        assert phrase
        assert all(words_of(each) for each in meant)
        assert phrase not in [tuple(words_of(each)) for each in meant], "it is found anyway"
        assert any(each in AREAS or any(set(words_of(each)) <= set(name) for name in named) for each in meant), phrase


#: What a clinic searches for in its first weeks, and what the first one found must be: good for an area, or called so.
WANTED = {
    "plank": ("plank",),
    "nerve": ("nerve",),
    "sciatica": ("low back", "nerve", "sciatica"),
    "plantar": ("ankle",),
    "heel pain": ("ankle",),
    "frozen shoulder": ("shoulder",),
    "tennis elbow": ("elbow and hand",),
    "vertigo": ("balance", "neck", "dizziness"),
    "dizziness": ("balance", "neck", "dizziness"),
    "thumb": ("elbow and hand",),
    "wrist": ("elbow and hand",),
    "pelvic floor": ("pelvic floor",),
    "hip replacement": ("hip",),
    "knee replacement": ("knee",),
    "falls": ("balance",),
    "whiplash": ("neck",),
    "posture": ("mid-back", "neck", "shoulder"),
    "headache": ("neck",),
    "patella": ("knee",),
    "achilles": ("ankle",),
    "sprain": ("ankle",),
    "stiff neck": ("neck",),
    "osteoporosis": ("balance", "strength"),
    "core": ("low back", "plank"),
    "breathing": ("breathing",),
    "shoulder pain": ("shoulder",),
    "knee pain": ("knee",),
    "back pain": ("low back", "mid-back"),
}


@pytest.mark.parametrize("query", WANTED)
def test_what_clinics_search_for_is_found(shipped: Exercises, query: str) -> None:
    found = found_by(query, shipped.entries("exercise"))
    assert found, "nothing is found"
    first = found[0]
    called = [word for name in (first.name, *first.other_names) for word in words_of(name)]
    assert any(each in first.good_for or set(words_of(each)) <= set(called) for each in WANTED[query]), first


@pytest.mark.parametrize(
    ("query", "programme"),
    [
        ("headache", "neck"),
        ("patella", "knee-osteoarthritis"),
        ("shoulder pain", "rotator-cuff"),
        ("falls", "sit-to-stand-and-balance"),
        ("sprained ankle", "ankle-sprain"),
        ("hip pain", "hip"),
        ("clamshell", "hip"),
    ],
)
def test_programmes_are_found_in_the_same_words(shipped: Exercises, query: str, programme: str) -> None:
    assert programme in [entry.identifier for entry in found_by(query, shipped.entries("programme"))]


def test_what_is_shown_first_is_there(shipped: Exercises) -> None:
    known = {entry.identifier for what in ("exercise", "programme") for entry in shipped.entries(what)}
    for phrase, identifiers in shown_first().items():
        assert phrase
        assert identifiers and set(identifiers) <= known, phrase


#: What a search must show first: an exercise, and a programme.
FIRST = {
    "knee pain": ("quad-set", "knee-osteoarthritis"),
    "my knees hurt": ("quad-set", "knee-osteoarthritis"),
    "knee arthritis": ("quad-set", "knee-osteoarthritis"),
    "OA": ("quad-set", "knee-osteoarthritis"),
    "kee pain": ("quad-set", "knee-osteoarthritis"),
    "nee pain": ("quad-set", "knee-osteoarthritis"),
    "knee pai": ("quad-set", "knee-osteoarthritis"),
    "patella": ("step-down", "kneecap-pain"),
    "plantar": ("sole-stretch", "heel-pain"),
    "heal pain": ("sole-stretch", "heel-pain"),
    "hel pain": ("sole-stretch", "heel-pain"),
    "shoulder pain": ("pendulum", "rotator-cuff"),
    "golfer's elbow": ("eccentric-wrist-lowering", "tennis-elbow"),
    "elbow pain": ("elbow-bend-straighten", "tennis-elbow"),
    "hand pain": ("tendon-glide", "thumb-and-hand-arthritis"),
    "leg pain": ("nerve-glide-sitting", "sciatica"),
    "growing pains": ("hamstring-stretch", "growing-pains"),
    "light headed": ("gaze-steady-side", "dizziness"),
    "THR": ("bottom-squeeze", "after-hip-replacement"),
    "tkr": ("heel-slide", "after-knee-replacement"),
    "lunge": ("split-squat", None),
    "pelvic foor": ("pelvic-floor-long", "pelvic-floor"),
    "whip lash": ("neck-rotation", "whiplash"),
    "fallen": ("get-up-from-floor", "getting-up-after-a-fall"),
    "copd": ("pursed-lip-breathing", "breathlessness"),
    "wrist fracture": ("wrist-bend-up-down", "wrist-after-a-break"),
    "achilles tendonitis": ("heel-raise", "achilles"),
    "slipped disc": ("prone-on-elbows", "sciatica"),
    "knee OA": ("quad-set", "knee-osteoarthritis"),
    "OA knee": ("quad-set", "knee-osteoarthritis"),
    "hip OA": ("hip-flexor-stretch", "hip"),
    "hand OA": ("tendon-glide", "thumb-and-hand-arthritis"),
    "TKA": ("heel-slide", "after-knee-replacement"),
    "THA": ("bottom-squeeze", "after-hip-replacement"),
    "LBP": ("pelvic-tilt", "back-movement"),
    "PFPS": ("step-down", "kneecap-pain"),
    "VMO": ("quad-set", "kneecap-pain"),
    "SLR": ("straight-leg-raise", None),
    "ITB": ("clamshell", "hip"),
    "GTPS": ("clamshell", "hip"),
    "CTS": ("median-nerve-glide", "carpal-tunnel"),
    "DRUJ": ("forearm-turn", None),
    "WAD": ("neck-rotation", "whiplash"),
    "BPPV": ("brandt-daroff", "dizziness"),
    "PF": ("sole-stretch", "heel-pain"),
    "RC": ("band-external-rotation", "rotator-cuff"),
    "SIS": ("table-slide", "rotator-cuff"),
    "SUI": ("pelvic-floor-long", "pelvic-floor"),
}


@pytest.mark.parametrize("query", FIRST)
def test_what_is_best_comes_first(shipped: Exercises, query: str) -> None:
    exercise, programme = FIRST[query]
    assert found_by(query, shipped.entries("exercise"))[0].identifier == exercise
    if programme is not None:
        assert found_by(query, shipped.entries("programme"))[0].identifier == programme


def test_an_abbreviation_that_means_two_things_finds_both(shipped: Exercises) -> None:
    found = [entry.identifier for entry in found_by("pf", shipped.entries("programme"))]
    assert found[:2] == ["heel-pain", "pelvic-floor"]


@pytest.mark.parametrize(
    "query",
    [
        *("acl", "meniscus", "bursitis", "bppv", "asthma", "osteoarthritis", "trigger finger", "colles", "fracture"),
        *("rom", "mcl", "acj", "sij", "fai", "pfmt"),
    ],
)
def test_these_find_something(shipped: Exercises, query: str) -> None:
    assert found_by(query, shipped.entries("exercise"))
