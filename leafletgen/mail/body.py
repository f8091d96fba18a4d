"""The body of a message: text and HTML of one tree, so that both say the same."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Final
from weakref import WeakKeyDictionary

from leafletgen.content.email_fields import PATIENT
from leafletgen.content.fields import fill_template
from leafletgen.content.model.brand import Brand
from leafletgen.content.model.email_template import EmailTemplate
from leafletgen.document import looks
from leafletgen.document.edition import Edition
from leafletgen.document.element import Element, Role
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.mail.html_part import HtmlPart, Part
from leafletgen.mail.mail_pictures import MailPictures
from leafletgen.mail.parts import Body
from leafletgen.text import write as write_text

#: What of a document is said even where the rest is in the attachment alone.
_KEPT_BEFORE: Final = frozenset([looks.LOGO, looks.STRAP, looks.PANEL, looks.NOTE, looks.CAUTIONS])
LONGEST_HTML: Final = 90_000
"""Bytes of the HTML part: Gmail cuts a message off at 102 KB, and what is cut off may be what a patient has to know."""


class BodyMaker:
    """Makes the bodies of messages one after another.

    What it remembers hangs on elements of trees, and goes when these do: of a message that is not remembered elsewhere
    nothing stays.
    """

    def __init__(self, pictures: PictureStore) -> None:
        """Take what prepares pictures."""
        self._store = pictures
        self._brand: Brand | None = None
        self._pictures: MailPictures | None = None
        self._html: MutableMapping[Element, Part] = WeakKeyDictionary()
        self._text: MutableMapping[Element, list[str]] = WeakKeyDictionary()

    def body(self, edition: Edition, report: Report) -> Body | None:
        """What a message says, in both forms; None after errors, such as a picture that cannot be used.

        What would be longer than `LONGEST_HTML` is said in short: title, summary, what is about safety, and that all of
        it is attached.
        """
        pictures = self._of_brand(edition.brand)
        pictures.report = found = Report(report.wording)
        html, shown = HtmlPart(edition, pictures, self._html).write()
        report.add(found.diagnostics)
        if found.has_errors:
            return None
        if len(html.encode()) > LONGEST_HTML:
            edition = _in_short(edition)
            html, shown = HtmlPart(edition, pictures, {}).write()
        return Body(write_text(edition, known=self._text), html, shown)

    def _of_brand(self, brand: Brand) -> MailPictures:
        if self._pictures is None or self._brand is not brand:
            self._brand, self._pictures = brand, MailPictures(brand, self._store)
            self._html.clear()
            self._text.clear()
        return self._pictures


def subject(template: EmailTemplate, brand: Brand, fields: Mapping[str, str]) -> str:
    """A subject in one line with its merge fields filled; what a brand marks its mail with stands before it.

    A field without a value leaves nothing; no field of a patient is in it.
    """
    known = {name: value for name, value in fields.items() if not name.startswith(PATIENT)}
    mark = brand.email.secure_subject if brand.email is not None else None
    return " ".join([*(mark or "").split(), *fill_template(template.subject, known).split()])


def _in_short(edition: Edition) -> Edition:
    """The words of the template, what stands before all else, the summary, where the rest is, and all about safety."""
    kids = edition.root.elements
    begun = next((at for at, kid in enumerate(kids) if kid.look != looks.AROUND), len(kids))
    ended = next((at for at in range(len(kids), begun, -1) if kids[at - 1].look != looks.AROUND), begun)
    inner = Element(Role.DOCUMENT)
    inner.kids += [kid for kid in kids[begun:ended] if kid.look in _KEPT_BEFORE or kid.level == 1]
    if edition.description:
        inner.add(Role.PARAGRAPH).say(edition.description)
    told = inner.add(Role.PARAGRAPH, look=looks.STRONG).say(edition.phrases["attached"])
    told.language = edition.phrase_language if edition.phrase_language != edition.language else None
    inner.kids += [part for kid in kids[begun:ended] for part in kid.walk() if _is_about_safety(part)]
    root = Element(Role.DOCUMENT)
    root.language = edition.language
    root.kids = [*kids[:begun], *inner.kids, *kids[ended:]]
    return edition._replace(root=root)


def _is_about_safety(element: Element) -> bool:
    return element.look == looks.SAFETY or element.look.startswith(f"{looks.CARD}-")
