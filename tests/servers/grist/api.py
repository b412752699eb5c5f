"""The requests that Grist answers about a document."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.replies import Reply

if TYPE_CHECKING:
    from tests.servers.common.journal import Entry
    from tests.servers.common.serving import Call
    from tests.servers.grist.document import Document
    from tests.servers.grist.document import Table

KEY = "clé-d-essai-0123456789"
JSON = "application/json; charset=utf-8"
DOC = re.compile(r"/api/docs/(?P<doc>[^/]+)(?P<rest>/.*)?")
RECORDS = re.compile(r"/tables/(?P<table>[^/]+)/records")
COLUMNS = re.compile(r"/tables/(?P<table>[^/]+)/columns")
ATTACHED = re.compile(r"/attachments/(?P<id>\d+)/download")


@dataclass
class Grist:
    """A site with one document; ``key`` is the only one it knows, ``allowed`` what it may."""

    document: Document
    key: str = KEY
    allowed: bool = True

    def revoke(self) -> None:
        """The key is no longer one."""
        self.key = ""

    def trouble(self, status: int) -> Reply:
        """An error as Grist words it."""
        told = {429: "Too many backlogged requests for document", 500: "internal error"}
        return said({"error": told.get(status, "service unavailable")}, status)

    def answer(self, call: Call, entry: Entry) -> Reply:
        """Answer a request about the document."""
        given = call.headers.get("authorization", "")
        if given and given != f"Bearer {self.key}":
            return Reply(401, b"Bad request: invalid API key", "text/html; charset=utf-8")
        found = DOC.fullmatch(call.path)
        if call.method != "GET" or not found:
            return said({"error": "not found"}, 404)
        if found["doc"] != self.document.id:
            return said({"error": f"document not found: {found['doc']}"}, 404)
        if not (given and self.allowed):
            return said({"error": "No view access"}, 403)
        return self._about(call, found["rest"] or "", entry)

    def _about(self, call: Call, rest: str, entry: Entry) -> Reply:
        entry.note = rest.rpartition("/")[2] or "document"
        document = self.document
        if not rest:
            return said({"id": document.id, "name": document.name, "access": "viewers"})
        if rest == "/tables":
            listed = [{"id": name, "fields": {"tableRef": 1}} for name in document.tables]
            return said({"tables": listed})
        if rest == "/attachments":
            return said({"records": self._attachments()})
        attached = ATTACHED.fullmatch(rest)
        if attached and int(attached["id"]) in document.attached:
            name, content = document.attached[int(attached["id"])]
            shown = (("Content-Disposition", f'attachment; filename="{len(name)}.bin"'),)
            return Reply(200, content, "application/octet-stream", shown)
        for pattern, tell in ((COLUMNS, self._columns), (RECORDS, self._records)):
            found = pattern.fullmatch(rest)
            if found and found["table"] in document.tables:
                return tell(document.tables[found["table"]], call)
        return said({"error": f'Table not found "{rest.split("/")[2:3]}"'}, 404)

    def _attachments(self) -> list[dict[str, Any]]:
        return [
            {
                "id": number,
                "fields": {
                    "fileName": name,
                    "fileSize": len(content),
                    "timeUploaded": "2023-10-02T08:00:07.000Z",
                },
            }
            for number, (name, content) in self.document.attached.items()
        ]

    def _columns(self, table: Table, call: Call) -> Reply:
        hidden = []
        if call.query.get("hidden") == "true":
            fields = {"colRef": 1, "type": "ManualSortPos", "label": "manualSort"}
            hidden = [{"id": "manualSort", "fields": {**fields, "isFormula": False}}]
        return said({"columns": [*hidden, *(each.told() for each in table.columns)]})

    def _records(self, table: Table, call: Call) -> Reply:
        wanted: dict[str, list[Any]] = json.loads(call.query.get("filter", "{}"))
        known = {each.id: each for each in table.columns}
        unknown = [name for name in wanted if name not in {*known, "id"}]
        if unknown:
            return said({"error": f'[Sandbox] KeyError "{unknown[0]}"'}, 400)
        rows = [
            record(number, {name: row.get(c.ref) for name, c in known.items()})
            for number, row in table.rows.items()
        ]
        for name, values in wanted.items():
            rows = [row for row in rows if cell(row, name) in values]
        for name in reversed(list(filter(None, call.query.get("sort", "").split(",")))):
            plain = name.lstrip("-")
            rows.sort(key=lambda row: str(cell(row, plain)), reverse=name.startswith("-"))
        limit = int(call.query.get("limit") or 0)
        return said({"records": rows[:limit] if limit else rows})


def record(number: int, fields: dict[str, Any]) -> dict[str, Any]:
    """A record as the API tells it: a formula's error stands beside its cell, which is empty."""
    raised = {k: v[1] for k, v in fields.items() if isinstance(v, list) and v[0] == "E"}
    told = {"id": number, "fields": fields | dict.fromkeys(raised)}
    return told | {"errors": raised} if raised else told


def cell(row: dict[str, Any], name: str) -> Any:  # noqa: ANN401
    """A value of a record; its id has no other place."""
    return row["id"] if name == "id" else row["fields"].get(name)


def said(answer: object, status: int = 200) -> Reply:
    """JSON as Grist writes it."""
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return Reply(status, body.encode(), JSON)
