"""What the electronic seal of a PDF file says: whose it is, and whether it still holds."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any

from reports.sealing.seal import library

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

MARK = b"/ByteRange"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal as it was found.

    ``intact``: what was signed is unchanged, and nothing stands after it. ``trusted``: one
    of the authorities that we were given certified it; false means unknown, not forged.
    ``moment`` is what the signer's clock said, None when it says nothing.
    """

    holder: str
    intact: bool
    trusted: bool
    moment: datetime | None


def bears_seal(content: bytes) -> bool:
    """Whether a file holds a signature at all."""
    return MARK in content


def check_seal(content: bytes, authorities: Iterable[bytes] = ()) -> Sealed | None:
    """The last seal of a file, None when it has none; ``authorities`` are certificates (PEM).

    Raises:
        ExtraMissing: pyHanko is not installed.
    """
    library()
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko_certvalidator import ValidationContext

    roots = [each for pem in authorities for each in load_certs_from_pemder_data(pem)]
    try:
        found = PdfFileReader(BytesIO(content)).embedded_signatures
        if not found:
            return None
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        return _status(found[-1], context)
    except Exception:  # noqa: BLE001 - a damaged file breaks its reader in ways nobody can list
        return Sealed("", intact=False, trusted=False, moment=None)


def _status(signature: Any, context: Any) -> Sealed:  # noqa: ANN401 - classes of pyHanko
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    status = validate_pdf_signature(signature, context)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return Sealed(
        holder=str(status.signing_cert.subject.native.get("common_name", "")),
        intact=bool(status.intact and status.valid and whole),
        trusted=bool(status.trusted),
        moment=status.signer_reported_dt,
    )
