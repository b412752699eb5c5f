"""The helpers of the tests themselves: programs of the system, no network."""

from __future__ import annotations

import socket

import pytest
from _pytest.outcomes import Failed
from _pytest.outcomes import Skipped

from tests.loopback import NetworkRefused
from tests.system import Program
from tests.system import require

NOWHERE = Program("Nowhere", ("no-such-program-anywhere",), "no-such-package")


def test_require_missing_program_is_skipped_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Elsewhere than in CI, the reason names program and package."""
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(Skipped) as raised:
        require(NOWHERE)
    assert str(raised.value) == "Nowhere is missing (Debian package no-such-package)"


def test_require_missing_program_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """In CI nothing is skipped in silence."""
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Failed) as raised:
        require(NOWHERE)
    assert str(raised.value) == "Nowhere is missing (Debian package no-such-package)"


def test_require_present_program_gives_its_path() -> None:
    """The first command that exists wins."""
    assert require(Program("Shell", ("no-such-program-anywhere", "sh"), "dash")).endswith("/sh")


@pytest.mark.parametrize("host", ["example.org", "192.0.2.1", "2001:db8::1"])
def test_network_beyond_this_machine_is_refused(host: str) -> None:
    """Neither a name is looked up nor an address reached."""
    with pytest.raises(NetworkRefused):
        socket.create_connection((host, 80), timeout=1)


def test_network_unconnected_datagram_is_refused() -> None:
    """Datagrams leave without a connection."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender, pytest.raises(NetworkRefused):
        sender.sendto(b"x", ("192.0.2.1", 9))


def test_network_of_this_machine_is_open() -> None:
    """Local servers are what tests talk to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = ("localhost", server.getsockname()[1])
        with socket.create_connection(address, timeout=5) as client:
            assert client.getpeername()[0] == "127.0.0.1"
