"""Word files become leaflets, each written whole or not at all, and what is told of each."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from leafletgen.app.new_content import chosen_brand
from leafletgen.app.word_memory import remember
from leafletgen.app.word_plan import Asked, Job, Plan, is_within, layouts_for
from leafletgen.app.writing import writes
from leafletgen.errors import Diagnostic, ExitCode, Place, RefusedError, Report, refused
from leafletgen.word.importing.reported import Reported
from leafletgen.word.importing.whole import Imported, imported
from leafletgen.word.importing.wish import Wish, slug
from leafletgen.word.reading.unpacking import LARGEST, too_large

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace


def carry_out(job: Job, plan: Plan, *, dry: bool = False) -> Reported:
    """Return what became of one Word file; unless it is a dry run, its leaflet and pictures are written.

    Raises:
        RefusedError: the leaflet cannot be written; then nothing of it is there. Where other Word files come after it,
            a folder that is in the way is told of this one alone, and stops none of them.
    """
    try:
        data = _bytes(job)
        made = imported(data, job.shown, job.wish, plan.brand, job.first_lines, plan.workspace)
    except RefusedError as refusal:
        return Reported(job.shown, None, "", refusal.diagnostics)
    if not dry:
        try:
            _write(made, job, plan.workspace)
        except RefusedError as refusal:
            if refusal.status is not ExitCode.USAGE or len(plan.jobs) == 1:
                raise
            return Reported(job.shown, None, "", refusal.diagnostics)
        remember(plan.workspace, job.target, data)
    shown = "" if dry else plan.workspace.shown(job.target)
    return Reported(job.shown, made.without_pictures(), shown, _trial(plan.workspace, job.target, made))


def told_again(plan: Plan) -> list[Reported]:
    """Return what a report says of the files whose leaflets are there: their doubts too, where the file is the same.

    So the report of an import that went on where it stopped is about all of it. Nothing is written.
    """
    again = {job.shown: carry_out(job, plan, dry=True) for job in plan.again}
    told = []
    for waiting in plan.waiting:
        read = again.get(waiting.file)
        imported = None if read is None else read.imported
        told.append(waiting if imported is None else waiting._replace(imported=imported))
    return told


def report_of(data: bytes, name: str, workspace: Workspace, asked: Asked, report: Report) -> bytes:
    """Return the report of a Word file as a web page; nothing is written.

    Args:
        data: the bytes of the Word file.
        name: its name; nothing is looked up under it.
        workspace: whose brand and layouts the leaflet would have.
        asked: what is asked for; `out` means nothing here.
        report: receives what is wrong with the brand.

    Raises:
        RefusedError: it is no Word file that can be read, or the brand is not clear.
    """
    from leafletgen.word.importing.report_page import page

    brand = chosen_brand(workspace, asked.brand, report)
    file = PurePosixPath(name.replace("\\", "/")).name
    wish = Wish(slug(PurePosixPath(file).stem), asked.code, layouts_for(workspace, asked.layouts), asked.language)
    made = imported(data, file, wish, brand, workspace=workspace)
    target = workspace.root / "leaflets" / f"{wish.name}.yaml"
    return page([Reported(file, made, "", _trial(workspace, target, made))])


def _bytes(job: Job) -> bytes:
    try:
        with job.file.open("rb") as file:
            data = file.read(LARGEST + 1)  # a device never ends
    except OSError as fault:
        raise refused(
            "file-not-readable",
            f"{job.shown} cannot be read: {fault.strerror or fault}",
            "check its name and your rights; close it in Word, if it is open there",
            ExitCode.ENVIRONMENT,
        ) from fault
    if len(data) > LARGEST:
        raise too_large(job.shown, f"it has more than {LARGEST // 1_000_000} MB")
    return data


def _trial(workspace: Workspace, target: Path, made: Imported) -> tuple[Diagnostic, ...]:
    """What a build says of a leaflet as it is; one that does not lie in the workspace is read as if it did."""
    report = Report()
    path = target if is_within(target, workspace.root) else workspace.root / "leaflets" / target.name
    beside = {picture.name for picture in made.pictures}
    workspace.load_leaflet(path, report, made.yaml, beside)
    # A doubt says already that a picture of the Word file has no alt text.
    told = [one for one in report.diagnostics if one.code != "image-no-alt-text" or not _names_one(one, beside)]
    return tuple(_placed(one, workspace.shown(path), workspace.shown(target)) for one in told)


def _placed(told: Diagnostic, read: str, written: str) -> Diagnostic:
    """The same of the file that is written; the one that it was read as may be there too, and say something else."""
    place = told.place
    if place is None or place.file != read or read == written:
        return told
    there = Place(written, place.line, place.column, end=place.end)
    return Diagnostic(told.code, told.severity, told.message, told.hint, there, told.forbidden)


def _names_one(told: Diagnostic, pictures: Collection[str]) -> bool:
    """Whether it is about one of the pictures."""
    return any(f'"{name}"' in told.message for name in pictures)


def _write(made: Imported, job: Job, workspace: Workspace) -> None:
    """Write the pictures and then the YAML, all or nothing.

    Raises:
        RefusedError: something cannot be written, or a folder of this name holds other files.
    """
    from leafletgen.system.writing import write_whole

    folder = job.target.with_suffix("")
    written: list[Path] = []
    with writes():
        known = _left_over(made, folder, workspace.shown(folder))
        try:
            for picture in made.pictures:
                # The last part of a name alone: whatever it says, nothing is written outside of the folder.
                path = folder / PurePosixPath(picture.name).name
                if path.name not in known:
                    written.append(path)
                    write_whole(path, picture.data)
            written.append(job.target)
            write_whole(job.target, made.yaml.encode())
        except BaseException:
            with suppress(OSError):  # else it would be told, and not why the file could not be written
                for path in written:
                    path.unlink(missing_ok=True)
                if made.pictures and not known and folder.is_dir():
                    folder.rmdir()
            raise


def _left_over(made: Imported, folder: Path, shown: str) -> set[str]:
    """The pictures that an import that was killed has written already.

    Raises:
        RefusedError: there are other files.
    """
    if not made.pictures or not (folder.exists() or folder.is_symlink()):
        return set()
    ours = {PurePosixPath(picture.name).name: picture.data for picture in made.pictures}
    is_folder = folder.is_dir() and not folder.is_symlink()  # a link may lead out of the workspace
    there = [path for path in folder.iterdir() if not path.name.startswith(".")] if is_folder else [folder]
    for path in there:
        if not path.is_file() or ours.get(path.name) != path.read_bytes():
            raise refused(
                "word-folder-taken",
                f"{shown} is there already, with files that do not come from {made.file}",
                "move it away, or give the Word file another name",
                ExitCode.USAGE,
            )
    return {path.name for path in there}
