"""The clinic's pages wear the brand's colours and typeface."""

import re
from pathlib import Path

from leafletgen.app.sheets.screen_style import FACES, face_file, screen_style
from leafletgen.library.workspace import Workspace
from tests.support.commands import ROOT, small_workspace


def test_the_style_has_the_brands_colours_for_both_screens_and_a_face_for_each_style() -> None:
    style = screen_style(Workspace(ROOT))
    assert "--primary: #0B4F6C;" in style
    assert "prefers-color-scheme: dark" in style
    assert re.findall(r'url\("/fonts/(\w+)\.ttf"\)', style) == list(FACES)


def test_a_face_is_the_file_that_the_brand_names_and_no_other() -> None:
    workspace = Workspace(ROOT)
    bold = ROOT / "assets" / "fonts" / "AtkinsonHyperlegibleNext-Bold.ttf"
    assert face_file(workspace, "bold") == bold.read_bytes()
    assert face_file(workspace, "../bold") is None
    assert face_file(workspace, "AtkinsonHyperlegibleNext-Bold") is None


def test_pages_keep_their_own_look_where_no_brand_can_be_read(tmp_path: Path) -> None:
    root = small_workspace(tmp_path / "w")
    brand = next((root / "assets" / "brands").glob("*/brand.yaml"))
    brand.write_text("name: 7\n", encoding="utf-8")
    workspace = Workspace(root)
    assert screen_style(workspace) == ""
    assert face_file(workspace, "bold") is None
