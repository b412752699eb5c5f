"""Columns that say who a dossier is, the same in every tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.scheme import Scheme

KEY = "dossier"

HEADINGS = {
    "dossier": (N_("Dossier"), 12),
    "name": (N_("Local authority"), 30),
    "department": (N_("Department"), 14),
    "type": (N_("Type"), 22),
    "population": (N_("Population"), 12),
    "track": (N_("Track"), 12),
    "civility": (N_("Civility"), 9),
    "bearer": (N_("Bearer"), 24),
    "role": (N_("Role"), 30),
    "email": (N_("E-mail"), 26),
    "submitted": (N_("Submitted"), 18),
    "updated": (N_("Updated"), 18),
    "state": (N_("State"), 14),
    "siret": (N_("SIRET"), 17),
    "siren": (N_("SIREN"), 12),
    "insee": (N_("INSEE code"), 11),
}


def fact(name: str, language: Language) -> Column:
    """The column of one fact (a name of ``responses.FACTS``)."""
    heading, width = HEADINGS[name]
    kind = Kind.KEY if name == KEY else Kind.TEXT
    return Column(name, language.text(heading), Owner.PROGRAM, kind, width)


def facts(names: tuple[str, ...], scheme: Scheme, language: Language) -> tuple[Column, ...]:
    """Columns of several facts; the track only where the scheme has more than one."""
    kept = [n for n in names if n != "track" or len(scheme.tracks) > 1]
    return tuple(fact(name, language) for name in kept)


def remarks(column_id: str, heading: str, width: int = 36) -> Column:
    """A free column that belongs to people."""
    return Column(column_id, heading, Owner.PEOPLE, Kind.LONG, width)
