"""A Word file of a leaflet, for reviewers who comment in it."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from leafletgen.document.edition import Edition
from leafletgen.document.form import WORD_FILE
from leafletgen.document.leaflet import LeafletDocument
from leafletgen.errors import Report
from leafletgen.languages.direction import direction
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.word import own_names
from leafletgen.word.exporting.body import BodyWriter
from leafletgen.word.exporting.furniture import application_xml, footer_xml, header_xml, settings_xml
from leafletgen.word.exporting.inline import Bookmarks, InlineWriter
from leafletgen.word.exporting.markup import NAMESPACES, escaped
from leafletgen.word.exporting.numbering import Lists
from leafletgen.word.exporting.packing import packed
from leafletgen.word.exporting.pictures import PictureWriter, Prepares
from leafletgen.word.exporting.segments import inner_remarks, segments_of
from leafletgen.word.exporting.styles import faces_xml, styles_xml

#: Word shows no day before 1601 and python-docx writes one where none is set; this one is no day of anybody's work.
_DAY: Final = datetime.datetime(2000, 1, 1)
#: Parts of python-docx's own template that say nothing of a leaflet.
_LEFT_OUT: Final = ("stylesWithEffects", "thumbnail", "webSettings", "customXml")
_HOLDS_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
_PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
#: Lines of contents that leave room for the title on one page; Word's navigation has all headings anyway.
_CONTENTS: Final = 24
#: A4 with margins of 25 mm, in twentieths of a point.
_PAGE: Final = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418"'
    ' w:header="709" w:footer="567" w:gutter="0"/>'
)


def word_file(
    loaded: LoadedLeaflet, pictures: Prepares, report: Report, mark: str = "", source: str | None = None
) -> bytes | None:
    """Write a leaflet for review; None after reporting what is wrong.

    The same leaflet and mark give the same bytes, in any folder and on any day. It has every block, whatever ``only``
    and ``except`` say, and before each such block a remark where it is printed.

    Args:
        loaded: the leaflet.
        pictures: what prepares them.
        report: receives what is wrong.
        mark: DRAFT or WITHDRAWN, for what must not be taken for a released leaflet.
        source: the leaflet's YAML; what stands in its file when None.
    """
    text = loaded.path.read_bytes().decode("utf-8-sig") if source is None else source
    document = LeafletDocument(loaded, WORD_FILE, report)
    levels = _contents_levels(document)
    if levels:
        document.add_contents(levels)
    leaflet = loaded.leaflet
    edition = Edition(document.assemble(), loaded.brand, leaflet.title, leaflet.code, leaflet.summary or "", mark)
    writer = _FileWriter(edition, pictures, report)
    data = writer.write(document, loaded, text)
    return None if report.has_errors else data


def _contents_levels(document: LeafletDocument) -> int:
    """How many levels of headings the contents have: as many as a page holds, and at least the first; 0 for none."""
    if len(document.entries(1)) < (WORD_FILE.contents_from or 0):
        return 0
    return max([level for level in range(1, WORD_FILE.contents_levels + 1) if _fits(document, level)], default=1)


def _fits(document: LeafletDocument, levels: int) -> bool:
    return len(document.entries(levels)) <= _CONTENTS


class _FileWriter:
    """Writes one file."""

    def __init__(self, edition: Edition, pictures: Prepares, report: Report) -> None:
        self.edition = edition
        self.file = Document()
        self.part: Any = self.file.part
        self._pictures: dict[bytes, str] = {}
        self.bookmarks = Bookmarks(edition.root)
        self.inline = InlineWriter(self.bookmarks, self._relate, edition.language)
        self.lists = Lists()
        shown = PictureWriter(edition.brand, pictures, self._add_picture, report)
        self.body = BodyWriter(edition.brand, self.inline, self.bookmarks, self.lists, shown)

    def _relate(self, target: str) -> str:
        identifier: str = self.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return identifier

    def _add_picture(self, data: bytes) -> str:
        """Put a picture into the package, once, and return its relationship.

        python-docx itself takes no JPEG without the marks of JFIF or Exif, which Word does.
        """
        if data not in self._pictures:
            kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
            name = PackURI(f"/word/media/image{len(self._pictures) + 1}.{kind}")
            part = Part(name, f"image/{kind}", data, self.part.package)
            self._pictures[data] = self.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return self._pictures[data]

    def write(self, document: LeafletDocument, loaded: LoadedLeaflet, text: str) -> bytes:
        self._clear()
        self.body.remarks = inner_remarks(loaded)
        made = [self.body.marked(own_names.FRONT, [*document.front, *document.notice])]
        if document.contents:
            made.append(self.body.marked(own_names.CONTENTS, document.contents))
        for name, element, remark in segments_of(document, loaded, text):
            made.append(self.body.marked(name, [element], remark))
        made.append(self.body.marked(own_names.BACK, document.back))
        self._set(
            self.part, f"<w:document {NAMESPACES}><w:body>{''.join(made)}{self._section(loaded)}</w:body></w:document>"
        )
        language = self.edition.language
        related = {
            one.reltype.rpartition("/")[2]: one.target_part for one in self.part.rels.values() if not one.is_external
        }
        self._set(related["styles"], f"<w:styles {NAMESPACES}>{styles_xml(self.edition.brand, language)}</w:styles>")
        self._set(related["numbering"], f"<w:numbering {NAMESPACES}>{self.lists.xml()}</w:numbering>")
        self._set(related["settings"], settings_xml(language))
        related["fontTable"]._blob = _declared(faces_xml(self.edition.brand))
        self._add_source(loaded, text)
        self._describe()
        buffer = BytesIO()
        self.file.save(buffer)
        return packed(buffer.getvalue())

    @staticmethod
    def _set(part: Any, xml: str) -> None:
        part._element = parse_xml(xml)

    def _clear(self) -> None:
        """Take out what the template holds and no leaflet has."""
        for holder in (self.part, self.part.package):
            for name, relation in list(holder.rels.items()):
                if relation.reltype.rpartition("/")[2] in _LEFT_OUT:
                    del holder.rels[name]

    def _section(self, loaded: LoadedLeaflet) -> str:
        """The one section, with what stands over and under its pages."""
        spoken = self.inline.spoken("en-GB") if not self.edition.language.startswith("en") else ()
        file = loaded.leaflet.place.file
        header, header_id = self.part.add_header_part()
        footer, footer_id = self.part.add_footer_part()
        self._set(header, header_xml(self.edition, spoken))
        self._set(footer, footer_xml(self.edition, file, spoken))
        rightward = "<w:bidi/>" if direction(self.edition.language) == "rtl" else ""
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{header_id}"/>'
            f'<w:footerReference w:type="default" r:id="{footer_id}"/>{_PAGE}{rightward}</w:sectPr>'
        )

    def _add_source(self, loaded: LoadedLeaflet, text: str) -> None:
        """Put the leaflet's YAML into the file, for its way back (`own_names.SOURCE_PART`)."""
        package = self.part.package
        file = escaped(loaded.leaflet.place.file)
        shown = " ".join([own_names.digest(data) for data in self._pictures])
        xml = (
            f'<source xmlns="{own_names.SOURCE_SPACE}" file="{file}" pictures="{shown}">{escaped_lines(text)}</source>'
        )
        part = Part(PackURI(f"/{own_names.SOURCE_PART}"), "application/xml", _declared(xml), package)
        space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
        about = (
            f'<ds:datastoreItem xmlns:ds="{space}" ds:itemID="{{6C656166-6C65-4467-856E-736F75726365}}">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{own_names.SOURCE_SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        )
        properties = Part(PackURI("/customXml/itemProps1.xml"), _PROPERTIES_TYPE, _declared(about), package)
        part.relate_to(properties, _HOLDS_PROPERTIES)
        self.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)

    def _describe(self) -> None:
        """What the file says of itself: title and language, and no name of anybody."""
        about = self.file.core_properties
        about.title, about.language = self.edition.title[:255], self.edition.language
        about.subject, about.comments = self.edition.description[:255], ""
        about.author = about.last_modified_by = about.keywords = ""
        about.created = about.modified = _DAY
        about.revision = 1
        for relation in self.part.package.rels.values():
            if relation.reltype.endswith("/extended-properties"):
                relation.target_part._blob = application_xml().encode()


def escaped_lines(text: str) -> str:
    """YAML as the text of an element; its characters are those of XML, but for what ends lines."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _declared(xml: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()
