"""The versions of Python, of zlib and of packages: a part of whatever tells one leafletgen from another."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def versions(packages: tuple[str, ...]) -> Iterator[str]:
    """Yield the versions of Python, of zlib and of packages, these as pip calls their folders of data: ``pillow-``.

    Folders are looked at by name: asking ``importlib.metadata`` takes longer than all else that a plan does.
    """
    import sys
    import zlib
    from importlib.util import find_spec

    yield f"{sys.implementation.name} {sys.version_info}"
    yield zlib.ZLIB_RUNTIME_VERSION
    names: list[str] = []
    found = find_spec("reportlab")
    if found is None or found.origin is None:
        return
    with suppress(OSError):  # a folder that may not be listed
        names = sorted(path.name.lower() for path in Path(found.origin).parent.parent.iterdir())
    for name in names:
        if name.endswith(".dist-info") and name.startswith(packages):
            yield name
