"""The print window itself, in a browser with windows: on a screen that nobody sees."""

from __future__ import annotations

import os
import select
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect, sync_playwright

from tests.clinic.browser.conftest import flags, skip_without
from tests.clinic.browser.desk import PATIENCE
from tests.clinic.browser.running import Running
from tests.html.test_browser import chromium
from tests.support.processes import BOUND, Child


@pytest.fixture
def screen() -> Iterator[str]:
    """Return the name of a screen."""
    if sys.platform != "linux":
        pytest.skip("only on Linux is there a screen that nobody sees")
    server = shutil.which("Xvfb")
    skip_without(server, "Xvfb")
    reading, writing = os.pipe()
    words = [str(server), "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with Child(words, pass_fds=[writing], stdout=-3, stderr=-3) as child:
        os.close(writing)
        try:
            ready, _, _ = select.select([reading], [], [], BOUND)
            number = os.read(reading, 16).decode("ascii").strip() if ready else ""
            assert number, "Xvfb has not begun"
            yield f":{number}"
        finally:
            os.close(reading)
            child.terminate()
            child.wait(BOUND)


def test_the_print_window_opens_on_the_sheet(running: Running, screen: str, tmp_path: Path) -> None:
    with sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium(),
            headless=False,
            args=flags(),
            env={**running.environment, "DISPLAY": screen},
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(running.start())
        page.get_by_role("button", name="Add Ankle circles", exact=True).click()
        expect(page.get_by_role("img", name="Page 1 of 1 of the sheet")).to_be_visible()
        assert _print_windows(context) == []
        with page.expect_popup() as opening:
            page.get_by_role("button", name="Print", exact=True).click()
        until = time.monotonic() + BOUND
        while not _print_windows(context):
            assert time.monotonic() < until, "no print window"
            page.wait_for_timeout(100)
        assert opening.value.title() == "Exercise sheet"
        context.close()


def _print_windows(context: BrowserContext) -> list[str]:
    """Return the addresses of the print windows that are open."""
    assert context.browser is not None
    session = context.browser.new_browser_cdp_session()
    targets = session.send("Target.getTargets")["targetInfos"]
    session.detach()
    return [target["url"] for target in targets if target["url"].startswith("chrome://print")]
