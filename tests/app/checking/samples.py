"""Findings in a small workspace, for every form that they are written in."""

from pathlib import Path

from leafletgen.app.checking.results import Reading, Results, Waived
from leafletgen.errors import NOWHERE, Place, Severity
from leafletgen.rules.finding import Edit, Finding
from leafletgen.rules.rule import Rule
from leafletgen.source.yaml import Source

FILE = "leaflets/P1-good.yaml"
TEXT = """\
# A comment: stool
code: P1/22/01.2026/VERSION3
title: A good leaflet
brand: plain
layouts: [small]
department: physio
body:
  - heading: What is it?
  - Look at your stool, 50% of people do; it's
    a sign.
"""
SOURCE = Source(FILE, TEXT)
RULE = Rule(
    "plain-words",
    "words",
    Severity.WARNING,
    "A word that many people do not know",
    "Short words are read by more people.",
    "NHS digital service manual, A to Z of NHS health writing, https://service-manual.nhs.uk/content/a-to-z.",
    good=("Look at your poo.",),
    bad=("Look at your stool.",),
)


def place_of(words: str, after: int = 0) -> Place:
    """Where words stand in the file."""
    start = TEXT.index(words, after)
    return SOURCE.place_at(start, start + len(words))


def finding(words: str, new: str | None = None, **fields: object) -> Finding:
    """Return a finding about words, with the change that puts others there."""
    start = TEXT.index(words, TEXT.index("body:"))
    edits = () if new is None else (Edit(start, start + len(words), new),)
    place = SOURCE.place_at(start, start + len(words))
    given = Finding("plain-words", Severity.WARNING, f'"{words}" is hard', "say it plainly", place, edits)
    return given._replace(**fields)  # type: ignore[arg-type]


def results(**fields: object) -> Results:
    """Return what was found: an error of two lines, a warning that can be mended, advice of no file, a waiver."""
    made = {
        "workspace": "w",
        "files": 3,
        "findings": (
            finding(
                "Look at your stool, 50% of people do; it's\n    a sign", severity=Severity.ERROR, rule="list-long"
            ),
            finding("stool", "poo", also=(place_of("What is it?"),)),
            Finding("library-small", Severity.ADVICE, "there are few leaflets", "", NOWHERE),
        ),
        "waived": (Waived(finding("What is it?", rule="heading-question"), "people ask for it"),),
        "readings": (Reading(FILE, 1234, 60, 9.25, None), Reading("leaflets/P2.yaml", 300, 20, 4.0, 7.0)),
        "rules": {"plain-words": RULE},
    }
    return Results(**{**made, **fields})  # type: ignore[arg-type]


def write_file(root: Path, text: str = TEXT) -> None:
    """Write the file into a workspace."""
    (root / "leaflets").mkdir(parents=True, exist_ok=True)
    (root / FILE).write_bytes(text.encode())
