"""XLIFF 1.2, which the programs of translators read: a file for each file of the workspace, a unit for each text.

Marks are pairs of inline codes (``<g>``) and what leafletgen fills in is a placeholder (``<ph>``), so that a program
keeps them. The standard: http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lxml import etree

from leafletgen.document.edition import fit
from leafletgen.translation.codes import Code, Filled, Node, nodes_of
from leafletgen.translation.packet import Packet, Part, Row

SPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
CTYPES: Final = {
    "bold": "bold",
    "italic": "italic",
    "link": "link",
    "superscript": "x-superscript",
    "language": "x-language",
}
"""Our marks as the standard calls kinds of codes; what it has no word for begins with x-."""
FILLED: Final = "x-field"


def xliff(packet: Packet) -> bytes:
    """Return the XLIFF file of a packet; the same bytes for the same texts."""
    root = etree.Element(f"{{{SPACE}}}xliff", {"version": "1.2"}, nsmap={None: SPACE})
    for part in packet.parts:
        root.append(_file(part, packet.language))
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _file(part: Part, language: str) -> Any:
    file = _element(
        "file",
        {
            "original": f"{part.kind}:{part.name}",
            "source-language": part.source,
            "target-language": language,
            "datatype": "plaintext",
        },
    )
    file.text = "\n"
    header = etree.SubElement(file, f"{{{SPACE}}}header")
    header.tail = "\n"
    tool = etree.SubElement(header, f"{{{SPACE}}}tool", {"tool-id": "leafletgen", "tool-name": "leafletgen"})
    tool.tail = ""
    note = etree.SubElement(header, f"{{{SPACE}}}note")
    note.text = fit(part.title)
    body = etree.SubElement(file, f"{{{SPACE}}}body")
    body.text = body.tail = "\n"
    for row in part.rows:
        body.append(_unit(row, language))
    file.tail = "\n"
    return file


def _unit(row: Row, language: str) -> Any:
    unit = _element("trans-unit", {"id": row.key, "resname": row.key, f"{{{_XML}}}space": "preserve"})
    unit.append(_said("source", row.source, row.markup, {}))
    if row.words:
        unit.append(_said("target", row.words, row.markup, {"state": "translated"}))
    note = _element("note", {"from": "leafletgen"})
    note.text = fit(row.role)
    unit.append(note)
    if row.old:
        before = _element("alt-trans", {"alttranstype": "previous-version", "origin": "before the source changed"})
        before.append(_said("target", row.old, row.markup, {f"{{{_XML}}}lang": language}))
        unit.append(before)
    for child in unit:
        child.tail = "\n"
    unit.text = unit.tail = "\n"
    return unit


def _said(tag: str, text: str, markup: bool, attributes: dict[str, str]) -> Any:
    element = _element(tag, attributes)
    _fill(element, nodes_of(text) if markup else [text], [0])
    return element


def _fill(element: Any, nodes: Sequence[Node], last: list[int]) -> None:
    """Put words and codes into an element; codes are numbered in their order, so that those of a target pair up."""
    before: Any = None
    for node in nodes:
        if isinstance(node, str):
            if before is None:
                element.text = (element.text or "") + fit(node)
            else:
                before.tail = (before.tail or "") + fit(node)
            continue
        last[0] += 1
        if isinstance(node, Filled):
            before = _element("ph", {"id": str(last[0]), "ctype": FILLED, "equiv-text": node.text})
            before.text = node.text
        else:
            before = _element("g", {"id": str(last[0]), "ctype": CTYPES[node.style.name], **_value(node)})
            _fill(before, node.inside, last)
        element.append(before)


def _value(code: Code) -> dict[str, str]:
    """Where a link leads or which language it is, as the standard has room for: what a code stands for."""
    return {"equiv-text": code.style.value} if code.style.value else {}


def _element(tag: str, attributes: dict[str, str]) -> Any:
    return etree.Element(f"{{{SPACE}}}{tag}", attributes)
