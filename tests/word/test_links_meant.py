"""Links inside a Word file, page numbers, notes and references."""

from __future__ import annotations

import pytest

from leafletgen.word.doubts import Part
from leafletgen.word.importing.links import slug
from leafletgen.word.story import NoteMark, PageOf, Paragraph, Stretch
from tests.word.making_stories import came, head, para, title


def marked(paragraph: Paragraph, *names: str) -> Paragraph:
    paragraph.bookmarks = list(names)
    return paragraph


def to(words: str, target: str) -> Stretch:
    return Stretch(words, target=target)


def test_a_heading_that_something_leads_to_has_an_id() -> None:
    made = came(
        marked(head("When to call us"), "_Ref1"),
        para("See ", to("below", "#_Ref1"), " on page ", PageOf("_Ref1", "3"), "."),
        marked(head("Others"), "_Ref2"),
        para("Text."),
    )
    assert made.body == [
        {"heading": "When to call us", "id": "when-to-call-us"},
        "See [below](#when-to-call-us) on page {page:when-to-call-us}.",
        {"heading": "Others"},
        "Text.",
    ]
    assert made.codes() == []


def test_two_headings_of_the_same_words_have_two_ids() -> None:
    made = came(marked(head("Care"), "a"), para(to("one", "#a")), marked(head("Care"), "b"), para(to("two", "#b")))
    assert [block["id"] for block in made.body if "heading" in block] == ["care", "care-2"]


def test_a_link_into_the_text_leads_to_the_heading_above() -> None:
    made = came(head("Care"), marked(para("Wash it."), "_x"), para("See ", to("there", "#_x"), "."))
    assert made.body[0] == {"heading": "Care", "id": "care"}
    assert made.body[2] == "See [there](#care)."
    assert made.told("word-link-to-heading")[0][0] == "See there."


@pytest.mark.parametrize("target", ["#gone", "javascript:go(1/2)", "ftp://example.org/a"])
def test_a_link_that_leads_nowhere_keeps_its_words(target: str) -> None:
    made = came(para("See ", to("there", target), "."))
    assert made.body == ["See there."]
    assert target in made.told("word-link-left-out")[0][1]


@pytest.mark.parametrize("folder", ["file:///C:/Users/Jo%20Bloggs/", "C:\\Users\\Jo Bloggs\\", "\\\\server\\jo\\"])
def test_a_link_to_a_file_of_some_computer_is_told_without_its_folders(folder: str) -> None:
    told = came(para("See ", to("there", f"{folder}old.docx"), ".")).told("word-link-left-out")
    assert '"old.docx" leads nowhere' in told[0][1]
    assert "Jo" not in told[0][1]


def test_a_page_number_without_a_heading_is_kept() -> None:
    made = came(para("See page ", PageOf("gone", "7"), "."))
    assert made.body == ["See page 7."]
    assert made.codes() == ["word-page-number-kept"]


def test_addresses_without_a_link_are_told() -> None:
    made = came(para("Look at www.example.org/knee, or write to clinic@example.org."))
    assert made.codes() == ["word-address-without-link"]
    assert made.told("word-address-without-link")[0][1].startswith('"www.example.org/knee" is an address')
    assert came(para(to("www.example.org", "https://www.example.org"))).codes() == []


def test_a_note_with_a_year_or_an_address_is_a_reference() -> None:
    notes = {
        "fn1": [para("NICE (2020) Gout, NG219.", part=Part.FOOTNOTE)],
        "fn2": [para("NHS, https://www.nhs.uk/gout.", part=Part.FOOTNOTE)],
        "en1": [para("Smith and others, 1999.", part=Part.ENDNOTE)],
    }
    made = came(
        para("Walking helps.", NoteMark("fn1"), " It does.", NoteMark("fn2"), NoteMark("en1")),
        para("Again.", NoteMark("fn1")),
        notes=notes,
    )
    assert made.body == ["Walking helps.[@fn1] It does.[@fn2][@en1]", "Again.[@fn1]"]
    assert made.data["references"] == {
        "fn1": {"text": "NICE (2020) Gout, NG219."},
        "fn2": {"text": "NHS", "url": "https://www.nhs.uk/gout"},
        "en1": {"text": "Smith and others, 1999."},
    }
    assert made.codes() == []


@pytest.mark.parametrize(
    ("words", "text", "url"),
    [
        ("NHS (2020) (https://www.nhs.uk/gout).", "NHS (2020)", "https://www.nhs.uk/gout"),
        ("NHS, 2020: <www.nhs.uk>;", "NHS, 2020", "www.nhs.uk"),
        ("See https://www.nhs.uk/gout", "See https://www.nhs.uk/gout", None),
        ("https://www.nhs.uk/gout", "https://www.nhs.uk/gout", None),
        (f"NHS 2020{' .' * 40_000} https://a{')' * 40_000}", "NHS 2020", "https://a"),
        (f"NHS 2020{' ' * 40_000}x", "NHS 2020 x", None),
    ],
    ids=["in brackets", "in angles", "led to", "alone", "many marks", "many spaces"],
)
def test_an_address_at_the_end_of_a_reference_is_its_address(words: str, text: str, url: str | None) -> None:
    made = came(para("Walk.", NoteMark("fn1")), notes={"fn1": [para(words, part=Part.FOOTNOTE)]})
    assert made.data["references"] == {"fn1": {"text": text} | ({"url": url} if url else {})}


def test_a_row_of_hyphens_is_looked_through_once() -> None:
    assert came(para(f"{'-' * 100_000} @ {'a+' * 50_000}")).codes() == []


def test_other_notes_are_words_in_brackets_once() -> None:
    notes = {"fn1": [para("With food.", part=Part.FOOTNOTE), para("Or milk.", part=Part.FOOTNOTE)]}
    made = came(para("Take it", NoteMark("fn1"), "."), para("Daily.", NoteMark("fn1")), notes=notes)
    assert made.body == ["Take it (With food. Or milk.).", "Daily."]
    assert made.codes() == ["word-note-again", "word-note-in-brackets"]


def test_notes_in_headings_are_cited() -> None:
    notes = {"fn1": [para("NICE, 2020", part=Part.FOOTNOTE)]}
    heading = head("Care")
    heading.pieces.append(NoteMark("fn1"))
    assert came(heading, para("Text."), notes=notes).body[0] == {"heading": "Care[@fn1]"}


def test_a_note_of_the_title_is_told_whole() -> None:
    first = title("A leaflet")
    first.pieces.append(NoteMark("fn1"))
    made = came(para("Text."), notes={"fn1": [para("Made by us.", part=Part.FOOTNOTE)]})
    (doubt,) = [doubt for doubt in made.doubts if doubt.code == "word-note-uncited"]
    assert doubt.words == "Made by us."


@pytest.mark.parametrize(
    ("words", "name"),
    [("When to call us", "when-to-call-us"), ("Café & tea", "cafe-tea"), ("2 weeks", "part-2-weeks"), ("…", "part")],
)
def test_ids_are_made_of_words(words: str, name: str) -> None:
    assert slug(words) == name
