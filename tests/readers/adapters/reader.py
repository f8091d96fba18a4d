"""What every adapter gives: who reads, whether it can be run here, and what it says of files."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.support.processes import BOUND, Child

#: Says that every reader has to be there, so that nothing is skipped.
REQUIRED = "LEAFLETGEN_READER_TESTS"
_UTF8: dict[str, Any] = {"encoding": "utf-8", "errors": "replace"}


@dataclass(frozen=True)
class Reader:
    """A program that reads PDFs, and how to make it."""

    name: str
    """As the table calls it."""
    lacking: Callable[[], str]
    """What is missing on this machine; empty when nothing is."""
    version: Callable[[], str]
    """Its version, where it is there."""
    read: Callable[[Sequence[Path]], list[str]]
    """What it says of each file in the order of the reader; of a tree, an outline as in ``outline.py``."""


def is_required() -> bool:
    """Whether a reader that is missing is a failure."""
    return os.environ.get(REQUIRED) == "required"


def run(*command: str | Path, within: Path | None = None) -> str:
    """Return what a program prints, as UTF-8; AssertionError with its errors when it fails."""
    with Child(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=within, **_UTF8) as child:
        out, errors = child.communicate(timeout=BOUND)
    assert child.returncode == 0, errors
    return out


@cache
def told_version(*command: str) -> str:
    """Return the version in what a program prints first, on whichever stream."""
    with Child(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **_UTF8) as child:
        words = child.communicate(timeout=BOUND)[0].split()
    return next(word for word in words if word[0].isdigit())
