"""The tab "Jury": one line per juror, who is there and who has finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.tabs.facts import remarks
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.scheme import Scheme

ID = "panel"
TITLE = N_("Jury")
COLOUR = "C98A1B"
KEY = "juror"
NAME = "name"
ROLE = "role"
DONE = "done"
ASKED = "asked"
RECUSED = "recused"
FINISHED = "finished"
PRESENCE = "presence"
DISSENT = "dissent"
STAFF = "staff"
YES = N_("Yes")
PRESENT = N_("Present")
REMOTE = N_("Present by video")
EXCUSED = N_("Excused")
ABSENT = N_("Absent")
PRESENCES = (PRESENT, REMOTE, EXCUSED, ABSENT)


def panel_tab(scheme: Scheme, language: Language) -> Tab:  # noqa: ARG001 - as the other tabs
    """Describe the tab; a row is found by the juror's id."""
    return Tab(
        ID,
        language.text(TITLE),
        KEY,
        (
            Column(KEY, language.text("Juror no."), Owner.PROGRAM, Kind.KEY, 14),
            Column(NAME, language.text("Name"), Owner.PROGRAM, Kind.TEXT, 30),
            Column(ROLE, language.text("Role"), Owner.PROGRAM, Kind.TEXT, 36),
            Column(DONE, language.text("Marks given"), Owner.PROGRAM, Kind.INTEGER, 11),
            Column(ASKED, language.text("Dossiers to mark"), Owner.PROGRAM, Kind.INTEGER, 11),
            Column(RECUSED, language.text("Recusals"), Owner.PROGRAM, Kind.INTEGER, 11),
            Column(
                FINISHED,
                language.text("I have finished"),
                Owner.PEOPLE,
                Kind.CHOICE,
                14,
                choices=(language.text(YES),),
                strict=False,
                colours={language.text(YES): "DDEBD8"},
                note=language.text(
                    "Each juror says so here, even with dossiers left blank on purpose."
                ),
            ),
            Column(
                PRESENCE,
                language.text("At the meeting"),
                Owner.PEOPLE,
                Kind.CHOICE,
                18,
                choices=tuple(map(language.text, PRESENCES)),
                strict=False,
                note=language.text("The chair fills this; the minutes take it from here."),
            ),
            Column(
                DISSENT,
                language.text("Dissent, for the minutes"),
                Owner.PEOPLE,
                Kind.LONG,
                40,
                note=language.text(
                    "Only where a juror asks for it: printed word for word in the minutes, under "
                    "the juror's name."
                ),
            ),
            remarks(STAFF, language.text("Remarks")),
        ),
        frozen=2,
        colour=COLOUR,
    )
