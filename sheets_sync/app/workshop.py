"""Where certificates are made: the keys, the register and the files of a campaign folder."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.app.places import BADGES
from sheets_sync.app.places import BUNDLE
from sheets_sync.app.places import CERTIFICATES
from sheets_sync.app.places import KEY
from sheets_sync.app.places import PUBLIC
from sheets_sync.app.places import REGISTER
from sheets_sync.app.places import SECRETS
from sheets_sync.app.places import SHEET
from sheets_sync.app.places import TEMPLATES
from sheets_sync.app.seal import organisers_seal
from sheets_sync.language import language_for

if TYPE_CHECKING:
    from pathlib import Path

    from reports.batch import Making
    from reports.contact_sheet import Shown
    from reports.edition import Edition
    from reports.press import Given
    from reports.verification.keys import Keys
    from reports.verification.register import Entry
    from reports.verification.register import Register

REHEARSAL = N_("Rehearsal: sealed by a test authority, without any value.")


@dataclass(frozen=True)
class Workshop:
    """A campaign folder with its frozen edition, ready to make certificates.

    ``fresh`` says that the key pair is new and must be kept before it is used.
    """

    folder: Path
    edition: Edition
    keys: Keys
    fresh: bool
    register: Register
    how: Making

    @property
    def target(self) -> Path:
        """The folder of the certificates."""
        return self.folder / CERTIFICATES

    def last_entry(self, dossier: str) -> Entry | None:
        """The last certificate that was given to a dossier, be it a laureate still or not."""
        return _last(self.edition.id, dossier, self.keys, self.register)[1]

    def keep_keys(self) -> None:
        """Write a new key pair down, before anything bears its signature."""
        if self.fresh:
            self.keys.save(self.folder / SECRETS / KEY)

    def outdated(self) -> tuple[Path, ...]:
        """What does not follow from the certificates that are there: archive, sheets, badges."""
        return tuple(path for path, current in self._gathered() if not current)

    def gather(self) -> None:
        """Write the archive, the contact sheets and the badges anew where they are outdated."""
        from reports.bundle import write_bundle
        from reports.contact_sheet import contact_sheet
        from reports.files import write_whole

        shown = self._shown()
        outdated = set(self.outdated())
        if self.folder / BUNDLE in outdated:
            day, files = self.edition.ceremony.date, [each.path for each in shown]
            write_bundle(self.folder / BUNDLE, files, day, self._fingerprint(shown))
        for path, part in self._sheets(shown):
            if path in outdated:
                write_whole(path, contact_sheet(self.edition, part, self._fingerprint(part)))
        for path, content in self._badges(shown):
            if path in outdated:
                write_whole(path, content)

    def _gathered(self) -> list[tuple[Path, bool]]:
        """Each file that follows from the certificates, and whether it is as it should be."""
        from reports.bundle import bundle_is
        from reports.contact_sheet import sheet_is

        shown = self._shown()
        if not shown:
            return []
        bundle = self.folder / BUNDLE
        found = [(bundle, bundle_is(bundle, self._fingerprint(shown)))]
        for path, part in self._sheets(shown):
            found.append((path, sheet_is(content_of(path), self._fingerprint(part))))
        found += [(path, content_of(path) == wanted) for path, wanted in self._badges(shown)]
        return found

    def _shown(self) -> list[Shown]:
        """The certificates that are made and there as they were made, in order."""
        from reports.contact_sheet import Shown
        from reports.manifest import Manifest

        made = Manifest.open(self.target)
        found = []
        for each in self.how.certificates(self.edition):
            entry = made.entries.get(each.file)
            if entry and entry.sha256 and made.on_disk(each.file) == entry.sha256:
                found.append(Shown(each, self.target / each.file, entry.step))
        return found

    def _fingerprint(self, shown: list[Shown]) -> str:
        from reports.manifest import Manifest

        return Manifest.open(self.target).fingerprint(each.certificate.file for each in shown)

    def _sheets(self, shown: list[Shown]) -> list[tuple[Path, list[Shown]]]:
        from reports.contact_sheet import MOST

        parts = [shown[start : start + MOST] for start in range(0, len(shown), MOST)]
        if len(parts) == 1:
            return [(self.folder / f"{SHEET}.pdf", parts[0])]
        numbered = enumerate(parts, start=1)
        return [(self.folder / f"{SHEET}-{number}.pdf", part) for number, part in numbered]

    def _badges(self, shown: list[Shown]) -> list[tuple[Path, bytes]]:
        from reports.names import CREDENTIAL

        return [
            (
                self.folder / BADGES / (each.certificate.file.removesuffix(".pdf") + CREDENTIAL),
                each.certificate.credential.encode(),
            )
            for each in shown
        ]


def workshop(folder: Path, edition: Edition, *, sealed: bool = True, again: str = "") -> Workshop:
    """The workshop of a campaign folder; nothing is written yet.

    ``again`` is a dossier whose certificate is to be given once more, under a new code.

    Raises ``KeyUnreadable`` when a register is there without the key that made it.
    """
    from reports.batch import Making
    from reports.rendering.custom import read_custom
    from reports.verification.keys import Keys
    from reports.verification.proof import Proving
    from reports.verification.register import load

    register = load(folder / PUBLIC / REGISTER)
    path = folder / SECRETS / KEY
    fresh = not path.exists() and not register.events
    keys = Keys.new() if fresh else Keys.load(path)
    seal = organisers_seal(folder, language_for(edition.language)) if sealed else None
    if seal and seal.test:
        rehearsal = language_for(edition.language).text(REHEARSAL)
        edition = replace(edition, notice=" ".join(filter(None, (rehearsal, edition.notice))))
    issues, given = _given(edition, keys, register)
    if again:
        issues[again] += 1
        del given[again]
    how = Making(
        proving=Proving(keys, edition.verification, issues),
        custom=read_custom(folder.joinpath(*TEMPLATES)),
        seal=seal,
        given=given,
    )
    return Workshop(folder, edition, keys, fresh, register, how)


def _given(
    edition: Edition, keys: Keys, register: Register
) -> tuple[dict[str, int], dict[str, Given]]:
    """By dossier: the number of its last issue, and what that one says if it was given."""
    from reports.press import Given

    issues, given = {}, {}
    for each in edition.laureates:
        issues[each.dossier], entry = _last(edition.id, each.dossier, keys, register)
        if entry:
            given[each.dossier] = Given(entry.fields, entry.unsigned, entry.files)
    return issues, given


def _last(edition: str, dossier: str, keys: Keys, register: Register) -> tuple[int, Entry | None]:
    """The number of the last issue of a dossier, and its entry; 1 and None before the first."""
    number = 1
    while register.holds(keys.code(edition, dossier, number + 1)):
        number += 1
    return number, register.entry(keys.code(edition, dossier, number))


def content_of(path: Path) -> bytes:
    """What a file holds; nothing where there is none."""
    return path.read_bytes() if path.is_file() else b""
