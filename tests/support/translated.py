"""Translations for tests: of a workspace's files to a language, with a mark before each text."""

from __future__ import annotations

import json
from pathlib import Path

from leafletgen.content.fingerprint import Translated
from leafletgen.errors import Report
from leafletgen.languages.catalogue import FOLDER
from leafletgen.languages.po_writing import po_text
from leafletgen.library.translations import fingerprint_of
from leafletgen.translation.making import translated
from leafletgen.translation.subject import subject_of

MARK = "Ż "
"""Stands before each translated text."""


def reviewed_words(root: Path, language: str, reviewed_by: str = "A native speaker") -> Path:
    """Let a workspace have the shipped words of a language as its own, checked by somebody; return the file."""
    shipped = json.loads((FOLDER / f"{language}.json").read_text("utf-8"))
    path = root / "assets" / "languages" / f"{language}.po"
    path.parent.mkdir(exist_ok=True)
    path.write_text(po_text(language, shipped["words"], reviewed_by=reviewed_by), "utf-8")
    return path


def translate(path: Path, kind: Translated, language: str = "pl", reviewed_by: str | None = None) -> Path:
    """Write a translation of a leaflet, shared block, exercise or programme beside it, and return its file."""
    report = Report()
    subject = subject_of(path, kind, path.name, path.read_text("utf-8"), report)
    assert subject is not None, report.diagnostics
    words = {word.key: MARK + word.text for word in subject.words}
    code = ""
    if kind == "leaflet":
        number, _, rest = str(subject.root.data["code"].data).partition("/")
        code = f"{number}-{language}/{rest}"
    target = path.with_name(f"{path.stem}.{language}.yaml")
    text = translated(subject, language, code, words, target.name)
    if reviewed_by is not None:
        text = text.replace("source:", f"reviewed_by: {reviewed_by}\nsource:", 1)
    target.write_text(text, "utf-8")
    return target


def translate_brand(folder: Path, language: str = "pl", reviewed_by: str | None = None) -> Path:
    """Write a translation of the starter's brand."""
    source = fingerprint_of(folder / "brand.yaml", "brand")
    reviewed = f"reviewed_by: {reviewed_by}\n" if reviewed_by is not None else ""
    target = folder / f"brand.{language}.yaml"
    target.write_text(
        f"""translates: {folder.name}
source: {source}
language: {language}
{reviewed}departments:
  physiotherapy: {{name: Fizjoterapia, hours: ["pon-pt, 8:30 do 16:30", "zamknięte w święta"]}}
  spinal: {{name: Kręgosłup, hours: ["pon-czw, 9 do 16"]}}
sheet:
  pain:
    - {{from: 0, to: 3, text: "Ćwicz dalej."}}
    - {{from: 4, to: 5, text: "Rób mniej."}}
    - {{from: 6, to: 10, text: "Na dziś dość."}}
  stop: Przestań i zadzwoń do nas. Gdy nie odbieramy, zadzwoń pod NHS 111.
  emergency: Zadzwoń pod 999.
statements:
  feedback: >-
    Powiedz nam, 01632 960 100, [feedback@riverside.example.org](mailto:feedback@riverside.example.org).
  formats: "**Inne wersje.** Zadzwoń [01632 960 101](tel:01632960101)."
  copyright: "© {{brand.name}}. Wolno kopiować."
  external: Strony innych.
""",
        "utf-8",
    )
    return target
