"""After a session no file on the disk tells of the patient, but what was saved; nobody outside is asked."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.clinic.browser.conftest import flags, skip_without
from tests.clinic.browser.desk import PATIENCE
from tests.clinic.browser.email_dialog import PASSWORD
from tests.clinic.browser.on_disk import files_with, unpacked_lz4
from tests.clinic.browser.running import Running
from tests.html.test_browser import FOLDER, chromium
from tests.pages.test_sheet_privacy import can_trace
from tests.support.mail_servers import Box, serving, variables
from tests.support.processes import Child
from tests.support.sheet_workspace import text_of

NAME = "Quillfeather"
"""A name that stands in no dictionary and in no other file."""
NOTE = "Zwischenruf"
ADDRESS = "quaxitl@example.org"
BOUND = 120


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """Return a server for one test, whose disk is looked at."""
    server = Running(tmp_path)
    try:
        yield server
    finally:
        server.close()


@pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not trace: apt-get install strace")
def test_chromium_keeps_nothing_and_the_server_calls_nobody(running: Running, tmp_path: Path) -> None:
    skip_without(chromium(), "Chromium")
    trace = tmp_path / "trace"
    # The server is the child, and the tracer looks on (-D), so that what ends the one ends both.
    running.before = ["strace", "-D", "-f", "-s", "64", "-e", "trace=%network,execve", "-o", str(trace)]
    with sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium(),
            args=flags(),
            env={**running.environment},
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(running.start())
        page.get_by_role("button", name="Add Ankle circles", exact=True).click()
        page.get_by_label("Patient", exact=True).press_sequentially(f"Sam {NAME}")
        page.get_by_role("button", name=re.compile("^More of Ankle circles")).click()
        page.get_by_role("textbox", name="Note on Ankle circles").press_sequentially(NOTE)
        page.get_by_role("button", name="More", exact=True).click()
        page.get_by_role("button", name="Copy the summary for the record").click()
        session = context.new_cdp_session(page)
        session.send("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(running.downloads)})
        page.get_by_role("button", name="Save PDF").click()
        saved = _saved(running)
        expect(page.get_by_role("img", name=re.compile("^Page 1 of 1"))).to_be_visible()
        other = context.new_page()
        other.goto("about:blank")
        page.reload()
        context.close()
    running.stop()
    _nothing_is_left(running, tmp_path)
    assert NAME in text_of(saved) and NOTE in text_of(saved)
    lines = _whole(trace)
    asked = r"\b(connect|sendto|sendmsg|sendmmsg)\(.*sa_family="
    assert [line for line in lines if re.search(asked, line)] == []
    listening = [line for line in lines if re.search(r"\bbind\(", line)]
    assert listening and all('inet_addr("127.0.0.1")' in line for line in listening)
    assert len([line for line in lines if "execve(" in line]) == 1


@pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not trace: apt-get install strace")
def test_an_email_leaves_nothing_behind_and_the_server_calls_the_mail_server_alone(
    running: Running, tmp_path: Path
) -> None:
    skip_without(chromium(), "Chromium")
    trace = tmp_path / "trace"
    running.before = ["strace", "-D", "-f", "-s", "64", "-e", "trace=%network,execve", "-o", str(trace)]
    with serving(box := Box()) as port, sync_playwright() as driver:
        running.mail_server = variables(port, tmp_path)
        context = driver.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium(), args=flags(), env={**running.environment}
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(running.start())
        page.get_by_role("button", name="Add Ankle circles", exact=True).click()
        page.get_by_label("Patient", exact=True).press_sequentially(f"Sam {NAME}")
        page.get_by_role("button", name="E-mail", exact=True).click()
        dialog = page.get_by_role("dialog", name="Send the sheet by e-mail")
        expect(dialog).to_contain_text("The message is ")
        dialog.get_by_label("To", exact=True).press_sequentially(ADDRESS)
        dialog.get_by_label("Subject", exact=True).press_sequentially(f" {NOTE}")
        dialog.get_by_label("Protect with a password").check()
        for label in ("Password", "Password again"):
            dialog.get_by_label(label, exact=True).press_sequentially(PASSWORD)
        dialog.get_by_role("button", name="Send", exact=True).click()
        question = page.get_by_role("dialog", name="Send it now?")
        question.get_by_role("button", name="Send", exact=True).click()
        expect(dialog).to_contain_text("It is sent")
        page.keyboard.press("Escape")
        page.reload()
        context.close()
        (received,) = box.received
    running.stop()
    assert received.recipient == ADDRESS
    for word in (NAME, NOTE, ADDRESS, PASSWORD):
        assert files_with(tmp_path, word) + files_with(running.temporary, word) == []
        assert word not in running.output()
    assert not [*running.home.rglob("*.eml")]
    called = [line for line in _whole(trace) if re.search(r"\bconnect\(.*sa_family=", line)]
    assert called and all(f'sin_port=htons({port}), sin_addr=inet_addr("127.0.0.1")' in line for line in called), called


def test_firefox_keeps_nothing_and_prints(running: Running, tmp_path: Path) -> None:
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    skip_without(firefox, "Firefox")
    skip_without(shutil.which("node"), "Node")
    skip_without((FOLDER / "node_modules" / "puppeteer-core").is_dir(), "puppeteer-core (npm ci in tests/browser)")
    printed = tmp_path / "printed.pdf"
    task = {"firefox": firefox, "address": running.start(), "profile": str(tmp_path / "profile")}
    task |= {"printed": str(printed), "name": f"Sam {NAME}", "note": NOTE, "downloads": str(running.downloads)}
    (tmp_path / "profile").mkdir()
    command = ["node", str(FOLDER / "clinic_in_firefox.mjs"), json.dumps(task)]
    environment = {**running.environment, "PATH": os.environ["PATH"]}
    with Child(command, stdout=-1, stderr=-1, cwd=FOLDER, env=environment, encoding="utf-8") as child:
        out, errors = child.communicate(timeout=BOUND)
    assert child.returncode == 0, errors
    told = json.loads(out)
    assert told["faults"] == []
    assert told["sentence"].startswith("Do 11 on each side.")
    running.stop()
    assert NAME in text_of(_saved(running))
    assert f"Sam {NAME}" in text_of(printed.read_bytes()), "the print window printed by itself"
    printed.unlink()
    _nothing_is_left(running, tmp_path)


def _whole(trace: Path) -> list[str]:
    """Return the lines of a trace, once its tracer has written that the traced program has ended."""
    until = time.monotonic() + BOUND
    while time.monotonic() < until:
        lines = trace.read_text("utf-8", "replace").splitlines()
        ended = rf"{lines[0].split()[0]} +\+\+\+ (exited|killed) "
        if any(re.match(ended, line) for line in lines):
            return lines
        time.sleep(0.1)
    raise AssertionError("the trace has no end")


def _saved(running: Running) -> bytes:
    """Return the file that a browser has saved in the folder that was chosen for it, and nothing else there."""
    until = time.monotonic() + BOUND
    while time.monotonic() < until:
        files = {path.name: path for path in running.downloads.iterdir()}
        if [*files] == ["exercise-sheet.pdf"] and (data := files["exercise-sheet.pdf"].read_bytes()).endswith(
            b"%%EOF\n"
        ):
            return data
        time.sleep(0.1)
    raise AssertionError(f"no file is saved, but {[*files]}")


def _nothing_is_left(running: Running, folder: Path) -> None:
    """The name and the note are nowhere but in what was saved; the server has told its address, and no more."""
    shutil.rmtree(running.downloads)
    for word in (NAME, NOTE):
        assert files_with(folder, word) + files_with(running.temporary, word) == []
    assert any(path.stat().st_size for path in (folder / "profile").rglob("*") if path.is_file())
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/start\?token=\S+\n\nstopped\n", running.output()), running.output()


def test_what_is_packed_is_searched(tmp_path: Path) -> None:
    literals = b"Sam Quillfeather"
    # a token of 15 literals and one further, no copy after them; then one that copies 11 bytes from 12 before
    block = bytes([0xF0, 1]) + literals
    assert unpacked_lz4(block) == literals
    copying = bytes([0xC7]) + b"Quillfeather" + bytes([12, 0]) + bytes([0x10]) + b"!"
    assert unpacked_lz4(copying) == b"QuillfeatherQuillfeathe!"
    (tmp_path / "session.jsonlz4").write_bytes(b"mozLz40\0" + len(literals).to_bytes(4, "little") + block)
    (tmp_path / "packed").write_bytes(b"before" + gzip.compress(literals))
    (tmp_path / "wide").write_bytes("Quillfeather".encode("utf-16-le"))
    (tmp_path / "other").write_bytes(base64.b64encode(literals))
    assert files_with(tmp_path, NAME) == ["packed", "session.jsonlz4", "wide"]
