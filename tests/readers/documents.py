"""Makes a small document for each construct of ``constructs.yaml``, with nothing but that on its pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from leafletgen.content.model.prescription import Patient
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.errors import Place
from tests.support.building import Workshop
from tests.support.sheet_samples import SheetShop, short_exercise

HERE = Path(__file__).parent
#: The title of each leaflet; what is compared comes after it.
TITLE = "Construct"
_EXERCISE = "reader"
_NOTE = "Use the blue chair."
_LAYOUT: dict[str, Any] = {
    "title": "A5 for readers",
    "page": {"size": "a5", "margins_mm": {"top": 15, "bottom": 19, "left": 14, "right": 14}},
    "body": {"size": 12, "leading": 1.4},
    "footer": {},
}
_SAFETY = {
    "pain": [{"from": 0, "to": 5, "text": "Carry on."}, {"from": 6, "to": 10, "text": "Stop for today."}],
    "stop": "Phone us if you are unwell.",
    "emergency": "Call 999 for chest pain.",
}
_LEAFLET = """\
code: P1000/1000/06.2025/VERSION1
title: {title}
brand: riverside
layouts: [{stem}]
{references}body:
{body}"""
#: A drawing without words, also instead of the logo, whose words every reader would say.
_SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M10 0h20v20h-20z" fill="#0B4F6C"/></svg>'
)
_WORDS = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><path d="M0 30h200v2h-200z" fill="#0B4F6C"/>
<text x="10" y="24" font-size="12">Pain line</text></svg>"""


class Construct(NamedTuple):
    """An entry of ``constructs.yaml``; its comment says what each key is."""

    name: str
    right: dict[str, str]
    deviates: tuple[dict[str, Any], ...] = ()
    leaflet: str = ""
    references: str = ""
    layout: Mapping[str, Any] = MappingProxyType({})
    sheet: Mapping[str, Any] = MappingProxyType({})


def constructs() -> list[Construct]:
    """Return all of them."""
    entries = yaml.safe_load((HERE / "constructs.yaml").read_text("utf-8"))
    return [Construct(**entry) for entry in entries]


def body(said: str) -> str:
    """Return what is said of a document after the title of the leaflet; a sheet has another one."""
    return said.partition(TITLE)[2].lstrip("] ↵") if TITLE in said else said


def make(folder: Path) -> dict[str, Path]:
    """Set every construct in a folder, and return the file of each by name."""
    leaflets, sheets = Workshop(folder / "leaflets"), SheetShop(folder / "sheets")
    for shop in (leaflets.folder, sheets.folder):
        _simplify(shop / "assets" / "brands" / "riverside")
    for name, drawing in (("square", _SQUARE), ("words", _WORDS)):
        (leaflets.folder / "leaflets" / f"{name}.svg").write_text(drawing, "utf-8")
    sheets.add_exercise(f"{_EXERCISE}-01", short_exercise("[Sit., Rise.]"))
    return {one.name: (_leaflet(leaflets, one) if one.leaflet else _sheet(sheets, one)) for one in constructs()}


def _simplify(brand: Path) -> None:
    """Give a brand a logo without words, and as few words as a sheet has to have."""
    for logo in ("logo.svg", "logo-reversed.svg"):
        (brand / logo).write_text(_SQUARE, "utf-8")
    entries = yaml.safe_load((brand / "brand.yaml").read_text("utf-8"))
    entries["sheet"] = {**entries["sheet"], **_SAFETY}
    (brand / "brand.yaml").write_text(yaml.safe_dump(entries), "utf-8")


def _leaflet(shop: Workshop, construct: Construct) -> Path:
    stem = _stem(construct)
    layout = {**_LAYOUT, **construct.layout}
    (shop.folder / "layouts" / f"{stem}.yaml").write_text(yaml.safe_dump(layout), "utf-8")
    references = f"references:\n{_indented(construct.references)}" if construct.references else ""
    text = _LEAFLET.format(title=TITLE, stem=stem, references=references, body=_indented(construct.leaflet))
    built = shop.build(shop.add_text(stem, text), stem)
    assert built.path is not None, built.diagnostics
    return built.path


def _sheet(shop: SheetShop, construct: Construct) -> Path:
    """Set a sheet: of ``sheet``, diary and patient belong to the request, the rest to the layout."""
    stem, asked = _stem(construct), dict(construct.sheet)
    diary, patient = asked.pop("diary", 0), asked.pop("patient", None)
    layout = {**_LAYOUT, "sheet": {"code": "EX03/0001/11.2026/VERSION1", **asked}, **construct.layout}
    (shop.folder / "layouts" / "sheets" / f"{stem}.yaml").write_text(yaml.safe_dump(layout), "utf-8")
    request = SheetRequest(
        shop.prescribed(_EXERCISE, 1, "2x8", _NOTE),
        patient=Patient(place=Place("", 1, 1), name=patient) if patient else None,
        diary=diary,
    )
    sheet = shop.make(stem, request, stem)
    assert sheet.pages, sheet.diagnostics
    return sheet.path


def _stem(construct: Construct) -> str:
    return construct.name.lower().replace(",", "").replace(" ", "-")


def _indented(text: str) -> str:
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))
