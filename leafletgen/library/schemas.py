"""The JSON Schemas of the content files, for editors."""

from __future__ import annotations

import json
from pathlib import Path

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.brand_translation import BrandTranslation
from leafletgen.content.model.email_template import EmailTemplate
from leafletgen.content.model.exercise import Exercise
from leafletgen.content.model.layout import Layout
from leafletgen.content.model.leaflet import Leaflet, SharedBlocks
from leafletgen.content.model.prescription import Prescription
from leafletgen.content.model.programme import Programme
from leafletgen.content.model.rules import RuleFile
from leafletgen.content.model.topics import TopicFile
from leafletgen.content.model.translation import ExerciseTranslation, ProgrammeTranslation
from leafletgen.source.records import Definitions, JsonSchema, Record
from leafletgen.system.writing import write_whole

KINDS: dict[str, type[Record]] = {
    "leaflet": Leaflet,
    "brand": Brand,
    "email": EmailTemplate,
    "layout": Layout,
    "shared": SharedBlocks,
    "exercise": Exercise,
    "programme": Programme,
    "brand-translation": BrandTranslation,
    "exercise-translation": ExerciseTranslation,
    "programme-translation": ProgrammeTranslation,
    "prescription": Prescription,
    "rules": RuleFile,
    "topics": TopicFile,
}
"""The files that have a schema, by what they are called."""


def json_schema(kind: str) -> JsonSchema:
    """Return the JSON Schema (draft 2020-12) of one of `KINDS`.

    Raises:
        KeyError: there is no such kind of file.
    """
    record = KINDS[kind]
    definitions: Definitions = {}
    reference = record.schema(definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"leafletgen {kind}",
        **reference,
        "$defs": definitions,
    }


def schema_text(kind: str) -> str:
    """Return the JSON Schema of one of `KINDS` as a file has it.

    Raises:
        KeyError: there is no such kind of file.
    """
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> None:
    """Write the schema of every kind of file into a folder.

    Raises:
        WriteError: one of them cannot be written.
    """
    for kind in KINDS:
        write_whole(folder / f"{kind}.json", schema_text(kind).encode())
