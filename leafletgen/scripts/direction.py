"""Which way a language is written, by its tag."""

from __future__ import annotations

from typing import Final

#: Scripts from right to left (ISO 15924; Unicode Standard Annex 9, bidirectional classes R and AL) that are in use.
_SCRIPTS: Final = frozenset(["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi"])
#: Languages written so unless their tag names another script (CLDR, likely subtags).
_LANGUAGES: Final = frozenset(
    [
        *("ar", "arc", "arz", "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw", "ks"),
        *("lrc", "luz", "mzn", "nqo", "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr", "syr", "ug", "ur", "yi"),
    ]
)
#: Languages written so in some places alone, by region.
_REGIONS: Final = frozenset(
    [("ku", "iq"), ("ku", "ir"), ("pa", "pk"), ("az", "iq"), ("az", "ir"), ("uz", "af"), ("kk", "cn")]
)


def is_right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left; its tag is of BCP 47, as "ur", "ckb-IQ" or "pa-Arab"."""
    language, *others = tag.lower().replace("_", "-").split("-")
    for other in others:
        if len(other) == 1:  # what follows says nothing of the script (RFC 5646, 2.2.6)
            break
        if len(other) == 4 and other.isalpha():
            return other in _SCRIPTS
    return language in _LANGUAGES or any((language, other) in _REGIONS for other in others)


def direction(tag: str) -> str:
    """The direction of a language as HTML says it."""
    return "rtl" if is_right_to_left(tag) else "ltr"
