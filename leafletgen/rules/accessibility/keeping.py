"""Keeps what was measured of pictures and faces, for the next time: the same file is measured once on a computer."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from leafletgen.system.user_cache import UserCache, cache_folder

#: Raised when what is kept changes its form.
_FORMAT: Final = 1
#: Things of which it is kept in this process what was made of them.
_MOST_HERE: Final = 2000


def kept(rests_on: tuple[object, ...], make: Callable[[], Any]) -> Any:
    """Return what was made before from the same things, else what is made now.

    Args:
        rests_on: all that it hangs on besides the program, such as the hash of a file and a size.
        make: returns data that JSON can keep, or None.
    """
    if rests_on not in _here:
        if len(_here) >= _MOST_HERE:
            _here.clear()
        _here[rests_on] = _kept_on_disk(rests_on, make)
    return _here[rests_on]


#: What was asked for in this process.
_here: dict[tuple[object, ...], Any] = {}


def _kept_on_disk(rests_on: tuple[object, ...], make: Callable[[], Any]) -> Any:
    store = _store()
    if store is None:
        return make()
    digest = sha256(f"{_FORMAT} {_program()}".encode())
    for one in rests_on:
        part = one if isinstance(one, bytes) else repr(one).encode("utf-8", "surrogatepass")
        digest.update(f"{len(part)} ".encode() + part)
    name = f"{digest.hexdigest()}-look"
    known = store.get(name)
    if known is not None:
        return json.loads(known)
    made = make()
    store.put(name, json.dumps(made).encode())
    return made


@cache
def _store() -> UserCache | None:
    folder = cache_folder()
    return None if folder is None else UserCache(folder)


@cache
def _program() -> str:
    """What tells one way of measuring from another: this folder, and how pictures and faces are read."""
    own = Path(__file__).parent
    package = own.parent.parent
    modules = [*own.glob("*.py"), *(package / "images").rglob("*.py"), *(package / "fonts").glob("*.py")]
    states = [(str(module), state.st_mtime_ns, state.st_size) for module in sorted(modules) if (state := module.stat())]
    return sha256(repr(states).encode("utf-8", "surrogatepass")).hexdigest()
