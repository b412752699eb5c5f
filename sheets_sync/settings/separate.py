"""``[jury]`` of ``campaign.toml``: a workbook for each juror, who sees nobody else's marks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.settings.google import EXAMPLE
from sheets_sync.settings.google import is_email
from sheets_sync.settings.google import spreadsheet_id
from sheets_sync.settings.shape_findings import shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.settings.toml_file import TomlFile


class Separate(NamedTuple):
    """Jurors have workbooks of their own.

    ``addresses`` are those to share them with, by juror id, instead of the edition's;
    ``spreadsheets`` the ids of Google spreadsheets that were made by hand.
    """

    addresses: Mapping[str, str] = {}
    spreadsheets: Mapping[str, str] = {}


class JuryKeys(Protocol):
    """What ``[jury]`` says."""

    @property
    def separate(self) -> bool:
        """Whether each juror has a workbook."""

    @property
    def addresses(self) -> Mapping[str, str]:
        """E-mail addresses by juror id."""

    @property
    def spreadsheets(self) -> Mapping[str, str]:
        """Spreadsheets by juror id."""


def read_separate(section: JuryKeys) -> Separate | None:
    """The section, found right; None when all jurors share one workbook."""
    if not section.separate:
        return None
    spreadsheets = {who: spreadsheet_id(text) for who, text in section.spreadsheets.items()}
    return Separate(dict(section.addresses), spreadsheets)


def check_separate(file: TomlFile, section: JuryKeys, backend: str) -> Iterator[Finding]:
    """What is wrong with the section."""
    if section.separate and backend == "webdav":
        yield Finding("config-separate-webdav", file.place(("jury", "separate")))
    for who, address in section.addresses.items():
        if not is_email(address):
            place = file.place(("jury", "addresses", who))
            yield Finding("config-not-email", place, {"key": who, "found": shown(address)})
    for who, text in section.spreadsheets.items():
        if not spreadsheet_id(text):
            place = file.place(("jury", "spreadsheets", who))
            values = {"found": shown(text), "example": EXAMPLE}
            yield Finding("config-not-spreadsheet", place, values)


def strangers(separate: Separate, jurors: Iterable[str], file: str) -> Iterator[Finding]:
    """Ids of nobody in the edition's jury."""
    known = tuple(jurors)
    for section in ("addresses", "spreadsheets"):
        for who in getattr(separate, section):
            if who not in known:
                place = Place(file, key=f"jury.{section}.{who}")
                values = {"key": who, "known": ", ".join(known)}
                yield Finding("config-juror-unknown", place, values)
