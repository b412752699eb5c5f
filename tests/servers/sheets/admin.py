"""Switches over HTTP, for clients that run in another process: everything under ``/admin``.

| request | what it does |
|---|---|
| ``GET /admin/log`` | the journal: ``{"entries": [...]}`` |
| ``DELETE /admin/log`` | forget it |
| ``POST /admin/faults`` | arm a fault: the fields of ``faults.Fault`` |
| ``DELETE /admin/faults`` | disarm all |
| ``POST /admin/quotas`` | ``{"reads": 60, "writes": 60, "window": 60}`` |
| ``POST /admin/tokens`` | ``{"email", "token"}``: a token for an account; answers ``{"token"}`` |
| ``POST /admin/expire`` | ``{"token"}``: that token has expired |
| ``POST /admin/edits`` | ``{"nth", "user", "spreadsheet", "requests"}``: the second person |
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.faults import Fault
from tests.servers.sheets.replies import Reply
from tests.servers.sheets.replies import told
from tests.servers.sheets.second import Script

if TYPE_CHECKING:
    from tests.servers.sheets.service import Service

Object = dict[str, Any]
PREFIX = "/admin/"


def answer(service: Service, method: str, name: str, content: bytes) -> Reply:
    """Answer one of the requests above; 400 with a sentence when it can't be read."""
    switches = {
        "GET log": log,
        "DELETE log": forget,
        "POST faults": arm,
        "DELETE faults": disarm,
        "POST quotas": limit,
        "POST tokens": token,
        "POST expire": expire,
        "POST edits": queue,
    }
    switch = switches.get(f"{method} {name}")
    if switch is None:
        return told({"error": f"no such switch: {method} {name}"}, 404)
    try:
        given = json.loads(content) if content else {}
        with service.lock:
            return told(switch(service, given))
    except (ValueError, TypeError, KeyError) as error:
        return told({"error": str(error)}, 400)


def log(service: Service, given: Object) -> Object:
    """The journal."""
    del given
    return {"entries": [asdict(entry) for entry in service.journal.entries]}


def forget(service: Service, given: Object) -> Object:
    """An empty journal."""
    del given
    service.journal.clear()
    return {}


def arm(service: Service, given: Object) -> Object:
    """A fault."""
    service.faults.add(Fault(**given))
    return {}


def disarm(service: Service, given: Object) -> Object:
    """No faults."""
    del given
    service.faults.clear()
    return {}


def limit(service: Service, given: Object) -> Object:
    """Quotas."""
    service.quotas.reads = int(given.get("reads", 0))
    service.quotas.writes = int(given.get("writes", 0))
    service.quotas.window = float(given.get("window", 60))
    return {}


def token(service: Service, given: Object) -> Object:
    """A token."""
    return {"token": service.world.token(given["email"], given.get("token", ""))}


def expire(service: Service, given: Object) -> Object:
    """An expired token."""
    service.world.expire(given["token"])
    return {}


def queue(service: Service, given: Object) -> Object:
    """A script of the second person."""
    service.second.queue(Script(**given))
    return {}
