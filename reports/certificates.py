"""The certificates: one page for each laureate, as values and as PDF bytes.

A certificate holds all that it prints and nothing else, so that it can be drawn by another
process and so that its hash says whether it must be drawn again.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from reports import wording
from reports.certificate_page import digest
from reports.certificate_page import drawn
from reports.credentials import credential
from reports.language import reports_language
from reports.names import file_names
from reports.names import sort_key
from reports.rendering.custom import OURS
from reports.typography import plain
from reports.verification.claims import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.drawing import Drawn
    from reports.edition import Candidate
    from reports.edition import Edition
    from reports.edition import Level
    from reports.edition import Signatory
    from reports.rendering.custom import Custom
    from reports.verification.proof import Proof
    from reports.verification.proof import Proving


@dataclass(frozen=True, slots=True)
class Certificate:
    """What one certificate prints, each text as it is in the edition.

    ``file`` is its file name; it never tells the level. ``created`` is the date of the
    file, an ISO date. ``until`` is the last day of validity, an ISO date. Empty texts are
    left out of the page. ``credential`` is attached to the file, "" for none.
    """

    dossier: str
    file: str
    language: str
    label: str
    year: int
    organiser: str
    level: Level
    title: str
    name: str
    department: str
    bearer: str
    role: str
    mentions: tuple[str, ...]
    given: str
    place: str
    signatories: tuple[Signatory, ...]
    notice: str
    created: str
    until: str = ""
    proof: Proof | None = None
    credential: str = ""
    custom: Custom = OURS

    @property
    def digest(self) -> str:
        """The SHA-256 of all that makes the page: what it says, and how it is drawn."""
        return digest(self)

    def drawn(self) -> Drawn:
        """Its file; errors as in :func:`reports.certificate_page.drawn`."""
        return drawn(self)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each text with whose it is, to check that it can be printed."""
        own = (self.name, self.department, self.bearer, self.role)
        yield from ((self.name, text) for text in own)
        shared = (self.label, self.organiser, self.title, self.given, self.place)
        yield from ((text, text) for text in (*shared, *self.mentions, self.notice))
        for signatory in self.signatories:
            yield signatory.name, signatory.name
            yield signatory.name, signatory.role

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """All that is printed, as pairs (what it is, the text), for who checks it."""
        language = reports_language(self.language)
        signed = (wording.signatory(each) for each in self.signatories)
        pairs = (
            (language.text("Label"), self.label),
            (language.text("Edition"), str(self.year)),
            (language.text("Level"), self.title),
            (language.text("Awarded to"), self.name),
            (language.text("Department"), self.department),
            (
                language.text("Application led by"),
                ", ".join(filter(None, (self.bearer, self.role))),
            ),
            (language.text("Special mentions"), language.list(self.mentions)),
            (language.text("Awarded on"), self.given),
            (language.text("Place"), self.place),
            (language.text("Signed by"), " – ".join(signed)),
            (language.text("Valid until"), wording.day(self.until, language)),
            (language.text("Note"), self.notice),
        )
        return tuple((name, plain(text, self.language)) for name, text in pairs if text.strip())


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
