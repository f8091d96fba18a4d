"""``leafletgen clinic --shortcut``, and what is told in a browser when a shortcut cannot start the clinic."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from tests.support.commands import run, small_workspace, write
from tests.support.processes import BOUND

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at the files of Linux")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a desktop, and a workspace in it."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Desktop").mkdir()
    small_workspace(tmp_path / "my sheets")
    return tmp_path


def test_it_says_what_it_wrote_and_for_which_workspace(home: Path) -> None:
    for _ in range(2):
        result = run("clinic", "--shortcut", "--workspace", home / "my sheets")
        assert result.exit_code == ExitCode.OK, result.stderr
        lines = result.stdout.splitlines()
        assert lines[:3] == [
            f"written: {home}/Desktop/leafletgen-clinic.desktop",
            f"written: {home}/.local/share/applications/leafletgen-clinic.desktop",
            f"It starts the clinic for {home}/my sheets.",
        ]
        assert lines[3].startswith("note: ")
    assert f'--workspace "{home}/my sheets"' in (home / "Desktop/leafletgen-clinic.desktop").read_text("utf-8")


def test_without_a_workspace_nothing_is_written(home: Path) -> None:
    result = run("clinic", "--shortcut", "--workspace", home / "Desktop")
    assert result.exit_code == ExitCode.USAGE
    assert list((home / "Desktop").iterdir()) == []


@pytest.mark.parametrize("more", [("--port", "8000"), ("--no-browser",)])
def test_what_would_be_lost_is_refused(home: Path, more: tuple[str, ...]) -> None:
    result = run("clinic", "--shortcut", *more, "--workspace", home / "my sheets")
    assert result.exit_code == ExitCode.USAGE
    assert "would be lost" in result.stderr
    assert list((home / "Desktop").iterdir()) == []


def test_an_error_of_the_start_is_a_page_of_the_browser(home: Path) -> None:
    """A program stands for the browser: it fetches the page as one would."""
    browser = write(
        home / "browser",
        f"#!{sys.executable}\nimport sys, urllib.request\n"
        f"open({str(home / 'shown')!r}, 'wb').write(urllib.request.urlopen(sys.argv[1], timeout=60).read())\n",
    )
    browser.chmod(0o755)
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "leafletgen.cli.from_shortcut", "--workspace", str(home / "<b>gone</b>")],
        env={**os.environ, "BROWSER": f"{browser} %s"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=BOUND,
    )
    assert ended.returncode == ExitCode.USAGE
    assert "does not exist" in ended.stderr
    shown = (home / "shown").read_text("utf-8")
    assert "<h1>The clinic has stopped</h1>" in shown
    assert "&lt;b&gt;gone&lt;/b&gt;" in shown
    assert "<b>" not in shown


def test_help_is_no_error_and_opens_no_browser(home: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "leafletgen.cli.from_shortcut", "--help"],
        env={**os.environ, "BROWSER": "/bin/false %s"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=BOUND,
    )
    assert ended.returncode == ExitCode.OK
    assert ended.stdout.startswith("Usage: leafletgen clinic ")
