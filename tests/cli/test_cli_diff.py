"""``leafletgen diff``: what changed, on the terminal, as data, and side by side on paper."""

import json
import re
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from leafletgen.errors import ExitCode, Report
from leafletgen.library.workspace import Workspace
from leafletgen.release.content import printed_content
from leafletgen.release.history import HISTORY, keep
from tests.checker import structure, verapdf
from tests.support.commands import LEAFLET, files_of, run, small_workspace, write
from tests.support.ledger_sample import record, release_of
from tests.support.sheet_workspace import pages_of, text_of

FIRST = "P1/22/01.2026/VERSION3"
SECOND = "P1/22/02.2026/VERSION4"
TEXT = "A paragraph with **bold** words."


def release(root: Path, text: str = LEAFLET, **changes: Any) -> None:
    """Write the leaflet, and record it as a release of its code."""
    path = write(root / "leaflets" / "P1-good.yaml", text)
    loaded = Workspace(root).load_leaflet(path, Report())
    assert loaded is not None
    record(root, release_of(root, path, **changes))
    keep(root, printed_content(loaded))


def edit(root: Path, old: str, new: str, text: str = LEAFLET) -> None:
    """Write the leaflet with other words."""
    assert old in text
    write(root / "leaflets" / "P1-good.yaml", text.replace(old, new))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace whose leaflet was released once and is as it was."""
    folder = small_workspace(tmp_path / "w")
    release(folder)
    return folder


def diff(root: Path, *arguments: str | Path) -> tuple[int, list[str]]:
    """Run the command, and return its exit code and the lines after those that name the versions."""
    result = run("diff", "P1", *arguments, "--workspace", root)
    assert result.stderr == ""
    return result.exit_code, result.stdout.splitlines()[4:]


def test_nothing_changed(root: Path) -> None:
    result = run("diff", "P1-good", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert result.stdout == (
        "P1-good: A good leaflet\n"
        f"old: {FIRST}, released on 2026-01-15\n"
        f"new: the file as it is now ({FIRST})\n"
        "\n"
        "no changes\n"
    )


def test_words_are_marked_without_colour(root: Path) -> None:
    edit(root, TEXT, "A paragraph with **better** words.\n  - Another paragraph.")
    assert diff(root) == (
        ExitCode.OK,
        [
            'Under "About this leaflet"',
            "  paragraph changed",
            "      A paragraph with [-**bold**-] {+**better**+} words.",
            "  paragraph added",
            "    + Another paragraph.",
            "",
            "2 changes: 1 added, 1 changed",
        ],
    )


def test_what_was_replaced_stands_on_two_lines(root: Path) -> None:
    edit(root, "Two hills, one higher than the other", "A lake")
    assert diff(root)[1][1:4] == [
        "  picture hills.svg changed",
        "    - alt text: Two hills, one higher than the other",
        "    + alt text: A lake",
    ]


def test_a_change_of_the_brand_shows_without_a_change_of_the_leaflet(root: Path) -> None:
    brand = root / "assets" / "brands" / "plain" / "brand.yaml"
    write(brand, brand.read_text("utf-8").replace("01632 960 000", "01632 960 001"))
    assert diff(root)[1][:3] == ["Department", "  telephone number changed", "      01632 960 [-000-] {+001+}"]


def test_what_nobody_sees_is_shown_by_its_number(root: Path) -> None:
    edit(root, "words.", 'words.\n  - "A soft\\u00ADhyphen"')
    assert "    + A soft<U+00AD>hyphen" in diff(root)[1]


@pytest.mark.parametrize(
    ("names", "old", "new"),
    [
        ((), SECOND, "now"),
        (("3",), FIRST, "now"),
        (("3", "4"), FIRST, SECOND),
        (("VERSION3", "version4"), FIRST, SECOND),
        ((FIRST, SECOND), FIRST, SECOND),
        (("4", "3"), SECOND, FIRST),
        (("3", "now"), FIRST, "now"),
    ],
)
def test_versions_are_named_by_number_or_code(root: Path, names: tuple[str, ...], old: str, new: str) -> None:
    later = LEAFLET.replace(FIRST, SECOND).replace("bold", "strong")
    release(root, later)
    edit(root, "strong", "plain", later)
    data = json.loads(run("diff", "P1", *names, "--json", "--workspace", root).stdout)
    assert data["old"]["code"] == old
    assert (data["new"]["code"], data["new"]["released"]) == (
        (SECOND, None) if new == "now" else (new, "2026-01-15" if new == FIRST else "2026-02-15")
    )
    assert len(data["changes"]) == 1


def test_a_reissue_is_the_same_version(root: Path) -> None:
    release(root, LEAFLET.replace("01.2026", "03.2026"), reissue=True)
    data = json.loads(run("diff", "P1", "3", "--json", "--workspace", root).stdout)
    assert (data["old"]["code"], data["changes"]) == ("P1/22/03.2026/VERSION3", [])


def test_changes_as_data(root: Path) -> None:
    edit(root, "title: A good", "title: A better")
    data = json.loads(run("diff", "P1", "--json", "--workspace", root).stdout)
    assert data["changes"] == [
        {
            "kind": "changed",
            "what": "title",
            "where": "Title and details",
            "lines": [
                {
                    "label": "",
                    "words": [
                        {"text": "A ", "mark": "kept"},
                        {"text": "good", "mark": "removed"},
                        {"text": "better", "mark": "added"},
                        {"text": " leaflet", "mark": "kept"},
                    ],
                }
            ],
            "before": "",
        }
    ]


def test_an_unknown_version_names_those_there_are(root: Path) -> None:
    release(root, LEAFLET.replace(FIRST, SECOND))
    result = run("diff", "P1", "7", "--workspace", root)
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert result.stderr == f'error: P1-good has no version "7"\n  hint: there are: {FIRST}, {SECOND}\n'


def test_a_leaflet_that_was_never_released_is_all_added(tmp_path: Path) -> None:
    root = small_workspace(tmp_path / "w")
    target = root / "review.pdf"
    result = run("diff", "P1", "--pdf", target, "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert f"old: nothing, it was never released\nnew: the file as it is now ({FIRST})\n" in result.stdout
    assert "    + A good leaflet\n" in result.stdout
    assert f"    + {TEXT}\n" in result.stdout
    assert re.search(r"(?m)^([0-9]+) changes: \1 added$", result.stdout)
    lines = structure.reading_text(target).splitlines()
    assert f"Before: nothing, it was never released After: the file as it is now ({FIRST})" in lines
    assert {line.partition(":")[0] for line in lines if line.startswith(("Added", "Changed", "Removed", "Moved"))} == {
        "Added"
    }
    assert structure.check(target) == []
    data = json.loads(run("diff", "P1", "--json", "--workspace", root).stdout)
    assert data["old"] == {"code": None, "released": None, "content": None}
    assert {change["kind"] for change in data["changes"]} == {"added"}


def test_a_version_of_a_leaflet_that_was_never_released(tmp_path: Path) -> None:
    result = run("diff", "P1", "1", "--workspace", small_workspace(tmp_path / "w"))
    assert result.exit_code == ExitCode.USAGE
    assert "P1-good was never released" in result.stderr


@pytest.mark.parametrize("number", range(0, 40, 3))
def test_the_review_copy_ends_with_lines_for_a_signature_on_one_page(root: Path, number: int) -> None:
    edit(root, TEXT, "\n  - ".join(f"Words that are new, {count}." for count in range(number + 1)))
    target = root / "review.pdf"
    run("diff", "P1", "--pdf", target, "--workspace", root)
    end = [
        "Sign-off",
        f"I approve this version: the file as it is now ({FIRST})",
        "Name:",
        "Role:",
        "Date:",
        "Signature:",
    ]
    assert structure.reading_text(target).splitlines()[-6:] == end
    with pypdfium2.PdfDocument(target) as pdf:
        last = pdf[len(pdf) - 1].get_textpage().get_text_range()
    assert all(words in last for words in end)


def test_a_leaflet_that_is_not_there(root: Path) -> None:
    result = run("diff", "P9", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert 'no leaflet is called "P9"' in result.stderr


def test_a_number_of_two_leaflets(root: Path) -> None:
    write(root / "leaflets" / "P1-other.yaml", LEAFLET)
    result = run("diff", "P1", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert "P1-good, P1-other" in result.stderr


def test_a_faulty_leaflet_tells_its_faults(root: Path) -> None:
    edit(root, "title:", "titel:")
    result = run("diff", "P1", "--workspace", root)
    assert (result.exit_code, result.stdout) == (ExitCode.CONTENT, "")
    assert 'leaflets/P1-good.yaml:2:1: error: unknown key "titel"' in result.stderr


def test_content_that_was_lost_is_told(root: Path) -> None:
    for path in (root / HISTORY).iterdir():
        path.unlink()
    result = run("diff", "P1", "--workspace", root)
    assert (result.exit_code, result.stdout) == (ExitCode.CONTENT, "")
    assert "the content of this release is missing: leaflets/.history/" in result.stderr
    assert "hint: restore it" in result.stderr


def test_one_code_with_two_contents_is_not_guessed(root: Path) -> None:
    release(root, LEAFLET.replace("bold", "strong"), reason="From another branch")
    result = run("diff", "P1", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert f"{FIRST} was released twice, with different words" in result.stderr


def test_reading_writes_nothing(root: Path) -> None:
    edit(root, "bold", "strong")
    before = files_of(root)
    assert diff(root)[0] == ExitCode.OK
    assert files_of(root) == before


LONG = " ".join(f"Sentence {number} says something." for number in range(400))
EDITS = {
    "words": (TEXT, "A paragraph with **better** words.\n  - Another paragraph."),
    "nothing": ("bold", "bold"),
    "spaces": (TEXT, '"A paragraph with  **bold** words."\n  - "One\\nline"'),
    "symbols": ("title: A good", "keywords: [\u4e2d\u6587, \u0639\u0631\u0628\u064a]\ntitle: A \u20ac"),
    "long": (TEXT, f"{LONG}\n  - {{table: {{header: [A, B], rows: [[a, b], [c, {LONG}]]}}}}"),
    "address": (TEXT, f"See [this](https://www.example.org/{'a' * 200})."),
    "language": ("brand: plain", "language: de\nbrand: plain"),
}


@pytest.mark.parametrize("name", EDITS)
def test_side_by_side_conforms(root: Path, name: str) -> None:
    edit(root, *EDITS[name])
    target = root / "out" / "review.pdf"
    result = run("diff", "P1", "--pdf", target, "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert "review.pdf  " in result.stdout.splitlines()[-1]
    assert structure.check(target) == []
    for profile in ("ua1", "2a"):
        verdict = verapdf.validate(target, profile)
        assert verdict.passed, verdict


def test_side_by_side_says_in_words_and_in_the_tags_what_became_of_each_text(root: Path) -> None:
    edit(root, *EDITS["words"])
    target = root / "review.pdf"
    run("diff", "P1", "--pdf", target, "--workspace", root)
    lines = structure.reading_text(target).splitlines()
    assert lines.pop(3).startswith("Words that were added are underlined and have a bar beside them.")
    assert lines == [
        "What changed: A good leaflet",
        "For review, not for patients.",
        f"Before: {FIRST}, released on 2026-01-15 After: the file as it is now ({FIRST})",
        'Under "About this leaflet"',
        "What changed",
        "Before",
        "After",
        "Changed: paragraph",
        "A paragraph with **bold** words.",
        "A paragraph with **better** words.",
        "Added: paragraph",
        "(nothing)",
        "Another paragraph.",
        "Sign-off",
        f"I approve this version: the file as it is now ({FIRST})",
        *("Name:", "Role:", "Date:", "Signature:"),
    ]
    with pikepdf.open(target) as file:
        elements = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Span"]
        decorations = [str(each.A.TextDecorationType) for each in elements]
    assert sorted(decorations) == ["/LineThrough", "/Underline", "/Underline"]
    assert "For review, not for patients" in structure.artifact_text(target)[0]


def test_a_blank_that_changed_is_named(root: Path) -> None:
    edit(root, *EDITS["spaces"])
    run("diff", "P1", "--pdf", root / "review.pdf", "--workspace", root)
    assert "(space, space)" in text_of(root / "review.pdf")


def test_long_texts_go_over_pages_with_their_marks(root: Path) -> None:
    edit(root, *EDITS["long"])
    run("diff", "P1", "--pdf", root / "review.pdf", "--workspace", root)
    assert pages_of(root / "review.pdf") > 4
    words = " ".join(structure.reading_text(root / "review.pdf").split())
    assert words.count("Sentence 399 says something.") == 2


def test_the_same_versions_give_the_same_bytes(root: Path) -> None:
    edit(root, *EDITS["words"])
    for name in ("one.pdf", "two.pdf"):
        run("diff", "P1", "--pdf", root / name, "--workspace", root)
    assert (root / "one.pdf").read_bytes() == (root / "two.pdf").read_bytes()


def test_a_pdf_that_cannot_be_written(root: Path) -> None:
    write(root / "file", "")
    result = run("diff", "P1", "--pdf", root / "file" / "review.pdf", "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert "review.pdf cannot be written" in result.stderr
