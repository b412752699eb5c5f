"""The tab "Séance": the meeting of the jury, and the chair's sign-off of what it decided.

The first line is the meeting: who chaired it, on which day, where. Then each set of decisions
that was recorded has a line of its own, found by the print of those decisions: it is signed
by writing a name and a day on it. When a decision changes, `palmares decide` adds a line for
the new set, and the sign-off of the old one no longer counts; nothing signed is ever touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from reports.language import NN_
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.scheme import Scheme

ID = "meeting"
TITLE = N_("Meeting")
COLOUR = "8E3B8A"
KEY = "act"
WHAT = "what"
SINCE = "since"
WHO = "who"
DAY = "day"
PLACE = "place"
NOTE = "note"
VOID = "void"
THE_MEETING = "M"
"""The key of the line of the meeting; those of sign-offs are prints."""

MEETING = N_("The meeting of the jury: who chaired it, when, where")
SIGN_ONE, SIGN_OFF = NN_(
    "Sign-off of {count} decision: the chair's name, the day of signing",
    "Sign-off of {count} decisions: the chair's name, the day of signing",
)
REPLACED = N_("Void: decisions changed since.")


def meeting_tab(scheme: Scheme, language: Language) -> Tab:
    """Describe the tab; a line is found by what it is about."""
    return Tab(
        ID,
        language.text(TITLE),
        KEY,
        (
            Column(KEY, language.text("Reference"), Owner.PROGRAM, Kind.KEY, 22),
            Column(WHAT, language.text("What"), Owner.PROGRAM, Kind.LONG, 42),
            Column(SINCE, language.text("Recorded"), Owner.PROGRAM, Kind.TEXT, 18),
            *_peoples(scheme, language),
            Column(VOID, language.text("Follow-up"), Owner.PROGRAM, Kind.LONG, 30),
        ),
        frozen=1,
        colour=COLOUR,
        filtered=False,
        greyed_by=VOID,
    )


def _peoples(scheme: Scheme, language: Language) -> tuple[Column, ...]:
    """What the chair and the staff write."""
    return (
        Column(
            WHO,
            language.text("Chair"),
            Owner.PEOPLE,
            Kind.CHOICE,
            30,
            choices=tuple(juror.name for juror in scheme.jury),
            strict=False,
            note=language.text(
                "First line: who chaired the meeting. Sign-off: the chair's name here and the "
                "day beside it sign the decisions of this line, as they were recorded."
            ),
        ),
        Column(
            DAY,
            language.text("Day"),
            Owner.PEOPLE,
            Kind.TEXT,
            14,
            note=language.text("As 2023-12-05 or 05/12/2023, the day first."),
        ),
        Column(PLACE, language.text("Place"), Owner.PEOPLE, Kind.TEXT, 30),
        Column(
            NOTE,
            language.text("For the minutes"),
            Owner.PEOPLE,
            Kind.LONG,
            44,
            note=language.text("What is written on the first line goes into the minutes."),
        ),
    )
