"""``leafletgen withdraw``: a release ends, nothing is deleted, and what is to be taken away is named."""

import datetime
import hashlib
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from leafletgen.release import ledger, withdrawing
from leafletgen.release.ledger import LEDGER, Release
from leafletgen.system import clock
from tests.support.commands import files_of, run, small_workspace
from tests.support.ledger_sample import entries_in, leaflet, record, release_of, tamper

PDF = b"%PDF-1.7 the released file"
CODE = "P1/22/01.2026/VERSION3"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with a leaflet that was released and built, on 21 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 21))
    root = small_workspace(tmp_path / "w")
    (root / "leaflets" / "P1-good.yaml").unlink()
    record(root, first(root))
    return root


def first(root: Path) -> Release:
    """Return the release of P1."""
    return release_of(root, leaflet(root, "P1"), files={"small": hashlib.sha256(PDF).hexdigest()})


def second(root: Path) -> Release:
    """Return a later release of P1."""
    path = leaflet(root, "P1", code="P1/22/02.2026/VERSION4", title="New words")
    return release_of(root, path, files={"small": "c" * 64})


def build(root: Path, name: str, data: bytes) -> None:
    """Put a file into the folder of PDFs."""
    path = root / "build" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def kept(root: Path) -> dict[str, bytes]:
    """Return what the files of a workspace hold, without the empty ones that are locks."""
    return {name: data for name, data in files_of(root).items() if not name.endswith(".lock")}


def refused(root: Path, *arguments: str, code: ExitCode) -> str:
    """Return what is said when the command refuses, and nothing changed."""
    before = kept(root)
    result = run("withdraw", *arguments, "--workspace", root)
    assert (result.exit_code, result.stdout) == (code, "")
    assert kept(root) == before
    return result.stderr


@pytest.mark.parametrize("given", [CODE, "P1", "p1", f" {CODE.lower()} "])
def test_a_withdrawal_is_recorded(root: Path, given: str) -> None:
    before = files_of(root)
    result = run("withdraw", given, "--reason", " A wrong\n telephone number ", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert result.stdout.splitlines()[0] == f"withdrawn: {CODE}, A good leaflet"
    entry = entries_in(root)[-1]
    assert (entry["kind"], entry["code"], entry["number"]) == ("withdrawal", CODE, "P1")
    assert (entry["withdrawn"], entry["reason"]) == ("2026-11-21", "A wrong telephone number")
    assert before.items() - files_of(root).items() == {(LEDGER, before[LEDGER])}
    assert files_of(root)[LEDGER].startswith(before[LEDGER])
    assert "P1/22/01.2026/VERSION3  withdrawn on 2026-11-21" in run("status", "--workspace", root).stdout


def test_the_files_to_take_away_are_named_and_stay(root: Path) -> None:
    build(root, "P1-leaflet.small.pdf", PDF)
    build(root, "old/renamed.pdf", PDF)
    build(root, "P1-leaflet.small.booklet.pdf", b"%PDF a copy for the printer")
    build(root, "P1-leaflet.small.DRAFT.pdf", b"%PDF a draft")
    build(root, "P2-other.small.pdf", b"%PDF another leaflet")
    result = run("withdraw", "P1", "--reason", "Wrong", "--workspace", root)
    folder = root / "build"
    assert result.stdout.splitlines() == [
        f"withdrawn: {CODE}, A good leaflet",
        "  no copy of this leaflet is in force now; when it is right again, release a new version",
        "take away these files, which are this release, and all copies of them:",
        f"  {folder}/P1-leaflet.small.pdf",
        f"  {folder}/old/renamed.pdf",
        "these files have its name, but other bytes; look at them, and take away what shows its code:",
        f"  {folder}/P1-leaflet.small.booklet.pdf",
    ]
    assert len(list(folder.rglob("*.pdf"))) == 5


def test_without_files_it_says_so(root: Path) -> None:
    result = run("withdraw", "P1", "--reason", "Wrong", "--workspace", root)
    assert result.stdout.endswith(f"{root / 'build'} holds no file of it; take away the copies elsewhere\n")


def test_an_old_version_is_withdrawn_by_its_code(root: Path) -> None:
    record(root, second(root))
    build(root, "P1-leaflet.small.pdf", b"%PDF the new one")
    result = run("withdraw", CODE, "--reason", "Wrong", "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert "  in force is P1/22/02.2026/VERSION4\n" in result.stdout
    assert "P1-leaflet.small.pdf" not in result.stdout
    assert "released as VERSION4 of 02.2026" in run("status", "--workspace", root).stdout


def test_a_number_means_the_release_in_force(root: Path) -> None:
    record(root, second(root))
    result = run("withdraw", "P1", "--reason", "Wrong", "--workspace", root)
    assert result.stdout.startswith("withdrawn: P1/22/02.2026/VERSION4, New words\n")
    again = run("withdraw", CODE, "--reason", "Wrong", "--workspace", root)
    assert "  the last release, P1/22/02.2026/VERSION4, was withdrawn on 2026-11-21\n" in again.stdout


def test_a_code_that_two_branches_released_is_withdrawn_for_both(root: Path) -> None:
    build(root, "P1-leaflet.small.pdf", PDF)
    build(root, "P1-leaflet.large.pdf", b"%PDF rival")
    rival = hashlib.sha256(b"%PDF rival").hexdigest()
    record(root, first(root)._replace(content="d" * 64, files={"large": rival}))
    result = run("withdraw", "P1", "--reason", "Wrong", "--workspace", root)
    assert "two branches released this code with different content; both are withdrawn" in result.stdout
    assert result.stdout.endswith("/P1-leaflet.large.pdf\n  " + str(root / "build" / "P1-leaflet.small.pdf") + "\n")
    assert "was withdrawn on 2026-11-21" in run("status", "--workspace", root).stdout


def test_a_second_withdrawal_is_refused(root: Path) -> None:
    run("withdraw", "P1", "--reason", "Wrong number", "--workspace", root)
    for given in ("P1", CODE):
        told = refused(root, given, "--reason", "Again", code=ExitCode.CONTENT)
        assert f"{CODE} was withdrawn already, on 2026-11-21: Wrong number" in told


def test_a_withdrawal_of_the_moment_between_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append = ledger.append

    def after_another(*arguments: object) -> bool:
        monkeypatch.setattr(withdrawing, "append", append)
        assert run("withdraw", "P1", "--reason", "Faster", "--workspace", root).exit_code == ExitCode.OK
        return append(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(withdrawing, "append", after_another)
    result = run("withdraw", "P1", "--reason", "Slower", "--workspace", root)
    assert (result.exit_code, result.stdout) == (ExitCode.CONTENT, "")
    assert "was withdrawn already, on 2026-11-21: Faster" in result.stderr
    assert [entry["reason"] for entry in entries_in(root)[1:]] == ["Faster"]


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("P1/22/01.2026/VERSION4", f'did you mean "{CODE}"?'),
        ("P1-leaflet", 'did you mean "P1"?'),
        ("zzz", f"known here: P1, {CODE}"),
    ],
)
def test_a_code_that_nobody_released_is_wrong_usage(root: Path, given: str, hint: str) -> None:
    told = refused(root, given, "--reason", "Wrong", code=ExitCode.USAGE)
    assert told == f'error: no release has the code or number "{given}"\n  hint: {hint}\n'


def test_a_workspace_without_releases(root: Path) -> None:
    (root / LEDGER).unlink()
    told = refused(root, "P1", "--reason", "Wrong", code=ExitCode.USAGE)
    assert "hint: there are no releases in this workspace" in told


def test_a_reason_without_words_is_wrong_usage(root: Path) -> None:
    assert "the reason is empty" in refused(root, "P1", "--reason", " \n", code=ExitCode.USAGE)
    assert "Missing option '--reason'" in refused(root, "P1", code=ExitCode.USAGE)


def test_a_clock_that_is_behind_the_ledger_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 1, 14))
    told = refused(root, "P1", "--reason", "Wrong", code=ExitCode.ENVIRONMENT)
    assert "this machine's clock says 2026-01-14, but the last entry in the ledger is of 2026-01-15" in told


def test_a_folder_that_cannot_be_written_to_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", replace)
    told = refused(root, "P1", "--reason", "Wrong", code=ExitCode.ENVIRONMENT)
    assert told.startswith("error: releases.jsonl cannot be written: Permission denied\n")


def test_a_changed_ledger_is_told_with_its_place(root: Path) -> None:
    tamper(root)
    told = refused(root, "P1", "--reason", "Wrong", code=ExitCode.CONTENT)
    assert told.startswith("leaflets/releases.jsonl:1:1: error: this line of the ledger was changed")
