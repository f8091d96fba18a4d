"""What front ends ask for comes as data and a report, and nothing is printed on the way."""

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from leafletgen.app import (
    comparing,
    drawing,
    listing,
    new_content,
    previewing,
    rebranding,
    scaffold,
    signing,
    standing,
    verifying,
)
from leafletgen.app.choosing import Choice, choose
from leafletgen.app.opening import ledger_of, signatures_of
from leafletgen.app.writing import check_output, check_place, writes
from leafletgen.batch.job import Result
from leafletgen.batch.outcome import About, about, not_done, outcome_of
from leafletgen.batch.tally import tally_of
from leafletgen.content.model.exercise import Exercise
from leafletgen.errors import ExitCode, RefusedError, Report, Severity, error, note, warning
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.release.candidates import candidates
from leafletgen.release.signatures import SIGNATURES
from leafletgen.release.withdrawing import withdraw
from leafletgen.system.writing import WriteError
from tests.support.commands import BRAND, LEAFLET, ROOT, small_workspace, write
from tests.support.exercise_sample import write_workspace
from tests.support.ledger_sample import leaflet, record, release_of


@pytest.fixture(autouse=True)
def nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Hold every test to silence."""
    yield
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a small workspace with one leaflet."""
    return Workspace(small_workspace(tmp_path / "w"))


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return the starter workspace; it is only read."""
    root = tmp_path_factory.mktemp("starter") / "w"
    scaffold.make_workspace(root)
    return Workspace(root)


def bridge(workspace: Workspace) -> Exercise:
    exercise = Exercises(workspace).load("bridge", Report())
    assert exercise is not None
    return exercise


def released(workspace: Workspace) -> Workspace:
    """Record the one leaflet as released."""
    record(workspace.root, release_of(workspace.root, workspace.root / "leaflets" / "P1-good.yaml"))
    return workspace


# --- lists ---------------------------------------------------------------------------------------------------------


def test_a_list_is_data_and_what_is_faulty_is_in_it(workspace: Workspace) -> None:
    write(workspace.root / "layouts" / "worse.yaml", "title: Worse\n")
    report = Report()
    small, worse = listing.entries(workspace, "layouts", report)
    assert small == {
        "name": "small",
        "file": "layouts/small.yaml",
        "title": "A small layout for tests",
        "page_mm": [148, 210],
        "size_pt": 12,
        "standard": "ua-1",
        "columns": 1,
        "faulty": False,
    }
    assert worse == {"name": "worse", "file": "layouts/worse.yaml", "faulty": True}
    assert {one.place.file for one in report.errors if one.place} == {"layouts/worse.yaml"}


@pytest.mark.parametrize("kind", listing.KINDS)
def test_every_kind_names_files_that_are_there(starter: Workspace, kind: str) -> None:
    report = Report()
    found = listing.entries(starter, kind, report)
    assert report.diagnostics == ()
    assert found
    ours = {"leaflet", "protected", "sheet"} if kind == "emails" else set()  # these stand in no workspace
    assert {entry["name"] for entry in found if not entry["file"]} == ours
    assert all((starter.root / entry["file"]).is_file() for entry in found if entry["file"])
    assert not any(entry["faulty"] for entry in found)
    json.dumps(found)  # data, through and through


def test_exercises_come_with_the_best_first_and_others_in_order(starter: Workspace) -> None:
    names = [entry["name"] for entry in listing.entries(starter, "exercises", Report(), "bridge")]
    assert names[:2] == ["bridge", "single-leg-bridge"]
    knee = [entry["name"] for entry in listing.entries(starter, "exercises", Report(), "knee")]
    assert knee.index("heel-slide") < knee.index("bird-dog"), "for knees, before on hands and knees"
    assert listing.entries(starter, "exercises", Report(), "no such thing") == []
    assert [one["name"] for one in listing.entries(starter, "leaflets", Report(), "walk aid")] == []
    everything = listing.entries(starter, "leaflets", Report())
    assert listing.entries(starter, "leaflets", Report(), everything[0]["title"].split()[0])[0] in everything


# --- new content ---------------------------------------------------------------------------------------------------


def test_a_workspace_is_made_in_an_empty_folder_alone(tmp_path: Path) -> None:
    write(tmp_path / "mine.txt", "mine")
    with pytest.raises(RefusedError, match="is not empty") as refusal:
        scaffold.make_workspace(tmp_path)
    assert refusal.value.status == ExitCode.USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_new_content_can_be_read(workspace: Workspace) -> None:
    report = Report()
    path = new_content.new_leaflet(workspace, "P7-neck-pain", None, report)
    assert path == workspace.root / "leaflets" / "P7-neck-pain.yaml"
    loaded = Workspace(workspace.root).load_leaflet(path, report)
    assert not report.has_errors
    assert loaded is not None and (loaded.leaflet.title, loaded.code.number) == ("Neck pain", "P7")
    folder = new_content.new_brand(workspace, "hillside")
    assert (folder / "brand.yaml").is_file()
    assert "hillside" in Workspace(workspace.root).brand_names()
    new_content.new_exercise(workspace, "wall-squat")
    assert new_content.new_programme(workspace, "knees").read_text("utf-8").count("wall-squat") == 1


def test_new_content_overwrites_nothing_and_asks_which_brand(workspace: Workspace) -> None:
    with pytest.raises(RefusedError, match='there is a leaflet called "P1-good" already'):
        new_content.new_leaflet(workspace, "p1-GOOD", None, Report())
    with pytest.raises(RefusedError, match="cannot be a name"):
        new_content.new_exercise(workspace, "wäll squat")
    with pytest.raises(RefusedError, match="there are no exercises"):
        new_content.new_programme(workspace, "knees")
    write(workspace.root / "assets" / "brands" / "other" / "brand.yaml", BRAND)
    with pytest.raises(RefusedError) as refusal:
        new_content.new_leaflet(workspace, "P8", None, Report())
    assert refusal.value.diagnostics[0].hint == 'choose one with "brand": other, plain'


def test_a_prescription_is_for_its_owner_alone(starter: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "sam.yaml"
    new_content.new_prescription(starter, file)
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(RefusedError, match="there is a file"):
        new_content.new_prescription(starter, file)


# --- releases ------------------------------------------------------------------------------------------------------


def test_a_comparison_with_nothing_and_with_the_last_release(workspace: Workspace) -> None:
    report = Report()
    found = comparing.compare(workspace, "P1", None, None, report)
    assert found is not None and not report.diagnostics
    assert (found.old.told, found.old.content) == ("nothing, it was never released", {})
    assert found.as_data()["new"]["code"] == "P1/22/01.2026/VERSION3"
    json.dumps(found.as_data())
    with pytest.raises(RefusedError, match="was never released, so there is nothing to compare with"):
        comparing.compare(workspace, "P1", "2", None, report)
    with pytest.raises(RefusedError) as refusal:
        comparing.compare(workspace, "P9", None, None, report)
    assert refusal.value.status == ExitCode.USAGE


def test_a_withdrawal_says_what_was_withdrawn_and_which_files_may_be_it(workspace: Workspace) -> None:
    copy = write(released(workspace).root / "build" / "P1-good.small.pdf", "changed by hand")
    report = Report()
    ledger = ledger_of(workspace, report)
    assert ledger is not None
    withdrawn = withdraw(workspace, ledger, "p1", "A wrong number", report)
    assert withdrawn is not None and not report.diagnostics
    assert (withdrawn.release.code, withdrawn.same, withdrawn.doubtful) == ("P1/22/01.2026/VERSION3", [], [copy])
    with pytest.raises(RefusedError, match="was withdrawn already") as refusal:
        withdraw(workspace, ledger, "P1", "Again", report)
    assert refusal.value.status == ExitCode.CONTENT


def test_candidates_for_a_release(workspace: Workspace) -> None:
    leaflet(released(workspace).root, "P2")
    write(workspace.root / "leaflets" / "P1-good.yaml", LEAFLET.replace("bold", "brave"))
    report = Report()
    paths = workspace.leaflet_files()
    found = candidates(workspace, paths, False, report)
    assert [path.stem for path in found.paths] == ["P1-good", "P2-leaflet"]
    looks = candidates(workspace, paths, True, report)
    assert (looks.paths, looks.restyled) == ([], 0)
    assert [leaflet for leaflet, _ in looks.changed] == ["P1-good"]
    assert not report.has_errors


def test_how_leaflets_stand_on_a_day(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-01-02")  # before the release
    report = Report()
    found = standing.read_overview(released(workspace), (), None, report)
    assert found is not None
    entries, day = found
    assert (day, [entry.number for entry in entries]) == (datetime.date(2026, 1, 2), ["P1"])
    (warning,) = report.diagnostics
    assert (warning.severity, warning.hint) == (Severity.WARNING, 'set the clock, or name the day with "day"')
    assert standing.fields_of(entries[0], day)["brand"] == "plain"
    assert standing.only_with(entries, ["plain"], ["physio"]) == entries
    with pytest.raises(RefusedError, match='no leaflet has the department "foot"'):
        standing.only_with(entries, [], ["foot"])
    with pytest.raises(RefusedError):
        standing.read_overview(workspace, ["P9"], None, Report())


def test_signing_says_what_was_recorded(starter: Workspace, tmp_path: Path) -> None:
    scaffold.make_workspace(tmp_path / "w")
    workspace = Workspace(tmp_path / "w")
    report = Report()
    made = signing.sign(workspace, ["bridge"], " Lead physiotherapist ", None, False, report)
    assert made is not None and not report.diagnostics
    assert [(one.kind, one.id, one.by) for one in made] == [("exercise", "bridge", "Lead physiotherapist")]
    for by, ids, message in (
        ("", ["bridge"], '"role" is empty'),
        ("Lead", ["brigde"], 'no leaflet, exercise or programme is called "brigde"'),
    ):
        with pytest.raises(RefusedError, match=message):
            signing.sign(workspace, ids, by, None, False, report)
    assert signing.sign(workspace, ["bird-dog", "dead-bug"], "Lead", None, True, report) is None
    assert {one.code for one in report.errors} == {"not-signed"}
    assert len((workspace.root / SIGNATURES).read_text("utf-8").splitlines()) == len(made)


def test_moves_to_another_brand_are_planned_and_not_made(workspace: Workspace) -> None:
    write(workspace.root / "assets" / "brands" / "other" / "brand.yaml", BRAND)
    write(workspace.root / "assets" / "brands" / "other" / "logo.svg", "<svg/>")
    before = (workspace.root / "leaflets" / "P1-good.yaml").read_bytes()
    report = Report()
    (move,) = rebranding.moves_to(workspace, "plain", "other", (), report)
    assert (move.path.stem, report.has_errors) == ("P1-good", False)
    assert (workspace.root / "leaflets" / "P1-good.yaml").read_bytes() == before
    with pytest.raises(RefusedError, match='no brand is called "third"'):
        rebranding.moves_to(workspace, "plain", "third", (), report)


def test_a_code_is_verified_without_a_file(workspace: Workspace) -> None:
    report = Report()
    ledger = ledger_of(released(workspace), report)
    assert ledger is not None
    (one,) = verifying.verify(workspace, ledger, ["P1"], False, report)
    assert (one.conforms, "conformance" in one.as_data()) == (True, False)
    with pytest.raises(RefusedError, match='"conformance" checks files'):
        list(verifying.verify(workspace, ledger, ["P1"], True, report))
    with pytest.raises(RefusedError, match="neither a file nor a code"):
        list(verifying.verify(workspace, ledger, ["Q9"], False, report))


# --- pictures ------------------------------------------------------------------------------------------------------


def test_pages_as_pictures(workspace: Workspace, tmp_path: Path) -> None:
    report = Report()
    (path,) = previewing.leaflets_of(workspace, "P1", None, report)
    preview = previewing.compose(workspace, path, None, report)
    assert preview is not None and (preview.leaflet, preview.layout) == ("P1-good", "small")
    first = next(previewing.draw(workspace, preview, [1], tmp_path / "out", 72, report))
    assert (first.width, first.height) == (420, 596)
    assert first.path.read_bytes().startswith(b"\x89PNG")
    with pytest.raises(RefusedError, match="has no page 9"):
        list(previewing.draw(workspace, preview, [9], None, 72, report))
    with pytest.raises(RefusedError, match='no layout is called "huge"'):
        previewing.leaflets_of(workspace, "P1", "huge", Report())


def test_an_exercise_for_a_card_is_drawn_from_its_poses_alone(starter: Workspace, tmp_path: Path) -> None:
    """Whoever lies is shown above and below; an exercise with image files has no such picture."""
    card = drawing.as_card(bridge(starter), 1.6)
    assert card is not None and card.startswith(b"<svg")
    width, height = (float(re.findall(rf'{side}="([\d.]+)"', card.decode())[0]) for side in ("width", "height"))
    assert width < 2 * height
    assert b"<title>" not in card
    assert drawing.as_card(bridge(Workspace(write_workspace(tmp_path / "w"))), 1.6) is None


def test_an_exercise_as_a_picture(starter: Workspace) -> None:
    report, exercise = Report(), bridge(starter)
    assert drawing.as_svg(exercise, "start", None, None, report).startswith(b"<svg")
    picture = drawing.as_png(exercise, None, None, None, 50, 96, report)
    assert (picture.width, picture.data[:4]) == (189, b"\x89PNG")
    with pytest.raises(RefusedError) as refusal:
        drawing.as_png(exercise, None, None, None, 1000, 10_000, report)
    assert refusal.value.diagnostics[0].hint == 'choose a lower "dots" or "width"'
    with pytest.raises(RefusedError, match="is not done on one side"):
        drawing.as_svg(exercise, None, None, "left", report)
    with pytest.raises(RefusedError, match='nobody is called "nobody"'):
        drawing.check_person("nobody")


# --- files ---------------------------------------------------------------------------------------------------------


def test_sources_are_not_written_over(workspace: Workspace) -> None:
    with pytest.raises(RefusedError) as refusal:
        check_output(workspace.root / "leaflets" / "P1-good.yaml", "PDF")
    assert refusal.value.status == ExitCode.USAGE
    with pytest.raises(RefusedError):
        check_place(workspace.root / "leaflets")
    check_place(None)


def test_what_cannot_be_written_is_the_machines_matter() -> None:
    with pytest.raises(RefusedError, match="the disk is full") as refusal, writes():
        raise WriteError("the disk is full")
    assert refusal.value.status == ExitCode.ENVIRONMENT


def test_faulty_signatures_are_a_warning_to_whoever_only_reads(workspace: Workspace) -> None:
    write(workspace.root / SIGNATURES, "{\n")
    report = Report()
    signatures_of(workspace, report)
    assert {one.severity for one in report.diagnostics} == {Severity.WARNING}


def test_the_starter_is_found() -> None:
    assert scaffold.starter() == ROOT


# --- builds --------------------------------------------------------------------------------------------------------


def test_leaflets_are_chosen_by_what_is_known_of_them(workspace: Workspace) -> None:
    path = leaflet(workspace.root, "P2")
    report = Report()
    assert len(choose(workspace, Choice(), report)) == 2
    assert choose(workspace, Choice(leaflets=["P2"]), report) == [path]
    assert choose(workspace, Choice(brands=["plain"], since="2026-01"), report) == workspace.leaflet_files()
    assert not report.diagnostics
    for choice, message in (
        (Choice(leaflets=["P9"]), 'no leaflet is called "P9"'),
        (Choice(layouts=["huge"]), 'no layout is called "huge"'),
        (Choice(brands=["other"]), 'no brand is called "other"'),
        (Choice(since="yesterday"), '"since": "yesterday" is no date'),
    ):
        with pytest.raises(RefusedError, match=message) as refusal:
            choose(workspace, choice, Report())
        assert refusal.value.status == ExitCode.USAGE


def test_how_a_build_ends_by_what_became_of_its_files() -> None:
    made, fresh = Result("P1", "small", Path("P1.small.DRAFT.pdf"), made=True), Result("P2", "small", Path("P2.pdf"))
    lost = Result("P3", "small")
    faults = [error("code-unknown", "wrong"), warning("code-unknown", "odd"), note("code-unknown", "so it is")]
    tally = tally_of([made, fresh, lost], faults, 0, False)
    assert (tally.made, tally.fresh, tally.failed, tally.marked) == (1, 1, 1, 1)
    assert (tally.errors, tally.warnings, tally.notes) == (1, 1, 1)
    assert tally.status(strict=False) == ExitCode.CONTENT
    warned = tally_of([fresh], faults[1:], 0, False)
    assert [warned.status(strict) for strict in (False, True)] == [ExitCode.OK, ExitCode.CONTENT]
    assert tally_of([lost._replace(unwritable=True)], faults, 1, False).status(False) == ExitCode.ENVIRONMENT
    assert tally_of([lost._replace(refused=True, unwritable=True)], [], 0, False).status(False) == ExitCode.USAGE
    assert tally_of([made], [], 4, True).status(False) == ExitCode.INTERRUPTED


def test_what_became_of_a_run_as_a_report_tells_it() -> None:
    made = Result("P1", "small", Path("P1.small.pdf"), 2, 900, made=True, title="Knees", state="released")
    told = [outcome_of(made), outcome_of(Result("P2", "small")), not_done("P3")]
    assert [(one.leaflet, one.result, one.pages) for one in told] == [
        ("P1", "made", 2),
        ("P2", "failed", 0),
        ("P3", "not done", 0),
    ]
    assert (told[0].file, told[0].title, told[0].state) == (made.path, "Knees", "released")
    assert about("clinic", told, 1.23) == About("clinic", 1, 0, 1, 1.2)
