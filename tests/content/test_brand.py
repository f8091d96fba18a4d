"""Brands: contrast, code template, departments."""

from __future__ import annotations

from pathlib import Path

import pytest

from leafletgen.content.colour import Colour
from leafletgen.content.model.brand import CONTRASTS, Brand
from leafletgen.errors import Place, Report
from leafletgen.source.yaml import parse_source

PLACE = Place("b.yaml", 1, 1)
RIVERSIDE = Path(__file__).parents[2] / "assets" / "brands" / "riverside" / "brand.yaml"


def read(text: str) -> tuple[Brand | None, list[str]]:
    """Read a brand, and return all diagnostics."""
    report = Report()
    root = parse_source(text, "b.yaml", report)
    assert root is not None
    return Brand.read(root, report), [str(found) for found in report.diagnostics]


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#FFFFFF", 21), ("#005EB8", "#ffffff", 6.38), ("#009639", "#FFFFFF", 3.87),
     ("#FAE100", "#FFFFFF", 1.33), ("#231F20", "#FFFFFF", 16.30), ("#123456", "#123456", 1)],
)  # fmt: skip
def test_contrast(first: str, second: str, ratio: float) -> None:
    """The ratios that the NHS palette's table gives, in both directions."""
    one, two = Colour(first, PLACE), Colour(second, PLACE)
    assert one.contrast(two) == two.contrast(one) == pytest.approx(ratio, abs=0.005)


def test_riverside() -> None:
    """The starter brand is whole and fictitious."""
    text = RIVERSIDE.read_text(encoding="utf-8")
    brand, found = read(text)
    assert not found
    assert brand is not None
    assert brand.colours.primary.rgb == pytest.approx((11 / 255, 79 / 255, 108 / 255))
    assert brand.colours.primary.hex == "#0B4F6C"
    assert brand.code.parse("P4396/2462/04.2023/VERSION1") is not None
    assert brand.departments["physiotherapy"].phone == "01632 960 000"
    assert brand.statements.copyright is not None
    assert brand.statements.copyright.spans[1].field == "brand.name"
    for department in brand.departments.values():
        assert (department.phone or "").startswith("01632 960 ")
        assert (department.email or "").endswith(".example.org")


@pytest.mark.parametrize(("first", "second", "needed"), CONTRASTS)
def test_every_pair_is_checked(first: str, second: str, needed: float) -> None:
    """A colour equal to its ground is an error for each pair."""
    text = RIVERSIDE.read_text(encoding="utf-8")
    lines = text.split("\n")
    colours = {
        line.split(":")[0].strip(): number
        for number, line in enumerate(lines)
        if line.startswith("  ") and '"#' in line
    }
    ground = lines[colours[second]].split(": ")[1]
    lines[colours[first]] = f"  {first}: {ground}"
    _, found = read("\n".join(lines))
    hexadecimal = ground.strip('"')
    place = f"b.yaml:{colours[first] + 1}:{len(first) + 5}"
    start = f"{place}: error: {first} {hexadecimal} on {second} {hexadecimal} has a contrast of 1.00:1; "
    start += f"it needs {needed:g}:1"
    assert any(line.startswith(start) for line in found)


def test_a_ratio_just_too_low_is_not_rounded_up() -> None:
    """4.498 is shown as 4.49 and refused."""
    text = RIVERSIDE.read_text(encoding="utf-8").replace('ink: "#1D2529"', 'ink: "#777777"')
    _, found = read(text)
    assert found[0] == (
        "b.yaml:19:8: error: ink #777777 on paper #FFFFFF has a contrast of 4.47:1; it needs 4.5:1\n"
        '  hint: make ink darker, or paper lighter; the nearest that passes everywhere: ink: "#6D6D6D"'
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"#0B4F6C"\n  on_primary', "#0B4F6C\n  on_primary", 'b.yaml:16:11: error: "primary" has no value'),
        ('"#0B4F6C"\n  on_primary', "teal\n  on_primary",
         'b.yaml:16:12: error: "primary" must be a colour as #RRGGBB in quotes, not "teal"'),
        ("VERSION{version}", "VERSION{vers}",
         'b.yaml:44:7: error: the code template "{number}/{job}/{month}.{year}/VERSION{vers}" cannot be used: '
         'unknown field {vers}; did you mean "version"?'),
        ("email: physiotherapy@riverside.example.org", "email: physiotherapy",
         'b.yaml:53:12: error: "email" must be an e-mail address, not "physiotherapy"'),
        ("height_mm: 10", "height_mm: tall",
         'b.yaml:10:14: error: "height_mm" must be a number from 3 to 60 (mm), not "tall"'),
    ],
)  # fmt: skip
def test_bad_brands(old: str, new: str, expected: str) -> None:
    """Each fault is told at its place."""
    text = RIVERSIDE.read_text(encoding="utf-8")
    assert old in text
    _, found = read(text.replace(old, new))
    assert [line.split("\n")[0] for line in found] == [expected]
