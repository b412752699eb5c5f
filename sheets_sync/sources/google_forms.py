"""Exports of Google Forms: the linked sheet, or the CSV that the form itself gives.

The first column is the moment of sending and there is no response id. Ticked options are
joined by commas in the sheet and by semicolons in the form's own CSV.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.form_table import FormTable
from sheets_sync.sources.form_table import headed
from sheets_sync.sources.form_table import plain_column
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from sheets_sync.sources.tables import RawTable

NAME = "google-forms"
MOMENTS = ("Horodateur", "Horodatage", "Timestamp")
EMAIL = ("Adresse e-mail", "Adresse mail", "Email Address", "Email address")
OWN = ("Nom d'utilisateur", "Username", "Score", "Note")


def recognise(table: RawTable) -> Finding | None:
    """By the name of the first column."""
    first = table.records[0][0] or ""
    if fold(first) not in {fold(name) for name in MOMENTS}:
        return None
    return Finding("export-google-forms", Place(table.file, table.sheet), {"heading": first})


def shape(table: RawTable) -> FormTable:
    """Headings on the first line, one question per column."""
    facts = {"submitted": MOMENTS, "email": EMAIL}
    return headed(NAME, table, 0, plain_column, facts, OWN)
