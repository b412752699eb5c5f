"""[seal] of campaign.toml says which token holds the organiser's key."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync.settings.campaign_file import read_campaign
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.seal import SealToken

MODULE = 'module = "/usr/lib/opensc-pkcs11.so"'
NAMES = ('token = "Association"', 'key = "Sceau"')


def seal(folder: Path, *lines: str) -> SealToken | None:
    """The token, as the section says it."""
    (folder / "campaign.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_campaign(folder).seal


def refused(folder: Path, *lines: str) -> list[tuple[str, str]]:
    """Code and key of what is wrong with a section."""
    with pytest.raises(BadSettings) as caught:
        seal(folder, "[seal]", *lines)
    return [(each.code, each.place.key) for each in caught.value.findings]


def test_nothing_said_is_no_token(tmp_path: Path) -> None:
    assert seal(tmp_path) is None


def test_certificate_bears_the_name_of_its_key_unless_said(tmp_path: Path) -> None:
    module = Path("/usr/lib/opensc-pkcs11.so")
    assert seal(tmp_path, "[seal]", MODULE, *NAMES) == SealToken(
        module, "Association", "Sceau", "Sceau"
    )
    other = seal(tmp_path, "[seal]", MODULE, *NAMES, 'certificate = "Cachet"')
    assert other == SealToken(module, "Association", "Sceau", "Cachet")


def test_library_and_labels_are_all_needed(tmp_path: Path) -> None:
    assert refused(tmp_path, 'certificate = "Cachet"') == [
        ("config-key-missing", f"seal.{key}") for key in ("module", "token", "key")
    ]


def test_library_in_the_shared_folder_is_refused(tmp_path: Path) -> None:
    inside = f'module = "{tmp_path}/sub/../lib.so"'
    for line in (inside, 'module = "lib.so"', 'module = "../lib.so"'):
        assert refused(tmp_path, line, *NAMES) == [("config-seal-module", "seal.module")]


@pytest.mark.parametrize("key", ["pin", "password"])
def test_pin_has_no_place_here(tmp_path: Path, key: str) -> None:
    with pytest.raises(BadSettings) as caught:
        seal(tmp_path, "[seal]", MODULE, *NAMES, f'{key} = "2468"')
    assert [each.code for each in caught.value.findings] == ["config-seal-pin"]
    assert "2468" not in repr(caught.value.findings)
