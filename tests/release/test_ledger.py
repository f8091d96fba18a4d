"""The ledger as one reader finds it: what is allowed, what shows as damage, and what cannot show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from leafletgen.content.code import release_number
from leafletgen.errors import Report
from leafletgen.release.ledger import LEDGER, Ledger, Release, Withdrawal, append, sealed_lines
from tests.support.commands import write
from tests.support.counting import lines_run
from tests.support.ledger_entries import digest, faults, put, read, record, release, withdrawal

CHANGED = "this line of the ledger was changed after it was written"
DAMAGED = "this line of the ledger is damaged"
MISSING = "the line that stood before this one is missing from the ledger"
LATER = "this line of the ledger was written by a later leafletgen"
NEWER = "this line of the ledger is not one that this version of leafletgen writes"
CONFLICT = "git left a merge conflict in the ledger"
NOT_TEXT = "this line of the ledger is not UTF-8"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a ledger with five lines."""
    root = tmp_path_factory.mktemp("ledger")
    record(root, release("P1", 1), release("P2", 1))
    record(root, release("P1", 2), withdrawal(release("P2", 1)))
    record(root, release("P10", 1))
    return (root / LEDGER).read_bytes()


def forged(line: bytes, **changes: object) -> bytes:
    """Change a line's fields and seal it anew, as somebody would who knows how."""
    fields = {**json.loads(line), **changes}
    del fields["seal"]
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sealed = json.dumps({**fields, "seal": digest(text)}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sealed.encode() + b"\n"


def test_what_was_recorded_is_read_back(tmp_path: Path) -> None:
    first, second = release("P1", 1), release("P1", 2, month=12)._replace(review=None, reissue=True)
    record(tmp_path, first)
    record(tmp_path, second, withdrawal(second))
    ledger = read(tmp_path)
    assert ledger.releases("P1") == (first, second)
    assert ledger.latest("P1") == second
    assert ledger.withdrawal(second) == withdrawal(second)
    assert ledger.withdrawal(first) is None
    assert ledger.with_file(first.files["a5-booklet"]) == [(first, "a5-booklet")]
    assert ledger.with_code(second.code) == [second]
    assert ledger.numbers() == ["P1"]
    assert ledger.latest_day() == "2026-12-21"
    assert ledger.rivals("P1") == ()


@pytest.mark.parametrize("data", [None, b"", b"\n", b"\r\n \n"])
def test_no_file_and_an_empty_file_are_an_empty_ledger(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        put(tmp_path, data)
    ledger = read(tmp_path)
    assert (ledger.numbers(), ledger.latest("P1"), ledger.tips(), ledger.latest_day()) == ([], None, (), "")
    assert (ledger.rivals("P1"), ledger.with_code("P1"), ledger.with_file("0")) == ((), [], [])
    record(tmp_path, release())
    assert read(tmp_path).latest("P1") == release()


def test_an_entry_is_recorded_once_however_often_it_is_given(tmp_path: Path) -> None:
    entries: list[Release | Withdrawal] = [release("P1"), release("P2"), withdrawal(release("P1"))]
    record(tmp_path, *entries, *entries)
    data = (tmp_path / LEDGER).read_bytes()
    record(tmp_path, *reversed(entries))
    assert (tmp_path / LEDGER).read_bytes() == data
    assert data.count(b"\n") == 3


def test_lines_are_sorted_and_the_same_whatever_order_the_entries_are_given_in(tmp_path: Path) -> None:
    entries: list[Release | Withdrawal] = [
        release("P2"), withdrawal(release("P1")), release("P1", 2), release("P1", 1),
    ]  # fmt: skip
    record(tmp_path / "a", *entries)
    record(tmp_path / "b", *reversed(entries))
    assert (tmp_path / "a" / LEDGER).read_bytes() == (tmp_path / "b" / LEDGER).read_bytes()
    order = [(line.entry.code, type(line.entry).__name__) for line in read(tmp_path / "a").lines]
    assert order == [
        ("P1/22/11.2026/VERSION1", "Release"),
        ("P1/22/11.2026/VERSION1", "Withdrawal"),
        ("P1/22/11.2026/VERSION2", "Release"),
        ("P2/22/11.2026/VERSION1", "Release"),
    ]


def test_lines_are_added_and_no_earlier_byte_changes(tmp_path: Path, written: bytes) -> None:
    put(tmp_path, written)
    record(tmp_path, release("P3"))
    data = (tmp_path / LEDGER).read_bytes()
    assert data.startswith(written)
    assert data.endswith(b"\n")
    assert data.count(b"\n") == 6


def test_every_change_of_one_character_shows_in_its_line(tmp_path: Path, written: bytes) -> None:
    ends = [at for at, byte in enumerate(written) if byte == ord("\n")]
    root = put(tmp_path, written)
    with (root / LEDGER).open("r+b", buffering=0) as file:  # to open it each time takes longer than all else
        for at in range(len(written)):
            if at in ends:
                continue
            line = written.count(b"\n", 0, at) + 1
            byte = written[at]
            for changed in (b"", bytes([byte ^ 1]), b"%c " % byte, b"%c%c" % (byte, byte)):
                file.seek(0)
                file.write(written[:at] + changed + written[at + 1 :])
                file.truncate()
                report = Report()
                assert Ledger.read(root, report) is None, (at, changed)
                places = {fault.place.line for fault in report.errors if fault.place is not None}
                assert places == {line}, (at, changed)
    for end in ends[:-1]:
        assert faults(put(tmp_path, written[:end] + written[end + 1 :])), "two lines became one"


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"version":1}', b'"version":1.0}'), (b'"version":1}', b'"version":-0}'), (b'"version":1}', b'"version":1e0}'),
     ("“".encode(), b"\\u201c"), (b'"number"', b'"n\\u0075mber"'), (b'","', b'", "'),
     (b'{"app', b'{"reason":"Another","app'), (b'"reissue":false', b'"reissue":0')],
)  # fmt: skip
def test_another_spelling_of_the_same_value_shows(tmp_path: Path, written: bytes, old: bytes, new: bytes) -> None:
    """A key given twice would show one reason to people and another to leafletgen."""
    assert old in written.split(b"\n")[0] + b"\n"
    assert faults(put(tmp_path, written.replace(old, new, 1))) == [f"1: {CHANGED}"]


def test_a_line_taken_out_shows_unless_it_was_the_last(tmp_path: Path, written: bytes) -> None:
    lines = written.splitlines(keepends=True)
    for gone in range(4):
        rest = lines[:gone] + lines[gone + 1 :]
        assert faults(put(tmp_path, b"".join(rest))) == [f"{gone + 1}: {MISSING}"]


def test_the_last_lines_cut_off_leave_a_whole_ledger_of_the_past(tmp_path: Path, written: bytes) -> None:
    """No chain can show this; git can (see test_ledger_git), and the code in the leaflet's file (see test_state)."""
    lines = written.splitlines(keepends=True)
    put(tmp_path, b"".join(lines[:3]))
    ledger = read(tmp_path)
    assert ledger.withdrawal(release("P2", 1)) is None
    assert ledger.latest("P10") is None


def test_two_fields_of_a_line_swapped_show(tmp_path: Path, written: bytes) -> None:
    first = json.loads(written.splitlines()[0])
    changed = written
    for old, new in ((first["content"], "*"), (first["appearance"], first["content"]), ("*", first["appearance"])):
        changed = changed.replace(old.encode(), new.encode(), 1)
    assert changed != written
    assert faults(put(tmp_path, changed)) == [f"1: {CHANGED}"]


def test_a_value_of_another_line_shows(tmp_path: Path, written: bytes) -> None:
    one, two, *rest = written.splitlines(keepends=True)
    seals = json.loads(one)["seal"].encode(), json.loads(two)["seal"].encode()
    swapped = one.replace(seals[0], seals[1]) + two.replace(seals[1], seals[0])
    assert faults(put(tmp_path, swapped + b"".join(rest)))[0] == f"1: {CHANGED}"


def test_order_doubled_lines_line_ends_and_a_byte_order_mark_are_of_no_account(tmp_path: Path, written: bytes) -> None:
    expected = read(put(tmp_path, written))
    lines = written.splitlines(keepends=True)
    for allowed in (
        b"".join(reversed(lines)),
        b"".join(lines[2:] + lines[:2]),
        written + written,
        b"".join(line + line for line in lines),
        written.replace(b"\n", b"\r\n"),
        written.replace(b"\n", b"\n\n"),
        written.removesuffix(b"\n"),
        b"\xef\xbb\xbf" + written,
        written + b"\xef\xbb\xbf" + written,
    ):
        ledger = read(put(tmp_path, allowed))
        assert [line.entry for line in ledger.lines] == [line.entry for line in expected.lines]
        assert ledger.tips() == expected.tips()
        record(tmp_path, release("P77"))
        assert read(tmp_path).latest("P77") == release("P77")


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        (b'{"kind":"release","code":"P1', DAMAGED),
        (b"\0\0\0\0", DAMAGED),
        (b"[" * 100_000, DAMAGED),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, DAMAGED),
        (b'{"seal":"\\ud800"}', CHANGED),
        (b'{"title":"\\ud800","seal":"' + b"0" * 64 + b'"}', CHANGED),
        (b'{"version":' + b"9" * 5000 + b"}", DAMAGED),
        (b'{"seal":["a"]}', CHANGED),
        (b'{"seal":NaN,"version":-Infinity}', CHANGED),
        (b'{"seal":null}', CHANGED),
        (b"{}", CHANGED),
        (b"[]", DAMAGED),
        (b"null", DAMAGED),
        (b"# a remark", DAMAGED),
        (b'{"title":"' + b"x" * 5_000_000 + b'"}', CHANGED),
        (b"caf\xe9", NOT_TEXT),
        ("{}".encode("utf-16"), NOT_TEXT),
        (b"\x80", NOT_TEXT),
    ],
)
def test_what_is_no_line_is_told_with_its_number(tmp_path: Path, written: bytes, added: bytes, expected: str) -> None:
    assert faults(put(tmp_path, written + added + b"\n")) == [f"6: {expected}"]
    assert faults(put(tmp_path, added + b"\n" + written)) == [f"1: {expected}"]


def test_a_truncated_last_line_is_told(tmp_path: Path, written: bytes) -> None:
    start = written[:-1].rindex(b"\n") + 1
    for end in range(start + 1, len(written) - 1):
        assert faults(put(tmp_path, written[:end])) in ([f"5: {DAMAGED}"], [f"5: {NOT_TEXT}"])


def test_the_marks_of_a_conflict_are_told_in_both_styles(tmp_path: Path, written: bytes) -> None:
    one, two, three, four, five = written.splitlines(keepends=True)
    merge = one + two + b"<<<<<<< HEAD\n" + three + b"=======\n" + four + five + b">>>>>>> other\n"
    assert faults(put(tmp_path, merge)) == [f"{line}: {CONFLICT}" for line in (3, 5, 8)]
    diff3 = merge.replace(b"=======\n", b"||||||| 1234567\n=======\n").replace(b"\n", b"\r\n")
    assert faults(put(tmp_path, diff3)) == [f"{line}: {CONFLICT}" for line in (3, 5, 6, 9)]
    report = Report()
    assert not append(tmp_path, [release("P9")], report)
    assert len(report.errors) == 4
    assert (tmp_path / LEDGER).read_bytes() == diff3


def test_all_faults_are_told_at_once(tmp_path: Path, written: bytes) -> None:
    lines = written.splitlines(keepends=True)
    damaged = b"".join([lines[0].replace(b"Reviewed", b"Revised"), lines[1], b"{\n", *lines[2:4], b"\xff\n", lines[4]])
    assert faults(put(tmp_path, damaged)) == [f"1: {CHANGED}", f"3: {DAMAGED}", f"6: {NOT_TEXT}"]


@pytest.mark.parametrize(
    "changes",
    [{"colour": "red"}, {"before": ["a"]}, {"released": "2026-13-01"}, {"version": "1"}, {"version": True},
     {"files": {"a4": "short"}}, {"title": ""}, {"zone": {"seal": "0" * 64}}],
)  # fmt: skip
def test_a_line_in_another_shape_asks_for_an_update(tmp_path: Path, changes: dict[str, object]) -> None:
    line = forged(sealed_lines((), [release()])[0].encode(), **changes)
    assert faults(put(tmp_path, line)) == [f"1: {NEWER}"]


def test_a_newer_kind_of_line_whose_seal_stands_last_asks_for_an_update(tmp_path: Path) -> None:
    fields = '{"before":"","kind":"note"}'
    line = fields.replace("}", f',"seal":"{digest(fields)}"}}')
    assert faults(put(tmp_path, line.encode())) == [f"1: {LATER}"]


@pytest.mark.parametrize(
    "changes",
    [{"kind": "recall"}, {"kind": None}, {"format": 2}, {"format": 2, "kind": "recall", "files": [1]},
     {"format": 3, "before": ["a"]}, {"format": "2b"}],
)  # fmt: skip
def test_a_line_that_a_later_version_wrote_is_told_as_such_and_nothing_is_added(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    record(tmp_path, release("P1"))
    data = (tmp_path / LEDGER).read_bytes()
    line = forged(sealed_lines(read(tmp_path).tips(), [release("P2")])[0].encode(), **changes)
    assert faults(put(tmp_path, data + line)) == [f"2: {LATER}"]
    report = Report()
    assert not append(tmp_path, [release("P3")], report)
    assert [fault.hint for fault in report.errors] == ["update leafletgen"]
    assert (tmp_path / LEDGER).read_bytes() == data + line
    # Changed by hand it is no better than any other line.
    assert faults(put(tmp_path, data + line.replace(b"Reviewed", b"Revised"))) == [f"2: {CHANGED}"]


def test_this_form_may_be_named(tmp_path: Path) -> None:
    put(tmp_path, forged(sealed_lines((), [release()])[0].encode(), format=1))
    assert read(tmp_path).latest("P1") == release()


def test_other_forms_than_pdf_are_recorded_with_a_dot(tmp_path: Path) -> None:
    html = digest("html")
    entry = release()._replace(files={**release().files, ".html": html, ".text": digest("text")})
    record(tmp_path, entry)
    ledger = read(tmp_path)
    assert ledger.latest("P1") == entry
    assert entry.pdfs == release().files
    assert entry.recorded == {**release().files, "html": html, "text": digest("text")}
    assert ledger.with_file(html) == [(entry, "html")]
    assert ledger.with_file(entry.files["a5-booklet"]) == [(entry, "a5-booklet")]


def test_a_ledger_of_version_0_1_0_reads_unchanged_and_goes_on(tmp_path: Path) -> None:
    data = (Path(__file__).parent / "ledger_0_1_0.jsonl").read_bytes().replace(b"\r\n", b"\n")
    ledger = read(put(tmp_path, data))
    second = release("P1", 2, month=12)
    again = second._replace(
        code="P1/22/01.2027/VERSION2", issued="2027-01", released="2027-01-05", reissue=True, review=None
    )
    assert [line.entry for line in ledger.lines if line.entry.number == "P1"] == [release("P1"), second, again]
    assert ledger.withdrawal(release("P2")) == withdrawal(release("P2"))
    assert ledger.latest("P3") == release("P3", None)
    assert len(ledger.tips()) == 1
    record(tmp_path, release("P4"))
    assert (tmp_path / LEDGER).read_bytes().startswith(data)


def test_a_layout_may_be_called_seal(tmp_path: Path) -> None:
    odd = release()._replace(
        files={"seal": digest("a"), "before": digest("b")}, reason='"seal":"x", \\ ","\u2028\x7f\n'
    )
    record(tmp_path, odd)
    assert read(tmp_path).latest("P1") == odd


def test_a_forged_line_with_a_new_seal_shows_when_another_line_follows_it(tmp_path: Path, written: bytes) -> None:
    lines = written.splitlines(keepends=True)
    for at in range(4):
        changed = forged(lines[at], reason="Another reason")
        assert faults(put(tmp_path, b"".join([*lines[:at], changed, *lines[at + 1 :]]))) == [f"{at + 2}: {MISSING}"]


def test_a_forged_last_line_with_a_new_seal_cannot_show(tmp_path: Path, written: bytes) -> None:
    """There is no secret in a seal: this is what git's history is for."""
    *lines, last = written.splitlines(keepends=True)
    put(tmp_path, b"".join(lines) + forged(last, reason="Another reason"))
    latest = read(tmp_path).latest("P10")
    assert latest is not None and latest.reason == "Another reason"


def test_a_ledger_begun_twice_is_told_until_a_release_joins_the_two(tmp_path: Path) -> None:
    """Two branches may both make the first release of a workspace; nobody could mend an error there."""
    one, two = (sealed_lines((), [release(number)])[0] for number in ("P1", "P2"))
    put(tmp_path, f"{one}\n{two}\n".encode())
    report = Report()
    ledger = Ledger.read(tmp_path, report)
    assert ledger is not None and ledger.numbers() == ["P1", "P2"]
    (told,) = report.diagnostics
    assert not report.has_errors
    assert str(told.place) == f"{LEDGER}:2:1"
    assert "a second beginning: line 1 follows no other one either" in told.message
    assert append(tmp_path, [release("P3")], Report())
    assert read(tmp_path).numbers() == ["P1", "P2", "P3"]


@pytest.mark.parametrize(
    ("change", "named"),
    [({"reason": "\udcff"}, "reason"), ({"approved_by": ""}, "approved_by"), ({"review": "soon"}, "review"),
     ({"files": {"a4": "short"}}, "files")],
)  # fmt: skip
def test_an_entry_that_could_not_be_read_back_is_not_written(
    tmp_path: Path, written: bytes, change: dict[str, Any], named: str
) -> None:
    """An argument of a shell may hold bytes that are not UTF-8, which Python keeps as lone surrogates."""
    put(tmp_path, written)
    report = Report()
    assert not append(tmp_path, [release("P8")._replace(**change), release("P9")], report)
    (fault,) = report.errors
    assert f'"{named}"' in fault.message
    assert fault.message.isascii()
    assert (tmp_path / LEDGER).read_bytes() == written


def test_what_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / LEDGER).mkdir(parents=True)
    assert faults(tmp_path) == [f"0: {LEDGER} cannot be read: Is a directory"]
    monkeypatch.setattr("leafletgen.release.ledger._LIMIT_BYTES", 10)
    assert faults(put(tmp_path / "large", b"{" * 11)) == [f"0: {LEDGER} is too large"]


def test_known_may_refuse_and_nothing_is_written(tmp_path: Path, written: bytes) -> None:
    def refuse(ledger: Ledger) -> None:
        assert ledger.latest("P1") == release("P1", 2)
        raise KeyError("refused")

    put(tmp_path, written)
    with pytest.raises(KeyError, match="refused"):
        append(tmp_path, [release("P3")], Report(), refuse)
    assert (tmp_path / LEDGER).read_bytes() == written
    record(tmp_path, release("P3"))  # and the lock is free again


def test_the_number_that_versions_share_falls_back_to_job_and_file(tmp_path: Path) -> None:
    from leafletgen.content.code import Code

    assert release_number(Code(number="P1", job="22"), "stem") == "P1"
    assert release_number(Code(job="22"), "stem") == "22"
    assert release_number(Code(), "stem") == "stem"


def test_each_line_takes_the_same_work(tmp_path: Path) -> None:
    def work(lines: int) -> int:
        root = tmp_path / str(lines)
        record(root, *(release(f"P{number}") for number in range(lines)))
        return lines_run(lambda: read(root))

    few, many = work(500), work(1000)
    assert many < 2.1 * few
    assert many < 250 * 1000, "and it is little"


LOST = "restore it from its history in git; if git never had a line about that content, "


@pytest.mark.parametrize(
    ("lines", "state"), [(None, "is gone"), (0, "is empty"), (1, "has lost lines"), (2, "has lost lines")]
)
def test_content_without_its_line_is_told(tmp_path: Path, lines: int | None, state: str) -> None:
    """P1 was released twice, and the ledger has no more than so many of the lines."""
    record(tmp_path, release("P2"), release("P1"))
    record(tmp_path, release("P1", 2))
    data = (tmp_path / LEDGER).read_bytes()
    contents = sorted(release("P1", version).content for version in (1, 2))
    for content in contents:
        write(tmp_path / f"leaflets/.history/{content}.json", "{}")
    write(tmp_path / "leaflets/.history/.notes.json.77.part", "{}")
    write(tmp_path / "leaflets/.history/README.json", "{}")
    assert read(tmp_path).latest("P1") == release("P1", 2)
    if lines is None:
        (tmp_path / LEDGER).unlink()
    else:
        put(tmp_path, b"".join(data.splitlines(keepends=True)[:lines]))
    report = Report()
    assert Ledger.read(tmp_path, report) is None
    lost = [release("P1", 2).content] if lines else contents  # the first line is that of P1: they are sorted
    shown = ", ".join(f"{content}.json" for content in lost)
    assert [fault.message for fault in report.errors] == [
        f"leaflets/releases.jsonl {state}, and leaflets/.history/ holds what was released: {shown}"
    ]
    assert report.errors[0].hint.startswith(LOST)
    assert not append(tmp_path, [release("P9")], Report())
    put(tmp_path, data)  # what the hint says to do
    assert read(tmp_path).latest("P1") == release("P1", 2)


def test_no_history_and_no_ledger_is_a_workspace_that_never_released(tmp_path: Path) -> None:
    (tmp_path / "leaflets" / ".history").mkdir(parents=True)
    assert read(tmp_path).numbers() == []
    put(tmp_path, b"")
    assert read(tmp_path).numbers() == []


def test_content_of_a_release_that_was_begun_is_not_lost(tmp_path: Path) -> None:
    """Version 0.1.0 kept the content before it recorded it, and the next command finishes what it began."""
    content = release("P1").content
    write(tmp_path / f"leaflets/.history/{content}.json", "{}")
    pending = write(tmp_path / "leaflets/.releasing.json", json.dumps([{"release": release("P1")._asdict()}]))
    assert read(tmp_path).numbers() == []
    pending.unlink()
    assert Ledger.read(tmp_path, Report()) is None
