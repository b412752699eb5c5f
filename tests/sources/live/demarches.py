"""Drives the test server of Démarches Simplifiées for the contract of live forms."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.form import FormSource
from sheets_sync.sources.live.demarches_simplifiees.source import DemarchesSimplifiees
from sheets_sync.sources.live.protocol import silent
from tests.contracts.source_contract import HTML
from tests.contracts.source_contract import LABELS
from tests.contracts.source_contract import ODT
from tests.contracts.source_contract import OTHER
from tests.contracts.source_contract import QUICK
from tests.contracts.source_contract import TOKEN
from tests.servers.demarches.world import Token
from tests.servers.demarches.world import champ
from tests.servers.demarches.world import question

if TYPE_CHECKING:
    from sheets_sync.sources.live.http import Patience
    from sheets_sync.sources.live.protocol import Tell
    from tests.contracts.source_contract import Sent
    from tests.servers.demarches.server import Server

KINDS = {
    "name": "Text",
    "department": "Departement",
    "plan": "YesNo",
    "part": "DecimalNumber",
    "formats": "MultipleDropDownList",
    "mot": "Textarea",
}


class DemarchesDriver:
    """A démarche that asks what the contract asks."""

    page = 3
    incremental = True
    tells_deletions = True

    def __init__(self, server: Server) -> None:
        """Put the questions on the form."""
        self.server = server
        self.world = server.world
        self.world.page = self.page
        self.world.tokens[TOKEN] = Token()
        self.asked = {
            key: question(100 + at, kind, LABELS[key])
            for at, (key, kind) in enumerate(KINDS.items())
        }
        self.asked["formats"]["options"] = [ODT, HTML, OTHER]
        self.world.questions += [question(99, "HeaderSection", "Questions", level=1)]
        self.world.questions += self.asked.values()
        number = str(self.world.number)
        self.settings = FormSource("demarches-simplifiees", server.address, number)

    def source(self, patience: Patience = QUICK, tell: Tell = silent) -> DemarchesSimplifiees:
        self.world.tick(minutes=10)
        return DemarchesSimplifiees(self.settings, lambda: TOKEN, tell, patience)

    def codes(self) -> dict[str, str]:
        return {key: f"Champ-{100 + at}" for at, key in enumerate(KINDS)}

    def champs(self, sent: Sent) -> list[dict[str, Any]]:
        asked = self.asked
        place = {"code": sent.department, "name": "Isère"} if sent.department else None
        return [
            champ(self.world.questions[0], level=1, value=None),
            champ(asked["name"], value=sent.name, stringValue=sent.name),
            champ(asked["department"], departement=place, stringValue=sent.department, value=None),
            champ(asked["plan"], value=sent.plan, stringValue="Oui" if sent.plan else "Non"),
            champ(asked["part"], value=None if sent.part is None else float(sent.part)),
            champ(asked["formats"], values=list(sent.formats), stringValue=", ".join(sent.formats)),
            champ(asked["mot"], value=sent.mot, stringValue=sent.mot),
        ]

    def submit(self, sent: Sent) -> str:
        return str(self.world.submit(self.champs(sent), sent.sent)["number"])

    def change(self, dossier: str, sent: Sent) -> None:
        self.world.change(int(dossier), self.champs(sent))

    def withdraw(self, dossier: str) -> None:
        self.world.delete(int(dossier))

    def rename_question(self, question: str, label: str) -> None:
        self.asked[question]["label"] = label

    def rename_option(self, label: str, after: str) -> None:
        options = self.asked["formats"]["options"]
        options[options.index(label)] = after

    def add_question(self, label: str) -> None:
        self.world.questions.append(question(200, "Text", label))

    def expire_token(self) -> None:
        self.world.tokens[TOKEN].expired = True

    def throttle(self, times: int) -> None:
        self.server.throttled = times

    def cut(self, after: int, times: int = 1_000_000) -> None:
        self.server.cut_after = self.server.received + after
        self.server.cut_until = self.server.cut_after + times

    def heal(self) -> None:
        self.server.cut_after = self.server.cut_until = 1_000_000_000
        self.server.throttled = 0

    def requests(self) -> int:
        return self.server.received

    def later(self, **steps: float) -> None:
        """Let time pass on the server."""
        self.world.now += timedelta(**steps)
