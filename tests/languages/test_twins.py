"""Numbers in web pages, messages, text and Word files that are read from right to left: each is shown as written."""
# ruff: noqa: RUF001

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from leafletgen.document.edition import leaflet_edition
from leafletgen.document.element import Element, Role, Words
from leafletgen.document.form import HTML
from leafletgen.errors import Report
from leafletgen.html.faces import faces_of, is_steep
from leafletgen.html.inline import InlineWriter as HtmlWriter
from leafletgen.images import PictureStore
from leafletgen.languages.isolation import isolated
from leafletgen.languages.reading import stretches
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.mail.body import BodyMaker
from leafletgen.scripts.bidi import levels, line_levels, logical_stretches, visual_order
from leafletgen.word.exporting.inline import Bookmarks
from leafletgen.word.exporting.inline import InlineWriter as WordWriter
from leafletgen.word.exporting.word_file import word_file
from tests.languages.sampling import NUMBERS, RIGHT_TO_LEFT, leaflet_text
from tests.support.building import Workshop
from tests.support.forms import loaded_leaflet, page_of, text_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ISOLATES = re.compile("[\u202c\u202d\u2066-\u2069]")
#: Numbers of the samples that stand in their running text, each of which has to be there.
SAID = tuple(number for number in NUMBERS if number in leaflet_text("ar"))


@pytest.fixture(scope="module", params=RIGHT_TO_LEFT)
def leaflet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, LoadedLeaflet]:
    """Return a leaflet of every block in one of the languages."""
    workshop = Workshop(tmp_path_factory.mktemp("twins"))
    path = workshop.add_text(f"P4400-{request.param}", leaflet_text(request.param))
    return workshop, loaded_leaflet(workshop, path)


def drawn(line: str) -> str:
    """A line of plain text as a terminal or a message shows it, from left to right (Unicode Standard Annex 9)."""
    found = line_levels(line, levels(line, 1), 0, len(line), 1)
    runs = logical_stretches(found)
    shown = ""
    for number in visual_order(runs):
        start, end, level = runs[number]
        shown += line[start:end][::-1] if level % 2 else line[start:end]
    return _ISOLATES.sub("", shown)


def test_samples_say_every_number() -> None:
    """So that the tests below look at them."""
    assert len(SAID) >= 10


def test_text(leaflet: tuple[Workshop, LoadedLeaflet]) -> None:
    """Each number is in a line as it is drawn; without the isolates some would not be."""
    text = text_of(leaflet[1], 200)
    lines = [drawn(line) for line in text.splitlines()]
    assert [number for number in SAID if not any(number in line for line in lines)] == []
    bare = [drawn(_ISOLATES.sub("", line)) for line in text.splitlines()]
    assert not any("01632 960 123" in line for line in bare)


def test_no_line_of_text_has_half_an_isolate(leaflet: tuple[Workshop, LoadedLeaflet]) -> None:
    """In lines of 40, as of a braille printer, too."""
    for line in text_of(leaflet[1], 40).splitlines():
        assert line.count("\u2066") + line.count("\u2068") == line.count("\u2069")


def _isolated(page: str, tag: str) -> list[str]:
    return [unescape(words).replace("\u00a0", " ") for words in re.findall(rf'<{tag} dir="ltr">([^<]*)</{tag}>', page)]


def _kept(found: list[str]) -> list[str]:
    return [number for number in SAID if any(char in number for char in " /-+:") and not _in(number, found)]


def _in(number: str, found: list[str]) -> bool:
    return any(number in words for words in found)


def test_web_page(leaflet: tuple[Workshop, LoadedLeaflet]) -> None:
    """Each number of several parts has an element that isolates it."""
    workshop, loaded = leaflet
    page = page_of(workshop, loaded)
    assert ' dir="rtl"' in page
    assert _kept(_isolated(page, "bdi")) == []


def test_message(leaflet: tuple[Workshop, LoadedLeaflet]) -> None:
    """So has each in the HTML part of a message, by a tag that Outlook knows."""
    report = Report()
    body = BodyMaker(PictureStore(None)).body(leaflet_edition(leaflet[1], HTML, report), report)
    assert body is not None, report.diagnostics
    assert _kept(_isolated(body.html, "span")) == []
    assert "<bdi" not in body.html


def test_word_file(leaflet: tuple[Workshop, LoadedLeaflet]) -> None:
    """In a Word file each is a run of its own that is not from right to left."""
    report = Report()
    data = word_file(leaflet[1], PictureStore(None), report, "")
    assert data is not None, report.diagnostics
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    runs = []
    for run in root.iter(f"{_W}r"):
        rightward = run.find(f"{_W}rPr/{_W}rtl")
        if rightward is not None and rightward.get(f"{_W}val") == "0":
            runs.append("".join(text.text or "" for text in run.iter(f"{_W}t")))
    assert _kept(runs) == []


def test_a_document_from_left_to_right_has_no_isolates(tmp_path: Path) -> None:
    """Its numbers need none, and its files stay as they were."""
    workshop = Workshop(tmp_path)
    loaded = loaded_leaflet(workshop, workshop.add_text("P4400-pl", leaflet_text("pl")))
    assert "<bdi" not in page_of(workshop, loaded)
    assert not _ISOLATES.search(text_of(loaded))


def partly_bold(*words: str) -> tuple[Element, Element]:
    """Return a document in Arabic and its paragraph, of which every other part is bold, the first one is not."""
    root = Element(Role.DOCUMENT)
    root.language = "ar"
    paragraph = root.add(Role.PARAGRAPH)
    paragraph.kids += [Words(part, bold=bool(place % 2)) for place, part in enumerate(words)]
    return root, paragraph


def test_a_number_of_which_a_part_is_bold_is_one_in_a_web_page() -> None:
    """Isolated part by part, 5-10 would be read -105, and a telephone number 960 123 01632."""
    _, paragraph = partly_bold("كرر ", "5", "-10 مرات، اتصل ", "01632", " 960 123")
    assert HtmlWriter({}, "ar").words(paragraph) == (
        'كرر <bdi dir="ltr"><strong>5</strong>-10</bdi> مرات، اتصل '
        '<bdi dir="ltr"><strong>01632</strong> 960\xa0123</bdi>'
    )
    _, paragraph = partly_bold("اتصل ٠١٦٣٢ ", "٩٦٠ ١٢٣", " الآن")
    assert HtmlWriter({}, "ar").words(paragraph) == ('اتصل <bdo dir="ltr">٠١٦٣٢ <strong>٩٦٠\xa0١٢٣</strong></bdo> الآن')


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Call 01632 960 001 if unsure.", '<bdi dir="ltr">Call 01632\xa0960\xa0001 if unsure.</bdi>'),
        ("قسم 5-10 أ", '<bdi dir="rtl">قسم <bdi dir="ltr">5-10</bdi> أ</bdi>'),
        ("Name علي ٥", '<bdi dir="ltr">Name علي ٥</bdi>'),
        ("12", "12"),
    ],
)
def test_words_from_elsewhere_keep_their_direction_in_a_web_page(value: str, written: str) -> None:
    """A note in English has its full stop at its end."""
    _, paragraph = partly_bold(f"ملاحظة: {isolated(value, 'ar')} ثم")
    assert HtmlWriter({}, "ar").words(paragraph) == f"ملاحظة: {written} ثم"


def test_a_number_of_which_a_part_is_bold_is_one_in_a_word_file() -> None:
    """Its runs are not from right to left, one beside the other."""
    root, paragraph = partly_bold("كرر ", "5", "-10 مرات، اتصل ", "01632", " 960 123")
    runs = re.findall(r"<w:r>.*?</w:r>", WordWriter(Bookmarks(root), str, "ar").words(paragraph))
    kept = ["".join(re.findall("<w:t[^>]*>([^<]*)", run)) for run in runs if '<w:rtl w:val="0"/>' in run]
    assert kept == ["5", "-10", "01632", " 960 123"]
    assert len(runs) == 6


def test_digits_that_turn_are_overridden() -> None:
    """Groups of Arabic-Indic digits go from right to left in an isolate as well."""
    found = list(stretches("اتصل ٠١٦٣٢ ٩٦٠ ١٢٣ الآن"))
    assert ("٠١٦٣٢ ٩٦٠ ١٢٣", True) in found
    assert "".join(words for words, _ in found) == "اتصل ٠١٦٣٢ ٩٦٠ ١٢٣ الآن"


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("ar", "Noto Sans Arabic"),
        ("ckb-IQ", "Noto Sans Arabic"),
        ("ur-PK", "Noto Nastaliq Urdu"),
        ("zh-CN", "Noto Sans SC"),
        ("zh-TW", "Noto Sans TC"),
        ("pa", "Noto Sans Gurmukhi"),
        ("pa-Arab", "Noto Sans Arabic"),
        ("en-GB", ""),
        ("hi-Latn", ""),
        ("uk", ""),
    ],
)
def test_faces_of_a_script(language: str, first: str) -> None:
    """A page names the faces of its script that systems have; one of Latin or Cyrillic letters needs none."""
    assert (faces_of(language) or ("",))[0] == first
    assert is_steep(language) is (first == "Noto Nastaliq Urdu")
