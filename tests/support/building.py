"""Builds leaflets in a temporary workspace that has the repository's own layouts and brand."""

import shutil
from pathlib import Path
from typing import NamedTuple

from leafletgen.content.model.layout import Layout
from leafletgen.errors import Diagnostic, Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.pages.leaflet import compose_leaflet

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parents[1] / "cases"


class Built(NamedTuple):
    """A leaflet in a layout: a file, or no file and the reasons."""

    path: Path | None
    leaflet: LoadedLeaflet | None
    layout: Layout | None
    pages: int
    diagnostics: tuple[Diagnostic, ...]


class Workshop:
    """A workspace of its own, with a copy of layouts and brand; leaflets are added one by one."""

    def __init__(self, folder: Path) -> None:
        """Copy what every leaflet needs."""
        self.folder = folder
        for part in ("layouts", "assets"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(CASES / "case-layout.yaml", folder / "layouts" / "case.yaml")
        (folder / "leaflets" / "shared").mkdir(parents=True)
        self.output = folder / "out"
        self.output.mkdir()
        self.pictures = PictureStore(self.output / ".cache")

    def add_starters(self) -> list[Path]:
        """Bring in the starter leaflets and return their files."""
        shutil.copytree(ROOT / "leaflets", self.folder / "leaflets", dirs_exist_ok=True)
        return sorted((self.folder / "leaflets").glob("*.yaml"))

    def add_case(self, name: str) -> Path:
        """Bring in a case with its pictures, shared blocks and layouts, and return its leaflet's file."""
        source, target = CASES / name, self.folder / "leaflets" / name
        if not target.exists():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.txt", "shared", "layouts"))
            for part in ("shared", "layouts"):
                to = self.folder / part if part == "layouts" else self.folder / "leaflets" / "shared"
                for file in sorted((source / part).glob("*.yaml")):
                    shutil.copy(file, to)
        return target / "leaflet.yaml"

    def add_text(self, name: str, text: str) -> Path:
        """Write a leaflet and return its file."""
        path = self.folder / "leaflets" / f"{name}.yaml"
        path.write_text(text, "utf-8")
        return path

    def build(self, path: Path, layout_name: str, standard: str = "ua-1") -> Built:
        """Set a leaflet in a layout, whether it names it or not, in a standard."""
        report = Report()
        workspace = Workspace(self.folder)
        loaded = workspace.load_leaflet(path, report)
        layout = workspace.load_layout(layout_name, report)
        if loaded is None or layout is None:
            return Built(None, loaded, layout, 0, report.diagnostics)
        layout = layout.in_standard(standard)
        composed = compose_leaflet(loaded, layout, self.pictures, report)
        if composed is None:
            return Built(None, loaded, layout, 0, report.diagnostics)
        stem = path.parent.name if path.stem == "leaflet" else path.stem
        target = self.output / f"{stem}.{layout_name}{'' if standard == 'ua-1' else f'.{standard}'}.pdf"
        target.write_bytes(composed.data)
        return Built(target, loaded, layout, composed.pages, report.diagnostics)


def case_names() -> list[str]:
    """Return the names of all cases."""
    return sorted(path.parent.name for path in CASES.glob("*/leaflet.yaml"))


def layout_names() -> list[str]:
    """Return the names of the repository's layouts for any leaflet; one is for translations alone."""
    return sorted(path.stem for path in (ROOT / "layouts").glob("*.yaml") if path.stem != "bilingual")


def case_layouts(name: str) -> list[str]:
    """Return the layouts that a case is built in: that of the cases, its own, and the repository's."""
    own = sorted(path.stem for path in (CASES / name / "layouts").glob("*.yaml"))
    return ["case", *own, *layout_names()]
