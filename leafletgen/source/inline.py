"""Inline markup: a string with marks becomes spans, in linear time and without losing a character."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from itertools import groupby

from leafletgen.errors import Mistake, Place, Report
from leafletgen.source.addresses import PASTED_AGAIN, Address
from leafletgen.superscripts import superscripts

LANGUAGE_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"
"""The shape of a well-formed BCP 47 tag, as far as a leaflet needs it."""

SEEN = re.compile(r"[^\s\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""A character that is seen on paper: neither white space nor one that only says how to treat its neighbours."""

_MARK = re.compile(r"[\\*^\[\]{]")
_NAME = r"[A-Za-z0-9][\w.:-]*"
_WORD_MARK = re.compile(
    rf"\[@(?P<citation>{_NAME}(?:\s*[;,]\s*@{_NAME})*)\]"
    r"|\{page:(?P<page>[A-Za-z][\w.-]*)\}"
    r"|\{(?P<field>[A-Za-z_]\w*(?:\.\w+)+)\}"
    rf"|\{{lang=(?P<language>{LANGUAGE_TAG})\}}"
)
_ESCAPABLE = frozenset("\\*^[]{}()@")
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
#: White space that is seen; what is not seen is taken out of a target.
_TARGET_END = re.compile(r"[ \t-\r\x1c-\x1f\x85\[\]<>()\\]")
_CITATIONS_BEGUN = re.compile(rf"\[@{_NAME}\s*[;,]")
_SPACES = " \xa0"
_BETWEEN_CITATIONS = re.compile(f"[{_SPACES},;]*")
_CLOSING = re.compile(r"[\s.,;:!?…)\]}»]")
_BRACKETS = ("()", "[]")
_SPACE = re.compile(r"\s")
_LONGEST_TARGET = 1000


class Link:
    """Where a run of text leads; every span of one link holds the same object."""

    __slots__ = ("place", "target")

    def __init__(self, target: str, place: Place) -> None:
        """Keep a target: http, https, mailto, tel, or `#id` inside the leaflet."""
        self.target = target
        self.place = place

    @property
    def inside(self) -> str | None:
        """The heading id of a `#id` link; None for a link that leaves the leaflet."""
        return self.target[1:] if self.target.startswith("#") else None

    def __repr__(self) -> str:
        """Return a form that pytest can show."""
        return f"Link({self.target!r})"


class Span:
    """A stretch of text in one style, or one citation, page number or merge field (text empty)."""

    __slots__ = (
        "bold",
        "citation",
        "field",
        "italic",
        "language",
        "link",
        "page_of",
        "place",
        "superscript",
        "text",
    )

    def __init__(
        self,
        text: str = "",
        *,
        bold: bool = False,
        italic: bool = False,
        superscript: bool = False,
        language: str | None = None,
        link: Link | None = None,
        citation: str | None = None,
        page_of: str | None = None,
        field: str | None = None,
        place: Place | None = None,
    ) -> None:
        """Set the style; `place` is exact for a citation, page number or merge field only."""
        self.text = text
        self.bold = bold
        self.italic = italic
        self.superscript = superscript
        self.language = language
        self.link = link
        self.citation = citation
        self.page_of = page_of
        self.field = field
        self.place = place

    def with_text(self, text: str) -> Span:
        """Return a span of the same style that holds this text and no mark."""
        return Span(
            text,
            bold=self.bold,
            italic=self.italic,
            superscript=self.superscript,
            language=self.language,
            link=self.link,
            place=self.place,
        )

    def plain(self) -> str:
        """Return the text without its style; a raised 9 is the character ⁹."""
        return superscripts(self.text) if self.superscript else self.text

    def _parts(self) -> tuple[object, ...]:
        return (
            self.text,
            self.bold,
            self.italic,
            self.superscript,
            self.language,
            self.link,
            self.citation,
            self.page_of,
            self.field,
        )

    def __eq__(self, other: object) -> bool:
        """Spans are equal when text and style are; the place does not count."""
        return self._parts() == other._parts() if isinstance(other, Span) else NotImplemented

    def __hash__(self) -> int:
        """Hash text and style."""
        return hash(self._parts())

    def __repr__(self) -> str:
        """Return the text and what is special about it."""
        special = [
            name if value is True else f"{name}={value!r}"
            for name in self.__slots__
            if name not in ("text", "place") and (value := getattr(self, name))
        ]
        return f"Span({', '.join([repr(self.text), *special])})"


class Prose:
    """A value with inline markup, as spans in reading order."""

    __slots__ = ("place", "spans", "written")

    def __init__(self, spans: tuple[Span, ...], place: Place) -> None:
        """Keep the spans and the place of the YAML value they came from.

        `written` keeps them as they stand there when `spans` is replaced by others with merge fields filled.
        """
        self.spans = self.written = spans
        self.place = place

    def plain(self) -> str:
        """Return the text without styles; citations, page numbers and unfilled fields are left out.

        A raised 9 is the character ⁹.
        """
        spans: Sequence[Span] = self.spans
        if len(spans) == 1 and spans[0].citation is None:
            return spans[0].plain()
        if any([span.citation is not None for span in spans]):
            spans = with_citations(spans, ())
        return "".join([superscripts(span.text) if span.superscript else span.text for span in spans])

    def says_words(self) -> bool:
        """Whether there are words in it, or a merge field, besides citations and page numbers."""
        return any([span.field or SEEN.search(span.text) for span in self.spans])

    def substitute(self, fields: Mapping[str, str], languages: Mapping[str, str] | None = None) -> Prose:
        """Return the prose with merge fields filled; a filled value is data and is not parsed again.

        A field that is not in `fields` stays as it is. `languages` has those whose value is in another language.
        """
        if not any(span.field for span in self.spans):
            return self
        spans = []
        for span in self.spans:
            if span.field and span.field in fields:
                filled = span.with_text(fields[span.field])
                filled.language = filled.language or (languages or {}).get(span.field)
                spans.append(filled)
            else:
                spans.append(span)
        return Prose(tuple(spans), self.place)

    def __bool__(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.spans)

    def __repr__(self) -> str:
        """Return the spans."""
        return f"Prose{self.spans!r}"


def with_citations(spans: Sequence[Span], printed: Container[str]) -> list[Span]:
    """Return the spans with those citations alone that are printed, and without what the others would leave behind.

    That is the space before them, and empty brackets. What stands between two citations goes as well when it is but
    spaces and commas: they are one list.
    """
    todo, made = list(spans), list[Span]()
    at = 0
    while at < len(todo):
        if todo[at].citation is None:
            made.append(todo[at])
            at += 1
            continue
        end = at + 1
        while end < len(todo) and (todo[end].citation is not None or _is_between(todo, end)):
            end += 1
        kept = [span for span in todo[at:end] if span.citation in printed]
        made += kept
        if not kept:
            _close_up(made, todo, end)
        at = end
    return [span for span in made if span.text or not _is_words(span)]


def _is_between(spans: Sequence[Span], at: int) -> bool:
    """Whether a span is no more than the space and the commas between two citations."""
    return (
        at + 1 < len(spans)
        and spans[at + 1].citation is not None
        and _is_words(spans[at])
        and _BETWEEN_CITATIONS.fullmatch(spans[at].text) is not None
    )


def _close_up(before: list[Span], spans: list[Span], at: int) -> None:
    """Take away what citations that are not printed would leave between the spans before and those from `at` on."""
    while True:
        ends = before[-1].text if before else ""
        begins = spans[at].text if at < len(spans) else ""
        closes = _CLOSING.match(begins) if at < len(spans) else True
        if ends and ends[-1] in _SPACES and closes:
            before[-1] = before[-1].with_text(ends[:-1])
        elif begins and begins[0] in _SPACES and (not before or ends.endswith("\n")):
            spans[at] = spans[at].with_text(begins[1:])
        elif ends and begins and ends[-1] + begins[0] in _BRACKETS:
            before[-1], spans[at] = before[-1].with_text(ends[:-1]), spans[at].with_text(begins[1:])
        else:
            return


def _is_words(span: Span) -> bool:
    return span.citation is None and span.page_of is None and span.field is None


def plain_prose(text: str, place: Place) -> Prose:
    """Return text that comes from data, without looking for marks in it."""
    return Prose((Span(text, place=place),) if text else (), place)


def composed(text: str) -> str:
    """Return the text in Unicode's composed form (NFC), so that letters find their glyphs."""
    if text.isascii():
        return text
    from unicodedata import is_normalized, normalize  # a plain English leaflet never needs it

    return text if is_normalized("NFC", text) else normalize("NFC", text)


def parse_prose(
    text: str,
    place: Place,
    report: Report,
    locate: Callable[[str], Place] | None = None,
) -> Prose:
    """Parse the inline markup of one value.

    Args:
        text: the value; a newline in it is a line break.
        place: where the value stands, for the prose and for faults.
        report: receives faults such as a link target that cannot be followed.
        locate: gives the exact place of a piece of the value's source; `place` when missing.
    """
    text = composed(text)
    if not _MARK.search(text):
        return plain_prose(text, place)
    return _Parser(text, place, report, locate).parse()


class _Style:
    """A style over pieces [start, end): one of bold, italic, superscript, language or link."""

    __slots__ = ("end", "name", "start", "value")

    def __init__(self, name: str, value: object, start: int, end: int) -> None:
        self.name = name
        self.value = value
        self.start = start
        self.end = end


class _Parser:
    """One pass over a text: pieces of text and marks, then spans.

    Styles may overlap without nesting, because spans are flat: each style is a range of pieces and knows
    nothing of the others. That keeps every step at constant cost, so the whole is linear.
    """

    def __init__(self, text: str, place: Place, report: Report, locate: Callable[[str], Place] | None) -> None:
        self.text = text
        self.place = place
        self.report = report
        self.locate = locate
        self.pieces: list[str | Span] = []
        self.styles: list[_Style] = []
        # For each delimiter the piece that could open a style, and where its content starts in the text.
        self.open: dict[str, tuple[int, int]] = {}
        # Pieces that hold a "[", with the start of their content in the text.
        self.brackets: list[tuple[int, int]] = []
        self.last_link = -1

    def place_of(self, fragment: str) -> Place:
        return self.locate(fragment) if self.locate else self.place

    def parse(self) -> Prose:
        text, pieces = self.text, self.pieces
        at = 0
        find = _MARK.search
        while match := find(text, at):
            start = match.start()
            if start > at:
                pieces.append(text[at:start])
            at = self.mark(text[start], start)
        if at < len(text):
            pieces.append(text[at:])
        spans = self.spans()
        if any(style.name in ("link", "language", "superscript") for style in self.styles):
            self.settle(spans)
        return Prose(tuple(spans), self.place)

    def settle(self, spans: list[Span]) -> None:
        """Report links without words, and take styles that become elements from spans in which nothing is seen."""
        for link, linked in groupby(spans, lambda span: span.link):
            if link is not None and not any(map(_prints, linked)):
                self.report.error(
                    "link-without-words", "this link has no words", "write them in its square brackets", link.place
                )
        for _, group in groupby(spans, lambda span: (span.language, span.link)):
            foreign = list(group)
            if not any(map(_prints, foreign)):
                for span in foreign:
                    span.language = None
        for span in spans:
            span.superscript = span.superscript and _prints(span)

    def mark(self, character: str, start: int) -> int:
        """Handle the mark at `start` and return where to go on."""
        if character == "\\":
            following = self.text[start + 1 : start + 2]
            if following in _ESCAPABLE and following:
                self.pieces.append(following)
                return start + 2
            self.pieces.append("\\")
            return start + 1
        if character == "*":
            return self.stars(start)
        if character == "^":
            return self.caret(start)
        if character == "]":
            return self.close_bracket(start)
        if word := _WORD_MARK.match(self.text, start):
            return self.word_mark(word)
        if character == "[":
            self.brackets.append((len(self.pieces), start + 1))
        if _CITATIONS_BEGUN.match(self.text, start):
            self.report.error(
                "citation-not-readable",
                "these citations cannot be read",
                'write "[@one; @two]", each with its "@", or "\\[" for a plain bracket',
                self.place_of(self.text[start : start + 2]),
            )
        elif self.text.startswith("{page:", start):
            self.report.error(
                "page-reference-not-readable",
                "this page reference cannot be read",
                'write "{page:why}" with the id of a heading, or "\\{" for a plain brace',
                self.place_of("{page:"),
            )
        self.pieces.append(character)
        return start + 1

    def word_mark(self, word: re.Match[str]) -> int:
        kind = word.lastgroup
        value = word[kind or 0]
        place = self.place_of(word[0])
        if kind == "citation":
            self.pieces += [Span(citation=name.strip().lstrip("@"), place=place) for name in re.split("[;,]", value)]
        elif kind == "page":
            self.pieces.append(Span(page_of=value, place=place))
        elif kind == "field":
            self.pieces.append(Span(field=value, place=place))
        else:
            self.report.error(
                "language-mark-without-words",
                f'"{word[0]}" follows no word in brackets',
                f'write "[word]{word[0]}", or "\\{{" for a plain brace',
                place,
            )
            self.pieces.append(word[0])
        return word.end()

    def stars(self, start: int) -> int:
        text = self.text
        end = start
        while text[end : end + 1] == "*":
            end += 1
        run = text[start:end]
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        # 3*10 is a sum and **** is a rule, not emphasis.
        if len(run) > 3 or (before.isdigit() and after.isdigit()):
            self.pieces.append(run)
            return end
        can_close = bool(before) and not before.isspace()
        can_open = bool(after) and not after.isspace()
        marks = {1: ["*"], 2: ["**"], 3: ["**", "*"]}[len(run)]
        if len(run) == 3 and can_close and self.open.get("*", (-1,))[0] > self.open.get("**", (-1,))[0]:
            marks.reverse()
        for mark in marks:
            if not (can_close and self.close(mark, "bold" if mark == "**" else "italic", start)):
                self.pieces.append(mark)
                if can_open:
                    self.open[mark] = (len(self.pieces) - 1, end)
        return end

    def caret(self, start: int) -> int:
        opener = self.open.get("^")
        if not (opener and not _SPACE.search(self.text, opener[1], start) and self.close("^", "superscript", start)):
            self.pieces.append("^")
            self.open["^"] = (len(self.pieces) - 1, start + 1)
        return start + 1

    def close(self, mark: str, style: str, end: int) -> bool:
        """Close the style that `mark` opened; False when there is none or nothing stands between."""
        opener = self.open.get(mark)
        if opener is None or opener[1] >= end:
            return False
        del self.open[mark]
        piece = opener[0]
        self.pieces[piece] = ""
        self.styles.append(_Style(style, True, piece, len(self.pieces)))
        return True

    def close_bracket(self, start: int) -> int:
        end = start + 1
        if self.brackets:
            piece, content = self.brackets.pop()
            if content < start:
                if self.text.startswith("(", end):
                    after = self.link(piece, content, start, end + 1)
                else:
                    after = self.language(piece, end)
                if after:
                    self.pieces[piece] = ""
                    return after
        self.pieces.append("]")
        return end

    def language(self, piece: int, start: int) -> int:
        word = _WORD_MARK.match(self.text, start)
        if word and word.lastgroup == "language":
            self.styles.append(_Style("language", word["language"], piece, len(self.pieces)))
            return word.end()
        if self.text.startswith("{lang=", start):
            self.report.error(
                "language-mark-not-readable",
                "this language mark cannot be read",
                'write the language as a short tag: "[Bandscheibe]{lang=de}"',
                self.place_of("{lang="),
            )
        return 0

    def link(self, piece: int, content: int, close: int, start: int) -> int:
        """Read the target at `start`; 0 when it never ends, so that the brackets are plain text."""
        target, end = self.target(start)
        if not end:
            return 0
        place = self.place_of(self.text[close : end + 1])
        address = Address(target)
        target = address.text
        if address.complaint:
            self.report.warning("invisible-in-address", address.complaint, PASTED_AGAIN, place)
        if self.last_link > piece:
            self.report.error("link-in-link", "a link stands inside another link", "take one of the two away", place)
        fault = target_fault(target)
        if fault:
            self.report.error(*fault, place)
        self.last_link = len(self.pieces)
        self.styles.append(_Style("link", Link(target, place), piece, len(self.pieces)))
        return end + 1

    def target(self, start: int) -> tuple[str, int]:
        """Return the target and the index of its closing parenthesis, or 0 as the index.

        Parentheses inside must balance; white space and brackets end the search, which also keeps it linear.
        """
        text, parts, depth, at = self.text, [], 0, start
        while match := _TARGET_END.search(text, at):
            character, end = match[0], match.start()
            parts.append(text[at:end])
            at = end + 1
            if character == "\\" and text[at : at + 1] in ("(", ")", "\\"):
                parts.append(text[at])
                at += 1
            elif character == "(":
                depth += 1
                parts.append(character)
            elif character == ")" and depth:
                depth -= 1
                parts.append(character)
            elif character == ")":
                target = "".join(parts)
                return (target, end) if len(target) <= _LONGEST_TARGET else ("", 0)
            elif character != "\\":
                break
            else:
                parts.append(character)
        return "", 0

    def spans(self) -> list[Span]:
        """Turn pieces and styles into spans; neighbours of the same style become one."""
        starts: dict[int, list[_Style]] = {}
        ends: dict[int, list[_Style]] = {}
        for style in self.styles:
            starts.setdefault(style.start, []).append(style)
            ends.setdefault(style.end, []).append(style)
        current: list[_Style] = []
        spans: list[Span] = []
        buffer: list[str] = []

        def flush() -> None:
            content = "".join(buffer)
            buffer.clear()
            if content:
                spans.append(_styled(Span(content, place=self.place), current))

        for index, piece in enumerate(self.pieces):
            if index in starts or index in ends:
                flush()
                for style in ends.get(index, ()):
                    current.remove(style)
                current += starts.get(index, ())
            if isinstance(piece, str):
                buffer.append(piece)
            else:
                flush()
                spans.append(_styled(piece, current))
        flush()
        return spans


def _prints(span: Span) -> bool:
    return bool(span.page_of or span.field or SEEN.search(span.text))


def _styled(span: Span, styles: list[_Style]) -> Span:
    # The list is in the order of opening, so that the innermost language wins.
    for style in styles:
        setattr(span, style.name, style.value)
    return span


def target_fault(target: str) -> Mistake | None:
    """Return what is wrong when a link cannot lead there, otherwise None."""
    if target.startswith("#"):
        if re.fullmatch(r"#[A-Za-z][\w.-]*", target):
            return None
        return Mistake(
            "heading-id-not-valid", f'"{target}" is not the id of a heading', 'write "#" and the id, such as (#why)'
        )
    scheme = next((known for known in _SCHEMES if target.lower().startswith(known)), None)
    rest = target[len(scheme) :] if scheme else ""
    if scheme is None:
        return Mistake(
            "address-not-valid",
            f'the link target "{target}" is not an address',
            "start it with https://, http://, www., mailto:, tel: or # (a heading's id)",
        )
    if not re.fullmatch(r"[^\x00-\x20\x7f-\xa0\"<>\\^`{|}]+", rest):
        return Mistake(
            "address-not-valid",
            f'the link target "{target}" is incomplete or has a character no address has',
            "check it",
        )
    if scheme == "mailto:" and "@" not in rest:
        return Mistake("mail-address-not-valid", f'"{target}" has no "@"', "write it as mailto:name@example.org")
    if scheme == "tel:" and not re.fullmatch(r"\+?[0-9().-]+(;ext=[0-9]+)?", rest):
        return Mistake(
            "telephone-not-valid", f'"{target}" is not a telephone number', "digits without spaces: tel:01632960000"
        )
    return None
