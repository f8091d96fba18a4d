"""A copy of a finished PDF that opens its viewer's print window, for viewers that a page may not ask to print."""

from __future__ import annotations

from io import BytesIO


def print_copy(data: bytes) -> bytes:
    """Return a file that is printed when it is opened; it is made for the moment, and is none to keep.

    PDF/A allows no such action (ISO 19005-2, 6.5.1 allows named actions that turn pages alone), so the copy does not
    claim to be PDF/A any more. PDF/UA has nothing against it, and the claim to be that stays.
    """
    from pikepdf import Dictionary, Name, Pdf  # most browsers need no copy

    with Pdf.open(BytesIO(data)) as pdf:
        pdf.Root.OpenAction = Dictionary(S=Name.Named, N=Name.Print)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for claim in [name for name in metadata if name.startswith(_PDF_A)]:
                del metadata[claim]
        copy = BytesIO()
        pdf.save(copy, deterministic_id=True, linearize=False)
    return copy.getvalue()


_PDF_A = "{http://www.aiim.org/pdfa/ns/id/}"
