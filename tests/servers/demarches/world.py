"""What the test server holds: one démarche, its dossiers, its tokens, its clock."""

from __future__ import annotations

import hashlib
from base64 import b64decode
from base64 import b64encode
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Object = dict[str, Any]

START = datetime(2023, 10, 3, 8, tzinfo=UTC)
FOREIGN = 7
"""The number of somebody else's démarche."""


def typed(kind: str, number: object) -> str:
    """An id as the server writes it."""
    return b64encode(f"{kind}-{number}".encode()).decode()


def question(number: int, kind: str, label: str, **more: Any) -> Object:  # noqa: ANN401
    """A descriptor; ``kind`` is the beginning of its type, as in "YesNo"."""
    return {
        "__typename": f"{kind}ChampDescriptor",
        "id": typed("Champ", number),
        "label": label,
        "required": False,
        "type": _word(kind),
        "champDescriptors": None,
        **more,
    }


def _word(kind: str) -> str:
    """The kind as the older versions say it: "yes_no"."""
    plural = {"Commune": "communes", "Departement": "departements", "Region": "regions"}
    if kind in plural:
        return plural[kind]
    words = "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in kind)
    return words.strip("_")


@dataclass
class Token:
    """What a token may do."""

    write: bool = False
    expired: bool = False


@dataclass
class World:
    """The state that requests read, and that tests change.

    ``page`` is the most dossiers that a page holds. The clock is the world's own: it goes
    on by a second with every change, and when a test says so.
    """

    number: int = 42
    title: str = "Candidature (démarche inventée)"
    page: int = 100
    questions: list[Object] = field(default_factory=list)
    notes: list[Object] = field(default_factory=list)
    dossiers: dict[int, Object] = field(default_factory=dict)
    deleted: list[Object] = field(default_factory=list)
    pending: list[Object] = field(default_factory=list)
    tokens: dict[str, Token] = field(default_factory=dict)
    instructors: list[Object] = field(default_factory=list)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    mails: list[int] = field(default_factory=list)
    now: datetime = START

    def tick(self, **steps: float) -> datetime:
        """Let time pass, a second unless told otherwise; gives the new moment."""
        self.now += timedelta(**(steps or {"seconds": 1}))
        return self.now

    def submit(self, champs: list[Object], sent: datetime | None = None, **more: Any) -> Object:  # noqa: ANN401
        """A new dossier; ``sent`` is when it was sent, now by default."""
        number = 1000 + len(self.dossiers) + len(self.deleted) + len(self.pending) + 1
        moment = self.tick()
        sent = sent or moment
        made = {
            "__typename": "Dossier",
            "id": typed("Dossier", number),
            "number": number,
            "state": "en_construction",
            "archived": False,
            "dateDepot": sent,
            "datePassageEnConstruction": sent,
            "dateDerniereModification": moment,
            "dateDerniereModificationChamps": sent,
            "usager": {"id": typed("User", number), "email": f"mairie{number}@exemple.invalid"},
            "demandeur": person(number),
            "champs": champs,
            "annotations": [],
            **more,
        }
        self.dossiers[number] = made
        return made

    def change(self, number: int, champs: list[Object]) -> None:
        """New answers."""
        moment = self.tick()
        self.dossiers[number] |= {
            "champs": champs,
            "dateDerniereModification": moment,
            "dateDerniereModificationChamps": moment,
        }

    def annotate(self, number: int) -> None:
        """A note of the staff: the dossier was changed, its answers were not."""
        self.dossiers[number]["dateDerniereModification"] = self.tick()

    def delete(self, number: int, reason: str = "user_request", *, pending: bool = False) -> None:
        """The dossier leaves the list without a word; another list tells of it."""
        gone = self.dossiers.pop(number)
        made = {
            "id": typed("DeletedDossier", number),
            "number": number,
            "dateSupression": self.tick(),
            "state": gone["state"],
            "reason": reason,
        }
        (self.pending if pending else self.deleted).append(made)

    def attach(self, name: str, content: bytes, kind: str = "application/pdf") -> Object:
        """A file that the server keeps; its address is completed when it is asked for."""
        key = hashlib.sha256(name.encode() + content).hexdigest()[:12]
        self.files[key] = (kind, content)
        checksum = b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
        return {
            "filename": name,
            "contentType": kind,
            "checksum": checksum,
            "byteSize": len(content),
            "byteSizeBigInt": len(content),
            "createdAt": self.now,
            "url": f"/rails/active_storage/blobs/{key}",
        }


def person(number: int) -> Object:
    """A made-up natural person."""
    return {
        "__typename": "PersonnePhysique",
        "id": typed("Individual", number),
        "civilite": "Mme",
        "nom": "INVENTÉE",
        "prenom": "Camille",
    }


def company(siret: str, name: str, insee: str) -> Object:
    """A made-up establishment, as the platform looks it up."""
    return {
        "__typename": "PersonneMorale",
        "id": typed("Etablissement", siret),
        "siret": siret,
        "siegeSocial": True,
        "naf": "8411Z",
        "libelleNaf": "Administration publique générale",
        "address": {
            "label": f"1 place de la Mairie, {name}",
            "postalCode": insee,
            "cityName": name,
            "cityCode": insee,
            "departmentName": None,
            "departmentCode": insee[:2],
        },
        "entreprise": {"siren": siret[:9], "raisonSociale": name, "nomCommercial": name},
        "association": None,
    }


def champ(asked: Object, row: str = "", **values: Any) -> Object:  # noqa: ANN401
    """An answer to a question; ``row`` is the number of a row inside a repetition."""
    kind = asked["__typename"].removesuffix("Descriptor")
    kind = {"TextareaChamp": "TextChamp", "EmailChamp": "TextChamp"}.get(kind, kind)
    number = asked["id"]
    return {
        "__typename": kind,
        "id": typed("Champ", f"{_plain(number)}|{row}") if row else number,
        "champDescriptorId": number,
        "label": asked["label"],
        "stringValue": None,
        "updatedAt": START,
        "prefilled": False,
        **values,
    }


def _plain(identity: str) -> str:
    """The number in an id."""
    return b64decode(identity).decode().partition("-")[2]


def repeated(asked: Object, rows: Iterable[list[Object]]) -> Object:
    """A repetition with its rows; older versions give them in one list."""
    made = [{"id": typed("Row", at), "champs": row} for at, row in enumerate(rows)]
    return champ(asked, rows=made, champs=[each for row in made for each in row["champs"]])
