"""Exports of Démarches Simplifiées, as an instructor downloads them.

One sheet "Dossiers" (alone in the CSV), the platform's own columns first, then one column
per question label. Ticked options are joined by commas.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.form_table import FormTable
from sheets_sync.sources.form_table import headed
from sheets_sync.sources.form_table import plain_column
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from sheets_sync.sources.tables import RawTable

NAME = "demarches-simplifiees"
_FACTS = {
    "dossier": ("ID",),
    "email": ("Email",),
    "civility": ("Civilité",),
    "state": ("État du dossier",),
    "submitted": ("Déposé le",),
    "updated": ("Dernière mise à jour du dossier le", "Dernière mise à jour le"),
    "siret": ("Établissement SIRET",),
    "siren": ("Entreprise SIREN",),
    "insee": ("Établissement code INSEE localité",),
}
_OWN = (
    *("FranceConnect ?", "Nom", "Prénom", "Dépôt pour un tiers", "Nom du mandataire"),
    *("Prénom du mandataire", "Date de naissance", "À archiver", "Archivé"),
    *("Passé en instruction le", "Traité le", "Motivation de la décision", "Instructeurs"),
    "Groupe instructeur",
)
_OWN_BEGINNINGS = ("etablissement ", "entreprise ", "association ")
_STATES = {
    "draft": ("Brouillon",),
    "submitted": ("En construction",),
    "instructed": ("En instruction",),
    "accepted": ("Accepté",),
    "refused": ("Refusé",),
    "dropped": ("Classé sans suite", "Sans suite"),
}


def recognise(table: RawTable) -> Finding | None:
    """By its dossier number, e-mail and state columns."""
    folded = [fold(heading or "") for heading in table.records[0]]
    if folded[:1] != ["id"] or not {"email", "etat du dossier"} <= set(folded):
        return None
    return Finding("export-demarches-simplifiees", Place(table.file, table.sheet))


def shape(table: RawTable) -> FormTable:
    """Headings on the first line; establishment columns are the platform's own."""
    form = headed(NAME, table, 0, plain_column, _FACTS, _OWN)
    about = {
        each.position for each in form.columns if fold(each.heading).startswith(_OWN_BEGINNINGS)
    }
    return dataclasses.replace(form, own=form.own | about, values={"state": _STATES})
