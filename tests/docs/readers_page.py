"""``docs/reference/readers.md``, from what readers were heard to say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tests.docs.markdown import cell, code, table
from tests.readers import recorded
from tests.readers.documents import Construct, constructs
from tests.readers.outline import AREA, LINE_END, PAGE_END
from tests.readers.readers import READERS

_BEGINNING = f"""\
# What readers say

veraPDF says whether a file keeps to the standards. It cannot say what a person hears. So the tests give each construct
of a leaflet and of a sheet to the programs below, and hold what they say to this page, which is made from the same
data; [testing](../develop/testing.md#programs-that-read-pdfs) says how to run them.

Programs that know no tags give the words of a page in some order: that of the lines on it, or that in which they are
painted. Others give a tree of elements, each with its words in square brackets; Firefox's tree is what it gives to a
screen reader. Screen readers themselves, and Adobe Acrobat, are not among them: they do not run without a desktop.

{LINE_END} stands for the end of a line and {PAGE_END} for that of a page, {AREA} for what can be clicked. `<00A0>` is a
character that shows nothing, here a space at which no line ends. The description of a picture stands in quotes.

"""
_WHOSE = {"reader": "The reader's own doing", "leafletgen": "Ours"}


def text() -> str:
    """Return the page."""
    known = recorded.load()
    versions = table(("Reader", "Version"), ((cell(name), cell(known.versions[name])) for name in READERS))
    return _BEGINNING + versions + "".join(_section(one, known.said[one.name]) for one in constructs())


def _section(construct: Construct, said: dict[str, str]) -> str:
    """What is written, what is said of it, and whose doing it is where that is something else."""
    notes = "".join(f"\n{note}\n" for note in _notes(construct))
    return f"\n## {construct.name}\n\n{_source(construct)}\n{table(('Reader', 'What it says'), _rows(said))}{notes}"


def _source(construct: Construct) -> str:
    if construct.leaflet:
        return f"```yaml\n{construct.leaflet}```\n"
    asked = "; ".join(f"{key}: {_plain(value)}" for key, value in construct.sheet.items())
    return f"A sheet of one exercise ({cell(asked)}).\n"


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _rows(said: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is said with those who say it, in the order of the first of them."""
    order = list(dict.fromkeys(said.values()))
    by_words = sorted(said, key=lambda reader: order.index(said[reader]))
    for words, readers in groupby(by_words, key=said.__getitem__):
        yield cell(", ".join(readers)), code(words)


def _notes(construct: Construct) -> Iterator[str]:
    for entry in construct.deviates:
        yield f"**{_WHOSE[entry['whose']]}** ({cell(', '.join(recorded.members(entry['by'])))}): {entry['why'].strip()}"
