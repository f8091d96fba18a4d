"""Text with directions on pages: where its lines stand, what can be clicked, what programs read of it."""

import itertools
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from leafletgen.document.element import Element, Role, Words
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from leafletgen.pages.context import Context
from leafletgen.pages.flow.text import Link, Text
from leafletgen.pages.sheet_parts import NumberedHeading
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.xmp import Metadata
from tests.checker import structure
from tests.support.building import ROOT, Workshop
from tests.support.drawn_lines import signs
from tests.support.lines_seen import faces, runs_of
from tests.support.processes import BOUND

WORDS = "امشِ كل يوم لمدة قصيرة ثم استرح قليلاً في البيت"
LEFT, WIDTH, PAGE = 40.0, 120.0, 300.0


def page() -> tuple[TaggedCanvas, Element]:
    """Return a canvas and a paragraph on it."""
    root = Element(Role.DOCUMENT)
    return TaggedCanvas(root, Metadata("Title", "ar"), (PAGE, 400)), root.add(Role.PARAGRAPH)


def begins(canvas: TaggedCanvas) -> list[float]:
    """Return where on the page each piece was painted."""
    painted = "\n".join(canvas.operators)
    return [float(found[1]) for found in re.finditer(r"1 0 0 1 ([\d.]+) [\d.]+ Tm", painted)]


# --- where lines stand -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(("align", "share"), [("left", 1.0), ("centre", 0.5), ("right", 0.0)])
def test_lines_begin_where_they_are_read_from(align: str, share: float, mirrored: bool) -> None:
    """Left and right are of a text that is read from left to right, and change places in one that is not."""
    canvas, node = page()
    canvas.mirrored = mirrored
    text = Text(runs_of("كل يوم", node=node), 15, align=align, rtl=True, language="ar")
    text.draw(canvas, LEFT, 300, WIDTH)
    left = PAGE - LEFT - WIDTH if mirrored else LEFT
    assert begins(canvas) == [pytest.approx(left + share * (WIDTH - text.natural_width()), abs=0.01)]


def test_a_space_at_a_line_s_end_is_beyond_its_words() -> None:
    """It stands left of the last word, and the words of the line reach its edge all the same."""
    canvas, node = page()
    text = Text(runs_of(WORDS, node=node), 15, rtl=True, language="ar")
    text.draw(canvas, LEFT, 300, 60)
    *others, _ = text.lines(60)
    assert len(others) > 1 and all(line.spaced for line in others)
    space = runs_of("ك")[0].face.space_width / 100
    edges = [LEFT + 60 - line.width - space for line in others]
    assert begins(canvas)[: len(edges)] == [pytest.approx(edge, abs=0.01) for edge in edges]


def test_a_link_over_a_line_s_end_has_an_area_in_each() -> None:
    """Each is as wide as the words of the link in that line, and lies over them."""
    canvas, node = page()
    link = node.add(Role.LINK)
    runs = [*runs_of("قبل ", node=node), *runs_of("امشِ كل يوم NHS لمدة قصيرة", node=link), *runs_of(" بعد", node=node)]
    target = Link("https://www.example.org", link, "example")
    for run in runs:
        if run.node is link:
            run.link, run.underline = target, True
    text = Text(runs, 15, rtl=True, language="ar")
    text.draw(canvas, LEFT, 300, 70)
    lines = text.lines(70)
    assert len(lines) >= 3
    wanted = []
    for line in lines:
        held = [
            (place.left, place.left + piece.width)
            for piece, place in zip(line.pieces, line.places or (), strict=True)
            if runs[piece.run].link is not None
        ]
        if held:
            edge = LEFT + 70 - line.width
            wanted.append((edge + min(held)[0], edge + max(one[1] for one in held)))
    assert [(area.box[0], area.box[2]) for area in canvas.links] == [pytest.approx(one) for one in wanted]
    assert "re f" in canvas.operators[-2]


def test_words_of_a_mark_are_said_to_be_reversed() -> None:
    """ISO 32000-1, 14.8.2.3.3: those from right to left alone, inside of the mark of their element."""
    canvas, node = page()
    Text(runs_of("كل 10 أيام", node=node), 15, rtl=True, language="ar").draw(canvas, LEFT, 300, WIDTH)
    painted = [line for line in "\n".join(canvas.operators).split("\n") if line.endswith(("BDC", "BMC", "EMC", "Tj"))]
    kinds = [line.split()[0] if line.endswith(("BDC", "BMC")) else line.split()[-1] for line in painted]
    reversed_words = ["/ReversedChars", "Tj", "EMC"]
    assert kinds == ["/P", *reversed_words, "Tj", *reversed_words, "EMC"]


# --- whole leaflets --------------------------------------------------------------------------------------------------

URDU = """\
code: P1000/1000/06.2025/VERSION1
title: کمر کا درد
language: ur
brand: riverside
layouts: [a5-booklet]
body:
  - {steps: [بیٹھ جائیں, آہستہ سے کھڑے ہوں]}
  - ہر روز حرکت کرتے رہیں اور آرام کریں اگر درد ہو، گھر میں اور کام پر، آہستہ آہستہ، ہر روز تھوڑا تھوڑا
"""
ARABIC = """\
code: P1000/1000/06.2025/VERSION1
title: ألم الظهر
language: ar
brand: riverside
layouts: [a5-booklet]
body:
  - استمر في الحركة كل يوم، هذا يساعد قليلاً قليلاً في البيت وفي العمل.
  - اتصل بفريقنا على الرقم 01632 960 123 أو 01632 960 124 الآن.
  - لا تتوقف عن العمل، بل ابق نشيطاً قدر ما تستطيع.
"""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Return a workspace to build in."""
    return Workshop(tmp_path_factory.mktemp("directed"))


def built(workshop: Workshop, name: str, text: str, layout: str = "a5-booklet") -> Path:
    """Build a leaflet."""
    made = workshop.build(workshop.add_text(name, text), layout)
    assert made.path is not None, made.diagnostics
    assert structure.check(made.path) == []
    return made.path


def test_numbers_stand_on_the_line_of_their_words(workshop: Workshop) -> None:
    """The label of a step is of another face than its words, and has the same baseline."""
    drawn = [sign for one in signs(built(workshop, "steps", URDU)) for sign in one]
    heights = {sign.y for sign in drawn if sign.text in "12"}
    letters = {round(sign.y, 1) for sign in drawn if sign.text in "بک"}
    assert len(heights) >= 2
    assert len([height for height in heights if round(height, 1) in letters]) >= 2


@pytest.mark.parametrize(("told", "leading"), [("", 2.3), ("\n  leading_by_script: {aran: 2.8}", 2.8)])
def test_lines_of_nastaliq_are_far_apart(workshop: Workshop, told: str, leading: float) -> None:
    """As far as its face asks, or as the layout says for the script."""
    layout = (workshop.folder / "layouts" / "a5-booklet.yaml").read_text("utf-8")
    size = float(re.search(r"body:.*?size: ([\d.]+)", layout, re.DOTALL)[1])  # type: ignore[index]
    changed, count = re.subn(
        r"body:\s*\{", f"body: {{leading_by_script: {{aran: {leading}}}, " if told else "body: {", layout
    )
    if not count:
        changed = layout.replace("body:\n", f"body:\n  leading_by_script: {{aran: {leading}}}\n" if told else "body:\n")
    name = f"far-{int(leading * 10)}"
    (workshop.folder / "layouts" / f"{name}.yaml").write_text(changed, "utf-8")
    pages = signs(built(workshop, name, URDU, name))
    heights = [sorted({round(sign.y, 1) for sign in page if sign.text in "ہکر"}, reverse=True) for page in pages]
    steps = [one - two for page in heights for one, two in itertools.pairwise(page)]
    assert [step for step in steps if step == pytest.approx(leading * size, abs=0.15)]


def words_by(program: str, path: Path) -> list[str]:
    """Return the words that a program reads, without the signs of direction that it puts in."""
    if program == "PDFium":
        document = pypdfium2.PdfDocument(path)
        said = "\n".join(one.get_textpage().get_text_range() for one in document)
    else:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
        command = [program, str(path), "-"]
        said = subprocess.run(command, capture_output=True, check=True, timeout=BOUND).stdout.decode()
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", said).replace("\u00a0", " ").split()


@pytest.mark.parametrize("program", ["PDFium", "pdftotext"])
def test_words_are_read_as_they_were_written(workshop: Workshop, program: str) -> None:
    """Every word, in order, with the groups of a telephone number.

    Poppler parts an Arabic comma from its word, and joins a number to the word behind it.
    """
    marks = "" if program == "PDFium" else "،."
    found = [word.strip(marks) for word in words_by(program, built(workshop, "read", ARABIC))]
    said = " ".join(found)
    assert "01632 960 123" in said and "01632 960 124" in said
    for paragraph in ARABIC.split("body:\n")[1].strip().split("\n"):
        words = [word.strip(marks) for word in paragraph.strip().removeprefix("- ").split()]
        if program == "PDFium" or "960" not in words:
            assert [at for at in range(len(found)) if found[at : at + len(words)] == words], (words, found)


def test_measures_of_faces_do_not_depend_on_who_came_first(workshop: Workshop) -> None:
    """The same leaflet has the same bytes, whatever was set before."""
    first = built(workshop, "again", ARABIC).read_bytes()
    built(workshop, "between", URDU)
    assert built(workshop, "again", ARABIC).read_bytes() == first
    assert faces().face().shaped is False


def test_nastaliq_stands_in_the_middle_of_its_lines() -> None:
    """In a line's height of 2.3 sizes, what reaches lowest (0.6 sizes) is inside, as is what most words have above."""
    report, workspace = Report(), Workspace(ROOT)
    loaded = workspace.load_leaflet(ROOT / "leaflets" / "P4400-mid-back-pain.ur.yaml", report)
    layout = workspace.load_layout("a4-leaflet", report)
    assert loaded is not None and layout is not None, report.diagnostics
    context = Context(loaded.brand, layout, PictureStore(None), report, None, "ur")
    text = context.line("کمر کے درمیانی حصے کا درد", context.body_style)
    assert text.leading == pytest.approx(2.3 * context.size)
    assert text.baseline(0.0) == pytest.approx(-1.7 * context.size)
    assert text.leading + text.baseline(0.0) >= 0.599 * context.size


def test_the_number_of_an_exercise_is_in_the_middle_of_its_disc() -> None:
    """Beside a name in Nastaliq as beside one in Latin letters."""
    report, workspace = Report(), Workspace(ROOT)
    loaded = workspace.load_leaflet(ROOT / "leaflets" / "P4400-mid-back-pain.ur.yaml", report)
    layout = workspace.load_layout("a4-leaflet", report)
    assert loaded is not None and layout is not None, report.diagnostics
    middles = []
    for language in ("", "ur"):
        context = Context(loaded.brand, layout, PictureStore(None), report, None, language)
        heading = Element(Role.HEADING)
        heading.kids = [Words("7 ", label=True), Words("کمر")] if language else [Words("7 ", label=True), Words("Back")]
        number = NumberedHeading(context, heading, 14.0).number
        middles.append(number.baseline(0.0) + number.leading / 2)
    assert middles[1] == pytest.approx(middles[0])
