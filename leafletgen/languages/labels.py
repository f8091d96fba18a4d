"""What stands between words: after a label, between sentences, in a list. Each is a pattern that a language writes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

Words = Mapping[str, str]


def label(words: Words, said: str) -> str:
    """Return a label with what parts it from what follows, such as "Code: "."""
    return words["labelled"].partition("{value}")[0].format(label=said)


def label_alone(words: Words, said: str) -> str:
    """Return a label with its mark and nothing after it, such as "Code:"."""
    return label(words, said).rstrip()


def after_label(words: Words) -> str:
    """Return what parts a label from what follows, after its mark: a space, or nothing."""
    pattern = words["labelled"].partition("{value}")[0]
    return pattern[len(pattern.rstrip()) :]


@lru_cache(maxsize=64)
def joint(pattern: str) -> str:
    """Return what stands between the two places of a pattern, such as ", " of "{before}, {after}"."""
    return pattern.replace("{before}", "").replace("{after}", "")
