"""Templates as they were compiled, kept in the user's cache: reading them anew takes a tenth of a start."""

from __future__ import annotations

from jinja2.bccache import Bucket, BytecodeCache

from leafletgen import __version__
from leafletgen.system.user_cache import UserCache, cache_folder


class TemplateCache(BytecodeCache):
    """What Jinja asks for; an entry is used only when it is of the same text, of this Jinja and of this Python."""

    def __init__(self) -> None:
        """Use the user's folder, where there is one."""
        folder = cache_folder()
        self._cache = None if folder is None else UserCache(folder)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept."""
        kept = None if self._cache is None else self._cache.get(_name(bucket))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in a bucket."""
        if self._cache is not None:
            self._cache.put(_name(bucket), bucket.bytecode_to_string())


def _name(bucket: Bucket) -> str:
    return f"page-{__version__}-{bucket.key}"
