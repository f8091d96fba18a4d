"""The page: every finding is on it, nothing of a text becomes markup, and it names no file as having passed."""

from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from leafletgen.app.checking.as_html import as_html
from leafletgen.app.checking.results import Results
from leafletgen.app.checking.snippets import Texts
from leafletgen.rules.reading import TRIAGE
from tests.app.checking.samples import FILE, TEXT, finding, results, write_file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_file(tmp_path)
    return tmp_path


def page(root: Path, found: Results) -> html.HtmlElement:
    return html.document_fromstring(as_html(found, Texts(root)).decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_findings_waivers_and_rules_are_on_the_page(root: Path) -> None:
    shown = page(root, results(gone=("leaflets/P9.yaml: plain-words",)))
    told = words(shown)
    for said in (
        '"stool" is hard',
        "people ask for it",
        "Short words are read by more people.",
        "P9.yaml",
        "list-long",
    ):
        assert said in told
    assert [mark.text for mark in shown.iter("mark")][1] == "stool"
    assert TRIAGE in told


def test_words_of_several_lines_are_quoted_line_by_line(root: Path) -> None:
    first = next(page(root, results()).iter("mark"))
    assert first.text == "Look at your stool, 50% of people do; it's\na sign"


def test_every_link_leads_to_a_place_on_the_page_and_every_id_is_there_once(root: Path) -> None:
    shown = page(root, results())
    ids = [element.get("id") for element in shown.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [link.get("href") for link in shown.iter("a")]
    assert "#rule-plain-words" in links
    assert all(link[1:] in ids for link in links)
    names = [name for element in shown.iter() for name in (element.get("aria-labelledby") or "").split()]
    assert set(names) <= set(ids)


def test_headings_go_down_by_one(root: Path) -> None:
    levels = [int(element.tag[1]) for element in page(root, results()).iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_table_is_an_order_with_the_numbers_of_each_file(root: Path) -> None:
    rows = [[words(cell) for cell in row] for row in page(root, results()).iter("tr")]
    assert rows == [
        ["File", "Flesch-Kincaid grade", "SMOG grade", "Words", "Errors", "Warnings", "Advice"],
        [FILE, "9.2", "too short", "1,234", "1", "1", "0"],
        ["leaflets/P2.yaml", "4.0", "7.0", "300", "0", "0", "0"],
    ]


def test_without_measures_the_table_has_the_files_with_findings(root: Path) -> None:
    rows = [[words(cell) for cell in row] for row in page(root, results(readings=())).iter("tr")]
    assert rows == [["File", "Errors", "Warnings", "Advice"], [FILE, "1", "1", "0"]]


def test_text_of_a_file_is_never_markup_and_has_its_language(root: Path) -> None:
    write_file(root, TEXT.replace("title:", "language: ar\ntitle:").replace("stool", "<script>x</script>"))
    one = finding("stool", message='<img src=x onerror="x">', hint="\x00</li>", rule="<b>")
    one = one._replace(place=one.place.__class__(FILE, 10, 18, None, (10, 26)))
    shown = page(root, results(findings=(one,)))
    assert not list(shown.iter("script", "img", "b"))
    assert next(shown.iter("mark")).text == "<script>"
    assert next(shown.iter("bdi")).get("lang") == "ar"


def test_a_page_without_findings_says_so(root: Path) -> None:
    assert "There are none." in words(page(root, Results("w", 2, ())))
