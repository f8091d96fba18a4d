"""``leafletgen new``: files to fill in that build as they are, and overwrite nothing."""

import os
import re
from pathlib import Path

import pytest

from leafletgen.content.code import CodeTemplate
from leafletgen.errors import ExitCode, Report
from leafletgen.library.emails import read_our_email_template
from leafletgen.library.workspace import Workspace
from tests.support.commands import BRAND, files_of, run, small_workspace, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace."""
    return small_workspace(tmp_path / "w")


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """Return the workspace that init makes."""
    run("init", tmp_path / "starter")
    return tmp_path / "starter"


def check_builds(root: Path, *leaflets: str) -> None:
    """Check that leaflets build without so much as a warning; ``--strict`` would refuse them as drafts."""
    built = run("build", *leaflets, "--workspace", root)
    assert (built.exit_code, built.stderr) == (ExitCode.OK, "")
    assert list((root / "build").glob("*.DRAFT.pdf"))


def test_a_leaflet_builds_as_it_is(starter: Path) -> None:
    result = run("new", "leaflet", "P4401-neck-pain", "--workspace", starter)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    text = (starter / "leaflets" / "P4401-neck-pain.yaml").read_text("utf-8")
    assert re.search(r"(?m)^code: P4401/2462/[01][0-9]\.20[0-9]{2}/VERSION1 ", text)
    assert "\ntitle: Neck pain " in text
    assert "\nbrand: riverside " in text
    assert "\ndepartment: physiotherapy\n" in text
    assert "@" not in re.sub(r"\[@nice\]|\S+@example", "", text)
    built = run("build", "P4401", "--workspace", starter)
    assert (built.exit_code, built.stderr) == (ExitCode.OK, "")
    assert len([name for name in files_of(starter / "build") if name.startswith("P4401-neck-pain.")]) == 3


def test_a_leaflet_in_a_workspace_with_other_layouts(root: Path) -> None:
    assert run("new", "leaflet", "neck", "--workspace", root).exit_code == ExitCode.OK
    text = (root / "leaflets" / "neck.yaml").read_text("utf-8")
    assert "layouts: [small]" in text
    assert "code: P2/" in text, "the number after the highest one"
    check_builds(root, "neck")


@pytest.mark.parametrize("template", ["{number}-v{version}", "{year}.{month}", "LEAFLET {number}", "{version}"])
def test_the_code_fits_the_brand(root: Path, template: str) -> None:
    brand = BRAND.replace("{number}/{job}/{month}.{year}/VERSION{version}", template)
    write(root / "assets" / "brands" / "plain" / "brand.yaml", brand)
    (root / "leaflets" / "P1-good.yaml").unlink()
    assert run("new", "leaflet", "K12-knee", "--workspace", root).exit_code == ExitCode.OK
    code = re.search(r"(?m)^code: '?([^'\n]*?)'?  #", (root / "leaflets" / "K12-knee.yaml").read_text("utf-8"))
    assert code is not None
    parsed = CodeTemplate(template).parse(code[1])
    assert parsed is not None
    assert parsed.number == ("K12" if "{number}" in template else None)
    check_builds(root)


def test_a_brand_without_departments(root: Path) -> None:
    brand = BRAND[: BRAND.index("departments:")] + BRAND[BRAND.index("statements:") :]
    write(root / "assets" / "brands" / "plain" / "brand.yaml", brand)
    assert run("new", "leaflet", "knee", "--workspace", root).exit_code == ExitCode.OK
    check_builds(root, "knee")


@pytest.mark.parametrize("title", ["no", "True", "12", "2024-01-02"])
def test_a_name_that_yaml_may_take_for_something_else(root: Path, title: str) -> None:
    assert run("new", "leaflet", title, "--workspace", root).exit_code == ExitCode.OK
    check_builds(root)


def test_which_brand(root: Path) -> None:
    run("new", "brand", "second", "--workspace", root)
    result = run("new", "leaflet", "knee", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr == "error: there is more than one brand\n  hint: choose one with --brand: plain, second\n"
    unknown = run("new", "leaflet", "knee", "--brand", "secnd", "--workspace", root)
    assert unknown.exit_code == ExitCode.USAGE
    assert unknown.stderr == 'error: no brand is called "secnd"\n  hint: did you mean "second"?\n'
    assert not (root / "leaflets" / "knee.yaml").exists()
    assert run("new", "leaflet", "knee", "--brand", "second", "--workspace", root).exit_code == ExitCode.OK
    check_builds(root, "knee")


def test_a_faulty_brand_or_none(root: Path) -> None:
    write(root / "assets" / "brands" / "plain" / "brand.yaml", BRAND.replace("name: Clinic", "nam: Clinic"))
    result = run("new", "leaflet", "knee", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert 'unknown key "nam"' in result.stderr
    (root / "assets" / "brands" / "plain" / "brand.yaml").unlink()
    result = run("new", "leaflet", "knee", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert 'hint: begin one with "leafletgen new brand NAME"' in result.stderr


def test_no_layouts(root: Path) -> None:
    (root / "layouts" / "small.yaml").unlink()
    result = run("new", "leaflet", "knee", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert "there are no layouts" in result.stderr


def test_a_brand_works_as_it_is(starter: Path) -> None:
    result = run("new", "brand", "north-trust", "--workspace", starter)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    folder = starter / "assets" / "brands" / "north-trust"
    assert sorted(path.name for path in folder.iterdir()) == ["brand.yaml", "logo-reversed.svg", "logo.svg"]
    text = (folder / "brand.yaml").read_text("utf-8")
    assert "\nname: North trust\n" in text
    assert "@" not in text.replace("your-team@example.org", "")
    run("new", "leaflet", "knee", "--brand", "north-trust", "--workspace", starter)
    assert "\ncode: P4401/" in (starter / "leaflets" / "knee.yaml").read_text("utf-8")
    path = starter / "leaflets" / "P4399-exercise-and-your-lower-back.yaml"
    write(path, path.read_text("utf-8").replace("brand: riverside", "brand: north-trust"))
    built = run("build", "P4399", "--workspace", starter)
    assert built.exit_code == ExitCode.OK, built.stderr


def test_a_brand_brings_the_fonts_that_are_missing(root: Path) -> None:
    kept = root / "assets" / "fonts" / "AtkinsonHyperlegibleNext-Bold.ttf"
    before = kept.stat().st_mtime_ns
    assert not (root / "assets" / "fonts" / "NotoSans-Bold.ttf").exists()
    assert run("new", "brand", "second", "--workspace", root).exit_code == ExitCode.OK
    assert (root / "assets" / "fonts" / "NotoSans-Bold.ttf").is_file()
    assert kept.stat().st_mtime_ns == before
    assert run("list", "brands", "--workspace", root).exit_code == ExitCode.OK


@pytest.mark.parametrize("name", ["P1-good", "p1-GOOD"])
def test_a_leaflet_is_never_overwritten(root: Path, name: str) -> None:
    before = files_of(root)
    result = run("new", "leaflet", name, "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr == 'error: there is a leaflet called "P1-good" already\n  hint: choose another name\n'
    assert files_of(root) == before


@pytest.mark.parametrize("name", ["plain", "Plain"])
def test_a_brand_is_never_overwritten(root: Path, name: str) -> None:
    before = files_of(root)
    assert run("new", "brand", name, "--workspace", root).exit_code == ExitCode.USAGE
    assert files_of(root) == before


@pytest.mark.parametrize("name", ["sheet", "leaflet", "protected", "reminder"])
def test_an_email_works_as_it_is(root: Path, name: str) -> None:
    result = run("new", "email", name, "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    report = Report()
    workspace = Workspace(root)
    brand = workspace.load_brand("plain", report)
    assert brand is not None
    template = workspace.load_email_template(brand, name, report)
    assert template is not None and not report.diagnostics
    assert template.brand == "plain"
    ours = read_our_email_template(name if name != "reminder" else "sheet", report)
    assert ours is not None
    assert repr(template) == repr(ours)
    text = (root / "assets" / "brands" / "plain" / "emails" / f"{name}.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../../.schema/email.json\n")
    again = run("new", "email", name.upper(), "--workspace", root)
    assert again.exit_code == ExitCode.USAGE
    assert again.stderr.startswith(f'error: there is an e-mail template called "{name}" already\n')


NAMES = [
    "../x",
    "a/b",
    "a\\b",
    "/x",
    "x.yaml",
    "a b",
    "é",
    "-x",
    "x-",
    "a--b",
    "",
    ".",
    "..",
    "a_b",
    "x\n",
    "😀",
    "CON",
    "lpt1",
]


@pytest.mark.parametrize("what", ["leaflet", "brand", "email", "exercise", "programme"])
@pytest.mark.parametrize("name", NAMES)
def test_names_that_cannot_be(root: Path, what: str, name: str) -> None:
    before = files_of(root.parent)
    result = run("new", what, "--workspace", root, "--", name)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.startswith("error: ")
    assert "\n  hint: " in result.stderr
    assert files_of(root.parent) == before


def test_a_hint_with_a_name_that_can_be(root: Path) -> None:
    result = run("new", "leaflet", "Neck pain (new).yaml", "--workspace", root)
    assert result.stderr == (
        'error: "Neck pain (new).yaml" cannot be a name\n'
        "  hint: use letters without accents, digits and single hyphens, such as Neck-pain-new\n"
    )


def test_an_exercise_works_as_it_is(starter: Path) -> None:
    result = run("new", "exercise", "wall-squat", "--workspace", starter)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    text = (starter / "assets" / "exercises" / "wall-squat.yaml").read_text("utf-8")
    assert "\nname: Wall squat " in text
    assert "@" not in text
    built = run("sheet", "--pick", "wall-squat", "--layout", "sheet-1", "--workspace", starter)
    assert (built.exit_code, built.stderr) == (ExitCode.OK, "")
    assert run("figure", "wall-squat", "-o", starter / "a.png", "--workspace", starter).exit_code == ExitCode.OK


def test_a_programme_works_as_it_is(starter: Path) -> None:
    result = run("new", "programme", "knee-week-1", "--workspace", starter)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    text = (starter / "assets" / "programmes" / "knee-week-1.yaml").read_text("utf-8")
    assert "\nexercises:\n  - bridge\n  - bird-dog\n" in text
    built = run("sheet", "--programme", "knee-week-1", "--workspace", starter)
    assert (built.exit_code, built.stderr) == (ExitCode.OK, "")


def test_a_prescription_works_as_it_is(starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(starter)
    result = run("new", "prescription")
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    text = (starter / "prescription.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=.schema/prescription.json\n")
    assert "@" not in text
    # With every note taken for content, it is one that can be read as well.
    full = re.sub(r"(?m)^# ?(?=[a-z]+: )|^#(?=  - )", "", text).replace("  - bird-dog\n", "")
    assert "\nlanguage: pl " in full, "the one choice that not all exercises have"
    write(starter / "full.yaml", full.replace("\nlanguage: pl ", "\n# language: pl "))
    built = run("sheet", "prescription.yaml", "full.yaml", "--jobs", "1")
    assert (built.exit_code, built.stderr) == (ExitCode.OK, "")
    if os.name != "nt":
        assert (starter / "prescription.yaml").stat().st_mode & 0o777 == 0o600
    run("new", "prescription", "sub/other.yml", "--workspace", starter)
    text = (starter / "sub" / "other.yml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.schema/prescription.json\n")


def test_what_an_exercise_sheet_needs_is_never_overwritten(starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(starter)
    write(starter / "p.yaml", "exercises: [bridge]\n")
    before = files_of(starter)
    for what, name, message in (
        ("exercise", "Bridge", 'there is an exercise called "bridge" already'),
        ("programme", "hip", 'there is a programme called "hip" already'),
        ("prescription", "p.yaml", "there is a file p.yaml already"),
    ):
        result = run("new", what, name)
        assert result.exit_code == ExitCode.USAGE
        assert result.stderr == f"error: {message}\n  hint: choose another name\n"
    result = run("new", "prescription", "sam.txt")
    assert result.stderr == "error: sam.txt is no name for a prescription\n  hint: let it end in .yaml\n"
    assert files_of(starter) == before


def test_a_programme_needs_exercises(root: Path) -> None:
    for arguments in (["programme", "x"], ["prescription", str(root / "p.yaml")]):
        result = run("new", *arguments, "--workspace", root)
        assert result.exit_code == ExitCode.CONTENT
        assert result.stderr == (
            "error: there are no exercises in assets/exercises/\n"
            '  hint: begin one with "leafletgen new exercise NAME"\n'
        )
