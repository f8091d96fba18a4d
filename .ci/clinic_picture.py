"""Draws the README's picture of the clinic's page: ``python .ci/clinic_picture.py FILE.png``, with Chromium.

The page is put together as a physio would, for an invented patient.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

SIZE = {"width": 1366, "height": 768}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def put_together(page: Page) -> None:
    """A programme, a name, and no focus that would be seen."""
    page.locator("#library:not([aria-busy=true])").wait_for()
    page.get_by_role("tab", name="Programmes").click()
    page.get_by_role("button", name="of Lower back: strength").first.click()
    page.get_by_label("Patient", exact=True).fill("Sam Example")
    page.get_by_role("tab", name="Exercises").click()
    page.get_by_label("Search exercises and programmes").fill("back")
    page.locator("#pages img").first.wait_for()
    page.evaluate("document.activeElement.blur()")
    page.wait_for_load_state("networkidle")


def main(target: Path) -> None:
    """Start the clinic on a workspace of its own, and draw its page."""
    browser = next(found for name in BROWSERS if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as scratch:
        variables = {**os.environ, "LEAFLETGEN_CONFIG": scratch, "LEAFLETGEN_TODAY": "2026-11-29"}
        command = [sys.executable, "-m", "leafletgen", "clinic", "--no-browser"]
        with (
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=variables) as clinic,
            sync_playwright() as playwright,
        ):
            try:
                assert clinic.stdout is not None
                address = clinic.stdout.readline().strip()
                page = playwright.chromium.launch(executable_path=browser).new_page(viewport=SIZE, locale="en-GB")
                page.goto(address)
                put_together(page)
                page.screenshot(path=target)
            finally:
                clinic.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
