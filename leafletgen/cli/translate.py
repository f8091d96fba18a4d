"""``leafletgen translate``: texts go out to translators, and come back as translations beside their sources."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.app.writing import check_output, check_place, writes
from leafletgen.cli.table import table
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import fail, open_workspace, seen_from_here, show, workspace_option
from leafletgen.errors import NOWHERE, Diagnostic, ExitCode, Place, Report
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from leafletgen.app.translating.receiving import Written
    from leafletgen.app.translating.standing import Overview
    from leafletgen.library.workspace import Workspace
    from leafletgen.translation.packet import Form

#: The ending of a file for translators and its form; see leafletgen.system.targets for the kinds.
_FORMS: "dict[str, Form]" = {".docx": "word", ".xlf": "xliff", ".xliff": "xliff", ".po": "po"}
_KINDS = {"word": "WORD_FILE", "xliff": "XLIFF", "po": "PO"}


@click.command("translate", short_help="Send texts to translators, and bring translations in.")
@click.argument("names", nargs=-1, metavar="[ID|FILE]...")
@click.option("--to", "language", metavar="TAG", help="The language to translate to, such as pl, ar or zh-Hans.")
@click.option("--format", "given", type=click.Choice(["word", "xliff", "po"]),
              help="The form of the file for translators; else by the ending of --out, else word.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write the file for translators there; else here, under the name of the first ID.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Send all leaflets, shared blocks, exercises and programmes.")
@click.option("--changed", is_flag=True, help="Send only what is new or changed since it was translated.")
@click.option("--alone", is_flag=True, help="Send the named files alone, without shared blocks and the like.")
@click.option("--import", "bring_in", is_flag=True, help="Bring in FILEs that came back from translators.")
@click.option("--reviewed-by", metavar="WHO", default="",
              help="With --import: the native speaker who checked the translations, by name or role.")  # fmt: skip
@click.option("--accept", "accepted", multiple=True, metavar="KEY",
              help="With --import: a text whose numbers differ and are right; may stand several times.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="With --import: check the files, and write nothing.")
@click.option("--words", "words_in", metavar="TAG",
              help="Write leafletgen's own words to assets/languages/TAG.po, to be translated.")  # fmt: skip
@click.option("--status", "tell", is_flag=True, help="Show which leaflets are translated to which languages.")
@click.option("--json", "as_json", is_flag=True, help="With --status: print it as JSON.")
@workspace_option
def command(
    names: tuple[str, ...],
    language: str | None,
    given: "Form | None",
    out: Path | None,
    everything: bool,
    changed: bool,
    alone: bool,
    bring_in: bool,
    reviewed_by: str,
    accepted: tuple[str, ...],
    dry_run: bool,
    words_in: str | None,
    tell: bool,
    as_json: bool,
    folder: Path | None,
) -> None:
    """Write a file for translators with the texts of leaflets, exercises, programmes or shared blocks; bring it in.

    \b
    leafletgen translate P4396 --to pl                a table in Word, to be filled in
    leafletgen translate P4396 --to pl --format xliff for the programs of agencies
    leafletgen translate --import P4396.pl.docx       comes back as P4396….pl.yaml
    leafletgen translate P4396 --to pl --changed      what changed since, with the old translation beside
    leafletgen translate --status                     languages by leaflets
    leafletgen translate --words ro                   the fixed words of pages and the sentences of doses

    With a leaflet go the shared blocks that it includes and its brand, with a programme its exercises, unless they are
    translated and checked already. A translation is brought in when everything but its words is as in the source:
    numbers, doses, telephone numbers, addresses, links and marks. Else nothing is written, and each place is told.

    Exit codes: 0, also with warnings; 1 a translation differs from its source, 2 wrong usage, 3 a package is missing or
    a file cannot be written.
    """  # noqa: D301 - the backslash is Click's mark for lines to be kept as they are
    said = {
        "--import": bring_in,
        "--status": tell,
        "--to": language is not None,
        "--all": everything,
        "--format": given is not None,
        "--out": out is not None,
        "--changed": changed,
        "--alone": alone,
        "--reviewed-by": bool(reviewed_by),
        "--accept": bool(accepted),
        "--dry-run": dry_run,
        "--json": as_json,
    }
    chosen = [option for option, is_said in said.items() if is_said]
    if words_in is not None:
        if names or chosen:
            _misused("--words stands alone", "leave the others out")
        _write_words(open_workspace(folder), words_in)
        return
    _check_usage(names, chosen, reviewed_by)
    workspace = open_workspace(folder)
    report = new_report()
    if tell:
        _tell(workspace, names, language, everything, as_json, report)
    elif bring_in:
        _bring_in(workspace, [Path(name) for name in names], reviewed_by, accepted, dry_run, report)
    else:
        _send(workspace, names, language or "", given, out, changed, alone, report)
    sys.exit(ExitCode.CONTENT if report.has_errors else ExitCode.OK)


#: What each way of the command takes; one of another way would be passed over, and a try-out write a file.
_SENDING = {"--to", "--all", "--format", "--out", "--changed", "--alone"}
_TAKEN = {
    "--import": {"--import", "--reviewed-by", "--accept", "--dry-run"},
    "--status": {"--status", "--to", "--all", "--json"},
}


def _check_usage(names: tuple[str, ...], chosen: list[str], reviewed_by: str) -> None:
    ways = [option for option in chosen if option in _TAKEN]
    if len(ways) > 1:
        _misused("--import and --status do not go together", "choose one of the two")
    if "--import" in ways and not names:
        _misused("no file is named that came back", "write it after --import")
    if "--import" in ways and "--to" in chosen:
        _misused("--to says nothing here: the file says its language", "leave it out")
    if "--import" not in ways and {"--reviewed-by", "--accept"} & set(chosen):
        _misused("--reviewed-by and --accept go with --import", "bring a file in with it")
    for option in chosen:
        if option not in (_TAKEN[ways[0]] if ways else _SENDING):
            other = next((way for way, taken in _TAKEN.items() if option in taken), None)
            where = f"goes with {other}" if other else "is for files that are sent out"
            _misused(f"{option} {where}", "leave it out")
    if reviewed_by and not _names_somebody(reviewed_by):
        _misused(f'"{reviewed_by}" names nobody who checked the translation', "write who did, by name or role")
    if not ways:
        if "--to" not in chosen:
            _misused("the language is missing", "name it with --to, such as --to pl")
        if not names and "--all" not in chosen:
            _misused("nothing to be translated is named", "name a leaflet, or everything with --all")
        if names and "--all" in chosen:
            _misused("--all is everything, and what is named a part of it", "leave one of the two out")


def _names_somebody(name: str) -> bool:
    from leafletgen.source.reviewer import names_somebody

    return names_somebody(name)


def _misused(message: str, hint: str) -> None:
    fail("options-do-not-fit", message, hint, ExitCode.USAGE)


def _send(
    workspace: "Workspace",
    names: tuple[str, ...],
    language: str,
    given: "Form | None",
    out: Path | None,
    changed: bool,
    alone: bool,
    report: Report,
) -> None:
    from leafletgen.app.translating.choosing import checked_language
    from leafletgen.app.translating.receiving import is_kept_elsewhere
    from leafletgen.app.translating.sending import Asked, send
    from leafletgen.system.writing import write_whole

    by_ending = _FORMS.get(out.suffix.lower()) if out is not None else "word"
    if given is None and by_ending is None:
        _misused(f"--out: {out} has no ending of a file for translators", "let it end in .docx, .xlf or .po")
    form = given or by_ending or "word"
    sent = send(workspace, Asked(names, checked_language(language), form, changed, alone), report)
    target = out if out is not None else Path(sent.name)
    if is_kept_elsewhere(workspace, target):
        check_place(target)
    else:
        check_output(target, _KINDS[form])
    with writes():
        write_whole(target, sent.data)
    show(report.diagnostics)
    for title, texts, left in sent.parts:
        click.echo(f"  {title}: {count(texts, 'text')}{f', {left} to translate' if left else ''}")
    texts, left = sum(part[1] for part in sent.parts), sum(part[2] for part in sent.parts)
    told = f"{left} to translate" if left else "all of them translated, to be checked"
    click.echo(f"{seen_from_here(target)}  {count(texts, 'text')}, {told}")
    for title in sent.left_out:
        click.echo(f"note: {title} has nothing to translate", err=True)
    _tell_of_fixed_words(workspace, [checked_language(language)])


def _write_words(workspace: "Workspace", tag: str) -> None:
    """Write the catalogue of a language, or bring the one that is there up to date."""
    from leafletgen.app.translating.choosing import checked_language
    from leafletgen.app.translating.fixed_words import words_file
    from leafletgen.system.writing import write_whole

    language = checked_language(tag)
    report = new_report()
    made = words_file(workspace.root, language, report)
    show(report.diagnostics)
    if made is None:
        sys.exit(ExitCode.CONTENT)
    with writes():
        made.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(made.path, made.text.encode("utf-8"))
    changed = f", {made.changed} of them translated from other English" if made.changed else ""
    left = f"{count(made.to_translate, 'text')} to translate{changed}" if made.to_translate else "all is translated"
    checked = "" if made.is_reviewed else ", to be checked by a native speaker"
    click.echo(f"{seen_from_here(made.path)}  {left}{checked}")


def _bring_in(
    workspace: "Workspace",
    files: list[Path],
    reviewed_by: str,
    accepted: tuple[str, ...],
    dry_run: bool,
    report: Report,
) -> None:
    from leafletgen.app.translating.receiving import receive

    done = receive(workspace, files, report, reviewed_by=reviewed_by, accepted=accepted, dry=dry_run)
    show(sorted(report.diagnostics, key=_in_their_order))
    if report.has_errors:
        click.echo("nothing is written: correct these places in the file, and bring it in again", err=True)
        return
    for one in done:
        click.echo(_said(one, dry_run, reviewed_by))
    _tell_of_fixed_words(workspace, [one.language for one in done])


def _in_their_order(diagnostic: Diagnostic) -> tuple[Place, list[str | int]]:
    """By place, and without one by the numbers of rows that the message says."""
    parts = re.split(r"(\d+)", diagnostic.message)
    return diagnostic.place or NOWHERE, [int(part) if at % 2 else part for at, part in enumerate(parts)]


def _tell_of_fixed_words(workspace: "Workspace", languages: Iterable[str]) -> None:
    """Say which languages need a catalogue besides: without one their translations cannot be built."""
    from leafletgen.languages.brought import register_workspace
    from leafletgen.languages.catalogue import missing_words
    from leafletgen.languages.names import english_name

    register_workspace(workspace.root, Report())  # what is wrong with a catalogue is told when something is built
    for tag in dict.fromkeys(languages):
        if missing_words(tag):
            click.echo(
                f"note: nothing is built in {english_name(tag)} until the words that leafletgen itself says are "
                f'translated as well: "leafletgen translate --words {tag}" writes them',
                err=True,
            )


def _said(one: "Written", dry_run: bool, reviewed_by: str) -> str:
    what = "would be new" if one.new and dry_run else "new" if one.new else f"{count(one.changed, 'text')} changed"
    checked = f", {'would be ' if dry_run else ''}noted as checked" if reviewed_by else ""
    return f"{seen_from_here(one.path)}  {count(one.texts, 'text')}, {what}{checked}"


def _tell(
    workspace: "Workspace",
    names: tuple[str, ...],
    language: str | None,
    everything: bool,
    as_json: bool,
    report: Report,
) -> None:
    from leafletgen.app.translating.choosing import checked_language
    from leafletgen.app.translating.standing import overview

    tag = None if language is None else checked_language(language)
    found = overview(workspace, names, tag, everything, report)
    if as_json:
        click.echo(_json(found, report), nl=False)
        return
    show(report.diagnostics)
    if not found.languages:
        click.echo("nothing is translated yet")
        return
    rows = [[*([row.kind] if everything else []), row.name, *[row.states[tag] for tag in found.languages]]
            for row in found.rows]  # fmt: skip
    for line in table(
        [*(["KIND"] if everything else []), "LEAFLET" if not everything else "NAME", *found.languages], rows
    ):
        click.echo(line)
    for row in found.rows:
        for tag, changed in row.changed.items():
            click.echo(f"{row.name}, {tag}: changed since: {', '.join(changed)}")
    for tag in found.languages:
        click.echo(f"{tag}: {', '.join(f'{number} {state}' for state, number in found.counts(tag).items())}")


def _json(found: "Overview", report: Report) -> str:
    import json

    data = {
        "languages": found.languages,
        "files": [
            {"kind": row.kind, "name": row.name, "states": row.states, "changed": row.changed} for row in found.rows
        ],
        "counts": {tag: found.counts(tag) for tag in found.languages},
        "diagnostics": [diagnostic.as_data() for diagnostic in report.diagnostics],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"
