"""What the sheets of one user say when nothing else is said; nothing of a patient has a place in it."""

from __future__ import annotations

from leafletgen.content.model.prescription import Clinician, PrivateRecord
from leafletgen.source.kinds import Identifier, Name
from leafletgen.source.records import RecordOf, field


class SheetDefaults(PrivateRecord):
    """What stands in the file of a user's defaults."""

    clinician: Clinician | None = field(RecordOf(Clinician), "Who prescribes.", default=None)
    layout: Name | None = field(Identifier("sheet-2"), "A file of layouts/sheets.", default=None)
    person: Name | None = field(Identifier("person"), "Who is drawn.", default=None)
