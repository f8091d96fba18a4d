"""Pages whose server is gone, while another program has come to its port: it gets no patient and no file."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import expect

from tests.clinic.browser.conftest import NewDesk
from tests.clinic.browser.running import Running
from tests.support.processes import BOUND


class Another(ThreadingHTTPServer):
    """A program of another user of the computer, which answers everything as if all were well."""

    def __init__(self, port: int) -> None:
        """Take the port, which was free a moment ago."""
        super().__init__(("127.0.0.1", port), _Listening)
        self.sent: list[str] = []
        self.addresses: list[str] = []
        self.thread = threading.Thread(target=self.serve_forever)
        self.thread.start()

    def end(self) -> None:
        """End it."""
        self.shutdown()
        self.server_close()
        self.thread.join(BOUND)


class _Listening(BaseHTTPRequestHandler):
    server: Another

    def do_POST(self) -> None:
        self.server.addresses.append(self.path)
        self.server.sent.append(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode("latin-1"))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Write nothing anywhere."""


def test_another_program_on_the_port_is_told_nothing(running: Running, new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.card("Bridge").click()
    desk.field("Patient").fill("Sam Ex")
    expect(desk.pages().first).to_be_visible()
    leaflets = desk.open("/leaflets")
    desk.page.wait_for_timeout(1500)  # the last proof is no good any more
    running.stop()
    another = Another(int(desk.origin.rpartition(":")[2]))
    try:
        desk.field("Patient").press_sequentially("ample")
        expect(desk.page.locator("#stopped")).to_be_visible()
        desk.field("Goal").fill("to walk with Sam Example")
        desk.page.wait_for_timeout(1500)
        leaflets.locator("#word-file").set_input_files(
            {"name": "Sam.docx", "mimeType": "application/octet-stream", "buffer": b"PK\x03\x04 Sam Example"}
        )
        expect(leaflets.locator("#word-faults")).to_contain_text("Leafletgen does not answer.")
        desk.context.close()  # while somebody answers what the pages ask for at last
    finally:
        another.end()
    assert set(another.addresses) <= {"/alive", "/closed"}
    assert another.addresses and not any("Sam" in text for text in another.sent)
    desk.watch.forgive("alive", "jpg", "40", "Failed")
