"""One run of the clinic, from its socket to its end."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

from leafletgen.clinic.application import application
from leafletgen.clinic.documents import Documents
from leafletgen.clinic.parts import Parts
from leafletgen.clinic.server import listen, serve
from leafletgen.clinic.workroom import Workroom


def run(root: Path, port: int | None, tell: Callable[[str], None] | None) -> None:
    """Serve a workspace until its last page is closed."""
    from leafletgen.app.sheets.provisional import PageFile

    ours = listen(port or 0)
    parts = Parts(ours.getsockname()[1], Workroom(root), Documents(PageFile))
    app = application(parts)
    if tell is not None:
        tell(parts.opening_address())
    else:
        webbrowser.open(parts.opening_address())
    threading.Thread(target=_warm, args=(parts.workroom,), daemon=True).start()
    serve(app, ours, parts.life)


def _warm(workroom: Workroom) -> None:
    with workroom.desk():
        pass
