"""Exports of Nextcloud Forms, from the results page or as a file that is kept up to date.

Who sent it, the moment, then one column per question; ticked options are joined by
semicolons. In the CSV, a text that a spreadsheet could take for a formula has an apostrophe
before it. There is no response id.
"""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.form_table import FormTable
from sheets_sync.sources.form_table import headed
from sheets_sync.sources.form_table import plain_column
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from sheets_sync.sources.tables import RawTable

NAME = "nextcloud-forms"
_USERS = ("User display name", "Nom d'affichage de l'utilisateur", "Nom d'affichage")
_IDS = ("User ID", "ID utilisateur", "Identifiant utilisateur", "ID de l'utilisateur")
_MOMENTS = ("Timestamp", "Horodatage", "Horodateur", "Date et heure")
_FACTS = {"submitted": _MOMENTS}
_ESCAPED = ("'=", "'+", "'-", "'@", "'\t", "'\r")


def recognise(table: RawTable) -> Finding | None:
    """By the name of the sender, and the moment right after it."""
    folded = [fold(heading or "") for heading in table.records[0][:3]]
    users, moments = ({fold(name) for name in names} for names in (_USERS, _MOMENTS))
    for user, moment in pairwise(folded):
        if user in users and moment in moments:
            values = {"heading": table.records[0][folded.index(user)]}
            return Finding("export-nextcloud-forms", Place(table.file, table.sheet), values)
    return None


def shape(table: RawTable) -> FormTable:
    """Headings on the first line, one question per column."""
    form = headed(NAME, table, 0, plain_column, _FACTS, (*_USERS, *_IDS))
    if table.sheet:
        return form
    return dataclasses.replace(form, rows=tuple(tuple(map(_bare, row)) for row in form.rows))


def _bare(cell: str | None) -> str | None:
    """A cell without the apostrophe that the CSV puts before what looks like a formula."""
    return cell[1:] if cell and cell.startswith(_ESCAPED) else cell
