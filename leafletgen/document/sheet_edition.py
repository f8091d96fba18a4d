"""An exercise sheet as an edition without pages; apart from leaflets, which have nothing to do with exercises."""

from __future__ import annotations

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import SheetRules
from leafletgen.document.edition import Edition
from leafletgen.document.form import Form
from leafletgen.document.sheet import SheetDocument
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.errors import Report


def sheet_edition(
    brand: Brand, rules: SheetRules, request: SheetRequest, language: str, report: Report, form: Form
) -> Edition:
    """A sheet in a form without pages. Its title says nothing of the patient, and there is no description."""
    document = SheetDocument(brand, rules, request, language, report, form)
    document.add_safety()
    if request.diary:
        document.add_diary()
    return Edition(document.assemble(), brand, document.title, rules.code)
