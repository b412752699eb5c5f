"""What stands between us and a form: certificates, and proxies that the environment names."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from sheets_sync.sources.live import http
from sheets_sync.sources.live.http import Http
from sheets_sync.sources.live.http import Patience
from sheets_sync.sources.live.origin import Origin
from sheets_sync.sources.live.protocol import SourceUncertified
from sheets_sync.sources.live.protocol import SourceUnreachable
from sheets_sync.sources.live.protocol import Waiting
from tests.servers.smtp.certificates import identity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "formulaires.example"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n" + b'{"a":1}'
QUICK = Patience(deadline=0.3, first=0.01, longest=0.05, read=5)
TOKEN = "un-secret"  # noqa: S105 - of a server that lives for a test


def until_blank(taken: socket.socket) -> str:
    """The head of a request."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        piece = taken.recv(1)
        if not piece:
            break
        head += piece
    return head.decode()


@contextmanager
def listening(heads: list[str], server: Path, said: bytes = b"") -> Iterator[int]:
    """A server with a certificate; with ``said`` it is a proxy first, which says that.

    ``heads`` gathers what each connection asks, in clear and then over TLS.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server)

    def serve(taken: socket.socket) -> None:
        with taken:
            if said:
                heads.append(until_blank(taken))
                taken.sendall(said)
            try:
                with context.wrap_socket(taken, server_side=True) as secret:
                    heads.append(until_blank(secret))
                    secret.sendall(ANSWER)
            except OSError:
                return

    def accept() -> None:
        while True:
            try:
                serve(listener.accept()[0])
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment without proxies."""
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def client(address: str, told: list[Waiting]) -> Http:
    """A client with a token."""
    return Http(address, "lieu", {"Authorization": TOKEN}, told.append, QUICK)


def test_certificate_of_nobody_known_is_said_at_once(tmp_path: Path) -> None:
    heads: list[str] = []
    told: list[Waiting] = []
    with (
        listening(heads, identity(tmp_path).server) as port,
        pytest.raises(SourceUncertified) as caught,
    ):
        client(f"https://localhost:{port}/", told).ask("GET")
    assert (told, heads) == ([], [])
    assert str(caught.value) == "lieu can't be reached safely: its certificate is not valid."


def test_certificate_of_another_name_is_said_at_once(
    tmp_path: Path, quiet: pytest.MonkeyPatch
) -> None:
    own = identity(tmp_path, NAME)
    quiet.setenv("SSL_CERT_FILE", str(own.authority))
    heads: list[str] = []
    with listening(heads, own.server) as port, pytest.raises(SourceUncertified):
        client(f"https://localhost:{port}/", []).ask("GET")
    assert heads == []


@pytest.mark.parametrize("scheme", ["http://", ""])
def test_proxy_of_the_environment_is_used_and_sees_no_token(
    tmp_path: Path, quiet: pytest.MonkeyPatch, scheme: str
) -> None:
    own = identity(tmp_path, NAME)
    quiet.setenv("SSL_CERT_FILE", str(own.authority))
    heads: list[str] = []
    with listening(heads, own.server, b"HTTP/1.1 200 Open\r\n\r\n") as port:
        quiet.setenv("https_proxy", f"{scheme}nina:sel%40@127.0.0.1:{port}")
        assert client(f"https://{NAME}/", []).json("GET", "x") == {"a": 1}
    opened, asked = heads
    assert opened.startswith(f"CONNECT {NAME}:443 HTTP/1.")
    login = "proxy-authorization: basic bmluytpzzwxa"  # nina:sel@, in small letters
    assert (login in opened.lower(), login in asked.lower()) == (True, False)
    assert (TOKEN in opened, TOKEN in asked) == (False, True)
    assert asked.startswith("GET /x HTTP/1.1")


def test_proxy_that_refuses_is_said(tmp_path: Path, quiet: pytest.MonkeyPatch) -> None:
    heads: list[str] = []
    own = identity(tmp_path, NAME)
    refusal = b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n"
    with listening(heads, own.server, refusal) as port:
        quiet.setenv("https_proxy", f"http://127.0.0.1:{port}")
        with pytest.raises(SourceUnreachable) as caught:
            client(f"https://{NAME}/", []).ask("GET")
    assert caught.value.values["detail"] == http.NO_PROXY


def test_this_machine_is_asked_without_the_proxy(tmp_path: Path, quiet: pytest.MonkeyPatch) -> None:
    own = identity(tmp_path)
    quiet.setenv("SSL_CERT_FILE", str(own.authority))
    quiet.setenv("https_proxy", "http://127.0.0.1:9")
    with listening([], own.server) as port:
        assert client(f"https://localhost:{port}/", []).json("GET", "x") == {"a": 1}


@pytest.mark.parametrize(
    ("host", "proxy"),
    [
        ("autre.example", "http://mandataire:3128"),
        (NAME, ""),
        (f"www.{NAME}", ""),
        ("localhost", ""),
        ("127.0.0.1", ""),
    ],
)
def test_hosts_that_need_no_proxy_have_none(
    quiet: pytest.MonkeyPatch, host: str, proxy: str
) -> None:
    quiet.setenv("https_proxy", "mandataire:3128")
    quiet.setenv("no_proxy", f"{NAME},.autre.invalid")
    assert http.proxy_for(Origin("https", host, 443)) == proxy
