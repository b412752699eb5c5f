"""The tabs of the jury: one per juror, one row per dossier.

What the suite knows is on the left and belongs to it; mark and comment are the juror's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.tabs.facts import KEY
from sheets_sync.tabs.facts import facts
from sheets_sync.tabs.facts import remarks
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.tabs.proposals import level_now
from sheets_sync.tabs.proposals import proposal_columns
from sheets_sync.tabs.words import level_choices
from sheets_sync.tabs.words import level_colours

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.scheme import Juror
    from sheets_sync.scheme import Scheme

PREFIX = "jury-"
MARK = "mark"
COMMENT = "comment"
COLOUR = "C98A1B"
TITLE = N_("Jury {name}")
TITLE_LENGTH = 31
FACTS_SHOWN = ("dossier", "name", "department", "type", "population", "track")


def juror_tab(juror: Juror, scheme: Scheme, language: Language) -> Tab:
    """Describe the tab of one juror; its id is ``jury-<juror id>``."""
    mark = Column(
        MARK,
        language.text("My level"),
        Owner.PEOPLE,
        Kind.LEVEL,
        14,
        choices=level_choices(scheme, language),
        colours=level_colours(scheme, language),
        note=language.text("Choose a level in the list. Leave empty while you have not decided."),
    )
    return Tab(
        PREFIX + juror.id,
        juror_title(juror, language),
        KEY,
        (
            *facts(FACTS_SHOWN, scheme, language),
            mark,
            remarks(COMMENT, language.text("My comment"), 48),
            *proposal_columns(scheme, language),
            level_now(scheme, language),
        ),
        frozen=2,
        colour=COLOUR,
    )


def juror_title(juror: Juror, language: Language) -> str:
    """The title of a juror's tab: within 31 characters, without what titles may not hold."""
    name = f"{juror.first_name[:1]}. {juror.last_name}" if juror.first_name else juror.last_name
    title = language.text(TITLE, name=name)
    return "".join(" " if each in "[]:*?/\\'" else each for each in title)[:TITLE_LENGTH].strip()


def juror_tabs(scheme: Scheme, language: Language) -> tuple[Tab, ...]:
    """The tabs of the whole jury, titles made different where names are alike."""
    tabs: list[Tab] = []
    seen: set[str] = set()
    for juror in scheme.jury:
        tab = juror_tab(juror, scheme, language)
        title, number = tab.title, 2
        while title.casefold() in seen:
            end = f" ({number})"
            title, number = tab.title[: TITLE_LENGTH - len(end)] + end, number + 1
        seen.add(title.casefold())
        tabs.append(replace(tab, title=title))
    return tuple(tabs)
