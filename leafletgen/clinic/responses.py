"""Responses that several routes give: what was found, as JSON, PDF files, and what pages in a frame may do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from flask import Response, jsonify
from werkzeug.http import dump_options_header

from leafletgen.errors import Diagnostic

SHOWN_AS_PAGE = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
"""A page of ours that is framed holds its styles and pictures itself; it may use these, and nothing else."""
Found = dict[str, Any]
"""One diagnostic: ``code``, ``severity``, ``message``, ``hint``, and the ``field`` of the screen that it is about."""


def found(diagnostic: Diagnostic, field: str = "") -> Found:
    """Return a diagnostic as the page shows it."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "field": field,
    }


def refusal(status: int, diagnostics: Sequence[Diagnostic]) -> Response:
    """Return the answer to what cannot be done."""
    response = jsonify(found=[found(one) for one in diagnostics])
    response.status_code = status
    return response


def disposed(disposition: str, file: str) -> str:
    """Return the header that says under which name a browser keeps a file, whatever letters are in it (RFC 6266).

    Line ends and marks that turn the reading direction are no part of a name that somebody sees.
    """
    name = "".join(letter if letter.isprintable() else "_" for letter in file)
    plain = "".join(letter if letter.isascii() else "_" for letter in name)
    names = {"filename": plain} if plain == name else {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}
    return dump_options_header(disposition, names)


def pdf_file(data: bytes, disposition: str, file: str) -> Response:
    """Return a PDF that nothing but a page of this server may frame."""
    response = Response(data, mimetype="application/pdf")
    response.headers["Content-Disposition"] = disposed(disposition, file)
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'self'"
    return response
