"""What a leaflet must say in a layout, word for word, worked out from the content alone.

This is the second opinion on ``leafletgen.document``: it shares no code with it, and writes down what the format
promises to print, in reading order. Only page numbers are taken from the file, through the pages on which the
headings were found.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from leafletgen.content.model import blocks as content
from leafletgen.content.model.brand import Department
from leafletgen.content.model.layout import Layout
from leafletgen.languages.names import own_name
from leafletgen.languages.phrases import words_for
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.source.inline import Prose, with_citations
from tests.checker.document import Document

_PAGE = re.compile("\ue000(\\d+)\ue001")
"""Stands for the number of the page with the n-th heading below the title."""

_HEADING = re.compile("H[2-6]")
_SCHEME = re.compile("^(https?://|mailto:|tel:)")


def words_of(text: str) -> list[str]:
    """Return the words of a text as a reader meets them, without characters that have no picture."""
    return "".join(letter for letter in text if not _is_invisible(letter)).split()


def _is_invisible(letter: str) -> bool:
    # Format characters, the grapheme joiner and variation selectors change what stands beside them, if anything.
    return unicodedata.category(letter) == "Cf" or letter == "\u034f" or "\ufe00" <= letter <= "\ufe0f"


def printed_words(document: Document, lines: Sequence[str]) -> list[str]:
    """Return the words that a file must have: the expected lines with its page numbers."""
    pages = []
    for element in document.elements:
        if _HEADING.fullmatch(element.standard):
            mark = next(iter(element.marks()))
            pages.append((mark.page or 0) + 1)
    text = "\n".join(lines)
    return words_of(_PAGE.sub(lambda match: str(pages[int(match[1])]), text))


_DIGITS = ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"]
RAISED = {str(digit): unicodedata.lookup(f"SUPERSCRIPT {name}") for digit, name in enumerate(_DIGITS)}
RAISED |= {"+": "\u207a", "-": "\u207b", "\u2212": "\u207b", "=": "\u207c", "(": "\u207d", ")": "\u207e"}
RAISED |= {"n": "\u207f", "i": "\u2071"}


def raised(text: str) -> str:
    """What raised text is read as: characters of Unicode, or for its digits alone when it has other letters."""
    whole = all(letter in RAISED for letter in text)
    return "".join(RAISED[letter] if whole or letter.isdecimal() else letter for letter in text)


def after_words(parts: list[str], number: str) -> str:
    """A citation with the space that parts it from what stands before it, if that is no space."""
    before = "".join(parts)[-1:]
    return f" {number}" if before.strip() else number


class Pages(NamedTuple):
    """What no content tells, but the room on the pages."""

    notes: bool
    """Whether pages were left over for notes."""
    contents: int
    """How many lines the contents list has; deep levels are left out of one that is too long."""
    in_rows: tuple[bool, ...]
    """For each table and list of resources, whether it is a list, as a table is that is too wide for its column."""


def read_pages(document: Document, leaflet: LoadedLeaflet) -> Pages:
    """Read from a file what the layout of the pages decides."""
    words = words_for(leaflet.leaflet.language)["notes"]
    headings = [element for element in document.elements if element.standard == "H2"]
    entries = sum(element.standard == "TOCI" for element in document.elements)
    in_rows = tuple(
        element.standard == "L"
        for element in document.elements
        if element.standard == "Table"
        or (element.standard == "L" and element.attributes.get("ListNumbering") == "None")
    )
    return Pages(any(document.text(element).strip() == words for element in headings), entries, in_rows)


def expected_lines(loaded: LoadedLeaflet, layout: Layout, pages: Pages) -> list[str]:
    """Return the lines of a leaflet in a layout, a line a block element, page numbers as placeholders."""
    return Reader(loaded, layout).all(pages)


def _is_empty(block: content.Block) -> bool:
    """Whether a block holds citations, or their list, and nothing else."""
    if isinstance(block, content.Paragraph | content.KeyMessage | content.Quote):
        return all(
            span.citation or not span.text.strip(" ,;") for span in block.text.spans if not span.page_of
        ) and any(span.citation for span in block.text.spans)
    return isinstance(block, content.ReferenceList)


class Reader:
    """Reads a leaflet aloud."""

    def __init__(self, loaded: LoadedLeaflet, layout: Layout) -> None:
        self.loaded = loaded
        self.layout = layout
        self.words = words_for(loaded.leaflet.language)
        self.lines: list[str] = []
        self.numbers: dict[str, int] = {}
        #: How many headings below the title were met, and which of them has which id.
        self.heading_count = 0
        self.ids: dict[str, int] = {}
        #: Level, words and number of those that a contents list may name.
        self.entries: list[tuple[int, str, int]] = []
        self.in_rows: Iterator[bool] = iter(())

    def all(self, pages: Pages) -> list[str]:
        body = self.printed(self.loaded.body)
        has_list = any(isinstance(block, content.ReferenceList) for block in body)
        if self.layout.references and (has_list or "references" in self.layout.back):
            self.number(body)
        body = self.saying(body)
        # Read once for the headings, whose numbers page references and the contents list need, then to print.
        self.body_and_back(body, pages.notes)
        entries = self.entries_of(self.layout.contents_levels)
        wanted = self.layout.contents_from is not None and len(entries) >= self.layout.contents_from
        shorter = [self.entries_of(levels) for levels in range(self.layout.contents_levels, 0, -1)]
        entries = next((some for some in shorter if len(some) == pages.contents), entries)
        self.lines, self.entries, self.heading_count = [], [], 0
        self.in_rows = iter(pages.in_rows)
        self.front()
        if wanted:
            self.lines.append(self.words["contents"])
            self.lines += [f"{words} \ue000{number + 1}\ue001" for _, words, number in entries]
            self.heading_count = 1
            self.ids = {name: number + 1 for name, number in self.ids.items()}
        self.body_and_back(body, pages.notes)
        return self.lines

    def entries_of(self, levels: int) -> list[tuple[int, str, int]]:
        return [entry for entry in self.entries if entry[0] <= levels]

    def body_and_back(self, body: Sequence[content.Block], notes: bool) -> None:
        self.draft()
        self.blocks(body)
        if notes and self.layout.back_page:
            self.notes()
        self.back(body)
        if notes and not self.layout.back_page:
            self.notes()

    def draft(self) -> None:
        """What a translation says that no native speaker checked: in its own language, and in English."""
        if self.loaded.is_draft_translation:
            self.lines += [self.words["draft_translation"], "Draft translation. A native speaker must check it."]

    def also_in(self) -> None:
        """The other languages, each as its readers call it."""
        if self.loaded.also_in:
            names = self.listed([own_name(language) for language in self.loaded.also_in])
            self.lines.append(self.labelled(self.words["other_languages"].rstrip(":\uff1a"), names))

    def labelled(self, label: str, value: str) -> str:
        return self.words["labelled"].format(label=label, value=value)

    def listed(self, members: Sequence[str]) -> str:
        """Members of a list in one line, as the language parts them."""
        said = members[0]
        for member in members[1:]:
            said = self.words["listed"].format(before=said, after=member)
        return said

    def notes(self) -> None:
        self.heading_count += 1
        self.lines += [self.words["notes"], "Use this space to write your notes and questions."]

    def printed(self, blocks: Iterable[content.Block]) -> list[content.Block]:
        name = self.layout.name
        return [b for b in blocks if (name in b.only if b.only else name not in b.exclude)]

    def saying(self, body: Sequence[content.Block]) -> list[content.Block]:
        """The blocks without lists of references that are empty, and without the headings over nothing else."""
        if self.numbers:
            return list(body)
        linked = {
            span.page_of or (span.link and span.link.inside) for prose in self.proses(body) for span in prose.spans
        }
        kept = list(body)
        for at in reversed([at for at, block in enumerate(kept) if _is_empty(block)]):
            del kept[at]
            after = kept[at] if at < len(kept) else None
            while at and isinstance(over := kept[at - 1], content.Heading) and over.id not in linked - {None}:
                if not (after is None or (isinstance(after, content.Heading) and after.level <= over.level)):
                    break
                at -= 1
                del kept[at]
        return kept

    def number(self, blocks: Iterable[content.Block]) -> None:
        """Number the references by their first citation in print."""
        for prose in self.proses(blocks):
            for span in prose.spans:
                if span.citation is not None:
                    self.numbers.setdefault(span.citation, len(self.numbers) + 1)

    def proses(self, blocks: Iterable[content.Block]) -> list[Prose]:
        found: list[Prose | None] = []
        for block in self.printed(blocks):
            match block:
                case content.Heading(text=text) | content.Paragraph(text=text) | content.KeyMessage(text=text):
                    found.append(text)
                case content.Quote():
                    found += [block.text, block.by]
                case content.BulletList(items=items) | content.Steps(items=items):
                    for item in items:
                        found += [item.text, *self.proses(item.body)]
                case content.Box():
                    found += [block.title, *self.proses(block.body)]
                case content.Card():
                    found += [block.title, *block.items, *self.proses(block.body)]
                case content.Picture():
                    found += [block.caption, block.credit]
                case content.Pictures(pictures=pictures):
                    for picture in pictures:
                        found += [picture.caption, picture.credit]
                case content.Table():
                    found += [block.caption, *block.header, *(cell for row in block.rows for cell in row)]
                case content.Resources():
                    for resource in block.items:
                        found += [resource.title, resource.note]
                case content.Write():
                    found.append(block.label)
        return [prose for prose in found if prose is not None]

    # --- text --------------------------------------------------------------------------------------------------

    def say(self, prose: Prose | None, before: str = "") -> None:
        if prose is not None:
            self.lines.append(before + self.inline(prose))

    def inline(self, prose: Prose) -> str:
        parts: list[str] = []
        cited = False
        for span in with_citations(prose.spans, self.numbers):
            if span.citation is not None:
                if span.citation in self.numbers:
                    number = raised(str(self.numbers[span.citation]))
                    parts.append(f",{number}" if cited else after_words(parts, number))
                    cited = True
                continue
            cited = False
            if span.page_of is not None:
                parts.append(f"\ue000{self.ids.get(span.page_of, 0)}\ue001")
            else:
                assert span.field is None, f"the field {span.field} was not filled"
                parts.append(raised(span.text) if span.superscript else span.text)
        return "".join(parts)

    def heading(self, words: str, level: int = 1, name: str | None = None, listed: bool = False) -> None:
        if name is not None:
            self.ids[name] = self.heading_count
        if listed:
            self.entries.append((level, words, self.heading_count))
        self.heading_count += 1

    # --- parts -------------------------------------------------------------------------------------------------

    def front(self) -> None:
        leaflet = self.loaded.leaflet
        self.lines += [words for words in (leaflet.strap, leaflet.title, leaflet.subtitle) if words]
        if self.layout.cover == "page":
            department = self.loaded.department
            self.lines.append(department.name if department else ", ".join(leaflet.authors))

    def blocks(self, blocks: Iterable[content.Block]) -> None:
        for block in self.printed(blocks):
            match block:
                case content.Heading():
                    self.heading(block.text.plain(), block.level, block.id, listed=True)
                    self.say(block.text)
                case content.Paragraph(text=text) | content.KeyMessage(text=text):
                    self.say(text)
                case content.Quote():
                    self.lines.append(f"“{self.inline(block.text)}”")
                    self.say(block.by)
                case content.BulletList():
                    self.items(block.items, None)
                case content.Steps():
                    self.items(block.items, block.start)
                case content.Box():
                    if block.title is not None:
                        self.heading(block.title.plain())
                    self.say(block.title)
                    self.blocks(block.body)
                case content.Card():
                    self.heading(block.title.plain())
                    self.say(block.title, self.labelled(self.words[block.level], ""))
                    for sign in block.items:
                        self.say(sign, "• ")
                    self.blocks(block.body)
                case content.Picture():
                    self.picture(block)
                case content.Pictures():
                    for picture in block.pictures:
                        self.picture(picture)
                case content.Table():
                    self.table(block)
                case content.Resources():
                    next(self.in_rows, None)
                    for resource in block.items:
                        self.say(resource.title)
                        self.say(resource.note)
                        self.lines.append(_typed(resource.url))
                case content.Write():
                    self.say(block.label)
                    self.told(f"Write on the {block.lines} lines." if block.lines > 1 else "Write on the line.")
                case content.ContactBlock():
                    self.contact(self.loaded.brand.departments[block.department])
                case content.ReferenceList():
                    self.references()
                case content.Break():
                    pass
                case _:
                    raise AssertionError(f"the tests do not know the block {block.key}")

    def items(self, items: Sequence[content.Item], start: int | None) -> None:
        for number, item in enumerate(items):
            self.say(item.text, "• " if start is None else f"{start + number}. ")
            self.blocks(item.body)

    def told(self, words: str, after: bool = False) -> None:
        """What to do, where a form has no fields with names; after words in one line, which are ended."""
        if after and self.lines[-1][-1].isalnum():
            self.lines[-1] += "."
        self.lines.append(words)

    def table(self, block: content.Table) -> None:
        self.say(block.caption)
        headed = [self.inline(cell).strip() for cell in block.header]
        empty = [[not self.inline(cell).strip() for cell in row] for row in block.rows]
        if block.grid and any(head and cell for row in empty for head, cell in zip(headed, row, strict=True)):
            self.told("Write in the empty spaces.", after=block.caption is not None)
        if not next(self.in_rows, False):
            for row in [block.header, *block.rows]:
                for cell in row:
                    self.say(cell)
            return
        for row in block.rows:
            said = list(zip(map(self.inline, block.header), map(self.inline, row), strict=True))
            entries = [(header, cell) for header, cell in said if cell.strip() or (block.grid and header.strip())]
            for label, words in entries or said[:1]:
                label = label.strip()
                self.lines.append((label + ":" * (label[-1] not in ":?!…") + " " if label else "") + words)

    def picture(self, block: content.Picture) -> None:
        self.say(block.caption)
        self.say(block.credit, self.labelled(self.words["picture_credit"], ""))

    def contact(self, department: Department) -> None:
        self.lines.append(department.name)
        ways: list[tuple[str, Sequence[str | None]]] = [
            ("telephone", [department.phone]),
            ("hours", [self.listed(department.hours)] if department.hours else []),
            ("email", [department.email]),
            ("website", [_typed(department.website or "")]),
            ("address", [", ".join(department.address)]),
        ]
        for label, lines in ways:
            said = [line for line in lines if line]
            if said:
                self.lines.append(self.labelled(self.words[label], "\n".join(said)))

    def references(self) -> None:
        for name, number in self.numbers.items():
            reference = self.loaded.references[name]
            address = f" {_typed(reference.url)}" if reference.url else ""
            self.lines.append(f"{number}. {self.inline(reference.text)}{address}")

    # --- the back ----------------------------------------------------------------------------------------------

    def back(self, body: Sequence[content.Block]) -> None:
        kinds = {type(block) for block in body}
        leaflet, fields = self.loaded.leaflet, self.loaded.fields
        parts = list(self.layout.back)
        if (leaflet.example or self.loaded.is_draft_translation) and "example" not in parts:
            parts.append("example")
        for part in parts:
            match part:
                case "references":
                    if self.numbers and content.ReferenceList not in kinds:
                        self.back_heading(part)
                        self.references()
                case "contact":
                    if leaflet.department is not None and content.ContactBlock not in kinds:
                        self.back_heading(part)
                        self.contact(self.loaded.brand.departments[leaflet.department])
                case "review":
                    for label in ("code", "issued", "review", "audience"):
                        if f"leaflet.{label}" in fields:
                            self.lines.append(self.labelled(self.words[label], fields[f"leaflet.{label}"]))
                case "authors":
                    if leaflet.authors:
                        self.lines.append(self.labelled(self.words["authors"], self.listed(leaflet.authors)))
                case "example":
                    if leaflet.example:  # nothing is signed in the workspaces of these tests
                        self.lines.append(self.words["unsigned"])
                    self.draft()
                    statement = self.loaded.statement(part)
                    if statement is not None and not leaflet.example:
                        self.say(statement)
                case _:
                    statement = self.loaded.statement(part)
                    if statement is not None:
                        self.back_heading(part)
                        self.say(statement)
                    if part == "formats":
                        self.also_in()

    def back_heading(self, part: str) -> None:
        self.heading_count += 1
        self.lines.append(self.words[part])


def _typed(address: str) -> str:
    """Return a web address as it is printed for people to type."""
    return _SCHEME.sub("", address).removesuffix("/")
