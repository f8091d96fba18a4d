"""Rules as they were read, kept for the user: to read their YAML takes longer than to check a leaflet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from leafletgen import __version__
from leafletgen.errors import Severity
from leafletgen.rules.rule import Entry, Rule
from leafletgen.system.user_cache import UserCache, cache_folder

_READERS: Final = ("compiled.py", "data.py", "parsing.py", "rule.py", "../content/model/rules.py")
"""The modules that decide what is read from a file."""


def key_of(files: Iterable[tuple[str, bytes]], others: Sequence[str]) -> str:
    """Return what tells these files, and this leafletgen, from others."""
    digest = sha256(" ".join((__version__, *others)).encode())
    here = Path(__file__).parent
    for path in [here / name for name in _READERS]:
        with suppress(OSError):
            digest.update(path.read_bytes())
    for shown, text in files:
        digest.update(f"\n{shown} {len(text)}\n".encode() + text)
    return digest.hexdigest()


def recall(key: str) -> dict[str, tuple[Rule, bool]] | None:
    """Return the rules that were kept of the same files; None when there are none."""
    folder = cache_folder()
    kept = None if folder is None else UserCache(folder).get(f"{key}-rules")
    try:
        return None if kept is None else {one[0]: (_rule(one), bool(one[-1])) for one in json.loads(kept)}
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


def keep(key: str, rules: Mapping[str, tuple[Rule, bool]]) -> None:
    """Keep rules, where this user has a folder for such things."""
    from leafletgen.rules.plugins import is_of_plugin

    own = [_as_data(rule, is_on) for rule, is_on in rules.values()]
    if any(is_of_plugin(name) for name in rules):
        return  # what another package has changes without its version, while somebody writes it
    folder = cache_folder()
    if folder is not None:
        UserCache(folder).put(f"{key}-rules", json.dumps(own, separators=(",", ":")).encode())


def _as_data(rule: Rule, is_on: bool) -> list[Any]:
    entries = [[*entry[:2], dict(entry.forms), *entry[3:]] for entry in rule.entries]
    return [
        *(rule.id, rule.group, str(rule.severity), rule.title, rule.why, rule.source, rule.languages, rule.kinds),
        *(rule.good, rule.bad, dict(rule.limits), dict(rule.words), entries, is_on),
    ]


def _rule(data: Sequence[Any]) -> Rule:
    name, group, severity, title, why, source, languages, kinds, good, bad, limits, words, entries, _ = data
    return Rule(
        name,
        group,
        Severity(severity),
        title,
        why,
        source,
        tuple(languages),
        tuple(kinds),
        tuple(good),
        tuple(bad),
        limits,
        {key: tuple(said) for key, said in words.items()},
        tuple([_entry(one) for one in entries]),
    )


def _entry(data: Sequence[Any]) -> Entry:
    words, say, forms, exceptions, near, fix, explained, note = data
    return Entry(tuple(words), tuple(say), forms, tuple(exceptions), tuple(near), fix, explained, note)
