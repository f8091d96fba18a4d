"""Workspaces: finding, including, merging, and names that may not become paths."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from leafletgen.content.fields import FIELDS, fill_template
from leafletgen.content.model.blocks import Card, Include, Paragraph, Picture
from leafletgen.errors import Report
from leafletgen.languages.dates import month_and_year
from leafletgen.languages.phrases import WORDS, words_for
from leafletgen.library.workspace import LoadedLeaflet, Workspace

ROOT = Path(__file__).parents[2]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
LEAFLET = """\
code: P1/22/01.2026/VERSION3
title: Back pain
brand: plain
layouts: [small, large]
review: 2027-04
department: physio
references:
  a1: A (2020).
body:
"""
BRAND = """\
name: Clinic
website: https://www.example.org
logo: {file: logo.svg, height_mm: 10, alt: Clinic}
colours:
  {primary: "#0B4F6C", on_primary: "#FFFFFF", tint: "#E9F2F5", ink: "#000000", paper: "#FFFFFF",
   heading: "#0B4F6C", link: "#0B4F6C", rule: "#4F8699", non_urgent: "#0B4F6C", urgent: "#8A4B00",
   emergency: "#B3261E", on_card: "#FFFFFF"}
fonts: {text: {name: F, regular: f.ttf, bold: f.ttf, italic: f.ttf, bold_italic: f.ttf}}
code: "{number}/{job}/{month}.{year}/VERSION{version}"
departments: {physio: {name: Physiotherapy, phone: 01632 960 000}}
statements: {copyright: "{brand.name} {leaflet.version}"}
"""
LAYOUT = """\
title: T
page: {size: a5, margins_mm: {top: 10, bottom: 10, left: 14, right: 14}}
body: {size: 12}
footer: {left: "{leaflet.code}", right: "Page {page} of {pages}"}
"""
Load = Callable[..., tuple[LoadedLeaflet | None, list[str]]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace."""
    files = {
        "leaflets/shared/flags.yaml": "body:\n  - card: {level: emergency, title: 'Call 999 if:', items: [x]}\n",
        "layouts/small.yaml": LAYOUT,
        "layouts/large.yaml": LAYOUT,
        "assets/brands/plain/brand.yaml": BRAND,
        "assets/brands/plain/logo.svg": SVG,
        "assets/fonts/f.ttf": "",
        "assets/images/hills.svg": SVG,
        "assets/images/poses/bridge.svg": SVG,
    }
    for name, text in files.items():
        path = tmp_path / "w" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "w"


@pytest.fixture
def load(root: Path) -> Load:
    """Return a function that loads a leaflet with this body."""

    def load_body(body: str, head: str = LEAFLET) -> tuple[LoadedLeaflet | None, list[str]]:
        if "{text:" not in head:
            head = head.replace("a1: A (2020).", "a1: {text: A (2020).}")
        path = root / "leaflets" / "P1-back.yaml"
        path.write_text(head + "  - Cited [@a1].\n" + body, encoding="utf-8")
        report = Report()
        loaded = Workspace(root).load_leaflet(path, report)
        return loaded, [str(found).removeprefix("leaflets/P1-back.yaml:") for found in report.diagnostics]

    return load_body


def test_a_leaflet_with_everything(load: Load, root: Path) -> None:
    """Brand, code, department, pictures, shared blocks and merge fields come together."""
    loaded, found = load("""\
  - heading: Why
    id: why
  - See {page:why}, [there](#why), call **{department.phone}**, {leaflet.review}, {leaflet.version}.
  - {image: poses/bridge.svg, alt: A bridge.}
  - include: flags
  - contact: physio
""")
    assert not found
    assert loaded is not None
    assert loaded.code.number == "P1"
    assert loaded.department is not None
    assert loaded.department.name == "Physiotherapy"
    assert (loaded.brand.identifier, loaded.stem) == ("plain", "P1-back")
    paragraph = loaded.body[2]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.plain() == "See , there, call 01632 960 000, April 2027, 3."
    assert [span.text for span in paragraph.text.spans if span.bold] == ["01632 960 000"]
    picture = loaded.body[3]
    assert isinstance(picture, Picture)
    assert picture.path == root / "assets" / "images" / "poses" / "bridge.svg"
    card = loaded.body[4]
    assert isinstance(card, Card)
    assert str(card.place) == "leaflets/shared/flags.yaml:2:5"
    assert not any(isinstance(block, Include) for block in loaded.body)
    assert [path.name for path in loaded.sources] == ["P1-back.yaml", "flags.yaml", "brand.yaml"]
    statement = loaded.statement("copyright")
    assert statement is not None
    assert statement.plain() == "Clinic 3"
    assert loaded.statement("feedback") is None
    assert loaded.brand.files["logo.svg"] == root / "assets" / "brands" / "plain" / "logo.svg"
    assert loaded.brand.files["f.ttf"].name == "f.ttf"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("  - heading: A\n    level: 2\n",
         ["11:5: error: the first heading has level 2\n  hint: the first heading of a leaflet has level 1"]),
        ("  - heading: A\n  - heading: B\n    level: 3\n",
         ["12:5: error: this heading has level 3, the one before it level 1\n"
          '  hint: write "level: 2", or a heading between the two']),
        ("  - heading: A\n    id: x\n  - heading: B\n    id: x\n",
         ['13:5: error: the id "x" stands twice, here and in leaflets/P1-back.yaml, line 11\n'
          "  hint: give each heading an id of its own"]),
        ("  - heading: A\n    id: why\n  - |\n    one\n    see [it](#wy) or {page:wh}\n",
         ['15:12: error: "#wy" leads nowhere: no heading has the id "wy"\n  hint: did you mean "why"?',
          '15:22: error: "{page:wh}" leads nowhere: no heading has the id "wh"\n  hint: did you mean "why"?']),
        ("  - Said [@a2].\n",
         ['11:10: error: nothing in "references:" is called "a2"\n  hint: known here: a1']),
        ("  - Call {department.fone}\n",
         ['11:10: error: unknown field "{department.fone}"\n  hint: did you mean "department.phone"?']),
        ("  - Mail {department.email}\n",
         ['11:10: error: the field "{department.email}" has no value here\n'
          '  hint: give the leaflet a "department:" that has email']),
        ("  - include: flag\n",
         ['11:14: error: no shared block is called "flag"\n  hint: did you mean "flags"?']),
        ("  - contact: phisio\n",
         ['11:14: error: the brand has no department "phisio"\n  hint: did you mean "physio"?']),
        ("  - {text: a, only: [smal]}\n",
         ['11:22: error: no layout is called "smal"\n  hint: did you mean "small"?']),
        ("  - {text: a, except: [txt]}\n",
         ['11:24: error: no layout is called "txt"\n  hint: did you mean "text"?']),
        ("  - {text: a, only: [screen]}\n",
         ['11:22: error: no layout is called "screen"\n  hint: known here: html, large, small, text']),
        ("  - {text: a, only: [small], except: [large]}\n",
         ['11:5: error: this block has "only" and "except"\n  hint: take one of the two away']),
        ("  - {image: hils.svg, alt: Two hills.}\n",
         ['11:13: error: the image "hils.svg" is not in leaflets or assets/images\n'
          '  hint: did you mean "hills.svg"?']),
        ("  - {image: Hills.svg, alt: Two hills.}\n",
         ['11:13: error: the image "Hills.svg" is not in leaflets or assets/images\n'
          '  hint: did you mean "hills.svg"?']),
        ("  - {image: bridge.svg, alt: A bridge.}\n",
         ['11:13: error: the image "bridge.svg" is not in leaflets or assets/images\n'
          '  hint: did you mean "poses/bridge.svg"?']),
        ("  - {image: ../../secret.svg, alt: A bridge.}\n",
         ['11:13: error: the image name "../../secret.svg" leads out of its folder\n'
          '  hint: a name has no ".."; put the file into assets/images']),
        ("  - {image: /etc/a.svg, alt: A bridge.}\n",
         ['11:13: error: the image name "/etc/a.svg" is not relative\n'
          "  hint: put the file into the workspace and give its name alone"]),
        ("  - {image: 'C:\\a.svg', alt: A bridge.}\n",
         ['11:13: error: the image name "C:\\a.svg" has a "\\"\n'
          '  hint: write folders with "/", which works on every system']),
        ("  - {image: 'C:/a.svg', alt: A bridge.}\n",
         ['11:13: error: the image name "C:/a.svg" is not relative\n'
          "  hint: put the file into the workspace and give its name alone"]),
        ("  - {image: hills.gif, alt: A bridge.}\n",
         ['11:13: error: "hills.gif" cannot be used as image\n'
          "  hint: use a file that ends in .svg or .png or .jpg or .jpeg"]),
    ],
)  # fmt: skip
def test_bad_references(load: Load, body: str, expected: list[str]) -> None:
    """What leads nowhere is told at its place."""
    loaded, found = load(body)
    assert loaded is None
    assert found == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("P1/22/01.2026/VERSION3", "P1/22/13.2026/VERSION3",
         ['1:7: error: the code "P1/22/13.2026/VERSION3" does not fit the brand\'s template '
          "{number}/{job}/{month}.{year}/VERSION{version}\n  hint: for example P4396/2462/04.2023/VERSION1"]),
        ("brand: plain", "brand: plane",
         ['3:8: error: no brand is called "plane"\n  hint: did you mean "plain"?']),
        ("[small, large]", "[small, larg]",
         ['4:18: error: no layout is called "larg"\n  hint: did you mean "large"?']),
        ("department: physio", "department: fizzio",
         ['6:13: error: the brand has no department "fizzio"\n  hint: known here: physio']),
        ("review: 2027-04", "cover: none.svg",
         ['5:8: error: the image "none.svg" is not in leaflets or assets/images\n'
          "  hint: known here: hills.svg, poses/bridge.svg"]),
        ("  a1: A (2020).", "  a1: {text: A (2020).}\n  b2: {text: B (2021).}",
         ['9:7: warning: the reference "b2" is never cited\n'
          "  hint: cite it in the text as [@b2], or take it out"]),
    ],
)  # fmt: skip
def test_bad_heads(load: Load, old: str, new: str, expected: list[str]) -> None:
    """Names in the head that lead nowhere are told at their place."""
    assert old in LEAFLET
    loaded, found = load("", LEAFLET.replace(old, new))
    assert found == expected
    assert (loaded is None) == ("error" in expected[0])


def test_layouts_are_checked_by_themselves(load: Load) -> None:
    """A link to what one layout leaves out is dead in that layout."""
    _, found = load("""\
  - {heading: A, id: a, only: [small]}
  - See [A](#a).
  - heading: B
  - {heading: C, level: 2, except: [small]}
  - {heading: D, level: 3, except: [large]}
""")
    assert found == [
        '12:11: error: "#a" leads nowhere: no heading in the layout large has the id "a"\n'
        '  hint: write "id: a" beside the heading',
        "15:5: error: this heading has level 3, the one before it level 1\n"
        '  hint: write "level: 2", or a heading between the two',
    ]


def test_faults_of_all_sorts_are_told_at_once(load: Load) -> None:
    """A missing picture, a dead link, a wrong code and an unknown field do not hide one another."""
    _, found = load(
        "  - {image: x.svg, alt: Two hills.}\n  - See [A](#a), {brand.nam}.\n  - {heading: B, level: 2}\n",
        LEAFLET.replace("VERSION3", "V3"),
    )
    assert [line.split(":")[0] for line in found] == ["1", "11", "12", "12", "13"]


def test_a_language_without_words(load: Load) -> None:
    """The fixed words are English then, and the leaflet says so."""
    loaded, found = load("", LEAFLET.replace("review: 2027-04", "language: nl"))
    assert loaded is not None
    assert found == [
        '5:11: warning: the fixed words of a page are not translated to "nl"; they are printed in English\n'
        "  hint: add them in assets/languages/nl.po"
    ]


def test_what_an_include_restricts(load: Load, root: Path) -> None:
    """`only` and `except` of an include hold for what it brings."""
    (root / "leaflets" / "shared" / "flags.yaml").write_text(
        "references: {s1: {text: S}}\nbody:\n  - one [@s1]\n  - {text: two, only: [small]}\n"
        "  - {text: three, except: [small]}\n  - {text: four, only: [large]}\n",
        encoding="utf-8",
    )
    loaded, found = load("  - {include: flags, only: [small]}\n")
    assert [(block.only, block.exclude) for block in (loaded.body if loaded else [])[1:]] == [
        (["small"], []),
        (["small"], []),
    ]
    # The third block prints nowhere, and no fault is made of that.
    assert found == []
    loaded, found = load("  - {include: flags, except: [small]}\n")
    assert [(block.only, block.exclude) for block in (loaded.body if loaded else [])[1:]] == [
        ([], ["small"]),
        ([], ["small", "small"]),
        (["large"], []),
    ]
    assert loaded is not None
    assert list(loaded.references) == ["a1", "s1"]


def test_an_include_has_no_include(load: Load, root: Path) -> None:
    """One level is enough, and cannot run in circles."""
    shared = root / "leaflets" / "shared" / "flags.yaml"
    shared.write_text("body:\n  - include: flags\n", encoding="utf-8")
    assert load("  - include: flags\n")[1] == [
        "leaflets/shared/flags.yaml:2:5: error: a shared block includes another one\n"
        "  hint: include both in the leaflet, one after the other"
    ]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_a_link_out_of_the_workspace(load: Load, root: Path) -> None:
    """A symbolic link does not lead out either, as a file or as a folder."""
    (root.parent / "secret.svg").write_text(SVG, encoding="utf-8")
    try:
        (root / "assets" / "images" / "out.svg").symlink_to(root.parent / "secret.svg")
        (root / "assets" / "images" / "up").symlink_to(root.parent)
        (root / "assets" / "images" / "in.svg").symlink_to(root / "assets" / "images" / "hills.svg")
    except OSError:
        pytest.skip("this system allows no symbolic links")
    for name in ("out.svg", "up/secret.svg"):
        assert load(f"  - {{image: {name}, alt: A bridge.}}\n")[1] == [
            f'11:13: error: the image "{name}" is a link that leads out of the workspace\n'
            "  hint: put a copy of the file into the workspace"
        ]
    assert load("  - {image: in.svg, alt: A bridge.}\n")[1] == []


def test_brand_faults_are_told_for_each_leaflet(root: Path) -> None:
    """A brand is read once; its faults come with every leaflet that uses it."""
    (root / "assets" / "brands" / "plain" / "logo.svg").unlink()
    (root / "assets" / "fonts" / "f.ttf").unlink()
    for number in (1, 2):
        path = root / "leaflets" / f"P{number}.yaml"
        path.write_text(LEAFLET.replace("a1: A (2020).", "a1: {text: A}") + "  - x [@a1]\n", encoding="utf-8")
    workspace = Workspace(root)
    for path in workspace.leaflet_files():
        report = Report()
        assert workspace.load_leaflet(path, report) is None
        assert str(report.diagnostics[0]).split("\n")[0] == (
            'assets/brands/plain/brand.yaml:3:14: error: the logo "logo.svg" is not in assets/brands/plain'
        )
        assert len(report.diagnostics) == 5


def test_an_absolute_font_is_the_brands_choice(root: Path, tmp_path: Path) -> None:
    """A system font may be named by its path; it must be there."""
    font = tmp_path / "system.ttf"
    font.write_bytes(b"")
    brand = root / "assets" / "brands" / "plain" / "brand.yaml"
    text = BRAND.replace("regular: f.ttf", f"regular: {font.as_posix()}")
    brand.write_text(text, encoding="utf-8")
    report = Report()
    loaded = Workspace(root).load_brand("plain", report)
    assert loaded is not None
    assert loaded.files[font.as_posix()] == font
    font.unlink()
    assert Workspace(root).load_brand("plain", report) is None
    assert report.diagnostics[0].message == f'there is no font "{font.as_posix()}"'


def test_template_fields_of_a_layout(root: Path) -> None:
    """An unknown field in a footer is an error of the layout."""
    path = root / "layouts" / "small.yaml"
    path.write_text(LAYOUT.replace("leaflet.code", "leaflet.cod"), encoding="utf-8")
    report = Report()
    assert Workspace(root).load_layout("small", report) is None
    assert [str(found) for found in report.diagnostics] == [
        'layouts/small.yaml:4:9: error: unknown field "{leaflet.cod}"\n  hint: did you mean "leaflet.code"?'
    ]
    layout = Workspace(root).load_layout("large", report)
    assert layout is not None
    assert layout.name == "large"
    assert Workspace(root).load_layout("larg", report) is None


def test_finding(root: Path, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace is found from inside; a leaflet by path, stem, number or code."""
    load("")
    path = root / "leaflets" / "P1-back.yaml"
    found = Workspace.find(root / "assets" / "images")
    assert found is not None
    assert found.root == root
    assert Workspace.find(root.parent) is None
    assert found.leaflet_files() == [path]
    assert found.layout_names() == ["large", "small"]
    assert found.brand_names() == ["plain"]
    monkeypatch.chdir(root / "leaflets")
    for selector in ("P1-back", "P1", "P1/22/01.2026/VERSION3", "leaflets/P1-back.yaml", "P1-back.yaml", str(path)):
        report = Report()
        assert found.find_leaflets([selector], report) == [path]
        assert not report.diagnostics
    report = Report()
    assert found.find_leaflets([], report) == [path]
    assert found.find_leaflets(["P1-bak", "P1"], report) == [path]
    assert [str(fault) for fault in report.diagnostics] == [
        'error: no leaflet is called "P1-bak"\n  hint: did you mean "P1-back"?'
    ]


def test_the_starter_workspace(tmp_path: Path) -> None:
    """Every starter leaflet, layout and brand loads without a fault, in a copy elsewhere as well."""
    for name in ("leaflets", "layouts", "assets"):
        shutil.copytree(ROOT / name, tmp_path / name)
    workspace = Workspace(tmp_path)
    report = Report()
    for path in workspace.leaflet_files():
        assert workspace.load_leaflet(path, report) is not None
    for name in workspace.layout_names():
        assert workspace.load_layout(name, report) is not None
    assert [str(found) for found in report.diagnostics] == []
    assert len(workspace.leaflet_files()) >= 5


def test_templates_and_words() -> None:
    """Templates are filled; words fall back to English."""
    assert fill_template("{leaflet.code} · {page}", {"leaflet.code": "P1"}) == "P1 · {page}"
    assert fill_template("{leaflet.strap}", {}) == ""
    assert month_and_year(2027, 4, "en-GB") == "April 2027"
    assert words_for("en-GB") is WORDS["en"]
    assert words_for("nl")["contents"] == "Contents"
    assert all(name.count(".") == 1 for name in FIELDS)
