"""``leafletgen release``: what it counts on, what it writes, what it refuses, and that it is all or nothing."""

import datetime
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import Result

from leafletgen.errors import ExitCode
from leafletgen.system import clock
from leafletgen.system.forms import file_name
from tests.support.commands import BRAND, LAYOUT, LEAFLET, files_of, run, small_workspace, write
from tests.support.ledger_sample import entries_in, leaflet
from tests.support.processes import BOUND

#: Sets the day of a process of its own, since the clock is asked in one place only.
ON_A_DAY = """\
import datetime, os, sys
from leafletgen.system import clock
from leafletgen.cli.main import main
clock.today = lambda: datetime.date.fromisoformat(sys.argv[1])
os.umask(int(sys.argv[2], 8))
main(sys.argv[3:])
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small workspace on 21 November 2026."""
    on(monkeypatch, "2026-11-21")
    return small_workspace(tmp_path / "w")


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """Let it be this day."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date.fromisoformat(day))


def release(root: Path, *arguments: str, reason: str = "A reason", by: str = "Clinical lead") -> Result:
    """Run ``leafletgen release``."""
    return run("release", *arguments, "--reason", reason, "--approved-by", by, "--workspace", root)


def released(root: Path, *arguments: str) -> Result:
    """Release what must be possible to release, without a word on the error stream."""
    result = release(root, *arguments)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    return result


def refused(root: Path, *arguments: str) -> str:
    """Check that nothing is released, and that no file changes; return what is said."""
    before = without_locks(root)
    result = release(root, *arguments)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stderr.endswith("nothing was released\n")
    assert "released as" not in result.stdout
    assert without_locks(root) == before
    return result.stderr.removesuffix("nothing was released\n")


def without_locks(folder: Path) -> dict[str, bytes]:
    """Return what the files of a folder hold; a lock stays behind, and is empty."""
    return {name: data for name, data in files_of(folder).items() if not name.endswith(".lock")}


def code_of(root: Path, stem: str = "P1-good") -> str:
    """Return the code in a leaflet's file."""
    found = re.search(r"(?m)^code: (.*?)$", (root / "leaflets" / f"{stem}.yaml").read_text("utf-8"))
    assert found is not None
    return found[1]


def change(root: Path, old: str, new: str, file: str = "leaflets/P1-good.yaml") -> None:
    """Change words in a file, and nothing else."""
    text = (root / file).read_text("utf-8")
    assert old in text
    write(root / file, text.replace(old, new))


def test_the_first_release_keeps_the_version_and_sets_the_month(root: Path) -> None:
    result = released(root, "P1")
    assert result.stdout.splitlines()[0] == "P1-good: released as P1/22/11.2026/VERSION3"
    assert (root / "leaflets" / "P1-good.yaml").read_text("utf-8") == LEAFLET.replace("01.2026", "11.2026")
    (entry,) = entries_in(root)
    assert run("build", "--format", "pdf", "--format", "html", "--format", "text", "--workspace", root).exit_code == 0
    files = {"small": "small.pdf", ".html": "html", ".text": "txt"}
    made = {name: sha256((root / "build" / f"P1-good.{end}").read_bytes()).hexdigest() for name, end in files.items()}
    assert {name: entry[name] for name in entry if name not in ("content", "appearance", "seal")} == {
        "kind": "release",
        "code": "P1/22/11.2026/VERSION3",
        "number": "P1",
        "version": 3,
        "issued": "2026-11",
        "released": "2026-11-21",
        "leaflet": "P1-good",
        "title": "A good leaflet",
        "files": made,
        "approved_by": "Clinical lead",
        "review": None,
        "reason": "A reason",
        "reissue": False,
        "before": "",
    }
    assert (root / "leaflets" / ".history" / f"{entry['content']}.json").is_file()
    assert not (root / "leaflets" / ".releasing.json").exists()
    assert b"P1/22/11.2026/VERSION3" in (root / "leaflets" / "releases.jsonl").read_bytes()


def test_each_further_release_counts_one_version_up(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released(root, "P1")
    change(root, "bold", "strong")
    released(root, "P1")
    assert code_of(root) == "P1/22/11.2026/VERSION4"
    on(monkeypatch, "2027-02-01")
    change(root, "strong", "heavy")
    released(root, "P1")
    assert code_of(root) == "P1/22/02.2027/VERSION5"
    assert [entry["version"] for entry in entries_in(root)] == [3, 4, 5]
    assert run("build", "--strict", "--workspace", root).exit_code == ExitCode.OK


def test_the_file_keeps_its_comments_its_line_ends_and_its_mark(root: Path) -> None:
    path = root / "leaflets" / "P1-good.yaml"
    text = "# Reviewed by the group\n" + LEAFLET.replace("VERSION3\n", "VERSION3  # see the register\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    released(root, "P1", "--review", "2028-11")
    expected = text.replace("01.2026", "11.2026").replace("register\n", "register\nreview: 2028-11\n")
    assert path.read_bytes() == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()
    assert run("build", "--strict", "--workspace", root).exit_code == ExitCode.OK
    assert entries_in(root)[0]["review"] == "2028-11"


def test_the_file_keeps_its_rights(root: Path) -> None:
    path = root / "leaflets" / "P1-good.yaml"
    path.chmod(0o640)
    released(root, "P1")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_later_review_alone_is_a_change_of_content(root: Path) -> None:
    released(root, "P1", "--review", "2028-11")
    assert "nothing changed since VERSION3 of 11.2026" in refused(root, "P1", "--review", "2028-11")
    released(root, "P1", "--review", "2029-11")
    assert code_of(root) == "P1/22/11.2026/VERSION4"
    change(root, "2029-11", "2030-01")
    built = run("build", "--workspace", root)
    assert "(draft: changed since VERSION4 of 11.2026)" in built.stdout


def test_a_reissue_has_a_new_month_and_the_same_version(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released(root, "P1")
    change(root, "size: 12", "size: 13", "layouts/small.yaml")
    on(monkeypatch, "2026-12-02")
    released(root, "P1", "--reissue")
    assert code_of(root) == "P1/22/12.2026/VERSION3"
    first, second = entries_in(root)
    assert (first["content"], first["reissue"], second["content"], second["reissue"]) == (
        first["content"],
        False,
        first["content"],
        True,
    )
    assert first["appearance"] != second["appearance"]


def test_all_takes_those_that_have_something_to_release(root: Path) -> None:
    leaflet(root, "P2")
    leaflet(root, "P3")
    released(root, "P2")
    result = released(root, "--all")
    assert result.stdout.splitlines()[:3] == [
        "2 leaflets to release",
        "P1-good: released as P1/22/11.2026/VERSION3",
        "P3-leaflet: released as P3/22/11.2026/VERSION3",
    ]
    change(root, "alt: Two", "alt: Picture of two", "leaflets/P2-leaflet.yaml")
    assert release(root, "P2").exit_code == ExitCode.OK
    nothing = released(root, "--all")
    assert nothing.stdout == "there is nothing to release\n"
    assert len(entries_in(root)) == 4


def test_all_with_reissue_takes_those_with_another_look(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leaflet(root, "P2")
    released(root, "P1")
    assert released(root, "--all", "--reissue").stdout == "there is nothing to issue again\n"
    change(root, 'primary: "#0B4F6C"', 'primary: "#0A3D52"', "assets/brands/plain/brand.yaml")
    on(monkeypatch, "2026-12-02")
    assert "P1-good: released as P1/22/12.2026/VERSION3" in released(root, "--all", "--reissue").stdout
    assert code_of(root, "P2-leaflet") == "P2/22/01.2026/VERSION3"


def test_what_was_withdrawn_can_be_released_again(root: Path) -> None:
    released(root, "P1")
    assert run("withdraw", "P1", "--reason", "Wrong dose", "--workspace", root).exit_code == ExitCode.OK
    result = release(root, "P1")
    assert result.exit_code == ExitCode.OK
    assert "warning: the words are those of VERSION3 of 11.2026, which was withdrawn: Wrong dose" in result.stderr
    assert code_of(root) == "P1/22/11.2026/VERSION4"
    assert sorted(files_of(root / "build")) == ["P1-good.small.pdf"]
    assert run("build", "--strict", "--workspace", root).exit_code == ExitCode.OK


def test_a_month_of_issue_far_ahead_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "the month of issue, 2062-11, is in the future" in refused(root, "P1", "--issued", "2062-11")
    on(monkeypatch, "2026-12-31")
    assert "give --issued 2027-01 at the latest" in refused(root, "P1", "--issued", "2027-02")
    released(root, "P1", "--issued", "2027-01")


def test_a_review_that_the_file_has_and_that_is_past_is_refused(root: Path) -> None:
    file = root / "leaflets" / "P1-good.yaml"
    write(file, file.read_text("utf-8") + "review: 2026-08\n")
    assert "the next review, 2026-08, would be before the month of issue, 2026-11" in refused(root, "P1")
    released(root, "P1", "--review", "2028-11")


def test_a_reissue_with_another_review_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released(root, "P1")
    layout = root / "layouts" / "small.yaml"
    write(layout, layout.read_text("utf-8").replace("size: 12", "size: 13"))
    on(monkeypatch, "2026-12-01")
    assert "the date of the next review is content" in refused(root, "P1", "--reissue", "--review", "2031-01")
    released(root, "P1", "--reissue")
    assert code_of(root) == "P1/22/12.2026/VERSION3"


def test_all_says_that_there_is_a_new_look_only(root: Path) -> None:
    released(root, "--all")
    layout = root / "layouts" / "small.yaml"
    write(layout, layout.read_text("utf-8").replace("size: 12", "size: 13"))
    result = release(root, "--all")
    assert (result.exit_code, result.stdout) == (
        ExitCode.OK,
        "there is nothing to release; 1 leaflet in a new look: add --reissue\n",
    )


def test_the_month_of_issue_can_be_given(root: Path) -> None:
    released(root, "P1", "--issued", "2026-09")
    assert code_of(root) == "P1/22/09.2026/VERSION3"
    assert entries_in(root)[0]["issued"] == "2026-09"


def test_nothing_changed(root: Path) -> None:
    released(root, "P1")
    assert refused(root, "P1") == (
        "leaflets/P1-good.yaml:1:7: error: nothing changed since VERSION3 of 11.2026\n"
        "  hint: there is nothing to release; a later review date is given with --review\n"
    )


def test_another_look_alone_needs_reissue_or_is_a_new_version(root: Path) -> None:
    released(root, "P1")
    change(root, "size: 12", "size: 13", "layouts/small.yaml")
    released(root, "P1")
    assert code_of(root) == "P1/22/11.2026/VERSION4"


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        ("never", "this leaflet was never released, so it cannot be issued again"),
        ("same", "nothing changed since VERSION3 of 11.2026"),
        ("words", "the content changed (paragraph), and --reissue is for a change of appearance alone"),
        ("look", "the code P1/22/11.2026/VERSION3 was issued already"),
    ],
)
def test_a_reissue_that_is_none(root: Path, prepare: str, said: str) -> None:
    if prepare != "never":
        released(root, "P1")
    if prepare == "words":
        change(root, "bold", "strong")
    if prepare == "look":
        change(root, "size: 12", "size: 13", "layouts/small.yaml")
    message = refused(root, "P1", "--reissue")
    assert message.startswith(f"leaflets/P1-good.yaml:1:7: error: {said}")
    assert "\n  hint: " in message


@pytest.mark.parametrize(("old", "new"), [("VERSION3", "VERSION9"), ("VERSION3", "VERSION1"), ("11.2026", "03.2026")])
def test_a_code_that_was_edited_by_hand(root: Path, old: str, new: str) -> None:
    released(root, "P1")
    write(root / "leaflets" / "P1-good.yaml", "# a line more\n" + LEAFLET.replace("01.2026", "11.2026"))
    change(root, old, new)
    assert refused(root, "P1").startswith(
        "leaflets/P1-good.yaml:2:7: error: the version or the month in this code was edited by hand; "
        "the last release is P1/22/11.2026/VERSION3\n"
        "  hint: put the version and the month of the last release back: releasing counts on from them by itself"
    )
    built = run("build", "--workspace", root)
    assert built.exit_code == ExitCode.OK
    assert "leaflets/P1-good.yaml:2:7: warning: the code was edited by hand" in built.stderr
    assert (root / "build" / "P1-good.small.DRAFT.pdf").exists()
    assert run("build", "--workspace", root).stderr == built.stderr, "also of what is up to date"
    strict = run("build", "--strict", "--workspace", root).stderr
    assert strict.count("the code was edited by hand") == 1
    assert ", and --strict builds no drafts\n  hint: put the version and the month of the last release back" in strict


def test_a_clock_that_was_set_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released(root, "P1")
    change(root, "bold", "strong")
    on(monkeypatch, "2026-11-20")
    assert refused(root, "P1") == (
        "error: this machine's clock says 2026-11-20, and the ledger has an entry of 2026-11-21\n"
        "  hint: set the clock, and release again\n"
    )
    on(monkeypatch, "2026-11-21")
    released(root, "P1")


def test_a_month_before_the_last_one(root: Path) -> None:
    released(root, "P1", "--issued", "2026-12")
    change(root, "bold", "strong")
    assert refused(root, "P1") == (
        "leaflets/P1-good.yaml:1:7: error: the month of issue would be 2026-11, before that of P1/22/12.2026/VERSION3\n"
        "  hint: set the clock, or give --issued 2026-12 or a later month\n"
    )


def test_a_review_before_the_month_of_issue(root: Path) -> None:
    assert refused(root, "P1", "--review", "2026-10") == (
        "leaflets/P1-good.yaml:1:7: error: the next review, 2026-10, would be before the month of issue, 2026-11\n"
        "  hint: give --review a later month\n"
    )
    released(root, "P1", "--review", "2026-11")


def templated(root: Path, template: str, *codes: str) -> None:
    """Let the brand write codes by a template, and write a leaflet for each code."""
    brand = BRAND.replace("{number}/{job}/{month}.{year}/VERSION{version}", template)
    write(root / "assets" / "brands" / "plain" / "brand.yaml", brand)
    for number, code in enumerate(codes, 1):
        text = LEAFLET.replace("P1/22/01.2026/VERSION3", code)
        write(root / "leaflets" / ("P1-good.yaml" if number == 1 else f"P{number}-leaflet.yaml"), text)


def test_a_template_without_a_version_has_one_release_a_month(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templated(root, "{number}/{month}.{year}", "P1/01.2026")
    released(root, "P1")
    change(root, "bold", "strong")
    said = refused(root, "P1")
    assert "the code P1/11.2026 was issued already, and a copy of it could not be told from this one" in said
    assert "hint: put {version} and {month}.{year} into the brand's code template" in said
    on(monkeypatch, "2026-12-01")
    released(root, "P1")
    assert code_of(root) == "P1/12.2026"
    assert [entry["version"] for entry in entries_in(root)] == [None, None]


def test_a_template_without_a_month_counts_versions(root: Path) -> None:
    templated(root, "{number}-v{version}", "P1-v3")
    released(root, "P1")
    change(root, "bold", "strong")
    released(root, "P1")
    assert code_of(root) == "P1-v4"
    assert [entry["issued"] for entry in entries_in(root)] == ["2026-11", "2026-11"]


def test_a_version_that_the_template_cannot_write(root: Path) -> None:
    change(root, "VERSION3", "VERSION999999")
    released(root, "P1")
    change(root, "bold", "strong")
    assert "no new code can be written: " in refused(root, "P1")


def test_two_leaflets_that_would_get_one_code_in_one_release(root: Path) -> None:
    templated(root, "{month}.{year}", "01.2026", "02.2026")
    said = refused(root, "--all").splitlines()
    assert said[0].startswith("leaflets/P1-good.yaml:1:7: error: the code 11.2026 would be that of leaflets/P2-leaflet")
    assert said[2].startswith("leaflets/P2-leaflet.yaml:1:7: error: the code 11.2026 would be that of leaflets/P1-good")


def test_two_leaflets_with_one_number_are_both_named(root: Path) -> None:
    leaflet(root, "P1", stem="P1-copy")
    assert refused(root, "P1-good") == (
        "leaflets/P1-good.yaml:1:7: error: the code number P1 is that of leaflets/P1-copy.yaml as well\n"
        "  hint: a number belongs to one leaflet, so that a paper copy can be told: give one of them another\n"
    )


def test_one_faulty_leaflet_holds_back_all(root: Path) -> None:
    leaflet(root, "P2", title="")
    leaflet(root, "P3")
    for arguments in (["P1", "P2", "P3"], ["--all"]):
        assert "leaflets/P2-leaflet.yaml:2:7: error: " in refused(root, *arguments)
    leaflet(root, "P2")
    released(root, "P1", "P2", "P3")
    assert [entry["number"] for entry in entries_in(root)] == ["P1", "P2", "P3"]


def test_all_refusals_are_told_at_once(root: Path) -> None:
    leaflet(root, "P2")
    released(root, "P1", "P2")
    said = refused(root, "P1", "P2")
    assert said.count("error: nothing changed since VERSION3 of 11.2026") == 2


def test_a_leaflet_whose_layout_is_faulty(root: Path) -> None:
    write(root / "layouts" / "tiny.yaml", LAYOUT.replace("size: 12", "size: 1"))
    change(root, "[small]", "[small, tiny]")
    assert "layouts/tiny.yaml:3:14: error: " in refused(root, "P1")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["P1", "--reason", " ", "--approved-by", "x"], "error: --reason is empty\n  hint: "),
        (["P1", "--reason", "x", "--approved-by", ""], "error: --approved-by is empty\n  hint: "),
        (["P1", "--reason", "x\udcff", "--approved-by", "x"], "error: --reason is not UTF-8 text\n  hint: "),
        (["P1", "--reason", "x", "--approved-by", "x", "--review", "soon"], '"soon" is no year and month'),
        (["P1", "--reason", "x", "--approved-by", "x", "--review", "2026-13"], '"2026-13" is no year and month'),
        (["P1", "--reason", "x", "--approved-by", "x", "--issued", "11.2026"], '"11.2026" is no year and month'),
        (["--reason", "x", "--approved-by", "x"], "error: name the leaflets to release, or give --all\n  hint: "),
        (["P1", "--all", "--reason", "x", "--approved-by", "x"], "error: name the leaflets to release, or give --all"),
        (["P7", "--reason", "x", "--approved-by", "x"], 'error: no leaflet is called "P7"\n  hint: '),
        (["P1", "--approved-by", "x"], "Missing option '--reason'"),
        (["P1", "--reason", "x"], "Missing option '--approved-by'"),
    ],
)
def test_wrong_usage(root: Path, arguments: list[str], said: str) -> None:
    before = files_of(root)
    result = run("release", *arguments, "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert said in result.stderr
    assert files_of(root) == before


def test_what_is_said_in_lines_is_recorded_as_one_line(root: Path) -> None:
    assert release(root, "P1", reason="New\n  number ", by=" The\tlead").exit_code == ExitCode.OK
    (entry,) = entries_in(root)
    assert (entry["reason"], entry["approved_by"]) == ("New number", "The lead")


def test_the_recorded_bytes_come_back_in_another_folder_on_another_day(tmp_path: Path) -> None:
    root = tmp_path / "here"
    assert run("init", root).exit_code == ExitCode.OK
    for name in ("releases.jsonl", ".history"):  # the starters' own releases
        if (root / "leaflets" / name).is_dir():
            shutil.rmtree(root / "leaflets" / name)
        (root / "leaflets" / name).unlink(missing_ok=True)

    def called(folder: Path, day: str, umask: str, *arguments: str, **variables: str) -> None:
        command = [sys.executable, "-c", ON_A_DAY, day, umask, *arguments]
        process = subprocess.run(
            command, cwd=folder, env={**os.environ, **variables}, capture_output=True, encoding="utf-8", timeout=BOUND
        )
        assert process.returncode == 0, process.stderr

    called(root, "2026-11-21", "022", "release", "--all", "--reason", "First", "--approved-by", "Lead")
    recorded = {
        file_name(entry["leaflet"], name.removeprefix(".")): digest
        for entry in entries_in(root)
        for name, digest in entry["files"].items()
    }
    assert len(recorded) == 21
    ledger = (root / "leaflets" / "releases.jsonl").read_bytes()
    for path in (root / "leaflets" / ".history").iterdir():
        assert str(tmp_path).encode() not in path.read_bytes()
    assert str(tmp_path).encode() not in ledger
    other = tmp_path / "a folder far away" / "é"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("build"))
    formats = ("--format", "pdf", "--format", "html", "--format", "text")
    called(
        other,
        "2031-01-01",
        "077",
        "build",
        *formats,
        "--jobs",
        "2",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        PYTHONUTF8="0",
    )
    built = {name: sha256(data).hexdigest() for name, data in files_of(other / "build").items()}
    drafts = {name for name in built if ".DRAFT." in name}
    assert {name: digest for name, digest in built.items() if name not in drafts} == recorded
    assert all(len(name.split(".")) > 3 for name in drafts), "of translations that nobody has checked alone"
    assert (other / "leaflets" / "releases.jsonl").read_bytes() == ledger


def test_a_release_into_another_folder(root: Path, tmp_path: Path) -> None:
    result = release(root, "P1", "--out", str(tmp_path / "out"))
    assert result.exit_code == ExitCode.OK
    assert sorted(files_of(tmp_path / "out")) == ["P1-good.small.pdf"]
    assert not list((root / "build").glob("*.pdf"))


def test_a_release_says_each_warning_once(root: Path) -> None:
    change(root, "alt: Two", "alt: Picture of two")
    result = release(root, "P1", "--review", "2028-11")
    assert result.exit_code == ExitCode.OK
    assert result.stderr.count("warning: ") == 1
    assert result.stdout.endswith("1 file written, 1 warning\n")


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a workspace that everybody on this machine can reach and write to."""
    on(monkeypatch, "2026-11-21")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = small_workspace(Path(folder) / "w")
        path = leaflet(root, "P2", stem="deep/P2-deep")
        shutil.copy(root / "assets" / "images" / "hills.svg", path.parent)
        for one in (root, *root.rglob("*")):
            one.chmod(0o777 if one.is_dir() else 0o666)
        yield root


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights of a folder are another matter on Windows")
@pytest.mark.parametrize("blocked", ["leaflets/deep/P2-deep.yaml", "leaflets/deep", "leaflets"])
def test_what_cannot_be_written_is_not_released(shared: Path, blocked: str) -> None:
    path = shared / blocked
    before = without_locks(shared / "leaflets")
    path.chmod(0o444 if path.is_file() else 0o555)
    user = os.geteuid()
    os.seteuid(65534 if user == 0 else user)  # no right binds root
    try:
        result = release(shared, "--all")
    finally:
        os.seteuid(user)
        path.chmod(0o666 if path.is_file() else 0o777)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert "cannot be written: " in result.stderr
    assert result.stderr.endswith("\n  hint: check that the folder can be written to; then run it again\n")
    assert without_locks(shared / "leaflets") == before
    assert release(shared, "--all").exit_code == ExitCode.OK


@pytest.mark.parametrize(
    ("template", "codes"),
    [
        ("Leaflet {number}, version {version}", ["Leaflet P1, version 3", "Leaflet P2, version 3"]),
        ("{number} {month}/{year} #{version}", ["'P1 01/2026 #3'", '"P2 01/2026 #3"']),
        ("PIL {job} v{version}", ["PIL 7 v3", "PIL 8 v3"]),
        ("{number}: {version}", ["'P1: 3'", '"P2: 3"']),
    ],
)
def test_a_template_with_spaces_and_signs(root: Path, template: str, codes: list[str]) -> None:
    templated(root, template, *codes)
    built = run("build", "--workspace", root)
    assert (built.exit_code, built.stderr) == (ExitCode.OK, "")
    released(root, "--all")
    assert len(entries_in(root)) == 2
    assert run("build", "--strict", "--workspace", root).exit_code == ExitCode.OK


@pytest.mark.parametrize(
    "text",
    [
        "{title: T, brand: plain, code: P1/22/01.2026/VERSION4, layouts: [small], body: [Words]}\n",
        " title: T\n brand: plain\n code: P1/22/01.2026/VERSION4\n layouts: [small]\n body: [Words]\n",
        "title: T\nbrand: plain\ncode : >-\n  P1/22/01.2026/VERSION4\nlayouts: [small]\nbody: [Words]\n",
        "title: T\nbrand:\n  plain\ncode: P1/22/01.2026/VERSION4\nlayouts: [small]\nbody: [Words]\n",
    ],
)
def test_a_clash_is_seen_however_the_code_is_written(root: Path, text: str) -> None:
    write(root / "leaflets" / "P9-other.yaml", text)
    assert "the code number P1 is that of leaflets/P9-other.yaml as well" in refused(root, "P1-good")
    assert "the code number P1 is that of leaflets/P1-good.yaml as well" in refused(root, "P9-other")
