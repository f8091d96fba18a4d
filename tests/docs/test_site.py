"""The web site of the pages: mkdocs builds it without a warning, and it asks for nothing from elsewhere."""

import html
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.docs.markdown import DOCS, ROOT
from tests.support.processes import BOUND

ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe)\b[^>]*\bsrc=["']?(?:https?:)?//|<link\b[^>]*\bhref=["']?(?:https?:)?//|@import\b|url\(["']?(?:https?:)?//"""
)

pytestmark = pytest.mark.skipif(find_spec("mkdocs") is None, reason="mkdocs is not installed (extra [docs])")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=BOUND)
    assert result.returncode == 0, result.stderr
    return folder


def test_each_page_is_there(site: Path) -> None:
    wanted = {page.relative_to(DOCS).with_suffix(".html").as_posix() for page in DOCS.rglob("*.md")}
    made = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
    assert made - wanted <= {"404.html", "search.html"}
    assert wanted <= made


def test_it_asks_for_nothing_from_elsewhere(site: Path) -> None:
    asking = [
        (path.relative_to(site).as_posix(), found[0])
        for path in site.rglob("*")
        if path.suffix in (".html", ".css")
        for found in ELSEWHERE.finditer(path.read_text("utf-8"))
    ]
    assert asking == []


def test_tables_are_tables(site: Path) -> None:
    text = html.unescape((site / "reference" / "commands.html").read_text("utf-8"))
    assert "<td><code>--since CODE|DATE</code></td>" in text
    assert "<p>| " not in text
