"""The English words of doses by their keys: whole sentences, and the amounts and times that stand in them.

An amount is a number with its noun ("30 seconds", in other languages "10 repetitions"), in the plural form that the
number takes. A language that bends it by the words around writes more forms of it under a name of its own,
`seconds:gen`, and asks for one where it stands: `{time:gen}`.
"""

from __future__ import annotations

from typing import Final

from leafletgen.dose.terms import BANDS

DAY_NAMES: Final = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}

DOSE_WORDS: Final[dict[str, str]] = {
    "sentence_joint": "{before} {after}",
    # Amounts
    "seconds.one": "1 second",
    "seconds.other": "{number} seconds",
    "minutes.one": "1 minute",
    "minutes.other": "{number} minutes",
    "minutes_and_seconds": "{minutes} {seconds}",
    "reps.one": "{number}",
    "reps.other": "{number}",
    "range.one": "{low} to {high}",
    "range.other": "{low} to {high}",
    "rounds.one": "{number} round",
    "rounds.other": "{number} rounds",
    "holds.one": "{number} hold",
    "holds.other": "{number} holds",
    # How many
    "do.one": "Do just 1.",
    "do": "Do {amount}.",
    "do.each": "Do {amount} on each side.",
    "do.two": "Do {amount}, rest, and do {amount} again.",
    "do.two.each": "Do {amount} on each side, rest, and do {amount} on each side again.",
    "do.two.rest": "Do {amount}, rest for {time}, and do {amount} again.",
    "do.two.rest.each": "Do {amount} on each side, rest for {time}, and do {amount} on each side again.",
    "do.rounds": "Do {rounds} of {amount}.",
    "do.rounds.each": "Do {rounds} of {amount} on each side.",
    # How long
    "time": "Do this for {amount}.",
    "time.each": "Do this for {amount} on each side.",
    "time.two": "Do this for {amount}, rest, and do it for {amount} again.",
    "time.two.each": "Do this for {amount} on each side, rest, and do it for {amount} on each side again.",
    "time.two.rest": "Do this for {amount}, rest for {time}, and do it for {amount} again.",
    "time.two.rest.each": (
        "Do this for {amount} on each side, rest for {time}, and do it for {amount} on each side again."
    ),
    "time.rounds": "Do {rounds} of {amount}.",
    "time.rounds.each": "Do {rounds} of {amount} on each side.",
    # How long to hold, when that is all
    "hold_once": "Hold for {amount}.",
    "hold_once.each": "Hold for {amount} on each side.",
    "hold_once.two": "Hold for {amount}, rest, and hold for {amount} again.",
    "hold_once.two.each": "Hold for {amount} on each side, rest, and hold for {amount} on each side again.",
    "hold_once.two.rest": "Hold for {amount}, rest for {time}, and hold for {amount} again.",
    "hold_once.two.rest.each": (
        "Hold for {amount} on each side, rest for {time}, and hold for {amount} on each side again."
    ),
    "hold_once.rounds": "Do {rounds} of {amount}.",
    "hold_once.rounds.each": "Do {rounds} of {amount} on each side.",
    # Between rounds, and building up
    "between_rounds": "Rest between rounds.",
    "between_rounds.rest": "Rest for {time} between rounds.",
    "between_holds": "Rest between holds.",
    "between_holds.rest": "Rest for {time} between holds.",
    "rounds_alone": "Do {rounds}.",
    "start": "Start with {start}. Build up to {to}.",
    "start.each": "Start with {start} on each side. Build up to {to} on each side.",
    "start.rounds": "Start with {start} in each round. Build up to {to}.",
    "start.rounds.each": "Start with {start} on each side in each round. Build up to {to} on each side.",
    # How
    "hold": "Hold each for {time}.",
    "tempo": "Take {move} to move, hold for {hold}, and take {back} to go back.",
    "tempo.straight": "Take {move} to move and {back} to go back.",
    "change": "Change sides after every one.",
    "change.time": "Change sides after every movement.",
    "load": "Use {load}.",
    **{f"band.{colour}": f"Use the {colour} band." for colour in BANDS},
    "effort": "Work at an effort of {effort} out of 10, where 10 is as hard as you can.",
    # Where and when
    "do_this.side": "Do this {side}.",
    "do_this.daily": "Do this {daily}.",
    "do_this.days": "Do this {days}.",
    "do_this.side_daily": "Do this {side}, {daily}.",
    "do_this.side_days": "Do this {side}, {days}.",
    "do_this.daily_days": "Do this {daily}, {days}.",
    "do_this.side_daily_days": "Do this {side}, {daily}, {days}.",
    "how_often": "{daily}, {days}",
    "side.left": "on your left side only",
    "side.right": "on your right side only",
    "side.each": "on each side",
    "side.both": "with both sides at the same time",
    "once_a_day": "once a day",
    "twice_a_day": "twice a day",
    "times_a_day.one": "{number} time a day",
    "times_a_day.other": "{number} times a day",
    "every_day": "every day",
    "days_a_week.one": "on 1 day a week",
    "days_a_week.other": "on {number} days a week",
    **{f"every.{day}": f"every {name}" for day, name in DAY_NAMES.items()},
    "on_days": "on {days}",
    "day_joint": "{before}, {after}",
    "day_last": "{days} and {last}",
    **{f"among.{day}": name for day, name in DAY_NAMES.items()},
}
"""Those of other languages are in catalogues; a comment on each for translators is in `translator_notes`."""
