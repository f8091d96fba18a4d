"""A translation beside its source: each block by its counterpart, each in its language, read pair by pair."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from leafletgen.document.bilingual import BilingualDocument, paired
from leafletgen.document.element import Element, Role
from leafletgen.document.form import form_of
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.translating import TranslationFacts
from leafletgen.library.translations import Whole
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.pages.bilingual import BilingualSetter
from leafletgen.pages.care_cards import CardPanel
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.panels import Panel, PanelStyle
from leafletgen.pages.flow.text import Text
from leafletgen.pages.leaflet import compose_leaflet
from leafletgen.pages.side_by_side import SideBySide, side_by_side
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.release.forms import write_form
from leafletgen.system.forms import BILINGUAL, file_name, form_in, is_form
from tests.checker import structure, verapdf
from tests.pages.test_lines import run
from tests.support.building import CASES, ROOT, Workshop
from tests.support.translated import reviewed_words

EVERY_BLOCK = ROOT / "tests" / "support" / "every_block.yaml"
#: What is said otherwise in the translation, of which no native speaker has read a word.
WORDS = {
    "title: Every block": "title: Każdy blok\nlanguage: pl",
    "Where links lead": "Dokąd prowadzą linki",
    "heading: Lists": "heading: Listy",
    "an entry,": "wpis o tym, że wpisy bywają dłuższe niż w oryginale i zajmują więcej wierszy,",
    "a step, another": "krok, następny",
    "One sentence to **remember**.": "Jedno zdanie do **zapamiętania**.",
    "you have a cold": "masz katar",
    "Two mountains.": "Dwie góry.",
}


class Both:
    """A source and its translation in a workspace, and a file of both."""

    def __init__(self, folder: Path) -> None:
        """Write both leaflets."""
        workshop = Workshop(folder)
        text = EVERY_BLOCK.read_text("utf-8")
        source = workshop.add_text("P1000-every-block", text)
        for old, new in WORDS.items():
            assert old in text
            text = text.replace(old, new)
        translation = workshop.add_text("P1001-every-block", text.replace("P1000/1000", "P1001/1000"))
        for picture in CASES.glob("**/twin-peaks.svg"):
            shutil.copy(picture, folder / "leaflets")
        self.report = Report()
        reviewed_words(folder, "pl")  # so that none of both has a notice that the other lacks
        workspace = Workspace(folder)
        self.source, self.translation = (self.load(workspace, path) for path in (source, translation))
        # A checked translation, that says nothing of being a draft.
        facts = TranslationFacts(source, "en-GB", Whole((), (), ()))
        self.translation = self.translation._replace(translation=facts)
        layout = workspace.load_layout("bilingual", self.report)
        assert layout is not None
        self.layout = layout
        self.path = folder / "both.pdf"

    def load(self, workspace: Workspace, path: Path) -> LoadedLeaflet:
        """Load one of them."""
        loaded = workspace.load_leaflet(path, self.report)
        assert loaded is not None, self.report.diagnostics
        return loaded

    def make(self) -> Path:
        """Set both beside each other."""
        both = self.translation._replace(original=self.source)
        made = compose_leaflet(both, self.layout, PictureStore(None), self.report)
        assert made is not None, self.report.diagnostics
        self.path.write_bytes(made.data)
        return self.path


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """Return two leaflets."""
    return Both(tmp_path_factory.mktemp("bilingual"))


def test_every_element_has_its_language_and_its_counterpart_follows(both: Both) -> None:
    """Whatever stands under the document is in English or in Polish, by turns; nothing of either is lost."""
    with structure.read(both.make()) as document:
        languages = [element.text.get("Lang", "") for element in document.tops[0].elements]
    assert set(languages) == {"en-GB", "pl"}
    logo = 1  # which is there once, after the strap of the source or first of all
    assert languages.count("en-GB") - languages.count("pl") == logo
    runs = [language for at, language in enumerate(languages) if not at or language != languages[at - 1]]
    assert len(runs) > 0.9 * len(languages) - 4


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_file_is_sound(both: Both, profile: str) -> None:
    """Its structure is, and veraPDF finds nothing."""
    path = both.make()
    assert structure.check(path) == []
    assert verapdf.validate(path, profile).passed


def test_links_lead_to_the_words_of_their_language(both: Both) -> None:
    """Both leaflets have the same anchors, so that those of the source are named otherwise."""
    report = Report()
    document = BilingualDocument(both.source, both.translation, form_of(both.layout), report)
    for part, starts in ((document.source, True), (document.translation, False)):
        for element in part.assemble().walk():
            if element.target.startswith("#"):
                assert element.target.startswith("#source-") is starts
            if element.anchor is not None:
                assert element.anchor.startswith("source-") is starts


def test_pairs_survive_what_one_side_adds() -> None:
    """A notice in the translation alone has an empty side; all after it stands beside its counterpart."""

    def said(role: Role, look: str = "") -> Element:
        return Element(role, None, look)

    source = [said(Role.HEADING), said(Role.PARAGRAPH), said(Role.LIST)]
    notice = said(Role.GROUP, "example")
    translation = [said(Role.HEADING), notice, said(Role.PARAGRAPH), said(Role.LIST)]
    pairs = paired(source, translation)
    assert [pair.translation for pair in pairs] == translation
    assert [pair.source for pair in pairs] == [source[0], None, source[1], source[2]]


def test_leaflet_that_translates_none_is_refused(both: Both) -> None:
    """There is nothing to set it beside, on pages or on a web page."""
    report, other = Report(), Report()
    assert compose_leaflet(both.source, both.layout, PictureStore(None), report) is None
    assert write_form(BILINGUAL, both.source, "", other, PictureStore(None)) is None
    assert [found.code for found in (*report.diagnostics, *other.diagnostics)] == ["nothing-beside"] * 2


def test_web_page(both: Both) -> None:
    """Each pair is a grid of two languages; the page is in that of the source, and its ids are all different."""
    report = Report()
    loaded = both.translation._replace(original=both.source)
    written = write_form(BILINGUAL, loaded, "DRAFT", report, PictureStore(None))
    assert written is not None, report.diagnostics
    page = written.decode()
    assert '<html lang="en-GB" dir="ltr">' in page
    assert "<title>DRAFT: Every block · Każdy blok</title>" in page
    pairs = page.count('<div class="pair">')
    assert page.count('<div class="translation" lang="pl">') == pairs - 1  # the logo is there once
    assert page.count('<div class="source" lang="en-GB">') == pairs
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 10
    assert page.index("Where links lead") < page.index("Dokąd prowadzą linki") < page.index(">Listy<")


def test_name_of_its_file() -> None:
    """It is told from the web page of the translation alone, and known again by its name."""
    assert file_name("P1001-every-block.pl", BILINGUAL, "DRAFT") == "P1001-every-block.pl.bilingual.DRAFT.html"
    assert form_in("P1001-every-block.pl.bilingual.html", "P1001-every-block.pl.bilingual") == (
        "P1001-every-block.pl",
        BILINGUAL,
    )
    assert form_in("P1001-every-block.pl.html", "P1001-every-block.pl") == ("P1001-every-block.pl", "html")
    assert is_form(BILINGUAL)


def _text(lines: int) -> Text:
    return Text([run(" ".join(["xxxxxxxxxxxxxxxx"] * lines))], 20)


def test_both_sides_are_divided_at_one_height() -> None:
    """The shorter side is all in the first part, and the longer one goes on alone."""
    pair = SideBySide((_text(3), _text(9)), 20, (False, False))
    assert pair.measure(220) == 9 * 20
    parts = pair.split(220, 100)
    assert parts is not None
    head, tail = parts
    assert isinstance(head, SideBySide) and isinstance(tail, SideBySide)
    assert [side and side.measure(100) for side in head.sides] == [60, 100]
    assert [side and side.measure(100) for side in tail.sides] == [None, 80]
    assert pair.split(220, 30) is None  # neither side leaves a line alone


def test_boxes_side_by_side_are_equally_high() -> None:
    """As if they were cells of a row."""
    boxes = [Panel([], [_text(lines)], PanelStyle(5, "1 1 1"), 0, 0, False) for lines in (2, 5)]
    pair = SideBySide((boxes[0], boxes[1]), 20, (False, False))
    assert pair.measure(240) == boxes[0].measure(110) == boxes[1].measure(110)


@pytest.mark.parametrize("mirrored", [False, True])
def test_each_side_begins_where_its_lines_do(mirrored: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a page of 300 points with columns of 110 from 30: what is 10 points in is so from the side's own start."""
    places: list[float] = []

    class Bar(Block):
        def measure(self, width: float) -> float:
            return 10.0

        def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
            places.append(canvas.across(x + 10, 5))

    class Page:
        size = (300.0, 400.0)
        across = TaggedCanvas.across

        def __init__(self) -> None:
            self.mirrored = mirrored

    SideBySide((Bar(), Bar()), 20, (False, True)).draw(Page(), 30, 100, 240)  # type: ignore[arg-type]
    left, right = (30, 160) if not mirrored else (160, 30)
    assert places == [left + 10, right + 110 - 10 - 5]


def test_blocks_pair_up_or_stand_as_stacks() -> None:
    """As many blocks pair up one by one; else both sides are stacks that can be divided."""
    pairs = side_by_side([_text(1), _text(1)], [_text(1), _text(1)], 20, (False, False))
    assert len(pairs) == 2
    (stacks,) = side_by_side([_text(1), _text(4)], [_text(3)], 20, (False, False))
    assert stacks.measure(220) == 5 * 20
    assert stacks.split(220, 70) is not None


def test_cards_are_divided_behind_the_same_sign() -> None:
    """Urdu takes more room than English: its card goes on on another page, and each sign stands beside its words."""
    report, workspace = Report(), Workspace(ROOT)
    loaded = workspace.load_leaflet(ROOT / "leaflets" / "P4400-mid-back-pain.ur.yaml", report)
    layout = workspace.load_layout("bilingual", report)
    assert loaded is not None and loaded.original is not None and layout is not None, report.diagnostics
    pages = BilingualSetter(loaded.original, loaded, layout, PictureStore(None), report, "").lay_out()
    counts: list[tuple[int, int]] = []
    further = 0
    for pair in [placed.block for page in pages for placed in page]:
        sides = pair.sides if isinstance(pair, SideBySide) else ()
        cards = [side for side in sides if isinstance(side, CardPanel)]
        if cards:
            left, right = cards
            assert left.further == right.further
            further += left.further
            counts.append((len(left.signs.entries), len(right.signs.entries)))
    assert further >= 1
    assert [left for left, _ in counts] == [right for _, right in counts]
    assert sum(left for left, _ in counts) > 20
