"""The day: one place asks for it, and nothing in tests, benchmarks or starter content depends on it."""

import datetime
import json
import re
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from leafletgen.system import clock
from tests.bench import many
from tests.support.commands import ROOT, run, run_apart, small_workspace

ASKING = re.compile(
    r"\b(date|datetime)\.(today|now|utcnow|fromtimestamp)\(|\btime\.(localtime|gmtime|ctime|strftime|asctime)\("
)
AHEAD = "2029-11-21"


def test_only_the_clock_asks_for_the_day() -> None:
    files = [path for folder in ("leafletgen", "tests") for path in (ROOT / folder).rglob("*.py")]
    asking = {path.relative_to(ROOT).as_posix() for path in files if ASKING.search(path.read_text("utf-8"))}
    assert asking == {"leafletgen/system/clock.py"}


def test_a_test_may_name_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(clock.VARIABLE, raising=False)
    before = datetime.date.fromordinal(clock.today().toordinal())
    monkeypatch.setenv(clock.VARIABLE, "")
    assert clock.today() in (before, before + datetime.timedelta(1)), "as without it; midnight may have passed"
    monkeypatch.setenv(clock.VARIABLE, AHEAD)
    assert clock.today() == datetime.date(2029, 11, 21)


@pytest.mark.parametrize("named", ["tomorrow", "20291121", "2029-W47-3", "2029-02-29", "2029-11-21 ", "1999-01-01"])
def test_what_is_no_day_is_refused_before_anything_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    root = small_workspace(tmp_path / "w")
    monkeypatch.setenv(clock.VARIABLE, named)
    result = run("new", "leaflet", "P2-new", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.startswith("error: LEAFLETGEN_TODAY: ")
    assert "  hint: it is for tests: unset it" in result.stderr
    assert not (root / "leaflets" / "P2-new.yaml").exists()


def test_new_files_have_the_day_of_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", tmp_path / "w")
    monkeypatch.setenv(clock.VARIABLE, AHEAD)
    run("new", "leaflet", "P4401-neck-pain", "--workspace", tmp_path / "w")
    run("new", "prescription", tmp_path / "prescription.yaml", "--workspace", tmp_path / "w")
    leaflet = (tmp_path / "w" / "leaflets" / "P4401-neck-pain.yaml").read_text("utf-8")
    assert "code: P4401/2462/11.2029/VERSION1 " in leaflet
    assert "review: 2032-11 " in leaflet
    prescription = (tmp_path / "prescription.yaml").read_text("utf-8")
    assert "\ndate: 2029-11-21\n# review: 2029-12-05 " in prescription


def test_the_benchmark_can_release_its_leaflets_on_any_day(tmp_path: Path) -> None:
    many.write_workspace(tmp_path, 4)
    said = ("--reason", "First release", "--approved-by", "Communications", "--issued", "2026-11")
    result = run_apart("release", "--all", *said, "--workspace", tmp_path, environment={clock.VARIABLE: AHEAD})
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count(": released as ") == 4


def test_no_made_up_leaflet_is_reviewed_before_it_is_issued() -> None:
    assert min(many.leaflet(number)[2]["review"] for number in range(1, 1501, 5)) > "2026-11"


def test_the_starter_has_its_states_on_any_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", tmp_path / "w")
    found = []
    for day in ("2026-11-21", AHEAD, "2039-01-01"):
        monkeypatch.setenv(clock.VARIABLE, day)
        result = run("status", "--json", "--workspace", tmp_path / "w")
        assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
        found.append({entry["leaflet"]: entry["state"] for entry in json.loads(result.stdout)["leaflets"]})
    assert found[0] and found[0] == found[1] == found[2]


def test_a_moment_is_told_in_the_local_time() -> None:
    moment = clock.local_time(1_795_984_000.5)
    assert moment.utcoffset() is not None
    assert moment.timestamp() == 1_795_984_000.5
