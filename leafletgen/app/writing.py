"""Where a front end may write a file, and what is said when it cannot be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from leafletgen.errors import ExitCode, refused

if TYPE_CHECKING:
    from leafletgen.system.targets import Refusal


def check_output(target: Path, kind: str, allowed: str = "") -> None:
    """Refuse to write a file there, where that would harm another; the kind is the name of a `system.targets.Kind`.

    Raises:
        RefusedError: it may not be written.
    """
    from leafletgen.system.targets import Kind, refusal

    _refuse(refusal(target, Kind[kind], allowed))


def check_form(target: Path) -> None:
    """Refuse to write a leaflet's or a sheet's file there, where that would harm another.

    Raises:
        RefusedError: it may not be written.
    """
    from leafletgen.system.targets import kind_of, refusal

    _refuse(refusal(target, kind_of(target)))


def check_place(target: Path | None) -> None:
    """Refuse to write anything to a file or folder that is among the sources.

    Raises:
        RefusedError: it is.
    """
    from leafletgen.system.targets import refusal_among_sources

    if target is not None:
        _refuse(refusal_among_sources(target))


def _refuse(found: Refusal | None) -> None:
    if found is not None:
        raise refused(found.code, found.message, found.hint, ExitCode.USAGE)


@contextmanager
def writes(hint: str = "check that the folder can be written to and the disk has room") -> Iterator[None]:
    """Tell of what cannot be written inside of it, with what to do about it.

    Raises:
        RefusedError: a file cannot be written.
    """
    from leafletgen.system.writing import WriteError, cannot_be_written

    try:
        yield
    except (WriteError, OSError) as fault:
        raise refused("file-not-written", cannot_be_written(fault), hint, ExitCode.ENVIRONMENT) from fault
