"""The HTTP server around the service."""

from __future__ import annotations

import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from typing import Any
from typing import Self

from tests.servers.sheets import admin
from tests.servers.sheets.service import Broken
from tests.servers.sheets.service import Incoming
from tests.servers.sheets.service import Service

if TYPE_CHECKING:
    from types import TracebackType

    from tests.servers.sheets.replies import Reply

AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset instead of a farewell


class Handler(BaseHTTPRequestHandler):
    """Takes requests off the wire and puts answers on it."""

    protocol_version = "HTTP/1.1"
    # An answer goes out whole; without this every request would wait 40 ms.
    disable_nagle_algorithm = True
    wbufsize = -1
    server: HttpServer

    def handle_any(self) -> None:
        """Answer one request of whatever method."""
        length = int(self.headers.get("Content-Length") or 0)
        content = self.rfile.read(length)
        path, _, query = self.path.partition("?")
        if path.startswith(admin.PREFIX):
            name = path.removeprefix(admin.PREFIX)
            self.send(admin.answer(self.server.service, self.command, name, content))
            return
        bearer = (self.headers.get("Authorization") or "").removeprefix("Bearer ").strip()
        kind = self.headers.get("Content-Type") or ""
        try:
            incoming = Incoming(self.command, path, query, content, bearer, kind)
            self.send(self.server.service.answer(incoming))
        except Broken:
            self.reset()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any  # noqa: N815  # stdlib's names

    def send(self, reply: Reply) -> None:
        """Send an answer."""
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    def reset(self) -> None:
        """Break the connection so that the client sees a reset."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        self.connection.close()

    def log_message(self, *_: Any) -> None:  # noqa: ANN401  # stdlib's signature
        """Say nothing: the journal knows."""


class HttpServer(ThreadingHTTPServer):
    """A server with its service; clients that leave in the middle are nobody's fault."""

    daemon_threads = True

    def __init__(self, port: int, service: Service) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.service = service

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  # stdlib
        """Leave broken connections alone; anything else is a defect to be seen."""
        import sys

        if not isinstance(sys.exc_info()[1], ConnectionError | ValueError):
            super().handle_error(request, client_address)


class SheetsServer:
    """The server in a thread of this process.

    Use it as a context manager; ``service`` holds the state and the switches, ``address`` is
    where it listens (``http://127.0.0.1:PORT``).
    """

    def __init__(self, port: int = 0) -> None:
        self.service = Service()
        self._http = HttpServer(port, self.service)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._http.server_port}"

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
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
