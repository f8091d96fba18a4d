"""Sheets in other languages: what was asked for in English, said in a language that all of it is translated to."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from leafletgen.content.model.brand import Brand
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.errors import Diagnostic, Place, Report
from leafletgen.languages.brought import register_workspace
from leafletgen.library.exercises import Exercises
from leafletgen.library.speaking import Speaking
from leafletgen.library.translating import check_words, translated_brand
from leafletgen.library.translation_names import head_of


class _Brand(NamedTuple):
    """A brand in a language, made once, with what was wrong with it."""

    source: Brand
    spoken: Brand | None
    path: Path | None
    diagnostics: tuple[Diagnostic, ...]


class Speakers:
    """The languages of one run of sheets; what is translated is read once for each."""

    def __init__(self, library: Exercises) -> None:
        """Take the library; nothing is read yet."""
        self.library = library
        self._speaking: dict[str, Speaking] = {}
        self._brands: dict[tuple[str, str], _Brand] = {}

    def spoken(
        self, brand: Brand, request: SheetRequest, language: str, place: Place | None, report: Report
    ) -> tuple[Brand, SheetRequest] | None:
        """Return brand and request in a language; None after reporting all of it that cannot be handed out.

        Args:
            brand: whose words stand on every sheet.
            request: what is asked for, in English; what the clinician wrote stays as it is.
            language: a tag of a language that is not English.
            place: where it was asked for; None on the command line.
            report: receives what is missing or stale, all at once.
        """
        told = len(report.errors)
        register_workspace(self.library.workspace.root, report)
        check_words(language, "a sheet", place, report)
        speaking = self._speaking.setdefault(language, Speaking(self.library, language))
        speaking.begin()
        programmes = [speaking.programme(one, report) for one in request.programmes]
        notes = speaking.programme_notes(request.programmes, report)
        prescribed = [
            one._replace(note=notes.get(one.note, one.note) if one.note is not None else None)
            for one in speaking.prescribed(request.prescribed, report)
        ]
        signs = speaking.signs(request.signs, report)
        found = self._brand(brand, language)
        report.add(found.diagnostics)
        if found.path is not None:
            head = head_of(found.path)
            speaking.use(found.path, head.reviewed_by if head is not None else None)
        speaking.tell(report, place)
        if len(report.errors) > told or found.spoken is None:
            return None
        spoken = request._replace(
            prescribed=prescribed,
            programmes=[one for one in programmes if one is not None],
            signs=signs,
            language=language,
            unchecked=speaking.unchecked,
        )
        return found.spoken, spoken

    def _brand(self, brand: Brand, language: str) -> _Brand:
        key = (brand.identifier, language)
        known = self._brands.get(key)
        if known is None or known.source is not brand:
            report = Report()
            found = translated_brand(self.library.workspace, brand, language, report)
            spoken, path = found if found is not None else (None, None)
            known = self._brands[key] = _Brand(brand, spoken, path, report.diagnostics)
        return known
