"""An HTTP server that answers as it is told, request after request."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Said(NamedTuple):
    """One answer; ``arrives`` bytes of its body do: -1 for all, None for no answer at all."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    arrives: int | None = -1


@dataclass
class Script:
    """What to answer, the last answer again and again; what was asked."""

    answers: list[Said]
    port: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}/api/"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    ours: Script

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer the next of the script."""
        ours = self.ours
        ours.asked.append((self.command, self.path))
        ours.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        said = ours.answers.pop(0) if len(ours.answers) > 1 else ours.answers[0]
        self.close_connection = said.arrives != -1
        if said.arrives is None:
            return
        self.send_response(said.status)
        for name, value in said.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said.body)))
        self.end_headers()
        self.wfile.write(said.body if said.arrives < 0 else said.body[: said.arrives])

    do_POST = do_GET  # noqa: N815 - http.server's name


@contextmanager
def scripted(*answers: Said) -> Iterator[Script]:
    """Serve some answers until the block ends."""
    script = Script(list(answers))
    handler = type("Handler", (_Handler,), {"ours": script})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        http.daemon_threads = True
        script.port = http.server_port
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield script
        finally:
            http.shutdown()
            thread.join()
