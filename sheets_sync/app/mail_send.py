"""palmares mail send: the drafts go out, each once; what is not known is told, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from time import sleep
from typing import TYPE_CHECKING
from typing import TypeAlias
from zoneinfo import ZoneInfo

from reports.language import N_
from reports.language import NN_
from sheets_sync.app.documents import frozen_edition
from sheets_sync.app.embargo import public
from sheets_sync.app.mail_draft import state_of
from sheets_sync.app.mail_draft import wanted
from sheets_sync.app.mail_journal import ACCEPTED
from sheets_sync.app.mail_journal import REFUSED
from sheets_sync.app.mail_journal import SENDING
from sheets_sync.app.mail_journal import Line
from sheets_sync.app.mail_journal import MailJournal
from sheets_sync.app.mail_password import password
from sheets_sync.app.mail_refusals import AgainToAll
from sheets_sync.app.mail_refusals import MailsRefused
from sheets_sync.app.mail_refusals import NoMailServer
from sheets_sync.app.mail_refusals import NoMailTo
from sheets_sync.app.mail_server import MailServer
from sheets_sync.app.mail_server import NotTaken
from sheets_sync.app.mail_wire import outgoing
from sheets_sync.app.mail_wire import recipients
from sheets_sync.app.papers import called
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import counted
from sheets_sync.findings import Finding
from sheets_sync.findings import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.language import Language
    from reports.mails import Mail
    from reports.manifest import Manifest
    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Advance

BY_HAND = "by hand"
READY, SENT, UNKNOWN, NOT_READY = N_("to send"), N_("sent"), N_("unknown"), N_("not ready")


@dataclass(frozen=True, slots=True)
class Parcel:
    """One draft, ready to go or not; ``state`` is a message identifier.

    ``before`` is what the journal last told of its dossier. ``content`` are the bytes of the
    draft as they lie in the folder.
    """

    mail: Mail
    state: str
    content: bytes = b""
    to: tuple[str, ...] = ()
    before: Line | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the draft as it lies in the folder."""
        return sha256(self.content).hexdigest()


@dataclass
class Round:
    """All drafts of a campaign with what is to happen to each; nothing was sent yet."""

    session: Session
    journal: MailJournal
    parcels: list[Parcel]
    findings: list[Finding] = field(default_factory=list)

    @property
    def ready(self) -> list[Parcel]:
        """Those that would go out."""
        return [each for each in self.parcels if each.state == READY]

    @property
    def unknown(self) -> list[Parcel]:
        """Those of which nobody knows whether they arrived."""
        return [each for each in self.parcels if each.state == UNKNOWN]

    def send(self, advance: Advance, secret: str = "") -> tuple[Said, ...]:
        """Send what is ready, each mail once; returns what to say.

        ``secret`` is the password of the server, "" where it asks for none.

        Raises:
            MailsRefused: the server refused some; the others went out.
            ServerLeft, AnswerLost, ServerUnreachable, …: see :mod:`sheets_sync.app.mail_server`;
                what went out before is in the journal.
        """
        settings = self.session.campaign.mail
        server = MailServer(settings, lambda: secret)
        with self.journal.alone():
            ready = [each for each in self.ready if self._still(each)]
            try:
                refused = self._deliver(ready, server, advance)
            finally:
                server.close()
        sent = len(ready) - len(refused)
        if refused:
            raise MailsRefused(refused, sent)
        forms = NN_(
            "{count} mail was taken by the server.", "{count} mails were taken by the server."
        )
        told = N_(
            "Mails that come back later are not read here: look into the mailbox of {sender}."
        )
        return (counted(forms, sent), Said(told, {"sender": settings.sender}))

    def _still(self, parcel: Parcel) -> bool:
        """Whether nothing happened to a mail since the round was planned."""
        return self.journal.last.get(parcel.mail.dossier) == parcel.before

    def _deliver(
        self, ready: list[Parcel], server: MailServer, advance: Advance
    ) -> list[tuple[str, NotTaken]]:
        """Hand the mails over; returns those that the server refused."""
        refused = []
        for done, parcel in enumerate(ready, start=1):
            try:
                self._hand_over(parcel, server)
            except NotTaken as error:
                refused.append((parcel.mail.name, error))
            advance(done, len(ready))
            if done < len(ready):
                sleep(self.session.campaign.mail.pause)
        return refused

    def _hand_over(self, parcel: Parcel, server: MailServer) -> None:
        """One mail, with a line in the journal before and after."""
        message = self._message_id(parcel)
        mail = outgoing(parcel.content, message, self._now(), self.session.campaign.mail.sender)

        def note(state: str, said: str = "") -> None:
            moment = self._now().isoformat(timespec="seconds")
            digest = parcel.digest
            self.journal.note(Line(parcel.mail.dossier, state, moment, message, digest, said))

        try:
            said = server.deliver(mail, lambda: note(SENDING))
        except NotTaken as error:
            note(REFUSED, str(error))
            raise
        note(ACCEPTED, said)

    def _message_id(self, parcel: Parcel) -> str:
        """The Message-ID: the same as before for the same draft, so that doubles are seen."""
        from email.utils import make_msgid

        before = parcel.before
        if before is not None and before.digest == parcel.digest and before.state != ACCEPTED:
            return before.message
        return make_msgid(domain=self.session.campaign.mail.sender.rpartition("@")[2])

    def _now(self) -> datetime:
        return datetime.now(ZoneInfo(self.session.scheme.timezone))


def plan(session: Session, only: Sequence[str] = (), *, again: bool = False) -> Round:
    """What sending would do: to whom each draft goes, or why not.

    ``only`` are names or dossiers, none for all. ``again`` sends even what went out already,
    or may have.
    """
    if again and not only:
        raise AgainToAll
    drafts = wanted(session)
    planned = Round(session, MailJournal(session.folder), [], list(drafts.findings))
    for mail in _chosen(drafts.wanted, only):
        before = planned.journal.last.get(mail.dossier)
        settled = None if again else _settled(mail, before, drafts.manifest)
        parcel, finding = settled or _fresh(mail, before, drafts.manifest)
        planned.parcels.append(parcel)
        planned.findings += [finding] if finding else []
    return planned


def release(session: Session, *, lifted: bool = False) -> None:
    """Let mails go: a server is named, and the embargo is over.

    Raises :class:`NoMailServer` and :class:`sheets_sync.app.embargo.UnderEmbargo`.
    """
    if not session.campaign.mail.server:
        raise NoMailServer
    public(frozen_edition(session.folder), lifted=lifted)


def secret_of(session: Session, language: Language) -> str:
    """The password of the campaign's server; "" where it asks for none.

    It is asked for before anything else is shown: a bar that moves would hide the question.
    """
    return password(language) if session.campaign.mail.user else ""


def arrived(session: Session, name: str) -> Said:
    """Note that a mail of which nobody knew did arrive; it is not sent again."""
    (mail,) = _chosen(wanted(session).wanted, (name,))
    journal = MailJournal(session.folder)
    with journal.alone():
        before = journal.last.get(mail.dossier)
        if before is None or before.state != SENDING:
            return Said(N_("Nothing is unclear about the mail to {name}."), {"name": mail.name})
        moment = datetime.now(ZoneInfo(session.scheme.timezone)).isoformat(timespec="seconds")
        journal.note(replace(before, state=ACCEPTED, time=moment, said=BY_HAND))
    return Said(N_("Noted: the mail to {name} arrived."), {"name": mail.name})


Judged: TypeAlias = "tuple[Parcel, Finding | None]"


def _settled(mail: Mail, before: Line | None, manifest: Manifest) -> Judged | None:
    """A mail that went out, or may have; None for one that surely did not."""
    if before is None or before.state == REFUSED:
        return None
    values = {
        "name": mail.name,
        "time": _moment(before.time),
        "message": before.message,
        "dossier": mail.dossier,
    }
    place = Place(row=mail.dossier)
    if before.state == SENDING:
        return Parcel(mail, UNKNOWN, before=before), Finding("mail-unknown", place, values)
    changed = manifest.on_disk(mail.file) != before.digest or state_of(mail, manifest).write
    finding = Finding("mail-changed-since", place, values) if changed else None
    return Parcel(mail, SENT, before=before), finding


def _fresh(mail: Mail, before: Line | None, manifest: Manifest) -> Judged:
    """A mail that is to go out, if its draft lies there as it should or as people made it."""
    state = state_of(mail, manifest)
    if state.write or state.stuck:
        code = "mail-draft-in-the-way" if state.stuck else "mail-draft-missing"
        return Parcel(mail, NOT_READY, before=before), _about(mail, code)
    content = (manifest.folder / mail.file).read_bytes()
    to = recipients(content)
    if not to:
        return Parcel(mail, NOT_READY, before=before), _about(mail, "mail-draft-unreadable")
    finding = _about(mail, "mail-draft-edited") if state.edited else None
    return Parcel(mail, READY, content, to, before), finding


def _about(mail: Mail, code: str) -> Finding:
    return Finding(code, Place(row=mail.dossier), {"file": mail.file, "name": mail.name})


def _chosen(mails: list[Mail], only: Sequence[str]) -> list[Mail]:
    """The mails that are asked for, each by a name, a part of one, or a dossier."""
    if not only:
        return mails
    return list(dict.fromkeys(called(mails, name, NoMailTo) for name in only))


def _moment(text: str) -> datetime | str:
    """A moment of the journal, to be told as people say it; what is none as it stands."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text
