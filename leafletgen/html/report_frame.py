"""What pages that report to whoever works with leafletgen share: their style, their templates, what guards them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def style_of(own: Path) -> str:
    """Return the style sheet of a page: what all of them share, then the rules of its own file."""
    shared = Path(__file__).with_name("report_frame.css").read_text("utf-8").strip()
    return f"{shared}\n\n{own.read_text('utf-8').strip()}"


def hashed(text: str) -> str:
    """Return what a Content Security Policy calls an inline text by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def environment(folder: Path, fit: Callable[[object], object]) -> Environment:
    """Return what reads the templates of a folder, and those that all share.

    Each text that they are given is shown and does nothing else. `fit` makes each value fit to stand in HTML.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader([folder, Path(__file__).parent]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=fit,
    )
