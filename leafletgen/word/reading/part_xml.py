"""The XML of a part as a tree: within limits, without entities, and with the namespaces of the transitional form."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from leafletgen.word.reading.unpacking import damaged_part, too_large

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DEEPEST: Final = 200
"""Elements one inside another. Ten tables in one another within a text box have 60; every walk through a tree stays
within what Python can nest."""
_STRICT: Final = re.compile(rb"""(?<==["'])http://purl\.oclc\.org/ooxml/(\w+)/(?=[^"'<>]*["'])""")
"""A namespace, or the type of a relationship, of the Strict form: an attribute's value, never words of a text."""
_TRANSITIONAL: Final = rb"http://schemas.openxmlformats.org/\1/2006/"
"""The same name in the transitional form (ECMA-376 1, annex on differences; ISO/IEC 29500-4)."""
_RENAMED: Final = (
    (b"officeDocument/2006/customProperties", b"officeDocument/2006/custom-properties"),
    (b"officeDocument/2006/extendedProperties", b"officeDocument/2006/extended-properties"),
    (b"officeDocument/2006/relationships/customProperties", b"officeDocument/2006/relationships/custom-properties"),
    (b"officeDocument/2006/relationships/extendedProperties", b"officeDocument/2006/relationships/extended-properties"),
)
"""Names that differ in more."""
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


def tree_of(data: bytes, part: str, name: str) -> Element:
    """Return the root element of a part, comments and instructions left out; `name` is the file's, for messages.

    Raises:
        RefusedError: it is not well-formed, has a document type, or is nested too deep.
    """
    from lxml import etree

    try:
        root: Element = etree.fromstring(_transitional(_utf_8(data)), _parser())
    except etree.XMLSyntaxError as fault:
        if fault.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise too_large(
                name, f'its part "{part}" is nested too deep, or says more in one place than any text'
            ) from fault
        raise damaged_part(name, part) from fault
    except ValueError as fault:  # no UTF-16, though it begins as such
        raise damaged_part(name, part) from fault
    if root.getroottree().docinfo.internalDTD is not None:  # ECMA-376 2, 9.1.4: a part declares none
        raise damaged_part(name, part, "declares a document type, which no Word file does")
    if _deeper()(root):
        raise too_large(name, f'its part "{part}" nests more than {DEEPEST} elements')
    return root


def _utf_8(data: bytes) -> bytes:
    """Return a part as UTF-8; a package may have UTF-16 as well (ECMA-376 2, 9.1.4)."""
    if not data.startswith(_UTF_16):
        return data
    return _DECLARATION.sub("", data.decode("utf-16")).encode()


def _transitional(data: bytes) -> bytes:
    if b"purl.oclc.org/ooxml" not in data:
        return data
    data = _STRICT.sub(_TRANSITIONAL, data)
    for strict, transitional in _RENAMED:
        data = data.replace(strict, transitional)
    return data


@cache
def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


@cache
def _deeper() -> Any:
    """Return what tells of a tree whether it is nested too deep; in C, since it looks at every element."""
    from lxml import etree

    return etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")
