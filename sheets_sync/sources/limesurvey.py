"""Exports of LimeSurvey: headings by code, by full text, or by both.

A question with several boxes has one column per box: ``Q[SQ001]`` by code, ``Question
[Box]`` by text. A response without its date of sending was never finished; a survey that
keeps no dates gives the year 1980 to all that were.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.form_table import FormColumn
from sheets_sync.sources.form_table import FormTable
from sheets_sync.sources.form_table import headed
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from sheets_sync.sources.tables import RawTable

NAME = "limesurvey"


def _ways(code: str, *texts: str) -> tuple[str, ...]:
    """How a column of LimeSurvey's own may be headed: its code, its text, or both."""
    return (code, *texts, *(f"{code}. {text}" for text in texts))


_IDS = _ways("id", "Response ID", "ID de la réponse", "Identifiant de la réponse")
_SENT = _ways("submitdate", "Date submitted", "Date de soumission", "Date d'envoi")
_FACTS = {
    "dossier": _IDS,
    "submitted": _SENT,
    "updated": _ways("datestamp", "Date last action", "Date de la dernière action"),
    "email": _ways("email", "Email address", "Adresse courriel", "Adresse de courriel"),
}
_TELLING = (
    *_ways("lastpage", "Last page", "Dernière page"),
    *_ways("startlanguage", "Start language", "Langue de départ"),
)
_OWN = (
    *_TELLING,
    *_ways("seed", "Seed", "Tête de série"),
    *_ways("startdate", "Date started", "Date de lancement"),
    *_ways("ipaddr", "IP address", "Adresse IP"),
    *_ways("refurl", "Referrer URL", "URL référente"),
    *_ways("token", "Access code", "Code d'accès"),
    *_ways("interviewtime", "Total time"),
)
_CODE = r"(?P<code>[A-Za-z]\w*)(?:\[(?P<box>[^\]]+)\])?"
_BOTH = r"(?s)(?P<code>[A-Za-z]\w*)(?:\[(?P<box>\w+)\])?\.\s+(?P<text>.+)"
_TEXT = r"(?s)(?P<base>.+?)\s*\[(?P<box>[^\[\]]+)\]\s*"
_NO_DATE = "1980-01-01"


def recognise(table: RawTable) -> Finding | None:
    """By its response id beside its date of sending or its last page."""
    folded = [fold(heading or "") for heading in table.records[0]]
    if folded[0] not in {fold(name) for name in _IDS}:
        return None
    telling = {fold(name) for name in (*_SENT, *_TELLING)}
    found = [table.records[0][at] for at, name in enumerate(folded) if name in telling]
    if not found:
        return None
    values = {"first": table.records[0][0], "second": found[0]}
    return Finding("export-limesurvey", Place(table.file, table.sheet), values)


def shape(table: RawTable) -> FormTable:
    """Headings on the first line; boxes are told apart, unfinished responses marked."""
    form = headed(NAME, table, 0, _column, _FACTS, _OWN)
    sent = form.facts.get("submitted")
    if sent is None:
        return form
    moments = form.cells(sent)
    unfinished = frozenset(at for at, moment in enumerate(moments) if moment is None)
    rows = tuple(_without_false_date(row, sent) for row in form.rows)
    return dataclasses.replace(form, rows=rows, unfinished=unfinished)


def _without_false_date(row: tuple[str | None, ...], sent: int) -> tuple[str | None, ...]:
    if not (row[sent] or "").startswith(_NO_DATE):
        return row
    return (*row[:sent], None, *row[sent + 1 :])


def _column(position: int, heading: str) -> FormColumn:
    text = " ".join(heading.split())
    code = re.fullmatch(_CODE, text)
    if code:
        box = code["box"] or ""
        return FormColumn(position, heading, code["code"] if not box else "", code["code"], box)
    both = re.fullmatch(_BOTH, text)
    if both:
        return _both_column(position, both)
    boxed = re.fullmatch(_TEXT, text)
    if boxed:
        return FormColumn(position, heading, "", boxed["base"], boxed["box"])
    return FormColumn(position, heading)


def _both_column(position: int, parts: re.Match[str]) -> FormColumn:
    if parts["box"]:
        return FormColumn(position, parts[0], "", parts["code"], parts["box"])
    return FormColumn(position, parts["text"], parts["code"])
