"""Text and pictures that ``leafletgen new`` wrote for somebody to replace: a release of them would reach patients."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from leafletgen.errors import Diagnostic, Report, error
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.source.yaml import Value, parse_source

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

WHOLE: Final = (
    "Your team", "words to find it by", "What this leaflet is about, in one sentence.", "One sentence to remember.",
    "write lists like this one", "keep each point short", "say what to do, rather than what not to do",
    "Say the first thing to do.", "Say the next one.", "the first sign", "the second sign", "Paragraphs and lists.",
    "what the picture tells the reader", "The words under it", "What the table shows",
)  # fmt: skip
"""What a new leaflet says in the place of its own words; each is a stand-in when it stands alone."""

PARTS: Final = (
    *("Adults who have ...", "A plain string is a paragraph.", "Write short sentences, one thought each"),
    *("is for the few words that matter most", "says where it leads."),
)
"""Sentences of a new leaflet that are stand-ins wherever they stand."""

BRAND: Final = (
    *("01632 960 999", "01632 960 998", "01632 960 997", "your-team@example.org", "your-website.example.org"),
    "1 Example Street",
    # Those of 0.1.0; its other numbers are in real use, as examples.
    *("physiotherapy@example.org", "Tell us what you think of this leaflet or of your care. Phone 01632 960 100."),
)
"""Numbers and addresses of a new brand, which lead nobody anywhere."""

_LOGOS = ("logo.svg", "logo-reversed.svg")


def of_leaflet(text: str, shown: str) -> list[Diagnostic]:
    """Return an error for each stand-in that is left in a leaflet's text."""
    flat = " ".join(text.split())
    if not any(words in flat for words in (*WHOLE, *PARTS)):
        return []  # nearly always, and it is quick
    faults = []
    for value in _scalars(parse_source(text, shown, Report())):
        words = " ".join(value.data.split())
        found = words if words in WHOLE else next((part for part in PARTS if part in words), None)
        if found is not None:
            said = f'"{found}" stands here from "leafletgen new leaflet"'
            faults.append(error(said, "write your own words, or take it out", value.place))
    return faults


def of_brand(loaded: LoadedLeaflet, workspace: Workspace) -> list[Diagnostic]:
    """Return an error for each stand-in that is left in a leaflet's brand."""
    brand = loaded.brand
    path = brand.folder / "brand.yaml"
    root = parse_source(path.read_bytes().decode("utf-8-sig"), workspace.shown(path), Report())
    faults = []
    for value in _scalars(root):
        words = " ".join(value.data.split())
        found = next((part for part in BRAND if part in words), None)
        if found is not None:
            said = f'"{found}" stands here from "leafletgen new brand", and is nobody\'s'
            faults.append(error(said, "write your own, or take it out", value.place))
    blank = {_bytes(_TEMPLATES / name) for name in _LOGOS}
    for name in (brand.logo.file, brand.logo.reversed):
        if name is not None and _bytes(brand.files[name]) in blank:
            said = f'{name} is the stand-in from "leafletgen new brand"'
            faults.append(error(said, "put your logo in its place", brand.logo.place))
    return faults


def _scalars(value: Value | None) -> Iterator[Value]:
    if value is None:
        return
    if value.kind == "map":
        for entry in value.data.values():
            yield from _scalars(entry)
    elif value.kind == "list":
        for entry in value.data:
            yield from _scalars(entry)
    elif isinstance(value.data, str):
        yield value


def _bytes(path: Path) -> bytes:
    """The bytes of a drawing; git may give its lines other ends on another machine."""
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")
    except OSError:  # told when it is printed
        return b""
