"""What the rules find, in an editor: live, with what mends it, and beside other files when one is saved."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types

from leafletgen.errors import Report
from leafletgen.lsp import server
from leafletgen.lsp.server import make_server
from leafletgen.rules.data import load_rules
from tests.lsp.editor import Editor, able, applied, cursor, editor_of
from tests.support.commands import LEAFLET, small_workspace

QUESTION = LEAFLET.replace("heading: About this leaflet", "heading: What is this leaflet?")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    small_workspace(tmp_path)
    return tmp_path


@pytest.fixture
def editor(root: Path) -> Iterator[Editor]:
    with editor_of(root) as editor:
        yield editor


def test_a_rule_finds_words_that_are_not_saved_and_says_why(editor: Editor, root: Path) -> None:
    uri = editor.open(root / "leaflets" / "P1-good.yaml", QUESTION)
    found = next(one for one in editor.found(uri) if one.code == "heading-question")
    assert (found.range.start, found.range.end) == (types.Position(6, 13), types.Position(6, 34))
    rule = load_rules(None, Report())["heading-question"]
    hover = editor.hover(uri, 6, 20)
    assert rule.why.split(",")[0].split(".")[0] in hover and "Source:" in hover


def test_a_waiver_is_heeded_and_its_rule_completed(editor: Editor, root: Path) -> None:
    text = QUESTION.replace(
        "body:\n", "waive:\n  - rule: heading-question\n    because: it is the campaign's name\nbody:\n"
    )
    uri = editor.open(root / "leaflets" / "P1-good.yaml", text)
    assert "heading-question" not in {one.code for one in editor.found(uri)}
    typed, line, character = cursor(text.replace("rule: heading-question", "rule: ¦"))
    editor.type(uri, typed)
    offered = {one.label for one in editor.complete(uri, line, character)}
    assert {"heading-question", "long-sentence"} <= offered


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_a_rule_found_can_be_let_stand_with_a_reason(editor: Editor, root: Path, line_end: str) -> None:
    """An entry of "waive:" is written, which counts once its reason is; a second one goes under it."""
    text = QUESTION.replace("\n", line_end)
    uri = editor.open(root / "leaflets" / "P1-good.yaml", text)
    for rule, words in (("heading-question", "What is this leaflet"), ("required-review", "A good leaflet")):
        fault = next(one for one in editor.found(uri) if one.code == rule)
        let = next(one for one in editor.actions(uri, fault.range) if one.title.startswith("Let") and rule in one.title)
        assert let.edit is not None and let.edit.changes is not None
        text = applied(text, list(let.edit.changes[uri]))
        assert f"  - rule: {rule}{line_end}    at: {words}{line_end}    because: {line_end}" in text
        editor.type(uri, text)
        assert {rule, "waiver-without-reason"} <= {one.code for one in editor.found(uri)}
        text = text.replace(f"because: {line_end}", f"because: it has to{line_end}")
        editor.type(uri, text)
        assert {rule, "waiver-without-reason"}.isdisjoint({one.code for one in editor.found(uri)})
    assert text.count("waive:") == 1


def test_what_a_rule_can_mend_is_offered_alone_and_all_at_once(editor: Editor, root: Path) -> None:
    text = LEAFLET.replace("A paragraph with **bold** words.", "A  paragraph with  **bold** words.")
    text = text.replace("About this leaflet", "About  this leaflet")
    uri = editor.open(root / "leaflets" / "P1-good.yaml", text)
    fault = [one for one in editor.found(uri) if one.code == "double-space"][-1]
    one, _ = editor.actions(uri, fault.range, [types.CodeActionKind.QuickFix])
    assert one.is_preferred and one.edit is not None and one.edit.changes is not None
    assert applied(text, list(one.edit.changes[uri])) == text.replace("  par", " par").replace("with  ", "with ")
    (every,) = editor.actions(uri, fault.range, ["source.fixAll"])
    assert every.edit is not None and every.edit.changes is not None
    assert applied(text, list(every.edit.changes[uri])) == LEAFLET


def test_changes_that_meet_are_not_made_at_once() -> None:
    """An editor refuses all of them else; the one that begins later is offered again when the first is made."""

    def edit(start: int, end: int) -> types.TextEdit:
        return types.TextEdit(types.Range(types.Position(3, start), types.Position(3, end)), "x")

    assert server._apart([edit(8, 9), edit(4, 8), edit(2, 5)]) == [edit(2, 5), edit(8, 9)]


def test_files_are_compared_when_one_is_saved(editor: Editor, root: Path) -> None:
    """What was found so stays at its words while one types on, and goes with them."""
    path = root / "leaflets" / "P1-good.yaml"
    one = LEAFLET + "  - Read [the guide](https://www.example.org/guide).\n"
    two = LEAFLET.replace("P1/22", "P2/23") + "  - Read [the guide](http://example.org/guide/).\n"
    path.write_text(one, "utf-8")
    (root / "leaflets" / "P2-other.yaml").write_text(two, "utf-8")
    uri = editor.open(path)
    found = editor.found(uri, lambda all_: any(one.code == "url-two-spellings" for one in all_))
    fault = next(one for one in found if one.code == "url-two-spellings")
    assert fault.related_information is not None
    assert fault.related_information[0].location.uri.endswith("/P2-other.yaml")
    editor.type(uri, "# a line above\n" + one)
    moved = next(one for one in editor.found(uri) if one.code == "url-two-spellings")
    assert moved.range.start.line == fault.range.start.line + 1
    editor.type(uri, LEAFLET)
    assert "url-two-spellings" not in {one.code for one in editor.found(uri)}


def test_files_of_several_workspaces_are_compared_each_with_its_own(
    editor: Editor, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """An editor may have two folders open, and opens all files of a change at once."""
    other = tmp_path_factory.mktemp("other")
    small_workspace(other)
    opened = []
    for folder, guide in ((root, "guide"), (other, "leaflet")):
        for number, address in ((1, f"https://www.example.org/{guide}"), (2, f"http://example.org/{guide}/")):
            path = folder / "leaflets" / f"P{number}-{guide}.yaml"
            path.write_text(LEAFLET.replace("P1/22", f"P{number}/22") + f"  - Read [the guide]({address}).\n", "utf-8")
            opened.append((editor.open(path), folder))
    for uri, folder in opened:
        found = editor.found(uri, lambda all_: any(one.code == "url-two-spellings" for one in all_))
        fault = next(one for one in found if one.code == "url-two-spellings")
        named = [one.location.uri for one in fault.related_information or ()]
        assert named and all(one.startswith(folder.as_uri()) and one != uri for one in named)


def test_no_process_stays_behind_an_editor_that_says_no_goodbye(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its output is closed, and nothing is compared any more; waiting for it would take as long as that does."""
    made = make_server()
    monkeypatch.setattr(server, "make_server", lambda: made)
    monkeypatch.setattr(type(made[0]), "start_io", lambda *_: None)
    server.run()
    assert made[1]._stopped


def test_what_was_found_stays_while_half_a_line_is_typed(editor: Editor, root: Path) -> None:
    """YAML is seldom whole while one types; what the rules found neither goes nor stands at other words."""
    uri = editor.open(root / "leaflets" / "P1-good.yaml", QUESTION)
    before = {one.code: one.range.start.line for one in editor.found(uri) if one.code != "key-without-colon"}
    assert "heading-question" in before
    editor.type(uri, QUESTION.replace("body:", "summ\nbody:"))
    found = editor.found(uri)
    assert {one.code for one in found} == {*before, "key-without-colon"}
    heading = next(one for one in found if one.code == "heading-question")
    assert heading.range.start.line == before["heading-question"] + 1
    assert editor.actions(uri, heading.range) == []


FAILING = """\
import leafletgen.lsp.server as server
import leafletgen.lsp.desk as desk

def fail(*_):
    raise ValueError("Sam Example has a sore knee")

server.offers_at = server.outline_of = desk.faults_of = fail
server.run()
"""


FAILING_TO_SHOW = FAILING.replace("desk.faults_of = fail", "desk.diagnostic = fail")


def test_no_log_says_it_either_where_showing_fails(root: Path) -> None:
    with editor_of(root, able(), [sys.executable, "-c", FAILING_TO_SHOW]) as editor:
        uri = editor.open(root / "leaflets" / "P1-good.yaml", QUESTION)
        editor.type(uri, QUESTION + "  - More.\n")
        assert "The title" in editor.hover(uri, 1, 2)
        editor.saved(uri)
        assert "The title" in editor.hover(uri, 1, 2)
        assert editor.logged
        assert all("ValueError" in one and "Sam" not in one for one in editor.logged)


def test_no_log_says_what_stands_in_a_file(root: Path) -> None:
    """Where our own code fails, the editor is told where, and nothing of what was looked at; it goes on."""
    with editor_of(root, able(), [sys.executable, "-c", FAILING]) as editor:
        uri = editor.open(root / "leaflets" / "P1-good.yaml")
        assert editor.found(uri) == []
        assert editor.complete(uri, 0, 0) == []
        assert editor.outline(uri) == []
        assert "The title" in editor.hover(uri, 1, 2)
        assert len(editor.logged) >= 3
        assert all("ValueError" in one and "Sam" not in one and "knee" not in one for one in editor.logged)
