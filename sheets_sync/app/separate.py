"""Jurors' own workbooks: a file each in the campaign folder, or a Google spreadsheet each."""

from __future__ import annotations

from functools import cache
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from sheets_sync.app.google import OURS
from sheets_sync.app.google import connection
from sheets_sync.app.google import locale_of
from sheets_sync.app.google import opened
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.tabs.juror import juror_tabs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.language import Language
    from sheets_sync.scheme import Juror
    from sheets_sync.scheme import Scheme
    from sheets_sync.settings.campaign_file import Campaign
    from sheets_sync.settings.google import Google
    from sheets_sync.settings.separate import Separate
    from sheets_sync.workbooks.base import Workbook
    from sheets_sync.workbooks.google.workbook import GoogleWorkbook

JURY = "jury"


def spread(main: Workbook, campaign: Campaign, scheme: Scheme, language: Language) -> Workbook:
    """The campaign's workbook with those of the jurors; it alone when they share it.

    Raises ``BadSettings`` when the settings name a juror whom the edition does not know.
    """
    from sheets_sync.settings.campaign_file import CAMPAIGN_FILE
    from sheets_sync.settings.errors import raise_if_blocking
    from sheets_sync.settings.separate import strangers
    from sheets_sync.workbooks.spread import SpreadWorkbook

    separate = campaign.separate
    if separate is None:
        return main
    jurors = [each.id for each in scheme.jury]
    raise_if_blocking(strangers(separate, jurors, CAMPAIGN_FILE))
    titles = {
        tab.id: (juror, tab.title)
        for juror, tab in zip(scheme.jury, juror_tabs(scheme, language), strict=True)
    }
    if campaign.google is None:
        others = {tab: _file(campaign, juror) for tab, (juror, _) in titles.items()}
        return SpreadWorkbook(main, others)
    online = _Online(campaign, campaign.google, separate, scheme, language)
    others = {tab: online.workbook(*each) for tab, each in titles.items()}
    return SpreadWorkbook(main, others, [*online.problems()])


def _file(campaign: Campaign, juror: Juror) -> Workbook:
    """A juror's file; earlier versions are kept with those of the campaign's workbook."""
    from sheets_sync.workbooks.xlsx.nested import NestedWorkbook

    versions = campaign.folder / OURS / "versions" / JURY
    return NestedWorkbook(campaign.folder / JURY / f"{juror.id}.xlsx", versions)


class _Online:
    """Jurors' spreadsheets at Google, found in one request when they are first needed."""

    def __init__(
        self,
        campaign: Campaign,
        google: Google,
        separate: Separate,
        scheme: Scheme,
        language: Language,
    ) -> None:
        self._campaign = campaign
        self._google = google
        self._separate = separate
        self._scheme = scheme
        self._language = language
        self._client = cache(lambda: connection(google, language).client())
        self._found = cache(self._beside)

    def problems(self) -> Iterator[Finding]:
        """Jurors with whom nothing can be shared."""
        for juror in self._scheme.jury:
            if not self._address(juror) and juror.id not in self._separate.spreadsheets:
                yield Finding("google-juror-unshared", Place(), {"juror": juror.name})

    def workbook(self, juror: Juror, title: str) -> Workbook:
        """The spreadsheet of one juror."""
        from sheets_sync.workbooks.google.late import LateWorkbook

        return LateWorkbook(
            title,
            partial(self._find, juror),
            partial(self._make, juror, title),
            partial(self._share, juror),
            partial(self._opened, title),
        )

    def _beside(self) -> dict[str, str]:
        from sheets_sync.workbooks.google.making import beside

        return beside(self._client(), self._google.spreadsheet)

    def _find(self, juror: Juror) -> str:
        given = self._separate.spreadsheets.get(juror.id, "")
        return given or self._found().get(juror.id, "")

    def _make(self, juror: Juror, title: str) -> str:
        from sheets_sync.workbooks.google.making import Wanted
        from sheets_sync.workbooks.google.making import made
        from sheets_sync.workbooks.google.rights import acting_for

        scheme, main = self._scheme, self._google.spreadsheet
        wanted = Wanted(
            f"{scheme.label} {scheme.year} – {title}",
            sha256(f"{main}\x1f{juror.id}".encode()).hexdigest()[:32],
            locale_of(scheme),
            scheme.timezone,
            main,
            juror.id,
        )
        client = self._client()
        return made(client, wanted, acting_for(client, ""))

    def _share(self, juror: Juror, key: str) -> None:
        """Let the juror in, and nobody else; a spreadsheet made by hand is shared by hand."""
        from sheets_sync.workbooks.google.making import share

        address = self._address(juror)
        if address and juror.id not in self._separate.spreadsheets:
            tuple(share(self._client(), key, [address], notify=False))

    def _address(self, juror: Juror) -> str:
        return self._separate.addresses.get(juror.id, "") or juror.email

    def _opened(self, title: str, key: str) -> GoogleWorkbook:
        # Staff are not let in there, so they can't be named as editors either.
        alone = self._google._replace(editors=())
        return opened(self._client(), key, alone, self._campaign.folder).called(title)
