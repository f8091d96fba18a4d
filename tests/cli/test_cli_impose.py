"""``leafletgen impose``: what is written where, what is said, and what is refused."""

import os
import stat
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from tests.support.commands import files_of, run, run_apart, small_workspace
from tests.support.print_pages import MM, boxes, halves, pages_of, place_of

A4 = (210 * MM, 297 * MM)


@pytest.fixture
def booklet(tmp_path: Path) -> Path:
    """A PDF of 6 pages, in a folder that is no workspace."""
    path = tmp_path / "P1-good.a5-booklet.pdf"
    path.write_bytes(pages_of(6))
    return path


def test_the_copy_is_written_beside_the_file(booklet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(booklet.parent)
    before = booklet.read_bytes()
    result = run("impose", booklet.name)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    copy = booklet.parent / "P1-good.a5-booklet.imposed.pdf"
    size = copy.stat().st_size
    assert result.stdout == (
        f"P1-good.a5-booklet.imposed.pdf  4 pages, {size / 1000:.0f} KB, 2 sheets of paper\n"
        "Print on A4, both sides, flip on the short edge, actual size.\n"
    )
    assert halves(copy.read_bytes())[0] == (0, 1)
    assert booklet.read_bytes() == before


def test_it_runs_in_a_process_of_its_own_outside_a_workspace(booklet: Path) -> None:
    result = run_apart("impose", booklet.name, folder=booklet.parent)
    assert (result.returncode, result.stderr) == (ExitCode.OK, "")


def test_paper_binding_and_folder(booklet: Path) -> None:
    out = booklet.parent / "print" / "today"
    result = run("impose", booklet, "--paper", "SRA4", "--binding", "right", "--out", out)
    assert result.exit_code == ExitCode.OK
    assert "Print on SRA4, " in result.stdout
    copy = (out / "P1-good.a5-booklet.imposed.pdf").read_bytes()
    assert halves(copy)[0] == (1, 0)
    assert boxes(copy)["MediaBox"] == [0, 0, 320, 225]


@pytest.mark.parametrize("creep", ["0.4mm", "0.4 mm", "0.4", " 0.4MM "])
def test_creep_is_a_length_in_millimetres(booklet: Path, creep: str) -> None:
    plain, crept = booklet.parent / "plain", booklet.parent / "crept"
    assert run("impose", booklet, "--out", plain).exit_code == ExitCode.OK
    assert run("impose", booklet, "--creep", creep, "--out", crept).exit_code == ExitCode.OK
    name = "P1-good.a5-booklet.imposed.pdf"
    before, after = (place_of((folder / name).read_bytes(), 2, "leaf6") for folder in (plain, crept))
    assert after[0] - before[0] == pytest.approx(0.4 * MM, abs=0.02)


@pytest.mark.parametrize("creep", ["wide", "0.1in", "mm", "nan", "inf", "0,1mm"])
def test_a_creep_that_is_no_length_is_wrong_usage(booklet: Path, creep: str) -> None:
    result = run("impose", booklet, "--creep", creep)
    assert result.exit_code == ExitCode.USAGE
    assert "write 0.1mm" in result.stderr
    assert list(files_of(booklet.parent)) == [booklet.name]


def test_a_faulty_file_stops_no_other_one(booklet: Path) -> None:
    big = booklet.parent / "big.pdf"
    big.write_bytes(pages_of(4, A4))
    text = booklet.parent / "words.pdf"
    text.write_text("words", encoding="utf-8")
    result = run("impose", big, text, booklet)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stderr.splitlines() == [
        "error: two pages of 210 x 297 mm do not fit on A4, which has 297 x 210 mm",
        "  hint: use --paper a3",
        "error: words.pdf is not a PDF",
        "  hint: name files that leafletgen build made",
    ]
    assert result.stdout.splitlines()[-1] == "1 file written, 2 failed"
    assert sorted(files_of(booklet.parent)) == sorted(
        ["P1-good.a5-booklet.imposed.pdf", "P1-good.a5-booklet.pdf", "big.pdf", "words.pdf"]
    )


def test_a_file_that_was_named_is_never_written_over(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "a.imposed.pdf"
    first.write_bytes(pages_of(4))
    second.write_bytes(pages_of(8))
    before = files_of(tmp_path)
    result = run("impose", first, second)
    assert result.exit_code == ExitCode.CONTENT
    assert "a.imposed.pdf is not written" in result.stderr
    after = files_of(tmp_path)
    assert {name: after[name] for name in before} == before
    assert sorted(after) == ["a.imposed.imposed.pdf", "a.imposed.pdf", "a.pdf"]


def test_a_link_to_the_file_itself_is_not_written_over(tmp_path: Path) -> None:
    first = tmp_path / "a.pdf"
    first.write_bytes(pages_of(4))
    (tmp_path / "a.imposed.pdf").symlink_to(first)
    result = run("impose", first)
    assert result.exit_code == ExitCode.CONTENT
    assert first.read_bytes() == pages_of(4)


def test_two_files_of_one_name_do_not_take_each_others_place(tmp_path: Path) -> None:
    for folder, pages in (("x", 4), ("y", 8)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.pdf").write_bytes(pages_of(pages))
    result = run("impose", tmp_path / "x" / "a.pdf", tmp_path / "y" / "a.pdf", "--out", tmp_path / "out")
    assert result.exit_code == ExitCode.CONTENT
    assert len(halves((tmp_path / "out" / "a.imposed.pdf").read_bytes())) == 2


def test_a_copy_of_yesterday_is_replaced(booklet: Path) -> None:
    copy = booklet.parent / "P1-good.a5-booklet.imposed.pdf"
    assert run("impose", booklet).exit_code == ExitCode.OK
    whole = copy.read_bytes()
    copy.write_bytes(whole + b"% of yesterday")
    assert run("impose", booklet).exit_code == ExitCode.OK
    assert copy.read_bytes() == whole


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_what_the_owner_alone_may_read_stays_so(booklet: Path) -> None:
    booklet.chmod(0o600)
    assert run("impose", booklet).exit_code == ExitCode.OK
    copy = booklet.parent / "P1-good.a5-booklet.imposed.pdf"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_told(booklet: Path) -> None:
    (booklet.parent / "out").write_text("a file", encoding="utf-8")
    result = run("impose", booklet, "--out", booklet.parent / "out" / "deep")
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert "cannot be written" in result.stderr


def test_no_file_and_a_missing_file_are_wrong_usage(tmp_path: Path) -> None:
    assert run("impose").exit_code == ExitCode.USAGE
    assert run("impose", tmp_path / "nowhere.pdf").exit_code == ExitCode.USAGE
    assert run("impose", tmp_path).exit_code == ExitCode.USAGE


def test_a_leaflet_is_known_by_its_code(tmp_path: Path) -> None:
    root = small_workspace(tmp_path / "w")
    build = root / "build"
    build.mkdir()
    draft, released = build / "P1-good.small.DRAFT.pdf", build / "P1-good.small.pdf"
    draft.write_bytes(pages_of(4))
    (build / "P1-good.other.pdf").write_bytes(pages_of(4))
    for given in ("P1", "P1/22/01.2026/VERSION3", "P1-good", "leaflets/P1-good.yaml"):
        result = run("impose", given, "--workspace", root)
        assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert sorted(path.name for path in build.glob("*.imposed.pdf")) == ["P1-good.small.DRAFT.imposed.pdf"]
    released.write_bytes(pages_of(8))
    assert run("impose", "P1", "--workspace", root).exit_code == ExitCode.OK
    assert (build / "P1-good.small.imposed.pdf").exists(), "what is released goes before a draft"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("P2", 'error: no leaflet is called "P2"\n'),
        ("P1/22/01.2026/VERSION2", 'error: no leaflet is called "P1/22/01.2026/VERSION2"\n'),
        ("P1", "error: build/ has no booklet of P1 whose pages lie twice on A4\n  hint: build it first: "),
        ("build", "error: build is a folder\n"),
        ("P1.pdf", "error: there is no file P1.pdf\n"),
    ],
)
def test_a_leaflet_without_a_booklet_is_wrong_usage(
    tmp_path: Path, given: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_workspace(tmp_path / "w")
    (root / "build").mkdir()
    (root / "build" / "P1-good.small.pdf").write_bytes(pages_of(4, A4))
    monkeypatch.chdir(root)
    result = run("impose", given)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.startswith(said)
