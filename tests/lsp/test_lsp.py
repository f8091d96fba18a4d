"""The language server, asked by a real client over its input and output."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types
from pygls import uris

from tests.lsp.editor import Editor, applied, cursor, editor_of
from tests.support.commands import LEAFLET, small_workspace

SHARED = """\
body:
  - heading: Signs that need help
    id: signs
  - Read more in [the beginning](#about).
"""
LINKED = LEAFLET.replace("  - heading: About this leaflet\n", "  - heading: About this leaflet\n    id: about\n")
INCLUDING = (
    LINKED + "  - include: red-flags\n  - See [the signs](#signs), page {page:about} and [the beginning](#about).\n"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that no test changes: what they type is never saved."""
    folder = tmp_path_factory.mktemp("workspace")
    small_workspace(folder)
    (folder / "leaflets" / "shared").mkdir(exist_ok=True)
    (folder / "leaflets" / "shared" / "red-flags.yaml").write_text(SHARED, "utf-8")
    return folder


@pytest.fixture(scope="module")
def running(root: Path) -> Iterator[Editor]:
    """One server for all tests of this file, as an editor keeps it."""
    with editor_of(root) as editor:
        yield editor


@pytest.fixture
def editor(running: Editor) -> Iterator[Editor]:
    """The editor with no file open."""
    yield running
    running.close_all()
    assert running.logged == []


def codes(found: list[types.Diagnostic]) -> set[str]:
    return {str(one.code) for one in found}


def of_loading(found: list[types.Diagnostic], text: str) -> list[tuple[str, str]]:
    """The errors, each with the words it is at."""
    from leafletgen.lsp.positions import Positions

    positions = Positions(text, "utf-16")
    return [
        (str(one.code), text[positions.index(one.range.start) : positions.index(one.range.end)])
        for one in found
        if one.severity is types.DiagnosticSeverity.Error
    ]


def test_what_is_not_saved_is_looked_at(editor: Editor, root: Path) -> None:
    """A fault shows at its words while one types, and goes when it is mended; the file itself stays as it is."""
    path = root / "leaflets" / "P1-good.yaml"
    uri = editor.open(path)
    assert of_loading(editor.found(uri), LEAFLET) == []
    wrong = LEAFLET.replace("brand: plain", "brand: plian")
    editor.type(uri, wrong)
    assert of_loading(editor.found(uri), wrong) == [("brand-unknown", "plian")]
    editor.type(uri, LEAFLET)
    assert of_loading(editor.found(uri), LEAFLET) == []
    assert path.read_text("utf-8") == LEAFLET


def test_a_fault_tells_what_to_do_and_offers_it(editor: Editor, root: Path) -> None:
    wrong = LEAFLET.replace("brand: plain", "brand: plian")
    uri = editor.open(root / "leaflets" / "P1-good.yaml", wrong)
    fault = next(one for one in editor.found(uri) if one.code == "brand-unknown")
    assert fault.message == 'no brand is called "plian"\ndid you mean "plain"?'
    (action,) = editor.actions(uri, fault.range, [types.CodeActionKind.QuickFix])
    assert action.title == 'Change to "plain"'
    assert action.edit is not None and action.edit.changes is not None
    assert applied(wrong, list(action.edit.changes[uri])) == LEAFLET


def test_broken_yaml_is_one_fault_and_answers_go_on(editor: Editor, root: Path) -> None:
    text, line, character = cursor(LEAFLET.replace("department: physio", "dep¦"))
    uri = editor.open(root / "leaflets" / "P1-good.yaml", text)
    assert codes(editor.found(uri)) == {"key-without-colon"}
    labels = [one.label for one in editor.complete(uri, line, character)]
    assert "department" in labels and "brand" not in labels
    assert [one.name for one in editor.outline(uri)] == ["About this leaflet"]


def test_another_file_that_is_not_saved_counts(editor: Editor, root: Path) -> None:
    """The leaflet tells where it includes what is faulty, and the editor leads there."""
    uri = editor.open(root / "leaflets" / "P1-good.yaml", INCLUDING)
    assert of_loading(editor.found(uri), INCLUDING) == []
    shared = editor.open(root / "leaflets" / "shared" / "red-flags.yaml", SHARED.replace("id: signs", "idd: signs"))
    assert "unknown-key" in codes(editor.found(shared))
    editor.type(uri, INCLUDING + "  - More.\n")
    fault = next(one for one in editor.found(uri) if one.code == "unknown-key")
    assert fault.message.startswith('leaflets/shared/red-flags.yaml: unknown key "idd"')
    assert fault.related_information is not None and fault.related_information[0].location.uri == shared
    assert fault.related_information[0].location.range.start == types.Position(2, 4)


def test_a_file_that_is_too_large_is_told(editor: Editor, root: Path) -> None:
    """No command reads it, and an editor that said nothing would say that all is well."""
    large = LEAFLET + "# " + "é" * 500_000 + "\n"
    uri = editor.open(root / "leaflets" / "P1-good.yaml", large)
    assert codes(editor.found(uri)) == {"file-too-large"}
    assert editor.hover(uri, 0, 1)


def test_half_a_letter_is_looked_at_as_a_lost_one(editor: Editor, root: Path) -> None:
    """JSON can hold half of a letter, which no file can: it stands for one unit, as its place in the line does."""
    wrong = LEAFLET.replace("title: ", "title: \ud83d ", 1).replace("brand: plain", "brand: plian")
    uri = editor.open(root / "leaflets" / "P1-good.yaml", LEAFLET)
    editor.type(uri, wrong)
    assert "brand-unknown" in codes(editor.found(uri))


def test_windows_line_ends_and_letters_beyond_the_first_plane(editor: Editor, root: Path) -> None:
    """Lines end in CR LF, and characters count as UTF-16 has them."""
    text = LEAFLET.replace("title: A good leaflet", "title: A good leaflet \U0001f600").replace(
        "  - A paragraph with **bold** words.", "  - \U0001f600 A [link](#nowhere) here."
    )
    text = text.replace("\n", "\r\n")
    uri = editor.open(root / "leaflets" / "P1-good.yaml", text)
    assert ("link-leads-nowhere", "](#nowhere)") in of_loading(editor.found(uri), text)
    fault = next(one for one in editor.found(uri) if one.code == "link-leads-nowhere")
    assert fault.range.start == types.Position(7, 4 + 2 + len(" A [link"))


def test_positions_may_count_bytes_or_letters(root: Path) -> None:
    from tests.lsp.editor import able

    text = LEAFLET.replace("  - A paragraph with **bold** words.", "  - \U0001f600 A [link](#nowhere) here.")
    for encoding, units in (("utf-8", 4), ("utf-32", 1)):
        with editor_of(root, able(encodings=[types.PositionEncodingKind(encoding)])) as editor:
            uri = editor.open(root / "leaflets" / "P1-good.yaml", text)
            fault = next(one for one in editor.found(uri) if one.code == "link-leads-nowhere")
            assert fault.range.start == types.Position(7, 4 + units + len(" A [link"))


def test_lines_end_where_the_protocol_says() -> None:
    """A form feed, or what else Python calls the end of a line, ends none."""
    from leafletgen.lsp.positions import Positions

    positions = Positions("a\rb\r\nc\nd\x0c\u2028e", "utf-16")
    starts = [types.Position(line, 0) for line in range(4)]
    assert [positions.index(one) for one in starts] == [0, 2, 5, 7]
    assert [positions.position(index) for index in (0, 2, 5, 7)] == starts
    assert positions.position(10) == types.Position(3, 3)


def test_a_file_that_is_saved_is_told_where_others_rest_on_it(editor: Editor, root: Path) -> None:
    """Nobody types in the leaflet, and still it tells that what it includes is faulty now, and that it is mended."""
    uri = editor.open(root / "leaflets" / "P1-good.yaml", INCLUDING)
    assert "unknown-key" not in codes(editor.found(uri))
    shared = editor.open(root / "leaflets" / "shared" / "red-flags.yaml")
    editor.type(shared, SHARED.replace("id: signs", "idd: signs"))
    editor.saved(shared)
    assert editor.found(uri, lambda all_: "unknown-key" in codes(all_))
    editor.type(shared, SHARED)
    editor.saved(shared)
    assert "unknown-key" not in codes(editor.found(uri, lambda all_: "unknown-key" not in codes(all_)))


def test_files_of_no_workspace_are_left_alone(editor: Editor, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A prescription, or another program's YAML, is not looked at; nor is a text that was never saved."""
    path = tmp_path_factory.mktemp("elsewhere") / "prescription.yaml"
    uri = editor.open(path, "patient: {name: Sam Example}\nbrnad: x\n")
    assert editor.found(uri) == []
    assert editor.complete(uri, 1, 0) == []
    assert editor.hover(uri, 0, 2) == ""
    assert editor.outline(uri) == []
    assert editor.definition(uri, 0, 2) is None
    assert editor.prepare(uri, 0, 2) is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("department: physio", "department: ¦", {"physio"}),
        ("brand: plain", "brand: ¦", {"plain"}),
        ("layouts: [small]", "layouts: [¦]", {"small"}),
        ("image: hills.svg", "image: ¦", {"hills.svg"}),
        ("  - A paragraph with **bold** words.", "  - include: ¦", {"red-flags"}),
        ("  - A paragraph with **bold** words.", "  - ¦", {"heading", "card", "include", "steps", "table"}),
        ("  - A paragraph with **bold** words.", "  - See [it](#¦", {"about"}),
        ("  - A paragraph with **bold** words.", "  - On page {page:¦", {"about"}),
        ("  - A paragraph with **bold** words.", "  - Call {¦", {"department.phone", "brand.name", "page:"}),
        ("  - A paragraph with **bold** words.", "  - card:\n      ¦", {"level", "title", "items", "body"}),
        (
            "  - A paragraph with **bold** words.",
            "  - card:\n      level: ¦",
            {"non-urgent", "urgent", "emergency"},
        ),
    ],
)
def test_completion(editor: Editor, root: Path, old: str, new: str, expected: set[str]) -> None:
    """What the model and the workspace have for a place is offered there, and is what stands there when it is taken."""
    text, line, character = cursor(LINKED.replace(old, new))
    uri = editor.open(root / "leaflets" / "P1-good.yaml", text)
    found = {one.label for one in editor.complete(uri, line, character)}
    assert expected <= found, found


def test_what_is_completed_is_written_as_yaml_has_it(editor: Editor, root: Path) -> None:
    text, line, character = cursor(LINKED.replace("  - A paragraph with **bold** words.", "  - ca¦"))
    uri = editor.open(root / "leaflets" / "P1-good.yaml", text)
    card = next(one for one in editor.complete(uri, line, character) if one.label == "card")
    assert isinstance(card.text_edit, types.TextEdit)
    assert card.insert_text_format == types.InsertTextFormat.Snippet
    assert applied(text, [card.text_edit]).splitlines()[line : line + 3] == [
        "  - card:",
        "      level: $1",
        "      title: $2",
    ]


def test_a_reference_is_completed_within_its_brackets(editor: Editor, root: Path) -> None:
    with_source = LINKED.replace("body:\n", "references:\n  nice: {text: A guide}\nbody:\n").replace(
        "**bold** words.", "**bold** words [@¦"
    )
    text, line, character = cursor(with_source)
    uri = editor.open(root / "leaflets" / "P1-good.yaml", text)
    (item,) = editor.complete(uri, line, character)
    assert item.label == "nice" and item.detail == "A guide"
    assert isinstance(item.text_edit, types.TextEdit)
    assert "words [@nice]\n" in applied(text, [item.text_edit])


def test_hover(editor: Editor, root: Path) -> None:
    uri = editor.open(root / "leaflets" / "P1-good.yaml", INCLUDING)
    assert "The title, at most 65 characters." in editor.hover(uri, 1, 2)
    assert "Number: P1" in editor.hover(uri, 0, 8)
    assert "Physiotherapy" in editor.hover(uri, 4, 14)
    lines = INCLUDING.splitlines()
    number = next(n for n, line in enumerate(lines) if "(#signs)" in line)
    assert "Signs that need help" in editor.hover(uri, number, lines[number].index("#signs") + 2)


def test_hover_over_a_fault_says_how_it_comes_about(editor: Editor, root: Path) -> None:
    from leafletgen.codes import explanations

    uri = editor.open(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("brand: plain", "brand: plian"))
    editor.found(uri)
    assert explanations()["brand-unknown"].cause in editor.hover(uri, 2, 8)


def test_outline(editor: Editor, root: Path) -> None:
    text = LEAFLET + "  - heading: Why\n    level: 2\n  - Because.\n  - heading: What next\n"
    uri = editor.open(root / "leaflets" / "P1-good.yaml", text)
    about, after = editor.outline(uri)
    assert (about.name, after.name) == ("About this leaflet", "What next")
    assert about.children is not None
    assert [one.name for one in about.children] == ["Two hills, one higher than the other", "Why"]
    assert about.range.start == types.Position(6, 4)
    assert about.range.end.line >= 12
    assert about.range.end == after.range.start or about.range.end.line < after.range.start.line + 1


def test_go_to(editor: Editor, root: Path) -> None:
    uri = editor.open(root / "leaflets" / "P1-good.yaml", INCLUDING)
    lines = INCLUDING.splitlines()
    include = next(n for n, line in enumerate(lines) if "include:" in line)
    shared = uris.from_fs_path(str(root / "leaflets" / "shared" / "red-flags.yaml"))
    found = editor.definition(uri, include, 14)
    assert found is not None and found.uri == shared
    found = editor.definition(uri, include + 1, lines[include + 1].index("#signs") + 3)
    assert found is not None and found.uri == shared
    assert found.range == types.Range(types.Position(2, 8), types.Position(2, 13))
    found = editor.definition(uri, 4, 14)
    assert found is not None and found.uri.endswith("/assets/brands/plain/brand.yaml")
    assert len(editor.references(uri, include + 1, lines[include + 1].index("{page:about") + 7)) == 4


def changes_of(made: types.WorkspaceEdit | None) -> tuple[dict[str, list[types.TextEdit]], list[tuple[str, str]]]:
    assert made is not None and made.document_changes is not None
    texts: dict[str, list[types.TextEdit]] = {}
    files = []
    for one in made.document_changes:
        if isinstance(one, types.TextDocumentEdit):
            edits = [edit for edit in one.edits if isinstance(edit, types.TextEdit)]
            texts.setdefault(one.text_document.uri, []).extend(edits)
        elif isinstance(one, types.RenameFile):
            files.append((one.old_uri, one.new_uri))
    return texts, files


def test_rename_an_id_with_all_links_to_it(editor: Editor, root: Path) -> None:
    uri = editor.open(root / "leaflets" / "P1-good.yaml", INCLUDING)
    lines = INCLUDING.splitlines()
    number = next(n for n, line in enumerate(lines) if "id: about" in line)
    prepared = editor.prepare(uri, number, 9)
    assert prepared is not None and prepared.placeholder == "about"
    texts, files = changes_of(editor.rename(uri, number, 9, "beginning"))
    shared = uris.from_fs_path(str(root / "leaflets" / "shared" / "red-flags.yaml"))
    assert files == [] and texts.keys() == {uri, shared}
    assert applied(INCLUDING, texts[uri]) == INCLUDING.replace("about", "beginning")
    assert shared is not None
    assert applied(SHARED, texts[shared]) == SHARED.replace("#about", "#beginning")


def test_rename_shared_blocks_with_their_file(editor: Editor, root: Path) -> None:
    uri = editor.open(root / "leaflets" / "P1-good.yaml", INCLUDING)
    number = next(n for n, line in enumerate(INCLUDING.splitlines()) if "include:" in line)
    texts, files = changes_of(editor.rename(uri, number, 14, "warning-signs"))
    assert applied(INCLUDING, texts[uri]) == INCLUDING.replace("red-flags", "warning-signs")
    assert [(Path(old).name, Path(new).name) for old, new in files] == [("red-flags.yaml", "warning-signs.yaml")]


@pytest.mark.parametrize("name", ["two words", "P1-gööd", "../up", "", "con"])
def test_a_name_that_cannot_be_is_refused_with_the_reason(editor: Editor, root: Path, name: str) -> None:
    from pygls.exceptions import JsonRpcException

    uri = editor.open(root / "leaflets" / "P1-good.yaml", INCLUDING)
    number = next(n for n, line in enumerate(INCLUDING.splitlines()) if "include:" in line)
    with pytest.raises(JsonRpcException):
        editor.rename(uri, number, 14, name)


def test_an_editor_that_cannot_rename_files_is_told(root: Path) -> None:
    from pygls.exceptions import JsonRpcException

    from tests.lsp.editor import able

    with editor_of(root, able(renames=False, snippets=False)) as editor:
        uri = editor.open(root / "leaflets" / "P1-good.yaml", INCLUDING)
        number = next(n for n, line in enumerate(INCLUDING.splitlines()) if "include:" in line)
        with pytest.raises(JsonRpcException, match="other names"):
            editor.rename(uri, number, 14, "signs")
        heading = next(one for one in editor.complete(uri, number + 2, 0) if one.label == "audience")
        assert isinstance(heading.text_edit, types.TextEdit) and heading.text_edit.new_text == "audience: "


def test_what_was_said_of_a_file_goes_when_it_is_closed(editor: Editor, root: Path) -> None:
    uri = editor.open(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("brand: plain", "brand: plian"))
    assert "brand-unknown" in codes(editor.found(uri))
    editor.close(uri)
    other = editor.open(root / "leaflets" / "shared" / "red-flags.yaml")
    editor.found(other)
    assert list(editor.published[uri][-1].diagnostics) == []
