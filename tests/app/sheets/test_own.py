"""What a user keeps: ids and doses alone, in files of their own, of which two windows at once lose nothing."""

import threading
from pathlib import Path

import pytest

from leafletgen.app.sheets.own import LISTS, MOST_USED, PROGRAMMES, Own
from leafletgen.content.model.programme import Programme
from leafletgen.errors import ExitCode, RefusedError, Report
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.source.yaml import read_source
from tests.support.commands import ROOT

LIBRARY = Exercises(Workspace(ROOT))
ROWS = [{"exercise": "bird-dog", "dose": "2x8,hold=5s"}, {"exercise": "bridge", "dose": "", "note": "For Sam"}]


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """Return a user who has kept nothing yet."""
    return Own(tmp_path / "config" / "leafletgen")


def texts(own: Own) -> str:
    assert own.folder is not None
    return "".join(path.read_text("utf-8") for path in own.folder.rglob("*.yaml"))


def test_nothing_is_kept_at_first_and_no_folder_is_made(own: Own) -> None:
    assert own.told() == {"favourites": [], "used": [], "programmes": [], "found": []}
    assert own.folder is not None and not own.folder.exists()


def test_favourites_are_kept_in_a_file_of_the_user_alone(own: Own) -> None:
    own.set_favourite("bridge", on=True)
    own.set_favourite("bird-dog", on=True)
    own.set_favourite("bridge", on=True)
    assert own.told()["favourites"] == ["bird-dog", "bridge"]
    own.set_favourite("bird-dog", on=False)
    assert own.told()["favourites"] == ["bridge"]
    assert own.folder is not None and (own.folder / LISTS).stat().st_mode & 0o077 == 0


def test_the_last_exercises_are_remembered_the_newest_first(own: Own) -> None:
    own.note_used([f"exercise-{number}" for number in range(10)])
    own.note_used(["bridge", "exercise-3"])
    used = own.told()["used"]
    assert used[:3] == ["bridge", "exercise-3", "exercise-0"] and len(used) == 11
    own.note_used([f"other-{number}" for number in range(20)])
    assert len(own.told()["used"]) == MOST_USED


def test_a_programme_is_one_that_a_workspace_could_have(own: Own) -> None:
    identifier = own.keep_programme("  Knees: after a \N{LATIN SMALL LETTER F}all, é ", ROWS, "Sam Example", LIBRARY)
    assert identifier == "knees-after-a-fall-e"
    assert own.told()["programmes"] == [
        {"id": identifier, "name": "Knees: after a fall, é", "exercises": ["bird-dog", "bridge"]}
    ]
    assert own.folder is not None
    path, report = own.folder / PROGRAMMES / f"{identifier}.yaml", Report()
    root = read_source(path, "it", report)
    assert root is not None and Programme.read(root, report) is not None and not report.diagnostics
    assert path.stat().st_mode & 0o077 == 0
    assert "Sam" not in texts(own), "no note"


def test_a_programme_comes_back_with_whole_doses_in_its_order(own: Own) -> None:
    identifier = own.keep_programme("Back", ROWS, "", LIBRARY)
    assert own.programme(identifier, LIBRARY, Report()) == {
        "rows": [
            {"exercise": "bird-dog", "dose": "2x8,hold=5s,side=each,daily=1,days=3", "note": ""},
            {"exercise": "bridge", "dose": "2x8-10,hold=3s,daily=1,days=3", "note": ""},
        ],
        "programme": None,
        "name": "Back",
    }
    report = Report()
    assert own.programme("../../sheet", LIBRARY, report) is None and report.has_errors


def test_an_exercise_that_a_workspace_lacks_is_left_out_and_told(own: Own) -> None:
    identifier = own.keep_programme("Back", ROWS, "", LIBRARY)
    assert own.folder is not None
    file = own.folder / PROGRAMMES / f"{identifier}.yaml"
    file.write_text(file.read_text("utf-8").replace("bird-dog", "bird-cat"), "utf-8")
    report = Report()
    found = own.programme(identifier, LIBRARY, report)
    assert found is not None and [row["exercise"] for row in found["rows"]] == ["bridge"]
    assert [one.code for one in report.diagnostics] == ["own-programme-lacks-exercise"]


@pytest.mark.parametrize(
    ("name", "patient"),
    [
        ("For Sam", "Sam Example"),
        ("EXAMPLE's knees", "Sam Example"),
        ("Knees Zoe", "Zoë Ng"),
        ("Knees 9990 0001", "999 000 0018"),
        ("Mr O'Neil", "Pat O'Neil"),
    ],
)
def test_no_programme_names_the_patient(own: Own, name: str, patient: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        own.keep_programme(name, ROWS, patient, LIBRARY)
    assert [one.code for one in refusal.value.diagnostics] == ["own-programme-names-patient"]
    assert not any(word in str(refusal.value) for word in (*name.split()[1:], *patient.split()))
    with pytest.raises(RefusedError, match="of the patient"):
        own.keep_programme("Knees", [{"exercise": "bridge", "dose": f'10,load="{name}"'}], patient, LIBRARY)


@pytest.mark.parametrize(
    ("name", "patient"), [("Annual knees", "Ann Lee"), ("Knees, 2 of 3", "999 000 0018"), ("Go on", "Jo Ng")]
)
def test_what_only_resembles_the_patient_may_be_a_name(own: Own, name: str, patient: str) -> None:
    assert own.keep_programme(name, ROWS, patient, LIBRARY)


@pytest.mark.parametrize(
    ("name", "rows", "message"),
    [
        ("", ROWS, "needs a name"),
        ("...", ROWS, "needs a name"),
        ("x" * 81, ROWS, "needs a name"),
        ("Knees\u202e", ROWS, "needs a name"),
        ("Knees", [], "without exercises"),
        ("Knees", ROWS * 31, "62 exercises are too many"),
        ("Knees", [{"exercise": "brigde"}], "no exercise is called"),
        ("Knees", [{"exercise": "bridge", "dose": "10x3"}], "could be 10 rounds"),
    ],
)
def test_what_is_no_programme_is_refused(own: Own, name: str, rows: list[dict[str, str]], message: str) -> None:
    with pytest.raises(RefusedError, match=message):
        own.keep_programme(name, rows, "", LIBRARY)
    assert own.told()["programmes"] == []


def test_a_name_is_taken_once_and_free_again_when_it_is_forgotten(own: Own) -> None:
    first = own.keep_programme("Knees", ROWS, "", LIBRARY)
    with pytest.raises(RefusedError, match="of this name already"):
        own.keep_programme("knées", ROWS, "", LIBRARY)
    assert own.keep_programme("Knees!", ROWS, "", LIBRARY) == "knees-2"
    own.forget_programme(first)
    own.forget_programme(first)
    assert [one["name"] for one in own.told()["programmes"]] == ["Knees!"]
    for identifier in ("../clinic", "a/b", ""):
        with pytest.raises(RefusedError, match="no name of a file"):
            own.forget_programme(identifier)
    with pytest.raises(RefusedError, match="no name of a file"):
        own.note_used(["Sam Example"])


def test_a_dose_for_each_side_counts_as_two(own: Own) -> None:
    rows = [{"exercise": "clamshell", "dose": f"{dose},side={side}"} for side, dose in (("left", "8"), ("right", "12"))]
    own.keep_programme("Hips", rows, "", LIBRARY)
    assert own.told()["programmes"][0]["exercises"] == ["clamshell", "clamshell"]


@pytest.mark.parametrize("name", ["Con", "nul", "COM1", "lpt9"])
def test_no_file_is_called_as_a_device_of_windows(own: Own, name: str) -> None:
    assert own.keep_programme(name, ROWS, "", LIBRARY) == f"{name.lower()}-2"


def test_windows_that_write_at_once_lose_nothing(own: Own) -> None:
    names = [f"exercise-{number}" for number in range(12)]
    threads = [threading.Thread(target=own.set_favourite, args=(name,), kwargs={"on": True}) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(own.told()["favourites"]) == sorted(names)


def test_a_damaged_file_is_told_and_not_overwritten(own: Own) -> None:
    own.set_favourite("bridge", on=True)
    own.keep_programme("Back", ROWS, "", LIBRARY)
    assert own.folder is not None
    (own.folder / LISTS).write_text("favourites: [bridge\n", "utf-8")
    (own.folder / PROGRAMMES / "torn.yaml").write_text("name: Torn\n", "utf-8")
    told = own.told()
    assert (told["favourites"], [one["id"] for one in told["programmes"]]) == ([], ["back"])
    assert {Path(one["message"].split(":")[0]).name for one in told["found"]} == {LISTS, "torn.yaml"}
    with pytest.raises(RefusedError):
        own.set_favourite("bird-dog", on=True)
    assert (own.folder / LISTS).read_text("utf-8") == "favourites: [bridge\n"


def test_a_folder_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    blocked = Own(tmp_path / "file" / "leafletgen")
    assert blocked.told()["favourites"] == []
    for act in (
        lambda: blocked.set_favourite("bridge", on=True),
        lambda: blocked.keep_programme("Back", ROWS, "", LIBRARY),
        lambda: blocked.forget_programme("back"),
    ):
        with pytest.raises(RefusedError, match="nothing can be kept") as refusal:
            act()
        assert refusal.value.status == ExitCode.ENVIRONMENT


def test_a_user_without_a_folder_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_CONFIG", "")
    nobody = Own()
    assert nobody.told()["programmes"] == []
    with pytest.raises(RefusedError, match="no folder for settings"):
        nobody.note_used(["bridge"])
