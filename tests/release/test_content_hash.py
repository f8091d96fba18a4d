"""The hashes of what a leaflet says and of how it looks, and the history that keeps what it said."""

import copy
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from leafletgen.content.model.blocks import BLOCKS, Block, Blocks
from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import Layout
from leafletgen.content.model.leaflet import Leaflet
from leafletgen.errors import LeafletError, Report
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release.content import NOT_CONTENT, Content, appearance_hash, content_hash, printed_content
from leafletgen.release.history import keep, recall
from leafletgen.release.inputs import Inputs
from leafletgen.source.records import Kind, ListOf, MapOf, Record, RecordOf
from tests.support.commands import BRAND, LAYOUT, ROOT, SVG, small_workspace, write

Data = dict[str, Any]

BODY: list[Any] = [
    {"heading": "About", "level": 1, "id": "about"},
    {"text": "A paragraph with **bold** words, {department.phone}.[@one]", "only": ["small"]},
    {"list": ["First", {"text": "Second", "list": ["Under it"]}], "except": ["wide"]},
    {"steps": ["Stand", "Walk"], "start": 3},
    {"key": "Keep moving."},
    {"box": {"title": "A story", "body": ["Inside the box"]}},
    {"card": {"level": "urgent", "title": "Call if:", "items": ["a sign", "another"], "body": ["More"]}},
    {"image": "hills.svg", "alt": "Two hills", "caption": "Hills", "credit": "Us", "width": "50%"},
    {"image": "hills.svg", "decorative": True},
    {"pictures": [{"image": "hills.svg", "alt": "One"}, {"image": "hills.svg", "alt": "Two"}]},
    {
        "table": {
            "caption": "Doses",
            "header": ["When", "How much"],
            "rows": [["Morning", "Two"], ["Evening", ""]],
            "row_headers": True,
            "grid": True,
        }
    },
    {"resources": [{"title": "A film", "url": "https://www.example.org/film", "note": "Ten minutes"}]},
    {"include": "flags"},
    {"write": {"label": "My aim", "lines": 2}},
    {"contact": "physio"},
    {"references": "all"},
    {"break": "page"},
    {"quote": "I walk again.", "by": "A patient"},
]
LEAFLET: Data = {
    "code": "P1/22/01.2026/VERSION3",
    "title": "A good leaflet",
    "subtitle": "Its subtitle",
    "strap": "Patient information",
    "language": "en-GB",
    "brand": "plain",
    "layouts": ["small", "wide"],
    "cover": "hills.svg",
    "cover_alt": "Hills",
    "review": "2027-04",
    "audience": "Adults",
    "department": "physio",
    "authors": ["Physiotherapist"],
    "keywords": ["back"],
    "summary": "What it is about.",
    "references": {"one": {"text": "An author (2020) A title.", "url": "https://www.example.org/one"}},
    "body": BODY,
}
SHARED: Data = {
    "references": {"two": {"text": "Another author (2021)"}},
    "body": ["Shared words.[@two]", {"heading": "Shared"}],
}
DEPARTMENT: Data = {
    "name": "Physiotherapy",
    "phone": "01632 960 000",
    "hours": ["Monday to Friday"],
    "email": "physio@example.org",
    "address": ["1 Weir Lane"],
    "website": "https://www.example.org/physio",
}
STATEMENTS: Data = {
    "feedback": "Tell us.",
    "formats": "Ask for large print.",
    "copyright": "© {brand.name}, {leaflet.issued}",
    "external": "Pages of others.",
    "example": "An example.",
}

Path_ = tuple[str | int, ...]
Edit = tuple[str, Path_, Any]
#: Each field of a leaflet, with a file, the way to an entry that has it, and another value for it.
EDITS: dict[str, Edit] = {
    "Leaflet.code": ("leaflet", ("code",), "P1/23/02.2026/VERSION4"),
    "Leaflet.title": ("leaflet", ("title",), "Another title"),
    "Leaflet.subtitle": ("leaflet", ("subtitle",), "Another"),
    "Leaflet.strap": ("leaflet", ("strap",), "Another"),
    "Leaflet.language": ("leaflet", ("language",), "en-IE"),
    "Leaflet.example": ("leaflet", ("example",), True),
    "Leaflet.brand": ("leaflet", ("brand",), "same"),
    "Leaflet.layouts": ("leaflet", ("layouts",), ["small", "wide", "narrow"]),
    "Leaflet.cover": ("leaflet", ("cover",), "lake.svg"),
    "Leaflet.cover_alt": ("leaflet", ("cover_alt",), "Mountains"),
    "Leaflet.review": ("leaflet", ("review",), "2028-01"),
    "Leaflet.audience": ("leaflet", ("audience",), "Children"),
    "Leaflet.department": ("leaflet", ("department",), "spinal"),
    "Leaflet.authors": ("leaflet", ("authors",), ["Nurse"]),
    "Leaflet.keywords": ("leaflet", ("keywords",), ["back", "pain"]),
    "Leaflet.summary": ("leaflet", ("summary",), "Another summary."),
    "Leaflet.references": ("leaflet", ("references",), {"one": {"text": "Another text."}}),
    "Leaflet.body": ("leaflet", ("body", 4), {"key": "Keep still."}),
    "Reference.text": ("leaflet", ("references", "one", "text"), "Another"),
    "Reference.url": ("leaflet", ("references", "one", "url"), "https://www.example.org/two"),
    "Block.only": ("leaflet", ("body", 1, "only"), ["wide"]),
    "Block.exclude": ("leaflet", ("body", 2, "except"), ["small"]),
    "Heading.text": ("leaflet", ("body", 0, "heading"), "Beginning"),
    "Heading.level": ("shared", ("body", 1, "level"), 2),
    "Heading.id": ("leaflet", ("body", 0, "id"), "start"),
    "Paragraph.text": ("leaflet", ("body", 1, "text"), "A paragraph with *bold* words, {department.phone}.[@one]"),
    "Item.text": ("leaflet", ("body", 2, "list", 0), "Third"),
    "Item.body": ("leaflet", ("body", 2, "list", 1, "list", 0), "Over it"),
    "BulletList.items": ("leaflet", ("body", 2, "list", 2), "Third"),
    "Steps.items": ("leaflet", ("body", 3, "steps"), ["Walk", "Stand"]),
    "Steps.start": ("leaflet", ("body", 3, "start"), 4),
    "KeyMessage.text": ("leaflet", ("body", 4, "key"), "Keep on moving."),
    "Box.floats": ("leaflet", ("body", 5, "box", "float"), True),
    "Box.title": ("leaflet", ("body", 5, "box", "title"), "Another story"),
    "Box.body": ("leaflet", ("body", 5, "box", "body", 0), "Inside"),
    "Card.floats": ("leaflet", ("body", 6, "card", "float"), True),
    "Card.level": ("leaflet", ("body", 6, "card", "level"), "emergency"),
    "Card.title": ("leaflet", ("body", 6, "card", "title"), "Ring if:"),
    "Card.items": ("leaflet", ("body", 6, "card", "items"), ["a sign"]),
    "Card.body": ("leaflet", ("body", 6, "card", "body"), ["Less"]),
    "Picture.floats": ("leaflet", ("body", 7, "float"), True),
    "Picture.image": ("leaflet", ("body", 7, "image"), "lake.svg"),
    "Picture.alt": ("leaflet", ("body", 7, "alt"), "Three hills"),
    "Picture.decorative": ("leaflet", ("body", 8), {"image": "hills.svg", "alt": "Hills"}),
    "Picture.caption": ("leaflet", ("body", 7, "caption"), "Other hills"),
    "Picture.credit": ("leaflet", ("body", 7, "credit"), "Others"),
    "Picture.width": ("leaflet", ("body", 7, "width"), "60%"),
    "Pictures.pictures": ("leaflet", ("body", 9, "pictures", 1), {"image": "lake.svg", "alt": "Two"}),
    "Table.floats": ("leaflet", ("body", 10, "table", "float"), True),
    "Table.caption": ("leaflet", ("body", 10, "table", "caption"), "Amounts"),
    "Table.header": ("leaflet", ("body", 10, "table", "header", 1), "How many"),
    "Table.rows": ("leaflet", ("body", 10, "table", "rows", 1, 1), "One"),
    "Table.row_headers": ("leaflet", ("body", 10, "table", "row_headers"), False),
    "Table.grid": ("leaflet", ("body", 10, "table", "grid"), False),
    "Resource.title": ("leaflet", ("body", 11, "resources", 0, "title"), "A book"),
    "Resource.url": ("leaflet", ("body", 11, "resources", 0, "url"), "https://www.example.org/book"),
    "Resource.note": ("leaflet", ("body", 11, "resources", 0, "note"), "Nine minutes"),
    "Resources.items": ("leaflet", ("body", 11, "resources", 1), {"title": "B", "url": "https://www.example.org/b"}),
    "Include.name": ("leaflet", ("body", 12, "include"), "other"),
    "Write.label": ("leaflet", ("body", 13, "write", "label"), "My plan"),
    "Write.lines": ("leaflet", ("body", 13, "write", "lines"), 3),
    "ContactBlock.department": ("leaflet", ("body", 14, "contact"), "spinal"),
    "ReferenceList.references": ("leaflet", ("body", 15), {"heading": "References"}),
    "Break.kind": ("leaflet", ("body", 16), "No break"),
    "Quote.text": ("leaflet", ("body", 17, "quote"), "I run again."),
    "Quote.by": ("leaflet", ("body", 17, "by"), "Another patient"),
    "Brand.name": ("brand", ("name",), "Hospital"),
    "Brand.short_name": ("brand", ("short_name",), "H"),
    "Brand.website": ("brand", ("website",), "https://www.example.net"),
    "Brand.logo": ("brand", ("logo",), {"file": "lake.svg", "height_mm": 10, "alt": "Clinic"}),
    "Brand.colours": ("brand", ("colours", "ink"), "#111111"),
    "Brand.fonts": ("brand", ("fonts", "text", "italic"), "AtkinsonHyperlegibleNext-BoldItalic.ttf"),
    "Brand.code": ("brand", ("code",), "{number}/22/{month}.{year}/VERSION{version}"),
    "Brand.departments": ("brand", ("departments", "physio", "phone"), "01632 960 999"),
    "Brand.sheet": ("brand", ("sheet",), "SHEET"),
    "Brand.digits": ("brand", ("digits",), "native"),
    "Brand.email": ("brand", ("email",), {"secure_subject": "[secure]", "limit_mb": 10}),
    "Brand.waive": ("brand", ("waive",), [{"rule": "brand-phone", "because": "It is the switchboard's."}]),
    "Leaflet.waive": ("leaflet", ("waive",), [{"rule": "heading-question", "because": "Patients ask this."}]),
    "Brand.statements": ("brand", ("statements", "feedback"), "Write to us."),
    "Logo.file": ("brand", ("logo", "file"), "lake.svg"),
    "Logo.reversed": ("brand", ("logo", "reversed"), "lake.svg"),
    "Logo.height_mm": ("brand", ("logo", "height_mm"), 12),
    "Logo.clear_space_mm": ("brand", ("logo", "clear_space_mm"), 6),
    "Logo.alt": ("brand", ("logo", "alt"), "The clinic"),
    **{
        f"Department.{name}": ("brand", ("departments", "physio", name), value)
        for name, value in {
            "name": "Physios",
            "phone": "01632 960 001",
            "hours": ["Monday"],
            "email": "a@example.org",
            "address": ["2 Weir Lane"],
            "website": "https://www.example.org/physios",
        }.items()
    },
    **{f"Statements.{name}": ("brand", ("statements", name), "Other words.") for name in STATEMENTS},
}
_SHEET = {
    "pain": [{"from": 0, "to": 5, "text": "Go on."}, {"from": 6, "to": 10, "text": "Stop."}],
    "stop": "Stop and phone us.",
    "emergency": "Call 999.",
}


class Desk:
    """A workspace with the sample leaflet, whose files can be edited one entry at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        brand = yaml.safe_load(BRAND)
        brand["departments"] = {"physio": DEPARTMENT, "spinal": {"name": "Spinal team", "phone": "01632 960 014"}}
        brand["statements"] = STATEMENTS
        self.files: dict[str, Data] = {"leaflet": LEAFLET, "shared": SHARED, "brand": brand}
        small_workspace(root)
        for name in ("wide", "narrow"):
            write(root / "layouts" / f"{name}.yaml", LAYOUT)
        other = SVG.replace('"20"', '"30"')
        for folder in ("assets/images", "assets/brands/plain"):
            write(root / folder / "lake.svg", other)
        write(root / "leaflets" / "shared" / "other.yaml", "body: [Other shared words]\n")
        self.write_all(self.files)

    def write_all(self, files: dict[str, Data]) -> None:
        """Write the three files as JSON, which is YAML."""
        for name, path in (
            ("leaflet", "leaflets/P1-good.yaml"),
            ("shared", "leaflets/shared/flags.yaml"),
            ("brand", "assets/brands/plain/brand.yaml"),
            ("brand", "assets/brands/same/brand.yaml"),
        ):
            write(self.root / path, json.dumps(files[name], ensure_ascii=False))
        for picture in ("logo.svg", "lake.svg"):
            shutil.copyfile(self.root / "assets/brands/plain" / picture, self.root / "assets/brands/same" / picture)

    def edited(self, *edits: Edit) -> Content:
        """Return the content with some entries given other values."""
        files = copy.deepcopy(self.files)
        for file, way, value in edits:
            put(files[file], way, copy.deepcopy(_SHEET if value == "SHEET" else value))
        self.write_all(files)
        return printed_content(self.load())

    def load(self) -> LoadedLeaflet:
        """Load the leaflet, which has no faults; warnings are none of our business."""
        report = Report()
        loaded = Workspace(self.root).load_leaflet(self.root / "leaflets" / "P1-good.yaml", report)
        assert loaded is not None, report.diagnostics
        return loaded

    def layouts(self) -> list[Layout]:
        """Load the layout of the leaflet."""
        report = Report()
        layout = Workspace(self.root).load_layout("small", report)
        assert layout is not None, report.diagnostics
        return [layout]


def put(data: Any, way: Path_, value: Any) -> None:
    """Put a value into nested data; an index behind the last entry adds one."""
    for step in way[:-1]:
        data = data[step]
    last = way[-1]
    if isinstance(data, list) and last == len(data):
        data.append(value)
    else:
        data[last] = value


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a workspace with the sample."""
    return Desk(tmp_path / "w")


def _records(kind: Kind[Any]) -> Iterator[type[Record]]:
    """The records that a kind of value may hold."""
    if isinstance(kind, RecordOf):
        yield kind.record
    elif isinstance(kind, ListOf | MapOf):
        yield from _records(kind.kind)
    elif isinstance(kind, Blocks):
        yield from BLOCKS.values()


def _fields() -> set[str]:
    """Each field of each record that a leaflet is made of, down to those that are not content as a whole."""
    found: set[str] = set()
    waiting: list[type[Record]] = [Leaflet, Brand]
    seen: set[type[Record]] = set()
    while waiting:
        record = waiting.pop()
        if record in seen:
            continue
        seen.add(record)
        for entry in record.fields:
            owner = Block if issubclass(record, Block) and entry in Block.fields else record
            name = f"{owner.__name__}.{entry.name}"
            found.add(name)
            if name not in NOT_CONTENT:
                waiting += _records(entry.kind)
    return found


#: What a translation alone has; tests/release/test_translation_states.py has one.
OF_TRANSLATIONS = {"Leaflet.translates", "Leaflet.source", "Leaflet.reviewed_by"}


def test_the_table_of_edits_has_every_field_of_a_leaflet() -> None:
    assert _fields() == set(EDITS) | OF_TRANSLATIONS


def test_what_is_not_content_is_a_field() -> None:
    assert set(NOT_CONTENT) <= _fields()
    assert all(NOT_CONTENT.values())


@pytest.mark.parametrize("field", EDITS)
def test_a_field_changes_the_content_hash_unless_there_is_a_reason(desk: Desk, field: str) -> None:
    before = content_hash(desk.edited())
    after = content_hash(desk.edited(EDITS[field]))
    assert (after != before) is (field not in NOT_CONTENT)


@pytest.mark.parametrize(
    "field", ["Brand.colours", "Brand.fonts", "Brand.code", "Logo.height_mm", "Logo.clear_space_mm"]
)
def test_appearance_has_a_hash_of_its_own(desk: Desk, field: str) -> None:
    desk.edited()
    before = appearance_hash(desk.load(), desk.layouts())
    desk.edited(EDITS[field])
    assert appearance_hash(desk.load(), desk.layouts()) != before


def test_digits_of_a_language_are_appearance_and_english_has_none_of_its_own(desk: Desk) -> None:
    for language, changes in (("en-GB", False), ("ar", True)):
        spoken: Edit = ("leaflet", ("language",), language)
        desk.edited(spoken)
        before = appearance_hash(desk.load(), desk.layouts())
        desk.edited(spoken, EDITS["Brand.digits"])
        assert (appearance_hash(desk.load(), desk.layouts()) != before) is changes, language


def test_words_do_not_change_the_appearance(desk: Desk) -> None:
    desk.edited()
    before = appearance_hash(desk.load(), desk.layouts())
    desk.edited(EDITS["Leaflet.title"], EDITS["Department.phone"], EDITS["Brand.website"])
    assert appearance_hash(desk.load(), desk.layouts()) == before


def test_what_is_said_of_e_mail_changes_no_hash(desk: Desk) -> None:
    before = content_hash(desk.edited()), appearance_hash(desk.load(), desk.layouts())
    inputs = Inputs(Workspace(desk.root)).of(desk.load())
    write(desk.root / "assets" / "brands" / "plain" / "emails" / "sheet.yaml", "subject: Ours\nbefore: [Hello]\n")
    assert Inputs(Workspace(desk.root)).of(desk.load()) == inputs
    assert (content_hash(desk.edited(EDITS["Brand.email"])), appearance_hash(desk.load(), desk.layouts())) == before


def test_a_layout_changes_the_appearance_and_its_comments_do_not(desk: Desk) -> None:
    desk.edited()
    before = appearance_hash(desk.load(), desk.layouts())
    write(desk.root / "layouts" / "small.yaml", f"# A comment\n\n{LAYOUT}")
    assert appearance_hash(desk.load(), desk.layouts()) == before
    write(desk.root / "layouts" / "small.yaml", LAYOUT.replace("size: 12", "size: 13"))
    assert appearance_hash(desk.load(), desk.layouts()) != before


def test_a_website_in_the_footer_is_appearance(desk: Desk) -> None:
    write(desk.root / "layouts" / "small.yaml", LAYOUT.replace("{leaflet.code}", "{brand.website}"))
    desk.edited()
    before = appearance_hash(desk.load(), desk.layouts())
    desk.edited(EDITS["Brand.website"])
    assert appearance_hash(desk.load(), desk.layouts()) != before


def test_the_order_of_layouts_is_of_no_account(desk: Desk) -> None:
    desk.edited()
    report = Report()
    small, wide = (Workspace(desk.root).load_layout(name, report) for name in ("small", "wide"))
    assert small is not None and wide is not None
    loaded = desk.load()
    assert appearance_hash(loaded, [small, wide]) == appearance_hash(loaded, [wide, small])
    assert appearance_hash(loaded, [small]) != appearance_hash(loaded, [small, wide])


def test_the_writing_of_the_file_is_no_content(desk: Desk) -> None:
    before = desk.edited()
    shuffled = dict(reversed(LEAFLET.items()))
    text = "# A comment\n" + yaml.safe_dump(shuffled, sort_keys=False, width=40, allow_unicode=True)
    moved = desk.root / "leaflets" / "folder" / "P1-other.yaml"
    write(moved, text)
    (desk.root / "leaflets" / "P1-good.yaml").unlink()
    report = Report()
    loaded = Workspace(desk.root).load_leaflet(moved, report)
    assert loaded is not None, report.diagnostics
    assert printed_content(loaded) == before
    assert content_hash(printed_content(loaded)) == content_hash(before)


def test_a_string_and_its_long_form_are_one_paragraph(desk: Desk) -> None:
    assert desk.edited(("leaflet", ("body", 4), "Words")) == desk.edited(("leaflet", ("body", 4), {"text": "Words"}))


def test_a_value_that_is_the_default_is_as_good_as_none(desk: Desk) -> None:
    edit: Edit = ("leaflet", ("body", 4), {"key": "Keep moving.", "only": None, "except": None})
    assert desk.edited(edit) == desk.edited()


def test_a_filled_field_and_its_value_typed_are_one(desk: Desk) -> None:
    typed = desk.edited(("leaflet", ("body", 4), "Phone 01632 960 000 now"))
    assert desk.edited(("leaflet", ("body", 4), "Phone {department.phone} now")) == typed


@pytest.mark.parametrize("field", ["code", "version", "issued"])
def test_a_release_does_not_change_what_names_its_code(desk: Desk, field: str) -> None:
    written: Edit = ("leaflet", ("body", 4), f"This is **{{leaflet.{field}}}**.")
    before = desk.edited(written)
    assert before["body"][4]["text"] == f"This is **{{leaflet.{field}}}**."
    assert content_hash(desk.edited(written, EDITS["Leaflet.code"])) == content_hash(before)
    assert before["brand"]["statements"]["copyright"] == "© Clinic, {leaflet.issued}"


def test_the_number_of_the_code_is_content(desk: Desk) -> None:
    assert desk.edited(("leaflet", ("code",), "P2/22/01.2026/VERSION3")) != desk.edited()


def test_a_picture_is_its_bytes(desk: Desk) -> None:
    before = content_hash(desk.edited())
    picture = desk.root / "assets" / "images" / "hills.svg"
    state = picture.stat()
    os.utime(picture, ns=(state.st_atime_ns, state.st_mtime_ns + 5_000_000_000))
    assert content_hash(printed_content(desk.load())) == before
    write(picture, SVG.replace("#0B4F6C", "#0B4F6D"))
    assert content_hash(printed_content(desk.load())) != before


def test_a_picture_that_went_away_is_told(desk: Desk) -> None:
    desk.edited()
    loaded = desk.load()
    (desk.root / "assets" / "images" / "hills.svg").unlink()
    with pytest.raises(LeafletError, match=r"hills\.svg cannot be read"):
        printed_content(loaded)


def test_an_uncited_reference_is_no_content(desk: Desk) -> None:
    added: Edit = ("leaflet", ("references", "three"), {"text": "Nobody cites it"})
    assert desk.edited(added) == desk.edited()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("**a** *b*", "***a b***"),
        ("**a***b*", "*a***b**"),
        (r"\*a\*", "*a*"),
        (r"\[@one]", "[@one]"),
        ("[a](https://a.example)[b](https://a.example)", "[ab](https://a.example)"),
        ("[a](https://a.example/b)", "[a](https://a.example/c)"),
        ("[a]{lang=de}", "[a]{lang=fr}"),
        ("x^2^", "x2"),
        (r"x\^2\^", "x^2^"),
        ("{page:about}", r"\{page:about}"),
        ("a **b**c", "a **bc**"),
        ("a\nb", "a b"),
        ("[a](https://a.example/\\))", "[a](https://a.example/)"),
    ],
)
def test_prose_that_prints_otherwise_is_written_otherwise(desk: Desk, one: str, other: str) -> None:
    texts = [desk.edited(("leaflet", ("body", 4), text))["body"][4]["text"] for text in (one, other)]
    assert texts[0] != texts[1]
    for text in texts:
        assert desk.edited(("leaflet", ("body", 4), text))["body"][4]["text"] == text, "the normal form is its own"


def test_history_gives_back_what_it_keeps_and_keeps_it_once(desk: Desk) -> None:
    content = desk.edited()
    path = keep(desk.root, content)
    assert path == desk.root / "leaflets" / ".history" / f"{content_hash(content)}.json"
    assert keep(desk.root, content) is None
    report = Report()
    assert recall(desk.root, content_hash(content), report) == content
    assert not report.diagnostics
    assert path is not None and len(path.read_text("utf-8").splitlines()) > 100


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


@pytest.mark.parametrize(
    "damage",
    [_cut, lambda data: data.replace(b"Keep moving", b"Keep still"), lambda data: b"\xff" + data, lambda data: b"[]"],
)
def test_damaged_history_is_told_and_mended_by_keeping(desk: Desk, damage: Callable[[bytes], bytes]) -> None:
    content = desk.edited()
    path = keep(desk.root, content)
    assert path is not None
    path.write_bytes(damage(path.read_bytes()))
    report = Report()
    assert recall(desk.root, content_hash(content), report) is None
    assert "was changed or damaged" in str(report.diagnostics[0])
    assert "restore it" in report.diagnostics[0].hint
    assert keep(desk.root, content) == path
    assert recall(desk.root, content_hash(content), Report()) == content


@pytest.mark.parametrize("digest", ["0" * 64, "../releases", ""])
def test_missing_history_is_told(desk: Desk, digest: str) -> None:
    report = Report()
    assert recall(desk.root, digest, report) is None
    assert len(report.errors) == 1
    assert report.errors[0].hint


def test_history_is_no_leaflet(desk: Desk) -> None:
    keep(desk.root, desk.edited())
    assert [path.name for path in Workspace(desk.root).leaflet_files()] == ["P1-good.yaml"]


@pytest.mark.parametrize("path", sorted((ROOT / "leaflets").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_starter_leaflets_survive_json(path: Path) -> None:
    loaded = Workspace(ROOT).load_leaflet(path, Report())
    assert loaded is not None
    content = printed_content(loaded)
    assert json.loads(json.dumps(content)) == content
