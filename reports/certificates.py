"""The certificates: one page for each laureate, as values and as PDF bytes.

A certificate holds all that it prints and nothing else, so that it can be drawn by another
process and so that its hash says whether it must be drawn again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports import wording
from reports.certificate_page import Certificate
from reports.certificate_page import drawn
from reports.credentials import credential
from reports.language import reports_language
from reports.names import file_names
from reports.names import sort_key
from reports.rendering.custom import OURS
from reports.verification.claims import Claim

if TYPE_CHECKING:
    from reports.edition import Candidate
    from reports.edition import Edition
    from reports.rendering.custom import Custom
    from reports.verification.proof import Proving


def certificates(
    edition: Edition, proving: Proving | None = None, custom: Custom = OURS
) -> list[Certificate]:
    """One certificate for each laureate, in the order of the palmarès' sorting rule.

    With ``proving`` each bears a code and a QR code, and has a credential attached.
    """
    laureates = sorted(edition.laureates, key=lambda each: (*sort_key(each.name), each.dossier))
    language = reports_language(edition.language)
    word = language.text("certificate")
    names = file_names(
        f"{word}-{edition.year}",
        {each.dossier: (each.name, each.department or "") for each in laureates},
    )
    made = (_certificate(each, f"{names[each.dossier]}.pdf", edition) for each in laureates)
    return [_proven(replace(each, custom=custom), edition, proving) for each in made]


def _proven(certificate: Certificate, edition: Edition, proving: Proving | None) -> Certificate:
    """The certificate with what makes it checkable."""
    if proving is None:
        return certificate
    claim = Claim("", certificate.name, certificate.title, certificate.label, certificate.created)
    proof = proving.proof(edition.id, certificate.dossier, claim)
    proven = replace(certificate, proof=proof)
    signed = credential(proven, edition.id, edition.website, proving.keys)
    return replace(proven, credential=signed)


def _certificate(candidate: Candidate, file: str, edition: Edition) -> Certificate:
    language = reports_language(edition.language)
    level = edition.level(candidate)
    mentions = {each.id: each.name for each in edition.mentions}
    ceremony = edition.ceremony
    return Certificate(
        dossier=candidate.dossier,
        file=file,
        language=edition.language,
        label=edition.label,
        year=edition.year,
        organiser=edition.organiser,
        level=level,
        title=wording.titles(edition, language)[candidate.track, level.id],
        name=candidate.name,
        department=wording.department(candidate.department),
        bearer=wording.person(candidate.civility, candidate.bearer),
        role=candidate.role,
        mentions=tuple(mentions[each] for each in candidate.mentions),
        given=language.date(ceremony.date),
        place=wording.ceremony_place(ceremony),
        signatories=edition.signatories,
        notice=edition.notice,
        # The day of the ceremony, not of the freezing: freezing again for one candidate
        # must leave the certificates of all others byte for byte as they were.
        created=ceremony.date.isoformat(),
        until=edition.valid_until.isoformat() if edition.valid_until else "",
    )


def draw(certificate: Certificate) -> bytes:
    """The PDF of a certificate, in the largest size that fits its page.

    Raises:
        CharacterUnprintable: a character is in none of the fonts.
        TextTooLong: it does not fit, even in the smallest size.
        TemplateWrong: a template of the organiser does not work.
    """
    return drawn(certificate).content
