"""Moving dossiers to "en instruction", where candidates can't change their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.sources.live.protocol import Locked
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.tables import visible
from sheets_sync.spelling import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from sheets_sync.sources.live.demarches_simplifiees.connection import Connection

LOCKED = frozenset({"en_instruction", "accepte", "refuse", "sans_suite"})
"""States in which a candidate can't change the answers."""

KEY = "instructor"
"""The key of ``[source]`` that says in whose name dossiers are locked."""

NO_INSTRUCTOR = N_("“{instructor}” is no instructor of this démarche (key “instructor”)")
_INPUT = "DossierPasserEnInstructionInput"


def writes_to_candidates(connection: Connection) -> bool:
    """Whether the server is so old that it writes to candidates, whatever is asked."""
    known = connection.known
    return known is not None and "disableNotification" not in known.inputs.get(_INPUT, ())


def lock(connection: Connection, ids: Iterable[str]) -> Iterator[Locked]:
    """Lock dossiers one by one; a refusal concerns one dossier only."""
    instructor = _instructor(connection)
    for each in ids:
        try:
            yield _locked(connection, each, instructor)
        except SourceRefused as error:
            yield Locked(each, done=False, detail=str(error))


def _instructor(connection: Connection) -> str:
    """The server's id of the instructor, who may be named by e-mail address."""
    wanted = connection.settings.keys.get(KEY, "").strip()
    data = connection.ask("Instructors", number=connection.number)["demarche"]
    with connection.sense():
        people = [each for group in data["groupeInstructeurs"] for each in group["instructeurs"]]
        for each in people:
            if wanted and wanted.casefold() in {each["id"].casefold(), each["email"].casefold()}:
                return str(each["id"])
    raise SourceRefused(place=connection.place, detail=NO_INSTRUCTOR, instructor=wanted)


def _locked(connection: Connection, dossier: str, instructor: str) -> Locked:
    standing = connection.ask("Standing", number=int(dossier))["dossier"]
    if standing["state"] in LOCKED:
        return Locked(dossier, done=True)
    given = {"dossierId": standing["id"], "instructeurId": instructor}
    if not writes_to_candidates(connection):
        given["disableNotification"] = True
    done = connection.ask("Lock", input=given)["dossierPasserEnInstruction"]
    errors = done.get("errors") or ()
    if errors:
        return Locked(dossier, done=False, detail=visible(shortened(errors[0]["message"], 200)))
    return Locked(dossier, done=done["dossier"]["state"] in LOCKED)
