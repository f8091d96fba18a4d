"""The server itself, in a thread of the test: what it keeps in memory, and what it says of what goes wrong."""

import json
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from leafletgen.clinic.application import application
from leafletgen.clinic.bodies import LARGEST_FILE
from leafletgen.clinic.parts import Parts
from leafletgen.clinic.server import Server, listen
from leafletgen.clinic.workroom import Workroom
from tests.support.clinic import NAME, a_draft
from tests.support.processes import BOUND
from tests.support.word_packages import packed, parts


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

    def ask(
        self, method: str, address: str, sent: bytes | Iterator[bytes] | None = None, **more: str
    ) -> tuple[int, str, bytes]:
        """Ask as a page of ours, with more headers, which have _ for -; return status, media type and body."""
        connection = HTTPConnection("127.0.0.1", self.parts.port, timeout=BOUND)
        headers = {"Cookie": f"{self.parts.cookie}={self.parts.session}", "Sec-Fetch-Site": "same-origin"}
        headers |= {"X-Clinic": "1", "Content-Type": "application/json"} if method == "POST" else {}
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
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


def temporary_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows whenever somebody asks for a temporary file."""
    made: list[str] = []
    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, lambda *_, name=name, **__: made.append(name))
    return made


def test_large_requests_and_answers_are_in_no_file(server: Threaded, monkeypatch: pytest.MonkeyPatch) -> None:
    made = temporary_files(monkeypatch)
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


def test_a_word_file_is_in_no_file(server: Threaded, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of bodies that are longer than half a megabyte waitress would make files, if it was let."""
    made = temporary_files(monkeypatch)
    kind = {"Content_Type": "application/octet-stream", "X_File_Name": "old.docx"}
    large = packed(parts() | {"word/media/large.bin": bytes(range(256)) * 20_000}, zipfile.ZIP_STORED)
    assert len(large) > 5_000_000
    status, _, body = server.ask("POST", "/word", large, **kind)
    assert status == 200, body
    in_pieces = (large[start : start + 100_000] for start in range(0, len(large), 100_000))
    assert server.ask("POST", "/word", in_pieces, **kind)[0] == 200
    status, _, body = server.ask("POST", "/word", bytes(LARGEST_FILE + 1), **kind)
    assert status == 400
    assert json.loads(body)["found"][0]["code"] == "file-sent-too-large"
    assert not made


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
