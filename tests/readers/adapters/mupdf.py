"""MuPDF's mutool: the words of each page in the order in which they are painted."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.readers.adapters.reader import Reader, run, told_version
from tests.readers.outline import visible


def read(files: Sequence[Path]) -> list[str]:
    """Return the words of each file."""
    return [visible(run("mutool", "draw", "-q", "-F", "txt", file)) for file in files]


def lacking() -> str:
    """Return what is missing."""
    return "" if shutil.which("mutool") else "there is no mutool here"


READERS = (Reader("mutool", lacking, lambda: told_version("mutool", "-v"), read),)
