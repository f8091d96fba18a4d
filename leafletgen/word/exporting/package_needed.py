"""Whether what writes Word files is installed."""

from __future__ import annotations

from importlib.util import find_spec

from leafletgen.errors import ExitCode, refused


def check_package() -> None:
    """See that python-docx is there; it is looked for, not loaded.

    Raises:
        RefusedError: it is not installed.
    """
    if find_spec("docx") is None:
        raise refused(
            "package-missing",
            "Word files cannot be written here: python-docx is not installed",
            "pip install 'leafletgen[word]'",
            ExitCode.ENVIRONMENT,
        )
