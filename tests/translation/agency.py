"""A translation agency for tests: fills in Word tables, XLIFF and PO as its programs would, and makes mistakes."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from docx import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"

LEAFLET = """\
# Kept by the comms team.
code: P7/22/01.2026/VERSION3
title: Take care
brand: plain
layouts: [small]
department: physio
keywords: [care, pain]
body:
  - heading: About your medicine
    id: about
  - >-
    **Take 10 mg** 3 times a day, for 2 weeks. Call [01632 960 000](tel:01632960000), or see
    [the web page](https://www.example.org/care) and page {page:about}. This is {leaflet.code}.
  - card:
      level: urgent
      title: "Call NHS 111 if:"
      items:
        - you feel faint
        - you have had it for 5 days    # not weeks
  - table:
      header: [Day, Dose]
      rows:
        - [First, 0.5 ml]
        - [Second, "10:30"]
"""
POLISH = {
    "Take care": "Uwaga",
    "care, pain": "opieka, ból, lek",
    "About your medicine": "O leku",
    "Take 10 mg": "Przyjmuj 10 mg",
    " 3 times a day, for 2 weeks. Call ": " 3 razy dziennie przez 2 tygodnie. Zadzwoń: ",
    "01632 960 000": "01632 960 000",
    ", or see ": " albo zobacz ",
    "the web page": "stronę",
    " and page ": " i strona ",
    ". This is ": ". To jest ",
    ".": ".",
    "Call NHS 111 if:": "Zadzwoń pod NHS 111, jeśli:",
    "you feel faint": "jest ci słabo",
    "you have had it for 5 days": "trwa to 5 dni",
    "Day": "Dzień",
    "Dose": "Dawka",
    "First": "Pierwszy",
    "0.5 ml": "0,5 ml",
    "Second": "Drugi",
}
"""What the agency says for each stretch of words between marks."""

Change = Callable[[str, Any], None]
"""Is given the key of a text and the element that holds its translation, once that is filled in."""


def _nothing(_key: str, _element: Any) -> None:
    """Make no mistake."""


class Accented(dict[str, str]):
    """Any words at all in a language that nobody speaks: English with an accent."""

    def get(self, words: str, default: object = None) -> str:
        """Return words with an accent, and what stands in braces or is an address as it is."""
        kept = words.startswith(("{", "[@")) or set(".[{") & set(words.strip(".\n "))
        return words if kept else words.replace("e", "é")


def fill_in_word(data: bytes, words: Mapping[str, str], change: Change = _nothing) -> bytes:
    """Copy each source into the last cell and type over its words, as a translator does who keeps the marks."""
    file = Document(BytesIO(data))
    for table in file.tables:
        for row in list(table.rows)[1:]:
            cells = row._tr.findall(f"{W}tc")
            source, target = cells[1].find(f"{W}p"), cells[-1].find(f"{W}p")
            if next(target.iter(f"{W}t"), None) is not None:
                continue  # it is translated already
            for held in source.iter(f"{W}sdtContent"):
                for one in held:
                    target.append(deepcopy(one))
            for text in target.iter(f"{W}t"):
                text.text = words.get(text.text, text.text)
            change(next(cells[0].iter(f"{W}t")).text, row._tr)
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def fill_in_xliff(data: bytes, words: Mapping[str, str], change: Change = _nothing) -> bytes:
    """Copy each source into a target, and put other words between the codes."""
    root = etree.fromstring(data)
    for unit in root.iter(f"{XLIFF}trans-unit"):
        if unit.find(f"{XLIFF}target") is not None:
            continue
        target = deepcopy(unit.find(f"{XLIFF}source"))
        target.tag = f"{XLIFF}target"
        for element in target.iter():
            if element.text and element.tag != f"{XLIFF}ph":
                element.text = words.get(element.text, element.text)
            if element is not target and element.tail:
                element.tail = words.get(element.tail, element.tail)
        target.tail = "\n"
        unit.insert(1, target)
        change(unit.get("id"), unit)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def fill_in_po(data: bytes, words: Mapping[str, str], change: Change = _nothing) -> bytes:
    """Put other words between the marks."""
    file = polib.pofile(data.decode())
    for entry in file:
        if entry.msgstr:
            continue
        said = entry.msgid
        if isinstance(words, Accented):
            said = words.get(said)
        for ours in sorted(words, key=len, reverse=True):
            if len(ours) > 1 or said == ours:
                said = said.replace(ours, words[ours])
        entry.msgstr = said
        change(entry.msgctxt.partition("|")[2], entry)
    return str(file).encode()


FILLS = {".docx": fill_in_word, ".xlf": fill_in_xliff, ".po": fill_in_po}


def returned(path: Path, words: Mapping[str, str] = POLISH, change: Change = _nothing) -> Path:
    """Fill in a file that was sent out, and return it."""
    path.write_bytes(FILLS[path.suffix](path.read_bytes(), words, change))
    return path
