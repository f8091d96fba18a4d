# ruff: noqa: RUF001 - commas and full stops of other scripts
"""Between sentences, names and hours, and after labels, stands what the language writes there."""

from __future__ import annotations

from pathlib import Path

import pytest

from leafletgen.document.element import Element, Role
from leafletgen.document.tables import as_rows
from leafletgen.languages.phrases import words_for
from tests.support.commands import run

ROOT = Path(__file__).resolve().parents[2]
OTHERS = {"ar": "العربية", "bn": "বাংলা", "cy": "Cymraeg", "pl": "Polski", "ur": "اردو", "zh-Hans": "简体中文"}


def leaflet(folder: Path, language: str) -> str:
    """Return the leaflet on mid-back pain as text on long lines."""
    source = f"leaflets/P4400-mid-back-pain.{language}.yaml"
    made = run("build", source, "--format", "text", "--columns", "200", "--out", folder, "--workspace", ROOT)
    assert made.exit_code == 0, made.stderr
    (path,) = folder.glob("*.txt")
    return path.read_text("utf-8")


def sheet(folder: Path, language: str) -> str:
    """Return a sheet of two exercises as text on long lines."""
    target = folder / "sheet.txt"
    picked = ("--pick", "chin-tuck", "--pick", "seated-rotation", "--language", language)
    made = run("sheet", *picked, "--columns", "200", "--no-defaults", "-o", target, "--workspace", ROOT)
    assert made.exit_code == 0, made.stderr
    return target.read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "label", "comma"),
    [
        ("ar", "هذه النشرة متوفرة أيضًا باللغات التالية: ", "، "),
        ("bn", "এই লিফলেট এসব ভাষাতেও পাওয়া যায়: ", ", "),
        ("cy", "Mae'r daflen hon ar gael hefyd yn yr ieithoedd hyn: ", ", "),
        ("pl", "Ta ulotka jest dostępna także w językach: ", ", "),
        ("ur", "یہ پرچہ ان زبانوں میں بھی دستیاب ہے: ", "، "),
        ("zh-Hans", "本资料还有以下语言版本：", "、"),
    ],
)
def test_names_of_languages_are_listed_as_the_language_lists(
    tmp_path: Path, language: str, label: str, comma: str
) -> None:
    names = ["English", *(name for tag, name in OTHERS.items() if tag != language)]
    said = " ".join(leaflet(tmp_path, language).split())
    assert f"{label}{comma.join(names)}" in said


@pytest.mark.parametrize(
    ("language", "hours"),
    [
        ("ar", "من الاثنين إلى الجمعة، 8:30 إلى 16:30، مغلق في العطل الرسمية"),
        ("ur", "پیر سے جمعہ، 8:30 سے 16:30، سرکاری چھٹیوں پر بند"),
        ("pl", "od poniedziałku do piątku, 8:30 do 16:30, nieczynne w dni świąteczne"),
        ("zh-Hans", "星期一至星期五，8:30至16:30、公共假日休息"),
    ],
)
def test_hours_are_listed_as_the_language_lists(tmp_path: Path, language: str, hours: str) -> None:
    said = "".join(one for one in leaflet(tmp_path, language) if one not in "\u2066\u2067\u2068\u2069")
    assert hours in " ".join(said.split())


def test_chinese_sentences_stand_without_spaces(tmp_path: Path) -> None:
    """Cautions, points to remember and the pain rule; no full stop, comma or colon has a space after it."""
    said = sheet(tmp_path, "zh-Hans")
    for mark in "。，：；、":
        assert f"{mark} " not in said, mark
    assert "眼睛保持水平，头不要倾斜。动作要小而轻柔。" in said
    assert "疼痛0到3分：继续做。您做得很好。" in said


@pytest.mark.parametrize("language", ["pl", "ar"])
def test_other_languages_keep_the_space_between_sentences(tmp_path: Path, language: str) -> None:
    two = {"pl": "się nie przechyla. Ruch ma być", "ar": "ولا تُمِل رأسك. اجعل الحركة"}
    assert two[language] in sheet(tmp_path, language)


@pytest.mark.parametrize(("language", "said"), [("", "Day: Mon"), ("zh-Hans", "Day：Mon"), ("ar", "Day: Mon")])
def test_what_heads_a_column_stands_before_its_cell(language: str, said: str) -> None:
    """In a table that became a list, as one does that is too wide."""
    table = Element(Role.TABLE)
    table.add(Role.HEAD).add(Role.ROW).add(Role.HEADER).say("Day")
    table.add(Role.ROWS).add(Role.ROW).add(Role.CELL).say("Mon")
    assert as_rows(table, words_for(language)).plain().strip() == said
