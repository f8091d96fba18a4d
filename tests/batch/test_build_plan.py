"""What a build finds out of date, why, and that it builds that and no more."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from leafletgen.batch import work
from leafletgen.batch.job import Job, Result
from leafletgen.errors import ExitCode, Report
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release import inputs
from leafletgen.system.installed import versions
from tests.support.commands import LAYOUT, LEAFLET, SVG, files_of, run, small_workspace, write
from tests.support.ledger_sample import leaflet

NEW_SVG = SVG.replace("#0B4F6C", "#123456")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a built workspace: P1 in two layouts with a picture; P2 with a shared block of another brand."""
    root = small_workspace(tmp_path / "w")
    write(root / "layouts" / "large.yaml", LAYOUT.replace("size: 12", "size: 16"))
    write(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("[small]", "[small, large]"))
    shutil.copytree(root / "assets" / "brands" / "plain", root / "assets" / "brands" / "second")
    write(root / "leaflets" / "shared" / "flags.yaml", "body:\n  - Call for help.\n")
    text = LEAFLET[: LEAFLET.index("  - image")] + "  - include: flags\n"
    write(root / "leaflets" / "deep" / "P2-deep.yaml", text.replace("P1/", "P2/").replace("plain", "second"))
    assert run("build", "--workspace", root).exit_code == ExitCode.OK
    return root


def plan(root: Path, *arguments: str | Path) -> list[str]:
    """Return what ``--dry-run`` says, and check that it does nothing."""
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    result = run("build", "--dry-run", *arguments, "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before
    return result.stdout.splitlines()


def made(root: Path, *arguments: str | Path) -> list[str]:
    """Build, and return the names of the files that were written."""
    result = run("build", "--json", *arguments, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stdout
    return sorted(Path(entry["file"]).name for entry in json.loads(result.stdout)["files"] if entry["made"])


def replace(file: str, old: str, new: str) -> Callable[[Path], object]:
    """Return what changes words in a file."""

    def change(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert old in text
        write(root / file, text.replace(old, new))

    return change


def put(file: str, text: str) -> Callable[[Path], object]:
    """Return what writes a file."""
    return lambda root: write(root / file, text)


P1_SMALL, P1_LARGE, P2 = "P1-good.small.DRAFT.pdf", "P1-good.large.DRAFT.pdf", "P2-deep.small.DRAFT.pdf"
FONT = "assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf"


def spoil_font(root: Path) -> None:
    """Let the regular font be the bold one."""
    shutil.copyfile(root / FONT.replace("Regular", "Bold"), root / FONT)


CHANGES: dict[str, tuple[Callable[[Path], object], str, list[str]]] = {
    "a word": (
        replace("leaflets/P1-good.yaml", "bold", "strong"),
        "P1-good: leaflets/P1-good.yaml changed",
        [P1_LARGE, P1_SMALL],
    ),
    "a comment": (
        replace("leaflets/P1-good.yaml", "body:", "# A comment\nbody:"),
        "P1-good: leaflets/P1-good.yaml changed",
        [P1_LARGE, P1_SMALL],
    ),
    "a shared block": (
        replace("leaflets/shared/flags.yaml", "help", "advice"),
        "P2-deep: leaflets/shared/flags.yaml changed",
        [P2],
    ),
    "a picture": (
        put("assets/images/hills.svg", NEW_SVG),
        "P1-good: assets/images/hills.svg changed",
        [P1_LARGE, P1_SMALL],
    ),
    "a picture that comes to stand beside the leaflet": (
        put("leaflets/hills.svg", NEW_SVG),
        "P1-good: leaflets/hills.svg changed",
        [P1_LARGE, P1_SMALL],
    ),
    "a layout": (
        replace("layouts/large.yaml", "size: 16", "size: 17"),
        "P1-good: the layout large changed",
        [P1_LARGE],
    ),
    "a brand's colour": (
        replace("assets/brands/second/brand.yaml", 'rule: "#4F8699"', 'rule: "#3F7689"'),
        "P2-deep: the brand second changed",
        [P2],
    ),
    "a brand's logo": (
        put("assets/brands/plain/logo.svg", NEW_SVG),
        "P1-good: the brand plain changed",
        [P1_LARGE, P1_SMALL],
    ),
    "a font": (spoil_font, "P1-good: the brand plain changed", [P1_LARGE, P1_SMALL, P2]),
    "a file that is gone": (
        lambda root: (root / "build" / P2).unlink(),
        "P2-deep: small: its file is gone",
        [P2],
    ),
    "a file that was edited": (
        lambda root: (root / "build" / P2).write_bytes(b"%PDF-1.7 other"),
        "P2-deep: small: its file was changed",
        [P2],
    ),
    "a new leaflet": (
        lambda root: leaflet(root, "P3"),
        "P3-leaflet: it was not built yet",
        ["P3-leaflet.small.DRAFT.pdf"],
    ),
}


def test_nothing_to_do_after_a_build(root: Path) -> None:
    assert plan(root) == ["0 leaflets to build, 3 files up to date"]
    assert made(root) == []
    work._builders.clear()  # another process finds the same
    assert plan(root) == ["0 leaflets to build, 3 files up to date"]
    result = run("build", "--workspace", root)
    assert (result.exit_code, result.stdout, result.stderr) == (
        ExitCode.OK,
        "0 files written, 3 up to date, 2 leaflets marked DRAFT or WITHDRAWN\n",
        "",
    )


def test_a_file_with_another_date_is_not_built_again_and_one_with_other_bytes_is(root: Path) -> None:
    file = root / "build" / P2
    os.utime(file, (1, 1))
    assert plan(root) == ["0 leaflets to build, 3 files up to date"]
    data = file.read_bytes()
    file.write_bytes(data.replace(b"leafletgen", b"leafletgem", 1))
    assert len(file.read_bytes()) == len(data)
    assert plan(root) == ["P2-deep: small: its file was changed", "1 leaflet to build, 2 files up to date"]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("same_process", [True, False])
def test_what_changes_is_built_and_no_more(root: Path, change: str, same_process: bool) -> None:
    do, why, files = CHANGES[change]
    do(root)
    if not same_process:
        work._builders.clear()
    said = plan(root)
    assert why in said
    stems = {name.partition(".")[0] for name in files}
    assert said[-1].startswith(f"{len(stems)} leaflet")
    assert made(root) == files
    assert plan(root)[:-1] == []


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_planned_before_the_change_is_what_a_build_from_nothing_makes(root: Path, change: str) -> None:
    CHANGES[change][0](root)
    made(root)
    made(root, "--out", root / "fresh")
    assert files_of(root / "build") == files_of(root / "fresh")


def test_another_leafletgen_builds_all_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leafletgen.release.catalogue.program_state", lambda: "another")
    work._builders.clear()
    assert plan(root) == [
        "P1-good: leafletgen changed",
        "P2-deep: leafletgen changed",
        "2 leaflets to build, 0 files up to date",
    ]
    assert made(root) == [P1_LARGE, P1_SMALL, P2]
    work._builders.clear()


def test_the_state_of_the_program_knows_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import leafletgen

    package = tmp_path / "leafletgen"
    shutil.copytree(Path(leafletgen.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(leafletgen, "__file__", str(package / "__init__.py"))
    before = inputs.program_state()
    assert inputs.program_state() == before
    for name in ("pages/mark.py", "pdf/writer.py", "content/model/blocks.py", "images/store.py", "fonts/faces.py"):
        with (package / name).open("a", encoding="utf-8") as file:
            file.write("\n# changed\n")
        after = inputs.program_state()
        assert after != before, name
        before = after
    # A font of the package that was trimmed anew has another hash in this file, which a test of fonts holds.
    fonts = package / "fonts" / "noto" / "digests.json"
    text = fonts.read_text(encoding="utf-8")
    fonts.write_text(text.replace(': "0', ': "1', 1), encoding="utf-8")
    assert fonts.read_text(encoding="utf-8") != text
    after = inputs.program_state()
    assert after != before
    before = after
    rules = inputs.program_state(["rules"])
    with (package / "rules" / "syllables.toml").open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    assert inputs.program_state(["rules"]) != rules
    assert inputs.program_state() == before, "what a check alone reads changes no page"
    monkeypatch.setattr("zlib.ZLIB_RUNTIME_VERSION", "9.9")
    assert inputs.program_state() != before
    assert any(name.startswith("reportlab-") for name in versions(("reportlab-",)))


def test_another_layout_or_another_folder_has_files_of_its_own(root: Path) -> None:
    other = "P2-deep.large.DRAFT.pdf"
    assert plan(root, "P2", "--layout", "large")[0] == "P2-deep: large: it was not built yet"
    assert made(root, "P2", "--layout", "large") == [other]
    assert made(root, "P2", "--layout", "large") == []
    assert made(root) == []
    assert plan(root, "--out", root / "else")[-1] == "2 leaflets to build, 0 files up to date"
    assert made(root, "--out", root / "else") == [P1_LARGE, P1_SMALL, P2]
    assert made(root, "--out", root / "else") == []


def test_a_release_and_a_withdrawal_are_seen(root: Path) -> None:
    options = ["--reason", "x", "--approved-by", "y", "--workspace", str(root)]
    assert run("release", "P2", *options).exit_code == ExitCode.OK
    assert plan(root) == ["0 leaflets to build, 3 files up to date"]
    assert run("withdraw", "P2", "--reason", "x", "--workspace", root).exit_code == ExitCode.OK
    (said, _) = plan(root)
    assert said.startswith("P2-deep: small: it is withdrawn on ")
    assert made(root) == [P2.replace("DRAFT", "WITHDRAWN")]


def test_force_builds_what_is_up_to_date(root: Path) -> None:
    before = files_of(root / "build")
    assert plan(root, "--force")[:2] == ["P1-good: --force", "P2-deep: --force"]
    assert made(root, "--force") == [P1_LARGE, P1_SMALL, P2]
    assert files_of(root / "build") == before


JOURNALS: dict[str, Callable[[bytes], bytes]] = {
    "gone": lambda _: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "zeros": lambda data: b"\0" * len(data),
    "huge": lambda data: b"\n" + b"x" * 20_000_000 + b"\n" + data,
    "deep": lambda data: b"[" * 200_000 + b"\n" + data,
    "foreign": lambda data: b'{"name":1}\n{"name":["a"]}\n[1]\nnull\n"x"\n{}\n\xff\xfe\n' + data,
    "empty entries": lambda data: b"".join(
        json.dumps({"name": json.loads(line)["name"]}).encode() + b"\n" for line in data.splitlines() if line
    ),
    "wrong types": lambda data: b"".join(
        json.dumps({key: value if key == "name" else 7 for key, value in json.loads(line).items()}).encode() + b"\n"
        for line in data.splitlines()
        if line
    ),
    "wrong lists": lambda data: b"".join(
        json.dumps({key: value if key == "name" else [[]] for key, value in json.loads(line).items()}).encode() + b"\n"
        for line in data.splitlines()
        if line
    ),
}


WRONG = {
    "a review that is no month": lambda facts: facts.update(review="2027-99"),
    "a review that is no text": lambda facts: facts.update(review=5),
    "a number that is a list": lambda facts: facts.update(number=[1]),
    "no title": lambda facts: facts.pop("title"),
    "a version that is text": lambda facts: facts.update(version="three"),
    "a layout that is a number": lambda facts: facts.update(layouts=[1]),
}


@pytest.mark.parametrize("command", ["build", "status", "due"])
@pytest.mark.parametrize("wrong", WRONG)
def test_facts_of_another_form_in_the_cache_are_found_out_anew(root: Path, wrong: str, command: str) -> None:
    path = root / "build" / ".cache" / "leaflets.jsonl"
    before = run(command, "--workspace", root).stdout
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    for line in lines:
        WRONG[wrong](line["facts"])
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    work._builders.clear()
    result = run(command, "--workspace", root)
    assert (result.exit_code, result.stdout, result.stderr) == (ExitCode.OK, before, "")


def test_an_input_name_that_no_file_can_have_is_found_out_anew(root: Path) -> None:
    path = root / "build" / ".cache" / "leaflets.jsonl"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    for line in lines:
        line["inputs"]["a\0b"] = "x"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    work._builders.clear()
    assert run("build", "--workspace", root).exit_code == ExitCode.OK


def test_a_defect_in_one_leaflet_stops_no_other(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = work.Builder.build

    def broken(builder: work.Builder, job: Job) -> list[Result]:
        if job.path.stem == "P1-good":
            raise KeyError("what nobody thought of")
        return build(builder, job)

    monkeypatch.setattr(work.Builder, "build", broken)
    result = run("build", "--force", "--jobs", "1", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert "P1-good is not built, by a defect of leafletgen: KeyError: 'what nobody thought of'" in result.stderr
    assert "P2-deep.small" in result.stdout


def test_other_settings_make_the_copies_for_printing_anew(root: Path) -> None:
    copy = root / "build" / "P1-good.small.DRAFT.imposed.pdf"
    made: dict[str, bytes] = {}
    for creep in ("0.04mm", "0.28mm", "0.04mm"):
        assert run("build", "P1", "--impose", "--creep", creep, "--workspace", root).exit_code == ExitCode.OK
        made.setdefault(creep, copy.read_bytes())
        assert copy.read_bytes() == made[creep]
    assert made["0.04mm"] != made["0.28mm"]
    copy.write_bytes(copy.read_bytes()[:-1] + b" ")
    run("build", "P1", "--impose", "--creep", "0.04mm", "--workspace", root)
    assert copy.read_bytes() == made["0.04mm"]
    copy.write_bytes(b"")
    run("build", "P1", "--impose", "--creep", "0.04mm", "--force", "--workspace", root)
    assert copy.read_bytes() == made["0.04mm"]


@pytest.mark.parametrize("damage", JOURNALS)
@pytest.mark.parametrize("which", ["built.jsonl", "leaflets.jsonl"])
def test_a_damaged_cache_is_passed_over(root: Path, which: str, damage: str) -> None:
    good = files_of(root / "build")
    path = root / "build" / ".cache" / which
    path.write_bytes(JOURNALS[damage](path.read_bytes()))
    work._builders.clear()
    for _ in range(2):
        made(root)
        assert files_of(root / "build") == good
    work._builders.clear()
    assert plan(root) == ["0 leaflets to build, 3 files up to date"]
    replace("leaflets/P1-good.yaml", "bold", "strong")(root)
    assert made(root) == [P1_LARGE, P1_SMALL]


def test_a_journal_of_many_lines_is_written_anew(root: Path) -> None:
    path = root / "build" / ".cache" / "leaflets.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole * 1200)
    work._builders.clear()
    assert run("status", "--workspace", root).exit_code == ExitCode.OK
    assert len(path.read_bytes()) < 2 * len(whole)
    assert plan(root) == ["0 leaflets to build, 3 files up to date"]


def test_what_is_saved_while_it_is_read_is_built_the_next_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = Workspace.load_leaflet

    def saved_meanwhile(self: Workspace, path: Path, report: Report, text: str | None = None) -> LoadedLeaflet | None:
        loaded = load(self, path, report, text)
        replace("leaflets/P1-good.yaml", "strong", "heavy")(root)
        return loaded

    replace("leaflets/P1-good.yaml", "bold", "strong")(root)
    work._builders.clear()
    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "load_leaflet", saved_meanwhile)
        assert run("build", "P1", "--workspace", root).exit_code == ExitCode.OK
    work._builders.clear()
    assert "P1-good: leaflets/P1-good.yaml changed" in plan(root)
    assert made(root) == [P1_LARGE, P1_SMALL]


def test_two_leaflets_of_one_number_fail_and_the_others_are_built(root: Path) -> None:
    leaflet(root, "P1", stem="P1-copy")
    leaflet(root, "P3")
    assert plan(root)[:2] == ["P1-copy: its code clashes", "P1-good: its code clashes"]
    result = run("build", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert (
        "leaflets/P1-copy.yaml:1:7: error: the code number P1 is that of leaflets/P1-good.yaml as well" in result.stderr
    )
    assert (
        "leaflets/P1-good.yaml:1:7: error: the code number P1 is that of leaflets/P1-copy.yaml as well" in result.stderr
    )
    assert result.stdout.endswith(
        "1 file written, 1 up to date, 2 leaflets marked DRAFT or WITHDRAWN, 2 builds failed, 2 errors\n"
    )
    replace("leaflets/P1-copy.yaml", "title:", "titel:")(root)
    more = run("build", "P1-copy", "--workspace", root)
    assert "the code number P1 is that of" in more.stderr and 'unknown key "titel"' in more.stderr, "all at once"
    alone = run("build", "P1-good", "--workspace", root)
    assert alone.exit_code == ExitCode.CONTENT, "also when the other one is not of this run"


def test_warnings_of_what_is_up_to_date_are_told_and_still_fail_strict(root: Path) -> None:
    replace("leaflets/P1-good.yaml", "alt: Two", "alt: Picture of two")(root)
    options = ["--reason", "x", "--approved-by", "y", "--workspace", str(root)]
    assert run("release", "--all", *options).exit_code == ExitCode.OK
    result = run("build", "--workspace", root)
    assert result.stdout == "0 files written, 3 up to date, 1 warning\n"
    assert result.stderr.count('warning: the alt text begins with "Picture of"') == 1
    strict = run("build", "--strict", "--workspace", root)
    assert strict.exit_code == ExitCode.CONTENT
    assert strict.stderr.count('warning: the alt text begins with "Picture of"') == 1
    assert strict.stdout == "0 files written, 1 up to date, 1 build failed, 1 warning\n"


def test_the_plan_as_data(root: Path) -> None:
    replace("leaflets/P1-good.yaml", "bold", "strong")(root)
    data = json.loads(run("build", "--dry-run", "--json", "--workspace", root).stdout)
    assert data["build"] == [{"leaflet": "P1-good", "why": "leaflets/P1-good.yaml changed"}]
    assert [(entry["leaflet"], entry["layout"], entry["made"]) for entry in data["up_to_date"]] == [
        ("P2-deep", "small", False)
    ]


def test_copies_are_made_of_what_is_up_to_date_and_not_twice(root: Path) -> None:
    assert plan(root, "--impose", "--press")[0] == "P1-good: it has no copies for printing yet"
    first = json.loads(run("build", "--impose", "--press", "--json", "--workspace", root).stdout)
    copies = sorted(Path(path).name for entry in first["files"] for path in entry["copies"])
    stems = ("P1-good.large.DRAFT", "P1-good.small.DRAFT", "P2-deep.small.DRAFT")
    assert copies == sorted(f"{stem}.{kind}.pdf" for stem in stems for kind in ("imposed", "press"))
    assert not any(entry["made"] for entry in first["files"])
    before = {path: path.stat().st_mtime_ns for path in (root / "build").glob("*.pdf")}
    second = json.loads(run("build", "--impose", "--press", "--json", "--workspace", root).stdout)
    assert not any(entry["copies"] for entry in second["files"])
    assert {path: path.stat().st_mtime_ns for path in (root / "build").glob("*.pdf")} == before
    (root / "build" / "P2-deep.small.DRAFT.press.pdf").unlink()
    assert "P2-deep" in plan(root, "--impose", "--press")[0]
    third = json.loads(run("build", "--impose", "--press", "--json", "--workspace", root).stdout)
    assert {entry["leaflet"] for entry in third["files"] if entry["copies"]} == {"P2-deep"}


def test_a_faulty_leaflet_is_tried_again_each_time(root: Path) -> None:
    replace("leaflets/P1-good.yaml", "title:", "titel:")(root)
    for _ in range(2):
        result = run("build", "--workspace", root)
        assert result.exit_code == ExitCode.CONTENT
        assert 'unknown key "titel"' in result.stderr
        assert "1 up to date" in result.stdout
    replace("leaflets/P1-good.yaml", "titel:", "title:")(root)
    assert made(root) == [], "its files are those of this text again"


def test_a_code_is_not_looked_for_in_a_file_that_is_too_large(root: Path) -> None:
    """What is larger than a leaflet may be is refused when it is read, and parsed by nobody before that."""
    path = root / "leaflets" / "P7-flow.yaml"
    flow = "{code: P7/22/01.2026/VERSION1, brand: plain}\n"
    write(path, flow)
    written = Workspace(root).written_code(path)
    assert written is not None
    assert written.text == "P7/22/01.2026/VERSION1"
    write(path, flow + "#\n" * 500_000)
    assert Workspace(root).written_code(path) is None
