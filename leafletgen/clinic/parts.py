"""What the routes of one server share."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from flask import current_app

from leafletgen.clinic.life import Life
from leafletgen.clinic.proof import proof
from leafletgen.clinic.tokens import Tokens
from leafletgen.clinic.word_reports import WordReports
from leafletgen.clinic.workroom import Workroom

NAME = "leafletgen-clinic"


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass
class Parts:
    """One server: its port on this computer, its secrets, and what it works with."""

    port: int
    workroom: Workroom
    complain: Callable[[str], None]
    """Says where the server was started that something is wrong with it; nothing of a request."""
    tokens: Tokens = field(default_factory=Tokens)
    life: Life = field(default_factory=Life)
    word_reports: WordReports = field(default_factory=WordReports)
    session: str = field(default_factory=_secret, repr=False)
    """What the cookie of a browser holds that came with a token."""
    key: str = field(default_factory=_secret, repr=False)
    """From which each page has a key of its own, to know this server by: when the server is gone, another program may
    have come to its port, and the page holds a patient."""
    control: str = field(default_factory=_secret, repr=False)
    """What a second start knows from the file of the running server; it is never sent."""

    @cached_property
    def host(self) -> str:
        """The one name under which the server answers."""
        return f"127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        """The origin of its own pages."""
        return f"http://{self.host}"

    @property
    def cookie(self) -> str:
        """The cookie's name; browsers do not keep the cookies of two ports apart, so the port is in it."""
        return f"{NAME}-{self.port}"

    def key_of(self, page: str) -> str:
        """Return what a page knows this server by, and never sends.

        Each has another, for a browser shows the cookie to what else is served on this computer: who takes it from
        there gets pages, but not the key of one that is open.
        """
        return proof(self.key, "page", page)


def parts() -> Parts:
    """Return the parts of the server that answers this request."""
    found = current_app.extensions[NAME]
    assert isinstance(found, Parts)
    return found


def opening_address(port: int, token: str) -> str:
    """Return the address that opens the first page, once."""
    return f"http://127.0.0.1:{port}/start?token={token}"
