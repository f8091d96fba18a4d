"""Tries rules: a small workspace, a file in it, and what is found there with the words that are meant."""

from __future__ import annotations

import shutil
import tempfile
from atexit import register
from functools import cache
from pathlib import Path
from textwrap import indent

from leafletgen.errors import Report, Severity
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import CheckedFile, CheckedKind, kind_of, read_file
from leafletgen.rules.data import load_rules
from leafletgen.rules.finding import Edit, Finding
from leafletgen.rules.rule import Rule
from leafletgen.rules.running import check_file, compare, gather
from tests.support.building import ROOT

#: What is on every leaflet whose body alone is of interest.
PLAIN_HEAD = """\
code: P1000/1000/06.2025/VERSION1
title: A plain leaflet
language: en-GB
brand: riverside
layouts: [a4-leaflet]
review: 2027-06
"""
FOLDERS = {
    "leaflet": "leaflets",
    "shared": "leaflets/shared",
    "exercise": "assets/exercises",
    "programme": "assets/programmes",
}


@cache
def workspace() -> Workspace:
    """Return a workspace with the repository's layouts and assets and no leaflet but its shared blocks."""
    folder = Path(tempfile.mkdtemp(prefix="leafletgen-rules-"))
    register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(ROOT / "layouts", folder / "layouts")
    shutil.copytree(ROOT / "assets", folder / "assets")
    # Pictures and layouts with faults, for cases.
    own = Path(__file__).parent
    shutil.copytree(own / "pictures", folder / "assets" / "images" / "tried")
    shutil.copytree(own / "layouts", folder / "layouts", dirs_exist_ok=True)
    shutil.copytree(ROOT / "leaflets" / "shared", folder / "leaflets" / "shared")
    return Workspace(folder)


@cache
def rules() -> dict[str, Rule]:
    """Return all rules of the repository; their files have no fault."""
    report = Report()
    found = load_rules(ROOT, report)
    assert not report.diagnostics, "\n".join(map(str, report.diagnostics))
    return found


def as_file(yaml: str, kind: CheckedKind = "leaflet", name: str = "tried", where: str = "") -> CheckedFile:
    """Return a file of this kind; the YAML of a leaflet or of shared blocks may be the body alone, a list of blocks."""
    if kind == "leaflet" and yaml.lstrip().startswith("-"):
        yaml = f"{PLAIN_HEAD}body:\n{indent(yaml, '  ')}"
    elif kind == "shared" and yaml.lstrip().startswith("-"):
        yaml = f"body:\n{indent(yaml, '  ')}"
    default = "assets/brands/riverside/brand.yaml" if kind == "brand" else f"{FOLDERS.get(kind)}/{name}.yaml"
    where = where or default
    report = Report()
    file = read_file(workspace(), workspace().root / where, report, yaml)
    assert file is not None, "\n".join(map(str, report.diagnostics))
    return file


def as_files(texts: dict[str, str]) -> list[CheckedFile]:
    """Return files by their names in a workspace; the body alone of a leaflet or of shared blocks will do."""
    made = []
    for where, yaml in texts.items():
        kind = kind_of(workspace().root / where, workspace().root)
        assert kind is not None, where
        made.append(as_file(yaml, kind, where=where))
    return made


def found(rule_id: str, yaml: str, kind: CheckedKind = "leaflet") -> list[Finding]:
    """Return what one rule finds in a file, or, where it compares files, what it finds in that file alone."""
    return [one for one in all_found(as_file(yaml, kind), {rule_id: rules()[rule_id]})]


def all_found(file: CheckedFile, which: dict[str, Rule]) -> list[Finding]:
    """Return what rules find in a file; one that raises fails the test."""
    made = [*check_file(file, which), *compare({file.shown: gather(file, which)}, which)]
    broken = [one for one in made if one.rule not in which]
    assert not broken, broken
    return made


def found_among(rule_id: str, *files: CheckedFile) -> list[Finding]:
    """Return what a rule finds when it compares files."""
    which = {rule_id: rules()[rule_id]}
    made = compare({file.shown: gather(file, which) for file in files}, which)
    assert all(one.rule == rule_id for one in made), made
    return made


def words_at(finding: Finding, text: str) -> str:
    """Return the words that a finding is about, from the file's text."""
    lines = text.split("\n")
    end = finding.place.end
    line, column = finding.place.line, finding.place.column
    if end is None:
        return ""
    if end[0] == line:
        return lines[line - 1][column - 1 : end[1] - 1]
    return "\n".join([lines[line - 1][column - 1 :], *lines[line : end[0] - 1], lines[end[0] - 1][: end[1] - 1]])


def told(finding: Finding, text: str) -> str:
    """Return place and words of a finding, as golden cases have them: ``LINE:COLUMN words``, folds as one space."""
    return f"{finding.place.line}:{finding.place.column} {' '.join(words_at(finding, text).split())}"


def lines_before(file: CheckedFile) -> tuple[int, int]:
    """Return the lines and columns that stand before a body that a case has alone."""
    return file.text[: file.text.find("body:\n") + 6].count("\n"), 2


def applied(text: str, edits: tuple[Edit, ...]) -> str:
    """Return a text with changes made."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


__all__ = ["PLAIN_HEAD", "Severity", "all_found", "applied", "as_file", "found", "found_among", "rules", "told"]
