"""The mask of a QR code, chosen by the scores of ISO/IEC 18004, 7.8.3: whole symbols at a time, a module in each byte.

segno weighs the eight masks module by module, which takes nine tenths of the time of a code.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

_RUN = re.compile(rb"\x00{5,}|\x01{5,}")
_FINDER = bytes((1, 0, 1, 1, 1, 0, 1))


class _Symbol(NamedTuple):
    """What all codes of one size have in common."""

    masks: list[int]
    """The modules that each mask turns over."""
    first_column: int
    """The modules of all rows but one that have none to their left."""


def choose_masks_quickly(encoder: Any) -> None:
    """Let a segno encoder of our own choose masks here; one that is built otherwise is left as it is."""
    names = ("make_matrix", "add_finder_patterns", "add_alignment_patterns", "get_data_mask_functions")
    if not all(hasattr(encoder, name) for name in (*names, "find_and_apply_best_mask")):
        return
    slowly: Callable[..., Any] = encoder.find_and_apply_best_mask

    @cache
    def symbol(size: int) -> _Symbol:
        functions = encoder.make_matrix(size, size)
        encoder.add_finder_patterns(functions, size, size)
        encoder.add_alignment_patterns(functions, size, size)
        functions[-8][8] = 1
        masks = []
        for mask in encoder.get_data_mask_functions(False):
            turned = [
                functions[row][column] > 1 and bool(mask(row, column)) for row in range(size) for column in range(size)
            ]
            masks.append(int.from_bytes(bytes(turned), "big"))
        return _Symbol(masks, int.from_bytes((b"\1" + bytes(size - 1)) * (size - 1), "big"))

    def quickly(matrix: Any, width: int, height: int, proposed_mask: int | None = None) -> tuple[int, Any]:
        if proposed_mask is not None or width != height or width < 21:
            found: tuple[int, Any] = slowly(matrix, width, height, proposed_mask)
            return found
        modules = int.from_bytes(b"".join(matrix), "big")
        known = symbol(width)
        masked = [(modules ^ mask).to_bytes(width * width, "big") for mask in known.masks]
        scores = [_score(symbol, width, known.first_column) for symbol in masked]
        best = scores.index(min(scores))
        return best, tuple(bytearray(row) for row in _rows(masked[best], width))

    encoder.find_and_apply_best_mask = quickly


def _rows(symbol: bytes, size: int) -> list[bytes]:
    return [symbol[at : at + size] for at in range(0, size * size, size)]


def _score(symbol: bytes, size: int, first_column: int) -> int:
    """The penalty of a symbol; ``first_column`` marks the modules that have none to their left."""
    lines = [*_rows(symbol, size), *(symbol[column::size] for column in range(size))]
    runs = sum(run.end() - run.start() - 2 for run in _RUN.finditer(b"\2".join(lines)))
    below, above = int.from_bytes(symbol[size:], "big"), int.from_bytes(symbol[:-size], "big")
    changes = below ^ above
    # A module that is like those to its left, above it, and above that one, closes a square of four.
    broken = changes | changes >> 8 | below ^ below >> 8 | first_column
    squares = size * (size - 1) - broken.bit_count()
    dark = abs(symbol.count(1) / size**2 * 100 - 50)
    return runs + 3 * squares + 40 * _finders(lines, size) + 10 * int(dark / 5)


def _finders(lines: Sequence[bytes], size: int) -> int:
    """How often something looks like the corner of a code, with four light modules or the edge beside it."""
    count = 0
    for line in lines:
        at = line.find(_FINDER)
        while at != -1:
            end = at + 7
            if at in (0, size - 7) or not any(line[max(at - 4, 0) : at]) or not any(line[end : end + 4]):
                count += 1
                at = line.find(_FINDER, end)
            else:
                at = line.find(_FINDER, at + 4)
    return count
