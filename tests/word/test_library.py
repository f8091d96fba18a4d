"""Many Word files at once: what they say word for word, what they say nearly so, and what clashes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import count

import pytest
import yaml

from leafletgen.content.code import CodeTemplate
from leafletgen.word.importing.library import in_common
from leafletgen.word.importing.made import Leaflet, Made, Value
from leafletgen.word.importing.reported import Common, Reported
from leafletgen.word.importing.whole import Imported
from tests.support.counting import lines_run

TEMPLATE = CodeTemplate("{number}/{job}/{month}.{year}/VERSION{version}")
FLAGS: list[Value] = [
    {"heading": "When to get help"},
    {"list": ["Call 999 if you cannot pass water.", "Call 111 if your leg becomes **weak** or numb."]},
]
NUMBERS = count(1)


def said(what: str) -> list[Value]:
    """Return a body of one paragraph whose words no other leaflet has."""
    words = sha256(f"{what} {next(NUMBERS)}".encode()).hexdigest()
    return [" ".join([words[at : at + 4] for at in range(0, len(words), 4)])]


def leaflet(file: str, *blocks: Value, **head: str) -> Reported:
    """Return an imported leaflet."""
    made = Leaflet()
    made.head = {key: Made(value) for key, value in head.items()}
    made.body = [Made(block) for block in blocks]
    return Reported(file, Imported(file, "", (), (), "", made), f"leaflets/{file}.yaml")


def told(*files: Reported, known: Mapping[str, str] | None = None) -> list[Common]:
    """Return what is told of files."""
    return in_common(files, TEMPLATE, known or {})


def test_the_same_red_flags_in_three_leaflets_are_proposed_as_a_shared_block() -> None:
    files = [leaflet(name, *said(name), *FLAGS, *said(name)) for name in ("a", "b", "c")]
    (found,) = told(*files)
    assert found.what == "3 leaflets have the same red flags: leaflets/shared/when-to-get-help.yaml"
    assert "- include: when-to-get-help" in found.hint
    assert found.files == ("a", "b", "c")
    assert yaml.safe_load(found.words) == {"body": FLAGS}


def test_the_same_in_two_leaflets_is_told_and_not_proposed() -> None:
    (found,) = told(leaflet("a", *FLAGS), leaflet("b", *said("b"), *FLAGS), leaflet("c", *said("c")))
    assert found.what.startswith('2 leaflets have the same red flags ("When to get help')
    assert found.files == ("a", "b")
    assert "Call 999 if you cannot pass water." in found.words


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("In an emergency ring the hospital, and say that you have had an operation.", "red flags"),
        ("You may drive again when you can do an emergency stop without any pain.", "words"),
    ],
)
def test_red_flags_are_told_from_other_words(words: str, what: str) -> None:
    (found,) = told(leaflet("a", words), leaflet("b", words))
    assert found.what.startswith(f"2 leaflets have the same {what} (")


def test_a_heading_alone_and_a_short_sentence_are_nothing_to_share() -> None:
    files = [leaflet(name, {"heading": "Exercises"}, "Thank you.", *said(name)) for name in ("a", "b", "c")]
    assert told(*files) == []


def test_a_run_ends_where_fewer_leaflets_go_on() -> None:
    more = "Our physiotherapists answer the telephone on every day of the week."
    files = [leaflet("a", *FLAGS, more), leaflet("b", *FLAGS, more), leaflet("c", *FLAGS)]
    first, second = told(*files)
    assert first.files == ("a", "b", "c")
    assert (second.files, second.words) == (("a", "b"), more)


@pytest.mark.parametrize(
    "block",
    [
        {"image": "a/1.png", "alt": "A person in a long blue coat stands on one leg by a wall."},
        "Most people get better within six weeks, and most of them without any treatment.[@fn1]",
    ],
)
def test_what_needs_its_own_leaflet_is_not_proposed(block: Value) -> None:
    found = told(*[leaflet(name, block) for name in ("a", "b", "c")])
    assert ["shared/" in one.what for one in found] == [False]


def test_the_same_run_in_other_files_gets_a_name_of_its_own() -> None:
    other: list[Value] = [FLAGS[0], {"list": ["Call 999 if your lips turn blue or your chest begins to hurt."]}]
    files = [leaflet(f"{name}{at}", *body) for name, body in (("a", FLAGS), ("b", other)) for at in range(3)]
    assert [one.what.rpartition("/")[2] for one in told(*files)] == [
        "when-to-get-help.yaml",
        "when-to-get-help-2.yaml",
    ]


def test_a_name_that_the_workspace_has_is_not_given_again() -> None:
    files = [leaflet(name, *FLAGS) for name in ("a", "b", "c")]
    (found,) = in_common(files, TEMPLATE, there=["when-to-get-help"])
    assert found.what.endswith("leaflets/shared/when-to-get-help-2.yaml")


def test_near_wordings_stand_side_by_side_with_their_files() -> None:
    one = "Take one tablet of 50 mg twice a day with food, and drink a glass of water with it."
    files = [leaflet("a", one), leaflet("b", one.replace("50", "500")), leaflet("c", one), leaflet("d", *said("d"))]
    near = [found for found in told(*files) if "nearly" in found.what]
    assert [found.what for found in near] == [
        '3 leaflets have nearly the same words ("Take one tablet of 50 mg twice a day…"), in 2 wordings'
    ]
    assert near[0].words.splitlines() == [f"a, c: {one}", f"b: {one.replace('50', '500')}"]
    assert near[0].files == ("a", "b", "c")


@pytest.mark.parametrize(("words", "is_told"), [("Rest on day {}", False), ("Take {} mg a day", True)])
def test_sentences_that_each_leaflet_has_for_itself_are_told_where_they_name_a_dose(words: str, is_told: bool) -> None:
    rest = ", and ask your doctor or your nurse if you are not sure how long you should go on with it."
    files = [leaflet(f"f{number}", words.format(number) + rest) for number in range(20)]
    assert bool(told(*files)) == is_told


def test_marks_do_not_make_another_wording() -> None:
    one = "Keep your hand above your heart when you sit, and move your fingers every hour."
    found = told(leaflet("a", one), leaflet("b", one.replace("every hour", "**every hour**")))
    assert found == []


def test_codes_numbers_and_titles_that_clash_are_told() -> None:
    found = told(
        leaflet("a", code="P1/1/01.2026/VERSION1", title="Sore heel"),
        leaflet("b", code="P1/1/01.2026/VERSION1", title="sore heel"),
        leaflet("c", code="P2/1/01.2026/VERSION1", title="Knee"),
        leaflet("d", code="p2/2/01.2025/VERSION1", title="Hip"),
        leaflet("e", code="P3/3/01.2026/VERSION1"),
        known={"p3": "leaflets/old.yaml", "p9": "leaflets/other.yaml"},
    )
    assert [(one.what, one.files) for one in found] == [
        ("2 leaflets have the code P1/1/01.2026/VERSION1", ("a", "b")),
        ("2 leaflets have the code number P2", ("c", "d")),
        ("the code number P3 of e is that of leaflets/old.yaml already", ("e",)),
        ('2 leaflets are called "Sore heel"', ("a", "b")),
    ]


def test_a_file_that_was_not_imported_has_nothing_in_common() -> None:
    assert told(Reported("a", None), leaflet("b", *FLAGS), Reported("c", None)) == []


def many(number: int) -> Sequence[Reported]:
    """Return leaflets of which each has the same flags, and some words of its own."""
    return [
        leaflet(str(name), *[block for _ in range(10) for block in said(f"Number {name}")], *FLAGS)
        for name in range(number)
    ]


def test_the_work_grows_with_the_number_of_leaflets() -> None:
    few, more = many(10), many(40)
    assert lines_run(lambda: told(*more)) < 8 * lines_run(lambda: told(*few))
