"""The signs that need help at once: in one file, none lost on the way to leaflets, sheets and cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from leafletgen.content.cross_references import walk
from leafletgen.content.model.blocks import Block, BulletList, Card, Heading, Paragraph, Pictures, Steps
from leafletgen.content.model.leaflet import SharedBlocks
from leafletgen.errors import Report
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.source.inline import Prose, Span
from leafletgen.source.yaml import read_source

ROOT = Path(__file__).parents[2]
#: In English: what a translation says is compared with its source.
LEAFLETS = sorted(path for path in (ROOT / "leaflets").glob("*.yaml") if "." not in path.stem)
SHARED = sorted(path for path in (ROOT / "leaflets" / "shared").glob("*.yaml") if "." not in path.stem)

# The twelve signs of the national pathway's patient card, and what is new in both legs. All words of a sign stand in
# one entry of a list.
SIGNS = {
    "pain in both legs": ("both legs", "hurt"),
    "weakness in both legs": ("both legs", "weak"),
    "numbness in both legs": ("both legs", "numb"),
    "tingling in both legs": ("both legs", "tingle"),
    "numb inner thighs or genitals": ("inner thighs", "genitals", "numb", "tingle"),
    "numb back passage or buttocks": ("anus", "buttocks|bottom", "numb"),
    "toilet paper feels different": ("toilet paper feels different",),
    "harder to pass urine": ("harder to start",),
    "harder to stop or control it": ("stop or hold in pee",),
    "no sensation of passing urine": ("cannot feel (your pee|pee or poo) passing",),
    "leaking urine": ("you leak pee",),
    "not knowing when the bladder is full": ("tell if your bladder is full or empty",),
    "cannot stop a bowel movement, or leaking": ("cannot stop a poo", "leak"),
    "no sensation of passing a bowel movement": ("cannot feel (your|pee or) poo passing",),
    "change in erection or ejaculation": ("erection or ejaculation changes",),
    "no sensation in sex": ("lose feeling during sex",),
}


def shared(name: str) -> SharedBlocks:
    """Return a file of leaflets/shared, read without a fault."""
    report = Report()
    root = read_source(ROOT / "leaflets" / "shared" / f"{name}.yaml", f"{name}.yaml", report)
    assert root is not None
    blocks = SharedBlocks.read(root, report)
    assert blocks is not None
    assert report.diagnostics == ()
    return blocks


def leaflet(number: str) -> LoadedLeaflet:
    """Return a starter leaflet with everything it includes."""
    report = Report()
    path = next(path for path in LEAFLETS if path.stem.startswith(number))
    loaded = Workspace(ROOT).load_leaflet(path, report)
    assert loaded is not None, report.diagnostics
    return loaded


def cards(body: Sequence[Block], level: str) -> list[Card]:
    """Return the care cards of a level."""
    return [block for block in body if isinstance(block, Card) and block.level == level]


def entries(card: Card) -> list[str]:
    """Return a card's signs."""
    return [item.plain() for item in card.items]


def words(body: Sequence[Block]) -> str:
    """Return all words of a body."""
    return " ".join(part.plain() for part in walk([*body]) if isinstance(part, Prose))


def spans(body: Sequence[Block]) -> list[Span]:
    """Return the runs of text of a body."""
    return [span for part in walk([*body]) if isinstance(part, Prose) for span in part.spans]


def missing(lines: list[str]) -> list[str]:
    """Return the signs that no line tells of."""
    return [
        sign for sign, parts in SIGNS.items() if not any(all(re.search(part, line) for part in parts) for line in lines)
    ]


def test_missing_notices() -> None:
    """The table finds what is left out."""
    lines = entries(cards(shared("red-flags-back").body, "emergency")[0])
    assert missing([line for line in lines if "toilet paper" not in line]) == ["toilet paper feels different"]
    assert missing(["both legs are weak", "it is harder to start peeing"]) == [
        sign for sign in SIGNS if sign not in ("weakness in both legs", "harder to pass urine")
    ]


def test_every_sign_in_both_forms() -> None:
    """The card of leaflets has every sign one by one, and the lines of sheets leave none out."""
    blocks = shared("red-flags-back")
    (card,) = cards(blocks.body, "emergency")
    assert missing(entries(card)) == []
    assert blocks.sheet is not None
    assert missing([item.plain() for item in blocks.sheet.items]) == []
    assert "one leg" not in " ".join(entries(card))
    for title in (card.title.plain(), blocks.sheet.title.plain()):
        assert title == "Call 999 or go to A&E now if you have back pain and any of these is new:"


def test_the_short_card_is_safe_by_itself() -> None:
    """A leaflet of a clinic that includes emergency-short alone has all signs, and the other emergencies."""
    (card,) = cards(shared("emergency-short").body, "emergency")
    lines = entries(card)
    assert missing(lines) == []
    for found in ("chest pain", "breath", "tearing", "collapse", "one leg gets weak", "serious accident"):
        assert found in " ".join(lines)


@pytest.mark.parametrize("path", LEAFLETS, ids=[path.stem for path in LEAFLETS])
def test_every_leaflet_on_backs(path: Path) -> None:
    """Each starter leaflet is about backs: it has every sign, whole in one card, in each of its layouts."""
    loaded = leaflet(path.stem)
    for layout in loaded.leaflet.layouts:
        printed = [block for block in loaded.body if block.prints_in(layout)]
        emergencies = cards(printed, "emergency")
        assert [] in [missing(entries(card)) for card in emergencies]
        others = " ".join(line for card in emergencies for line in entries(card))
        for found in ("chest pain", "breathless", "tearing pain", "collapse", "one leg gets weak", "serious accident"):
            assert others.count(found) == 1, (layout, found)
        for card in emergencies:
            assert "999" in card.title.plain()
            assert not [span for span in spans([card]) if span.link]


@pytest.mark.parametrize("path", SHARED, ids=[path.stem for path in SHARED])
def test_shared_files_have_sources(path: Path) -> None:
    """Every shared file names the guidance that it rests on."""
    assert shared(path.stem).sources


def test_lengths() -> None:
    """A card's signs fit on a page of 24 pt print, and the panel of a sheet is at most 45 mm high."""
    for item in entries(cards(shared("red-flags-back").body, "emergency")[0]):
        assert len(item) <= 55, item
    for name, most in (
        ("red-flags-back", 5),
        ("stop-neck", 3),
        ("stop-leg", 2),
        ("stop-dizzy", 3),
        ("stop-pelvic-floor", 3),
    ):
        sheet = shared(name).sheet
        assert sheet is not None
        assert 1 <= len(sheet.items) <= most
        for line in (sheet.title, *sheet.items):
            assert len(line.plain()) <= 92, line.plain()


def test_necks_and_legs() -> None:
    """Which parts of the body bring which lines, and what each line says to do."""
    found = {}
    for name in ("red-flags-back", "stop-neck", "stop-leg"):
        sheet = shared(name).sheet
        assert sheet is not None
        found[name] = (sheet.areas, [item.plain() for item in sheet.items])
    assert found["red-flags-back"][0] == ["low back", "mid-back"]
    areas, lines = found["stop-neck"]
    assert areas == ["neck"]
    emergency = [line for line in lines if line.endswith("call 999")]
    for sign in ("dizzy", "faint", "see double", "face that droops", "speaking", "swallowing"):
        assert sign in " ".join(emergency)
    (slow,) = [line for line in lines if line.endswith("call NHS 111 today")]
    assert "clumsy hands" in slow
    assert "unsteady walking" in slow
    assert found["stop-leg"] == (
        ["hip", "knee", "ankle"],
        [
            "a hot, swollen or sore calf or thigh: call NHS 111 today",
            "sudden trouble breathing, or chest pain: call 999",
        ],
    )


@pytest.mark.parametrize(
    ("name", "area", "action", "signs"),
    [
        (
            "stop-dizzy",
            "dizziness",
            "call 999",
            ("face that droops", "weak arm", "speaking", "see double", "chest pain"),
        ),
        ("stop-dizzy", "dizziness", "call NHS 111 today", ("cannot hear well in one ear",)),
        ("stop-pelvic-floor", "pelvic floor", "go to A&E now", ("cannot pee at all",)),
        ("stop-pelvic-floor", "pelvic floor", "call 999", ("numb genitals", "back pain", "weak legs")),
        ("stop-pelvic-floor", "pelvic floor", "call your GP today", ("blood in your pee", "menopause")),
    ],
)
def test_dizziness_and_pelvic_floors(name: str, area: str, action: str, signs: tuple[str, ...]) -> None:
    """Each line says what to do, and each sign stands beside its action."""
    sheet = shared(name).sheet
    assert sheet is not None
    assert sheet.areas == [area]
    lines = " ".join(item.plain() for item in sheet.items if item.plain().endswith(action))
    assert [sign for sign in signs if sign not in lines] == []


def test_sheet_lines_of_the_brands() -> None:
    """What every sheet says does not contradict the panels: two legs are an emergency, one is a reason to phone."""
    riverside = (ROOT / "assets" / "brands" / "riverside" / "brand.yaml").read_text("utf-8")
    template = (ROOT / "leafletgen" / "templates" / "brand.yaml").read_text("utf-8")
    for text in (riverside, template):
        lines = " ".join(text[text.index("  stop: >-") : text.index("statements:")].split())
        assert "spreads down one arm or one leg" in lines
        assert "Call 999 for chest pain, trouble breathing, sudden weakness of your face, an arm or a leg" in lines
        assert not re.search("pee|poo|both legs", lines)


def test_osteoporosis_is_not_a_fracture() -> None:
    """One caution says to ask how far to bend or twist; the other, for a broken bone, to wait."""
    for number in ("P4397", "P4399", "P4400"):
        text = words(leaflet(number).body)
        assert re.search(r"Osteoporosis: ask us how far you may bend or twist before you do", text), number
        assert re.search(r"broken bone in your spine in the last 12 weeks, or one that you may have:", text), number
        assert not re.search(r"osteoporosis,? or may have", text), number
    recommended = re.search(r"Back extension, [^.]* are good for you", words(leaflet("P4397").body))
    assert recommended is not None
    for name in ("upper-back extension", "bridge", "bird dog", "wall press-up", "squat with weights"):
        assert name in recommended[0]


def test_crisis_words_come_early() -> None:
    """A guide to pain that lasts says in its first section where to turn, and links each number that can be rung."""
    body = leaflet("P4396").body
    at = next(number for number, block in enumerate(body) if isinstance(block, Heading) and block.id == "crisis")
    assert [block.id for block in body[:at] if isinstance(block, Heading) and block.level == 1] == ["about"]
    emergency, urgent = body[at + 1 : at + 3]
    assert isinstance(emergency, Card)
    assert isinstance(urgent, Card)
    assert emergency.title.plain() == "Call 999 or go to A&E now if:"
    assert urgent.title.plain() == "Call NHS 111 and choose the mental health option if:"
    links = {span.link.target: span.text for span in spans(body) if span.link and span.link.target.startswith("tel:")}
    assert links == {
        "tel:116123": "116 123",
        "tel:08082000247": "0808 2000 247",
        "tel:08088010327": "0808 801 0327",
    }


@pytest.mark.parametrize("path", LEAFLETS, ids=[path.stem for path in LEAFLETS])
def test_crisis_words_are_in_every_layout(path: Path) -> None:
    """Two cards say where to turn; a layout without room for them says the same in a sentence."""
    loaded = leaflet(path.stem)
    for layout in ("a4-leaflet", "a5-booklet", "a4-two-sided", "large-print-16", "large-print-18", "large-print-24"):
        printed = [block for block in loaded.body if block.prints_in(layout)]
        text = words(printed)
        assert "116 123" in text, layout
        titles = [card.title.plain() for card in cards(printed, "urgent")]
        if "Call NHS 111 and choose the mental health option if:" not in titles:
            assert path.stem.startswith("P4400")
            assert "If you may harm yourself, call 999." in text


def test_inflammatory_signs() -> None:
    """The card has the signs of NG65, and says that several count for more."""
    (card,) = cards(shared("inflammatory-back").body, "non-urgent")
    title = card.title.plain()
    for found in ("began before you were 45", "over 3 months", "especially if several"):
        assert found in title
    lines = " ".join(entries(card))
    for found in (
        "second half of the night",
        "buttocks",
        "when you move",
        "within 2 days of taking ibuprofen",
        "parent, brother, sister or child",
        "arthritis",
        "heel or tendon",
        "psoriasis",
    ):
        assert found in lines


def test_programmes_are_told_as_they_are() -> None:
    """P4399 names every exercise of the programmes that it points to."""
    text = words(leaflet("P4399").body).lower()
    library, report = Exercises(Workspace(ROOT)), Report()
    for name in ("back-movement", "back-strength", "back-fitness"):
        programme = library.load_programme(name, report)
        assert programme is not None, report.diagnostics
        for chosen in programme.exercises:
            exercise = library.load(str(chosen.exercise), report)
            assert exercise is not None, report.diagnostics
            assert exercise.name.lower() in text


@pytest.mark.parametrize("number", ["P4397", "P4400"])
def test_pictures_have_a_dose_and_a_side(number: str) -> None:
    """Every exercise says how often, and one that is drawn on one side says which side, in words and alt texts."""
    body = leaflet(number).body
    for at, block in enumerate(body):
        if not isinstance(block, Pictures):
            continue
        said: list[Block] = []
        for following in body[at + 1 : at + 4]:
            if not isinstance(following, Paragraph | Steps | BulletList):
                break
            said.append(following)
        text = words(said)
        assert re.search(r"(once|twice) a day", text, re.IGNORECASE), text
        names = " ".join(picture.image for picture in block.pictures)
        alt = block.pictures[-1].alt
        if "bird-dog" in names:
            assert "left arm reaches forwards and the right leg" in alt
            assert "left arm forwards and your right leg back" in text
        if "seated-rotation" in names:
            assert "turned to the left" in alt
            assert "left, as in the picture" in text


def test_forms_that_are_promised() -> None:
    """Other sizes are made here, true in large print too; whoever arranges another form is named, with a number."""
    statement = leaflet("P4396").statement("formats")
    assert statement is not None
    assert statement.plain() == (
        "You can have this leaflet in other sizes. Ask us. Our patient information team can arrange easy read, audio, "
        "braille or another language. Phone 01632 960 101."
    )
