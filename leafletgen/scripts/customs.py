"""Customs of leaflets and of languages that UAX 14 leaves open: spaces at which no line ends, and what stays whole.

The patterns are what lines of plain letters are broken by; no table of Unicode is needed for them.
"""
# ruff: noqa: RUF001

from __future__ import annotations

import re
from functools import cache

# UAX 14 where leaflets need it: a number stays with its unit (LB25, and by typographic custom over a space) and with
# what names it, such as a page; so do the groups of a telephone number, a range and a postcode, and no line begins with
# closing punctuation or a dash.
_UNIT = (
    r"(?:mm|cm|m|km|ng|mcg|[µμ]g|mg|g|kg|[mM][lL]|[cd]l|l|L|fl|oz|lb|st|ft|kcal|kJ|%|°C|°F|mmHg|mmol|mol|IU|Hz|dB"
    r"|pt|am|pm|KB|MB|GB|years?|months?|weeks?|days?|hours?|minutes?|seconds?|times|lines)"
)
_DASH = "[-\u2010-\u2014\u2212]"
# Each pattern begins with the space itself, so that a text is looked at in its spaces alone.
_HELD = (
    rf"(?<=\d )(?:(?={_UNIT}(?![^\W_]))|(?=\d|\(0\)|{_DASH} \d|ext\b))|(?<=\d\) )(?=\d)"
    rf"|(?<=\d {_DASH} )(?=\d)"
    r"|(?<=NHS )(?=111\b)|(?<=[Pp]age )(?=\d)|(?<=[Pp]ages )(?=\d)"
    r"|(?<=[A-Z]\d[A-Z] )(?=\d[A-Z][A-Z]\b)|(?=[!?:;,.)\]}»\u2013\u2014](?!\w))|(?<=[(\[{«] )"
)
NO_BREAK = re.compile(f" (?:{_HELD})")
# A line may end after a hyphen or dash between letters (LB21), but not after "e-" or "X-"; after a slash (LB13) but not
# inside 120/80 (LB25), between units, nor before a mark; and at a zero width space (LB8). It never ends between a
# range's dash and its last number.
BREAK_AFTER = re.compile(
    r"(?<=[^\W\d][^\W\d][-\u2010])(?=[^\W\d])|(?<=\w[\u2013\u2014])(?=[^\W\d])|(?<=[^\W\d]\u2014)(?=\d)"
    rf"|(?<=[^/\s]/)(?!(?:{_UNIT}|min|h|s|day)(?![^\W_]))(?=[^\W\d]|[(\[@])|(?<=[^/\s\d]/)(?=\d)"
    r"|(?<=\u200b)"
)
#: What follows a slash that holds: 5 mg/kg, 10 times/day.
AFTER_SLASH = re.compile(rf"(?:{_UNIT}|min|h|s|day)(?![^\W_])")
#: A stretch that stays whole whatever is in it: the code of a leaflet or a form.
CODE = re.compile(r"(?=[^\d]*\d)(?=[^A-Z]*[A-Z])[^a-z\u200b]+")
#: An address of the web or for letters, whose hyphens are its own, and where a line may end in it.
ADDRESS = re.compile(r"[(\[<]?(?:https?://\S|www\.\S|[\w.-]+\.[a-z]{2,}/\S|[^\s@]+@[\w-]+\.\w)")
ADDRESS_END = re.compile(r"(?<=[^/\s]/)(?=[\w(\[@~#&=])|(?<=\u200b)")


def _with_units(units: str, *names: str) -> str:
    """A number with what it counts, and with what names it, such as "str."."""
    return rf"|(?<=\d )(?=(?:{units})(?![^\W_]))" + "".join([rf"|(?<={name} )(?=\d)" for name in names])


def _with_words(beginnings: str) -> str:
    """A number with what it counts, by how the words begin: marks that are vowels end no word for an expression."""
    return rf"|(?<=\d )(?=(?:{'|'.join(beginnings.split())}))"


def _after_letters(letters: str) -> str:
    """No line ends with a word of one of these letters, as books in these languages have it."""
    return rf"|(?<=(?<!\w)[{letters}{letters.upper()}] )"


#: Marks of other scripts after a space: Arabic comma, semicolon, question mark, full stop; danda; Ethiopic ones.
_MARKS = r"|(?=[\u060c\u061b\u061f\u06d4\u0964\u0965\u1361-\u1368](?!\w))"
#: By language what is held beside that: typographic customs, which UAX 14 leaves to whoever tailors it. French spaces
#: beside its marks are held in every language.
_CUSTOMS = {
    "pl": _after_letters("aiouwz")
    + _with_units(
        r"dzień|dni(?:ach|ami|a|u)?|tydzień|tygodni(?:ach|e|a|u)?|miesi[ąę]c\w*|lat[aą]?|rok[ui]?|godz\w*|minut\w*"
        r"|sekund\w*|razy?|zł",
        r"[Ss]tr\.",
    ),
    "cs": _after_letters("aikosuvz")
    + _with_units(r"den|dn[eiíyů]|týd\w*|měsíc\w*|let|rok\w*|hodin\w*|minut\w*|sekund\w*|krát|Kč", r"[Ss]tr\."),
    "sk": _after_letters("aikosuvz")
    + _with_units(r"deň|dn[iíe]|týžd\w*|mesiac\w*|rok\w*|hod[ií]n\w*|min[uú]t\w*|sek[uú]nd\w*|krát", r"[Ss]tr\."),
    "fr": _with_units(r"jours?|semaines?|mois|ans?|heures?|fois|secondes?|€", r"[nN]°", r"\bp\."),
    "cy": _with_units(
        "n?diwrnod|niwrnod|wythnos|mis|fis|blynedd|[mf]lynedd|awr|munud|funud|eiliad|g?waith", "[Tt]udalen"
    )
    + r"|(?=['\u2019](?:r|n|u|i|w|m|th|ch)(?![^\W_]))",
    "ar": _with_units(
        r"سن\w+|عام\w*|شهر\w*|أشهر|أسبوع\w*|أسابيع|يوم\w*|أيام|ساع\w+|دقيق\w+|دقائق|ثاني\w+|ثوان\w*|مر\w{1,4}"
        r"|ملغ|ملغم|مغ|مل|ملل|كغ|كجم|كلغ|غ|غم|سم|مم|م|كم"
    )
    + _MARKS,
    "bn": _with_words("বছর মাস সপ্তাহ দিন ঘণ্টা ঘন্টা মিনিট সেকেন্ড বার মি কে গ্রাম") + _MARKS,
    "ckb": _with_words("ساڵ مانگ هەفتە ڕۆژ کاتژمێر خولەک چرکە جار ملگ مل کگ گم سم") + _MARKS,
    "fa": _with_words("سال ماه هفته روز ساعت دقیقه ثانیه بار مرتبه میلی کیلو سانتی گرم متر") + _MARKS,
    "gu": _with_words("વર્ષ મહિ અઠવાડિ દિવસ કલાક મિનિટ સેકન્ડ વાર વખત મિલી કિલો ગ્રામ") + _MARKS,
    "hi": _with_words("साल वर्ष मही हफ़्त सप्ताह दिन घंट घण्ट मिनट सेकंड सेकेंड बार मिली किलो ग्राम") + _MARKS,
    "pa": _with_words("ਸਾਲ ਮਹੀਨ ਹਫ਼ਤ ਹਫਤ ਦਿਨ ਘੰਟ ਮਿੰਟ ਸਕਿੰਟ ਸੈਕਿੰਡ ਵਾਰ ਮਿਲੀ ਕਿਲੋ ਗ੍ਰਾਮ") + _MARKS,
    "ps": _with_words("کال میاشت اونۍ ورځ ساعت دقیق ثانی ځل ملي کیلو") + _MARKS,
    "pt": _with_units(r"anos?|m[eê]s(?:es)?|semanas?|dias?|horas?|minutos?|segundos?|vez(?:es)?", r"p\."),
    "ro": _with_units(r"ani?|lun[iă]|săptămân[iă]|zile?|or[eăi]|minute?|secund[eă]", r"[Pp]agina"),
    "so": _with_units(r"san\w+|bil\w*|toddobaad\w*|maalin\w*|saac\w*|daqiiq\w*|ilbiriqsi\w*|jeer"),
    "ta": _with_words("ஆண்டு வருட மாத வார நாள் நாட்கள் மணி நிமிட வினாடி நொடி முறை தடவை மில்லி கிலோ கிராம்") + _MARKS,
    "th": _with_words("ปี เดือน สัปดาห์ วัน ชั่วโมง นาที วินาที ครั้ง มก มล กก ซม") + "|(?=[\u0e2f\u0e46])",
    "ti": _with_words("ዓመት ወርሒ ኣዋርሕ ሰሙን መዓልቲ መዓልታት ሰዓት ደቒቕ ደቓይቕ ካልኢት ግዜ ሚሊ ኪሎ") + _MARKS,
    "uk": _after_letters("авзуійо")
    + _with_units(
        r"рок\w*|рік|місяц\w*|тиж\w*|дн\w*|день|годин\w*|хв\w*|сек\w*|раз\w*|мм|см|м|км|мкг|мг|г|кг|мл|л", r"[Сс]тор\."
    ),
    "ur": _with_words("سال ماہ مہین ہفت دن گھنٹ منٹ سیکنڈ بار مرتبہ ملی کلو گرام") + _MARKS,
    "vi": _with_units("năm|tháng|tuần|ngày|giờ|phút|giây|lần", "[Tt]rang"),
    "zh": r"|(?<=\d )(?=[\u4e00-\u9fff])",
}


@cache
def no_break(language: str) -> re.Pattern[str]:
    """Which spaces no line ends at, in a language by its BCP 47 tag; of no custom of its own, as in English."""
    customs = _CUSTOMS.get(language.partition("-")[0].lower())
    return NO_BREAK if customs is None else re.compile(f" (?:{_HELD}{customs})")
