"""Lines of text with directions, joined letters or line ends by script: what is read, what is seen, where they end."""
# ruff: noqa: RUF001

import itertools
import subprocess
import sys
from collections.abc import Sequence
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.document.element import Element, Role
from leafletgen.fonts.raised import stand_ins
from leafletgen.fonts.shaped import ShapedTypeface
from leafletgen.fonts.typeface import GLUE
from leafletgen.pages.flow import lines as lines_module
from leafletgen.pages.flow.block import TOLERANCE
from leafletgen.pages.flow.lines import break_lines, least_width
from leafletgen.pages.flow.runs import Line, Run
from leafletgen.pages.flow.text import Text
from tests.support.lines_seen import BLACK, faces, read, runs_of, seen
from tests.support.processes import BOUND

ARABIC = "امشِ كل يوم لمدة قصيرة ثم استرح قليلاً في البيت"


def broken(runs: Sequence[Run], width: float, language: str = "ar", rtl: bool = True) -> list[Line]:
    """Break runs into lines."""
    return break_lines(runs, width, language, rtl)


def seen_in(text: str, width: float = 1000, language: str = "ar", rtl: bool = True) -> list[str]:
    """Return the lines of a text as they are seen, from left to right."""
    runs = runs_of(text, language)
    return [seen(line, runs) for line in broken(runs, width, language, rtl)]


# --- directions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("اتصل 01632 960 123 الآن", "نآلا 01632 960 123 لصتا"),
        ("من 5-10 دقائق", "قئاقد 5-10 نم"),
        ("في 10:30 صباحا", "احابص 10:30 يف"),
        ("الرمز P4396/0825.", ".P4396/0825 زمرلا"),
        ("انظر www.example.org/back.", ".www.example.org/back رظنا"),
        ("خذ paracetamol 500 mg مرة", "ةرم paracetamol 500 mg ذخ"),
        ("الألم (أكثر من 5)", "(5 نم رثكأ) ملألا".translate(str.maketrans("()", ")("))),
        ("50% من الناس", "سانلا نم 50%"),
    ],
)
def test_what_is_seen_from_right_to_left(text: str, drawn: str) -> None:
    """Letters go from right to left, and numbers, codes, addresses and words in Latin letters from left to right."""
    assert seen_in(text) == [drawn]


def test_a_word_from_right_to_left_in_an_english_line() -> None:
    """The line goes from left to right round it, and a telephone number behind it keeps its groups in order."""
    assert seen_in("Phone عيادة الظهر 01632 960 123 today.", language="", rtl=False) == [
        "Phone رهظلا ةدايع 01632 960 123 today."
    ]


def test_a_stretch_in_another_language_is_kept_apart() -> None:
    """Its own marks stay at its own end."""
    runs = [*runs_of("قل "), *runs_of("Sit up, please!", "en"), *runs_of(" ثم اجلس")]
    for run in runs[1:-1]:
        run.language = "en"
    assert [seen(line, runs) for line in broken(runs, 1000)] == ["سلجا مث Sit up, please! لق"]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("NICE (2020) Low back pain, NG59.", "NICE (2020) Low back pain, NG59."),
        ("Questions? Phone 01632 960 123.", "Questions? Phone 01632 960 123."),
        ("Questions? Phone \u2068A. Name, 01632 960 123\u2069.", "Questions? Phone A. Name, 01632 960 123."),
        ("P4396/0825.", "P4396/0825."),
        ("0-3.", ".0-3"),  # no word says which way it is read
        ("5 كغ.", ".غك 5"),
    ],
)
def test_a_text_in_latin_letters_alone_has_its_own_direction(text: str, drawn: str) -> None:
    """In a document that is read from right to left its full stop stands behind it all the same."""
    assert seen_in(text) == [drawn]


def test_a_space_at_the_end_of_another_language_parts_it_from_what_follows() -> None:
    """A label in English stands right of its value, with the space between them."""
    runs = [*runs_of("Address: "), *runs_of("شارع 1")]
    runs[0].language = "en"
    assert [seen(line, runs) for line in broken(runs, 1000)] == ["1 عراش Address:"]


def test_isolates_in_a_text_are_kept_and_not_drawn() -> None:
    """A value of somebody's own words has its own direction, and its full stop at its own end."""
    assert seen_in("ملاحظة: \u2068Call 01632 960 001 if unsure (10.30am).\u2069") == [
        "Call 01632 960 001 if unsure (10.30am). :ةظحالم"
    ]
    assert seen_in("اتصل \u2068مريم\u2069 الآن") == ["نآلا ميرم لصتا"]


def test_a_citation_stands_behind_what_it_belongs_to() -> None:
    """It is no part of a number before it, and stands left of a word that is read from right to left."""
    words = runs_of("ألم 7")
    raised = Run(stand_ins("1", "1"), faces().face(), 7, BLACK, words[0].node, rise=3)
    close = Run(GLUE, faces().face(), 7, BLACK, words[0].node, rise=3)
    runs = [*words, close, raised]
    assert [seen(line, runs) for line in broken(runs, 1000)] == ["¹ 7 ملأ"]


def test_pieces_stand_side_by_side() -> None:
    """No piece lies on another, and together they are as wide as their line."""
    runs = runs_of("اتصل 01632 960 123 (أو team@example.org) الآن، ثم انتظر 5 دقائق.")
    for line in broken(runs, 140):
        assert line.places is not None
        ends = sorted(
            (place.left, place.left + piece.width) for piece, place in zip(line.pieces, line.places, strict=True)
        )
        assert ends[0][0] == pytest.approx(0, abs=1e-6)
        assert all(one[1] == pytest.approx(two[0]) for one, two in itertools.pairwise(ends))
        assert ends[-1][1] == pytest.approx(line.width)


# --- letters that join -----------------------------------------------------------------------------------------------


def test_letters_join_over_a_change_of_style() -> None:
    """A word that is a link but for its first letters is one word all the same."""
    node, link = Element(Role.PARAGRAPH), Element(Role.LINK)
    whole = runs_of("بفريقنا")
    parted = [*runs_of("ب", node=node), *runs_of("فريقنا", node=link)]
    (one,), (two,) = broken(whole, 1000), broken(parted, 1000)
    assert one.width == pytest.approx(two.width)
    assert "".join([piece.code for piece in reversed(two.pieces)]) == one.pieces[0].code


def test_brackets_are_those_that_were_written() -> None:
    """A bracket is read as it was written, wherever it opens to."""
    runs = runs_of("(كل يوم)")
    (line,) = broken(runs, 1000)
    assert read(line, runs) == "(كل يوم)"
    assert line.places is not None and all(place.face.shaped for place in line.places)


# --- where lines end -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        ("ar", "اتصل بنا 01632 960 123 الآن", "01632 960 123"),
        ("ar", "اتصل بنا +44 1632 960 000 الآن", "+44 1632 960 000"),
        ("ar", "خذ 500 mg مرتين", "500 mg"),
        ("ur", "ہمیں 01632 960 123 پر فون", "01632 960 123"),
        ("zh-Hans", "请致电01632 960 123或", "01632 960 123"),
        ("th", "โทรหา 01632 960 123 หรือ", "01632 960 123"),
        ("bn", "ফোন করুন 01632 960 123 এখন", "01632 960 123"),
    ],
)
def test_what_stays_on_a_line(language: str, text: str, whole: str) -> None:
    """No line ends inside these at any width that they fit on."""
    rtl = language in ("ar", "ur")
    least = faces().face().width(whole, 10)
    for width in range(int(least) + 3, 260, 7):
        found = seen_in(text, width, language, rtl)
        assert any(whole in line for line in found), (width, found)


CHINESE = "请每天多活动。在家里（慢慢来）都有帮助，疼痛“并不总是”表示有损伤！您可以《阅读》更多内容：谢谢、再见。"


@pytest.mark.parametrize("width", range(20, 200, 3))
def test_no_chinese_line_begins_with_a_closing_mark(width: int) -> None:
    """Nor does any end with an opening one (UAX 14, LB13 and LB14)."""
    runs = runs_of(CHINESE, "zh-Hans")
    found = [read(line, runs) for line in broken(runs, width, "zh-Hans", False)]
    assert "".join(found) == CHINESE
    assert not [line for line in found[1:] if line[0] in "。，！：、）》”"]
    assert not [line for line in found[:-1] if line[-1] in "（《“"]


@pytest.mark.parametrize("text", ["大多数人在大约6周内会好很多。", "请坐直，然后向右转（慢慢来）：", "疼痛很常见"])
def test_no_chinese_character_stands_on_a_last_line_alone(text: str) -> None:
    """A sign that closes the text is no company for it; what is wider than a line is divided all the same."""
    runs = runs_of(text, "zh-Hans")
    for width in range(45, 150):
        last = read(broken(runs, width, "zh-Hans", False)[-1], runs)
        assert len([sign for sign in last if sign.isalnum()]) > 1, (width, last)
    assert len(broken(runs, 11, "zh-Hans", False)) >= len([sign for sign in text if sign >= "\u4e00"])


def test_thai_lines_end_between_words() -> None:
    """Where, a dictionary says: there are no spaces."""
    text = "ขยับตัวอยู่เสมอทุกวันช่วยได้"
    runs = runs_of(text, "th")
    found = [read(line, runs) for line in broken(runs, 40, "th", False)]
    assert "".join(found) == text
    assert len(found) > 2
    assert all(
        line[0] not in "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b" for line in found
    )
    assert not any(line.cut for line in broken(runs, 40, "th", False))


@pytest.mark.parametrize(
    ("language", "text", "held"),
    [
        ("pl", "idź w dom", "w dom"),
        ("pl", "boli i z tyłu", "i z tyłu"),
        ("cs", "a v domě", "a v domě"),
        ("sk", "bolesť v krku", "v krku"),
        ("fr", "Vraiment ?", "Vraiment ?"),
        ("cy", "am 3 wythnos", "3 wythnos"),
    ],
)
def test_customs_of_languages_in_latin_letters(language: str, text: str, held: str) -> None:
    """Polish lines end with no word of one letter, and the like."""
    runs = runs_of(text, language)
    least = faces().face().width(held, 10)
    for width in range(int(least) + 1, int(faces().face().width(text, 10)) + 3):
        found = [read(line, runs) for line in break_lines(runs, width, language)]
        assert any(held in line.replace(GLUE, " ") for line in found), found


def test_english_has_none_of_these_customs() -> None:
    """An English line may end with "a" and "I"."""
    runs = runs_of("so am I now", "")
    assert [read(line, runs) for line in break_lines(runs, faces().face().width("so am I", 10))] == ["so am I", "now"]


def test_a_word_wider_than_its_line_is_cut_between_clusters() -> None:
    """No mark is parted from its letter, and nothing is lost."""
    for language, word in (("ar", "وَالْمُسْتَشْفَيَاتُ"), ("bn", "প্রতিষ্ঠানগুলোতে"), ("ta", "மருத்துவமனைகளில்")):
        runs = runs_of(word, language)
        lines = broken(runs, 14, language, language == "ar")
        found = [read(line, runs) for line in lines]
        assert "".join(found) == word
        assert len(found) > 1 and [line.cut for line in lines] == [True] * (len(found) - 1) + [False]
        import unicodedata

        assert not [one for one in found if unicodedata.combining(one[0]) or unicodedata.category(one[0]) == "Mc"]


def test_line_breaks_that_were_asked_for() -> None:
    """Each of them ends a line, with a space for whoever copies it."""
    runs = runs_of("سطر\n\nآخر")
    lines = broken(runs, 200)
    assert [read(line, runs) for line in lines] == ["سطر", "", "آخر"]
    assert [line.spaced for line in lines] == [True, True, False]


# --- whatever is written ---------------------------------------------------------------------------------------------

NUMBERS = ["01632 960 123", "+44 1632 960 000", "10:30", "5-10", "P4396/0825", "www.example.org/back", "3x10", "400 mg"]
_WORDS = ["ألم", "الظهر", "كل", "يوم", "قليلاً", "back", "pain", "NHS", "درد", "کمر", *NUMBERS]
_MARKS = ["", "", "", ".", "،", ":", "؟", ","]


@st.composite
def mixed(draw: st.DrawFn) -> str:
    """Draw a paragraph of both directions, some of its words in brackets."""
    said: list[str] = []
    for word in draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12)):
        shown = f"({word})" if draw(st.integers(0, 5)) == 0 else word
        said.append(shown + draw(st.sampled_from(_MARKS)))
    return " ".join(said)


@settings(max_examples=300, deadline=None)
@given(mixed(), st.sampled_from([60.0, 95.0, 140.0, 300.0]), st.booleans())
def test_nothing_is_lost_and_no_number_is_turned(text: str, width: float, rtl: bool) -> None:
    """Whatever stands in a paragraph is read in order, and each number is seen as it was written, on one line."""
    runs = runs_of(text)
    lines = broken(runs, width, "ar", rtl)
    said = [read(line, runs) for line in lines]
    joined = "".join([words + (" " if line.spaced else "") for words, line in zip(said, lines, strict=True)])
    assert joined.rstrip(" ") == text
    assert all(line.width <= width + TOLERANCE for line in lines)
    drawn = "\n".join([seen(line, runs) for line in lines])
    for number in NUMBERS:
        if faces().face().width(number, 10) <= width - 12 and "/" not in number:
            assert drawn.count(number) >= text.count(number), drawn


# --- what is kept, and what is not loaded ----------------------------------------------------------------------------


def test_lines_of_one_person_are_kept_nowhere() -> None:
    """Neither their words nor their lines stay when the document is done; others do."""
    node = Element(Role.PARAGRAPH)
    node.personal = True
    runs = runs_of("شخصيتها قديمة جداًجداً", node=node)
    broken(runs, 60)
    assert not [key for key in lines_module._KNOWN if runs[0].text in repr(key)]
    known = [word for run in runs for side in cast(ShapedTypeface, run.face)._shaped for word in side]
    assert not [word for word in known if word in ("شخصيتها", "جداًجداً")]
    others = runs_of("مشتركة تماماً")
    assert broken(others, 60) == broken(others, 60)
    assert [key for key in lines_module._KNOWN if others[0].text in repr(key)]


LOADED = """
import sys
from tests.support.lines_seen import runs_of
from leafletgen.pages.flow.lines import break_lines, least_width
break_lines(runs_of({text!r}, {language!r}), 100)
print(*sorted(sys.modules))
"""


@pytest.mark.parametrize(
    ("text", "language"), [("Plain \u2018English\u2019 words.", ""), ("idź w dom", "pl"), ("العربية", "ar")]
)
def test_plain_lines_load_no_tables(text: str, language: str) -> None:
    """English lines need no tables of Unicode and no shaping, nor do other Latin ones, nor names of languages."""
    code = LOADED.format(text=text, language=language)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=BOUND)
    loaded = set(done.stdout.split())
    assert "leafletgen.pages.flow.lines" in loaded
    assert not loaded & {
        *("leafletgen.scripts.bidi", "leafletgen.scripts.line_breaks", "leafletgen.scripts.isolates"),
        *("leafletgen.pages.flow.directed", "uharfbuzz", "icu4py"),
    }


# --- how they stand --------------------------------------------------------------------------------------------------


def test_least_and_natural_width() -> None:
    """The widest item, and the widest line when none is broken."""
    text = Text(runs_of("ألم 01632 960 123 الظهر"), 15, rtl=True, language="ar")
    assert text.least_width() == pytest.approx(faces().face().width("01632 960 123", 10))
    assert text.natural_width() == pytest.approx(text.lines(1000)[0].width)


def test_parts_of_a_text_keep_its_direction() -> None:
    """The part on the next page is read as the first is."""
    text = Text(runs_of(ARABIC * 4), 15, rtl=True, language="ar")
    parts = text.split(100, 60)
    assert parts is not None
    first, second = parts
    assert isinstance(first, Text) and isinstance(second, Text)
    assert (first.rtl, second.rtl, second.language) == (True, True, "ar")


@pytest.mark.parametrize("text", [" ", "  ", " في البيت", "في البيت ", "في  البيت"])
@pytest.mark.parametrize("loose", [False, True])
def test_spaces_at_the_ends_have_no_least_width(text: str, loose: bool) -> None:
    """As at a line's end; a text may be nothing but a space."""
    words = [runs_of(word) for word in text.split()]
    widest = max([run.face.word(run.text, True)[1] / 100 for (run,) in words], default=0.0)
    assert least_width(runs_of(text), loose, "ar", True) == pytest.approx(widest)
