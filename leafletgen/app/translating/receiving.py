"""Translations come back: what may differ from the source is the words, and all is written or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.app.translating.choosing import KINDS, Source, choose, read_subject
from leafletgen.app.writing import writes
from leafletgen.content.code import Code
from leafletgen.errors import ExitCode, RefusedError, Report, refused
from leafletgen.library.translations import Translations
from leafletgen.library.workspace import Workspace
from leafletgen.source.yaml import parse_source
from leafletgen.system import clock
from leafletgen.translation.answers import Settled, settle
from leafletgen.translation.making import translated
from leafletgen.translation.memory import known_words
from leafletgen.translation.packet import AnsweredPart, Returned
from leafletgen.translation.subject import TRANSLATIONS, Subject, translated_words

LARGEST: Final = 50_000_000
"""Bytes of a file that comes back; a table of 1,000 texts has 100,000."""


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
    for file in files:
        returned = _read(file)
        report.add(returned.told)
        for part in returned.parts:
            one = _made(workspace, part, returned.file, report, reviewed_by, accepted)
            if one is not None and made.setdefault(one.path, one) is not one:
                report.error(
                    "translated-twice",
                    f"{workspace.shown(one.path)} comes back twice",
                    "bring in one of the files alone",
                    part.place,
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
        returned = _read(file)
    except RefusedError:
        return False
    for part in returned.parts:
        kept = _kept(workspace, part, file.name)
        if any(answer.words.strip() and kept.get(answer.key) != answer.words for answer in part.answers):
            raise refused(
                "translated-not-brought-in",
                f"{file} holds translations that are not in the workspace, so it is not written over",
                "bring it in first; or choose another name",
                ExitCode.USAGE,
            )
    return bool(returned.parts)


def _kept(workspace: Workspace, part: AnsweredPart, file: str) -> dict[str, str]:
    """The translations that the workspace has of a part, current or not, by key."""
    source = _source(workspace, part, file, Report())
    subject = read_subject(workspace, source, Report()) if source is not None else None
    if source is None or subject is None or not part.language:
        return {}
    path = _path(source.path, part.language)
    there = _there(path)
    old = None if there is None else parse_source(there, workspace.shown(path), Report())
    return {key: one.words for key, one in known_words(subject, old).items()}


def _read(file: Path) -> Returned:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as fault:
        raise refused(
            "file-not-readable",
            f"{file} cannot be read: {fault.strerror or fault}",
            "check its name and your rights; close it in Word, if it is open there",
            ExitCode.ENVIRONMENT,
        ) from fault
    if len(data) > LARGEST:
        raise refused(
            "file-too-large",
            f"{file} has more than {LARGEST // 1_000_000} MB",
            "choose the file that was sent to the translators",
            ExitCode.CONTENT,
        )
    suffix = file.suffix.lower()
    if suffix == ".docx":
        from leafletgen.translation.word_reading import read_word_table

        return read_word_table(data, file.name)
    if suffix in (".xlf", ".xliff"):
        from leafletgen.translation.xliff_reading import read_xliff

        return read_xliff(data, file.name)
    if suffix == ".po":
        from leafletgen.translation.po import read_po

        return read_po(data, file.name)
    raise refused(
        "translated-file-unknown",
        f"{file.name} is no file of translations",
        "bring in a .docx, .xlf or .po file that leafletgen translate wrote",
        ExitCode.USAGE,
    )


def _made(
    workspace: Workspace, part: AnsweredPart, file: str, report: Report, reviewed_by: str, accepted: Sequence[str]
) -> _Made | None:
    """Return the file of one translation, or None after reporting what is wrong with it."""
    source = _source(workspace, part, file, report)
    subject = read_subject(workspace, source, report) if source is not None else None
    if source is None or subject is None or not part.language:
        return None
    path = _path(source.path, part.language)
    there = _there(path)
    old = None if there is None else parse_source(there, workspace.shown(path), Report())
    known = known_words(subject, old)
    found = settle(subject, part, known, report, accepted)
    if found is None:
        return None
    code = _code(workspace, subject, part.language, path, report)
    if code is None:
        return None
    text = translated(subject, part.language, code, found.words, workspace.shown(path), there, reviewed_by)
    _validate(subject, text, workspace.shown(path), report)
    return _Made(path, text, _told(path, part.language, found, there, subject))


def _told(path: Path, language: str, found: Settled, there: str | None, subject: Subject) -> Written:
    old = None if there is None else parse_source(there, path.name, Report())
    was = {} if old is None else {one.key: one.text for one in translated_words(subject.kind, old)}
    changed = sum(was.get(key) != words for key, words in found.words.items())
    return Written(path, language, len(found.words), changed, there is None)


def _source(workspace: Workspace, part: AnsweredPart, file: str, report: Report) -> Source | None:
    """Return the file that a part is a translation of."""
    found: list[Source] = []
    if part.kind in KINDS:
        with suppress(RefusedError):
            found = choose(workspace, [f"{part.kind}:{part.name}"], Report())
    if len(found) == 1:
        return found[0]
    report.error(
        "translated-source-unknown",
        f"{part.spot or file}: there is no {part.kind} called {part.name} in this workspace",
        "bring the file into the workspace that it was made in; a source that was renamed is to be sent out anew",
        part.place,
    )
    return None


def _path(source: Path, language: str) -> Path:
    """Return where a translation stands: where one to this language is already, else beside its source."""
    there = Translations.beside(source).get(language)
    return there if there is not None else source.with_name(f"{source.stem}.{language}.yaml")


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
    from leafletgen.system.writing import write_whole

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
