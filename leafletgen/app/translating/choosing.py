"""Which files of a workspace are meant to be translated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.content.cross_references import walk
from leafletgen.content.fingerprint import Translated
from leafletgen.content.model.blocks import Include
from leafletgen.content.model.leaflet import Leaflet
from leafletgen.content.model.programme import Programme
from leafletgen.errors import ExitCode, RefusedError, Report, did_you_mean, refused
from leafletgen.languages.tags import canonical
from leafletgen.library.exercises import Exercises
from leafletgen.library.translation_names import head_of
from leafletgen.library.translations import Translations
from leafletgen.library.workspace import Workspace
from leafletgen.source.inline import LANGUAGE_TAG
from leafletgen.source.yaml import read_source
from leafletgen.translation.subject import Subject, name_of, subject_of

KINDS: Final[tuple[Translated, ...]] = ("leaflet", "shared", "exercise", "programme", "brand")


_LONGEST_TAG: Final = 35
"""Characters of a tag (RFC 5646, 4.4.1)."""


class Source(NamedTuple):
    """A file that may be translated."""

    kind: Translated
    path: Path

    @property
    def name(self) -> str:
        """The name that it is known by."""
        return name_of(self.path, self.kind)


def checked_language(tag: str) -> str:
    """Return a language's tag in its usual letters.

    Raises:
        RefusedError: it is no tag.
    """
    language = known_tag(tag)
    if language is None:
        raise refused("language-not-a-tag", *no_tag(tag), ExitCode.USAGE)
    return language


def known_tag(said: str) -> str | None:
    """Return a language's tag in its usual letters; None for what is no tag."""
    tag = canonical(said.strip(" \t\r\n"))
    return tag if len(tag) <= _LONGEST_TAG and re.fullmatch(LANGUAGE_TAG, tag) else None


def no_tag(said: str) -> tuple[str, str]:
    """Return what is told of a text that is no tag of a language: a message and a hint."""
    shown = said if len(said) <= _LONGEST_TAG else f"{said[:_LONGEST_TAG]}…"
    return f'"{shown}" is no tag of a language', "write one such as pl, cy, ar or zh-Hans (BCP 47)"


def sources(workspace: Workspace, kind: Translated) -> list[Source]:
    """Return all files of a kind that are no translations."""
    if kind == "leaflet":
        paths = [path for path in workspace.leaflet_files() if head_of(path) is None]
    elif kind == "brand":
        paths = [workspace.root / "assets" / "brands" / name / "brand.yaml" for name in workspace.brand_names()]
    else:
        exercises = Exercises(workspace)
        names = {
            "shared": workspace.shared_names,
            "exercise": exercises.exercise_names,
            "programme": exercises.programme_names,
        }[kind]()
        paths = [_folder(workspace, kind) / f"{name}.yaml" for name in names]
    return [Source(kind, path) for path in paths if head_of(path) is None]


def choose(workspace: Workspace, names: Sequence[str], report: Report) -> list[Source]:
    """Return the files that are named: leaflets as everywhere, others by their names, where needed as "exercise:neck".

    Raises:
        RefusedError: nothing or more than one thing is called so.
    """
    known = {kind: sources(workspace, kind) for kind in KINDS}
    found: dict[Source, None] = {}
    for name in names:
        wanted, colon, rest = name.partition(":")
        kinds = (wanted,) if colon and wanted in KINDS else KINDS
        called = rest if colon and wanted in KINDS else name
        matches = [one for kind in kinds for one in _matching(workspace, kind, called, known)]
        if len({one.kind for one in matches}) > 1:
            choices = " or ".join(f"{one.kind}:{one.name}" for one in matches)
            report.error("translated-name-of-several", f'"{name}" is the name of several files', f"write {choices}")
        elif not matches:
            every = [one.name for kind in KINDS for one in known[kind]]
            report.error(
                "translated-name-unknown", f'nothing to be translated is called "{name}"', did_you_mean(called, every)
            )
        found.update(dict.fromkeys(matches))
    if report.has_errors:
        raise RefusedError(ExitCode.USAGE, *report.diagnostics)
    return list(found)


def _matching(workspace: Workspace, kind: Translated, name: str, known: dict[Translated, list[Source]]) -> list[Source]:
    if kind != "leaflet":
        return [one for one in known[kind] if one.name == name]
    own = {one.path: one for one in known[kind]}
    found = workspace.find_leaflets([name], Report())
    named = [own[path] for path in found if path in own]
    # Whoever names a translation means what it is a translation of.
    translations = Translations(workspace)
    led = [translations.source_of(path) for path in found if path not in own] if not named else []
    return list(dict.fromkeys([*named, *[own[path] for path in led if path is not None and path in own]]))


def with_what_they_need(workspace: Workspace, chosen: Sequence[Source], language: str) -> list[Source]:
    """Return the chosen files, and after them what they hold or print that is not translated, checked and current.

    That is the shared blocks and the brand of a leaflet, and the exercises of a programme.
    """
    translations = Translations(workspace)
    needed: dict[Source, None] = dict.fromkeys(chosen)
    for one in chosen:
        for other in _held(workspace, one):
            there = translations.in_language(other.path, language)
            head = None if there is None else head_of(there)
            current = there is not None and translations.standing(there).state == "current"
            if other.path.is_file() and not (current and head is not None and head.reviewed_by):
                needed.setdefault(other)
    return list(needed)


def _held(workspace: Workspace, source: Source) -> list[Source]:
    root = read_source(source.path, workspace.shown(source.path), Report())
    if root is None:
        return []
    if source.kind == "leaflet":
        leaflet = Leaflet.read(root, Report())
        if leaflet is None:
            return []
        names = dict.fromkeys([block.name for block in walk(leaflet.body) if isinstance(block, Include)])
        shared = [Source("shared", _folder(workspace, "shared") / f"{name}.yaml") for name in names]
        return [*shared, Source("brand", workspace.root / "assets" / "brands" / leaflet.brand / "brand.yaml")]
    if source.kind == "programme":
        programme = Programme.read(root, Report())
        names = dict.fromkeys([str(chosen.exercise) for chosen in programme.exercises] if programme else [])
        return [Source("exercise", _folder(workspace, "exercise") / f"{name}.yaml") for name in names]
    return []


def _folder(workspace: Workspace, kind: Translated) -> Path:
    from leafletgen.library.translations import FOLDERS

    return workspace.root / FOLDERS[kind]


def read_subject(workspace: Workspace, source: Source, report: Report) -> Subject | None:
    """Return a file with its texts, or None after reporting why it cannot be read."""
    shown = workspace.shown(source.path)
    root = read_source(source.path, shown, report)
    return None if root is None else subject_of(source.path, source.kind, shown, root.source.text, report)
