"""A server in a process of its own: how it begins, what it keeps, and how it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from leafletgen.clinic.browser_opening import Opening
from leafletgen.clinic.note_of_running import NoteOfRunning, Running, new_token
from leafletgen.errors import ExitCode
from tests.support.clinic import NAME, NUMBER, ROOT, Served, a_draft
from tests.support.commands import run
from tests.support.processes import BOUND
from tests.support.sheet_workspace import sheet_workspace

WINDOWS = sys.platform == "win32"


def test_the_address_stands_alone_on_the_output(tmp_path: Path) -> None:
    with Served(tmp_path) as served:
        status, headers, _ = served.ask("GET", "/")
        assert status == 200 and "Server" not in headers
        out, err = served.end()
    assert out == ""
    assert err.strip() in ("", "stopped")
    assert not list(tmp_path.glob("clinic-*.json")), "the file about it goes with it"


def test_it_can_be_reached_from_this_computer_alone(tmp_path: Path) -> None:
    with Served(tmp_path) as served:
        others = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
        for address in others - {"127.0.0.1"}:
            with pytest.raises(OSError):
                socket.create_connection((address, served.port), timeout=2).close()


@pytest.mark.skipif(WINDOWS, reason="a console's signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_at_once(tmp_path: Path, name: str) -> None:
    with Served(tmp_path) as served:
        served.process.send_signal(getattr(signal, name))
        _, err = served.process.communicate(timeout=BOUND)
    assert served.process.returncode == ExitCode.INTERRUPTED
    assert "Traceback" not in err
    assert not list(tmp_path.glob("clinic-*.json"))


def test_a_second_start_opens_the_one_that_runs(tmp_path: Path) -> None:
    with Served(tmp_path) as first:
        second = _start(tmp_path)
        assert second.returncode == ExitCode.OK
        assert second.stdout.startswith(f"http://127.0.0.1:{first.port}/start?token=")
        assert second.stdout.count("\n") == 1
        assert first.ask("GET", second.stdout.strip().removeprefix(f"http://127.0.0.1:{first.port}"))[0] == 200
        told = _start(tmp_path, "--port", str(first.port + 1 if first.port < 65535 else 1024))
        assert f"on port {first.port}" in told.stderr


def test_another_workspace_has_a_server_of_its_own(tmp_path: Path) -> None:
    other = sheet_workspace(tmp_path / "other")
    with Served(tmp_path / "c") as first, Served(tmp_path / "c", workspace=other) as second:
        assert first.port != second.port


def test_a_stale_file_is_overcome(tmp_path: Path) -> None:
    with Served(tmp_path) as killed:
        note = next(tmp_path.glob("clinic-*.json"))
        if not WINDOWS:
            assert note.stat().st_mode & 0o777 == 0o600
        killed.process.kill()
        killed.process.wait(BOUND)
    assert note.exists()
    with Served(tmp_path) as served:
        assert json.loads(note.read_text())["port"] == served.port


@pytest.mark.parametrize(
    "said",
    ["", "{", "[]", '{"port": "x", "secret": "y"}', '{"port": 99999999, "secret": "s"}', "\x00", "[" * 100_000,
     '{"port": 1e999, "secret": "s"}', '{"port": 80, "secret": "\\ud800"}'],
)  # fmt: skip
def test_a_damaged_file_is_overcome(tmp_path: Path, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path))
    note = NoteOfRunning(ROOT)
    assert note.path is not None
    note.path.write_text(said)
    known = note.read()
    assert known is None or new_token(known) is None


@pytest.mark.skipif(WINDOWS, reason="the rights of the folder count")
def test_the_folder_of_a_first_start_is_its_users_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may open the lock in it could keep a start waiting."""
    folder = tmp_path / "config" / "leafletgen"
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(folder))
    with NoteOfRunning(ROOT).alone():
        assert folder.stat().st_mode & 0o777 == 0o700


def test_of_two_starts_at_once_one_serves(tmp_path: Path) -> None:
    served: list[Served] = []
    threads = [threading.Thread(target=lambda: served.append(Served(tmp_path))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(BOUND)
    try:
        assert len(served) == 3
        assert len({one.port for one in served}) == 1
    finally:
        for one in served:
            one.end()


def test_who_does_not_know_the_secret_gets_no_token(tmp_path: Path) -> None:
    with Served(tmp_path) as served:
        known = Running(served.port, json.loads(next(tmp_path.glob("clinic-*.json")).read_text())["secret"])
        assert new_token(known) is not None
        assert new_token(known._replace(secret="another")) is None
        assert served.ask("POST", "/again", b'{"nonce": "x", "proof": "y"}', Origin="", Cookie="")[0] == 403
        assert served.ask("POST", "/again", b"{}", Sec_Fetch_Site="same-origin")[0] == 403


@pytest.mark.parametrize("sent", [b'{"token": "x", "proof": "y"}', b"[" * 9000])
def test_a_stranger_on_the_port_of_the_file_is_not_believed(sent: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:

        def answer() -> None:
            connection, _ = stranger.accept()
            with connection:
                connection.recv(65536)
                head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(sent)}\r\nContent-Type: application/json\r\n\r\n"
                connection.sendall(head.encode() + sent)

        thread = threading.Thread(target=answer)
        thread.start()
        assert new_token(Running(stranger.getsockname()[1], "secret")) is None
        thread.join(BOUND)


def test_a_stranger_who_never_comes_to_an_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leafletgen.clinic.note_of_running._PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as stranger:

        def answer() -> None:
            connection, _ = stranger.accept()
            with connection, suppress(OSError):
                connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
                for _ in range(10_000):
                    connection.sendall(b"[")
                    time.sleep(0.1)

        thread = threading.Thread(target=answer)
        thread.start()
        assert new_token(Running(stranger.getsockname()[1], "secret")) is None
        thread.join(BOUND)
        assert not thread.is_alive()


def test_a_port_that_is_taken_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("clinic", "--no-browser", "--port", str(port), "--workspace", ROOT)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert f"port {port} is taken" in result.stderr and "hint: name another port" in result.stderr
    assert result.stdout == ""


def test_a_port_that_is_named_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with Served(tmp_path, "--port", str(port)) as served:
        assert served.port == port


@pytest.mark.parametrize("missing", ["flask", "waitress"])
def test_without_its_packages_it_says_what_to_install(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    result = run("clinic", "--no-browser", "--workspace", ROOT)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert 'hint: pip install "leafletgen[clinic]"' in result.stderr


def test_outside_of_a_workspace_it_says_so(tmp_path: Path) -> None:
    result = run("clinic", "--no-browser", "--workspace", tmp_path)
    assert result.exit_code == ExitCode.USAGE
    assert "is no workspace" in result.stderr


def test_a_session_with_a_patient_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "LEAFLETGEN_CACHE"):
        (tmp_path / variable).mkdir()
        monkeypatch.setenv(variable, str(tmp_path / variable))
    with Served(tmp_path / "c") as served:
        sent = {"window": "w", "draft": a_draft(name=NAME, nhs_number=NUMBER, goal="Walk to the shops")}
        _, _, body = served.ask("POST", "/sheet", json.dumps(sent).encode())
        document = json.loads(body)["document"]
        assert served.ask("GET", f"/documents/{document}/exercise-sheet.pdf")[0] == 200
        assert served.ask("POST", "/prescription", json.dumps({"draft": sent["draft"]}).encode())[0] == 200
        during = _files_with(tmp_path)
        out, err = served.end()
    assert during == _files_with(tmp_path) == []
    assert NAME not in out + err


def test_the_opening_page_is_private_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    opened: list[str] = []
    opening = Opening("http://127.0.0.1:4711/start?token=secret", browser_of(opened))
    assert opening.open()
    assert opened[0].startswith("file://") and "secret" not in opened[0]
    page = next(tmp_path.glob("leafletgen-opens-*/open.html"))
    assert 'content="0; url=http://127.0.0.1:4711/start?token=secret"' in page.read_text()
    if not WINDOWS:
        assert page.stat().st_mode & 0o777 == 0o600 and page.parent.stat().st_mode & 0o777 == 0o700
    opening.tend(used=False)
    assert page.exists()
    opening.tend(used=True)
    assert not list(tmp_path.glob("leafletgen-opens-*"))


@pytest.mark.skipif(WINDOWS, reason="snaps are of Linux")
def test_a_browser_of_a_snap_can_read_the_opening_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "snap").mkdir()
    opening = Opening("http://127.0.0.1:4711/start?token=secret", lambda _: True)
    assert opening.open()
    assert len(list(tmp_path.glob("leafletgen-opens-*/open.html"))) == 1
    opening.close()
    assert not list(tmp_path.glob("leafletgen-opens-*"))


def test_without_a_place_for_a_page_the_address_itself_is_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LEAFLETGEN_CONFIG", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    opened: list[str] = []
    assert not Opening("http://127.0.0.1:4711/start?token=secret", browser_of(opened, found=False)).open()
    assert opened == ["http://127.0.0.1:4711/start?token=secret"]


def browser_of(opened: list[str], *, found: bool = True) -> Callable[[str], bool]:
    """Return what opens a page, which notes what it was asked for."""

    def open_page(address: str) -> bool:
        opened.append(address)
        return found

    return open_page


def _files_with(folder: Path) -> list[str]:
    """Return the files that hold something of the patient."""
    words = [NAME.encode(), NUMBER.encode(), NUMBER.replace(" ", "").encode(), b"Walk to the shops"]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word in path.read_bytes() for word in words)]


def _start(config: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "leafletgen", "clinic", "--no-browser", "--workspace", str(ROOT), *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "LEAFLETGEN_CONFIG": str(config)},
        timeout=BOUND,
        check=False,
    )
