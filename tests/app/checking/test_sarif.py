"""SARIF: what is written is valid, and says for each finding where it is, how bad, how it is mended, why it stands."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from leafletgen.app.checking.as_sarif import as_sarif
from leafletgen.app.checking.results import Results
from leafletgen.app.checking.snippets import Texts
from leafletgen.errors import Place, Severity
from leafletgen.rules.finding import Edit
from tests.app.checking.samples import FILE, TEXT, finding, results, write_file

#: OASIS, github.com/oasis-tcs/sarif-spec, sarif-2.1/schema/sarif-schema-2.1.0.json at e0583813 (2.1.0 with errata 01).
SCHEMA = json.loads(Path(__file__).with_name("sarif-schema-2.1.0.json").read_text("utf-8"))


def log(root: Path, found: Results, prefix: str = "") -> dict[str, Any]:
    """Return the run of a log, which is valid."""
    data = json.loads(as_sarif(found, Texts(root), prefix))
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(data)
    run: dict[str, Any] = data["runs"][0]
    return run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_file(tmp_path)
    return tmp_path


def test_the_schema_refuses_what_is_wrong(root: Path) -> None:
    data = json.loads(as_sarif(results(), Texts(root)))
    data["runs"][0]["results"][0]["level"] = "advice"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(data)


def test_each_finding_has_its_place_its_level_and_its_rule(root: Path) -> None:
    run = log(root, results())
    first, second, third, waived = run["results"]
    assert [one["level"] for one in run["results"]] == ["error", "warning", "note", "warning"]
    region = first["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 9, "startColumn": 5, "endLine": 10, "endColumn": 11}
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == FILE
    assert second["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 8
    assert "locations" not in third
    rules = run["tool"]["driver"]["rules"]
    for one in (first, second, third, waived):
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]


def test_a_rule_says_why_and_who_says_so(root: Path) -> None:
    rules = {rule["id"]: rule for rule in log(root, results())["tool"]["driver"]["rules"]}
    rule = rules["plain-words"]
    assert rule["fullDescription"]["text"] == "Short words are read by more people."
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert rule["helpUri"] == "https://service-manual.nhs.uk/content/a-to-z"
    assert "Found: Look at your stool." in rule["help"]["text"]


def test_a_code_of_loading_is_explained_as_well(root: Path) -> None:
    found = results(findings=(finding("stool", rule="image-no-alt-text"),), waived=())
    rules = {rule["id"]: rule for rule in log(root, found)["tool"]["driver"]["rules"]}
    assert rules["image-no-alt-text"]["properties"]["tags"] == ["blocks"]


def test_a_fix_gives_the_text_that_the_edit_gives(root: Path) -> None:
    replacement = log(root, results())["results"][1]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    region = replacement["deletedRegion"]
    assert region["startLine"] == region["endLine"]
    lines = TEXT.split("\n")
    line = lines[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "stool"
    assert replacement["insertedContent"] == {"text": "poo"}


def test_an_edit_that_only_puts_words_in_takes_none_out(root: Path) -> None:
    at = TEXT.index("stool")
    found = results(findings=(finding("stool", edits=(Edit(at, at, "the "),)),))
    region = log(root, found)["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    assert (region["startLine"], region["startColumn"]) == (region["endLine"], region["endColumn"])


def test_what_is_waived_or_known_is_suppressed_with_its_reason(root: Path) -> None:
    found = log(root, results(known=(finding("50%"),)))["results"]
    assert found[-2]["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "people ask for it"}
    ]
    assert found[-1]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "It is in the baseline."}
    ]
    assert all("suppressions" not in one for one in found[:-2])


def test_a_fingerprint_stays_when_the_words_move_and_differs_for_each_of_the_same(root: Path) -> None:
    first = log(root, results())["results"][1]["partialFingerprints"]
    write_file(root, f"# One line more\n{TEXT}")
    moved = finding("stool")._replace(place=Place(FILE, 10, 18, None, (10, 23)))
    again = log(root, results(findings=(moved, moved)))["results"]
    assert again[0]["partialFingerprints"] == first
    assert again[1]["partialFingerprints"] != first


def test_paths_begin_at_the_top_of_the_repository_and_are_addresses(root: Path) -> None:
    odd = finding("stool", place=Place("leaflets/é 100%.yaml", 1, 1))
    found = results(findings=(odd,), waived=(), readings=())
    location = log(root, found, "content/")["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "content/leaflets/%C3%A9%20100%25.yaml"
    assert unquote(location["artifactLocation"]["uri"]) == "content/leaflets/é 100%.yaml"


def test_nothing_found_is_a_valid_log(root: Path) -> None:
    run = log(root, Results("w", 0, ()))
    assert run["results"] == []


def test_severities_of_every_kind_have_a_level(root: Path) -> None:
    found = tuple(
        finding("stool", severity=severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.ADVICE)
    )
    assert [one["level"] for one in log(root, results(findings=found, waived=()))["results"]] == [
        "error",
        "warning",
        "note",
    ]
