"""The leaflets of a workspace are read for a page as the commands tell them, and nothing of it is ever written."""

import datetime
import json
import os
import shutil
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from leafletgen.app.leaflets.board import LeafletBoard
from leafletgen.app.leaflets.card import Card, names_of
from leafletgen.app.leaflets.files import LeafletFiles
from leafletgen.app.standing import read_overview
from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.release.ledger import LEDGER
from leafletgen.release.lost_lines import PENDING
from leafletgen.system import clock
from tests.support.commands import LAYOUT, LEAFLET, files_of, run, write
from tests.support.leaflet_states import states_of, workspace_with_every_state
from tests.support.ledger_sample import leaflet, record, release_of, tamper, withdrawal_of
from tests.support.processes import BOUND


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 29))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace_with_every_state(tmp_path_factory.mktemp("made") / "w")


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """Return a workspace with a leaflet in every state that a board has to tell."""
    return Path(shutil.copytree(made, tmp_path / "w"))


@pytest.fixture
def board(root: Path) -> LeafletBoard:
    return LeafletBoard(root)


@pytest.fixture
def files(board: LeafletBoard) -> LeafletFiles:
    return LeafletFiles(board)


def look_at_everything(root: Path) -> None:
    """Ask for all that the pages ask for."""
    board = LeafletBoard(root)
    files = LeafletFiles(board)
    for card in board.listed().cards:
        assert board.leaflet(card.name) is not None
        for form in (*(layout.name for layout in card.layouts), "html", "text"):
            files.made(card.name, form, Report())
        files.cover(card.name)
        for layout in card.layouts:
            files.page(card.name, layout.name, 1, 1.0)
            files.for_paper(card.name, layout.name, Report())


# --- the list ------------------------------------------------------------------------------------------------------


def test_the_list_tells_each_leaflet_as_status_does(root: Path, board: LeafletBoard) -> None:
    listed = board.listed()
    told = read_overview(Workspace(root), (), None, Report())
    assert told is not None
    assert [card.entry for card in listed.cards] == told[0]
    assert listed.day == told[1]
    assert {card.name: (card.entry.state, card.review, card.mark) for card in listed.cards} == {
        "P1-good": ("never released", "none", "DRAFT"),
        "P2-leaflet": ("released", "overdue", ""),
        "P3-leaflet": ("changed", "soon", "DRAFT"),
        "P4-leaflet": ("withdrawn", "none", "WITHDRAWN"),
        "P5-leaflet": ("gone", "soon", ""),
        "P6-leaflet": ("faulty", "none", ""),
    }


def test_reviews_are_told_in_days_and_in_words(board: LeafletBoard) -> None:
    cards = {card.name: card for card in board.listed().cards}
    overdue, soon = cards["P2-leaflet"], cards["P3-leaflet"]
    assert (overdue.days_left, overdue.due_on, overdue.days) == (-29, "31 October 2026", "29 days overdue")
    assert (soon.days_left, soon.due_on, soon.days) == (32, "31 December 2026", "in 32 days")
    assert [overdue._replace(days_left=days).days for days in (0, 1, -1)] == ["today", "in 1 day", "1 day overdue"]
    assert [overdue._replace(days_left=days).review for days in (0, 90, 91)] == ["soon", "soon", "later"]
    assert cards["P4-leaflet"].due is None, "what was withdrawn is due for nothing"


def test_faults_stand_with_their_leaflet_and_others_with_the_workspace(root: Path, board: LeafletBoard) -> None:
    leaflet(root, "P2", stem="P2-again")
    write(root / "leaflets" / "signatures.jsonl", "no line\n")
    listed = board.listed()
    cards = {card.name: card for card in listed.cards}
    assert [(card.name, card.errors) for card in listed.cards if card.errors] == [
        ("P2-again", 1),
        ("P2-leaflet", 1),
        ("P6-leaflet", 1),
    ]
    (missing,) = cards["P6-leaflet"].found
    assert str(missing.place) == "leaflets/P6-leaflet.yaml:9:12"
    assert [one.code for one in cards["P2-again"].found] == ["code-number-twice"]
    assert {one.place.file for one in listed.found if one.place} == {"leaflets/signatures.jsonl"}


def test_layouts_are_told_with_how_they_are_printed(board: LeafletBoard) -> None:
    card = board.listed().card("P2-leaflet")
    assert card is not None
    assert [(layout.name, layout.is_folded, "short edge" in layout.printing) for layout in card.layouts] == [
        ("small", True, True),
        ("sheet", False, False),
    ]


def test_a_faulty_ledger_is_told_and_no_state_is_guessed(root: Path, board: LeafletBoard) -> None:
    tamper(root)
    listed = board.listed()
    assert not listed.cards
    assert {one.code for one in listed.found} == {"ledger-line-changed"}
    assert board.leaflet("P2-leaflet") is None


def test_a_release_whose_file_is_gone_gives_way_to_a_file_of_its_name(board: LeafletBoard) -> None:
    entries = [card.entry for card in board.listed().cards]
    gone = next(entry for entry in entries if entry.file is None)
    there = next(entry for entry in entries if entry.file is not None)
    assert names_of([gone, there._replace(leaflet=gone.leaflet)]) == ["P5", "P5-leaflet"]
    assert names_of([gone]) == ["P5-leaflet"]


def test_a_change_shows_at_the_next_look(root: Path, board: LeafletBoard) -> None:
    assert _card(board, "P1-good").title == "A good leaflet"
    write(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("A good leaflet", "A better leaflet"))
    assert _card(board, "P1-good").title == "A better leaflet"
    (root / "leaflets" / "P1-good.yaml").unlink()
    assert board.listed().card("P1-good") is None
    assert board.leaflet("P1-good") is None


def _card(board: LeafletBoard, name: str) -> Card:
    card = board.listed().card(name)
    assert card is not None
    return card


# --- one leaflet ---------------------------------------------------------------------------------------------------


def test_a_leaflet_tells_what_changed_since_its_release(board: LeafletBoard) -> None:
    page = board.leaflet("P3-leaflet")
    assert page is not None and page.comparison is not None
    (change,) = page.comparison.changes
    assert [(words.mark, words.text.strip()) for words in change.lines[0].words if words.mark != "kept"] == [
        ("removed", "**bold**"),
        ("added", "brave"),
    ]
    assert [issue.release.reason for issue in page.history] == ["First issue"]
    assert page.history[0].released_on == "5 October 2026"
    assert page.compared.startswith(
        f"Between {page.history[0].release.code}, released on 5 October 2026, and the file as"
    )


def test_a_leaflet_is_compared_with_any_of_its_releases(root: Path, board: LeafletBoard) -> None:
    assert run("release", "P3", "--reason", "Bravely", "--approved-by", "Lead", "--review", "2028-05",
               "--workspace", root).exit_code == 0  # fmt: skip
    page = board.leaflet("P3-leaflet")
    assert page is not None and page.comparison is not None and not page.comparison.changes
    assert [issue.release.reason for issue in page.history] == ["Bravely", "First issue"]
    assert page.history[0].review == "May 2028"
    earlier = board.leaflet("P3-leaflet", page.history[1].release.code)
    assert earlier is not None and earlier.comparison is not None
    assert any(line.words for change in earlier.comparison.changes for line in change.lines)
    unknown = board.leaflet("P3-leaflet", "P9/1/01.2026/VERSION1")
    assert unknown is not None and unknown.comparison is None
    assert [one.code for one in unknown.found] == ["version-unknown"]


def test_withdrawn_gone_faulty_and_never_released(board: LeafletBoard) -> None:
    withdrawn, gone, faulty, never = map(board.leaflet, ("P4-leaflet", "P5-leaflet", "P6-leaflet", "P1-good"))
    assert withdrawn is not None and withdrawn.history[0].withdrawn_on == "5 October 2026"
    assert gone is not None and len(gone.history) == 1 and gone.comparison is None and not gone.card.can_be_made
    assert faulty is not None and faulty.card.errors == 1 and not faulty.card.can_be_made
    assert never is not None and not never.history and never.comparison is None


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../P1-good", "/etc/passwd", "shared", "P1-good.yaml", "P1", "leaflets/P1-good", "P1-good\0"],
)
def test_a_name_that_no_leaflet_has_finds_none(board: LeafletBoard, files: LeafletFiles, name: str) -> None:
    assert board.leaflet(name) is None
    assert files.made(name, "small", Report()) is None
    assert files.cover(name) is None
    assert files.for_paper(name, "small", Report()) is None


# --- files ---------------------------------------------------------------------------------------------------------


def test_files_have_the_names_and_the_bytes_that_build_gives_them(root: Path, files: LeafletFiles) -> None:
    made = [
        files.made(name, form, Report())
        for name in ("P1-good", "P2-leaflet", "P3-leaflet", "P4-leaflet")
        for form in ("small", "html", "text")
    ]
    assert run("build", "--format", "pdf", "--format", "html", "--format", "text", "--layout", "small",
               "--workspace", root).exit_code == 1  # fmt: skip
    built = {name: data for name, data in files_of(root / "build").items() if "/" not in name}
    told = {one.file: one.data for one in made if one is not None}
    assert told == {name: built[name] for name in told}
    assert len(told) == 12
    assert "P1-good.small.DRAFT.pdf" in told and "P4-leaflet.WITHDRAWN.html" in told and "P2-leaflet.txt" in told


def test_a_layout_that_the_leaflet_does_not_name_is_not_made(files: LeafletFiles) -> None:
    assert files.made("P1-good", "sheet", Report()) is None
    assert files.made("P1-good", "../small", Report()) is None
    assert files.made("P1-good", "text-80", Report()) is None


def test_what_is_wrong_is_told_in_the_place_of_a_file(files: LeafletFiles) -> None:
    report = Report()
    assert files.made("P6-leaflet", "small", report) is None
    assert [one.code for one in report.errors] == ["file-not-found"]


def test_a_file_is_made_once_until_something_changes(root: Path, files: LeafletFiles) -> None:
    first = files.made("P1-good", "small", Report())
    assert first is not None and files.made("P1-good", "small", Report()) is first
    write(root / "layouts" / "small.yaml", LAYOUT.replace("size: 12", "size: 13"))
    second = files.made("P1-good", "small", Report())
    assert second is not None and (second.key != first.key, second.data != first.data) == (True, True)


def test_pages_are_drawn_and_others_are_none(files: LeafletFiles) -> None:
    page = files.page("P1-good", "small", 1, 4 / 3)
    assert page is not None and (page.width, page.height) == (560, 794)
    assert page.data.startswith(b"\xff\xd8")
    for name, layout, number in (("P1-good", "small", 0), ("P1-good", "small", 9), ("P1-good", "html", 1)):
        assert files.page(name, layout, number, 1.0) is None


def test_a_cover_is_small_and_made_once(root: Path, files: LeafletFiles) -> None:
    cover = files.cover("P1-good")
    assert cover is not None and len(cover) < 6000
    assert files.cover("P1-good") is cover
    assert files.cover("P6-leaflet") is None and files.cover("P5-leaflet") is None


def test_a_cover_that_a_build_drew_is_taken(root: Path, files: LeafletFiles) -> None:
    assert run("build", "P2", "--report", root / "build" / "report.html", "--workspace", root).exit_code == 0
    kept = list((root / "build" / ".cache" / "thumbs").glob("*.jpg"))
    assert kept
    for path in kept:
        path.write_bytes(b"\xff\xd8 as build drew it \xff\xd9")
    assert files.cover("P2-leaflet") == b"\xff\xd8 as build drew it \xff\xd9"


def test_a_booklet_goes_to_the_printer_as_spreads_and_others_as_they_are(files: LeafletFiles) -> None:
    booklet = files.for_paper("P2-leaflet", "small", Report())
    assert booklet is not None and booklet.file == "P2-leaflet.small.imposed.pdf"
    assert {(round(page.width), round(page.height)) for page in booklet.pages} == {(842, 595)}
    assert len(booklet.pages) % 2 == 0
    with pikepdf.open(BytesIO(booklet.data)) as pdf:
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
    flat, read = files.for_paper("P2-leaflet", "sheet", Report()), files.made("P2-leaflet", "sheet", Report())
    assert flat is not None and flat is read
    assert files.for_paper("P2-leaflet", "html", Report()) is None


def test_a_booklet_too_thick_to_fold_is_refused_in_words(root: Path, files: LeafletFiles) -> None:
    many = "".join(f"  - heading: Part {n}\n  - Words\n" for n in range(700))
    write(root / "leaflets" / "P1-good.yaml", LEAFLET + many)
    report = Report()
    assert files.for_paper("P1-good", "small", report) is None
    assert [one.code for one in report.errors] == ["booklet-too-thick"]


# --- nothing is written --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cache", [False, True])
def test_looking_at_everything_writes_nothing(root: Path, cache: bool) -> None:
    if cache:
        run("status", "--workspace", root)
    before = states_of(root)
    look_at_everything(root)
    assert states_of(root) == before


def test_an_interrupted_release_stays_as_it_is_and_is_told(root: Path) -> None:
    write(root / PENDING, json.dumps([]))
    left = write(root / "leaflets" / ".P1-good.yaml.12345.part", "half")
    before = states_of(root)
    listed = LeafletBoard(root).listed()
    assert [one.code for one in listed.found] == ["release-not-finished"]
    assert len(listed.cards) == 6
    assert left.exists() and states_of(root) == before


@pytest.fixture
def read_only(root: Path) -> Iterator[Path]:
    """Return the workspace with nothing in it that may be written."""
    everything = [root, *root.rglob("*")]
    rights = {path: path.stat().st_mode for path in everything}
    for path in reversed(everything):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield root
    for path, mode in rights.items():
        path.chmod(mode)


def test_a_workspace_that_is_read_only_is_shown_in_full(read_only: Path) -> None:
    before = states_of(read_only)
    look_at_everything(read_only)
    assert len(LeafletBoard(read_only).listed().cards) == 6
    assert states_of(read_only) == before


def test_several_threads_get_the_same(root: Path) -> None:
    files = LeafletFiles(LeafletBoard(root))
    made: list[bytes] = []

    def ask(name: str) -> None:
        one = files.made(name, "small", Report())
        page = files.page(name, "small", 1, 1.0)
        assert one is not None and page is not None
        made.append(one.data)
        files.board.listed()

    threads = [threading.Thread(target=ask, args=(name,)) for name in ("P1-good", "P2-leaflet", "P3-leaflet") * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=BOUND)
    assert (len(made), len(set(made))) == (9, 3)


def test_an_earlier_look_is_compared_once_and_kept_in_memory_alone(root: Path) -> None:
    other = release_of(root, root / "leaflets" / "P1-good.yaml", appearance="0" * 64)
    record(root, other)
    before = states_of(root)
    assert _card(LeafletBoard(root), "P1-good").entry.state == "restyled"
    assert states_of(root) == before
    record(root, withdrawal_of(other))
    assert _card(LeafletBoard(root), "P1-good").mark == "WITHDRAWN"
    assert (root / LEDGER).is_file() and os.access(root, os.W_OK)
