"""The checks of links, file and metadata: every rule fires on a sample that breaks it."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.checker import sample, structure
from tests.checker.edits import Edit, content, drop, elements, faults, link, page, put, role, text, tree
from tests.support.counting import lines_run


def _second(pdf: pikepdf.Pdf, kind: str = "/Link", **entries: Any) -> None:
    """Add an annotation that no element knows."""
    annotation = Dictionary(
        Type=Name.Annot,
        Subtype=Name(kind),
        Rect=Array([40, 40, 90, 90]),
        F=4,
        Contents=String("x"),
        Dest=Name.table,
        **entries,
    )
    page(pdf)["/Annots"].append(pdf.make_indirect(annotation))


def _claim(pdf: pikepdf.Pdf, element: Any, annotation: Any) -> None:
    element["/K"].append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page(pdf)))


def _no_reference(pdf: pikepdf.Pdf) -> None:
    element = elements(pdf, "Link")[0]
    element["/K"] = Array([kid for kid in element["/K"] if isinstance(kid, int)])


def _reference(pdf: pikepdf.Pdf) -> Any:
    return next(kid for kid in elements(pdf, "Link")[0]["/K"] if isinstance(kid, Dictionary))


def _action(pdf: pikepdf.Pdf, kind: str) -> None:
    drop(link(pdf), "/Dest")
    link(pdf)["/A"] = Dictionary(S=Name(kind), JS=String("x"), D=Name.table)


def _again(pdf: pikepdf.Pdf) -> None:
    copy = pdf.make_indirect(Dictionary(link(pdf)))
    page(pdf)["/Annots"].append(copy)
    _claim(pdf, elements(pdf, "Link")[0], copy)


LINKS: list[tuple[Edit, str]] = [
    (
        lambda pdf: _claim(pdf, elements(pdf, "P")[0], link(pdf)),
        "its annotation belongs to another element as well",
    ),
    (lambda pdf: _claim(pdf, elements(pdf, "P")[0], link(pdf)), "P holds an annotation"),
    (lambda pdf: _second(pdf, "/Text"), "an annotation is a /Text, not a Link"),
    (lambda pdf: put(link(pdf), "/F", 0), "has the flags 0, not 4"),
    (lambda pdf: drop(link(pdf), "/F"), "has the flags None, not 4"),
    (lambda pdf: drop(link(pdf), "/Contents"), "has no Contents"),
    (lambda pdf: drop(link(pdf), "/StructParent"), "the link to #table has no StructParent"),
    (lambda pdf: _second(pdf), "the link to #table belongs to no element"),
    (lambda pdf: role(pdf, "Link", "Span"), "not to a Link"),
    (lambda pdf: put(link(pdf), "/Rect", Array([0, 0, 0, 0])), "has an empty rectangle"),
    (lambda pdf: put(link(pdf), "/Rect", Array([900, 0, 990, 90])), "lies outside its page"),
    (lambda pdf: drop(link(pdf), "/Dest"), "the link to (nothing) leads nowhere"),
    (lambda pdf: _action(pdf, "/JavaScript"), "has the action /JavaScript"),
    (
        lambda pdf: put(link(pdf), "/Dest", Array([pdf.Root, Name.Fit])),
        "leads to a page that is not in the file",
    ),
    (lambda pdf: put(link(pdf), "/Dest", String("none")), "the link to #none leads to a name that is not in"),
    (lambda pdf: drop(pdf.Root, "/Dests"), "the link to #table leads to a name that is not in"),
    (lambda pdf: text(pdf, "(A table )", "( )"), "a Link without text"),
    (_no_reference, "a Link without OBJR"),
    (lambda pdf: put(_reference(pdf), "/Obj", pdf.Root), "its OBJR does not lead to an annotation of a page"),
    (
        lambda pdf: put(_reference(pdf), "/Pg", page(pdf, 1)),
        "its OBJR names another page than the annotation's",
    ),
    (lambda pdf: _claim(pdf, elements(pdf, "Link")[0], link(pdf, 1)), "one Link leads to #table, https"),
    (lambda pdf: put(link(pdf), "/Rect", Array([40, 40, 90, 90])), "lies over none of its text"),
    (
        lambda pdf: put(link(pdf), "/Rect", Array([40, 40, 90, 90])),
        "'A table ' on page 1 lies under none of its",
    ),
    (_again, "several annotations on one page"),
    (lambda pdf: put(link(pdf), "/QuadPoints", Array([1, 2, 3, 4])), "has 4 numbers in QuadPoints"),
    (
        lambda pdf: put(link(pdf), "/QuadPoints", Array([40, 90, 90, 90, 40, 40, 90, 40])),
        "has areas that are not all of its rectangle",
    ),
]


def _outline(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root["/Outlines"]["/First"]


def _intent(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root["/OutputIntents"][0]


def _label(pdf: pikepdf.Pdf, number: int) -> None:
    labels: Any = pdf.Root["/PageLabels"]["/Nums"]
    labels.extend([number, Dictionary()])


FILE: list[tuple[Edit, str]] = [
    (lambda pdf: put(pdf.Root, "/Version", Name("/2.0")), "the PDF version is 2.0, not 1.7"),
    (lambda pdf: drop(pdf.Root, "/MarkInfo"), "MarkInfo does not say Marked"),
    (lambda pdf: put(pdf.Root["/MarkInfo"], "/Suspects", True), "MarkInfo says Suspects"),
    (lambda pdf: drop(pdf.Root, "/Lang"), "the catalogue's Lang is '', not a language tag"),
    (lambda pdf: put(pdf.Root, "/Lang", String("de")), "the catalogue's Lang is 'de', that of the Document"),
    (lambda pdf: drop(pdf.Root, "/ViewerPreferences"), "does not say DisplayDocTitle"),
    (lambda pdf: drop(pdf.Root, "/OutputIntents"), "there are 0 output intents for PDF/A, not one"),
    (lambda pdf: put(_intent(pdf)["/DestOutputProfile"], "/N", 4), "no profile with three colours"),
    (lambda pdf: drop(_intent(pdf), "/OutputConditionIdentifier"), "no OutputConditionIdentifier"),
    (lambda pdf: drop(page(pdf, 1), "/Tabs"), "page 2: Tabs is None, not S"),
    (lambda pdf: put(page(pdf), "/Tabs", Name.R), "page 1: Tabs is /R, not S"),
    (lambda pdf: drop(pdf.Root, "/PageLabels"), "there are no page labels"),
    (lambda pdf: put(pdf.Root["/PageLabels"]["/Nums"], 0, 1), "page labels: the first page has none"),
    (lambda pdf: _label(pdf, 9), "they begin at page 10"),
    (
        lambda pdf: _label(pdf, 0),
        "page labels: keys are not strictly",
    ),
    (lambda pdf: put(pdf.Root, "/Names", Dictionary(JavaScript=Dictionary())), "JavaScript in the name tree"),
    (
        lambda pdf: put(pdf.Root, "/OpenAction", Dictionary(S=Name.JavaScript)),
        "has the open action /JavaScript",
    ),
    (lambda pdf: put(pdf.Root, "/AA", Dictionary()), "the catalogue has additional actions"),
    (lambda pdf: put(page(pdf), "/AA", Dictionary()), "page 1 has additional actions"),
    (lambda pdf: put(link(pdf), "/AA", Dictionary()), "an annotation has additional actions"),
    (lambda pdf: put(_outline(pdf), "/Next", _outline(pdf)), "the outline goes in a circle"),
    (lambda pdf: drop(_outline(pdf), "/Title"), "a bookmark has no title"),
    (lambda pdf: put(_outline(pdf), "/A", Dictionary(S=Name.URI)), "has the action /URI"),
    (lambda pdf: put(_outline(pdf)["/Dest"], 0, pdf.Root), "the bookmark 'A title' leads to no page"),
    (lambda pdf: drop(_outline(pdf), "/Dest"), "the bookmark 'A title' leads to no page"),
]


def _xmp(pdf: pikepdf.Pdf, old: str, new: str) -> None:
    data = pdf.Root["/Metadata"].read_bytes()
    assert old.encode() in data
    changed = data.replace(old.encode(), new.encode())
    pdf.Root["/Metadata"] = pdf.make_stream(changed, Type=Name.Metadata, Subtype=Name.XML)


def _info(pdf: pikepdf.Pdf, key: str, value: str | None) -> None:
    info = pdf.trailer["/Info"]
    if value is None:
        drop(info, "/" + key)
    else:
        info["/" + key] = String(value)


METADATA: list[tuple[Edit, str]] = [
    (lambda pdf: drop(pdf.Root, "/Metadata"), "there is no XMP metadata"),
    (lambda pdf: drop(pdf.Root["/Metadata"], "/Subtype"), "not a plain one of Type Metadata and Subtype XML"),
    (lambda pdf: _xmp(pdf, "</rdf:RDF>", ""), "XMP cannot be read"),
    (lambda pdf: _xmp(pdf, ">2</pdfaid", ">3</pdfaid"), "pdfaid:part is ['3'], not 2"),
    (lambda pdf: _xmp(pdf, ">A</pdfaid", ">B</pdfaid"), "pdfaid:conformance is ['B'], not A"),
    (lambda pdf: _xmp(pdf, "<pdfuaid:part>1</pdfuaid:part>", ""), "pdfuaid:part is [], not 1"),
    (lambda pdf: _info(pdf, "Title", None), "Info has no Title"),
    (lambda pdf: _info(pdf, "Title", "Another"), "dc:title is ['A title'], Title in Info is ['Another']"),
    (lambda pdf: _info(pdf, "Author", None), "dc:creator is ['An author'], Author in Info is []"),
    (
        lambda pdf: _xmp(pdf, "<rdf:li>An author", "<rdf:li>B</rdf:li><rdf:li>An author"),
        "dc:creator is ['B', 'An",
    ),
    (lambda pdf: _info(pdf, "Subject", "Another"), "dc:description is ['A subject']"),
    (lambda pdf: _info(pdf, "Keywords", "back,pain"), "pdf:Keywords is ['back, pain']"),
    (lambda pdf: _info(pdf, "Producer", "Another"), "pdf:Producer is ['by hand']"),
    (lambda pdf: _info(pdf, "Creator", "Another"), "xmp:CreatorTool is ['a test']"),
    (
        lambda pdf: _info(pdf, "CreationDate", "D:20230401120000Z"),
        "xmp:CreateDate is 2023-04-01T12:00:00+01:00",
    ),
    (
        lambda pdf: _info(pdf, "CreationDate", "D:20230401110000Z"),
        "xmp:CreateDate is 2023-04-01T12:00:00+01:00",
    ),
    (lambda pdf: _info(pdf, "CreationDate", "yesterday"), "CreationDate in Info is yesterday"),
    (lambda pdf: _info(pdf, "CreationDate", "D:20231301"), "CreationDate in Info is D:20231301"),
    (lambda pdf: _xmp(pdf, "2023-04-01T11:00:00Z", "today"), "xmp:ModifyDate is today"),
    (lambda pdf: _info(pdf, "ModDate", None), "ModDate in Info is None"),
    (lambda pdf: _info(pdf, "Company", "x"), "Info has the key Company, which XMP lacks"),
]

_ALL = LINKS + FILE + METADATA


@pytest.mark.parametrize(("edit", "expected"), [pytest.param(*case, id=case[1]) for case in _ALL])
def test_fault_is_found(tmp_path: Path, edit: Edit, expected: str) -> None:
    """Every rule fires on a file that breaks it."""
    found = faults(tmp_path, edit)
    assert any(expected in fault for fault in found), found


def test_file_without_pages(tmp_path: Path) -> None:
    """Nothing in the file, much to say."""
    path = tmp_path / "empty.pdf"
    pikepdf.new().save(path)
    found = structure.check(path)
    assert "the file has no page" in found
    assert "the file has no structure tree" in found


def test_version_identifier_and_encryption(tmp_path: Path) -> None:
    """What only the way of saving can break is found as well."""
    path, broken = tmp_path / "sample.pdf", tmp_path / "broken.pdf"
    sample.write(path)
    with pikepdf.open(path) as pdf:
        pdf.save(broken, force_version="1.6", deterministic_id=True)
    assert structure.check(broken) == ["the PDF version is 1.6, not 1.7"]
    with pikepdf.open(path) as pdf:
        pdf.save(broken, force_version="1.7", encryption=pikepdf.Encryption(owner="x", R=4))
    assert "the file is encrypted" in structure.check(broken)
    sample_bytes = path.read_bytes()
    assert b"/ID [" in sample_bytes
    broken.write_bytes(sample_bytes.replace(b"/ID [", b"/IX ["))
    assert structure.check(broken) == ["the file has no ID"]


def test_good_files_stay_good(tmp_path: Path) -> None:
    """Other ways of saying the same are no faults."""

    def edit(pdf: pikepdf.Pdf) -> None:
        names = pdf.make_indirect(
            Dictionary(Names=Array([String("table"), Dictionary(D=pdf.Root["/Dests"]["/table"])]))
        )
        pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Kids=Array([names])))
        drop(pdf.Root, "/Dests")
        link(pdf)["/Dest"] = String("table")
        pdf.Root["/OpenAction"] = Dictionary(S=Name.GoTo, D=Array([page(pdf), Name.Fit]))
        shown = "12 TL 1 0 0 1 9 9 Tm (a) Tj T* (b) ' 1 2 (c) \" 0 -9 TD [(d)] TJ"
        content(pdf, f"/Artifact BMC BT /F1 9 Tf {shown} ET EMC")

    assert faults(tmp_path, edit) == []
    assert structure.artifact_text(tmp_path / "broken.pdf")[0] == "Header 1\nabcd"
    assert structure.tag_tree(tmp_path / "broken.pdf").count("-> #table") == 1


def test_tree_may_be_missing_in_dumps(tmp_path: Path) -> None:
    """A file without tags gives empty dumps, not a traceback."""
    path = tmp_path / "sample.pdf"
    sample.write(path)
    with pikepdf.open(path) as pdf:
        tree(pdf)["/K"] = Array([])
        sample.save(pdf, tmp_path / "broken.pdf")
    assert structure.tag_tree(tmp_path / "broken.pdf") == ""
    assert structure.reading_text(tmp_path / "broken.pdf") == ""


def test_check_is_quick(tmp_path: Path) -> None:
    """The sample takes milliseconds, as so many lines do: hundreds of files are checked in a test run."""
    path = tmp_path / "sample.pdf"
    sample.write(path)
    structure.check(path)
    assert lines_run(lambda: structure.check(path)) < 40_000
