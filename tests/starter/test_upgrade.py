"""``leafletgen upgrade``: the files of a workspace that an earlier starter made."""

import json
import os
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from leafletgen.app import scaffold
from leafletgen.errors import ExitCode
from leafletgen.release.ledger import LEDGER
from leafletgen.starters.contents import contents
from leafletgen.starters.shipped import RECORD, Shipped, digest
from tests.starters import add, unrecorded
from tests.starters import write as write_record
from tests.support.commands import ROOT, run, write
from tests.support.ledger_sample import leaflet
from tests.support.upgrading import (
    INCLUDING,
    NEW_SHARED,
    Pair,
    fates,
    held,
    make_pair,
    release,
    states,
    upgrade,
    without_list,
)

#: The SHA-256 of what the record says of 0.1.0.
FIRST = "f7f6d3944e8e9e03771c8e0ef5dfd27ffd6897e0c1900cc869404804cb4af1fe"
REPLACED = [
    "assets/images/dots.png",
    "layouts/other.yaml",
    "leaflets/P1-good.yaml",
    "leaflets/P2-leaflet.yaml",
    "leaflets/releases.jsonl",
    "leaflets/shared/signs.yaml",
]


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


@pytest.mark.parametrize("listed", [True, False])
def test_an_untouched_workspace_becomes_what_init_makes(pair: Pair, root: Path, tmp_path: Path, listed: bool) -> None:
    if listed:
        shutil.rmtree(root)
        scaffold.lay_out(pair.old, root)
    scaffold.lay_out(pair.new, tmp_path / "fresh")
    said = upgrade(root)
    assert fates(said, "replaced") == REPLACED
    added = fates(said, "added")
    assert [name for name in added if "/.history/" not in name] == ["layouts/extra.yaml", "leaflets/P4-leaflet.yaml"]
    assert len(added) == 5
    assert fates(said, "retired") == ["layouts/old.yaml"]
    assert (fates(said, "changed"), fates(said, "deleted"), said["release_anew"]) == ([], [], [])
    after = held(root)
    assert after.pop("layouts/old.yaml")
    assert after == held(tmp_path / "fresh")
    assert set(states(root).values()) == {"released"}


def test_twice_changes_nothing_and_says_so(root: Path) -> None:
    upgrade(root)
    before = held(root)
    result = run("upgrade", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert result.stdout == (
        "no longer in the starter, and left; delete it if you do not use it:\n"
        "  layouts/old.yaml\n"
        "nothing to do: all that you have not changed is as the present starter has it; 1 no longer in the starter\n"
    )
    assert held(root) == before


def test_a_dry_run_writes_nothing_and_says_the_same(root: Path) -> None:
    write(root / "leaflets" / "P9-own.yaml", INCLUDING.replace("P1/", "P9/"))
    release(root, "P9")
    for lock in root.rglob("*.lock"):
        lock.unlink()
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    dry = upgrade(root, "--dry-run")
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before
    told = run("upgrade", "--dry-run", "--workspace", root)
    assert "would be replaced:\n  assets/images/dots.png\n" in told.stdout
    assert "6 files would be replaced, 5 would be added; 1 no longer in the starter, 1 leaflet to release anew\n" in (
        told.stdout
    )
    wet = upgrade(root)
    assert dry.pop("dry_run") is True and wet.pop("dry_run") is False
    assert dry == wet


def test_line_ends_of_git_on_windows_count_as_unchanged(root: Path) -> None:
    for path in root.rglob("*"):
        if path.is_file() and b"\0" not in (data := path.read_bytes()):
            path.write_bytes(data.replace(b"\n", b"\r\n"))
    said = upgrade(root)
    assert fates(said, "replaced") == REPLACED
    assert fates(said, "changed") == []
    assert (root / "layouts" / "small.yaml").read_bytes().count(b"\r\n") > 3, "it is not new, and is left alone"
    assert fates(upgrade(root), "replaced") == []


def test_what_was_changed_is_left_and_shown(root: Path) -> None:
    signs = write(root / "leaflets" / "shared" / "signs.yaml", "body:\n  - Phone 111\x1b[2J.\n")
    brand = root / "assets" / "brands" / "plain" / "brand.yaml"
    write(brand, brand.read_text("utf-8").replace("01632 960 000", "01632 960 111"))
    other = write(root / "layouts" / "other.yaml", (root / "layouts" / "small.yaml").read_text("utf-8"))
    (root / "assets" / "images" / "dots.png").write_bytes(b"\x89PNG\0mine")
    extra = write(root / "layouts" / "extra.yaml", (root / "layouts" / "small.yaml").read_text("utf-8") + "# mine\n")
    before = {path: path.read_bytes() for path in (signs, brand, other, extra)}
    result = run("upgrade", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert {path: path.read_bytes() for path in before} == before
    _, heading, changed = result.stdout.partition('left as changed by you ("-" is yours, "+" the starter\'s):\n')
    assert heading
    changed = changed.partition("no longer in")[0]
    assert changed.splitlines()[:6] == [
        "  assets/brands/plain/brand.yaml: the starter's has never changed",
        "  assets/images/dots.png",
        "    (not text: compare them by eye)",
        "  layouts/extra.yaml: your own file has this name",
        "    @@ -5,2 +5 @@",
        "     back: [contact, copyright]",
    ]
    assert changed.count("more lines; --diff shows them") == 1
    assert "    … 30 more lines; --diff shows them\n" in changed
    assert changed.endswith(
        "  leaflets/shared/signs.yaml\n"
        "    @@ -1,2 +1,2 @@\n"
        "     body:\n"
        "    -  - Phone 111\\x1b[2J.\n"
        "    +  - Phone 999 at once, and say where you are.\n"
    )
    assert '"leafletgen init ../new-starter" lays the present starter out' in result.stdout
    whole = run("upgrade", "--diff", "--workspace", root).stdout
    assert "    +# Line 39\n" in whole and "more lines" not in whole


def test_what_was_deleted_stays_deleted(root: Path) -> None:
    (root / "layouts" / "other.yaml").unlink()
    (root / ".gitattributes").unlink()
    said = upgrade(root)
    assert fates(said, "deleted") == [".gitattributes", "layouts/other.yaml"]
    assert not (root / "layouts" / "other.yaml").exists() and not (root / ".gitattributes").exists()
    # What this upgrade brought may be deleted as well.
    (root / "layouts" / "extra.yaml").unlink()
    assert fates(upgrade(root), "deleted") == [".gitattributes", "layouts/extra.yaml", "layouts/other.yaml"]
    assert not (root / "layouts" / "extra.yaml").exists()


def test_leaflets_that_another_look_or_other_words_reach_are_named(root: Path) -> None:
    write(root / "leaflets" / "P8-own.yaml", INCLUDING.replace("P1/", "P8/"))
    write(root / "leaflets" / "P9-own.yaml", INCLUDING.replace("P1/", "P9/").replace("[small]", "[other]"))
    leaflet(root, "P7", stem="P7-own", layouts="[other]")
    release(root, "P7", "P8", "P9")
    path = leaflet(root, "P6", stem="P6-draft")
    release(root, "P6")
    write(path, path.read_text("utf-8").replace("bold", "strong"))
    result = run("upgrade", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert result.stdout.partition("must be released anew:\n")[2].splitlines()[:3] == [
        "  leaflets/P6-draft.yaml: changed since VERSION3 of 11.2026 (also before this upgrade)",
        "  leaflets/P8-own.yaml: changed since VERSION3 of 11.2026",
        "  leaflets/P9-own.yaml: changed since VERSION3 of 11.2026",
    ]
    assert "3 leaflets to release anew" in result.stdout
    assert states(root) == {
        "P1-good": "released",
        "P2-leaflet": "released",
        "P3-leaflet": "released",
        "P4-leaflet": "released",
        "P6-draft": "changed",
        "P7-own": "released",  # the layout "other" has other comments alone
        "P8-own": "changed",
        "P9-own": "changed",
    }


def test_a_changed_starter_leaflet_is_named_and_not_recoded(root: Path) -> None:
    path = root / "leaflets" / "P1-good.yaml"
    write(path, path.read_text("utf-8").replace("bold", "strong"))
    said = upgrade(root)
    assert "leaflets/P1-good.yaml" in fates(said, "changed")
    assert [(one["leaflet"], one["state"], one["now"]) for one in said["release_anew"]] == [
        ("P1-good", "changed", True)
    ]
    assert states(root) == {
        "P1-good": "changed",
        "P2-leaflet": "released",
        "P3-leaflet": "released",
        "P4-leaflet": "released",
    }


def test_what_would_be_faulty_is_not_added(root: Path) -> None:
    write(root / "leaflets" / "mine.yaml", INCLUDING.replace("P1/", "P4/"))
    said = upgrade(root)
    (held_back,) = [one for one in said["files"] if one["what"] == "held"]
    assert held_back["file"] == "leaflets/P4-leaflet.yaml"
    assert held_back["why"].startswith("it would be faulty here: the code number P4 is that of leaflets/mine.yaml")
    assert not (root / "leaflets" / "P4-leaflet.yaml").exists()
    assert states(root)["mine"] == "never released"
    assert len(list((root / "leaflets" / ".history").iterdir())) == 5


def test_a_file_that_the_starter_gave_up_is_removed_when_it_stands_in_the_way(
    pair: Pair, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    third = tmp_path / "third"
    shutil.copytree(pair.new, third)
    (third / "leaflets" / "P3-leaflet.yaml").rename(third / "leaflets" / "P3-renamed.yaml")
    record = tmp_path / "record.json"
    write_record(add(Shipped.read(pair.record), contents(third), "3"), record)
    Pair(pair.old, third, record).use(monkeypatch)
    said = upgrade(root)
    assert fates(said, "removed") == ["leaflets/P3-leaflet.yaml"]
    assert fates(said, "retired") == ["layouts/old.yaml"]
    assert not (root / "leaflets" / "P3-leaflet.yaml").exists()
    assert states(root)["P3-renamed"] == "released"


@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_what_becomes_faulty_is_told(
    pair: Pair, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dry: list[str]
) -> None:
    third = tmp_path / "third"
    shutil.copytree(pair.new, third)
    write(third / "leaflets" / "shared" / "signs.yaml", "body:\n  - Write to {department.email}.\n")
    Pair(pair.old, third, pair.record).use(monkeypatch)
    write(root / "leaflets" / "P9-own.yaml", INCLUDING.replace("P1/", "P9/"))
    result = run("upgrade", *dry, "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert 'leaflets/shared/signs.yaml:2:14: error: the field "{department.email}" has no value here' in result.stderr
    assert run("list", "leaflets", "--workspace", root).exit_code == (ExitCode.OK if dry else ExitCode.CONTENT)


def test_a_new_leaflet_that_needs_what_was_taken_out_is_not_added(root: Path) -> None:
    brand = root / "assets" / "brands" / "plain" / "brand.yaml"
    write(brand, brand.read_text("utf-8").replace("  physio:", "  outpatients:"))
    for path in (root / "leaflets").glob("*.yaml"):
        write(path, path.read_text("utf-8").replace("physio", "outpatients"))
    said = upgrade(root)
    assert fates(said, "held") == ["leaflets/P4-leaflet.yaml"]
    assert said["diagnostics"] == []
    assert run("list", "leaflets", "--workspace", root).exit_code == ExitCode.OK


def test_the_present_starter_is_in_the_record() -> None:
    missing = unrecorded(Shipped.read(RECORD), contents(ROOT))
    assert not missing, "the starter changed: run python -m tests.starters, and commit the record"


def test_the_record_keeps_the_first_starter() -> None:
    shipped = Shipped.read(RECORD)
    assert shipped.generations[0] == "0.1.0"
    assert len(shipped.first()) == 150
    first = sorted((name, one) for name, known in shipped.files.items() for one, of in known.items() if of == "0.1.0")
    assert len(first) == 150
    assert sha256(repr(first).encode()).hexdigest() == FIRST, "what 0.1.0 had is never changed"


def test_the_ledger_of_the_starter_only_grows() -> None:
    lines = (ROOT / LEDGER).read_bytes().splitlines(keepends=True)
    beginnings = {digest(b"".join(lines[:number])) for number in range(len(lines) + 1)}
    assert Shipped.read(RECORD).files[LEDGER].keys() <= beginnings


def test_a_record_only_grows(pair: Pair) -> None:
    first = add(Shipped([], {}), contents(pair.old), "1")
    both = add(first, contents(pair.new), "1")
    assert both.generations == ["1", "after 1"]
    for name, digests in first.files.items():
        assert digests.items() <= both.files[name].items()
    assert both.ever_changed("leaflets/P2-leaflet.yaml") and not both.ever_changed("leaflets/P3-leaflet.yaml")
    assert "layouts/extra.yaml" not in both.first() and "layouts/old.yaml" in both.first()
    assert add(both, contents(pair.old), "3") is both


def test_the_real_starter_from_the_real_first_one(tmp_path: Path) -> None:
    scaffold.lay_out(ROOT, tmp_path / "w")
    before = held(tmp_path / "w")
    said = upgrade(tmp_path / "w")
    assert (said["files"], said["release_anew"], said["diagnostics"]) == ([], [], [])
    assert held(tmp_path / "w") == before


def test_the_starter_itself(pair: Pair) -> None:
    result = run("upgrade", "--workspace", pair.new)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.startswith("error: this folder is the starter itself\n  hint: ")


def test_a_damaged_list(root: Path) -> None:
    write(root / ".starter.json", "<<<<<<< mine\n")
    before = held(root)
    result = run("upgrade", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stderr.startswith(".starter.json:1:1: error: .starter.json is damaged: ")
    assert held(root) == before
    assert json.loads(run("upgrade", "--json", "--workspace", root).stdout)["files"] == []


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_links_that_lead_out_are_told_all_at_once(root: Path, tmp_path: Path, dry: list[str]) -> None:
    outside = tmp_path / "outside"
    (root / "leaflets" / "shared").rename(outside)
    (root / "leaflets" / "shared").symlink_to(outside, target_is_directory=True)
    file = root / "leaflets" / "P2-leaflet.yaml"
    file.rename(tmp_path / "P2.yaml")
    file.symlink_to(tmp_path / "P2.yaml")
    before = held(root), held(outside)
    result = run("upgrade", *dry, "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    fault = "error: a link leads out of the workspace, and nothing is written there"
    assert f"leaflets/P2-leaflet.yaml:1:1: {fault}" in result.stderr
    assert f"leaflets/shared/signs.yaml:1:1: {fault}" in result.stderr
    assert (held(root), held(outside)) == before


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_within_the_workspace_stays_one(root: Path) -> None:
    file = root / "leaflets" / "shared" / "signs.yaml"
    file.rename(root / "assets" / "signs.yaml")
    file.symlink_to(root / "assets" / "signs.yaml")
    upgrade(root)
    assert file.is_symlink()
    assert (root / "assets" / "signs.yaml").read_text("utf-8") == NEW_SHARED


def test_a_folder_in_the_place_of_a_file(root: Path) -> None:
    (root / "layouts" / "extra.yaml").mkdir()
    before = held(root)
    result = run("upgrade", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stderr.startswith("layouts/extra.yaml:1:1: error: this file of the starter cannot be here: a folder")
    assert held(root) == before


def test_files_marked_as_read_only_are_told_before_anything_is_written(root: Path) -> None:
    for name in ("leaflets/P2-leaflet.yaml", "layouts/other.yaml"):
        (root / name).chmod(0o444)
    before = held(root)
    result = run("upgrade", "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    for name in ("leaflets/P2-leaflet.yaml", "layouts/other.yaml"):
        assert f"{name}:1:1: error: it cannot be written: it or its folder is marked as read-only\n  hint: " in (
            result.stderr
        )
    assert held(root) == before


def test_a_folder_marked_as_read_only(root: Path) -> None:
    (root / "layouts").chmod(0o555)
    before = held(root)
    result = run("upgrade", "--workspace", root)
    (root / "layouts").chmod(0o755)
    assert result.exit_code == ExitCode.ENVIRONMENT
    for name in ("layouts/extra.yaml", "layouts/other.yaml"):
        assert f"{name}:1:1: error: it cannot be written: it or its folder is marked as read-only" in result.stderr
    assert held(root) == before


def test_a_file_that_another_program_has_open(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "signs.yaml":
            raise PermissionError(13, "The process cannot access the file")
        return replace(self, target)

    with monkeypatch.context() as locked:
        locked.setattr(Path, "replace", refuse)
        result = run("upgrade", "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert result.stderr.startswith(
        "leaflets/shared/signs.yaml:1:1: error: signs.yaml cannot be written: The process cannot access the file\n"
        "  hint: see that no other program has it open"
    )
    assert (root / "layouts" / "extra.yaml").exists() and "P4-leaflet" not in states(root)
    upgrade(root)
    assert set(states(root).values()) == {"released"}
