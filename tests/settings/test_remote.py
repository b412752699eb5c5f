"""campaign.toml may say that the workbook is on a WebDAV server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.settings.campaign_file import read_campaign
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.remote import Remote
from tests.settings.small import Said
from tests.settings.small import said

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://cloud.exemple.fr/remote.php/dav/files/moi@exemple.fr/Label%202023/campagne.xlsx"
SECRET = "s3cr3t"  # noqa: S105 - the word that must show nowhere


def remote(folder: Path, *lines: str) -> Remote | None:
    """Where the workbook is, as the section says it."""
    text = "\n".join(["[workbook]", *lines, ""])
    (folder / "campaign.toml").write_text(text, encoding="utf-8")
    return read_campaign(folder).remote


def refused(folder: Path, *lines: str) -> list[Said]:
    """What is said of a section that is wrong; it never holds the secret."""
    with pytest.raises(BadSettings) as caught:
        remote(folder, *lines)
    found = [said(finding) for finding in caught.value.findings]
    assert SECRET not in repr(caught.value.findings)
    return found


def webdav(url: str, *more: str) -> tuple[str, ...]:
    """A section for an address."""
    return ('backend = "webdav"', f'url = "{url}"', 'user = "moi"', *more)


def test_workbook_on_a_server(tmp_path: Path) -> None:
    assert remote(tmp_path, *webdav(URL)) == Remote(URL, "moi", 120)


def test_patience_is_said_in_seconds(tmp_path: Path) -> None:
    assert remote(tmp_path, *webdav(URL, "patience = 0")) == Remote(URL, "moi", 0)


def test_workbook_in_the_folder_is_on_no_server(tmp_path: Path) -> None:
    assert remote(tmp_path, 'backend = "xlsx"') is None


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080/a.xlsx",
        "http://[::1]/a.xlsm",
        "http://localhost/A.XLSX",
        "https://h/été.xlsx",
    ],
)
def test_address_that_is_taken(tmp_path: Path, url: str) -> None:
    found = remote(tmp_path, *webdav(url))
    assert found is not None
    assert found.url == url


def test_keys_that_are_missing(tmp_path: Path) -> None:
    found = refused(tmp_path, 'backend = "webdav"')
    assert [(each.code, each.where) for each in found] == [
        ("config-key-missing", "campaign.toml, line 1, key “workbook.url”"),
        ("config-key-missing", "campaign.toml, line 1, key “workbook.user”"),
    ]


@pytest.mark.parametrize(
    "url",
    [
        "cloud.exemple.fr/campagne.xlsx",
        "ftp://cloud.exemple.fr/campagne.xlsx",
        "https:///campagne.xlsx",
        "https://cloud.exemple.fr/s/xYz",
        "https://cloud.exemple.fr/campagne.ods",
        "https://cloud.exemple.fr/campagne.xlsx?dl=1",
        "https://cloud.exemple.fr:port/campagne.xlsx",
        "https://[cloud/campagne.xlsx",
    ],
)
def test_address_that_is_none(tmp_path: Path, url: str) -> None:
    assert refused(tmp_path, *webdav(url)) == [
        Said(
            "config-not-address",
            "campaign.toml, line 3, key “workbook.url”",
            f'“url” is not the WebDAV address of a workbook: "{url}".',
            "Write it as the server's settings show it, with the file's name: "
            '"https://cloud.example.org/remote.php/dav/files/name/campagne.xlsx"',
        )
    ]


def test_address_without_encryption(tmp_path: Path) -> None:
    url = "http://cloud.exemple.fr/campagne.xlsx"
    assert refused(tmp_path, *webdav(url)) == [
        Said(
            "config-address-insecure",
            "campaign.toml, line 3, key “workbook.url”",
            "The password and the workbook would travel to cloud.exemple.fr for anybody to read "
            "(http).",
            "Write https:// – or insecure = true, if that network is yours alone.",
        )
    ]
    assert remote(tmp_path, *webdav(url, "insecure = true")) == Remote(url, "moi", 120)


def test_address_beside_the_other_backend(tmp_path: Path) -> None:
    found = refused(tmp_path, f'url = "{URL}"')
    assert [each.code for each in found] == ["config-address-idle"]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (f'password = "{SECRET}"', "password"),
        (f'mot_de_passe = "{SECRET}"', "mot_de_passe"),
        (f'user = "moi:{SECRET}"', "user"),
        (f'url = "https://moi:{SECRET}@cloud.exemple.fr/campagne.xlsx"', "url"),
        (f'url = "https://{SECRET}@[cloud.exemple.fr/campagne.xlsx"', "url"),
        (f'url = "moi:{SECRET}@cloud.exemple.fr/campagne.xlsx"', "url"),
    ],
)
def test_password_in_the_file_is_refused_and_not_repeated(
    tmp_path: Path, line: str, key: str
) -> None:
    found = refused(tmp_path, 'backend = "webdav"', line)
    assert [(each.code, each.where) for each in found] == [
        ("config-password-written", f"campaign.toml, line 3, key “workbook.{key}”")
    ]
