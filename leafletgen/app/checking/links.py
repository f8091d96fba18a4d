"""Asks the servers of web addresses, for whoever asked for that: nothing else of checking reaches out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from leafletgen import __version__
from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import read_file
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import Rule
from leafletgen.rules.safety.addresses import UrlIn, urls_in
from leafletgen.rules.safety.links import RULES, findings_of_links


def links_found(workspace: Workspace, files: Iterable[str], rules: Mapping[str, Rule]) -> list[Finding]:
    """Return which addresses of these files lead nowhere, have moved, or could not be tested.

    Args:
        workspace: where the files lie.
        files: the files, as messages call them.
        rules: the rules that are looked for, by id.
    """
    agent = f"leafletgen/{__version__} (tests the links of a leaflet)"
    return list(findings_of_links(_urls(workspace, sorted(files), rules), rules, agent=agent))


def _urls(workspace: Workspace, files: Iterable[str], rules: Mapping[str, Rule]) -> Iterator[UrlIn]:
    kinds = {kind for name in RULES if name in rules for kind in rules[name].kinds}
    for shown in files:
        file = read_file(workspace, workspace.root / shown, Report())
        if file is not None and file.kind in kinds:
            yield from urls_in(file)
