"""The short form of a dose, read and written; the grammar stands in `leafletgen.dose.dose`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from leafletgen.dose.dose import Dose
from leafletgen.dose.terms import BANDS, DAYS, SIDES, Progression, short_progression, short_time
from leafletgen.errors import Mistake, Place, Report, did_you_mean


class Unreadable(Exception):  # noqa: N818 - it never leaves the reading of one value
    """A part cannot be read: `wants` says what it must be, `hint` what to write."""

    def __init__(self, wants: str, hint: str) -> None:
        """Keep both."""
        self.wants = wants
        self.hint = hint


# Plain string methods throughout: six regular expressions would cost a cold start two milliseconds.
_DIGITS = "0123456789"
_LONGEST_NUMBER = 5
_SECONDS_IN = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 60),
}
_COUNTED = ("rep", "reps", "repetition", "repetitions", "time", "times")
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def is_number(text: str) -> bool:
    """Whether text is a whole number of at most five digits."""
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER


def leading_digits(text: str) -> tuple[str, str]:
    """Return the digits at the beginning and what follows them."""
    rest = text.lstrip(_DIGITS)
    return text[: len(text) - len(rest)], rest


def ends_of_range(text: str) -> list[str]:
    """Return what stands before and after a hyphen, a dash or "to"; one part alone when there is none."""
    for joint in ("\u2013", " to "):
        text = text.replace(joint, "-")
    return [end.strip() for end in text.split("-")]


def read_number(text: str) -> int:
    """Return a whole number."""
    if is_number(text):
        return int(text)
    raise Unreadable("a whole number", "for example 2")


def read_reps(text: str) -> int | tuple[int, int]:
    """Return a number, or the least and the most."""
    ends = ends_of_range(text)
    if len(ends) <= 2 and all(map(is_number, ends)):
        return int(ends[0]) if len(ends) == 1 else (int(ends[0]), int(ends[1]))
    raise Unreadable("a number or a range", "for example 10 or 8-12")


def read_time(text: str) -> int:
    """Return the seconds of a time with its unit, such as `30s`, `1.5 min` or `1 min 30 s`."""
    seconds, last_unit, rest = 0, 3600, text.lower()
    while rest:
        digits, rest = leading_digits(rest)
        tenths = ""
        if rest[:1] == "." and rest[1:2].isdecimal():
            tenths, rest = rest[1], rest[2:]
        word = rest.lstrip()
        word = word[: len(word) - len(word.lstrip("abcdefghijklmnopqrstuvwxyz"))]
        unit = _SECONDS_IN.get(word, 0)
        # A smaller unit follows a larger one, and only minutes have a decimal.
        if not is_number(digits) or not 0 < unit < last_unit or (tenths and (unit == 1 or not tenths.isascii())):
            break
        seconds += int(digits) * unit + int(tenths or 0) * 6
        last_unit, rest = unit, rest.lstrip()[len(word) :].lstrip()
    else:
        if text:
            return seconds
    number = leading_digits(text)[0][:_LONGEST_NUMBER]
    hint = f"write {number}s for seconds or {number}min for minutes" if number else "for example 5s or 2min"
    raise Unreadable("a time with its unit", hint)


def read_tempo(text: str) -> tuple[int, int, int]:
    """Return the seconds to move, to hold and to go back."""
    parts = ends_of_range(text)
    if len(parts) == 3 and all(map(is_number, parts)):
        move, hold, back = map(int, parts)
        return move, hold, back
    raise Unreadable("three numbers of seconds, to move, to hold and to go back", "for example 3-1-3")


def read_days(text: str) -> int | tuple[str, ...]:
    """Return how many days, or their three-letter names."""
    if is_number(text):
        return int(text)
    joined = text.replace("-", "+").replace("/", "+").replace(" ", "+")
    names = tuple(read_day(name) for name in joined.split("+") if name)
    if len(names) == 2 and "-" in text and DAYS.index(names[1]) - DAYS.index(names[0]) > 1:
        between = DAYS[DAYS.index(names[0]) : DAYS.index(names[1]) + 1]
        raise Unreadable(
            "clear (two days, or all between them as well?)",
            f"write {'+'.join(names)} for two days, or {'-'.join(between)}",
        )
    if names:
        return names
    raise Unreadable("a number from 1 to 7, or names of days", "for example 3 or mon-wed-fri")


def read_day(text: str) -> str:
    """Return the three-letter name of a day."""
    lower = text.strip().lower()
    for name in _DAY_NAMES:
        if lower == name or (len(lower) >= 3 and name.startswith(lower)):
            return name[:3]
    raise Unreadable("a number from 1 to 7, or names of days", did_you_mean(lower, (*DAYS, *_DAY_NAMES)))


def read_progression(text: str) -> Progression:
    """Return where to start and what to build up to."""
    ends = ends_of_range(text)
    if len(ends) == 2 and all(map(is_number, ends)):
        return Progression(int(ends[0]), int(ends[1]))
    if len(ends) == 2 and all(ends):
        try:
            return Progression(read_time(ends[0]), read_time(ends[1]), timed=True)
        except Unreadable:
            pass
    raise Unreadable("two numbers or two times", "for example 5-10 or 30s-2min")


def read_word(words: tuple[str, ...] | list[str]) -> Callable[[str], str]:
    """Return a reader of one of a few words."""

    def read(text: str) -> str:
        if text.lower() in words:
            return text.lower()
        raise Unreadable("one of " + ", ".join(words), did_you_mean(text, words, are_told=True))

    return read


def read_load(text: str) -> str:
    """Return the words of a load, without the quotation marks around them."""
    if not text.startswith('"'):
        return text
    inner = text[1:-1].replace('""', "")
    if len(text) < 2 or not text.endswith('"') or '"' in inner:
        raise Unreadable("text in double quotes", 'close the quotation mark; write "" for one in the text')
    return text[1:-1].replace('""', '"')


READERS: dict[str, Callable[[str], Any]] = {
    "sets": read_number,
    "reps": read_reps,
    "duration": read_time,
    "hold": read_time,
    "side": read_word(SIDES),
    "daily": read_number,
    "days": read_days,
    "rest": read_time,
    "tempo": read_tempo,
    "load": read_load,
    "band": read_word(BANDS),
    "effort": read_number,
    "progression": read_progression,
}
"""The keys of the short form with their readers, in the order in which they are written."""
_LONG = {"times_per_day": "daily", "days_per_week": "days", "rpe": "effort"}


def parse_short(
    text: str, place: Place | None, report: Report, locate: Callable[[str], Place] | None = None
) -> Dose | None:
    """Return the dose that a short form means, or None after reporting everything that is wrong with it.

    Args:
        text: the short form, such as `2x10,hold=5s`.
        place: where it stands; None on the command line.
        report: receives every fault.
        locate: gives the exact place of a piece of it; `place` when missing.
    """
    reading = _Reading(place, Report(), locate)
    if text.strip():
        for index, part in enumerate(_split(text)):
            reading.part(part.strip(), first=index == 0)
    else:
        reading.report.error("dose-empty", "this dose is empty", "for example 3x10 or 30s", place)
    dose = None
    if not reading.report.has_errors:
        dose = Dose.build(reading.values, reading.report, lambda entry: reading.places.get(entry, place))
    report.add(reading.report.diagnostics)
    return dose


def _split(text: str) -> list[str]:
    """Return the parts between commas; one between quotation marks does not count."""
    parts: list[str] = []
    quoted = False
    for piece in text.split(","):
        if quoted:
            parts[-1] += f",{piece}"
        else:
            parts.append(piece)
        # A doubled quotation mark inside closes and opens again, so it changes nothing.
        quoted ^= piece.count('"') % 2 == 1
    return parts


class _Reading:
    """The parts of one short form, as far as they were read."""

    def __init__(self, place: Place | None, report: Report, locate: Callable[[str], Place] | None) -> None:
        self.place = place
        self.report = report
        self.locate = locate
        self.values: dict[str, Any] = {}
        self.places: dict[str, Place | None] = {}

    def part(self, part: str, *, first: bool) -> None:
        """Read what stands between two commas."""
        place = self.locate(part) if self.locate and part else self.place
        rounds, rest = leading_digits(part) if first else ("", "")
        rest = rest.lstrip()
        if is_number(rounds) and rest.startswith(("x", "X", "\u00d7")):
            self.keep("sets", int(rounds), place)
            part = rest[1:].lstrip()
            if not part:
                self.report.error(
                    "dose-without-amount",
                    f"{rounds} rounds, but of how many or how long is not said",
                    f"write {rounds}x10 or {rounds}x30s",
                    place,
                )
                return
        else:
            rounds = ""
        key, equals, text = part.partition("=")
        if equals:
            self.entry(key.strip(), text.strip(), place)
        elif first:
            self.amount(part, rounds, place)
        else:
            self.report.error(*_without_value(part), place)

    def amount(self, text: str, rounds: str, place: Place | None) -> None:
        """Read the amount that stands in front: a number, a range or a time."""
        try:
            reps = read_reps(text)
        except Unreadable:
            try:
                self.keep("duration", read_time(text), place)
            except Unreadable as fault:
                hint = _how_to_begin(text, fault.hint)
                self.report.error("dose-amount-not-readable", f'"{text}" is no amount', hint, place)
            return
        if rounds and could_be_swapped(int(rounds), reps):
            self.report.error(
                "dose-two-meanings",
                f'"{rounds}x{text}" could be {rounds} rounds of {text} or {text} rounds of {rounds}',
                f"write {text}x{rounds}" + (f", or sets={rounds},reps={text}" if int(rounds) <= 10 else ""),
                place,
            )
        self.keep("reps", reps, place)

    def entry(self, key: str, text: str, place: Place | None) -> None:
        """Read a `key=value` part."""
        known = _LONG.get(key, key)
        reader = READERS.get(known)
        if reader is None:
            self.report.error("dose-part-unknown", f'a dose has no "{key}"', did_you_mean(key, READERS), place)
            return
        if not text:
            self.report.error("dose-part-without-value", f'"{key}" has no value', f"write {key}=…", place)
            return
        try:
            value = reader(text)
        except Unreadable as fault:
            self.report.error(
                "dose-part-not-readable", f'"{key}" must be {fault.wants}, not "{text}"', fault.hint, place
            )
            return
        if known == "daily":
            known = "times_per_day"
        elif known == "days" and isinstance(value, int):
            known = "days_per_week"
        self.keep(known, value, place)

    def keep(self, name: str, value: object, place: Place | None) -> None:
        """Keep a value; the second one of a name is a fault."""
        if name in self.values:
            self.report.error("dose-part-twice", f'"{name}" stands twice in this dose', "keep one of the two", place)
        self.values[name] = value
        self.places[name] = place


def could_be_swapped(sets: int, reps: int | tuple[int, int]) -> bool:
    """Whether `10x3` may have meant three rounds of ten: many people write it so."""
    return isinstance(reps, int) and 2 <= reps <= 5 and sets >= 6


def short(dose: Dose) -> str:
    """Return the short form of a dose, which `parse_short` reads back to an equal one."""
    amount = "" if dose.reps is None else _counted(dose.reps)
    if dose.duration is not None:
        amount = short_time(dose.duration)
    elif dose.reps is not None and could_be_swapped(dose.sets, dose.reps):
        amount = f"sets={dose.sets},reps={amount}"
    parts = [amount]
    if dose.sets > 1 and not amount.startswith("sets"):
        parts = [f"{dose.sets}x{amount}" if amount else f"sets={dose.sets}"]
    days = ("+" if len(dose.days) == 2 else "-").join(dose.days) or dose.days_per_week
    written: list[tuple[str, object]] = [
        ("hold", None if dose.hold is None else short_time(dose.hold)),
        ("side", dose.side),
        ("daily", dose.times_per_day),
        ("days", days),
        ("rest", None if dose.rest is None else short_time(dose.rest)),
        ("tempo", None if dose.tempo is None else "-".join(map(str, dose.tempo))),
        ("load", None if dose.load is None else _quoted(dose.load)),
        ("band", dose.band),
        ("effort", dose.effort),
        ("progression", None if dose.progression is None else short_progression(dose.progression)),
    ]
    parts += [f"{key}={value}" for key, value in written if value is not None]
    return ",".join(part for part in parts if part)


def _counted(reps: int | tuple[int, int]) -> str:
    return f"{reps[0]}-{reps[1]}" if isinstance(reps, tuple) else str(reps)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if "," in text or '"' in text else text


def _how_to_begin(text: str, hint_for_time: str) -> str:
    """Return what to write in place of an amount that cannot be read."""
    number, unit = leading_digits(text)
    words = text.lower().split()
    if is_number(number) and unit.strip().lower() in _COUNTED:
        return f"write {number}"
    if any(word in READERS or word in _LONG for word in words):
        return 'put commas between the parts, and "=" after their names, such as 10,hold=5s'
    return hint_for_time if is_number(number) and unit.strip().isalpha() else "begin with 10, 8-12, 3x10 or 30s"


def _without_value(part: str) -> Mistake:
    """Return what is said of a part that is no `key=value`."""
    if not part:
        return Mistake(
            "dose-part-empty", "nothing stands between two commas of this dose", "take one of the commas out"
        )
    if part in READERS or part in _LONG:
        return Mistake("dose-part-without-value", f'"{part}" has no value', f"write {part}=…")
    return Mistake(
        "dose-part-not-readable", f'"{part}" stands alone in this dose', "write it as key=value, such as hold=5s"
    )
