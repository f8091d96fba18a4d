"""The server itself, in a thread of the test: what it keeps in memory, and what it says of what goes wrong."""

import json
import tempfile
import threading
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from leafletgen.clinic.application import application
from leafletgen.clinic.parts import Parts
from leafletgen.clinic.server import Server, listen
from leafletgen.clinic.workroom import Workroom
from tests.support.clinic import NAME, a_draft
from tests.support.processes import BOUND


class Threaded:
    """A server that runs in a thread."""

    def __init__(self, workroom: Workroom) -> None:
        self.complaints: list[str] = []
        ours = listen(0)
        self.parts = Parts(ours.getsockname()[1], workroom, self.complaints.append)
        self._server = Server(application(self.parts), ours)
        self._goes_on = True
        self._thread = threading.Thread(target=self._server.serve, args=(lambda: self._goes_on,))
        self._thread.start()

    def end(self) -> None:
        """End it."""
        self._goes_on = False
        self._thread.join(BOUND)
        assert not self._thread.is_alive()

    def ask(self, method: str, address: str, sent: bytes | Iterator[bytes] | None = None) -> tuple[int, str, bytes]:
        """Ask as a page of ours; return status, media type and body."""
        connection = HTTPConnection("127.0.0.1", self.parts.port, timeout=BOUND)
        headers = {"Cookie": f"{self.parts.cookie}={self.parts.session}", "Sec-Fetch-Site": "same-origin"}
        headers |= {"X-Clinic": "1", "Content-Type": "application/json"} if method == "POST" else {}
        try:
            connection.request(method, address, sent, headers, encode_chunked=not isinstance(sent, bytes | None))
            response = connection.getresponse()
            return response.status, response.headers.get_content_type(), response.read()
        finally:
            connection.close()


@pytest.fixture
def server(workroom: Workroom) -> Iterator[Threaded]:
    """Return a server that runs."""
    running = Threaded(workroom)
    yield running
    running.end()


def test_large_requests_and_answers_are_in_no_file(server: Threaded, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, lambda *_, name=name, **__: made.append(name))
    rows = a_draft("bridge", "clamshell", "bird-dog", name=NAME, note="y" * 200)
    status, _, body = server.ask("POST", "/sheet", json.dumps({"window": "w", "draft": rows}).encode())
    answer = json.loads(body)
    assert status == 200 and answer["document"] is not None, answer["found"]
    status, _, picture = server.ask("GET", f"/pages/{answer['pages'][0]['key']}.jpg?scale=4")
    assert status == 200 and len(picture) > 100_000
    for size in (900_000, 10_000_000):
        sent = json.dumps({"window": "w", "draft": a_draft(name=NAME, note="x" * size)}).encode()
        status, kind, body = server.ask("POST", "/sheet", sent)
        assert kind == "application/json" and NAME.encode() not in body
        assert status == (200 if size < 1_000_000 else 413)
    assert not made


def test_a_body_in_pieces_has_the_same_limit(server: Threaded) -> None:
    pieces = (b"x" * 100_000 for _ in range(30))
    status, _, body = server.ask("POST", "/sheet", pieces)
    assert status == 413
    assert json.loads(body)["found"][0]["code"] == "request-too-large"


def test_no_log_quotes_a_request(
    server: Threaded, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for address in (f"/documents/{NAME.replace(' ', '%20')}/print", "/pages/Sam%20Example.jpg", "/%ff%fe"):
        assert server.ask("GET", address)[0] in (400, 404)
    assert server.ask("POST", "/sheet", json.dumps({"window": NAME, "draft": {"name": NAME}}).encode())[0] == 400
    connection = HTTPConnection("127.0.0.1", server.parts.port, timeout=BOUND)
    connection.putrequest("GET", "/", skip_host=True)
    connection.putheader("Host", "a\x01b")
    connection.putheader("Content-Length", "nonsense Sam Example")
    connection.endheaders()
    assert connection.getresponse().status in (400, 403)
    connection.close()
    out, err = capfd.readouterr()
    for text in (out, err, caplog.text, *server.complaints):
        assert "Sam" not in text


def test_fifty_connections_at_once_are_answered(server: Threaded) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(server.ask("GET", "/own")[0])) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(BOUND)
    assert found == [200] * 50
