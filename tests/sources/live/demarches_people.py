"""The test server of Démarches Simplifiées in the words of people, as the other platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.common.asked import Asked
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind
from tests.servers.demarches.world import champ
from tests.servers.demarches.world import question

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from tests.servers.demarches.world import Object
    from tests.servers.demarches.world import World

KINDS = {
    Kind.SHORT: "Text",
    Kind.LONG: "Textarea",
    Kind.NUMBER: "DecimalNumber",
    Kind.DATE: "Date",
    Kind.YES_NO: "YesNo",
    Kind.ONE: "DropDownList",
    Kind.MANY: "MultipleDropDownList",
    Kind.FILES: "PieceJustificative",
}


class People:
    """Those who make the form and those who fill it in."""

    def __init__(self, world: World) -> None:
        """Nothing is asked yet."""
        self.world = world
        self.asked: dict[str, tuple[Asked, Object]] = {}

    def ask(self, asked: Asked) -> None:
        """Add a question at the end of the form."""
        number = 100 + len(self.asked)
        made = question(number, KINDS[asked.kind], asked.label)
        if asked.options:
            made["options"] = [label for _, label in asked.options]
        self.asked[asked.code] = asked, made
        self.world.questions.append(made)

    def submit(
        self, answers: Mapping[str, Given], _email: str = "", at: datetime | None = None
    ) -> str:
        """A candidate sends the form; gives the number of the dossier."""
        champs = [
            self._champ(asked, made, answers.get(code, Given()))
            for code, (asked, made) in self.asked.items()
        ]
        return str(self.world.submit(champs, at)["number"])

    def _champ(self, asked: Asked, made: Object, given: Given) -> Object:
        labels = dict(asked.options)
        ticked = [labels[each] for each in given.ticked]
        if asked.kind is Kind.MANY:
            return champ(made, values=ticked, stringValue=", ".join(ticked))
        if asked.kind is Kind.ONE:
            value = ticked[0] if ticked else None
            return champ(made, value=value, stringValue=value or "")
        if asked.kind is Kind.YES_NO:
            said = {"yes": True, "no": False, "": None}[given.text]
            return champ(made, value=said, stringValue=given.text)
        if asked.kind is Kind.NUMBER:
            return champ(made, value=float(given.text) if given.text else None)
        if asked.kind is Kind.FILES:
            files = [self.world.attach(name, name.encode()) for name in given.files]
            return champ(made, files=files)
        return champ(made, value=given.text or None, stringValue=given.text)
