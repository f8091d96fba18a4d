"""What figures show: files, exercises, codes to scan; each form draws them its own way."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Image(NamedTuple):
    """A picture in a file; `called` is what a message names it, `share` its part of the column's width, 0 to 1.

    None is the form's own share. A framed one stands in a row, with a line around it.
    """

    path: Path
    called: str
    share: float | None = None
    framed: bool = False


class QrCode(NamedTuple):
    """An address to scan."""

    address: str


class Logo(NamedTuple):
    """The brand's logo."""
