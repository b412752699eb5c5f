"""The Google spreadsheet of a campaign: who we are there, what we may do, the workbook."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from sheets_sync.app.recorder import whoever

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from reports.language import Language
    from sheets_sync.findings import Finding
    from sheets_sync.scheme import Scheme
    from sheets_sync.settings.campaign_file import Campaign
    from sheets_sync.settings.google import Google
    from sheets_sync.workbooks.base import Workbook
    from sheets_sync.workbooks.google.client import Client
    from sheets_sync.workbooks.google.client import Pause
    from sheets_sync.workbooks.google.connection import Connection
    from sheets_sync.workbooks.google.workbook import GoogleWorkbook

LOCALES = {"fr": "fr_FR", "en": "en_GB"}
OURS = ".palmares"
"""The program's own folder in a campaign folder."""


def connection(google: Google, language: Language) -> Connection:
    """Find the key and the account; a person is asked in the browser, once per machine."""
    from sheets_sync.workbooks.google.connection import Connection as Connected

    return Connected(
        google.key,
        os.environ,
        _prompt(language) if google.person else None,
        language.text("palmares may act for your account now. You may close this page."),
        _waiting(language),
    )


def google_workbook(google: Google, folder: Path, language: Language) -> Workbook:
    """The workbook of a spreadsheet; nothing is read yet. ``folder`` is the campaign's."""
    connected = connection(google, language)
    return opened(connected.client(), google.spreadsheet, google, folder, connected.account.email)


def opened(
    client: Client, key: str, google: Google, folder: Path, account: str = ""
) -> GoogleWorkbook:
    """A spreadsheet by its id, for an account whose address is known or not."""
    from sheets_sync.workbooks.google.workbook import GoogleWorkbook

    editors = protectors(google, account)
    return GoogleWorkbook(client, key, folder / OURS, who=whoever(), editors=editors)


def locale_of(scheme: Scheme) -> str:
    """How Google names the language of an edition."""
    return LOCALES.get(scheme.language, "en_GB")


def protectors(google: Google, account: str) -> tuple[str, ...] | None:
    """Who may write in protected columns, our own account first; None: all, after a warning.

    Google adds the one who asks and the spreadsheet's owner by itself.
    """
    if google.warn:
        return None
    return tuple(dict.fromkeys(each for each in (account, *google.editors) if each))


def access(campaign: Campaign, language: Language) -> Iterator[Finding]:
    """What our account may do, and where its key lies; writes nothing.

    Nothing for a campaign on something else than a Google spreadsheet.
    """
    google = campaign.google
    if google is None:
        return
    from sheets_sync.workbooks.google.keys import misplaced
    from sheets_sync.workbooks.google.rights import access as asked
    from sheets_sync.workbooks.google.rights import acting_for

    connected = connection(google, language)
    yield from misplaced(connected.key.path, campaign.folder)
    client = connected.client()
    account = acting_for(client, connected.account.email)
    yield from asked(client, google.spreadsheet, account, google.editors)


def _prompt(language: Language) -> str:
    """What a person at a terminal is told; "" when nobody is there."""
    if not sys.stdin.isatty():
        return ""
    text = language.text(
        "Open this page in a browser, and agree to both rights that it lists:\n{url}",
        url="{url}",
    )
    return f"{text}\n"


def _waiting(language: Language) -> Callable[[Pause], None]:
    """Tells on the terminal that we wait, and why."""

    def tell(pause: Pause) -> None:
        reason = language.text(pause.reason, **pause.values)
        seconds = language.number(round(pause.seconds))
        text = language.text("Waiting {seconds} s: {reason}.", seconds=seconds, reason=reason)
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    return tell
