"""A leaflet as its file has it."""

from __future__ import annotations

from leafletgen.content.model.blocks import Block, Blocks
from leafletgen.content.model.signs import SheetSigns
from leafletgen.content.model.waiver import ABOUT, WAIVERS, Waiver
from leafletgen.errors import Place, Report
from leafletgen.source.inline import Prose
from leafletgen.source.kinds import (
    FILE_NAME,
    LANGUAGE,
    WEB_ADDRESS,
    YEAR_MONTH,
    Flag,
    Identifier,
    Name,
    ProseText,
    Text,
)
from leafletgen.source.records import ListOf, MapOf, Record, RecordOf, attached, field
from leafletgen.source.reviewer import Reviewer
from leafletgen.source.yaml import Value


class Reference(Record):
    """A source that the text cites as [@name]."""

    text: Prose = field(ProseText(), "Author, year and title.")
    url: str | None = field(WEB_ADDRESS, "Where it can be read.", default=None)


class Leaflet(Record):
    """A patient leaflet: what it is, for whom, and its body."""

    places: dict[str, Place] = attached()
    """Where the value of each key stands in the file."""

    code: str = field(
        Text(example="P4396/2462/04.2023/VERSION1"), "The code, in the form of the brand's code template."
    )
    title: str = field(Text(), "The title, at most 65 characters.")
    subtitle: str | None = field(Text(), "A line under the title.", default=None)
    strap: str | None = field(Text(), "A line over the title, such as Patient information.", default=None)
    language: str = field(LANGUAGE, "The language of the text (BCP 47).", default="en-GB")
    translates: Name | None = field(
        Identifier("P4396-persistent-back-pain"),
        "The leaflet that this is a translation of, by the name of its file; the file is called like that one, with "
        "the language before .yaml.",
        default=None,
    )
    source: str | None = field(
        Text(), "The fingerprint of that leaflet as it was translated; leafletgen translate writes it.", default=None
    )
    reviewed_by: str | None = field(
        Reviewer(),
        "The native speaker who checked the translation, by name or role; without one it is printed as a draft.",
        default=None,
    )
    example: bool = field(
        Flag(), "True for an example, which says so until a clinician signs it (leafletgen sign).", default=False
    )
    brand: str = field(Identifier("riverside"), "A folder of assets/brands.")
    layouts: list[str] = field(ListOf(Identifier("a5-booklet"), at_least=1), "The layouts to print; files of layouts/.")
    cover: str | None = field(FILE_NAME, "The picture on the cover.", default=None)
    cover_alt: str | None = field(
        Text(), "What the cover's picture tells; without it the picture is decorative.", default=None
    )
    review: str | None = field(YEAR_MONTH, "Year and month of the next review.", default=None)
    audience: str | None = field(Text(), "Whom the leaflet is for.", default=None)
    department: str | None = field(
        Identifier("physiotherapy"), "One of the brand's departments; gives the contact block.", default=None
    )
    authors: list[str] = field(ListOf(Text()), "Who wrote it, by role.", factory=list)
    keywords: list[str] = field(ListOf(Text()), "Words to find it by.", factory=list)
    summary: str | None = field(Text(), "One sentence: what it is about.", default=None)
    references: dict[str, Reference] = field(
        MapOf(RecordOf(Reference)), "The sources, by the name they are cited with.", factory=dict
    )
    body: list[Block] = field(Blocks(), "The blocks, in their order.")
    waive: list[Waiver] = field(WAIVERS, ABOUT, factory=list)

    def check(self, value: Value, report: Report) -> None:
        """Note where each value stands, for what shows only when the leaflet is set."""
        self.places = {key: entry.place for key, entry in value.data.items()}


class SharedBlocks(Record):
    """Blocks that several leaflets include."""

    translates: Name | None = field(
        Identifier("red-flags-back"),
        "The shared blocks that these are a translation of, by the name of their file; the file is called like that "
        "one, with the language before .yaml.",
        default=None,
    )
    source: str | None = field(
        Text(), "The fingerprint of those as they were translated; leafletgen translate writes it.", default=None
    )
    language: str | None = field(LANGUAGE, "The language of a translation (BCP 47).", default=None)
    reviewed_by: str | None = field(
        Reviewer(),
        "The native speaker who checked the translation, by name or role; without one it is printed as a draft.",
        default=None,
    )

    references: dict[str, Reference] = field(
        MapOf(RecordOf(Reference)), "The sources that these blocks cite.", factory=dict
    )
    body: list[Block] = field(Blocks(), "The blocks, in their order.")
    sheet: SheetSigns | None = field(
        RecordOf(SheetSigns), "The same signs in short, for exercise sheets.", default=None
    )
    sources: list[str] = field(ListOf(Text()), "The guidance that it rests on; printed nowhere.", factory=list)
    waive: list[Waiver] = field(WAIVERS, ABOUT, factory=list)
