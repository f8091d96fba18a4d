"""What a page must be for everybody, looked at in the browser: axe-core, sizes, and what a focus looks like."""

from __future__ import annotations

import functools
import io
from collections import Counter
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, Page

from leafletgen.content.colour import Colour
from leafletgen.errors import Place
from tests.html.test_browser import FOLDER

LEAST_TARGET = 24
"""Pixels of CSS (WCAG 2.2, 2.5.8)."""

_AXE = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async (rules) => {
  const options = { resultTypes: ["violations"], iframes: false, ...(rules ? { runOnly: rules } : {}) };
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
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => !one.closest("[inert], #library-cards > li:nth-child(n+9)"))
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
    """Return what axe-core finds, and what does not fit a page."""
    found: list[str] = page.evaluate(_RUN, None)
    return found + misfits(page)


def misfits(page: Page) -> list[str]:
    """Return whether a page is wider than the screen, and which targets are too small."""
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    found = [f"{wide} pixels wide on a screen of {screen}"] if wide > screen else []
    small: list[str] = page.evaluate(_SMALL, LEAST_TARGET)
    return found + [f"a target of {one}" for one in small]


def has_axe() -> bool:
    """Whether ``npm ci`` was run in tests/browser."""
    return _AXE.is_file()


def ring(page: Page, place: Locator, margin: int = 6) -> float:
    """Return how thick a ring the focus draws: pixels of CSS, 2 or more is well (WCAG 2.2, 2.4.13).

    It is what changes with a contrast of 3 to 1 when the focus comes by the keyboard, over the length of the edge.
    """
    page.keyboard.press("Shift")  # the keyboard is what is used
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    left, top = max(0.0, box["x"] - margin), max(0.0, box["y"] - margin)
    clip: Any = {"x": left, "y": top, "width": box["width"] + 2 * margin, "height": box["height"] + 2 * margin}
    page.evaluate("document.activeElement.blur()")
    without = _colours(page.screenshot(clip=clip, caret="hide"))
    place.focus()
    changes = Counter(zip(without, _colours(page.screenshot(clip=clip, caret="hide")), strict=True))
    seen = sum(count for (one, other), count in changes.items() if one.contrast(other) >= 3)
    return seen / (2 * (box["width"] + box["height"] - 2 * 2))


def _colours(picture: bytes) -> list[Colour]:
    """Return the colour of each pixel."""
    data = Image.open(io.BytesIO(picture)).convert("RGB").tobytes()
    made = functools.cache(lambda pixel: Colour(f"#{pixel.hex()}", Place("picture", 1, 1)))
    return [made(data[at : at + 3]) for at in range(0, len(data), 3)]
