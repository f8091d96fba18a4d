"""Customs of leaflets and of languages that UAX 14 leaves open: spaces at which no line ends, and what stays whole.

The patterns are for what a line is broken at; no table of Unicode is needed for them.
"""
# ruff: noqa: RUF001

from __future__ import annotations

import re
from functools import cache

#: Units and what is counted, in letters that are used whatever the language, and in English.
UNIT = (
    r"(?:mm|cm|m|km|ng|mcg|[µμ]g|mg|g|kg|[mM][lL]|[cd]l|l|L|fl|oz|lb|st|ft|kcal|kJ|%|°C|°F|mmHg|mmol|mol|IU|Hz|dB"
    r"|pt|am|pm|KB|MB|GB|years?|months?|weeks?|days?|hours?|minutes?|seconds?|times|lines)"
)
DASH = "[-\u2010-\u2014\u2212]"
#: A space that holds: a number with its unit (LB25, and by custom over a space) or with what names it, such as a page;
#: the groups of a telephone number, a range and a postcode; no line begins with closing punctuation or a dash. It
#: begins with the space itself, so that a text is looked at in its spaces alone.
HELD_SPACE = re.compile(
    rf" (?:(?<=\d )(?:(?={UNIT}(?![^\W_]))|(?=\d|\(0\)|{DASH} \d|ext\b))|(?<=\d\) )(?=\d)"
    rf"|(?<=\d {DASH} )(?=\d)"
    r"|(?<=NHS )(?=111\b)|(?<=[Pp]age )(?=\d)|(?<=[Pp]ages )(?=\d)"
    r"|(?<=[A-Z]\d[A-Z] )(?=\d[A-Z][A-Z]\b)|(?=[!?:;,.)\]}»\u2013\u2014\u060c\u061b\u061f](?!\w))|(?<=[(\[{«] ))"
)
#: A stretch that stays whole whatever is in it: the code of a leaflet or a form.
CODE = re.compile(r"(?=[^\d]*\d)(?=[^A-Z]*[A-Z])[^a-z\u200b]+")
#: An address of the web or for letters, whose hyphens are its own: a line ends after its slashes alone.
ADDRESS = re.compile(r"[(\[<]?(?:https?://\S|www\.\S|[\w.-]+\.[a-z]{2,}/\S|[^\s@]+@[\w-]+\.\w)")
#: What follows a slash that holds: 5 mg/kg, 10 times/day.
AFTER_SLASH = re.compile(rf"(?:{UNIT}|min|h|s|day)(?![^\W_])")

#: Words of one letter that no line ends with.
_ONE_LETTER = {"pl": "aiouwz", "cs": "aikosuvz", "sk": "aikosuvz"}
#: How words begin that say what a number counts: years, months, weeks, days, hours, minutes, seconds, times; and units
#: in a script of its own. They hold the space after a number, as they do in English.
_COUNTED = {
    "ar": "سن عام شهر أشهر أسبوع أسابيع يوم أيام ساع دقيق دقائق ثاني ثوان مر ملغ مغ مل كغ كجم غ سم مم م كم",
    "bn": "বছর মাস সপ্তাহ দিন ঘণ্টা ঘন্টা মিনিট সেকেন্ড বার মি কে গ্রাম",
    "ckb": "ساڵ مانگ هەفتە ڕۆژ کاتژمێر خولەک چرکە جار ملگ مل کگ گم سم",
    "cs": "let rok roky měsíc týd dn den dní hodin minut sekund krát",
    "cy": "blynedd blwydd mlynedd mis wythnos diwrnod ddiwrnod niwrnod awr munud funud eiliad gwaith waith tro dro",
    "fa": "سال ماه هفته روز ساعت دقیقه ثانیه بار مرتبه میلی کیلو سانتی گرم متر",
    "fr": "an ans mois semaine jour heure minute seconde fois €",
    "gu": "વર્ષ મહિ અઠવાડિ દિવસ કલાક મિનિટ સેકન્ડ વાર વખત મિલી કિલો ગ્રામ",
    "hi": "साल वर्ष मही हफ़्त सप्ताह दिन घंट घण्ट मिनट सेकंड सेकेंड बार मिली किलो ग्राम",
    "pa": "ਸਾਲ ਮਹੀਨ ਹਫ਼ਤ ਹਫਤ ਦਿਨ ਘੰਟ ਮਿੰਟ ਸਕਿੰਟ ਸੈਕਿੰਡ ਵਾਰ ਮਿਲੀ ਕਿਲੋ ਗ੍ਰਾਮ",
    "pl": "lat rok miesi tyg dni dzie godz min sek raz",
    "ps": "کال میاشت اونۍ ورځ ساعت دقیق ثانی ځل ځله ملي کیلو",
    "pt": "ano mes mês semana dia hora minuto segundo vez",
    "ro": "an lun săptămân zi or minut secund dat",
    "sk": "rok mesiac týž dn deň dní hod minút sek krát",
    "so": "sano bil toddob maalin saac daqiiq ilbiriqsi jeer",
    "ta": "ஆண்டு வருட மாத வார நாள் நாட்கள் மணி நிமிட வினாடி நொடி முறை தடவை மில்லி கிலோ கிராம்",
    "th": "ปี เดือน สัปดาห์ วัน ชั่วโมง นาที วินาที ครั้ง มก มล กก ซม",
    "ti": "ዓመት ወርሒ ኣዋርሕ ሰሙን መዓልቲ መዓልታት ሰዓት ደቒቕ ደቓይቕ ካልኢት ግዜ ሚሊ ኪሎ",
    "uk": "рок рік місяц тиж дн день годин хв сек раз мм см м км мг г кг мл л мкг",
    "ur": "سال ماہ مہین ہفت دن گھنٹ منٹ سیکنڈ بار مرتبہ ملی کلو گرام",
    "vi": "năm tháng tuần ngày giờ phút giây lần",
}
#: Welsh words that belong to the one before them ('r, 'n, 'i), where a space was left.
_WELSH = "(?=['\u2019](?:r|n|i|u|m|w|th|ch)(?!\\w))"


@cache
def held_by(language: str) -> re.Pattern[str] | None:
    """The spaces that hold in this language besides `HELD_SPACE`; each match is the space alone. None without any."""
    primary = language.partition("-")[0].lower()
    kinds: list[str] = []
    if primary in _ONE_LETTER:
        letters = _ONE_LETTER[primary]
        kinds.append(rf"(?<=(?<![\w'\u2019-])[{letters}{letters.upper()}] )")
    if primary in _COUNTED:
        kinds.append(rf"(?<=\d )(?={'|'.join(map(re.escape, _COUNTED[primary].split()))})")
    if primary == "zh":
        kinds.append("(?<=\\d )(?=[\u4e00-\u9fff])")
    if primary == "cy":
        kinds.append(_WELSH)
    if primary == "fr":
        kinds.append("(?=[%\u20ac])|(?<=[nN]° )|(?<=M\\. )|(?<=Mme )")
    return re.compile(f" (?:{'|'.join(kinds)})") if kinds else None
