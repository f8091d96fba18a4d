"""Makes one leaflet in one layout or other form, as bytes; nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.content.cross_references import check_cross_references, walk
from leafletgen.content.model.layout import Layout
from leafletgen.errors import Report
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release.forms import write_form
from leafletgen.release.state import Standing
from leafletgen.system.forms import WORD, is_form, without_standard

if TYPE_CHECKING:
    from leafletgen.images import PictureStore


def make(
    workspace: Workspace,
    loaded: LoadedLeaflet,
    name: str,
    standing: Standing,
    pictures: PictureStore,
    report: Report,
) -> tuple[bytes | None, int]:
    """Return the bytes of a leaflet, and the number of pages where it has any; None after reporting errors.

    Args:
        workspace: the workspace.
        loaded: the leaflet, which knows whether it was signed.
        name: a layout, perhaps in another standard (``leafletgen.system.forms.in_standard``), or a form.
        standing: its state, which says the mark on its pages and what made it.
        pictures: the pictures that are ready.
        report: receives what is wrong.
    """
    if name == WORD:
        # What there is to load for Word files is not loaded unless somebody asks for one.
        from leafletgen.word.exporting.word_file import word_file

        return word_file(loaded, pictures, report, standing.mark), 0
    if is_form(name):
        return write_form(name, loaded, standing.mark, report, pictures), 0
    plain, standard = without_standard(name)
    layout = workspace.load_layout(plain, report)
    if layout is not None and standard:
        layout = layout.in_standard(standard)
    return _compose(loaded, layout, standing, pictures, report)


def _compose(
    loaded: LoadedLeaflet, layout: Layout | None, standing: Standing, pictures: PictureStore, report: Report
) -> tuple[bytes | None, int]:
    if layout is not None and layout.name not in loaded.leaflet.layouts:
        # What "only" and "except" leave in a layout that the leaflet does not name was not looked at yet.
        check_cross_references(walk(loaded.body), loaded.references, [layout.name], report)
    if layout is None or report.has_errors:
        return None, 0
    # What there is to load for setting pages is not loaded when everything is up to date.
    from leafletgen.pages.leaflet import compose_leaflet
    from leafletgen.pages.producer import PRODUCER, producer

    kept = standing.layout_version if standing.release and layout.name in standing.release.pdfs else None
    named = PRODUCER if kept is None else producer(kept)
    composed = compose_leaflet(loaded, layout, pictures, report, standing.mark, producer=named)
    return (None, 0) if composed is None else (composed.data, composed.pages)
