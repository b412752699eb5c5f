"""The tab "Signalements": what somebody should look at, and may set aside with a reason.

A row is one finding, found by a code of its own that does not change from run to run. What
a person writes in the column "Set aside because" keeps it out of the commands' messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab

if TYPE_CHECKING:
    from reports.language import Language

ID = "signals"
TITLE = N_("Signals")
COLOUR = "B8860B"
KEY = "signal"
DOSSIER = "dossier"
WHAT = "what"
REMEDY = "remedy"
STATUS = "status"
ASIDE = "aside"
ANSWER = "answer"
YES = N_("yes")
NO = N_("no")
ALL = N_("all")
OVER = N_("no longer so")


def signals_tab(language: Language) -> Tab:
    """Describe the tab."""
    return Tab(
        ID,
        language.text(TITLE),
        KEY,
        (
            Column(KEY, language.text("Signal"), Owner.PROGRAM, Kind.KEY, 13),
            Column(DOSSIER, language.text("Dossier"), Owner.PROGRAM, Kind.TEXT, 12),
            Column(WHAT, language.text("What was noticed"), Owner.PROGRAM, Kind.LONG, 60),
            Column(REMEDY, language.text("What to do"), Owner.PROGRAM, Kind.LONG, 50),
            Column(STATUS, language.text("Follow-up"), Owner.PROGRAM, Kind.TEXT, 18),
            Column(
                ANSWER,
                language.text("Answer"),
                Owner.PEOPLE,
                Kind.TEXT,
                14,
                choices=(language.text(YES), language.text(NO), language.text(ALL)),
                strict=False,
                note=language.text(
                    "Where two dossiers look like one local authority: yes or no. Where several"
                    " are: the number of the one that counts, or “all”."
                ),
            ),
            Column(
                ASIDE,
                language.text("Set aside because"),
                Owner.PEOPLE,
                Kind.LONG,
                44,
                note=language.text(
                    "A reason written here settles the matter: commands do not tell of it any "
                    "more, and it stays on record."
                ),
            ),
        ),
        frozen=1,
        colour=COLOUR,
        greyed_by=ASIDE,
    )
