"""The small campaign, with its workbook on a WebDAV server."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.app.office import Office
from tests.app.office import office
from tests.servers.webdav import USER
from tests.servers.webdav import Server
from tests.servers.webdav import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = """
[workbook]
backend = "webdav"
url = "{url}"
user = "{user}"
patience = {patience}

[form]
export = "export.csv"
"""


@dataclass(frozen=True)
class RemoteOffice(Office):
    """The office; people work in the file that the server serves."""

    server: Server | None = None

    @property
    def workbook(self) -> Path:
        """The shared workbook, on the server's side."""
        assert self.server is not None
        return self.server.folder / "campagne.xlsx"


@contextmanager
def remote_office(folder: Path, patience: int = 0, lang: str = "en") -> Iterator[RemoteOffice]:
    """A campaign folder and a server; the password must be in the environment."""
    place = folder / "serveur"
    place.mkdir()
    with served(Server(place)) as server:
        made = office(folder / "campagne", lang)
        text = SETTINGS.format(url=server.address(), user=USER, patience=patience)
        (made.folder / "campaign.toml").write_text(text, encoding="utf-8")
        yield RemoteOffice(made.folder, lang, server)
