"""A clone on Windows, where git gives text other line ends: the same states, the same hashes and the same PDFs."""

import datetime
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode, Report
from leafletgen.library.workspace import Workspace
from leafletgen.release.catalogue import catalogue
from leafletgen.starters.contents import contents
from leafletgen.system import clock
from tests.support.commands import LEAFLET, ROOT, SVG, files_of, run, small_workspace, write

#: Every way in which YAML keeps or folds a line, and a picture with words on several lines.
BODY = """\
  - |
    A paragraph that is written
    on two lines.
  - >-
    Another one that is folded
    and has **bold
    words**.

    With an empty line.
  - "In quotes over
    two lines."
  - list: [One, Two]
    # a comment
  - heading: |+
      Your notes

"""
WORDS = """\
<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">
  <style>
    rect {
      fill: #0B4F6C;
    }
  </style>
  <rect width="80"
        height="20"/>
  <text x="4" y="34" font-size="8">Two
    lines</text>
  <path d="M 1 1
           L 5 5" stroke="#000000"/>
</svg>
"""


def git(folder: Path, *arguments: str) -> str:
    who = {f"GIT_{role}_{part}": "test" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **who, **settings},
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace under git whose one leaflet is released, with all that git could give other line ends."""
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 21))
    root = small_workspace(tmp_path / "w")
    body = LEAFLET.partition("body:\n")[2].replace("hills.svg", "words.svg")
    write(root / "leaflets" / "P1-good.yaml", LEAFLET.partition("body:\n")[0] + "body:\n" + body + BODY)
    write(root / "assets" / "images" / "words.svg", WORDS)
    result = run("release", "P1", "--reason", "x", "--approved-by", "y", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.output
    write(root / ".gitignore", "build/\n*.lock\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    return root


def windows_clone(root: Path) -> Path:
    git(root, "-c", "core.autocrlf=false", "add", "-A")
    git(root, "commit", "--quiet", "-m", "A workspace")
    git(root.parent, "clone", "--quiet", "-c", "core.autocrlf=true", str(root), "clone")
    return root.parent / "clone"


def facts(root: Path) -> object:
    report = Report()
    found = catalogue(Workspace(root), Workspace(root).leaflet_files(), report)
    assert not report.diagnostics
    return found


def test_a_clone_with_the_line_ends_of_windows_is_as_released_and_builds_the_same_bytes(root: Path) -> None:
    clone = windows_clone(root)
    texts = [*clone.rglob("*.yaml"), *clone.rglob("*.svg"), *clone.rglob("*.json"), *clone.rglob("*.jsonl")]
    assert len(texts) == 8 and all(b"\r\n" in path.read_bytes() for path in texts)
    status = run("status", "--workspace", clone)
    assert (status.exit_code, status.stderr) == (ExitCode.OK, "")
    assert "released as VERSION3 of 11.2026" in status.stdout
    assert facts(clone) == facts(root)
    assert run("build", "--workspace", clone).exit_code == ExitCode.OK
    pdfs = files_of(root / "build")
    assert list(pdfs) == ["P1-good.small.pdf"]
    assert files_of(clone / "build") == pdfs
    assert run("verify", clone / "build", "--workspace", clone).exit_code == ExitCode.OK
    assert "no changes" in run("diff", "P1", "--workspace", clone).stdout


def test_what_was_built_holds_after_git_changed_the_line_ends(root: Path) -> None:
    clone = windows_clone(root)
    shutil.copytree(root / "build", clone / "build")
    assert run("build", "--dry-run", "--workspace", clone).stdout == "0 leaflets to build, 1 file up to date\n"


def test_a_release_in_such_a_clone_is_the_same_release(root: Path) -> None:
    clone = windows_clone(root)
    for folder in (root, clone):
        path = folder / "leaflets" / "P1-good.yaml"
        path.write_bytes(path.read_bytes().replace(b"A good leaflet", b"A better leaflet"))
        result = run("release", "P1", "--reason", "x", "--approved-by", "y", "--workspace", folder)
        assert result.exit_code == ExitCode.OK, result.output
    ledgers = [(folder / "leaflets" / "releases.jsonl").read_bytes() for folder in (root, clone)]
    assert ledgers[1].replace(b"\r\n", b"\n") == ledgers[0]


def test_a_real_change_of_a_picture_still_shows(root: Path) -> None:
    clone = windows_clone(root)
    path = clone / "assets" / "images" / "words.svg"
    path.write_bytes(path.read_bytes().replace(b"Two", b"Three"))
    assert "changed since VERSION3 of 11.2026" in run("status", "--workspace", clone).stdout
    logo = clone / "assets" / "brands" / "plain" / "logo.svg"
    path.write_bytes(WORDS.encode())
    logo.write_bytes(logo.read_bytes() + b"\r\n")
    assert "changed since VERSION3 of 11.2026" in run("status", "--workspace", clone).stdout


def test_the_attributes_of_init_keep_text_as_it_is(root: Path) -> None:
    (root / ".gitattributes").write_bytes(contents(ROOT)[".gitattributes"])
    write(root / "assets" / "images" / "plain.svg", SVG)
    (root / "assets" / "images" / "dots.png").write_bytes(b"\x89PNG\r\n\x1a\n text and text\n")
    clone = windows_clone(root)
    before, after = files_of(root), files_of(clone)
    kept = [name for name in before if name.startswith(("leaflets/", "layouts/", "assets/")) and "lock" not in name]
    assert len(kept) > 12
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
