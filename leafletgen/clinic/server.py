"""The server: the application behind waitress, on this computer alone."""

from __future__ import annotations

import logging
import signal
import socket
import threading
import time
from typing import Any

from flask import Flask
from waitress.server import create_server

from leafletgen.clinic.life import Life

_LARGEST_BODY = 16_000_000
"""Bytes that are read before a request is refused, so that its page hears why."""
_IN_MEMORY = 1 << 30
"""Bytes up to which waitress keeps a request or an answer in memory: all of them, for there may be a patient in it."""
_LOOK_EVERY = 2.0


def listen(port: int) -> socket.socket:
    """Return a socket on a port of this computer that nobody outside can reach; 0 takes a free one.

    Raises:
        OSError: the port is taken, or not to be had.
    """
    ours = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # Windows would let two programs listen on one port; elsewhere a port that was just left may be taken at once.
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR if exclusive is None else exclusive, 1)
    try:
        ours.bind(("127.0.0.1", port))
    except OSError:
        ours.close()
        raise
    return ours


def serve(app: Flask, ours: socket.socket, life: Life) -> None:
    """Answer until the last page has been closed for a while, or Ctrl-C or SIGTERM ends it.

    Raises:
        KeyboardInterrupt: by either.
    """
    for name in ("waitress", "waitress.queue"):  # they quote requests
        logging.getLogger(name).disabled = True
    server: Any = create_server(
        app,
        sockets=[ours],
        threads=6,
        ident=None,
        connection_limit=128,
        channel_timeout=60,
        max_request_body_size=_LARGEST_BODY,
        inbuf_overflow=_IN_MEMORY,
        outbuf_overflow=_IN_MEMORY,
        outbuf_high_watermark=_IN_MEMORY,
        clear_untrusted_proxy_headers=True,
        log_socket_errors=False,
    )
    threading.Thread(target=_watch, args=(server, life), daemon=True).start()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        server.asyncore.loop(timeout=1, map=server._map, use_poll=True)
    finally:
        server.task_dispatcher.shutdown(timeout=1)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _watch(server: Any, life: Life) -> None:
    while not life.is_over():
        time.sleep(_LOOK_EVERY)
    server.trigger.pull_trigger(lambda: server.asyncore.close_all(server._map))
