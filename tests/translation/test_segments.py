"""Every word of the starter files is found once, and other words stand where it stood, with all else as it was."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from leafletgen.content.fingerprint import Translated
from leafletgen.content.model.blocks import BLOCKS
from leafletgen.content.model.exercise import Exercise, Step
from leafletgen.content.model.leaflet import Leaflet, SharedBlocks
from leafletgen.content.model.programme import Programme
from leafletgen.errors import Report
from leafletgen.source.inline import SEEN, composed
from leafletgen.source.kinds import ProseText, Text
from leafletgen.source.records import Kind, ListOf, MapOf, Record, RecordOf
from leafletgen.source.yaml import parse_source
from leafletgen.translation.making import translated
from leafletgen.translation.rewriting import rewritten
from leafletgen.translation.roles import ROLES
from leafletgen.translation.segments import NOT_TRANSLATED, Segment, says_words, segments
from leafletgen.translation.subject import TRANSLATIONS, Subject, subject_of, translated_words

_ROOT = Path(__file__).parents[2]
_FOLDERS: dict[Translated, str] = {
    "leaflet": "leaflets",
    "shared": "leaflets/shared",
    "exercise": "assets/exercises",
    "programme": "assets/programmes",
    "brand": "assets/brands/*",
}
_CODE = "P4400-pl/2473/11.2026/VERSION1"
_AROUND = ("Ząb: «", "» # العربية, - 'x' \"y\" \\")


def _sources(kind: Translated) -> list[Path]:
    return sorted(path for path in _ROOT.glob(f"{_FOLDERS[kind]}/*.yaml") if "." not in path.stem)


def _said(one: Segment) -> str:
    return f"Ząb, {one.text}, يد" if one.listed else f"{_AROUND[0]}{one.text}{_AROUND[1]}"


def _subject(path: Path, kind: Translated, text: str | None = None) -> Subject:
    given = path.read_text(encoding="utf-8") if text is None else text
    made = subject_of(path, kind, path.name, given, Report())
    assert made is not None
    return made


@pytest.mark.parametrize("kind", list(_FOLDERS))
def test_each_starter_file_comes_back_with_other_words(kind: Translated) -> None:
    paths = _sources(kind)
    assert len(paths) > 4 or kind == "brand"
    for path in paths:
        subject = _subject(path, kind)
        words = {one.key: _said(one) for one in subject.words}
        assert len(words) == len(subject.words) > 0, path  # no key stands twice
        made = translated(subject, "pl", _CODE, words, "x.yaml")
        report = Report()
        root = parse_source(made, "x.yaml", report)
        assert root is not None
        assert TRANSLATIONS[kind].read(root, report) is not None
        assert not report.errors, path
        assert {one.key: one.text for one in translated_words(kind, root)} == words
        assert root.data["translates"].data == subject.name == (path.parent.name if kind == "brand" else path.stem)
        assert root.data["source"].data == subject.fingerprint
        assert root.data["language"].data == "pl"
        assert translated(subject, "pl", _CODE, words, "x.yaml", made) == made


@pytest.mark.parametrize("kind", ["leaflet", "shared"])
def test_all_else_of_a_leaflet_stays(kind: Translated) -> None:
    for path in _sources(kind):
        subject = _subject(path, kind)
        words = {one.key: one.text for one in subject.words}
        assert rewritten(subject.text, "x.yaml", subject.words, {}) == subject.text
        made = translated(subject, "pl", _CODE, words, "x.yaml")
        comments = [line.strip() for line in subject.text.splitlines() if line.lstrip().startswith("# ")]
        assert [line.strip() for line in made.splitlines() if line.lstrip().startswith("# ")] == comments
        assert _without_head(made) == _without_head(subject.text)


def _without_head(text: str) -> object:
    root = parse_source(text, "x.yaml", Report())
    assert root is not None
    return {key: repr(one.data) for key, one in root.data.items()
            if key not in ("translates", "source", "language", "code")}  # fmt: skip


def test_each_part_of_a_fingerprint_is_that_of_its_words() -> None:
    """A word that changes changes the token that its segment names, and no other."""
    for path, kind in ((_sources("exercise")[0], "exercise"), (_sources("leaflet")[-1], "leaflet")):
        subject = _subject(path, kind)  # type: ignore[arg-type]
        for one in subject.words:
            if one.key.startswith("alts.") and one.key.endswith("right"):
                continue
            # The sentence for a side stands in the file with a word for both sides.
            if one.listed:
                continue
            old = subject.text[one.value.start : one.value.end]
            new = old.rstrip() + "s" + old[len(old.rstrip()) :] if old[:1] not in "\"'" else old[:1] + "S" + old[1:]
            changed = _subject(path, kind, subject.text[: one.value.start] + new + subject.text[one.value.end :])  # type: ignore[arg-type]
            before, after = subject.fingerprint.split(), changed.fingerprint.split()
            assert len(before) == len(after)
            part = subject.part_of(one)
            assert [at for at in range(len(before)) if before[at] != after[at]] == ([part] if part >= 0 else []), one


def test_what_is_said_in_no_text_is_not_translated() -> None:
    assert not says_words("12:30", markup=False)
    assert not says_words("{department.phone}", markup=True)
    assert not says_words("3 + {page:why}", markup=True)
    assert says_words("5 mg", markup=False)
    assert not says_words("{side}", markup=False)
    assert says_words("Call {department.phone}", markup=True)


def test_each_field_of_words_is_translated_or_named_as_one_that_is_not() -> None:
    """A block that is added later is met too: its texts are found by its model."""
    met: set[tuple[str, str]] = set()
    records: list[type[Record]] = [Leaflet, SharedBlocks, Exercise, Step, Programme, *BLOCKS.values()]
    for record in records:
        _collect(record, met)
    assert {
        ("Heading", "text"),
        ("Card", "items"),
        ("Resource", "note"),
        ("Step", "no_hold"),
        ("Drawing", "alt"),
    } <= met
    by_its_holder = {("Item", "text"), ("Reference", "text")}  # an entry is called by its list; no source is translated
    named = {one for one in ROLES if one not in {("BulletList", "items"), ("Steps", "items"), ("Exercise", "steps")}}
    assert {one for one in met - NOT_TRANSLATED - by_its_holder if one[0] != "Card"} == named


def _collect(record: type[Record], met: set[tuple[str, str]]) -> None:
    for field in record.fields:
        kind: Kind[Any] = field.kind
        while isinstance(kind, ListOf | MapOf):
            kind = kind.kind
        if isinstance(kind, ProseText | Text):
            met.add((record.__name__, field.name))
        if isinstance(kind, RecordOf):
            _collect(kind.record, met)


@settings(max_examples=60)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff\ufeff"), min_size=1))
def test_any_words_are_written_so_that_they_read_back(words: str) -> None:
    text = "body:\n  - heading: One two\n  - list:\n      - Three\n      - {text: Four, list: [Five, six]}\n"
    text += "  - |\n    Seven\n    eight\n"
    root = parse_source(text, "x", Report())
    assert root is not None
    found = segments(Leaflet, root)
    assert [one.text for one in found] == ["One two", "Three", "Four", "Five", "six", "Seven\neight"]
    said = composed(words).strip(" \t\n")
    assume(
        SEEN.search(said) is not None and not {"\u2028", "\u2029", "\x85"} & set(said)
    )  # the reader makes others of these
    made = rewritten(text, "x", found, {one.key: said for one in found})
    again = parse_source(made, "x", Report())
    assert again is not None
    assert all(entry.text == said for entry in segments(Leaflet, again))
