"""Why connections fail, in words, on real sockets and with what OpenSSL says."""

from __future__ import annotations

import socket
import ssl
import threading

import pytest

from reports.network import CUT
from reports.network import LATE
from reports.network import REFUSED
from reports.network import UNENCRYPTED
from reports.network import UNKNOWN
from reports.network import uncertified
from reports.network import unconnected

HERE = "127.0.0.1"


def test_port_where_nobody_listens_refuses() -> None:
    with socket.create_server((HERE, 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(OSError, match="refused") as caught:
        socket.create_connection((HERE, port))
    assert unconnected(caught.value) == REFUSED


def test_server_that_says_nothing_is_late() -> None:
    with (
        socket.create_server((HERE, 0)) as server,
        socket.create_connection(server.getsockname(), timeout=0.01) as asking,
        pytest.raises(TimeoutError) as caught,
    ):
        asking.recv(1)
    assert unconnected(caught.value) == LATE


def test_server_that_hangs_up_cuts_the_connection() -> None:
    with socket.create_server((HERE, 0)) as server:
        asking = socket.create_connection(server.getsockname())
        answering, _ = server.accept()
        asking.sendall(b"x")  # closed with something unread, it is cut and not ended
        answering.recv(1, socket.MSG_PEEK)
        answering.close()
        with asking, pytest.raises(ConnectionResetError) as caught:
            asking.recv(1)
    assert unconnected(caught.value) == CUT


def test_server_without_tls_gives_no_encrypted_connection() -> None:
    with socket.create_server((HERE, 0)) as server:

        def answer() -> None:
            with server.accept()[0] as answering:
                answering.sendall(b"220 no TLS here\r\n")
                answering.recv(1 << 16)

        speaking = threading.Thread(target=answer)
        speaking.start()
        context = ssl.create_default_context()
        with (
            socket.create_connection(server.getsockname()) as asking,
            pytest.raises(ssl.SSLError) as caught,
        ):
            context.wrap_socket(asking, server_hostname="localhost")
        speaking.join()
    assert unconnected(caught.value) == UNENCRYPTED


def test_name_that_nobody_knows_is_that() -> None:
    with pytest.raises(socket.gaierror) as caught:
        socket.getaddrinfo("localhost", "no such service")
    assert unconnected(caught.value) == UNKNOWN


def test_what_is_no_matter_of_connections_is_not_explained() -> None:
    assert (unconnected(OSError(28, "full")), unconnected(ValueError("x"))) == ("", "")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("certificate has expired", "its certificate has expired"),
        ("certificate is not yet valid", "its certificate is not valid yet"),
        (
            "self-signed certificate in certificate chain",
            "no authority that is known here vouches for its certificate",
        ),
        (
            "Hostname mismatch, certificate is not valid for 'localhost'.",
            "its certificate is made out to another name",
        ),
        ("EE certificate key too weak", "EE certificate key too weak"),
    ],
)
def test_certificate_that_is_refused_says_why(said: str, told: str) -> None:
    assert uncertified(said) == told
