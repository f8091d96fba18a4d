"""Runs the real command, in this process or in one of its own, over a small workspace."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from leafletgen.cli.main import main
from leafletgen.errors import ExitCode
from tests.support.processes import BOUND

ROOT = Path(__file__).resolve().parents[2]
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">
  <rect width="40" height="20" fill="#0B4F6C"/>
</svg>
"""
BRAND = """\
name: Clinic
website: https://www.example.org
logo: {file: logo.svg, height_mm: 10, alt: Clinic}
colours:
  primary: "#0B4F6C"
  on_primary: "#FFFFFF"
  tint: "#E9F2F5"
  ink: "#000000"
  paper: "#FFFFFF"
  heading: "#0B4F6C"
  link: "#0B4F6C"
  rule: "#4F8699"
  non_urgent: "#0B4F6C"
  urgent: "#8A4B00"
  emergency: "#B3261E"
  on_card: "#FFFFFF"
fonts:
  text:
    name: Atkinson Hyperlegible Next
    regular: AtkinsonHyperlegibleNext-Regular.ttf
    bold: AtkinsonHyperlegibleNext-Bold.ttf
    italic: AtkinsonHyperlegibleNext-Italic.ttf
    bold_italic: AtkinsonHyperlegibleNext-BoldItalic.ttf
code: "{number}/{job}/{month}.{year}/VERSION{version}"
departments:
  physio: {name: Physiotherapy, phone: 01632 960 000}
statements:
  copyright: © {brand.name}
"""
LAYOUT = """\
title: A small layout for tests
page: {size: a5, margins_mm: {top: 15, bottom: 20, left: 14, right: 14}}
body: {size: 12}
footer: {left: "{leaflet.code}", right: "Page {page} of {pages}"}
back: [contact, copyright]
"""
LEAFLET = """\
code: P1/22/01.2026/VERSION3
title: A good leaflet
brand: plain
layouts: [small]
department: physio
body:
  - heading: About this leaflet
  - A paragraph with **bold** words.
  - image: hills.svg
    alt: Two hills, one higher than the other
"""


def small_workspace(root: Path) -> Path:
    """Make a workspace with one brand, one layout and one leaflet, P1-good."""
    texts = {
        "leaflets/P1-good.yaml": LEAFLET,
        "layouts/small.yaml": LAYOUT,
        "assets/brands/plain/brand.yaml": BRAND,
        "assets/brands/plain/logo.svg": SVG,
        "assets/images/hills.svg": SVG,
    }
    for name, text in texts.items():
        write(root / name, text)
    fonts = root / "assets" / "fonts"
    fonts.mkdir()
    for font in (ROOT / "assets" / "fonts").glob("Atkinson*.ttf"):
        shutil.copyfile(font, fonts / font.name)
    return root


def write(path: Path, text: str) -> Path:
    """Write a text file, and the folders to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def run(*arguments: str | Path) -> Result:
    """Run the command in this process; a fault that would be a traceback is raised."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def run_apart(
    *arguments: str | Path, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a shell does."""
    command = [sys.executable, "-m", "leafletgen", *map(str, arguments)]
    variables = {**os.environ, **(environment or {})}
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=variables, cwd=folder, check=False, timeout=BOUND
    )


def files_of(folder: Path) -> dict[str, bytes]:
    """What every file under a folder holds, by its name; the cache is left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def sheet(root: Path, *arguments: str | Path, code: ExitCode = ExitCode.OK) -> tuple[str, str]:
    """Run `sheet` in a workspace, which ends as said, and return its output and its diagnostics."""
    result = run("sheet", *arguments, "--workspace", root)
    assert result.exit_code == code, result.stderr
    return result.stdout, result.stderr
