"""A WebDAV server on this machine: WsgiDAV, before which a test can act or break things.

The server is a real one, and not ours. What stands before it counts the requests of the
suite, lets somebody act just before any of them, and breaks an answer as networks do.
"""

from __future__ import annotations

import os
import socket
import threading
from base64 import b64decode
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from hashlib import sha256
from http.client import HTTPConnection
from io import BytesIO
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from typing import NamedTuple
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler
from wsgiref.simple_server import WSGIServer
from wsgiref.simple_server import make_server

from wsgidav.fs_dav_provider import FileResource
from wsgidav.fs_dav_provider import FilesystemProvider
from wsgidav.wsgidav_app import WsgiDAVApp

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path
    from wsgiref.types import StartResponse
    from wsgiref.types import WSGIEnvironment

USER = "équipe"
PASSWORD = "mot-de-passe-à-ne-jamais-montrer"  # noqa: S105 - of a server that lives for a test
COLLEAGUE = "collègue"


class Seen(NamedTuple):
    """A request of the suite; ``number`` counts them from 1, header names in small letters."""

    number: int
    method: str
    headers: dict[str, str]


class Broken(NamedTuple):
    """What becomes of a request.

    It is carried out or not, then answered with ``status``, ``headers`` and ``body``, or
    not at all when there is no status. ``arrives`` cuts its body short after so many bytes.
    """

    status: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    carried_out: bool = False
    arrives: int | None = None
    body: bytes = b""


class Steady(FileResource):  # type: ignore[misc] # WsgiDAV has no types
    """A file whose ETag never serves twice, as Nextcloud's: WsgiDAV's counts seconds."""

    def get_etag(self) -> str:
        """Made of the moment and of the content."""
        with open(self._file_path, "rb") as file:  # noqa: PTH123 - WsgiDAV's own path
            content = sha256(file.read()).hexdigest()[:16]
        return f"{os.stat(self._file_path).st_mtime_ns}-{content}"  # noqa: PTH116 - the same


class SteadyFolder(FilesystemProvider):  # type: ignore[misc] # the same
    """A folder of such files."""

    def get_resource_inst(self, path: str, environ: WSGIEnvironment) -> object:
        """WsgiDAV's own resource, or ours when it is a file."""
        found = super().get_resource_inst(path, environ)
        if isinstance(found, FileResource):
            return Steady(path, environ, found._file_path)
        return found


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Handler(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def get_environ(self) -> WSGIEnvironment:
        """What WSGI tells, and the connection, so that it can be cut."""
        return {**super().get_environ(), "tests.connection": self.connection}


@dataclass
class Server:
    """A folder that is served; set ``before`` and ``breaks`` to interfere.

    ``before`` is called before each request of the suite, ``breaks`` tells what becomes of
    it; ``steady`` gives ETags that never serve twice, and says so as Nextcloud does.
    """

    folder: Path
    port: int = 0
    steady: bool = True
    readonly: bool = False
    scheme: str = "http"
    seen: list[Seen] = field(default_factory=list)
    before: Callable[[Seen], None] = lambda _: None
    breaks: Callable[[Seen], Broken | None] = lambda _: None
    rewrite: Callable[[list[tuple[str, str]]], list[tuple[str, str]]] = lambda headers: headers

    def __post_init__(self) -> None:
        """Set up WsgiDAV on the folder."""
        provider = SteadyFolder if self.steady else FilesystemProvider
        people = {USER: {"password": PASSWORD}, COLLEAGUE: {"password": PASSWORD}}
        self._app = WsgiDAVApp(
            {
                "provider_mapping": {"/": provider(str(self.folder), readonly=self.readonly)},
                "simple_dc": {"user_mapping": {"*": people}},
                "http_authenticator": {"accept_digest": False, "default_to_digest": False},
                "dir_browser": {"enable": False},
                "logging": {"enable": False},
                "verbose": 0,
            }
        )

    def address(self, name: str = "campagne.xlsx") -> str:
        """The address of a file."""
        return f"{self.scheme}://127.0.0.1:{self.port}/{quote(name)}"

    def methods(self) -> list[str]:
        """The methods of the suite's requests, in their order."""
        return [each.method for each in self.seen]

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)  # it has an end, which WsgiDAV reads up to
        broken = None
        if _user(environ) != COLLEAGUE:
            seen = Seen(len(self.seen) + 1, environ["REQUEST_METHOD"], _headers(environ))
            self.seen.append(seen)
            self.before(seen)
            broken = self.breaks(seen)
        if broken is None:
            return self._answered(environ, start)
        return self._broken(broken, environ, start)

    def _answered(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def begin(
            status: str, headers: list[tuple[str, str]], error: object = None
        ) -> Callable[[bytes], object]:
            tags = [("OC-ETag", value) for name, value in headers if name.lower() == "etag"]
            headers = self.rewrite(headers + (tags if self.steady else []))
            return start(status, headers, error)  # type: ignore[arg-type] # passed on as it came

        answer: Iterable[bytes] = self._app(environ, begin)
        return answer

    def _broken(
        self, broken: Broken, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        if broken.arrives is not None:
            environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(broken.arrives))
            environ["CONTENT_LENGTH"] = str(broken.arrives)
        if broken.carried_out:
            list(self._answered(environ, lambda *_: lambda _: None))
        if not broken.status:
            environ["tests.connection"].shutdown(socket.SHUT_RDWR)
            return []
        start(broken.status, [*broken.headers, ("Content-Length", str(len(broken.body)))])
        return [broken.body]

    # -- a second person, through a client of their own --------------------------------

    def ask(self, method: str, name: str, headers: dict[str, str], body: str = "") -> str:
        """A request of the colleague; gives the header Lock-Token of the answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = {"Authorization": _basic(COLLEAGUE), **headers}
        connection.request(method, f"/{quote(name)}", body.encode(), sent)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status < 300, answer.status
        return answer.getheader("Lock-Token", "")

    def lock(self, name: str = "campagne.xlsx") -> str:
        """Lock a file, as an office program does that opens it; gives the token."""
        body = (
            '<?xml version="1.0" encoding="utf-8"?><d:lockinfo xmlns:d="DAV:"><d:lockscope>'
            "<d:exclusive/></d:lockscope><d:locktype><d:write/></d:locktype>"
            "<d:owner>Camille INVENTÉE</d:owner></d:lockinfo>"
        )
        headers = {"Content-Type": "application/xml", "Timeout": "Second-60", "Depth": "0"}
        return self.ask("LOCK", name, headers, body)

    def unlock(self, token: str, name: str = "campagne.xlsx") -> None:
        """Close that file."""
        self.ask("UNLOCK", name, {"Lock-Token": token})


def _basic(user: str) -> str:
    return "Basic " + b64encode(f"{user}:{PASSWORD}".encode()).decode()


def _user(environ: WSGIEnvironment) -> str:
    given = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Basic ")
    return b64decode(given).decode("utf-8", "replace").partition(":")[0]


def _headers(environ: WSGIEnvironment) -> dict[str, str]:
    return {
        key.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for key, value in environ.items()
        if key.startswith("HTTP_")
    }


@contextmanager
def served(server: Server, context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Serve until the block ends; with a context, over TLS."""
    with make_server("127.0.0.1", 0, server, _Threads, _Handler) as http:
        if context is not None:
            http.socket = context.wrap_socket(http.socket, server_side=True)
            server.scheme = "https"
        server.port = http.server_port
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
