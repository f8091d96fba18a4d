"""What a fresh tester found: each was silent, slow or a traceback once."""

import io
from pathlib import Path

import pytest
from PIL import Image

from leafletgen.document.element import Element, Role
from leafletgen.errors import Report
from leafletgen.fonts.typeface import Typeface, Word
from leafletgen.images import PictureError
from leafletgen.images.artwork import Drawing
from leafletgen.images.painted import prepare_painting
from leafletgen.images.raster import prepare_raster
from leafletgen.images.svg import Painting, prepare_svg
from leafletgen.library.workspace import Workspace
from leafletgen.pages.flow.lines import Run, break_lines
from leafletgen.source.yaml import parse_source

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "assets" / "fonts"
FACE = "AtkinsonHyperlegibleNext"
GRADIENT = '<linearGradient id="a"><stop/></linearGradient><rect width="5" height="5" fill="url(#a)"/>'


def jpeg() -> bytes:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Pat Example, 12 High Street"
    Image.effect_noise((64, 48), 40).convert("RGB").save(buffer, "JPEG", exif=exif, progressive=True)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        jpeg(),
        jpeg() + b"trailing Pat Example",
        jpeg()[:2] + b"\xff\xff" + jpeg()[2:],
    ],
    ids=["exif", "behind the end", "fill bytes"],
)
def test_a_photograph_brings_no_metadata(data: bytes) -> None:
    made = prepare_raster(data, 2000)
    assert b"Pat Example" not in made.data
    with Image.open(io.BytesIO(made.data)) as image:
        image.load()
        assert image.size == (64, 48)


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M 1e400 0 L 5 5"/>',
        '<path d="M 1e30 0 L 5 5"/>',
        '<text x="1" y="9e20" font-size="9">far</text>',
        '<g transform="scale(1e12)"><rect width="5" height="5"/></g>',
        '<g transform="scale(1e200) scale(1e200)"><rect width="5" height="5"/></g>',
        '<rect width="1e9" height="1e9" rx="2"/>',
        '<rect width="5" height="5" stroke="#123456" stroke-width="1e8"/>',
        '<circle r="1e8"/>',
        '<path d="M0 0A1e200 1e200 0 0 1 5 5"/>',
        '<path d="M0 0A1 2 1e400 0 1 5 5"/>',
        '<polygon points="0 0 5 5 1e30 5"/>',
    ],
)
@pytest.mark.parametrize("more", ["", GRADIENT], ids=["lines", "dots"])
def test_a_drawing_out_of_all_proportion_is_refused(inside: str, more: str) -> None:
    """The good shape beside it would be seen, and the other one would be missing without a word."""
    size = 'viewBox="0 0 9 9" width="9" height="9"'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="5" height="5"/>\n{more}{inside}</svg>'
    with pytest.raises(PictureError, match=r"^it has a number out of all proportion in line 2$"):
        prepare_svg(drawing.encode())


@pytest.mark.parametrize("size", ["0.00001", "1e20"])
def test_letters_of_no_size_show_nothing(size: str) -> None:
    words = f'<text x="1" y="9" font-size="{size}">words</text>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">{words}</svg>'
    with pytest.raises(PictureError):
        made = prepare_svg(drawing.encode(), "Some Face")
        assert isinstance(made, Painting)
        prepare_painting(made, 30.0, [(FONTS / f"{FACE}-{one}.ttf").read_bytes() for one in ("Regular", "Bold")], FACE)


def test_shapes_of_another_language_are_not_drawn() -> None:
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://example.org/x" viewBox="0 0 9 9" width="9" height="9">'
        '<x:image href="data:image/png;base64,iVBORw0KGgo="/><x:text>hidden</x:text><rect width="5" height="5"/></svg>'
    )
    made = prepare_svg(text.encode())
    assert isinstance(made, Drawing)
    assert not made.letterings


def test_two_leaflets_of_one_name_are_told(tmp_path: Path) -> None:
    for folder in ("leaflets/a", "leaflets/b", "layouts", "assets"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "leaflets" / "a" / "Back.yaml").write_text("title: A", "utf-8")
    (tmp_path / "leaflets" / "b" / "back.yaml").write_text("title: B", "utf-8")
    (tmp_path / "leaflets" / "old.yml").write_text("title: C", "utf-8")
    report = Report()
    Workspace(tmp_path).find_leaflets([], report)
    told = "\n".join(map(str, report.diagnostics))
    assert "leaflets/a/Back.yaml and leaflets/b/back.yaml have one name" in told
    assert "leaflets/old.yml is not read" in told


def test_a_file_that_leads_out_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("root: x", "utf-8")
    for folder in ("leaflets", "layouts", "assets"):
        (tmp_path / "work" / folder).mkdir(parents=True)
    link = tmp_path / "work" / "leaflets" / "a.yaml"
    try:
        link.symlink_to(secret)
    except OSError:
        pytest.skip("this system makes no symbolic links without rights")
    report = Report()
    assert Workspace(tmp_path / "work").load_leaflet(link, report) is None
    assert "leads out of the workspace" in str(report.diagnostics[0])
    assert "root" not in str(report.diagnostics[0])


@pytest.mark.parametrize("text", ["Pat Q: 1\nPat Q: 2", "name: !PatQ x", "name: &PatQ x", "name: *PatQ"])
def test_a_private_file_is_not_repeated(text: str) -> None:
    report = Report()
    parse_source(text, "p.yaml", report, private=True)
    assert report.diagnostics
    assert "Pat" not in "".join(map(str, report.diagnostics))


@pytest.mark.parametrize("text", ["W" * 200_000, "1 " * 100_000, "[" * 200_000])
def test_an_endless_word_is_broken_in_one_pass(text: str) -> None:
    encoded = 0

    class Counting(Typeface):
        """Counts the letters that it is asked to encode."""

        def word(self, text: str, rtl: bool = False) -> Word:
            nonlocal encoded
            encoded += len(text)
            return super().word(text, rtl)

    face = Counting((ROOT / "assets" / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf").read_bytes())
    lines = break_lines([Run(text, face, 12.0, "0 0 0 rg", Element(Role.PARAGRAPH))], 300.0)
    assert max(line.width for line in lines) <= 300.01
    # Re-encoding the rest for every line would be thousands of times the text.
    assert encoded <= 5 * len(text)
