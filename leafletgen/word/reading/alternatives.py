"""Which of several forms of the same thing is read (ECMA-376 3, 7.5): mc:AlternateContent has newer and older ones."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from leafletgen.word.doubts import Doubts, Spot
from leafletgen.word.reading import names
from leafletgen.word.reading.names import MC, A, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ALTERNATIVES: Final = f"{MC}AlternateContent"
_UNDERSTOOD: Final = frozenset(
    (
        *(names.W, names.A, names.PIC, names.WP, names.C, names.DGM, names.LC, names.M),
        *(names.WPS, names.WPG, names.WPC, names.WP14, names.W14, names.W15),
        "{http://schemas.microsoft.com/office/drawing/2010/main}",
        "{http://schemas.microsoft.com/office/drawing/2014/main}",
        "{http://schemas.microsoft.com/office/drawing/2007/8/2/chart}",
        "{http://schemas.microsoft.com/office/drawing/2012/chart}",
        "{http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing}",
    )
)
"""What is read in its newer form. Ink, models and the newest charts have a picture in their older form alone."""
_MOST_CHOICES: Final = 20
"""Newer forms of one thing that are looked at; Word writes one or two, and each picture in them asks which is read."""
_WORDS: Final = (w("t"), w("delText"), f"{A}t")
_PARAGRAPHS: Final = (w("p"), f"{A}p", w("br"), w("tab"))


def chosen(element: Element) -> Element | None:
    """Return the form that is read: the first that is understood, else the older one; None when there is neither."""
    choices = list(islice(element.iterchildren(f"{MC}Choice"), _MOST_CHOICES))
    for choice in choices:
        if all(f"{{{choice.nsmap.get(prefix)}}}" in _UNDERSTOOD for prefix in choice.get("Requires", "").split()):
            return choice
    fallback = next(element.iterchildren(f"{MC}Fallback"), None)
    if fallback is not None and len(fallback):
        return fallback
    return choices[0] if choices else None


def tell_other_words(element: Element, read: Element, doubts: Doubts, spot: Spot) -> None:
    """Tell words that stand only in a form that is not read; those of the two are the same, if Word wrote the file."""
    others = [form for form in element if form is not read]
    more = Counter([word for form in others for word in _words(form)])
    if not (more := more - Counter(_words(read))):
        return
    words = " ".join(more.elements())
    doubts.doubt(
        "word-other-form-differs",
        f'an older form of a drawing, for old versions of Word, says "{words}" as well; it is left out',
        "look at the place in Word, and write the words if readers are to see them",
        spot,
        words,
    )


def _words(form: Element) -> list[str]:
    """All words of a form, those of forms in it included, since these tell of themselves."""
    if form.tag not in (f"{MC}Choice", f"{MC}Fallback"):
        return []
    pieces = [one.text or "" if one.tag in _WORDS else " " for one in form.iter(*_WORDS, *_PARAGRAPHS)]
    return "".join(pieces).split()


def is_read(element: Element, outermost: Element) -> bool:
    """Whether an element stands in forms alone that are read, as far as an element around it."""
    for ancestor in element.iterancestors():
        if ancestor is outermost:
            return True
        parent = ancestor.getparent()
        if parent is not None and parent.tag == ALTERNATIVES and chosen(parent) is not ancestor:
            return False
    return True
