"""A leaflet in a form without pages: a web page or plain text, one file each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.content.cross_references import check_cross_references, walk
from leafletgen.errors import Report
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.system.forms import BILINGUAL, columns_of

if TYPE_CHECKING:
    from leafletgen.images import PictureStore


def write_form(name: str, loaded: LoadedLeaflet, mark: str, report: Report, pictures: PictureStore) -> bytes | None:
    """Write a leaflet in a form; None after reporting what is wrong.

    The same leaflet, mark and width give the same bytes. The mark is DRAFT or WITHDRAWN, for what must not be taken
    for a released leaflet.
    """
    from leafletgen.document import form
    from leafletgen.document.edition import leaflet_edition

    # What "only" and "except" leave in a form was not looked at when the leaflet was read.
    printed = "html" if name in ("html", BILINGUAL) else "text"
    check_cross_references(walk(loaded.body), loaded.references, [printed], report)
    if report.has_errors:
        return None
    written: str | None
    if printed == "text":
        from leafletgen.text import write as write_text

        written = write_text(leaflet_edition(loaded, form.TEXT, report, mark), columns_of(name))
    else:
        from leafletgen.html import write as write_page

        if name == BILINGUAL:
            from leafletgen.document.bilingual import bilingual_edition

            edition = bilingual_edition(loaded, form.HTML, report, mark)
        else:
            edition = leaflet_edition(loaded, form.HTML, report, mark)
        written = None if edition is None else write_page(edition, pictures, report)
    return None if written is None or report.has_errors else written.encode()
