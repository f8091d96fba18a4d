"""Leaflet codes: templates, round trips, order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.content.code import Code, CodeTemplate

TEMPLATE = CodeTemplate("{number}/{job}/{month}.{year}/VERSION{version}")


def test_the_parts_of_a_code() -> None:
    """Every field is read, month, year and version as numbers."""
    code = TEMPLATE.parse("P4396/2462/04.2023/VERSION1")
    assert code is not None
    assert (code.number, code.job, code.month, code.year, code.version) == ("P4396", "2462", 4, 2023, 1)
    assert code.issued == (2023, 4)
    assert str(code) == TEMPLATE.format(code) == "P4396/2462/04.2023/VERSION1"


@pytest.mark.parametrize(
    "text",
    ["", "P4396", "P4396/2462/13.2023/VERSION1", "P4396/2462/4.2023/VERSION1", "P4396/2462/04.2023/VERSION",
     "P4396/2462/04.2023/VERSION01", "P4396/2462/04.2023/VERSION1 ", "p/2/04.2023/version1",
     "P4396/2462/04x2023/VERSION1", "P4396/2462/04.2023/VERSION1\n"],
)  # fmt: skip
def test_what_does_not_fit(text: str) -> None:
    """The whole text must fit, and the dot is a dot."""
    assert TEMPLATE.parse(text) is None


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{number}/VER{version}", "2992/VER6"),
        ("PD{number}-PIL{job} v{version}", "PD4213-PIL1523 v7"),
        ("{number}_{month}_{year}", "GHPI0546_07_2023"),
        ("OMI {number}", "OMI 58962P"),
        ("({number}) [{year}] +*?{version}", "(A-1) [2026] +*?3"),
    ],
)
def test_templates_of_others(template: str, text: str) -> None:
    """Fields are optional; what stands between them is taken literally."""
    compiled = CodeTemplate(template)
    code = compiled.parse(text)
    assert code is not None
    assert compiled.format(code) == text
    assert compiled.parse(compiled.example) is not None


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("plain", "it has no field, such as {number}"),
        ("{number}{version}", "two fields touch; put a character between them"),
        ("{numer}", 'unknown field {numer}; did you mean "number"?'),
        ("{number}/{number}", "the field {number} stands twice"),
        ("{number", "a brace is not closed"),
    ],
)
def test_templates_that_cannot_be_used(template: str, message: str) -> None:
    """The fault is told in plain words."""
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        CodeTemplate(template)


def test_order_is_version_then_issue() -> None:
    """A later version comes after an earlier one, whenever that was issued."""
    texts = ["P1/1/05.2026/VERSION1", "P1/1/01.2024/VERSION2", "P1/1/02.2024/VERSION2"]
    codes = [TEMPLATE.parse(text) for text in texts]
    assert [str(code) for code in sorted(code for code in reversed(codes) if code)] == texts


def test_a_missing_field_is_told() -> None:
    """A code cannot be written without what the template wants."""
    with pytest.raises(ValueError, match="the code has no job"):
        TEMPLATE.format(Code(number="P1"))


WORD = st.from_regex(r"[A-Za-z0-9]{1,8}", fullmatch=True)
LITERAL = st.text(alphabet=st.sampled_from("/.-_ V()[]*+?^$|\\#&"), min_size=1, max_size=4)


@given(
    fields=st.permutations(["number", "job", "month", "year", "version"]),
    count=st.integers(1, 5),
    literals=st.lists(LITERAL, min_size=6, max_size=6),
    number=WORD,
    job=WORD,
    month=st.integers(1, 12),
    year=st.integers(1948, 2999),
    version=st.integers(0, 999),
)
def test_round_trip(
    fields: list[str],
    count: int,
    literals: list[str],
    number: str,
    job: str,
    month: int,
    year: int,
    version: int,
) -> None:
    """What a template writes it reads back, for any literal text; or it refuses to write it."""
    used = fields[:count]
    text = literals[0] + "".join(f"{{{name}}}{literals[n + 1]}" for n, name in enumerate(used))
    template = CodeTemplate(text)
    parts = {"number": number, "job": job, "month": month, "year": year, "version": version}
    code = Code(**{name: parts[name] for name in used})  # type: ignore[arg-type]
    try:
        written = template.format(code)
    except ValueError:
        return
    read = template.parse(written)
    assert read == code
    assert template.format(read) == written
