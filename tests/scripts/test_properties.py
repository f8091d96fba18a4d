"""What a character is: its script, whether it is shaped, and what is one letter to a reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.scripts.properties import clusters, needs_shaping, script_of


@pytest.mark.parametrize(
    ("char", "script"),
    [
        ("a", "Latn"),
        ("ł", "Latn"),
        ("ї", "Cyrl"),
        ("ب", "Arab"),
        ("ক", "Beng"),
        ("ગ", "Gujr"),
        ("ਗ", "Guru"),
        ("क", "Deva"),
        ("க", "Taml"),
        ("ሰ", "Ethi"),
        ("ก", "Thai"),
        ("中", "Hani"),
        ("5", "Zyyy"),
        ("،", "Zyyy"),
        ("\u0301", "Zinh"),
        ("\u0378", "Zzzz"),
    ],
)
def test_script(char: str, script: str) -> None:
    assert script_of(char) == script


@pytest.mark.parametrize("text", ["مرحبا", "দ", "ગ", "ਗ", "क", "க", "ก", "ש", "x ك", "ﷺ"])
def test_shaped(text: str) -> None:
    assert needs_shaping(text)


@pytest.mark.parametrize("text", ["", "plain", "żółć", "Київ", "Giữ vận động", "“x” \u2013 5 °C", "中文", "\u00a0😀"])
def test_not_shaped(text: str) -> None:
    assert not needs_shaping(text)


@pytest.mark.parametrize(
    "parts",
    [
        ["a", "b"],
        ["e\u0301", "x"],
        ["\r\n", "x"],
        ["কি", "ন্তু"],  # a sign that stands before its letter, a stack of three
        ["क्षि", "प्र"],
        ["ர்", "கொ"],
        ["กำ", "ลั", "ง"],
        ["بِ", "لا"[:1], "لا"[1:]],
        ["👨‍👩‍👧", "🇬🇧", "👍🏽"],
    ],
)
def test_clusters(parts: list[str]) -> None:
    assert clusters("".join(parts)) == parts


@given(st.text())
def test_clusters_lose_nothing(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert all(clusters(text))
