"""A release that was stopped at any step is finished by the next command, whichever it is, and nothing is lost."""

import datetime
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from leafletgen.errors import ExitCode
from leafletgen.system import clock
from tests.support.commands import files_of, run, small_workspace, write
from tests.support.ledger_sample import entries_in, leaflet

PENDING = "leaflets/.releasing.json"
LEDGER = "leaflets/releases.jsonl"
CODES = ("P1/22/11.2026/VERSION3", "P2/22/11.2026/VERSION3")
FILES = ("leaflets/P1-good.yaml", "leaflets/P2-leaflet.yaml")

#: What was done when the release was stopped: nothing but writing it down, or some of the steps after that.
STEPS = ("written down", "recorded", "kept", "one code written", "all codes written")
COMMANDS = {
    "build": ["build"],
    "release": ["release", "--all", "--reason", "x", "--approved-by", "y"],
    "status": ["status"],
    "verify": ["verify", "P1/22/11.2026/VERSION3"],
    "due": ["due"],
    "withdraw": ["withdraw", "P3", "--reason", "x"],
    "diff": ["diff", "P3"],
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with three leaflets, of which P3 is released."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 21))
    root = small_workspace(tmp_path / "w")
    leaflet(root, "P2")
    leaflet(root, "P3")
    assert run("release", "P3", "--reason", "x", "--approved-by", "y", "--workspace", root).exit_code == ExitCode.OK
    return root


def release(root: Path) -> dict[str, bytes]:
    """Release P1 and P2 in a copy of the workspace, and return what its leaflets' folder then holds."""
    copy = root.with_name("undisturbed")
    shutil.copytree(root, copy)
    arguments = ["--reason", "An “odd” reason", "--approved-by", "Lead", "--review", "2028-11"]
    assert run("release", "P1", "P2", *arguments, "--workspace", copy).exit_code == ExitCode.OK
    return {name: data for name, data in files_of(copy / "leaflets").items() if not name.endswith(".lock")}


def stop_at(root: Path, step: str, done: dict[str, bytes], *, first: bool = False) -> list[dict[str, Any]]:
    """Bring a workspace into the state in which a release of P1 and P2 was stopped; return what was written down.

    ``first``: by version 0.1.0, which kept the content before it wrote anything down.
    """
    lines = [json.loads(line) for line in done["releases.jsonl"].decode().splitlines()]
    pending = []
    for line in lines:
        if line["number"] == "P3":
            continue
        release = {name: value for name, value in line.items() if name not in ("kind", "before", "seal")}
        one = {"file": f"leaflets/{line['leaflet']}.yaml", "review": "2028-11", "release": release}
        if not first:
            one["content"] = json.loads(done[f".history/{line['content']}.json"])
        pending.append(one)
    for name, data in done.items():
        if name.startswith(".history/") and (first or step not in ("written down", "recorded")):
            (root / "leaflets" / name).write_bytes(data)
    write(root / PENDING, json.dumps(pending, ensure_ascii=False))
    if step != "written down":
        (root / LEDGER).write_bytes(done["releases.jsonl"])
    for file in FILES[: {"one code written": 1, "all codes written": 2}.get(step, 0)]:
        (root / file).write_bytes(done[Path(file).name])
    return pending


def left(root: Path) -> dict[str, bytes]:
    """Return what the leaflets' folder holds, without locks."""
    return {name: data for name, data in files_of(root / "leaflets").items() if not name.endswith(".lock")}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_next_command_finishes_it(root: Path, command: str, step: str) -> None:
    done = release(root)
    stop_at(root, step, done)
    result = run(*COMMANDS[command], "--workspace", root)
    assert result.exit_code in (ExitCode.OK, ExitCode.CONTENT)
    assert not (root / PENDING).exists()
    after = left(root)
    if command == "withdraw":  # adds a line of its own
        assert after.pop("releases.jsonl").startswith(done.pop("releases.jsonl"))
    assert after == done
    if command != "diff":  # says nothing but the difference
        said = f"warning: the release of {', '.join(CODES)} had been interrupted; it is finished now"
        assert said in result.stderr
    again = run(*COMMANDS[command], "--workspace", root)
    assert "interrupted" not in again.stderr


@pytest.mark.parametrize("step", ["written down", "recorded"])
@pytest.mark.parametrize("command", ["build", "status", "release"])
def test_the_next_command_finishes_what_version_0_1_0_began(root: Path, command: str, step: str) -> None:
    done = release(root)
    stop_at(root, step, done, first=True)
    run(*COMMANDS[command], "--workspace", root)
    assert left(root) == done


def test_content_that_is_not_the_release_s_own_is_no_release(root: Path) -> None:
    pending = stop_at(root, "written down", release(root))
    pending[0]["content"]["title"] = "Another"
    write(root / PENDING, json.dumps(pending))
    result = run("status", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert f"error: {PENDING} is damaged" in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("there", [True, False])
def test_every_command_tells_that_the_ledger_was_emptied(root: Path, command: str, there: bool) -> None:
    if there:
        (root / LEDGER).write_bytes(b"")
    else:
        (root / LEDGER).unlink()
    before = left(root)
    result = run(*COMMANDS[command], "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    state = "is empty" if there else "is gone"
    assert f"error: {LEDGER} {state}, and leaflets/.history/ holds what was released" in result.stderr
    assert "hint: restore it from its history in git" in result.stderr
    assert left(root) == before


def test_the_same_release_run_again_is_told_what_became_of_it(root: Path) -> None:
    done = release(root)
    stop_at(root, "recorded", done)
    result = run("release", "P1", "P2", "--reason", "x", "--approved-by", "y", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert "had been interrupted; it is finished now" in result.stderr
    assert "nothing changed since VERSION3 of 11.2026" in result.stderr
    assert left(root) == done


def test_commands_with_json_stay_readable(root: Path) -> None:
    stop_at(root, "recorded", release(root))
    result = run("build", "--json", "--workspace", root)
    assert {entry["state"] for entry in json.loads(result.stdout)["files"]} == {"released"}


def damage_type(name: str, value: object) -> Callable[[list[dict[str, Any]]], object]:
    def change(pending: list[dict[str, Any]]) -> object:
        pending[1]["release"][name] = value
        return pending

    return change


def other_file(name: str) -> Callable[[list[dict[str, Any]]], object]:
    def change(pending: list[dict[str, Any]]) -> object:
        pending[1]["file"] = name
        return pending

    return change


DAMAGES: dict[str, Callable[[list[dict[str, Any]]], object]] = {
    "cut off": lambda pending: json.dumps(pending)[:-40],
    "empty": lambda _: "",
    "a number": lambda _: 7,
    "a map": lambda pending: {"a": pending},
    "deep": lambda _: "[" * 100_000,
    "a word for a release": lambda _: [{"file": FILES[0], "review": None, "release": "x"}],
    "a code that is a list": damage_type("code", ["x"]),
    "a version that is text": damage_type("version", "3"),
    "a hash that is none": damage_type("content", "x"),
    "files that are none": damage_type("files", [1]),
    "a key more": damage_type("other", 1),
    "a file outside": other_file("../outside.yaml"),
    "a file elsewhere in the workspace": other_file("layouts/small.yaml"),
    "an absolute file": other_file("/etc/hosts.yaml"),
    "a file by way of leaflets": other_file("leaflets/../layouts/small.yaml"),
    "no leaflet": other_file("leaflets/releases.jsonl"),
    "a name with a null": other_file("leaflets/a\0.yaml"),
    "a file that is a list": other_file([]),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_one_is_told_and_nothing_is_written(root: Path, damage: str) -> None:
    pending = stop_at(root, "written down", release(root))
    write(root.parent / "outside.yaml", "code: P2/22/01.2026/VERSION3\n")
    damaged = DAMAGES[damage](pending)
    write(root / PENDING, damaged if isinstance(damaged, str) else json.dumps(damaged))
    before = files_of(root.parent)
    for command in COMMANDS.values():
        result = run(*command, "--workspace", root)
        assert result.exit_code == ExitCode.CONTENT, command
        assert (
            "leaflets/.releasing.json:1:1: error: leaflets/.releasing.json is damaged: "
            "it holds a release that was interrupted\n  hint: look with git what it changed"
        ) in result.stderr
    after = files_of(root.parent)
    assert {name: after[name] for name in after if not name.endswith(".lock")} == {
        name: before[name] for name in before if not name.endswith(".lock")
    }


def test_a_folder_in_its_place_is_told(root: Path) -> None:
    (root / PENDING).mkdir()
    for command in COMMANDS.values():
        result = run(*command, "--workspace", root)
        assert result.exit_code in (ExitCode.CONTENT, ExitCode.ENVIRONMENT), command
        assert "leaflets/.releasing.json cannot be read: " in result.stderr


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_that_leads_out_is_not_followed(root: Path, tmp_path: Path) -> None:
    stop_at(root, "recorded", release(root))
    outside = write(tmp_path / "outside.yaml", (root / FILES[1]).read_text("utf-8"))
    (root / FILES[1]).unlink()
    (root / FILES[1]).symlink_to(outside)
    before = outside.read_bytes()
    assert "is damaged" in run("build", "--workspace", root).stderr
    assert outside.read_bytes() == before


def test_words_that_were_changed_in_between_stay(root: Path) -> None:
    stop_at(root, "recorded", release(root))
    path = root / FILES[0]
    write(path, path.read_text("utf-8").replace("bold", "strong"))
    result = run("build", "--workspace", root)
    assert result.exit_code == ExitCode.OK
    text = path.read_text("utf-8")
    assert text.startswith(f"code: {CODES[0]}\nreview: 2028-11\n") and "strong" in text
    assert "P1-good.small.DRAFT.pdf" in result.stdout
    assert "(draft: changed since VERSION3 of 11.2026)" in result.stdout


@pytest.mark.parametrize("how", ["gone", "broken", "not text"])
def test_a_file_that_cannot_take_the_code_is_told_and_the_rest_is_finished(root: Path, how: str) -> None:
    stop_at(root, "recorded", release(root))
    path = root / FILES[0]
    if how == "gone":
        path.rename(path.with_name("P1-renamed.yaml"))
    elif how == "broken":
        write(path, "code: [\n")
    else:
        path.write_bytes(b"code: \xff\n")
    result = run("status", "--workspace", root)
    assert f"leaflets/P1-good.yaml:1:1: warning: {CODES[0]} is released, and cannot be written into the leaflet" in (
        result.stderr
    )
    assert f'write "code: {CODES[0]}" into it' in result.stderr
    assert (root / FILES[1]).read_text("utf-8").startswith(f"code: {CODES[1]}\n")
    assert not (root / PENDING).exists()
    assert [entry["code"] for entry in entries_in(root)][1:] == list(CODES)


def test_a_faulty_ledger_stops_it_and_keeps_it(root: Path) -> None:
    stop_at(root, "written down", release(root))
    write(root / LEDGER, (root / LEDGER).read_text("utf-8").replace('"reason":"x"', '"reason":"y"'))
    before = left(root)
    result = run("build", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert "this line of the ledger was changed after it was written" in result.stderr
    assert left(root) == before


@pytest.fixture
def reader() -> Iterator[tuple[Path, Callable[[], None]]]:
    """Return a folder that everybody can reach, and what gives up root's rights, which no mode binds."""
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder), lambda: os.seteuid(65534 if user == 0 else user)
        os.seteuid(user)
        for path in Path(folder).rglob("*"):
            path.chmod(0o777)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights of a folder are another matter on Windows")
def test_a_workspace_that_may_only_be_read(root: Path, reader: tuple[Path, Callable[[], None]]) -> None:
    folder, become_reader = reader
    calm, stopped = folder / "calm", folder / "stopped"
    done = release(root)
    shutil.copytree(root, calm)
    stop_at(root, "recorded", done)
    shutil.copytree(root, stopped)
    for path in (*calm.rglob("*"), *stopped.rglob("*"), calm, stopped):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = files_of(folder)
    become_reader()
    for command in COMMANDS.values():
        result = run(*command, "--workspace", stopped)
        assert result.exit_code == ExitCode.ENVIRONMENT, command
        assert "error: .releasing.json cannot be written: Permission denied\n  hint: " in result.stderr
    assert files_of(folder) == before
    built = run("build", "--workspace", calm, "--out", folder / "out")
    assert (built.exit_code, built.stderr) == (ExitCode.OK, "")
    assert "P3-leaflet.small.pdf" in files_of(folder / "out")
    assert run("status", "--workspace", calm).exit_code == ExitCode.OK
    inside = run("build", "--force", "--workspace", calm)
    assert inside.exit_code == ExitCode.ENVIRONMENT
    assert "cannot be written: " in inside.stderr
