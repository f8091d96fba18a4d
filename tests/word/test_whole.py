"""A Word file as a whole: places under headings, lines, what is told once, and the last net under lost words."""

from __future__ import annotations

from pathlib import Path

import pytest

from leafletgen.content.model.brand import Brand
from leafletgen.errors import Report, Severity
from leafletgen.library.workspace import Workspace
from leafletgen.word.doubts import Doubts, Part, Spot
from leafletgen.word.importing.blocks import leaflet_of
from leafletgen.word.importing.made import Leaflet
from leafletgen.word.importing.whole import Imported, imported
from leafletgen.word.importing.wish import Wish, slug
from leafletgen.word.story import Story
from tests.support.commands import small_workspace
from tests.word.make import docx, p, r
from tests.word.own_file import own_file


@pytest.fixture(scope="module")
def brand(tmp_path_factory: pytest.TempPathFactory) -> Brand:
    """Return the brand of a small workspace."""
    root = small_workspace(tmp_path_factory.mktemp("w"))
    found = Workspace(root).load_brand("plain", Report())
    assert found is not None
    return found


def made(brand: Brand, data: bytes) -> Imported:
    return imported(data, "x.docx", Wish("x", layouts=("small",)), brand, ["first"])


def bold(words: str) -> str:
    return p(r(words, "<w:b/>"))


def test_it_begins_with_where_it_comes_from(brand: Brand) -> None:
    lines = made(brand, own_file()).yaml.split("\n")
    assert lines[0] == "# first"
    assert lines[1].startswith("# Imported from x.docx.")


def test_nothing_of_a_plain_file_is_lost(brand: Brand) -> None:
    found = made(brand, own_file())
    assert not found.has_errors
    assert [picture.name for picture in found.pictures] == ["x/1.png"]


def test_places_are_counted_from_headings_also_by_hand(brand: Brand) -> None:
    body = p("Before.") + bold("What helps") + p("One.") + p(f"{r('Rest ')}{r('twice', '<w:strike/>')}{r('a day.')}")
    struck = next(doubt for doubt in made(brand, docx(body + p("Last."))).doubts if "twice" in doubt.words)
    assert (struck.spot.heading, struck.spot.under) == ("What helps", 2)
    assert str(struck.spot).startswith('under "What helps", paragraph 2 ("Rest a day.")')


def test_a_doubt_knows_its_line_or_the_block_before_it(brand: Brand) -> None:
    gone = (
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>For staff.</w:t></w:r></w:p>"
    )
    found = made(brand, docx(p("Rest your foot.") + gone + p("Ring us.")))
    hidden = next(doubt for doubt in found.doubts if "For staff." in doubt.words)
    assert "Rest your foot." in found.yaml.split("\n")[hidden.line - 1]


def test_what_a_footer_says_of_the_code_stands_at_the_code(brand: Brand) -> None:
    found = made(brand, own_file())
    doubt = next(doubt for doubt in found.doubts if doubt.code == "word-furniture-taken")
    assert found.yaml.split("\n")[doubt.line - 1].startswith("code: ")


def test_the_same_of_paragraphs_in_a_row_is_told_once(brand: Brand) -> None:
    breaks = "".join([p(f'{r(f"Part {number}.")}<w:r><w:br w:type="page"/></w:r>') for number in range(5)])
    found = made(brand, docx(breaks + p("Between.") + breaks))
    told = [doubt for doubt in found.doubts if "page break" in doubt.message]
    assert [doubt.message.endswith("(and 4 more)") for doubt in told] == [True, True]
    assert [doubt.spot.first_words for doubt in told] == ["Part 0.", "Part 0."]


def test_page_breaks_in_many_places_are_told_once_with_their_headings(brand: Brand) -> None:
    page_break = "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
    parts = [bold(f"Part {number}") + p("Rest.") + page_break + p("Walk.") for number in range(7)]
    found = made(brand, docx(p("Before.") + "".join(parts)))
    (doubt,) = [doubt for doubt in found.doubts if doubt.code == "word-break"]
    named = ", ".join([f'"Part {number}"' for number in range(1, 5)])
    assert doubt.message == f"a page break here is left out (and 6 more, under {named} and others)"
    assert doubt.spot.heading == "Part 0"
    few = made(brand, docx(p("Before.") + "".join(parts[:3])))
    assert [doubt.spot.heading for doubt in few.doubts if doubt.code == "word-break"] == ["Part 0", "Part 1", "Part 2"]


def test_words_that_nobody_names_are_an_error_with_the_words(brand: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(story: Story, wish: Wish, of: Brand, doubts: Doubts) -> Leaflet:
        leaflet = leaflet_of(story, wish, of, doubts)
        leaflet.body = [each for each in leaflet.body if each.value != "Take none."]
        return leaflet

    monkeypatch.setattr("leafletgen.word.importing.whole.leaflet_of", forgetful)
    found = made(brand, docx(p("Rest.") + p("Take none.")))
    lost = next(doubt for doubt in found.doubts if doubt.code == "word-words-lost")
    assert lost.severity is Severity.ERROR
    assert found.has_errors
    assert "take" in lost.words.lower()
    assert "none" in lost.message.lower()


def test_the_whole_file_is_told_first_and_margins_last(brand: Brand) -> None:
    parts = [doubt.spot.part.name for doubt in made(brand, own_file()).doubts]
    order = ["FILE", "BODY", "HEADER", "FOOTER"]
    assert parts == sorted(parts, key=order.index)


def test_a_place_without_words_says_so() -> None:
    assert str(Spot(Part.BODY, 4, " ")) == "paragraph 4 (no words)"


def test_raised_and_lowered_figures_are_told_apart_from_others(brand: Brand) -> None:
    power = r("10") + r("6", '<w:vertAlign w:val="superscript"/>') + r(" units of H")
    water = r("2", '<w:vertAlign w:val="subscript"/>') + r("O")
    spots = [doubt.spot for doubt in made(brand, docx(f"<w:p>{power}{water}</w:p>")).doubts if doubt.spot.number]
    assert [spot.first_words for spot in spots] == ["10⁶ units of H₂O"]


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("05-pictures", "05-pictures"),
        ("P4396-back-pain", "P4396-back-pain"),
        ("Café, Women's health (FINAL) v2", "Cafe-Womens-health-FINAL-v2"),
        ("Überweisung_2024", "Uberweisung-2024"),
        ("..\\..\\etc", "etc"),
        ("../../x", "x"),
        ("\u202e\u0645", "leaflet"),
        ("CON", "CON-leaflet"),
        ("a" * 300, "a" * 80),
    ],
)
def test_names_are_plain_on_every_system(stem: str, name: str) -> None:
    assert slug(stem) == name


def test_the_folder_of_nobody_is_left(tmp_path: Path, brand: Brand) -> None:
    names = [picture.name for picture in made(brand, own_file()).pictures]
    assert all(name.split("/")[0] == "x" and ".." not in name for name in names)
