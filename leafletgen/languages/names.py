"""What languages are called: each in its own words and script, and in English.

Names are those of CLDR 48 (`localeDisplayNames`), capitalised as they stand alone in a list; where readers in the
United Kingdom say another name than CLDR, it is theirs ("Panjabi", "Sorani Kurdish").
"""

from __future__ import annotations

from typing import Final, NamedTuple

from leafletgen.languages.tags import canonical, lookups


class LanguageName(NamedTuple):
    """A language as its readers call it, and as English does."""

    own: str
    english: str


NAMES: Final[dict[str, LanguageName]] = {
    "am": LanguageName("አማርኛ", "Amharic"),
    "ar": LanguageName("العربية", "Arabic"),
    "bg": LanguageName("Български", "Bulgarian"),
    "bn": LanguageName("বাংলা", "Bengali"),
    "ckb": LanguageName("کوردیی ناوەندی", "Sorani Kurdish"),
    "cs": LanguageName("Čeština", "Czech"),
    "cy": LanguageName("Cymraeg", "Welsh"),
    "da": LanguageName("Dansk", "Danish"),
    "de": LanguageName("Deutsch", "German"),
    "el": LanguageName("Ελληνικά", "Greek"),
    "en": LanguageName("English", "English"),
    "es": LanguageName("Español", "Spanish"),
    "et": LanguageName("Eesti", "Estonian"),
    "fa": LanguageName("فارسی", "Farsi"),
    "fi": LanguageName("Suomi", "Finnish"),
    "fr": LanguageName("Français", "French"),
    "ga": LanguageName("Gaeilge", "Irish"),
    "gd": LanguageName("Gàidhlig", "Scottish Gaelic"),
    "gu": LanguageName("ગુજરાતી", "Gujarati"),
    "hi": LanguageName("हिन्दी", "Hindi"),
    "hr": LanguageName("Hrvatski", "Croatian"),
    "hu": LanguageName("Magyar", "Hungarian"),
    "it": LanguageName("Italiano", "Italian"),
    "ku": LanguageName("Kurdî", "Kurdish"),
    "lt": LanguageName("Lietuvių", "Lithuanian"),
    "lv": LanguageName("Latviešu", "Latvian"),
    "mr": LanguageName("मराठी", "Marathi"),
    "ne": LanguageName("नेपाली", "Nepali"),
    "nl": LanguageName("Nederlands", "Dutch"),
    "pa": LanguageName("ਪੰਜਾਬੀ", "Panjabi"),
    "pl": LanguageName("Polski", "Polish"),
    "prs": LanguageName("دری", "Dari"),
    "ps": LanguageName("پښتو", "Pashto"),
    "pt": LanguageName("Português", "Portuguese"),
    "ro": LanguageName("Română", "Romanian"),
    "ru": LanguageName("Русский", "Russian"),
    "sk": LanguageName("Slovenčina", "Slovak"),
    "sl": LanguageName("Slovenščina", "Slovenian"),
    "so": LanguageName("Soomaali", "Somali"),
    "sq": LanguageName("Shqip", "Albanian"),
    "sv": LanguageName("Svenska", "Swedish"),
    "sw": LanguageName("Kiswahili", "Swahili"),
    "ta": LanguageName("தமிழ்", "Tamil"),
    "th": LanguageName("ไทย", "Thai"),
    "ti": LanguageName("ትግርኛ", "Tigrinya"),
    "tr": LanguageName("Türkçe", "Turkish"),
    "uk": LanguageName("Українська", "Ukrainian"),
    "ur": LanguageName("اردو", "Urdu"),
    "vi": LanguageName("Tiếng Việt", "Vietnamese"),
    "zh": LanguageName("中文", "Chinese"),
    "zh-Hans": LanguageName("简体中文", "Simplified Chinese"),
    "zh-Hant": LanguageName("繁體中文", "Traditional Chinese"),
}
"""By tag (BCP 47); a longer tag is looked up by what it begins with."""


def own_name(language: str) -> str:
    """Return what readers of a language call it, such as "Polski"; its tag where no name is known."""
    return _name(language, 0)


def english_name(language: str) -> str:
    """Return what English calls a language, such as "Polish"; its tag where no name is known."""
    return _name(language, 1)


def tag_called(said: str) -> str:
    """Return the tag of a language by a name of it, its own or the English one; what is no name is taken as a tag."""
    wanted = said.strip().casefold()
    for tag, names in NAMES.items():
        if wanted in (name.casefold() for name in names):
            return tag
    return canonical(said.strip())


def _name(language: str, which: int) -> str:
    for tag in lookups(language):
        if tag in NAMES:
            return NAMES[tag][which]
    return language
