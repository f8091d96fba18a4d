"""Which Word files are imported, which leaflets they become, and which of these are there already."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.app.new_content import chosen_brand
from leafletgen.app.templates import schema_line
from leafletgen.app.word_brand import brand_of_ours
from leafletgen.app.word_memory import Memory
from leafletgen.app.writing import check_place
from leafletgen.errors import Diagnostic, ExitCode, RefusedError, Report, did_you_mean, note, refused
from leafletgen.source.inline import LANGUAGE_TAG
from leafletgen.word.importing.reported import Reported
from leafletgen.word.importing.wish import Wish, slug

if TYPE_CHECKING:
    from leafletgen.content.model.brand import Brand
    from leafletgen.library.workspace import Workspace

#: What a folder is looked through for; an old .doc is told, for nobody can read it here.
_ENDINGS: Final = (".docx", ".docm", ".doc")
#: What Word keeps beside a file that is open.
_LOCK: Final = "~$"
_USUAL_LAYOUT: Final = "a4-leaflet"

#: The name of a translation's Word file without its ending: that of its source, the language, and perhaps a mark.
_TRANSLATION = re.compile(r"(.+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)(?:\.(?:DRAFT|WITHDRAWN))?")


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
    is_there: bool = False
    """Whether a leaflet of its name is there already, so that only a dry run takes the Word file."""


class Plan(NamedTuple):
    """What an import is going to do."""

    workspace: Workspace
    brand: Brand
    jobs: tuple[Job, ...]
    waiting: tuple[Reported, ...]
    """Word files whose leaflets are there already, which are left as they are."""
    again: tuple[Job, ...]
    """Those of them that are as they were when they were imported: a report can tell their doubts once more."""
    notes: tuple[Diagnostic, ...]
    """What there is to say before anything is done."""


def plan(workspace: Workspace, files: Sequence[Path], asked: Asked, report: Report, dry: bool = False) -> Plan:
    """Return what is to be done for Word files, and for all in a folder and in those below it.

    Args:
        workspace: where their leaflets come.
        files: Word files and folders.
        asked: what is asked for.
        report: receives what is wrong with the brand.
        dry: whether nothing is going to be written, so that no leaflet that is there stands in the way.

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
    brand = chosen_brand(workspace, asked.brand or brand_of_ours(workspace, [file for file, _ in found]), report)
    check(asked, brand)
    if asked.out is not None and not _is_for_leaflets(asked.out, workspace):
        check_place(asked.out)
    planning = _Planning(workspace, asked, layouts_for(workspace, asked.layouts))
    # One that was named by itself is refused; a shell that writes out "*.docx" names what a folder stands for.
    planning.plan(found, files if len(found) == 1 else (), dry)
    again = tuple(planning.again)
    return Plan(workspace, brand, tuple(planning.jobs), tuple(planning.waiting), again, tuple(planning.notes))


class _Planning:
    """Gives each Word file the name of its leaflet, in the order of the files."""

    def __init__(self, workspace: Workspace, asked: Asked, layouts: tuple[str, ...]) -> None:
        top = workspace.root / "leaflets"
        self.workspace = workspace
        self.asked = asked
        self.layouts = layouts
        self.folder = asked.out if asked.out is not None else top
        self.is_elsewhere = not is_within(self.folder, top)
        self.leaflets = {path.stem.casefold() for path in workspace.leaflet_files()}
        self.beside = {path.stem.casefold() for path in self.folder.glob("*.yaml")}
        self.given: set[str] = set()
        self.jobs: list[Job] = []
        self.waiting: list[Reported] = []
        self.again: list[Job] = []
        self.notes: list[Diagnostic] = []

    def plan(self, found: Sequence[tuple[Path, str]], named: Collection[Path], dry: bool) -> None:
        """Take in the Word files; a leaflet that is there already is a refusal where its file was named itself."""
        memory = Memory(self.workspace, self.folder if self.is_elsewhere else self.workspace.root / "leaflets")
        asked = [file for file, _ in found if file not in named and not dry]
        known = {file: leaflet for file in asked if (leaflet := memory.leaflet_of(file))}
        self.given.update(leaflet.stem.casefold() for leaflet in known.values())
        for file, shown in found:
            if file in known:
                self.waiting.append(_waits(self.workspace, shown, known[file]))
                self.again.append(self._job(file, shown, known[file]))
                continue
            target = self.folder / f"{self._free(self._name(file.stem))}.yaml"
            taken = self._is_taken(target)
            if dry or not taken:
                self.jobs.append(self._job(file, shown, target)._replace(is_there=taken))
            elif file in named:
                raise _taken(self.workspace, shown, target)
            else:
                self.waiting.append((_changed if memory.knows(target) else _waits)(self.workspace, shown, target))

    def _name(self, stem: str) -> str:
        """The name of a leaflet by that of its Word file; a translation stands beside its source, as STEM.LANGUAGE."""
        parts = _TRANSLATION.fullmatch(stem)
        if parts is not None and parts[1].casefold() in self.leaflets:
            return f"{slug(parts[1])}.{parts[2]}"
        return slug(stem)

    def _free(self, name: str) -> str:
        """A name that no other Word file of this import has."""
        number, free = 1, name
        while free.casefold() in self.given:
            number += 1
            free = f"{name}-{number}"
        self.given.add(free.casefold())
        return free

    def _is_taken(self, target: Path) -> bool:
        """Whether a file would be written over; in the workspace, whether any leaflet has the name."""
        in_workspace = target.stem.casefold() in self.leaflets
        if in_workspace and self.is_elsewhere:
            self.notes.append(_also_in_workspace(target))
        return target.stem.casefold() in self.beside or (in_workspace and not self.is_elsewhere)

    def _job(self, file: Path, shown: str, target: Path) -> Job:
        first = tuple(filter(None, [_schema_comment(self.workspace, target)]))
        wish = Wish(target.stem, self.asked.code, self.layouts, self.asked.language)
        return Job(file, shown, wish, target, first)


def _found(files: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The Word files, each once, with what messages call them."""
    seen: set[Path] = set()
    for file, shown in _named(files):
        if (path := file.resolve()) not in seen:
            seen.add(path)
            yield file, shown


def _named(files: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The Word files by their names, in a folder by their way from it on; one may come twice."""
    for given in files:
        if not given.is_dir():
            yield given, given.name
            continue
        for file in sorted(given.rglob("*")):
            if file.suffix.lower() in _ENDINGS and not file.name.startswith((_LOCK, ".")) and file.is_file():
                yield file, file.relative_to(given).as_posix()


def check(asked: Asked, brand: Brand) -> None:
    """Refuse a code that is none of the brand's, and a language that no tag is for, before any file is read."""
    if asked.code is not None and brand.code.parse(asked.code) is None:
        message = f'the code "{asked.code}" does not fit the brand\'s template {brand.code.template}'
        raise refused("code-not-in-template", message, f"for example {brand.code.example}", ExitCode.USAGE)
    if asked.language is not None and re.fullmatch(LANGUAGE_TAG, asked.language) is None:
        message = f'"{asked.language}" is no language tag (BCP 47)'
        raise refused("language-not-valid", message, "for example en-GB", ExitCode.USAGE)


def layouts_for(workspace: Workspace, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the layouts that were asked for, or the usual one; one that is not there is refused."""
    known = workspace.layout_names()
    for name in wanted:
        if name not in known:
            message, hint = f'no layout is called "{name}"', did_you_mean(name, known)
            raise refused("layout-unknown", message, hint, ExitCode.USAGE)
    usual = [_USUAL_LAYOUT] if _USUAL_LAYOUT in known else known[:1]
    return tuple(dict.fromkeys(wanted or usual))


def is_within(path: Path, folder: Path) -> bool:
    """Return whether a path is a folder or inside of it, wherever links lead."""
    return path.resolve().is_relative_to(folder.resolve())


def _is_for_leaflets(folder: Path, workspace: Workspace) -> bool:
    """Whether people keep leaflets in a folder: not among shared blocks, nor where leafletgen keeps its history."""
    top = (workspace.root / "leaflets").resolve()
    if not is_within(folder, top):
        return False
    parts = folder.resolve().relative_to(top).parts
    return parts[:1] != ("shared",) and not any(part.startswith(".") for part in parts)


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


def _also_in_workspace(target: Path) -> Diagnostic:
    return note(
        "word-name-in-workspace",
        f'the workspace has a leaflet called "{target.stem}" as well',
        "compare the two before one takes the place of the other, or give one of them another name",
    )


def _schema_comment(workspace: Workspace, target: Path) -> str:
    return schema_line(workspace.root / ".schema" / "leaflet.json", target).removeprefix("#").strip()
