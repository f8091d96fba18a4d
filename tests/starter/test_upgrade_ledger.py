"""``leafletgen upgrade`` and releases: the ledger gets the starter's lines about the starter's leaflets alone."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from leafletgen.app import scaffold
from leafletgen.errors import ExitCode
from leafletgen.release.ledger import LEDGER
from leafletgen.release.pending import PENDING
from tests.support.commands import files_of, run, write
from tests.support.each_step import each_step
from tests.support.ledger_entries import read
from tests.support.ledger_sample import entries_in, leaflet, tamper
from tests.support.upgrading import INCLUDING, Pair, fates, held, make_pair, release, states, upgrade, without_list

ALL_RELEASED = {"P1-good": "released", "P2-leaflet": "released", "P3-leaflet": "released", "P4-leaflet": "released"}
STEPS = """\
from pathlib import Path
from leafletgen.app import scaffold
from leafletgen.starters import shipped
scaffold.starter_folder = lambda: Path({new!r})
shipped.RECORD = Path({record!r})
os.replace = ending(os.replace)
os.fsync = ending(os.fsync)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Return the two starters."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield make_pair(tmp_path_factory.mktemp("starters"), monkeypatch)


@pytest.fixture
def pair(made: Pair, monkeypatch: pytest.MonkeyPatch) -> Pair:
    """Return the two starters, the second of which is the present one."""
    made.use(monkeypatch)
    return made


@pytest.fixture
def root(pair: Pair, tmp_path: Path) -> Path:
    """Return a workspace of the first starter."""
    scaffold.lay_out(pair.old, tmp_path / "w")
    return without_list(tmp_path / "w")


def lines(root: Path) -> list[bytes]:
    """The lines of a ledger."""
    return (root / LEDGER).read_bytes().splitlines()


def test_an_untouched_ledger_becomes_the_starters(pair: Pair, root: Path) -> None:
    upgrade(root)
    assert (root / LEDGER).read_bytes() == (pair.new / LEDGER).read_bytes()


def test_own_releases_of_other_leaflets(pair: Pair, root: Path) -> None:
    leaflet(root, "P9")
    release(root, "P9")
    before = lines(root)
    upgrade(root)
    assert lines(root) == before + lines(pair.new)[3:], "as git's union merge has them"
    assert len(read(root).tips()) == 2
    assert states(root) == {**ALL_RELEASED, "P9-leaflet": "released"}
    # The next release joins the two ends, and nothing else comes of another upgrade.
    leaflet(root, "P8")
    release(root, "P8", month="2026-12")
    assert len(read(root).tips()) == 1
    ledger = (root / LEDGER).read_bytes()
    assert fates(upgrade(root), "replaced") == []
    assert (root / LEDGER).read_bytes() == ledger


def test_an_own_release_of_a_starter_leaflet(pair: Pair, root: Path) -> None:
    path = root / "leaflets" / "P1-good.yaml"
    write(path, path.read_text("utf-8").replace("bold", "strong"))
    release(root, "P1")
    text, before = path.read_bytes(), lines(root)
    said = upgrade(root)
    assert path.read_bytes() == text
    after = lines(root)
    assert after[: len(before)] == before
    # The starter's line about P1 is not here, so those behind it are sealed anew.
    assert [json.loads(line)["number"] for line in after[len(before) :]] == ["P2", "P4"]
    codes = [line.entry.code for line in read(root).lines]
    assert codes == ["P1/22/11.2026/VERSION3", "P2/22/11.2026/VERSION3", "P3/22/11.2026/VERSION3",
                     "P1/22/11.2026/VERSION4", "P2/22/12.2026/VERSION4", "P4/22/12.2026/VERSION3"]  # fmt: skip
    assert states(root) == {**ALL_RELEASED, "P1-good": "changed"}, "the shared block has other words now"
    assert [(one["leaflet"], one["state"]) for one in said["release_anew"]] == [("P1-good", "changed")]
    ledger = (root / LEDGER).read_bytes()
    assert fates(upgrade(root), "replaced") == []
    assert (root / LEDGER).read_bytes() == ledger
    release(root, "P1", month="2026-12")
    assert states(root) == ALL_RELEASED


def test_a_file_put_back_after_an_own_release(root: Path) -> None:
    path = root / "leaflets" / "P2-leaflet.yaml"
    old = path.read_text("utf-8")
    write(path, old.replace("bold", "strong"))
    release(root, "P2")
    write(path, old)
    said = upgrade(root)
    (one,) = [one for one in said["files"] if one["what"] == "held"]
    assert (one["file"], one["why"]) == ("leaflets/P2-leaflet.yaml", "you have released P2/22/11.2026/VERSION4")
    assert "+  - A better paragraph with **bold** words." in one["difference"]
    assert path.read_text("utf-8") == old
    assert [entry["number"] for entry in entries_in(root)].count("P2") == 2


def test_a_leaflet_that_its_owner_withdrew_is_not_put_in_force_again(root: Path) -> None:
    assert run("withdraw", "P2", "--reason", "Wrong", "--workspace", root).exit_code == ExitCode.OK
    said = upgrade(root)
    assert [one["why"] for one in said["files"] if one["what"] == "held"] == [
        "you have withdrawn P2/22/11.2026/VERSION3"
    ]
    assert states(root) == {**ALL_RELEASED, "P2-leaflet": "withdrawn"}


def test_a_new_leaflet_whose_number_is_taken(root: Path) -> None:
    leaflet(root, "P4", stem="mine")
    release(root, "P4")
    said = upgrade(root)
    assert [(one["file"], one["why"]) for one in said["files"] if one["what"] == "held"] == [
        ("leaflets/P4-leaflet.yaml", "you have released P4/22/11.2026/VERSION3")
    ]
    assert states(root)["mine"] == "released"


def test_a_ledger_that_was_begun_anew_stays_without_the_starters_releases(root: Path) -> None:
    (root / LEDGER).unlink()
    shutil.rmtree(root / "leaflets" / ".history")
    said = upgrade(root)
    assert LEDGER in fates(said, "deleted")
    assert not (root / LEDGER).exists() and not (root / "leaflets" / ".history").exists()
    assert set(states(root).values()) == {"never released"}


def test_deleted_leaflets_get_no_lines(root: Path) -> None:
    (root / "leaflets" / "P2-leaflet.yaml").unlink()
    upgrade(root)
    assert [entry["code"] for entry in entries_in(root)][3:] == ["P1/22/12.2026/VERSION4", "P4/22/12.2026/VERSION3"]
    assert states(root) == {**ALL_RELEASED, "P2-leaflet": "gone"}


def test_a_leaflet_taken_over_by_hand_gets_its_line(pair: Pair, root: Path) -> None:
    path = root / "leaflets" / "P2-leaflet.yaml"
    write(path, path.read_text("utf-8") + "# mine\n")
    upgrade(root)
    assert len(lines(root)) == 5
    shutil.copyfile(pair.new / "leaflets" / "P2-leaflet.yaml", path)
    assert fates(upgrade(root), "replaced") == [LEDGER]
    assert states(root) == ALL_RELEASED


def test_a_faulty_ledger_stops_it(root: Path) -> None:
    tamper(root)
    before = held(root)
    result = run("upgrade", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert "leaflets/releases.jsonl:1:1: error: this line of the ledger was changed" in result.stderr
    assert held(root) == before


def test_an_interrupted_release_is_finished_first_but_not_by_a_dry_run(root: Path) -> None:
    path = leaflet(root, "P9")
    release(root, "P9")
    entry = entries_in(root)[-1]
    written = {key: value for key, value in entry.items() if key not in ("kind", "before", "seal")}
    (root / LEDGER).write_bytes(b"".join(line + b"\n" for line in lines(root)[:-1]))
    write(root / PENDING, json.dumps([{"file": "leaflets/P9-leaflet.yaml", "review": None, "release": written}]))
    before = files_of(root)
    dry = upgrade(root, "--dry-run")
    assert files_of(root) == before
    wet = upgrade(root)
    assert "had been interrupted; it is finished now" in wet.pop("diagnostics")[0]["message"]
    assert dry.pop("diagnostics") == []
    assert (dry.pop("dry_run"), wet.pop("dry_run")) == (True, False)
    assert dry == wet
    assert path.exists() and states(root) == {**ALL_RELEASED, "P9-leaflet": "released"}


def test_a_release_in_the_same_moment(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from leafletgen.starters import carrying_out

    def release_meanwhile(*_: object) -> None:
        (root / LEDGER).write_bytes((root / LEDGER).read_bytes() + b"\n")

    before = held(root)
    monkeypatch.setattr(carrying_out, "_check_can_be_written", release_meanwhile)
    result = run("upgrade", "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert result.stderr.startswith("error: somebody released or withdrew a leaflet in this moment\n  hint: ")
    assert {**held(root), LEDGER: before[LEDGER]} == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_it_may_be_killed_at_each_of_its_steps(pair: Pair, root: Path, tmp_path: Path) -> None:
    write(root / "leaflets" / "P9-own.yaml", INCLUDING.replace("P1/", "P9/"))
    release(root, "P9")
    done = tmp_path / "done"
    shutil.copytree(root, done)
    upgrade(done)
    end = held(done)
    begun = tmp_path / "begun"
    shutil.copytree(root, begun)
    before = held(begun)
    seen = set()
    steps = STEPS.format(new=str(pair.new), record=str(pair.record))
    for _, code, told in each_step(tmp_path, ("upgrade", "--workspace", str(root)), steps, 80):
        if code == 0:
            break
        assert (code, told) == (-signal.SIGKILL, "")
        now = {name: data for name, data in held(root).items() if not name.endswith(".part")}
        assert all(data in (before.get(name), end.get(name)) for name, data in now.items()), "no file is half"
        seen.add(sum(data != before.get(name) for name, data in now.items()))
        assert run("list", "leaflets", "--workspace", root).exit_code == ExitCode.OK
        read(root)
        said = upgrade(root)
        assert {name: data for name, data in held(root).items() if not name.endswith(".part")} == end
        assert [one["leaflet"] for one in said["release_anew"]] == ["P9-own"]
        assert (fates(said, "deleted"), fates(said, "changed")) == ([], [])
        shutil.rmtree(root)
        shutil.copytree(begun, root)
    assert seen == set(range(12))
    assert held(root) == end
