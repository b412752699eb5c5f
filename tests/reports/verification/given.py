"""Certificates that were given, with the register that tells of them. All of it is made up."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.certificates import certificates
from reports.certificates import draw
from reports.edition import Edition  # noqa: TC001 - a named tuple reads its types
from reports.verification.keys import Keys
from reports.verification.proof import Proof
from reports.verification.proof import Proving
from reports.verification.register import Entry
from reports.verification.register import Register
from tests.reports.samples import edition_in_english

if TYPE_CHECKING:
    from reports.certificate_page import Certificate

KEYS = Keys(bytes(range(32)))
OTHER_KEYS = Keys(bytes(32))
ADDRESS = "https://label.example/2023/verification/"
MOMENT = "2024-03-04T09:00:00+00:00"
LATER = "2024-05-06T09:00:00+00:00"


class Given(NamedTuple):
    """A certificate, its file, and a register that has it."""

    edition: Edition
    certificate: Certificate
    content: bytes
    register: Register

    @property
    def proof(self) -> Proof:
        assert self.certificate.proof is not None
        return self.certificate.proof


def proven(edition: Edition | None = None, issue: int = 1, keys: Keys = KEYS) -> Certificate:
    """The first certificate of an edition, with its code."""
    edition = edition or edition_in_english()
    issues = {each.dossier: issue for each in edition.laureates}
    return certificates(edition, Proving(keys, ADDRESS, issues))[0]


def entry(certificate: Certificate, content: bytes, at: str = MOMENT) -> Entry:
    """What the register is told when a certificate is given."""
    assert certificate.proof is not None
    sha = sha256(content).hexdigest()
    return Entry(
        certificate.proof.code, certificate.fields, at, certificate.until, sha, frozenset({sha}),
        since=at,
    )  # fmt: skip


def given(**changes: object) -> Given:
    """One certificate of the edition in English, given; some keys of the edition changed."""
    edition = replace(edition_in_english(), **changes)  # type: ignore[arg-type]
    certificate = proven(edition)
    content = draw(certificate)
    register = Register().with_key(KEYS.public, MOMENT).with_issue(entry(certificate, content))
    return Given(edition, certificate, content, register)


def replaced() -> tuple[Given, Certificate]:
    """The same, once another certificate has taken its place, which comes second."""
    first = given()
    second = proven(first.edition, issue=2)
    assert second.proof is not None
    register = first.register.with_issue(entry(second, b"second", LATER))
    register = register.with_replacement(
        first.proof.code, second.proof.code, "The mayor’s name was misspelt.", LATER
    )
    return first._replace(register=register), second
