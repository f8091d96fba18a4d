"""``leafletgen diff``: what changed between two versions of a leaflet, for whoever signs it off."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from leafletgen.cli.workspace import (
    check_output,
    complete_leaflets,
    count,
    fail,
    ledger_of,
    open_workspace,
    show,
    signatures_of,
    workspace_option,
    written,
)
from leafletgen.errors import ExitCode, Report

if TYPE_CHECKING:
    from leafletgen.library.workspace import LoadedLeaflet, Workspace
    from leafletgen.release.changes import Change, Line
    from leafletgen.release.content import Content
    from leafletgen.release.ledger import Ledger, Release
    from leafletgen.release.word_changes import Mark

_NOW = "now"


class _Version(NamedTuple):
    """One side of the comparison."""

    told: str
    """What it is called in a sentence."""
    data: dict[str, Any]
    """The same, for ``--json``."""
    content: "Content"


@click.command("diff")
@click.argument("leaflet", shell_complete=complete_leaflets)
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--pdf",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a PDF as well, with old and new side by side.",
)
@workspace_option
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
def command(
    leaflet: str, old: str | None, new: str | None, pdf: Path | None, folder: Path | None, as_json: bool
) -> None:
    """Show what changed in a leaflet, in words.

    LEAFLET is a path, the name of a file without .yaml, or a code number. OLD and NEW are versions such as 1 or
    VERSION1, or full codes; NEW may be "now", which is the file as it is. Without them the last release is compared
    with the file as it is; of a leaflet that was never released, all is added.
    """
    from leafletgen.release.changes import compare

    workspace = open_workspace(folder)
    if pdf is not None:
        check_output(pdf, "PDF")
    report = Report()
    loaded, ledger = _load(workspace, leaflet, report)
    if loaded is None or ledger is None:
        show(report.diagnostics)
        sys.exit(ExitCode.CONTENT)
    before = _version(workspace, loaded, ledger, old, report)
    after = _version(workspace, loaded, ledger, _NOW if new is None else new, report)
    if before is None or after is None:
        show(report.diagnostics)
        sys.exit(ExitCode.CONTENT)
    changes = compare(before.content, after.content)
    if as_json:
        _print_json(loaded, before, after, changes)
    else:
        click.echo(f"{loaded.stem}: {_visible(loaded.leaflet.title)}\nold: {before.told}\nnew: {after.told}\n")
        for line in _text(changes):
            click.echo(line)
    if pdf is not None:
        _write_pdf(loaded, before, after, changes, pdf, quiet=as_json)


def _load(workspace: "Workspace", selector: str, report: Report) -> "tuple[LoadedLeaflet, Ledger] | tuple[None, None]":
    """The one leaflet that was named, and the ledger; ends the command when it is none or several."""
    from leafletgen.release.signing import with_signature

    paths = workspace.find_leaflets([selector], report)
    if report.has_errors:
        show(report.diagnostics)
        sys.exit(ExitCode.USAGE)
    if len(paths) > 1:
        names = ", ".join(path.stem for path in paths)
        fail(f'"{selector}" fits {len(paths)} leaflets: {names}', "name one of them", ExitCode.USAGE)
    ledger = ledger_of(workspace, report)
    loaded = workspace.load_leaflet(paths[0], report)
    if loaded is None or ledger is None:
        return None, None
    return with_signature(loaded, signatures_of(workspace, report)), ledger


def _version(
    workspace: "Workspace", loaded: "LoadedLeaflet", ledger: "Ledger", name: str | None, report: Report
) -> _Version | None:
    """One side; the last release without a name. Ends the command when there is none of this name."""
    from leafletgen.content.code import release_number
    from leafletgen.release.content import content_hash, printed_content
    from leafletgen.release.history import recall

    if name is not None and name.lower() == _NOW:
        from leafletgen.errors import LeafletError

        try:
            content = printed_content(loaded)
        except LeafletError as fault:
            report.add(fault.diagnostics)
            return None
        code = loaded.leaflet.code
        data = {"code": code, "released": None, "content": content_hash(content)}
        return _Version(f"the file as it is now ({code})", data, content)
    releases = ledger.releases(release_number(loaded.code, loaded.stem))
    if not releases and name is None:
        # All of it is new, for whoever approves the first release.
        return _Version("nothing, it was never released", {"code": None, "released": None, "content": None}, {})
    if not releases:
        fail(
            f"{loaded.stem} was never released, so there is nothing to compare with",
            'the first release is made with "leafletgen release"',
            ExitCode.USAGE,
        )
    found = _named(releases, releases[-1].code if name is None else name)
    if not found:
        known = ", ".join(dict.fromkeys(release.code for release in releases))
        fail(f'{loaded.stem} has no version "{name}"', f"there are: {known}", ExitCode.USAGE)
    release = found[-1]
    if len({entry.content for entry in found if entry.code == release.code}) > 1:
        fail(
            f"{release.code} was released twice, with different words",
            "two branches issued one code; release the leaflet again, then compare with a later version",
            ExitCode.CONTENT,
        )
    kept = recall(workspace.root, release.content, report)
    if kept is None:
        return None
    data = {"code": release.code, "released": release.released, "content": release.content}
    return _Version(f"{release.code}, released on {release.released}", data, kept)


def _named(releases: "Sequence[Release]", name: str) -> "list[Release]":
    """The releases with this code, or of this version; a version that was issued again has several."""
    exact = [release for release in releases if release.code == name]
    if exact:
        return exact
    number = name.upper().removeprefix("VERSION").removeprefix("V").strip()
    return [release for release in releases if number.isdecimal() and release.version == int(number)]


def _visible(text: str) -> str:
    """Text for one line of a terminal: line breaks as a slash, and what nobody sees by its number."""
    text = text.replace("\n", " / ")
    return "".join(letter if letter.isprintable() else f"<U+{ord(letter):04X}>" for letter in text)


def _text(changes: "Sequence[Change]") -> Iterator[str]:
    """The lines about all changes."""
    where = ""
    for change in changes:
        if change.where != where:
            if where:
                yield ""
            where = change.where
            yield _visible(where)
        source = f" (before: {change.before})" if change.before else ""
        yield f"  {_visible(change.what)} {change.kind}{_visible(source)}"
        for line in change.lines:
            for shown in _line(line):
                yield f"    {shown}"
    if not changes:
        yield "no changes"
        return
    from leafletgen.release.changes import Kind

    numbers = {kind: sum(change.kind is kind for change in changes) for kind in Kind}
    parts = [f"{number} {kind}" for kind, number in numbers.items() if number]
    yield ""
    yield f"{count(len(changes), 'change')}: {', '.join(parts)}"


def _line(line: "Line") -> list[str]:
    """One text: marked words when a part of it was kept, otherwise a line for each side."""
    from leafletgen.release.word_changes import Mark

    label = f"{_visible(line.label)}: " if line.label else ""
    if line.is_replaced:
        signs = {Mark.REMOVED: "-", Mark.ADDED: "+"}
        return [_coloured(f"{signs[words.mark]} {label}{_visible(words.text)}", words.mark) for words in line.words]
    brackets = {Mark.KEPT: ("", ""), Mark.REMOVED: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}
    told = ""
    last = Mark.KEPT
    for words in line.words:
        opening, closing = brackets[words.mark]
        space = " " if (last, words.mark) == (Mark.REMOVED, Mark.ADDED) else ""
        told += space + _coloured(f"{opening}{_visible(words.text)}{closing}", words.mark)
        last = words.mark
    return [f"  {label}{told}"]


def _coloured(text: str, mark: "Mark") -> str:
    """Text in the colour of its mark, on a terminal alone."""
    colour = {"removed": "red", "added": "green"}.get(mark)
    return click.style(text, fg=colour) if colour and sys.stdout.isatty() else text


def _print_json(loaded: "LoadedLeaflet", before: _Version, after: _Version, changes: "Sequence[Change]") -> None:
    import json

    told = [
        {
            **change._asdict(),
            "lines": [
                {"label": line.label, "words": [words._asdict() for words in line.words]} for line in change.lines
            ],
        }
        for change in changes
    ]
    data = {"leaflet": loaded.stem, "old": before.data, "new": after.data, "changes": told}
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _write_pdf(
    loaded: "LoadedLeaflet", before: _Version, after: _Version, changes: "Sequence[Change]", path: Path, *, quiet: bool
) -> None:
    from leafletgen.pages.producer import PRODUCER
    from leafletgen.release.review_copy import compose_review_copy
    from leafletgen.system.writing import WriteError, write_whole

    report = Report()
    composed = compose_review_copy(loaded, changes, before.told, after.told, report, PRODUCER)
    show(report.diagnostics)
    if composed is None:
        sys.exit(ExitCode.CONTENT)
    try:
        write_whole(path, composed.data)
    except WriteError as fault:
        fail(str(fault), "check that the folder can be written to and the disk has room", ExitCode.ENVIRONMENT)
    if not quiet:
        click.echo(written(path, composed.pages, len(composed.data)))
