"""The page of the sheet, found as its users find it: by the roles and the names of what is on it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.clinic.browser.watching import Watch

SMALL_LAPTOP = {"width": 1366, "height": 768}
PATIENCE = 60_000
"""Milliseconds for what takes some tenths of a second; a busy machine may take long."""
expect.set_options(timeout=PATIENCE)

# Chromium without a window ends a tab whose PDF viewer is asked to print, so the question is kept, not passed on.
_KEEP_PRINTS = """
const own = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, "contentWindow").get;
Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", { configurable: true, get() {
  if (!location.pathname.endsWith("/print")) return own.call(this);
  const print = () => { document.documentElement.dataset.printed = this.src; };
  return { focus() {}, print };
} });
"""


class WayIn(NamedTuple):
    """Where the server is, and what a browser remembers that has come in."""

    origin: str
    memory: StorageState


class Desk:
    """One page of a browser's memory of its own, and what can be done on it."""

    def __init__(self, browser: Browser, way_in: WayIn, **how: Any) -> None:
        """Open the page; ``how`` goes to the browser's context, such as ``viewport``."""
        options = {"viewport": SMALL_LAPTOP, "locale": "en-GB", **how}
        self.context = browser.new_context(storage_state=way_in.memory, **options)
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(_KEEP_PRINTS)
        self.origin = way_in.origin
        self.watch = Watch(self.context, self.origin.removeprefix("http://"))
        self.page: Page = self.open()

    def open(self, address: str = "/") -> Page:
        """Open a further page of the same memory."""
        page = self.context.new_page()
        page.goto(self.origin + address)
        if address == "/":
            expect(page.get_by_role("region", name="Library")).not_to_have_attribute("aria-busy", "true")
        return page

    def end(self) -> list[str]:
        """Close everything, and return what went wrong."""
        self.context.close()
        return self.watch.found

    def show(self, part: str) -> None:
        """Show a part of the page where there is room for one."""
        parts = self.page.get_by_role("navigation", name="Parts of this page")
        button = parts.get_by_role("button", name=re.compile(f"^{part}"))
        if button.is_visible():
            button.click()

    # The library

    def search(self, words: str) -> None:
        """Type into the search."""
        self.page.get_by_role("textbox", name="Search exercises and programmes").fill(words)

    def card(self, name: str) -> Locator:
        """Return the button by which an exercise is added."""
        return self.page.get_by_role("button", name=f"Add {name}", exact=True)

    def cards(self) -> Locator:
        """Return the cards that are shown."""
        return self.page.get_by_role("list", name="Exercises", exact=True).get_by_role("listitem")

    def programmes(self) -> Locator:
        """Return the tab of the programmes."""
        return self.page.get_by_role("tab", name=re.compile("^Programmes"))

    def pack(self, name: str) -> Locator:
        """Return the button by which a programme is added."""
        return self.page.get_by_role("button", name=re.compile(rf"^Add \d+ of {re.escape(name)}$"))

    # The sheet

    def rows(self) -> Locator:
        """Return the exercises on the sheet."""
        return self.page.get_by_role("list", name="Exercises on the sheet").get_by_role("listitem")

    def row(self, name: str) -> Locator:
        """Return one exercise on the sheet."""
        return self.rows().filter(has=self.page.get_by_role("button", name=name, exact=True))

    def names(self) -> list[str]:
        """Return the names of the exercises on the sheet, from first to last."""
        return self.rows().locator("h3 button").all_inner_texts()

    def sentence(self, name: str) -> Locator:
        """Return what the patient will read of an exercise."""
        return self.row(name).locator(".sentence")

    def faults(self, name: str) -> Locator:
        """Return what is said to be wrong with an exercise on the sheet."""
        return self.row(name).locator(".fault").filter(visible=True)

    def field(self, label: str) -> Locator:
        """Return a field of the sheet, in a group that is opened for it."""
        found = self.page.get_by_role("region", name="Sheet", exact=True).get_by_label(label, exact=True)
        group = self.page.locator("#sheet details:not([open])").filter(has=self.page.get_by_label(label, exact=True))
        if group.count():
            group.locator("summary").click()
        return found

    def button(self, name: str) -> Locator:
        """Return a button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def more(self, name: str) -> Locator:
        """Return a button of the menu of what is done less often, which is opened for it."""
        if not self.button(name).is_visible():
            self.button("More").click()
        return self.button(name)

    # The pages

    def pages(self) -> Locator:
        """Return the pictures of the pages."""
        return self.page.get_by_role("img", name=re.compile(r"^Page \d+ of \d+ of the sheet$"))

    def picture(self, number: int = 1) -> str:
        """Return the address of the picture of a page, which is another one when the page looks different."""
        picture = self.page.get_by_role("img", name=re.compile(rf"^Page {number} of \d+ of the sheet$"))
        expect(picture).to_be_visible()
        return picture.get_attribute("src") or ""

    def expect_other_picture(self, earlier: str, number: int = 1) -> None:
        """Wait until a page looks different."""
        picture = self.page.get_by_role("img", name=re.compile(rf"^Page {number} of \d+ of the sheet$"))
        expect(picture).not_to_have_attribute("src", earlier)

    # What leaves the page

    def saved(self, button: Locator) -> tuple[str, bytes]:
        """Press a button that saves a file; return the file's name and what is in it."""
        with self.page.expect_download(timeout=PATIENCE) as waiting:
            button.click()
        download = waiting.value
        return download.suggested_filename, Path(download.path()).read_bytes()

    def printed(self, button: Locator) -> tuple[Page, bytes]:
        """Press a button that prints; return the print page, and the file that its viewer was asked to print."""
        with self.page.expect_popup(timeout=PATIENCE) as waiting:
            button.click()
        page = waiting.value
        page.wait_for_selector("html[data-printed]", timeout=PATIENCE)
        file = page.get_attribute("html", "data-printed") or ""
        return page, self.context.request.get(file).body()

    def drop(self, name: str, text: str) -> None:
        """Drop a file onto the page, as a file manager does."""
        self.page.evaluate(
            """([name, text]) => {
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File([text], name));
              const place = document.querySelector("main");
              for (const kind of ["dragenter", "dragover", "drop"]) {
                place.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
              }
            }""",
            [name, text],
        )
