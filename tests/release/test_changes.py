"""What changed between two contents: nothing is left out, and it is told so that people find it."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.release.changes import Change, Kind, Line, compare
from leafletgen.release.content import NOT_CONTENT, Content, content_hash, printed_content
from leafletgen.release.names import plain_words
from leafletgen.release.word_changes import Mark, Words, compare_words
from tests.release.test_content_hash import BODY, EDITS, Desk, Edit
from tests.support.commands import ROOT
from tests.support.shipped import sources


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a workspace with the sample leaflet, for all tests of this module."""
    return Desk(tmp_path_factory.mktemp("w") / "w")


@pytest.fixture(scope="module")
def contents(desk: Desk) -> dict[str, Content]:
    """Return the content before any edit (under an empty name) and after each."""
    return {"": desk.edited(), **{field: desk.edited(edit) for field, edit in EDITS.items()}}


def said(line: Line, mark: Mark) -> str:
    """Return one side of a line."""
    return "".join(words.text for words in line.side(mark))


def text_of(changes: list[Change]) -> str:
    """Return everything that changes say."""
    return "\n".join(
        " ".join([change.kind, change.what, change.where, change.before, *map(str, change.lines)]) for change in changes
    )


@pytest.mark.parametrize("field", EDITS)
def test_every_edit_of_a_field_is_told(contents: dict[str, Content], field: str) -> None:
    old, new = contents[""], contents[field]
    changes = compare(old, new)
    assert bool(changes) is (field not in NOT_CONTENT)
    assert all(change.lines and change.what and change.where for change in changes)
    assert all(words.text for change in changes for line in change.lines for words in line.words)
    assert compare(new, new) == []


@pytest.mark.parametrize("field", [field for field, edit in EDITS.items() if isinstance(edit[2], str)])
def test_a_new_text_can_be_read_in_full(contents: dict[str, Content], field: str) -> None:
    value = EDITS[field][2]
    if field in NOT_CONTENT or value in ("lake.svg", "spinal", "other", "60%"):
        return
    value = value.replace("{department.phone}", "01632 960 000")
    lines = [line for change in compare(contents[""], contents[field]) for line in change.lines]
    assert value in [said(line, Mark.ADDED) for line in lines]


def _body_edits() -> st.SearchStrategy[list[tuple[str, int, int]]]:
    places = st.integers(0, len(BODY) + 1)
    return st.lists(st.tuples(st.sampled_from(["remove", "move", "copy"]), places, places), max_size=4)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.sampled_from(sorted(EDITS)), max_size=4),
    st.lists(st.sampled_from(sorted(EDITS)), max_size=4),
    _body_edits(),
)
def test_nothing_is_told_exactly_when_the_hashes_are_equal(
    contents: dict[str, Content], ones: list[str], others: list[str], body_edits: list[tuple[str, int, int]]
) -> None:
    old, new = _mixed(contents, ones), _mixed(contents, others)
    for what, at, to in body_edits:
        body = new["body"]
        if at >= len(body):
            continue
        block = body[at] if what == "copy" else body.pop(at)
        if what != "remove":
            body.insert(to, copy.deepcopy(block))
    changes = compare(old, new)
    assert (changes == []) is (content_hash(old) == content_hash(new))
    assert all(change.where != "Other entries" for change in changes)
    _check_body(old["body"], new["body"], changes)


def _mixed(contents: dict[str, Content], fields: list[str]) -> Content:
    """Take the top-level parts, and the blocks, that edits changed."""
    plain = contents[""]
    mixed = copy.deepcopy(plain)
    for field in fields:
        edited = contents[field]
        for key, value in edited.items():
            if key != "body" and value != plain.get(key):
                mixed[key] = copy.deepcopy(value)
        for place, block in enumerate(edited["body"]):
            if (
                place < len(plain["body"])
                and len(edited["body"]) == len(plain["body"])
                and block != plain["body"][place]
            ):
                mixed["body"][place] = copy.deepcopy(block)
    return mixed


def _check_body(old: list[Content], new: list[Content], changes: list[Change]) -> None:
    """As many blocks go and come as the lengths differ by."""
    body = [change for change in changes if change.where.startswith(("Under", "Before"))]
    added = sum(change.kind is Kind.ADDED for change in body)
    removed = sum(change.kind is Kind.REMOVED for change in body)
    assert added - removed == len(new) - len(old)


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_make_up_both_texts_letter_for_letter(old: str, new: str) -> None:
    words = compare_words(old, new)
    assert "".join(part.text for part in words if part.mark is not Mark.ADDED) == old
    assert "".join(part.text for part in words if part.mark is not Mark.REMOVED) == new


_TOKENS = st.lists(
    st.sampled_from(
        ["one", "two", " ", "  ", "\n", "**", "*", "[@a]", "\\*", ".", "[", "](https://a.b/c)", "{page:a}"]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=300)
@given(_TOKENS, _TOKENS)
def test_marked_up_words_make_up_both_texts(old: str, new: str) -> None:
    words = compare_words(old, new)
    assert "".join(part.text for part in words if part.mark is not Mark.ADDED) == old
    assert "".join(part.text for part in words if part.mark is not Mark.REMOVED) == new
    assert (old == new) is all(part.mark is Mark.KEPT for part in words)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Take one tablet a day.", "Take two tablets a day.", "Take [-one tablet-][+two tablets+] a day."),
        ("Walk every day.", "Walk a little every day.", "Walk[+ a little+] every day."),
        ("Walk a little every day.", "Walk every day.", "Walk[- a little-] every day."),
        ("Pain is real", "**Pain** is real", "[-Pain-][+**Pain**+] is real"),
        ("Phone 01632 960 000 now", "Phone 01632 960 001 now", "Phone 01632 960 [-000-][+001+] now"),
        ("As it says.[@a]", "As it says.[@b]", "As it says.[-[@a]-][+[@b]+]"),
        ("Something else", "Entirely different words here", "[-Something else-][+Entirely different words here+]"),
        ("Walk. Rest a lot. Sleep well.", "Walk. Sleep well.", "Walk.[- Rest a lot.-] Sleep well."),
        ("Walk. Sleep well.", "Walk. Rest a lot. Sleep well.", "Walk.[+ Rest a lot.+] Sleep well."),
        ("1.5 mg", "15 mg", "[-1.5-][+15+] mg"),
    ],
)
def test_words_are_shown_where_they_changed(old: str, new: str, shown: str) -> None:
    signs = {Mark.KEPT: ("", ""), Mark.REMOVED: ("[-", "-]"), Mark.ADDED: ("[+", "+]")}
    told = "".join(f"{signs[part.mark][0]}{part.text}{signs[part.mark][1]}" for part in compare_words(old, new))
    assert told == shown


def body(desk: Desk, *blocks: Any) -> Content:
    """Return the content with this body alone."""
    edits: list[Edit] = [("leaflet", ("body",), [{"heading": "Start", "id": "about"}, *blocks, "As it says.[@one]"])]
    return desk.edited(*edits)


def test_a_change_says_under_which_heading_it_is(desk: Desk) -> None:
    old = body(desk, {"heading": "What **you** can do"}, "Walk a little.")
    new = body(desk, {"heading": "What **you** can do"}, "Walk a lot.")
    words = (
        Words("Walk a ", Mark.KEPT),
        Words("little", Mark.REMOVED),
        Words("lot", Mark.ADDED),
        Words(".", Mark.KEPT),
    )
    assert compare(old, new) == [
        Change(Kind.CHANGED, "paragraph", 'Under "What you can do"', (Line("", words),)),
    ]


def test_a_moved_block_is_no_removal(desk: Desk) -> None:
    old = body(desk, "Rest is fine.", {"heading": "One"}, "Words of one.", {"heading": "Two"}, "Words of two.")
    new = body(desk, {"heading": "One"}, "Words of one.", {"heading": "Two"}, "Words of two.", "Rest is fine.")
    (change,) = compare(old, new)
    assert (change.kind, change.what, change.where, change.before) == (
        Kind.MOVED,
        "paragraph",
        'Under "Two"',
        'Under "Start"',
    )


def test_blocks_between_others_are_added_and_removed_and_not_changed_into_each_other(desk: Desk) -> None:
    old = body(desk, "Keep your back moving through the day.", {"key": "You can."}, "Sleep well.")
    new = body(desk, "Ask a pharmacist about pain relief.", "Keep your back moving all day.", {"key": "You can."})
    told = [(change.kind, said(change.lines[0], Mark.ADDED)) for change in compare(old, new)]
    assert told == [
        (Kind.ADDED, "Ask a pharmacist about pain relief."),
        (Kind.CHANGED, "Keep your back moving all day."),
        (Kind.REMOVED, ""),
    ]


def test_a_cell_of_a_table_is_named_by_its_row_and_column(contents: dict[str, Content]) -> None:
    (change,) = compare(contents[""], contents["Table.rows"])
    assert change.what == 'table "Doses"'
    assert [line.label for line in change.lines] == ['row 2, "How much"']


def test_a_row_that_is_added_leaves_the_others_alone(desk: Desk) -> None:
    rows = [["Morning", "Two tablets"], ["Evening", "One tablet"]]
    tables = [{"table": {"header": ["When", "How much"], "rows": each}} for each in (rows, [["Noon", ""], *rows])]
    (change,) = compare(body(desk, tables[0]), body(desk, tables[1]))
    assert change.lines == (
        Line('row 1, "When"', (Words("Noon", Mark.ADDED),)),
        Line('row 1, "How much"', (Words("(empty)", Mark.ADDED),)),
    )


def test_a_picture_that_was_drawn_anew_is_told(contents: dict[str, Content], desk: Desk) -> None:
    picture = desk.root / "assets" / "images" / "hills.svg"
    before = picture.read_text("utf-8")
    try:
        picture.write_text(before.replace("0B4F6C", "0B4F6D"), "utf-8")
        changes = compare(contents[""], desk.edited())
    finally:
        picture.write_text(before, "utf-8")
    assert [(change.kind, change.what) for change in changes if change.where.startswith("Under")] == [
        (Kind.CHANGED, "picture hills.svg"),
        (Kind.CHANGED, "picture hills.svg"),
        (Kind.CHANGED, "row of pictures"),
    ]
    assert changes[0].what == "picture on the cover"
    assert changes[0].lines[0].label == "the picture itself"


def test_what_stands_outside_the_body_is_told_by_its_name(contents: dict[str, Content]) -> None:
    told = {
        field: [(change.what, change.where) for change in compare(contents[""], contents[field])]
        for field in (
            "Leaflet.title",
            "Leaflet.review",
            "Reference.url",
            "Statements.formats",
            "Brand.name",
            "Logo.alt",
        )
    }
    assert told == {
        "Leaflet.title": [("title", "Title and details")],
        "Leaflet.review": [("next review", "Title and details")],
        "Reference.url": [("reference one", "References")],
        "Statements.formats": [("statement: other formats", "Organisation")],
        "Brand.name": [("name", "Organisation"), ("statement: copyright", "Organisation")],
        "Logo.alt": [("logo", "Organisation")],
    }


def test_a_phone_number_is_told_wherever_it_prints(contents: dict[str, Content]) -> None:
    changes = compare(contents[""], contents["Department.phone"])
    assert [(change.what, change.where) for change in changes] == [
        ("paragraph", 'Under "About"'),
        ("contact details", 'Under "Shared"'),
        ("telephone number", "Department"),
    ]


def test_headings_lose_their_marks() -> None:
    assert plain_words(r"**What** [you](https://a.example/\)) can\* do[@a] x^2^ [Bein]{lang=de}") == (
        "What you can* do x² Bein"
    )
    assert plain_words("2^8 and 2^9, ^**2**^") == "28 and 29, 2", "nothing with a space in it is raised"


def test_two_different_leaflets_are_compared_in_a_moment() -> None:
    workspace = Workspace(ROOT)
    loaded = [workspace.load_leaflet(path, Report()) for path in sources("leaflets")]
    told = [printed_content(leaflet) for leaflet in loaded if leaflet is not None]
    assert len(told) == 5
    changes = compare(told[0], told[1])
    assert {Kind.ADDED, Kind.REMOVED, Kind.CHANGED} <= {change.kind for change in changes}
    assert len(changes) > 100
    assert "Moving is safe" not in text_of(compare(told[0], told[0]))


def test_a_text_of_one_word_repeated_takes_no_time() -> None:
    old, new = "one " * 3999 + "one", "one " * 1999 + "two " + "one " * 1999 + "one"
    assert [words.text for words in compare_words(old, new) if words.mark is not Mark.KEPT] == ["one", "two"]
    content: Content = {"body": [{"block": "break", "kind": "page"}] * 3000}
    other: Content = {"body": [*content["body"], {"block": "text", "text": "Words"}, *content["body"]]}
    assert {change.kind for change in compare(content, other)} == {Kind.ADDED}
