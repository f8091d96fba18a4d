"""A physio without a mouse: nothing but keys, pressed where the focus is."""

from __future__ import annotations

import re

from playwright.sync_api import Page

_FOCUSED = """() => {
  const place = document.activeElement;
  if (!place || place === document.body) return "";
  const words = place.getAttribute("aria-label") ?? (place.labels?.[0] ?? place).textContent;
  return words.replace(/\\s+/g, " ").trim();
}"""
_MOST = 120


class Keyboard:
    """The keys of a page."""

    def __init__(self, page: Page) -> None:
        """Take the page."""
        self.page = page

    @property
    def focused(self) -> str:
        """The name of what has the focus."""
        return str(self.page.evaluate(_FOCUSED))

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.type(text)

    def go_to(self, name: str, key: str = "Tab") -> None:
        """Press a key until what has this name, or begins with it where it ends in "…", has the focus."""
        pattern = re.escape(name.removesuffix("…")) + (".*" if name.endswith("…") else "")
        met: list[str] = []
        for _ in range(_MOST):
            self.page.keyboard.press(key)
            met.append(self.focused)
            if re.fullmatch(pattern, met[-1]):
                return
        raise AssertionError(f"{key} does not come to {name!r}, but to {met}")
