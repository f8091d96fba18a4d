"""Strategies for leaflets that nobody would write, each with the text that it must print.

Prose is drawn as marks, and rendered when the whole leaflet is known, so that links and citations lead somewhere.
"""

import re
import unicodedata
from typing import Any, NamedTuple

import yaml
from hypothesis import strategies as st

from leafletgen.fonts.typeface import Typeface
from leafletgen.superscripts import superscripts
from tests.support.building import ROOT

_FACES = [Typeface.load(path) for path in sorted((ROOT / "assets" / "fonts").glob("NotoSans-*.ttf"))]
_COVERED = frozenset(set.intersection(*(set(face.codes) for face in _FACES)) - {"\x01"})
_NAMED = [letter for letter in sorted(_COVERED) if unicodedata.name(letter, "")]

LETTERS = [letter for letter in _NAMED if unicodedata.name(letter).startswith("LATIN ")]
MARKS = [letter for letter in _NAMED if unicodedata.combining(letter) and ord(letter) < 0x370]
SIGNS = [
    letter
    for letter in _NAMED
    if unicodedata.category(letter)[0] in "PS" and (ord(letter) < 0x370 or 0x2000 <= ord(letter) < 0x2200)
]
INVISIBLE = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"]
SPACES = ["\u00a0", "\u202f", "\u2007", "\u2009", "\u2003"]
NASTY = list("()\\<>&%#{}[]*^@\"'`~|$/-_=+:;,.!?")
WORDS = [
    *["pain", "the", "a", "moving", "10 mg", "5 km", "01632 960 000", "(a)", "x-ray", "and/or", "3*4", "2^10", "50 %"],
    *[
        "\ufb01sh",
        "\ufb02ow",
        "na\u00efve",
        "\u00a9",
        "\u2026",
        "\u2013",
        "\u2014",
        "caf\u0065\u0301",
        "---",
        "...",
        "'",
    ],
    *[
        "<b>x</b>",
        "&amp;",
        "\\n",
        "\\(",
        "%s",
        "{brand.name}",
        "[@r0]",
        "**",
        "null",
        "true",
        "1e5",
        "https://a.example.org/b",
    ],
]


class Piece(NamedTuple):
    """A part of a text: what kind it is, its words, and a number to choose a target with."""

    kind: str
    words: str
    number: int


Prose = list[Piece]

_LETTER = st.one_of(st.sampled_from("abcdefghijklmnopqrstuvwxyzABC 0123456789"), st.sampled_from(LETTERS))
_ODD = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(SIGNS),
    st.sampled_from(INVISIBLE),
    st.sampled_from(SPACES),
    st.sampled_from(MARKS),
)
_WORD = st.one_of(
    st.sampled_from(WORDS),
    st.text(_LETTER, min_size=1, max_size=12),
    st.lists(st.one_of(_LETTER, _LETTER, _ODD), min_size=1, max_size=10).map("".join),
    st.builds(
        lambda letters, times: letters.strip() * times, st.text(_LETTER, min_size=1, max_size=8), st.integers(3, 40)
    ),
)


def _clean(text: str) -> str:
    """Let a text begin and end with something that marks can stand beside, and let something in it be seen."""
    text = re.sub(r"\s+", " ", text.strip()).lstrip("".join(MARKS)).strip()
    # A letter and a mark may make a letter that no font has, such as a crossed-out "greater than".
    text = "".join(letter if letter in _COVERED else "x" for letter in unicodedata.normalize("NFC", text))
    return text if any(not letter.isspace() and letter not in INVISIBLE for letter in text) else text + "x"


TEXT = st.builds(
    lambda words, times: " ".join(words * times),
    st.lists(_WORD, min_size=1, max_size=8),
    st.sampled_from([1, 1, 1, 2, 6]),
).map(_clean)
_SHORT = st.lists(_WORD, min_size=1, max_size=3).map(" ".join).map(_clean)
#: Titles are one line of at most 65 characters.
_LINE = _SHORT.map(lambda text: _clean(text[:65]))
_KINDS = ["plain"] * 6 + ["bold", "italic", "both", "raised", "link", "inside", "language", "cite", "page", "newline"]


def _pieces(words: st.SearchStrategy[str], most: int) -> st.SearchStrategy[Prose]:
    piece = st.builds(Piece, st.sampled_from(_KINDS), words, st.integers(0, 9))
    return st.lists(piece, min_size=1, max_size=most)


#: Nothing of these is seen: an error as a whole value, an empty cell in a table, and no matter inside a text.
EMPTY_LOOKING = ["\u00a0", "\u00ad", "\u200b", "\u2060\u2060", "\u2003", "\u00a0\u00ad", " ", "\n"]
_EMPTY_PIECE = st.builds(
    Piece, st.sampled_from(["plain", "bold", "raised", "language"]), st.sampled_from(EMPTY_LOOKING[:6]), st.just(0)
)
_EMPTY_CELL = st.sampled_from(EMPTY_LOOKING).map(lambda text: [Piece("plain", text, 0)])
PROSE = st.one_of(
    _pieces(TEXT, 5),
    _pieces(_SHORT, 2),
    _pieces(_SHORT, 1),
    st.builds(
        lambda text, piece, rest: [Piece("plain", text, 0), piece, *rest], _SHORT, _EMPTY_PIECE, _pieces(_SHORT, 1)
    ),
)
SHORT = st.one_of(_pieces(_SHORT, 3), st.builds(lambda text: [Piece("plain", text, 0)], _SHORT))
#: A heading or title has words of its own.
TITLE = st.builds(
    lambda text, rest: [Piece("plain", text, 0), *rest], _SHORT, st.one_of(st.just([]), _pieces(_SHORT, 2))
)

_PICTURES = ["twin-peaks.svg", "exercises/bridge-start.svg", "exercises/bridge-finish.svg", "body-map-back.svg"]


@st.composite
def _picture(draw: st.DrawFn) -> dict[str, Any]:
    block: dict[str, Any] = {"image": draw(st.sampled_from(_PICTURES))}
    if draw(st.booleans()):
        block["alt"] = "What the picture tells."
    else:
        block["decorative"] = True
    if draw(st.booleans()):
        block["caption"] = draw(SHORT)
    if draw(st.booleans()):
        block["credit"] = draw(SHORT)
    return block


@st.composite
def _table(draw: st.DrawFn) -> dict[str, Any]:
    columns = draw(st.integers(1, 7))
    cell: st.SearchStrategy[Prose] = st.one_of(SHORT, SHORT, st.just([]), PROSE, _EMPTY_CELL)
    row = st.lists(cell, min_size=columns, max_size=columns)
    rows = draw(st.lists(row, min_size=1, max_size=3)) * draw(st.sampled_from([1, 1, 2, 20]))
    header = draw(st.lists(SHORT, min_size=columns, max_size=columns))
    table: dict[str, Any] = {"header": header, "rows": rows, "row_headers": draw(st.booleans())}
    if draw(st.booleans()):
        table["caption"] = draw(SHORT)
    return {"table": table}


def _item(depth: int) -> st.SearchStrategy[Any]:
    if depth == 0:
        return PROSE
    below = st.lists(_item(depth - 1), min_size=1, max_size=3)
    return st.one_of(
        PROSE,
        st.fixed_dictionaries({"text": PROSE, "list": below}),
        st.fixed_dictionaries({"text": PROSE, "steps": below, "start": st.integers(1, 999)}),
        st.fixed_dictionaries({"text": PROSE, "body": st.lists(_inner(depth - 1), min_size=1, max_size=2)}),
    )


def _lists(depth: int) -> st.SearchStrategy[Any]:
    items = st.builds(
        lambda some, times: some * times, st.lists(_item(depth), min_size=1, max_size=4), st.sampled_from([1, 1, 1, 12])
    )
    return st.one_of(
        st.fixed_dictionaries({"list": items}),
        st.fixed_dictionaries({"steps": items, "start": st.integers(1, 900)}),
    )


_RESOURCE = st.fixed_dictionaries(
    {
        "title": SHORT,
        "url": st.sampled_from(["https://www.example.org/", "https://www.example.org/a/(b)/" + "long/" * 20]),
    },
    optional={"note": PROSE},
)


def _inner(depth: int) -> st.SearchStrategy[Any]:
    return st.one_of(
        PROSE,
        st.fixed_dictionaries({"text": PROSE}),
        _lists(depth),
        st.fixed_dictionaries({"key": SHORT}),
        st.fixed_dictionaries({"quote": PROSE}, optional={"by": SHORT}),
        _picture(),
        _table(),
        st.fixed_dictionaries({"resources": st.lists(_RESOURCE, min_size=1, max_size=2)}),
        st.fixed_dictionaries({"write": st.fixed_dictionaries({"label": SHORT, "lines": st.integers(1, 40)})}),
    )


_BODY = st.lists(_inner(1), min_size=1, max_size=5)
_LEVELS = st.sampled_from(["non-urgent", "urgent", "emergency"])
_RESTRICTED = st.sampled_from(
    [{}] * 6 + [{"only": ["a5-booklet", "case"]}, {"except": ["a4-leaflet", "large-print-24"]}]
)
_BLOCK = st.one_of(
    _inner(3),
    st.fixed_dictionaries({"heading": TITLE, "level": st.integers(1, 3)}),
    st.fixed_dictionaries({"heading": TITLE, "level": st.integers(1, 3)}),
    st.fixed_dictionaries({"box": st.fixed_dictionaries({"body": _BODY}, optional={"title": TITLE})}),
    st.fixed_dictionaries(
        {
            "card": st.fixed_dictionaries(
                {"level": _LEVELS, "title": SHORT, "items": st.lists(SHORT, min_size=1, max_size=4)},
                optional={"body": st.lists(_inner(0), min_size=1, max_size=1)},
            )
        }
    ),
    st.fixed_dictionaries({"pictures": st.lists(_picture(), min_size=2, max_size=4)}),
    st.sampled_from([{"contact": "physiotherapy"}, {"references": "all"}, {"break": "page"}]),
)


@st.composite
def leaflets(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a leaflet's YAML, and the text of every prose value in it without marks."""
    blocks: list[Any] = draw(st.lists(_BLOCK, min_size=1, max_size=8))
    blocks *= draw(st.sampled_from([1, 1, 1, 1, 5]))
    blocks = [dict(block) if isinstance(block, dict) else block for block in blocks]
    headings = level = 0
    for place, block in enumerate(blocks):
        if not isinstance(block, dict):
            continue
        if "heading" in block:
            level = block["level"] = min(block["level"], level + 1)
            block["id"] = f"h{headings}"
            headings += 1
        elif not {"break", "references", "contact"} & block.keys():
            blocks[place] = block | draw(_RESTRICTED)
    references = draw(st.lists(SHORT, max_size=4))
    renderer = Renderer(headings, len(references))
    leaflet: dict[str, Any] = {
        "code": "P1000/1000/06.2025/VERSION1",
        "title": draw(_LINE),
        "language": draw(st.sampled_from(["en-GB", "en", "en-US"])),
        "brand": "riverside",
        "layouts": ["a5-booklet"],
    }
    for key, value in (("subtitle", _LINE), ("strap", _LINE), ("review", st.just("2028-01"))):
        if draw(st.booleans()):
            leaflet[key] = draw(value)
    if draw(st.booleans()):
        leaflet |= {"cover": "cover-back.svg", "cover_alt": "A hill.", "department": "spinal", "authors": [draw(_LINE)]}
    leaflet["references"] = {
        f"r{number}": {"text": renderer.render(text)} | ({"url": "https://www.example.org/r"} if number % 2 else {})
        for number, text in enumerate(references)
    }
    leaflet["body"] = renderer.value(blocks)
    text: str = yaml.safe_dump(leaflet, allow_unicode=True, sort_keys=False, width=1000)
    return text, renderer.plain


class Renderer:
    """Turns drawn prose into marked-up text, and remembers what it says."""

    def __init__(self, headings: int, references: int) -> None:
        """Say how many headings and references there are to lead to."""
        self.headings = headings
        self.references = references
        self.plain: list[str] = []

    def value(self, value: Any) -> Any:
        """Render every prose in a value."""
        if isinstance(value, dict):
            return {key: self.value(entry) for key, entry in value.items()}
        if isinstance(value, list):
            if all(isinstance(entry, Piece) for entry in value):
                return self.render(value)
            return [self.value(entry) for entry in value]
        return value

    def render(self, prose: Prose) -> str:
        """Render one prose; an empty one is the text of an empty cell."""
        marked: list[str] = []
        plain: list[str] = []
        for number, piece in enumerate(prose):
            if number:
                marked.append(" ")
                plain.append(" ")
            source, words = self._piece(piece)
            marked.append(source)
            plain.append(words)
        said = unicodedata.normalize("NFC", "".join(plain)).strip(" \t\n")
        self.plain.append("" if said in EMPTY_LOOKING and "".join(marked) == "".join(plain) else said)
        return "".join(marked)

    def _piece(self, piece: Piece) -> tuple[str, str]:
        words = piece.words
        text = re.sub(r"([\\*^\[\]{}()@])", r"\\\1", words)
        match piece.kind:
            case _ if words[0].isspace() or words[-1].isspace():
                return text, words
            case "bold":
                return f"**{text}**", words
            case "italic":
                return f"*{text}*", words
            case "both":
                return f"***{text}***", words
            case "raised" if not re.search(r"\s", words):
                return f"10^{text}^", "10" + superscripts(words)
            case "link":
                return f"[{text}](https://www.example.org/{piece.number})", words
            case "inside" if self.headings:
                return f"[{text}](#h{piece.number % self.headings})", words
            case "page" if self.headings:
                return f"{{page:h{piece.number % self.headings}}}", ""
            case "cite" if self.references:
                return f"[@r{piece.number % self.references}]", ""
            case "language":
                return f"[{text}]{{lang=de}}", words
            case "newline":
                return f"{text}\n{text}", f"{words}\n{words}"
        return text, words
