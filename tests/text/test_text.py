"""Plain text: lines of a width, what is never parted, raised digits, tables, pictures and links in words."""

import re
import unicodedata

import pytest

from leafletgen.document import looks
from leafletgen.document.edition import Edition
from leafletgen.document.element import Element, Role, Words
from leafletgen.text import write
from leafletgen.text.lines import filled, held
from tests.support.building import Workshop, case_names
from tests.support.forms import loaded_leaflet, text_of


def said(workshop: Workshop, body: str, columns: int = 72) -> str:
    """What a leaflet with these blocks says after its title."""
    text = f"code: P1/1/06.2025/VERSION1\ntitle: Title\nbrand: riverside\nlayouts: [case]\nbody:\n{body}\n"
    made = text_of(loaded_leaflet(workshop, workshop.add_text("plain-text", text)), columns)
    return made.partition("Title\n\n")[2].partition("\n\nYour feedback")[0]


@pytest.mark.parametrize("columns", [20, 40, 72])
def test_no_line_is_longer_but_for_one_word(workshop: Workshop, columns: int) -> None:
    for name in case_names():
        text = text_of(loaded_leaflet(workshop, workshop.add_case(name)), columns)
        for line in text.split("\n"):
            wide = sum(unicodedata.category(letter) not in ("Mn", "Me", "Cf") for letter in line)
            assert wide <= columns or " " not in line.strip().removeprefix("- "), (name, line)
            assert line == line.rstrip()
        assert "\n\n\n" not in text


@pytest.mark.parametrize(
    "kept",
    ["01632 960 123", "+44 1632 960 123", "(01632) 960 123", "10 mg", "30 minutes", "0.5 mmol", "24 hours", "5 %",
     "999 000 0018", "8 weeks", "+44 1632 960 000", "(+44 1632 960 000)", "+44 (0)1632 960 000", "+44 (0) 20 7946 0000",
     "01632 960000", "0800 1111", "116 123", "+33 1 23 45 67 89",
     "500 micrograms", "10000 units", "10 000 units", "1,000 IU", "2 stone", "1½ mg", "1 ½ tablets", "¾ spoonful",
     "1/2 tablet", "1 1/2 hours", "1.5 Litres", "10 MG", "£5 million", "5 million units", "5 per cent", "37.5 °C",
     "9 a.m.", "2 x 500 mg", "2 \u00d7 500 mg", "2 x 500mg", "3 x 10 reps", "2 x 500 micrograms", "6 puffs", "3 sets",
     "10 repetitions", "1 capsule", "20 degrees", "5 metres", "6 inches", "1 patch", "2 patches", "0.5 x 10⁹"],
)  # fmt: skip
def test_numbers_are_not_parted(kept: str) -> None:
    for before in range(1, 40):
        lines = filled(held(f"{'x' * before} {kept} and then some more words"), 40)
        assert any(kept in line for line in lines), lines


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("Phone us on 01632 960 000 (+44 1632 960 000) 24 hours a day.", 40,
         ["Phone us on 01632 960 000", "(+44 1632 960 000) 24 hours a day."]),
        ("Phone 01632 960 000 24 hours a day.", 20, ["Phone 01632 960 000", "24 hours a day."]),
        ("Phone 01632 960 000 2 people at once", 24, ["Phone 01632 960 000 2", "people at once"]),
        ("020 7946 0000 020 7946 0001", 20, ["020 7946 0000", "020 7946 0001"]),
        ("Call\u00a001632\u00a0960\u00a0000\u00a0+44\u00a01632\u00a0960\u00a0000", 20,
         ["Call 01632 960 000", "+44 1632 960 000"]),
        ("(01632) 960 123 or (01632) 960 124", 20, ["(01632) 960 123 or", "(01632) 960 124"]),
        ("Take 2 x 500 micrograms", 16, ["Take 2 x", "500 micrograms"]),
        ("+44 1632 960 000", 10, ["+44 1632", "960 000"]),
        ("It takes 5 people", 13, ["It takes 5", "people"]),
    ],
)  # fmt: skip
def test_lines_end_between_numbers_before_they_end_in_one(text: str, columns: int, lines: list[str]) -> None:
    assert filled(held(text), columns) == lines


@pytest.mark.parametrize("part", ["1x", "1 x ", "100 ", "1.", "(1) ", "+1 ", "½ ", "1 1/", "0800 111 ", "5 million "])
def test_the_longest_texts_of_numbers_keep_their_words(part: str) -> None:
    text = part * 20_000
    assert held(text).replace("\u00a0", " ") == text


def test_an_address_is_never_parted_or_altered() -> None:
    address = "https://www.example.org/" + "a-long-path/" * 10 + "?q=1&r=2#x"
    assert address in filled(held(f"See {address}."), 40)[1]


def test_many_numbers_are_parted_between_them_when_a_line_is_too_short() -> None:
    assert filled(held(" ".join(map(str, range(100, 140)))), 40) == [
        " ".join(map(str, range(start, min(start + 10, 140)))) for start in range(100, 140, 10)
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("0.5 x 10^9^ per litre", "0.5 x 10⁹ per litre"),
        ("10^-3^", "10⁻³"),
        ("the 1^st^ day", "the 1st day"),
        ("x^n^", "xⁿ"),
        ("x^a^", "x^a"),
        ("10^2a^", "10^2a"),
        ("kg/m^2^", "kg/m²"),
        ("[our page](https://www.example.org/a)", "our page (https://www.example.org/a)"),
        ("[www.example.org/a](https://www.example.org/a)", "www.example.org/a"),
        ("[01632 960 101](tel:01632960101)", "01632 960 101"),
        ("[NHS 111](tel:111)", "NHS 111"),
        ("[Samaritans](tel:116123)", "Samaritans (116123)"),
        ("[write to us](mailto:a@example.org)", "write to us (a@example.org)"),
        ("[a@example.org](mailto:a@example.org)", "a@example.org"),
        ("soft\\u00ADly and zero\\u200Bwidth", "softly and zerowidth"),
        ("turned \\u202Eround\\u202C", "turned round"),
        ("hard\\u00A0space", "hard space"),
        ("**bold** and *emphasis*", "bold and emphasis"),
        ("[Guten Tag]{lang=de}", "Guten Tag"),
    ],
)
def test_words_are_said_plainly(workshop: Workshop, written: str, told: str) -> None:
    assert said(workshop, f'  - "{written}"') == told


def test_lists_cards_and_tables_in_words(workshop: Workshop) -> None:
    body = """\
  - list:
      - One
      - text: Two
        steps: [Inner one, Inner two]
        start: 9
  - card: {level: emergency, title: "Call 999 if:", items: [you cannot breathe]}
  - table: {caption: Doses, header: [When, "How much?"], rows: [[Morning, 10 mg], [Evening, ""]]}
  - table: {header: [Day, Mon, Tue], rows: [[Walked, "", ""]], row_headers: true, grid: true}
  - write: {label: My goal, lines: 2}
  - {image: twin-peaks.svg, alt: "Two hills.", caption: Hills}
  - {image: twin-peaks.svg, decorative: true}
"""
    assert (
        said(workshop, body, 40)
        == """\
- One
- Two
  9. Inner one
  10. Inner two

Immediate action required: Call 999 if:

- you cannot breathe

Doses

When: Morning
How much? 10 mg

When: Evening

Write in the empty spaces.

Day: Walked
Mon: ____ Tue: ____

My goal
Write on the 2 lines.
________________________________________
________________________________________

Picture: Two hills.
Hills"""
    )


def test_resources_are_apart_from_what_is_before_them(workshop: Workshop) -> None:
    body = """\
  - heading: Websites
  - resources:
      - {title: Keep moving, url: "https://www.example.org/a", note: A film}
      - {title: Sleep, url: "https://www.example.org/b"}
  - contact: physiotherapy
  - resources: [{title: Tame the beast, url: "https://www.example.org/c"}]
  - The end
"""
    text = said(workshop, body)
    assert text.startswith(
        "Websites\n\nKeep moving\nA film\nwww.example.org/a\n\nSleep\nwww.example.org/b\n\nPhysiotherapy"
    )
    assert re.search("[^\n]\n\nTame the beast\nwww.example.org/c\n\nThe end", text)


def test_no_line_ends_in_a_box_to_tick(workshop: Workshop) -> None:
    brand = loaded_leaflet(workshop, workshop.add_case("links")).brand
    for length in range(1, 20):
        root = Element(Role.DOCUMENT)
        root.add(Role.PARAGRAPH, look=looks.TICKS).kids += [Words("x" * length), Words("Tuesday")]
        assert "[ ] Tuesday" in write(Edition(root, brand, "Title", "P1/1"), 20)


def test_boxes_to_tick(workshop: Workshop) -> None:
    root = Element(Role.DOCUMENT)
    ticks = root.add(Role.PARAGRAPH, look=looks.TICKS)
    ticks.kids += [Words("Mon "), Words("Tue")]
    table = root.add(Role.TABLE, look=looks.GRID)
    row = table.add(Role.HEAD).add(Role.ROW)
    for words in ("Day", "Bridge"):
        row.add(Role.HEADER).say(words).scope = "column"
    row = table.add(Role.ROWS).add(Role.ROW)
    row.add(Role.HEADER).say("Monday").scope = "row"
    row.add(Role.CELL, look=looks.TICK)
    brand = loaded_leaflet(workshop, workshop.add_case("links")).brand
    assert write(Edition(root, brand, "Title", "P1/1")) == "[ ] Mon [ ] Tue\n\nDay: Monday\nBridge: [ ]\n\nP1/1\n"


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (
            ["3 Wall press-up, 2 days", "4 Squat, 2 days"],
            "3 Wall press-up, 2 days: [ ]\n4 Squat, 2 days: [ ]\nPain: ____",
        ),
        (["Morning", "Evening"], "Morning: [ ] Evening: [ ] Pain: ____"),
    ],
)
def test_boxes_under_several_words_have_a_line_each(workshop: Workshop, heads: list[str], told: str) -> None:
    """In "2 days: [ ] 4 Squat" the 4, which numbers the next exercise, would be read as how often to do this one."""
    root = Element(Role.DOCUMENT)
    table = root.add(Role.TABLE, look=looks.GRID)
    row = table.add(Role.HEAD).add(Role.ROW)
    for words in ("Day", *heads, "Pain"):
        row.add(Role.HEADER).say(words).scope = "column"
    row = table.add(Role.ROWS).add(Role.ROW)
    row.add(Role.HEADER).say("Monday").scope = "row"
    for look in (looks.TICK, looks.TICK, ""):
        row.add(Role.CELL, look=look)
    brand = loaded_leaflet(workshop, workshop.add_case("links")).brand
    assert write(Edition(root, brand, "Title", "P1/1")) == f"Day: Monday\n{told}\n\nP1/1\n"


def test_too_few_columns_are_refused(workshop: Workshop) -> None:
    edition = Edition(Element(Role.DOCUMENT), loaded_leaflet(workshop, workshop.add_case("links")).brand, "T", "P1/1")
    with pytest.raises(ValueError, match="19 columns are fewer than 20"):
        write(edition, 19)


def test_letters_of_two_columns_and_of_none_count_as_such() -> None:
    assert filled("日本 語語 e\u0301e\u0301e\u0301e\u0301 x", 9) == ["日本 語語", "e\u0301e\u0301e\u0301e\u0301 x"]
    assert re.fullmatch("[^ ]+", filled("日本語日本語", 5)[0])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("\u2068one two\u2069 three", ["\u2068one\u2069", "\u2068two\u2069", "three"]),
        ("\u2067one two\u2069 three", ["\u2067one\u2069", "\u2067two\u2069", "three"]),
        ("\u2066one \u202dtwo\u202c\u2069", ["\u2066one\u2069", "\u2066\u202dtwo\u202c\u2069"]),
        ("one\u2069 two", ["one\u2069", "two"]),
        ("\u2066one\u2069\u2069 \u202c two", ["\u2066one\u2069\u2069 \u202c", "two"]),
        ("\u202eone two", ["\u202eone\u202c", "\u202etwo\u202c"]),
    ],
)
def test_each_line_ends_the_isolates_that_it_begins_whatever_they_are(text: str, lines: list[str]) -> None:
    assert filled(text, 5) == lines
