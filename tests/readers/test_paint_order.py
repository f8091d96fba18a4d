"""Poppler's ``pdftotext -raw``, which reads a page in the order of painting, says what the tags say.

Artifacts are taken out before: they are no part of the tags. Letters are compared, for this reader guesses words from
the gaps between letters. It is skipped where there is no poppler; ``.ci/run`` has it.
"""

import os
import shutil
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pikepdf
import pytest

from leafletgen.errors import Report
from leafletgen.library.exercises import Exercises
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.workspace import Workspace
from leafletgen.pdf.canvas import TaggedCanvas
from tests.checker import structure
from tests.checker.document import Document
from tests.support.building import ROOT, Workshop, case_layouts, case_names
from tests.support.expected_text import words_of
from tests.support.processes import BOUND, Child
from tests.support.sheet_samples import LAYOUTS, Sheet, SheetShop, bare_request

#: Says that readers have to be there, so that nothing is skipped.
REQUIRED = "LEAFLETGEN_READER_TESTS"

COUNTS = (1, 3, 4, 6, 7)
#: Exercises for back, neck and leg, each of which has signs of its own.
PICKS = ("bird-dog", "neck-rotation", "hip-flexor-stretch")


@pytest.fixture(scope="module", autouse=True)
def poppler() -> None:
    """Skip where there is no poppler, or fail where it has to be."""
    if shutil.which("pdftotext") is None:
        if os.environ.get(REQUIRED):
            pytest.fail("there is no pdftotext here")
        pytest.skip("there is no pdftotext here")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> SheetShop:
    """A workspace with the made-up exercises, one for each worker."""
    return SheetShop(tmp_path_factory.mktemp("sheets"))


def write_without_artifacts(source: Path, target: Path) -> None:
    """Write a copy whose pages paint what has a tag, and nothing else."""
    with pikepdf.open(source) as pdf:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(_tagged(page))))
        pdf.save(target)


def _tagged(page: pikepdf.Page) -> Iterator[pikepdf.ContentStreamInstruction]:
    artifact = False
    for instruction in pikepdf.parse_content_stream(page):
        assert isinstance(instruction, pikepdf.ContentStreamInstruction)  # leafletgen writes no inline images
        operator = str(instruction.operator)
        if operator == "BDC" and str(instruction.operands[0]) == "/Artifact":
            artifact = True
        if not artifact:
            yield instruction
        # Marked content never nests.
        artifact = artifact and operator != "EMC"


def raw_pages(path: Path) -> list[str]:
    """What the reader says of each page."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    with Child(command, stdout=-1, stderr=-1, encoding="utf-8") as child:
        out, errors = child.communicate(timeout=BOUND)
    assert child.returncode == 0, errors
    return str(out).split("\f")[:-1]


def tagged_pages(document: Document) -> list[str]:
    """What the tags say of each page, in their order."""
    pages = [""] * len(document.pages)
    for top in document.tops:
        for reference in top.marks():
            mark = document.mark(reference)
            assert mark is not None
            pages[mark.page] += mark.text
    return pages


def faults_of(path: Path) -> list[str]:
    """Return the pages that are read otherwise than they are tagged, with the first letters that differ."""
    copy = path.with_suffix(".tagged.pdf")
    write_without_artifacts(path, copy)
    said = raw_pages(copy)
    with structure.read(path) as document:
        tagged = tagged_pages(document)
    faults = []
    for number, (one, other) in enumerate(zip_longest(tagged, said, fillvalue="no page"), 1):
        wanted, found = "".join(words_of(one)), "".join(words_of(other))
        if wanted != found:
            at = next((at for at, pair in enumerate(zip(wanted, found, strict=False)) if len(set(pair)) > 1), 0)
            faults.append(f"page {number}: tagged {wanted[at : at + 40]!r}, read {found[at : at + 40]!r}")
    return faults


@pytest.mark.parametrize("name", case_names())
def test_case(workshop: Workshop, name: str) -> None:
    """In every layout of the case: cards, columns, rows of pictures, tables over pages and columns."""
    for layout in case_layouts(name):
        built = workshop.build(workshop.add_case(name), layout)
        assert built.path is not None, built.diagnostics
        assert (layout, faults_of(built.path)) == (layout, [])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", COUNTS)
def test_sheet(shop: SheetShop, layout: str, count: int) -> None:
    """Bare, and with everything that a sheet can have: names, notes, a diary of two weeks."""
    for kind, full in (("short", False), ("long", True)):
        assert _said(shop.make_kind(layout, kind, count, full)) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sheet_with_several_signs(shop: SheetShop, layout: str) -> None:
    """The box of safety, which on cards is drawn after the exercises and read before them."""
    report, library = Report(), Exercises(Workspace(ROOT))
    prescribed = resolve_prescription(library, report, picks=PICKS)
    signs = library.signs_for([one.exercise for one in prescribed], report)
    assert len(signs) > 1 and not report.diagnostics
    request = bare_request(prescribed)._replace(signs=tuple(signs))
    assert _said(shop.make(layout, request, "several-signs")) == []


def _said(sheet: Sheet) -> list[str]:
    assert sheet.pages, sheet.diagnostics
    return faults_of(sheet.path)


def test_another_order_is_seen(shop: SheetShop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a page is left as it was drawn, this reader says so, and so do the checks of the structure."""
    monkeypatch.setattr(TaggedCanvas, "reorders", False)
    sheet = shop.make_kind("pocket", "short", 4, False)
    faults = _said(sheet)
    assert len(faults) == 1 and faults[0].startswith("page 1: tagged 'Name"), faults
    assert all(fault.endswith("painted after it") for fault in structure.check(sheet.path))
    assert structure.check(sheet.path) != []
