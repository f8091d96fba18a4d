"""Words as they are drawn, beside what HarfBuzz's own program draws of the same words with the same font."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from leafletgen.fonts.shaped import Cluster, ShapedTypeface
from tests.fonts.ink import HB_VIEW, astray, by_harfbuzz, by_leafletgen, overlap
from tests.fonts.words import SCRIPTS, Script

pytestmark = pytest.mark.skipif(HB_VIEW is None, reason="hb-view is not installed")

#: Less of the ink being the same, or more of it being elsewhere (in squares of the size), is another picture. Two
#: programs that smooth edges differ by a pixel round thin strokes; the least mark of a letter is 0.006 squares.
LEAST_SHARED, MOST_ASTRAY = 0.9, 0.001

Spoil = Callable[[list[Cluster]], list[Cluster]]


def wrong(words: list[str], script: Script, weight: str, face: ShapedTypeface | None = None) -> list[str]:
    """Return the words that are drawn otherwise."""
    theirs = by_harfbuzz(words, script, weight)
    ours = by_leafletgen(words, face or script.face(weight), script.rtl)
    return [
        word
        for word, one, other in zip(words, theirs, ours, strict=True)
        if overlap(one, other) < LEAST_SHARED or astray(one, other) > MOST_ASTRAY
    ]


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("script", SCRIPTS, ids=[script.language for script in SCRIPTS])
def test_words_are_drawn_as_harfbuzz_draws_them(script: Script, weight: str) -> None:
    assert wrong(script.words, script, weight) == []


class Spoilt(ShapedTypeface):
    """Sets words wrong."""

    spoil: Spoil

    def shape(self, text: str, rtl: bool) -> list[Cluster]:
        return self.spoil(super().shape(text, rtl))


def unshifted(clusters: list[Cluster]) -> list[Cluster]:
    """Marks where their outlines were drawn, as a renderer without positions leaves them."""
    return [cluster._replace(parts=tuple(part._replace(x=0, y=0) for part in cluster.parts)) for cluster in clusters]


def without_last_parts(clusters: list[Cluster]) -> list[Cluster]:
    """The marks of clusters lost; one that is a mark alone, too."""
    return [cluster._replace(parts=cluster.parts[:-1] or cluster.parts) for cluster in clusters]


def without_marks(clusters: list[Cluster]) -> list[Cluster]:
    """All that has no advance of its own lost, as marks of Arabic are."""
    return [cluster._replace(parts=()) if not cluster.advance else cluster for cluster in clusters]


def backwards(clusters: list[Cluster]) -> list[Cluster]:
    """The clusters in the other order."""
    return clusters[::-1]


#: What goes wrong, in a word in which it must be seen.
FAULTS: list[tuple[str, str, Spoil]] = [
    ("ar", "قُوَّة", without_marks),
    ("ar", "مَدْرَسَةٌ", unshifted),
    ("ar", "السلام", backwards),
    ("ur", "موڑیں", unshifted),
    ("ur", "آہستہ", unshifted),
    ("ur", "ٹانگیں", without_last_parts),
    ("bn", "কাঁধ", without_last_parts),
    ("bn", "ক্ষেত্র", backwards),
    ("gu", "ઘૂંટણ", unshifted),
    ("pa", "ਹੌਲੀ", without_last_parts),
    ("hi", "घुमाएँ", without_last_parts),
    ("ta", "தோள்களை", without_last_parts),
    ("th", "ที่ปู่", unshifted),
    ("th", "ครั้ง", without_last_parts),
]


@pytest.mark.parametrize(("language", "word", "spoil"), FAULTS)
def test_comparison_finds_what_is_wrong(language: str, word: str, spoil: Spoil) -> None:
    script = next(one for one in SCRIPTS if one.language == language)
    face = Spoilt.read(script.path(), language, script.script, {})
    face.spoil = spoil
    assert wrong([word], script, "Regular", face) == [word]


@pytest.mark.parametrize(
    ("language", "word", "unjoined"),
    [
        ("ar", "السلام", "الس\u200c\u0644\u0627م"),  # a letter at the end of its word that is in the middle
        ("ar", "لا", "\u0644\u200c\u0627"),  # no ligature
        ("ur", "ورزش", "ورزش\u200d"),  # a letter that waits for another one
        ("bn", "ক্ষেত্র", "ক্\u200cষেত্র"),  # half a letter that is a whole one with a sign
        ("hi", "क्षत्रिय", "क्\u200dषत्रिय"),
    ],
)
def test_comparison_finds_wrong_joins(language: str, word: str, unjoined: str) -> None:
    script = next(one for one in SCRIPTS if one.language == language)
    (theirs,), (ours,) = by_harfbuzz([word], script), by_leafletgen([unjoined], script.face(), script.rtl)
    assert overlap(theirs, ours) < LEAST_SHARED or astray(theirs, ours) > MOST_ASTRAY
