"""Asks servers for pages, politely: one request at a time and a pause for each server, limits of time, nothing kept.

HEAD first (RFC 9110, 9.3.2), and GET without its content where a server refuses HEAD. Only public addresses are asked:
what stands in a file must not make this machine knock on doors of its own network.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final, NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_FOR_GOOD: Final = frozenset((301, 308))
_NO_HEAD: Final = frozenset((400, 403, 404, 405, 406, 410, 500, 501, 503))
"""Answers to HEAD after which some servers answer GET otherwise."""
_MOST_STEPS: Final = 5
_SERVERS_AT_A_TIME: Final = 8
_ASK_LESS: Final = 429
_SAFE: Final = "/%:@!$&'()*+,;=~-._"
_GATEWAY: Final = ipaddress.IPv6Network("64:ff9b::/96")
NO_SUCH_SERVER: Final = "no server of this name was found"
NOT_PUBLIC: Final = "it is no public address"
TIME_OVER: Final = "the time for testing was over"


class Answer(NamedTuple):
    """What came of asking for a page.

    Attributes:
        status: the status of the last answer; None where none came.
        moved: where the page has moved for good; None where it has not.
        fault: why there is no answer.
    """

    status: int | None = None
    moved: str | None = None
    fault: str = ""


class Asker:
    """Asks for pages.

    Attributes:
        seconds: how long one answer may take.
        pause: seconds between two requests to one server.
        minutes: how long all may take.
        public_only: whether to refuse addresses of this machine and its network; False in tests alone.
    """

    def __init__(
        self,
        *,
        seconds: float = 10,
        pause: float = 1,
        minutes: float = 10,
        agent: str = "leafletgen",
        public_only: bool = True,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """Take the limits; nobody is asked yet."""
        self.seconds, self.pause, self.minutes = seconds, pause, minutes
        self.public_only = public_only
        self._agent = agent
        self._sleep = sleep
        self._ends = 0.0

    def answers(self, urls: Iterable[str]) -> dict[str, Answer]:
        """Return what came of each address; servers are asked side by side, each for one page after the other."""
        by_server: dict[str, list[str]] = {}
        for url in dict.fromkeys(urls):
            by_server.setdefault((urlsplit(url).hostname or "").lower(), []).append(url)
        self._ends = time.monotonic() + 60 * self.minutes
        found: dict[str, Answer] = {}
        with ThreadPoolExecutor(_SERVERS_AT_A_TIME, thread_name_prefix="links") as pool:
            try:
                for answers in pool.map(self._of_server, by_server.values()):
                    found.update(answers)
            except BaseException:
                self._ends = 0.0  # Ctrl-C: what was not asked for yet is left
                pool.shutdown(cancel_futures=True)
                raise
        return found

    def _of_server(self, urls: list[str]) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        gave_up: Answer | None = None
        for number, url in enumerate(urls):
            if gave_up is None and time.monotonic() >= self._ends:
                gave_up = Answer(fault=TIME_OVER)
            if gave_up is not None:
                found[url] = gave_up
                continue
            if number:
                self._sleep(self.pause)
            found[url] = answer = self._follow(url)
            if answer.status == _ASK_LESS or answer.fault == NO_SUCH_SERVER:
                gave_up = answer  # no more of this server
        return found

    def _follow(self, url: str) -> Answer:
        """Ask for a page, and for where it leads to."""
        at, for_good = url.partition("#")[0], True
        moved: str | None = None
        for _ in range(_MOST_STEPS + 1):
            try:
                status, location = self._ask("HEAD", at)
                if status in _NO_HEAD:
                    self._sleep(self.pause)
                    status, location = self._ask("GET", at)
            except _NotPublicError:
                return Answer(fault=NOT_PUBLIC)
            except socket.gaierror:
                return Answer(fault=NO_SUCH_SERVER)
            except TimeoutError:
                return Answer(fault=f"no answer came in {self.seconds:g} seconds")
            except ssl.SSLCertVerificationError as fault:
                return Answer(fault=f"its certificate is not valid: {fault.verify_message}")
            except (OSError, http.client.HTTPException, ValueError) as fault:
                return Answer(
                    fault=f"it cannot be asked: {getattr(fault, 'strerror', None) or fault or type(fault).__name__}"
                )
            if status not in _REDIRECTS or not location:
                return Answer(status, moved)
            try:
                at = urljoin(at, location).partition("#")[0]
                scheme = urlsplit(at).scheme
            except ValueError:  # a server may lead to anything
                scheme = ""
            if scheme not in ("http", "https"):
                return Answer(fault="it leads to something that is no web page")
            for_good = for_good and status in _FOR_GOOD
            moved = at if for_good else moved
            self._sleep(self.pause)
        return Answer(fault=f"it leads on more than {_MOST_STEPS} times")

    def _ask(self, method: str, url: str) -> tuple[int, str | None]:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        path = urlunsplit(("", "", quote(parts.path, _SAFE) or "/", quote(parts.query, _SAFE + "?"), ""))
        secure = parts.scheme == "https"
        proxy = None if proxy_bypass(host) else getproxies().get(parts.scheme)
        if proxy is not None:
            connection, path = self._by_proxy(proxy, host, parts.port, secure, path)
        else:
            connection = _Direct(host, parts.port, secure, self.seconds, self.public_only)
        end = threading.Timer(2 * self.seconds, connection.cut)  # for a server that sends a letter a second
        end.daemon = True
        end.start()
        try:
            connection.request(method, path, headers={"User-Agent": self._agent, "Accept": "*/*"})
            answer = connection.getresponse()
            if connection.was_cut:
                raise TimeoutError
            return answer.status, answer.getheader("Location")
        finally:
            end.cancel()
            connection.close()

    def _by_proxy(self, proxy: str, host: str, port: int | None, secure: bool, path: str) -> tuple[_Connection, str]:
        """Ask by way of the proxy that this machine is told to use; it looks up the name."""
        if self.public_only and (host == "localhost" or _is_private(host)):
            raise _NotPublicError
        way = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        connection = _Connection(way.hostname or "", way.port or 80, timeout=self.seconds)
        if secure:
            connection.set_tunnel(host, port or 443)
            connection.context = ssl.create_default_context()
            connection.server_name = host
            return connection, path
        return connection, f"http://{host}{f':{port}' if port else ''}{path}"


class _NotPublicError(OSError):
    """An address of this machine or its network."""


def _is_private(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    # Some IPv6 addresses stand for one of IPv4 behind a gateway (RFC 6052, 3056).
    inner = None
    if isinstance(found, ipaddress.IPv6Address):
        inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if found in _GATEWAY else found.sixtofour
    return not found.is_global or found.is_multicast or (inner is not None and not inner.is_global)


class _Connection(http.client.HTTPConnection):
    """A connection that can be cut from another thread, and that may be secured once it stands."""

    context: ssl.SSLContext | None = None
    server_name = ""
    was_cut = False

    def connect(self) -> None:
        """Connect, and secure the connection where that is asked for."""
        super().connect()
        if self.context is not None:
            self.sock = self.context.wrap_socket(self.sock, server_hostname=self.server_name)

    def cut(self) -> None:
        """End it in the middle."""
        self.was_cut = True
        if self.sock is not None:
            with suppress(OSError):  # it has ended already
                self.sock.shutdown(socket.SHUT_RDWR)


class _Direct(_Connection):
    """A connection to the server itself, at an address that was looked at before."""

    def __init__(self, host: str, port: int | None, secure: bool, seconds: float, public_only: bool) -> None:
        super().__init__(host, port or (443 if secure else 80), timeout=seconds)
        self.default_port = 443 if secure else 80  # so that the header Host names no usual port
        self.public_only = public_only
        if secure:
            self.context = ssl.create_default_context()
            self.server_name = host

    def connect(self) -> None:
        """Look up the name once, refuse what is not public, and connect to what was looked up."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        if self.public_only and any(_is_private(address) for address in addresses):
            raise _NotPublicError
        fault: OSError | None = None
        for address in addresses:
            try:
                self.sock = socket.create_connection((address, self.port), self.timeout)
                break
            except OSError as failed:
                fault = failed
        else:
            raise fault or socket.gaierror()
        if self.context is not None:
            self.sock = self.context.wrap_socket(self.sock, server_hostname=self.server_name)
