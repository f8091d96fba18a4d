"""PDF/UA-2, PDF/A-4 and Well-Tagged PDF: every case by our own checker, and a set with every construct by veraPDF too.

``python -m tests.checker.everything ua-2`` lets veraPDF look at every starter and sheet in every layout.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from leafletgen.content.model import blocks
from leafletgen.content.model.blocks import Block
from tests.checker import structure, verapdf
from tests.checker.standards import SECOND
from tests.support.building import Workshop, case_names
from tests.support.proof import furniture_faults, word_faults
from tests.support.sheet_samples import SheetShop, full_request

EVERY_BLOCK = Path(__file__).parents[1] / "support" / "every_block.yaml"
NAME = "every-block"


@pytest.fixture(scope="module")
def made(workshop: Workshop) -> Path:
    """Return a leaflet with every kind of block in the second standard."""
    built = workshop.build(workshop.add_text(NAME, EVERY_BLOCK.read_text("utf-8")), "a5-booklet", "ua-2")
    assert built.path is not None, built.diagnostics
    with structure.read(built.path) as document:
        assert document.standard is SECOND
        assert word_faults(built, document) + furniture_faults(built, document) == []
    return built.path


def failed(path: Path) -> dict[str, str]:
    """Return what veraPDF has against a file, by profile."""
    verdicts = {profile: verapdf.validate(path, profile) for profile in verapdf.SECOND}
    return {profile: str(verdict) for profile, verdict in verdicts.items() if not verdict.passed}


def test_the_set_has_every_kind_of_block() -> None:
    kinds = {kind.key for kind in vars(blocks).values() if isinstance(kind, type) and issubclass(kind, Block)}
    text = EVERY_BLOCK.read_text("utf-8")
    assert [key for key in sorted(kinds - {"", "text", "include"}) if f"{key}:" not in text] == []


def test_verapdf_passes_a_leaflet_with_every_block(made: Path) -> None:
    assert failed(made) == {}


@pytest.mark.parametrize("layout", ["sheet-3-ticks", "pocket"])
def test_verapdf_passes_a_sheet_with_pictures_ticks_and_diary(layout: str, tmp_path: Path) -> None:
    shop = SheetShop(tmp_path / "w")
    exercises, _ = shop.programme("back-strength")
    sheet = shop.make(layout, full_request(exercises, 0 if layout == "pocket" else 2), "sheet", "ua-2")
    assert sheet.pages, sheet.diagnostics
    with structure.read(sheet.path) as document:
        assert document.standard is SECOND
        assert structure.check(document) == []
    assert failed(sheet.path) == {}


@pytest.mark.parametrize("name", case_names())
def test_a_case_in_the_second_standard_says_the_same(workshop: Workshop, name: str) -> None:
    """The structure is right by the rules of PDF/UA-2, no word is lost, and the tags are those of PDF/UA-1, but one."""
    path = workshop.add_case(name)
    first, second = (workshop.build(path, "case", standard) for standard in ("ua-1", "ua-2"))
    assert first.path is not None and second.path is not None, second.diagnostics
    with structure.read(first.path) as one, structure.read(second.path) as other:
        assert other.standard is SECOND
        assert word_faults(second, other) == []
        same = structure.tag_tree(one).replace("Strong (Span)", "Strong").replace("  Div\n", "  Sect\n")
        assert structure.tag_tree(other) == same


def test_same_input_same_bytes(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> None:
    shops = (workshop, Workshop(tmp_path_factory.mktemp("other")))
    first, second = (shop.build(shop.add_case("links"), "case", "ua-2").path for shop in shops)
    assert first is not None and second is not None
    assert first.read_bytes() == second.read_bytes()


def _of_type(pdf: pikepdf.Pdf, role: str) -> Any:
    """Return the first structure element of a type."""
    return next(one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == role and "/P" in one)


def _into_the_file(pdf: pikepdf.Pdf) -> Any:
    """Return the action of the first link that leads into the file."""
    links = (link for page in pdf.pages for link in page.obj.get("/Annots", ()))
    return next(link["/A"] for link in links if "/D" in link.get("/A", {}))


def _illustration(pdf: pikepdf.Pdf) -> Any:
    """Return the first element that holds a figure and its caption."""
    captions = (one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == "/Caption")
    return next(one["/P"] for one in captions if one["/P"]["/S"] == "/Sect")


def _with_info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Every block"


BROKEN: list[tuple[Callable[[pikepdf.Pdf], object], str]] = [
    (lambda pdf: pdf.Root["/StructTreeRoot"].__delitem__("/Namespaces"), "is not among those of the tree"),
    (lambda pdf: _of_type(pdf, "/P").__delitem__("/NS"), "its namespace '' is not among those of the tree"),
    (lambda pdf: _of_type(pdf, "/P").__setitem__("/NS", _of_type(pdf, "/TOC")["/NS"]), "not http://iso.org/pdf2/ssn"),
    (lambda pdf: _of_type(pdf, "/TOC").__setitem__("/NS", _of_type(pdf, "/P")["/NS"]), "not http://iso.org/pdf/ssn"),
    (lambda pdf: _of_type(pdf, "/Span").__setitem__("/S", Name.Word), "no namespace of PDF has the type Word"),
    (lambda pdf: _of_type(pdf, "/H2").__setitem__("/S", Name.H), "PDF/UA-2 knows no H"),
    (lambda pdf: _illustration(pdf).__setitem__("/S", Name.Div), "a Caption outside of the Sect of its Figure"),
    (lambda pdf: _into_the_file(pdf).__delitem__("/SD"), "a link leads to no element of the tree"),
    (lambda pdf: _into_the_file(pdf)["/SD"].__setitem__(0, _of_type(pdf, "/H1")), "which is not on page"),
    (lambda pdf: pdf.Root["/Outlines"]["/First"].__delitem__("/A"), "leads to no page of the file"),
    (lambda pdf: pdf.Root["/Outlines"]["/First"].__setitem__("/Dest", Array([pdf.pages[0].obj])), "to a page alone"),
    (lambda pdf: _of_type(pdf, "/TOCI").__delitem__("/Ref"), "it refers to nothing, not to a heading"),
    (lambda pdf: _of_type(pdf, "/L")["/A"].__setitem__("/ListNumbering", Name("/None")), "labels that is not numbered"),
    (_with_info, "there is an Info dictionary"),
]


@pytest.mark.parametrize(("edit", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_what_the_second_standard_forbids_is_found(
    made: Path, tmp_path: Path, edit: Callable[[pikepdf.Pdf], object], said: str
) -> None:
    with pikepdf.open(BytesIO(made.read_bytes())) as pdf:
        edit(pdf)
        pdf.save(tmp_path / "broken.pdf", fix_metadata_version=False)
    assert [fault for fault in structure.check(tmp_path / "broken.pdf") if said in fault] != []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"<pdfuaid:rev>2024", b"<pdfuaid:rev>2014", "pdfuaid:rev is ['2014'], not 2024"),
        (b"<pdfaid:part>4", b"<pdfaid:part>2", "pdfaid:part is ['2'], not 4"),
        (b"wtpdf#reuse1.0", b"wtpdf#reuse2.0", "the declarations are"),
    ],
)
def test_a_claim_that_is_missing_is_found(made: Path, tmp_path: Path, old: bytes, new: bytes, said: str) -> None:
    data = made.read_bytes()
    assert old in data
    (tmp_path / "other.pdf").write_bytes(data.replace(old, new))
    assert [fault for fault in structure.check(tmp_path / "other.pdf") if said in fault] != []
