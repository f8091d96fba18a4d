"""The user's defaults for sheets: a file in the user's own folder, which never holds anything of a patient."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from leafletgen.errors import Report
from leafletgen.system.user_folders import CONFIG, user_folder
from leafletgen.system.writing import WriteError, locked, write_whole

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
        """Return these with what is given in its place; empty text takes one out.

        Role and contact go with the clinician whose they were.
        """
        kept = self
        if self.clinician and given.clinician and given.clinician.strip() != self.clinician:
            kept = self._replace(clinician_role=None, clinician_contact=None)
        pairs = zip(kept, given, strict=True)
        return Defaults(*((old if new is None else new.strip() or None) for old, new in pairs))


class Changed(NamedTuple):
    """What became of the defaults."""

    kept: Defaults
    dropped: Defaults
    """What was of the clinician before, and is kept no longer though nobody said so."""


def defaults_file() -> Path | None:
    """Return where the file is, or would be; None for a user who has no folder, or wants none."""
    folder = user_folder(CONFIG)
    return None if folder is None else folder / NAME


def read_defaults(path: Path, report: Report) -> Defaults:
    """Return what stands in the file; nothing when there is none, or after reporting what is wrong with it."""
    if not path.is_file():
        if path.exists():  # reading a pipe would wait for ever
            report.error("file-not-readable", f"{path.as_posix()} is not a file", "take away what stands in its place")
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


def change_defaults(path: Path, given: Defaults, report: Report, *, anew: bool = False) -> Changed:
    """Put what is given into the file, and return what came of it; two at once wait for each other.

    Args:
        path: the file; where it is a link, what that leads to is written.
        given: what is to be kept; None leaves what is there, empty text takes it out.
        report: receives what is wrong with an old file, which then stays as it is.
        anew: whether an old file is not even read.

    Raises:
        WriteError: it cannot be written; an old file is as it was.
    """
    try:
        path = path.resolve()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(path):
            old = Defaults() if anew else read_defaults(path, report)
            kept = old.changed(given)
            if not report.has_errors:
                _write(path, kept)
    except (OSError, RuntimeError) as fault:  # links may go in a circle
        said = fault.strerror if isinstance(fault, OSError) else None
        raise WriteError(f"{path.name} cannot be written: {said or fault}") from fault
    pairs = zip(old, given, kept, strict=True)
    return Changed(kept, Defaults(*(was if new is None and now is None else None for was, new, now in pairs)))


def _write(path: Path, defaults: Defaults) -> None:
    """Write the file so that its user alone can read it, or take it away when there is nothing to keep."""
    lines = _lines(defaults)
    if lines:
        write_whole(path, (_HEADING + "".join(lines)).encode(), private=True)
    else:
        path.unlink(missing_ok=True)


def _lines(defaults: Defaults) -> list[str]:
    """Return the entries that have a value; a string of JSON is one of YAML, whatever stands in it."""
    import json

    who = {"name": defaults.clinician, "role": defaults.clinician_role, "contact": defaults.clinician_contact}
    lines = [f"  {key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in who.items() if value]
    lines[:0] = ["clinician:\n"] if lines else []
    rest = {"layout": defaults.layout, "person": defaults.person}
    return lines + [f"{key}: {value}\n" for key, value in rest.items() if value]
