"""Exercises, programmes and signs in another language: their own words from their translations, all else their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from leafletgen.content.model.exercise import SIDE_WORDS, Drawing, Exercise, Figure, Step
from leafletgen.content.model.leaflet import SharedBlocks
from leafletgen.content.model.programme import Programme
from leafletgen.content.model.signs import SheetSigns
from leafletgen.content.model.translation import ExerciseTranslation, ProgrammeTranslation, SidedAlt
from leafletgen.content.structure import compare_structure
from leafletgen.dose.dose import Dose
from leafletgen.errors import Diagnostic, Place, Report
from leafletgen.languages.catalogue import is_draft
from leafletgen.languages.names import english_name
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.programme_words import compare_words, paired
from leafletgen.library.translations import Translations, changed_parts
from leafletgen.source.inline import Prose
from leafletgen.source.records import Record

R = TypeVar("R", bound=Record)
_PICTURES = ("start", "middle", "finish")


class Speaking:
    """What a library says in one language; each translation is read once.

    Attributes:
        unchecked: whether any of what was asked for, or the fixed words, was checked by no native speaker.
    """

    def __init__(self, library: Exercises, language: str) -> None:
        """Take the library and a language (BCP 47) that is not its own."""
        self.library = library
        self.workspace = library.workspace
        self.language = language
        self.translations = Translations(library.workspace)
        self._missing: dict[str, list[str]] = {}
        self._stale: list[Path] = []
        self._used: dict[Path, str | None] = {}
        self._loads: dict[str, str] = {}
        self._records: dict[Path, tuple[Record | None, tuple[Diagnostic, ...]]] = {}
        self._made: dict[tuple[str, str], tuple[Record, Record | None, tuple[Diagnostic, ...]]] = {}

    @property
    def unchecked(self) -> bool:
        """Whether no native speaker has checked all of what was used so far."""
        return is_draft(self.language) or not all(self._used.values())

    def begin(self) -> None:
        """Begin a sheet: what was missing, stale or unchecked on another one is forgotten."""
        self._missing, self._stale, self._used, self._loads = {}, [], {}, {}

    def prescribed(self, prescribed: Sequence[Prescribed], report: Report) -> list[Prescribed]:
        """Return what is prescribed in the language; what has no translation is left out, and told by `tell`."""
        found = [(one, self.exercise(one.exercise, report)) for one in prescribed]
        return [one._replace(exercise=spoken, dose=self._dose(one.dose)) for one, spoken in found if spoken is not None]

    def exercise(self, source: Exercise, report: Report) -> Exercise | None:
        """Return an exercise in the language; None where it has no translation that can be used."""
        path = self._path("exercise", source.identifier)
        words = None if path is None else self._read(ExerciseTranslation, path, report)
        if words is None or path is None:
            return None
        original = self.workspace.shown(self._source("exercise", source.identifier))
        self._used[path] = words.reviewed_by
        if source.dose.load is not None and words.load is not None:
            self._loads[source.dose.load] = words.load
        key = ("exercise", source.identifier)
        if key not in self._made or self._made[key][0] is not source:
            found = Report()
            _compare_exercise(source, words, original, found)
            made = None if found.has_errors else spoken_exercise(source, words)
            self._made[key] = source, made, found.diagnostics
        report.add(self._made[key][2])
        return self._made[key][1]  # type: ignore[return-value]  # the key says which record it is

    def programme(self, source: Programme, report: Report) -> Programme | None:
        """Return a programme in the language; None where it has no translation that can be used."""
        path = self._path("programme", source.identifier)
        words = None if path is None else self._read(ProgrammeTranslation, path, report)
        if words is None or path is None:
            return None
        original = self.workspace.shown(self._source("programme", source.identifier))
        told = len(report.errors)
        _compare_numbers([("notes", source.notes, words.notes)], words, original, report)
        self._used[path] = words.reviewed_by
        compare_words(source, words, original, report)
        for chosen, one in paired(source, words):
            if chosen.dose is not None and chosen.dose.load is not None and one is not None and one.load is not None:
                self._loads[chosen.dose.load] = one.load
        return (
            None if len(report.errors) > told else source.with_values(name=words.name, aim=words.aim, notes=words.notes)
        )

    def programme_notes(self, sources: Iterable[Programme], report: Report) -> dict[str, str]:
        """Return the notes that programmes have for their exercises, in the language, by the notes they translate."""
        notes: dict[str, str] = {}
        for source in sources:
            path = self._path("programme", source.identifier)
            words = None if path is None else self._read(ProgrammeTranslation, path, report)
            if words is None:
                continue
            for chosen, one in paired(source, words):
                if chosen.note is not None and one is not None and one.note is not None:
                    notes[chosen.note] = one.note
        return notes

    def signs(self, sources: Sequence[SheetSigns], report: Report) -> list[SheetSigns]:
        """Return signs that need help in the language; those without a translation are told by `tell`."""
        found = []
        for source in sources:
            original = self.workspace.root / source.place.file
            path = self._usable(original, "signs", original.stem)
            shared = None if path is None else self._read(SharedBlocks, path, report)
            if shared is None or path is None:
                continue
            if shared.sheet is None:
                self._missing.setdefault("signs", []).append(original.stem)
                continue
            told = len(report.errors)
            compare_structure(source, shared.sheet, self.language, report)
            self._used[path] = shared.reviewed_by
            if len(report.errors) == told:
                found.append(shared.sheet)
        return found

    def use(self, path: Path, reviewed_by: str | None) -> None:
        """Note a file that is used besides, such as that of the brand's words."""
        self._used[path] = reviewed_by
        if self.translations.standing(path).state != "current":
            self._stale.append(path)

    def tell(self, report: Report, place: Place | None) -> None:
        """Report all that has no translation, or a stale one: nothing of it is handed out."""
        name = english_name(self.language)
        told = {what: ", ".join(missing) for what, missing in self._missing.items()}
        call = {what: f"leafletgen translate {' '.join(missing)}" for what, missing in self._missing.items()}
        if "exercise" in told:
            report.error(
                "exercise-not-translated",
                f"not every exercise is translated to {name}: these are not: {told['exercise']}",
                f"leave them out, or translate them: {call['exercise']}",
                place,
            )
        if "programme" in told:
            report.error(
                "programme-not-translated",
                f"not every programme is translated to {name}: these are not: {told['programme']}",
                f"choose its exercises one by one, or translate it: {call['programme']}",
                place,
            )
        if "signs" in told:
            report.error(
                "signs-not-translated",
                f"not all signs that need help are translated to {name}: these shared blocks are not: {told['signs']}",
                f"no sheet is without them; translate them: {call['signs']}",
                place,
            )
        for path in dict.fromkeys(self._stale):
            report.error(
                "translation-stale",
                f"{self.workspace.shown(path)} is stale: what it translates changed since "
                f"({changed_parts(self.workspace, path)})",
                "translate what changed, and bring it back with leafletgen translate; no stale words are handed out",
                place,
            )

    # --- files -------------------------------------------------------------------------------------------------

    def _source(self, what: str, identifier: str) -> Path:
        return self.workspace.root / "assets" / f"{what}s" / f"{identifier}.yaml"

    def _path(self, what: str, identifier: str) -> Path | None:
        return self._usable(self._source(what, identifier), what, identifier)

    def _usable(self, source: Path, what: str, name: str) -> Path | None:
        """The translation of a file that is not stale; else None, which is remembered."""
        path = self.translations.in_language(source, self.language)
        if path is None:
            known = self._missing.setdefault(what, [])
            if name not in known:
                known.append(name)
        elif self.translations.standing(path).state != "current":
            self._stale.append(path)
        else:
            return path
        return None

    def _read(self, record: type[R], path: Path, report: Report) -> R | None:
        if path not in self._records:
            found = Report()
            root = self.workspace.source(path, found)
            made = None if root is None else record.read(root, found)
            self._records[path] = (None if found.has_errors else made), found.diagnostics
        report.add(self._records[path][1])
        return self._records[path][0]  # type: ignore[return-value]  # a path is of one kind

    def _dose(self, dose: Dose) -> Dose:
        """A dose with its load in the language, where that is an exercise's or a programme's own."""
        spoken = self._loads.get(dose.load) if dose.load is not None else None
        changed = None if spoken is None else dose.changed(Report(), load=spoken)
        return dose if changed is None else changed


def spoken_exercise(source: Exercise, words: ExerciseTranslation) -> Exercise:
    """Return an exercise with the words of a translation that is built as it is."""
    steps = [
        Step(place=said.place, hold=said) if isinstance(said, Prose) and isinstance(step, Step) else said
        for step, said in zip(source.steps, words.steps, strict=True)
    ]
    return source.with_values(
        name=words.name,
        other_names=words.other_names,
        purpose=words.purpose,
        equipment=words.equipment or source.equipment,
        side_means=words.side_means,
        prepare=words.prepare,
        steps=steps,
        key_points=words.key_points,
        cautions=words.cautions,
        stop=words.stop,
        figure=_spoken_figure(source.figure, words),
    )


def _spoken_figure(figure: Figure, words: ExerciseTranslation) -> Figure:
    named = {
        name: _spoken_drawing(drawing, said)
        for name in _PICTURES
        if (drawing := getattr(figure, name)) is not None and (said := getattr(words.alts, name)) is not None
    }
    return figure.with_values(**named)


def _spoken_drawing(drawing: Drawing, said: str | SidedAlt) -> Drawing:
    """A picture with its alt text for either side that is drawn."""
    left, right = (said.left, said.right) if isinstance(said, SidedAlt) else (said, said)
    return drawing.with_values(alt=left, alt_by_side={"left": left, "right": right})


def _compare_exercise(source: Exercise, words: ExerciseTranslation, original: str, report: Report) -> None:
    """Report where a translation says more or less than the exercise it is of."""
    lists = [
        (name, getattr(source, name), getattr(words, name)) for name in ("prepare", "steps", "key_points", "cautions")
    ]
    lists += [("equipment", source.equipment, words.equipment)] if words.equipment else []
    sound = _compare_numbers(lists, words, original, report)
    for step, said in zip(source.steps, words.steps, strict=False) if sound else ():
        both, has_both = (
            isinstance(step, Step) and step.no_hold is not None,
            isinstance(said, Step) and said.no_hold is not None,
        )
        if both != has_both or (isinstance(said, Step) and not isinstance(step, Step)):
            report.error(
                "translation-entry-differs",
                f"this step is {'one text' if both else 'said in two ways'} here, and not so in {original}",
                "write {hold: …, no_hold: …}" if both else "write one text",
                said.place,
            )
    for name in _PICTURES:
        drawing, said = getattr(source.figure, name), getattr(words.alts, name)
        if drawing is None or said is None:
            continue
        has_sides = any(word in drawing.alt for word in SIDE_WORDS)
        texts = [said.left, said.right] if isinstance(said, SidedAlt) else [said]
        if has_sides != (len(texts) == 2) or any(word in text for word in SIDE_WORDS for text in texts):
            report.error(
                "translation-entry-differs",
                f'the alt text "{name}" is said {"for each side" if has_sides else "in one way"} in {original}',
                "write {left: …, right: …}, a sentence for each side that may be drawn" if has_sides
                else "write one text",
                said.place if isinstance(said, SidedAlt) else words.alts.place,
            )  # fmt: skip
    for key, ours, theirs in (
        ("side_means", source.side_means, words.side_means),
        ("load", source.dose.load, words.load),
        ("alts: middle", source.figure.middle, words.alts.middle),
    ):
        if (ours is None) != (theirs is None):
            told = f"is missing: {original} has it" if theirs is None else f"stands here, and not in {original}"
            report.error(
                "translation-entry-differs",
                f'"{key}" {told}',
                "translate it" if theirs is None else "take it out",
                words.place,
            )


def _compare_numbers(
    lists: Iterable[tuple[str, Sequence[object], Sequence[object]]], words: Record, original: str, report: Report
) -> bool:
    """Report lists that have more or fewer entries than those that they translate; whether none has."""
    sound = True
    for name, ours, theirs in lists:
        if len(ours) != len(theirs):
            sound = False
            report.error(
                "translation-number-differs",
                f'"{name}" has {len(theirs)} entries here, and {len(ours)} in {original}',
                "a translation has as many as its source",
                words.place,
            )
    return sound
