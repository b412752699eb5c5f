"""Exports of Grist: the label of each column, or its id, and one row per record.

Only ids have a shape of their own: a label made one word, with underscores. An export with
labels is a table like any other and is read as one, unless form.toml states the platform.
An option that holds a comma stands in quotation marks. There is no response id.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.form_table import FormColumn
from sheets_sync.sources.form_table import FormTable
from sheets_sync.sources.form_table import headed

if TYPE_CHECKING:
    from sheets_sync.sources.tables import RawTable

NAME = "grist"
_ID = re.compile(r"[A-Za-z]\w*", re.ASCII)
_WORDS = 3
"""So many underscores make a sentence."""

_SENTENCES = 2


def recognise(table: RawTable) -> Finding | None:
    """By headings that are all ids, some of them made of whole sentences."""
    headings = [heading or "" for heading in table.records[0]]
    if not all(map(_ID.fullmatch, headings)):
        return None
    sentences = [each for each in headings if each.count("_") >= _WORDS]
    if len(sentences) < _SENTENCES:
        return None
    values = {"heading": sentences[0]}
    return Finding("export-grist", Place(table.file, table.sheet), values)


def as_stated(table: RawTable) -> Finding:
    """Any table may be Grist's when form.toml says so."""
    return Finding("export-grist-stated", Place(table.file, table.sheet))


def shape(table: RawTable) -> FormTable:
    """Headings on the first line; ids serve as codes."""
    return headed(NAME, table, 0, _column, {})


def _column(position: int, heading: str) -> FormColumn:
    return FormColumn(position, heading, heading if _ID.fullmatch(heading) else "")
