"""The versions of Python, of zlib and of packages: a part of whatever tells one leafletgen from another."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path


def versions(packages: tuple[str, ...]) -> Iterator[str]:
    """Yield the versions of Python, of zlib and of packages, these as pip calls their folders of data: ``pillow-``.

    Folders are looked at by name: asking ``importlib.metadata`` takes longer than all else that a plan does.
    """
    import sys
    import zlib

    yield f"{sys.implementation.name} {sys.version_info}"
    yield zlib.ZLIB_RUNTIME_VERSION
    for name in _installed():
        if name.startswith(packages):
            yield name


@cache
def _installed() -> tuple[str, ...]:
    from importlib.util import find_spec

    found = find_spec("reportlab")
    if found is None or found.origin is None:
        return ()
    names: list[str] = []
    with suppress(OSError):  # a folder that may not be listed
        names = [path.name.lower() for path in Path(found.origin).parent.parent.iterdir()]
    return tuple(sorted(name for name in names if name.endswith(".dist-info")))
