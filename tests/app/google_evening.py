"""A campaign on a Google spreadsheet up to any of its commands, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.app.office import STRONG
from tests.app.office import dossier

if TYPE_CHECKING:
    from tests.app.google_desk import Desk

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


def prepare(desk: Desk, command: str) -> None:
    """Go through a campaign once, then give the command something new to write."""
    desk.up_to("sync", "propose", "jury open")
    desk.fill("Jury J. Un", "Mon niveau", D01="Niveau 2", D02="Niveau 1")
    desk.up_to("jury collect")
    desk.fill("Délibération", "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
    desk.fill("Délibération", "Motif", D01="oui", D02="oui", D03="oui")
    desk.up_to("decide")
    desk.export([dossier(1), dossier(2, STRONG), dossier(3, STRONG), dossier(4)])
    if command in {"propose", "jury open", "undo 6"}:
        desk.up_to("sync")
    if command == "jury open":
        desk.up_to("propose")
    if command == "jury collect":
        desk.fill("Jury J. Un", "Mon niveau", D02="Niveau 2", D03="Niveau 1")
    if command == "decide":
        desk.fill("Délibération", "Décision", D02="Niveau 2", D03="Niveau 1")


def ended(desk: Desk) -> dict[str, object]:
    """What people see in all tabs."""
    return desk.state(TABS)
