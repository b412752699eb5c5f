"""A certificate as an Open Badges 3.0 credential: a signed JSON text (VC-JWT).

The issuer is named by its own key (did:key), so that the credential can be checked without
a network, for as long as anybody knows the key. It says what the certificate says and no
more; whether it was revoked since, the register tells.
"""

from __future__ import annotations

import json
import uuid
from datetime import UTC
from datetime import datetime
from datetime import time
from typing import TYPE_CHECKING

from reports.language import reports_language
from reports.verification.codes import index
from reports.verification.keys import decoded
from reports.verification.keys import encoded

if TYPE_CHECKING:
    from reports.certificate_page import Certificate
    from reports.verification.keys import Keys

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
ED25519 = b"\xed\x01"  # how did:key announces such a key
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_LATEST = time(23, 59, 59)


def credential(certificate: Certificate, edition: str, website: str, keys: Keys) -> str:
    """The credential of a certificate that has a code; the same one, the same text."""
    multibase = f"z{base58(ED25519 + decoded(keys.public))}"
    issuer = f"did:key:{multibase}"
    header = {"alg": "EdDSA", "kid": f"{issuer}#{multibase}", "typ": "JWT"}
    payload = _payload(certificate, edition, website, issuer)
    message = f"{_encoded(header)}.{_encoded(payload)}"
    return f"{message}.{encoded(keys.sign(message.encode()))}"


def base58(content: bytes) -> str:
    """Bytes in the base 58 of Bitcoin, which did:key uses."""
    number, text = int.from_bytes(content, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = _BASE58[digit] + text
    return "1" * (len(content) - len(content.lstrip(b"\0"))) + text


def _payload(
    certificate: Certificate, edition: str, website: str, issuer: str
) -> dict[str, object]:
    """The credential with the claims that a JWT repeats."""
    begins = datetime.combine(datetime.fromisoformat(certificate.created), time(), UTC)
    code = certificate.proof.code if certificate.proof else ""
    identifier = _urn(index(code))
    subject = _subject(certificate, edition)
    payload: dict[str, object] = {
        "@context": list(CONTEXTS),
        "id": identifier,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _named(certificate),
        "issuer": _issuer(certificate, website, issuer),
        "validFrom": _moment(begins),
        "credentialSubject": subject,
        "iss": issuer,
        "jti": identifier,
        "sub": subject["id"],
        "nbf": int(begins.timestamp()),
    }
    if certificate.until:
        ends = datetime.combine(datetime.fromisoformat(certificate.until), _LATEST, UTC)
        payload |= {"validUntil": _moment(ends), "exp": int(ends.timestamp())}
    return payload


def _issuer(certificate: Certificate, website: str, issuer: str) -> dict[str, object]:
    told: dict[str, object] = {"id": issuer, "type": ["Profile"], "name": certificate.organiser}
    if website.startswith(("https://", "http://")):
        told["url"] = website
    return told


def _subject(certificate: Certificate, edition: str) -> dict[str, object]:
    """The local authority, by its name and a name for machines, and what it achieved."""
    language = reports_language(certificate.language)
    place = ", ".join(filter(None, (certificate.name, certificate.department)))
    criteria = language.text("Awarded by the jury of the {year} edition.", year=certificate.year)
    narrative = " ".join(filter(None, (criteria, certificate.notice)))
    return {
        "id": _urn(f"{certificate.label}\x1f{place}"),
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": place,
                "identityType": "name",
            }
        ],
        "achievement": {
            "id": _urn(f"{edition}\x1f{certificate.label}\x1f{certificate.title}"),
            "type": ["Achievement"],
            "achievementType": "Award",
            "name": _named(certificate),
            "description": f"{certificate.label}, {certificate.title}",
            "criteria": {"narrative": narrative},
        },
    }


def _named(certificate: Certificate) -> str:
    return f"{certificate.label} {certificate.year} – {certificate.title}"


def _urn(text: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"palmares {text}").urn


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _encoded(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return encoded(text.encode("utf-8", "surrogatepass"))
