"""``leafletgen withdraw``: the end of a release, and which files are to be taken away."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.workspace import fail, ledger_of, open_workspace, seen_from_here, show, workspace_option
from leafletgen.errors import ExitCode, Report, did_you_mean

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from leafletgen.release.ledger import Ledger, Release

#: A larger file is none that leafletgen made, and is not read.
_LIMIT_BYTES = 200_000_000


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
    from leafletgen.release.ledger import Withdrawal, append
    from leafletgen.system import clock
    from leafletgen.system.writing import WriteError

    reason = " ".join(reason.split())
    if not reason:
        fail("the reason is empty", "say in a few words why it is withdrawn", ExitCode.USAGE)
    workspace = open_workspace(folder)
    report = Report()
    ledger = ledger_of(workspace, report)
    if ledger is None:
        show(report.diagnostics)
        raise SystemExit(ExitCode.CONTENT)
    release = _find(ledger, code)
    today = clock.today().isoformat()
    entry = Withdrawal(release.code, release.number, today, reason)
    try:
        # Checked against the ledger as it is when it is written, not as it was when it was read.
        whole = append(workspace.root, [entry], report, lambda fresh: _refuse(fresh, release, today))
    except WriteError as fault:
        fail(str(fault), "check that the folder can be written to and the disk has room", ExitCode.ENVIRONMENT)
    show(report.diagnostics)
    if not whole:
        raise SystemExit(ExitCode.CONTENT)
    _tell(ledger, release, workspace.root / "build")


def _find(ledger: "Ledger", given: str) -> "Release":
    """The release of a code, or the last one of a number; ends the command when there is none."""
    wanted = given.strip().casefold()
    releases = [release for number in ledger.numbers() for release in ledger.releases(number)]
    for release in releases:
        if release.code.casefold() == wanted:
            return release
    latest = {number.casefold(): ledger.latest(number) for number in ledger.numbers()}
    found = latest.get(wanted)
    if found is not None:
        return found
    hint = next((f'did you mean "{each.number}"?' for each in releases if each.leaflet.casefold() == wanted), "")
    names = [*ledger.numbers(), *(release.code for release in releases)]
    hint = hint or did_you_mean(given, names) or "there are no releases in this workspace"
    fail(f'no release has the code or number "{given}"', hint, ExitCode.USAGE)


def _refuse(ledger: "Ledger", release: "Release", today: str) -> None:
    """End the command when the release was withdrawn already, or when the clock is wrong."""
    before = ledger.withdrawal(release)
    if before is not None:
        fail(
            f"{release.code} was withdrawn already, on {before.withdrawn}: {before.reason}",
            "nothing was recorded",
            ExitCode.CONTENT,
        )
    if today < ledger.latest_day():
        fail(
            f"this machine's clock says {today}, but the last entry in the ledger is of {ledger.latest_day()}",
            "set the clock, then withdraw it again; nothing was recorded",
            ExitCode.ENVIRONMENT,
        )


def _tell(ledger: "Ledger", release: "Release", build: Path) -> None:
    """Say what was done, and what is left for people to do."""
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
    same, doubtful = _copies(build, alike, latest is None or latest.code == release.code)
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


def _copies(build: Path, releases: "Sequence[Release]", newest: bool) -> tuple[list[Path], list[Path]]:
    """The files under a folder that are a release by their bytes, and those that may be one by their name.

    Names say nothing about an old release: those files belong to a newer one by now.
    """
    from hashlib import sha256

    from leafletgen.release.forms import ENDINGS, file_name

    recorded = {digest for release in releases for digest in release.recorded.values()}
    names = [file_name(release.leaflet, name) for release in releases for name in release.recorded]
    begins = tuple(name.removesuffix("pdf") for name in names if name.endswith(".pdf"))
    same: list[Path] = []
    doubtful: list[Path] = []
    for path in sorted(build.rglob("*")):
        if path.suffix not in (".pdf", *ENDINGS.values()):
            continue
        try:
            if not path.is_file() or path.stat().st_size > _LIMIT_BYTES or ".cache" in path.parts:
                continue
            digest = sha256(path.read_bytes()).hexdigest()
        except OSError:
            digest = ""  # it cannot be read, but may still be a copy
        if digest in recorded:
            same.append(path)
        elif newest and (path.name in names or path.name.startswith(begins)) and ".DRAFT." not in path.name:
            doubtful.append(path)
    return same, doubtful
