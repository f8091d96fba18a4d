"""Which fields of the model name something else, and in which file that stands."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from leafletgen.app.editing.edited import Edited
from leafletgen.errors import Report
from leafletgen.source.names import stems

NAMED: Final = {
    ("Leaflet", "brand"): "brand", ("Leaflet", "layouts"): "layout", ("Leaflet", "cover"): "picture",
    ("Leaflet", "department"): "department", ("Leaflet", "translates"): "leaflet", ("Leaflet", "language"): "language",
    ("SharedBlocks", "translates"): "shared", ("SharedBlocks", "language"): "language",
    ("Block", "only"): "form", ("Block", "exclude"): "form", ("Picture", "image"): "picture",
    ("Include", "name"): "shared", ("ContactBlock", "department"): "department",
    ("Exercise", "easier"): "exercise", ("Exercise", "harder"): "exercise", ("Drawing", "image"): "picture",
    ("Chosen", "exercise"): "exercise", ("Programme", "exercises"): "exercise", ("Programme", "person"): "person",
    ("ExerciseTranslation", "translates"): "exercise", ("ExerciseTranslation", "language"): "language",
    ("ChosenTranslation", "exercise"): "exercise", ("ProgrammeTranslation", "translates"): "programme",
    ("ProgrammeTranslation", "language"): "language", ("BrandTranslation", "translates"): "brand",
    ("BrandTranslation", "language"): "language", ("Logo", "file"): "logo", ("Logo", "reversed"): "logo",
    ("Family", "regular"): "font", ("Family", "bold"): "font", ("Family", "italic"): "font",
    ("Family", "bold_italic"): "font", ("TopicEntry", "include"): "shared", ("Waiver", "rule"): "rule",
    ("Waiver", "at"): "place", ("Heading", "id"): "heading",
}  # fmt: skip
"""What a name in a field is the name of, by the record that declares the field, and the attribute."""


def file_of(what: str, name: str, file: Edited) -> Path | None:
    """Return the file in which something is that is named in another file; None where there is none."""
    root = file.root
    match what:
        case "exercise" | "programme":
            path = root / "assets" / f"{what}s" / f"{name}.yaml"
        case "shared":
            path = root / "leaflets" / "shared" / f"{name}.yaml"
        case "brand":
            path = root / "assets" / "brands" / name / "brand.yaml"
        case "layout" | "form":
            path = root / "layouts" / f"{name}.yaml"
        case "leaflet":
            path = file.path.with_name(f"{name}.yaml")
        case "picture":
            found = file.workspace().picture_path(name, file.path, None, Report())
            return found
        case "logo":
            path = file.path.with_name(name)
        case "font":
            path = root / "assets" / "fonts" / name
        case _:
            return None
    known = stems(path.parent) if path.suffix == ".yaml" else [path.stem]
    return path if path.stem in known and path.is_file() else None
