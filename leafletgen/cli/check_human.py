"""Hands out what only a person can check of leaflets, as `leafletgen check --human` asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leafletgen.errors import ExitCode, Report

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace


def hand_out_human(
    workspace: Workspace, leaflets: tuple[str, ...], written_as: str, output: Path | None, report: Report
) -> None:
    """Write the questions as text, JSON or an HTML form; ends the command where a format has no place for them."""
    from leafletgen.app.checking.human import as_html, as_json, as_text, human_of
    from leafletgen.cli.overview import hand_out
    from leafletgen.cli.workspace import fail

    if written_as not in ("text", "json", "html"):
        fail(
            "options-do-not-fit",
            f"questions to a person cannot be written as {written_as}",
            "take text, json or html",
            ExitCode.USAGE,
        )
    found = human_of(workspace, leaflets, report)
    if not found and not report.has_errors:
        fail(
            "options-do-not-fit",
            "questions to a person are about leaflets, and here is none",
            "name one",
            ExitCode.USAGE,
        )
    if written_as == "text":
        hand_out((as_text(found) + "\n").encode("utf-8", "replace"), output)
    else:
        hand_out(as_json(found) if written_as == "json" else as_html(found), output)
