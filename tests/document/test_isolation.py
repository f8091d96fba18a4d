"""Words of clinicians and brands inside right-to-left documents: each is an isolate, and nobody else is touched."""

import re
from pathlib import Path

import pytest

from leafletgen.document.edition import fit
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.languages.isolation import isolated, isolated_values
from leafletgen.library.workspace import Workspace
from leafletgen.release.forms import write_form
from leafletgen.text.lines import filled
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


@pytest.mark.parametrize("language", ["en-GB", "pl", "zh-Hans", "bn"])
def test_a_name_from_right_to_left_turns_nothing_after_it(language: str) -> None:
    """In English too: "محمد 3" would be drawn with the number first; marks in a value reach nothing in any language."""
    assert isolated("محمد علي", language) == "\u2068محمد علي\u2069"
    assert isolated("\u202dמשה", language) == "\u2068משה\u2069"
    assert isolated("Zoë \u202eab\u2066", language) == "Zoë ab"
    assert isolated("Zoë", language) == "Zoë"
    assert isolated_values({"a": "محمد", "b": "Sam"}, language) == {"a": "\u2068محمد\u2069", "b": "Sam"}


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
        text = _marked(target.read_text("utf-8"))
        assert ("\u2068Sam Example (Mr)\u2069" in text) is marked
        assert ("\u2068Walk, daily!\u2069" in text) is marked
        assert ("\u2068Slowly.\u2069" in text) is marked
        assert ("\u2068" in text) is marked


def _marked(text: str) -> str:
    """The text of a form, with the marks of plain text where a web page has an element of its own direction."""
    return re.sub(r'<bdi dir="(?:ltr|rtl|auto)">([^<]*)</bdi>', "\u2068\\1\u2069", text)


def test_values_are_whole_in_each_line_of_a_plain_text() -> None:
    """A line of a message is a paragraph of its own: what is begun in it ends in it, and goes on in the next."""
    text = f"\u05d0 {isolated('Riverside Community Health and all who work in it', 'he')} \u05d0"
    lines = filled(text, 24)
    assert len(lines) > 2
    for line in lines:
        assert line.count("\u2068") == line.count("\u2069") == 1
    words = " ".join(lines).replace("\u2068", "").replace("\u2069", "").split()
    assert words == text.replace("\u2068", "").replace("\u2069", "").split()


@pytest.mark.parametrize("language", ["ar", "ur"])
def test_shipped_right_to_left_leaflets_are_written_in_every_form(language: str) -> None:
    """Each value that stands in a paragraph is whole."""
    report = Report()
    workspace = Workspace(ROOT)
    loaded = workspace.load_leaflet(ROOT / "leaflets" / f"P4400-mid-back-pain.{language}.yaml", report)
    assert loaded is not None, report.diagnostics
    for form in ("html", "text"):
        data = write_form(form, loaded, "", report, PictureStore(None))
        assert data is not None, report.diagnostics
        text = _marked(data.decode())
        assert "\u2068Riverside Community Health\u2069" in text
        assert text.count("\u2068") == text.count("\u2069") - text.count("\u2066")
