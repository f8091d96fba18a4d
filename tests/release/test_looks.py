"""A new layout version of leafletgen: leaflets whose pages it does not change stay released, byte for byte."""

import datetime
import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

import leafletgen.pages.leaflet
import leafletgen.release.content
from leafletgen.errors import ExitCode
from leafletgen.pages import producer
from leafletgen.pages.blocks import BlockSetter
from leafletgen.system import clock
from tests.support.commands import files_of, run, small_workspace

FILE = "build/P1-good.small.pdf"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with a leaflet that was released and built in the present layout version."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 21))
    root = small_workspace(tmp_path / "w")
    words: list[str | Path] = ["--reason", "A reason", "--approved-by", "Lead", "--workspace", root]
    assert run("release", "P1", *words).exit_code == ExitCode.OK
    return root


def raise_version(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be the next layout version of leafletgen, which sets pages as this one does, and knows nothing yet."""
    shutil.rmtree(root / "build" / ".cache")
    version = producer.LAYOUT_VERSION + 1
    monkeypatch.setattr(leafletgen.release.content, "LAYOUT_VERSION", version)
    named = producer.producer(version)
    monkeypatch.setattr(producer, "PRODUCER", named)
    monkeypatch.setattr(leafletgen.pages.leaflet.compose_leaflet, "__kwdefaults__", {"producer": named})


def state(root: Path) -> str:
    """Return the state of the leaflet."""
    result = run("status", "--json", "--workspace", root)
    (entry,) = json.loads(result.stdout)["leaflets"]
    return str(entry["state"])


@pytest.mark.parametrize("prepared", [True, False])
def test_what_comes_out_the_same_stays_released(root: Path, monkeypatch: pytest.MonkeyPatch, prepared: bool) -> None:
    recorded = sha256((root / FILE).read_bytes()).hexdigest()
    raise_version(root, monkeypatch)
    if prepared:
        assert state(root) == "released"
    (root / FILE).unlink()
    result = run("build", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert sorted(files_of(root / "build")) == [Path(FILE).name]
    assert sha256((root / FILE).read_bytes()).hexdigest() == recorded
    assert state(root) == "released"
    result = run("release", "P1", "--reissue", "--reason", "x", "--approved-by", "Lead", "--workspace", root)
    assert (result.exit_code, "nothing changed" in result.stderr) == (ExitCode.CONTENT, True)
    assert run("verify", root / FILE, "--workspace", root).exit_code == ExitCode.OK


def test_what_comes_out_otherwise_is_in_a_new_look(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raise_version(root, monkeypatch)
    monkeypatch.setattr("leafletgen.pages.blocks.BlockSetter.heading", moved)
    assert state(root) == "restyled"
    assert run("build", "--workspace", root).exit_code == ExitCode.OK
    assert sorted(files_of(root / "build")) == ["P1-good.small.RESTYLED.pdf", "P1-good.small.pdf"]
    assert b"layout %d" % (producer.LAYOUT_VERSION + 1) in (root / "build/P1-good.small.RESTYLED.pdf").read_bytes()


def test_what_was_found_out_is_kept_and_a_damaged_note_is_of_no_account(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_version(root, monkeypatch)
    assert state(root) == "released"
    notes = root / "build" / ".cache" / "looks.jsonl"
    assert len(notes.read_text("utf-8").split()) == 1

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("it is set again")

    with monkeypatch.context() as patch:
        patch.setattr(leafletgen.pages.leaflet, "compose_leaflet", fail)
        assert state(root) == "released"
    notes.write_text(notes.read_text("utf-8").replace("true", '"yes"'), "utf-8")
    assert state(root) == "released"


_heading_text = BlockSetter.heading


def moved(self: object, *arguments: object, **options: object) -> object:
    """Set a heading a little lower than it was."""
    made = _heading_text(self, *arguments, **options)  # type: ignore[arg-type]
    made.below += 3
    return made
