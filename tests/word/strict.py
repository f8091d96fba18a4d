"""The Strict form of a Word file, as Word saves it when asked: other namespaces, units, words for on and off."""

import re
import zipfile
from io import BytesIO

from tests.support.word_packages import packed

_OFFICE = re.compile(rb"http://schemas\.openxmlformats\.org/(wordprocessingml|drawingml|officeDocument)/2006/")
_RENAMED = ((b"custom-properties", b"customProperties"), (b"extended-properties", b"extendedProperties"))
_ON_OFF = re.compile(rb'(<w:(?:b|i|caps|strike|vanish|keepNext|tblHeader|pageBreakBefore|cantSplit)) w:val="([01])"')
_TWIPS = re.compile(rb"(<w:(?:pgSz|pgMar|ind|spacing|tblInd|gridCol|tcW|cols|col)\b[^>]*>)")
_MEASURE = re.compile(
    rb'( w:(?:w|h|top|bottom|left|right|start|end|hanging|firstLine|space|header|footer|gutter)=")(-?\d+)"'
)
_SIZE = re.compile(rb'(<w:(?:sz|szCs|position) w:val=")(-?\d+)"')
_SIDES = ((b'w:jc w:val="left"', b'w:jc w:val="start"'), (b'w:jc w:val="right"', b'w:jc w:val="end"'))
_SHARE = re.compile(rb"(<a:srcRect\b[^>]*>)")


def strict(data: bytes) -> bytes:
    """Return a Word file in its Strict form; it says the same."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {member.filename: archive.read(member) for member in archive.infolist()}
    return packed({name: _strict(part) if name.endswith((".xml", ".rels")) else part for name, part in parts.items()})


def _strict(part: bytes) -> bytes:
    part = _OFFICE.sub(rb"http://purl.oclc.org/ooxml/\1/", part)
    for transitional, other in (*_RENAMED, *_SIDES):
        part = part.replace(transitional, other)
    part = _ON_OFF.sub(lambda found: found[1] + b' w:val="' + (b"false", b"true")[int(found[2])] + b'"', part)
    part = _TWIPS.sub(lambda found: _MEASURE.sub(lambda one: _in_points(one, 20), found[1]), part)
    part = _SIZE.sub(lambda found: _in_points(found, 2), part)
    return _SHARE.sub(lambda found: re.sub(rb'="(\d+)"', _in_percent, found[1]), part)


def _in_points(found: re.Match[bytes], parts: int) -> bytes:
    return found[1] + f'{int(found[2]) / parts:g}pt"'.encode()


def _in_percent(found: re.Match[bytes]) -> bytes:
    return f'="{int(found[1]) / 1000:g}%"'.encode()
