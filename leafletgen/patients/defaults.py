"""The user's defaults for sheets: a file in the user's own folder, which never holds anything of a patient."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from leafletgen.errors import Report
from leafletgen.system.user_folders import CONFIG, user_folder
from leafletgen.system.writing import WriteError, write_whole

NAME = "sheet.yaml"
_HEADING = """\
# What every exercise sheet of yours says, unless an option or the prescription says otherwise.
# Written by "leafletgen sheet"; you may change it. Nothing of a patient belongs in here.
"""


class Defaults(NamedTuple):
    """What is said where neither an option nor a prescription says it; all that is kept from one sheet to the next."""

    clinician: str | None = None
    clinician_role: str | None = None
    clinician_contact: str | None = None
    layout: str | None = None
    person: str | None = None

    def changed(self, given: Defaults) -> Defaults:
        """Return these with what is given in its place; empty text takes one out."""
        pairs = zip(self, given, strict=True)
        return Defaults(*((old if new is None else new.strip() or None) for old, new in pairs))


def defaults_file() -> Path | None:
    """Return where the file is, or would be; None for a user who has no folder, or wants none."""
    folder = user_folder(CONFIG)
    return None if folder is None else folder / NAME


def read_defaults(path: Path, report: Report) -> Defaults:
    """Return what stands in the file; nothing when there is none, or after reporting what is wrong with it."""
    if not path.exists():
        return Defaults()
    from leafletgen.content.model.defaults import SheetDefaults  # most have no such file
    from leafletgen.source.yaml import read_source

    root = read_source(path, path.as_posix(), report, private=True)
    held = None if root is None else SheetDefaults.read(root, report)
    if held is None:
        return Defaults()
    who = held.clinician
    clinician = (who.name, who.role, who.contact) if who is not None else (None, None, None)
    return Defaults(*clinician, held.layout, held.person)


def write_defaults(path: Path, defaults: Defaults) -> None:
    """Write the file so that its user alone can read it, or take it away when there is nothing to keep.

    Raises:
        WriteError: it cannot be written; an old file is as it was.
    """
    lines = _lines(defaults)
    try:
        if not lines:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise WriteError(f"{path.name} cannot be written: {fault.strerror or fault}") from fault
    write_whole(path, (_HEADING + "".join(lines)).encode(), private=True)


def _lines(defaults: Defaults) -> list[str]:
    """Return the entries that have a value; a string of JSON is one of YAML, whatever stands in it."""
    import json

    who = {"name": defaults.clinician, "role": defaults.clinician_role, "contact": defaults.clinician_contact}
    lines = [f"  {key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in who.items() if value]
    lines[:0] = ["clinician:\n"] if lines else []
    rest = {"layout": defaults.layout, "person": defaults.person}
    return lines + [f"{key}: {value}\n" for key, value in rest.items() if value]
