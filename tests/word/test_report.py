"""The report of an import: a page that anybody can read, on which no words of a file do anything, and data."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from leafletgen.system.targets import Kind
from leafletgen.word.importing.report_page import block_at, page
from leafletgen.word.importing.reported import Reported, counted, data
from tests.word.samples import COMMON, doubt_of, imported, reported


class Seen(HTMLParser):
    """The elements of a page with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.deleted: list[str] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if "style" not in self._open:
            self.words.append(data)
        if "del" in self._open:
            self.deleted.append(data)

    def having(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of each element of a name."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        """All its words, in one line."""
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def seen() -> Seen:
    """The page of three files."""
    return Seen(page(reported(), COMMON).decode())


def test_the_page_tells_each_doubt_with_its_place_words_and_lines(seen: Seen) -> None:
    assert 'under "What helps", paragraph 2 ("Take 50 µg once a day."), about page 2' in seen.text
    assert 'doubt: a letter in the Symbol font: "m" is shown as µ check the dose word-symbol-changed' in seen.text
    assert "Line 6 - Take 50 µg once a day." in seen.text
    assert "Lines 7 to 9 - steps: - Stretch your calf, twice a day. - Roll your foot." in seen.text
    assert "leaflets/old.yaml is written, with 1 picture; 3 doubts, 1 error." in seen.text
    assert 'What a build would say leaflets/old.yaml:1:1 error: the leaflet has no "code" Hint: write it' in seen.text


def test_words_that_were_left_out_are_marked_as_deleted(seen: Seen) -> None:
    assert seen.deleted == ["twice <b>daily</b>", "twice <b>daily</b>"]


def test_words_are_words_and_do_nothing(seen: Seen) -> None:
    assert seen.having("script") == []
    assert seen.having("b") == []
    assert "<script>alert(1)</script> &" in seen.text
    assert "\u202e" not in seen.text
    assert "\x01" not in seen.text
    policy = next(meta["content"] or "" for meta in seen.having("meta") if "http-equiv" in meta)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy


def test_a_file_that_was_not_read_says_why(seen: Seen) -> None:
    assert 'No leaflet was made of it. Why error: the part "word/document.xml" is damaged' in seen.text
    assert "not imported 1" in seen.text


def test_what_files_have_in_common_stands_before_them(seen: Seen) -> None:
    assert seen.text.index("Ring 999 <now>.") < seen.text.index("leaflets/old.yaml is written")


def test_anchors_are_one_each_and_links_lead_to_them(seen: Seen) -> None:
    anchors = [attributes["id"] for _, attributes in seen.tags if "id" in attributes]
    assert len(anchors) == len(set(anchors))
    targets = [attributes["href"] or "" for attributes in seen.having("a")]
    assert {"#file-1", "#file-2", "#file-3"} <= set(targets)
    assert all(target.removeprefix("#") in anchors for target in targets)


def test_headings_and_headers_of_tables_are_real(seen: Seen) -> None:
    levels = [int(name[1]) for name, _ in seen.tags if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    scopes = [attributes["scope"] for attributes in seen.having("th")]
    assert scopes.count("col") == 8
    assert scopes.count("row") == 8
    named = [attributes["aria-labelledby"] for attributes in seen.having("table")]
    assert named == ["file-1-doubts", "file-2-doubts"]
    assert all(attributes["lang"] == "en-US" for attributes in seen.having("del"))


def test_the_page_and_the_data_are_known_as_ours(seen: Seen) -> None:
    assert Kind.IMPORT_PAGE.value.match(page(reported()))
    assert Kind.IMPORT_DATA.value.match(json.dumps(data(reported()), indent=2).encode())


def test_one_file_has_no_list_of_contents() -> None:
    alone = Seen(page(reported()[:1]).decode())
    assert alone.having("nav") == []
    assert "Import report: old.docx" in alone.text


def test_no_file_at_all_has_a_page_too() -> None:
    assert "Import report: 0 Word files" in Seen(page([]).decode()).text


def test_the_data_have_codes_and_places() -> None:
    files = json.loads(json.dumps(data(reported(), COMMON)))["files"]
    assert [file["yaml"] for file in files] == ["leaflets/old.yaml", "leaflets/b.yaml", None]
    assert files[0]["pictures"] == ["old/1.png"]
    assert files[0]["doubts"][1] == {
        "code": "word-symbol-changed",
        "severity": "doubt",
        "message": 'a letter in the Symbol font: "m" is shown as µ',
        "hint": "check the dose",
        "place": {
            "part": "body",
            "heading": "What helps",
            "paragraph": 2,
            "first_words": "Take 50 µg once a day.",
            "page": 2,
        },
        "words": "",
        "line": 6,
    }
    assert files[0]["doubts"][0]["line"] is None
    assert files[2]["diagnostics"][0]["code"] == "word-part-damaged"


def test_a_long_block_is_cut() -> None:
    yaml = ["body:", "  - list:", *[f"      - {number}" for number in range(30)], "  - after"]
    block = block_at(yaml, 2)
    assert block[:2] == ["- list:", "    - 0"]
    assert block[-1] == "…"
    assert len(block) == 8
    assert block_at(yaml, 33) == ["- after"]
    assert block_at(yaml, 0) == block_at(yaml, 99) == []


def test_doubts_and_errors_are_counted_apart() -> None:
    assert counted(imported().doubts) == "3 doubts, 1 error"
    assert counted([doubt_of("word-symbol-changed")]) == "1 doubt"


def test_the_report_lets_go_of_the_pictures() -> None:
    light = Reported("old.docx", imported().without_pictures())
    assert light.imported is not None
    assert [(picture.name, picture.data) for picture in light.imported.pictures] == [("old/1.png", b"")]
