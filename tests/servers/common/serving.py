"""A server on this machine, in a thread of the test's process."""

from __future__ import annotations

import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from typing import Protocol
from typing import Self
from urllib.parse import parse_qs

from tests.servers.common.faults import Faults
from tests.servers.common.journal import Journal
from tests.servers.sheets.replies import Reply
from tests.servers.sheets.server import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from types import TracebackType

    from tests.servers.common.faults import Fault
    from tests.servers.common.journal import Entry

PAGE = Reply(200, b"<html><body><h1>Bienvenue</h1></body></html>", "text/html; charset=utf-8")


class Call(NamedTuple):
    """A request; names of headers in small letters, ``query`` with the last value of each."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


class Platform(Protocol):
    """What a form platform answers."""

    def answer(self, call: Call, entry: Entry) -> Reply:
        """Answer a request; ``entry.note`` is for what the request was about."""
        ...

    def trouble(self, status: int) -> Reply:
        """How the platform, or what stands before it, words an error."""
        ...


class _Handler(BaseHTTPRequestHandler):
    """Takes requests off the wire and puts answers on it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Http

    def handle_any(self) -> None:
        """Answer one request of whatever method."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path, _, query = self.path.partition("?")
        given = {name: values[-1] for name, values in parse_qs(query).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.local.handle(self, Call(self.command, path, given, headers, body), query)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any  # noqa: N815  # stdlib's names

    def send(self, reply: Reply, most: int | None = None) -> None:
        """Send an answer, or only so many bytes of its body."""
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body[:most])

    def reset(self) -> None:
        """Break the connection so that the client sees a reset."""
        self.wfile.flush()
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        self.connection.close()

    def log_message(self, *_: Any) -> None:  # noqa: ANN401  # stdlib's signature
        """Say nothing: the journal knows."""


class _Http(ThreadingHTTPServer):
    """Clients that leave in the middle are nobody's fault."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 50

    def __init__(self, local: Local) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.local = local

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  # stdlib
        """Leave broken connections alone; anything else is a defect to be seen."""
        if not isinstance(sys.exc_info()[1], ConnectionError | ValueError):
            super().handle_error(request, client_address)


class Local:
    """A platform that listens on this machine; use it as a context manager.

    ``before`` is called before each request is handled, with its number from 1: the second
    person. ``resume`` lets a request go on that a fault made wait.
    """

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.journal = Journal()
        self.faults = Faults()
        self.before: Callable[[int], object] = lambda _: None
        self.resume = threading.Event()
        self._lock = threading.RLock()
        self._http = _Http(self)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    @property
    def address(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def handle(self, wire: _Handler, call: Call, query: str) -> None:
        """Answer a request, or break it."""
        with self._lock:
            entry = self.journal.note(call.method, call.path, query)
            fault = self.faults.strike()
            self.before(entry.number)
            reply = self._reply(call, entry, fault)
        if fault:
            entry.fault = fault.kind
        if fault and fault.kind == "silent":
            self.resume.wait()
        if fault and fault.kind in {"reset", "silent", "cut"}:
            if fault.kind == "cut":
                wire.send(reply, len(reply.body) // 2)
            wire.reset()
            return
        entry.status, entry.bytes_out = reply.status, len(reply.body)
        wire.send(reply)

    def _reply(self, call: Call, entry: Entry, fault: Fault | None) -> Reply:
        if fault and fault.kind == "status":
            said = self.platform.trouble(fault.status)
            return Reply(said.status, said.body, said.type, (*said.headers, *fault.headers))
        if fault and fault.kind == "page":
            return Reply(fault.status or 200, PAGE.body, PAGE.type)
        return self.platform.answer(call, entry)

    def __enter__(self) -> Self:
        """Listen."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop listening."""
        self.resume.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
