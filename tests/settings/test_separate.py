"""[jury] of campaign.toml: a workbook for each juror."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.settings.campaign_file import read_campaign
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.separate import Separate
from sheets_sync.settings.separate import strangers

if TYPE_CHECKING:
    from pathlib import Path

KEY = "1" + "a" * 43
REMOTE = """
[workbook]
backend = "webdav"
url = "https://cloud.example.org/campagne.xlsx"
user = "nina"
"""


def read(folder: Path, text: str) -> Separate | None:
    """What campaign.toml says of the jury's workbooks."""
    (folder / "campaign.toml").write_text(text, encoding="utf-8")
    return read_campaign(folder).separate


def refused(folder: Path, text: str) -> list[tuple[str, str]]:
    """Code and key of what is wrong."""
    with pytest.raises(BadSettings) as caught:
        read(folder, text)
    return [(each.code, each.place.key) for each in caught.value.findings]


def test_one_workbook_for_all_by_default(tmp_path: Path) -> None:
    assert read(tmp_path, "") is None


def test_addresses_and_spreadsheets_by_juror(tmp_path: Path) -> None:
    text = (
        "[jury]\nseparate = true\n"
        '[jury.addresses]\nune = "une@example.org"\n'
        f'[jury.spreadsheets]\ndeux = "https://docs.google.com/spreadsheets/d/{KEY}/edit"\n'
    )
    assert read(tmp_path, text) == Separate({"une": "une@example.org"}, {"deux": KEY})


def test_workbooks_of_jurors_are_not_kept_on_webdav(tmp_path: Path) -> None:
    found = refused(tmp_path, f"{REMOTE}\n[jury]\nseparate = true\n")
    assert found == [("config-separate-webdav", "jury.separate")]


def test_address_that_is_none(tmp_path: Path) -> None:
    text = '[jury]\nseparate = true\n[jury.addresses]\nune = "chez elle"\n'
    assert refused(tmp_path, text) == [("config-not-email", "jury.addresses.une")]


def test_spreadsheet_that_is_none(tmp_path: Path) -> None:
    text = '[jury]\nseparate = true\n[jury.spreadsheets]\nune = "https://example.org"\n'
    assert refused(tmp_path, text) == [("config-not-spreadsheet", "jury.spreadsheets.une")]


def test_juror_whom_the_edition_does_not_know() -> None:
    found = strangers(Separate({"x": "x@example.org"}), ["une", "deux"], "campaign.toml")
    assert [(each.code, each.place.key) for each in found] == [
        ("config-juror-unknown", "jury.addresses.x")
    ]
