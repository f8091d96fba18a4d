"""How much work something is, told without a clock: the lines of Python that it takes are the same on every machine."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(work: Callable[[], object]) -> int:
    """Do the work, and return how many lines of Python ran for it; what C does in one of them is not seen."""
    number = 0

    def count(_: FrameType, event: str, __: Any) -> Any:
        nonlocal number
        number += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return number
