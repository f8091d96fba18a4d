"""Syllables of English words by their letters, with a list of those that do not sound as they are written."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

_NOT_LETTERS: Final = re.compile("[^a-z]+")
_VOWELS: Final = re.compile("[aeiouy]+")
#: Vowels beside each other that are a syllable each, with a word that has them.
_APART: Final = re.compile(
    "|".join(
        (
            # radio, pneumonia, giant
            r"(?<=[bdfhkmprvz])i[ao](?!ge)|(?<=[ln])ia(?![nr])|\bgia",
            # initiate, celiac, calcium, fasciitis
            r"(?<=[aeiouy]t)ia(?=l?[it])|(?<=[nst]t)iac|iu(?=m)|ii",
            # previous, obedience, diet, alien, science
            r"(?<=[dmprv])ious|(?<=d)ie(?=n[ct])|iet|(?<=[lr])ien|(?<=[sx])cie",
            # easier, heaviest, being
            r"(?<=[dlnrstv])ier\b|(?<=[dlnrstvpfk])iest\b|(?<=[aeiouy])ing",
            # actual, continuous, fluidity, fluid
            r"(?<=[bcdflmnrstvx])u(?=a|ou|i[dt][iy]|ity)|(?<=[lr])ui(?=[dn]\b|ds)",
            # fluent, cruel
            r"(?<=[lnrt])uen[ct]|(?<=fl)uen|(?<=[^q]ru)e(?=l)",
            # stereotype, geology, osteoporosis
            r"(?<=[dlmnrtv])eo(?=[dglmnrst](?!s?\b))|(?<=[gh])eo(?=[glm])|(?<=ost)e(?=o)",
            # create, react, idea, area
            r"(?<=cr)ea(?=t)|\brea(?=l[il]|ct|dj|dm)|(?<=[di]d)ea|(?<=ar)ea",
            # poem, egoist, aorta, ileum, trying
            r"(?<=[pnh])oe(?=[mt])|(?<=c)oe(?=[fx])|[aeo]is[mt]|ao|(?<=[lst])eum|yi",
            # player, coincide, continuum
            r"(?<=[aou])y(?=[aou]|e(?!d\b|s\b))|(?<=w)ya|oi(?=n[cg])|uu",
            # coordinate, physio, osteoarthritis
            r"\bcoo(?=p|rd)|(?<=phys)i(?=o)|o(?=arthr)|(?<=\bc)o(?=ag)|(?<=ic)o(?=ag)",
            # contraindicated, radius, gluteus
            r"(?<=\bcontr)a(?=i)|(?<=[dprz])i(?=us\b)|(?<=[lt])e(?=us\b)",
            # entire
            r"(?<=[adlpqstu])ire(?=s?\b|d\b|ment)",
        )
    )
)
#: A vowel that is written and not said.
_SILENT: Final = re.compile(
    r"(?<![aeiouy])e\b"  # take
    r"|(?<![aeiouycgsxz])(?<!ch)(?<!sh)es\b"  # takes, but not pla-ces
    r"|(?<![aeiouytd])ed\b"  # asked, but not wai-ted
    r"|(?<=[aeiouy][bcdfghkmnprstvwxz])e(?=(?:ly|ful|fully|less|ment|ments|ness|some|thing|times|where)\b)"
    r"|(?<=[aeiouy]l)e(?=ly\b)|(?<=[cgv])e(?=ments?\b)|(?<=ic)a(?=lly\b)|(?<=[gq])ue(?=s?\b|d\b)"
    r"|\b(?:some|home|life|time|base|frame|house|ware|guide|pipe|care|fore|there|where|like|whole|wide|note|side|safe)"
    r"(?=[bcfhklmnptw])(?!less|ly|ment)"
)
#: A syllable without a vowel that is written before it: ta-ble, cen-tre, rhyth-m, did-n't.
_OWN: Final = re.compile(
    r"(?<=[^aeiouylr])le(?=s?\b|d\b)|(?<=[bct])re(?=s?\b|d\b)|(?<=[ts]h)m(?=s?\b)|sms?\b|(?<=[ds])nt\b"
)
#: Zero, one, two ... nineteen.
_UP_TO_19: Final = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
_PARTS: Final = re.compile("[A-Za-z'\u2019\u0300-\u036f]+|[0-9]+")
_COMMA: Final = re.compile("(?<=[0-9]),(?=[0-9])")
LONGEST_NUMBER: Final = 6
"""Digits of a number that is read as one; of a longer one, such as a telephone number, each digit is read out."""
_SPELLED: Final = re.compile(r"[A-Z]{1,3}|[BCDFGHJKLMNPQRSTVWXZ]{4,6}")


@cache
def _exceptions() -> dict[str, int]:
    import tomllib  # only a text that is measured has a use for it

    data = tomllib.loads((Path(__file__).parent / "syllables.toml").read_text("utf-8"))
    return {word: int(number) for number, words in data.items() for word in words.split()}


@lru_cache(8192)
def syllables(word: str) -> int:
    """Return how many syllables an English word has, 1 at least; a number has those that it is read with.

    Parts with a hyphen between them are counted each by itself. So are letters that are read out, such as those of GP.
    """
    if not word.isascii():
        from unicodedata import normalize  # few English words need it

        word = normalize("NFKD", word)
    return max(1, sum(map(_of_part, _PARTS.findall(_COMMA.sub("", word)))))


def _of_part(part: str) -> int:
    if part.isdecimal():
        return _number(int(part)) if len(part) <= LONGEST_NUMBER else len(part)
    if _SPELLED.fullmatch(part) and part not in ("I", "A"):
        return len(part) + 2 * part.count("W")
    letters = _NOT_LETTERS.sub("", part.lower())
    return _of_letters(letters) if letters else 0


def _of_letters(letters: str) -> int:
    known = _exceptions()
    for ending, more in (("", 0), ("s", 0), ("ly", 1), ("ing", 1)):
        if letters.endswith(ending) and letters[: len(letters) - len(ending)] in known:
            return known[letters[: len(letters) - len(ending)]] + more
    found = len(_VOWELS.findall(letters)) + len(_APART.findall(letters)) + len(_OWN.findall(letters))
    return max(1, found - len(_SILENT.findall(letters)))


def _number(number: int) -> int:
    """The syllables of a number as it is read out: 25 is twen-ty-five."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        return _number(thousands) + 2 + (_number(rest) if rest else 0)
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return _number(hundreds) + 2 + (1 + _number(rest) if rest else 0)
    if number >= 20:
        tens, rest = divmod(number, 10)
        return 2 + (tens == 7) + (_number(rest) if rest else 0)
    return _UP_TO_19[number]
