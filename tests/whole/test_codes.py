"""Codes of diagnostics: given as words where a diagnostic is made, and each of them explained in the package."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from leafletgen.codes import explanations
from leafletgen.errors import Diagnostic, Report
from leafletgen.library.workspace import Workspace
from tests.support.building import ROOT
from tests.support.codes_in_source import made

BAD = sorted((ROOT / "tests" / "bad").glob("*.yaml"))


def test_every_code_is_written_where_a_diagnostic_is_made() -> None:
    assert len(made()) > 400
    assert [one.where for one in made() if not one.codes and not one.passes_on] == []


def test_every_code_that_is_used_is_explained_and_nothing_else() -> None:
    used = {code for one in made() for code in one.codes}
    assert used - set(explanations()) == set()
    assert set(explanations()) - used == set()


def test_codes_are_words_with_hyphens_and_stand_in_one_topic() -> None:
    text = (ROOT / "leafletgen" / "codes.toml").read_text("utf-8")
    tables = re.findall(r"^\[\w+\.(.*)\]$", text, re.MULTILINE)
    assert len(tables) == len(explanations()) == len(set(tables))
    assert [code for code in tables if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", code)] == []


def test_causes_and_cures_are_sentences_of_their_own() -> None:
    for one in explanations().values():
        for said in (one.cause, one.cure):
            assert re.fullmatch(r"\S.{15,399}[.?]", said), one.code
        assert one.cause != one.cure
    causes = [one.cause for one in explanations().values()]
    assert len(set(causes)) == len(causes)


def test_a_code_is_as_bad_as_it_is_said_to_be() -> None:
    """A mistake that is only described gets its severity from whoever reports it."""
    known = {code: {each.value for each in one.severities} for code, one in explanations().items()}
    wrong = [
        (one.where, code)
        for one in made()
        for code in one.codes
        if one.severity is not None and one.severity not in known[code]
    ]
    assert wrong == []
    told = {code: {one.severity for one in made() if code in one.codes} for code in known}
    assert [code for code, found in told.items() if None not in found and "error" in known[code] - found] == []


def found_in(path: Path) -> Iterator[tuple[str, Diagnostic]]:
    """Yield what is said of a leaflet, with the text of the file that each is about."""
    workspace = Workspace(ROOT)
    report = Report()
    workspace.load_leaflet(path, report)
    for one in report.diagnostics:
        file = ROOT / one.place.file if one.place else path
        yield file.read_text("utf-8", "replace") if file.is_file() else "", one


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_diagnostic_of_a_bad_leaflet_has_a_code_and_ends_in_its_file(path: Path) -> None:
    found = list(found_in(path))
    assert found
    for text, one in found:
        assert one.code in explanations()
        assert one.severity in explanations()[one.code].severities
        if one.end is not None and one.place is not None:
            assert (one.place.line, one.place.column) <= one.end
            lines = text.split("\n")
            assert one.end[0] <= len(lines)
            assert one.end[1] <= len(lines[one.end[0] - 1]) + 1


def test_most_diagnostics_of_bad_leaflets_have_an_end() -> None:
    ends = [one.end for path in BAD for _, one in found_in(path)]
    assert sum(end is not None for end in ends) >= 0.8 * len(ends)
