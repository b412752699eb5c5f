"""Live forms: all dossiers pulled from a local GraphQL server, then five that changed."""

from __future__ import annotations

import json
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from benchmarks.forms_client import TOKEN
from benchmarks.process import Ran
from benchmarks.process import python
from benchmarks.process import run
from benchmarks.report import Report
from benchmarks.report import Target
from benchmarks.report import at_most
from benchmarks.report import memory
from benchmarks.report import seconds
from tests.servers.demarches.server import Server
from tests.servers.demarches.server import served
from tests.servers.demarches.world import Token
from tests.servers.demarches.world import champ
from tests.servers.demarches.world import question

if TYPE_CHECKING:
    from collections.abc import Sequence

DOSSIERS = 36_000
PAGE = 100
CHANGED = 5
CONSTANT = 5
MOST_MEMORY = 1024.0
QUESTIONS = 30
KINDS = ("Text", "YesNo", "MultipleDropDownList", "IntegerNumber", "DropDownList")
OPTIONS = ["Textes, tableaux (ODT, ODS)", "HTML", "PDF", "Autre"]


class Pulled(NamedTuple):
    """One pull: its requests, what its process needed, what it ended with."""

    requests: int
    ran: Ran
    figures: dict[str, float]


def measure(dossiers: int = DOSSIERS) -> Report:
    """Two pulls in processes of their own; the server's time is not ours."""
    with served(_server(dossiers)) as server, TemporaryDirectory() as folder:
        first = _pull(server, folder)
        server.world.tick(hours=1)
        for number in list(server.world.dossiers)[:CHANGED]:
            server.world.change(number, _champs(server.world.questions, number + 1))
        again = _pull(server, folder)
    pages = -(-dossiers // PAGE)
    return Report(
        "forms",
        f"Live form: {dossiers:,} made-up dossiers of {QUESTIONS} questions, by GraphQL",
        ("pull", "requests", "our own time", "with the server's", "peak memory", "kept"),
        (_row("all", first), _row(f"{CHANGED} changed", again)),
        (
            at_most("requests beyond the pages", first.requests - pages, CONSTANT, ""),
            at_most(f"requests for {CHANGED} changes", again.requests, CONSTANT + 1, ""),
            at_most("memory", first.ran.mebibytes, MOST_MEMORY, " MiB"),
            Target(
                "every dossier is in the table, both times",
                first.figures["rows"] == again.figures["rows"] == dossiers,
            ),
        ),
        ("The server is that of our tests: it checks every query, and most of the time is its.",),
    )


def _server(dossiers: int) -> Server:
    server = Server()
    server.world.tokens[TOKEN] = Token()
    for at in range(QUESTIONS):
        kind = KINDS[at % len(KINDS)]
        more: dict[str, Any] = {"options": OPTIONS} if "DropDown" in kind else {}
        server.world.questions.append(question(at, kind, f"Question inventée {at}", **more))
    for number in range(dossiers):
        server.world.submit(_champs(server.world.questions, number))
    server.world.tick(hours=1)
    return server


def _champs(questions: Sequence[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    return [champ(each, **_value(each, number + at)) for at, each in enumerate(questions)]


def _value(asked: dict[str, Any], number: int) -> dict[str, Any]:
    text = f"Réponse inventée numéro {number}, de longueur moyenne pour un tel formulaire."
    values: dict[str, dict[str, Any]] = {
        "Text": {"value": text, "stringValue": text},
        "YesNo": {"value": (True, False, None)[number % 3]},
        "MultipleDropDownList": {"values": OPTIONS[: number % 5]},
        "IntegerNumber": {"value": number},
        "DropDownList": {"value": OPTIONS[number % 4]},
    }
    return values[asked["__typename"].removesuffix("ChampDescriptor")]


def _pull(server: Server, folder: str) -> Pulled:
    before = server.received
    ran = run(python("-m", "benchmarks.forms_client", server.address, folder))
    return Pulled(server.received - before, ran, json.loads(ran.output))


def _row(name: str, pull: Pulled) -> tuple[str, ...]:
    return (
        name,
        f"{pull.requests:,}",
        seconds(pull.ran.seconds),
        seconds(pull.ran.clock),
        memory(pull.ran.mebibytes),
        memory(pull.figures["kept"]),
    )
