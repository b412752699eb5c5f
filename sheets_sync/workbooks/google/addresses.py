"""Where Google's services are: at Google, or at a local server that stands in for them."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import SplitResult
from urllib.parse import urlsplit

from sheets_sync.workbooks.google.key_errors import ApiElsewhere

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "PALMARES_GOOGLE_API"
"""Names a local server, for rehearsals and tests."""

LOGIN_HOSTS = frozenset({"oauth2.googleapis.com", "accounts.google.com", "www.googleapis.com"})
"""Where keys may be turned into tokens."""


def local_api(environ: Mapping[str, str]) -> str:
    """The address of the local server without a path; "" for Google itself.

    Raises :class:`~sheets_sync.workbooks.google.key_errors.ApiElsewhere` when it is not on
    this machine: a key must never be offered to a stranger.
    """
    given = environ.get(VARIABLE, "").strip()
    if not given:
        return ""
    parts = _parts(given)
    plain = parts.path in {"", "/"} and not (parts.query or parts.fragment or parts.username)
    if parts.scheme != "http" or not plain or not is_here(parts.hostname or ""):
        shown = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="")
        raise ApiElsewhere(variable=VARIABLE, address=shown.geturl() or "?")
    return f"http://{parts.netloc}"


def is_login(address: str) -> bool:
    """Whether a key may be used at an address: Google's, or one of this machine."""
    parts = _parts(address)
    if parts.scheme == "https":
        return parts.hostname in LOGIN_HOSTS and parts.port in {None, 443} and not parts.username
    return parts.scheme == "http" and is_here(parts.hostname or "")


def is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def host(address: str) -> str:
    """The host of an address, for a sentence."""
    return _parts(address).hostname or "?"


def _parts(address: str) -> SplitResult:
    """The parts of an address; none of one that is no address."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        return urlsplit("")
    return parts
