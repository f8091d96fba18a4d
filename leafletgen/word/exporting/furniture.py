"""What stands over and under each page of a Word file, and what the file says of itself."""

from __future__ import annotations

from leafletgen.document.edition import Edition
from leafletgen.languages.phrases import words_for
from leafletgen.word.exporting.markup import NAMESPACES, escaped, field, paragraph, run, styled
from leafletgen.word.own_names import FOR_REVIEW

#: A footer's tab stops on A4 with margins of 25 mm: one at the right edge, in twentieths of a point.
_TABS = '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'


def header_xml(edition: Edition, spoken: tuple[str, ...]) -> str:
    """What each page begins with: that it is for review, and DRAFT or WITHDRAWN where it is no released leaflet."""
    mark = f"{words_for('en')[edition.mark.lower()]}. " if edition.mark else ""
    words = run(f"{mark}{FOR_REVIEW}.", "<w:b/>", "<w:bCs/>", *spoken)
    return f"<w:hdr {NAMESPACES}>{paragraph(words, styled('Header'))}</w:hdr>"


def footer_xml(edition: Edition, file: str, spoken: tuple[str, ...]) -> str:
    """What each page ends with: code, number of the page, and where the leaflet itself is written."""
    pages = run("Page ", *spoken) + field("PAGE", "1") + run(" of ", *spoken) + field("NUMPAGES", "1")
    first = paragraph(f"{run(edition.code)}<w:r><w:tab/></w:r>{pages}", styled("Footer"), _TABS)
    told = f"Do not edit: the source is {file}. Comment here, or change words with changes tracked."
    return f"<w:ftr {NAMESPACES}>{first}{paragraph(run(told, *spoken), styled('Footer'))}</w:ftr>"


def settings_xml(language: str) -> str:
    """Settings in the order of the schema (17.15.1.78): changes are tracked from the first on.

    Pictures stay as they are: Word would else make them coarser when it saves, and each would come back as another.
    """
    tongue = f'<w:themeFontLang w:val="{escaped(language)}"/>'
    mode = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat>'
    )
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:trackRevisions/><w:defaultTabStop w:val="720"/>'
        f"{mode}{tongue}<w:doNotAutoCompressPictures/></w:settings>"
    )


def application_xml() -> str:
    """By which program the file was written; Word puts its own name there when somebody saves it."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{space}"><Application>leafletgen</Application></Properties>'
    )
