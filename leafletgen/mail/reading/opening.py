"""Opens the PDF of a user, and says what is wrong with one that cannot be."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from leafletgen.errors import ExitCode, RefusedError, refused

if TYPE_CHECKING:
    import pikepdf

MOST_BYTES: Final = 100_000_000
"""Of a file that is opened; no mail server takes as much."""


def opened(data: bytes, called: str) -> pikepdf.Pdf:
    """Open a PDF that has at least one page.

    Args:
        data: the file.
        called: what a message names it.

    Raises:
        RefusedError: it is no PDF, damaged, too large, without pages, or protected by a password.
    """
    import pikepdf

    if len(data) > MOST_BYTES:
        raise refused(
            "pdf-too-large",
            f"{called} has more than {MOST_BYTES // 1_000_000} MB",
            "make it again with smaller pictures",
            ExitCode.CONTENT,
        )
    if b"%PDF-" not in data[:1024]:  # ISO 32000-1, annex H.3: what readers put up with before the header
        raise refused("not-a-pdf", f"{called} is not a PDF", "name files that leafletgen made", ExitCode.CONTENT)
    try:
        pdf = pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise _locked(called) from None
    except (pikepdf.PdfError, ValueError) as fault:
        raise damaged(called) from fault
    found = _unfit(pdf, called)
    if found is not None:
        pdf.close()
        raise found
    return pdf


def _unfit(pdf: pikepdf.Pdf, called: str) -> RefusedError | None:
    import pikepdf

    if pdf.is_encrypted:  # with an empty password, which opens it for everybody and still forbids things
        return _locked(called)
    try:
        if len(pdf.pages):
            return None
    except (pikepdf.PdfError, TypeError, ValueError):
        return damaged(called)
    return refused("pdf-without-pages", f"{called} has no pages", "make it again", ExitCode.CONTENT)


def damaged(called: str) -> RefusedError:
    """What is raised of a file that cannot be read whole."""
    return refused(
        "pdf-damaged",
        f"{called} is damaged, or no whole PDF",
        "make it again, or save a new copy from a PDF viewer",
        ExitCode.CONTENT,
    )


def _locked(called: str) -> RefusedError:
    return refused(
        "pdf-protected",
        f"{called} is protected by a password",
        "save a copy without protection, and name that",
        ExitCode.CONTENT,
    )
