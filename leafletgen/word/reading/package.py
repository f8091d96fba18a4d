"""A Word file as a package of parts (ECMA-376 2): what is in it, and how its parts are related."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import normpath
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

from leafletgen.errors import ExitCode, refused
from leafletgen.word.reading.names import RELATIONSHIPS, w
from leafletgen.word.reading.part_xml import tree_of
from leafletgen.word.reading.unpacking import damaged_file, too_large, unpacked

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LARGEST_XML: Final = 50_000_000
"""Bytes of XML that are read of one file; as trees they take some ten times of that in memory. A book has a fifth."""
MOST_TAGS: Final = 2_000_000
"""Tags of all XML that is read of one file: some 100 bytes of memory each, however short. A book has 300,000."""
_CONTENT_TYPES: Final = "[Content_Types].xml"
_XML: Final = (".xml", ".rels")
_USUAL_DOCUMENT: Final = "word/document.xml"
"""The main part, where no relationship names it."""
_ADDRESSES: Final = ("mailto:", "tel:", "file:")


class Relationship(NamedTuple):
    """What a part is related to.

    Attributes:
        kind: the last word of its type, such as "image"; the same in the Strict form.
        target: the name of a part as the package has it, or an address when it is external.
        external: whether it leads out of the file; nothing there is ever fetched.
    """

    kind: str
    target: str
    external: bool


_STYLES: Final = "/styles.xml"
_last_styles: list[tuple[bytes, Any]] = []
"""The largest part of most files, and its tree; one at most."""
_UNREAD: Final = frozenset({"stylesWithEffects", "fontTable", "webSettings"})
"""Parts that nothing reads; the first is as long as a book in many files."""


class Package:
    """The parts of a Word file by their names, such as "word/document.xml"; small letters and capitals are one.

    Attributes:
        name: what the file is called in messages.
        document: the name of its main part.
    """

    __slots__ = ("_bytes", "_names", "_relationships", "_size", "_tags", "_trees", "document", "name")

    def __init__(self, parts: dict[str, bytes], name: str) -> None:
        """Keep the parts of a file that is called `name` in messages; `open` reads them within limits."""
        self.name = name
        self._bytes = parts
        self._names = {part.casefold(): part for part in parts}
        self._trees: dict[str, Element] = {}
        self._size = self._tags = 0
        self._relationships: dict[str, Mapping[str, Relationship]] = {}
        self.document = _USUAL_DOCUMENT

    @classmethod
    def open(cls, data: bytes, name: str) -> Package:
        """Read a Word file, which is called `name` in messages; all of its XML that is ever read is looked at.

        Raises:
            RefusedError: it is none, or damaged, or beyond the limits.
        """
        package = cls(unpacked(data, name), name)
        package._read_xml()
        return package

    def again(self) -> Package:
        """Return the same file with trees of its own, each read when it is asked for."""
        package = Package(self._bytes, self.name)
        package.document = self.document
        return package

    def forget(self) -> None:
        """Let go of the trees, which take much memory; each that is asked for is read again."""
        self._trees.clear()
        self._size = self._tags = 0

    def parts(self) -> list[str]:
        """Return the names of all parts, in the order of the file."""
        return list(self._bytes)

    def data(self, part: str) -> bytes | None:
        """Return the bytes of a part; None when there is none of this name."""
        return self._bytes.get(self._named(part))

    def xml(self, part: str) -> Element | None:
        """Return the root element of a part, the same one each time; None when there is no such part.

        Raises:
            RefusedError: the part is no XML.
        """
        name = self._named(part)
        if name not in self._trees and name in self._bytes:
            self._trees[name] = self._tree(name)
        return self._trees.get(name)

    def _tree(self, name: str) -> Element:
        """Return the tree of a part; that of the styles, which nobody changes, again where two files have the same."""
        data = self._bytes[name]
        self._check_room(data)
        if not name.endswith(_STYLES):
            return tree_of(data, name, self.name)
        for known, tree in _last_styles:
            if known == data:
                return tree
        found = tree_of(data, name, self.name)
        _last_styles[:] = [(data, found)]
        return found

    def _check_room(self, data: bytes) -> None:
        """Refuse a file whose XML, with that of one more part, is more than is read."""
        self._size += len(data)
        self._tags += data.count(b"<")
        if self._size > LARGEST_XML:
            raise too_large(self.name, f"it has more than {LARGEST_XML // 1_000_000} MB of XML")
        if self._tags > MOST_TAGS:
            raise too_large(self.name, f"its XML has more than {MOST_TAGS:,} tags")

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """Return what a part is related to, by the relationship's id; "" stands for the package as a whole."""
        name = self._named(part)
        if name not in self._relationships:
            folder, _, file = name.rpartition("/")
            root = self.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
            found = [] if root is None else root.iterchildren(f"{RELATIONSHIPS}Relationship")
            self._relationships[name] = {one.get("Id", ""): self._relationship(one, folder) for one in found}
        return self._relationships[name]

    def main(self, kind: str) -> str | None:
        """Return the part of a kind that the document, or else the package, is related to, such as "styles"."""
        return self._related(self.document, kind) or self._related("", kind)

    def main_xml(self, kind: str) -> Element | None:
        """Return the root element of the part that `main` names; None when there is none."""
        part = self.main(kind)
        return None if part is None else self.xml(part)

    def _named(self, part: str) -> str:
        """Return the name that the package has for a part, whose capitals and escapes may differ (ECMA-376 2, 6.2)."""
        if part in self._bytes:
            return part
        return self._names.get(part.casefold()) or self._names.get(unquote(part).casefold()) or part

    def _read_xml(self) -> None:
        """Look at every part of XML that anything reads, so that damage is told before anything is made of the rest."""
        written = [part for part in self._bytes if part.casefold().endswith(_XML)]
        self._find_document()
        unread = {one.target for one in self.relationships(self.document).values() if one.kind in _UNREAD}
        for part in written:
            if part not in unread:
                self.xml(part)

    def _find_document(self) -> None:
        if self.xml(_CONTENT_TYPES) is None:
            raise damaged_file(self.name, f'lacks its part "{_CONTENT_TYPES}"')
        self.document = self._related("", "officeDocument") or self._named(_USUAL_DOCUMENT)
        root = self.xml(self.document)
        if root is None:
            raise damaged_file(self.name, f'lacks its part "{self.document}"')
        if root.tag != w("document"):
            message = f'"{self.name}" is no Word file: its main part "{self.document}" is no document'
            hint = "open it in the program that made it, save it as .docx, and import that"
            raise refused("word-file-of-another-kind", message, hint, ExitCode.CONTENT)

    def _related(self, part: str, kind: str) -> str | None:
        """Return the first part of a kind that is there."""
        for one in self.relationships(part).values():
            if one.kind == kind and not one.external and one.target in self._bytes:
                return one.target
        return None

    def _relationship(self, element: Element, folder: str) -> Relationship:
        kind = element.get("Type", "").rpartition("/")[2]
        target = element.get("Target", "")
        if element.get("TargetMode") == "External" or "://" in target or target.startswith(_ADDRESSES):
            return Relationship(kind, target, True)
        path = target.replace("\\", "/")
        whole = normpath(path if path.startswith("/") else f"/{folder}/{path}")
        return Relationship(kind, self._named(whole.lstrip("/")), False)
