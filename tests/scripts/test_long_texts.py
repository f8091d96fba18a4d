"""A long text of one kind takes its length in time, not the square of it."""

from __future__ import annotations

import time

import pytest

from leafletgen.scripts.bidi import levels, logical_stretches, visual_order
from leafletgen.scripts.isolates import with_isolates
from leafletgen.scripts.line_breaks import opportunities
from leafletgen.scripts.properties import clusters

#: Characters, and seconds that they may take: 0.6 at most on two busy cores. Squares took from 3 to 80.
LENGTH, BOUND = 40_000, 3.0


@pytest.mark.parametrize(
    "unit",
    [
        "1%",
        "\U0001f1ec\U0001f1e7",
        "()",
        "(م",
        "a.",
        "a@",
        "1 ",
        "0 1 ",
        "1-",
        "+1 (1) ",
        "\u2067م",
        "\u202e1",
        ": ",
        "\u0301",
        "中\uff0c",
    ],
)
def test_time_of_a_long_text(unit: str) -> None:
    text = "م " + unit * (LENGTH // len(unit))
    begun = time.perf_counter()
    isolated, _ = with_isolates(text)
    visual_order(logical_stretches(levels(isolated, 1)))
    opportunities(text, "ar")
    clusters(text)
    assert time.perf_counter() - begun < BOUND
