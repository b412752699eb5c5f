"""A small campaign whose form is asked live, on the test server of Démarches Simplifiées."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from tests.app.office import Office
from tests.app.office import office
from tests.servers.demarches.world import Token
from tests.servers.demarches.world import champ
from tests.servers.demarches.world import question

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.servers.demarches.server import Server

TOKEN = "jeton-de-la-campagne"  # noqa: S105 - of a server that lives for a test
SENT = datetime(2023, 10, 5, 8, tzinfo=UTC)
INSTRUCTOR = {"id": "SW5zdHJ1Y3RldXItMQ==", "email": "personne@exemple.invalid"}

ASKED = {
    "name": question(1, "Text", "Nom de la collectivité"),
    "department": question(2, "Departement", "Département"),
    "type": question(3, "Text", "Type de collectivité"),
    "population": question(4, "IntegerNumber", "Population"),
    "p-one": question(5, "DropDownList", "Un plan ?", options=["Non, rien", "Oui, écrit"]),
    "p-one-link": question(6, "Text", "Son adresse"),
    "p-yes": question(7, "YesNo", "Une délibération ?"),
    "p-more": question(8, "MultipleDropDownList", "Des actions ?", options=["Une", "Deux"]),
    "d-part": question(9, "DecimalNumber", "Quelle part ?"),
    "d-count": question(10, "IntegerNumber", "Combien ?"),
    "piece": question(11, "PieceJustificative", "Une pièce ?"),
}
CODES = "\n".join(f'{key} = "Champ-{at}"' for at, key in enumerate(ASKED, 1) if key != "piece")
FORM = """\
ignored = ["Une pièce ?"]
[source]
platform = "demarches-simplifiees"
address = "{address}"
form = "42"
instructor = "personne@exemple.invalid"
[facts]
name = ["name"]
department = ["department"]
type = ["type"]
population = ["population"]
[codes]
{codes}
"""


@dataclass(frozen=True)
class LiveOffice:
    """The campaign, and the server on which candidates write."""

    desk: Office
    server: Server

    def submit(
        self, name: str, *, plan: str = "Oui, écrit", files: Sequence[dict[str, Any]] = ()
    ) -> int:
        """A dossier; gives its number."""
        made = self.server.world.submit(champs(name, plan, files), SENT)
        number: int = made["number"]
        return number

    def change(self, number: int, name: str, plan: str) -> None:
        """The candidate answers otherwise."""
        self.server.world.change(number, champs(name, plan))


def champs(name: str, plan: str, files: Sequence[dict[str, Any]] = ()) -> list[dict[str, Any]]:
    """The answers of a made-up candidate."""
    place = {"code": "38", "name": "Isère"}
    values: dict[str, dict[str, Any]] = {
        "name": {"value": name, "stringValue": name},
        "department": {"departement": place, "stringValue": "38 – Isère"},
        "type": {"value": "Commune", "stringValue": "Commune"},
        "population": {"value": 5000},
        "p-one": {"value": plan, "stringValue": plan},
        "p-one-link": {"stringValue": "https://exemple.invalid/plan"},
        "p-yes": {"value": True},
        "p-more": {"values": ["Une", "Deux"]},
        "d-part": {"value": 85.0},
        "d-count": {"value": 12},
        "piece": {"files": list(files)},
    }
    return [champ(ASKED[key], **given) for key, given in values.items()]


def live_office(folder: Path, server: Server) -> LiveOffice:
    """A campaign folder that reads its form from a server."""
    desk = office(folder)
    server.world.questions += ASKED.values()
    server.world.instructors.append(INSTRUCTOR)
    server.world.tokens[TOKEN] = Token(write=True)
    text = FORM.format(address=server.address, codes=CODES)
    (folder / "config" / "form.toml").write_text(text, encoding="utf-8")
    return LiveOffice(desk, server)
