"""``leafletgen list``: tables, data, and faulty files among the good ones."""

import json
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from tests.support.commands import BRAND, LAYOUT, LEAFLET, ROOT, run, small_workspace, write
from tests.support.exercise_sample import write_workspace
from tests.support.shipped import sources


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace."""
    return small_workspace(tmp_path / "w")


def test_leaflets(root: Path) -> None:
    write(
        root / "leaflets" / "knee" / "P2-knee.yaml",
        LEAFLET.replace("P1/", "P2/").replace("body:", "review: 2027-04\nbody:"),
    )
    write(root / "leaflets" / "shared" / "flags.yaml", "body: [Text]\n")
    result = run("list", "leaflets", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert result.stdout == (
        "NAME     CODE                    REVIEW   TITLE           LAYOUTS\n"
        "P1-good  P1/22/01.2026/VERSION3           A good leaflet  small\n"
        "P2-knee  P2/22/01.2026/VERSION3  2027-04  A good leaflet  small\n"
    )


def test_leaflets_as_data(root: Path) -> None:
    result = run("list", "leaflets", "--json", "--workspace", root)
    assert json.loads(result.stdout) == {
        "leaflets": [
            {
                "name": "P1-good",
                "file": "leaflets/P1-good.yaml",
                "code": "P1/22/01.2026/VERSION3",
                "number": "P1",
                "version": 3,
                "title": "A good leaflet",
                "language": "en-GB",
                "brand": "plain",
                "layouts": ["small"],
                "review": None,
                "checked": None,
                "faulty": False,
            }
        ],
        "diagnostics": [],
    }


def test_a_faulty_leaflet_is_shown_with_its_faults(root: Path) -> None:
    write(root / "leaflets" / "P2-bad.yaml", LEAFLET.replace("title:", "titel:"))
    result = run("list", "leaflets", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stdout.splitlines()[1:] == [
        "P1-good  P1/22/01.2026/VERSION3          A good leaflet  small",
        "P2-bad   (faulty)",
    ]
    assert result.stderr == (
        'leaflets/P2-bad.yaml:1:1: error: "title" is missing\n  hint: The title, at most 65 characters\n'
        'leaflets/P2-bad.yaml:2:1: error: unknown key "titel"\n  hint: did you mean "title"?\n'
    )
    data = json.loads(run("list", "leaflets", "--json", "--workspace", root).stdout)
    assert data["leaflets"][1] == {"name": "P2-bad", "file": "leaflets/P2-bad.yaml", "faulty": True}
    assert [found["line"] for found in data["diagnostics"]] == [1, 2]


def test_layouts(root: Path) -> None:
    write(root / "layouts" / "tiny.yaml", LAYOUT.replace("size: 12", "size: 1"))
    write(root / "layouts" / "wide.yaml", LAYOUT.replace("size: a5", "size: [150.5, 200]"))
    result = run("list", "layouts", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stdout == (
        "NAME   PAGE            TEXT   TITLE\n"
        "small  148 x 210 mm    12 pt  A small layout for tests\n"
        "tiny   (faulty)\n"
        "wide   150.5 x 200 mm  12 pt  A small layout for tests\n"
    )
    assert result.stderr.startswith("layouts/tiny.yaml:3:14: error: ")
    data = json.loads(run("list", "layouts", "--json", "--workspace", root).stdout)
    assert data["layouts"][2]["page_mm"] == [150.5, 200]
    assert [layout["faulty"] for layout in data["layouts"]] == [False, True, False]


def test_brands(root: Path) -> None:
    write(root / "assets" / "brands" / "faint" / "brand.yaml", BRAND.replace('ink: "#000000"', 'ink: "#AAAAAA"'))
    result = run("list", "brands", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stdout == (
        "NAME   TITLE     CODE                                            DEPARTMENTS\n"
        "faint  (faulty)\n"
        "plain  Clinic    {number}/{job}/{month}.{year}/VERSION{version}  physio\n"
    )
    assert "has a contrast of" in result.stderr
    data = json.loads(run("list", "brands", "--json", "--workspace", root).stdout)
    assert data["brands"][1]["departments"] == ["physio"]


def test_emails(root: Path) -> None:
    emails = root / "assets" / "brands" / "plain" / "emails"
    write(emails / "sheet.yaml", "subject: Exercises from {brand.name}\nbefore: [Hello]\nlanguage: cy\n")
    write(emails / "reminder.yaml", "subject: For {patient.name}\nbefore: [Hello]\n")
    result = run("list", "emails", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stdout == (
        "NAME       SUBJECT                                LANGUAGE  BRAND\n"
        "reminder   (faulty)\n"
        "sheet      Exercises from {brand.name}            cy        plain\n"
        "leaflet    Your leaflet from {brand.name}         en-GB     any\n"
        "protected  A document from {brand.name}           en-GB     any\n"
        "sheet      Your exercise sheet from {brand.name}  en-GB     any\n"
    )
    assert 'emails/reminder.yaml:1:14: error: the field "{patient.name}" may not stand in a subject' in result.stderr
    data = json.loads(run("list", "emails", "--json", "--workspace", root).stdout)
    assert data["emails"][1] == {
        "name": "sheet", "file": "assets/brands/plain/emails/sheet.yaml", "subject": "Exercises from {brand.name}",
        "language": "cy", "brand": "plain", "faulty": False,
    }  # fmt: skip
    assert (data["emails"][4]["file"], data["emails"][4]["brand"]) == ("", None)
    found = run("list", "emails", "--search", "welsh", "--workspace", root)
    assert found.stdout == 'there are no emails for "welsh"\n'


def test_nothing_to_list(root: Path) -> None:
    (root / "leaflets" / "P1-good.yaml").unlink()
    result = run("list", "leaflets", "--workspace", root)
    assert (result.exit_code, result.stdout) == (ExitCode.OK, "there are no leaflets in leaflets/\n")
    assert json.loads(run("list", "leaflets", "--json", "--workspace", root).stdout)["leaflets"] == []


def test_what_there_is_to_list() -> None:
    result = run("list", "leaflet")
    assert result.exit_code == ExitCode.USAGE
    assert "'leaflets', 'layouts', 'brands', 'emails', 'exercises', 'programmes', 'sheets'" in result.stderr


@pytest.fixture
def exercises(tmp_path: Path) -> Path:
    """Return a workspace with a few exercises and programmes."""
    return write_workspace(tmp_path / "x")


def test_exercises(exercises: Path) -> None:
    result = run("list", "exercises", "--search", "knee", "--workspace", exercises)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert result.stdout == (
        "NAME          TITLE         POSITION         LEVEL  FOR            DOSE\n"
        "mini-squat    Mini squat    standing         1      knee           10,daily=1\n"
        "sit-to-stand  Sit to stand  sitting          1      balance, knee  10,daily=1\n"
        "bird-dog      Bird dog      hands and knees  1      low back       2x8,hold=5s,side=each,daily=1\n"
        "childs-pose   Child's pose  kneeling         1      low back       1,hold=30s,daily=1\n"
    )
    data = json.loads(run("list", "exercises", "--search", "glute bridge", "--json", "--workspace", exercises).stdout)
    assert data["exercises"] == [
        {
            "name": "bridge",
            "file": "assets/exercises/bridge.yaml",
            "title": "Bridge",
            "other_names": ["glute bridge", "hip lift"],
            "areas": ["low back"],
            "position": "lying on back",
            "equipment": ["mat"],
            "level": 1,
            "sided": False,
            "dose": "10,daily=1",
            "checked": None,
            "faulty": False,
            "languages": [],
        }
    ]
    assert len(run("list", "exercises", "--workspace", exercises).stdout.splitlines()) == 9


def test_exercises_and_leaflets_by_language() -> None:
    """Of those that are shipped some are in Arabic; a physiotherapist asks which, by tag or by name."""
    shown = run("list", "exercises", "--language", "Arabic", "--workspace", ROOT)
    assert (shown.exit_code, shown.stderr) == (ExitCode.OK, "")
    head, *rows = shown.stdout.splitlines()
    there = sorted(path.name.removesuffix(".ar.yaml") for path in (ROOT / "assets" / "exercises").glob("*.ar.yaml"))
    assert "LANGUAGES" in head and [row.split()[0] for row in rows] == there and there
    chosen = run("list", "exercises", "--search", "chin", "--language", "ur", "--json", "--workspace", ROOT)
    assert [(one["name"], "ur" in one["languages"]) for one in json.loads(chosen.stdout)["exercises"]] == [
        ("chin-tuck", True)
    ]
    leaflets = run("list", "leaflets", "--language", "ar", "--workspace", ROOT).stdout.splitlines()
    assert [row.split()[0] for row in leaflets[1:]] == ["P4400-mid-back-pain.ar"]
    every = run("list", "exercises", "--workspace", ROOT).stdout
    assert run("list", "exercises", "--language", "English", "--workspace", ROOT).stdout == every
    unknown = run("list", "exercises", "--language", "Klingon", "--workspace", ROOT)
    assert unknown.exit_code == ExitCode.USAGE and "Arabic (ar)" in unknown.stderr
    assert run("list", "layouts", "--language", "ar", "--workspace", ROOT).exit_code == ExitCode.USAGE
    nothing = run("list", "leaflets", "--language", "fr", "--workspace", ROOT)
    english = run("list", "leaflets", "--language", "English", "--workspace", ROOT).stdout.splitlines()
    assert [row.split()[0] for row in english[1:]] == [path.stem for path in sources("leaflets")]
    assert (nothing.exit_code, nothing.stdout) == (ExitCode.OK, "there are no leaflets in fr\n")


@pytest.mark.parametrize("said", ["Dutch", "Nederlands", "nl", "NL", "nl-BE"])
def test_leaflets_in_a_language_that_no_exercise_has(tmp_path: Path, said: str) -> None:
    """By its names and its tag; one of a region is in its language."""
    root = small_workspace(tmp_path / "w")
    write(root / "leaflets" / "P9-rug.yaml", LEAFLET.replace("body:", "language: nl-BE\nbody:"))
    found = run("list", "leaflets", "--language", said, "--json", "--workspace", root)
    assert [one["name"] for one in json.loads(found.stdout)["leaflets"]] == ["P9-rug"]


def test_a_faulty_exercise_is_shown_with_its_faults(exercises: Path) -> None:
    write(exercises / "assets" / "exercises" / "broken.yaml", "nam: Broken\n")
    result = run("list", "exercises", "--workspace", exercises)
    assert result.exit_code == ExitCode.CONTENT
    assert "\nbroken          (faulty)\n" in result.stdout
    assert 'unknown key "nam"' in result.stderr


def test_programmes(exercises: Path) -> None:
    result = run("list", "programmes", "--search", "str", "--workspace", exercises)
    assert result.stdout == (
        "NAME           TITLE          EXERCISES\n"
        "back-strength  Back strength  mini-squat, bird-dog, bridge\n"
        "hip            Hip            clamshell, bridge\n"
    )
    data = json.loads(run("list", "programmes", "--json", "--workspace", exercises).stdout)
    assert data["programmes"][1]["aim"] == "To make your hips strong."
    nothing = run("list", "programmes", "--search", "toe", "--workspace", exercises)
    assert (nothing.exit_code, nothing.stdout) == (ExitCode.OK, 'there are no programmes for "toe"\n')


def test_sheets(exercises: Path) -> None:
    layout = LAYOUT.replace("back: [contact, copyright]", "sheet: {code: EX1, down: 2}")
    write(exercises / "layouts" / "sheets" / "two.yaml", layout)
    write(exercises / "layouts" / "sheets" / "none.yaml", LAYOUT)
    result = run("list", "sheets", "--workspace", exercises)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stdout == (
        "NAME  PAGE          TEXT   CODE  TITLE\n"
        "none  (faulty)\n"
        "two   148 x 210 mm  12 pt  EX1   A small layout for tests\n"
    )
