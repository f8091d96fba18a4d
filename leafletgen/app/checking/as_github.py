"""What a check found, as the lines that GitHub Actions shows beside a pull request's changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.app.checking.results import Results, diagnostic_of
from leafletgen.errors import Severity

if TYPE_CHECKING:
    from leafletgen.rules.finding import Finding

#: GitHub's own words (workflow commands: setting a notice, a warning, an error message).
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def as_github(results: Results, prefix: str = "") -> bytes:
    """Return one command a finding, each on its line.

    Args:
        results: what was found.
        prefix: the workspace's folder as seen from the repository's top.
    """
    lines = "".join(f"{_command(one, prefix)}\n" for one in results.findings)
    return lines.encode("utf-8", "replace")


def _command(finding: Finding, prefix: str) -> str:
    told = diagnostic_of(finding)
    properties: dict[str, str | int] = {}
    if told.place is not None:
        properties = {"file": f"{prefix}{told.place.file}", "line": told.place.line, "col": told.place.column}
        if told.end is not None:
            # GitHub takes columns only where both are of one line.
            line, column = told.end
            properties |= {"endLine": line} | ({"endColumn": column} if line == told.place.line else {})
            if line != told.place.line:
                del properties["col"]
    properties["title"] = finding.rule
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    words = f"{told.message}\nhint: {told.hint}" if told.hint else told.message
    return f"::{_COMMANDS[finding.severity]} {said}::{_escaped(words)}"


def _escaped(text: str) -> str:
    """A message as GitHub reads it back (@actions/core, escapeData): nothing in it begins another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
