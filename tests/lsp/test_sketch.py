"""Where a cursor stands, told by lines: also where a file is not whole, or is none at all."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leafletgen.app.editing.sketch import spot_at
from leafletgen.app.editing.slots import slot_at
from leafletgen.content.model.leaflet import Leaflet

BODY = "code: x\nbody:\n"


def place(text: str) -> tuple[list[str | None], str, tuple[str, ...], str]:
    """The steps, what kind of place it is, the keys beside it, and what stands there, of a text with a mark ¦."""
    index = text.index("¦")
    text = text.replace("¦", "")
    spot = spot_at(text, index)
    return [step.key for step in spot.way], spot.at, spot.beside, text[spot.start : spot.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tit¦", ([], "start", (), "tit")),
        ("code: x\n¦\nbrand: y\n", ([], "start", ("code", "brand"), "")),
        ("code: x\nti¦: y\n", ([], "start", ("code",), "ti")),
        ("code: ¦x y # why\n", (["code"], "value", (), "x y")),
        ("code: x¦\r\nbody:\r\n", (["code"], "value", (), "x")),
        ("layouts: [a, ¦b]\n", (["layouts", None], "start", (), "b")),
        ("layouts: [a,\n  ¦b]\n", (["layouts", None], "start", (), "b")),
        ("references: {a: {¦}}\n", (["references", "a"], "key", (), "")),
        ("references: {a: {text: x, ¦}}\n", (["references", "a"], "key", ("text",), "")),
        ("references: {a: {text: ¦x}}\n", (["references", "a", "text"], "value", (), "x")),
        (BODY + "  - ¦", (["body", None], "start", (), "")),
        (BODY + "- head¦\n", (["body", None], "start", (), "head")),
        (BODY + "  - heading: x\n    ¦\n", (["body", None], "start", ("heading",), "")),
        (BODY + "  - heading: x\n  ¦\n", (["body"], "start", (), "")),
        (BODY + "  - ¦heading: x\n    id: y\n", (["body", None], "start", ("id",), "heading")),
        (BODY + "  - card:\n      items:\n        - one\n      ¦\n", (["body", None, "card"], "start", ("items",), "")),
        (BODY + "  - list:\n    - text: x\n      ¦\n", (["body", None, "list", None], "start", ("text",), "")),
        (BODY + "  - >-\n    some: ¦words\n", (["body", None], "text", (), "")),
        (BODY + "  - text: |\n      some\n      ¦\n    only: [a]\n", (["body", None, "text"], "text", (), "")),
        (BODY + '  - text: "a\n      b¦"\n', (["body", None, "text"], "text", (), "")),
        (BODY + "  - some words\n    and ¦more\n", (["body", None], "text", (), "")),
        (
            BODY + "  - table:\n      rows:\n        - [a, ¦b]\n",
            (["body", None, "table", "rows", None, None], "start", (), "b"),
        ),
        ("# a comment\n\n¦", ([], "start", (), "")),
        ("", None),
    ],
)  # fmt: skip
def test_places(text: str, expected: object) -> None:
    if expected is None:
        assert spot_at("", 0).way == ()
    else:
        assert place(text) == expected


_PIECES = st.sampled_from([
    *("- ", "  ", "\n", "\r\n", ": ", "body:", "heading: x", "[", "]", "{", "}", '"', "'"),
    *("|", ">-", "#", ",", "é", "\U0001f600", "\t", "---"),
])  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=4), max_size=40).map("".join), st.data())
@example("{" * 50 + "a:", None)
def test_any_text_has_a_place_everywhere(text: str, data: st.DataObject | None) -> None:
    """Nothing that can be typed raises, and what stands there is a stretch of the text around the cursor."""
    index = len(text) if data is None else data.draw(st.integers(0, len(text)))
    spot = spot_at(text, index)
    assert 0 <= spot.start <= spot.end <= len(text)
    slot_at(Leaflet, spot.way)


def test_a_place_in_a_long_file_is_found_fast() -> None:
    """Linear in the lines: a megabyte takes no longer than it takes to read it a few times."""
    from time import perf_counter

    def seconds(count: int) -> float:
        text = BODY + "  - heading: some words\n    id: a\n  - A paragraph.\n" * count
        best = 9.0
        for _ in range(3):
            begun = perf_counter()
            spot_at(text, len(text))
            best = min(best, perf_counter() - begun)
        return best

    assert seconds(8_000) < 12 * seconds(2_000)
