"""The static files: read once at the start, and answered before the application is asked.

A page takes some fifty of them before it can be used, and what a framework does for each takes longer than the file.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_FOLDER = Path(__file__).parent / "static"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


class StaticFiles:
    """The files of one version; their addresses hold it, so that a browser may keep each for good."""

    def __init__(self) -> None:
        """Read them."""
        paths = sorted(path for path in _FOLDER.rglob("*") if path.is_file())
        self._files = {path.relative_to(_FOLDER).as_posix(): path.read_bytes() for path in paths}
        self._smaller: dict[str, bytes] = {}
        said = "\n".join(f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in self._files.items())
        self.version = hashlib.sha256(said.encode()).hexdigest()[:12]

    @property
    def address(self) -> str:
        """Where they are."""
        return f"/static/{self.version}"

    def _packed(self, name: str) -> bytes:
        """Return a file as it is sent to who takes it smaller; it is packed when it is first asked for."""
        if name not in self._smaller:
            self._smaller[name] = gzip.compress(self._files[name], 6, mtime=0)
        return self._smaller[name]

    def before(
        self, app: WSGIApplication, may_have: Callable[[WSGIEnvironment], bool], headers: Iterable[tuple[str, str]]
    ) -> WSGIApplication:
        """Return an application that answers for these files, and leaves all else to another.

        Args:
            app: the other.
            may_have: whether whoever asks may have a file.
            headers: of every answer.
        """
        beginning, sent = f"{self.address}/", [*headers, ("Vary", "Accept-Encoding")]

        def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            data = self._files.get(path.removeprefix(beginning)) if path.startswith(beginning) else None
            if data is None or environ["REQUEST_METHOD"] != "GET" or not may_have(environ):
                return app(environ, start)
            said = [("Content-Type", _type(path)), *sent]
            if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
                data = self._packed(path.removeprefix(beginning))
                said.append(("Content-Encoding", "gzip"))
            start("200 OK", [*said, ("Content-Length", str(len(data)))])
            return [data]

        return answer


def _type(path: str) -> str:
    suffix = f".{path.rpartition('.')[2]}"
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
