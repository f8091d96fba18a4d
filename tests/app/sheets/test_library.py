"""What a screen shows of the library, and what is told of files that are faulty."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from leafletgen.app.scaffold import make_workspace
from leafletgen.app.sheets.library import LibraryDesk
from leafletgen.content.areas import AREAS
from leafletgen.content.model.exercise import POSITIONS
from leafletgen.errors import Report
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from tests.support.commands import ROOT
from tests.support.processes import BOUND

LEVEL = "level: 1\n"


@pytest.fixture(scope="module")
def desk() -> LibraryDesk:
    """Return a desk of the starter, which is only read."""
    return LibraryDesk(ROOT)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a workspace to change."""
    make_workspace(tmp_path / "w")
    return tmp_path / "w"


def details(desk: LibraryDesk, name: str) -> dict[str, Any]:
    found = desk.details(name, Report())
    assert found is not None
    return found


def test_cards_say_of_every_exercise_what_its_file_does(desk: LibraryDesk) -> None:
    told = desk.catalogue()
    json.dumps(told)
    whole = Exercises(Workspace(ROOT)).load_all(Report())
    keys = ("id", "name", "other_names", "areas", "position", "equipment", "level", "sided")
    assert [tuple(card[key] for key in keys) for card in told["exercises"]] == [
        (one.identifier, one.name, one.other_names, one.areas, one.position, one.equipment, one.level, one.sided)
        for one in whole
    ]
    there = {path.name[: -len(".ar.yaml")] for path in (ROOT / "assets" / "exercises").glob("*.ar.yaml")}
    assert {card["id"] for card in told["exercises"] if "ar" in card["languages"]} == there != set()
    assert told["found"] == desk.faults() == []
    assert len({card["version"] for card in told["exercises"]}) == len(whole)


def test_a_screen_begins_with_all_there_is_to_choose_from(desk: LibraryDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-29")
    told = desk.catalogue()
    assert (told["positions"], told["areas"], told["today"]) == (list(POSITIONS), list(AREAS), "2026-11-29")
    assert told["brands"] == ["riverside"] and "maya" in told["people"] and told["text_sizes"] == [12, 14, 16, 18, 24]
    assert {"id": "sheet-3", "title": "Exercise sheet, three to a page", "size": 12.0} in told["layouts"]
    back = next(one for one in told["programmes"] if one["id"] == "back-strength")
    assert back["name"] == "Lower back: strength" and back["exercises"][0] == "bridge"
    assert not set("*[]") & set(back["aim"]), "plain text"


def test_faulty_files_are_told_and_left_out(own: Path) -> None:
    exercises = own / "assets" / "exercises"
    for name, old, new in (("bridge", LEVEL, "level: 9\n"), ("bird-dog", "position: hands", "position: feet")):
        file = exercises / f"{name}.yaml"
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    (exercises / "torn.yaml").write_bytes(b"name: [\xff")
    clamshell = exercises / "clamshell.yaml"
    clamshell.write_text(clamshell.read_text("utf-8").replace("stop:", "stopp:"), "utf-8")
    (own / "assets" / "programmes" / "core.yaml").write_text("name: Core\n", "utf-8")
    desk = LibraryDesk(own)
    told = desk.catalogue()
    shown = {card["id"] for card in told["exercises"]}
    assert shown & {"bridge", "bird-dog", "torn", "clamshell"} == {"clamshell"}, "what a glance does not see"
    assert "core" not in {one["id"] for one in told["programmes"]}
    for name in ("bridge", "bird-dog", "torn"):
        assert any(one["message"].startswith(f"assets/exercises/{name}.yaml:") for one in told["found"])
    assert any(one["message"].startswith("assets/exercises/clamshell.yaml:") for one in desk.faults())
    report = Report()
    assert desk.details("clamshell", report) is None and report.has_errors
    assert desk.figure("clamshell") is None


def test_details_are_plain_text_with_the_own_dose(desk: LibraryDesk) -> None:
    told = details(desk, "bird-dog")
    json.dumps(told)
    assert told["sentence"].startswith("Do 5 to 8 on each side") and told["dose"].startswith("2x5-8,hold=3s,side=each")
    assert told["steps"][2] == "Hold, then come back slowly." and told["easier"] == ["cat-stretch"]
    assert told["alt"].count(".") == 2 and "{side}" not in told["alt"]
    report = Report()
    assert desk.details("brigde", report) is None
    assert [one.hint for one in report.errors] == ['did you mean "bridge"?']


def test_a_search_finds_exercises_and_programmes_and_says_what_it_looked_for(desk: LibraryDesk) -> None:
    told = desk.search("brige")
    assert told["exercises"][0] == "bridge" and told["instead"] == {"brige": ["bridge"]}
    assert "knee-osteoarthritis" in desk.search("knee")["programmes"]
    assert desk.search("knee osteoarthritis")["instead"] == {}  # a programme has this name
    assert desk.search("no such thing") == {"exercises": [], "programmes": [], "instead": {}}
    assert desk.search("")["exercises"] == []


def test_a_programme_gives_its_rows_in_the_order_of_a_sheet_with_whole_doses(desk: LibraryDesk) -> None:
    told = desk.programme("back-strength", Report())
    assert told is not None and (told["programme"], told["name"]) == ("back-strength", "Lower back: strength")
    assert [row["exercise"] for row in told["rows"]] == ["bridge", "bird-dog", "wall-press-up", "squat-with-weights"]
    assert told["rows"][3] == {
        "exercise": "squat-with-weights",
        "dose": "daily=1,days=2,progression=5-10",
        "note": "Start with no weights if you are new to squats.",
    }
    report = Report()
    assert desk.programme("nothing", report) is None and report.has_errors


def test_every_programme_can_be_given(desk: LibraryDesk) -> None:
    for one in desk.catalogue()["programmes"]:
        told = desk.programme(one["id"], Report())
        assert told is not None and all(row["dose"] for row in told["rows"])


def test_pictures_are_drawn_side_by_side(desk: LibraryDesk) -> None:
    drawn = desk.figure("bird-dog")
    assert drawn is not None and drawn.media_type == "image/svg+xml" and drawn.data.startswith(b"<svg")
    other = desk.figure("bird-dog", "walter")
    assert other is not None and other.data != drawn.data
    assert desk.figure("bird-dog", "nobody") == drawn
    assert desk.figure("nothing") is None


def with_images(root: Path) -> None:
    """Give the bridge image files in place of its poses."""
    images = root / "assets" / "images"
    photo = Image.new("RGB", (900, 600), "red")
    exif = photo.getexif()
    exif[0x010E] = "a place that nobody is to know"
    photo.save(images / "start.jpg", exif=exif)
    (images / "finish.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10"/></svg>'
    )
    file = root / "assets" / "exercises" / "bridge.yaml"
    text = file.read_text("utf-8").split("figure:")[0]
    file.write_text(
        f"{text}figure:\n  credit: A Physio\n  licence: CC0\n"
        "  start: {alt: A person lies on their back., image: start.jpg}\n"
        "  finish: {alt: A person lifts their hips high., image: finish.svg}\n",
        "utf-8",
    )


def test_pictures_that_are_files_stand_side_by_side_too(own: Path) -> None:
    with_images(own)
    desk = LibraryDesk(own)
    drawn = desk.figure("bridge")
    assert drawn is not None and drawn.data.count(b"<image ") == 2
    assert b"data:image/jpeg;base64," in drawn.data and b"data:image/svg+xml;base64," in drawn.data
    from base64 import b64decode

    photo = b64decode(drawn.data.split(b"data:image/jpeg;base64,")[1].split(b'"')[0])
    assert b"nobody is to know" not in photo
    assert details(desk, "bridge")["credit"] == "A Physio"
    (own / "assets" / "images" / "start.jpg").write_bytes(b"\xff\xd8 torn")
    assert desk.figure("bridge") is None


def test_what_changes_on_disk_is_seen(own: Path) -> None:
    desk = LibraryDesk(own)
    before = {card["id"]: card for card in desk.catalogue()["exercises"]}
    file = own / "assets" / "exercises" / "bridge.yaml"
    file.write_text(file.read_text("utf-8").replace("name: Bridge", "name: The bridge"), "utf-8")
    os.utime(file, (1, 1))
    (own / "assets" / "exercises" / "clamshell.yaml").unlink()
    after = {card["id"]: card for card in desk.catalogue()["exercises"]}
    assert after["bridge"]["name"] == details(desk, "bridge")["name"] == "The bridge"
    assert after["bridge"]["version"] != before["bridge"]["version"]
    assert "clamshell" in before and "clamshell" not in after


def test_the_catalogue_loads_nothing_that_sets_pages() -> None:
    program = """
import sys
from pathlib import Path
from leafletgen.app.sheets.library import LibraryDesk
LibraryDesk(Path(".")).catalogue()
print([name for name in sys.modules if name.startswith(("leafletgen.pages", "reportlab", "PIL"))])
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=BOUND)
    assert done.stdout.strip() == "[]", done.stderr
