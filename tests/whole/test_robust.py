"""What a build does when the world is unkind: killed, out of room, run elsewhere; and that it says what it did."""

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from leafletgen.batch import work
from leafletgen.errors import ExitCode
from tests.support.commands import LEAFLET, ROOT, SVG, files_of, run, run_apart, small_workspace, write
from tests.support.processes import BOUND, Child

#: Two layouts and enough pages, so that a build takes long enough to be killed in the middle.
LONG = LEAFLET.replace("layouts: [small]", "layouts: [small, large]") + "".join(
    f"  - heading: Part {number}\n  - {'Words to fill the page with. ' * 40}\n" for number in range(40)
)
#: Ends the process, as a kill does, in the middle of the third file that is put into place.
DIE_IN_THE_MIDDLE = """\
import os, sys
from pathlib import Path
from leafletgen.cli.main import main
replace, count = Path.replace, 0
def dying(self, target):
    global count
    count += str(target).endswith(".pdf")
    if count == 3:
        with self.open("r+b") as file:
            file.truncate(self.stat().st_size // 2)
        os._exit(9)
    return replace(self, target)
Path.replace = dying
main(sys.argv[1:])
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace."""
    return small_workspace(tmp_path / "w")


def make_long(root: Path, title: str) -> None:
    """Give the workspace three long leaflets in two layouts each."""
    layout = (root / "layouts" / "small.yaml").read_text("utf-8")
    write(root / "layouts" / "large.yaml", layout.replace("size: a5", "size: a4").replace("size: 12", "size: 18"))
    for number in (1, 2, 3):
        text = LONG.replace("A good leaflet", title).replace("code: P1", f"code: P{number}")
        write(root / "leaflets" / f"P{number}-good.yaml", text)


def check_whole(folder: Path, *versions: dict[str, bytes]) -> None:
    """Every PDF of the folder can be opened, and is a whole one of one of these builds."""
    for name, data in files_of(folder).items():
        if name.endswith(".pdf"):
            assert any(data == version[name] for version in versions), f"{name} is of no build"
            with pikepdf.open(folder / name) as document:
                assert len(document.pages) > 4


def leftovers(folder: Path) -> list[Path]:
    """Unfinished files, the cache's too."""
    return sorted(folder.rglob("*.part"))


@pytest.fixture
def two_builds(root: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the files of an old build, which stand in build/, and what the next one makes."""
    make_long(root, "The new title")
    assert run("build", "--workspace", root, "--out", root / "new").exit_code == ExitCode.OK
    make_long(root, "The old title")
    assert run("build", "--workspace", root).exit_code == ExitCode.OK
    make_long(root, "The new title")
    old, new = files_of(root / "build"), files_of(root / "new")
    assert len(old) == 6
    assert all(old[name] != new[name] for name in old)
    return old, new


def test_killed_at_any_moment_leaves_whole_files(
    root: Path, two_builds: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    old, new = two_builds
    command = [sys.executable, "-m", "leafletgen", "build", "--workspace", str(root)]
    started = time.perf_counter()
    subprocess.run([*command, "--out", str(root / "timed")], check=True, capture_output=True, timeout=BOUND)
    length = time.perf_counter() - started
    moments = random.Random(7)
    for _ in range(6):
        process = Child(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(length * moments.uniform(0.2, 0.95))
        process.kill()
        process.wait(timeout=BOUND)
        check_whole(root / "build", old, new)
    assert sorted(name for name in files_of(root / "build") if name.endswith(".pdf")) == sorted(old)


def test_killed_while_writing_leaves_what_a_later_build_clears(
    root: Path, two_builds: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    old, new = two_builds
    command = [sys.executable, "-c", DIE_IN_THE_MIDDLE, "build", "--workspace", str(root)]
    process = subprocess.run(command, check=False, capture_output=True, timeout=BOUND)
    assert process.returncode == 9
    check_whole(root / "build", old, new)
    names = list(old)
    now = files_of(root / "build")
    assert [now[name] == new[name] for name in sorted(names, key=lambda name: (name[:2], "large" in name))] == (
        [True, True, False, False, False, False]
    )
    half = leftovers(root / "build")
    assert len(half) == 1
    write(root / "build" / ".cache" / ".abc-1-svg.77.part", "half")
    run("build", "--workspace", root)
    assert len(leftovers(root / "build")) == 2, "a file that another build may be writing is left alone"
    for path in leftovers(root / "build"):
        os.utime(path, (time.time() - 4000, time.time() - 4000))
    assert run("build", "--workspace", root).exit_code == ExitCode.OK
    assert files_of(root / "build") == new
    assert leftovers(root / "build") == []


class _FullDisk:
    """A file on a disk that is full after some bytes."""

    def __init__(self, file: Any, room: int) -> None:
        self.file = file
        self.room = room

    def __enter__(self) -> "_FullDisk":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> int:
        self.file.write(data[: self.room])
        self.file.flush()
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every file take 2,000 bytes and no more."""
    opened = Path.open

    def limited(self: Path, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        file = opened(self, mode, *arguments, **options)
        return _FullDisk(file, 2_000) if set(mode) & set("wxa+") else file

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", limited)
        yield


def test_full_disk_leaves_old_files_whole(root: Path, request: pytest.FixtureRequest) -> None:
    run("build", "--workspace", root)
    before = files_of(root)
    write(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("good", "better"))
    request.getfixturevalue("full_disk")
    result = run("build", "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert result.stderr == (
        "error: P1-good.small.DRAFT.pdf cannot be written: No space left on device\n"
        "  hint: check that the folder can be written to and the disk has room\n"
    )
    assert files_of(root / "build") == {"P1-good.small.DRAFT.pdf": before["build/P1-good.small.DRAFT.pdf"]}
    assert leftovers(root) == []


def test_full_disk_stops_preview_new_and_init_without_a_trace(
    root: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    write(tmp_path / "beside", "")
    before = sorted(files_of(root))
    request.getfixturevalue("full_disk")
    commands: list[list[str | Path]] = [
        ["preview", "P1", "--workspace", root],
        ["new", "leaflet", "other", "--workspace", root],
        ["new", "brand", "other", "--workspace", root],
        ["init", tmp_path / "deep" / "demo"],
    ]
    for command in commands:
        result = run(*command)
        assert result.exit_code == ExitCode.ENVIRONMENT, command
        assert "No space left on device" in result.stderr
    assert sorted(files_of(root)) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["beside", "w"]
    assert not (root / "assets" / "brands" / "other").exists()


def test_a_file_where_the_folder_should_be(root: Path) -> None:
    write(root / "build", "I am a file.\n")
    result = run("build", "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert result.stderr.startswith("error: P1-good.small.DRAFT.pdf cannot be written: ")
    assert (root / "build").read_text("utf-8") == "I am a file.\n"
    given = run("build", "--workspace", root, "--out", root / "build")
    assert given.exit_code == ExitCode.USAGE
    assert "is a file" in given.stderr
    under = run("build", "--workspace", root, "--out", root / "build" / "under")
    assert under.exit_code == ExitCode.ENVIRONMENT


def test_a_folder_where_the_file_should_be(root: Path) -> None:
    (root / "build" / "P1-good.small.DRAFT.pdf").mkdir(parents=True)
    result = run("build", "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert result.stderr.startswith("error: P1-good.small.DRAFT.pdf cannot be written: ")
    assert leftovers(root) == []


def test_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    environments = [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"},
        {"PYTHONHASHSEED": "3", "TZ": "UTC", "LC_ALL": "tr_TR.UTF-8", "SOURCE_DATE_EPOCH": "1"},
    ]
    made = []
    for number, environment in enumerate(environments):
        root = tmp_path / f"a folder {number}" / "é"
        assert run("init", root).exit_code == ExitCode.OK
        process = run_apart("build", "P4396", "P4400", environment=environment, folder=root)
        assert process.returncode == ExitCode.OK, process.stderr
        made.append(files_of(root / "build"))
    assert len(made[0]) == 5
    assert made[0] == made[1] == made[2]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "not compressed": lambda _: b"not compressed",
    "cut off": lambda data: data[: len(data) // 2],
    "a byte changed": lambda data: data[:-3] + bytes((data[-3] ^ 1,)) + data[-2:],
    "nothing inside": lambda _: zlib.compress(b""),
    "null inside": lambda _: zlib.compress(b"null"),
    "a short list inside": lambda _: zlib.compress(b"[1, 2]"),
    "wrong types inside": lambda _: zlib.compress(b'[1, 2, "", [], []]'),
    "bytes inside": lambda _: zlib.compress(b"\xff\xfe"),
}


@pytest.fixture
def with_cache(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, dict[str, bytes]]:
    """Return a workspace with a cache of a drawing, a PNG, a JPEG and a QR code, and what a build gives."""
    monkeypatch.setenv("LEAFLETGEN_CACHE", str(root / "user-cache"))
    images = root / "assets" / "images"
    picture = Image.linear_gradient("L").resize((900, 600)).convert("RGB")
    picture.save(images / "grey.png")
    picture.save(images / "grey.jpg")
    more = (
        "  - {image: grey.png, alt: Dark above and light below}\n"
        "  - {image: grey.jpg, alt: Light below and dark above}\n"
        "  - resources: [{title: NHS, url: 'https://www.nhs.uk'}]\n"
    )
    write(root / "leaflets" / "P1-good.yaml", LEAFLET + more)
    result = run("build", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    return root, files_of(root / "build")


def cache_of(root: Path) -> dict[Path, bytes]:
    """Return what was prepared, as the user's folder holds it."""
    return {path: path.read_bytes() for path in sorted((root / "user-cache").iterdir())}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_changes_nothing(with_cache: tuple[Path, dict[str, bytes]], damage: str) -> None:
    root, good = with_cache
    kept = cache_of(root)
    assert len(kept) >= 4
    for path, data in kept.items():
        path.write_bytes(DAMAGES[damage](data))
    work._builders.clear()  # another process would know nothing of the pictures
    result = run("build", "--force", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert files_of(root / "build") == good
    assert cache_of(root) == kept, "damaged entries are made anew"


@pytest.mark.parametrize("where", ["build/.cache", "user-cache"])
def test_no_cache_changes_nothing(with_cache: tuple[Path, dict[str, bytes]], where: str) -> None:
    root, good = with_cache
    cache = root / where
    shutil.rmtree(cache)
    work._builders.clear()
    write(cache, "A file where the cache was.\n")
    assert run("build", "--force", "--workspace", root).exit_code == ExitCode.OK
    cache.unlink()
    work._builders.clear()
    assert files_of(root / "build") == good
    assert run("build", "--force", "--workspace", root).exit_code == ExitCode.OK
    assert files_of(root / "build") == good
    for path in cache.iterdir():
        path.unlink()
        path.mkdir()
    work._builders.clear()
    assert run("build", "--force", "--workspace", root).exit_code == ExitCode.OK
    assert files_of(root / "build") == good


def release(root: Path) -> None:
    """Release the leaflet, so that it is no draft."""
    done = run("release", "P1", "--reason", "First issue", "--approved-by", "Lead", "--workspace", root)
    assert done.exit_code == ExitCode.OK, done.stderr


def test_strict_makes_warnings_fail(root: Path) -> None:
    path = root / "leaflets" / "P1-good.yaml"
    write(path, LEAFLET.replace("alt: Two", "alt: Picture of two"))
    said = 'warning: the alt text begins with "Picture of"'
    result = run("build", "--workspace", root)
    assert (result.exit_code, said in result.stderr) == (ExitCode.OK, True)
    assert result.stdout.splitlines()[-1] == "1 file written, 1 leaflet marked DRAFT or WITHDRAWN, 1 warning"
    release(root)
    before = files_of(root / "build")
    assert list(before) == ["P1-good.small.pdf"]
    result = run("build", "--workspace", root, "--strict")
    assert (result.exit_code, said in result.stderr) == (ExitCode.CONTENT, True)
    assert result.stdout.splitlines()[-1] == "0 files written, 1 build failed, 1 warning"
    assert files_of(root / "build") == before


def test_strict_lets_a_clean_leaflet_pass(root: Path) -> None:
    release(root)
    assert run("build", "--workspace", root, "--strict").exit_code == ExitCode.OK


def test_json_is_valid_data(root: Path) -> None:
    write(root / "leaflets" / "P2-broken.yaml", LEAFLET.replace("title:", "titel:").replace("P1/", "P2/"))
    result = run("build", "--workspace", root, "--json")
    assert (result.exit_code, result.stderr) == (ExitCode.CONTENT, "")
    data = json.loads(result.stdout)
    target = root / "build" / "P1-good.small.DRAFT.pdf"
    with pikepdf.open(target) as document:
        pages = len(document.pages)
    assert data["files"] == [
        {
            "leaflet": "P1-good",
            "layout": "small",
            "file": str(target),
            "pages": pages,
            "bytes": target.stat().st_size,
            "sha256": sha256(target.read_bytes()).hexdigest(),
            "code": "P1/22/01.2026/VERSION3",
            "state": "never released",
            "made": True,
            "copies": [],
        }
    ]
    assert data["not_done"] == 0
    assert data["failed"] == 1
    assert [(found["severity"], found["file"], found["line"], found["column"]) for found in data["diagnostics"]] == [
        ("error", "leaflets/P2-broken.yaml", 1, 1),
        ("error", "leaflets/P2-broken.yaml", 2, 1),
    ]
    assert data["diagnostics"][1]["hint"] == 'did you mean "title"?'


def test_one_broken_leaflet_leaves_its_old_file_alone(root: Path) -> None:
    write(root / "leaflets" / "P2-second.yaml", LEAFLET.replace("P1/", "P2/"))
    run("build", "--workspace", root)
    before = files_of(root / "build")
    write(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("bold", "x").replace("hills.svg", "hils.svg"))
    write(root / "leaflets" / "P2-second.yaml", LEAFLET.replace("P1/", "P2/").replace("bold", "other"))
    result = run("build", "--workspace", root)
    after = files_of(root / "build")
    assert result.exit_code == ExitCode.CONTENT
    assert (
        result.stdout.splitlines()[-1] == "1 file written, 1 leaflet marked DRAFT or WITHDRAWN, 1 build failed, 1 error"
    )
    assert after["P1-good.small.DRAFT.pdf"] == before["P1-good.small.DRAFT.pdf"]
    assert after["P2-second.small.DRAFT.pdf"] != before["P2-second.small.DRAFT.pdf"]


def test_a_fault_of_one_layout_leaves_the_other(root: Path) -> None:
    small = (root / "layouts" / "small.yaml").read_text("utf-8")
    write(root / "layouts" / "tiny.yaml", small.replace("size: 12", "size: 1"))
    write(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("[small]", "[tiny, small]"))
    result = run("build", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert list(files_of(root / "build")) == ["P1-good.small.DRAFT.pdf"]


@pytest.mark.parametrize(
    "selector",
    [
        "P1",
        "P1-good",
        "P1-good.yaml",
        "leaflets/P1-good.yaml",
        "{root}/leaflets/P1-good.yaml",
        "P1/22/01.2026/VERSION3",
    ],
)
def test_selectors(root: Path, selector: str) -> None:
    write(root / "leaflets" / "P11-other.yaml", LEAFLET.replace("P1/", "P11/"))
    result = run("build", selector.format(root=root), "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert list(files_of(root / "build")) == ["P1-good.small.DRAFT.pdf"]


def test_selectors_from_inside_a_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root / "leaflets" / "knee" / "P3-knee.yaml", LEAFLET.replace("P1/", "P3/"))
    write(root / "leaflets" / "knee" / "hills.svg", SVG)
    monkeypatch.chdir(root / "leaflets" / "knee")
    result = run("build", "P3-knee.yaml", "P3")
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert list(files_of(root / "build")) == ["P3-knee.small.DRAFT.pdf"]


def test_unknown_selectors_and_layouts_are_told_at_once(root: Path) -> None:
    result = run("build", "P1-god", "P7", "--layout", "smal", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr == (
        'error: no layout is called "smal"\n  hint: did you mean "small"?\n'
        'error: no leaflet is called "P1-god"\n  hint: did you mean "P1-good"?\n'
        'error: no leaflet is called "P7"\n  hint: known here: P1-good\n'
    )
    assert not (root / "build").exists()


def test_no_leaflets(root: Path) -> None:
    (root / "leaflets" / "P1-good.yaml").unlink()
    result = run("build", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stderr.startswith("error: there are no leaflets in leaflets/\n  hint: ")


def test_outside_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["build"], ["list", "brands"], ["preview", "P1"], ["new", "leaflet", "x"], ["new", "brand", "x"]):
        result = run(*command)
        assert result.exit_code == ExitCode.USAGE, command
        assert result.stderr == (
            f"error: {tmp_path} is no workspace: it has no leaflets/, layouts/ and assets/\n"
            '  hint: make one with "leafletgen init DIR", or name one with --workspace\n'
        )
    named = run("build", "--workspace", ROOT / "tests")
    assert named.exit_code == ExitCode.USAGE
    assert "is no workspace" in named.stderr
