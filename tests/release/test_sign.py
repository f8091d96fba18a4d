"""``leafletgen sign`` and the sentence that an example prints until it was signed: leaflets, and the command."""

import csv
import datetime
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
import yaml

from leafletgen.errors import ExitCode, Report
from leafletgen.library.workspace import Workspace
from leafletgen.release.content import content_hash, printed_content
from leafletgen.release.signatures import SIGNATURES
from leafletgen.release.signing import leaflet_hash
from leafletgen.system import clock
from tests.support.commands import BRAND, LAYOUT, LEAFLET, ROOT, SVG, run, small_workspace, write
from tests.support.exercise_sample import PROGRAMMES, exercise_text
from tests.support.sheet_workspace import text_of
from tests.support.shipped import sources, translations

SENTENCE = "Example content. A clinician must review it before use."
EXAMPLE = LEAFLET.replace("brand: plain\n", "example: true\nbrand: plain\n")
SOURCES = "sources: [NICE guideline NG59]\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with an example: the leaflet P1-good; it is 21 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 21))
    root = small_workspace(tmp_path / "w")
    write(root / "leaflets" / "P1-good.yaml", EXAMPLE)
    return root


def sign(root: Path, *arguments: str) -> None:
    """Sign, which has to succeed."""
    result = run("sign", *arguments, "--by", "Lead", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr


def refused(root: Path, *arguments: str, code: ExitCode = ExitCode.CONTENT) -> str:
    """Try to sign, in vain; return what is said."""
    before = (root / SIGNATURES).read_bytes() if (root / SIGNATURES).exists() else None
    result = run("sign", *arguments, "--workspace", root)
    assert result.exit_code == code, result.output
    after = (root / SIGNATURES).read_bytes() if (root / SIGNATURES).exists() else None
    assert after == before
    return result.stderr


def release(root: Path, *options: str) -> None:
    """Release P1 and build it."""
    reason = ("--reason", "x", "--approved-by", "Lead")
    result = run("release", "P1", *reason, *options, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.output


def words_of(root: Path, layout: str = "small") -> str:
    """Build P1 and return the words of the one file."""
    shutil.rmtree(root / "build", ignore_errors=True)
    result = run("build", "--workspace", root, "--layout", layout)
    assert result.exit_code == ExitCode.OK, result.output
    (path,) = (root / "build").glob("*.pdf")
    return text_of(path)


def checked(root: Path) -> str | None:
    """Return what status says of who checked P1; list must say the same."""
    status = json.loads(run("status", "--json", "--workspace", root).stdout)["leaflets"]
    listed = json.loads(run("list", "leaflets", "--json", "--workspace", root).stdout)["leaflets"]
    assert status[0]["checked"] == listed[0]["checked"]
    said: str | None = status[0]["checked"]
    return said


def state_of(root: Path) -> str:
    """Return the state of P1."""
    return str(json.loads(run("status", "--json", "--workspace", root).stdout)["leaflets"][0]["state"])


@pytest.mark.parametrize("back", ["[contact, copyright]", "[]", "[example]", "[example, copyright]"])
def test_an_example_says_so_under_any_brand_in_any_layout(root: Path, back: str) -> None:
    write(root / "layouts" / "small.yaml", LAYOUT.replace("back: [contact, copyright]", f"back: {back}"))
    assert words_of(root).count(SENTENCE) == 1


def test_an_example_says_so_on_a_back_page(root: Path) -> None:
    layout = LAYOUT.replace("back:", "back_page: true\nmultiple: 4\nback:")
    write(root / "layouts" / "small.yaml", layout)
    assert words_of(root).count(SENTENCE) == 1


def test_what_is_no_example_does_not_say_so(root: Path) -> None:
    write(root / "leaflets" / "P1-good.yaml", LEAFLET)
    assert SENTENCE not in words_of(root)
    assert checked(root) is None
    write(root / "leaflets" / "P1-good.yaml", EXAMPLE.replace("true", "false"))
    assert SENTENCE not in words_of(root)


def test_a_leaflet_without_the_key_has_the_content_hash_that_it_had(root: Path) -> None:
    """The hash is that of the version before the key."""
    for text in (LEAFLET, EXAMPLE.replace("true", "false")):
        path = write(root / "leaflets" / "P1-good.yaml", text)
        loaded = Workspace(root).load_leaflet(path, Report())
        assert loaded is not None
        known = "548231e13926df9d78d5d2f68e896b9ddbebd1bdc1c929ccde29240aceb15cdb"
        assert content_hash(printed_content(loaded)) == known


def test_a_signed_leaflet_is_released_anew_without_the_sentence(root: Path) -> None:
    release(root)
    assert (state_of(root), checked(root)) == ("released", "example, not signed")
    assert SENTENCE in words_of(root)
    sign(root, "P1")
    assert (state_of(root), checked(root)) == ("changed", "signed 2026-11-21 by Lead")
    assert SENTENCE not in words_of(root)
    release(root, "--review", "2029-04")
    assert (state_of(root), checked(root)) == ("released", "signed 2026-11-21 by Lead")
    assert SENTENCE not in words_of(root)
    assert [path.name for path in (root / "build").glob("*.pdf")] == ["P1-good.small.pdf"]


def test_the_difference_to_the_release_is_shown(root: Path) -> None:
    release(root)
    sign(root, "P1")
    assert "example content removed" in run("diff", "P1", "--workspace", root).stdout


def test_a_preview_knows_too(root: Path) -> None:
    before = run("preview", "P1", "--workspace", root)
    picture = next((root / "build" / "preview").glob("*.png"))
    unsigned = picture.read_bytes()
    sign(root, "P1")
    assert (before.exit_code, run("preview", "P1", "--workspace", root).exit_code) == (0, 0)
    assert picture.read_bytes() != unsigned


def test_a_signature_makes_what_was_built_out_of_date(root: Path) -> None:
    run("build", "--workspace", root)
    assert "0 leaflets to build" in run("build", "--dry-run", "--workspace", root).stdout
    sign(root, "P1")
    assert "P1-good: the signature of P1 changed" in run("build", "--dry-run", "--workspace", root).stdout


CHANGES = {
    "words": ("leaflets/P1-good.yaml", EXAMPLE.replace("bold", "loud")),
    "title": ("leaflets/P1-good.yaml", EXAMPLE.replace("A good", "A better")),
    "alt text": ("leaflets/P1-good.yaml", EXAMPLE.replace("Two hills", "Three hills")),
    "picture": ("assets/images/hills.svg", SVG.replace("#0B4F6C", "#0B4F6D")),
    "telephone": ("assets/brands/plain/brand.yaml", BRAND.replace("960 000", "960 001")),
}
SAME = {
    "comment": ("leaflets/P1-good.yaml", f"# A comment\n\n{EXAMPLE}"),
    "order": ("leaflets/P1-good.yaml", yaml.safe_dump(dict(reversed(yaml.safe_load(EXAMPLE).items())))),
    "version and month": ("leaflets/P1-good.yaml", EXAMPLE.replace("01.2026/VERSION3", "02.2026/VERSION4")),
    "review": ("leaflets/P1-good.yaml", EXAMPLE.replace("brand:", "review: 2029-04\nbrand:")),
    "look": ("layouts/small.yaml", LAYOUT.replace("size: 12", "size: 13")),
    "colour": ("assets/brands/plain/brand.yaml", BRAND.replace('tint: "#E9F2F5"', 'tint: "#FFFFFF"')),
    "brand's example": ("assets/brands/plain/brand.yaml", f"{BRAND}  example: An example.\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_what_was_signed_brings_the_sentence_back(root: Path, change: str) -> None:
    file, text = CHANGES[change]
    assert (root / file).read_text("utf-8") != text
    sign(root, "P1")
    assert SENTENCE not in words_of(root)
    before = (root / file).read_text("utf-8")
    write(root / file, text)
    assert checked(root) == "changed since it was signed"
    assert SENTENCE in words_of(root)
    write(root / file, before)
    assert checked(root) == "signed 2026-11-21 by Lead"


@pytest.mark.parametrize("change", SAME)
def test_what_was_not_signed_may_change(root: Path, change: str) -> None:
    file, text = SAME[change]
    assert (root / file).read_text("utf-8") != text
    sign(root, "P1")
    write(root / file, text)
    assert checked(root) == "signed 2026-11-21 by Lead"
    assert SENTENCE not in words_of(root)


def test_shared_blocks_were_signed_too(root: Path) -> None:
    shared = write(root / "leaflets" / "shared" / "signs.yaml", "body: [Call us.]\n")
    write(root / "leaflets" / "P1-good.yaml", f"{EXAMPLE}  - include: signs\n")
    sign(root, "P1")
    write(shared, f"{SOURCES}body: [Call us.]\n")
    assert checked(root) == "signed 2026-11-21 by Lead"
    write(shared, "body: [Do not call us.]\n")
    assert checked(root) == "changed since it was signed"


def test_the_review_date_in_a_sentence_is_no_part_of_it(root: Path) -> None:
    text = f"{EXAMPLE}  - Read it again in {{leaflet.review}}.\n".replace("brand:", "review: 2028-04\nbrand:")
    write(root / "leaflets" / "P1-good.yaml", text)
    sign(root, "P1")
    write(root / "leaflets" / "P1-good.yaml", text.replace("2028-04", "2029-04"))
    assert checked(root) == "signed 2026-11-21 by Lead"


def test_a_brand_that_says_so_itself_goes_on_saying_so(root: Path) -> None:
    """Workspaces of before have the sentence in brand.yaml."""
    brand = root / "assets" / "brands" / "plain" / "brand.yaml"
    write(root / "layouts" / "small.yaml", LAYOUT.replace("copyright]", "copyright, example]"))
    write(brand, f"{BRAND}  example: {SENTENCE}\n")
    assert words_of(root).count(SENTENCE) == 1
    result = run("sign", "P1", "--by", "Lead", "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert "assets/brands/plain/brand.yaml:29:" in result.stderr
    assert 'take "example:" out of its statements' in result.stderr
    assert words_of(root).count(SENTENCE) == 1
    write(brand, f"{BRAND}  example: All of this is invented.\n")
    assert "All of this is invented." in words_of(root)
    write(root / "leaflets" / "P1-good.yaml", EXAMPLE.replace("bold", "loud"))
    words = words_of(root)
    assert "All of this is invented." in words and SENTENCE in words


def test_a_file_may_move_and_keeps_its_signature(root: Path) -> None:
    sign(root, "P1")
    (root / "leaflets" / "P1-good.yaml").rename(root / "leaflets" / "P1-other.yaml")
    assert checked(root) == "signed 2026-11-21 by Lead"


def test_a_damaged_line_is_told_everywhere_and_the_sentence_prints(root: Path) -> None:
    sign(root, "P1")
    with (root / SIGNATURES).open("a") as file:
        file.write("{}\n")
    assert SENTENCE in words_of(root)
    for command, code in (
        (("build",), ExitCode.OK),
        (("preview", "P1"), ExitCode.OK),
        (("status",), ExitCode.CONTENT),
        (("list", "leaflets"), ExitCode.CONTENT),
        (("list", "exercises"), ExitCode.CONTENT),
        (("list", "programmes"), ExitCode.CONTENT),
        (("sign", "P1", "--by", "Lead"), ExitCode.CONTENT),
        (("release", "P1", "--reason", "x", "--approved-by", "Lead"), ExitCode.CONTENT),
    ):
        result = run(*command, "--workspace", root)
        assert (result.exit_code, result.stderr.count(f"{SIGNATURES}:2:1: ")) == (code, 1), (command, result.stderr)
        assert "until then nothing counts as signed" in result.stderr
    assert not (root / "leaflets" / "releases.jsonl").exists()


def test_a_catalogue_that_was_tampered_with_is_not_believed(root: Path) -> None:
    assert checked(root) == "example, not signed"
    journal = root / "build" / ".cache" / "leaflets.jsonl"
    entry = json.loads(journal.read_text("utf-8").splitlines()[-1])
    entry["facts"]["signable"] = 5
    write(journal, json.dumps(entry) + "\n")
    sign(root, "P1")
    assert checked(root) == "signed 2026-11-21 by Lead"


def test_tables_and_csv_show_it(root: Path) -> None:
    heading, line, _ = run("status", "--workspace", root).stdout.splitlines()
    at = heading.index("CHECKED")
    assert line[at:].startswith("example, not signed  P1-good")
    rows = list(csv.DictReader(StringIO(run("status", "--format", "csv", "--workspace", root).stdout.lstrip("\ufeff"))))
    assert rows[0]["checked"] == "example, not signed"
    heading, line = run("list", "leaflets", "--workspace", root).stdout.splitlines()
    assert line[heading.index("CHECKED") :].startswith("example, not signed")
    write(root / "leaflets" / "P1-good.yaml", LEAFLET)
    assert "CHECKED" not in run("status", "--workspace", root).stdout
    assert "CHECKED" not in run("list", "leaflets", "--workspace", root).stdout


def add_exercises(root: Path) -> None:
    """Add two exercises and a programme, all examples."""
    for name in ("bridge", "clamshell"):
        text = exercise_text(name=name.title()) + "example: true\n" + SOURCES
        write(root / "assets" / "exercises" / f"{name}.yaml", text)
    programme = PROGRAMMES["hip"] + "example: true\n" + SOURCES
    write(root / "assets" / "programmes" / "hip.yaml", programme)
    for name in ("start", "finish"):
        write(root / "assets" / "images" / "poses" / f"{name}.svg", SVG)


def signed_ids(root: Path) -> list[tuple[str, str]]:
    """Return kind and id of each line."""
    lines = (root / SIGNATURES).read_text("utf-8").splitlines() if (root / SIGNATURES).exists() else []
    return [(line["kind"], line["id"]) for line in map(json.loads, lines)]


@pytest.mark.parametrize(
    "name", ["P1", "P1-good", "P1/22/01.2026/VERSION3", "leaflets/P1-good.yaml", "leaflets/P1-good", "PATH"]
)
def test_a_leaflet_is_named_as_everywhere(root: Path, name: str) -> None:
    sign(root, str(root / "leaflets" / "P1-good.yaml") if name == "PATH" else name)
    assert signed_ids(root) == [("leaflet", "P1")]


@pytest.mark.parametrize("name", ["bridge", "exercises/bridge", "assets/exercises/bridge.yaml", "PATH"])
def test_an_exercise_is_named_by_id_or_path(root: Path, name: str) -> None:
    add_exercises(root)
    sign(root, str(root / "assets" / "exercises" / "bridge.yaml") if name == "PATH" else name)
    assert signed_ids(root) == [("exercise", "bridge")]


@pytest.mark.parametrize("name", ["hip", "programmes/hip", "assets/programmes/hip.yaml"])
def test_a_programme_is_named_by_id_or_path(root: Path, name: str) -> None:
    add_exercises(root)
    sign(root, name)
    assert signed_ids(root) == [("programme", "hip")]


def test_a_name_that_means_two_things_is_refused(root: Path) -> None:
    add_exercises(root)
    shutil.copyfile(root / "assets" / "programmes" / "hip.yaml", root / "assets" / "programmes" / "bridge.yaml")
    said = refused(root, "bridge", "--by", "Lead", code=ExitCode.USAGE)
    assert '"bridge" is the exercise bridge and the programme bridge' in said
    assert "write exercises/bridge or programmes/bridge" in said
    sign(root, "exercises/bridge", "programmes/bridge")
    assert signed_ids(root) == [("exercise", "bridge"), ("programme", "bridge")]


def test_a_number_of_two_leaflets_is_refused(root: Path) -> None:
    write(root / "leaflets" / "P1-other.yaml", EXAMPLE.replace("VERSION3", "VERSION4"))
    said = refused(root, "P1", "--by", "Lead", code=ExitCode.USAGE)
    assert "write leaflets/P1-good or leaflets/P1-other" in said


def test_an_unknown_name_gets_a_hint(root: Path) -> None:
    add_exercises(root)
    said = refused(root, "brigde", "--by", "Lead", code=ExitCode.USAGE)
    assert said == ('error: no leaflet, exercise or programme is called "brigde"\n  hint: did you mean "bridge"?\n')


def test_several_are_signed_together_or_none(root: Path) -> None:
    add_exercises(root)
    write(root / "assets" / "exercises" / "clamshell.yaml", exercise_text(name="Clamshell"))
    said = refused(root, "P1", "bridge", "clamshell", "hip", "--by", "Lead")
    assert 'the exercise clamshell has no "example: true"' in said
    assert "nothing was signed" in said
    refused(root, "P1", "nothing", "--by", "Lead", code=ExitCode.USAGE)
    sign(root, "P1", "bridge", "hip", "exercises/bridge")
    assert signed_ids(root) == [("leaflet", "P1"), ("exercise", "bridge"), ("programme", "hip")]


def test_what_is_no_example_is_refused(root: Path) -> None:
    write(root / "leaflets" / "P1-good.yaml", LEAFLET)
    said = refused(root, "P1", "--by", "Lead")
    assert 'the leaflet P1-good has no "example: true", so there is nothing to sign' in said
    assert "leafletgen release --approved-by" in said


def test_what_names_no_guidance_is_refused(root: Path) -> None:
    add_exercises(root)
    for kind, name in (("exercise", "bridge"), ("programme", "hip")):
        path = root / "assets" / f"{kind}s" / f"{name}.yaml"
        write(path, path.read_text("utf-8").replace(SOURCES, ""))
        said = refused(root, name, "--by", "Lead")
        assert f"assets/{kind}s/{name}.yaml:1:1: error: the {kind} {name} does not say what it rests on" in said
        assert 'name the guidance under "sources:"' in said


def test_what_is_faulty_is_refused(root: Path) -> None:
    write(root / "leaflets" / "P1-good.yaml", EXAMPLE.replace("title:", "titel:"))
    assert "leaflets/P1-good.yaml:2:1" in refused(root, "P1-good", "--by", "Lead")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--by", ""), "--by is empty"),
        (("--by", "  "), "--by is empty"),
        (("--by", "Lead\nphysio"), "a character that cannot be printed"),
        (("--by", "Lead\x1b[0m"), "a character that cannot be printed"),
        (("--by", "L" * 101), "--by has 101 characters"),
        (("--by", "Lead", "--on", "2026-11-22"), "2026-11-22 is in the future"),
        (("--by", "Lead", "--on", "2026-02-30"), '"2026-02-30" is not a day'),
        ((), "Missing option '--by'"),
    ],
)
def test_options_that_say_nothing_are_refused(root: Path, options: tuple[str, ...], said: str) -> None:
    assert said in refused(root, "P1", *options, code=ExitCode.USAGE)


def test_the_day_is_today_unless_another_is_given(root: Path) -> None:
    sign(root, "P1", "--on", "2026-11-02")
    assert checked(root) == "signed 2026-11-02 by Lead"
    result = run("sign", "P1", "--by", "Spinal physiotherapist", "--workspace", root)
    assert result.stdout == (
        "signed: leaflet P1, by Spinal physiotherapist on 2026-11-21\n"
        "release the leaflets anew: what they print has changed\n"
    )
    assert checked(root) == "signed 2026-11-21 by Spinal physiotherapist"


def test_a_signature_is_taken_back(root: Path) -> None:
    assert "the leaflet P1-good is not signed" in refused(root, "P1", "--by", "Lead", "--withdraw")
    sign(root, "P1")
    sign(root, "P1", "--withdraw")
    assert checked(root) == "example, not signed"
    assert SENTENCE in words_of(root)
    assert "is not signed" in refused(root, "P1", "--by", "Lead", "--withdraw")
    sign(root, "P1")
    assert checked(root) == "signed 2026-11-21 by Lead"


def test_a_file_that_cannot_be_written_is_told(root: Path) -> None:
    sign(root, "P1")
    write(root / "leaflets" / "P1-good.yaml", EXAMPLE.replace("bold", "loud"))
    (root / SIGNATURES).chmod(0o444)
    assert "signatures.jsonl cannot be written" in refused(root, "P1", "--by", "Lead", code=ExitCode.ENVIRONMENT)


def test_all_that_is_shipped_is_an_example_and_says_so_itself() -> None:
    files = [*sources("leaflets"), *sources("assets/exercises"), *sources("assets/programmes")]
    assert len(files) == 5 + 142 + 40
    assert [path.name for path in files if yaml.safe_load(path.read_text("utf-8")).get("example") is not True] == []
    translated = [yaml.safe_load(path.read_text("utf-8")) for path in translations("leaflets")]
    assert len(translated) == 6 and all(one["example"] is True and "reviewed_by" not in one for one in translated)
    assert not (ROOT / SIGNATURES).exists()
    brands = [ROOT / "assets" / "brands" / "riverside" / "brand.yaml", ROOT / "leafletgen" / "templates" / "brand.yaml"]
    assert all("Example content" not in path.read_text("utf-8") for path in brands)


@pytest.mark.parametrize("what", ["leaflet", "exercise", "programme"])
def test_what_is_begun_from_a_template_is_no_example(what: str) -> None:
    text = (ROOT / "leafletgen" / "templates" / f"{what}.yaml").read_text("utf-8")
    assert "example: true" not in text


def test_the_hash_of_a_starter_is_the_same_wherever_it_is_read(tmp_path: Path) -> None:
    """No path and no date is in it."""
    for part in ("leaflets", "layouts", "assets"):
        shutil.copytree(ROOT / part, tmp_path / "w" / part)
    for path in sorted(ROOT.glob("leaflets/*.yaml")):
        one = Workspace(ROOT).load_leaflet(path, Report())
        two = Workspace(tmp_path / "w").load_leaflet(tmp_path / "w" / "leaflets" / path.name, Report())
        assert one is not None and two is not None
        assert leaflet_hash(one) == leaflet_hash(two)
