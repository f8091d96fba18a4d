"""Where lines may end, and may not, in words of plain letters: patterns."""

import re
from functools import cache

from leafletgen.fonts.typeface import GLUE

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


def _with_units(units: str, *names: str) -> str:
    """A number with what it counts, and with what names it, such as "str."."""
    return rf"|(?<=\d )(?=(?:{units})(?![^\W_]))" + "".join([rf"|(?<={name} )(?=\d)" for name in names])


def _after_letters(letters: str) -> str:
    """No line ends with a word of one of these letters, as books in these languages have it."""
    return rf"|(?<=(?<!\w)[{letters}{letters.upper()}] )"


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
    + r"|(?=['’](?:r|n|u|i|w|m|th|ch)(?![^\W_]))",
}


@cache
def no_break(language: str) -> re.Pattern[str]:
    """Which spaces no line ends at, in a language by its BCP 47 tag; of no custom of its own, as in English."""
    customs = _CUSTOMS.get(language.partition("-")[0].lower())
    return NO_BREAK if customs is None else re.compile(f" (?:{_HELD}{customs})")


# A line may end after a hyphen or dash between letters (LB21), but not after "e-" or "X-"; after a slash (LB13) but not
# inside 120/80 (LB25) nor between units; and at a zero width space (LB8). It never ends between a range's dash and its
# last number.
BREAK_AFTER = re.compile(
    r"(?<=[^\W\d][^\W\d][-\u2010])(?=[^\W\d])|(?<=\w[\u2013\u2014])(?=[^\W\d])|(?<=[^\W\d]\u2014)(?=\d)"
    rf"|(?<=[^/\s]/)(?!(?:{_UNIT}|min|h|s|day)(?![^\W_]))(?=[^/\s\d])|(?<=[^/\s\d]/)(?=\d)"
    r"|(?<=\u200b)"
)
#: What each of those places stands beside; most texts have none, and are not looked at further.
MAY_BREAK = re.compile("[-\u2010\u2013\u2014/\u200b]")
#: A stretch that stays whole whatever is in it: the code of a leaflet or a form.
CODE = re.compile(r"(?=[^\d]*\d)(?=[^A-Z]*[A-Z])[^a-z\u200b]+")
#: An address of the web or for letters, whose hyphens are its own, and where a line may end in it.
ADDRESS = re.compile(r"[(\[<]?(?:https?://\S|www\.\S|[\w.-]+\.[a-z]{2,}/\S|[^\s@]+@[\w-]+\.\w)")
ADDRESS_END = re.compile(r"(?<=[^/\s]/)(?=[^/\s])|(?<=\u200b)")
#: Where a stretch that is wider than its line is divided before its letters are: at a space that was to hold, and then
#: in an address or a compound after its punctuation, or else after a hyphen of its own.
HELD_SPACE = re.compile(f"[{GLUE}\u00a0\u202f]")
LOOSE_END = re.compile(r"(?<=[^\W\d][._~?=&#@:,;+])(?=\w)|(?<=\w[?=&#_])(?=[^\W\d])|(?<=//)(?=\w)")
HYPHEN = re.compile(r"(?<=\w-)(?=\w)")
