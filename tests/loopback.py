"""Refuses the network beyond this machine while tests run.

An audit hook sees every socket of this process, whatever library opens it. The error is
no ``OSError``, so that code which copes with a missing network can't swallow it.
"""

from __future__ import annotations

import ipaddress
import sys

RESOLVING = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg"}


class NetworkRefused(Exception):
    """A test tried to reach something beyond this machine."""


def is_here(host: object) -> bool:
    """Whether a host is this machine: None, "", "localhost" or a loopback address."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raise :class:`NetworkRefused` for an audit event that leaves this machine."""
    if event in RESOLVING:
        host = arguments[0]
    elif event in SENDING and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not is_here(host):
        raise NetworkRefused(f"{event}: {host!r}")


def guard() -> None:
    """Refuse from now on, in this process; can't be undone, and need not be."""
    sys.addaudithook(refuse)
