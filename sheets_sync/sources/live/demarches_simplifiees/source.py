"""A démarche as a live form: what to ask in which order, and how to put it together."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.live.demarches_simplifiees import locking
from sheets_sync.sources.live.demarches_simplifiees.connection import Connection
from sheets_sync.sources.live.demarches_simplifiees.dossiers import DossierReader
from sheets_sync.sources.live.demarches_simplifiees.dossiers import deletion
from sheets_sync.sources.live.demarches_simplifiees.questions import optional_yes_no
from sheets_sync.sources.live.demarches_simplifiees.questions import questions_of
from sheets_sync.sources.live.demarches_simplifiees.questions import silent_ids
from sheets_sync.sources.live.model import Form
from sheets_sync.sources.live.model import Pull
from sheets_sync.sources.live.protocol import silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import datetime

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.http import Patience
    from sheets_sync.sources.live.model import Deletion
    from sheets_sync.sources.live.model import Response
    from sheets_sync.sources.live.protocol import Locked
    from sheets_sync.sources.live.protocol import Tell

NAME = "demarches-simplifiees"

OVERLAP = timedelta(minutes=5)
"""What the next pull asks for again: changes that were under way when this one began."""

GONE = {"Deleted": "deletedDossiers", "PendingDeleted": "pendingDeletedDossiers"}
"""Operation -> the field that lists deleted dossiers."""


class DemarchesSimplifiees:
    """A démarche; see :class:`~sheets_sync.sources.live.protocol.LiveSource`."""

    def __init__(
        self,
        settings: FormSource,
        token: Callable[[], str],
        tell: Tell = silent,
        patience: Patience | None = None,
    ) -> None:
        """Name the démarche; nothing is asked yet."""
        self._connection = Connection(settings, token, tell, patience)
        self.place = self._connection.place

    def describe(self) -> Form:
        """The questions of the revision that candidates fill in now; the staff's are private."""
        return self._described()[0]

    def _described(self) -> tuple[Form, DossierReader]:
        """The form, and what reads its dossiers.

        A server that does not know yes/no questions shows them as boxes, ticked or not.
        """
        data = self._connection.ask("Form", number=self._connection.number)
        known = self._connection.known
        with self._connection.sense():
            demarche = data["demarche"]
            revision = demarche.get("activeRevision") or demarche
            asked = questions_of(revision["champDescriptors"])
            notes = questions_of(revision.get("annotationDescriptors") or (), private=True)
            title, number = str(demarche["title"]), self._connection.settings.form
            form = Form(NAME, number, title, (*asked, *notes))
            old = known is not None and "YesNoChamp" not in known.fields
            boxes = optional_yes_no(revision["champDescriptors"]) if old else ()
            titles = frozenset(silent_ids(revision["champDescriptors"]))
            ids = frozenset(each.id for each in form.questions)
            return form, DossierReader(ids, titles, frozenset(boxes))

    def pull(self, since: datetime | None = None) -> Pull:
        """Pages of dossiers, then what was deleted.

        A server that does not tell what was deleted is always asked for everything.
        """
        tells = self._connection.knows("Deleted")
        since = since if tells else None
        form, reader = self._described()
        began = self._connection.api.moment
        responses = self._responses(reader, since)
        deletions = {each.id: each for name in GONE for each in self._gone(name, since)}
        questions = (*form.questions, *reader.unknown.values())
        return Pull(
            form=Form(form.platform, form.id, form.title, questions),
            responses=tuple(responses.values()),
            deletions=tuple(deletions.values()),
            whole=since is None,
            until=began - OVERLAP if began and tells else None,
            findings=tuple(self._findings(reader)),
        )

    def fresh(self, ids: Iterable[str]) -> Iterator[Response]:
        """Some dossiers as they are now: addresses of files are good for a while only."""
        reader = DossierReader()
        for each in ids:
            data = self._connection.ask("OneDossier", number=int(each))
            with self._connection.sense():
                response = reader.read(data["dossier"])
            yield response

    @property
    def tells_candidates(self) -> bool:
        """Whether the server is so old that it writes to candidates, whatever is asked."""
        return locking.writes_to_candidates(self._connection)

    def lock(self, ids: Iterable[str]) -> Iterator[Locked]:
        """Move dossiers to "en instruction", without a mail to their candidates."""
        return locking.lock(self._connection, ids)

    def _responses(self, reader: DossierReader, since: datetime | None) -> dict[str, Response]:
        """By id; a dossier that changes during the pull comes twice, and the last counts."""
        responses: dict[str, Response] = {}
        for node in self._connection.pages("Dossiers", "dossiers", _iso(since)):
            with self._connection.sense():
                response = reader.read(node)
            responses[response.id] = response
        return responses

    def _gone(self, operation: str, since: datetime | None) -> Iterator[Deletion]:
        if not self._connection.knows(operation):
            return
        for node in self._connection.pages(operation, GONE[operation], _iso(since)):
            with self._connection.sense():
                found = deletion(node)
            yield found

    def _findings(self, reader: DossierReader) -> Iterator[Finding]:
        place = Place(file=self.place)
        lost = self._connection.fitted.lost
        if lost:
            yield Finding("form-selection-lost", place, {"lost": ", ".join(lost)})
        if "Dossier.dateDerniereModificationChamps" in lost and "Champ.updatedAt" in lost:
            yield Finding("form-notes-move-dates", place)
        for number in reader.nameless:
            yield Finding("form-establishment-missing", Place(self.place, row=number))
        if reader.unsure:
            yield Finding("form-yes-no-unsure", place, {"count": len(reader.unsure)})


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
