"""What a brand says, in another language: every page of a translated leaflet or sheet says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.content.model.brand import SheetWords, Statements
from leafletgen.content.model.waiver import ABOUT, WAIVERS, Waiver
from leafletgen.source.kinds import LANGUAGE, Identifier, Name, Text
from leafletgen.source.records import ListOf, MapOf, Record, RecordOf, attached, field
from leafletgen.source.reviewer import Reviewer

if TYPE_CHECKING:
    from pathlib import Path

SOURCE: Final = "The fingerprint of the source that it was made from; leafletgen translate writes it."
REVIEWED_BY: Final = "The native speaker who checked it, by name or role; without one it is printed as a draft."


class DepartmentTranslation(Record):
    """A department's words; its telephone number and addresses are the brand's."""

    name: str = field(Text(), "The department's name.")
    hours: list[str] = field(ListOf(Text()), "When it can be reached, a line each.", factory=list)


class BrandTranslation(Record):
    """What a brand says, in another language."""

    path: Path = attached()
    """The file; set by the library."""

    translates: Name = field(Identifier("riverside"), "The brand, by the name of its folder.")
    source: str = field(Text(), SOURCE)
    language: str = field(LANGUAGE, "The language of these words (BCP 47).")
    reviewed_by: str | None = field(Reviewer(), REVIEWED_BY, default=None)
    name: str | None = field(Text(), "The organisation's name, where it has one in this language.", default=None)
    short_name: str | None = field(Text(), "A shorter name, where it has one in this language.", default=None)
    logo_alt: str | None = field(Text(), "What the logo says; without it, what it says in the brand.", default=None)
    departments: dict[str, DepartmentTranslation] = field(
        MapOf(RecordOf(DepartmentTranslation)), "The departments, by the name leaflets use.", factory=dict
    )
    sheet: SheetWords | None = field(RecordOf(SheetWords), "What every exercise sheet says.", default=None)
    statements: Statements = field(RecordOf(Statements), "The fixed statements of the back page.")
    waive: list[Waiver] = field(WAIVERS, ABOUT, factory=list)
