"""Faces of a reader's system for the script of a language, by the names that systems give them.

A page brings no letters of its own. Most systems find a face for any script, but each of them another one: Urdu in the
face of Arabic is not what its readers write.
"""

from __future__ import annotations

from typing import Final

from leafletgen.languages.tags import lookups

#: By language and by script: what comes with Android and Linux, with Windows, and with the systems of Apple.
_FACES: Final = {
    "ar": ("Noto Sans Arabic", "Segoe UI", "SF Arabic", "Geeza Pro"),
    "ur": ("Noto Nastaliq Urdu", "Urdu Typesetting", "Jameel Noori Nastaleeq"),
    "bn": ("Noto Sans Bengali", "Nirmala UI", "Kohinoor Bangla", "Bangla Sangam MN"),
    "gu": ("Noto Sans Gujarati", "Nirmala UI", "Kohinoor Gujarati", "Gujarati Sangam MN"),
    "pa": ("Noto Sans Gurmukhi", "Nirmala UI", "Gurmukhi Sangam MN"),
    "hi": ("Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari", "Devanagari Sangam MN"),
    "ta": ("Noto Sans Tamil", "Nirmala UI", "Tamil Sangam MN"),
    "ti": ("Noto Sans Ethiopic", "Ebrima", "Nyala", "Kefa"),
    "th": ("Noto Sans Thai", "Leelawadee UI", "Thonburi"),
    "zh-Hans": ("Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"),
    "zh-Hant": ("Noto Sans TC", "Noto Sans CJK TC", "Microsoft JhengHei", "PingFang TC"),
}
#: Languages that are written as another one is; a tag with a script comes before the language alone.
_AS: Final = {
    **dict.fromkeys(["fa", "ps", "ckb", "sd", "ug", "pa-Arab", "pnb", "ku-IQ"], "ar"),
    **dict.fromkeys(["mr", "ne", "sa"], "hi"),
    **dict.fromkeys(["am", "tig"], "ti"),
    **dict.fromkeys(["zh-TW", "zh-HK"], "zh-Hant"),
    "as": "bn",
}


def _written_as(language: str) -> str:
    """The language of `_FACES` that one (BCP 47) is written as; empty for one of a script that every face has."""
    for tag in lookups(language):
        if tag.endswith("-Latn"):
            break
        if (found := _AS.get(tag, tag)) in _FACES:
            return found
    return ""


def faces_of(language: str) -> tuple[str, ...]:
    """The faces for the script of a language (BCP 47), the best one first; none where any face will do."""
    return _FACES.get(_written_as(language), ())


def is_steep(language: str) -> bool:
    """Whether words of a language climb so that lines have to be far apart: Nastaliq needs over twice its size."""
    return _written_as(language) == "ur"
