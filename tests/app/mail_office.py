"""A frozen campaign whose candidates have e-mail addresses, and a server to send by."""

from __future__ import annotations

import csv
import io
import json
from email import message_from_bytes
from email import policy
from typing import TYPE_CHECKING

from tests.app.office import HEADINGS
from tests.app.office import THREE
from tests.app.office import Office
from tests.app.office import office
from tests.servers.smtp import USER

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

ADDRESSES = (
    "une@exemple.invalid",
    "deux@exemple.invalid, mairie@exemple.invalid",
    "trois@exemple.invalid",
)
LABEL = "label@exemple.invalid"
ONE, TWO, THIRD = (f"ville-inventee-{number}_38" for number in (1, 2, 3))


def frozen(folder: Path) -> Office:
    """Three dossiers decided and frozen; the second has two addresses. All of it is made up."""
    desk = office(folder)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([*HEADINGS, "email"])
    writer.writerows([*line, email] for line, email in zip(THREE, ADDRESSES, strict=True))
    (folder / "export.csv").write_text(text.getvalue(), encoding="utf-8-sig")
    desk.up_to("sync", "propose", "jury open", "jury collect")
    desk.fill("Délibération", "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
    desk.up_to("decide", "freeze")
    return desk


def by(desk: Office, port: int, *lines: str) -> None:
    """Name a server on this machine in campaign.toml."""
    path = desk.folder / "campaign.toml"
    before = path.read_text(encoding="utf-8").partition("\n[mail]")[0]
    section = ["[mail]", 'server = "localhost"', f"port = {port}", f'user = "{USER}"']
    section += [f'sender = "{LABEL}"', "pause = 0", "patience = 5", *lines]
    path.write_text(before + "\n" + "\n".join(section) + "\n", encoding="utf-8")


def draft_file(desk: Office, of: str = ONE) -> Path:
    """Where the draft to somebody lies; the first word of its name is the language's."""
    (path,) = (desk.folder / "courriels").glob(f"*-2023_{of}.eml")
    return path


def drafted(desk: Office, file: str = ONE) -> EmailMessage:
    """A draft as a mail program reads it."""
    content = draft_file(desk, file).read_bytes()
    return message_from_bytes(content, policy=policy.default)


def journal(desk: Office) -> list[dict[str, str]]:
    """What the journal of the mails tells."""
    path = desk.folder / ".palmares" / "mails.jsonl"
    return (
        [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    )


def told(desk: Office) -> list[tuple[str, str]]:
    """The same in short: dossier and state."""
    return [(line["dossier"], line["state"]) for line in journal(desk)]
