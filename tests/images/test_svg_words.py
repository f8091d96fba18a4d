"""Words and limits of SVG files: nothing of the machine is asked, and no library stops before leafletgen does."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from leafletgen.fonts.typeface import Typeface
from leafletgen.images import PictureError, PictureStore
from leafletgen.images.artwork import Drawing, Raster
from leafletgen.images.svg import Painting, prepare_svg
from tests.support.building import ROOT
from tests.support.commands import write
from tests.support.processes import BOUND

BRAND = "Atkinson Hyperlegible Next"
FONTS = ROOT / "assets" / "fonts"
GOOD = (
    "sans-serif",
    "Arial, Helvetica, sans-serif",
    "'Open Sans', Frutiger, system-ui",
    "Times New Roman, Atkinson Hyperlegible Next",
    BRAND,
    f"'{BRAND}', serif",
    "",
)
BAD = ("Times New Roman", "Courier New, monospace", "Frutiger-Black, fantasy", "../../secret", "-rf", "/usr/share/x")
#: Loads the drawings of its input, and tells what was started or opened meanwhile, and what became of them.
CHILD = """\
import hashlib, json, os, sys, tempfile
from pathlib import Path
from leafletgen.fonts.loading import load_face
from leafletgen.images import PictureError, PictureStore
seen, read = [], []
def watch(event, arguments):
    started = event in ("subprocess.Popen", "os.system", "os.fork", "os.forkpty", "pty.spawn", "os.startfile")
    if started or event.startswith(("os.exec", "os.posix_spawn", "os.spawn", "socket.")):
        seen.append(f"{event} {arguments}")
    elif event == "open" and str(arguments[0]).lower().endswith((".ttf", ".ttc", ".otf", ".pfb", ".afm", ".conf")):
        read.append(str(arguments[0]))
fonts, folder, *paths = json.load(sys.stdin)
tempfile.tempdir = folder
faces = [load_face(Path(fonts, f"AtkinsonHyperlegibleNext-{style}.ttf")) for style in ("Regular", "Bold")]
def load(path):
    try:
        return PictureStore(None).load(Path(path), 144, *faces)
    except PictureError as fault:
        return str(fault)
for path in paths:
    load(path)  # what is imported on the way is not read for a drawing
sys.addaudithook(watch)
made = [load(path) for path in paths]
digests = [hashlib.sha256(one.data + one.mask[1]).hexdigest() if hasattr(one, "data") else str(one) for one in made]
kinds = [type(one).__name__ for one in made]
print(json.dumps({"seen": seen, "read": read, "left": os.listdir(folder), "kinds": kinds, "digests": digests}))
"""
GRADIENT = (
    '<linearGradient id="a"><stop stop-color="tomato"/><stop offset="1" stop-color="navy"/></linearGradient>'
    '<rect width="90" height="40" fill="url(#a)" opacity="0.7"/>'
)


def svg(inside: str) -> str:
    """Return a drawing with this in it."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90" width="90" height="90">{inside}</svg>'


def words(family: str, style: str = "") -> str:
    """Return words in a family."""
    return f'<text x="9" y="60" font-family="{family}" {style}>One two</text>'


def child(folder: Path, drawings: list[str], **environment: str) -> dict[str, Any]:
    """Load drawings in a process of their own, and return what it tells."""
    own = folder / "temporary"
    own.mkdir()
    paths = [str(write(folder / f"{number}.svg", drawing)) for number, drawing in enumerate(drawings)]
    process = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=json.dumps([str(FONTS), str(own), *paths]),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=True,
        timeout=BOUND,
    )
    told: dict[str, Any] = json.loads(process.stdout)
    return told


def test_no_program_is_started_and_no_font_of_the_machine_opened(tmp_path: Path) -> None:
    """Drawn, painted or refused: only the brand's faces are written down for the painter, and gone afterwards."""
    # A fontconfig of ours, so that the test means the same where there is none.
    program = write(tmp_path / ("fc-match.bat" if os.name == "nt" else "fc-match"), "#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    painted = [svg(GRADIENT + words(family, 'font-weight="bold"')) for family in GOOD]
    drawn = [svg(words(family)) for family in GOOD]
    refused = [svg(more + words(family)) for family in BAD for more in ("", GRADIENT)]
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    told = child(tmp_path, [*painted, *drawn, *refused], PATH=path)
    assert told["seen"] == []
    assert told["left"] == []
    assert {Path(one).parent.parent for one in told["read"]} <= {tmp_path / "temporary"}
    assert {Path(one).name for one in told["read"]} <= {"0.ttf", "1.ttf"}
    assert told["kinds"] == ["Raster"] * len(painted) + ["Drawing"] * len(drawn) + ["str"] * len(refused)
    assert all("which is not the brand's font" in told["digests"][-number] for number in range(1, len(refused) + 1))


def test_the_same_dots_in_every_process(tmp_path: Path) -> None:
    digests = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        digests.append(child(tmp_path / name, [svg(GRADIENT + words(BRAND)), svg(GRADIENT)])["digests"])
    assert digests[0] == digests[1]
    assert len(set(digests[0])) == 2


@pytest.mark.parametrize("family", GOOD)
@pytest.mark.parametrize("style", ["", 'font-weight="400"', 'font-weight="bold"', 'style="font-weight: 900"'])
def test_words_are_set_in_the_brands_faces(family: str, style: str) -> None:
    drawing = prepare_svg(svg(words(family, style)).encode(), BRAND)
    assert isinstance(drawing, Drawing)
    assert [(one.text, one.bold) for one in drawing.letterings] == [("One two", "bold" in style or "900" in style)]


@pytest.mark.parametrize(("family", "stands_in"), [("Arial, sans-serif", "Arial"), ("sans-serif", ""), (BRAND, "")])
def test_a_note_says_where_the_brands_face_stands_in(family: str, stands_in: str) -> None:
    drawing = prepare_svg(svg(words(family)).encode(), BRAND)
    assert isinstance(drawing, Drawing)
    said = f'its words ask for "{stands_in}" and are set in {BRAND}, the brand\'s font'
    assert drawing.note == (said if stands_in else "")


@pytest.mark.parametrize("more", ["", GRADIENT])
@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (words("Futura"), 'is in "Futura", which is not the brand\'s font', f'or give it font-family="{BRAND}"'),
        (words(BRAND, 'font-style="italic"'), "has font-style italic or oblique", "outlines"),
        (words(BRAND, 'style="font: oblique 9px sans-serif"'), "has font-style italic or oblique", "outlines"),
        (words(BRAND, 'direction="rtl"'), "has direction rtl", "outlines"),
        (words(BRAND, 'text-decoration="underline"'), "has text-decoration", "outlines"),
        ('<text y="9">one<tspan baseline-shift="super">2</tspan></text>', "has baseline-shift", "outlines"),
        ('<text y="9">\u0645\u0631\u062d\u0628\u0627</text>', "is in a script that joins", "outlines"),
    ],
)
def test_words_that_are_refused_are_told_with_their_line(text: str, message: str, hint: str, more: str) -> None:
    with pytest.raises(PictureError) as caught:
        prepare_svg(svg(f"{more}\n\n{text}").encode(), BRAND)
    assert str(caught.value).startswith("its text in line 3 ")
    assert message in str(caught.value)
    assert hint in caught.value.hint


def test_words_where_the_face_moves_letters_together_are_painted() -> None:
    made = prepare_svg(svg(words(BRAND)).encode(), BRAND, painted=True)
    assert isinstance(made, Painting)
    assert [(one, bold) for one, bold, _ in made.words] == [("One two", False)]


@pytest.mark.parametrize("deep", [201, 300, 3_000, 100_000])
def test_groups_too_deep_are_told_by_us(deep: int) -> None:
    with pytest.raises(PictureError, match=r"^its elements are nested more than 200 deep$") as caught:
        prepare_svg(svg("<g>" * deep + '<rect width="5" height="5"/>' + "</g>" * deep).encode())
    assert caught.value.hint


@pytest.mark.parametrize("more", ["", GRADIENT])
def test_groups_are_drawn_as_deep_as_is_said(more: str) -> None:
    data = svg(more + "<g>" * 198 + '<rect width="5" height="5"/>' + "</g>" * 198).encode()
    assert isinstance(prepare_svg(data), Painting if more else Drawing)


def test_a_text_too_long_is_told_by_us() -> None:
    with pytest.raises(PictureError, match=r"^it holds a text or a path far too long$"):
        prepare_svg(svg(f"<desc>{'x' * 12_000_000}</desc>").encode())


@pytest.mark.parametrize("first", ["<defs>{}</defs>{}", "{1}<defs>{0}</defs>"])
def test_uses_are_drawn_to_the_last(first: str) -> None:
    square = '<rect id="a" width="1" height="1" fill="#123456"/>'
    drawing = prepare_svg(svg(first.format(square, '<use href="#a"/>' * 10_000)).encode())
    assert isinstance(drawing, Drawing)
    assert drawing.operators.count(" re f") == 10_000


def bomb(levels: int) -> str:
    """Return uses of uses, ten of the one before in each level."""
    square = '<rect id="a0" width="1" height="1" fill="#123456"/>'
    uses = ['<g id="a{}">{}</g>'.format(level + 1, f'<use href="#a{level}"/>' * 10) for level in range(levels)]
    return svg(f'<defs>{square}{"".join(uses)}</defs>\n<use href="#a{levels}"/>')


def test_uses_of_uses_are_drawn_or_refused() -> None:
    """Three levels are a thousand squares, ten are ten thousand million."""
    drawing = prepare_svg(bomb(3).encode())
    assert isinstance(drawing, Drawing)
    assert drawing.operators.count(" re f") == 1_000
    with pytest.raises(PictureError, match=r"<use> in line \d comes to more than 300,000 elements$"):
        prepare_svg(bomb(10).encode())
    with pytest.raises(PictureError, match=r"<use> in line 2 uses itself$"):
        prepare_svg(svg('\n<use id="a" href="#a"/><rect width="5" height="5"/>').encode())


@pytest.mark.parametrize(
    ("after", "lines"),
    [
        ('<rect x="90" y="0" width="20" height="20"/>', True),
        ('<rect x="10" y="0" width="20" height="20"/>', False),
        ('<rect x="10" y="0" width="20" height="20" fill="none"/>', True),
        ('<g transform="translate(-85 0)"><circle cx="100" cy="10" r="3" fill="#fff"/></g>', False),
    ],
)
def test_words_under_something_are_painted_in_their_order(after: str, lines: bool, tmp_path: Path) -> None:
    """Words that are set come last; where something lies over them, the whole is painted."""
    path = tmp_path / "words.svg"
    path.write_text(svg(f'<text x="5" y="15" font-size="12">Once</text>{after}'), "utf-8")
    fonts = ROOT / "assets" / "fonts"
    faces = [Typeface.load(fonts / f"AtkinsonHyperlegibleNext-{style}.ttf") for style in ("Regular", "Bold")]
    store = PictureStore(tmp_path / "cache")
    for again in (store, PictureStore(tmp_path / "cache")):
        assert isinstance(again.load(path, 100, *faces), Drawing if lines else Raster)
