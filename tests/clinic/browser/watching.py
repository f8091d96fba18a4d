"""A page that is watched: what it tells the console, what its policy forbids, and whom it asks beside its server."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

_OF_THE_BROWSER = ("chrome-extension", "chrome", "blob", "data", "about")
"""What is in the browser or on the page: its PDF viewer is an extension."""


class Watch:
    """What went wrong in the pages of a context; a test that leaves something here fails."""

    def __init__(self, context: BrowserContext, host: str) -> None:
        """Watch a context, whose pages may ask ``host`` alone."""
        self._host = host
        self.found: list[str] = []
        self.dialogs: list[str] = []
        self.says_yes = True
        context.on("console", self._told)
        context.on("weberror", lambda fault: self.found.append(f"error: {fault.error}"))
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("page", self._opened)

    def forgive(self, *words: str) -> None:
        """Pass over what has one of these words in it, and was expected."""
        self.found = [one for one in self.found if not any(word in one for word in words)]

    def _opened(self, page: Page) -> None:
        page.on("crash", lambda _: self.found.append("the page crashed"))
        page.on("dialog", self._asks)

    def _asks(self, dialog: Any) -> None:
        """Answer what a browser asks, and keep that it did."""
        self.dialogs.append(dialog.type)
        if self.says_yes:
            dialog.accept()
        else:
            dialog.dismiss()

    def _told(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.found.append(f"console: {message.text} {message.location.get('url', '')}")

    def _asked(self, request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme not in _OF_THE_BROWSER and (address.scheme, address.netloc) != ("http", self._host):
            self.found.append(f"asks for {request.url}")

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.found.append(f"{response.status} of {response.url}")
