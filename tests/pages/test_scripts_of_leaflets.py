"""Leaflets with words of other scripts: what must be installed for them, and what English ones load."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from leafletgen.fonts import dividing, loading
from tests.languages.sampling import leaflet_text
from tests.support.building import ROOT, Workshop
from tests.support.processes import BOUND

#: What English leaflets do without: packages, and Unicode's tables. Only names of languages ask for shaped faces.
NOT_FOR_ENGLISH = {
    "uharfbuzz", "polib", "icu4py", "icu", "leafletgen.scripts.bidi", "leafletgen.scripts.line_breaks",
    "leafletgen.scripts.properties",
}  # fmt: skip
FOR_NAMES = {"leafletgen.fonts.shaped", "leafletgen.fonts.dividing", "leafletgen.fonts.noto"}


@pytest.fixture
def without_harfbuzz(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let HarfBuzz be missing, and faces be read anew."""
    loading._shaped.cache_clear()
    dividing._choice.cache_clear()
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    yield
    loading._shaped.cache_clear()
    dividing._choice.cache_clear()


@pytest.mark.usefixtures("without_harfbuzz")
def test_missing_package_is_told_with_what_to_install(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    built = workshop.build(workshop.add_text("P4400-ar", leaflet_text("ar")), "case")
    (error,) = [one for one in built.diagnostics if one.severity.value == "error"]
    assert built.path is None
    assert (error.code, error.hint) == ("package-missing", 'pip install "leafletgen[languages]"')
    assert "uharfbuzz is not installed" in error.message
    assert error.place is not None and error.place.file == "leaflets/P4400-ar.yaml"


@pytest.mark.usefixtures("without_harfbuzz")
@pytest.mark.parametrize("language", ["zh-Hans", "ti", "pl", "uk", "vi"])
def test_letters_that_stand_side_by_side_need_no_package(tmp_path: Path, language: str) -> None:
    workshop = Workshop(tmp_path)
    built = workshop.build(workshop.add_text(f"P4400-{language}", leaflet_text(language)), "case")
    assert "package-missing" not in {one.code for one in built.diagnostics}


def test_english_leaflets_load_nothing_of_other_scripts(tmp_path: Path) -> None:
    """Not for the names of languages either, in which one of them exists."""
    program = (
        "import sys\n"
        "from tests.support.building import Workshop\n"
        "from pathlib import Path\n"
        "workshop = Workshop(Path(sys.argv[1]))\n"
        "for path in workshop.add_starters():\n"
        "    if '.' not in path.stem:\n"
        "        built = workshop.build(path, 'a4-leaflet')\n"
        "        print(len(built.leaflet.also_in), built.pages > 0, *sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=BOUND,
    )
    *others, last = [line.split() for line in done.stdout.splitlines()]
    assert len(others) == 4
    for line in others:
        assert line[:2] == ["0", "True"]
        assert (NOT_FOR_ENGLISH | FOR_NAMES) & set(line) == set()
    assert last[:2] == ["6", "True"]
    assert NOT_FOR_ENGLISH & set(last) == set()
