"""New content to fill in, which builds as it is: a leaflet, a brand, and what exercise sheets are made from."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

from leafletgen.app.scaffold import starter
from leafletgen.app.templates import (
    TEMPLATES,
    check_name,
    fill,
    quoted,
    refuse_existing,
    schema_line,
    title,
    unwritable,
    write_new,
)
from leafletgen.app.writing import check_place
from leafletgen.content.model.brand import Brand
from leafletgen.errors import ExitCode, RefusedError, Report, Setting, did_you_mean, refused
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.system import clock

_NUMBER = r"[A-Za-z]{1,4}[0-9]+"
_LAYOUTS = ("a5-booklet", "a4-leaflet", "large-print-18")


def new_leaflet(workspace: Workspace, name: str, brand: str | None, report: Report) -> Path:
    """Write a leaflet of a brand, else of the only one, and return its file.

    Raises:
        RefusedError: the name cannot be one or is there, the brand is not clear, or the file cannot be written.
    """
    check_name(name)
    target = workspace.root / "leaflets" / f"{name}.yaml"
    refuse_existing(name, [path.stem for path in workspace.leaflet_files()], "leaflet")
    found = chosen_brand(workspace, brand, report)
    text = (TEMPLATES / "leaflet.yaml").read_text(encoding="utf-8")
    _write(target, fill(text, _leaflet_values(name, workspace, found)))
    return target


def new_brand(workspace: Workspace, name: str) -> Path:
    """Write a brand with stand-ins for the logo, and return its folder.

    Raises:
        RefusedError: the name cannot be one or is there, or the folder cannot be written.
    """
    check_name(name)
    brands = workspace.root / "assets" / "brands"
    known = [path.name for path in brands.iterdir()] if brands.is_dir() else []
    refuse_existing(name, known, "brand")
    text = (TEMPLATES / "brand.yaml").read_text(encoding="utf-8")
    text = fill(text, {"NAME": name, "TITLE": quoted(title(name))})
    target = brands / name
    try:
        target.mkdir(parents=True)
        try:
            for logo in ("logo.svg", "logo-reversed.svg"):
                shutil.copyfile(TEMPLATES / logo, target / logo)
            write_new(target / "brand.yaml", text.encode())
            _complete_fonts(workspace, text)
        except OSError:
            shutil.rmtree(target, ignore_errors=True)
            raise
    except OSError as fault:
        raise unwritable(target, fault) from fault
    return target


def new_email(workspace: Workspace, name: str, brand: str | None, report: Report) -> Path:
    """Write an e-mail template of a brand, else of the only one, and return its file.

    It begins with the words of ours of its name, else with those around an exercise sheet.

    Raises:
        RefusedError: the name cannot be one or is there, the brand is not clear, or the file cannot be written.
    """
    from leafletgen.library.emails import FOLDER, OURS, our_names, own_names

    check_name(name)
    folder = chosen_brand(workspace, brand, report).folder
    refuse_existing(name, own_names(folder), "e-mail template")
    words = (OURS / f"{name if name in our_names() else 'sheet'}.yaml").read_text(encoding="utf-8")
    head = (TEMPLATES / "email.yaml").read_text(encoding="utf-8")
    target = folder / FOLDER / f"{name}.yaml"
    _write(target, fill(head, {"NAME": name}) + "\n" + re.sub(r"(?m)\A(?:#.*\n)+", "", words))
    return target


def new_exercise(workspace: Workspace, name: str) -> Path:
    """Write an exercise, and return its file.

    Raises:
        RefusedError: the name cannot be one or is there, or the file cannot be written.
    """
    check_name(name)
    refuse_existing(name, Exercises(workspace).exercise_names(), "exercise")
    return _write_asset(workspace, name, "exercise", {})


def new_programme(workspace: Workspace, name: str) -> Path:
    """Write a programme of two exercises that the workspace has, and return its file.

    Raises:
        RefusedError: the name cannot be one or is there, there is no exercise, or the file cannot be written.
    """
    check_name(name)
    refuse_existing(name, Exercises(workspace).programme_names(), "programme")
    return _write_asset(workspace, name, "programme", {"EXERCISES": _some_exercises(workspace)})


def new_prescription(workspace: Workspace, file: Path) -> None:
    """Write a prescription anywhere, for its owner alone: it is to hold a patient's name.

    Raises:
        RefusedError: the file is there, there is no exercise, or it cannot be written.
    """
    check_place(file)
    if file.exists():
        raise refused("name-taken", f"there is a file {file} already", "choose another name", ExitCode.USAGE)
    today = clock.today()
    values = {
        "SCHEMA": schema_line(workspace.root / ".schema" / "prescription.json", file),
        "FILE": str(file),
        "DATE": today.isoformat(),
        "REVIEW": (today + timedelta(weeks=2)).isoformat(),
        "EXERCISES": _some_exercises(workspace),
    }
    _write(file, fill((TEMPLATES / "prescription.yaml").read_text(encoding="utf-8"), values), private=True)


def _write_asset(workspace: Workspace, name: str, what: str, values: dict[str, str]) -> Path:
    target = workspace.root / "assets" / f"{what}s" / f"{name}.yaml"
    text = (TEMPLATES / f"{what}.yaml").read_text(encoding="utf-8")
    _write(target, fill(text, {"NAME": name, "TITLE": quoted(title(name)), **values}))
    return target


def _write(target: Path, text: str, *, private: bool = False) -> None:
    try:
        write_new(target, text.encode(), private=private)
    except OSError as fault:
        raise unwritable(target, fault) from fault


def chosen_brand(workspace: Workspace, name: str | None, report: Report) -> Brand:
    """Return the brand that was named, or the only one.

    Raises:
        RefusedError: it is faulty, or it is not clear which is meant.
    """
    known = workspace.brand_names()
    if not known:
        raise refused(
            "no-brand",
            "there are no brands in assets/brands/",
            'begin one with "leafletgen new brand NAME"',
            ExitCode.CONTENT,
        )
    if name is None and len(known) > 1:
        hint = f"choose one with {report.called(Setting.BRAND)}: {', '.join(known)}"
        raise refused("several-brands", "there is more than one brand", hint, ExitCode.USAGE)
    name = name or known[0]
    if name not in known:
        raise refused("brand-unknown", f'no brand is called "{name}"', did_you_mean(name, known), ExitCode.USAGE)
    found = workspace.load_brand(name, report)
    if found is None:
        raise RefusedError(ExitCode.CONTENT, *report.diagnostics)
    return found


def _leaflet_values(name: str, workspace: Workspace, brand: Brand) -> dict[str, str]:
    number, _, rest = name.partition("-")
    if not re.fullmatch(_NUMBER, number):
        number, rest = "", name
    today = clock.today()
    month = today.month
    code = _example_code(brand, number or _free_number(workspace), today)
    layouts = workspace.layout_names()
    if not layouts:
        raise refused(
            "no-layouts",
            "there are no layouts in layouts/",
            'copy one from a workspace that "leafletgen init" makes',
            ExitCode.CONTENT,
        )
    department = next(iter(brand.departments), None)
    return {
        "NAME": name,
        "CODE": quoted(code),
        "TITLE": quoted(title(rest or name)),
        "BRAND": brand.identifier,
        "LAYOUTS": ", ".join([layout for layout in _LAYOUTS if layout in layouts] or layouts[:1]),
        "REVIEW": f"{today.year + 3}-{month:02}",
        "DEPARTMENT": f"department: {department}"
        if department
        else "# department: physiotherapy    # one of the brand's",
    }


def _free_number(workspace: Workspace) -> str:
    """A code number after the highest of the workspace, so that a new leaflet is not taken for another one."""
    report = Report()
    loaded = [workspace.load_leaflet(path, report) for path in workspace.leaflet_files()]
    numbers = [found.code.number or "" for found in loaded if found is not None]
    parts = [
        (match[1], int(match[2]))
        for match in (re.fullmatch(r"([A-Za-z]*)([0-9]+)", known) for known in numbers)
        if match
    ]
    if not parts:
        return ""
    letters, highest = max(parts, key=lambda part: part[1])
    return f"{letters}{highest + 1}"


def _example_code(brand: Brand, number: str, today: date) -> str:
    """A code of the brand's form, of this month; its job is a number to be changed."""
    template = brand.code
    example = template.parse(template.example)
    if example is None:
        return template.example
    fields = set(template.fields)
    example.number = number if number and "number" in fields else example.number
    example.month = today.month if "month" in fields else None
    example.year = today.year if "year" in fields else None
    try:
        return template.format(example)
    except ValueError:
        return template.example


def _complete_fonts(workspace: Workspace, text: str) -> None:
    """Copy the fonts that the new brand names from the starter workspace, where the workspace lacks them."""
    fonts = workspace.root / "assets" / "fonts"
    for name in re.findall(r"[A-Za-z-]+\.ttf", text):
        if not (fonts / name).exists():
            fonts.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(starter() / "assets" / "fonts" / name, fonts / name)


def _some_exercises(workspace: Workspace) -> str:
    """A list of two exercises that the workspace has, so that the template works as it is."""
    known = Exercises(workspace).exercise_names()
    if not known:
        raise refused(
            "no-exercises",
            "there are no exercises in assets/exercises/",
            'begin one with "leafletgen new exercise NAME"',
            ExitCode.CONTENT,
        )
    names = [name for name in ("bridge", "bird-dog") if name in known] or known[:2]
    return "\n".join(f"  - {name}" for name in names)
