#!/usr/bin/env bash
# pypdfium2 5.15.2 (PDFium): in a page's tags, a cell with nothing in it and a form's field are counted but not handed out.
#
# PDFium makes the tree of a page from the page's own list of marked content alone, and upwards from there. An element that
# none of that content leads to, such as an empty TD of a table to fill in, or a Form that holds nothing but its widget, is
# in the count of its parent's children, and FPDF_StructElement_GetChildAtIndex gives NULL for it: neither role nor Alt nor
# attributes can be read. Its header tells of NULL for children that are no elements, and these are elements. A row of an
# empty form is its day alone, and a reader that leaves out what is NULL moves the cells after it to the left. A marked
# content sequence that draws nothing, given to the cell, is enough. Poppler's pdfinfo -struct names all of them.
#
# Seen: of a row of three, the day and the last cell are handed out; the Form is not; the cell with an empty sequence is.
# Fails when that changes. Needs Python 3.11 or later; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pypdfium2==5.15.2
cat >"$folder/cells.py" <<'PY'
"""Read the tags of a page with a table to fill in and a field, once as it is and once with a sequence in the cell."""

import ctypes
import sys
from importlib.metadata import version

import pypdfium2
from pypdfium2 import raw


def shown(role: str, number: int, place: str, words: str) -> str:
    """Words on the page, as marked content."""
    return f"/{role} <</MCID {number}>> BDC BT /F 12 Tf {place} Td ({words}) Tj ET EMC "


def element(role: str, parent: int, kids: str, more: str = "") -> str:
    """A structure element on the only page."""
    return f"<</Type/StructElem/S/{role}/P {parent} 0 R/Pg 3 0 R/K {kids}{more}>>"


def pdf(*, sequence: bool) -> bytes:
    """A table of a head and a row of three cells, the middle one empty, and a text field."""
    marks = shown("TH", 0, "20 60", "Day") + shown("TH", 1, "80 60", "Done") + shown("TH", 2, "140 60", "Pain")
    marks += shown("TH", 3, "20 40", "Monday") + shown("TD", 4, "140 40", "0 to 10")
    marks += "/TD <</MCID 5>> BDC EMC" if sequence else ""
    column, row = "/A<</O/Table/Scope/Column>>", "/A<</O/Table/Scope/Row>>"
    objects = [
        "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R/Lang(en)/AcroForm<</Fields[19 0 R]"
        "/DA(/F 12 Tf 0 g)/DR<</Font<</F 5 0 R>>>>>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 240 100]/Contents 4 0 R/StructParents 0/Tabs/S/Annots[19 0 R]"
        "/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(marks)}>>stream\n{marks}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[11 0 R 12 0 R 13 0 R 14 0 R 16 0 R"
        f"{' 15 0 R' if sequence else ''}]1 17 0 R]>>>>",
        element("Document", 6, "[8 0 R 17 0 R]"),
        element("Table", 7, "[9 0 R 10 0 R]"),
        element("TR", 8, "[11 0 R 12 0 R 13 0 R]"),
        element("TR", 8, "[14 0 R 15 0 R 16 0 R]"),
        element("TH", 9, "0", column),
        element("TH", 9, "1", column),
        element("TH", 9, "2", column),
        element("TH", 10, "3", row),
        element("TD", 10, "5" if sequence else "[]"),
        element("TD", 10, "4"),
        element("Form", 7, "<</Type/OBJR/Obj 19 0 R/Pg 3 0 R>>", "/Alt(Your name)"),
        "<</Type/XObject/Subtype/Form/BBox[0 0 100 16]/Length 0>>stream\n\nendstream",
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/TU(Your name)/F 4/P 3 0 R/Rect[20 10 120 26]/StructParent 1"
        "/AP<</N 18 0 R>>>>",
    ]
    data, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, text.encode())
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def told(handle: object) -> str:
    """The role of an element, and in brackets those of the children that are not marked content."""
    if not handle:
        return "NULL"
    length = raw.FPDF_StructElement_GetType(handle, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_StructElement_GetType(handle, buffer, length)
    role = buffer.raw[: length - 2].decode("utf-16-le")
    kids = [
        told(raw.FPDF_StructElement_GetChildAtIndex(handle, at))
        for at in range(raw.FPDF_StructElement_CountChildren(handle))
        if raw.FPDF_StructElement_GetChildMarkedContentID(handle, at) < 0
    ]
    return f"{role} [{' '.join(kids)}]" if kids else role


def tree(data: bytes) -> str:
    """What PDFium hands out of the tags of the first page."""
    page = pypdfium2.PdfDocument(data)[0]
    found = raw.FPDF_StructTree_GetForPage(page)
    text = " ".join(
        told(raw.FPDF_StructTree_GetChildAtIndex(found, at)) for at in range(raw.FPDF_StructTree_CountChildren(found))
    )
    raw.FPDF_StructTree_Close(found)
    return text


empty, sequence = tree(pdf(sequence=False)), tree(pdf(sequence=True))
print(f"pypdfium2 {version('pypdfium2')}")
print(f"an empty cell and a field: {empty}")
print(f"with a sequence that draws nothing: {sequence}")
head = "Document [Table [TR [TH TH TH]"
sys.exit(0 if (empty, sequence) == (f"{head} TR [TH NULL TD]] NULL]", f"{head} TR [TH TD TD]] NULL]") else 1)
PY
"$folder/venv/bin/python" "$folder/cells.py"
