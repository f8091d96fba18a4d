"""Digits of other scripts: in dates alone, and where a brand wants them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from babel import Locale

from leafletgen.errors import Report
from leafletgen.languages.dates import month_and_year, spoken_date
from leafletgen.languages.digits import NATIVE, in_digits
from leafletgen.library.workspace import Workspace
from tests.library.test_library import BRAND, root

__all__ = ["root"]

LEAFLET = """\
title: ظهرك
code: P1/22/11.2026/VERSION1
brand: plain
layouts: [large]
language: ar
review: 2027-04
body: [نص.]
"""


@pytest.mark.parametrize("language", sorted(NATIVE))
def test_digits_are_those_of_the_language(language: str) -> None:
    """Ten digits in order, of the numbering system that CLDR calls the language's own."""
    assert [unicodedata.digit(letter) for letter in NATIVE[language]] == list(range(10))
    systems = {"Arabic-Indic": "arab", "Extended Arabic-Indic": "arabext", "Devanagari": "deva", "Bengali": "beng"}
    systems |= {"Gujarati": "gujr", "Gurmukhi": "guru", "Tamil": "tamldec", "Thai": "thai"}
    script = unicodedata.name(NATIVE[language][0]).removesuffix(" DIGIT ZERO").title()
    known = {name.title(): system for name, system in systems.items()}[script]
    if language != "prs":  # Babel has Dari under Farsi
        assert known.removesuffix("dec") == Locale.parse(language).other_numbering_systems["native"].removesuffix("dec")


def test_dates_have_them_where_they_are_asked_for() -> None:
    """Latin unless asked for; a language without digits of its own has Latin ones always."""
    assert spoken_date("2026-11-21", "ar") == "21 نوفمبر 2026"
    assert spoken_date("2026-11-21", "ar-EG", "native") == "٢١ نوفمبر ٢٠٢٦"
    assert month_and_year(2027, 4, "bn", "native") == "এপ্রিল ২০২৭"
    assert spoken_date("2026-11-21", "ur", "native") == "۲۱ نومبر ۲۰۲۶"
    assert month_and_year(2027, 4, "pl", "native") == "kwiecień 2027"
    assert spoken_date("2026-11-21", "zh-Hans", "native") == "2026年11月21日"
    assert in_digits("01632 960 123", "ar", "latin") == "01632 960 123"


def test_a_brand_asks_for_them(root: Path) -> None:
    """The dates of a leaflet are in them then, and its code is not."""
    (root / "assets/brands/plain/brand.yaml").write_text(f"{BRAND}digits: native\n", encoding="utf-8")
    (root / "leaflets/P1-x.yaml").write_text(LEAFLET, encoding="utf-8")
    report = Report()
    loaded = Workspace(root).load_leaflet(root / "leaflets/P1-x.yaml", report)
    assert loaded is not None, [str(one) for one in report.diagnostics]
    fields = loaded.fields
    assert (fields["leaflet.review"], fields["leaflet.issued"]) == ("أبريل ٢٠٢٧", "نوفمبر ٢٠٢٦")
    assert fields["leaflet.code"] == "P1/22/11.2026/VERSION1"
