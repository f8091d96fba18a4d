"""What the name of a paragraph style means: names of Word's own styles, also as other programs and languages have them.

Word writes its own styles by their English names in every language ("heading 1" with the id "berschrift1"). Other
programs write the name that their user sees, so those of the languages that Trusts meet are known as well.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from leafletgen.word.story import Kind


class Meaning(NamedTuple):
    """What a style stands for, and the level of a heading, from 1; 0 for others."""

    kind: Kind
    level: int = 0


_HEADING: Final = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|nagłówek|naglowek|otsikko|pennawd|nadpis|"
    r"titlu|заголовок|επικεφαλίδα|fyrirsögn|cím|címsor|heading level) ?([1-9])",
)
_CONTENTS: Final = re.compile(
    r"(?:toc|contents|verzeichnis|tm|tdc|sommario|inhopg|índice|innehåll|indholdsfortegnelse|spis treści) ?[1-9]"
    r"|(?:toc|contents) heading|inhaltsverzeichnisüberschrift|table of (?:figures|authorities)|toa heading"
    r"|(?:user )?index(?: heading| [1-9])?|figure index [1-9]|illustration index (?:heading|[1-9])",
)
_NAMED: Final = {
    Kind.TITLE: "title|titel|titre|título|titulo|titolo|rubrik|tytuł|otsikko|teitl|document title",
    Kind.SUBTITLE: "subtitle|untertitel|sous-titre|subtítulo|sottotitolo|ondertitel|underrubrik|undertitel|podtytuł",
    Kind.CAPTION: "caption|beschriftung|légende|epígrafe|legenda|didascalia|bijschrift|beskrivning|billedtekst"
    "|illustration|drawing|figure|figure caption|table caption",
    Kind.QUOTE: "quote|intense quote|quotations|block quotation|block text|zitat|intensives zitat|citation"
    "|citation intense|cita|cita destacada|citazione|citaat|citat",
}
_MEANINGS: Final = {name: kind for kind, names in _NAMED.items() for name in names.split("|")}


def meaning_of(name: str) -> Meaning | None:
    """Return what a style stands for by its name or, for want of one, by its id; None when that says nothing."""
    plain = _plain(name)
    if heading := _HEADING.fullmatch(plain):
        return Meaning(Kind.HEADING, int(heading[1]))
    if _CONTENTS.fullmatch(plain):
        return Meaning(Kind.CONTENTS)
    kind = _MEANINGS.get(plain)
    return None if kind is None else Meaning(kind)


def _plain(name: str) -> str:
    """Return a name in small letters with spaces between its words, without what an author has put behind a comma."""
    first = re.split("[,;]", name, maxsplit=1)[0]
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z0-9])|[_\s]+", " ", first.strip())
    return spaced.casefold()
