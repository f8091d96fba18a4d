"""``leafletgen verify``: whether a copy of a leaflet is the current one."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leafletgen.cli.workspace import count, fail, ledger_of, open_workspace, show, workspace_option
from leafletgen.errors import ExitCode, Report, did_you_mean

if TYPE_CHECKING:
    from leafletgen.verify.conformance import Validator
    from leafletgen.verify.conformance import Verdict as Conformance
    from leafletgen.verify.verifier import Finding, Verifier


@click.command("verify", short_help="Say whether a PDF or a code is the current one.")
@click.argument("copies", nargs=-1, required=True, metavar="FILE|CODE...", type=click.Path())
@click.option("--conformance", is_flag=True, help="Check each FILE against PDF/UA-1 and PDF/A-2a too (extra [verify]).")
@workspace_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(copies: tuple[str, ...], conformance: bool, folder: Path | None, as_json: bool) -> None:
    """Say whether a copy of a leaflet is the current one.

    FILE is a PDF or a folder of PDFs, CODE a code in full or its number alone, such as P4396. A file is current when
    the ledger of releases has its very bytes, and nothing later.

    A line begins with what was given and goes on with: current; superseded by a later release; withdrawn; never
    released; altered; a draft; a print copy; cannot be read; or unknown, with the reason.

    Exit codes: 0 all are current (and conform), 1 one is not, 2 wrong usage, 3 a file cannot be read or the checker
    is not installed.
    """
    from leafletgen.verify.verifier import Verdict, Verifier

    workspace = open_workspace(folder)
    report = Report()
    ledger = ledger_of(workspace, report)
    show(report.diagnostics)
    if ledger is None:
        sys.exit(ExitCode.CONTENT)
    findings: list[Finding] = []
    entries: list[dict[str, Any]] = []
    conform = True
    with Verifier(workspace, ledger) as verifier:
        asked = _sort_out(copies, verifier, conformance)
        with _validator(conformance) as validator:
            for one in asked:
                finding = verifier.file(one, str(one)) if isinstance(one, Path) else one
                findings.append(finding)
                verdicts: dict[str, Conformance] = {}
                if validator is not None and isinstance(one, Path) and finding.verdict is not Verdict.UNREADABLE:
                    verdicts = validator.validate(one)
                conform = conform and all(verdict.passed for verdict in verdicts.values())
                if as_json:
                    entries.append(_as_data(finding, verdicts if conformance else None))
                else:
                    _print(finding, verdicts)
    if as_json:
        import json

        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
    elif len(findings) > 1:
        counted = Counter(finding.verdict for finding in findings)
        parts = (f"{counted[verdict]} {verdict.replace('-', ' ')}" for verdict in Verdict if counted[verdict])
        click.echo(f"{len(findings)} verified: {', '.join(parts)}")
    if any(finding.verdict is Verdict.UNREADABLE for finding in findings):
        sys.exit(ExitCode.ENVIRONMENT)
    current = all(finding.verdict is Verdict.CURRENT for finding in findings)
    sys.exit(ExitCode.OK if current and conform else ExitCode.CONTENT)


def _sort_out(copies: Sequence[str], verifier: "Verifier", conformance: bool) -> "list[Path | Finding]":
    """The files that were given, and what there is to say of the codes; ends the command when one is neither."""
    from leafletgen.verify.verifier import files_in

    report = Report()
    asked: list[Path | Finding] = []
    for given in copies:
        path = Path(given)
        try:
            exists, is_folder = path.exists(), path.is_dir()
        except (OSError, ValueError):  # longer than a name may be, or with a letter that no name has
            exists = is_folder = False
        if is_folder:
            try:
                found = list(files_in(path))
            except OSError as fault:
                fail(
                    f"the folder {_plain(str(fault.filename or given))} cannot be read: {fault.strerror or fault}",
                    "check that you may read it",
                    ExitCode.ENVIRONMENT,
                )
            if not found:
                report.error(f'there is no PDF in the folder "{_plain(given)}"', "name PDFs, or a folder that has some")
            asked += found
        elif exists:
            asked.append(path)
        elif (finding := verifier.code(given)) is not None:
            asked.append(finding)
        elif given.lower().endswith(".pdf"):
            report.error(f'there is no file "{_plain(given)}"', "check its name, and the folder you are in")
        else:
            hint = did_you_mean(given, verifier.ledger.numbers()) or "nothing was released here yet"
            report.error(f'"{_plain(given)}" is neither a file nor a code', hint)
    if conformance and not report.has_errors and not any(isinstance(one, Path) for one in asked):
        report.error("--conformance checks files, and there is none among what you gave", "name a PDF")
    if report.has_errors:
        show(report.diagnostics)
        sys.exit(ExitCode.USAGE)
    return asked


@contextmanager
def _validator(wanted: bool) -> "Iterator[Validator | None]":
    """What validates files, when it is wanted; ends the command when it is not installed."""
    if not wanted:
        yield None
        return
    from leafletgen.verify.conformance import NotInstalledError, Validator

    with Validator() as validator:
        try:
            validator.start()
            yield validator
        except NotInstalledError as fault:
            fail(
                f"--conformance cannot be checked here: {fault}",
                "pip install 'leafletgen[verify]'",
                ExitCode.ENVIRONMENT,
            )


def _print(finding: "Finding", verdicts: dict[str, "Conformance"]) -> None:
    good = finding.verdict == "current"
    click.echo(f"{_plain(finding.given)}: " + click.style(_plain(finding.message), fg="green" if good else "red"))
    for standard, verdict in verdicts.items():
        if verdict.passed:
            click.echo(f"  {standard}: " + click.style(f"passed ({count(verdict.checks, 'check')})", fg="green"))
            continue
        click.echo(f"  {standard}: " + click.style(f"failed ({count(len(verdict.faults), 'rule')} broken)", fg="red"))
        for rule, (message, times) in sorted(verdict.faults.items()):
            click.echo(f"    {rule}, {count(times, 'time')}: {_plain(message)}")


def _as_data(finding: "Finding", verdicts: dict[str, "Conformance"] | None) -> dict[str, Any]:
    entry: dict[str, Any] = finding._asdict()
    if verdicts is not None:
        entry["conformance"] = {
            standard: {
                "passed": verdict.passed,
                "faults": [
                    {"rule": rule, "message": message, "count": times}
                    for rule, (message, times) in sorted(verdict.faults.items())
                ],
            }
            for standard, verdict in verdicts.items()
        }
    return entry


def _plain(text: str) -> str:
    """Text without what would move the cursor or colour the terminal: a file's name can hold anything."""
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text)
