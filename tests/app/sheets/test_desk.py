"""What a desk answers: sentences of what is sound, faults with their field, and the same file as the command's."""

import threading
from pathlib import Path
from typing import Any

import pytest

from leafletgen.app.sheets.desk import Answer, SheetDesk
from leafletgen.app.sheets.doses import Change
from leafletgen.app.sheets.draft import MOST_ROWS, Draft, Row, prescription
from leafletgen.clinic.wording import FIELDS, OTHERS, called
from leafletgen.errors import RefusedError, Report, Setting
from leafletgen.patients.making import Typed
from tests.support.commands import ROOT


@pytest.fixture(scope="module")
def desk() -> SheetDesk:
    """Return a desk of the starter, which is only read."""
    return SheetDesk(ROOT, called)


def row(identifier: str, exercise: str, dose: str = "", note: str = "") -> dict[str, str]:
    return {"id": identifier, "exercise": exercise, "dose": dose, "note": note}


def answer(desk: SheetDesk, *rows: dict[str, str], **fields: Any) -> Answer:
    return desk.answer(Draft.of({"rows": list(rows), **fields}))


def faults(found: Answer) -> list[tuple[str, str]]:
    return [(one.field, one.diagnostic.code) for one in found.found]


def test_a_sound_sheet_has_its_pdf_its_sentences_and_its_record(desk: SheetDesk) -> None:
    found = answer(desk, row("a", "bridge", "3x10,hold=5s"), row("b", "bird-dog"), name="Sam Example")
    assert found.composed is not None and found.composed.data.startswith(b"%PDF")
    assert [(one.row, one.position, one.dose.dose) for one in found.said] == [
        ("a", "lying on back", "3x10,hold=5s,daily=1,days=3"),
        ("b", "hands and knees", "2x5-8,hold=3s,side=each,daily=1,days=3"),
    ]
    assert found.said[0].as_data()["sentence"].startswith("Do 3 rounds of 10.")  # type: ignore[attr-defined]
    assert "Sam" not in found.record and "1. Bridge." in found.record


def test_an_empty_sheet_is_no_fault_and_no_document(desk: SheetDesk) -> None:
    assert answer(desk) == Answer([], [], None, "")
    found = answer(desk, name="Sam Example", nhs_number="123")
    assert (faults(found), found.composed) == ([("nhs_number", "nhs-number-not-valid")], None)


def test_sound_rows_have_their_sentence_whatever_is_wrong_elsewhere(desk: SheetDesk) -> None:
    found = answer(
        desk,
        row("a", "bridge", "3x10"),
        row("b", "brigde"),
        row("c", "bird-dog", "10x3"),
        row("d", "clamshell", "10"),
        row("e", "heel-slide", "", "a\x07b"),
        review="21/11/2026",
        layout="sheet-9",
        brand="nobody",
        person="nobody",
        programmes=["nothing"],
        diary=99,
        text_size=13,
    )
    assert [one.row for one in found.said] == ["a", "d"]
    assert found.composed is None and found.record == ""
    errors = {(one.field, one.diagnostic.code) for one in found.found if one.diagnostic.severity == "error"}
    assert errors == {
        ("rows.b", "exercise-unknown"),
        ("rows.c", "dose-two-meanings"),
        ("rows.e", "control-character"),
        ("review", "date-not-valid"),
        ("layout", "layout-unknown"),
        ("brand", "brand-unknown"),
        ("person", "person-unknown"),
        ("programmes", "programme-unknown"),
        ("diary", "wrong-value"),
        ("text_size", "wrong-value"),
    }


def test_more_than_six_and_dates_that_do_not_fit_are_about_their_fields(desk: SheetDesk) -> None:
    names = ["bridge", "bird-dog", "clamshell", "quad-set", "heel-slide", "squat-with-weights", "dead-bug"]
    found = answer(desk, *(row(name, name) for name in names), review="2026-01-01")
    assert faults(found) == [("rows", "many-exercises"), ("review", "review-in-the-past")]
    assert found.composed is not None
    assert faults(answer(desk, row("a", "bridge"), date="2026-02-02", review="2026-01-01")) == [
        ("review", "review-before-date")
    ]


def test_the_same_exercise_twice_needs_two_sides(desk: SheetDesk) -> None:
    twice = answer(desk, row("a", "bird-dog"), row("b", "bird-dog", "10"))
    assert faults(twice)[0] == ("rows.b", "exercise-twice")
    sides = answer(desk, row("a", "bird-dog", "10,side=right"), row("b", "bridge"), row("c", "bird-dog", "8,side=left"))
    assert [one.row for one in sides.said] == ["a", "b", "c"], "the order of the screen"
    assert sides.composed is not None
    unread = answer(desk, row("a", "bird-dog", "10,side=lfet"), row("b", "bird-dog", "10,side=right"))
    assert faults(unread) == [("rows.a", "dose-part-not-readable"), ("rows.b", "dose-filled-in")]


def test_the_sheet_names_programmes_and_takes_nothing_from_them(desk: SheetDesk) -> None:
    found = answer(desk, row("a", "bridge", "", ""), programmes=["back-strength", "knee-osteoarthritis"])
    assert found.composed is not None and faults(found) == []
    assert [one.dose.dose for one in found.said] == ["2x8-10,hold=3s,daily=1,days=3"], "the exercise's own"
    assert "From: Lower back: strength; " in found.record


def test_messages_speak_of_the_page(desk: SheetDesk) -> None:
    found = answer(
        desk,
        row("a", "bridge"),
        review="soon",
        clinician_role="x\ny",
        nhs_number="1",
        diary=0,
        text_size=1,
        goal="a\nb",
    )
    said = {one.field: (one.diagnostic.message, one.diagnostic.hint) for one in found.found}
    assert said["review"] == (
        "this must be a date (year-month-day)",
        "for example 2026-11-21",
    )
    assert said["nhs_number"][0].startswith("this is not an NHS number")
    assert said["diary"] == (
        "this must be a whole number from 1 to 12, not what stands here",
        "for example 1",
    )
    assert said["clinician_role"][1] == said["goal"][1] == "put it on one line"
    for message, hint in said.values():
        assert not any(word in message + hint for word in ("--", "exercises:", "under ", "YAML"))


def test_no_message_repeats_what_was_typed_for_a_patient(desk: SheetDesk) -> None:
    typed = "Zebediah"
    fields = ("name", "nhs_number", "clinician", "date", "review", "goal", "note", "person", "layout", "brand")
    found = answer(
        desk, row("a", typed, typed, typed), row("b", "bridge", f"10,{typed}=5s"), programmes=[typed],
        **dict.fromkeys(fields, f"{typed}\x07"),
    )  # fmt: skip
    assert len(found.found) > 10
    assert not [one for one in found.found if typed in one.diagnostic.message + one.diagnostic.hint]
    assert typed not in repr(found) + repr(Draft.of({"name": typed})) + repr(prescription(Draft(name=typed)))


def test_no_trace_quotes_what_a_sheet_is_asked_for(desk: SheetDesk) -> None:
    draft = Draft([Row("a", "bridge", note="As Zebediah likes it")], name="Zebediah", goal="Zebediah walks")
    prepared = desk.maker.prepare(Typed(prescription(draft).text, "the sheet"), Report())
    assert prepared is not None and prepared.request.goal == "Zebediah walks"
    assert "Zebediah" not in repr(prepared) + repr(prepared.request.prescribed)


@pytest.mark.parametrize(
    "data",
    [[], {"what": 1}, {"rows": {}}, {"rows": [{"id": "a"}]}, {"rows": [[]]}, {"name": 1}, {"name": "\ud800"},
     {"diary": True}, {"diary": "2"}, {"text_size": 1.5}, {"programmes": "x"}, {"programmes": ["x"] * 21},
     {"rows": [{"id": "a", "exercise": "bridge", "more": ""}]}],
)  # fmt: skip
def test_what_is_no_draft_is_refused(data: object) -> None:
    with pytest.raises(RefusedError, match="this is no sheet"):
        Draft.of(data)


def test_too_many_exercises_are_refused_before_they_are_read() -> None:
    with pytest.raises(RefusedError, match="61 exercises are too many"):
        Draft.of({"rows": [row(str(at), "bridge") for at in range(MOST_ROWS + 1)]})


def test_a_faulty_exercise_is_told_at_its_row(desk: SheetDesk, tmp_path: Path) -> None:
    from leafletgen.app.scaffold import make_workspace

    make_workspace(tmp_path / "w")
    file = tmp_path / "w" / "assets" / "exercises" / "bridge.yaml"
    file.write_text(file.read_text("utf-8").replace("level: 1", "level: 9"), "utf-8")
    found = answer(SheetDesk(tmp_path / "w", called), row("a", "bird-dog"), row("b", "bridge"))
    assert {one.field for one in found.found if one.diagnostic.severity == "error"} == {"rows.b"}
    assert [one.row for one in found.said] == ["a"]


def test_several_threads_get_the_answers_to_their_own_drafts(desk: SheetDesk) -> None:
    found: dict[str, Answer] = {}

    def ask(name: str) -> None:
        found[name] = answer(desk, row(name, name))

    names = ["bridge", "bird-dog", "clamshell", "quad-set"]
    threads = [threading.Thread(target=ask, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert {name: [one.row for one in found[name].said] for name in names} == {name: [name] for name in names}


def test_a_dose_is_stepped_by_the_name_of_its_exercise(desk: SheetDesk) -> None:
    stepped = desk.step("bridge", "3x10", Change("sets", 1), Report())
    assert stepped is not None and stepped.dose == "4x10,daily=1,days=3"
    report = Report()
    assert desk.step("brigde", "", Change("sets", 1), report) is None
    assert [one.code for one in report.errors] == ["exercise-unknown"]


def test_the_clinic_has_a_word_for_every_setting() -> None:
    assert FIELDS.keys() | OTHERS.keys() == set(Setting)
    assert not FIELDS.keys() & OTHERS.keys()
    assert called(Setting.REVIEW) == 'the field "Next appointment"'
    assert called(Setting.DATE, "2026-11-21") == '"2026-11-21" in the field "Date"'
    assert called(Setting.WITHOUT, "bridge") == 'the button "Remove"'
    assert not any("--" in called(setting) for setting in Setting)


def test_nothing_of_a_patient_outlives_the_answer(tmp_path: Path) -> None:
    """A process that runs for days is asked about many patients: caches keep none of them."""
    import gc

    from leafletgen.source.yaml import Source

    others = _words_of_faces()  # what other tests of this process have left
    desk = SheetDesk(ROOT, called)
    draft = Draft.of(
        {
            "rows": [row("a", "bridge", "10,load=Zebediah bands", "Zebediah: slowly"), row("b", "bird-dog")],
            **{
                "name": "Zebediah Xylander",
                "nhs_number": "999 000 0018",
                "goal": "Zebediah walks",
                "layout": "sheet-2",
            },
            **{"note": "Dear Zebediah", "programmes": ["back-strength"], "brand": "riverside", "person": "walter"},
        }
    )
    for _ in range(2):
        assert desk.answer(draft).composed is not None
        assert desk.open(prescription(draft).text).draft is not None
    # What was typed into the wrong field is looked up among names that there are.
    wrong = Draft.of({"rows": [row("a", "Zebediah")], "programmes": ["Zebediah"], "layout": "Zebediah"})
    assert desk.answer(wrong).found
    del wrong
    desk.answer(Draft())
    gc.collect()
    words = _words_of_faces()
    assert words and not any(
        said in " ".join(word for _, word in words - others) for said in ("Zebediah", "Xylander", "0018")
    )
    assert not any("Zebediah" in one.text for one in gc.get_objects() if isinstance(one, Source))


def _words_of_faces() -> set[tuple[int, str]]:
    """Return the words that are kept, each with the face that keeps it."""
    import gc

    from leafletgen.fonts.typeface import Typeface

    faces = [one for one in gc.get_objects() if isinstance(one, Typeface)]
    return {(id(face), word) for face in faces for word in face._words}


def test_what_changes_on_disk_is_on_the_next_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next but for those within a second of one another, which is left out here."""
    from leafletgen.app.scaffold import make_workspace

    monkeypatch.setattr("leafletgen.app.sheets.desk._PAUSE", 0)
    make_workspace(tmp_path / "w")
    desk = SheetDesk(tmp_path / "w", called)
    assert answer(desk, row("a", "bridge")).record.splitlines()[1].startswith("1. Bridge.")
    file = tmp_path / "w" / "assets" / "exercises" / "bridge.yaml"
    file.write_text(file.read_text("utf-8").replace("name: Bridge", "name: Hip bridge"), "utf-8")
    assert answer(desk, row("a", "bridge")).record.splitlines()[1].startswith("1. Hip bridge.")


def test_a_desk_that_is_open_overnight_says_the_new_day(desk: SheetDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-29")
    assert answer(desk, row("a", "bridge")).record.startswith("Exercises given on 29 November 2026")
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-30")
    assert answer(desk, row("a", "bridge")).record.startswith("Exercises given on 30 November 2026")
