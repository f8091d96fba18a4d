"""What is signed of exercises and programmes, and which sheets say that they are examples."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from leafletgen.errors import ExitCode, Report
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.release.signatures import SIGNATURES
from leafletgen.release.signing import record_hash
from tests.support.commands import ROOT, run, write
from tests.support.exercise_sample import EXERCISES, PROGRAMMES, SVG, exercise_text, write_workspace
from tests.support.sheet_workspace import sheet_workspace, text_of

SENTENCE = "Example content. A clinician must review it before use."
BRIDGE = exercise_text(**EXERCISES["bridge"]) + "sources: [NG59]\nexample: true\n"
POSED = BRIDGE[: BRIDGE.index("figure:")] + (
    "figure:\n"
    "  start: {alt: A person lies on their back., pose: crook-lying}\n"
    "  finish:\n"
    "    alt: The hips are lifted off the floor.\n"
    "    pose: {base: crook-lying, hip: [0, 40.5], anchor: near_foot}\n"
    "sources: [NG59]\nexample: true\n"
)


class Desk:
    """A workspace with one exercise and one programme to edit."""

    def __init__(self, root: Path) -> None:
        self.root = write_workspace(root)
        self.exercise(BRIDGE)

    def exercise(self, text: str) -> str:
        """Write the exercise and return its hash."""
        write(self.root / "assets" / "exercises" / "bridge.yaml", text)
        report = Report()
        found = Exercises(Workspace(self.root)).load("bridge", report)
        assert found is not None, report.diagnostics
        return record_hash(found)

    def programme(self, text: str) -> str:
        """Write the programme and return its hash."""
        write(self.root / "assets" / "programmes" / "hip.yaml", text)
        report = Report()
        found = Exercises(Workspace(self.root)).load_programme("hip", report)
        assert found is not None, report.diagnostics
        return record_hash(found)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a workspace to edit."""
    return Desk(tmp_path / "w")


def dumped(text: str, **values: object) -> str:
    """Return the same YAML written by a program, in another order."""
    return yaml.safe_dump(dict(reversed({**yaml.safe_load(text), **values}.items())), width=30, allow_unicode=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Bridge", "name: The bridge"),
        ("Lift your hips", "Lift your feet"),
        ("dose: 10", "dose: 11"),
        ("Stop if it hurts", "Go on if it hurts"),
        ("level: 1", "level: 2"),
        ("position: lying on back", "position: sitting"),
        ("The hips are lifted off the floor", "The head is lifted off the floor"),
        ("poses/finish.svg", "poses/start.svg"),
        ("key_points:", "cautions: [you fell]\nkey_points:"),
        ("[NG59]", "[NG193]"),
        ("credit: The clinic", "credit: Another clinic"),
    ],
)
def test_any_entry_of_an_exercise_is_signed(desk: Desk, old: str, new: str) -> None:
    assert old in BRIDGE
    assert desk.exercise(BRIDGE.replace(old, new)) != desk.exercise(BRIDGE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("40.5", "41"),
        ("anchor: near_foot", "anchor: far_foot"),
        ("pose: crook-lying}", "pose: lying-back}"),
        ("[0, 40.5]", "[0.5, 40.5]"),
    ],
)
def test_a_pose_is_signed(desk: Desk, old: str, new: str) -> None:
    assert old in POSED
    assert desk.exercise(POSED.replace(old, new)) != desk.exercise(POSED)


def test_the_way_it_is_written_is_not(desk: Desk) -> None:
    before = desk.exercise(BRIDGE)
    assert desk.exercise(f"# A comment\n\n{BRIDGE}") == before
    assert desk.exercise(dumped(BRIDGE)) == before
    assert desk.exercise(BRIDGE.replace("dose: 10,daily=1", "dose: {reps: 10, times_per_day: 1}")) == before
    assert desk.exercise(BRIDGE.replace("example: true\n", "")) == before
    assert desk.exercise(BRIDGE.replace("\n", "\r\n")) == before
    posed = desk.exercise(POSED)
    assert desk.exercise(POSED.replace("pose: crook-lying}", "pose: {base: crook-lying}}")) == posed
    assert desk.exercise(POSED.replace("40.5]", "40.50]")) == posed


def test_the_bytes_of_a_picture_are_signed_and_the_ends_of_lines_of_text_are_not(desk: Desk) -> None:
    picture = desk.root / "assets" / "images" / "poses" / "start.svg"
    picture.write_bytes(f"{SVG}\n<!-- -->\n".encode())
    before = desk.exercise(BRIDGE)
    picture.write_bytes(f"{SVG}\r\n<!-- -->\r\n".encode())
    assert desk.exercise(BRIDGE) == before
    picture.write_bytes(f"{SVG}\n<!-- . -->\n".encode())
    assert desk.exercise(BRIDGE) != before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Hip", "name: Hips"),
        ("aim: To", "aim: Not to"),
        ("'2x8'", "'2x9'"),
        ("[clamshell, ", "[bird-dog, "),
        ("[clamshell, {exercise: bridge, dose: '2x8'}]", "[{exercise: bridge, dose: '2x8'}, clamshell]"),
        ("dose: '2x8'}", "dose: '2x8', note: Slowly}"),
        ("exercises:", "notes: Rest.\nexercises:"),
    ],
)
def test_any_entry_of_a_programme_is_signed(desk: Desk, old: str, new: str) -> None:
    text = PROGRAMMES["hip"]
    assert old in text
    before = desk.programme(text)
    assert desk.programme(text.replace(old, new)) != before
    assert desk.programme(dumped(text)) == before
    desk.exercise(BRIDGE.replace("dose: 10", "dose: 11"))
    assert desk.programme(text) == before, "its exercises are signed for themselves"


def test_no_two_shipped_ones_have_one_hash() -> None:
    library, report = Exercises(Workspace(ROOT)), Report()
    hashes = [record_hash(exercise) for exercise in library.load_all(report)]
    hashes += [record_hash(programme) for programme in library.load_programmes(report)]
    assert len(set(hashes)) == len(hashes) == 142 + 40


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with what is shipped; two exercises and a programme say what they rest on."""
    root = sheet_workspace(tmp_path / "w")
    for name in ("bridge", "bird-dog"):
        path = root / "assets" / "exercises" / f"{name}.yaml"
        text = path.read_text("utf-8")
        write(path, text if "\nsources:" in text else f"{text}sources: [NG59]\n")
    programme = "name: Two\nexample: true\naim: To be strong.\nexercises: [bird-dog, bridge]\nsources: [NG59]\n"
    write(root / "assets" / "programmes" / "two.yaml", programme)
    return root


def sheet(root: Path, *options: str) -> str:
    """Make a sheet and return its words."""
    shutil.rmtree(root / "build", ignore_errors=True)
    result = run("sheet", *options, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.output
    return text_of(root / "build" / "exercise-sheet.pdf")


def sign(root: Path, *ids: str) -> None:
    """Sign."""
    result = run("sign", *ids, "--by", "Lead", "--on", "2026-11-20", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr


def checked(root: Path, what: str, name: str) -> str | None:
    """Return what list says of who checked something."""
    found = json.loads(run("list", what, "--json", "--workspace", root).stdout)[what]
    said: str | None = next(one["checked"] for one in found if one["name"] == name)
    return said


def test_a_sheet_says_so_until_all_in_it_is_signed(root: Path) -> None:
    picks = ("--pick", "bridge", "--pick", "bird-dog")
    assert sheet(root, *picks).count(SENTENCE) == 1
    sign(root, "bridge")
    assert SENTENCE not in sheet(root, "--pick", "bridge")
    assert SENTENCE in sheet(root, *picks)
    sign(root, "bird-dog")
    assert SENTENCE not in sheet(root, *picks)
    assert SENTENCE in sheet(root, "--programme", "two"), "the programme is an example too"
    sign(root, "two")
    assert SENTENCE not in sheet(root, "--programme", "two")


def test_a_change_brings_the_sentence_back(root: Path) -> None:
    sign(root, "bridge", "bird-dog", "programmes/two")
    path = root / "assets" / "exercises" / "bridge.yaml"
    before = path.read_text("utf-8")
    write(path, before.replace("name: Bridge", "name: A bridge"))
    assert SENTENCE in sheet(root, "--programme", "two")
    assert checked(root, "exercises", "bridge") == "changed since it was signed"
    write(path, f"# A comment\n{before}")
    assert SENTENCE not in sheet(root, "--programme", "two")
    assert checked(root, "exercises", "bridge") == "signed 2026-11-20 by Lead"


def test_what_is_no_example_does_not_say_so(root: Path) -> None:
    path = root / "assets" / "exercises" / "bridge.yaml"
    write(path, path.read_text("utf-8").replace("\nexample: true\n", "\n"))
    assert SENTENCE not in sheet(root, "--pick", "bridge")
    assert checked(root, "exercises", "bridge") is None


def test_a_new_brand_does_not_drop_it(root: Path) -> None:
    brand = root / "assets" / "brands" / "riverside" / "brand.yaml"
    text = brand.read_text("utf-8")
    write(root / "assets" / "brands" / "other" / "brand.yaml", text[: text.index("statements:")] + "statements: {}\n")
    for logo in brand.parent.glob("*.svg"):
        shutil.copyfile(logo, root / "assets" / "brands" / "other" / logo.name)
    assert SENTENCE in sheet(root, "--pick", "bridge", "--brand", "other")


def test_a_brand_that_says_so_itself_goes_on_saying_so(root: Path) -> None:
    brand = root / "assets" / "brands" / "riverside" / "brand.yaml"
    text = brand.read_text("utf-8")
    write(brand, text.replace("statements:\n", f"statements:\n  example: {SENTENCE}\n"))
    assert sheet(root, "--pick", "bridge").count(SENTENCE) == 1
    sign(root, "bridge")
    assert sheet(root, "--pick", "bridge").count(SENTENCE) == 1
    write(brand, text.replace("statements:\n", "statements:\n  example: All invented.\n"))
    assert "All invented." in sheet(root, "--pick", "bird-dog")
    assert SENTENCE in sheet(root, "--pick", "bird-dog")


def test_a_damaged_line_is_told_once_and_the_sheet_is_made(root: Path) -> None:
    sign(root, "bridge")
    write(root / SIGNATURES, (root / SIGNATURES).read_text("utf-8") + "{\n")
    table = write(root / "patients.csv", "name,exercises\nSam Example,bridge\nAlex Example,bridge\n")
    result = run("sheet", "--from", table, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.output
    assert result.stderr.count(f"{SIGNATURES}:2:1: warning: ") == 1
    assert all(SENTENCE in text_of(path) for path in (root / "build").glob("*.pdf"))


@pytest.mark.parametrize("all_signed", [False, True])
def test_the_contact_sheet_says_so_too(root: Path, all_signed: bool) -> None:
    for path in (root / "assets" / "exercises").glob("*.yaml"):
        if path.stem not in ("bridge", "bird-dog"):
            path.unlink()
    sign(root, "bridge", *(["bird-dog"] if all_signed else []))
    result = run("figure", "--contact-sheet", "-o", root / "a.pdf", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.output
    assert (SENTENCE in text_of(root / "a.pdf")) is not all_signed


@pytest.mark.parametrize("what", ["exercises", "programmes"])
def test_lists_show_it(root: Path, what: str) -> None:
    heading, *lines = run("list", what, "--workspace", root).stdout.splitlines()
    at: Callable[[str], str] = lambda line: line[heading.index("CHECKED") :]  # noqa: E731
    assert all(at(line).startswith("example, not signed") for line in lines)
