"""Words and what stands among them as HTML: emphasis, links, citations, foreign words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from leafletgen.document import looks
from leafletgen.document.edition import fit
from leafletgen.document.element import INLINE, Element, PageNumber, Role, Words
from leafletgen.document.manuscript import shown_address
from leafletgen.languages.direction import direction
from leafletgen.languages.reading import is_overridden, shared_stretches, stretches
from leafletgen.superscripts import RAISED, superscripts

#: Where a link may lead. Others are none, whatever they came from: "javascript:" runs, "data:" holds a page of its own.
_SAFE = re.compile(r"(?:https?://|mailto:|tel:|#)[^\s\x00-\x20]+", re.IGNORECASE)

#: A telephone number, or one like it, stays on one line.
_NUMBER = re.compile(r"(?<!\d)(?<!\d )(?:\+\d{1,3} )?(?:\(\d{1,6}\) ?)?\d{2,6}(?: \d{3,4}){1,3}(?! ?\d)")
#: Words from elsewhere in a text from right to left; see `languages/isolation.py`.
_VALUE = re.compile("\u2068([^\u2068\u2069]*)\u2069")
#: What raised words hold besides superscripts.
_LETTERS = re.compile(f"[^{RAISED}]+")
#: Before the number of a citation that stands right after a word; no line ends there.
_NARROW = "\u202f"
_DIGITS = re.compile(r"[\d)] \d{3}")


def escaped(text: str) -> str:
    """Text as it stands in a page or between the quotation marks of an attribute."""
    return (
        fit(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )


def attributes(**named: str | None) -> str:
    """Attributes with a space before each; those of None are left out."""
    return "".join(
        [
            f' {name.rstrip("_").replace("_", "-")}="{escaped(value)}"'
            for name, value in named.items()
            if value is not None
        ]
    )


class InlineWriter:
    """Writes the words of elements."""

    isolate = "bdi"
    """Around what keeps its own direction."""

    def __init__(self, pages: Mapping[str, str], language: str = "en") -> None:
        """Take the anchors of the document, what stands for the number of the page with each, and its language."""
        self.pages = pages
        self.direction = direction(language)

    def spoken(self, language: str | None) -> str:
        """The language of an element, and its direction where that is not the one of a document from left to right."""
        if language is None:
            return ""
        towards = direction(language)
        return attributes(lang=language, dir=towards if "rtl" in (towards, self.direction) else None)

    def words(self, element: Element) -> str:
        """The words of an element and of what stands among them; the blocks under it are left out."""
        kids = element.kids
        if len(kids) == 1 and isinstance(kids[0], Words):
            return self._words(kids[0], False)
        kids = [kid for kid in element.kids if not isinstance(kid, Element) or kid.role in INLINE]
        return self._said(kids)

    def entry(self, element: Element) -> str:
        """The link of an entry of the contents, without the number of a page."""
        link = next(part for part in element.walk() if part.role is Role.LINK)
        words = "".join([self._words(kid, False) for kid in link.kids if isinstance(kid, Words)])
        return self.link(link, words, "")

    def _said(self, kids: Sequence[Element | Words | PageNumber]) -> str:
        said: list[str] = []
        shared = self._shared(kids) if self.direction == "rtl" and len(kids) > 1 else {}
        for number, kid in enumerate(kids):
            if number in shared:
                said.append(shared[number])
            elif isinstance(kid, Words):
                said.append(self._words(kid, _is_held(kids, number)))
            elif isinstance(kid, PageNumber):
                said.append(self.number(kid))
            else:
                if kid.look == looks.CLOSE:
                    said.append(_NARROW)
                said.append(self._element(kid))
        return "".join(said)

    def _shared(self, kids: Sequence[Element | Words | PageNumber]) -> dict[int, str]:
        """Words side by side that have parts of one number or code, such as 5-10 with a bold 5, by the kids' places.

        All of them stand at the first one's place: what keeps its direction keeps it as a whole.
        """
        made: dict[int, str] = {}
        for is_text, group in groupby(range(len(kids)), lambda place: _is_text(kids[place])):
            places = [*group]
            words = [kid for kid in (kids[place] for place in places) if isinstance(kid, Words)]
            if not is_text or len(words) < 2:
                continue
            texts = [one.text for one in words]
            if _is_held(kids, places[-1]):
                texts[-1] = texts[-1][:-1] + "\u00a0"
            found = [*shared_stretches(texts)]
            if all(not kept or len(parts) == 1 for parts, kept in found):
                continue
            said = ""
            for parts, kept in found:
                inside = "".join([_emphasised(words[index], _marked(part)) for index, part in parts])
                said += self._isolated("".join([part for _, part in parts]), inside) if kept else inside
            made.update(dict.fromkeys(places, ""))
            made[places[0]] = said
        return made

    def number(self, number: PageNumber) -> str:
        """What stands for the number of a page."""
        said = escaped(self.pages.get(number.anchor, ""))
        return f"<strong>{said}</strong>" if number.bold and said else said

    def _element(self, element: Element) -> str:
        inside = self._said(element.kids)
        language = self.spoken(element.language)
        match element.role:
            case Role.LINK:
                return self.link(element, inside, language)
            case Role.STRONG:
                return f"<strong{language}>{inside}</strong>"
            case Role.SPAN if element.look == looks.ADDED:
                return f"<ins{language}>{inside}</ins>"
            case Role.SPAN if element.look == looks.REMOVED:
                return f"<del{language}>{inside}</del>"
            case Role.SPAN if language:
                return f"<span{language}>{inside}</span>"
        return inside

    def link(self, element: Element, inside: str, language: str) -> str:
        """A link around what is written of its words; the words alone where it leads nowhere safe."""
        target = element.target
        if target.startswith("#"):
            if target[1:] not in self.pages:
                return inside
            heard = element.description if element.look == looks.CITATION else None
            label = f' aria-label="{escaped(heard)}"' if heard else ""
            return f'<a href="{escaped(target)}"{label}{language}>{inside}</a>'
        if not _SAFE.fullmatch(target):
            return inside
        typed = "".join(shown_address(target).split())
        # A printed page shows where a link leads, unless its words say so.
        told = None if typed in "".join(element.plain().split()) or target.startswith("tel:") else "leads"
        return f"<a{attributes(class_=told, href=target)}{language}>{inside}</a>"

    def _words(self, words: Words, held: bool) -> str:
        """Words in their emphasis; of those that are held the last space is one at which no line ends."""
        if words.raised:
            # A program that reads <sup> out says 109 for 10<sup>9</sup>; letters, as in 1<sup>st</sup>, are right so.
            return _LETTERS.sub(r"<sup>\g<0></sup>", escaped(superscripts(words.text)))
        text = words.text
        if held:
            text = text[:-1] + "\u00a0"  # no line begins with a citation
        if self.direction == "rtl":
            made = "".join([self._value(part) if odd else self._parted(part) for part, odd in _with_values(text)])
        else:
            made = _marked(text)
        return _emphasised(words, made)

    def _parted(self, text: str) -> str:
        """Text from right to left, with what is written from left to right by itself isolated."""
        parts = [(_marked(part), part, kept) for part, kept in stretches(text)]
        return "".join([self._isolated(part, inside) if kept else inside for inside, part, kept in parts])

    def _value(self, text: str) -> str:
        """Words that came from somewhere else, as a whole in the direction of their first letter."""
        from leafletgen.scripts.bidi import paragraph_level  # pages from left to right ask for none of it

        towards = "rtl" if paragraph_level(text) else "ltr"
        inside = self._parted(text) if towards == "rtl" or is_overridden(text) else _marked(text)
        return f'<{self.isolate} dir="{towards}">{inside}</{self.isolate}>'

    def _isolated(self, words: str, inside: str) -> str:
        """What is written from left to right by itself, around what is written of it."""
        tag = "bdo" if is_overridden(words) else self.isolate
        return f'<{tag} dir="ltr">{inside}</{tag}>'


def _emphasised(words: Words, made: str) -> str:
    """What is written of words in their emphasis."""
    if words.italic:
        made = f"<em>{made}</em>"
    if words.bold:
        made = f"<strong>{made}</strong>"
    return f'<b class="label">{made}</b>' if words.label else made


def _with_values(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, and whether each is a value from elsewhere, which was put into an isolate."""
    for number, part in enumerate(_VALUE.split(text)):
        if part:
            yield part, number % 2 == 1


def _is_text(kid: Element | Words | PageNumber) -> bool:
    return isinstance(kid, Words) and not kid.raised


def _is_held(kids: Sequence[Element | Words | PageNumber], number: int) -> bool:
    """Whether the space at the end of words is one at which no line ends: what follows does not begin a line."""
    kid, after = kids[number], kids[number + 1] if number + 1 < len(kids) else None
    is_before = isinstance(after, Element) and after.look == looks.HELD
    return is_before and isinstance(kid, Words) and kid.text.endswith(" ")


def _marked(text: str) -> str:
    """Text with its line ends, and with numbers that no line end parts."""
    made = escaped(text)
    if "\n" in made:
        made = made.replace("\n", "<br>\n")
    if _DIGITS.search(made):
        made = _NUMBER.sub(lambda found: found[0].replace(" ", "\u00a0"), made)
    return made
