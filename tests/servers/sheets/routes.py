"""Which method answers which path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import unquote

from tests.servers.sheets import methods
from tests.servers.sheets.drive import comments
from tests.servers.sheets.drive import content
from tests.servers.sheets.drive import files
from tests.servers.sheets.drive import permissions

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.sheets.call import Call
    from tests.servers.sheets.replies import Reply

    Handler = Callable[[Call], dict[str, Any] | Reply]

S = "/v4/spreadsheets"
ID = S + "/([^/:]+)"
D = "/drive/v3"
F = D + "/files/([^/]+)"


@dataclass(frozen=True, slots=True)
class Route:
    """A method of an API: ``kind`` is ``read`` or ``write`` (of Sheets) or ``drive``."""

    verb: str
    path: re.Pattern[str]
    kind: str
    handler: Handler
    writes: bool


def route(verb: str, path: str, kind: str, handler: Handler) -> Route:
    """One row of the table."""
    writes = kind == "write" or (kind == "drive" and verb != "GET")
    return Route(verb, re.compile(path), kind, handler, writes)


ROUTES = (
    route("POST", S, "write", methods.create),
    route("GET", ID, "read", methods.get),
    route("POST", ID + ":getByDataFilter", "read", methods.get_filtered),
    route("POST", ID + ":batchUpdate", "write", methods.batch_update),
    route("GET", ID + "/developerMetadata/([^/:]+)", "read", methods.tag),
    route("POST", ID + "/developerMetadata:search", "read", methods.search_tags),
    route("POST", ID + "/sheets/([^/:]+):copyTo", "write", methods.copy_sheet),
    route("GET", ID + "/values:batchGet", "read", methods.values_batch_get),
    route("POST", ID + "/values:batchUpdate", "write", methods.values_batch_update),
    route("POST", ID + "/values:batchClear", "write", methods.values_batch_clear),
    route("POST", ID + "/values:batchGetByDataFilter", "read", methods.values_get_filtered),
    route("POST", ID + "/values:batchUpdateByDataFilter", "write", methods.values_update_filtered),
    route("POST", ID + "/values:batchClearByDataFilter", "write", methods.values_clear_filtered),
    route("POST", ID + "/values/(.+):append", "write", methods.values_append),
    route("POST", ID + "/values/(.+):clear", "write", methods.values_clear),
    route("GET", ID + "/values/(.+)", "read", methods.values_get),
    route("PUT", ID + "/values/(.+)", "write", methods.values_update),
    route("GET", D + "/about", "drive", files.about),
    route("GET", D + "/files", "drive", files.listed),
    route("POST", D + "/files", "drive", files.create),
    route("GET", F, "drive", files.get),
    route("PATCH", F, "drive", files.update),
    route("DELETE", F, "drive", files.delete),
    route("POST", F + "/copy", "drive", files.copy),
    route("GET", F + "/export", "drive", content.export),
    route("GET", F + "/comments", "drive", comments.listed),
    route("POST", F + "/comments", "drive", comments.create),
    route("GET", F + "/permissions", "drive", permissions.listed),
    route("POST", F + "/permissions", "drive", permissions.create),
    route("GET", F + "/permissions/([^/]+)", "drive", permissions.get),
    route("PATCH", F + "/permissions/([^/]+)", "drive", permissions.update),
    route("DELETE", F + "/permissions/([^/]+)", "drive", permissions.delete),
    route("PUT", "/upload/drive/v2/files/([^/]+)", "drive", content.upload),
)


def found(verb: str, path: str) -> tuple[Route, tuple[str, ...]] | None:
    """The route of a request and the variable parts of its path, decoded."""
    for one in ROUTES:
        match = one.path.fullmatch(path) if one.verb == verb else None
        if match:
            return one, tuple(unquote(part) for part in match.groups())
    return None
