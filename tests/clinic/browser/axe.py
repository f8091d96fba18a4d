"""What a page must be for everybody, looked at in the browser: axe-core, sizes, and what a focus looks like."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page

from tests.html.test_browser import FOLDER

LEAST_TARGET = 24
"""Pixels of CSS (WCAG 2.2, 2.5.8)."""

_AXE = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async (rules) => {
  const options = { resultTypes: ["violations"], ...(rules ? { runOnly: rules } : {}) };
  const part = { include: [document], exclude: ["#library-cards > li:nth-child(n+9)"] };
  const { violations } = await window.axe.run(part, options);
  const told = ({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`;
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${told(node)}`));
}"""
# What lies in a sentence may be smaller (2.5.8), and what is clipped away for screen readers alone is no target. A
# target may be larger than its box: whatever is hit in a square around its middle counts.
_SMALL = """(least) => {
  const reach = least / 2 - 0.5;
  const modal = document.querySelector("dialog:modal");
  const isHit = (one) => {
    one.scrollIntoView({ block: "center" });
    const box = one.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return [[-reach, -reach], [reach, -reach], [-reach, reach], [reach, reach]].every(([right, down]) => {
      const hit = document.elementFromPoint(x + right, y + down);
      return hit && (one.contains(hit) || hit.closest("label")?.control === one);
    });
  };
  const targets = "a[href], button, input, select, textarea, summary, [role=tab], [tabindex='0']";
  return [...document.querySelectorAll(targets)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[inert], li:nth-child(n+9)"))
    .filter((one) => modal === null || modal.contains(one))
    .filter((one) => getComputedStyle(one).display !== "inline")
    .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()])
    .filter(([one, box]) => box.width > 1 && box.height > 1 && (box.width < least || box.height < least) && !isHit(one))
    .map(([one, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${one.outerHTML.slice(0, 160)}`);
}"""


def prepare(page: Page) -> None:
    """Bring axe-core; what a debugger evaluates is not part of the page, whose policy would stop a script."""
    page.evaluate(Path(_AXE).read_text("utf-8"))


def poor_contrast(page: Page) -> list[str]:
    """Return where axe-core finds too little contrast."""
    found: list[str] = page.evaluate(_RUN, ["color-contrast"])
    return found


def faults(page: Page) -> list[str]:
    """Return what axe-core finds, and whether a page is wider than the screen or has targets that are too small."""
    found: list[str] = page.evaluate(_RUN, None)
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if wide > screen:
        found.append(f"{wide} pixels wide on a screen of {screen}")
    small: list[str] = page.evaluate(_SMALL, LEAST_TARGET)
    return found + [f"a target of {one}" for one in small]


def has_axe() -> bool:
    """Whether ``npm ci`` was run in tests/browser."""
    return _AXE.is_file()


def changed_pixels(page: Page, place: Locator, margin: int = 6) -> int:
    """Return how many pixels in and around a control change when it gets the focus from the keyboard."""
    page.keyboard.press("Shift")  # the keyboard is what is used
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    left, top = max(0.0, box["x"] - margin), max(0.0, box["y"] - margin)
    clip: Any = {"x": left, "y": top, "width": box["width"] + 2 * margin, "height": box["height"] + 2 * margin}
    page.evaluate("document.activeElement.blur()")
    without = Image.open(io.BytesIO(page.screenshot(clip=clip, caret="hide"))).convert("RGB")
    place.focus()
    focused = Image.open(io.BytesIO(page.screenshot(clip=clip, caret="hide"))).convert("RGB")
    differs = ImageChops.difference(without, focused).convert("L").point(lambda value: 255 if value > 40 else 0)
    return sum(differs.histogram()[255:])
