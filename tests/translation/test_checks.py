"""What may not differ between a text and its translation: each way to get it wrong, and each way to put it right."""

# ruff: noqa: RUF001 - digits and dashes of other languages are what this is about

import pytest

from leafletgen.errors import Report
from leafletgen.source.yaml import parse_source
from leafletgen.translation.checks import check
from leafletgen.translation.segments import Segment

_VALUE = parse_source("x", "x.yaml", Report())
assert _VALUE is not None


def _found(source: str, words: str, language: str, *, markup: bool = True, lines: bool = True) -> list[tuple[str, str]]:
    segment = Segment("body.1", source, markup, lines, "paragraph", _VALUE)  # type: ignore[arg-type]
    return [
        (("" if one.wrong else "doubtful ") + one.mistake.code.removeprefix("translated-"), one.mistake.message)
        for one in check(segment, words, "en-GB", language)
    ]


#: A source, what is wrong with its translation, its language, and what is said of it.
_WRONG = [
    # Doses and strengths.
    ("Take 3 tablets", "Przyjmij 5 tabletek", "pl", "number-differs", "the source says 3, the translation 5"),
    ("Take 10 mg", "Przyjmij 100 mg", "pl", "number-differs", "the source says 10, the translation 100"),
    ("Take 10 mg", "Przyjmij 1 mg", "pl", "number-differs", "the source says 10, the translation 1"),
    ("Take 0.5 ml", "Przyjmij 5 ml", "pl", "number-differs", "the source says 0.5, the translation 5"),
    ("Take 0.5 ml", "0,5 মিলি নিন", "bn", "number-differs", "the number 0.5 is missing"),
    ("Take 1,000 mg", "Przyjmij 1,000 mg", "pl", "number-differs", "which is read as 1 in this language"),
    ("Take 1,000 mg", "Tomar 1,000 mg", "pt", "number-differs", "which is read as 1 in this language"),
    ("Take 10 mg", "Przyjmij 10 g", "pl", "unit-differs", "10 is a number of mg in the source, and of g here"),
    ("Take 10 mg", "Przyjmij 10 mcg", "pl", "unit-differs", "of mcg here"),
    ("Take 5 ml", "خذ ٥ لتر", "ar", "unit-differs", "of l here"),
    ("Take 10 mg", "服用 10 克", "zh-Hans", "unit-differs", "of g here"),
    ("Take 10 mg", "Прийміть 10 г", "uk", "unit-differs", "of g here"),
    ("Take 0.25 mg", "0,25 মিগ্রা নিন", "bn", "number-differs", "the number 0.25 is missing"),
    ("Take 1/2 a tablet", "Przyjmij 1 lub 2 tabletki", "pl", "number-differs", "the number 1/2 is missing"),
    ("Take ½ a tablet", "Przyjmij 2 tabletki", "pl", "number-differs", "the source says ½, the translation 2"),
    ("Take 2½ tablets", "Przyjmij 2 tabletki", "pl", "number-differs", "the source says 2½, the translation 2"),
    ("Take 2 tablets 4 times a day", "Przyjmij 2 tabletki", "pl", "number-differs", "the number 4 is missing"),
    ("Take 2 tablets", "Przyjmij 2 tabletki, potem 2", "pl", "number-differs", "the source does not have the number 2"),
    ("Hold for 2 seconds", "٣ ثوانٍ", "ar", "number-differs", "the source says 2, the translation ٣"),
    ("Hold for 2 seconds", "২০ সেকেন্ড", "bn", "number-differs", "the source says 2, the translation ২০"),
    # Times and how often.
    ("Hold for 2 seconds, 5 times", "Trzymaj 5 sekund, 2 razy", "pl", "unit-differs", "2 is a number of seconds"),
    (
        "Take 2 tablets 3 times a day",
        "Przyjmuj 3 tabletki 2 razy dziennie",
        "pl",
        "unit-differs",
        "the source has 3 as its number of times, the translation 2",
    ),
    ("2 drops for 5 days", "5 滴，2 天", "zh-Hans", "unit-differs", "5 as its number of days, the translation 2"),
    ("Walk for 10 minutes", "Spaceruj 10 sekund", "pl", "unit-differs", "of minutes in the source, and of seconds"),
    ("Walk for 10 minutes", "10 گھنٹے چلیں", "ur", "unit-differs", "of hours here"),
    ("Walk for 10 minutes", "10 સેકન્ડ ચાલો", "gu", "unit-differs", "of seconds here"),
    ("Within 12 weeks", "12 个月内", "zh-Hans", "unit-differs", "of months here"),
    ("Within 12 weeks", "o fewn 12 mis", "cy", "unit-differs", "of months here"),
    ("Within 3 days", "ภายใน 3 สัปดาห์", "th", "unit-differs", "of weeks here"),
    ("For 6 months", "لمدة 6 أسابيع", "ar", "unit-differs", "of weeks here"),
    ("Open 8:30am to 4:30pm", "Czynne 8:30–17:30", "pl", "number-differs", "the source says 4:30pm"),
    ("Come at 9am", "Przyjdź o 21:00", "pl", "number-differs", "the source says 9am, the translation 21:00"),
    ("Come at 9am", "Come at 9pm", "so", "number-differs", "the source says 9am, the translation 9pm"),
    # Numbers as words.
    ("two tablets", "trzy tabletki", "pl", "number-differs", 'the source says "two", the translation "trzy"'),
    ("two tablets", "5 tabletek", "pl", "number-differs", "the source does not have the number 5"),
    ("2 tablets", "trzy tabletki", "pl", "number-differs", "the number 2 is missing"),
    ("five days", "عشرون يومًا", "ar", "number-differs", 'the source says "five"'),
    ("ten minutes", "十五分钟", "zh-Hans", "number-differs", 'the source says "ten", the translation "十五"'),
    ("twice a day", "tři razy dziennie 3", "pl", "number-differs", "the source does not have the number 3"),
    ("once a day", "dwa razy dziennie", "pl", "number-differs", 'the source says "once", the translation "dwa"'),
    ("twice a day", "raz dziennie", "pl", "number-differs", 'the source says "twice", the translation "raz"'),
    (
        "ten minutes",
        "dziesięć sekund",
        "pl",
        "unit-differs",
        "ten is a number of minutes in the source, and of seconds",
    ),
    ("10 minutes", "dziesięć sekund", "pl", "unit-differs", "10 is a number of minutes in the source"),
    ("ten minutes", "10 sekund", "pl", "unit-differs", "ten is a number of minutes in the source"),
    ("2 tablets four times a day", "cztery tabletki 2 razy dziennie", "pl", "unit-differs", "has four as its number"),
    ("Two tablets four times", "Cztery tabletki dwa razy", "pl", "unit-differs", "four as its number of times"),
    ("Above 38°C", "Powyżej 38°F", "pl", "unit-differs", "38 is a number of degrees Celsius"),
    # What has the name of a month or a day is no number of anything else.
    ("You may feel sore", "Możesz poczuć ból 5", "pl", "number-differs", "does not have the number 5"),
    ("March on the spot", "Maszeruj 3", "pl", "number-differs", "does not have the number 3"),
    ("Since May 2026", "Od 5 maja 2026, 5 razy", "pl", "number-differs", "does not have the number 5"),
    ("On Monday, take it", "W poniedziałek weź 2", "pl", "number-differs", "does not have the number 2"),
    # Halves of the day.
    ("Take it at 8pm", "O 8 rano", "pl", "number-differs", "8pm, and the translation a word for the morning"),
    ("Take it at 8am", "晚上8点", "zh-Hans", "number-differs", "a word for the afternoon or the evening"),
    ("Take it at 8am", "الساعة 8 مساءً", "ar", "number-differs", "a word for the afternoon or the evening"),
    ("Take it at 8 a.m.", "شام 8 بجے", "ur", "number-differs", "a word for the afternoon or the evening"),
    # Telephone numbers.
    ("Call 01632 960 000", "Zadzwoń 01632 906 000", "pl", "phone-differs", "the translation 01632 906 000"),
    ("Call 01632 960 000", "Zadzwoń 01632 960", "pl", "phone-differs", "the translation 01632 960"),
    ("Call 01632 960 000", "اتصل على 000 960 01632", "ar", "phone-differs", "the translation 000 960 01632"),
    ("Call 01632 960 000", "اتصل على ٠١٦٣٢ ٩٦٠ ٠٠٠", "ar", "phone-digits", "is not in the digits 0 to 9"),
    ("Call 999", "اتصل على ٩٩٩", "ar", "phone-digits", "٩٩٩ is not in the digits 0 to 9"),
    ("Call 999", "اتصل على 9999", "ar", "number-differs", "the source says 999, the translation 9999"),
    ("Call NHS 111", "Zadzwoń pod NHS 112", "pl", "number-differs", "the source says 111, the translation 112"),
    ("Call 116 123", "Zadzwoń 116 132", "pl", "number-differs", "the source says 116 123, the translation 116 132"),
    ("Call +44 1632 960 123", "Zadzwoń 01632 960 123", "pl", "phone-differs", "the source says +44 1632 960 123"),
    # Addresses and codes.
    ("See www.nhs.uk/back", "Zob. www.nhs.uk/plecy", "pl", "address-differs", "the translation www.nhs.uk/plecy"),
    ("See theros.org.uk.", "Zobacz stronę.", "pl", "address-differs", "the address theros.org.uk is missing"),
    ("Write to a.b@nhs.net", "Pisz: a.b@nhs.org", "pl", "address-differs", "the translation a.b@nhs.org"),
    ("Leaflet P4396", "Ulotka P4369", "pl", "code-differs", "the source says P4396, the translation P4369"),
    ("Between L4/L5", "بين ل4/ل5", "ar", "code-differs", "the code L4/L5 is missing"),
    # Marks, links, what is filled in.
    ("**Stop** now", "Przestań teraz", "pl", "marks-differ", "the words in bold are not marked here"),
    ("Stop now", "**Przestań** teraz", "pl", "marks-differ", "the source has no words in bold"),
    ("**A** b **c**", "**A b c**", "pl", "marks-differ", "words in bold stand in 1 place here, and in 2 of the source"),
    ("*Take* it", "Weź to", "pl", "marks-differ", "the words in italics are not marked here"),
    ("10^6^ cells", "10 komórek", "pl", "marks-differ", "the raised 6 is missing"),
    ("[NHS 111](tel:111)", "NHS 111", "pl", "link-differs", "the link to tel:111 is missing"),
    ("[here](https://a.org)", "[tutaj](https://b.org)", "pl", "link-differs", "the link to https://a.org leads to"),
    ("see [why](#why)", "zob. [czemu](#czemu)", "pl", "link-differs", "#why leads to #czemu here"),
    ("Code {leaflet.code}", "Kod {ulotka.kod}", "pl", "placeholder-differs", "{leaflet.code} is missing"),
    ("Code {leaflet.code}", "Kod leaflet.code", "pl", "placeholder-differs", "{leaflet.code} is missing"),
    ("Page {page:why}", "Strona {page:gp}", "pl", "placeholder-differs", "{page:why} is missing"),
    ("A study [@ng193]", "Badanie", "pl", "placeholder-differs", "[@ng193] is missing"),
    ("Hold on", "Poczekaj **chwilę", "pl", "marks-differ", '"**" is a mark that means nothing here'),
    ("[cauda equina]{lang=la}", "cauda equina", "pl", "marks-differ", 'words in "la" are not marked'),
    # Lines and directions.
    ("One line", "Jedna\nlinia", "pl", "lines-differ", "this has 2 lines, the source 1"),
    ("One\ntwo", "Jeden dwa", "pl", "lines-differ", "this has 1 line, the source 2"),
    ("Call 01632 960 000", "اتصل \u202e01632 960 000\u202c", "ar", "direction-mark", "U+202E"),
    ("Words", "", "pl", "missing", "this text has no translation"),
]


@pytest.mark.parametrize(("source", "words", "language", "code", "message"), _WRONG)
def test_what_differs_is_told(source: str, words: str, language: str, code: str, message: str) -> None:
    found = _found(source, words, language)
    assert any(name == code and message in said for name, said in found), found


#: A source and a translation of which there is nothing to say.
_RIGHT = [
    ("Take 10 mg 3 times a day", "Przyjmuj 10 mg 3 razy dziennie", "pl"),
    ("Take 10mg three times a day", "Przyjmuj 10 mg 3 razy dziennie", "pl"),
    ("Take 3 tablets", "Przyjmij trzy tabletki", "pl"),
    ("Take 0.5 ml", "Przyjmij 0,5 ml", "pl"),
    ("Take 0.5 ml", "Lấy 0,5 ml", "vi"),
    ("Take 0.5 ml", "خذ ٠٫٥ مل", "ar"),
    ("Take 0.5 ml", "۰/۵ میلی\u200cلیتر", "fa"),
    ("Take 0.5 ml", "0.5 ਮਿਲੀਲੀਟਰ ਲਓ", "pa"),
    ("Take 1,000 mg", "Przyjmij 1000 mg", "pl"),
    ("Take 1,000 mg", "Przyjmij 1\u00a0000 mg", "pl"),
    ("Take 1,000 mg", "Tome 1.000 mg", "pt"),
    ("Take 1,000 mg", "خذ ١٬٠٠٠ ملغ", "ar"),
    ("1,000,000 people", "10,00,000 लोग", "hi"),
    ("Take ½ a tablet", "Przyjmij pół tabletki", "pl"),
    ("Take ½ a tablet", "Przyjmij 1/2 tabletki", "pl"),
    ("Take half a tablet", "Przyjmij 0,5 tabletki", "pl"),
    ("Take 2 tablets", "خذ قرصين", "ar"),
    ("It takes 2 minutes", "تستغرق دقيقتين", "ar"),
    ("Hold for 2 seconds", "২ সেকেন্ড ধরে রাখুন", "bn"),
    ("Hold for 2 seconds", "保持两秒", "zh-Hans"),
    ("Walk for 15 minutes", "步行十五分钟", "zh-Hans"),
    ("Walk for 25 minutes", "Spaceruj dwadzieścia pięć minut", "pl"),
    ("Walk for twenty-five minutes", "Spaceruj 25 minut", "pl"),
    ("A 20-minute walk", "20-minutowy spacer", "pl"),
    ("10 to 15 minutes", "10–15 minut", "pl"),
    ("8 in 10 people", "8/10 osób", "pl"),
    ("Pain of 3/10", "Ból 3 na 10", "pl"),
    ("Once a day", "1 raz dziennie", "pl"),
    ("Both legs", "Obie nogi", "pl"),
    ("Your arms", "দুই হাত", "bn"),
    ("Open 8:30am to 4:30pm", "Czynne 8:30–16:30", "pl"),
    ("Open 8:30am to 4:30pm", "Aberto das 8h30 às 16h30", "pt"),
    ("Open 8:30am to 4:30pm", "上午8点30分至下午4点30分", "zh-Hans"),
    ("Open 9am to 4pm", "Czynne od 9 do 16", "pl"),
    ("Take 2 tablets twice a day", "تناول قرصين مرتين يوميًا", "ar"),
    ("Take it at 8pm", "O 20:00", "pl"),
    ("Take it at 8pm", "O 8 wieczorem", "pl"),
    ("Take it at 8pm", "রাত ৮টায়", "bn"),
    ("Take it at 8pm and in the morning", "晚上8点和早上", "zh-Hans"),
    ("At 12am", "O 0:00", "pl"),
    ("At 12pm", "O 12:00", "pl"),
    ("Hold for a thirty second stretch", "Trzymaj 30 sekund", "pl"),
    ("In the second half of the night", "w drugiej części nocy", "pl"),
    ("In May 2026", "2026年5月", "zh-Hans"),
    ("3 May 2026", "2026年5月3日", "zh-Hans"),
    ("Since January", "1月以来", "zh-Hans"),
    ("On Monday", "Thứ 2", "vi"),
    ("Call 01632 960 000", "اتصل على \u206601632 960 000\u2069", "ar"),
    ("Call 01632 960 000", "Zadzwoń 01632\u00a0960\u00a0000", "pl"),
    ("See www.nhs.uk/back.", "请访问www.nhs.uk/back。", "zh-Hans"),
    ("See NHS.uk", "Zob. nhs.uk", "pl"),
    ("See L4/L5", "انظر L4/L5", "ar"),
    ("Do 3x10", "Zrób 3x10", "pl"),
    ("**Stop** now, [call](tel:999) 999", "Teraz **przestań** i [zadzwoń](tel:999) 999", "pl"),
    ("Call {department.phone} ([page](#a) {page:a})", "({page:a}, [strona](#a)) Tel. {department.phone}", "pl"),
    ("The [cauda equina]{lang=la} syndrome", "zespół ogona końskiego", "pl"),
    ("5 \\* 3 \\[x\\]", "5 \\* 3 \\[y\\]", "pl"),
]


@pytest.mark.parametrize(("source", "words", "language"), _RIGHT)
def test_what_is_right_is_taken(source: str, words: str, language: str) -> None:
    assert _found(source, words, language) == []


@pytest.mark.parametrize(
    ("source", "words", "language", "code"),
    [
        ("two tablets", "tabletki", "pl", "doubtful number-word"),
        ("Lift it", "Podnieś siedem", "pl", "doubtful number-word"),
        ("Take 10 mg", "Przyjmij 10", "pl", "doubtful unit-differs"),
        ("Take 5 units", "Przyjmij 5 ml", "pl", "doubtful unit-differs"),
        ("1 in 10 people", "10 na 1 osób", "pl", "doubtful unit-differs"),
        ("Do 3 sets of 10", "Wykonaj 10 serii po 3", "pl", "doubtful unit-differs"),
        ("Take half a tablet", "Przyjmij jedną tabletkę", "pl", "doubtful number-word"),
        ("Take half a tablet", "Przyjmij dwie tabletki", "pl", "doubtful number-word"),
        ("Do it daily", "Rób to dwa razy dziennie", "pl", "doubtful number-word"),
        ("Take it at 8pm", "Przyjmij o 8:00", "pl", "doubtful number-word"),
        ("At 12.30am", "O 12:30", "pl", "doubtful number-word"),
        ("Back pain is common", "Back pain is common", "pl", "doubtful same"),
        ("Back pain", "Bol pleców", "ar", "doubtful letters"),
    ],
)
def test_what_somebody_should_look_at_is_a_doubt(source: str, words: str, language: str, code: str) -> None:
    assert [name for name, _ in _found(source, words, language)] == [code]


def test_a_text_without_marks_may_have_what_looks_like_them() -> None:
    assert _found("Gap of 5 * 3 [m]", "Odstęp 5 * 3 [m]", "pl", markup=False) == []
    assert _found("The {side} foot", "Stopa", "pl", markup=False) == [("placeholder-differs", "{side} is missing")]
