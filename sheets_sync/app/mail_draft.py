"""palmares mail draft: one .eml file per candidate, in ``courriels/``; none is sent.

Addresses are read from the workbook, and are nowhere else but in the drafts: the frozen
edition, from which all that is public is made, does not have them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.files import PRIVATE_FOLDER
from reports.files import write_private
from reports.language import NN_
from sheets_sync.app.documents import frozen_edition
from sheets_sync.app.mail_papers import papers
from sheets_sync.app.places import MAILS
from sheets_sync.app.places import TEMPLATES
from sheets_sync.app.propose import needed
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import sound
from sheets_sync.candidates import cell_text
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.settings.mail import in_ascii
from sheets_sync.settings.mail import is_address
from sheets_sync.spelling import shortened
from sheets_sync.tabs import responses

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from reports.edition import Edition
    from reports.mails import Mail
    from reports.manifest import Manifest
    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Advance
    from sheets_sync.app.steps import Said
    from sheets_sync.workbooks.base import TabState

KIND = "mails"
EMAIL = "email"
_BETWEEN = re.compile(r"[,;\s]+")


class Drafts(NamedTuple):
    """The drafts that edition and workbook ask for, the folder's manifest, what was met."""

    wanted: list[Mail]
    manifest: Manifest
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class State:
    """How the file of a draft is: to be written, as it should be, changed by hand.

    ``stuck``: changed by hand, and it no longer says what it should.
    """

    write: bool = False
    edited: bool = False
    stuck: bool = False


def draft(session: Session) -> Step:
    """Plan the drafts; what is as it should be is kept, and what people changed too."""
    drafts = wanted(session)
    states = [(each, state_of(each, drafts.manifest)) for each in drafts.wanted]
    todo = [each for each, state in states if state.write]

    def write(advance: Advance) -> tuple[Said, ...]:
        _write(todo, drafts.manifest, advance)
        return (_drafted(len(todo), len(drafts.wanted)),)

    return Step(
        "mail draft",
        files=tuple(drafts.manifest.folder / each.file for each in todo),
        write=write,
        findings=(*drafts.findings, *_changed(states), *_left(drafts)),
    )


def wanted(session: Session) -> Drafts:
    """The drafts that edition, workbook and folders ask for at this moment."""
    from reports.mails import Addressed
    from reports.mails import Sender
    from reports.mails import mails
    from reports.manifest import Manifest
    from reports.rendering.custom import read_custom

    folder, mail = session.folder, session.campaign.mail
    edition = frozen_edition(folder)
    found = papers(folder, edition)
    to, findings = _addresses(session, edition)
    ready = {
        key: Addressed(to[key], tuple(attached))
        for key, attached in found.attached.items()
        if key in to
    }
    contact = in_ascii(edition.contact)
    sender = Sender(mail.sender, mail.reply_to or (contact if is_address(contact) else ""))
    custom = read_custom(folder.joinpath(*TEMPLATES))
    return Drafts(
        mails(edition, found.letters, ready, sender, custom),
        Manifest.open(folder / MAILS, KIND),
        [*found.findings, *findings],
    )


def state_of(mail: Mail, manifest: Manifest) -> State:
    """How the file of a draft is."""
    entry, found = manifest.entries.get(mail.file), manifest.on_disk(mail.file)
    current = entry is not None and entry.inputs == mail.digest
    if entry is not None and current and found is not None and found == entry.sha256:
        return State()
    if manifest.may_write(mail.file):
        return State(write=True)
    return State(edited=current, stuck=not current)


def _write(todo: list[Mail], manifest: Manifest, advance: Advance) -> None:
    """Write the drafts for their owner alone: they hold addresses, points and opinions."""
    from reports.manifest import Entry

    manifest.folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    # Noted before: a file that a sudden end leaves behind is ours, and is written again.
    manifest.entries |= {each.file: Entry(each.dossier, each.digest) for each in todo}
    manifest.save()
    try:
        for done, each in enumerate(todo, start=1):
            write_private(manifest.folder / each.file, each.content)
            manifest.made(each.file, Entry(each.dossier, each.digest, each.digest, each.digest))
            advance(done, len(todo))
    finally:
        manifest.save()


def _addresses(
    session: Session, edition: Edition
) -> tuple[dict[str, tuple[str, ...]], list[Finding]]:
    """By dossier, where to write, from the tab of the answers as it is now."""
    tab = responses.responses_tab(session.scheme, session.grid, session.language)
    snapshot = sound(session.read([tab]))
    needed(session, snapshot, responses.ID, "sync")
    state = snapshot.tabs[responses.ID]
    rows = {key: index for index, key in enumerate(state.keys)}
    found: dict[str, tuple[str, ...]] = {}
    findings = []
    for each in edition.candidates:
        if each.held:
            continue
        index = rows.get(each.dossier)
        text = "" if index is None else cell_text(state.values.get(EMAIL, ()), index)
        addresses = tuple(dict.fromkeys(map(in_ascii, filter(None, _BETWEEN.split(text)))))
        if addresses and all(map(is_address, addresses)):
            found[each.dossier] = addresses
        else:
            findings.append(_no_address(text, each.dossier, index, state))
    return found, findings


def _no_address(text: str, dossier: str, index: int | None, state: TabState) -> Finding:
    heading = state.headings.get(EMAIL, EMAIL)
    line = None if index is None else state.lines[index]
    place = Place(tab=state.title, line=line, row=dossier, column=heading)
    if text:
        return Finding("mail-address-wrong", place, {"value": shortened(text)})
    return Finding("mail-address-missing", place, {"heading": heading})


def _changed(states: Iterable[tuple[Mail, State]]) -> Iterator[Finding]:
    """Drafts that people changed."""
    for mail, state in states:
        if state.edited or state.stuck:
            code = "mail-draft-edited" if state.edited else "mail-draft-in-the-way"
            yield Finding(code, Place(row=mail.dossier), {"file": mail.file})


def _left(drafts: Drafts) -> Iterator[Finding]:
    """Drafts of an earlier time that are wanted no longer."""
    names = {each.file for each in drafts.wanted}
    for file, dossier in drafts.manifest.left_over(names):
        yield Finding("mail-draft-left", Place(row=dossier), {"file": file})


def _drafted(count: int, total: int) -> Said:
    forms = NN_(
        "{count} mail drafted in {folder}, of {total}. Look at it; “palmares mail send” sends it.",
        "{count} mails drafted in {folder}, of {total}. Look at them; “palmares mail send” sends"
        " them.",
    )
    return counted(forms, count, total=total, folder=MAILS)
