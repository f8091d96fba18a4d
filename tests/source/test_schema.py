"""Records: reading, messages, and the published JSON Schema."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.content.model.blocks import (
    BLOCKS,
    Box,
    BulletList,
    Card,
    Heading,
    Paragraph,
    Picture,
    Quote,
    Steps,
    Table,
)
from leafletgen.content.model.layout import Layout
from leafletgen.content.model.leaflet import Leaflet
from leafletgen.errors import Place, Report
from leafletgen.library.schemas import KINDS, json_schema
from leafletgen.source.inline import Prose
from leafletgen.source.yaml import Value, parse_source, read_source
from tests.support.shipped import translations

ROOT = Path(__file__).parents[2]
HEAD = "code: P1/1/01.2026/VERSION1\ntitle: T\nbrand: riverside\nlayouts: [a5-booklet]\nbody:\n"


def read(body: str, head: str = HEAD) -> tuple[Leaflet | None, list[str]]:
    """Return the leaflet with this body, and all diagnostics without the file's name."""
    report = Report()
    root = parse_source(head + body, "a.yaml", report)
    leaflet = None if root is None else Leaflet.read(root, report)
    return leaflet, [str(found).removeprefix("a.yaml:") for found in report.diagnostics]


def blocks(body: str) -> list[Any]:
    """Return the blocks of a body without fault."""
    leaflet, found = read(body)
    assert not found
    assert leaflet is not None
    return leaflet.body


def test_every_block() -> None:
    """Each key gives its block, with its fields and its place."""
    body = blocks("""\
  - heading: Why do we feel pain?
    id: why
  - A **paragraph**.
  - {text: A long one., only: [a5-booklet], except: [x]}
  - list: [first, {text: second, list: [nested]}, {text: third, steps: [a, b], start: 3}]
  - steps: [this]
    start: 4
  - key: Keep safe.
  - box: {title: A story, body: [one, {list: [two]}]}
    only: [a5-booklet]
  - card: {level: emergency, title: "Call 999 if:", items: [x], body: [y]}
  - {quote: I walk again., by: A patient}
  - {image: a.svg, alt: Two hills., caption: Hills, credit: after B, width: 80%}
  - pictures: [{image: a.svg, alt: Start of it.}, {image: b.svg, decorative: true}]
  - table: {caption: C, header: [A, B], rows: [[1, no], ["", ~]], row_headers: true}
  - resources: [{title: Film, url: "https://example.org/x", note: Short}]
  - include: red-flags
  - write: {label: Goals, lines: 6}
  - contact: physiotherapy
  - references: all
  - break: page
""")
    assert [type(block).__name__ for block in body] == [
        "Heading", "Paragraph", "Paragraph", "BulletList", "Steps", "KeyMessage", "Box", "Card", "Quote", "Picture",
        "Pictures", "Table", "Resources", "Include", "Write", "ContactBlock", "ReferenceList", "Break",
    ]  # fmt: skip
    assert {type(block) for block in body} == set(BLOCKS.values())
    assert [str(block.place) for block in body[:4]] == ["a.yaml:6:5", "a.yaml:8:5", "a.yaml:9:5", "a.yaml:10:5"]
    heading, paragraph, long = body[:3]
    assert isinstance(heading, Heading)
    assert (heading.text.plain(), heading.level, heading.id) == ("Why do we feel pain?", 1, "why")
    assert isinstance(paragraph, Paragraph)
    assert [span.bold for span in paragraph.text.spans] == [False, True, False]
    assert (long.only, long.exclude) == (["a5-booklet"], ["x"])
    bullets = body[3]
    assert isinstance(bullets, BulletList)
    assert [item.text.plain() for item in bullets.items] == ["first", "second", "third"]
    nested = bullets.items[1].body[0]
    assert isinstance(nested, BulletList)
    assert nested.only == []
    numbered = bullets.items[2].body[0]
    assert isinstance(numbered, Steps)
    assert (numbered.start, len(numbered.items)) == (3, 2)
    box, card, quote, picture = body[6:10]
    assert isinstance(quote, Quote)
    assert (quote.text.plain(), quote.by and quote.by.plain()) == ("I walk again.", "A patient")
    assert isinstance(box, Box)
    assert box.only == ["a5-booklet"]
    assert isinstance(box.title, Prose)
    assert box.title.plain() == "A story"
    assert [type(block) for block in box.body] == [Paragraph, BulletList]
    assert isinstance(card, Card)
    assert (card.level, card.title.plain(), card.items[0].plain()) == ("emergency", "Call 999 if:", "x")
    assert isinstance(picture, Picture)
    assert (picture.image, picture.alt, picture.width) == ("a.svg", "Two hills.", 80)
    table = body[11]
    assert isinstance(table, Table)
    assert [[cell.plain() for cell in row] for row in table.rows] == [["1", "no"], ["", ""]]
    assert table.row_headers
    assert body[14].lines == 6
    assert body[15].department == "physiotherapy"


def test_the_norway_problem() -> None:
    """`no` is a language, and a phone number keeps its zero."""
    leaflet, found = read("  - no\n  - 01632 960 000\n  - 0x1F\n", HEAD + "language: no\n".join(["", ""]))
    assert leaflet is None
    leaflet, found = read("  - no\n  - 01632 960 000\n  - 0x1F\n", "language: no\n" + HEAD)
    assert not found
    assert leaflet is not None
    assert leaflet.language == "no"
    texts = [block.text.plain() for block in leaflet.body if isinstance(block, Paragraph)]
    assert texts == ["no", "01632 960 000", "0x1F"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("  - heding: x\n", ['6:5: error: "heding" is not a block\n  hint: did you mean "heading"?']),
        ("  - heading: x\n    levl: 2\n",
         ['7:5: error: unknown key "levl"\n  hint: did you mean "level"?']),
        ("  - heading: x\n    level: 4\n",
         ['7:12: error: "level" must be a whole number from 1 to 3, not "4"\n  hint: for example level: 1']),
        ("  - heading: [x]\n", ['6:14: error: "heading" must be text, not a list']),
        ("  - heading:\n",
         ['6:13: error: "heading" has no value\n'
          "  hint: The heading, in sentence case, without a full stop"]),
        ("  - heading: x\n    list: [y]\n",
         ['7:5: error: this block has two meanings: "heading" and "list"\n'
          '  hint: begin a block of its own with "- "']),
        ("  - [x]\n", ['6:5: error: a list stands here, not a block\n  hint: write "- list: [...]"']),
        ("  - box: {body: [{heading: x}]}\n",
         ['6:19: error: "heading" cannot stand inside a box, a card or a list item\n'
          "  hint: move it out; here may stand: text, list, steps, key, quote, image, table, resources, write"]),
        ("  - box: {titel: x, body: [y]}\n",
         ['6:11: error: unknown key "titel"\n  hint: did you mean "title"?']),
        ("  - card: {level: red, title: x, items: [y]}\n",
         ['6:19: error: "level" must be one of non-urgent, urgent, emergency, not "red"']),
        ("  - card: {level: urgent, title: x}\n",
         ['6:11: error: this card is empty\n  hint: give it "items:" with the signs']),
        ("  - image: twin-peaks.png\n",
         ['6:5: error: image "twin-peaks.png" has no alt text\n  hint: add "alt:" with what the picture '
          'tells the reader, or "decorative: true"']),
        ("  - {image: a.png, alt: a.png}\n",
         ['6:25: error: the alt text "a.png" says nothing about the picture\n'
          "  hint: write what the picture tells the reader, in a sentence"]),
        ("  - {image: a.png, alt: Picture 1}\n",
         ['6:25: error: the alt text "Picture 1" says nothing about the picture\n'
          "  hint: write what the picture tells the reader, in a sentence"]),
        ("  - {image: a.png, alt: An image of two hills}\n",
         ['6:25: warning: the alt text begins with "An image of"\n'
          "  hint: a screen reader says already that it is a picture; begin with what it tells"]),
        ("  - {image: a.png, alt: Hills, decorative: true}\n",
         ['6:20: error: image "a.png" is decorative and has alt text as well\n'
          "  hint: take one of the two away"]),
        ("  - {image: a.png, decorative: yes}\n",
         ['6:32: error: "decorative" must be true or false, not "yes"\n  hint: for example decorative: true']),
        ("  - {image: a.png, alt: Hills, width: 200%}\n",
         ['6:39: error: "width" must be a percentage from 5% to 100%, not "200%"\n'
          "  hint: for example width: 80%"]),
        ("  - table: {header: [A, B], rows: [[1, 2], [3], [4, 5, 6]]}\n",
         ['6:44: error: row 2 of this table has 1 cell, its header has 2\n'
          '  hint: write an empty cell as ""',
          '6:49: error: row 3 of this table has 3 cells, its header has 2\n'
          '  hint: write an empty cell as ""']),
        ("  - resources: [{title: x, url: example.org}]\n",
         ['6:33: error: "url" must be a web address, not "example.org"\n'
          "  hint: for example url: https://www.example.org"]),
        ("  - pictures: [{image: a.svg, decorative: true}]\n",
         ['6:15: error: "pictures" has 1 entry; it needs at least 2 and at most 4\n'
          "  hint: write one entry after each hyphen"]),
        ("  - write: {label: x, lines: 41}\n",
         ['6:30: error: "lines" must be a whole number from 1 to 40, not "41"\n  hint: for example lines: 1']),
        (
            "  - pictures: [{image: a.svg, decorative: true}, {image: b.svg, decorative: true, only: [x]}]\n",
            [
                '6:50: error: a picture of a row has "only" or "except"\n'
                '  hint: write it beside "pictures:", for the whole row'
            ],
        ),
        ("  - ''\n", ["6:5: error: this text is empty\n  hint: write something, or take it out"]),
        ("  - {}\n", ["6:5: error: this block is empty\n  hint: write it, or take it out"]),
        ("  - break: line\n", ['6:12: error: "break" must be "page", not "line"']),
        ("  - |\n    fine\n    see {page:} here\n",
         ['8:9: error: this page reference cannot be read\n  hint: write "{page:why}" with the id of a heading, '
          'or "\\{" for a plain brace']),
        ("  - list: [{list: [x]}]\n",
         ['6:12: error: "text" is missing\n  hint: write "text:" with the words of the entry']),
    ],
)  # fmt: skip
def test_bad_blocks(body: str, expected: list[str]) -> None:
    """Each fault is told at its place, in plain words, with what to do."""
    assert read(body)[1] == expected


def test_all_faults_are_told_at_once() -> None:
    """One faulty entry does not hide another."""
    _, found = read("  - heding: x\n  - list: x\n  - ok\n", "titel: T\nreview: April\nlanguage: english\nbody:\n")
    assert [line.split("\n")[0] for line in found] == [
        '1:1: error: "brand" is missing',
        '1:1: error: "code" is missing',
        '1:1: error: "layouts" is missing',
        '1:1: error: "title" is missing',
        '1:1: error: unknown key "titel"',
        '2:9: error: "review" must be a year and month, not "April"',
        '3:11: error: "language" must be a language tag (BCP 47), not "english"',
        '5:5: error: "heding" is not a block',
        '6:11: error: "list" must be a list, not "x"',
    ]


def test_records_can_be_made_by_hand() -> None:
    """Defaults are filled in, and wrong names refused."""
    place = Place("a.yaml", 1, 1)
    picture = Picture(place=place, image="a.svg", alt="Hills.")
    assert (picture.width, picture.only, picture.decorative) == (None, [], False)
    assert picture.only is not Picture(place=place, image="b.svg").only
    with pytest.raises(TypeError, match="Picture needs image"):
        Picture(place=place)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Picture(place=place, image="a.svg", colour="red")  # type: ignore[call-arg]
    assert repr(picture) == "Picture(image='a.svg', alt='Hills.')"


def plain(value: Value) -> Any:
    """Return a value as an editor's JSON Schema checker sees it (YAML 1.2)."""
    if value.kind == "list":
        return [plain(entry) for entry in value.data]
    if value.kind == "map":
        return {key: plain(entry) for key, entry in value.data.items()}
    if value.is_null:
        return None
    if value.plain and value.data in ("true", "false"):
        return value.data == "true"
    if value.plain and re.fullmatch(r"[-+]?[0-9]+", value.data):
        return int(value.data)
    if value.plain and re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", value.data):
        return float(value.data)
    return value.data


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_published_schema_is_valid(kind: str) -> None:
    """Draft 2020-12 accepts the schema, and every entry is described."""
    published = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(published)
    for name, definition in published["$defs"].items():
        for key, entry in definition.get("properties", {}).items():
            assert "$ref" in entry or entry.get("description"), f"{name}.{key}"


FILES = [
    *[("leaflet", path) for path in sorted((ROOT / "leaflets").glob("*.yaml"))],
    *[("shared", path) for path in sorted((ROOT / "leaflets" / "shared").glob("*.yaml"))],
    *[("layout", path) for path in sorted((ROOT / "layouts").glob("*.yaml"))],
    *[("brand", path) for path in sorted((ROOT / "assets" / "brands").glob("*/brand.yaml"))],
    *[("brand-translation", path) for path in translations("assets/brands/riverside")],
    *[(f"{kind}-translation", path) for kind in ("exercise", "programme") for path in translations(f"assets/{kind}s")],
]


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda value: getattr(value, "stem", value))
def test_starter_files_fit_the_schema_and_the_reader(kind: str, path: Path) -> None:
    """What the reader accepts an editor accepts as well; each file names its schema."""
    report = Report()
    root = read_source(path, path.name, report)
    assert root is not None
    assert KINDS[kind].read(root, report) is not None
    assert not report.diagnostics
    jsonschema.validate(plain(root), json_schema(kind))
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    steps = len(path.relative_to(ROOT).parts) - 1
    assert first == f"# yaml-language-server: $schema={'../' * steps}.schema/{kind}.json"


@pytest.mark.parametrize(
    "body",
    ["- {heading: x, levl: 2}", "- {heading: x, level: 4}", "- {box: {}}", "- {image: 1, width: 80}", "- [x]",
     "- {card: {level: red, title: x}}", "- {box: {body: [{heading: x}]}}", "- {write: {label: x, lines: 41}}"],
)  # fmt: skip
def test_schema_refuses_what_the_reader_refuses(body: str) -> None:
    """An editor marks the same faults."""
    report = Report()
    root = parse_source(HEAD + "  " + body, "a.yaml", report)
    assert root is not None
    Leaflet.read(root, report)
    assert report.has_errors
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain(root), json_schema("leaflet"))


LAYOUT = """\
title: T
page: {size: a5, margins_mm: {top: 10, bottom: 10, left: 14, right: 14}}
body: {size: 12}
footer: {left: x}
"""


def layout(text: str) -> tuple[Layout | None, list[str]]:
    """Read a layout."""
    report = Report()
    root = parse_source(text, "l.yaml", report)
    assert root is not None
    return Layout.read(root, report), [str(found).split("\n")[0] for found in report.diagnostics]


def test_layout_defaults_and_sizes() -> None:
    """Paper is known by name or by its sides."""
    read_layout, found = layout(LAYOUT)
    assert not found
    assert read_layout is not None
    assert (read_layout.page.width_mm, read_layout.page.height_mm) == (148, 210)
    assert (read_layout.scale.title, read_layout.columns, read_layout.footer.centre) == (24, 1, None)
    read_layout, found = layout(LAYOUT.replace("a5", "[99, 210.5]"))
    assert read_layout is not None
    assert (read_layout.page.width_mm, read_layout.page.height_mm) == (99, 210.5)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("size: a5", "size: a9", ['l.yaml:2:14: error: the page size "a9" is unknown']),
        ("size: a5", "size: [1]", ['l.yaml:2:14: error: "size" must be a4, a5 or [width, height] in mm, not a list']),
        ("left: 14", "left: 100", ["l.yaml:2:30: error: the margins leave only 34 by 190 mm for text"]),
        ("body: {size: 12}", "body: {size: 8}",
         ["l.yaml:3:14: error: body.size is 8 pt, but nothing may be smaller than 9 pt"]),
        ("footer: {left: x}", "footer: {left: x}\nsmallest: 10",
         ["l.yaml:1:1: error: scale.footer is 9 pt, but nothing may be smaller than 10 pt"]),
        ("footer: {left: x}", "footer: {left: x}\nscale: {small: 7}",
         ["l.yaml:5:16: error: scale.small is 7 pt, but nothing may be smaller than 9 pt"]),
        ("footer: {left: x}", "footer: {lefft: x}", ['l.yaml:4:10: error: unknown key "lefft"']),
        ("title: T", "title: T\nback: [contact, feedbak]",
         ['l.yaml:2:17: error: this entry must be one of references, contact, feedback, formats, review, '
          'authors, copyright, external, example, not "feedbak"']),
    ],
)  # fmt: skip
def test_bad_layouts(old: str, new: str, expected: list[str]) -> None:
    """Each fault is told at its place."""
    assert layout(LAYOUT.replace(old, new))[1] == expected


ODD = st.lists(
    st.sampled_from(
        ["\n", "\n  ", "\n    ", "- ", ": ", "{", "}", "[", "]", ", ", "'", '"', "|", ">-", "&a ", "*a", "!!x ", "? ",
         "#", "heading", "list", "text", "box", "body", "table", "rows", "image", "alt", "level", "**", "~", "no", "%"]
    )
    | st.text(max_size=3),
    max_size=40,
).map("".join)  # fmt: skip
TREE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*BLOCKS, "text", "body", "items", "only", "title", "rows", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(text=ODD)
def test_no_text_makes_a_traceback(kind: str, text: str) -> None:
    """Whatever a file holds, it is read or its faults are told."""
    report = Report()
    root = parse_source(HEAD + text, "a.yaml", report)
    record = None if root is None else KINDS[kind].read(root, report)
    assert record is not None or report.has_errors


@given(tree=st.lists(TREE, max_size=4))
def test_no_structure_makes_a_traceback(tree: list[Any]) -> None:
    """Whatever stands where a block belongs, it is read or its fault is told."""
    report = Report()
    root = parse_source(yaml.safe_dump({"body": tree, "code": "1", "title": "T"}, allow_unicode=True), "a.yaml", report)
    if root is not None:
        Leaflet.read(root, report)
    assert report.has_errors
