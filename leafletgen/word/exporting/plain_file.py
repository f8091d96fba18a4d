"""A Word file of paragraphs and tables that no brand has a say in, such as a table for translators."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from leafletgen.word.exporting.furniture import application_xml
from leafletgen.word.exporting.markup import NAMESPACES, escaped
from leafletgen.word.exporting.packing import packed

#: As in `word_file`: python-docx writes a day where none is set.
_DAY: Final = datetime.datetime(2000, 1, 1)
_LEFT_OUT: Final = ("stylesWithEffects", "thumbnail", "webSettings", "customXml", "numbering", "fontTable", "theme")
#: A4 lying, with margins of 15 mm, in twentieths of a point: two columns of words want the width.
_PAGE: Final = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="850" w:right="850" w:bottom="850"'
    ' w:left="850" w:header="425" w:footer="425" w:gutter="0"/>'
)
WIDTH: Final = 15138
"""Of the text, in twentieths of a point."""


class PlainFile:
    """Takes the addresses of links while its body is written, and then the body."""

    def __init__(self) -> None:
        """Begin a file without any words."""
        self._file = Document()
        self._part: Any = self._file.part
        for holder in (self._part, self._part.package):
            for name, relation in list(holder.rels.items()):
                if relation.reltype.rpartition("/")[2] in _LEFT_OUT:
                    del holder.rels[name]

    def relate(self, target: str) -> str:
        """Return the name of the relationship to an address."""
        identifier: str = self._part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return identifier

    def write(self, body: str, styles: str, title: str, language: str) -> bytes:
        """Return the bytes: the same for the same words, in any folder, on any day."""
        xml = f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{_PAGE}</w:sectPr></w:body></w:document>"
        self._part._element = parse_xml(xml)
        related = {one.reltype.rpartition("/")[2]: one for one in self._part.rels.values() if not one.is_external}
        related["styles"].target_part._element = parse_xml(f"<w:styles {NAMESPACES}>{styles}</w:styles>")
        related["settings"].target_part._element = parse_xml(_settings(language))
        about = self._file.core_properties
        about.title, about.language = title[:255], language
        about.subject = about.comments = about.author = about.last_modified_by = about.keywords = ""
        about.created = about.modified = _DAY
        about.revision = 1
        for relation in self._part.package.rels.values():
            if relation.reltype.endswith("/extended-properties"):
                relation.target_part._blob = application_xml().encode()
        buffer = BytesIO()
        self._file.save(buffer)
        return packed(buffer.getvalue())


def _settings(language: str) -> str:
    """Settings in the order of the schema (17.15.1.78); changes are not tracked, as everything here is new."""
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        f' w:val="15"/></w:compat><w:themeFontLang w:val="{escaped(language)}"/></w:settings>'
    )
