"""A campaign folder opened for one command: configuration, language, workbook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.language import language_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reports.language import Language
    from sheets_sync.app.recorder import Recorder
    from sheets_sync.form import FormMap
    from sheets_sync.grid import Grid
    from sheets_sync.history import PastEdition
    from sheets_sync.scheme import Scheme
    from sheets_sync.settings.campaign_file import Campaign
    from sheets_sync.settings.edition import Edition
    from sheets_sync.tabs.model import Tab
    from sheets_sync.wanted import Wanted
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import Workbook


class NoCampaign(PalmaresError):
    """The folder holds no campaign."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("{folder} is not a campaign folder: it holds no campaign.toml.")
    remedy = N_(
        "Name the campaign's folder with -C DIR, or make one: palmares init DIR --edition 2023."
    )


@dataclass(frozen=True)
class Session:
    """What every use case starts from."""

    campaign: Campaign
    edition: Edition

    @property
    def folder(self) -> Path:
        """The campaign folder."""
        return self.campaign.folder

    @property
    def scheme(self) -> Scheme:
        """The scheme of the edition."""
        return self.edition.scheme

    @property
    def grid(self) -> Grid:
        """The questions and their points."""
        return self.edition.grid

    @cached_property
    def form(self) -> FormMap:
        """Which column of the form is which question."""
        from sheets_sync.settings.form_file import read_form

        return read_form(self.campaign.config, self.scheme, self.grid)

    @cached_property
    def history(self) -> tuple[PastEdition, ...]:
        """What is known of earlier editions: their lists, and those kept whole."""
        from sheets_sync.app.kept import with_kept
        from sheets_sync.settings.history_file import read_domains
        from sheets_sync.settings.history_file import read_history

        config = self.campaign.config
        table = read_domains(config, self.scheme)
        return with_kept(read_history(config), self.folder, table, self.scheme)

    @property
    def language(self) -> Language:
        """The language of the tabs and documents: the edition's."""
        return language_for(self.scheme.language)

    @cached_property
    def workbook(self) -> Workbook:
        """The shared workbook, wherever it lies, with those of the jurors if they have any."""
        from sheets_sync.app.separate import spread
        from sheets_sync.app.shared import shared_workbook

        main = shared_workbook(self.campaign, self.language)
        return spread(main, self.campaign, self.scheme, self.language)

    @cached_property
    def recorder(self) -> Recorder:
        """What applies plans and writes the journal."""
        from sheets_sync.app.journal_file import JournalFile
        from sheets_sync.app.recorder import Recorder

        return Recorder(JournalFile(self.folder), self.language, self.scheme.timezone)

    def read(self, tabs: list[Tab], likely: Mapping[str, Wanted] | None = None) -> Snapshot:
        """The state of some managed tabs, in one go; ``likely`` is what they may well hold."""
        return self.workbook.read(tabs, likely)


def open_session(folder: Path) -> Session:
    """Open a campaign folder.

    Raises :class:`NoCampaign` where there is none, ``BadSettings`` with all that is wrong
    in its settings.
    """
    from sheets_sync.settings.campaign_file import CAMPAIGN_FILE
    from sheets_sync.settings.campaign_file import read_campaign
    from sheets_sync.settings.edition import read_edition

    if not (folder / CAMPAIGN_FILE).exists():
        raise NoCampaign(folder=folder.resolve())
    campaign = read_campaign(folder)
    edition = read_edition(campaign.config)
    if campaign.language:
        scheme = edition.scheme._replace(language=campaign.language)
        edition = edition._replace(scheme=scheme)
    return Session(campaign, edition)
