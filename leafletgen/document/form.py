"""What a form of a leaflet prints: a layout of pages, or one of the forms that have none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.content.model.layout import BACK_PARTS, Layout
from leafletgen.system.forms import WORD


class Form(NamedTuple):
    """What is said in one form, but not how it is set.

    `name` is what `only:` and `except:` know it by; `contents_from` is the number of headings from which there is a
    contents list, None for never; `back` names the parts after the body, in order; `fields` says that what is written
    on is a field with a name of its own, so that no words have to say what to do.
    """

    name: str
    references: bool
    back: Sequence[str]
    qr: bool
    cover: bool
    contents_from: int | None
    contents_levels: int
    fields: bool = False


def form_of(layout: Layout) -> Form:
    """The form that a layout of pages is."""
    return Form(
        layout.name,
        layout.references,
        layout.back,
        layout.qr,
        layout.cover == "page",
        layout.contents_from,
        layout.contents_levels,
    )


#: An exercise sheet on paper, whose layout has rules of its own for what is said.
SHEET = Form("sheet", False, (), True, False, None, 0)
#: A web page: links lead on by themselves, so that no address has to be scanned; a list of contents finds the way.
HTML = Form("html", True, BACK_PARTS, False, True, 4, 2, fields=True)
#: A Word file for reviewers: every block. Nothing is scanned on a screen.
WORD_FILE = Form(WORD, True, BACK_PARTS, False, True, 4, 2, fields=True)
#: Plain text, for a message or a braille printer.
TEXT = Form("text", True, BACK_PARTS, False, True, None, 2)
