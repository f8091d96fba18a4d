"""The server: the application behind waitress, on this computer alone."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

_LARGEST_READ = 32_000_000
"""Bytes of a body that are read before it is refused; a connection that is cut sooner tells a page nothing."""
_IN_MEMORY = 1_000_000_000
"""Bytes up to which waitress keeps a request or an answer in memory and in no file: more than there can be."""
_LOOK_EVERY = 1.0
"""Seconds at most between two looks whether to go on."""
_WAITING = 128
"""Connections that are held at once; a browser opens six for each of its windows at most."""


def listen(port: int) -> socket.socket:
    """Return a socket that nobody outside of this computer can reach; port 0 takes a free one.

    Raises:
        OSError: the port is taken, or not to be had.
    """
    ours = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # Windows would let a second program listen on the port; elsewhere a port that was just left is free at once.
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    try:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR if exclusive is None else exclusive, 1)
        ours.bind(("127.0.0.1", port))
        ours.listen(_WAITING)
    except OSError:
        ours.close()
        raise
    return ours


class Server:
    """Waitress with limits, and without a word of a request anywhere."""

    def __init__(self, app: Flask, ours: socket.socket) -> None:
        """Take the application, and the socket that it is to be had on."""
        for name in ("waitress", "waitress.queue"):  # they quote addresses and headers
            logging.getLogger(name).disabled = True
        self._sockets: dict[int, Any] = {}
        self._server = create_server(
            app,
            map=self._sockets,
            sockets=[ours],
            ident=None,
            threads=6,
            connection_limit=_WAITING,
            max_request_header_size=32_768,
            max_request_body_size=_LARGEST_READ,
            inbuf_overflow=_IN_MEMORY,
            outbuf_overflow=_IN_MEMORY,
        )

    def serve(self, goes_on: Callable[[], bool]) -> None:
        """Answer while it goes on."""
        try:
            while goes_on():
                wasyncore.loop(
                    timeout=_LOOK_EVERY, map=self._sockets, use_poll=hasattr(wasyncore.select, "poll"), count=1
                )
        finally:
            self._server.task_dispatcher.shutdown(timeout=1)
            wasyncore.close_all(self._sockets)
