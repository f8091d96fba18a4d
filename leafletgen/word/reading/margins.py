"""Headers and footers (ECMA-376 1, 17.10): those that a section uses, each text once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.doubts import Part, Spot
from leafletgen.word.reading.names import R, W
from leafletgen.word.reading.plain_words import words_of
from leafletgen.word.reading.properties import found_in, is_on
from leafletgen.word.reading.symbol_letters import shown_by

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.state import Reader
    from leafletgen.word.story import Block

KINDS: Final = {f"{W}headerReference": Part.HEADER, f"{W}footerReference": Part.FOOTER}
_RELATED: Final = {"header": Part.HEADER, "footer": Part.FOOTER}


def read_margins(reader: Reader) -> tuple[list[list[Block]], list[list[Block]]]:
    """Return the blocks of headers and of footers; those that no page shows are told when they say something.

    Sections are looked at in their order; all but the last end in a paragraph's properties.
    """
    margins = _Margins(reader)
    for section in reader.root.iter(f"{W}sectPr"):
        parent = section.getparent()
        if parent is None or parent.tag != f"{W}sectPrChange":
            margins.section(section)
    return margins.read()


class _Margins:
    """The headers and footers that sections name, in order: part of the file to kind, and whether it is used."""

    __slots__ = ("_even", "_named", "_reader", "_used")

    def __init__(self, reader: Reader) -> None:
        """Find out whether even pages have their own."""
        self._reader = reader
        self._named: dict[str, Part] = {}
        self._used: set[str] = set()
        settings = reader.package.main_xml("settings")
        self._even = is_on(found_in(settings, "evenAndOddHeaders"))

    def section(self, element: Element) -> None:
        """Note the headers and footers of a w:sectPr."""
        relations = self._reader.package.relationships(self._reader.package.document)
        first = is_on(found_in(element, "titlePg"))
        for one in element:
            kind = KINDS.get(str(one.tag))
            found = relations.get(one.get(f"{R}id", ""))
            if kind is None or found is None or found.external:
                continue
            self._named.setdefault(found.target, kind)
            pages = one.get(f"{W}type", "default")
            if pages == "default" or (pages == "first" and first) or (pages == "even" and self._even):
                self._used.add(found.target)

    def read(self) -> tuple[list[list[Block]], list[list[Block]]]:
        """Return the blocks of the headers and of the footers that were named."""
        self._name_the_rest()
        made: dict[Part, list[list[Block]]] = {Part.HEADER: [], Part.FOOTER: []}
        seen: set[tuple[Part, str, str]] = set()
        for part, kind in self._named.items():
            root = self._reader.package.xml(part)
            words = "" if root is None else words_of(root)
            if root is None:
                continue
            if part not in self._used:
                self._tell(kind, words)
            elif (said := (kind, words, shown_by(self._reader.styles, root))) not in seen or not words:
                seen.add(said)
                made[kind].append(self._reader.within(part, kind, root))
        return made[Part.HEADER], made[Part.FOOTER]

    def _name_the_rest(self) -> None:
        """Note the headers and footers of the file that no section names."""
        for one in self._reader.package.relationships(self._reader.package.document).values():
            if one.kind in _RELATED and not one.external:
                self._named.setdefault(one.target, _RELATED[one.kind])

    def _tell(self, kind: Part, words: str) -> None:
        if words:
            self._reader.doubts.doubt(
                "word-margin-unused",
                f'a {kind} that no page shows is left out: "{words}"',
                "leave it so, unless the words belong into the leaflet",
                Spot(kind, words=words),
                words,
            )
