"""Choosing leaflets of a build: by brand, by department, and by what was released or changed since."""

import datetime
import shutil
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from leafletgen.system import clock
from tests.support.commands import BRAND, LEAFLET, run, small_workspace, write

PLAIN, SECOND, THIRD = "P1-good", "P2-second", "P3-third"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace: P1 released on 10 October, P2 on 5 November, P3 not; two brands, two departments."""
    root = small_workspace(tmp_path / "w")
    shutil.copytree(root / "assets" / "brands" / "plain", root / "assets" / "brands" / "second")
    more = "  physio: {name: Physiotherapy, phone: 01632 960 000}\n  diet: {name: Dietetics, phone: 01632 960 001}\n"
    text = BRAND.replace("  physio: {name: Physiotherapy, phone: 01632 960 000}\n", more)
    write(root / "assets" / "brands" / "second" / "brand.yaml", text)
    second = LEAFLET.replace("brand: plain", "brand: second")
    write(root / "leaflets" / "P2-second.yaml", second.replace("P1/", "P2/"))
    write(root / "leaflets" / "P3-third.yaml", second.replace("P1/", "P3/").replace("physio", "diet"))
    for number, day in (("P1", "2026-10-10"), ("P2", "2026-11-05")):
        on(monkeypatch, day)
        options = ["--reason", "x", "--approved-by", "y", "--workspace", str(root)]
        assert run("release", number, *options).exit_code == ExitCode.OK
    shutil.rmtree(root / "build")
    return root


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """Let it be this day."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date.fromisoformat(day))


def chosen(root: Path, *arguments: str) -> list[str]:
    """Return the leaflets that would be built."""
    result = run("build", *arguments, "--force", "--dry-run", "--workspace", root)
    assert (result.exit_code, result.stderr) in ((ExitCode.OK, ""), (ExitCode.OK, "no leaflet fits\n"))
    return [line.partition(":")[0] for line in result.stdout.splitlines()[:-1]]


@pytest.mark.parametrize(
    ("arguments", "leaflets"),
    [
        ([], [PLAIN, SECOND, THIRD]),
        (["--brand", "plain"], [PLAIN]),
        (["--brand", "second"], [SECOND, THIRD]),
        (["--brand", "second", "--brand", "plain"], [PLAIN, SECOND, THIRD]),
        (["--department", "physio"], [PLAIN, SECOND]),
        (["--department", "diet"], [THIRD]),
        (["--brand", "second", "--department", "physio"], [SECOND]),
        (["--brand", "plain", "--department", "diet"], []),
        (["P1", "P3", "--brand", "second"], [THIRD]),
        (["--since", "2026-10-10"], [PLAIN, SECOND, THIRD]),
        (["--since", "2026-10-11"], [SECOND, THIRD]),
        (["--since", "2026-11"], [SECOND, THIRD]),
        (["--since", "2026-11-06"], [THIRD]),
        (["--since", "P1/22/10.2026/VERSION3"], [SECOND, THIRD]),
        (["--since", "P2/22/11.2026/VERSION3"], [THIRD]),
        (["P1", "P2", "--since", "2026-11-06"], []),
        (["--since", "2026-11-06", "--brand", "plain"], []),
    ],
)
def test_what_is_chosen(root: Path, arguments: list[str], leaflets: list[str]) -> None:
    assert chosen(root, *arguments) == leaflets


def test_what_changed_since_its_release_is_chosen_whatever_the_day(root: Path) -> None:
    path = root / "leaflets" / "P1-good.yaml"
    write(path, path.read_text("utf-8").replace("bold", "strong"))
    assert chosen(root, "--since", "2030-01") == [PLAIN, THIRD]
    assert run("withdraw", "P2", "--reason", "x", "--workspace", root).exit_code == ExitCode.OK
    assert chosen(root, "--since", "2030-01") == [PLAIN, SECOND, THIRD]


def test_nothing_that_fits_is_said_and_is_no_fault(root: Path) -> None:
    result = run("build", "--brand", "plain", "--department", "diet", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "no leaflet fits\n")
    assert result.stdout == "0 files written\n"
    assert not list(root.glob("build/*.pdf"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--brand", "plan"], 'error: no brand is called "plan"\n  hint: did you mean "plain"?\n'),
        (
            ["--department", "dyet"],
            'error: no leaflet has the department "dyet"\n  hint: did you mean "diet"?\n',
        ),
        (
            ["--since", "P1/22/10.2026/VERSION4"],
            'error: --since: "P1/22/10.2026/VERSION4" is no date such as 2026-11-21, and no code that was released\n'
            '  hint: did you mean "P1/22/10.2026/VERSION3"?\n',
        ),
        (["--since", "2026-13"], 'error: --since: "2026-13" is no date'),
        (["--since", "2026-02-31"], 'error: --since: "2026-02-31" is no date'),
        (["--since", "last week"], 'error: --since: "last week" is no date'),
    ],
)
def test_what_there_is_none_of(root: Path, arguments: list[str], said: str) -> None:
    result = run("build", *arguments, "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.startswith(said)
    assert not (root / "build").exists() or not list(root.glob("build/*.pdf"))


def test_all_unknown_names_are_told_at_once(root: Path) -> None:
    result = run("build", "--brand", "x", "--department", "y", "--since", "z", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.count("error: ") == 3


def test_a_faulty_leaflet_is_built_too_so_that_its_faults_are_told(root: Path) -> None:
    write(root / "leaflets" / "P4-bad.yaml", LEAFLET.replace("P1/", "P4/").replace("title:", "titel:"))
    result = run("build", "--brand", "plain", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert 'leaflets/P4-bad.yaml:2:1: error: unknown key "titel"' in result.stderr
    assert sorted(path.name for path in root.glob("build/*.pdf")) == ["P1-good.small.pdf"]


def test_a_layout_may_be_chosen_beside(root: Path) -> None:
    result = run("build", "--brand", "plain", "--layout", "small", "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert "P1-good.small.pdf" in result.stdout
