"""Exports of Framaforms (Drupal Webform): two lines stand above the headings.

Ticked options are either joined in one column, or spread: then the line above the
headings names the question over its first option, and a cross stands for a tick.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.form_table import FormColumn
from sheets_sync.sources.form_table import FormTable
from sheets_sync.sources.form_table import headed
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from sheets_sync.sources.tables import RawTable

NAME = "framaforms"
_SERIALS = ("Serial", "Numéro de série", "N° de série", "Numéro")
_SIDS = ("SID", "Identifiant de soumission")
_FACTS = {
    "dossier": _SERIALS,
    "submitted": (
        *("Completed Time", "Heure de fin", "Terminé le", "Date de fin"),
        *("Submitted Time", "Heure de soumission", "Soumis le", "Date de soumission"),
    ),
    "updated": ("Modified Time", "Heure de modification", "Modifié le", "Date de modification"),
}
_OWN = (
    *_SIDS,
    *("Draft", "Brouillon", "IP Address", "Adresse IP", "UID", "ID utilisateur"),
    *("Username", "Nom d'utilisateur"),
)
_DRAFT = ("Draft", "Brouillon")
_DEEPEST = 4


def recognise(table: RawTable) -> Finding | None:
    """By the serial number and the SID, on a line that is not the first."""
    row = _heading_row(table)
    if row is None:
        return None
    values = {"line": table.lines[row], "heading": table.records[row][0]}
    return Finding("export-framaforms", Place(table.file, table.sheet), values)


def _heading_row(table: RawTable) -> int | None:
    serials, sids = ({fold(name) for name in names} for names in (_SERIALS, _SIDS))
    for row, record in enumerate(table.records[:_DEEPEST]):
        folded = {fold(cell or "") for cell in record}
        if row and folded & serials and folded & sids:
            return row
    return None


def shape(table: RawTable) -> FormTable:
    """Headings where they are, with the question above each option."""
    row = _heading_row(table) or 0
    above = _filled(table.records[row - 1]) if row else []

    def column(position: int, heading: str) -> FormColumn:
        base = above[position] if position < len(above) else (above[-1] if above else "")
        return FormColumn(position, heading, "", base, heading if base else "")

    form = headed(NAME, table, row, column, _FACTS, _OWN)
    return dataclasses.replace(form, unfinished=_drafts(form))


def _drafts(form: FormTable) -> frozenset[int]:
    names = {fold(name) for name in _DRAFT}
    columns = [each.position for each in form.columns if fold(each.heading) in names]
    said = {"1", "x", "oui", "yes", "draft", "brouillon", "true"}
    return frozenset(
        at
        for position in columns
        for at, cell in enumerate(form.cells(position))
        if fold(cell or "") in said
    )


def _filled(record: tuple[str | None, ...]) -> list[str]:
    filled: list[str] = []
    for cell in record:
        filled.append(cell or (filled[-1] if filled else ""))
    return filled
