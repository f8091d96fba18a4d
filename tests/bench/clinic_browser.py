"""From a key to pixels: ``python -m tests.bench.clinic_browser [--changes N] [--chromium PATH]``.

A digit is typed into the dose of the last of six exercises, and the clock runs from the key's own time stamp to the
frame after the one in which the new picture of the page is in its place, decoded. It needs Playwright (extra
``[browser]``) and a Chromium; no browser is downloaded.
"""

import argparse
import os
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.bench.clinic import CHOSEN, started
from tests.bench.measuring import machine, machine_lines
from tests.bench.workspace import BenchWorkspace

_WATCH = """() => {
  window.keyTimes = [];
  let key = 0;
  addEventListener("keydown", (event) => { key = event.timeStamp; }, true);
  new MutationObserver((changes) => {
    if (!key || !changes.some(({ addedNodes }) => [...addedNodes].some((node) => node.nodeName === "IMG"))) return;
    const begun = key;
    key = 0;
    requestAnimationFrame(() => requestAnimationFrame((now) => window.keyTimes.push(now - begun)));
  }).observe(document.getElementById("pages"), { childList: true, subtree: true });
}"""


def measure(page: Page, changes: int) -> list[float]:
    """Return milliseconds of so many changes, each of one digit."""
    page.evaluate(
        """async (names) => {
          const address = [...document.scripts].map((one) => one.src).find((one) => one.endsWith("/sheet.js"));
          const { store } = await import(address.replace("sheet.js", "store.js"));
          store.add(names.map((exercise) => ({ exercise, dose: "", note: "" })), { label: "Add" });
        }""",
        list(CHOSEN),
    )
    row = page.locator("#rows > li").last
    row.get_by_role("button", name="More of").click()
    dose = row.get_by_role("textbox", name="Dose")
    dose.focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("sets=2,reps=1")
    page.wait_for_function("document.querySelectorAll('#pages img').length > 0")
    page.evaluate(_WATCH)
    times: list[float] = []
    dose.press("End")
    for number in range(changes + 1):
        for key in (str(number % 10), "Backspace"):
            page.keyboard.press(key)
            page.wait_for_function("window.keyTimes.length > 0")
            (spent,) = page.evaluate("window.keyTimes.splice(0)")
            if number and key != "Backspace":
                times.append(spent)
    return times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.clinic_browser", description="From a key to pixels.")
    parser.add_argument("--changes", type=int, default=50)
    parser.add_argument("--chromium", default=shutil.which("chromium") or "chromium", help="where it is")
    options = parser.parse_args()
    before: dict[str, Any] = machine()
    with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder, sync_playwright() as playwright:
        surroundings = {**os.environ, "LEAFLETGEN_CACHE": f"{folder}/cache", "LEAFLETGEN_CONFIG": f"{folder}/config"}
        root = Path(folder, "workspace")
        root.mkdir()
        with started(BenchWorkspace(root).root, surroundings) as (port, way_in):
            browser = playwright.chromium.launch(executable_path=options.chromium)
            page = browser.new_page(bypass_csp=True, viewport={"width": 1366, "height": 768})
            page.goto(f"http://127.0.0.1:{port}{way_in}")
            page.wait_for_url(f"http://127.0.0.1:{port}/")
            page.wait_for_load_state("networkidle")
            times = sorted(measure(page, options.changes))
            browser.close()
    slow = times[int(0.95 * len(times))]
    lines = machine_lines(before, machine())
    lines.append(
        f"from a key to pixels, {len(times)} changes: median {statistics.median(times):.0f} ms, 95 % {slow:.0f} ms"
    )
    print("\n".join(lines))


if __name__ == "__main__":
    main()
