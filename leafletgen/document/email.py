"""What a message says: an e-mail template's words before, the twin of what is sent, and the template's words after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from leafletgen.content.model.brand import Brand
from leafletgen.document import looks
from leafletgen.document.edition import Edition
from leafletgen.document.element import Element, Role
from leafletgen.document.form import TEXT
from leafletgen.document.sheet_manuscript import SheetManuscript
from leafletgen.errors import Report
from leafletgen.source.inline import Prose

#: The language of a template's words where nothing is sent whose language it could have.
_LANGUAGE = "en-GB"
#: What a field's name begins with whose value is a patient's.
_PATIENT = "patient."


class Around(Protocol):
    """What a template has to say around what is sent."""

    @property
    def before(self) -> Sequence[Prose]:
        """The paragraphs before it."""

    @property
    def after(self) -> Sequence[Prose]:
        """The paragraphs after it."""


def email_element(
    template: Around, brand: Brand, fields: Mapping[str, str], inner: Edition | None, report: Report
) -> Edition:
    """What a message says, as one document; its title is that of what is sent, or the brand's name.

    Args:
        template: the words around it; a paragraph with a field that has no value is left out.
        brand: whose message it is.
        fields: the value of each merge field that has one; a value is data, and no mark in it is read.
        inner: what is sent, in the form TEXT, in which nothing asks to be filled in; None for the template alone.
        report: receives what has no place in a message, such as a citation.
    """
    language = inner.language if inner is not None else _LANGUAGE
    manuscript = SheetManuscript(brand, language, fields, TEXT, report)
    root = Element(Role.DOCUMENT)
    root.language = language
    _say(manuscript, template.before, root)
    if inner is not None:
        root.kids += inner.root.elements
    _say(manuscript, template.after, root)
    if inner is None:
        return Edition(root, brand, brand.name, "")
    return inner._replace(root=root)


def _say(manuscript: SheetManuscript, paragraphs: Sequence[Prose], parent: Element) -> None:
    for prose in paragraphs:
        named = [span.field for span in prose.spans if span.field is not None]
        if all(name in manuscript.fields for name in named):
            said = manuscript.paragraph(parent, prose, prose.place, looks.AROUND)
            said.personal = any(name.startswith(_PATIENT) for name in named)
