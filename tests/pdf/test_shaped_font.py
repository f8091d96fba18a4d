"""The font that a document embeds for shaped words: a glyph a cluster, by codes of the document's own."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from leafletgen.document.element import Element, Role
from leafletgen.fonts.shaped import Cluster, Part, ShapedTypeface
from leafletgen.fonts.typeface import TypefaceError
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.drawn import UsedFace
from leafletgen.pdf.embedding import shaped_font_objects
from leafletgen.pdf.looks import changed, looks
from leafletgen.pdf.xmp import Metadata
from tests.checker import structure, verapdf
from tests.fonts.ink import page_of
from tests.fonts.words import SCRIPTS, Script
from tests.support.processes import BOUND

ROOT = Path(__file__).parents[2]
SHAPED = [script for script in SCRIPTS if script.is_shaped]
every_script = pytest.mark.parametrize("script", SHAPED, ids=[script.language for script in SHAPED])


def shaped(script: Script, weight: str = "Regular") -> ShapedTypeface:
    face = script.face(weight)
    assert isinstance(face, ShapedTypeface)
    return face


def clusters_of(script: Script, weight: str) -> list[Cluster]:
    """What the words of a script consist of, in the order of first use."""
    used = UsedFace(shaped(script, weight), "T1")
    for word in script.words:
        used.encode(used.face.word(word, script.rtl)[0])
    return used.clusters


@every_script
@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_glyphs_are_what_their_clusters_are(script: Script, weight: str) -> None:
    """Every outline is that of the cluster's glyphs where they stand, and its width is how far the cluster goes."""
    face, clusters = shaped(script, weight), clusters_of(script, weight)
    font = TTFont(io.BytesIO(shaped_font_objects(face, clusters).program))
    original = TTFont(script.path(weight))
    made, there = font.getGlyphSet(), original.getGlyphSet()
    order = original.getGlyphOrder()
    for number, cluster in enumerate(clusters, 1):
        name = font.getGlyphName(number)
        drawn = DecomposingRecordingPen(made)
        made[name].draw(drawn)
        wanted = DecomposingRecordingPen(there)
        for part in cluster.parts:
            there[order[part.glyph]].draw(TransformPen(wanted, (1, 0, 0, 1, part.x, part.y)))
        assert drawn.value == wanted.value
        assert font["hmtx"][name][0] == cluster.advance


@every_script
def test_font_says_its_own_measures(script: Script) -> None:
    """The table maxp, boxes and bearings are what fontTools finds when it counts them again."""
    data = shaped_font_objects(shaped(script), clusters_of(script, "Regular")).program
    font, counted = TTFont(io.BytesIO(data)), TTFont(io.BytesIO(data))
    counted["maxp"].recalc(counted)
    for name in ("numGlyphs", "maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours",
                 "maxComponentElements", "maxComponentDepth"):  # fmt: skip
        assert getattr(font["maxp"], name) == getattr(counted["maxp"], name), name
    for side in ("xMin", "yMin", "xMax", "yMax"):
        assert getattr(font["head"], side) == getattr(counted["head"], side)
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        if glyph.numberOfContours:
            before = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
            glyph.recalcBounds(font["glyf"])
            assert before == (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
            assert font["hmtx"][name][1] == glyph.xMin


@every_script
def test_words_are_read_as_they_were_written(script: Script) -> None:
    """By PDFium, which alone mirrors the brackets of words that run from right to left once more."""
    words = [word for word in script.words if not (script.rtl and word.isdigit())]  # digits run from left to right
    with pypdfium2.PdfDocument(page_of(words, script.face(), script.rtl, (900, 400 * len(words)))) as pdf:
        read = pdf[0].get_textpage().get_text_range().split("\r\n")
    mirror = str.maketrans("()", ")(") if script.rtl else {}
    assert [line.translate(mirror) for line in read] == words


def test_bytes_do_not_depend_on_what_was_set_before() -> None:
    program = (
        "import hashlib, sys\n"
        "from tests.fonts.ink import page_of\n"
        "from tests.fonts.words import SCRIPTS\n"
        "for number in map(int, sys.argv[1].split(',')):\n"
        "    script = SCRIPTS[number]\n"
        "    data = page_of(script.words, script.face(), script.rtl, (900, 9000))\n"
        "    again = page_of(script.words[::-1], script.face(), script.rtl, (900, 9000))\n"
        "    print(number, hashlib.sha256(data).hexdigest(), hashlib.sha256(again).hexdigest())\n"
    )
    numbers = [0, 1, 4, 5]
    printed = []
    for order in (numbers, numbers[::-1]):
        done = subprocess.run(
            [sys.executable, "-c", program, ",".join(map(str, order))],
            cwd=ROOT, capture_output=True, text=True, check=True, timeout=BOUND,
        )  # fmt: skip
        printed.append(sorted(done.stdout.splitlines()))
    assert printed[0] == printed[1]
    here = SCRIPTS[4]
    data = page_of(here.words, here.face(), here.rtl, (900, 9000))
    assert hashlib.sha256(data).hexdigest() in printed[0][2]


def test_codes_are_given_in_the_order_of_first_use() -> None:
    face = shaped(SCRIPTS[0])
    used = UsedFace(face, "T1")
    first, second = face.word("\u0645", True)[0], face.word("\u0643", True)[0]
    assert used.encode(second + first) == "\x00\x02\x00\x03"  # after the space
    assert used.encode(first + face.space) == "\x00\x03\x00\x01"
    assert used.shown == [face.space, second, first]


def test_codes_are_escaped() -> None:
    """Of two bytes any may be a bracket or the end of a line."""
    face = shaped(next(script for script in SCRIPTS if script.language == "ur"))
    words = [word for script in SCRIPTS if script.language == "ur" for word in script.words]
    used = UsedFace(face, "T1")
    for word in words:
        used.encode(face.word(word, True)[0])
    assert len(used.shown) > 0x5C
    escaped = {number: used.encode(code) for number, code in enumerate(used.shown, 1)}
    assert [escaped[number] for number in (0x0A, 0x0D, 0x28, 0x29, 0x5C)] == [
        "\x00\\n", "\x00\\r", "\x00\\(", "\x00\\)", "\x00\\\\"
    ]  # fmt: skip


def test_page_of_every_script_conforms(tmp_path: Path) -> None:
    root = Element(Role.DOCUMENT)
    canvas = TaggedCanvas(root, Metadata("Scripts", "en-GB"), (600, 1000))
    for number, script in enumerate(SCRIPTS):
        face = script.face("Bold" if number % 2 else "Regular")
        used = canvas.use_face(face)
        used.texts += script.words
        node = root.add(Role.PARAGRAPH)
        words = face.space.join([face.word(word, script.rtl)[0] for word in script.words[:6]])
        canvas.operators.append(
            f"BT\n1 0 0 1 20 {960 - 60 * number} Tm\n{canvas.begin(node)}\n/{used.resource} 14 Tf\n0 0 0 rg\n"
            f"({used.encode(words)}) Tj\n{canvas.end()}\nET"
        )
    canvas.showPage()
    path = tmp_path / "scripts.pdf"
    path.write_bytes(canvas.bytes())
    assert structure.check(path) == []
    for profile in ("ua1", "2a"):
        verdict = verapdf.validate(path, profile)
        assert verdict.passed, f"{profile}: {verdict}"
    with pikepdf.open(path) as pdf:
        names = {str(font["/BaseFont"])[8:] for font in pdf.objects if isinstance(font, pikepdf.Dictionary)
                 and font.get("/Subtype") == "/CIDFontType2"}  # fmt: skip
    assert len(names) >= 10


def test_more_glyphs_than_a_font_can_have_are_refused() -> None:
    face = shaped(SCRIPTS[0])
    with pytest.raises(TypefaceError, match="cannot be embedded"):
        shaped_font_objects(face, [Cluster((Part(3, number, 0),), 10, "a") for number in range(0x10000)])
    with pytest.raises(TypefaceError, match="cannot be embedded"):
        shaped_font_objects(face, [Cluster((Part(3, 0, 0),), -1, "a")])


def test_pages_look_different_where_their_words_are_though_their_codes_are_the_same() -> None:
    face = shaped(SCRIPTS[0])

    def page(*words: str) -> TaggedCanvas:
        root = Element(Role.DOCUMENT)
        canvas = TaggedCanvas(root, Metadata("Words", "en-GB"), (300, 400))
        used = canvas.use_face(face)
        for number, word in enumerate(words):
            node = root.add(Role.PARAGRAPH)
            canvas.operators.append(
                f"BT\n1 0 0 1 20 {300 - 40 * number} Tm\n{canvas.begin(node)}\n/{used.resource} 12 Tf\n0 0 0 rg\n"
                f"({used.encode(face.word(word, True)[0])}) Tj\n{canvas.end()}\nET"
            )
        canvas.showPage()
        canvas.bytes()
        return canvas

    one, other = page("\u0645", "\u0643"), page("\u0628", "\u0643")
    assert one.painted[0].operators == other.painted[0].operators
    (before,) = looks(one)
    (after,) = looks(other, [before])
    boxes = changed(before, after)
    assert boxes is not None
    (box,) = boxes
    assert 290 < box.bottom < 300 < box.top < 320  # the first line alone
    assert looks(page("\u0645", "\u0643"), [after])[0].painted == before.painted
