"""What goes with the mail to a candidate: letter, certificate, badges, as they were released.

A certificate goes out only as it stands in the register: whoever checks another one would
be told that nobody knows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import TypeAlias

from reports.language import reports_language
from sheets_sync.app.letters import KIND
from sheets_sync.app.places import CERTIFICATES
from sheets_sync.app.places import LETTERS
from sheets_sync.app.places import TEMPLATES
from sheets_sync.app.workshop import workshop
from sheets_sync.findings import Finding
from sheets_sync.findings import Place

if TYPE_CHECKING:
    from pathlib import Path

    from reports.certificate_page import Certificate
    from reports.edition import Edition
    from reports.letter_page import Letter
    from reports.mails import Attached
    from sheets_sync.app.workshop import Workshop

Fields: TypeAlias = "tuple[tuple[str, str], ...]"

PDF = "application/pdf"
SVG = "image/svg+xml"
JWT = "application/jwt"
NOTE = "Note"  # a message of the documents


@dataclass
class Papers:
    """What is ready for each dossier that may be written to.

    ``letters`` are those that are not held back, made or not; ``attached`` is by dossier,
    without those whose certificate can't go out.
    """

    letters: list[Letter]
    attached: dict[str, list[Attached]]
    findings: list[Finding] = field(default_factory=list)


def papers(folder: Path, edition: Edition) -> Papers:
    """What can go out now."""
    from reports.letters import letters
    from reports.rendering.custom import read_custom

    wanted = letters(edition, read_custom(folder.joinpath(*TEMPLATES)))
    found = Papers(wanted, {each.dossier: [] for each in wanted})
    found.findings += [
        Finding("mail-held", Place(row=each.dossier), {"name": each.name})
        for each in edition.candidates
        if each.held
    ]
    _add_letters(found, folder)
    _add_certificates(found, folder, edition)
    _add_badges(found, edition)
    return found


def _add_letters(found: Papers, folder: Path) -> None:
    """The letters that lie in their folder as the edition says; how many are missing."""
    from reports.mails import Attached
    from reports.manifest import Manifest

    made = Manifest.open(folder / LETTERS, KIND)
    missing = 0
    for each in found.letters:
        if made.holds(each, each.digest):
            content = (folder / LETTERS / each.file).read_bytes()
            found.attached[each.dossier].append(Attached("letter", each.file, PDF, content))
        else:
            missing += 1
    if missing:
        found.findings.append(Finding("mail-letters-missing", values={"count": missing}))


def _add_certificates(found: Papers, folder: Path, edition: Edition) -> None:
    """The certificates as registered; who has none that may go out is not written to."""
    from reports.mails import Attached

    shop = workshop(folder, edition, sealed=False)
    for each in shop.how.certificates(edition):
        if each.dossier not in found.attached:
            continue
        wrong = _wrong(each, shop)
        if wrong:
            place = Place(row=each.dossier)
            found.findings.append(Finding(wrong, place, {"name": each.name}))
            del found.attached[each.dossier]
            continue
        content = (folder / CERTIFICATES / each.file).read_bytes()
        named = each.file.removesuffix(".pdf")
        found.attached[each.dossier] += [
            Attached("certificate", each.file, PDF, content),
            Attached("credential", f"{named}.jwt", JWT, each.credential.encode()),
        ]


def _wrong(certificate: Certificate, shop: Workshop) -> str:
    """Why a certificate can't go out, as the code of a finding; "" when it can."""
    from reports.manifest import Manifest
    from reports.press import alike

    given = shop.how.given.get(certificate.dossier)
    entry = shop.register.entry(certificate.proof.code) if certificate.proof else None
    if given is None or entry is None:
        return "mail-certificate-unregistered"
    if entry.status == "revoked":
        return "mail-certificate-revoked"
    on_disk = Manifest.open(shop.target).on_disk(certificate.file)
    same = alike(_printed(certificate.fields, certificate), _printed(given.fields, certificate))
    return "" if same and on_disk in given.files else "mail-certificate-unregistered"


def _printed(fields: Fields, certificate: Certificate) -> Fields:
    """What is printed but for the note: that of a rehearsal's seal is not in the edition."""
    note = reports_language(certificate.language).text(NOTE)
    return tuple(pair for pair in fields if pair[0] != note)


def _add_badges(found: Papers, edition: Edition) -> None:
    """The badges of the laureates, for their websites."""
    from reports.mails import Attached
    from reports.site.laureates import every
    from reports.site.laureates import sections
    from reports.site.site import badges

    for each in every(sections(edition)):
        attached = found.attached.get(each.candidate.dossier)
        if attached is not None:
            attached += [
                Attached("badge", path.rpartition("/")[2], SVG, content)
                for path, content in badges(each)
            ]
