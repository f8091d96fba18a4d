"""The numbers that a telephone field dials, which are those that it prints."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.document.telephone import dialled
from tests.checker import structure
from tests.support.building import Workshop
from tests.support.proof import faults_of


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("01632 960 123", {"01632 960 123": "tel:01632960123"}),
        ("(01632) 960-123", {"(01632) 960-123": "tel:01632960123"}),
        ("01632\u00a0960\u2011123", {"01632\u00a0960\u2011123": "tel:01632960123"}),
        ("+44 1632 960 123", {"+44 1632 960 123": "tel:+441632960123"}),
        ("+44 (0)1632 960 123", {"+44 (0)1632 960 123": "tel:+441632960123"}),
        ("01632 960 123 ext 45", {"01632 960 123 ext 45": "tel:01632960123;ext=45"}),
        ("01632 960 123, Ext. 45", {"01632 960 123, Ext. 45": "tel:01632960123;ext=45"}),
        ("01632 960 123 extension 45", {"01632 960 123 extension 45": "tel:01632960123;ext=45"}),
        ("01632 960 123 x45", {"01632 960 123 x45": "tel:01632960123;ext=45"}),
        ("01632 960 123 (ext 45)", {"01632 960 123 (ext 45)": "tel:01632960123;ext=45"}),
        ("(01632 960 123)", {"01632 960 123": "tel:01632960123"}),
        (
            "01632 960 123 or 07700 900 124",
            {"01632 960 123": "tel:01632960123", "07700 900 124": "tel:07700900124"},
        ),
        ("01632 960 123/124", {"01632 960 123": "tel:01632960123"}),
        ("NHS 111", {"111": "tel:111"}),
        ("999", {"999": "tel:999"}),
        ("The desk: 01632 960 123, or NHS 111", {"01632 960 123": "tel:01632960123", "111": "tel:111"}),
        ("Samaritans: 116 123", {"116 123": "tel:116123"}),
        ("Childline 0800 1111", {"0800 1111": "tel:08001111"}),
        ("Textphone 18001 01632 960 123", {"18001 01632 960 123": "tel:1800101632960123"}),
        ("01632 960 123, fax 01632 960 124", {"01632 960 123": "tel:01632960123"}),
        ("01632 960 123, 9am to 5pm", {"01632 960 123": "tel:01632960123"}),
        ("01632 960 123 9am to 5pm", {"01632 960 123": "tel:01632960123"}),
        ("01632 960 123: Sam", {"01632 960 123": "tel:01632960123"}),
        ("01632 960 123.", {"01632 960 123": "tel:01632960123"}),
        ("01632 960 123 option 111", {"01632 960 123": "tel:01632960123"}),
        ("01632 960 123 extensions 45 and 46", {"01632 960 123": "tel:01632960123"}),
    ],
)
def test_numbers_dial_what_is_printed(text: str, links: dict[str, str]) -> None:
    """Each number in its usual ways of writing; the words around it dial nothing."""
    assert {words: target for words, target in dialled(text) if target} == links


@pytest.mark.parametrize(
    "text",
    [
        "Ask at the desk",
        "960 123",
        "ext 111",
        "bleep 111",
        "Level 1, bed 101",
        "112 High Street",
        "Fax: 01632 960 999",
        "0900-1700",
        "999 000 0018",
        "01632 960 123 9 to 5",
        "01632 960 000 01632 960 014",
        "01632 960 123-4",
        "01632 960 123456",
        "A01632 960 123",
        "01/02/2026",
        "£999",
        "\u0661\u0661\u0661",
    ],
)
def test_what_may_be_no_number_dials_nothing(text: str) -> None:
    """Times, dates, rooms, houses, digits of an unknown length, and several numbers that nothing parts."""
    assert dialled(text) == [(text, "")]


@given(st.text(alphabet="0123456789+()-. ,/:extorNHS1890\u00a0\n", max_size=40))
def test_stretches_are_the_text(text: str) -> None:
    """Nothing is lost or changed, and a link has no digits but those that are printed."""
    stretches = dialled(text)
    assert "".join(words for words, _ in stretches) == text
    for words, target in stretches:
        number = target.removeprefix("tel:").replace(";ext=", "")
        assert not target or re.sub(r"\D", "", words.replace("(0)", "", 1)) in (
            number.lstrip("+"),
            number.replace("0", "", 1),
        )


def test_no_text_takes_long() -> None:
    """Digits without end are read in one go."""
    assert dialled("1" * 100_000 + "a") == [("1" * 100_000 + "a", "")]
    assert dialled("1 " * 5_000 + "a")[0][1] == ""


LEAFLET = """code: P1000/1000/06.2025/VERSION1
title: Whom to phone
brand: riverside
layouts: [a4-leaflet]
department: desk
body:
  - "Call [NHS 111](tel:111), or [ask us](tel:01632960123;ext=45)."
"""


@pytest.mark.parametrize(
    ("language", "descriptions"),
    [
        (
            "en-GB",
            ["Telephone NHS 111", "Telephone 01632960123 ext 45", "Telephone 01632 960 123", "Telephone 116 123"],
        ),
        ("de", ["NHS 111", "01632960123 ext 45", "01632 960 123", "116 123"]),
    ],
)
def test_contact_block_dials(tmp_path: Path, language: str, descriptions: list[str]) -> None:
    """Each number of a department is a link that says what it dials; the words around it stay words."""
    workshop = Workshop(tmp_path)
    brand = workshop.folder / "assets" / "brands" / "riverside" / "brand.yaml"
    department = "departments:\n  desk: {name: Desk, phone: 01632 960 123 or 116 123 (nights)}\n"
    brand.write_text(brand.read_text("utf-8").replace("departments:\n", department), "utf-8")
    built = workshop.build(workshop.add_text("phone", LEAFLET + f"language: {language}\n"), "a4-leaflet")
    assert built.path is not None, built.diagnostics
    assert faults_of(built) == []
    with structure.read(built.path) as document:
        assert "Telephone: 01632 960 123 or 116 123 (nights)" in structure.reading_text(document)
        dialling = [one for one in document.annotations if (document.target(one) or "").startswith("tel:")]
        assert [str(one.source["/Contents"]) for one in dialling][:4] == descriptions
        assert [document.target(one) for one in dialling][2:4] == ["tel:01632960123", "tel:116123"]
