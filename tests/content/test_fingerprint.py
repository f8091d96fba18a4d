"""The fingerprint of what was translated: blind to what is no word, and exact about what is."""

from leafletgen.content.fingerprint import Change, Translated, compare, fingerprint, named, tokens
from leafletgen.errors import Report
from leafletgen.source.yaml import parse_source

LEAFLET = """\
title: Back pain
subtitle: How to move
code: P1/1/11.2026/VERSION1
references:
  ng59: {text: "NICE: Low back pain"}
body:
  - heading: Why
  - Move **often**.
  - card:
      level: urgent
      title: "Call if:"
      items: [you fall, you faint]
"""


def printed(text: str, kind: Translated = "leaflet") -> str:
    """Return the fingerprint of a text."""
    root = parse_source(text, "P1.yaml", Report())
    assert root is not None
    return fingerprint(root, kind)


def test_a_token_for_the_head_and_one_for_each_block() -> None:
    """Each is short, and two blocks that differ have two tokens."""
    parts = printed(LEAFLET).split()
    assert len(parts) == 4
    assert len(set(parts)) == 4
    assert {len(part) for part in parts} == {6}


def test_comments_layout_and_what_has_no_words_are_of_no_account() -> None:
    """Quotes, folded lines, comments, widths, layouts, the code and the form of a paragraph change nothing."""
    other = """\
# A comment
code: P1/1/12.2027/VERSION2
title: "Back pain"     # and another one
subtitle: >-
  How
  to move
review: 2029-05
references: {ng59: {text: "NICE: Low back pain"}}
body:
- {heading: Why, id: why}
- text: |
    Move   **often**.
  only: [a5-booklet]
- card: {items: [you fall, you faint], title: "Call if:", level: urgent}
  except: [a4-two-sided]
"""
    assert printed(other) == printed(LEAFLET)


def test_words_levels_links_and_order_count() -> None:
    """What a reader meets shows in its own token alone."""
    whole = printed(LEAFLET)
    for old, new, part in (
        ("title: Back", "title: Neck", 0),
        ("Low back", "Low-back", 0),
        ("heading: Why", "heading: How", 1),
        ("**often**", "often", 2),
        ("level: urgent", "level: emergency", 3),
        ("you fall, you faint", "you faint, you fall", 3),
    ):
        assert compare(whole, printed(LEAFLET.replace(old, new))) == Change((part,), ()), old


def test_added_and_removed_blocks_are_told_apart_from_those_that_moved_along() -> None:
    """A block that comes first changes no other one."""
    assert compare("h a b c", "h x a b c") == Change((1,), ())
    assert compare("h a b c", "h a c") == Change((), (2,))
    assert compare("h a b c", "h a x c") == Change((2,), ())
    assert compare("h a b c", "h a x y c") == Change((2, 3), ())
    assert compare("h a b c d", "h a x d") == Change((2,), (3,))
    assert compare("h a", "g a") == Change((0,), ())
    assert compare("", "h a") == Change((0, 1), ())
    assert compare("h a", "h a") == Change((), ())


def test_of_an_exercise_each_part_has_a_token_and_numbers_have_none() -> None:
    """The numbers of a dose are said by the program in each language; its load is words."""
    exercise = (
        "name: Bridge\npurpose: Strong.\nsteps: [Lift, Lower]\nkey_points: [Slowly]\nstop: Stop.\n"
        "dose: '2x8,load=a light band'\nfigure: {start: {alt: Lying, pose: {}}, finish: {alt: Up, pose: {}}}\n"
    )
    whole = printed(exercise, "exercise")
    assert printed(exercise.replace("2x8", "3x10"), "exercise") == whole
    assert printed(exercise.replace("pose: {}", "pose: {x: 1}"), "exercise") == whole
    assert printed("level: 3\nareas: [hip]\n" + exercise, "exercise") == whole
    for old, new, part in (("light", "heavy", "dose"), ("Lying", "Flat", "figure"), ("Lower", "Rest", "steps")):
        change = compare(whole, printed(exercise.replace(old, new), "exercise"))
        assert [named("exercise", index) for index in change.changed] == [part]


def test_of_a_brand_its_words_count_and_its_look_does_not() -> None:
    """Colours and telephone numbers are no words."""
    brand = (
        "name: Riverside\ncolours: {ink: '#000000'}\nlogo: {file: a.svg, alt: Riverside}\n"
        "departments: {physio: {name: Physio, phone: 01632 960 000, hours: [Monday]}}\n"
        "statements: {feedback: Tell us.}\n"
    )
    whole = printed(brand, "brand")
    assert printed(brand.replace("#000000", "#111111").replace("960 000", "960 001"), "brand") == whole
    assert compare(whole, printed(brand.replace("Monday", "Tuesday"), "brand")).changed == (3,)
    assert named("brand", 3) == "departments"


def test_what_is_no_map_has_no_tokens() -> None:
    """A list or a text alone has none, and stops nobody."""
    root = parse_source("[a, b]", "P1.yaml", Report())
    assert root is not None
    assert tokens(root, "leaflet") == []
