"""``leafletgen check``: what a careful editor would say of leaflets, exercises, programmes and brands."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import complete_leaflets, fail, open_workspace, show, workspace_option
from leafletgen.errors import ExitCode, Severity

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from leafletgen.app.checking.results import Results
    from leafletgen.library.workspace import Workspace

_FORMATS = ("text", "json", "sarif", "github", "html")
_SEVERITIES = ("error", "warning", "advice")


def complete_rules(context: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Ids of rules for the shell's completion."""
    from click.shell_completion import CompletionItem

    from leafletgen.errors import Report
    from leafletgen.library.root import find_root
    from leafletgen.rules.data import load_rules

    rules = load_rules(find_root(context.params.get("folder") or Path.cwd()), Report())
    return [CompletionItem(name, help=rule.title) for name, rule in rules.items() if name.startswith(incomplete)]


@click.command("check", short_help="Say what a careful editor would say of the content.")
@click.argument("leaflets", nargs=-1, metavar="[PATH]...", shell_complete=complete_leaflets)
@click.option("--format", "given", type=click.Choice(_FORMATS), help="Else by the file's ending, or text.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write to this file: .txt, .json, .sarif or .html.")  # fmt: skip
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Look for this rule alone.",
              shell_complete=complete_rules)  # fmt: skip
@click.option(
    "--severity",
    "given_severity",
    type=click.Choice(_SEVERITIES),
    help="Show, and count, what is at least as bad.  [default: warning]",
)
@click.option("--whole", is_flag=True, help="Compare the files that are named with all others too.")
@click.option("--links", is_flag=True, help="Ask for each web address whether it is there: this uses the network.")
@click.option("--fix", is_flag=True, help="Make the safe changes in the files, after showing them.")
@click.option("--yes", is_flag=True, help="With --fix: do not ask.")
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Leave out what this file has already.")  # fmt: skip
@click.option("--update-baseline", is_flag=True, help="Write the --baseline: all that is found now.")
@click.option("--human", is_flag=True, help="Print what only a person can check, filled in for each leaflet.")
@click.option("--explain", metavar="RULE", help="Say what a rule is for, and end.", shell_complete=complete_rules)
@workspace_option
def command(
    leaflets: tuple[str, ...],
    given: str | None,
    output: Path | None,
    rules: tuple[str, ...],
    given_severity: str | None,
    whole: bool,
    links: bool,
    fix: bool,
    yes: bool,
    baseline: Path | None,
    update_baseline: bool,
    human: bool,
    explain: str | None,
    folder: Path | None,
) -> None:
    """Say what a good health editor, an accessibility auditor and a clinical lead would say of the content.

    \b
      leafletgen check                                all leaflets, exercises, programmes and brands
      leafletgen check P4400 --severity advice        one leaflet, with matters of taste
      leafletgen check --fix                          make the safe changes, after showing them
      leafletgen check --format sarif -o check.sarif  for a code host
      leafletgen check --explain heading-question     why there is such a rule, and who says so

    PATH is a leaflet (its path, the name of its file without .yaml, its code or number), the file of an exercise, a
    programme, shared blocks or a brand, or a folder. Without any, all of them are looked at.

    How hard words are to read says where to look first. It is no mark that a leaflet passes.

    Exit codes: 0 nothing is as bad as --severity says, 1 something is, 2 wrong usage, 3 a file cannot be written.
    """  # noqa: D301 - the backslash is Click's mark for lines to be kept as they are
    if explain is not None:
        from leafletgen.cli.check_explain import print_explained

        print_explained(explain, folder)
        sys.exit(ExitCode.OK)
    _refuse_what_does_not_fit({
        "--fix": fix,
        "--yes": yes,
        "--rule": bool(rules),
        "--links": links,
        "--human": human,
        "--baseline": baseline is not None,
        "--update-baseline": update_baseline,
    })  # fmt: skip
    written_as = chosen_format(given, output, "HUMAN" if human else "CHECK")
    workspace = open_workspace(folder)
    severity = Severity(given_severity or "warning")
    report = new_report()
    if update_baseline and baseline is not None:
        from leafletgen.cli.check_baseline import write_baseline

        write_baseline(workspace, leaflets, baseline, report)
        sys.exit(ExitCode.CONTENT if report.has_errors else ExitCode.OK)
    if human:
        from leafletgen.cli.check_human import hand_out_human

        hand_out_human(workspace, leaflets, written_as, output, report)
        show(report.diagnostics)
        sys.exit(ExitCode.CONTENT if report.has_errors else ExitCode.OK)
    from leafletgen.app.checking.checking import check

    if fix:
        from leafletgen.cli.check_fixing import fix_files

        lowest = severity if given_severity else Severity.ADVICE
        found = check(workspace, leaflets, rules=rules, severity=lowest, baseline=baseline, whole=whole, report=report)
        fix_files(workspace, found, rules, lowest, yes, report)
    results = check(
        workspace, leaflets, rules=rules, severity=severity, baseline=baseline, links=links, whole=whole, report=report
    )
    _hand_out(results, written_as, output, workspace)
    show(report.diagnostics)
    sys.exit(ExitCode.CONTENT if results.findings or report.has_errors else ExitCode.OK)


def _refuse_what_does_not_fit(given: dict[str, bool]) -> None:
    """End the command when an option has no meaning without another one, or beside it."""
    told = hint = ""
    beside_human = [option for option in ("--fix", "--baseline", "--rule", "--links") if given[option]]
    beside_update = [option for option in ("--rule", "--fix", "--links") if given[option]]
    if given["--yes"] and not given["--fix"]:
        told, hint = "--yes has no meaning without --fix", "add --fix"
    elif given["--update-baseline"] and not given["--baseline"]:
        told, hint = "--update-baseline has no meaning without --baseline", "add --baseline with the name of the file"
    elif given["--update-baseline"] and beside_update:
        told = "--update-baseline writes what all rules find in the files"
        hint = f"leave {' and '.join(beside_update)} out"
    elif given["--human"] and beside_human:
        told, hint = "--human asks what no program can find", f"leave {' and '.join(beside_human)} out"
    if told:
        fail("options-do-not-fit", told, hint, ExitCode.USAGE)


def chosen_format(given: str | None, output: Path | None, kind: str) -> str:
    """The format that was named, else the one of the file's ending, else text; ends the command when they differ."""
    if output is None:
        return given or "text"
    endings = {"text": ".txt", "json": ".json", "sarif": ".sarif", "html": ".html"}
    fitting = [name for name, ending in endings.items() if ending == output.suffix.lower()]
    if not fitting or given not in (None, *fitting):
        wanted = [endings[given]] if given in endings else list(endings.values())
        fail(
            "output-ending-wrong",
            f"{output} does not end as its format does" if given != "github" else "GitHub reads from the output alone",
            f"let it end in {' or '.join(wanted)}" if given != "github" else "leave --output out",
            ExitCode.USAGE,
        )
    from leafletgen.app.writing import check_output

    check_output(output, f"{kind}_{fitting[0].upper()}")
    return fitting[0]


def _hand_out(results: "Results", written_as: str, output: Path | None, workspace: "Workspace") -> None:
    """Write what was found; with a format for programs, or a file, the totals are told beside it."""
    from leafletgen.app.checking.repository import within_repository
    from leafletgen.app.checking.snippets import Texts
    from leafletgen.cli.check_text import lines, totals
    from leafletgen.cli.overview import hand_out

    texts = Texts(workspace.root)
    if written_as == "text":
        shown = lines(results, texts, colour=output is None and sys.stdout.isatty())
        head = "" if output is None else "leafletgen check\n\n"
        hand_out((head + "".join(f"{line}\n" for line in shown)).encode("utf-8", "replace"), output)
        if output is not None:
            click.echo(totals(results), err=True)
        return
    prefix = within_repository(workspace.root)
    if written_as == "json":
        from leafletgen.app.checking.as_json import as_json

        data = as_json(results)
    elif written_as == "sarif":
        from leafletgen.app.checking.as_sarif import as_sarif

        data = as_sarif(results, texts, prefix)
    elif written_as == "github":
        from leafletgen.app.checking.as_github import as_github

        data = as_github(results, prefix)
    else:
        from leafletgen.app.checking.as_html import as_html

        data = as_html(results, texts)
    hand_out(data, output)
    if output is not None or written_as == "github":
        click.echo(totals(results), err=True)
