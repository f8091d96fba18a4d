"""Starts the clinic where nobody sees a terminal: ``python -m leafletgen.cli.from_shortcut``; errors come as a page.

The page is served once, by Python's own server: the clinic's may be what could not start, and some browsers are not
allowed to open files.
"""

import html
import sys
import time
import webbrowser
from contextlib import redirect_stderr, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from threading import Thread
from typing import Final

from leafletgen.cli.main import main
from leafletgen.errors import ExitCode
from leafletgen.system.rubbish import collect_rarely

#: Seconds to wait for the browser, which may be slow to begin.
_PATIENCE: Final = 60.0
_ENDED_WELL: Final = (None, ExitCode.OK, ExitCode.INTERRUPTED)
_PAGE: Final = """\
<!DOCTYPE html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>The clinic has stopped</title>
<style>
body {{ font: 1.125rem/1.5 sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }}
pre {{ white-space: pre-wrap; border-left: .25rem solid; padding-left: 1rem; font: inherit }}
@media (prefers-color-scheme: dark) {{ html {{ color-scheme: dark }} }}
</style>
<main>
<h1>The clinic has stopped</h1>
<p>This is what it says:</p>
<pre>{said}</pre>
<p>If you cannot mend that yourself, show this page to whoever looks after this computer.</p>
</main>
"""


def run() -> None:
    """Run ``leafletgen clinic`` with the words of this process; when it ends with an error, show that in a browser."""
    collect_rarely()
    said = StringIO()
    status: object = ExitCode.OK
    with redirect_stderr(said):
        try:
            main.main(["clinic", *sys.argv[1:]], prog_name="leafletgen")
        except SystemExit as ended:
            status = ended.code
        except Exception as fault:
            # Its words are for a developer, and might be a patient's.
            status = ExitCode.ENVIRONMENT
            said.write(f"error: leafletgen has a fault of its own: {type(fault).__name__}")
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(said.getvalue())
    if status not in _ENDED_WELL:
        tell(said.getvalue())
    sys.exit(status if isinstance(status, int) else ExitCode.ENVIRONMENT)


def tell(said: str) -> None:
    """Show a text in the browser: served on this computer alone, until it was read once or nobody came for it."""
    page = _PAGE.format(said=html.escape(said.strip() or "nothing")).encode()
    served: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: there is no terminal."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.timeout = 1
        address = f"http://127.0.0.1:{server.server_port}/"
        # Some browsers are waited for until they are closed.
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        until = time.monotonic() + _PATIENCE
        while not served and time.monotonic() < until:
            server.handle_request()


if __name__ == "__main__":
    run()
