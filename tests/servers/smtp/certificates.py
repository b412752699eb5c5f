"""A certificate for a server on this machine, and the authority that gave it: made anew."""

from __future__ import annotations

import ipaddress
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat

if TYPE_CHECKING:
    from pathlib import Path

DAY = timedelta(days=1)


class Identity(NamedTuple):
    """Files in PEM: the server's certificate with its key, the authority's certificate."""

    server: Path
    authority: Path


def identity(folder: Path, name: str = "localhost") -> Identity:
    """An authority and a certificate of it for a name, and for 127.0.0.1 if that is it."""
    above, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate("Test authority", "Test authority", above, above, None)
    leaf = _certificate(name, "Test authority", own, above, name)
    key = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    made = Identity(folder / f"{name}.pem", folder / f"{name}-authority.pem")
    made.server.write_bytes(key + leaf.public_bytes(Encoding.PEM))
    made.authority.write_bytes(root.public_bytes(Encoding.PEM))
    return made


def _certificate(
    holder: str,
    issuer: str,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    host: str | None,
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(holder))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + DAY)
        .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
    )
    if host is not None:
        names: list[x509.GeneralName] = [x509.DNSName(host)]
        if host == "localhost":
            names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(signer, SHA256())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])
