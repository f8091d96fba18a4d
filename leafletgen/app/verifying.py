"""Whether copies of leaflets are the current ones, and whether files conform to their standards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from leafletgen.errors import ExitCode, RefusedError, Report, Setting, Wording, did_you_mean, refused
from leafletgen.library.workspace import Workspace
from leafletgen.release.ledger import Ledger
from leafletgen.verify.conformance import NotInstalledError, Validator
from leafletgen.verify.conformance import Verdict as Conformance
from leafletgen.verify.verifier import Finding, Verdict, Verifier, files_in


class Verified(NamedTuple):
    """What is to be said of one copy."""

    finding: Finding
    conformance: Mapping[str, Conformance] | None
    """What the validator says, by standard; None when it was not asked for."""

    @property
    def conforms(self) -> bool:
        """Whether the file passed all that was asked for."""
        return all(verdict.passed for verdict in (self.conformance or {}).values())

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        entry: dict[str, Any] = self.finding._asdict()
        if self.conformance is not None:
            entry["conformance"] = {
                standard: {
                    "passed": verdict.passed,
                    "faults": [
                        {"rule": rule, "message": message, "count": times}
                        for rule, (message, times) in sorted(verdict.faults.items())
                    ],
                }
                for standard, verdict in self.conformance.items()
            }
        return entry


def verify(
    workspace: Workspace, ledger: Ledger, copies: Sequence[str], conformance: bool, report: Report
) -> Iterator[Verified]:
    """Yield what is to be said of each copy, one after another.

    Args:
        workspace: the workspace.
        ledger: its releases.
        copies: PDFs, folders of them, codes, or numbers of codes.
        conformance: whether files are validated too.
        report: is asked for the front end's words.

    Raises:
        RefusedError: one of the copies is nothing of that, a folder cannot be read, or the validator is missing.
    """
    with Verifier(workspace, ledger) as verifier:
        asked = _sort_out(copies, verifier, conformance, report.wording)
        with _validator(conformance, report.wording) as validator:
            for one in asked:
                finding = verifier.file(one, str(one)) if isinstance(one, Path) else one
                verdicts: Mapping[str, Conformance] | None = {} if conformance else None
                if validator is not None and isinstance(one, Path) and finding.verdict is not Verdict.UNREADABLE:
                    verdicts = validator.validate(one, verifier.claims(one))
                yield Verified(finding, verdicts)


def _sort_out(copies: Sequence[str], verifier: Verifier, conformance: bool, wording: Wording) -> list[Path | Finding]:
    """The files that were given, and what there is to say of the codes; refused when one is neither."""
    report = Report(wording)
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
                raise refused(
                    "file-not-readable",
                    f"the folder {fault.filename or given} cannot be read: {fault.strerror or fault}",
                    "check that you may read it",
                    ExitCode.ENVIRONMENT,
                ) from fault
            if not found:
                report.error(
                    "folder-without-pdf",
                    f'there is no PDF in the folder "{given}"',
                    "name PDFs, or a folder that has some",
                )
            asked += found
        elif exists:
            asked.append(path)
        elif (finding := verifier.code(given)) is not None:
            asked.append(finding)
        elif given.lower().endswith(".pdf"):
            report.error("input-not-found", f'there is no file "{given}"', "check its name, and the folder you are in")
        else:
            hint = did_you_mean(given, verifier.ledger.numbers()) or "nothing was released here yet"
            report.error("neither-file-nor-code", f'"{given}" is neither a file nor a code', hint)
    if conformance and not report.has_errors and not any(isinstance(one, Path) for one in asked):
        called = report.called(Setting.CONFORMANCE)
        report.error("nothing-to-check", f"{called} checks files, and there is none among what you gave", "name a PDF")
    if report.has_errors:
        raise RefusedError(ExitCode.USAGE, *report.diagnostics)
    return asked


@contextmanager
def _validator(wanted: bool, wording: Wording) -> Iterator[Validator | None]:
    """What validates files, when it is wanted; refused when it is not installed."""
    if not wanted:
        yield None
        return
    with Validator() as validator:
        try:
            validator.start()
            yield validator
        except NotInstalledError as fault:
            called = wording(Setting.CONFORMANCE, "")
            raise refused(
                "package-missing",
                f"{called} cannot be checked here: {fault}",
                "pip install 'leafletgen[verify]'",
                ExitCode.ENVIRONMENT,
            ) from fault
