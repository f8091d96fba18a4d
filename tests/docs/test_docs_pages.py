"""Pages that people read: how long they are, where their links lead, and what must look alike on every reader."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest

from tests.docs import generate
from tests.docs.markdown import DOCS, ROOT, anchor, blocks, headings, links, name, pages, prose, site_anchor

PAGES = pages()


def test_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_bytes()) <= 8192


def test_pictures_are_small() -> None:
    pictures = sorted((DOCS / "images").glob("*.png"))
    assert 2 <= len(pictures) <= 4
    assert [picture.name for picture in pictures if picture.stat().st_size >= 120_000] == []


@pytest.mark.parametrize("page", generate.PAGES)
def test_generated_pages_are_those_that_are_committed(page: str) -> None:
    committed = (DOCS / "reference" / page).read_text("utf-8")
    assert committed == generate.PAGES[page](), 'renew them with "python -m tests.docs.generate"'


def test_every_page_of_the_reference_is_generated() -> None:
    assert {page.name for page in (DOCS / "reference").iterdir()} == set(generate.PAGES)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    assert list(dead_links(page)) == []


def dead_links(page: Path) -> Iterator[str]:
    """Yield the links within the repository that lead to no file, or to no heading of it."""
    for link in links(page.read_text("utf-8")):
        path, _, fragment = link.partition("#")
        if re.match(r"https?:|mailto:|tel:", link):
            continue
        target = (page.parent / path) if path else page
        known = map(anchor, headings(target.read_text("utf-8"))) if target.is_file() and fragment else [""]
        if not target.is_file() or fragment not in known:
            yield link


@pytest.mark.parametrize("page", [page for page in PAGES if DOCS in page.parents], ids=name)
def test_links_of_docs_stay_in_docs(page: Path) -> None:
    local = [link.partition("#")[0] for link in links(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in local if not (page.parent / link).resolve().is_relative_to(DOCS)] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_headings_have_one_anchor_on_a_code_host_and_on_the_site(page: Path) -> None:
    found = headings(page.read_text("utf-8"))
    assert [heading for heading in found if anchor(heading) != site_anchor(heading)] == []
    assert [each for each, count in Counter(map(anchor, found)).items() if count > 1] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_page_begins_with_its_one_title(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text.startswith("# ")
    assert len(re.findall(r"^# ", prose(text), re.MULTILINE)) == 1


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_readers_of_markdown_differ_about_is_not_used(page: Path) -> None:
    lines = prose(page.read_text("utf-8")).splitlines()
    joined = [
        line
        for before, line in pairwise(lines)
        if re.match(r"([-*]|1\.) ", line) and before and not re.match(r"([-*]|\d+\.) |\s", before)
    ]
    assert joined == [], "a list needs an empty line before it"
    indented = [line for line in page.read_text("utf-8").splitlines() if re.match(r" +```", line)]
    assert indented == [], "a block of code does not stand in a list"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_blocks_of_code_name_their_language(page: Path) -> None:
    found = list(blocks(page.read_text("utf-8")))
    assert [f"line {block.line}" for block in found if not block.language] == []


def dead_paths(page: Path) -> list[str]:
    """Return the files and folders of the repository that a page's sentences name, and that are not there."""
    named = re.findall(r"`((?:leafletgen|tests|\.ci|\.github)/[\w./-]*)`", prose(page.read_text("utf-8")))
    return [path for path in named if not (ROOT / path).exists()]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_files_that_pages_name_are_there(page: Path) -> None:
    assert dead_paths(page) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_modules_that_pages_run_are_there(page: Path) -> None:
    named = re.findall(r"python -m\s+(tests\.[\w.]+\w)", page.read_text("utf-8"))
    assert [module for module in named if find_spec(module) is None] == []


def test_architecture_tells_of_every_room() -> None:
    text = (DOCS / "develop" / "architecture.md").read_text("utf-8")
    told = re.findall(r"^\| `(\w+)(?:/|\.py)` \|", text, re.MULTILINE)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert told == [layer.removeprefix("leafletgen.") for layer in layers]
