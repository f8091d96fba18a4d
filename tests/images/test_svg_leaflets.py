"""SVG in leaflets: what is told of dots, both logos, words that are not heard, and nothing outside of its box."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from leafletgen.errors import ExitCode
from leafletgen.fonts.typeface import Typeface
from leafletgen.images import PictureStore
from leafletgen.images.artwork import Drawing, Mirrored
from leafletgen.images.svg import prepare_svg
from tests.checker import structure, verapdf
from tests.support.building import ROOT
from tests.support.commands import BRAND, LEAFLET, SVG, run, small_workspace, write
from tests.support.picture_measure import MOST, outside
from tests.support.processes import BOUND
from tests.support.sheet_workspace import sheet_workspace

NAME = "http://www.w3.org/2000/svg"
WORDS = '<text x="2" y="9" font-size="5" fill="#000000">Zebras</text>'
GRADIENT = (
    '<linearGradient id="a"><stop stop-opacity="0.2"/><stop offset="1" stop-color="red"/></linearGradient>'
    '<rect width="30" height="20" fill="url(#a)" opacity="0.5"/>'
)
SHADED = f'<svg xmlns="{NAME}" width="40" height="20">\n{GRADIENT}{WORDS}</svg>'
NOTE = """\
leaflets/P1-good.yaml:9:5: note: image "hills.svg": it has <linearGradient> in line 2, and is printed as a picture of \
600 dots an inch
  hint: nothing needs to be done; plain shapes are printed as lines, and build --strict refuses dots
"""
MADE = "build/P1-good.small.DRAFT.pdf"


def svg(inside: str) -> bytes:
    """Return a drawing of 30 by 20 with this in it."""
    return f'<svg xmlns="{NAME}" viewBox="0 0 30 20" width="30" height="20">{inside}</svg>'.encode()


def drawn(inside: str) -> Drawing:
    """Return what is drawn of it."""
    made = prepare_svg(svg(inside), "Atkinson Hyperlegible Next")
    assert isinstance(made, Drawing)
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace whose image is printed as dots."""
    root = small_workspace(tmp_path / "w")
    write(root / "assets" / "images" / "hills.svg", SHADED)
    return root


@pytest.fixture(scope="module")
def faces() -> tuple[Typeface, Typeface]:
    """Return the brand's faces."""
    fonts = ROOT / "assets" / "fonts"
    regular, bold = (Typeface.load(fonts / f"AtkinsonHyperlegibleNext-{one}.ttf") for one in ("Regular", "Bold"))
    return regular, bold


# --- the note -------------------------------------------------------------------------------------------------------


def test_a_note_tells_what_is_printed_as_dots(root: Path) -> None:
    """At the image's place, of a new file and of one that is up to date; the exit code is that of success."""
    for said in ("1 file written", "0 files written, 1 up to date"):
        result = run("build", "--workspace", root)
        assert (result.exit_code, result.stderr) == (ExitCode.OK, NOTE)
        assert result.stdout.splitlines()[-1] == f"{said}, 1 leaflet marked DRAFT or WITHDRAWN, 1 note"


def test_the_note_as_data(root: Path) -> None:
    result = run("build", "--json", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    place, _, rest = NOTE.partition(": note: ")
    message, hint = rest.splitlines()
    file, line, column = place.split(":")
    assert json.loads(result.stdout)["diagnostics"] == [
        {
            "code": "picture-printed-as-dots",
            "severity": "note",
            "message": message,
            "hint": hint.removeprefix("  hint: "),
            "file": file,
            "line": int(line),
            "column": int(column),
            "end_line": 10,
            "end_column": 46,
        }
    ]


def test_strict_refuses_dots(root: Path) -> None:
    """No file is written, and one that is there is not good enough; lines and plain words are."""
    released = run("release", "P1", "--reason", "x", "--approved-by", "y", "--workspace", root)
    assert released.exit_code == ExitCode.OK
    for _ in range(2):
        result = run("build", "--strict", "--workspace", root)
        assert (result.exit_code, result.stderr) == (ExitCode.CONTENT, NOTE)
        shutil.rmtree(root / "build", ignore_errors=True)
    assert not list((root / "build").glob("*.pdf"))
    write(root / "assets" / "images" / "hills.svg", SVG)
    options = ["--reason", "x", "--approved-by", "y", "--workspace", str(root)]
    assert run("release", "P1", *options).exit_code == ExitCode.OK
    result = run("build", "--strict", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")


def test_words_of_another_family_are_told(root: Path) -> None:
    words = WORDS.replace("font-size", 'font-family="Arial, sans-serif" font-size')
    write(root / "assets" / "images" / "hills.svg", f'<svg xmlns="{NAME}" width="40" height="20">{words}</svg>')
    result = run("build", "--workspace", root)
    told = 'its words ask for "Arial" and are set in Atkinson Hyperlegible Next, the brand\'s font'
    assert result.exit_code == ExitCode.OK
    assert f'leaflets/P1-good.yaml:9:5: note: image "hills.svg": {told}\n' in result.stderr


def test_a_drawing_that_paints_nothing_is_an_error(root: Path) -> None:
    for inside in ("", "<defs><path id='b' d='M0 0L9 9'/></defs>", '<rect x="90" width="9" height="9"/>',
                   GRADIENT.replace("<rect", '<rect x="90"'), '<rect width="9" height="9" opacity="0"/>'):  # fmt: skip
        write(root / "assets" / "images" / "hills.svg", f'<svg xmlns="{NAME}" width="40" height="20">{inside}</svg>')
        result = run("build", "--workspace", root)
        assert result.exit_code == ExitCode.CONTENT, inside
        assert 'error: image "hills.svg" cannot be used: nothing of it is to be seen\n' in result.stderr


# --- the logos ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", ["logo.svg", "reversed.svg"])
def test_both_logos_of_a_brand_are_checked(bad: str, tmp_path: Path) -> None:
    """Whichever of them the layout prints."""
    root = small_workspace(tmp_path)
    folder = root / "assets" / "brands" / "plain"
    write(folder / "brand.yaml", BRAND.replace("logo.svg,", "logo.svg, reversed: reversed.svg,"))
    write(folder / "reversed.svg", SVG)
    write(folder / bad, f'<svg xmlns="{NAME}" width="40" height="20">\n<script/></svg>')
    for ink in ("full", "saving"):
        layout = root / "layouts" / "small.yaml"
        text = "".join(line for line in layout.read_text("utf-8").splitlines(True) if not line.startswith("ink:"))
        write(layout, f"{text}ink: {ink}\n")
        result = run("build", "--workspace", root)
        assert result.exit_code == ExitCode.CONTENT
        assert result.stderr == (
            f'assets/brands/plain/brand.yaml:3:7: error: the logo "{bad}" cannot be used: '
            "it has <script> in line 2: it runs a program\n  hint: save it without scripts\n"
        )


def test_a_logo_that_is_not_printed_has_no_note(tmp_path: Path) -> None:
    """Of two logos with gradients, that on the ground of this layout is told of alone."""
    root = small_workspace(tmp_path)
    folder = root / "assets" / "brands" / "plain"
    write(folder / "brand.yaml", BRAND.replace("logo.svg,", "logo.svg, reversed: reversed.svg,"))
    write(folder / "reversed.svg", SHADED)
    write(folder / "logo.svg", SHADED)
    result = run("build", "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert re.findall(r'note: the logo "([^"]*)"', result.stderr) == ["reversed.svg"]


def test_both_logos_are_checked_for_a_sheet(tmp_path: Path) -> None:
    root = sheet_workspace(tmp_path)
    brand = next((root / "assets" / "brands").glob("*/brand.yaml"))
    names = re.findall(r"[\w-]+\.svg", brand.read_text("utf-8"))
    assert names
    for name in dict.fromkeys(names):
        good = (brand.parent / name).read_bytes()
        write(brand.parent / name, f'<svg xmlns="{NAME}" width="40" height="20">\n<script/></svg>')
        result = run("sheet", "--pick", "heel-raise", "--out", tmp_path / "x.pdf", "--workspace", root)
        assert result.exit_code == ExitCode.CONTENT
        assert f'the logo "{name}" cannot be used: it has <script> in line 2' in result.stderr
        assert "brand.yaml:" in result.stderr
        (brand.parent / name).write_bytes(good)


# --- what is heard, and what conforms -------------------------------------------------------------------------------


@pytest.mark.parametrize("more", ["", GRADIENT], ids=["lines", "dots"])
def test_words_of_a_drawing_are_not_heard(more: str, root: Path) -> None:
    """They stand inside an artifact: the Figure's text says what they say, and the file conforms."""
    drawing = f'<svg xmlns="{NAME}" width="40" height="20">{more}<rect width="9" height="3"/>{WORDS}</svg>'
    write(root / "assets" / "images" / "hills.svg", drawing)
    assert run("build", "--workspace", root).exit_code == ExitCode.OK
    made = root / MADE
    assert structure.check(made) == []
    for profile in ("ua1", "2a"):
        assert verapdf.validate(made, profile).passed
    assert "Zebras" not in structure.reading_text(made)
    told = " ".join(structure.artifact_text(made))
    assert ("Zebras" in told) == (not more)  # dots have no words at all
    with pikepdf.open(made) as document:
        masks = [one for page in document.pages for one in page.get_images().values() if "/SMask" in one]
    assert bool(masks) == bool(more)


# --- nothing outside ------------------------------------------------------------------------------------------------

FAR = '<circle cx="29" cy="10" r="9" fill="#008000"/>'


@pytest.mark.parametrize(
    ("inside", "clipped"),
    [
        ('<rect width="30" height="20"/>', False),
        ('<rect x="1" y="1" width="28" height="18" stroke="#008000" stroke-width="2"/>', False),
        ('<rect width="30" height="20" stroke="#008000" stroke-width="2"/>', True),
        ('<rect width="31" height="20"/>', True),
        (FAR, True),
        ('<path d="M5 5L25 15" stroke="#008000" stroke-width="2"/>', False),
        ('<path d="M5 5L29 5" stroke="#008000" stroke-width="4" stroke-linecap="square"/>', True),
        ('<path d="M5 12L15 4L25 12" fill="none" stroke="#008000" stroke-width="4"/>', False),
        ('<path d="M12 15L15 2L18 15" fill="none" stroke="#008000" stroke-width="4" stroke-miterlimit="9"/>', True),
        ('<g transform="rotate(45)"><rect x="10" y="-20" width="9" height="19"/></g>', True),
    ],
)
def test_only_what_lies_outside_is_cut(inside: str, clipped: bool, faces: tuple[Typeface, Typeface]) -> None:
    drawing = drawn(inside)
    assert drawing.clipped == clipped
    assert outside(drawing, 300, 200) <= MOST
    assert outside(Mirrored(drawing), 300, 200) <= MOST


@pytest.mark.parametrize(
    ("words", "clipped"),
    [
        ('<text x="2" y="12" font-size="5">Zebra</text>', False),
        ('<text x="25" y="12" font-size="9">Zebras</text>', True),
        ('<text x="2" y="12" font-size="5" text-anchor="end">Zebras</text>', True),
        ('<text x="2" y="3" font-size="12">Zebras</text>', True),
        ('<text x="2" y="20.5" font-size="5">gypsy</text>', True),
    ],
)
def test_words_are_cut_as_well(words: str, clipped: bool, tmp_path: Path, faces: tuple[Typeface, Typeface]) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(svg(words))
    for _ in range(2):  # made, and from what was kept
        made = PictureStore(tmp_path / "kept").load(path, 100, *faces)
        assert isinstance(made, Drawing)
        assert made.clipped == clipped
        assert outside(made, 300, 200) <= MOST
        assert outside(Mirrored(made), 300, 200) <= MOST


def test_the_page_has_a_clip_only_where_something_is_cut(root: Path) -> None:
    found = []
    for inside in ('<rect width="9" height="9"/>', FAR):
        write(root / "assets" / "images" / "hills.svg", svg(inside).decode())
        assert run("build", "--workspace", root).exit_code == ExitCode.OK
        with pikepdf.open(root / MADE) as document:
            content = b"".join(page.Contents.read_bytes() for page in document.pages)
        found.append(content.count(b"0 0 22.500 15.000 re W n"))
    assert found == [0, 1]


# --- lines ----------------------------------------------------------------------------------------------------------


def test_an_open_path_has_no_closing_line() -> None:
    """What is filled is closed by itself; a line ends where it ends, and a dash says how long its parts are."""
    line = 'stroke="#008000" stroke-width="2"'
    assert drawn(f'<path d="M5 5L25 5L15 15" {line}/>').operators.splitlines()[1].endswith("5 5 m 25 5 l 15 15 l B")
    assert drawn(f'<path d="M5 5L25 5L15 15z" {line}/>').operators.splitlines()[1].endswith("15 15 l h B")
    dashed = drawn(f'<path d="M5 5L25 5L15 15" {line} fill="none" stroke-dasharray="3 1 2" stroke-dashoffset="-1"/>')
    assert dashed.operators.splitlines()[1].endswith("[3 1 2 3 1 2] 11 d 5 5 m 25 5 l 15 15 l S [] 0 d")


# --- what loads what ------------------------------------------------------------------------------------------------

LIBRARIES = ("lxml", "tinycss2", "cssselect2", "resvg_py", "PIL", "reportlab", "svglib")
CHILD = "import sys\n{}\nprint(sorted({{name.partition('.')[0] for name in sys.modules}} & set({})))"
PREPARE = "from leafletgen.images.svg import prepare_svg\nprepare_svg({!r}, 'Atkinson Hyperlegible Next')"
HELP = "from click.testing import CliRunner\nfrom leafletgen.cli.main import main\nCliRunner().invoke(main, ['--help'])"


@pytest.mark.parametrize(
    ("script", "loaded"),
    [
        (PREPARE.format(svg(f'<rect width="9" height="9" opacity="0.5"/>{WORDS}')), []),
        (PREPARE.format(svg('<rect width="9" height="9" style="fill: red"/>')), ["lxml", "tinycss2"]),
        (
            PREPARE.format(svg('<style>.a{fill:red}</style><rect class="a" width="9" height="9"/>')),
            ["cssselect2", "lxml", "tinycss2"],
        ),
        (PREPARE.format(svg('<circle id="b" r="9"/><use href="#b" x="3"/>')), ["lxml"]),
        (HELP, []),
    ],
    ids=["plain", "a style", "a style sheet", "a use", "help"],
)
def test_what_is_not_needed_is_not_loaded(script: str, loaded: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD.format(script, LIBRARIES)],
        capture_output=True,
        text=True,
        check=True,
        timeout=BOUND,
    )
    assert done.stdout.splitlines()[-1] == str(loaded)


def test_a_leaflet_keeps_its_words(root: Path) -> None:
    """The text of the leaflet itself is heard, with the image's text in its place."""
    assert run("build", "--workspace", root).exit_code == ExitCode.OK
    heard = structure.reading_text(root / MADE)
    assert "A paragraph with bold words." in heard
    assert LEAFLET.rpartition("alt: ")[2].strip() in structure.tag_tree(root / MADE)
