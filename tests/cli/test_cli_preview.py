"""``leafletgen preview``: pages as pictures."""

from pathlib import Path

import pytest
from PIL import Image

from leafletgen.errors import ExitCode
from tests.support.commands import LEAFLET, files_of, run, small_workspace, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace whose leaflet has a second layout and a few pages."""
    root = small_workspace(tmp_path / "w")
    layout = (root / "layouts" / "small.yaml").read_text("utf-8")
    write(root / "layouts" / "large.yaml", layout.replace("size: a5", "size: a4"))
    pages = "".join(f"  - break: page\n  - heading: Page {number}\n" for number in range(2, 12))
    write(root / "leaflets" / "P1-good.yaml", LEAFLET + pages)
    return root


def pictures(root: Path) -> list[str]:
    """Return what is in build/preview/."""
    return list(files_of(root / "build" / "preview"))


def test_all_pages_of_the_first_layout(root: Path) -> None:
    result = run("preview", "P1", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert pictures(root) == [f"P1-good.small.{number:02}.png" for number in range(1, 12)]
    lines = result.stdout.splitlines()
    assert len(lines) == 11
    assert lines[0].endswith("P1-good.small.01.png  466 x 661 pixels") or lines[0].endswith("467 x 662 pixels")
    assert not list((root / "build").glob("*.pdf"))


@pytest.mark.parametrize(("dpi", "width", "height"), [(80, 661, 935), (72, 595, 842), (150, 1240, 1754)])
def test_size(root: Path, dpi: int, width: int, height: int) -> None:
    run("preview", "P1-good", "--layout", "large", "--page", "1", "--dpi", str(dpi), "--workspace", root)
    with Image.open(root / "build" / "preview" / "P1-good.large.01.png") as image:
        assert abs(image.width - width) <= 1
        assert abs(image.height - height) <= 1
        assert image.format == "PNG"
        assert len(image.convert("RGB").getcolors(1_000_000) or []) > 10, "something is drawn"


def test_some_pages(root: Path) -> None:
    result = run("preview", "P1", "--page", "3", "--page", "2", "--page", "3", "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert pictures(root) == ["P1-good.small.02.png", "P1-good.small.03.png"]


def test_a_page_that_is_not_there(root: Path) -> None:
    result = run("preview", "P1", "--page", "1", "--page", "12", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr == "error: P1-good has no page 12 in small\n  hint: it has 11 pages\n"
    assert pictures(root) == []
    assert run("preview", "P1", "--page", "0", "--workspace", root).exit_code == ExitCode.USAGE


def test_pictures_of_pages_that_are_gone_go_too(root: Path) -> None:
    run("preview", "P1", "--workspace", root)
    write(root / "build" / "preview" / "P1-good.small.notes.png", "")
    write(root / "build" / "preview" / "P1-good.large.01.png", "")
    write(root / "leaflets" / "P1-good.yaml", LEAFLET)
    run("preview", "P1", "--workspace", root)
    assert pictures(root) == ["P1-good.large.01.png", "P1-good.small.1.png", "P1-good.small.notes.png"]


def test_another_folder(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("preview", "P1", "--page", "1", "--out", "pages", "--workspace", root)
    assert result.stdout.startswith("pages/P1-good.small.01.png  ")
    assert list(files_of(tmp_path / "pages")) == ["P1-good.small.01.png"]


def test_a_faulty_leaflet(root: Path) -> None:
    run("preview", "P1", "--page", "1", "--workspace", root)
    before = files_of(root / "build")
    write(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("bold", "😀"))
    result = run("preview", "P1", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert "no font of the brand has the character" in result.stderr
    assert files_of(root / "build") == before


def test_unknown_names(root: Path) -> None:
    result = run("preview", "P2", "--layout", "smal", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert 'no leaflet is called "P2"' in result.stderr
    assert 'no layout is called "smal"\n  hint: did you mean "small"?' in result.stderr


def test_far_too_many_pixels(root: Path) -> None:
    layout = (root / "layouts" / "small.yaml").read_text("utf-8")
    write(root / "layouts" / "poster.yaml", layout.replace("size: a5", "size: [900, 900]"))
    result = run("preview", "P1", "--layout", "poster", "--page", "1", "--dpi", "600", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.endswith("  hint: choose a lower --dpi\n")
    assert pictures(root) == []
