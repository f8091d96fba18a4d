"""A waiver lets a finding stand where it is said and why, and changes nothing else of its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from leafletgen.content.fingerprint import fingerprint
from leafletgen.errors import Place, Report, Severity
from leafletgen.release.content import content_hash, printed_content
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.waivers import sort_out, waivers_of
from leafletgen.source.yaml import parse_source
from tests.rules.harness import PLAIN_HEAD, as_file, workspace

_PARTS = """\
body:
  - Nobody knows the now of "no".
  - 痛みは続く
"""
_BODY = """\
body:
  - heading: Why it hurts
    id: why
  - Pain has many causes.
  - heading: What helps
    level: 2
    id: helps
  - Walk more.
  - heading: When to call
    id: call
  - "Call **us now** if it gets worse."
"""
_KNOWN = ("a-rule", "other-rule")


def _file(waive: str) -> CheckedFile:
    return as_file(PLAIN_HEAD + waive + _BODY)


def _finding(file: CheckedFile, words: str, rule: str = "a-rule") -> Finding:
    passage = next(one for one in file.passages if words in one.text)
    start = passage.text.index(words)
    return Finding(rule, Severity.WARNING, "message", "hint", passage.place(start, start + len(words)))


@pytest.mark.parametrize(
    ("at", "waived"),
    [
        ("", ["Why it hurts", "many causes", "Walk", "When to call", "us now"]),
        ("why", ["Why it hurts", "many causes", "Walk"]),
        ("helps", ["Walk"]),
        ("call", ["When to call", "us now"]),
        ("body.2", ["many causes"]),
        ("title", []),
        ("us now", ["us now"]),
        ("has many", ["many causes"]),
        ("us", ["us now"]),
    ],
)
def test_a_waiver_holds_where_it_says(at: str, waived: list[str]) -> None:
    """The whole file; a heading and what stands under it, its sections too; a key; or words, through markup."""
    where = f", at: {at}" if at else ""
    file = _file(f"waive: [{{rule: a-rule{where}, because: it is so}}]\n")
    waivers, faults = waivers_of(file, _KNOWN)
    assert not faults
    findings = [_finding(file, words) for words in ("Why it hurts", "many causes", "Walk", "When to call", "us now")]
    stay, let, used = sort_out(findings, waivers)
    assert [one.place for one, _ in let] == [_finding(file, words).place for words in waived]
    assert {because for _, because in let} <= {"it is so"}
    assert len(stay) + len(let) == len(findings)
    assert used == ({0} if waived else set())


@pytest.mark.parametrize("at", ["Pain", "many", "causes.", "Pain has many causes."])
def test_words_waive_what_is_found_around_them(at: str) -> None:
    """A rule may be about more than the words that somebody wrote down, or about less."""
    file = _file(f"waive: [{{rule: a-rule, at: {at}, because: it is so}}]\n")
    waivers, _ = waivers_of(file, _KNOWN)
    whole = _finding(file, "Pain has many causes.")
    assert sort_out([whole, _finding(file, "Walk more.")], waivers)[0] == [_finding(file, "Walk more.")]


def test_words_that_stand_twice_waive_both() -> None:
    file = as_file(
        f"{PLAIN_HEAD}waive: [{{rule: a-rule, at: tea, because: so}}]\nbody:\n  - A tea, and a tea.\n  - A tea.\n"
    )
    waivers, _ = waivers_of(file, _KNOWN)
    places = [one.place(at, at + 3) for one in file.passages for at in (2, 13) if one.text[at : at + 3] == "tea"]
    assert len(places) == 3
    assert not sort_out([Finding("a-rule", Severity.WARNING, "m", "h", place) for place in places], waivers)[0]


def test_words_are_whole_words() -> None:
    """A word is not found in others; in a script without spaces each run of letters is."""
    file = as_file(
        PLAIN_HEAD
        + "waive: [{rule: a-rule, at: no, because: it is so}, {rule: other-rule, at: 続く, because: so}]\n"
        + _PARTS
    )
    waivers, faults = waivers_of(file, _KNOWN)
    assert not faults
    assert [one.stretches for one in waivers] == [(((9, 30), (9, 32)),), (((10, 8), (10, 10)),)]


def test_a_waiver_is_of_one_rule_and_of_its_file() -> None:
    """Another rule's finding stays, and so does one in another file; one that is about both files is waived."""
    file = _file("waive: [{rule: a-rule, because: it is so}]\n")
    waivers, _ = waivers_of(file, _KNOWN)
    other = Finding("a-rule", Severity.WARNING, "m", "h", Place("leaflets/other.yaml", 3, 1))
    about_both = other._replace(also=(_finding(file, "Walk").place,))
    stay, let, _ = sort_out([_finding(file, "Walk", "other-rule"), other, about_both], waivers)
    assert (len(stay), [one for one, _ in let]) == (2, [about_both])


@pytest.mark.parametrize(
    ("waiver", "code", "words"),
    [
        ("{rule: a-rulle, because: so}", "waiver-of-unknown-rule", "a-rule"),
        ("{rule: a-rule}", "waiver-without-reason", "because"),
        ('{rule: a-rule, because: " "}', "waiver-without-reason", "because"),
        ("{rule: a-rule, at: no such words, because: so}", "waiver-at-nothing", "id of a heading"),
    ],
)
def test_a_waiver_that_is_wrong_does_not_count(waiver: str, code: str, words: str) -> None:
    """It is told, with what to do."""
    waivers, faults = waivers_of(_file(f"waive: [{waiver}]\n"), _KNOWN)
    assert waivers == []
    assert [one.rule for one in faults] == [code]
    assert words in faults[0].hint
    assert faults[0].place.line == PLAIN_HEAD.count("\n") + 1


def test_waivers_change_no_page_no_hash_and_no_fingerprint(tmp_path: Path) -> None:
    """What prints, what a release compares, and what translations rest on are as they were."""
    del tmp_path
    files = [PLAIN_HEAD + _BODY, PLAIN_HEAD + "waive: [{rule: a-rule, at: why, because: it is so}]\n" + _BODY]
    report = Report()
    loaded = [workspace().load_leaflet(workspace().root / "leaflets/x.yaml", report, text) for text in files]
    assert not report.diagnostics, report.diagnostics
    contents = [printed_content(one) for one in loaded if one is not None]
    assert len(contents) == 2
    assert contents[0] == contents[1]
    assert content_hash(contents[0]) == content_hash(contents[1])
    roots = [parse_source(text, "x.yaml", report) for text in files]
    prints = {fingerprint(root, "leaflet") for root in roots if root is not None}
    assert len(prints) == 1
    keys = [[passage.key for passage in as_file(text).passages] for text in files]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("exercise", "assets/exercises/bridge.yaml"),
        ("programme", "assets/programmes/core.yaml"),
        ("shared", "leaflets/shared/crisis.yaml"),
        ("brand", "assets/brands/riverside/brand.yaml"),
    ],
)
def test_every_kind_of_file_can_waive(kind: str, path: str) -> None:
    """The model lets it stand, and the words of a waiver are none of the file's texts."""
    text = (workspace().root / path).read_text("utf-8")
    plain = as_file(text, kind)  # type: ignore[arg-type]  # one of the kinds
    file = as_file(text + "\nwaive: [{rule: a-rule, because: it is so}]\n", kind)  # type: ignore[arg-type]
    report = Report()
    record = type(plain.record).read(file.root, report)
    assert record is not None and not report.has_errors, report.diagnostics
    assert [one.key for one in file.passages] == [one.key for one in plain.passages]
    assert len(waivers_of(file, _KNOWN)[0]) == 1
