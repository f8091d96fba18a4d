"""``leafletgen verify``: whether a copy of a leaflet is the current one."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.app.opening import ledger_of
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import open_workspace, show, workspace_option
from leafletgen.errors import ExitCode, visible
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leafletgen.verify.conformance import Verdict as Conformance
    from leafletgen.verify.verifier import Finding


@click.command("verify", short_help="Say whether a PDF or a code is the current one.")
@click.argument("copies", nargs=-1, required=True, metavar="FILE|CODE...", type=click.Path())
@click.option("--conformance", is_flag=True, help="Check each FILE against what it claims too (extra [verify]).")
@workspace_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(copies: tuple[str, ...], conformance: bool, folder: Path | None, as_json: bool) -> None:
    """Say whether a copy of a leaflet is the current one.

    FILE is a PDF or a folder of PDFs, CODE a code in full or its number alone, such as P4396. A file is current when
    the ledger of releases has its very bytes, and nothing later; a translation also, when its source is as it was.

    With --conformance a file that claims PDF/UA-2, PDF/A-4 or Well-Tagged PDF is checked against those, and any other
    one against PDF/UA-1 and PDF/A-2a; what else it claims is told.

    A line begins with what was given and goes on with: current; superseded by a later release; withdrawn; stale, of
    a translation whose source changed since; never released; altered; a draft; a print copy; cannot be read; or
    unknown, with the reason.

    Exit codes: 0 all are current (and conform), 1 one is not, 2 wrong usage, 3 a file cannot be read or the checker
    is not installed.
    """
    from leafletgen.app.verifying import verify
    from leafletgen.verify.verifier import Verdict

    workspace = open_workspace(folder)
    report = new_report()
    ledger = ledger_of(workspace, report)
    show(report.diagnostics)
    if ledger is None:
        sys.exit(ExitCode.CONTENT)
    verified = []
    for one in verify(workspace, ledger, copies, conformance, report):
        verified.append(one)
        if not as_json:
            _print(one.finding, one.conformance or {})
    findings = [one.finding for one in verified]
    if as_json:
        import json

        click.echo(json.dumps([one.as_data() for one in verified], ensure_ascii=False, indent=2))
    elif len(findings) > 1:
        counted = Counter(finding.verdict for finding in findings)
        parts = (f"{counted[verdict]} {verdict.replace('-', ' ')}" for verdict in Verdict if counted[verdict])
        click.echo(f"{len(findings)} verified: {', '.join(parts)}")
    if any(finding.verdict is Verdict.UNREADABLE for finding in findings):
        sys.exit(ExitCode.ENVIRONMENT)
    current = all(finding.verdict is Verdict.CURRENT for finding in findings)
    sys.exit(ExitCode.OK if current and all(one.conforms for one in verified) else ExitCode.CONTENT)


def _print(finding: "Finding", verdicts: "Mapping[str, Conformance]") -> None:
    from leafletgen.verify.conformance import NOT_CHECKED

    good = finding.verdict == "current"
    click.echo(f"{visible(finding.given)}: " + click.style(visible(finding.message), fg="green" if good else "red"))
    for standard, verdict in verdicts.items():
        if NOT_CHECKED in verdict.faults:
            click.echo(f"  {visible(standard)}: " + click.style("claimed, and not checked", fg="red"))
            continue
        if verdict.passed:
            click.echo(f"  {standard}: " + click.style(f"passed ({count(verdict.checks, 'check')})", fg="green"))
            continue
        click.echo(f"  {standard}: " + click.style(f"failed ({count(len(verdict.faults), 'rule')} broken)", fg="red"))
        for rule, (message, times) in sorted(verdict.faults.items()):
            click.echo(f"    {rule}, {count(times, 'time')}: {visible(message)}")
