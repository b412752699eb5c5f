"""From a request to its answer: people, rights, quotas, faults, methods."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.servers.sheets import errors
from tests.servers.sheets import oauth
from tests.servers.sheets import routes
from tests.servers.sheets.call import Call
from tests.servers.sheets.call import queried
from tests.servers.sheets.errors import ApiError
from tests.servers.sheets.faults import Faults
from tests.servers.sheets.faults import Quotas
from tests.servers.sheets.journal import Entry
from tests.servers.sheets.journal import Journal
from tests.servers.sheets.replies import Reply
from tests.servers.sheets.replies import dense
from tests.servers.sheets.replies import told
from tests.servers.sheets.second import SecondPerson
from tests.servers.sheets.world import World

if TYPE_CHECKING:
    from tests.servers.sheets.faults import Fault
    from tests.servers.sheets.routes import Route
    from tests.servers.sheets.world import Person

AUTH = "https://www.googleapis.com/auth/"
FULL = {"drive", "drive.file"}
SCOPES = {
    ("sheets", True): FULL | {"spreadsheets"},
    ("sheets", False): FULL | {"spreadsheets", "spreadsheets.readonly", "drive.readonly"},
    ("drive", True): FULL,
    ("drive", False): FULL | {"drive.readonly", "drive.metadata.readonly", "drive.metadata"},
}
OLD = {"https://spreadsheets.google.com/feeds": "spreadsheets"}
PAGE = Reply(502, b"<html><title>502 Bad Gateway</title></html>", "text/html; charset=UTF-8")


class Broken(Exception):
    """The connection is to be broken instead of answering."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request as it came over the wire."""

    method: str
    path: str
    query: str
    content: bytes
    bearer: str = ""
    type: str = ""


@dataclass(slots=True)
class Service:
    """The whole service without its socket; requests are handled one at a time."""

    world: World = field(default_factory=World)
    journal: Journal = field(default_factory=Journal)
    faults: Faults = field(default_factory=Faults)
    quotas: Quotas = field(default_factory=lambda: Quotas(time.monotonic))
    second: SecondPerson = field(default_factory=SecondPerson)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def answer(self, incoming: Incoming) -> Reply:
        """Answer a request.

        Raises:
            Broken: No answer, as a fault wants it.
        """
        start = time.perf_counter()
        with self.lock:
            entry = self.noted(incoming)
        fault = None
        if not entry.aside:
            self.second.act(self.world, entry, self.lock)
            with self.lock:
                fault = self.faults.strike(entry)
        entry.fault = "" if fault is None else f"{fault.kind} {fault.when}"
        try:
            reply = self.struck(incoming, entry, fault)
            entry.status, entry.bytes_out = reply.status, len(reply.body)
        finally:
            entry.seconds = time.perf_counter() - start
        return reply

    def noted(self, incoming: Incoming) -> Entry:
        """An entry of the journal for a request."""
        found = routes.found(incoming.method, incoming.path)
        kind = found[0].kind if found else "token"
        size = len(incoming.content)
        entry = self.journal.note(incoming.method, incoming.path, incoming.query, kind, size)
        entry.aside = self.second.acting
        return entry

    def struck(self, incoming: Incoming, entry: Entry, fault: Fault | None) -> Reply:
        """Answer a request that a fault may strike before or after it is applied."""
        if fault and fault.when == "before":
            early = self.suffered(incoming, entry, fault)
            if early:
                return early
        with self.lock:
            reply = self.handled(incoming, entry)
        if fault and fault.when == "after":
            return self.suffered(incoming, entry, fault) or reply
        return reply

    def suffered(self, incoming: Incoming, entry: Entry, fault: Fault) -> Reply | None:
        """What a fault answers; None when it only took time."""
        if fault.kind == "reset":
            raise Broken
        if fault.kind == "delay":
            time.sleep(fault.seconds)
            return None
        if fault.kind == "html":
            return PAGE
        if fault.kind == "expired":
            self.world.expire(incoming.bearer)
            return told(errors.unauthenticated().body(), 401)
        error = fault.error() or errors.ApiError(500, "Internal error encountered.")
        if error.code == 429 and entry.kind == "write":
            error = errors.quota("Write", 60, "123456789012")
        return told(error.body(), error.code)

    def handled(self, incoming: Incoming, entry: Entry) -> Reply:
        """Answer a request as the service does."""
        try:
            if incoming.path == "/token" and incoming.method == "POST":
                return oauth.token(self.world, incoming.content)
            if incoming.path == "/o/oauth2/auth":
                return oauth.consent(self.world, queried(incoming.query))
            return self.called(incoming, entry)
        except ApiError as error:
            return told(error.body(), error.code)

    def called(self, incoming: Incoming, entry: Entry) -> Reply:
        """Call the method of a path."""
        found = routes.found(incoming.method, incoming.path)
        if found is None:
            raise errors.ApiError(404, "Method not found.")
        route, parts = found
        person = self.person(incoming.bearer, route)
        entry.user = person.email
        self.quotas.spend(person.email, route.kind, person.project)
        lists = queried(incoming.query)
        call = Call(self.world, person, parts, lists, incoming.content, incoming.type)
        answer = route.handler(call)
        if isinstance(answer, Reply):
            return answer
        return dense(answer) if call.query.get("prettyPrint") == "false" else told(answer)

    def person(self, bearer: str, route: Route) -> Person:
        """Who asks; refuses an unknown or expired token, and one without the scope."""
        if not bearer:
            raise errors.unauthenticated(missing=True)
        token = self.world.tokens.get(bearer)
        if token is None or (token.expires and token.expires <= self.world.clock()):
            raise errors.unauthenticated()
        api = "drive" if route.kind == "drive" else "sheets"
        names = {OLD.get(one, one.removeprefix(AUTH)) for one in token.scopes or ()}
        if token.scopes is not None and not names & SCOPES[api, route.writes]:
            raise scope_missing(api)
        person = self.world.person(token.email)
        asking = replace(person, project=token.app) if token.app else person
        if api in self.world.disabled:
            raise errors.switched_off(api, asking.project)
        # Read by many: the narrow scope lets an app see only what it made itself.
        wide = {"drive"} if route.writes else SCOPES["drive", False] - {"drive.file"}
        narrow = api == "drive" and token.scopes is not None and not names & wide
        return replace(asking, narrow=narrow)


def scope_missing(api: str) -> ApiError:
    """403 of a token whose scopes don't allow the method."""
    service = "sheets.googleapis.com" if api == "sheets" else "drive.googleapis.com"
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "domain": "googleapis.com",
        "metadata": {"service": service},
    }
    text = "Request had insufficient authentication scopes."
    return ApiError(403, text, details=[info])
