"""A campaign on a Google spreadsheet up to any of its commands, and how it ends."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.app.google_desk import google_desk
from tests.app.office import STRONG
from tests.app.office import dossier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.app.google_desk import Desk
    from tests.app.google_desk import Kept

WRITTEN = {
    "sync": "Réponses",
    "propose": "Propositions",
    "jury open": "Jury J. Un",
    "jury collect": "Délibération",
    "decide": "Décisions",
    "undo 6": "Réponses",
}
"""The tab that each command writes."""

TABS = ("Réponses", "Propositions", "Jury J. Un", "Jury J. Deux", "Délibération", "Décisions")


@dataclass(frozen=True)
class Evening:
    """A campaign that was gone through once, and is gone back to for each command."""

    desk: Desk
    decided: Kept

    def prepare(self, command: str) -> Desk:
        """Give a command something new to write."""
        desk = self.desk
        desk.restore(self.decided)
        if command in {"propose", "jury open", "undo 6"}:
            desk.up_to("sync")
        if command == "jury open":
            desk.up_to("propose")
        if command == "jury collect":
            desk.fill("Jury J. Un", "Mon niveau", D02="Niveau 2", D03="Niveau 1")
        if command == "decide":
            desk.fill("Délibération", "Décision", D02="Niveau 2", D03="Niveau 1")
        return desk


@contextmanager
def google_evening(folder: Path) -> Iterator[Evening]:
    """Go through a campaign once; a changed and a new dossier have come in since."""
    with (
        pytest.MonkeyPatch.context() as environment,
        google_desk(folder, environment) as desk,
    ):
        desk.up_to("sync", "propose", "jury open")
        desk.fill("Jury J. Un", "Mon niveau", D01="Niveau 2", D02="Niveau 1")
        desk.up_to("jury collect")
        desk.fill("Délibération", "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
        desk.fill("Délibération", "Motif", D01="oui", D02="oui", D03="oui")
        desk.up_to("decide")
        desk.export([dossier(1), dossier(2, STRONG), dossier(3, STRONG), dossier(4)])
        yield Evening(desk, desk.keep(folder / "decided"))


def ended(desk: Desk) -> dict[str, object]:
    """What people see in all tabs."""
    return desk.state(TABS)
