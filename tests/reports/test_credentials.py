"""The Open Badges credential, read and verified by another library."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import date
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from openbadgeslib.ob3 import OB3VerificationError
from openbadgeslib.ob3 import OB3Verifier
from openbadgeslib.ob3 import did_key_from_pem

from reports.certificates import draw
from reports.credentials import base58
from tests.reports.samples import edition_in_english
from tests.reports.verification.given import KEYS
from tests.reports.verification.given import OTHER_KEYS
from tests.reports.verification.given import proven


def told(token: str) -> dict[str, Any]:
    """What a credential says."""
    payload = token.split(".")[1]
    content: dict[str, Any] = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return content


def issuer_of(token: str) -> str:
    return str(told(token)["issuer"]["id"])


def public_pem() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.hazmat.primitives.serialization import PublicFormat

    from reports.verification.keys import decoded

    key = Ed25519PublicKey.from_public_bytes(decoded(KEYS.public))
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def test_credential_is_verified_by_the_issuers_own_name() -> None:
    token = proven().credential
    found = OB3Verifier.for_issuer_did(issuer_of(token)).verify(token)
    assert found.issuer.id == did_key_from_pem(public_pem())
    assert (found.issuer.name, found.issuer.url) == ("The Organiser", "https://label.example/")
    assert found.name == found.achievement.name == "Open Territory 2023 – Level 2"
    assert found.achievement.achievement_type == "Award"
    assert found.achievement.criteria_narrative == (
        "Awarded by the jury of the 2023 edition. Sample data: everything in this file is made up."
    )
    assert [each.identity_hash for each in found.identifiers] == ["City of York"]
    assert found.issuance_date is not None
    assert found.issuance_date.isoformat() == "2024-03-01T00:00:00+00:00"


def test_claims_of_the_token_are_those_of_the_credential() -> None:
    """As Open Badges 3.0 has it for its JSON Web Tokens: who verifies compares each of them."""
    found = told(proven(replace(edition_in_english(), valid_until=date(2030, 12, 31))).credential)
    assert {name: found[name] for name in ("iss", "sub", "jti", "nbf", "exp")} == {
        "iss": found["issuer"]["id"],
        "sub": found["credentialSubject"]["id"],
        "jti": found["id"],
        "nbf": datetime.fromisoformat(found["validFrom"]).timestamp(),
        "exp": datetime.fromisoformat(found["validUntil"]).timestamp(),
    }


def test_laureate_has_the_same_identifier_in_each_edition() -> None:
    ours = edition_in_english()
    york, later = (told(proven(each).credential) for each in (ours, replace(ours, year=2025)))
    other = replace(ours, candidates=(replace(ours.candidates[0], name="City of Bath"),))
    bath = told(proven(other).credential)
    assert later["sub"] == york["sub"] != bath["sub"]


def test_credential_of_another_key_is_refused() -> None:
    token = proven(keys=OTHER_KEYS).credential
    with pytest.raises(OB3VerificationError):
        OB3Verifier.for_issuer_did(did_key_from_pem(public_pem())).verify(token)


def test_changed_credential_is_refused() -> None:
    head, payload, signature = proven().credential.split(".")
    changed = urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).replace(b"York", b"Bath")
    from reports.verification.keys import encoded

    with pytest.raises(OB3VerificationError):
        OB3Verifier.for_issuer_did(did_key_from_pem(public_pem())).verify(
            f"{head}.{encoded(changed)}.{signature}"
        )


def test_expired_credential_is_refused() -> None:
    token = proven(replace(edition_in_english(), valid_until=date(2024, 12, 31))).credential
    with pytest.raises(OB3VerificationError, match="expired"):
        OB3Verifier.for_issuer_did(issuer_of(token)).verify(token)


def test_certificate_carries_its_credential_as_data() -> None:
    certificate = proven()
    with pikepdf.open(BytesIO(draw(certificate))) as pdf:
        (name,) = pdf.attachments
        assert name == certificate.file.replace(".pdf", ".jwt")
        assert pdf.attachments[name].get_file().read_bytes().decode() == certificate.credential
        # WeasyPrint names it twice.
        assert {str(each.AFRelationship) for each in list(pdf.Root.AF)} == {"/Data"}


def test_certificate_without_a_code_carries_nothing() -> None:
    from reports.certificates import certificates

    with pikepdf.open(BytesIO(draw(certificates(edition_in_english())[0]))) as pdf:
        assert list(pdf.attachments) == []


@pytest.mark.parametrize(
    ("content", "text"), [(b"", ""), (b"\0\0\1", "112"), (b"hello world", "StV1DL6CwTryKyV")]
)
def test_base_58_is_that_of_others(content: bytes, text: str) -> None:
    assert base58(content) == text
