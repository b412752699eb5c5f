"""Why a connection failed, in words: what the system and TLS say of it."""

from __future__ import annotations

import errno
import socket
import ssl

from reports.language import N_

REFUSED = N_("the connection was refused")
CUT = N_("the connection was cut")
LATE = N_("no answer came in time")
FAR = N_("the network can't be reached")
UNKNOWN = N_("no server of that name is known")
UNENCRYPTED = N_("no encrypted connection came about")

_ERRORS = {
    errno.ECONNREFUSED: REFUSED,
    errno.ECONNRESET: CUT,
    errno.ECONNABORTED: CUT,
    errno.EPIPE: CUT,
    errno.ETIMEDOUT: LATE,
    errno.EHOSTUNREACH: FAR,
    errno.ENETUNREACH: FAR,
    errno.ENETDOWN: FAR,
    errno.EHOSTDOWN: FAR,
}
_EXPIRED = N_("its certificate has expired")
_EARLY = N_("its certificate is not valid yet")
_UNVOUCHED = N_("no authority that is known here vouches for its certificate")
_OTHER = N_("its certificate is made out to another name")
_CERTIFICATES = {
    "certificate has expired": _EXPIRED,
    "certificate is not yet valid": _EARLY,
    "self-signed certificate": _UNVOUCHED,
    "self signed certificate": _UNVOUCHED,
    "unable to get local issuer certificate": _UNVOUCHED,
    "unable to get issuer certificate": _UNVOUCHED,
    "unable to verify the first certificate": _UNVOUCHED,
    "Hostname mismatch": _OTHER,
    "IP address mismatch": _OTHER,
}
"""How OpenSSL begins what it says of a certificate."""


def unconnected(error: Exception) -> str:
    """Why a connection failed, as a message identifier; "" for what is not known by name."""
    if isinstance(error, socket.gaierror):
        return UNKNOWN
    if isinstance(error, TimeoutError):
        return LATE
    if isinstance(error, ssl.SSLError):
        return UNENCRYPTED
    return _ERRORS.get(error.errno or 0, "") if isinstance(error, OSError) else ""


def uncertified(said: str) -> str:
    """What OpenSSL says of a certificate as a message identifier, else as it says it."""
    found = (known for start, known in _CERTIFICATES.items() if said.startswith(start))
    return next(found, said)
