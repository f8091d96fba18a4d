"""What is to be filled in says so in words, in forms that have no fields with names."""

import pytest

from tests.checker import structure
from tests.support.building import Workshop
from tests.support.forms import loaded_leaflet, page_of, text_of
from tests.support.proof import faults_of
from tests.support.web_pages import page_faults, parsed

HEAD = """code: P1000/1000/06.2025/VERSION1
title: To fill in
brand: riverside
layouts: [a4-leaflet]
body:
"""


def tags(workshop: Workshop, body: str, language: str = "en-GB") -> str:
    """Build a leaflet and return its tag tree."""
    built = workshop.build(workshop.add_text("fill-in", f"{HEAD}{body}language: {language}\n"), "a4-leaflet")
    assert faults_of(built) == []
    assert built.path is not None
    with structure.read(built.path) as document:
        return structure.tag_tree(document)


@pytest.mark.parametrize(("lines", "told"), [(1, "Write on the line."), (3, "Write on the 3 lines.")])
def test_lines_to_write_on_say_so_after_their_label(workshop: Workshop, lines: int, told: str) -> None:
    """The words are a paragraph of their own, so that there is a pause before them."""
    tree = tags(workshop, f'  - write: {{label: "My **goal**", lines: {lines}}}\n')
    assert f'  P "My goal "\n  P "{told}"\n' in tree


def test_words_stand_in_where_there_are_none_in_the_language(workshop: Workshop) -> None:
    """They say which language they are in."""
    tree = tags(workshop, "  - write: {label: Mein Ziel, lines: 2}\n", "de")
    assert 'Span Lang="en" "Write on the 2 lines."' in tree


@pytest.mark.parametrize(
    ("table", "caption"),
    [
        ("{header: [Day, Pain], grid: true, rows: [[Monday, '']]}", 'Caption "Write in the empty spaces."'),
        (
            "{caption: My pain, header: [Day, Pain], grid: true, rows: [[Monday, '']]}",
            'Caption "My pain. Write in the empty spaces."',
        ),
        (
            "{caption: How bad is it?, header: [Day, Pain], grid: true, rows: [[Monday, '']]}",
            'Caption "How bad is it? Write in the empty spaces."',
        ),
        ("{caption: My pain, header: [Day, Pain], grid: true, rows: [[Monday, 3]]}", 'Caption "My pain"'),
        ("{caption: My pain, header: [Day, Pain], rows: [[Monday, '']]}", 'Caption "My pain"'),
        ("{caption: My pain, header: [Day, ''], grid: true, rows: [[Monday, '']]}", 'Caption "My pain"'),
    ],
)
def test_caption_of_a_table_to_fill_in_says_so(workshop: Workshop, table: str, caption: str) -> None:
    """Only where a cell is empty that stands under a header."""
    assert f"    {caption}\n" in tags(workshop, f"  - table: {table}\n")


def test_web_page_has_fields_and_plain_text_says_it_too(workshop: Workshop) -> None:
    """Each form has what is right there, whichever is written first."""
    body = """\
  - write: {label: "My **goal**", lines: 1}
  - write: {label: My steps, lines: 3}
  - table: {header: [Day, Pain], grid: true, rows: [[Monday, '']]}
"""
    for name in ("first", "second"):
        loaded = loaded_leaflet(workshop, workshop.add_text(f"fields-{name}", HEAD + body))
        said = text_of(loaded) if name == "first" else ""
        page = page_of(workshop, loaded)
        said = said or text_of(loaded)
        tree = parsed(page)
        assert page_faults(page) == []
        assert tree.xpath("//input[@class='line']/@aria-label") == ["My goal"]
        assert [(one.get("rows"), one.get("aria-label")) for one in tree.xpath("//textarea")] == [("3", "My steps")]
        assert "Write " not in tree.find(".//main").text_content()
        assert "My goal\nWrite on the line.\n____" in said
        assert "My steps\nWrite on the 3 lines.\n____" in said
        assert "Write in the empty spaces.\n\nDay: Monday" in said
