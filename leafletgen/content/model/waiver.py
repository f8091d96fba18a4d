"""A finding of `leafletgen check` that a file lets stand, and why; printed nowhere."""

from __future__ import annotations

from leafletgen.source.kinds import Text
from leafletgen.source.records import ListOf, Record, RecordOf, field


class Waiver(Record):
    """One rule that does not hold here."""

    rule: str = field(Text(example="heading-question"), "The rule, by its id.")
    at: str | None = field(
        Text(lines=True, example="why"),
        "Where: the id of a heading, a key such as body.3, or words that stand there; without it the whole file.",
        default=None,
    )
    # Not required of a file that is built: a check says that it is missing, and then the waiver does not count.
    because: str | None = field(
        Text(lines=True), "The reason, which reports of a check show; without one the waiver does not count.",
        default=None,
    )  # fmt: skip


WAIVERS = ListOf(RecordOf(Waiver))
"""What a file says that it waives."""
ABOUT = "Rules of leafletgen check that do not hold here, each with its reason; printed nowhere."
