"""Tables in columns, as the terminal shows them."""

from collections.abc import Sequence


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a table in columns as wide as they must be; none when there are no rows."""
    if not rows:
        return []
    lines = [heading, *rows]
    widths = [max(len(line[number]) for line in lines) for number in range(len(heading))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
