"""What a page sends: JSON, or a file as it is, within limits, before anything is made of it."""

from __future__ import annotations

import json
from typing import Any, TypeVar
from urllib.parse import unquote

from flask import request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from leafletgen.errors import ExitCode, refused

LARGEST = 1_000_000
"""Bytes of a request's body; a sheet of sixty exercises, each with a long note, has a tenth of it."""
LARGEST_FILE = 30_000_000
"""Bytes of a file that is sent as it is: a Word file with thirty photographs."""
_LONGEST_NAME = 255
_DEEPEST = 8
"""Levels of JSON; a draft has four."""
_LONGEST_ID = 64
_LONGEST_LIST = 200
T = TypeVar("T")


def body() -> dict[str, Any]:
    """Return the JSON map that was sent.

    Raises:
        UnsupportedMediaType: it is of another kind.
        RequestEntityTooLarge: it is too large.
        BadRequest: it is no map, not well formed, too deep, or has half a character in it; nothing of it is repeated.
    """
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    return _map(_sent())


def beacon() -> dict[str, Any]:
    """Return the JSON map that a page sent while it was closed, which may call itself plain text."""
    if request.mimetype not in ("application/json", "text/plain"):
        raise UnsupportedMediaType
    return _map(_sent())


def file_sent() -> tuple[str, bytes]:
    """Return the name and the bytes of a file that was sent as it is; they are in memory alone.

    Raises:
        UnsupportedMediaType: it is of another kind, such as a form, whose files would be written to the disk.
        RefusedError: it is too large.
        BadRequest: it has no name.
    """
    if request.mimetype != "application/octet-stream":
        raise UnsupportedMediaType
    if (request.content_length or 0) > LARGEST_FILE:
        message = f"this file is larger than the clinic takes, which is {LARGEST_FILE // 1_000_000} MB"
        hint = "make its pictures smaller in Word (Compress Pictures), or import it with the command"
        raise refused("file-sent-too-large", message, hint, ExitCode.CONTENT)
    request.max_content_length = LARGEST_FILE
    return _name_sent(), request.get_data(cache=False)


def text_of(data: dict[str, Any], key: str, usual: str | None = None) -> str:
    """Return the text under a key.

    Raises:
        BadRequest: it is no text, or not there and none is usual.
    """
    value = data.get(key, usual)
    if not isinstance(value, str):
        raise BadRequest
    return value


def texts_of(data: dict[str, Any]) -> dict[str, str]:
    """Return a map of texts alone.

    Raises:
        BadRequest: something else is in it.
    """
    return {key: text_of(data, key) for key in data}


def list_of(data: dict[str, Any], key: str, kind: type[T]) -> list[T]:
    """Return the list under a key, whose entries are all of a kind.

    Raises:
        BadRequest: it is none, not there, or far too long.
    """
    value = data.get(key)
    if not isinstance(value, list) or len(value) > _LONGEST_LIST or not all(isinstance(one, kind) for one in value):
        raise BadRequest
    return value


def identifier_of(data: dict[str, Any], key: str) -> str:
    """Return the identifier that a page made up, such as its window's.

    Raises:
        BadRequest: it is none.
    """
    value = text_of(data, key)
    if (
        not 0 < len(value) <= _LONGEST_ID
        or not value.replace("-", "").replace("_", "").isalnum()
        or not value.isascii()
    ):
        raise BadRequest
    return value


def _name_sent() -> str:
    """Return the name that stands in the header, where a letter that is not of ASCII is escaped."""
    name = unquote(request.headers.get("X-File-Name", ""), errors="replace")
    if not 0 < len(name) <= _LONGEST_NAME:
        raise BadRequest
    return name


def _sent() -> bytes:
    if (request.content_length or 0) > LARGEST:
        raise RequestEntityTooLarge
    return request.get_data(cache=False)


def _map(sent: bytes) -> dict[str, Any]:
    try:
        data = json.loads(sent.decode("utf-8"), parse_constant=_no_number)
        json.dumps(data, ensure_ascii=False).encode("utf-8")  # what JSON escapes may be half a character
    except (ValueError, RecursionError) as fault:  # what it says of the place quotes the text
        raise BadRequest from fault
    if not isinstance(data, dict) or _is_deeper(data, _DEEPEST - 1):
        raise BadRequest
    return data


def _no_number(name: str) -> float:
    raise ValueError(name)


def _is_deeper(data: object, levels: int) -> bool:
    """Return whether maps and lists go deeper than so many levels."""
    kept = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return levels < 0 or any(_is_deeper(one, levels - 1) for one in kept if isinstance(one, dict | list))
