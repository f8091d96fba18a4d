"""Translations through their lives: built as drafts, refused while stale or unchecked, released, stale again."""

import json
import shutil
from pathlib import Path

import pytest

from leafletgen.clinic.workroom import Workroom
from leafletgen.errors import Report
from leafletgen.library.translations import fingerprint_of
from leafletgen.library.workspace import Workspace
from leafletgen.release.content import content_hash, printed_content
from tests.support.clinic import Clinic
from tests.support.commands import LEAFLET, run, small_workspace, write
from tests.support.translated import reviewed_words, translate

STEM = "P1-good"
BRAND = """\
translates: plain
source: {source}
language: pl
reviewed_by: J. Example
departments:
  physio: {{name: Fizjoterapia}}
statements:
  copyright: © {{brand.name}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with a small leaflet and its checked translation."""
    small_workspace(tmp_path)
    translate(tmp_path / "leaflets" / f"{STEM}.yaml", "leaflet", reviewed_by="J. Example")
    brand = tmp_path / "assets" / "brands" / "plain"
    source = fingerprint_of(brand / "brand.yaml", "brand")
    reviewed_words(tmp_path, "pl")
    write(brand / "brand.pl.yaml", BRAND.format(source=source))
    return tmp_path


def status(root: Path, name: str = f"{STEM}.pl") -> tuple[str, str]:
    """Return state and reason of a leaflet as the command tells them."""
    told = run("status", name, "--json", "--workspace", root)
    entry = json.loads(told.stdout)["leaflets"][0]
    return entry["state"], entry["meaning"]


def release(root: Path, name: str) -> tuple[int, str]:
    """Release a leaflet; the exit code and what was said."""
    made = run("release", name, "--reason", "First issue", "--approved-by", "Lead", "--workspace", root)
    return made.exit_code, made.stderr


def built(root: Path) -> list[str]:
    """Build the translation, and return the names of the files."""
    shutil.rmtree(root / "build", ignore_errors=True)
    made = run("build", f"{STEM}.pl", "--workspace", root)
    assert made.exit_code == 0, made.stderr
    return sorted(path.name for path in (root / "build").glob("*.pdf"))


def edit(root: Path, old: str, new: str, language: str = "") -> None:
    """Change the leaflet, or its translation."""
    path = root / "leaflets" / (f"{STEM}.{language}.yaml" if language else f"{STEM}.yaml")
    text = path.read_text("utf-8")
    assert old in text
    write(path, text.replace(old, new, 1))


def test_the_life_of_a_translation(root: Path) -> None:
    """Never released, released, stale when the source changes, and released again when it was translated anew."""
    assert status(root) == ("never released", "never released")
    assert release(root, f"{STEM}.pl")[0] == 0
    assert status(root)[0] == "released"
    assert all("DRAFT" not in name for name in built(root))
    edit(root, "title: ", "title: New ")
    assert status(root) == ("stale", f"stale: what leaflets/{STEM}.pl.yaml translates changed since")
    assert all("DRAFT" in name for name in built(root))
    code, said = release(root, f"{STEM}.pl")
    assert code == 1
    assert "translation-stale" not in said
    assert "is stale: what it translates changed since (head)" in said
    translate(root / "leaflets" / f"{STEM}.yaml", "leaflet", reviewed_by="J. Example")
    edit(root, "VERSION", "VERSION", "pl")
    assert status(root)[0] in ("changed", "recoded")


def verified(root: Path, *copies: str | Path) -> tuple[int, list[tuple[str, str]]]:
    """What ``verify`` says of copies: the exit code, and verdict and words of each."""
    told = run("verify", *copies, "--json", "--workspace", root)
    return told.exit_code, [(one["verdict"], one["message"]) for one in json.loads(told.stdout)]


def released(root: Path) -> tuple[Path, str]:
    """Release source and translation, and build it; return a copy of the PDF, kept elsewhere, and the code's number."""
    for name in (STEM, f"{STEM}.pl"):
        code, said = release(root, name)
        assert code == 0, said
    built(root)
    (made,) = (root / "build").glob(f"{STEM}.pl.small.pdf")
    copy = root / "copies" / made.name
    copy.parent.mkdir()
    shutil.copy(made, copy)
    entry = json.loads(run("status", f"{STEM}.pl", "--json", "--workspace", root).stdout)["leaflets"][0]
    return copy, entry["number"]


def test_copies_of_a_stale_translation_are_not_current(root: Path) -> None:
    """Neither a PDF that was released, nor its code or number; they are current again when the source is as it was."""
    copy, number = released(root)
    current = "current (VERSION3 of 11.2026, small)"
    assert verified(root, copy) == (0, [("current", current)])
    edit(root, "title: ", "title: New ")
    why = f"stale, not to be given out: head of leaflets/{STEM}.yaml changed since; this is VERSION3 of 11.2026"
    assert verified(root, copy) == (1, [("stale", f"{why}, small")])
    assert verified(root, number)[1][0][0] == "stale"
    assert verified(root, number)[1][0][1].startswith(why)
    assert verified(root, STEM)[1][0][0] == "current", "the source's own release stands"
    counted = run("verify", copy, number, "--workspace", root).stdout.splitlines()
    assert counted[-1] == "2 verified: 2 stale"
    edit(root, "title: New ", "title: ")
    assert verified(root, copy) == (0, [("current", current)])


def test_a_copy_is_stale_when_what_the_brand_says_changed(root: Path) -> None:
    copy, _ = released(root)
    brand = root / "assets" / "brands" / "plain" / "brand.yaml"
    text = brand.read_text("utf-8")
    assert text.count("copyright: ©") == 1
    write(brand, text.replace("copyright: ©", "copyright: All of it ©"))
    code, ((verdict, message),) = verified(root, copy)
    assert (code, verdict) == (1, "stale")
    assert " of assets/brands/plain/brand.yaml changed since; this is" in message


def test_a_copy_is_stale_when_its_source_is_gone(root: Path) -> None:
    copy, _ = released(root)
    (root / "leaflets" / f"{STEM}.yaml").unlink()
    why = (
        f"stale, not to be given out: the source of leaflets/{STEM}.pl.yaml is gone; this is VERSION3 of 11.2026, small"
    )
    assert verified(root, copy) == (1, [("stale", why)])


def test_a_superseded_or_withdrawn_copy_stays_that(root: Path) -> None:
    """They are graver than stale, and say what to take instead."""
    copy, number = released(root)
    edit(root, "title: ", "title: New ")
    assert run("withdraw", number, "--reason", "Wrong", "--workspace", root).exit_code == 0
    assert verified(root, copy)[1][0][0] == "withdrawn"


def test_a_stale_pdf_is_warned_of_in_an_email(root: Path) -> None:
    copy, _ = released(root)
    edit(root, "title: ", "title: New ")
    sent = run("email", copy, "--to", "maria@example.org", "-o", root / "message.eml", "--workspace", root)
    assert (
        f"{copy.name} is not to be given out: stale: head of leaflets/{STEM}.yaml changed since; "
        "this is VERSION3 of 11.2026, small"
    ) in sent.stderr
    assert "hint: send it when it is translated anew; it is attached all the same" in sent.stderr


def test_a_stale_translation_cannot_be_chosen_for_the_printer(root: Path) -> None:
    """The clinic's page shows it with its state and its mark, and leaves it out of what is printed or sent."""
    released(root)
    clinic = Clinic(Workroom(root))

    def choice() -> set[str]:
        return {one["id"] for one in clinic.get("/printable").get_json()["leaflets"]}

    assert choice() == {STEM, f"{STEM}.pl"}
    edit(root, "title: ", "title: New ")
    assert choice() == {STEM}
    page = clinic.get(f"/leaflets/{STEM}.pl").get_data(as_text=True)
    assert "Marked DRAFT: not to be given out" in page
    assert f"stale: what leaflets/{STEM}.pl.yaml translates changed since" in page
    assert clinic.complaints == []


def test_an_unchecked_translation_is_a_draft_that_says_so(root: Path) -> None:
    """It is built, and not released; its notice is content, and the name of who checked it is none."""
    workspace = Workspace(root)
    path = root / "leaflets" / f"{STEM}.pl.yaml"
    checked = workspace.load_leaflet(path, Report())
    assert checked is not None
    edit(root, "reviewed_by: J. Example", "reviewed_by: K. Example", "pl")
    other = workspace.load_leaflet(path, Report())
    assert other is not None
    assert content_hash(printed_content(other)) == content_hash(printed_content(checked))
    edit(root, "reviewed_by: K. Example\n", "", "pl")
    unchecked = workspace.load_leaflet(path, Report())
    assert unchecked is not None
    assert printed_content(unchecked) == {**printed_content(checked), "draft_translation": True}
    assert status(root) == ("unchecked", f"unchecked: no native speaker is named in leaflets/{STEM}.pl.yaml")
    assert all("DRAFT" in name for name in built(root))
    code, said = release(root, f"{STEM}.pl")
    assert code == 1
    assert "no native speaker has checked" in said


def test_releasing_everything_leaves_out_what_cannot_be_released(root: Path) -> None:
    """The drafts of translations stop nobody's releases."""
    edit(root, "reviewed_by: J. Example\n", "", "pl")
    made = run("release", "--all", "--reason", "First issue", "--approved-by", "Lead", "--workspace", root)
    assert made.exit_code == 0, made.stderr
    assert status(root, STEM)[0] == "released"
    assert status(root)[0] == "unchecked"


def test_diff_shows_what_a_translation_lags_behind(root: Path) -> None:
    """Each part with its line in the source, in words and as data."""
    edit(root, "title: ", "title: New ")
    told = run("diff", f"{STEM}.pl", "--workspace", root).stdout
    assert "Changed in the source since it was translated" in told
    assert f"leaflets/{STEM}.yaml:1: head (leaflets/{STEM}.pl.yaml)" in told
    data = json.loads(run("diff", f"{STEM}.pl", "--json", "--workspace", root).stdout)
    assert [part["part"] for part in data["stale"]] == ["head"]
    assert "stale" not in json.loads(run("diff", STEM, "--json", "--workspace", root).stdout)


def test_a_new_language_changes_the_look_of_the_source_and_no_word(root: Path) -> None:
    """A released leaflet is restyled when a language is added, since its back names it, and its build is made anew."""
    translation = root / "leaflets" / f"{STEM}.pl.yaml"
    held = translation.read_text("utf-8")
    translation.unlink()
    assert release(root, STEM)[0] == 0
    assert status(root, STEM)[0] == "released"
    write(translation, held)
    state, why = status(root, STEM)
    assert state == "restyled", why


def test_a_strict_build_of_all_leaves_out_what_waits_for_a_translator(root: Path) -> None:
    """Nobody else's work stops for it; named by itself it is refused."""
    edit(root, "reviewed_by: J. Example\n", "", "pl")
    assert release(root, STEM)[0] == 0
    strictly = run("build", "--strict", "--workspace", root)
    assert strictly.exit_code == 0, strictly.stderr
    assert "so it is left out" in strictly.stderr
    assert "failed" not in strictly.stdout
    assert not list((root / "build").glob(f"{STEM}.pl.*"))
    named = run("build", f"{STEM}.pl", "--strict", "--workspace", root)
    assert named.exit_code == 1
    assert "--strict builds no drafts" in named.stderr


def test_a_translation_stays_with_its_brand_until_the_new_one_speaks_its_language(root: Path) -> None:
    """Its source is moved; once the new brand's words are translated, it can follow."""
    brands = root / "assets" / "brands"
    shutil.copytree(brands / "plain", brands / "hillside", ignore=shutil.ignore_patterns("brand.pl.yaml"))
    moved = run("rebrand", "plain", "hillside", "--workspace", root)
    assert moved.exit_code == 0, moved.stderr
    assert f"leaflets/{STEM}.pl.yaml stays with its brand" in moved.stderr
    assert "brand: hillside" in (root / "leaflets" / f"{STEM}.yaml").read_text("utf-8")
    assert "brand: plain" in (root / "leaflets" / f"{STEM}.pl.yaml").read_text("utf-8")
    assert run("build", "--workspace", root).exit_code == 0
    refused = run("rebrand", "plain", "hillside", f"{STEM}.pl", "--workspace", root)
    assert refused.exit_code == 1
    words = (brands / "plain" / "brand.pl.yaml").read_text("utf-8")
    write(brands / "hillside" / "brand.pl.yaml", words.replace("translates: plain", "translates: hillside"))
    assert run("rebrand", "plain", "hillside", f"{STEM}.pl", "--workspace", root).exit_code == 0


def test_a_leaflet_written_in_a_language_waits_for_its_fixed_words(tmp_path: Path) -> None:
    """It is no translation, but what a machine drafted stands on its pages: "urgent advice" among it."""
    root = small_workspace(tmp_path)
    write(root / "leaflets" / "P9-own.yaml", LEAFLET.replace("P1/", "P9/").replace("body:", "language: pl\nbody:"))
    assert status(root, "P9-own") == ("unchecked", "unchecked: no native speaker is named in the fixed words")
    code, said = release(root, "P9-own")
    assert code == 1 and "no native speaker has checked the fixed words" in said
    made = run("build", "P9-own", "--workspace", root)
    assert made.exit_code == 0
    assert [path.name for path in (root / "build").glob("*.pdf")] == ["P9-own.small.DRAFT.pdf"]
    reviewed_words(root, "pl")
    assert status(root, "P9-own")[0] == "never released"
    assert release(root, "P9-own")[0] == 0
