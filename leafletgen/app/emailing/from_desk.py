"""A sheet of the desk as a message: straight from what was put together, without a file between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.app.emailing.composing import About, Content, Worded, about, attached, look_over, message_to, worded
from leafletgen.app.emailing.wish import Faults, Field, Wish
from leafletgen.app.leaflets.files import LeafletFiles
from leafletgen.app.sheets.desk import MadeSheet, SheetDesk
from leafletgen.app.sheets.draft import Draft
from leafletgen.errors import Report
from leafletgen.languages.numbers import size
from leafletgen.mail.body import BodyMaker
from leafletgen.mail.parts import Attachment, Message
from leafletgen.patients.making import SheetMaker
from leafletgen.patients.sheet_messages import NAME, TEMPLATE, sheet_fields
from leafletgen.text import write


class Leaflet(NamedTuple):
    """A leaflet that goes along, in one of its layouts."""

    name: str
    layout: str


class Choice(NamedTuple):
    """What is sent, and in which words."""

    draft: Draft
    leaflets: Sequence[Leaflet] = ()
    template: str = ""
    is_protected: bool = False
    subject: str = ""
    """As it was typed, to be looked over before it is sent; empty for the template's."""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Choice(…)"


class Looked(NamedTuple):
    """What a message would be; sizes in words."""

    about: About
    sizes: dict[str, str]
    """Of the leaflets, by their names."""

    @property
    def size(self) -> str:
        """How large it is as it is sent."""
        return size(self.about.bytes)

    @property
    def limit(self) -> str:
        """How large it may be."""
        return f"{self.about.limit_mb:g} MB"


class DeskPost:
    """Makes messages of a desk's sheets; several threads may ask it, and wait for each other as at the desk."""

    def __init__(self, desk: SheetDesk, leaflets: LeafletFiles) -> None:
        """Take what makes sheets, and what makes leaflets."""
        self.desk = desk
        self.leaflets = leaflets
        self._kept: tuple[SheetMaker, BodyMaker] | None = None

    def look(self, choice: Choice, faults: Faults) -> Looked | None:
        """Return what a message would be; None after reporting why there is none."""
        files = self._attached(choice.leaflets, faults)
        with self.desk.lock:
            content = self._content(choice.draft, files, faults)
            said = None if content is None else self._worded(content, choice, faults)
        if content is None or said is None:
            return None
        look_over(choice.subject, content, said, faults)
        names = [leaflet.name for leaflet in choice.leaflets]
        return Looked(
            about(content, said, choice.is_protected),
            {name: size(len(file.data)) for name, file in zip(names, files, strict=True)},
        )

    def message(self, choice: Choice, wish: Wish, faults: Faults) -> Message | None:
        """Return a message; None after reporting all that is wrong with it."""
        files = self._attached(choice.leaflets, faults)
        with self.desk.lock:
            content = self._content(choice.draft, files, faults)
            said = None if content is None else self._worded(content, choice, faults)
        return message_to(content, said, wish, faults)

    def _worded(self, content: Content, choice: Choice, faults: Faults) -> Worded | None:
        maker = self.desk.maker
        if self._kept is None or self._kept[0] is not maker:  # the workspace was read anew
            self._kept = maker, BodyMaker(maker.pictures)
        is_protected = choice.is_protected
        return worded(maker.workspace, content, choice.template, is_protected, self._kept[1], faults)

    def _content(self, draft: Draft, files: Sequence[Attachment], faults: Faults) -> Content | None:
        made = self.desk.made(draft, faults.about(Field.ALL))
        if made is None:
            return None
        sheet = attached(NAME, made.composed.data)
        fields, said = sheet_fields(made.brand, made.request, made.edition), _said(made, draft)
        who = [text for text in (draft.name, draft.nhs_number) if text]
        return Content(made.brand, TEMPLATE, fields, made.edition, (sheet, *files), said, who)

    def _attached(self, leaflets: Sequence[Leaflet], faults: Faults) -> list[Attachment]:
        """Return the files of leaflets; those that are not to be had are reported, and left out."""
        made = [self._leaflet(one, faults.about(Field.FILES)) for one in leaflets]
        return [one for one in made if one is not None]

    def _leaflet(self, leaflet: Leaflet, report: Report) -> Attachment | None:
        made = self.leaflets.made(leaflet.name, leaflet.layout, report)
        if made is None:
            if not report.has_errors:
                report.error("leaflet-not-there", "a leaflet is not there any more", "take it out, or choose it again")
            return None
        if made.mark:
            report.warning(
                "attachment-not-current",
                f"{made.file} is marked {made.mark}",
                "send it only to somebody who is to look it over",
            )
        return attached(made.file, made.data)


def _said(made: MadeSheet, draft: Draft) -> list[str]:
    """Return what is printed on a sheet, the patient's own first."""
    own = (draft.name, draft.nhs_number, draft.date, draft.review, draft.goal, draft.note)
    return [*filter(None, own), *write(made.edition).splitlines()]
