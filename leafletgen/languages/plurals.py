"""Which form a language uses beside a whole number (CLDR 48, plural rules; cardinals).

Numbers of doses and dates are whole, so forms that only fractions take (as Polish "other") are in no catalogue.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple


class _Rule(NamedTuple):
    """The forms in the order of PO files, which one a number takes, and the same in the terms of gettext."""

    categories: tuple[str, ...]
    form: Callable[[int], int]
    formula: str


def _polish(n: int) -> int:
    return 0 if n == 1 else 1 if _ends_in_2_to_4(n) else 2


def _east_slavic(n: int) -> int:
    return 0 if _ends_in_1(n) else 1 if _ends_in_2_to_4(n) else 2


def _lithuanian(n: int) -> int:
    return 0 if n % 10 == 1 and not 11 <= n % 100 <= 19 else 2 if n % 10 == 0 or 11 <= n % 100 <= 19 else 1


def _latvian(n: int) -> int:
    return 1 if _ends_in_1(n) else 0 if n % 10 == 0 or 11 <= n % 100 <= 19 else 2


def _romanian(n: int) -> int:
    return 0 if n == 1 else 1 if n == 0 or 1 <= n % 100 <= 19 else 2


def _slovenian(n: int) -> int:
    return 0 if n % 100 == 1 else 1 if n % 100 == 2 else 2 if n % 100 in (3, 4) else 3


def _welsh(n: int) -> int:
    return n if n <= 3 else 4 if n == 6 else 5


def _arabic(n: int) -> int:
    return n if n <= 2 else 3 if 3 <= n % 100 <= 10 else 4 if n % 100 >= 11 else 5


def _irish(n: int) -> int:
    return 0 if n == 1 else 1 if n == 2 else 2 if 3 <= n <= 6 else 3 if 7 <= n <= 10 else 4


def _gaelic(n: int) -> int:
    return 0 if n in (1, 11) else 1 if n in (2, 12) else 2 if 3 <= n <= 19 else 3


def _ends_in_1(n: int) -> bool:
    return n % 10 == 1 and n % 100 != 11


def _ends_in_2_to_4(n: int) -> bool:
    return 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14


_TEENS: Final = "(n%100>=11 && n%100<=19)"
_1: Final = "n%10==1 && n%100!=11"
_2_TO_4: Final = "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14)"
_SIX: Final = ("zero", "one", "two", "few", "many", "other")
_EVERY_NUMBER_ALIKE: Final = _Rule(("other",), lambda n: 0, "0")
_ONE: Final = _Rule(("one", "other"), lambda n: int(n != 1), "n != 1")
_UP_TO_ONE: Final = _Rule(("one", "other"), lambda n: int(n > 1), "n > 1")
_CZECH: Final = _Rule(
    ("one", "few", "other"), lambda n: 0 if n == 1 else 1 if 2 <= n <= 4 else 2, "n==1 ? 0 : n>=2 && n<=4 ? 1 : 2"
)
_SLAVIC: Final = _Rule(("one", "few", "many"), _east_slavic, f"{_1} ? 0 : {_2_TO_4} ? 1 : 2")
_FRENCH: Final = _Rule(
    ("one", "many", "other"),
    lambda n: 0 if n <= 1 else 1 if n % 1_000_000 == 0 else 2,
    "n<=1 ? 0 : n%1000000==0 ? 1 : 2",
)
_SPANISH: Final = _Rule(
    ("one", "many", "other"),
    lambda n: 0 if n == 1 else 1 if n and n % 1_000_000 == 0 else 2,
    "n==1 ? 0 : n!=0 && n%1000000==0 ? 1 : 2",
)

_RULES: Final[dict[str, _Rule]] = {
    "ar": _Rule(_SIX, _arabic, "n<=2 ? n : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"),
    "cy": _Rule(_SIX, _welsh, "n<=3 ? n : n==6 ? 4 : 5"),
    "ga": _Rule(
        ("one", "two", "few", "many", "other"), _irish, "n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4"
    ),
    "gd": _Rule(
        ("one", "two", "few", "other"), _gaelic, "n==1 || n==11 ? 0 : n==2 || n==12 ? 1 : n>=3 && n<=19 ? 2 : 3"
    ),
    "lt": _Rule(("one", "few", "other"), _lithuanian, f"n%10==1 && !{_TEENS} ? 0 : n%10==0 || {_TEENS} ? 2 : 1"),
    "lv": _Rule(("zero", "one", "other"), _latvian, f"{_1} ? 1 : n%10==0 || {_TEENS} ? 0 : 2"),
    "pl": _Rule(("one", "few", "many"), _polish, f"n==1 ? 0 : {_2_TO_4} ? 1 : 2"),
    "ro": _Rule(("one", "few", "other"), _romanian, "n==1 ? 0 : n==0 || (n%100>=1 && n%100<=19) ? 1 : 2"),
    "sl": _Rule(
        ("one", "two", "few", "other"), _slovenian, "n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3"
    ),
    "hr": _Rule(("one", "few", "other"), _east_slavic, f"{_1} ? 0 : {_2_TO_4} ? 1 : 2"),
    **dict.fromkeys(("ru", "uk"), _SLAVIC),
    **dict.fromkeys(("cs", "sk"), _CZECH),
    **dict.fromkeys(("fr", "pt"), _FRENCH),
    **dict.fromkeys(("es", "it", "pt-PT"), _SPANISH),
    **dict.fromkeys(("am", "bn", "fa", "gu", "hi", "pa", "prs", "ti"), _UP_TO_ONE),
    **dict.fromkeys(("th", "vi", "zh"), _EVERY_NUMBER_ALIKE),
    **dict.fromkeys(("bg", "ckb", "da", "de", "el", "en", "et", "fi", "hu", "ku", "mr", "ne", "nl", "ps"), _ONE),
    **dict.fromkeys(("so", "sq", "sv", "sw", "ta", "tr", "ur"), _ONE),
}
"""By language. Vietnamese nouns have one form, as gettext and ICU have it; CLDR 47 has one for 0 and 1 besides."""


def categories(language: str) -> tuple[str, ...]:
    """Return the forms a language has beside whole numbers, in the order of its PO files."""
    return _rule(language).categories


@lru_cache(maxsize=4096)
def plural(language: str, number: int) -> str:
    """Return the form beside a whole number: "zero", "one", "two", "few", "many" or "other"."""
    rule = _rule(language)
    return rule.categories[rule.form(number)]


def plural_forms(language: str) -> str:
    """Return the header of a PO file that says the same to other programs."""
    rule = _rule(language)
    return f"nplurals={len(rule.categories)}; plural=({rule.formula});"


def has_plural_rule(language: str) -> bool:
    """Whether the forms of a language are known; for others those of English are taken."""
    return language.partition("-")[0].lower() in _RULES


def _rule(language: str) -> _Rule:
    return _RULES.get(language) or _RULES.get(language.partition("-")[0].lower(), _ONE)
