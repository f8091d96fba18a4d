"""A long text of one kind takes its length in time, not the square of it."""

from __future__ import annotations

import pytest

from leafletgen.scripts.bidi import levels, logical_stretches, visual_order
from leafletgen.scripts.isolates import with_isolates
from leafletgen.scripts.line_breaks import opportunities
from leafletgen.scripts.properties import clusters

#: Characters: 1.5 s at most on two busy cores. Squares took from 19 s to 500 s, so that they end as what hangs.
LENGTH, BOUND = 100_000, 15


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
@pytest.mark.timeout(BOUND)
def test_time_of_a_long_text(unit: str) -> None:
    text = "م " + unit * (LENGTH // len(unit))
    isolated, _ = with_isolates(text)
    visual_order(logical_stretches(levels(isolated, 1)))
    opportunities(text, "ar")
    clusters(text)
    assert isolated.replace("\u2066", "").startswith("م")
