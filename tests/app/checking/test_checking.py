"""A check of a whole workspace: what is looked at, kept, compared, waived, and known."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from leafletgen.app.checking import checking
from leafletgen.app.checking.baselines import Baseline, Known, baseline_text, entries_of
from leafletgen.app.checking.checking import check, check_text
from leafletgen.app.checking.choosing import only
from leafletgen.app.checking.looking import Looked, Session
from leafletgen.app.checking.results import Results
from leafletgen.app.checking.snippets import Texts
from leafletgen.errors import ExitCode, Place, RefusedError, Report, Severity
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.data import every_rule
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import Rule
from leafletgen.rules.running import FAILED, file_checks
from tests.support.building import ROOT

_HEAD = """\
code: P{number}/1000/06.2025/VERSION1
title: A leaflet
language: en-GB
brand: riverside
layouts: [a4-leaflet]
"""
_RULES = ("long-sentence", "ampersand")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a workspace with layouts, brand and rules, and no content but what a test writes."""
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    for part in ("brands", "fonts", "images"):
        shutil.copytree(ROOT / "assets" / part, tmp_path / "assets" / part)
    (tmp_path / "leaflets" / "shared").mkdir(parents=True)
    return tmp_path


def _write(folder: Path, number: int, *blocks: str, head: str = "") -> Path:
    path = folder / "leaflets" / f"P{number}-x.yaml"
    body = "".join(f"  - {block}\n" for block in blocks)
    path.write_text(f"{_HEAD.format(number=number)}{head}body:\n{body}", "utf-8")
    return path


def _check(folder: Path, *paths: str, baseline: Path | None = None, whole: bool = False, **options: object) -> Results:
    report = Report()
    workers = options.get("workers")
    assert workers is None or isinstance(workers, int)
    rules = options.get("rules", ("ampersand",))
    assert isinstance(rules, tuple)
    results = check(
        Workspace(folder), paths, rules=rules, baseline=baseline, whole=whole, workers=workers, report=report
    )
    assert not report.diagnostics, report.diagnostics
    return results


def _told(results: Results) -> list[str]:
    return [f"{one.place}: {one.rule}" for one in results.findings]


def test_the_files_that_are_meant(folder: Path) -> None:
    """All of them, a folder, a path, a leaflet's name or number; what is none is told."""
    _write(folder, 1000, "Salt & water.")
    _write(folder, 1001, "Bread & butter.")
    first, second = "leaflets/P1000-x.yaml:7:10: ampersand", "leaflets/P1001-x.yaml:7:11: ampersand"
    assert _told(_check(folder)) == [first, second]
    assert _told(_check(folder, "P1000-x")) == [first]
    assert _told(_check(folder, "P1001")) == [second]
    assert _told(_check(folder, str(folder / "leaflets" / "P1001-x.yaml"))) == [second]
    assert _told(_check(folder, "leaflets", "P1000")) == [first, second]
    assert _check(folder, "assets/brands").files > 0
    with pytest.raises(RefusedError) as refused:
        _check(folder, "P1009")
    assert refused.value.status is ExitCode.USAGE
    with pytest.raises(RefusedError, match="ampersand"):
        _check(folder, rules=("ampersant",))


def test_what_loading_tells_is_among_it(folder: Path) -> None:
    """A leaflet that cannot be built is told with the code of its fault, and so is a file that is no YAML."""
    _write(folder, 1000, "Fine.", "include: nothing-there")
    (folder / "leaflets" / "P1001-x.yaml").write_text("title: [", "utf-8")
    told = {one.split(": ")[1] for one in _told(_check(folder, rules=()))}
    assert "shared-block-unknown" in told
    assert [one for one in _told(_check(folder, "P1001-x", rules=())) if "P1001" in one]


def test_nothing_is_looked_at_again_until_something_changes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found is kept; a changed file alone is looked at, and the whole again when a rule or the day changes."""
    for number in range(1000, 1004):
        _write(folder, number, "Salt & water.")
    looked: list[str] = []
    original = Session.look

    def look(session: Session, path: Path, text: str | None = None) -> Looked:
        looked.append(path.name)
        return original(session, path, text)

    monkeypatch.setattr(Session, "look", look)
    before = _check(folder, rules=())
    everything = len(looked)
    assert everything == before.files > 4
    looked.clear()
    again = _check(folder, rules=())
    assert looked == []
    assert again == before
    assert [one.place.end for one in again.findings] == [one.place.end for one in before.findings]
    assert [one.edits for one in again.findings] == [one.edits for one in before.findings]

    _write(folder, 1002, "Salt and water.")
    changed = _check(folder, rules=())
    assert looked == ["P1002-x.yaml"]
    assert {one.place.file for one in changed.findings if one.rule == "ampersand"} == {
        f"leaflets/P{number}-x.yaml" for number in (1000, 1001, 1003)
    }
    looked.clear()
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2031-01-01")
    _check(folder, rules=())
    assert len(looked) == everything
    looked.clear()
    rules = folder / "assets" / "rules"
    rules.mkdir()
    (rules / "ours.yaml").write_text("rules:\n  ampersand: {severity: off}\n", "utf-8")
    off = _check(folder, rules=())
    assert len(looked) == everything
    assert not [one for one in off.findings if one.rule == "ampersand"]


def test_what_is_kept_tells_named_rules_alone(folder: Path) -> None:
    """After a whole run, one rule shows what it finds and nothing of others."""
    _write(folder, 1000, "Salt & water.", "Try and rest.")
    assert len({one.rule for one in _check(folder, rules=()).findings}) > 1
    assert {one.rule for one in _check(folder, rules=("ampersand",)).findings} == {"ampersand"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"told": [[1]]},
        {"findings": [["x", "error", 5, None, ["a", 1, 1, None], [], []]]},
        {"findings": [["x", "error", "m", "h", ["a", "1", 1, None], [], []]]},
        {"findings": [["x", "fatal", "m", "h", ["a", 1, 1, None], [], []]]},
        {"measures": ["a", "b", "c", "d"]},
        {"measures": [1]},
        {"waivers": [["a", 5, ["f", 1, 2, None], [[1, 2]]]]},
        {"inputs": 5},
    ],
)
def test_what_is_kept_and_damaged_is_looked_for_again(folder: Path, wrong: dict[str, object]) -> None:
    """Whatever stands in the cache, the same is told."""
    _write(folder, 1000, "Salt & water.")
    before = _told(_check(folder, rules=()))
    kept = folder / "build" / ".cache" / "checked.jsonl"
    entries = [json.loads(line) for line in kept.read_text("utf-8").splitlines() if line]
    changed = [{**one, **wrong} for one in entries if not one["name"].startswith("/")]
    kept.write_text("".join(f"{json.dumps(one)}\n" for one in changed), "utf-8")
    assert _told(_check(folder, rules=())) == before


def test_processes_find_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files in many processes, and in one, tell the same in the same order."""
    for number in range(1000, 1012):
        _write(folder, number, "Salt & water.", f"Ring us {number} times & more.")
    monkeypatch.setattr(checking, "_MANY", 4)
    alone = _check(folder, rules=_RULES, workers=1)
    together = _check(folder, rules=_RULES, workers=2)
    assert _told(alone) == _told(together)
    assert len(alone.findings) == 24


def test_waivers_and_those_that_are_unused(folder: Path) -> None:
    """A waived finding is told apart, with its reason; a waiver of nothing is told, unless its rule was not tried."""
    waive = "waive: [{rule: ampersand, because: it is their name}]\n"
    _write(folder, 1000, "We sell salt & water.", head=waive)
    _write(folder, 1001, "Salt and water.", head=waive)
    results = _check(folder, rules=())
    assert [(one.finding.place.file, one.because) for one in results.waived if one.finding.rule == "ampersand"] == [
        ("leaflets/P1000-x.yaml", "it is their name")
    ]
    unused = [one for one in results.findings if one.rule == "waiver-unused"]
    assert [str(one.place) for one in unused] == ["leaflets/P1001-x.yaml:6:16"]
    assert not [one for one in results.findings if one.rule == "ampersand"]
    assert not [one for one in _check(folder, rules=("long-sentence",)).findings if one.rule == "waiver-unused"]


def test_a_waiver_of_what_compares_files_is_unused_only_beside_all_others(folder: Path) -> None:
    """One file alone cannot tell whether another one differs from it."""
    _write(folder, 1000, "Bread.", head="waive: [{rule: url-two-spellings, because: both are right}]\n")
    _write(folder, 1001, "Water.")
    told = ["leaflets/P1000-x.yaml:6:16: waiver-unused"]
    rules = ("url-two-spellings",)
    assert _told(_check(folder, "P1000", rules=rules)) == []
    assert _told(_check(folder, "P1000", rules=rules, whole=True)) == told
    assert _told(_check(folder, rules=rules)) == told


def test_a_baseline_hides_no_rule_that_failed() -> None:
    failed = Finding(FAILED, Severity.WARNING, "it failed", "", Place("leaflets/P1.yaml", 1, 1))
    texts = Texts(Path("/nowhere"))
    known = Baseline([Known("leaflets/P1.yaml", FAILED, texts.words_at(failed.place))])
    new, hidden, _ = known.divide([failed], texts, ["leaflets/P1.yaml"], lambda _: True)
    assert (new, hidden) == ([failed], [])


def test_a_baseline_knows_by_words_and_not_by_lines(folder: Path) -> None:
    """What moved is still known, what is new is told, what is gone is told, and of files not looked at nothing."""
    _write(folder, 1000, "Salt & water.", "Bread & butter.")
    _write(folder, 1001, "Tea & toast.")
    first = _check(folder)
    baseline = folder / "known.json"
    baseline.write_bytes(baseline_text(entries_of(first.findings, Texts(folder))))
    _write(folder, 1000, "A new paragraph.", "Salt & water.", "Fish & chips & peas.")
    (folder / "leaflets" / "P1001-x.yaml").unlink()
    _write(folder, 1001, "Tea and toast.")
    results = _check(folder, baseline=baseline)
    assert (len(results.known), _told(results)) == (2, ["leaflets/P1000-x.yaml:9:18: ampersand"])
    assert results.gone == ('leaflets/P1001-x.yaml: ampersand: "&"',)
    _write(folder, 1000, "Salt & water.", "Bread & butter.", "Fish & chips.")
    results = _check(folder, "P1000-x", baseline=baseline)
    assert (len(results.known), len(results.findings), results.gone) == (2, 1, ())
    baseline.write_text("[]", "utf-8")
    with pytest.raises(RefusedError, match="no baseline"):
        _check(folder, baseline=baseline)
    with pytest.raises(RefusedError, match="cannot be read"):
        _check(folder, baseline=folder / "none.json")


def test_a_baseline_hides_no_file_that_cannot_be_built(folder: Path) -> None:
    """An error of loading is told however often it was written down."""
    _write(folder, 1000, "Fine.", "include: nothing-there")
    first = _check(folder, rules=())
    errors = [one.rule for one in first.findings if one.severity is Severity.ERROR]
    assert "shared-block-unknown" in errors
    baseline = folder / "known.json"
    baseline.write_bytes(baseline_text(entries_of(first.findings, Texts(folder))))
    again = _check(folder, rules=(), baseline=baseline)
    assert "shared-block-unknown" in [one.rule for one in again.findings]


def test_a_text_that_is_not_saved(folder: Path) -> None:
    """An editor's text is looked at in the place of the file, also while it is no YAML, and nothing is kept of it."""
    path = _write(folder, 1000, "Salt and water.")
    text = path.read_text("utf-8").replace("and", "&")
    workspace = Workspace(folder)
    rules = every_rule(folder, Report())
    told = check_text(workspace, path, text, rules)
    assert [str(one.place) for one in told if one.rule == "ampersand"] == ["leaflets/P1000-x.yaml:7:10"]
    assert check_text(workspace, path, "body: [\n", rules)[0].severity is Severity.ERROR
    assert not (folder / "build" / ".cache" / "checked.jsonl").exists()
    looked = Session(workspace, only(rules, ()), list(rules)).look(path, text)
    assert looked.gathered is None and looked.measures is None  # nobody asks for them while somebody types


_PLUGIN = """\
from leafletgen.errors import Severity
from leafletgen.rules.plugins import Plugin
from leafletgen.rules.rule import Rule
from leafletgen.rules.running import file_checks


def check(file, rule):
    for passage in file.passages:
        for word in passage.words:
            if word.lower in rule.words["banned"]:
                yield rule.finding(f'"{word.text}" is not our word', passage.place(word.start, word.end), "say leaflet")


def fails(file, rule):
    raise ValueError("nothing is known of it")


our_word = Plugin(
    Rule("our-word", "ours", Severity.WARNING, "A word", "Why.", "Ours.", words={"banned": ("handout",)}), check
)
our_fault = Plugin(Rule("our-fault", "ours", Severity.ERROR, "A fault", "Why.", "Ours."), fails)


def nonsense(file, rule):
    yield "nothing"


def another(file, rule):
    yield rule.finding("m", file.root.place)._replace(rule="ampersand")


def ends(file, rule):
    raise SystemExit(5)


our_nonsense = Plugin(Rule("our-nonsense", "ours", Severity.ERROR, "A fault", "Why.", "Ours."), nonsense)
our_other = Plugin(Rule("our-other", "ours", Severity.ERROR, "A fault", "Why.", "Ours."), another)
our_end = Plugin(Rule("our-end", "ours", Severity.ERROR, "A fault", "Why.", "Ours."), ends)
our_taken = Plugin(Rule("ampersand", "ours", Severity.ERROR, "A fault", "Why.", "Ours."), fails)
"""


def test_rules_of_another_package(folder: Path, tmp_path: Path) -> None:
    """A rule in a package of its own finds, obeys the workspace's own words, and one that raises stops nothing."""
    site = tmp_path / "site"
    (site / "our_rules-1.0.dist-info").mkdir(parents=True)
    (site / "our_rules.py").write_text(_PLUGIN, "utf-8")
    info = site / "our_rules-1.0.dist-info"
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: our-rules\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(
        "[leafletgen.rules]\nour-word = our_rules:our_word\nour-fault = our_rules:our_fault\n"
        "our-nonsense = our_rules:our_nonsense\nour-other = our_rules:our_other\nour-end = our_rules:our_end\n"
        "our-taken = our_rules:our_taken\nmissing = our_rules:nothing\nno-plugin = our_rules:check\n",
        "utf-8",
    )
    rules = folder / "assets" / "rules"
    rules.mkdir()
    (rules / "ours.yaml").write_text("rules:\n  our-word: {words: {banned: [handout, flyer]}}\n", "utf-8")
    _write(folder, 1000, "Keep this handout.", "Or this flyer & read it.")
    program = (
        "import sys\nfrom pathlib import Path\nfrom leafletgen.app.checking.checking import check\n"
        "from leafletgen.errors import Report\nfrom leafletgen.library.workspace import Workspace\n"
        "report = Report()\nfound = check(Workspace(Path(sys.argv[1])), ['P1000-x'], report=report)\n"
        "for one in found.findings:\n    print(one.place, one.rule, one.message)\n"
        "for one in report.diagnostics:\n    print(one.code, one.message)\n"
        "from leafletgen.app.checking.explaining import explained\n"
        "print('ours:', *(explained(name, None, Report()).is_ours for name in ('our-word', 'long-list')))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(site)!r})\n{program}", str(folder)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    lines = ended.stdout.splitlines()
    assert 'leaflets/P1000-x.yaml:7:15 our-word "handout" is not our word' in lines
    assert 'leaflets/P1000-x.yaml:8:13 our-word "flyer" is not our word' in lines
    assert any(line.startswith("leaflets/P1000-x.yaml:8:19 ampersand") for line in lines)
    assert "ours: False True" in lines
    failed = [line for line in lines if "rule-failed" in line]
    assert [line.split('"')[1] for line in failed] == ["our-end", "our-fault", "our-nonsense", "our-other"]
    assert "nothing is known of it" in failed[1]
    assert {line.split('"')[1] for line in lines if line.startswith("rule-not-loaded")} == {
        "missing",
        "no-plugin",
        "ampersand",
    }


def test_a_rule_that_somebody_writes_is_tried_as_it_is_now(folder: Path, tmp_path: Path) -> None:
    """Nothing is recalled that the same version of a package found while its function was another."""
    site = tmp_path / "site"
    info = site / "our_rules-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: our-rules\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[leafletgen.rules]\nour-word = our_rules:our_word\n", "utf-8")
    _write(folder, 1000, "Keep this handout.", "Or this flyer.")
    program = (
        f"import sys; sys.path.insert(0, {str(site)!r})\nfrom pathlib import Path\n"
        "from leafletgen.app.checking.checking import check\nfrom leafletgen.errors import Report\n"
        "from leafletgen.library.workspace import Workspace\n"
        "found = check(Workspace(Path(sys.argv[1])), report=Report()).findings\n"
        "print(*(one.message for one in found if one.rule == 'our-word'))\n"
    )

    def told(word: str) -> str:
        (site / "our_rules.py").write_text(_PLUGIN.replace('rule.words["banned"]', f'("{word}",)'), "utf-8")
        shutil.rmtree(site / "__pycache__", ignore_errors=True)
        command = [sys.executable, "-c", program, str(folder)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout

    assert "handout" in told("handout")
    assert "flyer" in told("flyer")


def test_what_an_editor_has_not_saved_is_compared_and_not_kept(folder: Path) -> None:
    """A file whose text another process does not see, and each that rests on it, is looked at anew each time."""
    shared = folder / "leaflets" / "shared" / "salt.yaml"
    shared.write_text("body:\n  - Salt and water.\n", "utf-8")
    _write(folder, 1000, "include: salt")
    _write(folder, 1001, "Bread & butter.")
    _check(folder, rules=())
    workspace = Workspace(folder, {shared: "body:\n  - Salt & water.\n"})
    report = Report()
    told = _told(check(workspace, ("salt",), whole=True, report=report))
    assert "leaflets/shared/salt.yaml:2:10: ampersand" in told
    assert not [one for one in _told(_check(folder, rules=())) if "salt.yaml" in one and "ampersand" in one]


def test_what_a_brand_and_a_file_without_one_rest_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A brand is looked at again when a layout is another, and a file that names no brand when there is one more."""
    shared = folder / "leaflets" / "shared" / "here.yaml"
    shared.write_text("body:\n  - Call us on 0300 123 4567.\n", "utf-8")
    for other in list((folder / "assets" / "brands").iterdir()):
        if other.name != "riverside":
            shutil.rmtree(other)
    looked: list[str] = []
    original = Session.look

    def look(session: Session, path: Path, text: str | None = None) -> Looked:
        looked.append(path.name)
        return original(session, path, text)

    monkeypatch.setattr(Session, "look", look)
    _check(folder, rules=())
    looked.clear()
    layout = folder / "layouts" / "a4-leaflet.yaml"
    layout.write_text(layout.read_text("utf-8") + "ink: saving\n", "utf-8")
    _check(folder, rules=())
    assert [name for name in looked if name.startswith("brand.")]
    assert "here.yaml" not in looked
    looked.clear()
    shutil.copytree(folder / "assets" / "brands" / "riverside", folder / "assets" / "brands" / "another")
    _check(folder, rules=())
    assert "here.yaml" in looked


_ALIKE = (
    "Sit on a chair with both feet on the floor and slowly straighten one knee until your leg is level, hold it there "
    "for as long as it takes to count to five, and then let it down again without a hurry."
)


def test_a_baseline_says_nothing_of_what_was_not_looked_for(folder: Path) -> None:
    """Neither what comparing some files cannot find is gone, nor broken links when nobody asked for them."""
    _write(folder, 1000, _ALIKE)
    _write(folder, 1001, _ALIKE)
    found = _check(folder, rules=("paragraphs-alike",))
    assert [one.rule for one in found.findings] == ["paragraphs-alike"]
    file = found.findings[0].place.file
    entries = entries_of(found.findings, Texts(folder))
    broken = Known(file, "link-broken", "https://www.example.org")
    code = Known(file, "shared-block-unknown", "nothing-there")
    baseline = folder / "known.json"
    baseline.write_bytes(baseline_text(entries | Counter([broken, code])))
    assert _check(folder, file, rules=(), baseline=baseline).gone == (f'{file}: shared-block-unknown: "nothing-there"',)
    assert _check(folder, file, rules=("paragraphs-alike", "link-broken"), baseline=baseline).gone == ()
    _write(folder, 1000, "Salt.")
    gone = _check(folder, rules=("paragraphs-alike",), baseline=baseline).gone
    assert [one.split(": ")[1] for one in gone] == ["paragraphs-alike"]


def test_a_waiver_of_a_broken_link_is_unused_when_links_were_tested_alone(folder: Path) -> None:
    """Without --links nobody knows whether it is about something."""
    _write(folder, 1000, "Salt.", head="waive: [{rule: link-broken, because: it is back in May}]\n")
    assert not [one for one in _check(folder, rules=()).findings if one.rule == "waiver-unused"]


def test_a_rule_that_fails_is_told_each_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when it is asked for alone after a look at everything; its waiver is not said to be unused."""

    def fails(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
        raise ValueError("odd")

    monkeypatch.setitem(file_checks(), "ampersand", fails)
    _write(folder, 1000, "Salt & water.", head="waive: [{rule: ampersand, because: it is a name}]\n")
    found = _check(folder, rules=()).findings
    assert not [one for one in found if one.rule == "waiver-unused"]
    whole = [one for one in found if one.rule == "rule-failed"]
    assert [one for one in _check(folder).findings if one.rule == "rule-failed"] == whole != []


def test_files_that_a_process_was_ended_over_are_told_by_name(folder: Path) -> None:
    """Each of them, as messages call it, also beside files that were not asked for."""
    paths = _write(folder, 1000, "Salt."), _write(folder, 1001, "Water.")
    lost = checking._lost(checking._Job(folder, (), paths))
    shown = ["leaflets/P1000-x.yaml", "leaflets/P1001-x.yaml"]
    assert [one.file for one in lost] == [one.findings[0].place.file for one in lost] == shown


def test_a_block_of_a_layout_that_is_taken_out_is_told(folder: Path) -> None:
    """A leaflet rests on the layouts that its blocks name, and so do shared blocks."""
    only = "\n".join(("heading: Salt", "    only: [a4-two-sided]"))
    _write(folder, 1000, "Water.", only, head="")
    (folder / "leaflets" / "shared" / "salt.yaml").write_text(f"body:\n  - {only}\n", "utf-8")
    before = _told(_check(folder, rules=()))
    assert not [one for one in before if "layout-unknown" in one]
    (folder / "layouts" / "a4-two-sided.yaml").unlink()
    after = _told(_check(folder, rules=()))
    shutil.rmtree(folder / "build")
    assert after == _told(_check(folder, rules=()))
    assert [one for one in after if "layout-unknown" in one]
