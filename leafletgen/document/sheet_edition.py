"""An exercise sheet as an edition without pages; apart from leaflets, which have nothing to do with exercises."""

from __future__ import annotations

from sys import intern

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import SheetRules
from leafletgen.document.edition import Edition
from leafletgen.document.element import Element
from leafletgen.document.form import Form
from leafletgen.document.sheet import SheetDocument
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.document.twin_memory import TwinMemory
from leafletgen.errors import Report


def sheet_edition(
    brand: Brand,
    rules: SheetRules,
    request: SheetRequest,
    language: str,
    report: Report,
    form: Form,
    memory: TwinMemory | None = None,
) -> Edition:
    """A sheet in a form without pages. Its title says nothing of the patient, and there is no description.

    A memory has the parts that sheets before this one had as well, in the same language and form.
    """
    memory = memory or TwinMemory()
    memory.begin(brand, rules, intern(language), form)
    told = len(report.diagnostics)
    document = SheetDocument(brand, rules, request, language, report, form, memory.recall)
    if len(report.diagnostics) == told:
        _keep_exercises(document, memory)
    _add_safety(document, memory)
    if request.diary:
        _add_diary(document, memory)
    return Edition(document.assemble(), brand, document.title, rules.code)


def _keep_exercises(document: SheetDocument, memory: TwinMemory) -> None:
    for key, exercise in zip(document.keys, document.exercises, strict=True):
        if key is not None:
            memory.keep(key, [exercise])


def _add_safety(document: SheetDocument, memory: TwinMemory) -> None:
    request, writer = document.request, document.safety_writer
    if writer is None:
        return

    def write() -> list[Element]:
        document.add_safety()
        return document.safety

    key = ("safety", writer.contact, request.is_unsigned_example, request.unchecked, *request.signs)
    document.safety = memory.part(key, write, document.manuscript.report)


def _add_diary(document: SheetDocument, memory: TwinMemory) -> None:
    request = document.request
    if any(one.dose.load is not None for one in request.prescribed):  # words of the clinician's own
        document.add_diary()
        return

    def write() -> list[Element]:
        document.add_diary()
        return document.diary

    named = [(one.exercise.name, one.dose) for one in request.prescribed]
    document.diary = memory.part(("diary", request.diary, *named), write, document.manuscript.report)
