"""The clinic's application as a browser meets it: its host, its cookie, and what its pages send."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from leafletgen.clinic.application import application
from leafletgen.clinic.parts import Parts
from leafletgen.clinic.workroom import Workroom
from tests.support.processes import BOUND, Child

ROOT = Path(__file__).resolve().parents[2]
"""The repository, which is a workspace."""
PORT = 4711
NAME = "Sam Example"
NUMBER = "999 000 0018"


def a_draft(*exercises: str, **fields: Any) -> dict[str, Any]:
    """Return a draft with these exercises, and fields as the page names them."""
    rows = [
        {"id": f"r{index}", "exercise": one, "dose": "10,daily=1"} for index, one in enumerate(exercises or ("bridge",))
    ]
    return {"rows": rows, **fields}


class Clinic:
    """An application, and a browser that has come in."""

    def __init__(self, workroom: Workroom) -> None:
        """Take what it works with."""
        self.complaints: list[str] = []
        self.parts = Parts(PORT, workroom, self.complaints.append)
        self.app = application(self.parts)
        self.browser = self.stranger()
        self.browser.set_cookie(self.parts.cookie, self.parts.session, domain="127.0.0.1")

    def stranger(self) -> FlaskClient:
        """Return a browser that has not come in; a redirect or an error of ours is never hidden by the client."""
        return self.app.test_client()

    def get(self, address: str, client: FlaskClient | None = None, /, **headers: str) -> TestResponse:
        """Ask as a page's own link does; a header's name has _ for -."""
        return self._send("GET", address, client, {"Sec-Fetch-Site": "same-origin", **_named(headers)})

    def post(self, address: str, data: Any, client: FlaskClient | None = None, /, **headers: str) -> TestResponse:
        """Send JSON, or bytes as they are, as a page of ours does; a header that is empty is left out."""
        usual = {"Origin": self.parts.origin, "X-Clinic": "1", "Content-Type": "application/json"}
        sent = data if isinstance(data, bytes) else json.dumps(data).encode()
        return self._send("POST", address, client, {**usual, **_named(headers)}, sent)

    def sheet(self, draft: dict[str, Any], window: str = "w1") -> dict[str, Any]:
        """Return the answer to a draft."""
        response = self.post("/sheet", {"window": window, "draft": draft})
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.get_json()
        return answer

    def _send(
        self, method: str, address: str, client: FlaskClient | None, headers: dict[str, str], sent: bytes | None = None
    ) -> TestResponse:
        base = f"http://{headers.pop('Host', self.parts.host)}"
        said = {name: value for name, value in headers.items() if value}
        return (client or self.browser).open(address, method=method, base_url=base, headers=said, data=sent)


def _named(headers: dict[str, str]) -> dict[str, str]:
    """Return headers by their names, which are written with _ for -."""
    return {name.replace("_", "-"): value for name, value in headers.items()}


class Served:
    """A real server in a process of its own, which ends with the block."""

    def __init__(self, config: Path, *arguments: str | Path, workspace: Path = ROOT) -> None:
        """Start it; its folder for what the user keeps is ``config``."""
        words = ["clinic", "--no-browser", "--workspace", workspace, *arguments]
        self.process: Child[str] = Child(
            [sys.executable, "-m", "leafletgen", *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "LEAFLETGEN_CONFIG": str(config)},
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/start\?token=([\w-]+)", self.address)
        assert found is not None, self.address
        self.port, self.token = int(found[1]), found[2]
        self.cookie = ""

    def __enter__(self) -> Served:
        """Come in."""
        status, headers, _ = self.ask("GET", f"/start?token={self.token}")
        assert status == 200
        self.cookie = headers["Set-Cookie"].partition(";")[0]
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.end()

    def end(self) -> tuple[str, str]:
        """End it, and return what it wrote after the address."""
        self.process.terminate()
        return self.process.communicate(timeout=BOUND)

    def ask(
        self, method: str, address: str, sent: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask over a connection of its own, as a page of ours does; return status, headers and body."""
        said = {"Cookie": self.cookie, "Host": f"127.0.0.1:{self.port}"}
        if method == "POST":
            said |= {"Origin": f"http://127.0.0.1:{self.port}", "X-Clinic": "1", "Content-Type": "application/json"}
        said |= _named(headers)
        connection = HTTPConnection("127.0.0.1", self.port, timeout=BOUND)
        try:
            connection.request(method, address, sent, {name: value for name, value in said.items() if value})
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()
