"""Exercises and programmes of a workspace: loading, finding, ordering, and what a prescription comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from leafletgen.content.fields import FIELDS, report_unknown_fields
from leafletgen.content.model.exercise import POSITIONS, Exercise, ways_of
from leafletgen.content.model.programme import Chosen, Programme
from leafletgen.content.model.signs import SheetSigns
from leafletgen.dose.dose import Dose
from leafletgen.dose.short import parse_short
from leafletgen.errors import NOWHERE, Diagnostic, Place, Report, Setting, did_you_mean
from leafletgen.library.index import Entry, Names, entry_of, nearest
from leafletgen.library.translation_names import without_translations
from leafletgen.library.words import words_of
from leafletgen.library.workspace import PICTURE_SUFFIXES, Workspace
from leafletgen.source.kinds import Name, nothing_called
from leafletgen.source.names import stems
from leafletgen.source.records import Record
from leafletgen.source.yaml import parse_source, read_source

if TYPE_CHECKING:
    from leafletgen.content.model.prescription import Prescription

MANY = 6
"""More exercises than this are warned about."""
R = TypeVar("R", bound=Record)


class Prescribed(NamedTuple):
    """An exercise as it stands on a sheet."""

    exercise: Exercise
    dose: Dose
    note: str | None = None
    person: str | None = None
    """Who is drawn by the programme that it came from."""

    def __repr__(self) -> str:
        """Return the exercise alone; a note may be about the patient, and a trace may end in a log."""
        return f"Prescribed({self.exercise.identifier})"


class Exercises:
    """The exercises and programmes of one workspace; each file is read once."""

    def __init__(self, workspace: Workspace) -> None:
        """Take the workspace; nothing is read yet."""
        self.workspace = workspace
        self._names: dict[str, list[str]] = {}
        self._read: dict[tuple[str, str], tuple[Record | None, tuple[Diagnostic, ...]]] = {}
        self._entries: dict[str, list[Entry]] = {}
        self._called: dict[str, Names] = {}
        self._sheet_signs: tuple[list[SheetSigns], tuple[Diagnostic, ...]] | None = None

    def exercise_names(self) -> list[str]:
        """Return the ids of all exercises."""
        return self._listed("exercises")

    def programme_names(self) -> list[str]:
        """Return the ids of all programmes."""
        return self._listed("programmes")

    def load(self, name: str, report: Report, place: Place | None = None) -> Exercise | None:
        """Return an exercise by its id, or None after reporting what is wrong; its warnings are told as well."""
        return self._load("exercise", name, self._read_exercise, report, place)

    def load_programme(self, name: str, report: Report, place: Place | None = None) -> Programme | None:
        """Return a programme by its id, or None after reporting what is wrong."""
        return self._load("programme", name, self._read_programme, report, place)

    def load_all(self, report: Report) -> list[Exercise]:
        """Return every exercise that can be read, by id."""
        found = (self.load(name, report) for name in self.exercise_names())
        return [exercise for exercise in found if exercise is not None]

    def load_programmes(self, report: Report) -> list[Programme]:
        """Return every programme that can be read, by id; the exercises that they name are looked up."""
        found = [self.load_programme(name, report) for name in self.programme_names()]
        return [programme for programme in found if programme is not None]

    def entries(self, what: str) -> list[Entry]:
        """Return what every exercise or programme is called and good for, by id; no file is read to its end."""
        if what not in self._entries:
            self._entries[what] = [entry_of(what, name, path) for name, path in self._paths(what).items()]
        return self._entries[what]

    def _paths(self, what: str) -> dict[str, Path]:
        """Return the files of all exercises or programmes."""
        folder, files = [self._folder(f"{what}s")], self.workspace.files
        paths = {name: files.find(f"{name}.yaml", folder, (".yaml",), what, None, Report())
                 for name in self._listed(f"{what}s")}  # fmt: skip
        return {name: path for name, path in paths.items() if path is not None}

    def entitled(self, what: str, title: str) -> list[Entry]:
        """Return the exercises or programmes of this name or of this other name."""
        if what not in self._called:
            self._called[what] = Names(self.entries(what))
        return self._called[what].called(title)

    def identified(self, what: str, name: str) -> str | None:
        """Return the id that a text is, or whose name it is, where one alone is called that.

        An id comes first, also with capitals or with spaces in place of its hyphens.
        """
        known = self._listed(f"{what}s")
        for identifier in (name.strip(), "-".join(words_of(name))):
            if identifier in known:
                return identifier
        found = self.entitled(what, name)
        return found[0].identifier if len(found) == 1 else None

    def read_prescription(self, path: Path, report: Report) -> Prescription | None:
        """Read a prescription, which stands anywhere; messages show the file's name as it was given."""
        from leafletgen.content.model.prescription import Prescription  # picks need none

        root = read_source(path, self.workspace.shown(path), report, private=True)
        return None if root is None else Prescription.read(root, report)

    def parse_prescription(self, text: str, shown_as: str, report: Report) -> Prescription | None:
        """Read a prescription that is in no file; messages show this name for it."""
        from leafletgen.content.model.prescription import Prescription  # picks need none

        root = parse_source(text, shown_as, report, private=True)
        return None if root is None else Prescription.read(root, report)

    def signs_for(self, exercises: Iterable[Exercise], report: Report) -> list[SheetSigns]:
        """Return what sheets with these exercises say about signs that need help, by the names of the shared files."""
        areas = {area for exercise in exercises for area in exercise.areas}
        return [signs for signs in self._signs(report) if areas.intersection(signs.areas)]

    def _signs(self, report: Report) -> list[SheetSigns]:
        """Read the sheets' part of the shared blocks; the other parts are for leaflets."""
        if self._sheet_signs is None:
            found, reading = [], Report()
            folder = self.workspace.root / "leaflets" / "shared"
            for path in (folder / f"{name}.yaml" for name in self.workspace.shared_names()):
                root = self.workspace.source(path, reading)
                part = root.data.get("sheet") if root is not None and root.kind == "map" else None
                signs = None if part is None else SheetSigns.read(part, reading)
                if signs is not None:
                    report_unknown_fields((signs.title, *signs.items), FIELDS, reading)
                    found.append(signs)
            self._sheet_signs = found, reading.diagnostics
        report.add(self._sheet_signs[1])
        return self._sheet_signs[0]

    def _listed(self, folder: str) -> list[str]:
        if folder not in self._names:
            self._names[folder] = without_translations(self._folder(folder), stems(self._folder(folder)))
        return self._names[folder]

    def _folder(self, folder: str) -> Path:
        return self.workspace.root / "assets" / folder

    def _load(
        self,
        what: str,
        name: str,
        read: Callable[[str, Path, Report], R | None],
        report: Report,
        place: Place | None,
    ) -> R | None:
        known = self._listed(f"{what}s")
        if name not in known:
            self.report_unknown(what, name, report, place)
            return None
        name = str(name)  # what is kept must not keep the prescription that the name stands in
        key = (what, name)
        if key not in self._read:
            found = Report()
            file = self.workspace.files.find(f"{name}.yaml", [self._folder(f"{what}s")], (".yaml",), what, place, found)
            record = None if file is None else read(name, file, found)
            self._read[key] = (None if found.has_errors else record, found.diagnostics)
        kept, diagnostics = self._read[key]
        report.add(diagnostics)
        return kept  # type: ignore[return-value]  # the key says which record it is

    def report_unknown(self, what: str, name: str, report: Report, place: Place | None) -> None:
        """Report an id or a name that nothing has, or that several have, with what may be meant."""
        several = self.entitled(what, name)
        if len(several) > 1:
            said = "this is the name" if isinstance(name, Name) and name.private else f'"{name}" is the name'
            report.error(
                "name-of-several",
                f"{said} of {len(several)} {what}s",
                f"choose one by its id: {' or '.join(map(str, several))}",
                place,
            )
            return
        hint = self._meant(what, name) or f"assets/{what}s/ is empty"
        report.error(
            "exercise-unknown" if what == "exercise" else "programme-unknown", nothing_called(what, name), hint, place
        )

    def _meant(self, what: str, name: str) -> str:
        """Return those that may be meant, by any of their names, as a hint; "glute-bridge" is "bridge"."""
        near = did_you_mean(name, self._listed(f"{what}s"))
        if what != "exercise" or not words_of(name):
            return near
        from leafletgen.library.searching import found_by

        entries = self.entries(what)
        meant = self.entitled(what, name) or nearest(name, entries)
        if not meant and not near.startswith("did you mean"):
            meant = found_by(name, entries)[:1]
        if not meant or (len(meant) == 1 and f'"{meant[0].identifier}"' in near):
            return near
        return f"did you mean {' or '.join(map(str, meant))}?"

    def _record(self, record: type[R], path: Path, report: Report) -> R | None:
        root = self.workspace.source(path, report)
        return None if root is None else record.read(root, report)

    def _read_exercise(self, name: str, path: Path, report: Report) -> Exercise | None:
        exercise = self._record(Exercise, path, report)
        if exercise is None:
            return None
        exercise.identifier = name
        for drawing in exercise.figure.drawings:
            drawing.path = None
            if drawing.image is not None:
                place = drawing.image.place if isinstance(drawing.image, Name) else drawing.place
                folders = [path.parent, self.workspace.root / "assets" / "images"]
                drawing.path = self.workspace.files.find(
                    drawing.image, folders, PICTURE_SUFFIXES, "image", place, report
                )
        known = self.exercise_names()
        for key, others in (("easier", exercise.easier), ("harder", exercise.harder)):
            for other in others:
                place = other.place if isinstance(other, Name) else exercise.place
                if other == name:
                    report.error("compared-with-itself", f'"{name}" is called {key} than itself', "take it out", place)
                elif other not in known:
                    report.warning(
                        "easier-or-harder-unknown",
                        f'the {key} exercise "{other}" does not exist',
                        did_you_mean(other, known),
                        place,
                    )
        steps = [said for step in exercise.steps for said in ways_of(step)]
        prose = (exercise.purpose, *exercise.prepare, *steps, *exercise.key_points, *exercise.cautions, exercise.stop)
        report_unknown_fields(prose, FIELDS, report)
        return exercise

    def _read_programme(self, name: str, path: Path, report: Report) -> Programme | None:
        programme = self._record(Programme, path, report)
        if programme is None:
            return None
        programme.identifier = name
        known = self.exercise_names()
        for chosen in programme.exercises:
            if chosen.exercise not in known:
                report.error(
                    "exercise-unknown",
                    f'no exercise is called "{chosen.exercise}"',
                    self._meant("exercise", chosen.exercise) or "assets/exercises/ is empty",
                    chosen.exercise.place,
                )
        if programme.person is not None:
            from leafletgen.figures.people import check_person  # most programmes name nobody

            check_person(programme.person, report)
        report_unknown_fields((programme.aim, *programme.notes), FIELDS, report)
        return programme


def order_by_position(prescribed: Iterable[Prescribed]) -> list[Prescribed]:
    """Return the exercises so that the patient changes position least: lying first, standing last.

    Within a position the order stays.
    """
    return sorted(prescribed, key=lambda one: POSITIONS.index(one.exercise.position))


def parse_pick(text: str, report: Report) -> Chosen | None:
    """Return what `EXERCISE[:DOSE]` names, or None after reporting a wrong dose."""
    exercise, colon, short = text.partition(":")
    name = Name.of(exercise.strip(), NOWHERE)
    if not colon:
        return Chosen.of(name, NOWHERE)
    found = Report()
    dose = parse_short(short, None, found)
    for fault in found.diagnostics:
        report.error(fault.code, f"{report.called(Setting.PICK, text)}: {fault.message}", fault.hint)
    return None if dose is None else Chosen.of(name, NOWHERE, dose)
