"""Signs finished PDF files with the organiser's key: PAdES B-B, invisible, nothing fetched.

The field is invisible because a visible one would break PDF/A and PDF/UA: what the page
shows is drawn before. The file only grows, so that its first bytes are the unsigned file.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any

from reports.errors import ExtraMissing
from reports.errors import SealUnreadable

if TYPE_CHECKING:
    from pathlib import Path

FIELD = "Seal"
RESERVED = 8192  # bytes for the signature; pyHanko would sign twice to find out
TEST = "TEST"  # organisational unit of the rehearsals' certificates
EXTRA = "sign"


@dataclass(frozen=True)
class Seal:
    """A key with its certificate, opened once for all files."""

    signer: Any = field(repr=False)

    @classmethod
    def open(cls, path: Path, passphrase: str) -> Seal:
        """The seal of a PKCS#12 file.

        Raises:
            SealUnreadable: the file is none, or the passphrase is not its own.
            ExtraMissing: pyHanko is not installed.
        """
        library()
        try:
            content, secret = path.read_bytes(), passphrase.encode() or None
            return cls(_ready_signer().load_pkcs12_data(content, [], secret))
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise SealUnreadable(file=str(path)) from error

    @cached_property
    def identity(self) -> str:
        """The SHA-256 of the certificate."""
        return hashlib.sha256(self.signer.signing_cert.dump()).hexdigest()

    @cached_property
    def test(self) -> bool:
        """Whether it is a rehearsal's, without any value."""
        return bool(self.signer.signing_cert.subject.native.get("organizational_unit_name") == TEST)

    def seal(self, content: bytes) -> bytes:
        """The file with the signature after it."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import fields
        from pyhanko.sign import signers

        metadata = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        )
        made = BytesIO()
        writer = IncrementalPdfFileWriter(BytesIO(content))
        signer = signers.PdfSigner(metadata, self.signer, new_field_spec=fields.SigFieldSpec(FIELD))
        signer.sign_pdf(writer, bytes_reserved=RESERVED, output=made)
        return made.getvalue()


def library() -> None:
    """Load pyHanko, or raise :class:`ExtraMissing`."""
    try:
        import pyhanko.sign
        import pyhanko.sign.signers  # noqa: F401
    except ImportError as error:
        raise ExtraMissing(extra=EXTRA) from error
    # It tells on the standard error what we tell ourselves.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def _ready_signer() -> Any:  # noqa: ANN401 - a class of pyHanko
    """A signer that keeps its key: pyHanko's own reads it anew for each signature."""
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_private_key
    from pyhanko.sign.signers import SimpleSigner

    class ReadySigner(SimpleSigner):
        """RSA (PKCS#1 1.5) or elliptic curves, always with SHA-256."""

        @cached_property
        def ready(self) -> Any:  # noqa: ANN401 - one of several kinds of key
            return load_der_private_key(self.signing_key.dump(), None)

        def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:  # noqa: ARG002 - theirs
            if isinstance(self.ready, RSAPrivateKey):
                return self.ready.sign(data, PKCS1v15(), SHA256())
            signature: bytes = self.ready.sign(data, ECDSA(SHA256()))
            return signature

    return ReadySigner
