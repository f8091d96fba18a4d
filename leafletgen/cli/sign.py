"""``leafletgen sign``: a clinician has checked what is an example, and it says so no more until it changes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from leafletgen.cli.overview import read_day
from leafletgen.cli.workspace import (
    clear_unfinished,
    complete_exercises,
    complete_leaflets,
    complete_programmes,
    fail,
    open_workspace,
    show,
    workspace_option,
)
from leafletgen.errors import ExitCode, Report, did_you_mean

if TYPE_CHECKING:
    import datetime

    from click.shell_completion import CompletionItem

    from leafletgen.content.model.exercise import Exercise
    from leafletgen.content.model.programme import Programme
    from leafletgen.library.exercises import Exercises
    from leafletgen.library.workspace import LoadedLeaflet, Workspace
    from leafletgen.release.signatures import Signature, Signatures


class Named(NamedTuple):
    """What an ID stands for."""

    kind: str
    name: str
    """The name of its file without the ending."""
    path: Path


def _complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Leaflets, exercises and programmes for the shell's completion."""
    found = complete_leaflets(context, parameter, incomplete)
    found += complete_exercises(context, parameter, incomplete)
    return found + complete_programmes(context, parameter, incomplete)


@click.command("sign", short_help="Record that a clinician has checked examples.")
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=_complete)
@click.option("--by", metavar="ROLE", required=True, help="Who checked it: a role, not a person's name.")
@click.option("--on", "day", metavar="DATE", callback=read_day, help="The day, such as 2026-11-21; else today.")
@click.option("--withdraw", is_flag=True, help="Take signatures back: it is an example again.")
@workspace_option
def command(ids: tuple[str, ...], by: str, day: "datetime.date | None", withdraw: bool, folder: Path | None) -> None:
    """Record that a clinician has checked examples, as they are now.

    \b
      leafletgen sign P4396 --by "Lead physiotherapist"
      leafletgen sign bridge programmes/hip --by "Spinal physiotherapist" --on 2026-11-21

    ID is a leaflet (path, name of the file, code or number), an exercise, a programme, or a path. Where one name
    means two things, write exercises/NAME or programmes/NAME. Several are signed together: when one cannot be, none
    is.

    What has "example: true" prints that a clinician must review it, until it is signed, and again after any change
    of what was signed. A leaflet is to be released anew after it was signed.

    Exit codes: 1 something cannot be signed, 2 an ID or an option is wrong, 3 the signatures cannot be written.
    """  # noqa: D301 - the backslash is Click's mark for lines to be kept as they are
    from leafletgen.library.exercises import Exercises
    from leafletgen.release.signatures import Signatures, append
    from leafletgen.system import clock
    from leafletgen.system.writing import WriteError

    by = by.strip()
    _check_role(by)
    today = clock.today()
    day = day or today
    if day > today:
        fail(f"--on: {day} is in the future", f"today is {today}", ExitCode.USAGE)
    workspace = open_workspace(folder)
    clear_unfinished(workspace)
    library = Exercises(workspace)
    finding = Report()
    named = [_find(given, workspace, library, finding) for given in ids]
    if finding.has_errors:
        show(finding.diagnostics)
        sys.exit(ExitCode.USAGE)
    report = Report()
    signatures = Signatures.read(workspace.root, report)
    desk = _Desk(workspace, library, signatures, by, day.isoformat(), report)
    made = [desk.signature(one, withdraw) for one in dict.fromkeys(named) if one is not None]
    try:
        whole = not report.has_errors and append(workspace.root, [one for one in made if one is not None], report)
    except WriteError as fault:
        fail(str(fault), "check that the folder can be written to and the disk has room", ExitCode.ENVIRONMENT)
    show(report.diagnostics)
    if not whole:
        click.echo("nothing was signed" if not withdraw else "nothing was taken back", err=True)
        sys.exit(ExitCode.CONTENT)
    for signed in made:
        if signed is not None:
            what = "signed" if signed.hash else "taken back"
            click.echo(f"{what}: {signed.kind} {signed.id}, by {signed.by} on {signed.on}")
    if any(signed is not None and signed.kind == "leaflet" for signed in made):
        click.echo("release the leaflets anew: what they print has changed")


def _check_role(by: str) -> None:
    """End the command when nobody could be told by it who signed."""
    from leafletgen.release.signatures import LONGEST_ROLE, is_role

    if not by:
        fail("--by is empty", "say who checked it: a role, such as Lead physiotherapist", ExitCode.USAGE)
    if len(by) > LONGEST_ROLE:
        fail(f"--by has {len(by)} characters", f"say it in at most {LONGEST_ROLE}", ExitCode.USAGE)
    if not is_role(by):
        fail("--by holds a character that cannot be printed", "type the role again, on one line", ExitCode.USAGE)


def _find(given: str, workspace: "Workspace", library: "Exercises", report: Report) -> Named | None:
    """What an ID stands for; None after reporting that it is nothing, or several things."""
    found: list[Named] = []
    real = {Path(given).resolve(), (workspace.root / given).resolve()} if given.endswith(".yaml") else set()
    for kind, names in (("exercise", library.exercise_names()), ("programme", library.programme_names())):
        for name in names:
            path = workspace.root / "assets" / f"{kind}s" / f"{name}.yaml"
            if given in (name, f"{kind}s/{name}") or (real and path.resolve() in real):
                found.append(Named(kind, name, path))
    leaflets = workspace.find_leaflets([given], Report())
    if not leaflets and not found:
        leaflets = workspace.find_leaflets([given.removeprefix("leaflets/")], Report())
    found += [Named("leaflet", path.stem, path) for path in leaflets]
    if len(found) == 1:
        return found[0]
    if found:
        what = " and ".join(f"the {one.kind} {one.name}" for one in found)
        ways = [f"{one.kind}s/{one.name}" for one in found]
        report.error(f'"{given}" is {what}', f"write {' or '.join(ways)}")
        return None
    known = [path.stem for path in workspace.leaflet_files()]
    hint = did_you_mean(given, [*known, *library.exercise_names(), *library.programme_names()])
    report.error(f'no leaflet, exercise or programme is called "{given}"', hint)
    return None


class _Desk:
    """Where one clinician signs on one day."""

    def __init__(
        self,
        workspace: "Workspace",
        library: "Exercises",
        signatures: "Signatures",
        by: str,
        day: str,
        report: Report,
    ) -> None:
        self.workspace = workspace
        self.library = library
        self.signatures = signatures
        self.by = by
        self.day = day
        self.report = report

    def signature(self, named: Named, withdraw: bool) -> "Signature | None":
        """The line to record; None after reporting why there is none."""
        from leafletgen.errors import LeafletError

        try:
            return self._leaflet(named, withdraw) if named.kind == "leaflet" else self._of_sheets(named, withdraw)
        except LeafletError as fault:  # a picture that cannot be read
            self.report.add(fault.diagnostics)
            return None

    def _leaflet(self, named: Named, withdraw: bool) -> "Signature | None":
        from leafletgen.content.code import release_number
        from leafletgen.release.signing import leaflet_hash

        loaded = self.workspace.load_leaflet(named.path, self.report)
        if loaded is None:
            return None
        number = release_number(loaded.code, loaded.stem)
        if withdraw:
            return self._withdrawn(named, number)
        if not self._is_example(named, loaded.leaflet.example):
            return None
        self._warn_of_brand(loaded)
        return self._signed(named, number, leaflet_hash(loaded))

    def _of_sheets(self, named: Named, withdraw: bool) -> "Signature | None":
        from leafletgen.release.signing import record_hash

        record: Exercise | Programme | None
        if named.kind == "exercise":
            record = self.library.load(named.name, self.report)
        else:
            record = self.library.load_programme(named.name, self.report)
        if record is None:
            return None
        if withdraw:
            return self._withdrawn(named, named.name)
        if not self._is_example(named, record.example):
            return None
        if not record.sources:
            self.report.error(
                f"the {named.kind} {named.name} does not say what it rests on",
                'name the guidance under "sources:", then sign it',
                record.place,
            )
            return None
        return self._signed(named, named.name, record_hash(record))

    def _signed(self, named: Named, name: str, digest: str) -> "Signature":
        from leafletgen.release.signatures import Signature

        return Signature(named.kind, name, digest, self.by, self.day)

    def _withdrawn(self, named: Named, name: str) -> "Signature | None":
        if self.signatures.of(named.kind, name) is not None:
            return self._signed(named, name, "")
        self.report.error(f"the {named.kind} {named.name} is not signed", 'see "leafletgen list"')
        return None

    def _is_example(self, named: Named, example: bool) -> bool:
        """Refuse what says of itself that it is no example: a signature would change nothing, and seem to."""
        if not example:
            hint = "leaflets of your own are approved with leafletgen release --approved-by"
            self.report.error(
                f'the {named.kind} {named.name} has no "example: true", so there is nothing to sign',
                hint if named.kind == "leaflet" else 'write "example: true" into it to have it signed',
            )
        return example

    def _warn_of_brand(self, loaded: "LoadedLeaflet") -> None:
        if loaded.brand.statements.example is not None:
            self.report.warning(
                f"the brand {loaded.brand.identifier} says of all its leaflets and sheets that they are examples",
                'take "example:" out of its statements when that is not so',
                loaded.brand.statements.example.place,
            )
