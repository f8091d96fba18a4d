"""What the routes of one server share."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import cached_property

from flask import current_app

from leafletgen.clinic.documents import Documents
from leafletgen.clinic.life import Life
from leafletgen.clinic.tokens import Tokens
from leafletgen.clinic.workroom import Workroom

NAME = "leafletgen-clinic"


@dataclass
class Parts:
    """One server: its port on this computer, its secrets, and what it holds."""

    port: int
    workroom: Workroom
    documents: Documents
    tokens: Tokens = field(default_factory=Tokens)
    life: Life = field(default_factory=Life)
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """What the cookie of a browser holds that came with a token."""
    control: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """What a second start shows, to be given a token; it stands in the file of the running server."""

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

    def opening_address(self) -> str:
        """Return an address that opens the first page, once."""
        return f"{self.origin}/start?token={self.tokens.new()}"


def parts() -> Parts:
    """Return the parts of the server that answers this request."""
    found = current_app.extensions[NAME]
    assert isinstance(found, Parts)
    return found
