"""Accounts at the local server, with the keys that open them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sheets_sync.workbooks.google.addresses import VARIABLE as API
from sheets_sync.workbooks.google.connection import Connection
from tests.servers.sheets.client import service_account

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.sheets.server import SheetsServer

ROBOT = "palmares@label.iam.gserviceaccount.com"
OWNER = "owner@example.org"


def key_file(path: Path, content: object) -> Path:
    """A key as it is downloaded, for its owner's eyes only."""
    path.write_text(json.dumps(content), encoding="utf-8")
    path.chmod(0o600)
    return path


def robot_key(server: SheetsServer, folder: Path, email: str = ROBOT) -> Path:
    """The key of a service account."""
    return key_file(folder / "key.json", service_account(server, email))


def connected(server: SheetsServer, folder: Path, email: str = ROBOT) -> Connection:
    """The suite's connection for a service account."""
    return Connection(robot_key(server, folder, email), {API: server.address})


def desktop_client(address: str = "https://oauth2.googleapis.com") -> dict[str, object]:
    """An OAuth client of the kind "Desktop app", as the console gives it (made up)."""
    return {
        "installed": {
            "client_id": "1234-made-up.apps.googleusercontent.com",
            "project_id": "label",
            "auth_uri": "https://accounts.google.com/o/oauth2/auth",
            "token_uri": f"{address}/token",
            "client_secret": "GOCSPX-made-up-secret",
            "redirect_uris": ["http://localhost"],
        }
    }
