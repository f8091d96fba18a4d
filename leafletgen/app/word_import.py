"""Word files become leaflets: which, under which names, written whole, and what is told of each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.app.new_content import chosen_brand
from leafletgen.app.templates import schema_line
from leafletgen.app.word_memory import Memory, remember
from leafletgen.app.writing import check_place, writes
from leafletgen.errors import Diagnostic, ExitCode, RefusedError, Report, did_you_mean, note, refused
from leafletgen.source.inline import LANGUAGE_TAG
from leafletgen.word.importing.report import Reported
from leafletgen.word.importing.whole import Imported, imported
from leafletgen.word.importing.wish import Wish, slug

if TYPE_CHECKING:
    from leafletgen.content.model.brand import Brand
    from leafletgen.library.workspace import Workspace

#: What a folder is looked through for; an old .doc is told, for nobody can read it here.
_ENDINGS: Final = (".docx", ".docm", ".doc")
#: What Word keeps beside a file that is open.
_LOCK: Final = "~$"
_USUAL_LAYOUT: Final = "a4-leaflet"


class Asked(NamedTuple):
    """What whoever imports asks for."""

    brand: str | None = None
    layouts: tuple[str, ...] = ()
    code: str | None = None
    language: str | None = None
    out: Path | None = None
    """The folder of the leaflets; None for the workspace's."""


class Job(NamedTuple):
    """A Word file, and the leaflet that it is to become."""

    file: Path
    shown: str
    """What messages call the Word file."""
    wish: Wish
    target: Path
    """The YAML file."""
    first_lines: tuple[str, ...]


class Plan(NamedTuple):
    """What an import is going to do."""

    workspace: Workspace
    brand: Brand
    jobs: tuple[Job, ...]
    waiting: tuple[Reported, ...]
    """Word files in a folder whose leaflets are there already, which are left as they are."""


def plan(workspace: Workspace, files: Sequence[Path], asked: Asked, report: Report) -> Plan:
    """Return what is to be done for Word files, and for all in a folder and in those below it.

    Raises:
        RefusedError: there is nothing to import, a brand or a layout is not there, a leaflet has the name already,
            one code was given for several files, or what was given is no code of the brand or no language.
    """
    found = list(_found(files))
    if not found:
        hint = "name a file that ends in .docx, or a folder with such files"
        raise refused("word-files-missing", "there are no Word files to import", hint, ExitCode.USAGE)
    if asked.code is not None and len(found) > 1:
        hint = "import them one by one, each with its code; or leave the code out, and write it into each leaflet"
        raise refused("word-code-for-several", "one code cannot be that of several files", hint, ExitCode.USAGE)
    brand = chosen_brand(workspace, asked.brand, report)
    _check(asked, brand)
    layouts = _layouts(workspace, asked.layouts)
    folder = asked.out if asked.out is not None else workspace.root / "leaflets"
    if asked.out is not None and not _is_within(asked.out, workspace.root / "leaflets"):
        check_place(asked.out)
    jobs, waiting = [], []
    names = _Names(workspace)
    memory = Memory(workspace)
    done = {file: leaflet for file, _ in found if file not in files and (leaflet := memory.leaflet_of(file))}
    for leaflet in done.values():
        names.give(leaflet.stem)
    for file, shown in found:
        if file in done:
            waiting.append(_waits(workspace, shown, done[file]))
            continue
        name = names.free(slug(file.stem))
        target = folder / f"{name}.yaml"
        if names.is_leaflet(name) or target.exists():
            if file in files:
                raise _taken(workspace, shown, target)
            waiting.append((_changed if memory.knows(target) else _waits)(workspace, shown, target))
            continue
        first = tuple(filter(None, [_schema_comment(workspace, target)]))
        jobs.append(Job(file, shown, Wish(name, asked.code, layouts, asked.language), target, first))
    return Plan(workspace, brand, tuple(jobs), tuple(waiting))


def carry_out(job: Job, plan: Plan, *, dry: bool = False) -> Reported:
    """Return what became of one Word file; unless it is a dry run, its leaflet and pictures are written.

    Raises:
        RefusedError: the leaflet cannot be written; then nothing of it is there.
    """
    try:
        data = _bytes(job)
        made = imported(data, job.shown, job.wish, plan.brand, job.first_lines, plan.workspace)
    except RefusedError as refusal:
        return Reported(job.shown, None, "", refusal.diagnostics)
    if not dry:
        _write(made, job)
        remember(plan.workspace, job.target, data)
    shown = "" if dry else plan.workspace.shown(job.target)
    return Reported(job.shown, made.without_pictures(), shown, _trial(plan.workspace, job.target, made))


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
    from leafletgen.word.importing.report import page

    brand = chosen_brand(workspace, asked.brand, report)
    file = PurePosixPath(name.replace("\\", "/")).name
    wish = Wish(slug(PurePosixPath(file).stem), asked.code, _layouts(workspace, asked.layouts), asked.language)
    made = imported(data, file, wish, brand, workspace=workspace)
    target = workspace.root / "leaflets" / f"{wish.name}.yaml"
    return page([Reported(file, made, "", _trial(workspace, target, made))])


class _Names:
    """Names of leaflets: those of the workspace, and those that this import gives."""

    def __init__(self, workspace: Workspace) -> None:
        self._leaflets = {path.stem.casefold() for path in workspace.leaflet_files()}
        self._given: set[str] = set()

    def free(self, name: str) -> str:
        """A name that no other Word file of this import has; the order of the files settles who gets which."""
        number, free = 1, name
        while free in self._given:
            number += 1
            free = f"{name}-{number}"
        self._given.add(free)
        return free

    def give(self, name: str) -> None:
        """Keep a name for the Word file that has it from an earlier import."""
        self._given.add(name)

    def is_leaflet(self, name: str) -> bool:
        return name in self._leaflets


def _found(files: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The Word files with what messages call them: by their names, in a folder by their way from it on."""
    for given in files:
        if not given.is_dir():
            yield given, given.name
            continue
        for file in sorted(given.rglob("*")):
            if file.suffix.lower() in _ENDINGS and not file.name.startswith((_LOCK, ".")) and file.is_file():
                yield file, file.relative_to(given).as_posix()


def _check(asked: Asked, brand: Brand) -> None:
    """Refuse a code that is none of the brand's, and a language that no tag is for, before any file is read."""
    if asked.code is not None and brand.code.parse(asked.code) is None:
        message = f'the code "{asked.code}" does not fit the brand\'s template {brand.code.template}'
        raise refused("code-not-in-template", message, f"for example {brand.code.example}", ExitCode.USAGE)
    if asked.language is not None and re.fullmatch(LANGUAGE_TAG, asked.language) is None:
        message = f'"{asked.language}" is no language tag (BCP 47)'
        raise refused("language-not-valid", message, "for example en-GB", ExitCode.USAGE)


def _layouts(workspace: Workspace, wanted: Sequence[str]) -> tuple[str, ...]:
    known = workspace.layout_names()
    for name in wanted:
        if name not in known:
            message, hint = f'no layout is called "{name}"', did_you_mean(name, known)
            raise refused("layout-unknown", message, hint, ExitCode.USAGE)
    usual = [_USUAL_LAYOUT] if _USUAL_LAYOUT in known else known[:1]
    return tuple(dict.fromkeys(wanted or usual))


def _is_within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _taken(workspace: Workspace, shown: str, target: Path) -> RefusedError:
    message = f'there is a leaflet called "{target.stem}" already, so "{shown}" is not imported'
    hint = f"work on {workspace.shown(target)}; to import once more, move it away first"
    return refused("name-taken", message, hint, ExitCode.USAGE)


def _waits(workspace: Workspace, shown: str, target: Path) -> Reported:
    file = workspace.shown(target)
    told = note(
        "word-leaflet-there",
        f"{file} is there already, and is left as it is",
        "work on it; to import the Word file once more, move the leaflet away first",
    )
    return Reported(shown, None, "", (told,))


def _changed(workspace: Workspace, shown: str, target: Path) -> Reported:
    file = workspace.shown(target)
    told = note(
        "word-file-changed",
        f"{file} came from another Word file, or from this one before it was changed, and is left as it is",
        "see what is new in the Word file; to import it once more, move the leaflet away first",
    )
    return Reported(shown, None, "", (told,))


def _schema_comment(workspace: Workspace, target: Path) -> str:
    return schema_line(workspace.root / ".schema" / "leaflet.json", target).removeprefix("#").strip()


def _bytes(job: Job) -> bytes:
    try:
        return job.file.read_bytes()
    except OSError as fault:
        raise refused(
            "file-not-readable",
            f"{job.shown} cannot be read: {fault.strerror or fault}",
            "check its name and your rights; close it in Word, if it is open there",
            ExitCode.ENVIRONMENT,
        ) from fault


def _trial(workspace: Workspace, target: Path, made: Imported) -> tuple[Diagnostic, ...]:
    """What a build says of a leaflet as it is; one that does not lie in the workspace is read as if it did."""
    report = Report()
    path = target if _is_within(target, workspace.root) else workspace.root / "leaflets" / target.name
    workspace.load_leaflet(path, report, made.yaml)
    beside = {picture.name for picture in made.pictures}
    return tuple(one for one in report.diagnostics if one.code != "file-not-found" or not _names_one(one, beside))


def _names_one(told: Diagnostic, pictures: Collection[str]) -> bool:
    """Whether a file that is not there is one of the pictures, which nobody has written yet."""
    return any(f'"{name}"' in told.message for name in pictures)


def _write(made: Imported, job: Job) -> None:
    """Write the pictures and then the YAML, all or nothing.

    Raises:
        RefusedError: something cannot be written, or a folder of this name holds other files.
    """
    from leafletgen.system.writing import write_whole

    folder = job.target.with_suffix("")
    written: list[Path] = []
    with writes():
        known = _left_over(made, folder)
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
            for path in written:
                path.unlink(missing_ok=True)
            if made.pictures and not known and folder.is_dir():
                folder.rmdir()
            raise


def _left_over(made: Imported, folder: Path) -> set[str]:
    """The pictures that an import that was killed has written already.

    Raises:
        RefusedError: there are other files.
    """
    if not made.pictures or not folder.exists():
        return set()
    ours = {PurePosixPath(picture.name).name: picture.data for picture in made.pictures}
    there = [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else [folder]
    for path in there:
        if not path.is_file() or ours.get(path.name) != path.read_bytes():
            raise refused(
                "word-folder-taken",
                f"{folder} is there already, with files that do not come from {made.file}",
                "move it away, or give the Word file another name",
                ExitCode.USAGE,
            )
    return {path.name for path in there}
