"""One message: the words of a template around the twin of what is sent, and the PDFs, open or closed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from leafletgen.app.emailing.wish import Faults, Field, Wish
from leafletgen.content.model.brand import Brand
from leafletgen.content.model.email_template import EmailTemplate
from leafletgen.document.edition import Edition
from leafletgen.document.email import email_element
from leafletgen.errors import RefusedError, Report
from leafletgen.library.emails import email_template_names
from leafletgen.library.workspace import Workspace
from leafletgen.mail.address import mailbox_of
from leafletgen.mail.body import BodyMaker, subject
from leafletgen.mail.guessing import check_password
from leafletgen.mail.message import attachment_name, checked, draft_of
from leafletgen.mail.parts import Attachment, Body, Mailbox, Message
from leafletgen.mail.protect import protected
from leafletgen.mail.subject_line import warn_of_patient
from leafletgen.patients.sheet_messages import TEMPLATE, in_its_words, secured

PROTECTED = "protected"
"""The usual template of a message whose PDFs open with a password: it says nothing of what is in them."""
LEAFLET = "leaflet"

_NOBODY = Mailbox("", "nobody@example.org")
"""Stands for a recipient where only the size of a message is asked for."""

_OF_SUBJECT = "email-subject-"
"""How the codes begin of all that is wrong with a subject."""
_OURS = re.compile(r"exercise-sheet(?:-[0-9]+)?\.pdf")
"""What sheets are called."""


class Content(NamedTuple):
    """What is sent, whoever it is sent to."""

    brand: Brand
    usual: str
    """The e-mail template that it has when none is chosen."""
    fields: Mapping[str, str]
    """Values of the template's merge fields."""
    twin: Edition | None
    """What the PDF says, as the message says it; None where that cannot be told."""
    files: Sequence[Attachment]
    """The PDFs, open."""
    said: Sequence[str] = ()
    """What is printed in them, of which no password may be made; what is the patient's comes first."""
    who: Sequence[str] = ()
    """The patient's name and number, where they are known."""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Content(…)"


class Worded(NamedTuple):
    """A message without its recipient and its files."""

    template: str
    subject: str
    body: Body

    def __repr__(self) -> str:
        """Return the class alone."""
        return "Worded(…)"


class About(NamedTuple):
    """What a message would be, to be looked at before it is addressed."""

    subject: str
    template: str
    templates: Sequence[str]
    """Those that fit, sorted."""
    text: str
    """What it says, as plain text."""
    bytes: int
    """Its size as it is sent, base64 included."""
    limit_mb: float
    """The brand's limit in megabytes of a million bytes."""

    def __repr__(self) -> str:
        """Return the class alone."""
        return "About(…)"


def worded(
    workspace: Workspace, content: Content, template: str, is_protected: bool, maker: BodyMaker, faults: Faults
) -> Worded | None:
    """Return what a message says; None after reporting why it cannot be written.

    Args:
        workspace: where the templates are.
        content: what is sent.
        template: by its name; the usual one when empty.
        is_protected: whether a password closes the PDFs, so that the message is silent about them.
        maker: of bodies.
        faults: what is wrong.
    """
    report = faults.about(Field.TEMPLATE)
    name = template or (PROTECTED if is_protected else content.usual)
    loaded = workspace.load_email_template(content.brand, name, report)
    if loaded is None:
        return None
    fields = _told(in_its_words(loaded, workspace, content.brand, content.fields), is_protected)
    said = subject(loaded, content.brand, fields)
    body = _body(loaded, content, fields, is_protected, maker, report)
    return None if body is None else Worded(name, said, body)


def _told(fields: Mapping[str, str], is_protected: bool) -> Mapping[str, str]:
    """Return the fields that a message may tell; a closed PDF is not told of beside it."""
    return {name: value for name, value in fields.items() if not is_protected or not name.startswith("document.")}


def _body(
    template: EmailTemplate,
    content: Content,
    fields: Mapping[str, str],
    is_protected: bool,
    maker: BodyMaker,
    report: Report,
) -> Body | None:
    twin = None if is_protected else content.twin
    return maker.body(email_element(template, content.brand, fields, twin, report), report)


def about(content: Content, said: Worded, is_protected: bool) -> About:
    """Return what a message would be; the size is that with open PDFs, from which closed ones differ little."""
    brand = content.brand
    size = len(draft_of(Message(_NOBODY, said.subject, said.body, tuple(content.files))))
    names = _templates(brand, content, is_protected)
    return About(said.subject, said.template, names, said.body.text, size, brand.email_rules.limit_mb)


def _templates(brand: Brand, content: Content, is_protected: bool) -> list[str]:
    """Return the templates that fit: the usual one, and all that are not the usual ones of something else."""
    usual = PROTECTED if is_protected else content.usual
    of_others = {TEMPLATE, LEAFLET, PROTECTED} - {usual}
    return [name for name in email_template_names(brand.folder) if name not in of_others]


def message_to(content: Content | None, said: Worded | None, wish: Wish, faults: Faults) -> Message | None:
    """Return the message; None after reporting all that is wrong with it, whether or not its words could be written.

    Args:
        content: what is sent; None after a fault was reported.
        said: its words; None after a fault was reported.
        wish: whom it goes to, and what else was typed.
        faults: what is wrong.
    """
    to = mailbox_of(wish.to.strip(), faults.about(Field.TO))
    files = () if content is None else _files(content, wish, faults)
    if content is None or said is None:
        return None
    rules, report = content.brand.email_rules, Report(faults.about(Field.ALL).wording)
    line = said.subject if wish.subject is None else secured(wish.subject, rules)
    reply_to = None if rules.reply_to is None else mailbox_of(rules.reply_to, report)
    checked(Message(to or _NOBODY, line, said.body, tuple(files), reply_to=reply_to), rules.limit_mb, report)
    _look_over(wish.subject, said, (*content.who, "" if to is None else to.name), report)
    for one in report.diagnostics:
        faults.about(Field.SUBJECT if one.code.startswith(_OF_SUBJECT) else Field.ALL).add([one])
    if to is None or faults.has_errors:
        return None
    return Message(to, line, said.body, tuple(files), reply_to=reply_to)


def look_over(subject: str, content: Content, said: Worded, faults: Faults) -> None:
    """Warn of a subject that was typed and tells the patient, before it is sent; an empty one is the template's."""
    _look_over(subject or None, said, content.who, faults.about(Field.SUBJECT))


def _look_over(subject: str | None, said: Worded, who: Sequence[str], report: Report) -> None:
    if subject is not None and subject.strip() != said.subject:  # a page sends the template's own as well
        warn_of_patient(subject, who, report)


def _files(content: Content, wish: Wish, faults: Faults) -> Sequence[Attachment]:
    """Return the PDFs as they are attached."""
    if wish.password is None or not _is_good(content, wish, faults):
        return content.files
    closed: list[Attachment] = []
    for file in content.files:
        name = _silent(file.name, [one.name for one in closed])
        try:
            closed.append(Attachment(name, protected(file.data, wish.password, file.name)))
        except RefusedError as refusal:
            faults.about(Field.PASSWORD).add(refusal.diagnostics)
    return closed


def _silent(name: str, taken: Collection[str]) -> str:
    """Return what a closed PDF is called: a leaflet's name says what it is about, and one of the user's own, whose."""
    return name if _OURS.fullmatch(name) else attachment_name("document.pdf", taken)


def _is_good(content: Content, wish: Wish, faults: Faults) -> bool:
    """Whether a password may close the PDFs; what stands in them or in the address is guessed first."""
    assert wish.password is not None
    said = (*content.said, *content.fields.values(), wish.to)
    is_strong = check_password(wish.password, said, faults.about(Field.PASSWORD))
    if wish.again is not None and wish.again != wish.password:
        faults.about(Field.AGAIN).error(
            "passwords-differ", "the two passwords are not the same", "type the same one twice"
        )
        return False
    return is_strong


def draft_file(message: Message) -> bytes:
    """Return a message as the file that a mail program opens to be sent by hand: an .eml in ASCII."""
    return draft_of(message)


def attached(name: str, data: bytes, taken: Collection[str] = ()) -> Attachment:
    """Return a PDF as an attachment, under a name that mail programs show right, and that no other one has."""
    return Attachment(attachment_name(name, taken), data)
