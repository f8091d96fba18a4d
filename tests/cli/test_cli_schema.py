"""``leafletgen schema``, the schemas that are checked in, and the starter files that fit them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from leafletgen.cli.schema import KINDS
from leafletgen.errors import ExitCode
from leafletgen.library import schemas as published
from leafletgen.library.schemas import schema_text
from tests.support.commands import ROOT, files_of, run, write

STARTER_FILES = [
    *sorted((ROOT / "leaflets").rglob("*.yaml")),
    *sorted((ROOT / "layouts").glob("*.yaml")),
    *sorted((ROOT / "assets" / "brands").glob("*/brand.yaml")),
]


def test_kinds() -> None:
    assert set(KINDS) == set(published.KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_printed_and_checked_in_are_the_same(kind: str) -> None:
    result = run("schema", kind)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    checked_in = (ROOT / ".schema" / f"{kind}.json").read_text("utf-8")
    assert checked_in == result.stdout, 'renew them with "leafletgen schema --all .schema"'


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_a_valid_schema(kind: str) -> None:
    schema = json.loads(schema_text(kind))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"] == f"leafletgen {kind}"


def test_all(tmp_path: Path) -> None:
    result = run("schema", "--all", tmp_path / "deep" / ".schema")
    assert result.exit_code == ExitCode.OK
    assert len(result.stdout.splitlines()) == len(KINDS)
    assert files_of(tmp_path / "deep" / ".schema") == files_of(ROOT / ".schema")


def test_all_into_a_file(tmp_path: Path) -> None:
    write(tmp_path / "file", "")
    result = run("schema", "--all", tmp_path / "file" / "folder")
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert "\n  hint: " in result.stderr


@pytest.mark.parametrize("arguments", [[], ["leaflet", "--all", "x"], ["leaflets"]])
def test_wrong_usage(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("schema", *arguments).exit_code == ExitCode.USAGE
    assert list(tmp_path.iterdir()) == []


class _Loader(yaml.SafeLoader):
    """YAML as editors read it: a date such as 2027-04-01 is text."""


_Loader.yaml_implicit_resolvers = {
    key: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> Any:
    """Return YAML as plain data."""
    return yaml.load(text, _Loader)


@pytest.mark.parametrize("path", STARTER_FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_starter_files_fit_and_name_their_schema(path: Path) -> None:
    text = path.read_text("utf-8")
    first = text.split("\n", 1)[0]
    assert first.startswith("# yaml-language-server: $schema=")
    named = (path.parent / first.partition("=")[2].strip()).resolve()
    assert named.parent == ROOT / ".schema"
    schema = json.loads(named.read_text("utf-8"))
    faults = jsonschema.Draft202012Validator(schema).iter_errors(load(text))
    assert [f"{'/'.join(map(str, fault.path))}: {fault.message}" for fault in faults] == []


def test_new_files_fit_and_name_their_schema(tmp_path: Path) -> None:
    run("init", tmp_path)
    run("new", "leaflet", "P5-knee", "--workspace", tmp_path)
    run("new", "brand", "mine", "--workspace", tmp_path)
    run("new", "email", "sheet", "--brand", "mine", "--workspace", tmp_path)
    for name in ("leaflets/P5-knee.yaml", "assets/brands/mine/brand.yaml", "assets/brands/mine/emails/sheet.yaml"):
        test_path = tmp_path / name
        text = test_path.read_text("utf-8")
        schema = (test_path.parent / text.split("\n", 1)[0].partition("=")[2]).resolve()
        assert schema.parent == (tmp_path / ".schema").resolve()
        jsonschema.Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(load(text))


def test_a_wrong_key_does_not_fit() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text("leaflet")))
    data = load((ROOT / "leaflets" / "P4400-mid-back-pain.yaml").read_text("utf-8"))
    assert validator.is_valid(data)
    assert not validator.is_valid({**data, "titel": "x"})
    assert not validator.is_valid({**data, "body": [{"parragraph": "x"}]})
