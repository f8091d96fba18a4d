"""The beginning of a YAML file at a glance: the plain values of some of its keys, and nothing checked."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import yaml

from leafletgen.source.yaml import MAXIMUM_BYTES, events, read_bounded

Head = dict[str, list[str]]
"""The scalars below each key: one of a text, several of a list; the keys of maps in it are left out."""


def read_head(path: Path, keys: Collection[str]) -> Head | None:
    """Return what stands under some keys of a file's map; reading ends when all of them are found.

    It takes a fifteenth of the time of reading the file, so that all files of a folder can be looked at to find one.
    A fault after what is wanted is not seen. None when the file cannot be read that far, which `read_source` explains.
    """
    try:
        content = read_bounded(path)
        if len(content) > MAXIMUM_BYTES:
            return None
        return _head_of(content.decode("utf-8-sig"), keys)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None


#: What comes next inside of a collection that was begun: a map's key, a map's value, an item of a list.
_KEY, _VALUE, _ITEM = range(3)


def _head_of(text: str, keys: Collection[str]) -> Head:
    found: Head = {}
    top, awaited = "", list[int]()
    for event in events(text):
        kind = type(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            awaited.append(_KEY if kind is yaml.MappingStartEvent else _ITEM)
            continue
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            awaited.pop()
        elif kind is yaml.ScalarEvent and awaited and awaited[-1] == _KEY:
            awaited[-1] = _VALUE
            if len(awaited) == 1:
                top = event.value
                if top in keys:
                    found[top] = []
            continue
        elif kind is yaml.ScalarEvent and top in found:
            found[top].append(event.value)
        if awaited and awaited[-1] == _VALUE:
            awaited[-1] = _KEY
            if len(awaited) == 1 and len(found) == len(keys):
                break
    return found
