"""What Word adds to a file without anybody asking: the same words with all the noise of a real one."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

from tests.support.word_packages import packed
from tests.word.make import SPACES

_W: Final = f"{{{SPACES['w']}}}"
_W14: Final = f"{{{SPACES['w14']}}}"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
#: Properties that Word writes into runs and that change no word, with what they stand for already.
_RUN: Final = {
    "rFonts": 'w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorHAnsi"',
    "noProof": "",
    "color": 'w:val="000000" w:themeColor="text1"',
    "spacing": 'w:val="-1"',
    "kern": 'w:val="2"',
    "szCs": 'w:val="24"',
}
_PARAGRAPH: Final = {"keepLines": "", "widowControl": 'w:val="0"', "spacing": 'w:after="120"', "contextualSpacing": ""}
_TABLE: Final = {"tblW": 'w:w="0" w:type="auto"', "tblLook": 'w:val="04A0" w:firstRow="1" w:lastRow="0"'}


def as_word_writes(data: bytes) -> bytes:
    """Return a Word file with the same words: runs cut in the middle of words, marks of proofing, revision numbers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed({name: _noisy(part) if _is_text(name) else part for name, part in parts.items()})


def _is_text(name: str) -> bool:
    return name.startswith("word/") and name.endswith(".xml") and not name.endswith(("styles.xml", "numbering.xml"))


def _noisy(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for number, paragraph in enumerate(root.iter(f"{_W}p")):
        paragraph.set(f"{_W}rsidR", "00A77B3E")
        paragraph.set(f"{_W}rsidRDefault", "00C0FFEE")
        paragraph.set(f"{_W14}paraId", f"{number + 1:08X}")
        paragraph.set(f"{_W14}textId", "77777777")
        _add(paragraph, "pPr", _PARAGRAPH)
    for run in list(root.iter(f"{_W}r")):
        _noisy_run(run)
    for table in root.iter(f"{_W}tbl"):
        _add(table, "tblPr", _TABLE)
    for paragraph in list(root.iter(f"{_W}p")):
        _go_back(paragraph)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _noisy_run(run: etree._Element) -> None:
    run.set(f"{_W}rsidRPr", "00DECADE")
    _add(run, "rPr", _RUN)
    for cut in _halves(run):
        run.addnext(cut)
        for kind in ("spellStart", "spellEnd"):
            mark = etree.Element(f"{_W}proofErr")
            mark.set(f"{_W}type", kind)
            run.addnext(mark)


def _halves(run: etree._Element) -> Iterator[etree._Element]:
    """Yield the second half of a run that holds nothing but words, cut in the middle of them."""
    held = [child for child in run if child.tag != f"{_W}rPr"]
    if len(held) != 1 or held[0].tag not in {f"{_W}t", f"{_W}delText", f"{_W}instrText"}:
        return
    words = held[0].text or ""
    if len(words) < 2:
        return
    second = copy.deepcopy(run)
    for half, said in ((run, words[: len(words) // 2]), (second, words[len(words) // 2 :])):
        half[-1].text = said
        half[-1].set(_XML_SPACE, "preserve")
    yield second


def _add(element: etree._Element, name: str, made: dict[str, str]) -> None:
    """Add to the properties of an element those that they have not; the properties are its first child."""
    found = element.find(f"{_W}{name}")
    if found is None:
        found = etree.Element(f"{_W}{name}")
        element.insert(0, found)
    for inside, said in made.items():
        if found.find(f"{_W}{inside}") is None:
            found.append(etree.fromstring(f'<w:{inside} xmlns:w="{SPACES["w"]}" {said}/>'))


def _go_back(paragraph: etree._Element) -> None:
    for tag in ("bookmarkEnd", "bookmarkStart"):
        mark = etree.Element(f"{_W}{tag}")
        mark.set(f"{_W}id", "900")
        if tag == "bookmarkStart":
            mark.set(f"{_W}name", "_GoBack")
        paragraph.insert(1, mark)
