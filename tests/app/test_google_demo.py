"""The demonstration on a Google spreadsheet gives the edition that it gives on a file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from typing import Any

import pytest

from sheets_sync.app.demo import demo_steps
from sheets_sync.workbooks.google.addresses import VARIABLE
from tests.app.demonstration import demonstration
from tests.servers.sheets.client import client
from tests.servers.sheets.server import SheetsServer
from tests.workbooks.google_account import OWNER
from tests.workbooks.google_account import ROBOT
from tests.workbooks.google_account import robot_key

if TYPE_CHECKING:
    from pathlib import Path


def on_google(folder: Path, server: SheetsServer) -> None:
    """Let a campaign go on in a spreadsheet."""
    book = client(server, OWNER).create("Démonstration")
    book.share(ROBOT, perm_type="user", role="writer", notify=False)
    settings = folder / "campaign.toml"
    key = robot_key(server, folder.parent)
    section = f'[workbook]\nbackend = "google"\nspreadsheet = "{book.id}"\nkey = "{key}"\n'
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"(?ms)^\[workbook\].*?(?=^\[|\Z)", section, text), "utf-8")


def demonstrated(folder: Path, server: SheetsServer) -> dict[str, Any]:
    """The edition that the demonstration freezes on a spreadsheet."""
    for step in demo_steps(folder):
        step.carry_out()
        if step.command == "init":
            on_google(folder, server)
        if step.command == "freeze":
            break
    return frozen(folder)


def frozen(folder: Path) -> dict[str, Any]:
    """A frozen edition, without what tells one freezing from another."""
    edition: dict[str, Any] = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    return {name: edition[name] for name in edition if name not in {"frozen_at", "sha256"}}


@pytest.mark.slow
def test_demonstration_on_google_freezes_the_same_edition(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = demonstration(tmp_path_factory.getbasetemp(), tmp_path / "file")
    with SheetsServer() as server:
        monkeypatch.setenv(VARIABLE, server.address)
        google = demonstrated(tmp_path / "google", server)
        (document,) = server.service.world.documents.values()
        assert "Délibération" in [sheet.title for sheet in document.sheets]
    assert google == frozen(file.folder)
    assert not (tmp_path / "google" / "campagne.xlsx").exists()
