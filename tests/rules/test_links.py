"""Testing links: a server of our own is asked, with HEAD and then GET, and nobody else."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat
from pathlib import Path
from typing import NamedTuple

import pytest

from leafletgen.app.checking.links import links_found
from leafletgen.errors import Place
from leafletgen.library.workspace import Workspace
from leafletgen.rules.running import check_file, compare, gather
from leafletgen.rules.safety.addresses import UrlIn, urls_in
from leafletgen.rules.safety.links import RULES, findings_of_links
from leafletgen.rules.safety.web import NOT_PUBLIC, TIME_OVER, Answer, Asker
from tests.rules.harness import PLAIN_HEAD, as_file, rules


class _Server(NamedTuple):
    url: str
    asked: list[str]


class _Pages(BaseHTTPRequestHandler):
    """Answers by the path: a status, or where the page went."""

    asked: list[str]

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "no-head":
            kind = "200" if self.command == "GET" else "405"
        if kind == "slow":
            time.sleep(1)
            kind = "200"
        if kind == "drip":
            for letter in chain(b"HTTP/1.0 200 OK\r\nX: ", repeat(ord("y"))):  # without end
                try:
                    self.wfile.write(bytes([letter]))
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.05)
            return
        if kind == "garbage":
            self.wfile.write(b"\x00\x01 nothing of HTTP\r\n\r\n")
            return
        self.send_response(int(kind))
        if kind.startswith("3"):
            self.send_header("Location", rest if "://" in rest else f"/{rest}")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[_Server]:
    """A server on this machine."""
    asked: list[str] = []
    pages = type("Pages", (_Pages,), {"asked": asked})
    running = ThreadingHTTPServer(("127.0.0.1", 0), pages)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield _Server(f"http://127.0.0.1:{running.server_port}", asked)
    running.shutdown()
    running.server_close()


def _asker(minutes: float = 10) -> Asker:
    return Asker(pause=0, seconds=0.4, minutes=minutes, public_only=False)


def _ask(server: _Server, path: str) -> Answer:
    url = f"{server.url}{path}"
    return _asker().answers([url])[url]


@pytest.mark.parametrize(
    ("path", "status", "asked"),
    [
        ("/200/page", 200, ["HEAD /200/page"]),
        ("/no-head/page", 200, ["HEAD /no-head/page", "GET /no-head/page"]),
        ("/404/page", 404, ["HEAD /404/page", "GET /404/page"]),
        ("/410", 410, ["HEAD /410", "GET /410"]),
        ("/403", 403, ["HEAD /403", "GET /403"]),
        ("/200/a%20b?c=d", 200, ["HEAD /200/a%20b?c=d"]),
        ("/200/caf\u00e9#part", 200, ["HEAD /200/caf%C3%A9"]),
    ],
)
def test_answers(server: _Server, path: str, status: int, asked: list[str]) -> None:
    """HEAD comes first, and GET where a server may answer it otherwise."""
    assert _ask(server, path).status == status
    assert server.asked == asked


def test_moved_for_good(server: _Server) -> None:
    """A permanent redirect is told with where it leads; one for now is not, nor what comes after it."""
    assert _ask(server, "/301/200/new") == Answer(200, f"{server.url}/200/new")
    assert _ask(server, "/308/301/200/new") == Answer(200, f"{server.url}/200/new")
    assert _ask(server, "/302/200/new") == Answer(200)
    assert _ask(server, "/302/301/200/new") == Answer(200)
    assert _ask(server, "/301/404").status == 404


def test_redirects_without_end(server: _Server) -> None:
    """Nobody is led round for ever."""
    assert _ask(server, "/301" * 9 + "/200").fault == "it leads on more than 5 times"


@pytest.mark.parametrize("path", ["/slow", "/drip", "/garbage"])
def test_bad_servers(server: _Server, path: str) -> None:
    """A slow server, one that sends a letter at a time and one that speaks no HTTP end in time, with a reason."""
    answer = _ask(server, path)
    assert answer.status is None
    assert answer.fault


@pytest.mark.parametrize("leads", ["http://[::bad/x", "http://a:99999999/x", "file:///etc/passwd"])
def test_a_server_may_lead_to_anything(server: _Server, leads: str) -> None:
    """An address that is none, or no web page, is told; nothing else is opened, and no other page is lost by it."""
    urls = [f"{server.url}/301/{leads}", f"{server.url}/200/other"]
    found = _asker().answers(urls)
    assert found[urls[0]].status is None
    assert found[urls[0]].fault
    assert found[urls[1]].status == 200
    assert len(server.asked) == 2


def test_pause_and_end(server: _Server) -> None:
    """There is a pause between two requests to one server, and no request after the time is over."""
    pauses: list[float] = []
    asker = Asker(pause=7, seconds=1, public_only=False, sleep=pauses.append)
    asker.answers([f"{server.url}/200/{page}" for page in "abc"])
    assert pauses == [7, 7]
    over = _asker(minutes=0).answers([f"{server.url}/200/late"])
    assert [one.fault for one in over.values()] == [TIME_OVER]
    assert "HEAD /200/late" not in server.asked


def test_asks_less_of_a_server_that_says_so(server: _Server) -> None:
    """After "too many requests" a server is left alone."""
    found = _asker().answers([f"{server.url}/429", f"{server.url}/200/other"])
    assert [one.status for one in found.values()] == [429, 429]
    assert server.asked == ["HEAD /429"]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "localhost",
        "224.0.0.1",
        "[64:ff9b::a00:1]",
        "[2002:a00:1::]",
        "2130706433",
        "u:pw@127.0.0.1",
    ],
)
def test_asks_no_machine_of_its_own_network(host: str) -> None:
    """What stands in a file makes nobody knock on doors inside."""
    url = f"http://{host}/admin"
    assert Asker(pause=0, seconds=1).answers([url])[url] == Answer(fault=NOT_PUBLIC)


def test_redirect_to_the_inside(server: _Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page cannot lead inside either: each step is looked at."""
    from leafletgen.rules.safety import web

    monkeypatch.setattr(web, "_is_private", lambda address: address != "127.0.0.1")
    url = f"{server.url}/301/http://10.0.0.1/admin"
    assert Asker(pause=0, seconds=1).answers([url])[url] == Answer(fault=NOT_PUBLIC)
    assert server.asked == ["HEAD /301/http://10.0.0.1/admin"]


def test_findings(server: _Server) -> None:
    """A page that is gone is a warning wherever it stands, one that moved is advice, and examples are left alone."""
    urls = [
        UrlIn(f"{server.url}/404", Place("leaflets/a.yaml", 3, 5)),
        UrlIn(f"{server.url}/200", Place("leaflets/a.yaml", 4, 5)),
        UrlIn(f"{server.url}/404", Place("leaflets/b.yaml", 9, 1)),
        UrlIn(f"{server.url}/301/200/new", Place("leaflets/b.yaml", 10, 1)),
        UrlIn(f"{server.url}/403", Place("leaflets/b.yaml", 11, 1)),
        UrlIn("https://www.riverside.example.org/physio", Place("leaflets/b.yaml", 12, 1)),
    ]
    which = {name: rules()[name] for name in RULES}
    found = [(str(one.place), one.rule, one.severity.value) for one in findings_of_links(urls, which, _asker())]
    assert found == [
        ("leaflets/a.yaml:3:5", "link-broken", "warning"),
        ("leaflets/b.yaml:9:1", "link-broken", "warning"),
        ("leaflets/b.yaml:10:1", "link-moved", "advice"),
        ("leaflets/b.yaml:11:1", "link-not-tested", "advice"),
    ]
    assert len([one for one in server.asked if one.endswith("/404")]) == 2, "one HEAD and one GET for both places"


def test_urls_of_a_file() -> None:
    """Links, resources and plain addresses count, comments do not; brackets and full stops around them are left out."""
    file = as_file(
        '- "Read [this](https://a.example.com/x), or https://b.example.com/y_(z)."\n'
        "# see https://www.example.com/comment\n- resources:\n    - {title: One, url: https://c.example.com/#part}\n"
    )
    assert [url.text for url in urls_in(file)] == [
        "https://a.example.com/x", "https://b.example.com/y_(z)", "https://c.example.com/#part",
    ]  # fmt: skip


def test_only_who_asks_reaches_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Checking opens no connection and looks up no name; with links asked for, each address of a file is looked up."""
    names: list[str] = []

    def looked_up(host: str, *_: object, **__: object) -> list[object]:
        names.append(host)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    text = f"{PLAIN_HEAD}body:\n  - See [one](https://one.invalid.nhs.uk/a) and [it](https://one.invalid.nhs.uk/b).\n"
    file = as_file(text)
    which = {name: rule for name, rule in rules().items() if rule.group == "safety"}
    compare({file.shown: gather(file, which)}, which)
    check_file(file, which)
    assert names == []
    (tmp_path / "leaflets").mkdir()
    (tmp_path / "leaflets" / "a.yaml").write_text(text)
    told = links_found(Workspace(tmp_path), ["leaflets/a.yaml"], which)
    assert names == ["one.invalid.nhs.uk"], "one that is not there is not looked up again"
    assert [(str(one.place), one.rule) for one in told] == [
        ("leaflets/a.yaml:8:15", "link-not-tested"),
        ("leaflets/a.yaml:8:54", "link-not-tested"),
    ], "where no name at all is found, this machine may not be connected"
