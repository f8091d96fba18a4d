"""The changes of the real rules, over real leaflets: twice is once, comments and keys stay, and the log is valid."""

import json
import shutil

import jsonschema
import pytest

from leafletgen.app.checking.as_sarif import as_sarif
from leafletgen.app.checking.checking import check, findings_in
from leafletgen.app.checking.mending import mend_text
from leafletgen.app.checking.snippets import Texts
from leafletgen.errors import Report, Severity
from leafletgen.library.workspace import Workspace
from leafletgen.rules.data import load_rules
from leafletgen.rules.finding import Finding
from leafletgen.source.yaml import Value, parse_source
from tests.app.checking.test_sarif import SCHEMA
from tests.support.building import ROOT

FAULTS = ROOT / "tests" / "rules" / "corpus" / "faults"
RULES = load_rules(ROOT, Report())


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace of the leaflets with planted faults, beside the starters' exercises and layouts."""
    root = tmp_path_factory.mktemp("library")
    shutil.copytree(ROOT / "layouts", root / "layouts")
    for folder in ("exercises", "fonts"):
        shutil.copytree(ROOT / "assets" / folder, root / "assets" / folder)
    for folder in ("leaflets", "assets"):
        shutil.copytree(FAULTS / folder, root / folder, dirs_exist_ok=True)
    return Workspace(root)


def shape(value: Value) -> object:
    """How a file is built: its keys, its lists, and where there are words."""
    if value.kind == "map":
        return {key: shape(each) for key, each in value.data.items()}
    return [shape(each) for each in value.data] if value.kind == "list" else "words"


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


@pytest.mark.parametrize("name", sorted(path.name for path in (FAULTS / "leaflets").glob("*.yaml")))
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_changes_of_all_rules_are_made_once_and_change_words_alone(
    library: Workspace, name: str, line_end: str
) -> None:
    path = library.root / "leaflets" / name
    text = path.read_text("utf-8").replace("\n", line_end)

    def find(text: str) -> list[Finding] | None:
        return findings_in(library, path, text, RULES)

    once = mend_text(text, find)
    assert once.quarrel == ()
    assert once.made
    assert mend_text(once.text, find).made == ()
    before, after = parse_source(text, name, Report()), parse_source(once.text, name, Report())
    assert before is not None
    assert after is not None
    assert shape(before) == shape(after)
    assert comments(text) == comments(once.text)
    assert text.count(line_end) == once.text.count(line_end)
    report, was = Report(), Report()
    library.load_leaflet(path, report, once.text)
    library.load_leaflet(path, was, text)
    assert {one.code for one in report.errors} <= {one.code for one in was.errors}


def test_both_line_ends_are_mended_alike(library: Workspace) -> None:
    for path in sorted((library.root / "leaflets").glob("*.yaml")):
        text = path.read_text("utf-8")
        unix, windows = (
            mend_text(each, lambda text, path=path: findings_in(library, path, text, RULES)).text  # type: ignore[misc]
            for each in (text, text.replace("\n", "\r\n"))
        )
        assert windows.replace("\r\n", "\n") == unix


def test_all_that_is_found_is_a_valid_log(library: Workspace) -> None:
    results = check(library, ["leaflets"], severity=Severity.ADVICE, workers=1, report=Report())
    assert len(results.findings) > 20
    log = json.loads(as_sarif(results, Texts(library.root)))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    assert len(log["runs"][0]["results"]) == len(results.findings) + len(results.waived)
