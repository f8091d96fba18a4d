"""``leafletgen rebrand``: one line of each leaflet changes, all of them or none; what is to be done then is said."""

import datetime
import shutil
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from leafletgen.system import clock
from leafletgen.system.writing import WriteError, write_whole
from tests.support.commands import BRAND, LEAFLET, files_of, run, small_workspace, write
from tests.support.ledger_sample import leaflet


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with two brands, three leaflets of the first one, and one of the second."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 21))
    root = small_workspace(tmp_path / "w")
    shutil.copytree(root / "assets" / "brands" / "plain", root / "assets" / "brands" / "hillside")
    brand(root, ("name: Clinic", "name: Hillside"))
    leaflet(root, "P2")
    leaflet(root, "P3")
    leaflet(root, "P4", brand="hillside")
    return root


def brand(root: Path, *changes: tuple[str, str]) -> None:
    """Write the second brand: the first one with changes."""
    text = BRAND
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    write(root / "assets" / "brands" / "hillside" / "brand.yaml", text)


def release(root: Path, *options: str) -> None:
    said = ("--reason", "First", "--approved-by", "Lead", "--issued", "2026-11")
    result = run("release", *options, *said, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr
    shutil.rmtree(root / "build")


def leaflets(root: Path) -> dict[str, bytes]:
    """The files of the leaflets."""
    return {path.name: path.read_bytes() for path in (root / "leaflets").glob("*.yaml")}


def test_all_leaflets_of_a_brand_are_moved_and_nothing_else_changes(root: Path) -> None:
    odd = (
        "# A comment\r\n" + LEAFLET.replace("brand: plain", 'brand:   "plain"   # the old one').replace("\n", "\r\n")
    ).encode()
    (root / "leaflets" / "P1-good.yaml").write_bytes(b"\xef\xbb\xbf" + odd)
    release(root, "--all")
    before = leaflets(root)
    result = run("rebrand", "plain", "hillside", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert result.stdout == (
        "P1-good: changed since VERSION3 of 11.2026\n"
        "P2-leaflet: changed since VERSION3 of 11.2026\n"
        "P3-leaflet: changed since VERSION3 of 11.2026\n"
        "3 leaflets moved from plain to hillside\n"
        "to be released anew (leafletgen release), since what they print has changed: P1-good, P2-leaflet, P3-leaflet\n"
    )
    after = leaflets(root)
    assert after["P4-leaflet.yaml"] == before["P4-leaflet.yaml"]
    assert after["P1-good.yaml"] == before["P1-good.yaml"].replace(b'brand:   "plain"', b'brand:   "hillside"')
    for name in ("P2-leaflet.yaml", "P3-leaflet.yaml"):
        assert after[name] == before[name].replace(b"brand: plain", b"brand: hillside")
    again = run("rebrand", "plain", "hillside", "--workspace", root)
    assert again.exit_code == ExitCode.USAGE
    assert again.stderr.startswith('error: no leaflet has the brand "plain"\n')


def test_those_that_are_named_are_moved(root: Path) -> None:
    before = leaflets(root)
    result = run("rebrand", "plain", "hillside", "P2", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert result.stdout == "P2-leaflet: never released\n1 leaflet moved from plain to hillside\n"
    changed = {name for name, data in leaflets(root).items() if data != before[name]}
    assert changed == {"P2-leaflet.yaml"}


def test_a_brand_that_prints_the_same_words_changes_the_look_alone(root: Path) -> None:
    brand(root, ('primary: "#0B4F6C"', 'primary: "#0B4F60"'))
    release(root, "P2", "P3")
    said = run("rebrand", "plain", "hillside", "P2", "P3", "--workspace", root).stdout
    assert said.endswith("to be released with --reissue, since their look alone has changed: P2-leaflet, P3-leaflet\n")
    brand(root)
    said = run("rebrand", "hillside", "plain", "P2", "--workspace", root).stdout
    assert said == "P2-leaflet: released as VERSION3 of 11.2026\n1 leaflet moved from hillside to plain\n"


def test_a_dry_run_says_the_same_and_writes_nothing(root: Path) -> None:
    before = files_of(root)
    dry = run("rebrand", "plain", "hillside", "--dry-run", "--workspace", root)
    assert files_of(root) == before
    assert "3 leaflets to move from plain to hillside\n" in dry.stdout
    assert dry.stdout.replace("to move", "moved") == run("rebrand", "plain", "hillside", "--workspace", root).stdout


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("  physio: {", "  diet: {"), ':5:13: error: the brand has no department "physio"'),
        (
            ("{number}/{job}/{month}.{year}/VERSION{version}", "{number}/V{version}"),
            ':1:7: error: the code "P3/22/01.2026/VERSION3" does not fit the brand\'s template {number}/V{version}',
        ),
        (
            ("{number}/{job}/{month}", "{job}/{number}/{month}"),
            'the code "P3/22/01.2026/VERSION3" means something else in the template of hillside',
        ),
        ((", phone: 01632 960 000", ""), 'the field "{department.phone}" has no value here'),
    ],
    ids=["department", "template", "number", "field"],
)
def test_what_the_brand_lacks_for_one_leaflet_moves_none(root: Path, change: tuple[str, str], told: str) -> None:
    path = root / "leaflets" / "P3-leaflet.yaml"
    write(path, path.read_text("utf-8") + "  - Phone {department.phone}.\n")
    for name in ("P1-good", "P2-leaflet"):
        path = root / "leaflets" / f"{name}.yaml"
        write(path, path.read_text("utf-8").replace("department: physio\n", "") + "  - Words.\n")
    (root / "leaflets" / "P4-leaflet.yaml").unlink()
    brand(root, change)
    before = files_of(root)
    result = run("rebrand", "plain", "hillside", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert told in result.stderr
    assert result.stderr.endswith("nothing was moved\n")
    assert result.stdout == ""
    assert files_of(root) == before


def test_leaflets_follow_a_brand_whose_folder_was_renamed(root: Path) -> None:
    (root / "assets" / "brands" / "plain").rename(root / "assets" / "brands" / "clinic")
    result = run("rebrand", "plain", "clinic", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert "3 leaflets moved from plain to clinic\n" in result.stdout


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("plain", "hilside"), 'no brand is called "hilside"\n  hint: did you mean "hillside"?'),
        (("plian", "hillside"), 'no leaflet has the brand "plian"\n  hint: did you mean "plain"?'),
        (("plain", "plain"), "both brands are the same"),
        (("plain", "hillside", "P4"), 'P4-leaflet has the brand "hillside", not "plain"'),
        (("plain", "hillside", "P9"), 'no leaflet is called "P9"'),
    ],
)
def test_a_wrong_name_is_told(root: Path, names: tuple[str, ...], told: str) -> None:
    before = files_of(root)
    result = run("rebrand", *names, "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert told in result.stderr
    assert files_of(root) == before


def test_when_one_file_cannot_be_written_those_before_it_are_put_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(target: Path, data: bytes, *, lasting: bool = False) -> None:
        if target.name == "P3-leaflet.yaml":
            raise WriteError(f"{target.name} cannot be written: the disk is full")
        write_whole(target, data, lasting=lasting)

    monkeypatch.setattr("leafletgen.release.rebrand.write_whole", refusing)
    before = leaflets(root)
    result = run("rebrand", "plain", "hillside", "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert "P3-leaflet.yaml cannot be written" in result.stderr
    assert leaflets(root) == before


def test_an_example_that_was_signed_must_be_signed_anew(root: Path) -> None:
    path = root / "leaflets" / "P2-leaflet.yaml"
    write(path, path.read_text("utf-8").replace("body:", "example: true\nbody:"))
    assert run("sign", "P2", "--by", "Lead", "--workspace", root).exit_code == ExitCode.OK
    result = run("rebrand", "plain", "hillside", "P2", "--workspace", root)
    assert "to be signed anew, since what a clinician checked has changed: P2-leaflet\n" in result.stdout
