"""campaign.toml may say that the workbook is a Google spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync.settings.campaign_file import read_campaign
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.google import Google
from sheets_sync.settings.google import spreadsheet_id
from tests.settings.small import Said
from tests.settings.small import said

ID = "1aBcD-efghijklmnopqrstuvwxyz_0123456789ABCDE"
ADDRESS = f"https://docs.google.com/spreadsheets/d/{ID}/edit?gid=0#gid=0"
SECRET = "-----BEGIN PRIVATE KEY----- c2VjcmV0"  # noqa: S105 - made up


def google(folder: Path, *lines: str) -> Google | None:
    """Which spreadsheet it is, as the section says it."""
    text = "\n".join(["[workbook]", *lines, ""])
    (folder / "campaign.toml").write_text(text, encoding="utf-8")
    return read_campaign(folder).google


def refused(folder: Path, *lines: str) -> list[Said]:
    """What is said of a section that is wrong; it never holds the secret."""
    with pytest.raises(BadSettings) as caught:
        google(folder, *lines)
    assert "c2VjcmV0" not in repr(caught.value.findings)
    return [said(finding) for finding in caught.value.findings]


def section(*more: str, spreadsheet: str = ID) -> tuple[str, ...]:
    """A section for a spreadsheet."""
    return ('backend = "google"', f'spreadsheet = "{spreadsheet}"', *more)


def test_spreadsheet_alone_is_enough(tmp_path: Path) -> None:
    """The environment has the key of a service account."""
    assert google(tmp_path, *section()) == Google(ID)


def test_everything_said(tmp_path: Path) -> None:
    lines = (
        'key = "~/secret/key.json"',
        'account = "person"',
        'editors = ["a@exemple.fr", "b@exemple.fr", "a@exemple.fr"]',
        'protect = "warn"',
    )
    assert google(tmp_path, *section(*lines, spreadsheet=ADDRESS)) == Google(
        ID,
        Path.home() / "secret/key.json",
        person=True,
        editors=("a@exemple.fr", "b@exemple.fr"),
        warn=True,
    )


def test_workbook_elsewhere_is_at_google_no_more(tmp_path: Path) -> None:
    assert google(tmp_path, 'backend = "xlsx"') is None


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f"  {ID}\n",
        ADDRESS,
        f"https://docs.google.com/spreadsheets/d/{ID}",
        f"https://docs.google.com/spreadsheets/u/1/d/{ID}/edit#gid=12",
        f"https://docs.google.com/a/exemple.fr/spreadsheets/d/{ID}/view",
        f"docs.google.com/spreadsheets/d/{ID}/edit?usp=sharing",
    ],
)
def test_id_in_what_people_copy(text: str) -> None:
    assert spreadsheet_id(text) == ID


@pytest.mark.parametrize(
    "text",
    [
        "Campagne 2026",
        "1abc",
        f"https://docs.google.com/document/d/{ID}/edit",
        f"https://docs.google.com/forms/d/{ID}/edit",
        f"https://docs.google.com.exemple.fr/spreadsheets/d/{ID}/edit",
        f"http://docs.google.com/spreadsheets/d/{ID}/edit",
        "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pubhtml",
        "https://[",
        f"{ID}/../x",
    ],
)
def test_what_is_no_spreadsheet(tmp_path: Path, text: str) -> None:
    found = refused(tmp_path, *section(spreadsheet=text))
    assert [(each.code, each.where) for each in found] == [
        ("config-not-spreadsheet", "campaign.toml, line 3, key “workbook.spreadsheet”")
    ]


def test_folder_is_not_its_spreadsheet(tmp_path: Path) -> None:
    address = "https://drive.google.com/drive/u/0/folders/1QzXyAb"
    assert refused(tmp_path, *section(spreadsheet=address)) == [
        Said(
            "config-spreadsheet-folder",
            "campaign.toml, line 3, key “workbook.spreadsheet”",
            f'“spreadsheet” is a folder of Google Drive: "{address}".',
            "Open the spreadsheet itself and copy its address, not that of its folder.",
        )
    ]


def test_spreadsheet_that_is_missing(tmp_path: Path) -> None:
    found = refused(tmp_path, 'backend = "google"')
    assert [(each.code, each.where) for each in found] == [
        ("config-key-missing", "campaign.toml, line 1, key “workbook.spreadsheet”")
    ]


@pytest.mark.parametrize("email", ["Nina", "a b@exemple.fr", "a@b", "", "a@exemple.fr,b@c.fr"])
def test_editor_who_has_no_address(tmp_path: Path, email: str) -> None:
    found = refused(tmp_path, *section(f'editors = ["a@exemple.fr", "{email}"]'))
    assert [(each.code, each.where) for each in found] == [
        ("config-not-email", "campaign.toml, line 4, key “workbook.editors”")
    ]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (f'key = \'{{"private_key": "{SECRET}"}}\'', "key"),
        (f'spreadsheet = "{SECRET}"', "spreadsheet"),
        (f'private_key = "{SECRET}"', "private_key"),
        ('token = "c2VjcmV0"', "token"),
        ('key = {private_key = "c2VjcmV0"}', "key"),
    ],
)
def test_key_has_no_place_in_the_file(tmp_path: Path, line: str, key: str) -> None:
    found = refused(tmp_path, 'backend = "google"', line)
    assert [(each.code, each.where) for each in found] == [
        ("config-key-written", f"campaign.toml, line 3, key “workbook.{key}”")
    ]


@pytest.mark.parametrize(
    ("backend", "line", "key"),
    [
        ("xlsx", f'spreadsheet = "{ID}"', "spreadsheet"),
        ("xlsx", 'account = "person"', "account"),
        ("webdav", 'editors = ["a@exemple.fr"]', "editors"),
        ("xlsx", 'user = "moi"', "user"),
        ("google", 'url = "https://h/a.xlsx"', "url"),
        ("google", "insecure = true", "insecure"),
    ],
)
def test_key_of_another_backend(tmp_path: Path, backend: str, line: str, key: str) -> None:
    rest = {
        "xlsx": (),
        "webdav": ('url = "https://h/a.xlsx"', 'user = "moi"'),
        "google": (f'spreadsheet = "{ID}"',),
    }[backend]
    found = refused(tmp_path, f'backend = "{backend}"', line, *rest)
    assert [(each.code, each.where) for each in found] == [
        ("config-key-idle", f"campaign.toml, line 3, key “workbook.{key}”")
    ]


def test_only_google_warns(tmp_path: Path) -> None:
    found = refused(tmp_path, 'protect = "warn"')
    assert [(each.code, each.remedy) for each in found] == [
        ("config-choice", "Write one of: true, false.")
    ]


def test_truth_is_written_without_quotes(tmp_path: Path) -> None:
    found = refused(tmp_path, 'insecure = "yes"')
    assert [(each.code, each.sentence) for each in found] == [
        ("config-not-bool", '“insecure” takes true or false, not "yes".')
    ]
