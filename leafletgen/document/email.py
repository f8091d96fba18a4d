"""What a message says: an e-mail template's words before, the twin of what is sent, and the template's words after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from leafletgen.content.email_fields import PATIENT
from leafletgen.content.model.brand import Brand
from leafletgen.content.model.email_template import EmailTemplate
from leafletgen.document import looks
from leafletgen.document.edition import Edition
from leafletgen.document.element import Element, Role
from leafletgen.document.form import TEXT
from leafletgen.document.sheet_manuscript import SheetManuscript
from leafletgen.errors import Report
from leafletgen.source.inline import Prose

#: Fields that say how somebody is reached.
_REACHED: Final = frozenset(["clinician.contact", "department.phone", "department.email"])


def email_element(
    template: EmailTemplate, brand: Brand, fields: Mapping[str, str], inner: Edition | None, report: Report
) -> Edition:
    """What a message says, as one document; its title is that of what is sent, or the brand's name.

    Args:
        template: the words around it; a paragraph with a field that has no value is left out.
        brand: whose message it is.
        fields: the value of each merge field that has one; a value is data, and no mark in it is read.
        inner: what is sent, in the form TEXT, in which nothing asks to be filled in; None for the template alone.
        report: receives what has no place in a message, such as a citation.
    """
    language = inner.language if inner is not None else template.language
    manuscript = SheetManuscript(brand, language, fields, TEXT, report)
    root = Element(Role.DOCUMENT)
    root.language = language
    other = template.language if template.language != language else None
    _say(manuscript, template.before, other, root)
    if inner is not None:
        root.kids += inner.root.elements
    _say(manuscript, template.after, other, root)
    if inner is None:
        return Edition(root, brand, brand.name, "")
    return inner._replace(root=root)


def _say(manuscript: SheetManuscript, paragraphs: Sequence[Prose], language: str | None, parent: Element) -> None:
    for prose in paragraphs:
        named = [span.field for span in prose.spans if span.field is not None]
        if all(name in manuscript.fields for name in named):
            said = parent.add(Role.PARAGRAPH, prose.place, looks.AROUND)
            said.language = language
            said.personal = any(name.startswith(PATIENT) for name in named)
            _say_spans(manuscript, said, prose)


def _say_spans(manuscript: SheetManuscript, paragraph: Element, prose: Prose) -> None:
    """Append prose; in fields that say how somebody is reached, numbers and mailboxes are links."""
    for reached, spans in groupby(prose.spans, lambda span: span.field in _REACHED and span.link is None):
        if not reached:
            manuscript.say(paragraph, Prose(tuple(spans), prose.place))
            continue
        for span in spans:
            holder = paragraph.add(Role.STRONG) if span.bold else paragraph
            manuscript.say_contact(holder, manuscript.fields[span.field or ""])
