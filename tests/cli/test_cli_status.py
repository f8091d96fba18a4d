"""``leafletgen status``: every leaflet with its state and its review, also those whose file is faulty or gone."""

import csv
import datetime
import json
from io import StringIO
from pathlib import Path

import pytest

from leafletgen.cli import status
from leafletgen.errors import ExitCode
from leafletgen.release.overview import STATES
from leafletgen.system import clock
from tests.support.commands import LAYOUT, LEAFLET, files_of, run, small_workspace, write
from tests.support.ledger_sample import leaflet, record, release_of, tamper, withdrawal_of


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace without leaflets, on the last day of April 2026."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 4, 30))
    root = small_workspace(tmp_path / "w")
    (root / "leaflets" / "P1-good.yaml").unlink()
    return root


def lines_of(root: Path, *arguments: str, code: ExitCode = ExitCode.OK) -> list[str]:
    """Return the lines that the command prints."""
    result = run("status", "--workspace", root, *arguments)
    assert result.exit_code == code, result.stderr
    return result.stdout.splitlines()


def make_one_of_each(root: Path) -> None:
    """Make a leaflet in each state."""
    paths = {number: leaflet(root, f"P{number}", review=f"20{number + 20}-04") for number in range(1, 10)}
    releases = {number: release_of(root, path) for number, path in paths.items() if number != 7}
    record(root, *releases.values())
    record(root, withdrawal_of(releases[6]))
    record(root, releases[5]._replace(content="b" * 64))
    leaflet(root, "P3", review="2023-04", title="Other words")
    leaflet(root, "P4", review="2024-04", code="P4/22/02.2026/VERSION4")
    write(root / "leaflets" / "P8-leaflet.yaml", LEAFLET.replace("title:", "titel:").replace("P1/", "P8/"))
    paths[9].unlink()
    write(root / "layouts" / "large.yaml", LAYOUT.replace("size: 12", "size: 16"))
    leaflet(root, "P2", review="2022-04", layouts="[large]")


def test_each_state_has_a_word_and_its_meaning(root: Path) -> None:
    make_one_of_each(root)
    lines = lines_of(root, code=ExitCode.CONTENT)
    wide = "P5/22/01.2026/VERSION3 was released twice, with different content"
    assert [line[: line.index("  20")].rstrip() for line in lines[1:-1]] == [
        "P1/22/01.2026/VERSION3  released as VERSION3 of 01.2026",
        "P2/22/01.2026/VERSION3  restyled: the words of VERSION3 of 01.2026 in another look",
        "P3/22/01.2026/VERSION3  changed since VERSION3 of 01.2026",
        "P4/22/02.2026/VERSION4  recoded: the code was edited by hand: the last release is P4/22/01.2026/VERSION3",
        f"P5/22/01.2026/VERSION3  divided: {wide}",
        "P6/22/01.2026/VERSION3  withdrawn on 2026-03-01",
        "P7/22/01.2026/VERSION3  never released",
        "P8/22/01.2026/VERSION3  faulty: released as VERSION3 of 01.2026; its file has errors",
        "P9/22/01.2026/VERSION3  gone: released as VERSION3 of 01.2026; its file is gone",
    ]
    assert lines[-1] == (
        "9 leaflets: 1 released, 1 restyled, 1 changed, 1 recoded, 1 divided, 1 withdrawn, 1 never released, 1 faulty, "
        "1 gone; 5 reviews overdue"
    )


def test_the_table(root: Path) -> None:
    leaflet(root, "P10", review="2026-03")
    record(root, release_of(root, leaflet(root, "P9", review="2026-04")))
    leaflet(root, "P11", review="2026-05")
    leaflet(root, "P12")
    assert lines_of(root) == [
        "CODE                     STATE                            REVIEW   DAYS LEFT      LEAFLET",
        "P9/22/01.2026/VERSION3   released as VERSION3 of 01.2026  2026-04  0 (today)      P9-leaflet",
        "P10/22/01.2026/VERSION3  never released                   2026-03  -30 (overdue)  P10-leaflet",
        "P11/22/01.2026/VERSION3  never released                   2026-05  31             P11-leaflet",
        "P12/22/01.2026/VERSION3  never released                                           P12-leaflet",
        "4 leaflets: 1 released, 3 never released; 1 review overdue",
    ]


def test_a_review_is_due_at_the_end_of_its_month(root: Path) -> None:
    leaflet(root, "P1", review="2028-02")
    (found,) = json.loads(run("status", "--json", "--on", "2028-02-28", "--workspace", root).stdout)["leaflets"]
    assert (found["due"], found["days_left"]) == ("2028-02-29", 1)
    assert "2028-02  -1 (overdue)" in lines_of(root, "--on", "2028-03-01")[1]


def test_a_faulty_file_is_told_with_its_faults(root: Path) -> None:
    write(root / "leaflets" / "P3-bad.yaml", LEAFLET.replace("title:", "titel:").replace("P1/", "P3/"))
    leaflet(root, "P1")
    result = run("status", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert (
        result.stdout.splitlines()[2]
        == "P3/22/01.2026/VERSION3  faulty: its file has errors                     P3-bad"
    )
    assert 'leaflets/P3-bad.yaml:2:1: error: unknown key "titel"' in result.stderr


def test_a_faulty_file_is_known_by_its_code_or_its_name(root: Path) -> None:
    paths = [leaflet(root, "P1"), leaflet(root, "P2")]
    record(root, *(release_of(root, path) for path in paths))
    paths[0].rename(root / "leaflets" / "renamed.yaml")
    write(root / "leaflets" / "renamed.yaml", LEAFLET.replace("title:", "titel:"))
    write(paths[1], "faulty: true\n")
    lines = lines_of(root, code=ExitCode.CONTENT)
    released = "faulty: released as VERSION3 of 01.2026; its file has errors"
    assert [line.split("  ")[:2] for line in lines[1:-1]] == [
        ["P1/22/01.2026/VERSION3", released],
        ["P2/22/01.2026/VERSION3", released],
    ]
    assert [line.split()[-1] for line in lines[1:-1]] == ["renamed", "P2-leaflet"]


def test_two_files_with_one_number_are_told(root: Path) -> None:
    leaflet(root, "P1", stem="a")
    leaflet(root, "P1", stem="b")
    result = run("status", "a", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert "leaflets/a.yaml:1:7: error: the code number P1 is that of leaflets/b.yaml as well" in result.stderr


def test_a_withdrawn_leaflet_whose_file_is_gone_is_withdrawn(root: Path) -> None:
    path = leaflet(root, "P1", review="2026-01")
    release = release_of(root, path)
    record(root, release, withdrawal_of(release))
    path.unlink()
    lines = lines_of(root)
    assert "withdrawn on 2026-03-01; its file is gone  2026-01             P1-leaflet" in lines[1]
    assert lines[-1] == "1 leaflet: 1 withdrawn"


def test_a_leaflet_changed_after_it_was_withdrawn_says_both(root: Path) -> None:
    release = release_of(root, leaflet(root, "P1"))
    record(root, release, withdrawal_of(release))
    leaflet(root, "P1", title="Other words")
    assert "  changed since VERSION3 of 01.2026, which was withdrawn on 2026-03-01  " in lines_of(root)[1]


def test_leaflets_are_named_by_file_number_code_or_path(root: Path) -> None:
    paths = [leaflet(root, number, stem=f"{number}-words") for number in ("P1", "P2", "P3", "P4", "P5")]
    record(root, *(release_of(root, path) for path in paths))
    paths[3].unlink()
    leaflet(root, "P5", stem="P5-words", code="P5/22/02.2026/VERSION4")
    names = ["P1", "P2-words", str(paths[2]), "P4", "P5/22/01.2026/VERSION3"]
    states = [line.split()[1].removesuffix(":") for line in lines_of(root, *names)[1:-1]]
    assert states == ["released", "released", "released", "gone", "recoded"]
    for name in ("p4", "P4-words", "P4/22/01.2026/VERSION3"):
        assert lines_of(root, name)[-1] == "1 leaflet: 1 gone"
    assert lines_of(root, "p1")[-1] == "1 leaflet: 1 released"


def test_a_leaflet_that_does_not_exist_is_wrong_usage(root: Path) -> None:
    leaflet(root, "P1")
    result = run("status", "P1-leaflt", "--workspace", root)
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert 'did you mean "P1-leaflet"?' in result.stderr


def test_only_some_states(root: Path) -> None:
    make_one_of_each(root)
    lines = lines_of(root, "--state", "gone", "--state", "never-released", code=ExitCode.CONTENT)
    assert [line.split("/")[0] for line in lines[1:-1]] == ["P7", "P9"]
    assert lines[-1] == "2 leaflets: 1 never released, 1 gone"
    (root / "leaflets" / "P8-leaflet.yaml").unlink()
    assert lines_of(root, "--state", "faulty") == ["0 leaflets"]


def test_every_state_can_be_chosen() -> None:
    assert [state.replace("-", " ") for state in status._STATES] == list(STATES)


def test_only_a_brand_or_department(root: Path) -> None:
    leaflet(root, "P1")
    leaflet(root, "P2", department="hands")
    brand = root / "assets" / "brands" / "plain" / "brand.yaml"
    text = brand.read_text("utf-8").replace("departments:\n", "departments:\n  hands: {name: Hands, phone: 01632}\n")
    write(brand, text)
    write(root / "assets" / "brands" / "other" / "brand.yaml", text)
    write(root / "assets" / "brands" / "other" / "logo.svg", (brand.parent / "logo.svg").read_text("utf-8"))
    leaflet(root, "P3", brand="other")
    assert [line[:2] for line in lines_of(root, "--department", "physio")[1:-1]] == ["P1", "P3"]
    assert [line[:2] for line in lines_of(root, "--department", "physio", "--brand", "other")[1:-1]] == ["P3"]
    wrong = run("status", "--department", "hand", "--workspace", root)
    assert (wrong.exit_code, wrong.stdout) == (ExitCode.USAGE, "")
    assert 'did you mean "hands"?' in wrong.stderr


def test_as_data(root: Path) -> None:
    record(root, release_of(root, leaflet(root, "P1", review="2026-06", title="Être bien")))
    result = run("status", "--json", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert json.loads(result.stdout) == {
        "on": "2026-04-30",
        "leaflets": [
            {
                "code": "P1/22/01.2026/VERSION3",
                "number": "P1",
                "state": "released",
                "meaning": "released as VERSION3 of 01.2026",
                "review": "2026-06",
                "due": "2026-06-30",
                "days_left": 61,
                "title": "Être bien",
                "leaflet": "P1-leaflet",
                "file": "leaflets/P1-leaflet.yaml",
                "brand": "plain",
                "department": "physio",
                "checked": None,
            }
        ],
        "counts": {"released": 1},
        "diagnostics": [],
    }
    assert run("status", "--format", "json", "--workspace", root).stdout == result.stdout


def test_as_a_spreadsheet(root: Path, tmp_path: Path) -> None:
    leaflet(root, "P1", review="2026-03", title='"=1+1, \\"quoted\\""')
    result = run("status", "--format", "csv", "--workspace", root)
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfcode,number,state,")
    assert result.stdout_bytes.count(b"\r\n") == result.stdout_bytes.count(b"\n") == 2
    (row,) = csv.DictReader(StringIO(result.stdout_bytes.decode("utf-8-sig")))
    assert (row["title"], row["days_left"], row["state"]) == ('\'=1+1, "quoted"', "-30", "never released")
    told = run("status", "-o", tmp_path / "s.csv", "--workspace", root)
    assert (told.exit_code, told.stdout.strip()) == (ExitCode.OK, str(tmp_path / "s.csv"))
    assert (tmp_path / "s.csv").read_bytes() == result.stdout_bytes


@pytest.mark.parametrize("arguments", [("-o", "leaflets/P1-leaflet.yaml"), ("--format", "csv", "-o", "a.json")])
def test_a_file_whose_ending_is_not_the_formats_is_left_alone(root: Path, arguments: tuple[str, ...]) -> None:
    leaflet(root, "P1")
    before = files_of(root)
    result = run("status", "--workspace", root, *arguments[:-1], root / arguments[-1])
    assert result.exit_code == ExitCode.USAGE
    assert "let it end in" in result.stderr
    assert files_of(root) == before


def test_a_file_that_cannot_be_written_is_told(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "file", "")
    result = run("status", "-o", tmp_path / "file" / "s.txt", "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert "s.txt cannot be written" in result.stderr


def test_a_changed_ledger_is_told_with_its_place(root: Path) -> None:
    record(root, release_of(root, leaflet(root, "P1")))
    tamper(root)
    result = run("status", "--workspace", root)
    assert (result.exit_code, result.stdout) == (ExitCode.CONTENT, "")
    assert "leaflets/releases.jsonl:1:1: error: this line of the ledger was changed" in result.stderr
    data = json.loads(run("status", "--json", "--workspace", root).stdout)
    assert (data["leaflets"], data["diagnostics"][0]["line"]) == ([], 1)


def test_a_clock_set_back_is_told(root: Path) -> None:
    record(root, release_of(root, leaflet(root, "P1"), released="2026-05-01"))
    result = run("status", "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert "warning: this machine's clock says 2026-04-30, but the last entry in the ledger is of" in result.stderr
    assert run("status", "--on", "2026-04-30", "--workspace", root).stderr == ""


@pytest.mark.parametrize("day", ["30.04.2026", "2026-02-30", "2026-4-1"])
def test_a_day_that_is_none_is_wrong_usage(root: Path, day: str) -> None:
    result = run("status", "--on", day, "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert f'"{day}" is not a day; write it as 2026-11-21' in result.stderr


def test_a_workspace_without_leaflets(root: Path) -> None:
    assert lines_of(root) == ["0 leaflets"]
