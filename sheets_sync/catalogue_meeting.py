"""Findings about the meeting of the jury and its sign-off: severity, sentence, remedy.

What the minutes would not know is told and stops nothing: minutes say that it is not known.
An edition without the sign-off of whoever chaired is not frozen.
"""

from __future__ import annotations

from reports.language import N_

MEETING: dict[str, tuple[str, str, str]] = {
    "signoff-missing": (
        "blocking",
        N_("The decisions {print} are not signed: the chair's name or the day is missing."),
        N_(
            "The chair writes both in the tab “{tab}”, on the line {print} (“palmares decide” "
            "makes it). A jury that signs nothing: signoff = false under [deliberation]."
        ),
    ),
    "signoff-void": (
        "blocking",
        N_("{name} signed on {day}, but decisions changed since: that sign-off is void."),
        N_("Run “palmares decide”; the chair then signs in the tab “{tab}”, on the line {print}."),
    ),
    "signoff-day-unreadable": (
        "blocking",
        N_("“{value}” can't be read as the day of a sign-off."),
        N_("Write it as 2023-12-05 or 05/12/2023, the day first."),
    ),
    "signoff-early": (
        "warning",
        N_("The sign-off is of {day}, before these decisions were recorded ({since})."),
        N_("Correct the day if it was mistyped; the sign-off counts all the same."),
    ),
    "signoff-future": (
        "blocking",
        N_("The sign-off is of {day}: that day has not come yet."),
        N_("Correct the day."),
    ),
    "signoff-not-chair": (
        "blocking",
        N_("{name} signed, but {chair} chaired the meeting."),
        N_("The chair signs; or correct, on the first line of the tab, who chaired."),
    ),
    "meeting-day-missing": (
        "warning",
        N_("The day of the meeting is not said: the minutes will say so."),
        N_("Write it in that column, as 2023-12-05."),
    ),
    "meeting-day-unreadable": (
        "warning",
        N_("“{value}” can't be read as the day of the meeting."),
        N_("Write it as 2023-12-05 or 05/12/2023, the day first."),
    ),
    "meeting-chair-missing": (
        "warning",
        N_("It is not said who chaired the meeting."),
        N_("Write the name in that column."),
    ),
    "meeting-presence-missing": (
        "warning",
        N_("It is not said who was at the meeting: {names}."),
        N_("Choose “Present”, “Excused” or another word under “At the meeting”."),
    ),
    "meeting-chair-away": (
        "warning",
        N_("{name} chaired the meeting, and is said not to have been there."),
        N_("Correct one of the two."),
    ),
    "meeting-marks-moved": (
        "warning",
        N_("Marks changed since they were collected; the minutes give those of now: {dossiers}."),
        N_("Run “palmares jury collect”, and look at these dossiers again."),
    ),
}
