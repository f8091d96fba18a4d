"""A draft that is saved and opened is the same draft, and the command makes the same sheet of it as the desk."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.app.sheets.desk import SheetDesk
from leafletgen.app.sheets.draft import Draft, Row, prescription
from leafletgen.app.sheets.opened import Opened, opened
from leafletgen.clinic.wording import called
from leafletgen.errors import Report
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.source.inline import SEEN
from leafletgen.system.forms import TEXT_SIZES
from tests.support.commands import ROOT, run

LIBRARY = Exercises(Workspace(ROOT))
WHOLE = Draft(
    [
        Row("1", "bird-dog", "2x8,hold=5s,side=left,daily=2,days=mon-wed-fri", "Keep the kettle: in sight"),
        Row("2", "bridge", "3x10,daily=1,load=2 kg in each hand", ""),
        Row("3", "bird-dog", "10,side=right,daily=1", "One\nTwo #3\n- four"),
    ],
    ["back-strength"],
    name="Sam O'Example: null",
    nhs_number="999 000 0018",
    clinician="A Physio, MSc",
    clinician_role="no",
    clinician_contact="01632 960 000",
    date="2026-11-21",
    review="2026-12-05",
    goal='"Walk" to the shops, #without stopping',
    note="~",
    person="walter",
    layout="sheet-2",
    brand="riverside",
    text_size=14,
    diary=2,
)


def opening(text: str) -> Opened:
    return opened(text, LIBRARY, Report(called))


def test_a_draft_that_is_saved_and_opened_is_the_same() -> None:
    found = opening(prescription(WHOLE).text)
    assert found.draft == WHOLE and list(found.found) == []
    assert Draft.of(WHOLE.as_data()) == WHOLE
    empty = opening(prescription(Draft(name="Sam Example")).text)
    assert empty.draft == Draft([], [], name="Sam Example") and list(empty.found) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("exercises:\n" + "".join(f"  - brigde{number}\n" for number in range(5_000)), "draft-too-long"),
        (f"from_programme: [{', '.join(f'kne{number}' for number in range(5_000))}]\n", "draft-too-long"),
        ("exercises:\n" + "  - bridge\n" * 50_000, "file-too-large"),
    ],
)
def test_what_is_no_sheet_by_its_size_is_refused_before_it_is_looked_up(text: str, code: str) -> None:
    found = opening(text)
    assert found.draft is None and [one.code for one in found.found] == [code]


def test_a_saved_prescription_is_good_to_read() -> None:
    assert prescription(WHOLE).text == (
        """\
# Exercises for one patient. It belongs to the patient's record.
# Make the sheet again with: leafletgen sheet FILE
patient:
  name: "Sam O'Example: null"
  nhs_number: 999 000 0018
clinician:
  name: A Physio, MSc
  role: no
  contact: 01632 960 000
date: 2026-11-21
review: 2026-12-05
goal: "\\"Walk\\" to the shops, #without stopping"
note: "~"
from_programme: [back-strength]
exercises:
  - exercise: bird-dog
    dose: 2x8,hold=5s,side=left,daily=2,days=mon-wed-fri
    note: "Keep the kettle: in sight"
  - exercise: bridge
    dose: 3x10,daily=1,load=2 kg in each hand
  - exercise: bird-dog
    dose: 10,side=right,daily=1
    note: "One\\nTwo #3\\n- four"
order: given
brand: riverside
layout: sheet-2
person: walter
text_size: 14
diary: 2
"""
    )
    assert (
        "note: |-\n  Dear Sam,\n  see you soon: 3 pm\n"
        in prescription(Draft(note="Dear Sam,\nsee you soon: 3 pm")).text
    )


LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff\ufeff\ufffd"))
LINE = LINES.filter(lambda text: not set(text) & {"\u2028", "\u2029"})
NOTES = st.lists(LINE, max_size=4).map("\n".join) | st.sampled_from(
    ["- a\n- b", "a: b", "|\nx", "> x\n y", "a\n\n  b", "---"]
)
ODD = st.sampled_from(
    [*("null", "~", "yes", "0x1", "1e3", "- x", "? y", "&a", "*a", "!b", "{a}", "[b]", "a: b", "a #b", "'", '"'),
     *("%", "@", "`", "\\", "\\n", "x,", ",x", "a, b", ": ", "a:", "10:30", "<<", "=", "...", "Null", "a,b,null")]
)  # fmt: skip
NAMES = LINE | ODD
DOSES = st.sampled_from(
    ["3x10,daily=1", "30s,hold=5s,daily=2,days=mon+fri", '10,daily=1,load="a, b"', "daily=1,progression=5-10"]
)


def clean(text: str, *, lines: bool = False) -> str:
    """Return a text as any prescription's reader has it."""
    text = normalize("NFC", text.strip(" \t\n").replace("\t", " "))
    if lines:
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return text if SEEN.search(text) else ""


@settings(max_examples=150, deadline=None)
@given(NAMES, NAMES, NAMES, NAMES, NOTES, NOTES, DOSES, st.sampled_from(TEXT_SIZES) | st.none())
def test_any_texts_come_back_as_they_were(
    name: str, role: str, contact: str, goal: str, note: str, about: str, dose: str, size: int | None
) -> None:
    draft = Draft(
        [Row("1", "bridge", dose, about)], [], name=name, clinician_role=role, clinician_contact=contact, goal=goal,
        note=note, text_size=size,
    )  # fmt: skip
    said = [one for one in (name, role, contact, goal, note, about) if one.strip() and not clean(one)]
    found = opening(prescription(draft).text)
    if said:  # text of which nothing can be seen is refused
        assert found.draft is None and {one.code for one in found.found} <= {"text-empty", "accent-apart"}
        return
    assert not [one for one in found.found if one.severity == "error"]
    assert found.draft == draft._replace(
        rows=[Row("1", "bridge", dose, clean(about, lines=True))],
        name=clean(name), clinician_role=clean(role), clinician_contact=clean(contact), goal=clean(goal),
        note=clean(note, lines=True),
    )  # fmt: skip
    again = opening(prescription(found.draft).text)
    assert again.draft == found.draft


def test_programmes_and_choices_become_rows_with_whole_doses() -> None:
    found = opening(
        "patient: {name: Sam Example}\n"
        "programme: back-strength\nwithout: squat-with-weights\n"
        "exercises:\n  - clamshell\n  - {exercise: bird-dog, dose: '2x8', note: Slowly}\n"
    )
    assert found.draft is not None and found.draft.programmes == ["back-strength"]
    assert [(row.exercise, row.dose, row.note) for row in found.draft.rows] == [
        ("bridge", "hold=3s,daily=1,days=2,progression=5-10", ""),
        ("clamshell", "2x8-12,hold=2s,side=each,daily=1", ""),
        ("bird-dog", "2x8,side=each,daily=1,days=2", "Slowly"),
        ("wall-press-up", "daily=1,days=2,progression=5-10", ""),
    ]
    assert [one.code for one in found.found] == ["dose-filled-in"]


def test_what_is_wrong_is_told_with_its_line_and_nothing_of_it_is_repeated() -> None:
    found = opening("patient: {name: [Zebediah]}\nreview: Zebediah\nexercises: [bridge]\nzebediah: 1\n")
    assert found.draft is None
    assert [(one.place.line, one.place.column) for one in found.found if one.place] == [(1, 17), (2, 9), (4, 1)]
    assert not [one for one in found.found if "ebediah" in one.message + one.hint]
    for text in ("", "[", "- a", "x" * 10, "{" * 99, "&a b", "\x07"):
        torn = opening(text)
        assert torn.draft is None and torn.found


def test_an_exercise_that_is_not_there_is_told_and_left_out() -> None:
    found = opening("patient: {name: Sam Example}\nexercises: [bridge, brigde]\nprogramme: nothing\n")
    assert found.draft is not None and [row.exercise for row in found.draft.rows] == ["bridge"]
    assert found.draft.programmes == []
    assert {one.code for one in found.found} == {"exercise-unknown", "programme-unknown"}


@pytest.mark.parametrize(
    "draft", [WHOLE, WHOLE._replace(text_size=None, layout="pocket", date=""), Draft(WHOLE.rows[1:2])]
)
def test_the_command_makes_the_same_bytes_of_a_saved_prescription(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEAFLETGEN_CONFIG", "")
    answer = SheetDesk(ROOT, called).answer(draft)
    assert answer.composed is not None
    saved = tmp_path / "saved.yaml"
    saved.write_text(prescription(draft).text, "utf-8")
    done = run("sheet", str(saved), "-o", str(tmp_path / "sheet.pdf"), "--workspace", str(ROOT))
    assert done.exit_code == 0, done.output
    assert (tmp_path / "sheet.pdf").read_bytes() == answer.composed.data
