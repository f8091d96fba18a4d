"""What was prepared is kept for the user: where it is, who may read it, and what damage, others and no room do."""

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from leafletgen.errors import ExitCode
from leafletgen.images import store
from leafletgen.system import user_cache
from leafletgen.system.user_cache import UserCache, cache_folder
from tests.support.commands import LEAFLET, files_of, run_apart, small_workspace, write
from tests.support.processes import BOUND, Child

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes and owners of this kind")
NO_ROOT = pytest.mark.skipif(getattr(os, "getuid", lambda: 1)() == 0, reason="root may write everywhere")


@pytest.fixture
def cache(tmp_path: Path) -> UserCache:
    """Return a cache whose folder is not there yet."""
    return UserCache(tmp_path / "some" / "cache")


# --- where it is -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {}, "/home/ann/.cache/leafletgen"),
        ("linux", {"XDG_CACHE_HOME": "/var/fast"}, "/var/fast/leafletgen"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/ann/.cache/leafletgen"),
        ("linux", {"XDG_CACHE_HOME": ""}, "/home/ann/.cache/leafletgen"),
        ("darwin", {"XDG_CACHE_HOME": "/var/fast"}, "/home/ann/Library/Caches/leafletgen"),
        ("win32", {"LOCALAPPDATA": "/users/ann/local"}, "/users/ann/local/leafletgen/Cache"),
        ("win32", {}, "/home/ann/AppData/Local/leafletgen/Cache"),
        ("linux", {"LEAFLETGEN_CACHE": "/elsewhere", "XDG_CACHE_HOME": "/var/fast"}, "/elsewhere"),
        ("linux", {"LEAFLETGEN_CACHE": ""}, None),
    ],
)
@POSIX
def test_where_it_is(
    monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], expected: str | None
) -> None:
    """Each system has a place for such files, and a variable names another."""
    for name in ("LEAFLETGEN_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ann"))
    assert cache_folder() == (None if expected is None else Path(expected))


def test_nobody_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process without a home keeps nothing."""

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("LEAFLETGEN_CACHE")
    monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder() is None


# --- entries ---------------------------------------------------------------------------------------------------------


def test_what_was_put_is_got(cache: UserCache) -> None:
    """An entry comes back, is replaced, and is unknown under another name."""
    assert cache.get("a") is None
    cache.put("a", b"one")
    cache.put("a", b"two")
    assert (cache.get("a"), UserCache(cache.folder).get("a"), cache.get("b")) == (b"two", b"two", None)
    assert [path.name for path in cache.folder.iterdir()] == ["a"]


@pytest.mark.parametrize("damaged", [b"", b"x", b"\0" * 32, b"\0" * 40], ids=["empty", "short", "no body", "other"])
def test_a_damaged_entry_is_none(cache: UserCache, damaged: bytes) -> None:
    """An entry that is not as it was written is as good as none, and is written anew."""
    cache.put("a", b"one")
    (cache.folder / "a").write_bytes(damaged)
    assert cache.get("a") is None
    cache.put("a", b"one")
    assert cache.get("a") == b"one"


@pytest.mark.parametrize("at", range(0, 40, 3))
def test_a_changed_byte_is_seen(cache: UserCache, at: int) -> None:
    """No byte of an entry can change unseen."""
    cache.put("a", b"something")
    path = cache.folder / "a"
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert cache.get("a") is None


def test_a_folder_in_the_place_of_an_entry(cache: UserCache) -> None:
    """What stands in the way is left alone."""
    (cache.folder / "a").mkdir(parents=True)
    cache.folder.chmod(0o700)
    cache.put("a", b"one")
    assert cache.get("a") is None
    assert [path.name for path in cache.folder.iterdir()] == ["a"]


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    """Nothing is kept, and nothing fails."""
    path = write(tmp_path / "cache", "a file")
    cache = UserCache(path)
    cache.put("a", b"one")
    assert (cache.get("a"), path.read_text()) == (None, "a file")


# --- permissions -----------------------------------------------------------------------------------------------------


@POSIX
def test_others_cannot_read_it(cache: UserCache) -> None:
    """The folder and its files are the user's alone."""
    cache.put("a", b"one")
    assert cache.folder.stat().st_mode & 0o777 == 0o700
    assert (cache.folder / "a").stat().st_mode & 0o777 == 0o600


@POSIX
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_write_to_is_not_used(cache: UserCache, mode: int) -> None:
    """Who could put a picture of their own into a leaflet is not given the chance."""
    cache.put("a", b"one")
    cache.folder.chmod(mode)
    other = UserCache(cache.folder)
    other.put("b", b"two")
    assert (other.get("a"), other.get("b")) == (None, None)
    assert [path.name for path in cache.folder.iterdir()] == ["a"]


@POSIX
def test_a_folder_of_somebody_else_is_not_used(cache: UserCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same goes for a folder with another owner, such as that of the user who called sudo."""
    cache.put("a", b"one")
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert UserCache(cache.folder).get("a") is None


@POSIX
@NO_ROOT
def test_a_folder_that_is_read_only(cache: UserCache) -> None:
    """What is there is used, and nothing is written."""
    cache.put("a", b"one")
    cache.folder.chmod(0o500)
    try:
        other = UserCache(cache.folder)
        other.put("b", b"two")
        assert (other.get("a"), other.get("b")) == (b"one", None)
    finally:
        cache.folder.chmod(0o700)


def test_a_disk_that_cannot_be_written(cache: UserCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that cannot be written is none, and what was there stays."""
    cache.put("a", b"one")

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "open", full)
    cache.put("a", b"two")
    monkeypatch.undo()
    assert cache.get("a") == b"one"
    assert [path.name for path in cache.folder.iterdir()] == ["a"]


# --- several at once -------------------------------------------------------------------------------------------------


def test_several_write_the_same_entry(cache: UserCache) -> None:
    """Readers find one whole entry or the other, whoever writes meanwhile."""
    bodies = [bytes([number]) * 200_000 for number in range(4)]

    def write_often(body: bytes) -> None:
        for _ in range(30):
            UserCache(cache.folder).put("a", body)

    cache.put("a", bodies[0])
    threads = [Thread(target=write_often, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert cache.get("a") in bodies
    assert [path.name for path in cache.folder.iterdir()] == ["a"]


def test_two_processes_build_at_once(tmp_path: Path) -> None:
    """Two first builds at the same time, of workspaces that share pictures, make what each makes alone."""
    roots = [tmp_path / name for name in ("one", "two", "three")]
    for root in roots:
        small_workspace(root)
    environment = {**os.environ, "LEAFLETGEN_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "leafletgen", "build", "--workspace"]
    both = [Child([*command, str(root)], env=environment, stdout=subprocess.DEVNULL) for root in roots[:2]]
    assert [process.wait(BOUND) for process in both] == [ExitCode.OK, ExitCode.OK]
    alone = run_apart("build", "--workspace", roots[2], environment={"LEAFLETGEN_CACHE": ""})
    assert alone.returncode == ExitCode.OK
    made = [files_of(root / "build") for root in roots]
    assert made[0]
    assert made[0] == made[1] == made[2]
    assert not list((tmp_path / "cache").glob(".*"))


# --- room ------------------------------------------------------------------------------------------------------------


def test_it_does_not_grow_without_end(cache: UserCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not used for longest goes when the folder is too large, and what a killed process left."""
    monkeypatch.setattr(user_cache, "_MOST", 1000)
    monkeypatch.setattr(user_cache, "_LEFT", 800)
    now = time.time()
    for number in range(6):
        cache.put(f"entry-{number}", bytes(200))
        os.utime(cache.folder / f"entry-{number}", (now - 9e5 + number, now - 9e5 + number))
    assert cache.get("entry-0") is not None  # used again
    old, young = cache.folder / ".x.1.part", cache.folder / ".y.2.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (now - 4000, now - 4000))
    UserCache(cache.folder).put("new", bytes(200))
    left = sorted(path.name for path in cache.folder.iterdir())
    assert left == [".y.2.part", "entry-0", "entry-5", "new"]


# --- pictures --------------------------------------------------------------------------------------------------------


def test_another_workspace_and_another_folder_find_the_pictures(tmp_path: Path) -> None:
    """Prepared pictures belong to the user: a second workspace and a fresh --out prepare none."""
    cache = tmp_path / "cache"
    environment = {"LEAFLETGEN_CACHE": str(cache)}
    for name in ("one", "two"):
        small_workspace(tmp_path / name)
    assert run_apart("build", "--workspace", tmp_path / "one", environment=environment).returncode == ExitCode.OK
    kept = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
    assert kept
    for arguments in (("--workspace", tmp_path / "two"), ("--workspace", tmp_path / "one", "--out", tmp_path / "out")):
        assert run_apart("build", *arguments, environment=environment).returncode == ExitCode.OK
    assert {path: path.stat().st_mtime_ns for path in cache.iterdir()} == kept
    for build in (tmp_path / "one" / "build", tmp_path / "out"):
        assert {path.suffix for path in (build / ".cache").iterdir()} <= {".jsonl"}


@POSIX
@NO_ROOT
def test_a_home_that_is_read_only(tmp_path: Path) -> None:
    """A build in a home without any right to write makes the same files, and says nothing."""
    small_workspace(tmp_path / "workspace")
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    environment = {"HOME": str(home), "XDG_CACHE_HOME": ""}
    environment["LEAFLETGEN_CACHE"] = str(home / "cache")
    done = run_apart("build", "--workspace", tmp_path / "workspace", environment=environment)
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    assert list(home.iterdir()) == []


def test_another_way_to_prepare_has_entries_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of an entry tells what made it: another version of a package does not find those of the last."""
    store.recipe.cache_clear()
    one = store.recipe()
    monkeypatch.setattr("zlib.ZLIB_RUNTIME_VERSION", "9.9")
    store.recipe.cache_clear()
    assert store.recipe() != one
    monkeypatch.undo()
    store.recipe.cache_clear()
    assert store.recipe() == one


def test_leaflets_need_none(tmp_path: Path) -> None:
    """With an empty variable nothing is kept anywhere."""
    root = tmp_path / "workspace"
    small_workspace(root)
    write(root / "leaflets" / "P1-good.yaml", LEAFLET)
    done = run_apart("build", "--workspace", root, environment={"LEAFLETGEN_CACHE": ""}, folder=tmp_path)
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["workspace"]
