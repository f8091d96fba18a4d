"""Sheets in another language: all of it is in that language, or there is no sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leafletgen.errors import Report
from leafletgen.figures.sides import alt_texts
from leafletgen.library.exercises import Exercises
from leafletgen.library.speaking import Speaking
from leafletgen.library.workspace import Workspace
from leafletgen.mail.parts import Mailbox
from leafletgen.patients.making import SheetMaker
from leafletgen.patients.settings import Options
from leafletgen.patients.sheet_messages import SheetMessages
from tests.support.commands import run
from tests.support.sheet_workspace import sheet_workspace, text_of
from tests.support.translated import MARK, reviewed_words, translate, translate_brand

EXERCISES = ("seated-rotation", "band-row", "bridge", "wrist-bend-up-down")
SIGNS = ("stop-neck", "stop-leg", "stop-arm", "red-flags-back")
NOTICE = "Draft translation. A native speaker must check it."
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with some exercises, their signs, a programme and the brand in Polish."""
    root = sheet_workspace(tmp_path / "clinic")
    for path in root.rglob("*.yaml"):
        if "." in path.stem:
            path.unlink()  # the translations that are shipped
    shared = root / "leaflets" / "shared"
    shared.mkdir()
    for path in (ROOT / "leaflets" / "shared").glob("*.yaml"):
        if "." not in path.stem:
            (shared / path.name).write_bytes(path.read_bytes())
            translate(shared / path.name, "shared")
    for name in EXERCISES:
        translate(root / "assets" / "exercises" / f"{name}.yaml", "exercise")
    translate_brand(root / "assets" / "brands" / "riverside")
    return root


def sheet(root: Path, *said: str) -> tuple[int, str, str, str]:
    """Make a sheet; return exit code, the words of its pages, and what was said on both ways out."""
    target = root / "sheet.pdf"
    target.unlink(missing_ok=True)
    made = run("sheet", *said, "-o", target, "--no-defaults", "--workspace", root)
    return made.exit_code, text_of(target) if target.exists() else "", made.stdout, made.stderr


def test_everything_on_a_sheet_is_in_its_language(root: Path) -> None:
    """Exercises, doses, signs, the brand's rules, the date; the record stays in the clinic's language."""
    code, words, record, said = sheet(root, "--pick", "seated-rotation", "--language", "pl", "--summary")
    assert code == 0, said
    for part in ("Seated rotation", "Sit tall with your feet flat", "Stop if you feel sharp pain"):
        assert f"{MARK}{part}" in words
    assert "Ćwicz dalej." in words
    assert "Zadzwoń pod 999." in words
    assert "30 listopada 2026" in words
    for english in ("Why:", "Remember:", "When to stop:", "Hold each", "Name", "once a day", "Questions?"):
        assert english not in words
    assert "1. Seated rotation. Start with 5 on each side." in record
    assert "Language: Polish" in record
    assert MARK not in record


def test_an_unchecked_sheet_says_so_in_both_languages_at_its_head_and_its_end(root: Path) -> None:
    """Once everything on it was checked, by whoever is named, it says so no more."""
    _, words, _, _ = sheet(root, "--pick", "seated-rotation", "--language", "pl")
    assert words.count(NOTICE) == 2
    reviewed_words(root, "pl")
    for path in (root / "leaflets" / "shared").glob("*.yaml"):
        if "." not in path.stem:
            translate(path, "shared", reviewed_by="J. Example")
    translate(root / "assets" / "exercises" / "seated-rotation.yaml", "exercise", reviewed_by="J. Example")
    _, words, _, _ = sheet(root, "--pick", "seated-rotation", "--language", "pl")
    assert words.count(NOTICE) == 2
    translate_brand(root / "assets" / "brands" / "riverside", reviewed_by="J. Example")
    _, words, _, _ = sheet(root, "--pick", "seated-rotation", "--language", "pl")
    assert NOTICE not in words
    _, words, _, _ = sheet(root, "--pick", "seated-rotation", "--pick", "band-row", "--language", "pl")
    assert words.count(NOTICE) == 2


def test_what_is_not_translated_is_refused_all_at_once(root: Path) -> None:
    """Each kind of it is told with what to do, and no sheet is made."""
    (root / "assets" / "brands" / "riverside" / "brand.pl.yaml").unlink()
    (root / "leaflets" / "shared" / "red-flags-back.pl.yaml").unlink()
    code, words, _, said = sheet(root, "--pick", "seated-rotation", "--pick", "clamshell", "--pick", "heel-raise",
                                 "--language", "pl")  # fmt: skip
    assert code != 0
    assert words == ""
    assert "not every exercise is translated to Polish: these are not: clamshell, heel-raise" in said
    assert "leafletgen translate clamshell heel-raise" in said
    assert 'what the brand "riverside" says on every page is not translated to Polish' in said
    assert "these shared blocks are not: red-flags-back" in said


def test_a_stale_translation_is_never_handed_out(root: Path) -> None:
    """Of an exercise, a sign or the brand's rules: the message says what changed."""
    for file, after, old, new, part in (
        ("assets/exercises/bridge.yaml", "", "stop: ", "stop: Please s", "stop"),
        ("leaflets/shared/red-flags-back.yaml", "sheet:", "both legs hurt", "one leg hurts", "head"),
        ("assets/brands/riverside/brand.yaml", "", "Call 999 for", "Call 999 at once for", "sheet"),
    ):
        path = root / file
        text = path.read_text("utf-8")
        at = text.index(old, text.index(after))
        path.write_text(text[:at] + new + text[at + len(old) :], "utf-8")
        code, words, _, said = sheet(root, "--pick", "bridge", "--language", "pl")
        assert (code != 0, words) == (True, ""), file
        assert f"is stale: what it translates changed since ({part})" in said
        path.write_text(text, "utf-8")
    assert sheet(root, "--pick", "bridge", "--language", "pl")[0] == 0


@pytest.mark.parametrize("said", ["pl", "Polish", "polski", "pl-PL"])
def test_the_language_is_a_tag_or_a_name(root: Path, said: str) -> None:
    """Whoever writes it need not know tags."""
    assert MARK in sheet(root, "--pick", "bridge", "--language", said)[1]


def test_an_unknown_language_is_told_with_those_that_there_are(root: Path) -> None:
    """English needs no translation."""
    code, words, _, said = sheet(root, "--pick", "bridge", "--language", "fr")
    assert (code, words) == (2, "")
    assert 'no exercise is translated to this language "fr"' in said
    assert "English (en-GB), Polish (pl)" in said
    english = sheet(root, "--pick", "bridge", "--language", "English")[1]
    assert english == sheet(root, "--pick", "bridge")[1]


def test_a_prescription_names_its_language(root: Path) -> None:
    """What the command says comes before it; a fault is told at its line."""
    path = root / "for-sam.yaml"
    path.write_text("patient: {name: Sam Example}\nexercises: [bridge]\nlanguage: pl\n", "utf-8")
    assert MARK in sheet(root, str(path))[1]
    assert MARK not in sheet(root, str(path), "--language", "en")[1]
    path.write_text("exercises: [clamshell]\nlanguage: pl\n", "utf-8")
    code, _, _, said = sheet(root, str(path))
    assert code == 1
    assert "for-sam.yaml:2:11: error: not every exercise is translated" in said
    path.write_text("exercises: [clamshell]\nlanguage: Sam-Example\n", "utf-8")
    code, _, _, said = sheet(root, str(path))
    assert code == 1
    assert "for-sam.yaml:2:11: error: no exercise is translated to this language" in said
    assert "Sam" not in said


def test_rows_of_a_clinic_have_languages_of_their_own(root: Path) -> None:
    """Sheets one after another share what is alike, and nothing between languages."""
    table = root / "patients.csv"
    rows = ["bridge,Polish", "bridge,", "bridge,pl", "bridge,English", "clamshell,pl", "bridge,Sam Example"]
    table.write_text("exercises,language\n" + "\n".join(rows) + "\n", "utf-8")
    out = root / "sheets"
    made = run("sheet", "--from", table, "--out", out, "--no-defaults", "--workspace", root, "--jobs", "1")
    assert made.exit_code == 1
    written = {path.name[-7:-4]: text_of(path) for path in sorted(out.glob("*.pdf"))}
    assert sorted(written) == ["001", "002", "003", "004"]
    assert written["001"] == written["003"] == sheet(root, "--pick", "bridge", "--language", "pl")[1]
    assert written["002"] == written["004"] == sheet(root, "--pick", "bridge")[1]
    assert "patients.csv:6" in made.stderr
    assert "patients.csv:7" in made.stderr
    assert "Sam" not in made.stderr


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_twins_are_in_the_language_too(root: Path, ending: str) -> None:
    """The web page says which it is."""
    target = root / f"sheet.{ending}"
    made = run("sheet", "--pick", "bridge", "--language", "pl", "-o", target, "--no-defaults", "--workspace", root)
    assert made.exit_code == 0, made.stderr
    text = target.read_text("utf-8")
    assert f"{MARK}Bridge" in text
    assert NOTICE in text
    assert ending == "txt" or 'lang="pl"' in text


def test_alt_texts_say_the_side_that_is_drawn(root: Path) -> None:
    """A translation has a sentence for each side, since words of other languages change with it."""
    library = Exercises(Workspace(root))
    report = Report()
    source = library.load("seated-rotation", report)
    assert source is not None
    spoken = Speaking(library, "pl").exercise(source, report)
    assert spoken is not None, report.diagnostics
    for side in ("left", "right"):
        english, polish = alt_texts(source.figure, side), alt_texts(spoken.figure, side)
        assert polish == [f"{MARK}{alt}" for alt in english]
    assert spoken.identifier == "seated-rotation"
    assert spoken.figure.start.pose is source.figure.start.pose


def test_the_load_of_a_dose_is_translated_and_a_typed_one_stays(root: Path) -> None:
    """The exercise's own words are in its translation; a clinician writes what the patient reads."""
    assert f"{MARK}a light band" in sheet(root, "--pick", "band-row", "--language", "pl")[1]
    typed = sheet(root, "--pick", "band-row:2x8,daily=1,load=gumowa", "--language", "pl")[1]
    assert "gumowa" in typed
    assert "light" not in typed


def test_an_exercise_that_is_translated_otherwise_than_it_is_built_is_refused(root: Path) -> None:
    """A step that is missing, a caution that is not there: told in the file of the translation."""
    path = root / "assets" / "exercises" / "bridge.pl.yaml"
    text = path.read_text("utf-8")
    start = text.index("cautions:")
    end = text.index("stop:")
    path.write_text(text[:start] + text[end:], "utf-8")
    code, words, _, said = sheet(root, "--pick", "bridge", "--language", "pl")
    assert (code != 0, words) == (True, "")
    assert "assets/exercises/bridge.pl.yaml" in said
    assert '"cautions" has 0 entries here' in said


def test_a_programme_is_named_in_the_language(root: Path) -> None:
    """With its aim and notes; without a translation there is no sheet that names it."""
    programme = root / "assets" / "programmes" / "two.yaml"
    programme.write_text(
        "name: Two\naim: To loosen.\nnotes: [Slowly.]\n"
        "exercises: [{exercise: bridge, note: Watch your back.}, band-row]\n",
        "utf-8",
    )
    code, _, _, said = sheet(root, "--programme", "two", "--language", "pl")
    assert code != 0
    assert "not every programme is translated to Polish: these are not: two" in said
    translate(programme, "programme")
    _, words, _, said = sheet(root, "--programme", "two", "--language", "pl")
    for part in ("Two", "Slowly.", "Watch your back."):
        assert f"{MARK}{part}" in words, said


def test_english_words_of_a_message_name_the_brand_in_english(root: Path) -> None:
    """What stands around the sheet is the template's; no sentence of it is half in the language of the sheet."""
    report = Report()
    maker = SheetMaker(Workspace(root), Options(picks=("bridge",), language="pl"))
    prepared = maker.prepare(None, report)
    assert prepared is not None
    assert next(iter(prepared.brand.departments.values())).name == "Fizjoterapia"
    message = SheetMessages(maker).message(prepared, b"%PDF", Mailbox("", "sam@example.com"), None, report)
    assert message is not None and report.diagnostics == ()
    said = " ".join(message.body.text.split())
    assert "You can phone Physiotherapy outpatients on 01632 960 000." in said
    assert MARK in said and "Fizjoterapia on" not in said


def test_each_side_of_an_exercise_has_the_note_of_its_own(root: Path) -> None:
    """An exercise that stands twice, for the left and the right, has two notes: neither stands for the other."""
    programme = root / "assets" / "programmes" / "two.yaml"
    programme.write_text(
        "name: Two\naim: To loosen.\nexercises:\n"
        "- {exercise: seated-rotation, dose: '10,side=left', note: No weight here.}\n"
        "- {exercise: seated-rotation, dose: '10,side=right', note: Pull hard.}\n",
        "utf-8",
    )
    made = translate(programme, "programme")
    code, words, _, said = sheet(root, "--programme", "two", "--language", "pl")
    assert code == 0, said
    assert words.count(f"{MARK}No weight here.") == words.count(f"{MARK}Pull hard.") == 1
    text = made.read_text("utf-8")
    made.write_text(re.sub(r"\n +note: .*Pull hard\..*", "", text), "utf-8")
    assert made.read_text("utf-8") != text
    code, words, _, said = sheet(root, "--programme", "two", "--language", "pl")
    assert (code != 0, words) == (True, "")
    assert '"note" of "seated-rotation" is missing: assets/programmes/two.yaml has it' in said
