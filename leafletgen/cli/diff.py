"""``leafletgen diff``: what changed between two versions of a leaflet, for whoever signs it off."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.app.writing import check_output, writes
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import complete_leaflets, open_workspace, show, workspace_option, written
from leafletgen.errors import ExitCode
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from leafletgen.app.comparing import Comparison
    from leafletgen.library.stale_parts import Stale
    from leafletgen.release.changes import Change, Line
    from leafletgen.release.word_changes import Mark


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
    from leafletgen.app.comparing import compare

    workspace = open_workspace(folder)
    if pdf is not None:
        check_output(pdf, "PDF")
    report = new_report()
    found = compare(workspace, leaflet, old, new, report)
    if found is None:
        show(report.diagnostics)
        sys.exit(ExitCode.CONTENT)
    loaded, before, after, changes = found[:4]
    if as_json:
        import json

        click.echo(json.dumps(found.as_data(), ensure_ascii=False, indent=2))
    else:
        click.echo(f"{loaded.stem}: {_visible(loaded.leaflet.title)}\nold: {before.told}\nnew: {after.told}\n")
        none = "no changes in its own words" if found.stale else "no changes"
        for line in (*_stale(found.stale), *_text(changes, none)):
            click.echo(line)
    if pdf is not None:
        _write_pdf(found, pdf, quiet=as_json)


def _visible(text: str) -> str:
    """Text for one line of a terminal: line breaks as a slash, and what nobody sees by its number."""
    text = text.replace("\n", " / ")
    return "".join(letter if letter.isprintable() else f"<U+{ord(letter):04X}>" for letter in text)


def _stale(parts: "Sequence[Stale]") -> Iterator[str]:
    """The lines about what a translation lags behind."""
    if not parts:
        return
    yield "Changed in the source since it was translated"
    for part in parts:
        words = f": {_visible(part.words)}" if part.words else ""
        yield f"  {part.source}:{part.line}: {part.part}{words} ({part.translation})"
    yield ""


def _text(changes: "Sequence[Change]", none: str) -> Iterator[str]:
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
        yield none
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


def _write_pdf(found: "Comparison", path: Path, *, quiet: bool) -> None:
    from leafletgen.pages.producer import PRODUCER
    from leafletgen.release.review_copy import compose_review_copy
    from leafletgen.system.writing import write_whole

    report = new_report()
    old, new = found.old.told, found.new.told
    composed = compose_review_copy(found.loaded, found.changes, old, new, report, PRODUCER)
    show(report.diagnostics)
    if composed is None:
        sys.exit(ExitCode.CONTENT)
    with writes():
        write_whole(path, composed.data)
    if not quiet:
        click.echo(written(path, composed.pages, len(composed.data)))
