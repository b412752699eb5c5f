"""The tab "Avis": jurors' comments side by side by domain, and the text agreed on.

A draft is made of the comments; the agreed text is people's, and goes word for word into
the frozen edition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.tabs.facts import KEY
from sheets_sync.tabs.facts import facts
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.tabs.words import level_colours

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.scheme import Scheme

ID = "opinions"
TITLE = N_("Opinions")
COLOUR = "6A5ACD"
FACTS_SHOWN = ("dossier", "name", "type", "track")
MEDIAN = "median"
GENERAL = "c-"
DOMAIN = "c-"
DRAFT = "draft"
AGREED = "agreed"


def opinions_tab(scheme: Scheme, language: Language) -> Tab:
    """Describe the tab; the comments on a domain are in column ``c-<domain id>``."""
    group = language.text("Comments of the jurors")
    domains = tuple(
        Column(DOMAIN + domain.id, domain.short, Owner.PROGRAM, Kind.LONG, 40, group=group)
        for domain in scheme.domains
    )
    colours = level_colours(scheme, language)
    return Tab(
        ID,
        language.text(TITLE),
        KEY,
        (
            *facts(FACTS_SHOWN, scheme, language),
            Column(MEDIAN, language.text("Median"), Owner.PROGRAM, Kind.LEVEL, 14, colours=colours),
            Column(
                AGREED,
                language.text("Opinion of the jury, as agreed"),
                Owner.PEOPLE,
                Kind.LONG,
                70,
                note=language.text(
                    "What is written here is published word for word. It stays empty until "
                    "somebody writes it."
                ),
            ),
            Column(DRAFT, language.text("Draft from the comments"), Owner.PROGRAM, Kind.LONG, 60),
            Column(
                GENERAL,
                language.text("The whole dossier"),
                Owner.PROGRAM,
                Kind.LONG,
                40,
                group=group,
            ),
            *domains,
        ),
        frozen=2,
        colour=COLOUR,
    )
