"""The shared workbook of a campaign: a file here or on a WebDAV server, or at Google."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_

if TYPE_CHECKING:
    from pathlib import Path

    from reports.language import Language
    from sheets_sync.settings.campaign_file import Campaign
    from sheets_sync.settings.remote import Remote
    from sheets_sync.workbooks.base import Workbook

PASSWORD = "PALMARES_WEBDAV_PASSWORD"  # noqa: S105 - its name, not the password


class PasswordMissing(PalmaresError):
    """Nobody gave the password; values: variable, user."""

    exit_code = ExitCode.USAGE
    sentence = N_("The password of {user} is missing.")
    remedy = N_("Give it in the environment, as {variable}, or run the command in a terminal.")


def shared_workbook(campaign: Campaign, language: Language) -> Workbook:
    """The workbook; nothing is read or asked yet."""
    if campaign.google is not None:
        from sheets_sync.app.google import google_workbook

        return google_workbook(campaign.google, campaign.folder, language)
    if campaign.remote is not None:
        return _on_server(campaign.remote, campaign.folder, language)
    from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook

    return XlsxWorkbook(campaign.workbook)


def _on_server(remote: Remote, folder: Path, language: Language) -> Workbook:
    from sheets_sync.workbooks.webdav.client import Client
    from sheets_sync.workbooks.webdav.workbook import WebdavWorkbook

    client = Client(remote.url, remote.user, lambda: password(remote.user, language))
    return WebdavWorkbook(client, folder / ".palmares", remote.patience)


def password(user: str, language: Language) -> str:
    """The password, from the environment or whoever is at the terminal.

    Raises :class:`PasswordMissing` when there is neither.
    """
    given = os.environ.get(PASSWORD, "")
    if not given and sys.stdin.isatty():
        given = getpass(language.text("Password of {user}: ", user=user))
    if not given:
        raise PasswordMissing(user=user, variable=PASSWORD)
    return given
