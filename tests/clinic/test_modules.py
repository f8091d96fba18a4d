"""A page tells its browser which scripts to load, without waiting for each to name the next."""

import re
from pathlib import Path

import leafletgen.clinic
from leafletgen.clinic.modules import modules_of

STATIC = Path(leafletgen.clinic.__file__).parent / "static"
TEMPLATES = STATIC.parent / "templates"


def test_all_that_a_script_imports_is_known_once() -> None:
    known = modules_of("library.js", "sheet.js")
    assert len(set(known)) == len(known)
    assert known[:2] == ("library.js", "sheet.js")
    named = {
        name for one in known for name in re.findall(r'from\s+"\./([^"]+)"', (STATIC / one).read_text(encoding="utf-8"))
    }
    assert named <= set(known)


def test_every_script_is_on_a_page() -> None:
    """A module that no page comes to is left over from an earlier one."""
    pages = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html"))
    known = modules_of(*sorted(set(re.findall(r"filename='([^']+\.js)'", pages))))
    loaded_later = {
        name
        for one in known
        for name in re.findall(r'import\("\./([^"]+)"\)', (STATIC / one).read_text(encoding="utf-8"))
    }
    known = modules_of(*known, *sorted(loaded_later))
    assert {path.name for path in STATIC.glob("*.js")} == set(known)
