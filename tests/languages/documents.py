"""Leaflets and sheets of the samples, in each language and both standards, made once for all tests of a process."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from leafletgen.content.model.prescription import Clinician, Patient
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.dose.short import parse_short
from leafletgen.errors import Place, Report
from leafletgen.library.exercises import Prescribed
from tests.languages.sampling import LANGUAGES, exercise_text, leaflet_text, sample
from tests.support.building import Workshop
from tests.support.sheet_samples import SheetShop

KINDS = ("leaflet", "sheet")
STANDARDS = ("ua-1", "ua-2")
_NOWHERE = Place("", 1, 1)
_SHEET = "sheet-2"
#: Lives as long as the process; the folder goes with it.
_FOLDER = tempfile.TemporaryDirectory(prefix="leafletgen-languages-")


class Made(NamedTuple):
    """A file, and what was said while it was made."""

    path: Path
    pages: int
    said: tuple[str, ...]


@cache
def _workshop() -> Workshop:
    folder = Path(_FOLDER.name) / "leaflets"
    folder.mkdir()
    return Workshop(folder)


@cache
def _sheets() -> SheetShop:
    folder = Path(_FOLDER.name) / "sheets"
    folder.mkdir()
    shop = SheetShop(folder)
    for language in LANGUAGES:  # all files must be there before anything asks for one
        shop.add_exercise(_name(language), exercise_text(language))
    return shop


def _name(language: str) -> str:
    return f"sample-{language.lower()}"


@cache
def made(language: str, kind: str, standard: str = "ua-1") -> Made:
    """Return a leaflet of every block, or a sheet, of a language."""
    return _leaflet(language, standard) if kind == "leaflet" else _sheet(language, standard)


def _leaflet(language: str, standard: str) -> Made:
    shop = _workshop()
    built = shop.build(shop.add_text(f"sample-{language}", leaflet_text(language)), "case", standard)
    assert built.path is not None, built.diagnostics
    return Made(built.path, built.pages, tuple(map(str, built.diagnostics)))


def _sheet(language: str, standard: str) -> Made:
    shop, name = _sheets(), _name(language)
    report, said = Report(), sample(language)
    exercise = shop.library.load(name, report)
    dose = parse_short("3x8-10,hold=5s,daily=2,days=mon-wed-fri", None, report)
    assert exercise is not None and dose is not None, report.diagnostics
    request = SheetRequest(
        [Prescribed(exercise, dose, said["exercise"]["note"])],
        patient=Patient(place=_NOWHERE, name="Sam Example", nhs_number="9990000018"),
        clinician=Clinician(place=_NOWHERE, name="A Physio", contact="01632 960 123"),
        date="2026-11-21",
        review="2026-12-05",
        goal=said["write"],
        note=said["medicine"],
        diary=1,
        language=language,
    )
    sheet = shop.make(_SHEET, request, f"{name}-{standard}", standard)
    assert sheet.pages, sheet.diagnostics
    return Made(sheet.path, sheet.pages, tuple(map(str, sheet.diagnostics)))
