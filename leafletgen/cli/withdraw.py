"""``leafletgen withdraw``: the end of a release, and which files are to be taken away."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.app.opening import ledger_of
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import fail, open_workspace, seen_from_here, show, workspace_option
from leafletgen.errors import ExitCode, Report

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from leafletgen.release.ledger import Ledger
    from leafletgen.release.withdrawing import Withdrawn


def _complete_codes(context: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Codes of releases that were not withdrawn, for the shell's completion, which never complains."""
    from click.shell_completion import CompletionItem

    from leafletgen.library.workspace import Workspace
    from leafletgen.release.ledger import Ledger

    workspace = Workspace.find(context.params.get("folder") or Path.cwd())
    ledger = Ledger.read(workspace.root, Report()) if workspace else None
    if ledger is None:
        return []
    releases = (release for number in ledger.numbers() for release in ledger.releases(number))
    codes = dict.fromkeys(release.code for release in releases if ledger.withdrawal(release) is None)
    return [CompletionItem(code) for code in codes if code.startswith(incomplete)]


@click.command("withdraw")
@click.argument("code", shell_complete=_complete_codes)
@click.option("--reason", required=True, metavar="TEXT", help="Why no copy may be used any more; it is recorded.")
@workspace_option
def command(code: str, reason: str, folder: Path | None) -> None:
    """Record that a release may not be used any more.

    CODE is a code such as P4396/2462/04.2023/VERSION1, also of an old version; or its number, such as P4396, for the
    release in force.

    Nothing is deleted: the files under build/ that are this release are listed, for you to take away. A withdrawal
    is never taken back: when the leaflet is right again, release it anew.

    Exit codes: 1 it was withdrawn already or the ledger is faulty, 2 there is no such code or no reason, 3 the ledger
    cannot be written or this machine's clock is behind the ledger.
    """
    from leafletgen.release.withdrawing import withdraw
    from leafletgen.system.writing import WriteError

    reason = " ".join(reason.split())
    if not reason:
        fail("option-empty", "the reason is empty", "say in a few words why it is withdrawn", ExitCode.USAGE)
    workspace = open_workspace(folder)
    report = new_report()
    ledger = ledger_of(workspace, report)
    if ledger is None:
        show(report.diagnostics)
        raise SystemExit(ExitCode.CONTENT)
    try:
        withdrawn = withdraw(workspace, ledger, code, reason, report)
    except WriteError as fault:
        fail(
            "file-not-written",
            str(fault),
            "check that the folder can be written to and the disk has room",
            ExitCode.ENVIRONMENT,
        )
    show(report.diagnostics)
    if withdrawn is None:
        raise SystemExit(ExitCode.CONTENT)
    _tell(ledger, withdrawn, workspace.root / "build")


def _tell(ledger: "Ledger", withdrawn: "Withdrawn", build: Path) -> None:
    """Say what was done, and what is left for people to do."""
    release, same, doubtful = withdrawn
    alike = ledger.with_code(release.code)
    click.echo(f"withdrawn: {release.code}, {release.title}")
    if len({each.content for each in alike}) > 1:
        click.echo("  two branches released this code with different content; both are withdrawn")
    latest = ledger.latest(release.number)
    if latest is None or latest.code == release.code:
        click.echo("  no copy of this leaflet is in force now; when it is right again, release a new version")
    elif (withdrawal := ledger.withdrawal(latest)) is not None:
        click.echo(f"  the last release, {latest.code}, was withdrawn on {withdrawal.withdrawn}")
    else:
        click.echo(f"  in force is {latest.code}")
    if same:
        click.echo("take away these files, which are this release, and all copies of them:")
        for path in same:
            click.echo(f"  {seen_from_here(path)}")
    if doubtful:
        click.echo("these files have its name, but other bytes; look at them, and take away what shows its code:")
        for path in doubtful:
            click.echo(f"  {seen_from_here(path)}")
    if not same and not doubtful:
        click.echo(f"{seen_from_here(build)} holds no file of it; take away the copies elsewhere")
