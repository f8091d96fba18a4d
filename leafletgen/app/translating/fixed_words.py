"""The file in which a language's fixed words are translated: written for a workspace, or brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from leafletgen.errors import ExitCode, Place, Report, refused
from leafletgen.languages.brought import LANGUAGES
from leafletgen.languages.catalogue import FOLDER, LANGUAGE, catalogue_of, register_catalogues
from leafletgen.languages.plurals import has_plural_rule
from leafletgen.languages.po_reading import read_po
from leafletgen.languages.po_writing import brought_up_to_date, po_text
from leafletgen.scripts.errors import MissingExtraError
from leafletgen.source.yaml import MAXIMUM_BYTES


class WordsFile(NamedTuple):
    """A PO file to be written.

    Attributes:
        path: where.
        text: what is in it.
        to_translate: how many entries nobody has translated, or were translated from other English.
        changed: how many of those were.
        is_reviewed: whether a native speaker has checked all of it.
    """

    path: Path
    text: str
    to_translate: int
    changed: int
    is_reviewed: bool


def words_file(root: Path, language: str, report: Report) -> WordsFile | None:
    """Return the file for a language: the workspace's own brought up to date, else the shipped one, else an empty one.

    Raises:
        RefusedError: it is English, or the package for PO files is missing.
    """
    if language.partition("-")[0] == "en":
        raise refused("language-is-english", "the words are English already", "name another", ExitCode.USAGE)
    path = root / LANGUAGES / f"{language}.po"
    if not has_plural_rule(language):
        report.warning(
            "plural-rule-unknown",
            f'the plural forms of "{language}" are not known, and those of English are taken',
            "ask for its rule before doses are printed in it",
        )
    try:
        return _words_file(path, language, report)
    except MissingExtraError as missing:
        raise refused(
            "package-missing",
            f"{missing.what} cannot be written here: {missing.package} is not installed",
            f'pip install "leafletgen[{missing.extra}]"',
            ExitCode.ENVIRONMENT,
        ) from missing


def _words_file(path: Path, language: str, report: Report) -> WordsFile | None:
    shown = f"{LANGUAGES}/{path.name}"
    text = _there(path, shown, report)
    if report.has_errors:
        return None
    if text is None:
        register_catalogues([])  # the shipped words, not those that the workspace brought before
        shipped = FOLDER / f"{language}.po"
        known = catalogue_of(language)
        words = {key: said for key, said in known.words.items() if key != LANGUAGE} if known is not None else {}
        text = shipped.read_text(encoding="utf-8") if shipped.exists() else po_text(language, words)
    try:
        made = brought_up_to_date(text, language)
    except (OSError, ValueError):
        read_po(text, language, shown, report)  # tells the line
        return None
    read = read_po(made.text, language, shown, Report())
    reviewed = read is not None and bool(read.reviewed_by) and not made.to_translate
    return WordsFile(path, made.text, made.to_translate, made.changed, reviewed)


def _there(path: Path, shown: str, report: Report) -> str | None:
    """Return the text of the file that is there; None without one."""
    try:
        with path.open("rb") as file:
            return file.read(MAXIMUM_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except OSError as fault:
        why = fault.strerror or "it cannot be opened"
        report.error("file-not-readable", f"this file cannot be read: {why}", "look at its rights", Place(shown, 1, 1))
    except UnicodeDecodeError:
        hint = "save it as UTF-8 in your editor"
        report.error("file-not-utf8", "this file is not in UTF-8", hint, Place(shown, 1, 1))
    return None
