"""The fixed words of a page (furniture, card prefixes, month names), by language."""

from __future__ import annotations

from collections.abc import Mapping

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "page_of_pages": "Page {page} of {pages}",
        "page": "Page {page}",
        "contents": "Contents",
        "references": "References",
        "reference": "reference {number}",
        "notes": "My notes",
        "contact": "Contact us",
        "telephone": "Telephone",
        "hours": "Opening hours",
        "email": "E-mail",
        "address": "Address",
        "website": "Website",
        "feedback": "Your feedback",
        "formats": "Other formats and languages",
        "review": "Next review",
        "issued": "Date issued",
        "version": "Version",
        "code": "Code",
        "authors": "Written by",
        "audience": "Who this is for",
        "copyright": "Copyright",
        "external": "Other websites",
        "example": "Example content",
        "unsigned": "Example content. A clinician must review it before use.",
        "figure": "Figure",
        "picture_credit": "Picture",
        "non-urgent": "Non-urgent advice",
        "urgent": "Urgent advice",
        "emergency": "Immediate action required",
        "draft": "DRAFT",
        "draft_translation": "Draft translation. A native speaker must check it.",
        "other_languages": "This leaflet is also in:",
        "withdrawn": "WITHDRAWN",
        "picture": "Picture",
        "table": "Table",
        "row": "Row {number}",
        "qr_code": "QR code: {address}",
        "labelled": "{label}: {value}",
        "listed": "{before}, {after}",
        "skip": "Go to the text",
        "attached": "All of it is in the attached PDF.",
        "scan": "Scan the code or type the address",
        "write_here": "{label} (write here)",
        "write_lines.one": "Write on the line.",
        "write_lines.other": "Write on the {number} lines.",
        "fill_in": "Write in the empty spaces.",
        "write_notes": "Use this space to write your notes and questions.",
        "link_to": "Link to {target}",
        "link_to_page": "Go to {target}",
        "link_to_number": "Telephone {target}",
        **{f"month.{number}": name for number, name in enumerate(_MONTHS, 1)},
        **{f"month_in_date.{number}": name for number, name in enumerate(_MONTHS, 1)},
        "month_and_year": "{month} {year}",
    }
}
"""The English words by their keys; those of other languages are in catalogues (`catalogue`)."""


def words_for(language: str, english: Mapping[str, str] = WORDS["en"]) -> Mapping[str, str]:
    """Return the words of a language (BCP 47); English ones where they are not complete, and never both mixed."""
    if language == "en" or language.startswith("en-"):
        return english
    from leafletgen.languages.catalogue import catalogue_of, missing_words  # only where a language asks for it

    known = catalogue_of(language)
    return english if known is None or missing_words(language) else known.words


def has_words(language: str) -> bool:
    """Whether all fixed words exist in this language."""
    if language == "en" or language.startswith("en-"):
        return True
    from leafletgen.languages.catalogue import missing_words

    return not missing_words(language)


def stand_in_language(language: str) -> str | None:
    """Return the language of the fixed words where they are not translated, so that their elements can say it."""
    return None if has_words(language) else "en"
