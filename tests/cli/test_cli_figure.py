"""``leafletgen figure``: drawings as SVG and PNG, the contact sheet, and the pictures that leaflets show."""

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from leafletgen.errors import ExitCode, Report
from leafletgen.figures.export import exercise_svg
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from tests.support.commands import files_of, run, write
from tests.support.exercise_sample import exercise_text
from tests.support.sheet_workspace import ROOT, sheet_workspace, text_of

SVG = "{http://www.w3.org/2000/svg}"
#: The exercises that the starter leaflets show.
SHOWN = (
    *("back-extension", "bird-dog", "bridge", "cat-stretch", "childs-pose", "knees-to-chest", "seated-rotation"),
    *("squat-with-weights", "upper-back-extension", "wall-press-up"),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that no test changes."""
    root = sheet_workspace(tmp_path_factory.mktemp("figures") / "w")
    pictured = exercise_text(name="Pictured").replace("poses/finish", "exercises/bridge-finish")
    write(root / "assets" / "exercises" / "pictured.yaml", pictured.replace("poses/start", "exercises/bridge-start"))
    return root


def size_of(path: Path) -> tuple[float, float]:
    """Return width and height of an SVG, which is well-formed."""
    drawing = ElementTree.parse(path).getroot()
    return float(drawing.attrib["width"]), float(drawing.attrib["height"])


def test_svg(root: Path, tmp_path: Path) -> None:
    for pose in ("start", "finish"):
        result = run("figure", "bridge", "--pose", pose, "-o", tmp_path / f"{pose}.svg", "--workspace", root)
        assert (result.exit_code, result.stdout, result.stderr) == (ExitCode.OK, f"{tmp_path / pose}.svg\n", "")
    run("figure", "bridge", "-o", tmp_path / "both.svg", "--workspace", root)
    start, finish, both = (size_of(tmp_path / f"{name}.svg") for name in ("start", "finish", "both"))
    assert start == finish, "all poses of an exercise share one frame"
    assert 2 * start[0] < both[0] < 2.2 * start[0]
    assert both[1] == start[1]
    drawing = ElementTree.parse(tmp_path / "finish.svg").getroot()
    assert drawing.findtext(f"{SVG}title") == "Bridge, finish"
    assert (drawing.findtext(f"{SVG}desc") or "").startswith("The hips are lifted")
    words = ElementTree.parse(tmp_path / "both.svg").getroot().findtext(f"{SVG}desc") or ""
    assert words.startswith("A person lies on their back")
    assert "The hips are lifted" in words


def test_png(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    result = run("figure", "bridge", "--pose", "start", "--width-mm", "50.8", "--dpi", "150", "-o", path,
                 "--workspace", root)  # fmt: skip
    assert result.exit_code == ExitCode.OK
    with Image.open(path) as image:
        assert result.stdout == f"{path}  {image.width} x {image.height} pixels\n"
        assert (image.width, image.format) == (300, "PNG")
        assert [round(each) for each in image.info["dpi"]] == [150, 150]
        assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
        assert len(image.convert("RGB").getcolors(1_000_000) or []) > 20


def test_another_person(root: Path, tmp_path: Path) -> None:
    for name in ("joan", "walter"):
        run("figure", "heel-raise", "--person", name, "-o", tmp_path / f"{name}.svg", "--workspace", root)
    assert (tmp_path / "joan.svg").read_bytes() != (tmp_path / "walter.svg").read_bytes()


def test_every_exercise_can_be_drawn(root: Path) -> None:
    library, report = Exercises(Workspace(root)), Report()
    exercises = library.load_all(report)
    assert not report.diagnostics
    assert len(exercises) > 48
    for exercise in exercises:
        if exercise.identifier != "pictured":
            ElementTree.fromstring(exercise_svg(exercise, None))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["brigde", "-o", "a.svg"], ExitCode.USAGE, 'no exercise is called "brigde"\n  hint: did you mean "bridge"?\n'),
        (
            ["bridge", "--pose", "middle", "-o", "a.svg"],
            ExitCode.USAGE,
            '"bridge" has no middle; it has start and finish\n',
        ),
        (
            ["pictured", "-o", "a.png"],
            ExitCode.CONTENT,
            'the start of "pictured" is not drawn, it is the image "exercises/bridge-start.svg"\n'
            '  hint: an image file is there to be used as it is; a "pose:" in its place is drawn\n',
        ),
        (
            ["bridge"],
            ExitCode.USAGE,
            "say what to write, and in which form\n  hint: add -o bridge.svg or -o bridge.png\n",
        ),
        (
            ["bridge", "-o", "a.jpg"],
            ExitCode.USAGE,
            "say what to write, and in which form\n  hint: add -o bridge.svg or -o bridge.png\n",
        ),
        (
            ["bridge", "--person", "jon", "-o", "a.svg"],
            ExitCode.USAGE,
            'nobody is called "jon"\n  hint: did you mean "joan"?\n',
        ),
        (
            ["--contact-sheet", "-o", "a.png"],
            ExitCode.USAGE,
            "a contact sheet is a PDF\n  hint: add -o a.pdf\n",
        ),
        (
            ["bridge", "--width-mm", "1000", "--dpi", "1200", "-o", "a.png"],
            ExitCode.USAGE,
            "",
        ),
    ],
)
def test_what_cannot_be(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: ExitCode, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("figure", *arguments, "--workspace", root)
    assert (result.exit_code, result.stdout) == (code, "")
    if message:
        assert result.stderr == f"error: {message}"
    else:
        assert "choose a lower --dpi or --width-mm" in result.stderr
    assert not list(tmp_path.iterdir())


def test_one_thing_at_a_time(root: Path) -> None:
    for arguments in ([], ["bridge", "--contact-sheet"], ["--refresh", "--contact-sheet"]):
        result = run("figure", *arguments, "--workspace", root)
        assert result.exit_code == ExitCode.USAGE
        assert "name one exercise, or give --contact-sheet or --refresh" in result.stderr


@pytest.mark.parametrize("options", [["--side", "left"], ["--pose", "finish"]])
def test_a_contact_sheet_shows_whole_exercises(root: Path, tmp_path: Path, options: list[str]) -> None:
    result = run("figure", "--contact-sheet", *options, "-o", tmp_path / "a.pdf", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.startswith("error: --contact-sheet shows whole exercises, and --pose and --side are for ")
    assert not (tmp_path / "a.pdf").exists()


def test_a_contact_sheet_says_that_it_is_incomplete(tmp_path: Path) -> None:
    root = sheet_workspace(tmp_path / "w")
    write(root / "assets" / "exercises" / "faulty.yaml", "name: [\n")
    result = run("figure", "--contact-sheet", "-o", tmp_path / "a.pdf", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stderr.endswith("the contact sheet is incomplete: faulty exercises are not in it\n")
    shutil.copytree(root / "assets" / "brands" / "riverside", root / "assets" / "brands" / "other")
    result = run("figure", "--contact-sheet", "-o", tmp_path / "b.pdf", "--workspace", root)
    assert "choose one with --brand: other, riverside\n" in result.stderr


def test_contact_sheet(root: Path, tmp_path: Path) -> None:
    result = run("figure", "--contact-sheet", "-o", tmp_path / "a.pdf", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    text = text_of(tmp_path / "a.pdf")
    names = [exercise.name for exercise in Exercises(Workspace(root)).load_all(Report())]
    assert [name for name in names if name not in text] == []


def test_refresh(root: Path, tmp_path: Path) -> None:
    own = tmp_path / "w"
    shutil.copytree(root, own, ignore=shutil.ignore_patterns("build"))
    images = own / "assets" / "images" / "exercises"
    before = files_of(own)
    (images / "bridge-start.svg").write_text("<svg/>", "utf-8")
    (images / "bird-dog-finish.svg").unlink()
    for name in ("unknown-start.svg", "bridge-other.svg", "pictured-start.svg"):
        (images / name).write_text("<svg/>", "utf-8")
    result = run("figure", "--refresh", "--workspace", own)
    assert result.exit_code == ExitCode.OK
    assert result.stdout.splitlines() == [f"{images / 'bridge-start.svg'}", "1 picture drawn anew, 18 as before"]
    assert "pictured-start.svg is left as it is" in result.stderr
    after = files_of(own)
    assert after.pop("assets/images/exercises/bridge-start.svg") == before["assets/images/exercises/bridge-start.svg"]
    assert after["assets/images/exercises/unknown-start.svg"] == b"<svg/>"
    assert "assets/images/exercises/bird-dog-finish.svg" not in after


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("stage", ["start", "finish"])
def test_leaflets_show_what_is_drawn(name: str, stage: str) -> None:
    """Draw anew what differs: ``leafletgen figure --refresh``."""
    report = Report()
    exercise = Exercises(Workspace(ROOT)).load(name, report)
    assert exercise is not None, report.diagnostics
    path = ROOT / "assets" / "images" / "exercises" / f"{name}-{stage}.svg"
    assert path.read_text("utf-8") == exercise_svg(exercise, stage)
