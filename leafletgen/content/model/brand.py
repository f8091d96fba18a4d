"""A brand: names, logo, colours, fonts, departments and the fixed statements."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from leafletgen.content.code import Code, CodeTemplate, CodeTemplateText
from leafletgen.content.colour import Colour, HexColour
from leafletgen.content.model.waiver import ABOUT, WAIVERS, Waiver
from leafletgen.content.subject import SubjectText
from leafletgen.errors import Place, Report
from leafletgen.source.inline import Prose
from leafletgen.source.kinds import (
    EMAIL_ADDRESS,
    FILE_NAME,
    WEB_ADDRESS,
    AddressText,
    Choice,
    Integer,
    Number,
    ProseText,
    Text,
)
from leafletgen.source.records import ListOf, MapOf, Record, RecordOf, attached, field
from leafletgen.source.yaml import Value

LONGEST_MARK: Final = 30
"""Characters in front of every subject, which leave room for the subject itself."""
REPLY_ADDRESS = AddressText(
    r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[^\s@<>()\[\],;:\\\"]+\.[^\s@<>()\[\],;:\\\"]+$",
    "an e-mail address",
    "physiotherapy@example.org",
)
"""One address whose part before the "@" is in ASCII, since not every mail server takes others (RFC 6531, 3.3)."""


class Logo(Record):
    """The logo; its files stand beside brand.yaml."""

    file: str = field(FILE_NAME, "The logo on white: PNG or SVG.")
    reversed: str | None = field(FILE_NAME, "The logo on the primary colour.", default=None)
    height_mm: float = field(Number(3, 60, "mm"), "Its height on the page.")
    clear_space_mm: float = field(Number(0, 60, "mm"), "What stays free on all its sides.", default=5.0)
    alt: str = field(Text(), "What the logo says; usually the name.")


class Colours(Record):
    """Colours by what they are for; the pairs that meet on a page are checked for contrast."""

    primary: Colour = field(HexColour(), "The brand's strong colour: cover, bars.")
    on_primary: Colour = field(HexColour(), "Text on the strong colour.")
    tint: Colour = field(HexColour(), "The pale ground of boxes.")
    ink: Colour = field(HexColour(), "Text on web pages; on paper it is black, unless the paper is dark.")
    paper: Colour = field(HexColour(), "The ground of the page.")
    heading: Colour = field(HexColour(), "Headings.")
    link: Colour = field(HexColour(), "Links.")
    rule: Colour = field(HexColour(), "Lines and table borders.")
    non_urgent: Colour = field(HexColour(), "The bar of a non-urgent card.")
    urgent: Colour = field(HexColour(), "The bar of an urgent card.")
    emergency: Colour = field(HexColour(), "The bar of an emergency card.")
    on_card: Colour = field(HexColour(), "Text on the bar of a card.")

    def check(self, value: Value, report: Report) -> None:
        """Report every pair that is too faint, at the line of its first colour."""
        for first, second, needed in CONTRASTS:
            colour: Colour = getattr(self, first)
            ground: Colour = getattr(self, second)
            ratio = colour.contrast(ground)
            if ratio < needed:
                # Rounded down, so that a pair that fails never seems to pass.
                shown = int(ratio * 100) / 100
                report.error(
                    "contrast-too-low",
                    f"{first} {colour.hex} on {second} {ground.hex} has a contrast of {shown:.2f}:1; "
                    f"it needs {needed:g}:1",
                    f"make {first} {'darker' if colour.luminance < ground.luminance else 'lighter'}, "
                    f"or {second} {'lighter' if colour.luminance < ground.luminance else 'darker'}"
                    + self._nearest(first, second),
                    colour.place,
                )

    def _nearest(self, *names: str) -> str:
        """Return the nearest colour that passes wherever it is used, of the first that has one."""
        for name in names:
            pairs = [(one, other, needed) for one, other, needed in CONTRASTS if name in (one, other)]
            grounds = [(getattr(self, other if name == one else one), needed) for one, other, needed in pairs]
            colour: Colour = getattr(self, name)
            found = colour.nearest(grounds)
            if found is not None:
                return f'; the nearest that passes everywhere: {name}: "{found}"'
        return ""


CONTRASTS: tuple[tuple[str, str, float], ...] = (
    ("ink", "paper", 4.5),
    ("ink", "tint", 4.5),
    ("heading", "paper", 4.5),
    ("heading", "tint", 4.5),
    ("link", "paper", 4.5),
    ("link", "tint", 4.5),
    ("on_primary", "primary", 4.5),
    ("on_card", "non_urgent", 4.5),
    ("on_card", "urgent", 4.5),
    ("on_card", "emergency", 4.5),
    ("rule", "paper", 3),
    ("primary", "paper", 3),
    ("non_urgent", "paper", 3),
    ("urgent", "paper", 3),
    ("emergency", "paper", 3),
)
"""Pairs that meet on a page, with the least ratio: 4.5 for text, 3 for large text and graphics (WCAG 2.2)."""


class Family(Record):
    """Four TrueType files of one typeface, in assets/fonts or given by an absolute path."""

    name: str = field(Text(), "The typeface's name.")
    regular: str = field(FILE_NAME, "The regular style.")
    bold: str = field(FILE_NAME, "The bold style.")
    italic: str = field(FILE_NAME, "The italic style.")
    bold_italic: str = field(FILE_NAME, "The bold italic style.")


class Fonts(Record):
    """The typeface of the text, and those behind it for characters that it lacks."""

    text: Family = field(RecordOf(Family), "The typeface of everything.")
    fallback: list[Family] = field(
        ListOf(RecordOf(Family)), "Typefaces for missing characters, in their order.", factory=list
    )


class Department(Record):
    """Whom a reader can reach."""

    name: str = field(Text(), "The department's name.")
    phone: str | None = field(
        Text(example="01632 960 000"),
        "The telephone number, as it is printed; what of it can be dialled becomes a link.",
        default=None,
    )
    hours: list[str] = field(ListOf(Text()), "When it can be reached, a line each.", factory=list)
    email: str | None = field(EMAIL_ADDRESS, "The e-mail address.", default=None)
    address: list[str] = field(ListOf(Text()), "The postal address, a line each.", factory=list)
    website: str | None = field(WEB_ADDRESS, "The department's page.", default=None)


class Statements(Record):
    """Fixed statements of the back page; those that are left out are not printed."""

    feedback: Prose | None = field(ProseText(), "How to give feedback.", default=None)
    formats: Prose | None = field(ProseText(), "Other formats and languages.", default=None)
    copyright: Prose | None = field(ProseText(), "Whose the text is.", default=None)
    external: Prose | None = field(ProseText(), "About web pages of others.", default=None)
    example: Prose | None = field(
        ProseText(), "That all content is an example; better said by the content itself.", default=None
    )


class PainLevel(Record):
    """One level of the pain rule: a range of 0 to 10, and what to do in it."""

    low: int = field(Integer(0, 10), "The least pain of this level.", key="from")
    high: int = field(Integer(0, 10), "The most pain of this level.", key="to")
    text: Prose = field(ProseText(), "What to do.")

    def check(self, value: Value, report: Report) -> None:
        """The range is one."""
        if self.low > self.high:
            report.error(
                "pain-level-no-range",
                f"the pain level {self.low} to {self.high} is no range",
                "swap the two",
                self.place,
            )


class SheetWords(Record):
    """What every exercise sheet of the brand says."""

    pain: list[PainLevel] = field(
        ListOf(RecordOf(PainLevel), at_least=2, at_most=4), "The pain rule, from little pain to much."
    )
    stop: Prose = field(ProseText(), "When to stop and get help, whatever the exercise.")
    emergency: Prose = field(ProseText(), "When to call 999.")

    def check(self, value: Value, report: Report) -> None:
        """The levels cover 0 to 10 without a gap or an overlap, so that a pain is in one level only."""
        expected = 0
        for level in self.pain:
            if level.low != expected:
                report.error(
                    "pain-levels-gap",
                    f"the pain levels leave a gap or overlap at {expected}",
                    f"begin this level with {expected}",
                    level.place,
                )
                return
            expected = level.high + 1
        if expected != 11:
            report.error(
                "pain-levels-end-early",
                f"the pain levels end at {expected - 1}, not at 10",
                "let the last one end at 10",
                self.place,
            )


LIMIT_MB: Final = 20.0
"""Megabytes (of 1,000,000 bytes) that a message may have where a brand says nothing.

Patients have their mailboxes with others. Of the large ones Outlook.com takes the least: 20 MB of attachments, as
Microsoft's help on their size says; Gmail takes 25 MB, as Google's does. Mail servers count a message as it is sent, so
that this limit is one of the whole message.
"""


class BrandEmail(Record):
    """What holds for every message of the brand."""

    secure_subject: str | None = field(
        SubjectText(LONGEST_MARK, '"[secure]"'),
        "What stands in front of every subject, by which a mail server knows what to encrypt.",
        default=None,
    )
    limit_mb: float = field(
        Number(1, 150, "MB", 10),
        "How large a message may be as it is sent, which is a good third more than its files.",
        default=LIMIT_MB,
    )
    reply_to: str | None = field(REPLY_ADDRESS, "Where answers go, if not to the sender.", default=None)


class Brand(Record):
    """What all leaflets of one organisation have in common."""

    identifier: str = attached()
    """The name of the brand's folder; set by the library."""
    folder: Path = attached()
    """The folder of brand.yaml; set by the library."""
    files: dict[str, Path] = attached()
    """The paths of logos and fonts by the names that the brand gives them; set by the library."""

    name: str = field(Text(), "The organisation's name.")
    short_name: str | None = field(Text(), "A shorter name.", default=None)
    website: str | None = field(WEB_ADDRESS, "The organisation's web address.", default=None)
    logo: Logo = field(RecordOf(Logo), "The logo.")
    colours: Colours = field(RecordOf(Colours), "The colours by their role.")
    fonts: Fonts = field(RecordOf(Fonts), "The typefaces.")
    code: CodeTemplate = field(
        CodeTemplateText(), "How a leaflet's code is built: {number} {job} {month} {year} {version}."
    )
    departments: dict[str, Department] = field(
        MapOf(RecordOf(Department)), "The departments, by the name leaflets use.", factory=dict
    )
    sheet: SheetWords | None = field(RecordOf(SheetWords), "What every exercise sheet says.", default=None)
    statements: Statements = field(RecordOf(Statements), "The fixed statements of the back page.")
    email: BrandEmail | None = field(RecordOf(BrandEmail), "What holds for messages by e-mail.", default=None)
    digits: str = field(
        Choice("latin", "native"),
        "Digits of dates in other languages: Latin ones, or the language's own. Doses, telephone numbers, codes and "
        "numbers of pages are always in Latin digits.",
        default="latin",
    )
    waive: list[Waiver] = field(WAIVERS, ABOUT, factory=list)

    @property
    def email_rules(self) -> BrandEmail:
        """What holds for its messages, also where it says nothing of them."""
        return self.email or BrandEmail(place=self.place)

    def parse_code(self, text: str, place: Place, report: Report) -> Code | None:
        """Return a code that was written for this brand, or None after reporting that it does not fit the template."""
        code = self.code.parse(text)
        if code is None:
            report.error(
                "code-not-in-template",
                f'the code "{text}" does not fit the brand\'s template {self.code.template}',
                f"for example {self.code.example}",
                place,
            )
        return code
