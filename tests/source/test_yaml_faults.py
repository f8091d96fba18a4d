"""Words that help with YAML: the character and its own line are named, and nothing is cut off without a word."""

from __future__ import annotations

import pytest

from leafletgen.content.model.leaflet import Leaflet
from leafletgen.content.model.prescription import Prescription
from leafletgen.errors import Report
from leafletgen.source.yaml import parse_source

HEAD = "code: P1/22/01.2026/VERSION1\ntitle: A title\nbrand: plain\nlayouts: [small]\nbody:\n"


@pytest.fixture(params=["c", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with the C parser and with the pure Python one."""
    if request.param == "python":
        monkeypatch.setattr("yaml.__with_libyaml__", False)
    return str(request.param)


def told(text: str) -> list[str]:
    """Return what is said of a leaflet, without the name of its file and without hints."""
    report = Report()
    root = parse_source(text, "a.yaml", report)
    if root is not None:
        Leaflet.read(root, report)
    return [str(found).removeprefix("a.yaml:").partition("\n")[0] for found in report.diagnostics]


def in_body(text: str) -> list[str]:
    """Return what is said of a body, its first line counted as 1."""
    found = told(HEAD + text)
    return [f"{int(line.partition(':')[0]) - 5}:{line.partition(':')[2]}" for line in found]


def hints(text: str) -> list[str]:
    """Return the hints that a leaflet with this body gets."""
    report = Report()
    root = parse_source(HEAD + text, "a.yaml", report)
    if root is not None:
        Leaflet.read(root, report)
    return [found.hint for found in report.diagnostics]


HARD, ZERO, DASH, BULLET = (
    "a hard space (U+00A0)",
    "a zero width space (U+200B)",
    "an en dash (U+2013)",
    "a bullet (U+2022)",
)
SPACE, LIST, QUOTE = (
    "stands where a space must",
    'stands where a list has a "-"',
    "stands where a quotation mark of YAML must",
)
CURLY = "a curly quotation mark"
BEGINS = "1:5: error: a text that begins with"


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - One\n  -\u00a0Two\n", f"2:4: error: {HARD} {SPACE}"),
        ("  -\u00a0One\n  -\u00a0Two\n", f"1:4: error: {HARD} {SPACE}"),
        ("  - One\n\u00a0 - Two\n", f"2:1: error: {HARD} {SPACE}"),
        ("  - One\n  -\u200bTwo\n", f"2:4: error: {ZERO} {SPACE}"),
        ("  - One\n  \u2013 Two\n", f"2:3: error: {DASH} {LIST}"),
        ("  \u2013 One\n  \u2013 Two\n", f"1:3: error: {DASH} {LIST}"),
        ("  • One\n  • Two\n", f"1:3: error: {BULLET} {LIST}"),
        ("  - list:\n      • One\n      • Two\n", f"2:7: error: {BULLET} {LIST}"),
        ("  - One\n  \N{MINUS SIGN} Two\n", f"2:3: error: a minus sign (U+2212) {LIST}"),
        ("  - heading\uff1aWhy\n    level: 2\n", "1:12: error: a full-width colon (U+FF1A) stands after a key"),
        ("  - heading:Why\n    level: 2\n", "1:12: error: a space is missing after this colon"),
        ("  - heading :Why\n    level: 2\n", "1:13: error: a space is missing after this colon"),
        ("  - heading: “It is: why”\n", f"1:14: error: {CURLY} (U+201C) {QUOTE}"),
        ('  - heading: "It is”\n  - More\n', f"1:20: error: {CURLY} (U+201D) {QUOTE}"),
        ('  - heading: "It is”\n  - "More"\n', f"1:20: error: {CURLY} (U+201D) {QUOTE}"),
        ("  - {heading: \u2018a\u2019, b: c: d}\n", f"1:15: error: {CURLY} (U+2018) {QUOTE}"),
        ("  - **Bold.** text\n", f'{BEGINS} "*" must stand in quotes'),
        ("  - One\n  - **Bold.** text\n", '2:5: error: a text that begins with "*" must stand in quotes'),
        ("  - [NHS](https://www.nhs.uk) helps\n", f'{BEGINS} "[" must stand in quotes'),
        ("  - {department.phone} is the number\n", f'{BEGINS} "{{" must stand in quotes'),
        ("  - @home\n", f'{BEGINS} "@" must stand in quotes'),
        ("  - `code`\n", f'{BEGINS} "`" must stand in quotes'),
        ("  - > 5 pills\n", f'{BEGINS} ">" must stand in quotes'),
        ('  - "Yes," she said\n', "1:10: error: text stands after a closing quotation mark"),
        ("  - heading: 'x\n  - More\n", "1:14: error: a quotation mark is not closed"),
        (
            "  - heading: x\n     level: 2\n",
            "2:6: error: this key begins in column 6, and the keys above it in column 5",
        ),
        ("  - heading: x\n   level: 2\n", "2:4: error: this key begins in column 4, and the keys above it in column 5"),
        (
            "  - card:\n      level: urgent\n     title: x\n",
            "3:6: error: this key begins in column 6, and the keys above it in column 7",
        ),
        (
            "   - One\n  - Two\n",
            "2:3: error: this entry begins in column 3, and the entries above it in column 4",
        ),
        ("\t- One\n", "1:1: error: a tab stands in the indentation"),
        ("  - One\n\t- Two\n", "2:1: error: a tab stands in the indentation"),
        (
            "  - Phone 0163 #3\n    and ask\n",
            '1:16: error: a "#" after a space begins a comment, and the text is cut off',
        ),
        (
            "  - {text: Phone #3}\n",
            '1:18: error: a "#" after a space begins a comment, and the text is cut off before it',
        ),
    ],
)
def test_a_fault_names_the_character_and_its_line(text: str, expected: str) -> None:
    found = in_body(text)
    assert len(found) == 1
    assert found[0].startswith(expected)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("  - It is common: about 1 in 10\n", "1:5"),
        ("  - Note: breathe out slowly\n", "1:5"),
        ("  - remember: breathe out slowly\n", "1:5"),
        ("  - list:\n      - It is common: about 1 in 10\n", "2:9"),
        ("  - box:\n      body:\n        - It is common: about 1 in 10\n", "3:11"),
    ],
)
def test_a_colon_in_a_paragraph_asks_for_quotes(text: str, place: str) -> None:
    message = 'this text is read as a key and its value, because ": " stands in it'
    assert in_body(text) == [f"{place}: error: {message}"]
    assert hints(text) == ["put the paragraph in quotes"]


def test_a_misspelt_block_is_still_one() -> None:
    assert in_body("  - haeding: Why it hurts\n") == ['1:5: error: "haeding" is not a block']
    assert hints("  - haeding: Why it hurts\n") == ['did you mean "heading"?']


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("ti\u200btle", 'did you mean "title"? a zero width space (U+200B) stands in it: type it again'),
        ("title\u00a0", 'did you mean "title"? a hard space (U+00A0) stands in it: type it again'),
        ("\u2019title\u2019", 'did you mean "title"? a curly quotation mark (U+2019) stands in it: type it again'),
        ("cover\u2011alt", "did you mean"),
    ],
)
def test_a_key_with_a_character_that_only_looks_right(key: str, hint: str) -> None:
    report = Report()
    root = parse_source(f"{HEAD}  - x\n{key}: y\n", "a.yaml", report)
    assert root is not None
    Leaflet.read(root, report)
    [found] = report.errors
    assert found.message.startswith("unknown key ")
    assert found.hint.startswith(hint)


def test_a_byte_order_mark_where_two_files_were_put_together() -> None:
    found = told(f"{HEAD}  - One\n\ufeffreview: 2028-06\n")
    assert found == [
        "7:1: error: a byte order mark (U+FEFF) stands where a space must",
        "7:1: warning: a byte order mark (U+FEFF) stands inside this file",
    ]


CUT = 'warning: a "#" after a space begins a comment, and the text is cut off before it'
SWALLOWED = "warning: this line is read as a part of the text above it"
LISTED = "warning: this begins like an entry of a list, and is none to a screen reader"


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - Phone 01632 960 000 #3 and ask\n", [f"1:25: {CUT}"]),
        ("  - Phone us on\n    01632 960 000 #3\n", [f"2:19: {CUT}"]),
        ("  - heading: Room #4\n", [f"1:19: {CUT}"]),
        ("  - {image: a.svg, alt: x} #a\n", []),
        ("  - list:\n      - Room #4\n", [f"2:14: {CUT}"]),
        ("  - text: Room # 4\n", []),
        ("  - text: Room #\n", []),
        ("  - text: 'Room #4'\n", []),
        ("  - text: Room#4\n", []),
        ("  - text: >-\n      Room #4\n", []),
        ("  # 1 a comment\n  - Text\n", []),
        ("  - image: a.svg\n    alt: A hill\n    caption: #3 hill\n", [f"3:14: {CUT}"]),
        ("  - One\n     - Two\n", [f"2:6: {SWALLOWED}"]),
        ("  - One\n    • Two\n", [f"2:5: {SWALLOWED}"]),
        ("  - One\n    two-three\n", []),
        ("  - '• one'\n", [f"1:5: {LISTED}"]),
        ("  - 1. one\n  - 2) two\n", [f"1:5: {LISTED}", f"2:5: {LISTED}"]),
        ("  - a) one\n", [f"1:5: {LISTED}"]),
        ("  - \u2013 one\n", [f"1:5: {LISTED}"]),
        ("  - |\n    First\n    • one\n    • two\n", [f"1:5: {LISTED}"]),
        ("  - text: 1. one\n", [f"1:11: {LISTED}"]),
        ("  - list:\n      - • one\n", [f"2:9: {LISTED}"]),
        ("  - 1.5 litres a day\n", []),
        ("  - 10 people\n  - 3\u20134 times\n", []),
        (
            "  - table:\n      header: ['', ' ']\n      rows: [[a, b]]\n",
            ["2:15: warning: no header cell of this table says anything, so that nobody hears what its columns are"],
        ),
        ("  - table:\n      header: ['', x]\n      rows: [[a, b]]\n", []),
        ("  - A caf\ufffd\n", ["1:10: warning: a letter was lost here (U+FFFD)"]),
        (
            "  - It\u00e2\u20ac\u2122s\n",
            ["1:7: warning: a letter was lost here (two or three letters in the place of one)"],
        ),
        ("  - One\n  - \ufeffTwo\n", ["2:5: warning: a byte order mark (U+FEFF) stands inside this file"]),
        ("  - Cafe\u0301\n", []),
        (
            "  - A q\u0303 here\n",
            ["1:8: warning: the accent U+0303 makes no letter with the one before it, and may be printed beside it"],
        ),
    ],
)
def test_what_would_be_silent_is_a_warning(text: str, expected: list[str]) -> None:
    assert in_body(text) == expected


def test_a_title_that_is_cut() -> None:
    text = HEAD.replace("A title", "Room #4") + "  - Text\n"
    assert told(text) == [f"2:13: {CUT}"]


def test_a_prescription_s_note_that_is_cut() -> None:
    report = Report()
    root = parse_source(
        "goal: Walk to no #3\nexercises: [{exercise: bridge, note: x}] #a\n", "p.yaml", report, private=True
    )
    assert root is not None
    Prescription.read(root, report)
    assert [str(found).partition("\n")[0] for found in report.diagnostics] == [f"p.yaml:1:18: {CUT}"]


@pytest.mark.parametrize(
    ("old", "new", "expected", "hint"),
    [
        (
            "brand: plain",
            "brand: \u201cplain\u201d",
            '3:8: error: "brand" must be a name of letters without accents, digits and hyphens, '
            'not "\u201cplain\u201d"',
            "a curly quotation mark (U+201C) stands in it: type it again",
        ),
        (
            "title: A title",
            "title: \u201cNeck pain\u201d",
            "2:8: warning: the curly quotation marks around this text are printed",
            "if they are to keep the text together for YAML, type straight ones, \" or '",
        ),
        ("title: A title", "title: \u201cNeck\u201d and \u201cback\u201d", None, ""),
        ("title: A title", "title: '\u201cNeck pain\u201d'", None, ""),
    ],
)
def test_curly_quotation_marks_around_a_value(old: str, new: str, expected: str | None, hint: str) -> None:
    report = Report()
    root = parse_source(HEAD.replace(old, new) + "  - Text\n", "a.yaml", report)
    assert root is not None
    Leaflet.read(root, report)
    assert [str(found) for found in report.diagnostics] == ([f"a.yaml:{expected}\n  hint: {hint}"] if expected else [])


def test_a_choice_with_a_hyphen_that_only_looks_right() -> None:
    text = "  - card:\n      level: non\u2011urgent\n      title: x\n      items: [y]\n"
    assert hints(text) == ['did you mean "non-urgent"? a non-breaking hyphen (U+2011) stands in it: type it again']
