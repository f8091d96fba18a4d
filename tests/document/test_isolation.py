"""Words of clinicians and brands inside right-to-left documents: each is an isolate, and nobody else is touched."""

from pathlib import Path

import pytest

from leafletgen.document.edition import fit
from leafletgen.languages.isolation import isolated, isolated_values
from tests.support.building import ROOT
from tests.support.commands import run

NOTE = "Call 01632 960 001 if unsure (10.30am)."


def test_values_are_isolated_in_right_to_left_languages_alone() -> None:
    """Line by line, and where there are letters; marks in a value cannot reach out of it."""
    assert isolated(NOTE, "ar") == f"\u2068{NOTE}\u2069"
    assert isolated("one.\ntwo.", "ur") == "\u2068one.\u2069\n\u2068two.\u2069"
    assert isolated("a\u2067b\u202ec", "fa") == "\u2068abc\u2069"
    assert isolated("01632 960 001", "ar") == "01632 960 001"
    for language in ("en-GB", "pl", "zh-Hans", "bn"):
        assert isolated(NOTE, language) == NOTE
    fields = {"brand.name": "Riverside (NHS)", "leaflet.number": "4400"}
    assert isolated_values(fields, "en-GB") is fields
    assert isolated_values(fields, "ar") == {"brand.name": "\u2068Riverside (NHS)\u2069", "leaflet.number": "4400"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\u2068Ann.\u2069", "\u2068Ann.\u2069"),
        ("x\u2068Ann. y", "xAnn. y"),
        ("x\u2069 y\u2068", "x y"),
        ("\u2068a\u2067b\u2069", "ab"),
        ("\u2068a\u202eb\u2069", "ab"),
        ("\u2068\u2068a\u2069\u2069", "\u2068a\u2069"),
    ],
)
def test_an_isolate_that_is_whole_is_fit_to_be_shown(text: str, kept: str) -> None:
    """Any other mark of direction is taken out, since it could turn what stands around it."""
    assert fit(text) == kept


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_a_note_keeps_its_full_stop_behind_it(tmp_path: Path, ending: str) -> None:
    """Notes, goals, names, roles and contacts of an Arabic sheet; an English one has no mark."""
    said = ["--for", "Sam Example (Mr)", "--note", NOTE, "--goal", "Walk, daily!", "--clinician", "Ann",
            "--note-for", "chin-tuck", "Slowly."]  # fmt: skip
    for language, marked in (("ar", True), ("en", False)):
        target = tmp_path / f"sheet.{ending}"
        made = run("sheet", "--pick", "chin-tuck", *said, "--language", language, "-o", target, "--no-defaults",
                   "--workspace", ROOT)  # fmt: skip
        assert made.exit_code == 0, made.stderr
        text = target.read_text("utf-8")
        assert ("\u2068Sam Example (Mr)\u2069" in text) is marked
        assert ("\u2068Walk, daily!\u2069" in text) is marked
        assert ("\u2068Slowly.\u2069" in text) is marked
        assert ("\u2068" in text) is marked
