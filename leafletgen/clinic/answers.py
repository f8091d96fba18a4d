"""Answers as the page reads them: what was found, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, jsonify

from leafletgen.errors import Diagnostic

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
