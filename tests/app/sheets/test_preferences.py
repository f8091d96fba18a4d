"""What a screen keeps for every sheet: the file of the command, with its checks."""

from pathlib import Path

import pytest

from leafletgen.app.sheets.library import LibraryDesk
from leafletgen.app.sheets.preferences import remember
from leafletgen.clinic.wording import new_report
from leafletgen.errors import RefusedError
from leafletgen.library.workspace import Workspace
from leafletgen.patients.defaults import NAME, Defaults
from tests.support.commands import ROOT

WORKSPACE = Workspace(ROOT)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for settings of its own."""
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config"


def test_what_is_remembered_is_what_a_screen_begins_with(config: Path) -> None:
    sent = Defaults("A Physio", "Physiotherapist", "01632 960 000", "sheet-2", "walter")
    report = new_report()
    changed = remember(sent, WORKSPACE, report)
    assert changed is not None and changed.kept == sent and not report.diagnostics
    assert LibraryDesk(ROOT).catalogue()["defaults"] == sent._asdict()
    assert (config / NAME).stat().st_mode & 0o077 == 0
    remember(Defaults(clinician_role=""), WORKSPACE, new_report())
    assert LibraryDesk(ROOT).catalogue()["defaults"]["clinician_role"] == ""


@pytest.mark.parametrize(
    "sent", [Defaults("x\ny"), Defaults("\N{SNOWMAN}\u6f22"), Defaults(layout="sheet-9"), Defaults(person="nobody")]
)
def test_what_would_spoil_every_sheet_is_not_kept(config: Path, sent: Defaults) -> None:
    report = new_report()
    assert remember(sent, WORKSPACE, report) is None
    assert report.has_errors and not (config / NAME).exists()
    assert not any("--" in one.message + one.hint for one in report.diagnostics)


def test_a_damaged_file_is_told_and_stays(config: Path) -> None:
    config.mkdir()
    (config / NAME).write_text("clinician: [torn\n", "utf-8")
    report = new_report()
    assert remember(Defaults("A Physio"), WORKSPACE, report) is None
    assert report.has_errors and (config / NAME).read_text("utf-8") == "clinician: [torn\n"
    told = LibraryDesk(ROOT).catalogue()
    assert told["defaults"]["clinician"] == "" and told["found"]


def test_what_is_not_there_is_warned_about_and_left_out(config: Path) -> None:
    config.mkdir()
    (config / NAME).write_text("layout: sheet-9\nperson: nobody\n", "utf-8")
    told = LibraryDesk(ROOT).catalogue()
    assert (told["defaults"]["layout"], told["defaults"]["person"]) == ("", "")
    assert [one["code"] for one in told["found"]] == ["default-not-there", "default-not-there"]


def test_a_user_without_a_folder_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_CONFIG", "")
    with pytest.raises(RefusedError, match="no folder for settings"):
        remember(Defaults("A Physio"), WORKSPACE, new_report())
