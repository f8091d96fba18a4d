"""``leafletgen sheet --remember``: what a user's sheets say by themselves, where it is kept, and that no patient is."""

import os
import sys
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from leafletgen.system.user_folders import CONFIG, user_folder
from tests.support.commands import run_apart, sheet, write
from tests.support.processes import BOUND, Child
from tests.support.sheet_workspace import sheet_workspace, text_of

WHO = ("--clinician", "A Physio", "--role", "Physiotherapist", "--contact", "01632 960 000")
KEPT = """\
# What every exercise sheet of yours says, unless an option or the prescription says otherwise.
# Written by "leafletgen sheet"; you may change it. Nothing of a patient belongs in here.
clinician:
  name: "A Physio"
  role: "Physiotherapist"
  contact: "01632 960 000"
layout: words
person: walter
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that no test changes."""
    return sheet_workspace(tmp_path_factory.mktemp("defaults") / "w")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the defaults are kept during a test."""
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path / "config" / "leafletgen"))
    return tmp_path / "config" / "leafletgen" / "sheet.yaml"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return where a test writes."""
    return tmp_path / "out.pdf"


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {}, "/home/ann/.config/leafletgen"),
        ("linux", {"XDG_CONFIG_HOME": "/var/ann"}, "/var/ann/leafletgen"),
        ("linux", {"XDG_CONFIG_HOME": "relative"}, "/home/ann/.config/leafletgen"),
        ("darwin", {"XDG_CONFIG_HOME": "/var/ann"}, "/home/ann/Library/Application Support/leafletgen"),
        ("win32", {"APPDATA": "/users/ann/roaming"}, "/users/ann/roaming/leafletgen"),
        ("win32", {}, "/home/ann/AppData/Roaming/leafletgen"),
        ("linux", {"LEAFLETGEN_CONFIG": "/elsewhere", "XDG_CONFIG_HOME": "/var/ann"}, "/elsewhere"),
        ("linux", {"LEAFLETGEN_CONFIG": ""}, None),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of other systems are looked at")
def test_where_it_is(
    monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], expected: str | None
) -> None:
    for name in ("LEAFLETGEN_CONFIG", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ann"))
    assert user_folder(CONFIG) == (None if expected is None else Path(expected))


def test_tests_keep_away_from_the_user_s_own_file() -> None:
    assert user_folder(CONFIG) is None


def test_what_is_remembered_is_said_and_the_user_s_alone(root: Path, file: Path) -> None:
    said, errors = sheet(root, "--remember", *WHO, "--layout", "words", "--person", "walter")
    assert said == (
        f"remembered in {file}: clinician A Physio; role Physiotherapist; contact 01632 960 000; layout words; "
        "person walter\n"
    )
    assert errors == ""
    assert file.read_text("utf-8") == KEPT
    assert not (root / "build").exists(), "no exercise is named, so no sheet is made"
    if os.name != "nt":
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
    assert {each.name for each in file.parent.iterdir()} <= {"sheet.yaml", ".sheet.yaml.lock"}


def test_nothing_of_a_patient_is_remembered(root: Path, file: Path, out: Path, tmp_path: Path) -> None:
    path = write(
        tmp_path / "p.yaml",
        "patient: {name: Sam Example, nhs_number: 999 000 0018}\ngoal: Swim again\nexercises: [bridge]\nperson: lin\n"
        "clinician: {name: B Other}\n",
    )
    patient = ["--for", "Jo Sample", "--goal", "Walk to the shops", "--note", "Mind the kettle", "--date", "2026-11-21"]
    rest = ["--review", "2026-12-05", "--note-for", "bridge", "Slowly does it", "--pick", "bird-dog", "--diary", "2"]
    more = ["--programme", "neck", "--without", "chin-tuck", "--order", "given", "--brand", "riverside"]
    said, _ = sheet(root, path, "--remember", *WHO, *patient, *rest, *more, "-o", out)
    assert said.startswith(f"remembered in {file}: clinician A Physio; ")
    assert file.read_text("utf-8") == KEPT.partition("layout:")[0]
    assert "Jo Sample" in text_of(out), "the sheet is made as well"


def test_what_is_remembered_is_on_the_next_sheet(root: Path, file: Path, out: Path) -> None:
    write(file, KEPT)
    sheet(root, "--pick", "bridge", "-o", out)
    text = text_of(out)
    assert "Physiotherapist: A Physio, 01632 960 000" in text
    assert "EX08/" in text
    sheet(root, "--pick", "bridge", "--no-defaults", "-o", out)
    text = text_of(out)
    assert "Physio" not in text and "EX03/" in text


def test_who_is_drawn_is_remembered(root: Path, file: Path, tmp_path: Path) -> None:
    for name, person in (("a", "walter"), ("b", "joan")):
        write(file, f"person: {person}\n")
        sheet(root, "--pick", "bridge", "--date", "none", "-o", tmp_path / f"{name}.pdf")
    sheet(root, "--pick", "bridge", "--date", "none", "--person", "walter", "-o", tmp_path / "c.pdf")
    drawn = [(tmp_path / f"{name}.pdf").read_bytes() for name in "abc"]
    assert drawn[0] != drawn[1]
    assert drawn[0] == drawn[2], "an option comes first"


def test_prescriptions_and_options_come_before_it(root: Path, file: Path, out: Path, tmp_path: Path) -> None:
    write(file, KEPT)
    path = write(tmp_path / "p.yaml", "clinician: {name: B Other}\nlayout: sheet-1\nexercises: [bridge]\n")
    sheet(root, path, "-o", out)
    text = text_of(out)
    assert "B Other" in text and "EX01/" in text
    assert "01632" not in text.partition("Bridge")[0], "a contact is not that of somebody else"
    sheet(root, path, "--clinician", "C Third", "--role", "Nurse", "--layout", "sheet-3", "-o", out)
    text = text_of(out)
    assert "Nurse: C Third" in text and "EX03/" in text
    sheet(root, "--pick", "bridge", "--role", "Lead", "-o", out)
    assert "Lead: A Physio, 01632 960 000" in text_of(out)
    sheet(root, "--pick", "bridge", "--clinician", "", "-o", out)
    assert "Physio" not in text_of(out)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_it_is_on_every_sheet_of_a_file_of_patients(root: Path, file: Path, tmp_path: Path, jobs: str) -> None:
    write(file, KEPT)
    path = write(tmp_path / "patients.csv", "name,exercises,clinician\nSam Example,bridge,\nJo Sample,bridge,B Other\n")
    done = run_apart("sheet", "--from", path, "--jobs", jobs, "--out", tmp_path / "out", "--workspace", root)
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    first, second = (text_of(tmp_path / "out" / f"exercise-sheet-00{number}.pdf") for number in (1, 2))
    assert "A Physio, 01632 960 000" in first
    assert "B Other" in second and "A Physio" not in second
    assert file.read_text("utf-8") == KEPT


def test_one_is_changed_and_one_forgotten(root: Path, file: Path) -> None:
    write(file, KEPT)
    said, _ = sheet(root, "--remember", "--layout", "sheet-2", "--person", "", "--contact", "")
    assert said == f"remembered in {file}: clinician A Physio; role Physiotherapist; layout sheet-2\n"
    said, _ = sheet(root, "--remember", "--layout", "", "--clinician", "", "--role", "")
    assert said == f"nothing is remembered any more: {file} is gone\n"
    assert not file.exists()


def test_odd_characters_come_back_as_they_were(root: Path, file: Path, out: Path) -> None:
    sheet(root, "--remember", "--clinician", 'Zoë "Zed" #1: O\'Brien', "--contact", "- {x}: [y] \\n *z*")
    sheet(root, "--pick", "bridge", "-o", out)
    assert 'Zoë "Zed" #1: O\'Brien, - {x}: [y] \\n *z*' in text_of(out)


def test_a_summary_is_alone_on_the_output(root: Path, file: Path, out: Path) -> None:
    said, errors = sheet(root, "--remember", *WHO, "--pick", "bridge", "--summary", "-o", out)
    assert said.startswith("Exercises given on ")
    assert errors.startswith(f"remembered in {file}: ")


DAMAGED = {
    "layot: words\n": '1:1: error: unknown key\n  hint: did you mean "layout"?; put text with a comma in quotes\n',
    "patient: {name: Sam}\nlayout: words\n": "1:1: error: unknown key\n",
    "clinician: [Sam\n": "2:1: error: ",
    "person: [Sam]\n": '1:9: error: "person" must be ',
    "": "1:1: error: ",
}


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_is_told(root: Path, file: Path, out: Path, text: str) -> None:
    write(file, text)
    for options in (["--pick", "bridge", "-o", out], ["--remember", "--layout", "words"]):
        said, errors = sheet(root, *options, code=ExitCode.CONTENT)
        assert said == ""
        assert errors.startswith(f"{file.as_posix()}:{DAMAGED[text]}"), errors
        assert errors.endswith(
            "these are your defaults for sheets; --no-defaults makes a sheet without them, and with --remember writes "
            "them anew\n"
        )
        assert "Sam" not in errors
    assert not out.exists()
    assert file.read_text("utf-8") == text
    sheet(root, "--pick", "bridge", "--no-defaults", "-o", out)
    assert out.exists()
    sheet(root, "--remember", "--no-defaults", "--layout", "words")
    assert file.read_text("utf-8").endswith("in here.\nlayout: words\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("layout: gone\n", "1:9: warning: the layout that you keep is not in this workspace\n"),
        ("person: gone\n", "1:9: warning: the person that you keep is nobody who can be drawn\n"),
    ],
)
def test_a_name_that_is_not_in_this_workspace(root: Path, file: Path, out: Path, text: str, said: str) -> None:
    write(file, text)
    _, errors = sheet(root, "--pick", "bridge", "-o", out)
    assert errors == (
        f"{file.as_posix()}:{said}"
        "  hint: the usual one is taken; keep another with --remember, or leave yours out with --no-defaults\n"
    )
    assert "EX03/" in text_of(out)
    assert sheet(root, "--pick", "bridge", "--layout", "words", "--person", "lin", "-o", out)[1] == ""
    sheet(root, "--remember", "--contact", "01632 960 000")
    assert text in file.read_text("utf-8"), "what another workspace has stays remembered"


def test_a_new_clinician_does_not_keep_the_role_of_the_one_before(root: Path, file: Path) -> None:
    write(file, KEPT)
    said, _ = sheet(root, "--remember", "--clinician", "B Other", "--role", "Nurse")
    assert said == (
        f"remembered in {file}: clinician B Other; role Nurse; layout words; person walter\n"
        "no longer remembered, for it was of the clinician before: contact 01632 960 000\n"
    )
    said, _ = sheet(root, "--remember", "--clinician", "B Other", "--contact", "x")
    assert said == f"remembered in {file}: clinician B Other; role Nurse; contact x; layout words; person walter\n"


def drawn(root: Path, out: Path, *options: str) -> bytes:
    """Return a sheet as it is drawn."""
    sheet(root, *options, "--date", "none", "-o", out)
    return out.read_bytes()


def test_who_is_drawn_in_a_programme_comes_before_it(tmp_path: Path, file: Path, out: Path) -> None:
    root = sheet_workspace(tmp_path / "w")
    programme = root / "assets" / "programmes" / "hip.yaml"
    programme.write_text(programme.read_text("utf-8") + "person: leo\n", "utf-8")
    options = ("--programme", "hip", "--pick", "bird-dog")
    usual = drawn(root, out, *options)
    leo = drawn(root, out, *options, "--person", "leo")
    write(file, "person: leo\n")
    assert drawn(root, out, *options) == leo, "the others are drawn as remembered"
    assert drawn(root, out, *options, "--person", "") == usual
    write(file, "person: walter\n")
    assert drawn(root, out, *options) not in (usual, leo, drawn(root, out, *options, "--person", "walter"))


def test_nothing_is_lost_without_a_sheet(root: Path, file: Path, out: Path) -> None:
    options: list[str | Path] = [
        "--for",
        "Sam Example",
        "--note-for",
        "bridge",
        "x",
        "--nhs-number",
        "-",
        "-o",
        out,
        "--diary",
        "0",
    ]
    _, errors = sheet(root, "--remember", *WHO, *options, code=ExitCode.USAGE)
    assert errors == (
        "error: --remember alone makes no sheet, and --nhs-number, -o, --for, --note-for, --diary would be lost\n"
        "  hint: name exercises or a prescription as well, or leave out what is of one sheet\n"
    )
    assert not file.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_what_is_no_file_is_not_waited_for(root: Path, file: Path, out: Path) -> None:
    file.parent.mkdir(parents=True)
    os.mkfifo(file)
    _, errors = sheet(root, "--pick", "bridge", "-o", out, code=ExitCode.CONTENT)
    assert errors.startswith(f"error: {file.as_posix()} is not a file\n  hint: take away what stands in its place\n")


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_link_stays_one(root: Path, file: Path, tmp_path: Path) -> None:
    target = write(tmp_path / "dotfiles" / "mine.yaml", "layout: words\n")
    file.parent.mkdir(parents=True)
    file.symlink_to(target)
    sheet(root, "--remember", "--person", "lin")
    assert file.is_symlink()
    assert target.read_text("utf-8").endswith("layout: words\nperson: lin\n")
    file.unlink()
    file.symlink_to(file)
    assert "cannot be written" in sheet(root, "--remember", "--person", "lin", code=ExitCode.ENVIRONMENT)[1]


def test_two_at_once_both_stay(root: Path, file: Path) -> None:
    command = [sys.executable, "-m", "leafletgen", "sheet", "--workspace", str(root), "--remember"]
    given = [["--layout", "words"], ["--person", "lin"], ["--role", "Nurse"], ["--contact", "x"]]
    children = [Child([*command, *options]) for options in given]
    for child in children:
        with child:
            assert child.wait(BOUND) == ExitCode.OK
    assert file.read_text("utf-8").endswith('clinician:\n  role: "Nurse"\n  contact: "x"\nlayout: words\nperson: lin\n')


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--remember", "--pick", "bridge"], "error: --remember has nothing to keep\n"),
        (["--remember", "--layout", "sheet-9"], 'error: no layout is called "sheet-9"\n'),
        (["--remember", "--role", "a\x07"], "error: --role: a control character (U+0007)"),
        (
            ["--remember", "--clinician", "\uc774"],
            "error: no font of the brand has the character that stands in a ",
        ),
        (["--remember", "--person", "jon", "--role", "a\x07"], "error: --role: a control character (U+0007)"),
    ],
)
def test_what_cannot_be_remembered(root: Path, file: Path, options: list[str], said: str) -> None:
    _, errors = sheet(root, *options, code=ExitCode.USAGE)
    assert errors.startswith(said)
    assert not file.exists()


def test_a_user_without_a_folder(root: Path) -> None:
    _, errors = sheet(root, "--remember", "--layout", "words", code=ExitCode.ENVIRONMENT)
    assert errors == (
        "error: this user has no folder for settings\n  hint: name one in the variable LEAFLETGEN_CONFIG\n"
    )


def test_a_folder_that_cannot_be_written(root: Path, file: Path) -> None:
    write(file.parent.parent, "a file in its place")
    _, errors = sheet(root, "--remember", "--layout", "words", code=ExitCode.ENVIRONMENT)
    assert errors.startswith(f"error: {file}: sheet.yaml cannot be written: ")
