"""The lists of words for numbers and units: for each language, without a word that means two numbers or two units."""

import tomllib
from pathlib import Path

import pytest

import leafletgen.translation
from leafletgen.translation.number_lists import spelling, unit_after
from leafletgen.translation.numbers import numbers_in

_FOLDER = Path(leafletgen.translation.__file__).parent
LANGUAGES = [
    "pl",
    "ro",
    "cy",
    "pt",
    "uk",
    "vi",
    "so",
    "bn",
    "gu",
    "pa",
    "hi",
    "ta",
    "ti",
    "ar",
    "fa",
    "ps",
    "ckb",
    "ur",
    "zh",
    "th",
]
#: What follows 5 in a sentence of each language: seconds, minutes, hours, days, weeks, months, years, times.
_COUNTED = {
    "pl": "sekund minut godzin dni tygodni miesięcy lat razy",
    "ro": "secunde minute ore zile săptămâni luni ani ori",
    "cy": "eiliad munud awr diwrnod wythnos mis mlynedd gwaith",
    "pt": "segundos minutos horas dias semanas meses anos vezes",
    "uk": "секунд хвилин годин днів тижнів місяців років разів",
    "vi": "giây phút giờ ngày tuần tháng năm lần",
    "so": "ilbiriqsi daqiiqo saacadood maalmood toddobaad bilood sano jeer",
    "bn": "সেকেন্ড মিনিট ঘণ্টা দিন সপ্তাহ মাস বছর বার",
    "gu": "સેકન્ડ મિનિટ કલાક દિવસ અઠવાડિયાં મહિના વર્ષ વખત",
    "pa": "ਸਕਿੰਟ ਮਿੰਟ ਘੰਟੇ ਦਿਨ ਹਫ਼ਤੇ ਮਹੀਨੇ ਸਾਲ ਵਾਰ",
    "hi": "सेकंड मिनट घंटे दिन सप्ताह महीने साल बार",
    "ta": "விநாடிகள் நிமிடங்கள் மணிநேரம் நாட்கள் வாரங்கள் மாதங்கள் ஆண்டுகள் முறை",
    "ti": "ካልኢት ደቒቓ ሰዓታት መዓልቲ ሰሙን ወርሒ ዓመት ግዜ",
    "ar": "ثوانٍ دقائق ساعات أيام أسابيع أشهر سنوات مرات",
    "fa": "ثانیه دقیقه ساعت روز هفته ماه سال بار",
    "ps": "ثانیې دقیقې ساعته ورځې اونۍ میاشتې کاله ځلې",
    "ckb": "چرکە خولەک کاتژمێر ڕۆژ هەفتە مانگ ساڵ جار",
    "ur": "سیکنڈ منٹ گھنٹے دن ہفتے مہینے سال بار",
    "zh": "秒 分钟 小时 天 周 个月 年 次",
    "th": "วินาที นาที ชั่วโมง วัน สัปดาห์ เดือน ปี ครั้ง",
}
_UNITS = ["second", "minute", "hour", "day", "week", "month", "year", "times"]


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_words_for_numbers_mean_one_number_each(language: str) -> None:
    known = spelling(language)
    assert {2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0} <= set(known.values.values())
    assert known.ambiguous <= set(known.values)
    listed = tomllib.loads((_FOLDER / "number_words.toml").read_text("utf-8"))[language]
    others = ("ambiguous", "joiners", "times")
    words = [word for number, said in listed.items() if number not in others for word in said.split()]
    assert [word for word in words if words.count(word) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_is_known_in_each_language(language: str) -> None:
    for unit, word in zip(_UNITS, _COUNTED[language].split(), strict=True):
        for between in ("", " ", "\u00a0"):
            assert unit_after(f"5{between}{word}", 1, language) == unit, word
        (number,) = numbers_in(f"5 {word}", language)
        assert number.unit == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [("5 mg", "mg"), ("5mg.", "mg"), ("5 mcg", "mcg"), ("5 µg", "mcg"), ("5 g,", "g"), ("5 kg", "kg"), ("5 ml", "ml"),
     ("5 mL", "ml"), ("5 l", "l"), ("5 litres", "l"), ("5 mm", "mm"), ("5 cm", "cm"), ("5 m", "m"), ("5 metres", "m"),
     ("5 km", "km"), ("5%", "percent"), ("5 per cent", "percent"), ("5-minute", "minute"), ("5 mins", "minute"),
     ("5 people", ""), ("5 grapes", ""), ("5 minds", "")],
)  # fmt: skip
def test_units_of_english_are_whole_words(text: str, unit: str) -> None:
    assert unit_after(text, 1, "en-GB") == unit


def test_a_language_without_lists_has_numbers_all_the_same() -> None:
    assert spelling("xx").values == {}
    assert [number.said for number in numbers_in("5 xx, 10 mg", "xx")] == ["5", "10"]
