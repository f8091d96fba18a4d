"""Safe changes are made until none is left: twice is once, comments stay, and no file is lost or half written."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.app.checking import mending
from leafletgen.app.checking.mending import Find, mend, mend_text, write
from leafletgen.errors import Place, Report, Severity
from leafletgen.rules.finding import Edit, Finding
from leafletgen.source.yaml import parse_source
from leafletgen.system.writing import WriteError

TEXT = """\
# stool stays in a comment
title: A stool
body:
  - "The stool  is: e.g. brown"   # stool
  - >-
    Folded stool
    and stool
"""


def found(text: str, words: Mapping[str, str], severity: Severity = Severity.WARNING) -> list[Finding]:
    """Return each of some words with what is to stand in its place, wherever it is, in comments too."""
    return [
        Finding(old, severity, "m", "", Place("f", 1, 1), (Edit(match.start(), match.end(), new),))
        for old, new in words.items()
        for match in re.finditer(re.escape(old), text)
    ]


def finder(**words: str) -> Find:
    return lambda text: found(text, words)


def test_every_change_is_made_and_comments_stay() -> None:
    made = mend_text(TEXT, lambda text: found(text, {"stool": "poo", "  is": " is", "e.g.": "for example"}))
    assert made.text == (
        TEXT.replace("stool", "poo").replace("# poo", "# stool").replace("  is", " is").replace("e.g.", "for example")
    )
    assert len(made.made) == 6
    assert made.quarrel == ()


def test_one_change_may_make_way_for_another() -> None:
    made = mend_text("a: one\n", finder(one="two", two="three"))
    assert made.text == "a: three\n"


def test_changes_that_meet_are_made_one_after_the_other() -> None:
    made = mend_text("a: one two\n", lambda text: found(text, {"one two": "three two", "two": "four"}))
    assert made.text == "a: three four\n"


def test_rules_that_undo_each_other_change_nothing() -> None:
    made = mend_text("a: one\nb: stool\n", finder(one="two", two="one", stool="poo"))
    assert made.text == "a: one\nb: stool\n"
    assert made.made == ()
    assert set(made.quarrel) <= {"one", "two"}
    assert made.quarrel


def test_a_change_that_would_change_more_is_left_out_and_the_others_are_made() -> None:
    made = mend_text("a: one\nb: two\n", finder(one="x # y", two="three"))
    assert made.text == "a: one\nb: three\n"


def test_a_change_that_brings_an_error_is_left_out_and_the_others_are_made() -> None:
    def find(text: str) -> list[Finding]:
        errors = [Finding("bad", Severity.ERROR, "m", "", Place("f", 1, 1)) for _ in re.finditer("xx", text)]
        return [*found(text, {"one": "xx", "two": "three"}), *errors]

    made = mend_text("a: one\nb: two\n", find)
    assert made.text == "a: one\nb: three\n"
    assert [one.rule for one in made.made] == ["two"]


def test_a_change_after_which_nothing_can_be_read_is_left_out() -> None:
    assert mend_text("a: one\n", lambda text: None if "two" in text else found(text, {"one": "two"})).made == ()


def test_what_cannot_be_read_is_not_changed() -> None:
    assert mend_text(TEXT, lambda _: None).text == TEXT


def test_changes_of_one_finding_are_made_together_or_not_at_all() -> None:
    def find(text: str) -> list[Finding]:
        first, comment = text.find("one"), text.find("note")
        edits = (Edit(first, first + 3, "two"), Edit(comment, comment + 4, "more"))
        return [Finding("r", Severity.WARNING, "m", "", Place("f", 1, 1), edits)] if first >= 0 else []

    assert mend_text("a: one # note\n", find).text == "a: one # note\n"
    assert mend_text("a: one\nb: note\n", find).text == "a: two\nb: more\n"


_WORDS = st.dictionaries(
    st.sampled_from(["stool", "a", "to", "  ", "e.g.", "5 pm", "'"]),
    st.sampled_from(["poo", "b", "", " ", "for example", "5pm", "\u2019", "#", ": ", '"', "\n", "stool"]),
    max_size=4,
)
_TEXTS = st.lists(
    st.lists(st.sampled_from(["stool", "a", "to", "", "e.g.", "5 pm", "b"]), min_size=1, max_size=5).map(" ".join),
    min_size=1,
    max_size=4,
)
_FORMS: list[Callable[[str], str]] = [str, "'{}'".format, '"{}"'.format, "|\n    {}".format, ">-\n    {}".format]


@given(_TEXTS, st.data(), _WORDS)
def test_twice_is_once_and_what_comes_out_is_built_alike(
    texts: list[str], data: st.DataObject, words: dict[str, str]
) -> None:
    values = [data.draw(st.sampled_from(_FORMS))(text) for text in texts]
    whole = "".join(f"# stool a\nkey{number}: {value}\n" for number, value in enumerate(values))
    before = parse_source(whole, "", Report())

    def find(text: str) -> list[Finding]:
        return found(text, words)

    once = mend_text(whole, find)
    assert mend_text(once.text, find).text == once.text
    assert once.text.count("# stool a\n") == whole.count("# stool a\n")
    if before is not None:
        after = parse_source(once.text, "", Report())
        assert after is not None
        assert list(after.data) == list(before.data)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "file.yaml"
    made.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    return made


def test_line_ends_and_a_byte_order_mark_stay(path: Path) -> None:
    before = path.read_bytes()
    mended = mend(path, "file.yaml", finder(stool="poo"))
    assert mended is not None
    assert path.read_bytes() == before
    path.chmod(0o640)
    write(mended)
    expected = before.replace(b"stool", b"poo").replace(b"# poo", b"# stool")
    assert path.read_bytes() == expected
    assert path.stat().st_mode & 0o777 == 0o640
    assert mend(path, "file.yaml", finder(stool="poo")) is None
    assert [one.name for one in path.parent.iterdir()] == ["file.yaml"]


def test_the_difference_shows_the_lines_that_change(path: Path) -> None:
    mended = mend(path, "leaflets/file.yaml", finder(title="x", Folded="Un\u202efolded"))
    assert mended is not None
    assert mended.difference() == [
        "--- leaflets/file.yaml",
        "+++ leaflets/file.yaml",
        "@@ -5,3 +5,3 @@",
        "   - >-",
        "-    Folded stool",
        "+    Un\\u202efolded stool",
        "     and stool",
    ]


def test_a_file_that_changed_meanwhile_is_left_alone(path: Path) -> None:
    mended = mend(path, "file.yaml", finder(stool="poo"))
    assert mended is not None
    path.write_text("title: Another\n", "utf-8")
    with pytest.raises(WriteError, match="changed by somebody else"):
        write(mended)
    assert path.read_text("utf-8") == "title: Another\n"
    path.unlink()
    with pytest.raises(WriteError, match="No such file"):
        write(mended)
    assert not path.exists()


def test_a_file_that_changes_while_the_new_one_is_written_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mended = mend(path, "file.yaml", finder(stool="poo"))
    assert mended is not None
    saved = b"title: Saved by an editor at this moment\n"
    monkeypatch.setattr(os, "fsync", lambda _: path.write_bytes(saved))
    with pytest.raises(WriteError, match="changed by somebody else"):
        write(mended)
    assert path.read_bytes() == saved
    assert [one.name for one in path.parent.iterdir()] == ["file.yaml"]


def test_a_file_that_cannot_be_written_is_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    mended = mend(path, "file.yaml", finder(stool="poo"))
    assert mended is not None

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left"):
        write(mended)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["file.yaml"]


def test_what_a_link_leads_to_is_changed_and_the_link_stays(path: Path) -> None:
    link = path.with_name("link.yaml")
    link.symlink_to(path.name)
    mended = mend(link, "link.yaml", finder(stool="poo"))
    assert mended is not None
    write(mended)
    assert link.is_symlink()
    assert "A poo" in path.read_text("utf-8")


def test_what_is_no_text_or_too_large_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"a: stool\xff\n")
    assert mend(path, "file.yaml", finder(stool="poo")) is None
    path.write_bytes(b"a: stool\n")
    monkeypatch.setattr(mending, "MAXIMUM_BYTES", 5)
    assert mend(path, "file.yaml", finder(stool="poo")) is None
