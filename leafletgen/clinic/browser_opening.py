"""Opens the browser without showing the token to other users of the computer, who can see how programs are called."""

from __future__ import annotations

import html
import secrets
import shutil
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from leafletgen.system.user_folders import CONFIG, user_folder
from leafletgen.system.writing import write_private

LONGEST = 60.0
"""Seconds after which the page goes, whether a browser came or not."""
_PREFIX = "leafletgen-opens-"
_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}"><title>leafletgen</title></head>
<body><p><a href="{address}">Go on to leafletgen</a></p></body></html>
"""


class Opening:
    """A page in a private folder that goes on to an address; the browser is called with the name of its file."""

    def __init__(self, address: str, open_page: Callable[[str], bool] = webbrowser.open) -> None:
        """Take the address, and what opens a page."""
        self._address = address
        self._open = open_page
        self._folder: Path | None = None
        self._opened = time.monotonic()

    def open(self) -> bool:
        """Open the browser; False when there is none."""
        page = self._page()
        return self._open(self._address if page is None else page.as_uri())

    def tend(self, *, used: bool) -> None:
        """Take the page away when its address was used, or a while after it was opened."""
        if used or time.monotonic() - self._opened > LONGEST:
            self.close()

    def close(self) -> None:
        """Take the page away: its address was used, or is of no more use."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _page(self) -> Path | None:
        """Write the page, where there is a place for it."""
        place = _place()
        if place is None:
            return None
        _clear(place)
        folder = place / f"{_PREFIX}{secrets.token_hex(8)}"
        page = folder / "open.html"
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700)
            self._folder = folder
            write_private(page, _PAGE.format(address=html.escape(self._address)).encode())
        except OSError:
            self.close()
            return None
        return page


def _place() -> Path | None:
    """Return a folder that the user's browser can read: one from a snap reads no hidden ones of the home, nor /tmp."""
    with suppress(RuntimeError):
        if (Path.home() / "snap").is_dir():
            return Path.home()
    return user_folder(CONFIG)


def _clear(place: Path) -> None:
    """Remove what a start has left that was killed."""
    for left in place.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LONGEST:
                shutil.rmtree(left, ignore_errors=True)
