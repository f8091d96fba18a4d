"""What a user keeps for the screen: favourites, exercises used lately, programmes of their own; never with a patient.

The lists are one file, and each programme is a file that a workspace could have, in the user's own folder. Files are
written whole and locked meanwhile, so that two windows lose nothing; a damaged one is told, and left as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from leafletgen.app.sheets.screen_data import Data, told
from leafletgen.errors import NOWHERE, ExitCode, LeafletError, RefusedError, Report, refused
from leafletgen.library.words import plain_words, words_of
from leafletgen.system.user_folders import CONFIG, user_folder
from leafletgen.system.writing import WriteError, locked, write_whole

if TYPE_CHECKING:
    from leafletgen.content.model.programme import Chosen, Programme
    from leafletgen.library.exercises import Exercises

# What reads and writes files is loaded where there is one: most have none, and their start need not wait.

LISTS = "clinic.yaml"
PROGRAMMES = "programmes"
MOST_USED = 12
"""Exercises that are remembered as used lately."""
_MOST_FAVOURITES, _MOST_PROGRAMMES, _MOST_ROWS = 500, 200, 60
_LONGEST_NAME = 80
#: Letters of a word, and digits in a row, by which a patient could be known.
_TELLING_LETTERS, _TELLING_DIGITS = 3, 4
_LISTS_HEADING = """\
# Exercises that you like, and that you used lately. Written by "leafletgen clinic"; you may change it.
# Nothing of a patient belongs in here.
"""
_PROGRAMME_HEADING = """\
# A programme of your own, made with "leafletgen clinic". To share it, copy it to assets/programmes/ of a workspace.
# Nothing of a patient belongs in here.
"""
#: Names that Windows keeps for devices, whatever ending a file has: Naming Files, Paths, and Namespaces (Microsoft).
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
_AIM = "Exercises that were put together in this clinic."


class _Lists(NamedTuple):
    """Ids: what is liked, and what was used lately, the last first."""

    favourites: Sequence[str] = ()
    used: Sequence[str] = ()


class Own:
    """What one user keeps, in a folder that need not be there."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder; else it is where the system keeps what programs keep for their user, if anywhere."""
        self.folder = folder if folder is not None else user_folder(CONFIG)

    def told(self) -> Data:
        """Return all that is kept, as JSON has it; what is wrong with a file stands under "found".

        A programme has an exercise twice where each side has a dose of its own.
        """
        report = Report()
        lists = self._lists(report)
        programmes = [one for name in self._programme_names() if (one := self._programme(name, report)) is not None]
        return {
            "favourites": list(lists.favourites) if lists is not None else [],
            "used": list(lists.used) if lists is not None else [],
            "programmes": [
                {
                    **{"id": one.identifier, "name": one.name},
                    "exercises": [str(chosen.exercise) for chosen in one.exercises],
                }
                for one in sorted(programmes, key=lambda one: (plain_words(one.name), one.identifier))
            ],
            "found": told(report.diagnostics),
        }

    def set_favourite(self, exercise: str, *, on: bool) -> None:
        """Keep an exercise among the favourites, or take it out.

        Raises:
            RefusedError: it is no id, or nothing can be written; what was kept stays.
        """
        _check_ids([exercise])

        def change(kept: _Lists) -> _Lists:
            others = [one for one in kept.favourites if one != exercise]
            return kept._replace(favourites=[*others, exercise][-_MOST_FAVOURITES:] if on else others)

        self._change(change)

    def note_used(self, exercises: Sequence[str]) -> None:
        """Remember exercises as used lately, in the order of a sheet.

        Raises:
            RefusedError: one is no id, or nothing can be written; what was kept stays.
        """
        _check_ids(exercises)

        def change(kept: _Lists) -> _Lists:
            return kept._replace(used=list(dict.fromkeys([*exercises, *kept.used]))[:MOST_USED])

        self._change(change)

    # --- programmes --------------------------------------------------------------------------------------------

    def keep_programme(self, name: str, rows: Sequence[Mapping[str, str]], patient: str, library: Exercises) -> str:
        """Keep a programme under a new name, and return its id.

        Args:
            name: what it is to be called.
            rows: each with `exercise` and `dose`, in its short form; the exercise's own when empty.
            patient: what is typed for the patient, name and number, of which nothing may be in it.
            library: knows the exercises.

        Raises:
            RefusedError: a name or a row cannot be kept, or nothing can be written.
        """
        name = " ".join(name.split())
        _check_name(name, patient)
        report = Report()
        chosen = [one for row in rows[:_MOST_ROWS] if (one := _chosen(row, library, report)) is not None]
        if report.has_errors:
            raise RefusedError(ExitCode.USAGE, *report.errors)
        if not chosen or len(rows) > _MOST_ROWS:
            raise refused(
                "own-programme-not-kept",
                "a programme without exercises cannot be kept" if not rows else f"{len(rows)} exercises are too many",
                f"put 1 to {_MOST_ROWS} exercises on the sheet first",
                ExitCode.USAGE,
            )
        _check_private(" ".join(one.dose.load or "" for one in chosen if one.dose is not None), patient)
        folder = self._writable() / PROGRAMMES
        with _writing(), locked(folder / "all"):
            kept = self._programme_names()
            called = [plain_words(one.name) for one in map(self._quietly, kept) if one is not None]
            if plain_words(name) in called or len(kept) >= _MOST_PROGRAMMES:
                raise refused(
                    "own-programme-not-kept",
                    f"you have {len(kept)} programmes of your own already"
                    if len(kept) >= _MOST_PROGRAMMES
                    else "you have a programme of this name already",
                    "choose another name, or forget the old one first",
                    ExitCode.USAGE,
                )
            identifier = _free("-".join(words_of(name)), kept)
            write_whole(folder / f"{identifier}.yaml", _as_file(name, chosen).encode(), private=True)
        return identifier

    def forget_programme(self, identifier: str) -> None:
        """Delete a programme; one that is gone already stays gone.

        Raises:
            RefusedError: it is no id, or it cannot be deleted.
        """
        _check_ids([identifier])
        folder = self._writable() / PROGRAMMES
        with _writing(), locked(folder / "all"):
            (folder / f"{identifier}.yaml").unlink(missing_ok=True)

    def programme(self, identifier: str, library: Exercises, report: Report) -> Data | None:
        """Return the rows of a programme with whole doses, in its order; None after reporting why there are none.

        An exercise that this workspace does not have is warned about and left out.
        """
        held = self._programme(identifier, report) if identifier in self._programme_names() else None
        if held is None:
            if not report.has_errors:
                report.error("programme-unknown", "you have no such programme", "load the page again")
            return None
        from leafletgen.app.sheets.library import row_of
        from leafletgen.content.model.prescription import Prescription
        from leafletgen.library.prescribing import resolve_prescription

        known = library.exercise_names()
        for one in held.exercises:
            if one.exercise not in known:
                report.warning(
                    "own-programme-lacks-exercise",
                    f'"{one.exercise}" is not in this workspace, and is left out',
                    "choose another exercise in its place",
                )
        exercises = [one for one in held.exercises if one.exercise in known]
        prescription = Prescription(place=held.place, exercises=exercises, order="given")
        found = resolve_prescription(library, report, prescription) if exercises else []
        if report.has_errors:
            return None
        return {"rows": [row_of(one) for one in found], "programme": None, "name": held.name}

    def _programme_names(self) -> list[str]:
        if self.folder is None or not (folder := self.folder / PROGRAMMES).is_dir():
            return []
        from leafletgen.source.names import stems

        return stems(folder)

    def _programme(self, identifier: str, report: Report) -> Programme | None:
        if self.folder is None:
            return None
        from leafletgen.content.model.programme import Programme
        from leafletgen.source.yaml import read_source

        path = self.folder / PROGRAMMES / f"{identifier}.yaml"
        found = Report()
        root = read_source(path, path.as_posix(), found)
        programme = None if root is None else Programme.read(root, found)
        report.add(found.diagnostics)
        if programme is None or found.has_errors:
            return None
        programme.identifier = identifier
        return programme

    def _quietly(self, identifier: str) -> Programme | None:
        return self._programme(identifier, Report())

    # --- lists -------------------------------------------------------------------------------------------------

    def _lists(self, report: Report) -> _Lists | None:
        """Return what stands in the file; empty lists when there is none, None after reporting what is wrong."""
        if self.folder is None or not (path := self.folder / LISTS).exists():
            return _Lists()
        from leafletgen.content.model.user_lists import UserLists
        from leafletgen.source.yaml import read_source

        found = Report()
        root = read_source(path, path.as_posix(), found)
        lists = None if root is None else UserLists.read(root, found)
        report.add(found.diagnostics)
        if lists is None or found.has_errors:
            return None
        return _Lists(list(map(str, lists.favourites)), list(map(str, lists.used)))

    def _change(self, change: Callable[[_Lists], _Lists]) -> None:
        path = self._writable() / LISTS
        with _writing(), locked(path):
            report = Report()
            kept = self._lists(report)
            if kept is None:
                raise RefusedError(ExitCode.CONTENT, *report.errors)
            lines = [f"{key}: [{', '.join(names)}]\n" for key, names in change(kept)._asdict().items()]
            write_whole(path, (_LISTS_HEADING + "".join(lines)).encode(), private=True)

    def _writable(self) -> Path:
        """Return the folder, which is made for its user alone when it is not there."""
        if self.folder is None:
            raise refused(
                "file-not-written",
                "this user has no folder for settings",
                "name one in the variable LEAFLETGEN_CONFIG",
                ExitCode.ENVIRONMENT,
            )
        with _writing():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.folder


@contextmanager
def _writing() -> Iterator[None]:
    """Refuse what the system does not let be written, in words."""
    try:
        yield
    except LeafletError:
        raise
    except (OSError, WriteError) as fault:
        said = fault.strerror or fault if isinstance(fault, OSError) else fault
        raise refused(
            "file-not-written",
            f"nothing can be kept in your own folder: {said}",
            "check that the folder can be written to; all that was kept is still there",
            ExitCode.ENVIRONMENT,
        ) from fault


def _check_ids(names: Sequence[str]) -> None:
    from leafletgen.source.records import is_identifier

    if not all(is_identifier(name) and len(name) <= _LONGEST_NAME for name in names):
        raise refused("no-identifier", "this is no name of a file", "load the page again", ExitCode.USAGE)


def _check_name(name: str, patient: str) -> None:
    """Refuse a name that says nothing, or by which the patient could be known."""
    if not words_of(name) or len(name) > _LONGEST_NAME or not name.isprintable():
        raise refused(
            "own-programme-not-kept",
            f"a programme needs a name of 1 to {_LONGEST_NAME} characters that can be printed",
            "say what the exercises are for, such as Knees after a fall",
            ExitCode.USAGE,
        )
    _check_private(name, patient)


def _check_private(text: str, patient: str) -> None:
    """Refuse words of the patient's name, and digits of the number, which is not repeated."""
    theirs = {word for word in words_of(patient) if len(word) >= _TELLING_LETTERS and not word.isdecimal()}
    words = set(words_of(text))
    digits, number = re.sub(r"\D", "", text), re.sub(r"\D", "", patient)
    runs = (digits[at : at + _TELLING_DIGITS] for at in range(len(digits) - _TELLING_DIGITS + 1))
    if any(word in words or f"{word}s" in words for word in theirs) or any(run in number for run in runs):
        raise refused(
            "own-programme-names-patient",
            "the name or the number of the patient is in this programme",
            "call it by what the exercises are for: it is kept for all patients",
            ExitCode.USAGE,
        )


def _chosen(row: Mapping[str, str], library: Exercises, report: Report) -> Chosen | None:
    """Return what a row chooses; its note, which may be about the patient, is left out."""
    from leafletgen.content.model.programme import Chosen
    from leafletgen.dose.short import parse_short
    from leafletgen.source.kinds import Name

    name, typed = row.get("exercise", ""), row.get("dose", "")
    if library.load(name, report) is None:
        return None
    dose = parse_short(typed, None, report) if typed.strip() else None
    return None if dose is None and typed.strip() else Chosen.of(Name.of(name, NOWHERE), NOWHERE, dose)


def _free(wanted: str, kept: Sequence[str]) -> str:
    """Return an id that no programme has; letters that no file should have are left out, and no device is called so."""
    plain = re.sub("[^a-z0-9-]", "", wanted)[:40].strip("-") or "programme"
    known = {name.casefold() for name in kept} | _DEVICES
    return next(name for name in (plain, *(f"{plain}-{number}" for number in range(2, 9999))) if name not in known)


def _as_file(name: str, chosen: Sequence[Chosen]) -> str:
    """Return a programme as a workspace has it; a string of JSON is one of YAML, whatever stands in it."""
    from leafletgen.dose.short import short

    rows: list[str] = []
    for one in chosen:
        rows.append(f"  - exercise: {one.exercise}\n")
        rows += [f"    dose: {_quoted(short(one.dose))}\n"] if one.dose is not None else []
    return f"{_PROGRAMME_HEADING}name: {_quoted(name)}\naim: {_AIM}\norder: given\nexercises:\n{''.join(rows)}"


def _quoted(text: Any) -> str:
    return json.dumps(text, ensure_ascii=False)
