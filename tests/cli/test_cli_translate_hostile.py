"""``leafletgen translate --import`` of files that are broken, or lie: all is told, and nothing is written anywhere."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from leafletgen.errors import ExitCode
from tests.cli.test_cli_translate import _language_gone, _on
from tests.support.commands import files_of, run, small_workspace, write
from tests.translation.agency import LEAFLET, POLISH, W, returned


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small_workspace(tmp_path / "w")
    (root / "leaflets" / "P1-good.yaml").unlink()
    write(root / "leaflets" / "P7-care.yaml", LEAFLET)
    return root


def _sent(root: Path, suffix: str, *, change: Callable[[str, Any], None] | None = None) -> Path:
    path = root.parent / f"sent{suffix}"
    path.unlink(missing_ok=True)
    result = run("translate", "P7", "--alone", "--to", "pl", "--out", path, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr
    return returned(path, POLISH, change) if change is not None else returned(path)


def _refused(root: Path, path: Path, message: str, *more: str) -> Result:
    """Bring a file in that must be refused; nothing may be written, in the workspace or beside it."""
    before = files_of(root.parent)
    result = run("translate", "--import", path, "--workspace", root, *more)
    assert message in result.stderr, result.stderr
    assert (result.exit_code, result.stdout) == (ExitCode.CONTENT, "")
    assert files_of(root.parent) == before
    return result


_NO_TAGS = ["../../evil", "/tmp/evil", "..", "pl.", "a", "pl yaml", "x" * 300, "x-private", "{pl}", "ąę"]


@pytest.mark.parametrize("tag", _NO_TAGS, ids=range(len(_NO_TAGS)))
@pytest.mark.parametrize("suffix", [".xlf", ".po"])
def test_a_language_that_is_no_tag_names_no_file(root: Path, suffix: str, tag: str) -> None:
    path = _sent(root, suffix)
    text = path.read_text("utf-8").replace('target-language="pl"', f'target-language="{tag}"')
    path.write_text(text.replace("X-Target-Language: pl\\n", f"X-Target-Language: {tag}\\n"), "utf-8")
    result = _refused(root, path, "is no tag of a language")
    assert len(max(result.stderr.splitlines(), key=len)) < 120


@pytest.mark.parametrize(("suffix", "said"), [(".xlf", ' target-language="pl"'), (".po", "Language: pl")])
def test_a_file_without_a_language_is_told(root: Path, suffix: str, said: str) -> None:
    path = _sent(root, suffix)
    gone = "" if suffix == ".xlf" else "Team: pl"
    path.write_text(path.read_text("utf-8").replace(said, gone), "utf-8")
    _refused(root, path, "the file does not say to which language this is translated")


def test_a_tag_is_written_in_its_usual_letters(root: Path) -> None:
    path = _sent(root, ".xlf")
    path.write_text(path.read_text("utf-8").replace('target-language="pl"', 'target-language=" PL&#10;"'), "utf-8")
    assert run("translate", "--import", path, "--workspace", root).exit_code == ExitCode.OK
    assert [one.name for one in sorted((root / "leaflets").iterdir())] == ["P7-care.pl.yaml", "P7-care.yaml"]


def test_nothing_is_translated_to_its_own_language(root: Path) -> None:
    path = _sent(root, ".xlf")
    path.write_text(path.read_text("utf-8").replace('target-language="pl"', 'target-language="en"'), "utf-8")
    _refused(root, path, 'leaflets/P7-care.yaml is written in "en-GB" already')


def test_a_second_translation_to_a_language_is_told(root: Path) -> None:
    path = _sent(root, ".xlf")
    assert run("translate", "--import", path, "--workspace", root).stderr == ""
    path.write_text(path.read_text("utf-8").replace('target-language="pl"', 'target-language="pl_PL"'), "utf-8")
    result = run("translate", "--import", path, "--workspace", root)
    assert 'this is a translation to "pl-PL", beside leaflets/P7-care.pl.yaml' in result.stderr


@pytest.mark.parametrize(
    "name", ["..", "../P7-care", "P7", "leaflets/P7-care.yaml", "*", "", "P7-care.pl", "shared/P7-care"]
)
@pytest.mark.parametrize("suffix", [".xlf", ".po"])
def test_a_source_is_known_by_its_whole_name_alone(root: Path, suffix: str, name: str) -> None:
    path = _sent(root, suffix)
    path.write_text(path.read_text("utf-8").replace("leaflet:P7-care", f"leaflet:{name}"), "utf-8")
    _refused(root, path, f"there is no leaflet called {name} in this workspace")


@pytest.mark.parametrize(
    ("letters", "message"),
    [
        ("\x85", "U+0085"),
        ("\u2028", "U+2028"),
        ("\ufffd", "U+FFFD"),
        ("\ufdd0", "U+FDD0"),
        ("\U0001fffe", "U+1FFFE"),
        ("\u2066", "an isolate (U+2066 to U+2069) is begun and not ended"),
        ("\u2069\u2066", "an isolate (U+2066 to U+2069) is begun and not ended"),
        ("\u202e", "a mark of direction (U+202E) stands here"),
    ],
)
def test_letters_that_no_page_can_show_or_that_turn_it_round_are_refused(
    root: Path, letters: str, message: str
) -> None:
    path = _sent(root, ".xlf")
    path.write_text(path.read_text("utf-8").replace("Uwaga", f"Uw{letters}aga"), "utf-8")
    _refused(root, path, message)


@pytest.mark.parametrize("words", ["\u00a0", "\u200b", "\u3000\u200f", "\u2066\u2069"])
def test_a_text_in_which_nothing_is_seen_is_no_translation(root: Path, words: str) -> None:
    path = _sent(root, ".xlf")
    path.write_text(path.read_text("utf-8").replace(">Uwaga<", f">{words}<"), "utf-8")
    _refused(root, path, "this text has no translation")


@pytest.mark.parametrize(
    ("suffix", "old", "new", "message"),
    [
        (".xlf", 'version="1.2"', 'version="1.1"', "this is no XLIFF 1.2"),
        (
            ".xlf",
            "<target>Uwaga</target>",
            "<target>Uwaga</target><target>B</target>",
            "this text has two translations",
        ),
        (".xlf", "Uwaga", "&a;", "this is not valid XML"),
        (".po", 'msgstr "Uwaga"', 'msgstr "Uwaga', "this is no PO file in UTF-8 that can be read"),
        (".po", 'msgstr "Uwaga"', "msgstr Uwaga", "this is no PO file in UTF-8 that can be read"),
        (".po", 'msgstr "Uwaga"', "msgstr \"Uwaga'", "this is no PO file in UTF-8 that can be read"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(root: Path, suffix: str, old: str, new: str, message: str) -> None:
    path = _sent(root, suffix)
    text = path.read_text("utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new), "utf-8")
    result = _refused(root, path, message)
    told = next(one for one in result.stderr.splitlines() if message in one)
    assert int(told.split(":")[1]) in (line, line - 2 if "two" in message else 2 if "1.2" in message else line)


def test_a_table_that_lost_its_first_row_is_told(root: Path) -> None:
    def apart(_key: str, row: Any) -> None:
        for cell in row.getparent().find(f"{W}tr").findall(f"{W}tc"):
            cell.getparent().remove(cell)

    _refused(root, _sent(root, ".docx", change=apart), "no table of translations is in this file")
    _refused(root, _sent(root, ".docx", change=_on("title", _language_gone)), "does not say in its last cell")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("translates: P8\nsource: x\n", "is no translation of P7-care"),
        ("title: Mine\n", "is no translation of P7-care"),
        ("title: [Mine\n", "cannot be read"),
        ("- Mine\n", "cannot be read"),
    ],
)
def test_no_other_file_is_written_over(root: Path, text: str, message: str) -> None:
    write(root / "leaflets" / "P7-care.pl.yaml", text)
    _refused(root, _sent(root, ".po"), f"leaflets/P7-care.pl.yaml is there already, and {message}")


def test_a_file_of_no_encoding_is_not_written_over(root: Path) -> None:
    (root / "leaflets" / "P7-care.pl.yaml").write_bytes("translates: P7-care\ntitle: Ból\n".encode("iso8859-2"))
    _refused(root, _sent(root, ".po"), "leaflets/P7-care.pl.yaml is there already, and cannot be read")


@pytest.mark.parametrize("who", [" ", "no", "none", "~", "TBC", "not yet", "-", "x", "n/a", "yes"])
def test_a_word_for_nobody_is_no_reviewer(root: Path, who: str) -> None:
    result = run("translate", "--import", _sent(root, ".po"), "--reviewed-by", who, "--workspace", root)
    assert (result.exit_code, "names nobody who checked the translation" in result.stderr) == (ExitCode.USAGE, True)


def test_unfinished_texts_have_not_been_checked(root: Path) -> None:
    path = _sent(root, ".po")
    title = 'msgctxt "leaflet:P7-care|title"'
    path.write_text(path.read_text("utf-8").replace(title, f"#, fuzzy\n{title}"), "utf-8")
    _refused(root, path, "texts that are unfinished cannot have been checked: 1", "--reviewed-by", "A nurse")
    assert run("translate", "--import", path, "--workspace", root).exit_code == ExitCode.OK


def test_a_file_that_names_many_sources_is_read_in_no_time(root: Path) -> None:
    path = _sent(root, ".po")
    more = "".join(f'\nmsgctxt "leaflet:x{number}|t"\nmsgid "a"\nmsgstr "b"\n' for number in range(2000))
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    for number in range(40):  # what each look at the workspace would read again
        shutil.copy(root / "leaflets" / "P7-care.yaml", root / "leaflets" / f"P{100 + number}-care.yaml")
    _refused(root, path, "there is no leaflet called x1999 in this workspace")


def test_what_a_killed_run_left_is_cleared(root: Path) -> None:
    path = _sent(root, ".po")
    os.utime(write(root / "leaflets" / ".P7-care.pl.yaml.4000001.part", "translates: P7"), (0, 0))
    assert run("translate", "--import", path, "--workspace", root).exit_code == ExitCode.OK
    assert [one.name for one in sorted((root / "leaflets").iterdir())] == ["P7-care.pl.yaml", "P7-care.yaml"]


def test_every_file_that_cannot_be_read_is_told_at_once(root: Path) -> None:
    """Nothing of the others is written before all can be read."""
    files = [root / f"empty.{ending}" for ending in ("docx", "xlf", "po")]
    for file in files:
        file.write_bytes(b"")
    before = files_of(root)
    result = run("translate", "--import", *files, _sent(root, ".po"), "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    for file in files:
        assert file.name in result.stderr
    assert {name for name in files_of(root) if name.endswith(".yaml")} == {
        name for name in before if name.endswith(".yaml")
    }
