"""A catalogue read from a PO file, with everything that is wrong with it told at its line."""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from string import Formatter
from typing import Any, Final

from leafletgen.errors import Place, Report, did_you_mean
from leafletgen.languages.catalogue import Catalogue, required_keys
from leafletgen.languages.distinct import same_sentences
from leafletgen.languages.entries import Entry, amounts_in, entries
from leafletgen.languages.plurals import categories, has_plural_rule, plural, plural_forms
from leafletgen.languages.po_lines import broken_line
from leafletgen.languages.po_writing import polib_module
from leafletgen.source.reviewer import names_somebody

#: Numbers at which the plural rule of a file is compared with the language's: all that doses have, and some beyond.
_COMPARED: Final = (*range(0, 201), 1000, 1_000_000)
_LINE_OF_FAULT: Final = re.compile(r"\(line (\d+)\)")
#: Sentences that are found again in a page by the words that they begin with.
_KNOWN_BY_THEIR_BEGINNING: Final = frozenset(
    ["sheet.contact", "sheet.contact.mailbox", "sheet.contact.said", "sheet.see_signs"]
)
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


def read_po(text: str, language: str, shown: str, report: Report) -> Catalogue | None:
    """Return the words of a PO file, or None after reporting everything that is wrong with it.

    A catalogue that lacks words is no fault here: it is returned, and told in a warning.

    Args:
        text: of the file.
        language: its tag, from the file's name.
        shown: the file's name as messages show it.
        report: receives every fault.

    Raises:
        MissingExtraError: polib is not installed.
    """
    return _Reading(language, shown, report).read(text)


class _Reading:
    """One file being read."""

    def __init__(self, language: str, shown: str, report: Report) -> None:
        self.language = language
        self.shown = shown
        self.report = report
        self.faulty = False
        self.words: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.forms = categories(language)
        self.places: dict[str, list[int]] = {}

    def read(self, text: str) -> Catalogue | None:
        try:
            file = polib_module().pofile(f"{text}\n", encoding="utf-8")
        except (OSError, ValueError) as fault:
            found = _LINE_OF_FAULT.search(str(fault))
            self._no_po(int(found[1]) if found else 1)
            return None
        broken = broken_line(text)
        if broken is not None:
            self._no_po(broken)
            return None
        for number, written in enumerate(text.splitlines(), 1):
            if written.startswith('msgctxt "'):
                self.places.setdefault(written.partition('"')[2].rstrip().removesuffix('"'), []).append(number)
        self._header(file.metadata)
        for po_entry in file:
            if not po_entry.obsolete:
                self._entry(po_entry)
        self._own_forms()
        missing = [key for key in required_keys(self.language) if key not in self.words]
        if not missing and not self.faulty:
            self._alike()
        if self.faulty:
            return None
        if missing:
            some = ", ".join(missing[:5]) + (", …" if len(missing) > 5 else "")
            self.report.warning(
                "catalogue-incomplete",
                f"{len(missing)} of the fixed words are not translated yet: {some}",
                "translate them all; until then pages in this language have the English ones",
                Place(self.shown, 1, 1),
            )
        return Catalogue(self.language, self.words, self._reviewer(file.metadata.get("X-Reviewed-By", "").strip()))

    def _reviewer(self, said: str) -> str | None:
        """Who checked the words; None for nobody, and for what names nobody."""
        if said and not names_somebody(said):
            self.report.warning(
                "catalogue-reviewer",
                f'"X-Reviewed-By: {said}" names nobody who checked these words, so that they are a draft',
                "write who did, by name or role, or nothing while nobody has",
                Place(self.shown, 1, 1),
            )
            return None
        return said or None

    def _no_po(self, line: int) -> None:
        self._fault("catalogue-not-po", "this is no PO file", "save it as PO again in your editor", line)

    def _fault(self, code: str, message: str, hint: str, line: int) -> None:
        self.faulty = True
        self.report.error(code, message, hint, Place(self.shown, line, 1))

    def _header(self, metadata: Mapping[str, str]) -> None:
        said = metadata.get("Language", "").strip().replace("_", "-")
        if said and said.lower() != self.language.lower():
            self._fault(
                "catalogue-language",
                f'the header says "Language: {said}", and the file is called {self.language}.po',
                f'write "Language: {self.language}", or call the file {said}.po',
                1,
            )
        rule = metadata.get("Plural-Forms", "")
        if has_plural_rule(self.language) and rule and not _is_rule_of(rule, self.language):
            self._fault(
                "catalogue-plural-rule",
                "the plural rule in the header is not that of the language",
                f'write "Plural-Forms: {plural_forms(self.language)}"',
                1,
            )

    def _entry(self, po_entry: Any) -> None:
        key = po_entry.msgctxt or ""
        places = self.places.get(key) or [po_entry.linenum or 1]
        line = places.pop(0) if len(places) > 1 else places[0]
        base, colon, form = key.partition(":")
        known = entries().get(base)
        if known is None or (colon and not _NAME.fullmatch(form)):
            hint = did_you_mean(base, entries()) if base else "each entry has its key in msgctxt"
            self._fault("catalogue-key-unknown", f'there is no entry "{key}"', hint, line)
            return
        if key in self.lines:
            self._fault("catalogue-key-twice", f'the entry "{key}" stands twice', "keep one of the two", line)
            return
        self.lines[key] = line
        if (po_entry.msgid, po_entry.msgid_plural or None) != (known.english, known.plural):
            self._fault(
                "catalogue-english-changed",
                f'the English of "{key}" is not what leafletgen says now: "{known.plural or known.english}"',
                "put the present English into msgid, and look whether the translation still says the same",
                line,
            )
            return
        if "fuzzy" in po_entry.flags:
            return  # gettext: a guess that somebody still has to look at
        if known.plural is None:
            self._text(key, known, po_entry.msgstr, known.english, line)
            return
        texts = {at: text for at, text in po_entry.msgstr_plural.items() if text}
        if texts and sorted(texts) != list(range(len(self.forms))):
            self._fault(
                "catalogue-plural-forms",
                f'"{key}" has {len(texts)} of the {len(self.forms)} plural forms of the language',
                f"write msgstr[0] to msgstr[{len(self.forms) - 1}]: {', '.join(self.forms)}",
                line,
            )
            return
        for at, text in texts.items():
            self._text(f"{key}.{self.forms[at]}", known, text, known.plural, line, form=self.forms[at])

    def _text(self, key: str, entry: Entry, text: str, english: str, line: int, form: str = "") -> None:
        """Keep one translated text whose places are those of the English."""
        if not text:
            return
        if text != text.strip() or any(not letter.isprintable() and letter not in "\u200c\u200d" for letter in text):
            self._fault(
                "catalogue-text-odd",
                f'the translation of "{key}" begins or ends with a space, or has a character that cannot print',
                "write it in one line, without spaces around it",
                line,
            )
            return
        wanted, there = _places(english), _places(text)
        if there is None or wanted is None:
            self._fault("catalogue-places", f'"{key}" has a brace that opens or closes nothing', "write {name}", line)
            return
        optional = set(there.keys() ^ wanted.keys()) == {"number"} and self._is_exact(form)
        if there.keys() != wanted.keys() and not (optional and "number" in wanted):
            self._fault(
                "catalogue-places",
                f'"{key}" must have {_listed(wanted)}, and has {_listed(there)}',
                "keep what stands in braces exactly as in English; it may change its place",
                line,
            )
            return
        if entry.key == "labelled" and not text.endswith("{value}"):
            self._fault("catalogue-places", '"labelled" must end with {value}', "put {value} last", line)
            return
        if entry.key in _KNOWN_BY_THEIR_BEGINNING and not any(map(str.isalpha, text.partition("{")[0])):
            self._fault("catalogue-places", f'"{key}" must begin with words', "put what is in braces after them", line)
            return
        self.words[key] = text

    def _is_exact(self, form: str) -> bool:
        """Whether a plural form stands beside one number alone, which its words may then say themselves."""
        return len([number for number in _COMPARED if plural(self.language, number) == form]) == 1

    def _own_forms(self) -> None:
        """Report grammatical forms that a sentence asks for and that an amount does not have."""
        for key, text in list(self.words.items()):
            for place, forms in (_places(text) or {}).items():
                for form in filter(None, forms):
                    amounts = amounts_in(key, place)
                    lacking = [one for one in amounts if f"{one}:{form}" not in self.lines]
                    if lacking or not amounts:
                        hint = f'add an entry with msgctxt "{lacking[0]}:{form}"' if lacking else f"write {{{place}}}"
                        self._fault(
                            "catalogue-form-unknown",
                            f'"{key}" asks for the form "{form}" of {{{place}}}, which there is not',
                            hint,
                            self.lines.get(key) or self.lines.get(key.rpartition(".")[0]) or 1,
                        )

    def _alike(self) -> None:
        """Report different doses whose sentences are the same."""
        for key, other, said in same_sentences(self.language, self.words):
            self._fault(
                "catalogue-same-sentence",
                f'"{key}" and "{other}" make the same sentence of different doses: "{said}"',
                "write them so that a reader can tell them apart",
                self.lines.get(key) or self.lines.get(key.rpartition(".")[0]) or 1,
            )


def _places(text: str) -> dict[str, set[str]] | None:
    """Return the places of a text by name, each with the forms it asks for; None for one that cannot be filled."""
    found: dict[str, set[str]] = {}
    try:
        for _, name, form, conversion in Formatter().parse(text):
            if name is None:
                continue
            if not _NAME.fullmatch(name) or conversion or (form and not _NAME.fullmatch(form)):
                return None
            found.setdefault(name, set()).add(form or "")
    except ValueError:
        return None
    return found


def _listed(places: Mapping[str, object]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(places)) or "nothing in braces"


def _is_rule_of(header: str, language: str) -> bool:
    """Whether the plural rule of a header gives each number the same form as the language's own."""
    count, _, formula = header.rstrip("; ").partition(";")
    forms = categories(language)
    if count.partition("=")[2].strip() != str(len(forms)):
        return False
    try:
        rule = gettext.c2py(formula.partition("=")[2].strip())
        return all(forms[rule(number)] == plural(language, number) for number in _COMPARED)
    except (ValueError, IndexError, ZeroDivisionError, RecursionError):
        return False
