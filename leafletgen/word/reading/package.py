"""A Word file as a package of parts (ECMA-376 2): what is in it, within limits, and how its parts are related."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from posixpath import normpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from leafletgen.errors import ExitCode, refused
from leafletgen.word.reading.names import RELATIONSHIPS

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LARGEST = 200_000_000
"""Bytes of all parts together, unpacked."""
MOST_PARTS = 5_000


class Relationship(NamedTuple):
    """What a part is related to.

    Attributes:
        kind: the last word of its type, such as "image".
        target: the name of a part, or an address when it is external.
        external: whether it leads out of the file; nothing there is ever fetched.
    """

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a Word file by their names, such as "word/document.xml".

    Attributes:
        name: what the file is called in messages.
        document: the name of its main part.
    """

    __slots__ = ("_data", "_relationships", "_trees", "document", "name")

    def __init__(self, parts: dict[str, bytes], name: str) -> None:
        """Keep the parts, and find the main one; `open` makes sure of the limits."""
        self.name = name
        self._data = parts
        self._trees: dict[str, Element] = {}
        self._relationships: dict[str, Mapping[str, Relationship]] = {}
        self.document = self._main_of("", "officeDocument") or "word/document.xml"

    @classmethod
    def open(cls, data: bytes, name: str) -> Package:
        """Read a Word file, which is called `name` in messages.

        Raises:
            RefusedError: it is none, or damaged, or beyond the limits.
        """
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        except zipfile.BadZipFile as fault:
            raise refused(
                "word-not-a-word-file", f'"{name}" is not a Word file', "save it as .docx", ExitCode.CONTENT
            ) from fault
        return cls(parts, name)

    def parts(self) -> list[str]:
        """Return the names of all parts, in the order of the file."""
        return list(self._data)

    def data(self, part: str) -> bytes | None:
        """Return the bytes of a part; None when there is none of this name."""
        return self._data.get(part)

    def xml(self, part: str) -> Element | None:
        """Return the root element of a part, the same one each time; None when there is no such part.

        Raises:
            RefusedError: the part is damaged.
        """
        if part not in self._trees:
            data = self.data(part)
            if data is None:
                return None
            from lxml import etree

            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            self._trees[part] = etree.fromstring(data, parser)
        return self._trees[part]

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """Return what a part is related to, by the relationship's id; "" stands for the package as a whole."""
        if part not in self._relationships:
            folder, _, file = part.rpartition("/")
            root = self.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
            found = [] if root is None else root.iterchildren(f"{RELATIONSHIPS}Relationship")
            self._relationships[part] = {one.get("Id", ""): _relationship(one, folder) for one in found}
        return self._relationships[part]

    def main(self, kind: str) -> str | None:
        """Return the part of a kind that the document, or else the package, is related to, such as "styles"."""
        return self._main_of(self.document, kind) or self._main_of("", kind)

    def _main_of(self, part: str, kind: str) -> str | None:
        found = (one.target for one in self.relationships(part).values() if one.kind == kind and not one.external)
        return next(found, None)


def _relationship(element: Element, folder: str) -> Relationship:
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relationship(kind, target, True)
    path = unquote(target.partition("#")[0])
    return Relationship(kind, normpath(f"/{path}" if path.startswith("/") else f"/{folder}/{path}").lstrip("/"), False)
