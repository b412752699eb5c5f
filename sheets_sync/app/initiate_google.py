"""The Google spreadsheet of a new campaign: made and shared, or one that is there taken."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.app.google import connection
from sheets_sync.app.google import locale_of
from sheets_sync.app.recorder import whoever
from sheets_sync.app.steps import Said
from sheets_sync.app.tabs import all_tabs
from sheets_sync.findings import blocking
from sheets_sync.tabs import readme

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.app.session import Session
    from sheets_sync.findings import Finding
    from sheets_sync.scheme import Scheme
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.google.client import Client
    from sheets_sync.workbooks.google.making import Wanted

ADDRESS = "https://docs.google.com/spreadsheets/d/{key}/edit"

SECTION = """\
backend = "google"
spreadsheet = {spreadsheet}
account = {account}       # "service": a service account; "person": yours, asked in the browser
{key}editors = {editors}  # may write in the program's columns, beside it
protect = true            # "warn": anybody may after a warning; false: no protection
"""
KEY = """\
key = {key}  # the key's file; without this line, PALMARES_GOOGLE_KEY in the environment
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: ``address`` of a spreadsheet, "" to make one.

    ``share`` are the staff who shall edit it, told by a message with ``notify``. ``key`` is
    the path of the key file, None when the environment has it; ``person`` tells that it is
    a person's account.
    """

    address: str
    share: tuple[str, ...] = ()
    key: Path | None = None
    person: bool = False
    notify: bool = False


class OnlyForGoogle(PalmaresError):
    """Options of a Google spreadsheet were given without one."""

    exit_code = ExitCode.USAGE
    sentence = N_("--key, --account, --share and --notify are for a Google spreadsheet.")
    remedy = N_("Write --google at the end of the command too, or leave them out.")


def wished(
    address: str | None, share: tuple[str, ...], key: Path | None, *, person: bool, notify: bool
) -> Wish | None:
    """What the options ask for; None without a Google spreadsheet (``address`` None)."""
    if address is not None:
        return Wish(address, share, key, person, notify)
    if share or key or person or notify:
        raise OnlyForGoogle
    return None


@dataclass(slots=True)
class Online:
    """The spreadsheet of a campaign that is being made."""

    wish: Wish
    session: Session
    client: Client
    account: str
    mark: str
    key: str = ""
    findings: tuple[Finding, ...] = ()
    unshared: tuple[str, ...] = ()

    def ready(self) -> str:
        """Make the spreadsheet if need be, share it; gives what the settings say of it."""
        from sheets_sync.workbooks.google.making import claim
        from sheets_sync.workbooks.google.making import made
        from sheets_sync.workbooks.google.making import share

        if not self.key:
            self.key = made(self.client, _wanted(self.session.scheme, self.mark), self.account)
        claim(self.client, self.key, self.session.scheme.id)
        notify = self.wish.notify
        self.unshared = tuple(share(self.client, self.key, self.wish.share, notify=notify))
        return _section(self.wish, self.key)

    def settled(self) -> tuple[Said, ...]:
        """What to say, once the campaign folder is complete."""
        from sheets_sync.workbooks.google.making import settle

        if not self.wish.address:
            settle(self.client, self.key)
        address = ADDRESS.format(key=self.key)
        said = [Said(N_("Its workbook: {address}"), {"address": address})]
        shared = [each for each in self.wish.share if each not in self.unshared]
        if shared:
            said.append(Said(N_("Shared with: {people}."), {"people": ", ".join(shared)}))
        if self.unshared:
            people = ", ".join(self.unshared)
            said.append(
                Said(N_("Share it yourself, as an editor, with: {people}."), {"people": people})
            )
        return tuple(said)


def online_workbook(wish: Wish, folder: Path, model: Path) -> Online:
    """Look at the spreadsheet that was named, if any; nothing is written.

    ``model`` is the folder of the edition. Raises ``OtherCampaign`` for a spreadsheet with
    the tabs of another campaign.
    """
    from sheets_sync.app.session import Session
    from sheets_sync.settings.campaign_file import Campaign
    from sheets_sync.settings.edition import read_edition
    from sheets_sync.settings.google import Google
    from sheets_sync.workbooks.google.rights import acting_for

    key = _named(wish)
    google = Google(key, wish.key, wish.person, wish.share)
    edition = read_edition(model)
    campaign = Campaign(folder, model, "google", folder, google=google)
    session = Session(campaign, edition)
    connected = connection(google, session.language)
    client = connected.client()
    account = acting_for(client, connected.account.email)
    mark = _mark(folder, edition.scheme.id)
    online = Online(wish, session, client, account, mark, key)
    if key:
        online.findings = tuple(_adopted(online))
    return online


def _named(wish: Wish) -> str:
    """The id of the spreadsheet that was named; "" when one is to be made."""
    from sheets_sync.settings.google import is_email
    from sheets_sync.settings.google import spreadsheet_id
    from sheets_sync.workbooks.google.making_errors import NotAnEmail
    from sheets_sync.workbooks.google.making_errors import NotASpreadsheet

    for email in wish.share:
        if not is_email(email):
            raise NotAnEmail(found=email)
    key = spreadsheet_id(wish.address)
    if wish.address and not key:
        raise NotASpreadsheet(found=wish.address)
    return key


def _adopted(online: Online) -> list[Finding]:
    """What is in the way of a spreadsheet that is there; it holds no other campaign's tabs."""
    from sheets_sync.workbooks.google.making_errors import OtherCampaign
    from sheets_sync.workbooks.google.rights import access

    found = [*access(online.client, online.key, online.account, sharing=bool(online.wish.share))]
    if blocking(found):
        return found
    session = online.session
    snapshot = session.read(all_tabs(session))
    if not _ours(online, snapshot):
        raise OtherCampaign(place=session.workbook.place)
    return [*found, *snapshot.problems]


def _ours(online: Online, snapshot: Snapshot) -> bool:
    """Whether a spreadsheet is free for this edition: claimed for it, made by it, or empty."""
    from sheets_sync.workbooks.google.making import campaign_of

    scheme = online.session.scheme
    claimed = campaign_of(online.client, online.key)
    if claimed is not None:
        return claimed == scheme.id
    if readme.ID in snapshot.tabs:
        heading = readme.readme_tab(scheme, online.session.language).column(readme.SAMPLE).heading
        return snapshot.tabs[readme.ID].headings.get(readme.SAMPLE) == heading
    return not snapshot.tabs


def _wanted(scheme: Scheme, mark: str) -> Wanted:
    from sheets_sync.workbooks.google.making import Wanted

    title = f"{scheme.label} {scheme.year}"
    return Wanted(title, mark, locale_of(scheme), scheme.timezone)


def _mark(folder: Path, edition: str) -> str:
    """Tells a campaign that was begun by the same person in the same folder from any other."""
    parts = (whoever(), str(folder.resolve()), edition)
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _section(wish: Wish, key: str) -> str:
    """The section of the settings; texts of JSON are texts of TOML."""
    path = wish.key.expanduser().resolve() if wish.key else None
    return SECTION.format(
        spreadsheet=json.dumps(ADDRESS.format(key=key)),
        account=json.dumps("person" if wish.person else "service"),
        key=KEY.format(key=json.dumps(str(path))) if path else "",
        editors=json.dumps(wish.share),
    )
