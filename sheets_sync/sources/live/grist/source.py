"""A table of Grist as a live form."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import quote

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.live.grist.cells import ERROR
from sheets_sync.sources.live.grist.cells import answer_of
from sheets_sync.sources.live.grist.cells import moment
from sheets_sync.sources.live.grist.columns import column_of
from sheets_sync.sources.live.http import Http
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Form
from sheets_sync.sources.live.model import Pull
from sheets_sync.sources.live.model import Response
from sheets_sync.sources.live.reading import ChangedMeanwhile
from sheets_sync.sources.live.reading import asked
from sheets_sync.sources.live.reading import bearer
from sheets_sync.sources.live.reading import place_of
from sheets_sync.sources.live.reading import unchanged
from sheets_sync.sources.live.reading import understood

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from datetime import datetime

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.grist.columns import Column
    from sheets_sync.sources.live.http import Patience
    from sheets_sync.sources.live.model import Answer
    from sheets_sync.sources.live.protocol import Tell

NAME = "grist"
TOGGLE = "Bool"


class GristSource:
    """One table; see :class:`~sheets_sync.sources.live.protocol.LiveSource`."""

    def __init__(
        self,
        settings: FormSource,
        token: Callable[[], str],
        tell: Tell,
        patience: Patience | None = None,
    ) -> None:
        """Name the table; nothing is asked yet."""
        self.place = place_of("Grist", settings)
        self._keys = settings.keys
        self._form = settings.form
        self._table = settings.keys["table"]
        self._token = token
        self._http = Http(settings.address, self.place, tell=tell, patience=patience)
        self._own = frozenset(
            name for name in (self._keys.get("submitted"), self._keys.get("updated")) if name
        )

    def describe(self) -> Form:
        """The columns, known by the numbers that Grist gives them."""
        with understood(self.place):
            return self._described(self._columns(self._table))

    def pull(self, since: datetime | None = None) -> Pull:  # noqa: ARG002 - no date can be asked for
        """Every row of the table."""
        with understood(self.place):
            return unchanged(self.place, self._pulled)

    def _ask(self, path: str, **query: object) -> Any:  # noqa: ANN401 - JSON
        address = f"{self._http.address.rstrip('/')}/api/docs/{quote(self._form, safe='')}{path}"
        headers = bearer(self.place, self._token())
        return asked(self._http, self._form, address, query=query, headers=headers)

    def _columns(self, table: str) -> tuple[Column, ...]:
        told = self._ask(f"/tables/{quote(table, safe='')}/columns")["columns"]
        return tuple(column_of(each, self._own) for each in told)

    def _records(self, table: str) -> list[Mapping[str, Any]]:
        listed: list[Mapping[str, Any]] = self._ask(f"/tables/{quote(table, safe='')}/records")[
            "records"
        ]
        return listed

    def _described(self, columns: tuple[Column, ...]) -> Form:
        name = str(self._ask("")["name"])
        questions = tuple(column.question for column in columns)
        return Form(NAME, f"{self._form}/{self._table}", f"{name} – {self._table}", questions)

    def _pulled(self) -> Pull:
        columns = self._columns(self._table)
        form = self._described(columns)
        names = {each.id: self._names(each) for each in columns if each.type in {"Ref", "RefList"}}
        files = self._files() if any(each.type == "Attachments" for each in columns) else {}
        records = self._records(self._table)
        # A label that changes meanwhile changes what the cells are called by.
        if records and {each.id for each in columns} - records[0]["fields"].keys():
            raise ChangedMeanwhile
        findings = [*self._toggles(columns)]
        responses = [self._response(each, columns, names, files, findings) for each in records]
        return Pull(form, tuple(responses), findings=tuple(findings))

    def _names(self, column: Column) -> dict[int, str]:
        """What stands for each row of the table that a reference leads to."""
        shown = [
            each.id
            for each in self._columns(column.detail)
            if each.question.id == str(column.shown)
        ]
        return {
            int(each["id"]): str(each["fields"][shown[0]] if shown else each["id"])
            for each in self._records(column.detail)
        }

    def _files(self) -> dict[int, AttachedFile]:
        base = f"{self._http.address.rstrip('/')}/api/docs/{quote(self._form, safe='')}/attachments"
        return {
            int(each["id"]): AttachedFile(
                str(each["fields"]["fileName"]),
                f"{base}/{int(each['id'])}/download",
                size=int(each["fields"].get("fileSize") or 0),
            )
            for each in self._ask("/attachments")["records"]
        }

    def _toggles(self, columns: tuple[Column, ...]) -> list[Finding]:
        """A toggle has no third state: who leaves it alone has answered no."""
        return [
            Finding("form-toggle", Place(file=self.place, column=each.question.label))
            for each in columns
            if each.type == TOGGLE and not each.question.private
        ]

    def _response(
        self,
        record: Mapping[str, Any],
        columns: tuple[Column, ...],
        names: Mapping[str, Mapping[int, str]],
        files: Mapping[int, AttachedFile],
        findings: list[Finding],
    ) -> Response:
        cells, broken = record["fields"], record.get("errors") or {}
        answers: dict[str, Answer] = {}
        for column in columns:
            if column.question.private:
                continue
            known = names.get(column.id, {})
            try:
                value = [ERROR, broken[column.id]] if column.id in broken else cells[column.id]
                answers[column.question.id] = answer_of(column, value, known, files)
            except (ValueError, OverflowError, OSError):
                answers[column.question.id] = None
                place = Place(self.place, row=str(record["id"]), column=column.question.label)
                findings.append(Finding("form-cell-error", place))
        submitted, updated = (self._moment(key, cells, columns) for key in ("submitted", "updated"))
        moments = (submitted, updated or submitted)
        return Response(str(int(record["id"])), *moments, "submitted", answers)

    def _moment(
        self, key: str, cells: Mapping[str, Any], columns: tuple[Column, ...]
    ) -> datetime | None:
        name = self._keys.get(key)
        if not name or not isinstance(cells.get(name), int | float):
            return None
        zone = next((each.detail for each in columns if each.id == name), "")
        return moment(cells[name], zone)
