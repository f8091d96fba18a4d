"""The two corpora as workspaces, and what a check finds there."""

from __future__ import annotations

import shutil
import tempfile
from atexit import register
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from leafletgen.app.checking.checking import check
from leafletgen.errors import Place, Report
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import CheckedFile, kind_of, read_file
from leafletgen.rules.finding import Finding
from leafletgen.rules.running import FAILED
from leafletgen.system import clock
from tests.support.building import ROOT

#: The day on which the corpora were written, and are read.
DAY = "2026-11-30"
CORPUS = Path(__file__).with_name("corpus")
#: What a corpus takes from the starter; it has leaflets, a brand and pictures of its own.
STARTER = ("layouts", "assets/images", "assets/fonts", "assets/exercises")


class Corpus(NamedTuple):
    """A corpus, read, and all that the rules find in it."""

    files: dict[str, CheckedFile]
    findings: list[Finding]

    def at(self, shown: str, words: str) -> tuple[int, int]:
        """Where words stand that are in a file once: indices into its text."""
        text = self.files[shown].text
        assert text.count(words) == 1, f"{shown} has {words!r} {text.count(words)} times"
        start = text.index(words)
        return start, start + len(words)

    def span(self, place: Place) -> tuple[int, int]:
        """Where a place begins and ends, as indices into its file's text."""
        lines = self.files[place.file].text.split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        end_line, end_column = place.end or (place.line, place.column + 1)
        return starts[place.line - 1] + place.column - 1, starts[end_line - 1] + end_column - 1

    def words_at(self, place: Place) -> str:
        """The words that a place is about, folds as one space."""
        start, end = self.span(place)
        return " ".join(self.files[place.file].text[start:end].split())

    def word_count(self) -> int:
        """How many words readers get to see."""
        return sum(len(passage.words) for file in self.files.values() for passage in file.passages)

    def told(self, finding: Finding) -> str:
        """A finding on a line: its file, place, rule, words and message."""
        place = finding.place
        return f"{place.file}:{place.line}:{place.column} {finding.rule} [{self.words_at(place)}] {finding.message}"


@cache
def corpus(name: str) -> Corpus:
    """Return one of the two, with what a check tells of its files, faults of loading as well."""
    root = Path(tempfile.mkdtemp(prefix="leafletgen-corpus-"))
    register(shutil.rmtree, root, ignore_errors=True)
    for part in STARTER:
        shutil.copytree(ROOT / part, root / part)
    shutil.copytree(CORPUS / name, root, dirs_exist_ok=True)
    workspace = Workspace(root)
    report = Report()
    files: dict[str, CheckedFile] = {}
    for path in sorted((CORPUS / name).rglob("*.yaml")):
        where = root / path.relative_to(CORPUS / name)
        if kind_of(where, root) is not None:
            file = read_file(workspace, where, report)
            assert file is not None, report.diagnostics
            files[file.shown] = file
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(clock.VARIABLE, DAY)
        results = check(workspace, workers=1, report=report)
    assert not report.diagnostics, report.diagnostics
    found = [one for one in results.findings if one.place.file in files]  # and not what the starter's exercises have
    assert not [one for one in found if one.rule == FAILED], found
    return Corpus(files, found)


def listed(path: str, key: str) -> list[dict[str, Any]]:
    """Return a list from a file of the corpora; a file that is not there has none."""
    file = CORPUS / path
    return (yaml.safe_load(file.read_text("utf-8")) or {}).get(key) or [] if file.exists() else []
