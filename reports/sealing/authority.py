"""A test authority and its seal, for rehearsals: everything about it says TEST."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from reports.sealing.seal import TEST

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.x509 import Certificate
    from cryptography.x509 import CertificateBuilder
    from cryptography.x509 import Name

LASTS = timedelta(days=366)
EARLIER = timedelta(days=1)  # clocks differ
LONGEST_NAME = 64  # characters that a certificate's name may have


class Rehearsal(NamedTuple):
    """The seal (PKCS#12, locked by the passphrase) and the authority's certificate (PEM)."""

    seal: bytes
    authority: bytes


def new_test_authority(organiser: str, passphrase: str, now: datetime) -> Rehearsal:
    """An authority that nobody trusts, and a seal that it certified; ``now`` is aware."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.hazmat.primitives.serialization import pkcs12

    above, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority, holder = _name("TEST authority", organiser), _name("TEST seal", organiser)
    root = _signed(_authority(_begun(authority, authority, above, now), above), above)
    leaf = _signed(_seal(_begun(holder, authority, own, now), root), above)
    return Rehearsal(
        pkcs12.serialize_key_and_certificates(
            b"palmares TEST", own, leaf, [root], BestAvailableEncryption(passphrase.encode())
        ),
        root.public_bytes(Encoding.PEM),
    )


def _name(what: str, organiser: str) -> Name:
    from cryptography import x509

    shown = f"{what}, no value – {organiser}"[:LONGEST_NAME]
    return x509.Name([
        x509.NameAttribute(x509.NameOID.COMMON_NAME, shown),
        x509.NameAttribute(x509.NameOID.ORGANIZATIONAL_UNIT_NAME, TEST),
    ])  # fmt: skip


def _begun(subject: Name, issuer: Name, key: Any, now: datetime) -> CertificateBuilder:  # noqa: ANN401
    from cryptography import x509

    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + LASTS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _authority(begun: CertificateBuilder, key: Any) -> CertificateBuilder:  # noqa: ANN401
    from cryptography import x509

    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    return (
        begun.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(identifier, critical=False)
    )


def _seal(begun: CertificateBuilder, root: Certificate) -> CertificateBuilder:
    from cryptography import x509

    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key())  # type: ignore[arg-type]
    return (
        begun.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(identifier, critical=False)
    )


def _usage(*, signs_certificates: bool) -> Any:  # noqa: ANN401 - a class of a lazy library
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _signed(builder: CertificateBuilder, key: Any) -> Certificate:  # noqa: ANN401
    from cryptography.hazmat.primitives.hashes import SHA256

    return builder.sign(key, SHA256())
