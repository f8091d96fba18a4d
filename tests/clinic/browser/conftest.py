"""One server and one browser for the tests of a file, and a browser's fresh memory for each test.

They need Chromium, and are skipped without it; ``.ci/run`` skips none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.clinic.browser.desk import Desk, WayIn
from tests.clinic.browser.running import Running
from tests.html.test_browser import REQUIRED, chromium

NewDesk = Callable[..., Desk]


def skip_without(found: object, what: str) -> None:
    """Skip when something is not there; fail where nothing may be skipped."""
    if found:
        return
    if os.environ.get(REQUIRED):
        pytest.fail(f"there is no {what} here")
    pytest.skip(f"there is no {what} here")


def flags() -> list[str]:
    """Chromium runs as the administrator only without its sandbox."""
    return ["--no-sandbox"] if sys.platform == "linux" and os.geteuid() == 0 else []


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return the folders of a server, which a test or the fixture of the way in starts."""
    skip_without(chromium(), "Chromium")
    server = Running(tmp_path_factory.mktemp("clinic"))
    try:
        yield server
    finally:
        server.close()


@pytest.fixture(scope="module")
def browser(running: Running) -> Iterator[Browser]:
    """Return a browser without a window."""
    with sync_playwright() as driver:
        chosen = driver.chromium.launch(executable_path=chromium(), args=flags(), env={**running.environment})
        yield chosen
        chosen.close()


@pytest.fixture(scope="module")
def way_in(running: Running, browser: Browser) -> WayIn:
    """Return the memory of a browser that has come in by the address, which opens once."""
    with browser.new_context() as context:
        page = context.new_page()
        address = running.start()
        page.goto(address)
        page.wait_for_url("**/")
        return WayIn(address.partition("/start")[0], context.storage_state())


@pytest.fixture
def new_desk(browser: Browser, way_in: WayIn) -> Iterator[NewDesk]:
    """Return what opens a desk with a memory of its own; at the end none of them has found anything wrong."""
    made: list[Desk] = []

    def new(**how: object) -> Desk:
        made.append(Desk(browser, way_in, **how))
        return made[-1]

    yield new
    found = [one for desk in made for one in desk.end()]
    assert found == []


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """Return a desk on a small laptop."""
    return new_desk()
