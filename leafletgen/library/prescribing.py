"""What a prescription comes to: its programmes and choices merged into the exercises of one sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from leafletgen.content.model.exercise import Exercise, check_hold, check_side
from leafletgen.content.model.programme import Chosen
from leafletgen.dose.dose import Dose
from leafletgen.errors import NOWHERE, Place, Report, Setting
from leafletgen.languages.dose_sentence import how_often
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.library.exercises import MANY, Exercises, Prescribed, order_by_position, parse_pick
from leafletgen.source.kinds import Name

if TYPE_CHECKING:
    from leafletgen.content.model.prescription import Prescription


def resolve_prescription(
    library: Exercises,
    report: Report,
    prescription: Prescription | None = None,
    *,
    programmes: Sequence[str] = (),
    picks: Sequence[str] = (),
    without: Sequence[str] = (),
    keep_order: bool | None = None,
) -> list[Prescribed]:
    """Return the exercises of a sheet in their order.

    Programmes come first (those that a prescription merely names give who is drawn alone), those of the
    prescription before those that are asked for beside it, then the exercises that the prescription chooses, then
    the picks. A later choice of an exercise replaces its dose, its note or both where it stands; the first of two
    programmes that have the same exercise counts.

    Of an exercise's own dose only how often it is done, and its side, stand in for what another dose leaves unsaid:
    rounds, hold, rest and load belong to the amount that they were written for. A dose that is replaced stands in
    before the exercise's own. What was filled in is told as a note; a dose that nothing gives a "how often" is an
    error.

    Args:
        library: the exercises and programmes.
        report: receives every fault; the result is complete only when it has no error.
        prescription: what a file holds.
        programmes: ids that are asked for beside the file.
        picks: `EXERCISE[:DOSE]` that are asked for beside the file, by id or by a name that one exercise has alone.
        without: ids to leave out of the programmes.
        keep_order: whether the clinician's order is kept instead of that by position; where nobody says so, it is kept
            when the prescription or every programme asks for its own. A prescription that asks for its own and names
            every exercise, those of its programmes as well, has them in the order of its list.
    """
    merging = _Merging(library, report)
    held = prescription
    for name in _unique([*(held.programmes if held else ()), *programmes]):
        merging.add_programme(name)
    for name in held.from_programmes if held else ():
        merging.draw_as_in(name)
    chosen = [_picked(library, pick, report) for pick in picks]
    for one in [*(held.exercises if held else ()), *chosen]:
        if one is not None:
            merging.choose(one)
    for name in [*(held.without if held else ()), *without]:
        merging.leave_out(name)
    prescribed = merging.prescribed()
    place = held.place if held else None
    if not merging.entries and not report.has_errors:
        report.error(
            "prescription-empty",
            "this prescription is empty: it has no exercise",
            f'name exercises or a programme: "exercises: [bridge]", or {report.called(Setting.PICK, "bridge")}, '
            f"or {report.called(Setting.PROGRAMME, 'back-strength')}",
            place,
        )
    if len(prescribed) > MANY:
        report.warning(
            "many-exercises",
            f"{len(prescribed)} exercises are many: few are done more often and better, and with more than {MANY} "
            "people give up sooner",
            f"leave some out with {report.called(Setting.WITHOUT)}, or give them at the next appointment",
            place,
        )
    if keep_order is None:
        keep_order = (held is not None and held.order == "given") or merging.orders == {"given"}
    if not keep_order:
        return order_by_position(prescribed)
    return _as_listed(prescribed, held.exercises) if held is not None and held.order == "given" else prescribed


def _as_listed(prescribed: list[Prescribed], listed: Sequence[Chosen]) -> list[Prescribed]:
    """Return the exercises in the order of a list that has them all; else as they are."""
    places = {_Merging.key(one): at for at, one in reversed([*enumerate(listed)])}
    whole: dict[str, int] = {one.exercise: at for at, one in reversed([*enumerate(listed)])}
    if not all(one.exercise.identifier in whole for one in prescribed):
        return prescribed
    return sorted(prescribed, key=lambda one: places.get(_key(one), whole[one.exercise.identifier]))


def _key(one: Prescribed) -> tuple[str, str]:
    return one.exercise.identifier, one.dose.side if one.dose.side in ("left", "right") else ""


def _picked(library: Exercises, pick: str, report: Report) -> Chosen | None:
    """Return what `EXERCISE[:DOSE]` chooses, by id or by name; None after reporting all that is wrong with it."""
    one = parse_pick(pick, report)
    typed = pick.partition(":")[0].strip()
    name = library.identified("exercise", typed)
    if one is None:
        if name is None:
            library.report_unknown("exercise", typed, report, None)
    elif name is not None:
        one.exercise = Name.of(name, NOWHERE)
    return one


class _Merging:
    """The exercises chosen so far, by id and by the side where both sides have their own dose."""

    def __init__(self, library: Exercises, report: Report) -> None:
        self.library = library
        self.report = report
        self.entries: dict[tuple[str, str], Chosen] = {}
        self.origins: dict[str, str] = {}
        """The programme that an exercise came from; none when it was chosen by name."""
        self.people: dict[str, str | None] = {}
        """Who is drawn, by exercise, as the programme says that it came from."""
        self.orders: set[str] = set()
        """The orders that the programmes ask for."""
        self.replaced: dict[str, Dose] = {}
        """The dose that another one took the place of, by exercise."""

    def add_programme(self, name: str) -> None:
        programme = self.library.load_programme(name, self.report, Name.place_of(name))
        if programme is None:
            return
        self.orders.add(programme.order)
        for one in programme.exercises:
            first = self.origins.get(one.exercise, name)
            if first == name:
                self.entries[self.key(one)] = one
                self.origins[one.exercise] = name
                self.people[one.exercise] = programme.person
            elif one.dose != next(kept.dose for kept in self.entries.values() if kept.exercise == one.exercise):
                dose = self.report.called(Setting.PICK, f"{one.exercise}:DOSE")
                self.report.warning(
                    "programmes-differ-in-dose",
                    f'the programmes "{first}" and "{name}" have "{one.exercise}" with different doses; '
                    f'that of "{first}" is printed',
                    f"choose the dose with {dose}, or under exercises",
                    Name.place_of(name),
                )

    def draw_as_in(self, name: str) -> None:
        """Let the person of a programme be drawn in its exercises, wherever these are chosen."""
        programme = self.library.load_programme(name, self.report, Name.place_of(name))
        for one in programme.exercises if programme is not None else ():
            self.people.setdefault(one.exercise, programme.person if programme is not None else None)

    def choose(self, one: Chosen) -> None:
        key = self.key(one)
        others = [known for known in self.entries if known[0] == one.exercise]
        from_programme = self.origins.pop(one.exercise, None) is not None
        second_side = key[1] and not from_programme and all(known[1] not in ("", key[1]) for known in others)
        if not others or second_side:
            self.entries[key] = one
            return
        # One of two sides that have their own doses is replaced alone; anything else takes the place of all.
        replaced = [key] if key in self.entries else others
        first = self.entries[replaced[0]]
        if one.dose is None:
            one.dose, one.dose_place = first.dose, first.dose_place
        elif first.dose is not None and one.dose.times_per_day is None:
            self.replaced[one.exercise] = first.dose
        one.note = one.note or first.note
        # The dict is built anew, so that the exercise keeps its place in the order.
        self.entries = {
            (self.key(one) if known == replaced[0] else known): (one if known == replaced[0] else kept)
            for known, kept in self.entries.items()
            if known not in replaced[1:]
        }

    @staticmethod
    def key(one: Chosen) -> tuple[str, str]:
        """An exercise, and the side where both have their own dose."""
        side = one.dose.side if one.dose else None
        return one.exercise, side if side in ("left", "right") else ""

    def leave_out(self, name: str) -> None:
        keys = [key for key in self.entries if key[0] == name]
        if name not in self.library.exercise_names():
            self.library.report_unknown("exercise", name, self.report, Name.place_of(name))
        elif not keys:
            self.report.warning(
                "left-out-not-chosen",
                f'"{name}" is to be left out, but was not chosen',
                "take it out of the list",
                Name.place_of(name),
            )
        elif name not in self.origins:
            self.report.error(
                "chosen-and-left-out",
                f'"{name}" is chosen and to be left out',
                "decide on one of the two",
                Name.place_of(name),
            )
        for key in keys:
            del self.entries[key]

    def prescribed(self) -> list[Prescribed]:
        found = []
        for one in self.entries.values():
            exercise = self.library.load(one.exercise, self.report, Name.place_of(one.exercise))
            if exercise is None:
                continue
            place = one.dose_place if Name.place_of(one.exercise) else None
            if one.dose is not None:
                fits = check_side(exercise, one.dose, place, self.report)
                if not (fits and check_hold(exercise, one.dose, place, self.report)):
                    continue
            dose = self.whole(exercise, one.dose, place)
            if not dose.says_how_often:
                self.report.error(
                    "frequency-missing",
                    f'nothing says how often "{exercise.name}" is to be done',
                    "add how many times a day, or on which days: daily=1, or days=mon-wed-fri",
                    place or (exercise.place if one.dose is None else None),
                )
            found.append(Prescribed(exercise, dose, one.note, self.people.get(one.exercise)))
        return found

    def whole(self, exercise: Exercise, given: Dose | None, place: Place | None) -> Dose:
        """Return the dose with what it leaves unsaid, and tell what that is."""
        if given is None:
            return exercise.dose
        replaced = self.replaced.get(exercise.identifier)
        dose = given.with_how_often(replaced) if replaced is not None else given
        dose = whole(exercise, dose)
        words = exercise_words(_LANGUAGE)
        filled = [f"how often ({how_often(dose, words)})"] if dose.with_side(given.side) != given else []
        if dose.side != given.side:
            filled.append(f"the side ({words.get(f'side.{dose.side}') or 'one side after the other'})")
        if filled:
            source = "the dose that it replaces" if replaced is not None else "the exercise's own dose"
            come = "comes" if len(filled) == 1 else "come"
            self.report.note(
                "dose-filled-in",
                f'"{exercise.identifier}": {" and ".join(filled)} {come} from {source}',
                "the dose leaves it open; say it there to have it otherwise",
                place,
            )
        return dose


def whole(exercise: Exercise, dose: Dose) -> Dose:
    """Return the dose with how often and the side of the exercise's own dose, where it names none."""
    return sided(exercise, dose.with_how_often(exercise.dose))


def sided(exercise: Exercise, dose: Dose) -> Dose:
    """Return the dose with the side of the exercise's own dose, where it names none."""
    if exercise.sided and dose.side is None:
        return dose.with_side(exercise.dose.side)
    return dose


#: Sheets speak English alone so far.
_LANGUAGE = "en-GB"


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
