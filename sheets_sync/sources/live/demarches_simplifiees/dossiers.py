"""A dossier of the platform -> a response."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.sources.live.demarches_simplifiees.questions import SHAPES
from sheets_sync.sources.live.demarches_simplifiees.questions import SILENT
from sheets_sync.sources.live.demarches_simplifiees.questions import kind_of
from sheets_sync.sources.live.demarches_simplifiees.questions import stable_id
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Deletion
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Response
from sheets_sync.sources.live.model import Row
from sheets_sync.sources.live.model import Shape

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from sheets_sync.sources.live.model import Answer

STATES = {
    "en_construction": "submitted",
    "en_instruction": "instructed",
    "accepte": "accepted",
    "refuse": "refused",
    "sans_suite": "dropped",
}
REASONS = {
    "user_request": "candidate",
    "user_removed": "candidate",
    "instructeur_request": "staff",
    "manager_request": "staff",
    "procedure_removed": "staff",
    "expired": "expired",
    "user_expired": "expired",
}
CIVILITIES = {"M": "M.", "Mme": "Mme"}
GIVEN = "✓"
"""Stands for an identity document: that it was given is all that the platform tells."""

_OVERSEAS = ("97", "98")


@dataclass(slots=True)
class DossierReader:
    """Reads the dossiers of one pull.

    ``titles`` are the ids of what asks nothing. ``boxes`` are those of optional yes/no
    questions that an old server can only show as boxes: "not ticked" may be "no" or nothing
    there, and is taken as nothing; ``unsure`` gathers the dossiers where that happened.
    ``nameless`` are dossiers whose SIRET the platform could not look up.
    ``unknown`` gathers questions that are no
    longer on the form, by id.
    """

    known: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    boxes: frozenset[str] = frozenset()
    unsure: list[str] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    unknown: dict[str, Question] = field(default_factory=dict)

    def read(self, dossier: dict[str, Any]) -> Response:
        """One response; raises ``KeyError``, ``TypeError`` or ``ValueError`` on nonsense."""
        number = str(dossier["number"])
        if dossier["demandeur"]["__typename"] == "PersonneMoraleIncomplete":
            self.nameless.append(number)
        champs = [each for each in dossier["champs"] if self._asks(each)]
        sent = dossier.get("dateDepot") or dossier.get("datePassageEnConstruction")
        return Response(
            id=number,
            submitted=moment(sent),
            updated=moment(_changed(dossier, champs)),
            state=STATES[dossier["state"]],
            answers={self._named(each): self._answer(number, each) for each in champs},
            facts=_facts(dossier, champs),
        )

    def _asks(self, champ: dict[str, Any]) -> bool:
        return kind_of(champ) not in SILENT and _id(champ) not in self.titles

    def _named(self, champ: dict[str, Any]) -> str:
        """The id of the question, which is noted if the form asks it no longer."""
        key = _id(champ)
        if key not in self.known and key not in self.unknown:
            shape = SHAPES.get(kind_of(champ), Shape.TEXT)
            self.unknown[key] = Question(key, str(champ.get("label") or key), shape)
        return key

    def _answer(self, number: str, champ: dict[str, Any]) -> Answer:
        kind = kind_of(champ)
        if kind == "repetition":
            return self._rows(number, champ)
        if kind == "checkbox" and not champ["checked"]:
            if _id(champ) in self.boxes:
                self.unsure.append(number)
                return None
            return "no"
        read = _READERS.get(kind)
        return read(champ) if read else _text(champ.get("stringValue"))

    def _rows(self, number: str, champ: dict[str, Any]) -> Answer:
        rows = [each["champs"] for each in champ["rows"]] if "rows" in champ else None
        if rows is None:
            rows = _parted(champ["champs"])
        made = (
            Row({_id(each): self._answer(number, each) for each in row if self._asks(each)})
            for row in rows
        )
        return tuple(row for row in made if any(row.answers.values())) or None


def _id(champ: dict[str, Any]) -> str:
    return stable_id(champ.get("champDescriptorId") or champ["id"])


def _parted(champs: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Rows of an old server, which gives them in one list: an id that returns begins one."""
    rows: list[list[dict[str, Any]]] = []
    seen: set[str] = set()
    for champ in champs:
        key = _id(champ)
        if not rows or key in seen:
            rows.append([])
            seen = set()
        seen.add(key)
        rows[-1].append(champ)
    return rows


def moment(text: str | None) -> datetime | None:
    """An aware moment, None for none; raises ``ValueError`` for a text that is none."""
    if text is None:
        return None
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found


def deletion(given: dict[str, Any]) -> Deletion:
    """A dossier that was deleted; the server's spelling of the date is its own."""
    reason = str(given["reason"])
    when = moment(given.get("dateSupression"))
    return Deletion(str(given["number"]), when, REASONS.get(reason, reason))


def _changed(dossier: dict[str, Any], champs: Iterable[dict[str, Any]]) -> str | None:
    """When answers were changed: not when the staff wrote a note beside them."""
    told = dossier.get("dateDerniereModificationChamps")
    dates = [each["updatedAt"] for each in champs if each.get("updatedAt")]
    latest = max(dates, key=datetime.fromisoformat, default=None)
    return told or latest or dossier.get("dateDerniereModification")


# -- answers ------------------------------------------------------------------------------


def _text(value: object) -> str | None:
    return str(value) if value is not None and str(value).strip() else None


def _name(of: str) -> Callable[[dict[str, Any]], Answer]:
    def read(champ: dict[str, Any]) -> Answer:
        named = champ.get(of)
        return _text(named["name"]) if named else _text(champ.get("stringValue"))

    return read


def _plain(of: str) -> Callable[[dict[str, Any]], Answer]:
    return lambda champ: _text(champ.get(of))


def _yes_no(champ: dict[str, Any]) -> Answer:
    return {True: "yes", False: "no", None: None}[champ["said"]]


def _decimal(champ: dict[str, Any]) -> Answer:
    """All digits that the server wrote, none of its powers of ten."""
    value = champ["decimal"]
    return None if value is None else f"{Decimal(str(value)).normalize():f}"


def _linked(champ: dict[str, Any]) -> Answer:
    parts = (champ.get("primaryValue"), champ.get("secondaryValue"))
    return " / ".join(filter(None, parts)) or None


def _several(champ: dict[str, Any]) -> Answer:
    return tuple(str(each) for each in champ["values"]) or None


def _files(champ: dict[str, Any]) -> Answer:
    given = champ["files"] or ()
    several = [given] if isinstance(given, dict) else given  # an old server knows one at most
    return tuple(_file(each) for each in several) or None


def _file(given: dict[str, Any]) -> AttachedFile:
    size = given.get("size")
    return AttachedFile(
        name=str(given["filename"]),
        address=str(given.get("url") or ""),
        checksum=str(given.get("checksum") or ""),
        size=None if size is None else int(size),
        type=str(given.get("contentType") or ""),
    )


def _place(champ: dict[str, Any]) -> Answer:
    place = champ.get("place")
    return _text(place["label"]) if place else _text(champ.get("stringValue"))


def _department(champ: dict[str, Any]) -> Answer:
    found = champ.get("departement")
    return f"{found['code']} – {found['name']}" if found else _text(champ.get("stringValue"))


def _areas(champ: dict[str, Any]) -> Answer:
    areas = [each.get("description") or each["source"] for each in champ.get("geoAreas") or ()]
    return "\n".join(str(each) for each in areas) or None


def _titled(of: str) -> Callable[[dict[str, Any]], Answer]:
    def read(champ: dict[str, Any]) -> Answer:
        found = champ.get(of)
        if not found:
            return _text(champ.get("stringValue"))
        return _text(" ".join(filter(None, (found.get("id"), found.get("title")))))

    return read


_READERS: Mapping[str, Callable[[dict[str, Any]], Answer]] = {
    "address": _place,
    "carte": _areas,
    "checkbox": lambda champ: "yes" if champ["checked"] else "no",
    "civilite": lambda champ: CIVILITIES.get(champ["civility"] or ""),
    "commune": _name("commune"),
    "date": _plain("date"),
    "datetime": _plain("datetime"),
    "decimalnumber": _decimal,
    "departement": _department,
    "dropdownlist": _plain("chosen"),
    "epci": _name("epci"),
    "integernumber": _plain("integer"),
    "linkeddropdownlist": _linked,
    "multipledropdownlist": _several,
    "pays": _name("pays"),
    "piecejustificative": _files,
    "region": _name("region"),
    "rna": _titled("rna"),
    "rnf": _titled("rnf"),
    "titreidentite": lambda champ: GIVEN if champ["filled"] else None,
    "yesno": _yes_no,
}
"""Kind of a champ -> its answer; the others have their text."""


# -- facts --------------------------------------------------------------------------------


def _facts(dossier: dict[str, Any], champs: Iterable[dict[str, Any]]) -> dict[str, str]:
    """What the platform knows of the candidate: who asks, then what was looked up."""
    who = dossier.get("demandeur") or {}
    facts = {"email": (dossier.get("usager") or {}).get("email"), **_person(who)}
    establishments = [who, *(each.get("etablissement") or {} for each in champs)]
    for each in establishments:
        facts = {**_establishment(each), **{k: v for k, v in facts.items() if v}}
    for champ in champs:
        if champ.get("commune"):
            code = champ["commune"]["code"]
            found = {"insee": code, "department": _department_of(code)}
            facts = {**found, **{k: v for k, v in facts.items() if v}}
    return {fact: str(value) for fact, value in facts.items() if value}


def _person(who: dict[str, Any]) -> dict[str, str | None]:
    if "nom" not in who:
        return {}
    name = " ".join(filter(None, (who.get("prenom"), who["nom"])))
    return {"civility": CIVILITIES.get(who.get("civilite") or ""), "bearer": name}


def _establishment(who: dict[str, Any]) -> dict[str, str | None]:
    if "siret" not in who:
        return {}
    address, company = who.get("address") or {}, who.get("entreprise") or {}
    code = address.get("cityCode")
    return {
        "siret": who["siret"],
        "siren": company.get("siren"),
        "name": company.get("raisonSociale") or (who.get("association") or {}).get("titre"),
        "insee": code,
        "department": address.get("departmentCode") or (_department_of(code) if code else None),
    }


def _department_of(insee: str) -> str:
    """The department's code out of a commune's."""
    return insee[:3] if insee.startswith(_OVERSEAS) else insee[:2]
