"""The organiser's key pair (Ed25519): it signs codes and the register, and makes the codes.

One file holds the secret, in a form that any tool reads (PKCS#8). Whoever has it can make
certificates that verify: it stays with the organiser, out of everything that is published.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from reports.errors import KeyUnreadable
from reports.files import write_private
from reports.verification.codes import code

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

CODES = b"palmares codes"


@dataclass(frozen=True)
class Keys:
    """A key pair; its secret shows in no representation."""

    seed: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Keys:
        """A key pair that nobody had before."""
        import secrets

        return cls(secrets.token_bytes(32))

    @classmethod
    def load(cls, path: Path) -> Keys:
        """The key pair of a file; ``KeyUnreadable`` when there is none in it."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            private = load_pem_private_key(path.read_bytes(), None)
        except (OSError, ValueError, TypeError) as error:
            raise KeyUnreadable(file=str(path)) from error
        if not isinstance(private, Ed25519PrivateKey):
            raise KeyUnreadable(file=str(path))
        return cls(private.private_bytes_raw())

    def save(self, path: Path) -> None:
        """Write the secret where only its owner reads it."""
        from cryptography.hazmat.primitives.serialization import Encoding
        from cryptography.hazmat.primitives.serialization import NoEncryption
        from cryptography.hazmat.primitives.serialization import PrivateFormat

        pem = self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write_private(path, pem)

    @cached_property
    def public(self) -> str:
        """The public key: its 32 bytes in base64url."""
        return encoded(self._private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """The signature of a message: 64 bytes, the same each time."""
        return self._private.sign(message)

    def code(self, edition: str, dossier: str, issue: int) -> str:
        """The code of one issue of a dossier's certificate."""
        return code(self._code_key, edition, dossier, issue)

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def _code_key(self) -> bytes:
        return derived(self.seed, CODES)


def signed_by(public: str, signature: bytes, message: bytes) -> bool:
    """Whether a message bears the signature of a public key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(decoded(public)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def derived(secret: bytes, purpose: bytes) -> bytes:
    """A key of 32 bytes made of a secret for one purpose (HKDF, SHA-256, no salt)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, None, purpose).derive(secret)


def encoded(content: bytes) -> str:
    """Bytes in base64url, without the padding."""
    return urlsafe_b64encode(content).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """Bytes from base64url; ``ValueError`` when it is none."""
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
