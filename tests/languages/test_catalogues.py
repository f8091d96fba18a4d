"""Catalogues: those that are shipped, those that a workspace brings, and everything that can be wrong with one."""

from __future__ import annotations

import builtins
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leafletgen.errors import Report
from leafletgen.languages import brought
from leafletgen.languages.brought import register_workspace
from leafletgen.languages.catalogue import (
    FOLDER,
    catalogue_of,
    is_draft,
    missing_words,
    register_catalogues,
    required_keys,
    reviewed_by,
    shipped_languages,
)
from leafletgen.languages.dates import month_and_year, spoken_date
from leafletgen.languages.exercise_phrases import EXERCISE_WORDS
from leafletgen.languages.names import own_name
from leafletgen.languages.phrases import WORDS, has_words, stand_in_language, words_for
from leafletgen.languages.plurals import plural_forms
from leafletgen.languages.po_reading import read_po
from leafletgen.languages.po_writing import po_text, polib_module
from tests.languages.compile import compiled


@pytest.fixture(autouse=True)
def _none_brought() -> Iterator[None]:
    """Leave no catalogue behind."""
    yield
    register_catalogues([])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.po")), ids=lambda path: path.stem)
def test_what_is_loaded_is_what_translators_wrote(path: Path) -> None:
    """The compiled words are those of the PO file, which is complete and without fault."""
    assert path.with_suffix(".json").read_text(encoding="utf-8") == compiled(path)


@pytest.mark.parametrize("language", shipped_languages())
def test_shipped_are_complete_drafts(language: str) -> None:
    """Each has every word, and says that nobody has checked it."""
    assert missing_words(language) == [] and has_words(language)
    assert reviewed_by(language) is None and is_draft(language)
    assert "No native speaker has read it yet." in (FOLDER / f"{language}.po").read_text(encoding="utf-8")
    assert words_for(language)["draft_translation"] != WORDS["en"]["draft_translation"]


def test_nothing_is_left_in_english() -> None:
    """A word that is the same as in English is one on which languages agree."""
    english = {**WORDS["en"], **EXERCISE_WORDS["en"]}
    for language in shipped_languages():
        words = words_for(language)
        same = {key for key, text in english.items() if words.get(key) == text and any(map(str.isalpha, text))}
        patterns = {key for key in same if not any(map(str.isalpha, "".join(_outside(english[key]))))}
        assert same - patterns <= {"email", "sheet.video", "version"}, (language, same - patterns)


def _outside(text: str) -> list[str]:
    """Return the parts of a text outside of braces."""
    return [part.rpartition("}")[2] for part in text.split("{")]


def test_english_needs_no_catalogue() -> None:
    """English words are there without a file, without polib and without JSON of other languages."""
    program = (
        "import sys\n"
        "from leafletgen.languages.exercise_phrases import exercise_words\n"
        "from leafletgen.languages.phrases import has_words, words_for\n"
        "assert words_for('en-GB')['page'] and exercise_words('en')['do'] and has_words('en-GB')\n"
        "print([name for name in ('polib', 'uharfbuzz', 'json', 'leafletgen.languages.catalogue') if name in "
        "sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("language", "date", "month"),
    [
        ("en-GB", "21 November 2026", "April 2027"),
        ("pl", "21 listopada 2026", "kwiecień 2027"),
        ("cy", "21 Tachwedd 2026", "Ebrill 2027"),
        ("ar", "21 نوفمبر 2026", "أبريل 2027"),
        ("ur", "21 نومبر 2026", "اپریل 2027"),
        ("bn", "21 নভেম্বর 2026", "এপ্রিল 2027"),
        ("zh-CN", "2026年11月21日", "2027年4月"),
    ],
)
def test_dates(language: str, date: str, month: str) -> None:
    """A date is in the order and the case of its language, in Latin digits."""
    assert spoken_date("2026-11-21", language) == date
    assert month_and_year(2027, 4, language) == month


def test_tags() -> None:
    """A region has the words of its language, Chinese of the mainland simplified ones, and no other language any."""
    assert words_for("ar-EG")["page"] == words_for("ar")["page"]
    assert has_words("zh-CN") and has_words("ZH-hans-cn")
    assert not has_words("zh-Hant") and not has_words("zh-TW") and not has_words("zh-Hant-HK")
    assert not has_words("ro") and words_for("ro") is WORDS["en"] and stand_in_language("ro") == "en"
    assert stand_in_language("pl") is None
    assert own_name("ar-EG") == "العربية" and own_name("zh-CN") == "简体中文"
    assert words_for("../../x") is WORDS["en"]


# --- what a workspace brings ------------------------------------------------------------------------------------


def romanian(**changed: str) -> dict[str, str]:
    """Return words for Romanian, all invented, that tell all doses apart."""
    english = {**WORDS["en"], **EXERCISE_WORDS["en"]}
    made = {}
    for key in required_keys("ro"):
        base = key.rpartition(".")[0]
        text = english.get(key) or english[f"{base}.other"]
        made[key] = f"ro {text}" if not text.endswith("{value}") else text
        if key.endswith(".one") and f"{base}.other" in english:
            made[key] = f"ro {english[f'{base}.other']}"
    return {**made, **changed}


def bring(root: Path, text: str, name: str = "ro.po") -> list[str]:
    """Write a catalogue into a workspace, take it, and return what is told."""
    folder = root / "assets" / "languages"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    brought._read.clear()
    report = Report()
    register_workspace(root, report)
    return [str(found) for found in report.diagnostics]


def test_a_workspace_brings_a_language(tmp_path: Path) -> None:
    """Its words are used then, a plural with the language's own rule; another workspace has them no longer."""
    assert bring(tmp_path, po_text("ro", romanian(), reviewed_by="A Name")) == []
    assert has_words("ro-MD") and reviewed_by("ro") == "A Name" and not is_draft("ro")
    assert words_for("ro")["contents"] == "ro Contents"
    register_workspace(tmp_path / "other", Report())
    assert not has_words("ro") and words_for("ro") is WORDS["en"]


def test_a_workspace_corrects_a_shipped_language(tmp_path: Path) -> None:
    """A catalogue of its own stands for the shipped one; what it does not say is missing, and then all is English."""
    shipped = catalogue_of("pl")
    assert shipped is not None
    text = po_text("pl", {**shipped.words, "contents": "Zawartość"}, reviewed_by="A Name")
    assert bring(tmp_path, text, "pl.po") == []
    assert words_for("pl")["contents"] == "Zawartość" and not is_draft("pl")
    register_catalogues([])
    assert words_for("pl")["contents"] == "Spis treści" and is_draft("pl")


def test_an_incomplete_catalogue(tmp_path: Path) -> None:
    """It is a warning, and the words stay English, so that no page has two languages mixed."""
    words = romanian()
    del words["page"], words["seconds.few"]
    for form in ("one", "other"):
        words.pop(f"seconds.{form}")
    assert bring(tmp_path, po_text("ro", words)) == [
        "assets/languages/ro.po:1:1: warning: 4 of the fixed words are not translated yet: page, seconds.one, "
        "seconds.few, seconds.other\n"
        "  hint: translate them all; until then pages in this language have the English ones"
    ]
    assert missing_words("ro") == ["page", "seconds.one", "seconds.few", "seconds.other"]
    assert words_for("ro") is WORDS["en"]


def test_a_fuzzy_entry_is_not_translated(tmp_path: Path) -> None:
    """What a program guessed counts only when somebody has looked at it."""
    file = polib_module().pofile(po_text("ro", romanian()))
    next(entry for entry in file if entry.msgctxt == "page").flags.append("fuzzy")
    found = bring(tmp_path, str(file))
    assert len(found) == 1 and "not translated yet: page" in found[0]


@pytest.mark.parametrize(
    ("key", "change", "told"),
    [
        ("page", {"msgstr": "ro"}, '"page" must have {page}, and has nothing in braces'),
        ("page", {"msgstr": "ro {page} {pages}"}, '"page" must have {page}, and has {page}, {pages}'),
        ("page", {"msgstr": "ro {page.__class__}"}, '"page" has a brace that opens or closes nothing'),
        ("page", {"msgstr": "ro {page!r}"}, '"page" has a brace that opens or closes nothing'),
        ("page", {"msgstr": "ro {page"}, '"page" has a brace that opens or closes nothing'),
        ("page", {"msgstr": "ro {page:>9999999}"}, '"page" has a brace that opens or closes nothing'),
        ("contents", {"msgstr": "ro "}, 'the translation of "contents" begins or ends with a space'),
        ("contents", {"msgstr": "r\u202eo"}, "or has a character that cannot print"),
        ("contents", {"msgctxt": "contens"}, 'there is no entry "contens"\n  hint: did you mean "contents"?'),
        ("contents", {"msgctxt": "page"}, 'the entry "page" stands twice'),
        ("contents", {"msgid": "Content"}, 'the English of "contents" is not what leafletgen says now: "Contents"'),
        ("seconds", {"msgstr_plural": {0: "ro {number} s"}}, '"seconds" has 1 of the 3 plural forms of the language'),
        ("seconds", {"msgstr_plural": {0: "ro s", 1: "ro s {number}", 2: "ro"}}, '"seconds.other" must have {number}'),
        ("hold", {"msgstr": "ro {time:gen}"}, 'asks for the form "gen" of {time}, which there is not'),
        ("load", {"msgstr": "ro {load:gen}"}, 'asks for the form "gen" of {load}, which there is not'),
        ("labelled", {"msgstr": "{value}: {label}"}, '"labelled" must end with {value}'),
        ("sheet.see_signs", {"msgstr": "\u201c{card}\u201d ro"}, '"sheet.see_signs" must begin with words'),
        ("side.left", {"msgstr": "ro on your right side only"}, "make the same sentence of different doses"),
        ("band.tan", {"msgstr": "ro Use the brown band."}, '"band.brown" and "band.tan" make the same sentence'),
    ],
)
def test_faults_are_told_at_their_line(tmp_path: Path, key: str, change: dict[str, Any], told: str) -> None:
    """Each fault names the line of its entry, and nothing of the catalogue is used."""
    file = polib_module().pofile(po_text("ro", romanian()))
    entry = next(entry for entry in file if entry.msgctxt == key)
    for name, value in change.items():
        setattr(entry, name, value)
    text = str(file)
    found = bring(tmp_path, text)
    assert any(told in one for one in found), found
    at = {"band.tan": "band.brown", "side.left": "side.right"}.get(key, entry.msgctxt)
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line == f'msgctxt "{at}"']
    assert any(one.startswith(f"assets/languages/ro.po:{line}:1: error: ") for one in found for line in lines), found
    assert words_for("ro") is WORDS["en"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hello\n", "ro.po:1:1: error: this is no PO file"),
        (po_text("pl", {}), 'the header says "Language: pl", and the file is called ro.po'),
        (po_text("ro", {}).replace("? 1 : 2", "? 2 : 1"), "the plural rule in the header is not that of the language"),
        (po_text("ro", {}).replace("plural=(", "plural=(n**"), "the plural rule in the header is not that"),
    ],
)
def test_files_that_are_no_catalogue(tmp_path: Path, text: str, told: str) -> None:
    """What is wrong with the whole file is told too."""
    found = bring(tmp_path, text)
    assert any(told in one for one in found), found


def test_names_of_files(tmp_path: Path) -> None:
    """A catalogue is called by its tag, in its usual letters."""
    assert "call it pt-BR.po" in bring(tmp_path, "", "pt-br.po")[0]
    (tmp_path / "assets" / "languages" / "pt-br.po").unlink()
    assert "is not the tag of a language\n  hint: call it by its tag" in bring(tmp_path, "", "my words.po")[0]


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """Another encoding, and a file beyond every catalogue, are told."""
    folder = tmp_path / "assets" / "languages"
    folder.mkdir(parents=True)
    (folder / "ro.po").write_bytes(b'msgid "a"\nmsgstr "\xe3"\n')
    (folder / "uk.po").write_bytes(b"#" * 1_000_001)
    report = Report()
    register_workspace(tmp_path, report)
    assert [str(one).split("\n")[0] for one in report.diagnostics] == [
        "assets/languages/ro.po:2:1: error: this file is not in UTF-8",
        "assets/languages/uk.po:1:1: error: this file is larger than 1 MB",
    ]


def test_without_polib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue needs a package that is not there by itself: the message says which."""
    text = po_text("ro", romanian())
    real = builtins.__import__

    def without(name: str, *others: Any, **more: Any) -> Any:
        if name == "polib":
            raise ImportError(name)
        return real(name, *others, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert bring(tmp_path, text) == [
        "assets/languages/ro.po:1:1: error: this catalogue of words cannot be read: polib is not installed\n"
        '  hint: pip install "leafletgen[languages]"'
    ]


def test_written_and_read_again() -> None:
    """A file for translators has each entry with its English; filled in and read, it is the same words."""
    report = Report()
    words = {**romanian(), "seconds:gen.one": "1", "seconds:gen.few": "{number} f", "seconds:gen.other": "{number} o"}
    catalogue = read_po(po_text("ro", words), "ro", "ro.po", report)
    assert catalogue is not None and report.diagnostics == ()
    assert dict(catalogue.words) == words
    empty = polib_module().pofile(po_text("ro", {}))
    assert empty.percent_translated() == 0 and empty.metadata["Plural-Forms"] == plural_forms("ro")
    assert {entry.msgctxt for entry in empty if not entry.comment} <= set(WORDS["en"]) | set(EXERCISE_WORDS["en"])


def test_no_dose_is_written_in_native_digits() -> None:
    """Numbers of doses are Latin in every language."""
    for language in shipped_languages():
        held = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))["words"]
        assert not [text for text in held.values() if any(letter.isdigit() and not letter.isascii() for letter in text)]
        assert not any(letter.isdigit() and not letter.isascii() for letter in spoken_date("2026-11-21", language))
