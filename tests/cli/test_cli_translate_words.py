"""``leafletgen translate --words``: the file in which a language's fixed words are translated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leafletgen.cli.main import main
from leafletgen.languages.catalogue import FOLDER, catalogue_of, register_catalogues
from leafletgen.languages.po_writing import polib_module


@pytest.fixture(autouse=True)
def _none_brought() -> Iterator[None]:
    """Leave no catalogue behind."""
    yield
    register_catalogues([])


def words(root: Path, *options: str) -> Result:
    """Run the command in a workspace of its own."""
    for name in ("leaflets", "layouts", "assets"):
        (root / name).mkdir(exist_ok=True)
    return CliRunner().invoke(main, ["translate", "--words", *options, "--workspace", str(root)])


def test_a_new_language(tmp_path: Path) -> None:
    """The file has every entry with its English, room for each plural form, and nothing that is said already."""
    result = words(tmp_path, "ro")
    assert (result.exit_code, result.output.splitlines()[-1].endswith("texts to translate, to be checked by a native "
            "speaker")) == (0, True), result.output  # fmt: skip
    file = polib_module().pofile(str(tmp_path / "assets/languages/ro.po"))
    assert file.percent_translated() == 0 and len(file) > 230
    seconds = next(entry for entry in file if entry.msgctxt == "seconds")
    assert sorted(seconds.msgstr_plural) == [0, 1, 2] and "ask for that form" in seconds.comment


def test_a_shipped_language_is_there_to_be_corrected(tmp_path: Path) -> None:
    """The draft that is shipped comes as it is, with the questions of its maker."""
    result = words(tmp_path, "pl")
    assert result.exit_code == 0 and "all is translated, to be checked by a native speaker" in result.output
    assert (tmp_path / "assets/languages/pl.po").read_text(encoding="utf-8") == (FOLDER / "pl.po").read_text(
        encoding="utf-8"
    )


def test_what_is_translated_stays(tmp_path: Path) -> None:
    """Run again, the command keeps translations and own forms, marks what changed, and clears who reviewed it then."""
    path = tmp_path / "assets/languages/pl.po"
    words(tmp_path, "pl")
    text = path.read_text(encoding="utf-8").replace("X-Reviewed-By: ", "X-Reviewed-By: A Name")
    path.write_text(text, encoding="utf-8")
    result = words(tmp_path, "pl")
    assert path.read_text(encoding="utf-8") == text and result.output.endswith("all is translated\n")
    before = text.replace('msgid "Contents"', 'msgid "Content"') + '\nmsgctxt "gone"\nmsgid "Gone"\nmsgstr "Nie"\n'
    path.write_text(before, encoding="utf-8")
    result = words(tmp_path, "pl")
    assert "1 text to translate, 1 of them translated from other English, to be checked by a native" in result.output
    file = polib_module().pofile(str(path))
    entry = next(entry for entry in file if entry.msgctxt == "contents")
    assert (entry.msgid, entry.previous_msgid, entry.msgstr, entry.flags) == (
        "Contents", "Content", "Spis treści", ["fuzzy"])  # fmt: skip
    assert [entry.msgctxt for entry in file if entry.obsolete] == ["gone"]
    assert file.metadata["X-Reviewed-By"] == ""
    assert {entry.msgctxt for entry in file if ":" in (entry.msgctxt or "")} >= {"seconds:gen", "reps:po"}
    shipped = catalogue_of("pl")
    assert shipped is not None and shipped.words["contents"] == "Spis treści"


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        (["en-GB"], 2, "error: the words are English already"),
        (["x y"], 2, 'error: "x y" is no tag of a language'),
        (["ro", "--status"], 2, "error: --words stands alone"),
        (["ro", "P4400"], 2, "error: --words stands alone"),
        (["ro", "--dry-run"], 2, "error: --words stands alone"),
        (["ro", "--reviewed-by", "A translator"], 2, "error: --words stands alone"),
        (["he"], 0, 'warning: the plural forms of "he" are not known'),
    ],
)
def test_what_is_refused(tmp_path: Path, options: list[str], status: int, told: str) -> None:
    """A wrong language, or another task beside it, is told with what to do."""
    result = words(tmp_path, *options)
    assert (result.exit_code, told in result.output, "hint: " in result.output) == (status, True, True), result.output


def test_a_file_with_a_fault(tmp_path: Path) -> None:
    """A file that is no PO is told at its line, and left as it is."""
    path = tmp_path / "assets/languages/ro.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('msgid ""\nmsgstr ""\n\nhello\n', encoding="utf-8")
    result = words(tmp_path, "ro")
    assert (result.exit_code, "assets/languages/ro.po:4:1: error: this is no PO file" in result.output) == (1, True)
    assert "hello" in path.read_text(encoding="utf-8")
    path.write_bytes(b"\xff\xfe")
    assert "error: this file is not in UTF-8" in words(tmp_path, "ro").output
