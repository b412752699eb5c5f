"""``[source]`` of form.toml: what it says, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.form import FileRules
from sheets_sync.form import FormSource
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.form_file import read_form
from sheets_sync.settings.form_file import read_source
from sheets_sync.settings.form_shape import SourceShape
from sheets_sync.settings.source_checks import NEEDED
from sheets_sync.settings.source_checks import OPTIONAL
from sheets_sync.sources.live.registry import LIVE
from tests.sources.small import GRID
from tests.sources.small import SCHEME

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = """\
[source]
platform = "demarches-simplifiees"
address = "https://demarches.exemple.invalid"
form = "123"
instructor = "personne@exemple.invalid"
[source.files]
largest = 5
types = [".PDF"]
hosts = ["Static.exemple.invalid"]
"""
DS = '[source]\nplatform = "demarches-simplifiees"\nform = "1"\n'


def written(folder: Path, text: str) -> Path:
    (folder / "form.toml").write_text(text, encoding="utf-8")
    return folder


def findings(folder: Path, text: str) -> list[tuple[str, str]]:
    """(code, key) of what is wrong with a form.toml."""
    with pytest.raises(BadSettings) as caught:
        read_form(written(folder, text), SCHEME, GRID)
    return [(f.code, f.place.key) for f in caught.value.findings]


def test_everything_that_the_section_can_say(tmp_path: Path) -> None:
    source = FormSource(
        "demarches-simplifiees",
        "https://demarches.exemple.invalid",
        "123",
        {"instructor": "personne@exemple.invalid"},
        FileRules(5_000_000, (".pdf",), ("static.exemple.invalid",)),
    )
    assert read_form(written(tmp_path, RIGHT), SCHEME, GRID).source == source
    assert read_source(tmp_path) == source


def test_without_the_section_there_is_no_source(tmp_path: Path) -> None:
    assert read_source(tmp_path) is None
    assert read_source(written(tmp_path, 'dates = "day-first"\n')) is None


def test_platforms_of_settings_and_of_the_registry_are_the_same() -> None:
    annotation = SourceShape.entries()["platform"].hint
    assert set(annotation.__args__) == set(LIVE) == set(NEEDED) == set(OPTIONAL)


@pytest.mark.parametrize(
    "line",
    [
        'token = "secret"',
        'api_key = "secret"',
        'password = "secret"',
        'jeton = "secret"',
        'PALMARES_FORM_TOKEN = "secret"',
        'address = "https://secret@exemple.invalid"',
        'address = "https://exemple.invalid?token=secret"',
        'user = "name:secret"',
        'form = "Bearer secret"',
    ],
)
def test_token_in_the_file_is_found_and_not_shown(tmp_path: Path, line: str) -> None:
    key = line.partition(" ")[0]
    text = "\n".join(each for each in DS.splitlines() if not each.startswith(key)) + f"\n{line}\n"
    with pytest.raises(BadSettings) as caught:
        read_form(written(tmp_path, text), SCHEME, GRID)
    assert [(f.code, f.place.key) for f in caught.value.findings] == [
        ("config-token-written", f"source.{key}")
    ]
    assert "secret" not in f"{caught.value.findings}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (DS, [("config-key-missing", "source.address")]),
        (DS + 'address = "exemple.invalid"', [("config-source-address", "source.address")]),
        (DS + 'address = "ftp://a.invalid"', [("config-source-address", "source.address")]),
        (DS + 'address = "https://a.invalid:x"', [("config-source-address", "source.address")]),
        (DS + 'address = "http://a.invalid"', [("config-source-insecure", "source.address")]),
        (
            DS + 'address = "https://a.invalid"\nuser = "x"',
            [("config-source-key-idle", "source.user")],
        ),
        (
            '[source]\nplatform = "limesurvey"\nform = "1"',
            [("config-key-missing", "source.address"), ("config-key-missing", "source.user")],
        ),
        (
            '[source]\nplatform = "grist"\nform = "d"\naddress = "https://a.invalid"',
            [("config-key-missing", "source.table")],
        ),
        ('[source]\nplatform = "autre"\nform = "1"', [("config-choice", "source.platform")]),
        ('[source]\nplatform = "grist"', [("config-key-missing", "source.form")]),
        (RIGHT.replace("5", "0"), [("config-whole-outside", "source.files.largest")]),
    ],
)
def test_what_is_wrong_with_a_source(
    tmp_path: Path, text: str, found: list[tuple[str, str]]
) -> None:
    assert findings(tmp_path, text) == found


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1", "[::1]"])
def test_this_machine_may_be_asked_in_clear(tmp_path: Path, host: str) -> None:
    assert read_source(written(tmp_path, f'{DS}address = "http://{host}"')) is not None


LINKED = '[source]\nplatform = "google-forms"\nform = "1"\nspreadsheet = "{}"\n'
KEY = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-abcde"


@pytest.mark.parametrize("text", [KEY, f"https://docs.google.com/spreadsheets/d/{KEY}/edit#gid=0"])
def test_linked_spreadsheet_is_named_by_its_id_or_its_address(tmp_path: Path, text: str) -> None:
    source = read_form(written(tmp_path, LINKED.format(text)), SCHEME, GRID).source
    assert source == FormSource("google-forms", "", "1", {"spreadsheet": KEY})


@pytest.mark.parametrize("text", ["http://127.0.0.1/spreadsheets/d/" + KEY, "../x", "file:///etc"])
def test_linked_spreadsheet_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    found = findings(tmp_path, LINKED.format(text))
    assert found == [("config-not-spreadsheet", "source.spreadsheet")]
