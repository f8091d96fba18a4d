"""Reads a file that came back from translators, by its ending."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from leafletgen.errors import ExitCode, Report, refused
from leafletgen.translation.packet import Returned

LARGEST: Final = 50_000_000
"""Bytes of a file that comes back; a table of 1,000 texts has 100,000."""


def read_returned(file: Path) -> Returned:
    """Return the texts of a file.

    Raises:
        RefusedError: it cannot be read, or is of no form in which texts are sent out.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as fault:
        raise refused(
            "file-not-readable",
            f"{file} cannot be read: {fault.strerror or fault}",
            "check its name and your rights; close it in Word, if it is open there",
            ExitCode.ENVIRONMENT,
        ) from fault
    if len(data) > LARGEST:
        raise refused(
            "file-too-large",
            f"{file} has more than {LARGEST // 1_000_000} MB",
            "choose the file that was sent to the translators",
            ExitCode.CONTENT,
        )
    suffix = file.suffix.lower()
    if suffix == ".docx":
        from leafletgen.translation.word_reading import read_word_table

        return read_word_table(data, file.name)
    if suffix in (".xlf", ".xliff"):
        from leafletgen.translation.xliff_reading import read_xliff

        return read_xliff(data, file.name)
    if suffix == ".po":
        from leafletgen.translation.po import read_po

        return read_po(data, file.name)
    raise refused(
        "translated-file-unknown",
        f"{file.name} is no file of translations",
        "bring in a .docx, .xlf or .po file that leafletgen translate wrote",
        ExitCode.USAGE,
    )


def check_finished(returned: Returned, reviewed_by: str, report: Report) -> None:
    """Report texts that the translators' program calls unfinished, where somebody is said to have checked all."""
    open_ = [one for one in returned.told if one.code == "translated-unfinished"]
    if reviewed_by and open_:
        report.error(
            "translated-not-checked",
            f"{returned.file}: texts that are unfinished cannot have been checked: {len(open_)}",
            "finish them in the translators' program, or bring the file in without naming who checked it",
            open_[0].place,
        )
