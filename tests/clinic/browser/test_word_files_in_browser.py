"""A Word file on the page of leaflets: dropped, chosen by the keyboard, refused, and its report for everybody."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, ViewportSize, expect

from leafletgen.clinic.bodies import LARGEST_FILE
from tests.clinic.browser import axe
from tests.clinic.browser.conftest import NewDesk, skip_without
from tests.clinic.browser.desk import Desk
from tests.clinic.browser.on_disk import files_with
from tests.clinic.browser.running import Running

WORD = "Zwiebelfisch"
"""A word that nothing else has."""
NARROW: ViewportSize = {"width": 320, "height": 640}
WIDE: ViewportSize = {"width": 1366, "height": 768}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Word file with struck words, about which there is a doubt."""
    made = docx.Document()
    made.add_heading("Neck exercises", 0)
    paragraph = made.add_paragraph(f"Turn your head slowly {WORD}. ")
    paragraph.add_run("Not like this.").font.strike = True
    path = tmp_path_factory.mktemp("word") / "Nacken übungen.docx"
    file = BytesIO()
    made.save(file)
    path.write_bytes(file.getvalue())
    return path


def drop(page: Page, *files: Path) -> None:
    """Drop files onto the page, as a file manager does."""
    page.evaluate(
        """(files) => {
          const dataTransfer = new DataTransfer();
          for (const [name, bytes] of files) dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
          const place = document.querySelector("main");
          for (const kind of ["dragenter", "dragover", "drop"]) {
            place.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
          }
        }""",
        [[file.name, [*file.read_bytes()]] for file in files],
    )


def expect_report(page: Page, name: str) -> None:
    """Wait until the report of a file is shown, with its doubt."""
    expect(page.get_by_role("heading", level=1, name=f"What comes from {name}")).to_be_visible()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("Not like this.").first).to_be_visible()
    heading = frame.get_by_role("heading", name=name).first
    assert heading.evaluate("element => getComputedStyle(element).fontWeight") == "700", "its own styles are let in"


def test_a_dropped_file_opens_its_report(new_desk: NewDesk, running: Running, old: Path) -> None:
    page = new_desk().open("/leaflets")
    drop(page, old)
    expect_report(page, old.name)
    assert old.stem not in page.title(), "a browser keeps titles on the disk"
    page.reload()
    expect_report(page, old.name)
    page.get_by_role("link", name="All leaflets").click()
    expect(page.get_by_role("button", name="Choose a Word file…")).to_be_visible()
    assert files_with(running.workspace, WORD) == []
    assert files_with(running.home, WORD) == []
    assert files_with(running.temporary, WORD) == []


def test_a_file_is_chosen_by_the_keyboard(new_desk: NewDesk, old: Path) -> None:
    page = new_desk().open("/leaflets")
    button = page.get_by_role("button", name="Choose a Word file…")
    expect(button).to_have_accessible_description("Drop a Word file onto this page, or choose one, and see what an "
                                                  "import would make of it. Nothing is written.")  # fmt: skip
    button.focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(old)
    expect_report(page, old.name)
    page.go_back()
    expect(button).not_to_have_attribute("aria-disabled", "true")
    with page.expect_file_chooser() as again:
        button.press("Space")
    again.value.set_files(old)
    expect_report(page, old.name)


def test_what_cannot_be_read_is_told_on_the_page_and_said(new_desk: NewDesk, old: Path, tmp_path: Path) -> None:
    desk = new_desk()
    page = desk.open("/leaflets")
    pdf = tmp_path / "old.docx"
    pdf.write_bytes(b"%PDF-1.7\n")
    drop(page, pdf)
    expect(page.locator("#word-faults .fault")).to_contain_text('"old.docx" is no Word file but a PDF.')
    expect(
        page.get_by_role("status").filter(has_text="is no Word file but a PDF. Ask whoever made it")
    ).to_be_attached()
    expect(page.get_by_role("button", name="Choose a Word file…")).not_to_have_attribute("aria-disabled", "true")
    desk.watch.forgive("/word")
    drop(page, old, pdf)
    expect(page.get_by_text("One Word file at a time, please.").first).to_be_visible()
    drop(page, old)
    expect_report(page, old.name)


def test_a_file_that_is_too_large_is_not_sent(new_desk: NewDesk, tmp_path: Path) -> None:
    page = new_desk().open("/leaflets")
    large = tmp_path / "large.docx"
    with large.open("wb") as written:
        written.truncate(LARGEST_FILE + 1)
    page.locator("#word-file").set_input_files(large)
    expect(page.locator("#word-faults")).to_contain_text("This file is larger than the clinic takes, which is 30 MB.")
    expect(page.locator("#word-busy")).to_be_empty()


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_it_is_for_everybody(new_desk: NewDesk, old: Path, tmp_path: Path, colours: str) -> None:
    skip_without(axe.has_axe(), "axe-core (npm ci in tests/browser)")
    desk = new_desk(
        reduced_motion="reduce",
        color_scheme="dark" if colours == "dark" else "light",
        forced_colors="active" if colours == "forced" else "none",
    )
    page = desk.open("/leaflets")
    pdf = tmp_path / "old.docx"
    pdf.write_bytes(b"%PDF-1.7\n")
    drop(page, pdf)
    expect(page.locator("#word-faults .fault")).to_be_visible()
    desk.watch.forgive("/word")
    found = _looked_at(page, "refused")
    drop(page, old)
    expect_report(page, old.name)
    found += _looked_at(page, "report")
    page.goto(f"{desk.origin}/word/gone")
    expect(page.get_by_role("heading", name="This report is not there any more")).to_be_visible()
    found += _looked_at(page, "gone")
    desk.watch.forgive("/word/gone")
    assert found == []


def test_the_focus_on_the_button_is_seen(desk: Desk) -> None:
    page = desk.open("/leaflets")
    assert axe.ring(page, page.get_by_role("button", name="Choose a Word file…")) >= 2


def _looked_at(page: Page, state: str) -> list[str]:
    """Return what is wrong with a page on a laptop and on a telephone."""
    axe.prepare(page)
    found: list[str] = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        found += [f"{state}, {size['width']} px: {one}" for one in axe.faults(page)]
    return found
