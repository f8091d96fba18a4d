"""Which sheets a run makes: the prescriptions that are named, a file for each sheet, and those of an earlier run."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from leafletgen.errors import ExitCode, RefusedError, Report, Setting, did_you_mean, refused
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.patients.making import Job
from leafletgen.patients.row import Row
from leafletgen.system.forms import ENDINGS
from leafletgen.system.targets import is_ours, kind_of

NAME: Final = "exercise-sheet"
"""What a sheet is called when nothing else is said; never the patient's name, nor that of the prescription's file."""
#: Of prescriptions.
_ENDINGS = (".yaml", ".yml")
_QUOTED = '"Sam Example"'
_NUMBERED = rf"{NAME}-[0-9]{{3,}}\.(?:pdf|html|txt)"


def prescription_files(
    given: Sequence[Path], workspace: Workspace, report: Report, *, texts_given: bool = False
) -> list[Path | None]:
    """Return the prescriptions, a folder's by name, each once; a single None when none is named.

    Args:
        given: what was named.
        workspace: knows exercises and programmes, which may have been meant.
        report: has the wording of the hint.
        texts_given: whether something was said in free words, such as a patient's name: without quotation marks its
            second word is taken for a file.

    Raises:
        RefusedError: a file is not there, or a folder has none; the hint is in the report's wording.
    """
    if not given:
        return [None]
    found: dict[Path, Path] = {}
    for path in given:
        files = [path]
        if path.is_dir():
            files = sorted(each for each in path.iterdir() if each.suffix in _ENDINGS and each.name[0] != ".")
            if not files:
                raise refused(
                    "no-prescriptions",
                    f"there are no prescriptions in {path}",
                    "they are files that end in .yaml",
                    ExitCode.USAGE,
                )
        elif not path.is_file():
            raise _unknown(path, workspace, report, texts_given)
        for each in files:
            found.setdefault(each.resolve(), each)
    return list(found.values())


def _unknown(path: Path, workspace: Workspace, report: Report, texts_given: bool) -> RefusedError:
    """The refusal of a file that is not there, with what may have been meant.

    What has neither the ending of a prescription nor a folder may be part of a patient's name, and is not repeated.
    """
    library, name = Exercises(workspace), str(path)
    typed = f'"{name}"' if " " in name else name
    message = f"there is no file {name}"
    if path.suffix in _ENDINGS or (path.parent != Path() and path.parent.is_dir()):
        near = did_you_mean(path.name, [each.name for each in path.parent.glob("*.y*ml")])
        hint = near if near.startswith("did you mean") else 'begin one with "leafletgen new prescription"'
    elif not texts_given and library.identified("exercise", name.partition(":")[0]):
        hint = f"to choose the exercise: {report.called(Setting.PICK, typed)}"
    elif not texts_given and library.identified("programme", name):
        hint = f"to choose the programme: {report.called(Setting.PROGRAMME, typed)}"
    else:
        message = "there is no file of the name that is given"
        hint = f"put a name of several words in quotation marks: {report.called(Setting.PATIENT, _QUOTED)}"
    return refused("input-not-found", message, hint, ExitCode.USAGE)


def jobs_of(
    sources: Sequence[Path | Row | None],
    output: Path | None,
    out: Path,
    numbered: bool,
    formats: Sequence[str] = (),
) -> list[Job]:
    """Return what to make of each; a number stays that of its line, also when a line before it is faulty.

    Args:
        sources: what is prescribed; at least one, None when settings alone say it.
        output: the file of a single sheet, when it is named.
        out: the folder of the others.
        numbered: whether files have numbers; else there is one source.
        formats: the forms that are wanted; else that of the named file, or PDF.

    Raises:
        RefusedError: the named file's ending is none of a form, or not that of a form that is wanted.
    """
    if output is not None:
        form = next((form for form, ending in ENDINGS.items() if output.suffix.lower() == ending), None)
        if form is None or (formats and form not in formats):
            what = "a PDF, a web page or a plain text" if form is None else f"what is wanted, {' and '.join(formats)}"
            hint = f"let it end in {' or '.join(ENDINGS[each] for each in formats or ENDINGS)}"
            raise refused("output-ending-wrong", f"{output} is no name for {what}", hint, ExitCode.USAGE)
        others = [output.with_suffix(ENDINGS[each]) for each in ENDINGS if each in formats and each != form]
        return [Job(sources[0], (output, *others))]
    endings = [ending for form, ending in ENDINGS.items() if form in (formats or ("pdf",))]
    if not numbered:
        return [Job(sources[0], tuple(out / f"{NAME}{ending}" for ending in endings))]
    digits = max(3, len(str(len(sources))))
    return [
        Job(source, tuple(out / f"{NAME}-{number:0{digits}}{ending}" for ending in endings))
        for number, source in enumerate(sources, 1)
    ]


def of_earlier_runs(output: Path | None, out: Path) -> list[Path]:
    """Return the sheets that stand where a run would write, all of which an earlier one made."""
    if output is not None:
        return [output] if output.is_file() and is_ours(output, kind_of(output)) else []
    found = sorted(out.glob(f"{NAME}*"))
    return [path for path in found if re.fullmatch(rf"{NAME}\.(?:pdf|html|txt)|{_NUMBERED}", path.name)]


def left_over(work: Sequence[Job], made: Collection[Path]) -> list[str]:
    """Return the numbered sheets of another run that stand beside those of this one, easily mixed up with them."""
    folder = work[0].target.parent
    if re.fullmatch(_NUMBERED, work[0].target.name) is None:
        return []
    left = sorted(path.name for path in folder.glob(f"{NAME}-*") if re.fullmatch(_NUMBERED, path.name))
    return [name for name in left if folder / name not in made]
