"""The files of leaflets as they would be built, made when somebody looks, kept in memory and never written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from leafletgen.app.imposing import job_line_font
from leafletgen.app.leaflets.board import LeafletBoard
from leafletgen.app.leaflets.card import PAPER, LayoutChoice
from leafletgen.app.opening import ledger_as_it_is
from leafletgen.batch.making import make
from leafletgen.batch.thumbnails import draw_thumbnail, kept_thumbnail
from leafletgen.errors import Diagnostic, Report, error
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from leafletgen.press.impose import impose
from leafletgen.press.source import OutputError
from leafletgen.release.catalogue import Known
from leafletgen.release.ledger import Ledger
from leafletgen.release.state import Standing, State
from leafletgen.system.forms import FORMS, file_name, is_form
from leafletgen.system.raster import Jpeg, opened
from leafletgen.system.shelf import Shelf
from leafletgen.system.user_cache import cache_folder

_ROOM_FOR_FILES = 64_000_000
_ROOM_FOR_COVERS = 8_000_000
"""Bytes in memory: some 2,000 covers."""


class PageSide(NamedTuple):
    """The size of a page in points."""

    width: float
    height: float


class Made(NamedTuple):
    """A leaflet in one layout or form."""

    file: str
    """The name that ``build`` would give it, with the word of a draft in it."""
    key: str
    """Another one whenever the file is another one."""
    data: bytes
    pages: Sequence[PageSide]
    """The pages of a PDF."""
    mark: str
    """The word across its pages, DRAFT or WITHDRAWN; none for what was issued."""
    found: Sequence[Diagnostic]
    """Warnings about it."""


class _Readied(NamedTuple):
    """A leaflet that is about to be made."""

    path: Path
    known: Known
    standing: Standing
    ledger: Ledger


class LeafletFiles:
    """Makes leaflets of a board."""

    def __init__(self, board: LeafletBoard) -> None:
        """Take the board, whose lock is held while a leaflet is made."""
        self.board = board
        self._made: Shelf[str, Made] = Shelf(_ROOM_FOR_FILES)
        self._covers: Shelf[str, bytes] = Shelf(_ROOM_FOR_COVERS)

    @cached_property
    def _pictures(self) -> PictureStore:
        return PictureStore(cache_folder())

    def made(self, name: str, form: str, report: Report) -> Made | None:
        """Return a leaflet in a layout that it names, as a web page (``html``) or as plain text (``text``).

        None when there is no such leaflet or layout, or after reporting what is wrong with it.
        """
        with self.board.lock:
            workspace = self.board.look()
            readied = self._readied(workspace, name, report)
            if readied is None or form not in (*readied.known.facts.layouts, *FORMS):
                return None
            key = self._key(workspace, readied, form)
            return self._made.get(key) or self._make(workspace, readied, form, key, report)

    def for_paper(self, name: str, layout: str, report: Report) -> Made | None:
        """Return a leaflet in a layout as it goes to the printer: pages that are folded two by two, others as they are.

        None when there is none, or after reporting why it cannot be put on paper.
        """
        with self.board.lock:
            made = self.made(name, layout, report)
            found = None if made is None or is_form(layout) else self.board.look().load_layout(layout, report)
            if made is None or found is None or not LayoutChoice.of(found).is_folded:
                return made if found is not None else None
            key = f"{made.key}-{PAPER}"
            return self._made.get(key) or self._imposed(made, key, report)

    def page(self, name: str, layout: str, number: int, scale: float) -> Jpeg | None:
        """Return a page as a picture; None when there is none.

        Args:
            name: of the leaflet.
            layout: one that it names.
            number: of the page, counted from 1.
            scale: pixels a point.
        """
        made = self.made(name, layout, Report())
        if made is None or not 1 <= number <= len(made.pages):
            return None
        with opened(made.data) as pages:
            return pages.jpeg(number - 1, scale)

    def cover(self, name: str) -> bytes | None:
        """Return the first page as a JPEG that fits into 120 x 170 pixels; None when there is none."""
        with self.board.lock:
            workspace = self.board.look()
            readied = self._readied(workspace, name, Report())
            if readied is None:
                return None
            layout = readied.known.facts.layouts[0]
            key = self._key(workspace, readied, layout)
            cover = self._covers.get(key) or self._drawn_by_build(readied, layout)
            if not cover:
                made = self._made.get(key) or self._make(workspace, readied, layout, key, Report())
                cover = b"" if made is None else draw_thumbnail(made.data)
            self._covers.put(key, cover, len(cover))
        return cover or None

    def _readied(self, workspace: Workspace, name: str, report: Report) -> _Readied | None:
        path = self.board.file_of(workspace, name)
        ledger = None if path is None else ledger_as_it_is(workspace, report)
        if path is None or ledger is None:
            return None
        known, _ = self.board.catalogue.recall(path)
        if known is None:
            examined = self.board.catalogue.examine(path, report, partly=True)
            if examined is None:
                return None
            known = examined[1]
        return _Readied(path, known, self.board.looks.standing(known.facts, ledger), ledger)

    def _key(self, workspace: Workspace, readied: _Readied, form: str) -> str:
        """Return what is another one when the bytes may be: the inputs of the leaflet, the layout, the state."""
        layout = form if is_form(form) else self.board.catalogue.inputs.layout(form)
        standing = readied.standing
        about = {"inputs": readied.known.inputs, "label": standing.label, "version": standing.layout_version}
        parts = [workspace.shown(readied.path), form, layout, about]
        return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]

    def _make(self, workspace: Workspace, readied: _Readied, form: str, key: str, report: Report) -> Made | None:
        examined = self.board.catalogue.examine(readied.path, report, partly=True)
        if examined is None:
            return None
        own = Report(self.board.wording)
        data, _ = make(workspace, examined[0], form, readied.standing, self._pictures, own)
        report.add(own.diagnostics)
        if data is None:
            return None
        file = file_name(readied.path.stem, form, readied.standing.label)
        sides = () if is_form(form) else _sides(data)
        return self._keep(Made(file, key, data, sides, readied.standing.mark, own.diagnostics))

    def _imposed(self, made: Made, key: str, report: Report) -> Made | None:
        try:
            data = impose(made.data, made.file, font=job_line_font(), paper=PAPER, wording=self.board.wording)
        except OutputError as fault:
            report.add([error(fault.code, fault.message, fault.hint)])
            return None
        file = f"{made.file.removesuffix('.pdf')}.imposed.pdf"
        return self._keep(made._replace(file=file, key=key, data=data, pages=_sides(data)))

    def _keep(self, made: Made) -> Made:
        self._made.put(made.key, made, len(made.data))
        return made

    def _drawn_by_build(self, readied: _Readied, layout: str) -> bytes:
        """Return the picture that ``build`` kept of a file that was issued, if it did."""
        standing = readied.standing
        if standing.state is not State.RELEASED or standing.release is None or layout not in standing.release.pdfs:
            return b""
        return kept_thumbnail(self.board.root / "build" / ".cache", standing.release.pdfs[layout])


def _sides(pdf: bytes) -> list[PageSide]:
    with opened(pdf) as pages:
        return [PageSide(*pages.size(index)) for index in range(len(pages))]
