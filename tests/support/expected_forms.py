"""What a leaflet must say as a web page and as plain text, word for word, worked out from the content alone."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple, cast

from leafletgen.content.model import blocks as content
from leafletgen.content.model.layout import BACK_PARTS, Layout
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.source.inline import Prose, Span, with_citations
from tests.support.expected_text import RAISED, Reader, after_words, raised, words_of


class _Pageless(NamedTuple):
    """What a reader asks of a layout."""

    name: str
    contents_from: int | None
    references: bool = True
    back: Sequence[str] = BACK_PARTS
    contents_levels: int = 2
    cover: str = "page"
    back_page: bool = False


class _FormReader(Reader):
    """Reads a leaflet aloud that has no pages."""

    def __init__(self, loaded: LoadedLeaflet, form: _Pageless) -> None:
        super().__init__(loaded, cast(Layout, form))
        self.form = form
        self.titles: dict[str, str] = {}

    def read(self) -> list[str]:
        body = self.printed(self.loaded.body)
        self.number(body)
        body = self.saying(body)
        self.body_and_back(body, False)
        entries = self.entries_of(2)
        wanted = self.form.contents_from is not None and len(entries) >= self.form.contents_from
        if len(entries) > 24:
            entries = self.entries_of(1)
        self.lines, self.entries = [], []
        self.front()
        if wanted:
            self.lines += [self.words["contents"], *(words for _, words, _ in entries)]
        self.body_and_back(body, False)
        return self.lines

    def heading(self, words: str, level: int = 1, name: str | None = None, listed: bool = False) -> None:
        words = " ".join(words.split())
        words = words if len(words) <= 300 else words[:299].rstrip() + "\u2026"  # what is heard in one go
        super().heading(words, level, name, listed)
        if name is not None:
            self.titles[name] = f"\u201c{words}\u201d"

    def inline(self, prose: Prose) -> str:
        spans = with_citations(prose.spans, self.numbers)
        parts: list[str] = []
        cited = False
        for number, span in enumerate(spans):
            if span.citation is not None:
                if span.citation in self.numbers:
                    parts.append(self.cite(self.numbers[span.citation], parts, cited))
                    cited = True
                continue
            cited = False
            parts.append(self.titles.get(span.page_of, "") if span.page_of is not None else self.span(span))
            after = spans[number + 1] if number + 1 < len(spans) else None
            if span.link is not None and (after is None or after.link is not span.link):
                words = "".join(one.text for one in spans if one.link is span.link)
                parts.append(self.leads(span.link.target, words))
        return "".join(parts)

    def cite(self, number: int, before: list[str], cited: bool) -> str:
        said = raised(str(number))
        return f",{said}" if cited else after_words(before, said)

    def span(self, span: Span) -> str:
        return raised(span.text) if span.superscript else span.text

    def leads(self, target: str, words: str) -> str:
        return ""

    def told(self, words: str, after: bool = False) -> None:
        """A field says it by itself."""


class _TextReader(_FormReader):
    """Reads what plain text says: pictures in words, tables row by row, where links lead."""

    def told(self, words: str, after: bool = False) -> None:
        Reader.told(self, words, after)

    def cite(self, number: int, before: list[str], cited: bool) -> str:
        return f",[{number}]" if cited else f"[{number}]"

    def span(self, span: Span) -> str:
        text = span.text
        if not span.superscript:
            return text
        if all(letter in RAISED for letter in text):
            return "".join(RAISED[letter] for letter in text)
        return text if text.isalpha() and len(text) > 1 else "^" + text

    def leads(self, target: str, words: str) -> str:
        if target.startswith("#"):
            return ""
        short = re.sub(r"^(https?://|mailto:|tel:)", "", target).removesuffix("/")
        if target.startswith("tel:"):
            digits = re.sub(r"\D", "", short)[-9:]
            return "" if digits in re.sub(r"\D", "", words) else f" ({short})"
        said = re.sub(r"\s", "", words).casefold()
        return "" if short.casefold() in said else f" ({target if target.startswith('http') else short})"

    def front(self) -> None:
        leaflet, logo = self.loaded.leaflet, self.loaded.brand.logo
        self.lines += [words for words in (leaflet.strap, logo.alt if logo.file else "", leaflet.title) if words]
        self.lines += [leaflet.subtitle] if leaflet.subtitle else []
        if leaflet.cover and leaflet.cover_alt:
            self.lines.append(self.labelled(self.words["picture"], leaflet.cover_alt))
        department = self.loaded.department
        self.lines.append(department.name if department else ", ".join(leaflet.authors))

    def picture(self, block: content.Picture) -> None:
        if not block.decorative:
            self.lines.append(self.labelled(self.words["picture"], block.alt or ""))
        super().picture(block)

    def table(self, block: content.Table) -> None:
        self.in_rows = iter([True])
        super().table(block)


def web_words(loaded: LoadedLeaflet) -> list[str]:
    """The words of the main part of a leaflet's web page."""
    return words_of("\n".join(_FormReader(loaded, _Pageless("html", 4)).read()))


def text_words(loaded: LoadedLeaflet) -> list[str]:
    """The words of a leaflet as plain text, without what is there to be written on."""
    lines = _TextReader(loaded, _Pageless("text", None)).read()
    return without_lines(unicodedata.normalize("NFC", "\n".join([*lines, loaded.leaflet.code])))


def without_lines(text: str) -> list[str]:
    """Words without lines to write on, and with hyphens for bullets; marks of one letter in one order."""
    words = [unicodedata.normalize("NFC", word) for word in words_of(text) if word.strip("_")]
    return [{"\u2022": "-"}.get(word, word) for word in words]
