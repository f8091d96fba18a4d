"""Names of the XML of Word files, as lxml has them: ``{namespace}name``, always those of the transitional form.

The namespaces are those of ECMA-376 1 (WordprocessingML, DrawingML, VML, Office Math) and 2 (packages), and
Microsoft's own of [MS-DOCX] and [MS-ODRAWXML]. `reading.part_xml` turns those of the Strict form into these.
"""

from __future__ import annotations

from typing import Final

_OFFICE: Final = "http://schemas.openxmlformats.org"
_MICROSOFT: Final = "http://schemas.microsoft.com/office"

W: Final = f"{{{_OFFICE}/wordprocessingml/2006/main}}"
"""Words, and nearly all around them."""
R: Final = f"{{{_OFFICE}/officeDocument/2006/relationships}}"
"""Attributes that name a relationship."""
M: Final = f"{{{_OFFICE}/officeDocument/2006/math}}"
MC: Final = f"{{{_OFFICE}/markup-compatibility/2006}}"
A: Final = f"{{{_OFFICE}/drawingml/2006/main}}"
WP: Final = f"{{{_OFFICE}/drawingml/2006/wordprocessingDrawing}}"
PIC: Final = f"{{{_OFFICE}/drawingml/2006/picture}}"
C: Final = f"{{{_OFFICE}/drawingml/2006/chart}}"
DGM: Final = f"{{{_OFFICE}/drawingml/2006/diagram}}"
LC: Final = f"{{{_OFFICE}/drawingml/2006/lockedCanvas}}"
WPS: Final = f"{{{_MICROSOFT}/word/2010/wordprocessingShape}}"
WPG: Final = f"{{{_MICROSOFT}/word/2010/wordprocessingGroup}}"
WPC: Final = f"{{{_MICROSOFT}/word/2010/wordprocessingCanvas}}"
WP14: Final = f"{{{_MICROSOFT}/word/2010/wordprocessingDrawing}}"
W14: Final = f"{{{_MICROSOFT}/word/2010/wordml}}"
W15: Final = f"{{{_MICROSOFT}/word/2012/wordml}}"
DSP: Final = f"{{{_MICROSOFT}/drawing/2008/diagram}}"
"""The picture of a diagram that Word keeps beside its data."""
ADEC: Final = f"{{{_MICROSOFT}/drawing/2017/decorative}}"
ASVG: Final = f"{{{_MICROSOFT}/drawing/2016/SVG/main}}"
V: Final = "{urn:schemas-microsoft-com:vml}"
"""Drawings as Word 2003 had them, which it still writes for older readers."""
O: Final = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  # its prefix in every Word file
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
CP: Final = f"{{{_OFFICE}/package/2006/metadata/core-properties}}"
RELATIONSHIPS: Final = f"{{{_OFFICE}/package/2006/relationships}}"


def w(name: str) -> str:
    """Return a name of WordprocessingML."""
    return W + name


def r(name: str) -> str:
    """Return the name of an attribute that names a relationship."""
    return R + name


def a(name: str) -> str:
    """Return a name of DrawingML."""
    return A + name


def wp(name: str) -> str:
    """Return a name of a drawing's place among words."""
    return WP + name


def v(name: str) -> str:
    """Return a name of VML."""
    return V + name


VAL: Final = w("val")
"""The attribute in which most properties have their value."""
