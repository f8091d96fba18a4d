"""Files that pages show: each that is whole fits the schema of its kind, and every block has its line and example."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from leafletgen.content.email_fields import EMAIL_FIELDS
from tests.docs.markdown import DOCS, ROOT, blocks

#: The page that shows a whole file in its first block of YAML, and the kind of file that it is.
WHOLE = {
    "write/leaflets.md": "leaflet",
    "write/emails.md": "email",
    "write/layouts.md": "layout",
    "clinic/exercises.md": "exercise",
    "clinic/programmes.md": "programme",
    "clinic/prescriptions.md": "prescription",
    "start/clinic.md": "prescription",
}


def schema(kind: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / ".schema" / f"{kind}.json").read_text("utf-8"))
    return loaded


def first_yaml(page: Path) -> Any:
    block = next(block for block in blocks(page.read_text("utf-8")) if block.language == "yaml")
    # Dates and numbers are text to our reader too.
    return yaml.load("\n".join(block.lines), yaml.BaseLoader)


def as_the_schema_has_it(value: Any) -> Any:
    """Return numbers and truths where plain YAML has text that looks like one."""
    if isinstance(value, dict):
        return {key: as_the_schema_has_it(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_the_schema_has_it(each) for each in value]
    if value in ("true", "false"):
        return value == "true"
    return float(value) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) else value


@pytest.mark.parametrize("name", WHOLE)
def test_whole_files_fit_their_schema(name: str) -> None:
    jsonschema.validate(as_the_schema_has_it(first_yaml(DOCS / name)), schema(WHOLE[name]))


def test_every_field_of_an_email_has_its_line() -> None:
    text = (DOCS / "write" / "emails.md").read_text("utf-8")
    assert dict(re.findall(r"^\| `\{([\w.]+)\}` \| (.+) \|$", text, re.MULTILINE)) == EMAIL_FIELDS


def block_keys() -> list[str]:
    """Return the key by which each kind of block is known."""
    definitions = schema("leaflet")["$defs"]
    references = [each["$ref"] for each in definitions["Blocks"]["items"]["anyOf"] if "$ref" in each]
    return [definitions[reference.rpartition("/")[2]]["required"][0] for reference in references]


def test_every_block_has_its_line_and_an_example() -> None:
    text = (DOCS / "write" / "blocks.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == sorted_as(block_keys(), text)
    examples = as_the_schema_has_it(first_yaml(DOCS / "write" / "blocks.md"))
    shown = {key for example in examples if isinstance(example, dict) for key in example}
    assert set(block_keys()) - shown == set()


def sorted_as(keys: list[str], text: str) -> list[str]:
    """Return keys in the order in which a page's table has them; those that it has not come last."""
    return sorted(keys, key=lambda key: text.find(f"\n| `{key}` |") % (len(text) + 1))


def test_a_knee_sheet_for_a_patient_is_a_short_command() -> None:
    """A clinic's defaults say the rest, such as the layout and the clinician."""
    lines = [line for block in blocks((ROOT / "README.md").read_text("utf-8")) for line in block.lines]
    examples = [line for line in lines if "--programme knee-osteoarthritis" in line]
    assert examples
    assert all("--for" in line and len(line) <= 90 for line in examples)
