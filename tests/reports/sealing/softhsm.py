"""A token in software (SoftHSM): a real PKCS#11 library, with keys in a folder."""

from __future__ import annotations

import subprocess
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import CertificateBuilder
from cryptography.x509 import KeyUsage
from cryptography.x509 import Name
from cryptography.x509 import NameAttribute
from cryptography.x509 import NameOID
from cryptography.x509 import random_serial_number

from reports.sealing.authority import LASTS
from reports.sealing.authority import new_test_authority
from tests import system

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

PIN = "2468"
LABEL = "palmares test"
EC, RSA = "curve", "rsa"
"""Labels of the two keys, and of their certificates."""

UTILITY = system.Program("SoftHSM", ("softhsm2-util",), "softhsm2")
_PLACES = (
    *("/usr/lib/softhsm", "/usr/lib64/softhsm", "/usr/lib64/pkcs11", "/usr/local/lib/softhsm"),
    "/opt/homebrew/lib/softhsm",
)


class Made(NamedTuple):
    """The library of the token, and the certificate (PEM) of who certified each key."""

    module: Path
    authorities: dict[str, bytes]


def library() -> Path:
    """SoftHSM's library; skips the test when it is missing, fails it in CI."""
    system.require(UTILITY)
    found = [path for place in _PLACES if (path := Path(place, "libsofthsm2.so")).exists()]
    return found[0] if found else system.absent("SoftHSM's library is missing", "softhsm2")


def configured(folder: Path) -> Path:
    """The file that tells SoftHSM to keep its tokens in a folder: name it in SOFTHSM2_CONF."""
    (folder / "tokens").mkdir()
    path = folder / "softhsm2.conf"
    path.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    return path


def filled(folder: Path) -> Made:
    """A token with a key on an elliptic curve and an RSA key; SOFTHSM2_CONF is set already."""
    module = library()
    _run("--init-token", "--free", "--label", LABEL, "--so-pin", "1357", "--pin", PIN)
    rehearsal = new_test_authority("The Organiser", "x", datetime.now(UTC))
    key, leaf, (root,) = pkcs12.load_key_and_certificates(rehearsal.seal, b"x")
    own = rsa.generate_private_key(65537, 2048)
    alone = _self_signed(own)
    _imported(folder, key, EC, "01")  # type: ignore[arg-type]
    _imported(folder, own, RSA, "02")
    _store(module, {EC: leaf, "above": root, RSA: alone})  # type: ignore[dict-item]
    return Made(module, {EC: rehearsal.authority, RSA: alone.public_bytes(Encoding.PEM)})


def _imported(
    folder: Path, key: EllipticCurvePrivateKey | rsa.RSAPrivateKey, label: str, number: str
) -> None:
    path = folder / f"{label}.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    to = ("--token", LABEL, "--pin", PIN)
    _run("--import", str(path), *to, "--label", label, "--id", number)
    path.unlink()


def _store(module: Path, certificates: dict[str, Certificate]) -> None:
    from pkcs11 import Attribute
    from pkcs11 import lib
    from pkcs11.util.x509 import decode_x509_certificate

    token = lib(str(module)).get_token(token_label=LABEL)
    with token.open(rw=True, user_pin=PIN) as session:
        for label, certificate in certificates.items():
            attributes = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
            attributes |= {Attribute.TOKEN: True, Attribute.LABEL: label}
            session.create_object(attributes)


def _self_signed(key: rsa.RSAPrivateKey) -> Certificate:
    now = datetime.now(UTC)
    name = Name([NameAttribute(NameOID.COMMON_NAME, "The Organiser")])
    usage = KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + LASTS)
        .add_extension(usage, critical=True)
        .sign(key, SHA256())
    )


def _run(*options: str) -> None:
    subprocess.run(["softhsm2-util", *options], check=True, capture_output=True)
