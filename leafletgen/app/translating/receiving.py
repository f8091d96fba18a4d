"""Translations come back: what may differ from the source is the words, and all is written or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from leafletgen.app.translating.choosing import KINDS, Source, known_tag, no_tag, read_subject, sources
from leafletgen.app.translating.returned import check_finished, read_returned
from leafletgen.app.writing import writes
from leafletgen.content.code import Code
from leafletgen.errors import ExitCode, Place, RefusedError, Report, refused
from leafletgen.languages.tags import lookups
from leafletgen.library.translations import Translations
from leafletgen.library.workspace import Workspace
from leafletgen.source.yaml import Value, parse_source
from leafletgen.system import clock
from leafletgen.translation.answers import Settled, settle
from leafletgen.translation.making import translated
from leafletgen.translation.memory import known_words
from leafletgen.translation.packet import AnsweredPart
from leafletgen.translation.subject import TRANSLATIONS, Subject, translated_words

_Sources = dict[tuple[str, str], list[Source]]
"""Files that may be translated, by kind and name."""


class Written(NamedTuple):
    """A translation's file.

    Attributes:
        path: the file.
        language: its tag.
        texts: how many texts it has.
        changed: how many of them are new or otherwise than they were.
        new: whether there was none before.
    """

    path: Path
    language: str
    texts: int
    changed: int
    new: bool


class _Made(NamedTuple):
    path: Path
    text: str
    told: Written


def receive(
    workspace: Workspace,
    files: Sequence[Path],
    report: Report,
    *,
    reviewed_by: str = "",
    accepted: Sequence[str] = (),
    dry: bool = False,
) -> list[Written]:
    """Bring translations in, and return what was written: all of it, or nothing where the report has an error.

    Args:
        workspace: where the sources are.
        files: what came back.
        report: receives all that is wrong.
        reviewed_by: the native speaker who checked all of it, by name or role.
        accepted: keys of texts whose numbers somebody looked at and found right.
        dry: whether nothing is written.

    Raises:
        RefusedError: a file cannot be read at all, or one cannot be written.
    """
    made: dict[Path, _Made] = {}
    known = _known_sources(workspace)
    unread: list[RefusedError] = []
    for file in files:
        try:
            returned = read_returned(file)
        except RefusedError as fault:
            unread.append(fault)
            continue
        report.add(returned.told)
        check_finished(returned, reviewed_by, report)
        for part in returned.parts:
            one = _made(workspace, known, part, returned.file, report, reviewed_by, accepted)
            if one is not None and made.setdefault(one.path, one) is not one:
                report.error(
                    "translated-twice",
                    f"{workspace.shown(one.path)} comes back twice",
                    "bring in one of the files alone",
                    part.place,
                )
    if unread:
        raise RefusedError(
            unread[0].status, *(one for fault in unread for one in fault.diagnostics), *report.diagnostics
        )
    if report.has_errors:
        return []
    if not dry:
        _write(made)
    return [one.told for one in made.values()]


def is_kept_elsewhere(workspace: Workspace, file: Path) -> bool:
    """Whether a file for translators may be written over: all translations in it are in the workspace.

    False of any other file, about which nothing is known here.

    Raises:
        RefusedError: translators have written into it what is nowhere else.
    """
    if not file.is_file() or not file.stat().st_size:
        return False
    try:
        returned = read_returned(file)
    except RefusedError:
        return False
    known = _known_sources(workspace)
    for part in returned.parts:
        kept = _kept(workspace, known, part, file.name)
        if any(answer.words.strip() and kept.get(answer.key) != answer.words for answer in part.answers):
            raise refused(
                "translated-not-brought-in",
                f"{file} holds translations that are not in the workspace, so it is not written over",
                "bring it in first; or choose another name",
                ExitCode.USAGE,
            )
    return bool(returned.parts)


def _kept(workspace: Workspace, known: _Sources, part: AnsweredPart, file: str) -> dict[str, str]:
    """The translations that the workspace has of a part, current or not, by key."""
    source = _source(known, part, file, Report())
    language = known_tag(part.language)
    subject = read_subject(workspace, source, Report()) if source is not None else None
    if source is None or subject is None or language is None:
        return {}
    path = _path(source.path, language)
    there = _there(path)
    old = None if there is None else parse_source(there, workspace.shown(path), Report())
    return {key: one.words for key, one in known_words(subject, old).items()}


def _made(
    workspace: Workspace,
    sources_: _Sources,
    part: AnsweredPart,
    file: str,
    report: Report,
    reviewed_by: str,
    accepted: Sequence[str],
) -> _Made | None:
    """Return the file of one translation, or None after reporting what is wrong with it."""
    source = _source(sources_, part, file, report)
    subject = read_subject(workspace, source, report) if source is not None else None
    language = _language(part, subject, report)
    if source is None or subject is None or language is None:
        return None
    part = part._replace(language=language)
    path = _path(source.path, language)
    there = _there(path)
    old = None if there is None else parse_source(there, workspace.shown(path), Report())
    if path.exists() and not _may_be_written(old, subject, workspace.shown(path), report):
        return None
    known = known_words(subject, old)
    found = settle(subject, part, known, report, accepted)
    if found is None:
        return None
    code = _code(workspace, subject, part.language, path, report)
    if code is None:
        return None
    text = translated(subject, part.language, code, found.words, workspace.shown(path), there, reviewed_by)
    _validate(subject, text, workspace.shown(path), report)
    if there is None:
        _tell_near(workspace, source.path, part, report)
    return _Made(path, text, _told(path, language, found, there, subject))


def _language(part: AnsweredPart, subject: Subject | None, report: Report) -> str | None:
    """Return the tag of the language that a part is translated to; it becomes a part of a file's name."""
    if not part.language:
        return None  # whoever read the file has told it
    language = known_tag(part.language)
    if language is None:
        message, hint = no_tag(part.language)
        report.error("language-not-a-tag", _at(part, message), hint, part.place)
    elif subject is not None and language.partition("-")[0] == subject.language.partition("-")[0]:
        report.error(
            "translated-own-language",
            _at(part, f'{subject.shown} is written in "{subject.language}" already, and not translated to it'),
            "look at the language that the file says; ask for the file as it was sent to the translators",
            part.place,
        )
        return None
    return language


def _tell_near(workspace: Workspace, source: Path, part: AnsweredPart, report: Report) -> None:
    """Tell of a translation to the same language under another tag, such as pl beside pl-PL."""
    near = [
        path
        for tag, path in Translations.beside(source).items()
        if tag != part.language and (tag in lookups(part.language) or part.language in lookups(tag))
    ]
    if near:
        report.warning(
            "translated-language-near",
            _at(part, f'this is a translation to "{part.language}", beside {workspace.shown(near[0])}'),
            "see that both are wanted",
            part.place,
        )


def _at(part: AnsweredPart, message: str) -> str:
    return f"{part.spot}: {message}" if part.spot else message


def _told(path: Path, language: str, found: Settled, there: str | None, subject: Subject) -> Written:
    old = None if there is None else parse_source(there, path.name, Report())
    was = {} if old is None else {one.key: one.text for one in translated_words(subject.kind, old)}
    changed = sum(was.get(key) != words for key, words in found.words.items())
    return Written(path, language, len(found.words), changed, there is None)


def _source(known: _Sources, part: AnsweredPart, file: str, report: Report) -> Source | None:
    """Return the file that a part is a translation of."""
    found = known.get((part.kind, part.name), [])
    if len(found) == 1:
        return found[0]
    report.error(
        "translated-source-unknown",
        f"{part.spot or file}: there is no {part.kind} called {part.name} in this workspace",
        "bring the file into the workspace that it was made in; a source that was renamed is to be sent out anew",
        part.place,
    )
    return None


def _known_sources(workspace: Workspace) -> _Sources:
    known: _Sources = {}
    for kind in KINDS:
        for one in sources(workspace, kind):
            known.setdefault((kind, one.name), []).append(one)
    return known


def _path(source: Path, language: str) -> Path:
    """Return where a translation stands: where one to this language is already, else beside its source."""
    there = Translations.beside(source).get(language)
    return there if there is not None else source.with_name(f"{source.stem}.{language}.yaml")


def _may_be_written(old: Value | None, subject: Subject, shown: str, report: Report) -> bool:
    """Whether the file that is there is an earlier translation of the source; else what it says would be lost."""
    if old is None or old.kind != "map":
        why, hint = "cannot be read", "mend it, or move it away, and bring the translation in again"
    else:
        translates = old.data.get("translates")
        if translates is not None and translates.kind == "scalar" and translates.data.strip() == subject.name:
            return True
        why, hint = f"is no translation of {subject.name}", "rename it, or move it away"
    report.error("translated-over-another", f"{shown} is there already, and {why}", hint, Place(shown, 1, 1))
    return False


def _there(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig") if path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None


def _code(workspace: Workspace, subject: Subject, language: str, path: Path, report: Report) -> str | None:
    """Return the code of a leaflet's translation: the one it has, else its source's with the language in its number."""
    if subject.kind != "leaflet":
        return ""
    there = workspace.written_code(path) if path.is_file() else None
    if there is not None:
        return there.text
    written = workspace.written_code(subject.path)
    brand = subject.root.data.get("brand")
    template = None
    if brand is not None and brand.kind == "scalar":
        loaded = workspace.load_brand(brand.data, report, brand.place)
        template = None if loaded is None else loaded.code
    if written is None or written.code is None or template is None:
        report.error(
            "translated-source-code",
            f"the code of {subject.shown} cannot be read, so that its translation can have none",
            "build the source first, and correct what is said of it",
            subject.root.place,
        )
        return None
    old, today = written.code, clock.today()
    new = Code(
        number=None if old.number is None else f"{old.number}-{language}",
        job=old.job if old.number is not None or old.job is None else f"{old.job}{language.replace('-', '')}",
        month=None if old.month is None else today.month,
        year=None if old.year is None else today.year,
        version=None if old.version is None else 1,
    )
    try:
        return template.format(new)
    except ValueError:
        return written.text


def _validate(subject: Subject, text: str, shown: str, report: Report) -> None:
    """Read the translation as it would be read, and report what is wrong with its texts by themselves."""
    found = Report()
    root = parse_source(text, shown, found)
    if root is not None:
        TRANSLATIONS[subject.kind].read(root, found)
    own = {one.code for one in _of_source(subject).diagnostics}
    report.add(one for one in found.errors if one.code not in own)


def _of_source(subject: Subject) -> Report:
    found = Report()
    TRANSLATIONS[subject.kind].read(subject.root, found)
    return found


def _write(made: dict[Path, _Made]) -> None:
    """Write all files; where one cannot be, those before it are as they were."""
    from leafletgen.system.writing import clear_leftovers, write_whole

    for folder in {one.path.parent for one in made.values()}:
        clear_leftovers(folder)  # of a run that was killed while it wrote
    before: dict[Path, bytes | None] = {}
    with writes():
        try:
            for one in made.values():
                before[one.path] = one.path.read_bytes() if one.path.is_file() else None
                write_whole(one.path, one.text.encode())
        except BaseException:
            for path, data in before.items():
                with suppress(OSError):
                    if data is None:
                        path.unlink(missing_ok=True)
                    else:
                        write_whole(path, data)
            raise
