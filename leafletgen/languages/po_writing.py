"""Catalogues as PO files, for translators and their programs (gettext): written with polib, which is an extra."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from leafletgen.languages.entries import Entry, entries
from leafletgen.languages.names import english_name
from leafletgen.languages.plurals import categories, plural_forms
from leafletgen.languages.translator_notes import note_on

_LINE = 110  # characters
_ABOUT = """\
Words of leafletgen in {name}. The English is in msgid, the translation in msgstr.
Keep what stands in braces as it is; it may change its place. A dose must read one way only.
When a native speaker has checked all of it, write who did after X-Reviewed-By below, such as
"A Name, physiotherapist, November 2026". Until then pages say that the translation is a draft."""


def po_text(
    language: str,
    words: Mapping[str, str],
    doubts: Mapping[str, str] | None = None,
    reviewed_by: str = "",
    about: str = "",
) -> str:
    """Return a PO file with every entry, with the words there are and room for the others.

    Args:
        language: its tag.
        words: by key as in a `Catalogue`, in which forms of its own stand under `key:form`.
        doubts: what its translator was not sure of, by key.
        reviewed_by: the native speaker who checked it.
        about: further lines for the head of the file.
    """
    polib = polib_module()
    file = polib.POFile(wrapwidth=_LINE)
    file.header = _ABOUT.format(name=english_name(language)) + about
    file.metadata = {
        "Project-Id-Version": "leafletgen",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
        "X-Reviewed-By": reviewed_by,
    }
    forms = categories(language)
    for entry in entries().values():
        for form in ("", *_own_forms(entry, words)):
            file.append(_po_entry(polib, entry.form(form) if form else entry, words, forms, doubts or {}))
    return _as_text(file)


def polib_module() -> Any:
    """Return polib, loaded where a PO file is read or written.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import polib  # type: ignore[import-untyped, unused-ignore]
    except ImportError as missing:
        from leafletgen.scripts.errors import MissingExtraError

        raise MissingExtraError("languages", "polib", "catalogues of words (PO files)") from missing
    return polib


def _own_forms(entry: Entry, words: Mapping[str, str]) -> list[str]:
    """Return the names of the grammatical forms that a language has of an entry."""
    start = f"{entry.key}:"
    named = [key.removeprefix(start) for key in words if key.startswith(start)]
    return list(dict.fromkeys(name.rpartition(".")[0] if entry.plural else name for name in named))


def _po_entry(polib: Any, entry: Entry, words: Mapping[str, str], forms: tuple[str, ...], doubts: Any) -> Any:
    made = polib.POEntry(msgctxt=entry.key, msgid=entry.english, comment=note_on(entry.key))
    made.tcomment = doubts.get(entry.key, "")
    if entry.plural is None:
        made.msgstr = words.get(entry.key, "")
    else:
        made.msgid_plural = entry.plural
        made.msgstr_plural = {at: words.get(f"{entry.key}.{form}", "") for at, form in enumerate(forms)}
    return made


class BroughtUp(NamedTuple):
    """A PO file with the present English, and what is left to do in it."""

    text: str
    to_translate: int
    changed: int
    """How many entries have other English than when they were translated; they are marked fuzzy."""


def brought_up_to_date(text: str, language: str) -> BroughtUp:
    """Return a PO file with every entry of today: its translations kept, and those of changed English marked fuzzy.

    What leafletgen no longer says is kept at the end, as obsolete. Who reviewed it is kept only when nothing changed.
    """
    polib = polib_module()
    old = polib.pofile(f"{text}\n", encoding="utf-8")
    known = {entry.msgctxt: entry for entry in old if not entry.obsolete}
    own_forms = dict.fromkeys(key for key in known if key and ":" in key and key.partition(":")[0] in entries())
    empty = po_text(language, dict.fromkeys(_plain_and_plural(own_forms, language), ""))
    new = polib.pofile(empty, encoding="utf-8", wrapwidth=_LINE)
    new.header = old.header or new.header
    new.metadata = {**old.metadata, **{name: new.metadata[name] for name in ("Language", "Plural-Forms")}}
    changed = to_translate = 0
    for entry in new:
        before = known.pop(entry.msgctxt, None)
        if before is not None:
            entry.msgstr, entry.tcomment, entry.flags = before.msgstr, before.tcomment, before.flags
            if entry.msgid_plural:
                forms = {at: before.msgstr_plural.get(at, "") for at in entry.msgstr_plural}
                entry.msgstr_plural = forms
            if (before.msgid, before.msgid_plural) != (entry.msgid, entry.msgid_plural) and before.translated():
                changed += 1
                entry.previous_msgid = before.msgid
                entry.flags = [*dict.fromkeys([*before.flags, "fuzzy"])]
        to_translate += not entry.translated()
    for entry in known.values():
        entry.obsolete = True
        new.append(entry)
    if to_translate:
        new.metadata["X-Reviewed-By"] = ""
    return BroughtUp(_as_text(new), to_translate, changed)


def _plain_and_plural(keys: Iterable[str], language: str) -> list[str]:
    """Return keys as a `Catalogue` has them: a plural's with each of its forms."""
    return [
        named
        for key in keys
        for named in (
            [f"{key}.{form}" for form in categories(language)] if entries()[key.partition(":")[0]].plural else [key]
        )
    ]


def _as_text(file: Any) -> str:
    text = str(file)
    return text if text.endswith("\n") else f"{text}\n"
