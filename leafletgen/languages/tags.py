"""Tags of languages (BCP 47): how they are written, and what stands in for a longer one."""

from __future__ import annotations

from functools import lru_cache

#: Places whose Chinese is written in simplified characters unless the tag says otherwise (CLDR, likely subtags).
_SIMPLIFIED = ("zh", "zh-CN", "zh-SG", "zh-MY")
_TRADITIONAL = ("Hant", "TW", "HK", "MO")


@lru_cache(maxsize=256)
def canonical(tag: str) -> str:
    """Return a tag in its usual letters (RFC 5646, 2.1.1): "ZH-hans-cn" is "zh-Hans-CN"."""
    first, *others = tag.replace("_", "-").split("-")
    parts = [first.lower()]
    after_single = False  # what follows a single letter is no script or region
    for other in others:
        after_single |= len(parts[-1]) == 1
        if after_single or len(other) not in (2, 4) or not other.isalpha():
            parts.append(other.lower())
        else:
            parts.append(other.upper() if len(other) == 2 else other.title())
    return "-".join(parts)


@lru_cache(maxsize=256)
def lookups(tag: str) -> tuple[str, ...]:
    """Return what is looked up for a tag, the most exact one first (RFC 4647, 3.4): "zh-CN", "zh-Hans", "zh"."""
    tags = []
    left = canonical(tag)
    traditional = any(part in _TRADITIONAL for part in left.split("-"))
    while left:
        tags.append(left)
        if left in _SIMPLIFIED and not traditional and "zh-Hans" not in tags:
            tags.append("zh-Hans")
        left = left.rpartition("-")[0]
    return tuple(tags)
