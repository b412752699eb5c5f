"""Which server an address leads to, and whether it may be asked."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}


class Origin(NamedTuple):
    """Scheme, host and port: what a token is given to."""

    scheme: str
    host: str
    port: int


def origin(address: str) -> Origin | None:
    """The server that an address names; None for what is no address of HTTP.

    A user in the address, a backslash or a control character makes it none: programs do
    not agree on where these lead.
    """
    if any(sign <= " " or sign in "\\\x7f" for sign in address):
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    return Origin(parts.scheme, parts.hostname, port or PORTS[parts.scheme])


def is_safe(address: str) -> bool:
    """Whether a token may be sent there: over TLS, or to this machine."""
    found = origin(address)
    return found is not None and (found.scheme == "https" or is_here(found.host))


def is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
