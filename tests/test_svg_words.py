"""Words and limits of SVG files: nothing of the machine is asked, and no library stops before leafletgen does."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from leafletgen.images import PictureError
from leafletgen.images.svg import prepare_svg
from tests.commands import write
from tests.processes import BOUND

FAMILIES = (
    "sans-serif",
    "Arial, Helvetica, sans-serif",
    "Times New Roman",
    "Courier New",
    "Atkinson Hyperlegible Next",
    "'Open Sans', Frutiger",
    "Frutiger-Black, fantasy",
    "../../secret",
    "-rf",
    "/usr/share/fonts/x",
    "",
)
STYLES = (
    'font-weight="normal"',
    'font-weight="400"',
    'font-weight="bold"',
    'font-weight="700" font-style="italic"',
    'style="font-weight: 900; font-style: oblique"',
)
#: Reads the drawings of its input, and tells what was started or opened meanwhile.
CHILD = """\
import json, sys
from leafletgen.images.svg import prepare_svg
seen = []
def watch(event, arguments):
    started = event in ("subprocess.Popen", "os.system", "os.fork", "os.forkpty", "pty.spawn", "os.startfile")
    if started or event.startswith(("os.exec", "os.posix_spawn", "os.spawn", "socket.")):
        seen.append(f"{event} {arguments}")
    elif event == "open" and str(arguments[0]).lower().endswith((".ttf", ".ttc", ".otf", ".pfb", ".afm")):
        seen.append(f"{event} {arguments}")
drawings = json.load(sys.stdin)
prepare_svg(drawings[0].encode())  # what is imported on the way is not read for a drawing
sys.addaudithook(watch)
made = [prepare_svg(drawing.encode()) for drawing in drawings]
print(json.dumps([seen, [[list(words) for words in drawing.letterings] for drawing in made]]))
"""


def svg(inside: str) -> str:
    """Return a drawing with this in it."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90" width="90" height="90">{inside}</svg>'


def test_no_program_is_started_and_no_font_opened(tmp_path: Path) -> None:
    # A fontconfig of ours, so that the test means the same where there is none.
    program = write(tmp_path / ("fc-match.bat" if os.name == "nt" else "fc-match"), "#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    words = [
        svg(f'<text x="9" y="9" font-family={quoteattr(family)} {style}>One <tspan>two</tspan></text>')
        for family in FAMILIES
        for style in STYLES
    ]
    words.append(svg('<style>text {font-family: Futura}</style><text x="9" y="9">One <tspan>two</tspan></text>'))
    words.append(svg('<g font-family="Gill Sans"><text x="9" y="9">One <tspan>two</tspan></text></g>'))
    process = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=json.dumps(words),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        check=True,
        timeout=BOUND,
    )
    seen, made = json.loads(process.stdout)
    assert seen == []
    assert [["".join(part[5] for part in letterings) for letterings in made]] == [["One two"] * len(words)]
    bold = [[part[2] for part in letterings] for letterings in made]
    assert bold == [[weight] * 2 for _ in FAMILIES for weight in (False, False, True, True, True)] + [[False] * 2] * 2


@pytest.mark.parametrize(
    ("family", "width"),
    [
        ("sans-serif", 23.9),
        ("Arial", 23.9),
        ("Frutiger, serif", 21.1),
        ("'Times New Roman'", 21.1),
        ("monospace", 24.0),
        ("No Such Family", 23.9),
    ],
)
def test_a_second_piece_follows_the_width_of_the_stand_in(family: str, width: float) -> None:
    """The widths are those of Helvetica, Times and Courier, on every machine."""
    drawing = prepare_svg(
        svg(f'<text x="9" y="9" font-family="{family}" font-size="10">Once<tspan>x</tspan></text>').encode()
    )
    first, second = drawing.letterings
    assert (second.matrix[4] - first.matrix[4]) * 4 / 3 == pytest.approx(width, abs=0.02)


@pytest.mark.parametrize("deep", [201, 300, 3_000, 100_000])
def test_groups_too_deep_are_told_by_us(deep: int) -> None:
    with pytest.raises(PictureError, match=r"^its elements are nested more than 200 deep$") as caught:
        prepare_svg(svg("<g>" * deep + '<rect width="5" height="5"/>' + "</g>" * deep).encode())
    assert caught.value.hint


def test_groups_are_drawn_as_deep_as_is_said() -> None:
    assert prepare_svg(svg("<g>" * 198 + '<rect width="5" height="5"/>' + "</g>" * 198).encode()).operators


def test_a_text_too_long_is_told_by_us() -> None:
    with pytest.raises(PictureError, match=r"^it holds a text or a path far too long$"):
        prepare_svg(svg(f"<desc>{'x' * 11_000_000}</desc>").encode())


@pytest.mark.parametrize("first", ["<defs>{}</defs>{}", "{1}<defs>{0}</defs>"])
def test_uses_are_drawn_to_the_last_or_refused(first: str) -> None:
    square = '<rect id="a" width="1" height="1" fill="#123456"/>'
    drawing = prepare_svg(svg(first.format(square, '<use href="#a"/>' * 5_000)).encode())
    assert drawing.operators.count(" re f") == 5_000, "svglib leaves out what is over its own limit"
    with pytest.raises(PictureError, match="more than 5,000 <use>"):
        prepare_svg(svg(first.format(square, '<use href="#a"/>' * 5_001)).encode())
