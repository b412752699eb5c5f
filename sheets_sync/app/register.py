"""palmares certificates register, reissue, revoke: what was given out, for good."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.certificates import render
from sheets_sync.app.documents import frozen_edition
from sheets_sync.app.embargo import public
from sheets_sync.app.places import PAGE
from sheets_sync.app.places import PUBLIC
from sheets_sync.app.places import REGISTER
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.app.workshop import workshop

if TYPE_CHECKING:
    from pathlib import Path

    from reports.certificate_page import Certificate
    from reports.verification.register import Entry
    from reports.verification.register import Register
    from sheets_sync.app.steps import Advance
    from sheets_sync.app.workshop import Workshop


class CertificatesMissing(PalmaresError):
    """There are laureates whose certificate is not made; values: count."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("Certificates that are not made yet, or not as the edition says: {count}.")
    remedy = N_("Run “palmares certificates”, look at the contact sheet, then run this again.")


class NotGiven(PalmaresError):
    """A dossier has no certificate in the register; values: dossier."""

    exit_code = ExitCode.USAGE
    sentence = N_("No certificate of dossier {dossier} is in the register.")
    remedy = N_("Name the dossier as in the workbook; drafts are simply made anew.")


class NoLaureate(PalmaresError):
    """A dossier has a certificate, but no level any more; values: dossier."""

    exit_code = ExitCode.USAGE
    sentence = N_("Dossier {dossier} has no level in the frozen edition.")
    remedy = N_(
        'To take its certificate back: palmares certificates revoke {dossier} --reason "…".'
    )


class ReasonMissing(PalmaresError):
    """Nothing was given as the reason; no values."""

    exit_code = ExitCode.USAGE
    sentence = N_("The reason is empty: who checks the certificate must read why.")
    remedy = N_('Write it between quotation marks: --reason "The mayor’s name was misspelt".')


class AlreadyRevoked(PalmaresError):
    """The certificate was revoked before; values: dossier."""

    exit_code = ExitCode.USAGE
    sentence = N_("The certificate of dossier {dossier} is revoked already.")
    remedy = N_('To give another: palmares certificates reissue {dossier} --reason "…".')


def register(folder: Path, *, lifted: bool = False) -> Step:
    """Plan to enter in the register what was made, and to write the page that checks it.

    Raises ``UnderEmbargo`` before the ceremony, unless ``lifted``: both are for the public.
    """
    edition = frozen_edition(folder)
    public(edition, lifted=lifted)
    shop = workshop(folder, edition)
    known, entered = _entered(shop)

    def write(_: Advance) -> tuple[Said, ...]:
        _publish(shop, known)
        forms = NN_(
            "{count} certificate entered in the register.",
            "{count} certificates entered in the register.",
        )
        page = Said(N_("The page that checks certificates: {path}"), {"path": _page(folder)})
        return (counted(forms, entered), page)

    return Step("register", files=_changed(shop, known), write=write)


def reissue(folder: Path, dossier: str, reason: str) -> Step:
    """Plan to give a certificate once more, with a new code; the old one is replaced.

    Whatever the certificates of the others are: they are left alone.
    """
    edition, reason = frozen_edition(folder), _told(reason)
    before = _given(workshop(folder, edition, sealed=False), dossier)
    if dossier not in {each.dossier for each in edition.laureates}:
        raise NoLaureate(dossier=dossier)
    shop = workshop(folder, edition, again=dossier)
    certificate = _certificate(shop, dossier)

    def write(advance: Advance) -> tuple[Said, ...]:
        said = render(shop, advance, only=dossier)
        known, _ = _entered(shop, only=dossier)
        code = certificate.proof.code if certificate.proof else ""
        if before.status == "valid":
            known = known.with_replacement(before.code, code, reason, _now(shop))
        _publish(shop, known)
        return (*said, Said(N_("{name} has a new certificate."), {"name": certificate.name}))

    files = (shop.target / certificate.file, folder / PUBLIC / REGISTER, _page(folder))
    return Step("reissue", files=files, write=write)


def revoke(folder: Path, dossier: str, reason: str) -> Step:
    """Plan to revoke the certificate of a dossier; its file stays where it is.

    The dossier need not be a laureate any more: that may be the very reason.
    """
    reason = _told(reason)
    shop = workshop(folder, frozen_edition(folder), sealed=False)
    entry = _given(shop, dossier)
    if entry.status == "revoked":
        raise AlreadyRevoked(dossier=dossier)

    def write(_: Advance) -> tuple[Said, ...]:
        _publish(shop, shop.register.with_revocation(entry.code, reason, _now(shop)))
        return (Said(N_("The certificate of dossier {dossier} is revoked."), {"dossier": dossier}),)

    return Step("revoke", files=(folder / PUBLIC / REGISTER, _page(folder)), write=write)


def _told(reason: str) -> str:
    """The reason on one line; raises :class:`ReasonMissing`."""
    from reports.typography import tidy

    if not tidy(reason):
        raise ReasonMissing
    return tidy(reason)


def _entered(shop: Workshop, only: str = "") -> tuple[Register, int]:
    """The register with all that is made, and how many certificates are new in it.

    ``only`` is the one dossier that is entered, "" for all.
    """
    from reports.manifest import Manifest

    made = Manifest.open(shop.target)
    now = _now(shop)
    known, new, missing = shop.register, 0, 0
    known = known.with_key(shop.keys.public, now)
    every = shop.how.certificates(shop.edition)
    for each in (each for each in every if only in {"", each.dossier}):
        entry = made.entries.get(each.file)
        on_disk = made.on_disk(each.file)
        given = shop.how.given.get(each.dossier)
        if given and on_disk in given.files:
            continue
        current = entry is not None and entry.inputs == shop.how.inputs(each)
        if entry is None or not current or on_disk is None or on_disk != entry.sha256:
            missing += 1
        elif given and each.proof:
            known = known.with_file(each.proof.code, on_disk, now)
        else:
            known, new = known.with_issue(_entry(each, entry.unsigned, on_disk, now)), new + 1
    if missing:
        raise CertificatesMissing(count=missing)
    return known, new


def _entry(certificate: Certificate, unsigned: str | None, on_disk: str, now: str) -> Entry:
    from reports.verification.register import Entry as Given

    return Given(
        code=certificate.proof.code if certificate.proof else "",
        fields=certificate.fields,
        issued=now,
        until=certificate.until,
        unsigned=unsigned or on_disk,
        files=frozenset({on_disk}),
    )


def _given(shop: Workshop, dossier: str) -> Entry:
    """The last entry of a dossier; raises :class:`NotGiven`."""
    entry = shop.last_entry(dossier)
    if entry is None:
        raise NotGiven(dossier=dossier)
    return entry


def _certificate(shop: Workshop, dossier: str) -> Certificate:
    every = shop.how.certificates(shop.edition)
    return next(each for each in every if each.dossier == dossier)


def _changed(shop: Workshop, known: Register) -> tuple[Path, ...]:
    """What would be written: nothing when the register and its page are right already."""
    wanted = _files(shop, known)
    return tuple(
        path
        for path, content in wanted.items()
        if not (path.is_file() and path.read_bytes() == content)
    )


def _publish(shop: Workshop, known: Register) -> None:
    """Write register and page; the register first: it is what the page is made from."""
    from reports.files import write_whole

    shop.keep_keys()
    for path, content in _files(shop, known).items():
        write_whole(path, content)


def _files(shop: Workshop, known: Register) -> dict[Path, bytes]:
    from reports.verification.page import verification_page

    text = json.dumps(known.content(shop.keys), ensure_ascii=False, indent=1)
    page = verification_page(shop.edition, known, shop.keys)
    return {
        shop.folder / PUBLIC / REGISTER: f"{text}\n".encode(),
        _page(shop.folder): page.encode(),
    }


def _page(folder: Path) -> Path:
    return folder / PUBLIC / PAGE


def _now(shop: Workshop) -> str:
    """This moment, in the time of the edition."""
    return datetime.now(shop.edition.frozen_at.tzinfo).replace(microsecond=0).isoformat()
