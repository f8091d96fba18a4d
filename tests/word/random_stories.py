"""Random stories: every construct that the reader gives, in any order and inside each other."""

from __future__ import annotations

from hypothesis import strategies as st

from leafletgen.word.doubts import Part
from leafletgen.word.story import (
    Block,
    Box,
    BoxForm,
    Counting,
    Kind,
    NoteMark,
    Numbering,
    PageOf,
    Paragraph,
    Piece,
    Story,
    Stretch,
    Table,
)
from tests.word import making_stories as stories

_WORDS = st.sampled_from(
    [
        "Take 50 µg",
        "once a day.",
        "1. Sit down.",
        "2. Stand up.",
        "- one",
        "•\tone",
        "a) one",
        "b) two",
        "i) three",
        "What to bring:",
        "Telephone:",
        "STOP",
        "* [a] {b} ^c^ \\d @e #f: g",
        "two\nlines",
        "• one\n• two",
        "Name: ________",
        "____________",
        "...........",
        "Call 999 now",
        "www.example.org",
        "\u200b",
        " ",
        "",
        "'quoted'",
        "1",
        "yes",
        "null",
        "~",
        "☐ tick",
        "A long sentence that goes on for more than sixty characters, to be no heading at all",
    ]
)
_NAMES = st.sampled_from(["_Ref1", "_Ref2", "gone"])
_TARGETS = st.sampled_from(["", "", "", "https://www.example.org/a", "#_Ref1", "#_Ref2", "#gone", "file:///c:/a.doc"])


@st.composite
def _stretch(draw: st.DrawFn) -> Stretch:
    flag = st.booleans()
    return Stretch(
        draw(_WORDS),
        bold=draw(flag),
        italic=draw(st.sampled_from([False, False, True])),
        raised=draw(st.sampled_from([False, False, False, True])),
        underlined=draw(st.sampled_from([False, False, True])),
        size=draw(st.sampled_from([0.0, 11.0, 16.0, 24.0])),
        language=draw(st.sampled_from(["", "", "de-DE", "en-US"])),
        target=draw(_TARGETS),
    )


_NUMBERINGS = st.one_of(
    st.none(),
    st.none(),
    st.builds(
        Numbering,
        st.sampled_from(list(Counting)),
        st.integers(0, 3),
        st.integers(0, 4),
        st.sampled_from(["1.", "a)", "1.1", "Step 1:", "•", ""]),
        st.sampled_from(["1", "2"]),
    ),
)


@st.composite
def _paragraph(draw: st.DrawFn, blocks: st.SearchStrategy[Block] | None, part: Part = Part.BODY) -> Paragraph:
    pieces: list[Piece] = list(draw(st.lists(_stretch(), max_size=3)))
    if part is Part.BODY and draw(st.booleans()):
        pieces.append(NoteMark(draw(st.sampled_from(["fn1", "fn2", "en1", "none"]))))
    if draw(st.booleans()):
        pieces.append(PageOf(draw(_NAMES), "3"))
    if blocks is not None and draw(st.booleans()):
        shown = draw(
            st.one_of(st.builds(stories.picture, st.integers(1, 9), st.sampled_from(["", "A knee."])), _boxes(blocks))
        )
        pieces.insert(draw(st.integers(0, len(pieces))), stories.hung(shown, floats=draw(st.booleans())))
    made = stories.para(*pieces, part=part)
    made.kind = draw(st.sampled_from([Kind.BODY, Kind.BODY, Kind.BODY, *Kind]))
    made.level = draw(st.integers(1, 9)) if made.kind is Kind.HEADING else 0
    made.numbering = draw(_NUMBERINGS)
    made.indent = draw(st.sampled_from([0.0, 0.0, 18.0, 36.0]))
    made.framed = draw(st.sampled_from([False, False, False, True]))
    made.bookmarks = draw(st.lists(_NAMES, max_size=1))
    return made


def _boxes(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Box]:
    forms = st.sampled_from(list(BoxForm))
    return st.builds(lambda held, form: stories.box(*held, form=form), st.lists(blocks, max_size=3), forms)


def _tables(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Table]:
    cells = st.builds(
        lambda held, span, goes_on: stories.cell(*held, span=span, goes_on=goes_on),
        st.lists(blocks, max_size=2),
        st.integers(1, 3),
        st.booleans(),
    )
    rows = st.builds(
        lambda held, header, before: stories.row(*held, header=header, before=before),
        st.lists(cells, max_size=4),
        st.booleans(),
        st.integers(0, 1),
    )
    return st.builds(lambda held: stories.table(*held), st.lists(rows, max_size=3))


def _blocks(depth: int) -> st.SearchStrategy[Block]:
    if not depth:
        return _paragraph(None)
    inner = _blocks(depth - 1)
    return st.one_of(_paragraph(inner), _paragraph(inner), _boxes(inner), _tables(inner), st.builds(stories.picture))


@st.composite
def random_stories(draw: st.DrawFn) -> Story:
    """Draw a story of some blocks."""
    blocks = draw(st.lists(_blocks(2), min_size=1, max_size=8))
    notes: dict[str, list[Block]] = {
        "fn1": [draw(_paragraph(None, Part.FOOTNOTE))],
        "fn2": [stories.para("NICE (2020) Gout, https://www.example.org/gout.", part=Part.FOOTNOTE)],
        "en1": [stories.para("See overleaf.", part=Part.ENDNOTE), draw(_paragraph(None, Part.ENDNOTE))],
    }
    return stories.story(stories.title(), *blocks, notes=notes)
