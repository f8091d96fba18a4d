"""Reads a file as the commands do, with what is not saved yet, for what there is to say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.app.editing.edited import Edited
from leafletgen.errors import Report
from leafletgen.source.yaml import parse_source

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace


def read_edited(file: Edited, workspace: Workspace, report: Report) -> None:
    """Read a file with all that it names, and report what is wrong."""
    match file.kind:
        case "leaflet":
            workspace.load_leaflet(file.path, report, file.text)
        case "shared":
            workspace.load_shared(file.name, report)
        case "layout":
            load = workspace.load_sheet_layout if file.path.parent.name == "sheets" else workspace.load_layout
            load(file.name, report)
        case "brand":
            workspace.load_brand(file.name, report)
        case "exercise" | "programme":
            _read_exercise(file, workspace, report)
        case "email":
            brand = workspace.load_brand(file.path.parent.parent.name, Report())
            if brand is not None:
                workspace.load_email_template(brand, file.name, report)
        case "rules" | "topics":
            _read_alone(file, report)
        case "brand-translation":
            _read_brand_translation(file, workspace, report)
        case _:
            _read_words(file, workspace, report)


def _read_exercise(file: Edited, workspace: Workspace, report: Report) -> None:
    from leafletgen.library.exercises import Exercises

    library = Exercises(workspace)
    if file.kind == "exercise":
        library.load(file.name, report)
    else:
        library.load_programme(file.name, report)


def _read_brand_translation(file: Edited, workspace: Workspace, report: Report) -> None:
    """The words of a brand in another language, beside the brand's own."""
    from leafletgen.library.translating import translated_brand

    brand = workspace.load_brand(file.path.parent.name, Report())
    if brand is None:
        _read_alone(file, report)
    else:
        translated_brand(workspace, brand, file.name.removeprefix("brand."), report)


def _read_words(file: Edited, workspace: Workspace, report: Report) -> None:
    """The words of an exercise or a programme in another language, beside those that they translate."""
    from leafletgen.library.exercises import Exercises
    from leafletgen.library.speaking import Speaking

    found = Report()
    _read_alone(file, found)
    report.add(found.diagnostics)
    source, _, language = file.name.rpartition(".")
    library = Exercises(workspace)
    names = library.exercise_names() if file.kind == "exercise-translation" else library.programme_names()
    if found.has_errors or source not in names:
        return
    speaking = Speaking(library, language)
    if file.kind == "exercise-translation":
        exercise = library.load(source, Report())
        done = exercise is not None and speaking.exercise(exercise, report) is not None
    else:
        programme = library.load_programme(source, Report())
        done = programme is not None and speaking.programme(programme, report) is not None
    if not done:
        speaking.tell(report, None)


def _read_alone(file: Edited, report: Report) -> None:
    root = parse_source(file.text, file.shown, report)
    if root is not None:
        file.record.read(root, report)
