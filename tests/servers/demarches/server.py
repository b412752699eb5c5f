"""The test server: HTTP, tokens, throttling, files, and connections that break."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.demarches.execution import Carried
from tests.servers.demarches.schema import TODAY
from tests.servers.demarches.world import World

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

PATH = "/api/v2/graphql"
FILES = "/rails/active_storage/blobs/"
THROTTLED = 429


@dataclass
class Server:
    """A démarche that is served; tests set its faults.

    ``throttled`` requests are refused for a second of the server's clock; those between
    ``cut_after`` and ``cut_until`` break in the middle of their answers. ``seen`` are the
    operations that were asked, ``fetched`` the files. ``before`` is called with each
    operation, before it is carried out: somebody may act just then.
    """

    world: World = field(default_factory=World)
    month: str = TODAY
    port: int = 0
    throttled: int = 0
    cut_after: int = 1_000_000_000
    cut_until: int = 1_000_000_000
    received: int = 0
    broken: int = 0
    seen: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)
    before: Callable[[str], None] = lambda _: None

    def __post_init__(self) -> None:
        """Take the schema of the month."""
        self.carried = Carried(self.world, self.month)

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    def cuts(self) -> bool:
        """Count a request; whether its answer is cut short."""
        self.received += 1
        return self.cut_after < self.received <= self.cut_until

    def graphql(self, body: bytes, authorization: str) -> tuple[int, Any]:
        """Status and JSON of an answer."""
        token = self.world.tokens.get(authorization.removeprefix("Bearer "))
        if token is None or token.expired:
            message = "Without a token, only persisted queries are allowed"
            return 403, {"errors": [{"message": message, "extensions": {"code": "forbidden"}}]}
        content = json.loads(body)
        operation = str(content.get("operationName"))
        self.before(operation)
        self.seen.append(operation)
        return 200, self.carried.answer(content, token)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    ours: Server

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002 - http.server's
        """The world's own clock."""
        return format_datetime(self.ours.world.now, usegmt=True)

    def do_POST(self) -> None:
        """GraphQL."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        cut = self.ours.cuts()
        if self.path != PATH:
            self._send(404, b"not found", "text/plain", cut=cut)
        elif self.ours.throttled:
            self.ours.throttled -= 1
            again = str(int(self.ours.world.now.timestamp()) + 1)
            limits = {
                "RateLimit-Limit": "400",
                "RateLimit-Remaining": "0",
                "RateLimit-Reset": again,
            }
            self._send(THROTTLED, b"Throttle limit reached. Retry later.", "text/plain", limits)
        else:
            status, made = self.ours.graphql(body, self.headers.get("Authorization", ""))
            self._send(status, json.dumps(made).encode(), "application/json", cut=cut)

    def do_GET(self) -> None:
        """Files, which need no token: their addresses are secrets."""
        cut = self.ours.cuts()
        self.ours.fetched.append(self.path)
        if self.path in self.ours.redirects:
            self._send(302, b"", "text/plain", {"Location": self.ours.redirects[self.path]})
            return
        kind, content = self.ours.world.files.get(self.path.removeprefix(FILES), ("", None))
        if content is None:
            self._send(404, b"not found", "text/plain")
        else:
            self._send(200, content, kind, cut=cut)

    def _send(
        self,
        status: int,
        body: bytes,
        kind: str,
        headers: dict[str, str] | None = None,
        *,
        cut: bool = False,
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not cut:
            self.wfile.write(body)
            return
        self.ours.broken += 1
        self.wfile.write(body[: len(body) // 2])
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True


@contextmanager
def served(server: Server) -> Iterator[Server]:
    """Serve until the block ends."""
    handler = type("Handler", (_Handler,), {"ours": server})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        http.daemon_threads = True
        server.port = http.server_port
        server.carried.base = server.address
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
