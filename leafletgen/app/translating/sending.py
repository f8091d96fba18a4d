"""Texts of a workspace go out to translators, in a Word table, in XLIFF or in PO."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from leafletgen.app.translating.choosing import Source, choose, read_subject, sources, with_what_they_need
from leafletgen.content.fingerprint import Translated
from leafletgen.errors import ExitCode, RefusedError, Report, refused
from leafletgen.library.translations import Translations
from leafletgen.library.workspace import Workspace
from leafletgen.source.yaml import Value, read_source
from leafletgen.translation.memory import Known, known_words
from leafletgen.translation.packet import Form, Packet, Part, Row
from leafletgen.translation.subject import Subject

SUFFIXES: Final[dict[Form, str]] = {"word": ".docx", "xliff": ".xlf", "po": ".po"}
_SOURCES: Final[tuple[Translated, ...]] = ("leaflet", "shared", "exercise", "programme", "brand")


class Asked(NamedTuple):
    """What is to go out.

    Attributes:
        names: what is to be translated; everything when there are none.
        language: to which language.
        form: in which form.
        changed: whether only texts of parts that changed since they were translated, or that are new.
        alone: whether without what the named files need besides.
    """

    names: Sequence[str]
    language: str
    form: Form = "word"
    changed: bool = False
    alone: bool = False


class Sent(NamedTuple):
    """A file for translators.

    Attributes:
        data: its bytes.
        name: what it may be called.
        parts: whose texts are in it, how many, and how many of them have no translation.
        left_out: those of which there is nothing to translate.
    """

    data: bytes
    name: str
    parts: list[tuple[str, int, int]]
    left_out: list[str]


def send(workspace: Workspace, asked: Asked, report: Report) -> Sent:
    """Return the file for translators.

    Raises:
        RefusedError: a name is unknown, a file cannot be read, there is nothing to translate, or a package is missing.
    """
    chosen = choose(workspace, asked.names, report) if asked.names else _everything(workspace)
    if asked.names and not asked.alone:
        chosen = with_what_they_need(workspace, chosen, asked.language)
    parts: list[Part] = []
    left_out: list[str] = []
    for source in chosen:
        part = _part(workspace, source, asked, report)
        if part is not None and part.rows:
            parts.append(part)
        elif part is not None:
            left_out.append(part.title)
    if report.has_errors:
        raise RefusedError(ExitCode.CONTENT, *report.diagnostics)
    if not parts:
        raise refused(
            "translated-nothing-to-send",
            f'nothing of this is to be translated to "{asked.language}"',
            "its translation is current" if asked.changed else "choose a file with words",
            ExitCode.USAGE,
        )
    name = chosen[0].name if len(chosen) == 1 or asked.names else "translations"
    data = _written(Packet(asked.language, parts), asked.form)
    suffix = SUFFIXES[asked.form]
    told = [(part.title, len(part.rows), sum(not row.words for row in part.rows)) for part in parts]
    return Sent(data, f"{name}.{asked.language}{suffix}", told, left_out)


def _everything(workspace: Workspace) -> list[Source]:
    return [one for kind in _SOURCES for one in sources(workspace, kind)]


def _part(workspace: Workspace, source: Source, asked: Asked, report: Report) -> Part | None:
    subject = read_subject(workspace, source, report)
    if subject is None:
        return None
    if subject.language.partition("-")[0] == asked.language.partition("-")[0]:
        report.error(
            "translated-own-language",
            f'{subject.shown} is written in "{subject.language}" already',
            "choose another language to translate it to",
        )
        return None
    known = known_words(subject, _translation(workspace, source, asked.language))
    return Part(source.kind, subject.name, title_of(subject), subject.language, _rows(subject, known, asked.changed))


def _rows(subject: Subject, known: dict[str, Known], changed: bool) -> list[Row]:
    rows: list[Row] = []
    for one in subject.words:
        there = known.get(one.key)
        if there is not None and there.current:
            if not changed:
                rows.append(Row(one.key, one.role, one.text, there.words, one.markup))
        else:
            old = "" if there is None else there.words
            rows.append(Row(one.key, one.role, one.text, "", one.markup, old))
    return rows


def _translation(workspace: Workspace, source: Source, language: str) -> Value | None:
    path = Translations.beside(source.path).get(language)
    return None if path is None else read_source(path, workspace.shown(path), Report())


def title_of(subject: Subject) -> str:
    """Return what people call a file: its kind, and its title or name."""
    key = "title" if subject.kind == "leaflet" else "name"
    title = subject.root.data.get(key)
    said = title.data if title is not None and title.kind == "scalar" else subject.name
    kind = "shared block" if subject.kind == "shared" else subject.kind
    return f"{kind} {subject.name}" if said == subject.name else f"{kind} {subject.name}: {said}"


def _written(packet: Packet, form: Form) -> bytes:
    """Each form has packages of its own, which are loaded for it alone."""
    if form == "word":
        from leafletgen.word.exporting.package_needed import check_package

        check_package()
        from leafletgen.translation.word_table import word_table

        return word_table(packet)
    if form == "xliff":
        from leafletgen.translation.xliff import xliff

        return xliff(packet)
    from leafletgen.translation.po import po

    return po(packet)
