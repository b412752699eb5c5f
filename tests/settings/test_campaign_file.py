"""campaign.toml says where the files of a campaign are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.settings.campaign_file import Campaign
from sheets_sync.settings.campaign_file import read_campaign
from sheets_sync.settings.errors import BadSettings
from tests.settings.small import Said
from tests.settings.small import said

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, text: str) -> Campaign:
    """The campaign of a file."""
    (folder / "campaign.toml").write_text(text, encoding="utf-8")
    return read_campaign(folder)


def refused(folder: Path, text: str) -> list[Said]:
    """What is said of a file that is wrong."""
    with pytest.raises(BadSettings) as caught:
        read(folder, text)
    return [said(finding) for finding in caught.value.findings]


def test_empty_file_takes_what_is_usual(tmp_path: Path) -> None:
    """A workbook beside config/, no export, the edition's language."""
    expected = Campaign(tmp_path, tmp_path / "config", "xlsx", tmp_path / "campagne.xlsx")
    assert read(tmp_path, "") == expected


def test_everything_said(tmp_path: Path) -> None:
    """Language, workbook and export."""
    text = (
        'language = "en"\n[workbook]\nbackend = "xlsx"\nfile = "jury/notes.xlsm"\n'
        '[form]\nexport = "exports/a.csv"\n'
    )
    assert read(tmp_path, text) == Campaign(
        tmp_path,
        tmp_path / "config",
        "xlsx",
        tmp_path / "jury" / "notes.xlsm",
        tmp_path / "exports" / "a.csv",
        "en",
    )


def test_missing_file(tmp_path: Path) -> None:
    """The folder is not a campaign."""
    with pytest.raises(BadSettings) as caught:
        read_campaign(tmp_path)
    assert said(caught.value.findings[0]) == Said(
        "config-file-missing",
        "campaign.toml",
        f"The file is missing from {tmp_path}.",
        "Bring it back, or copy it from a model edition (“palmares init”).",
    )


@pytest.mark.parametrize("name", ["../x.xlsx", "/etc/x.xlsx", "a/../../x.xlsx", "C:\\\\x.xlsx"])
def test_workbook_outside_the_folder(tmp_path: Path, name: str) -> None:
    """Files are written inside the campaign folder only."""
    found = refused(tmp_path, f'[workbook]\nfile = "{name}"\n')
    shown = f'"{name}"'
    assert found == [
        Said(
            "config-outside-folder",
            "campaign.toml, line 2, key “workbook.file”",
            f"“file” leads out of the campaign folder: {shown}.",
            "Write the name of a file inside the folder, such as “x.xlsx”.",
        )
    ]


def test_workbook_of_another_kind(tmp_path: Path) -> None:
    """An .ods cannot be written yet: better said here than at the end."""
    assert refused(tmp_path, '[workbook]\nfile = "campagne.ods"\n') == [
        Said(
            "config-not-workbook",
            "campaign.toml, line 2, key “workbook.file”",
            '“file” is not the name of a workbook: "campagne.ods".',
            "Write a name that ends in .xlsx, .xlsm.",
        )
    ]


def test_unknown_key(tmp_path: Path) -> None:
    """The nearest key is suggested."""
    assert refused(tmp_path, '[workbok]\nfile = "a.xlsx"\n') == [
        Said(
            "config-key-misspelt",
            "campaign.toml, line 1, key “workbok”",
            "There is no key “workbok”.",
            "Write “workbook” instead.",
        )
    ]
