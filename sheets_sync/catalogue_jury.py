"""Findings about jurors, their marks and the decisions: severity, sentence, remedy.

``sign`` is what gave a tie away: a name, an organisation, a domain of mail, an edition.
"""

from __future__ import annotations

from reports.language import N_

LOOK = N_(
    "Ask {juror} to choose a reason in the column “I stand back”, or write in the tab of "
    "signals why there is no tie."
)

JURY: dict[str, tuple[str, str, str]] = {
    "jury-mark-outside": (
        "warning",
        N_("“{value}” is not a level of this dossier's track; the mark is not counted."),
        N_("Choose one of: {levels}; leave the cell empty to abstain."),
    ),
    "jury-tab-missing": (
        "warning",
        N_("The tab of {juror} is not in the workbook; the marks collected before still count."),
        N_(
            "Run “palmares jury open”: it makes the tab again with these marks. Newer marks and"
            " comments are in an earlier version of the workbook: in .palmares/versions, or in"
            " Google's version history. A juror's own spreadsheet may only be shared no more:"
            " ask them first."
        ),
    ),
    "jury-juror-gone": (
        "warning",
        N_("{juror} is no longer in the jury of edition.toml: those marks count nowhere."),
        N_(
            "If that is right, delete that line, the juror's tab and the column of the marks; "
            "else put the juror back in edition.toml."
        ),
    ),
    "jury-recusal-no": (
        "note",
        N_("“{value}” is read as no recusal, although the row is greyed."),
        N_("Empty the cell."),
    ),
    "pack-not-taken-back": (
        "blocking",
        N_("The file of {juror} in the pack holds what is not in the workbook yet."),
        N_("Run “palmares jury unpack” first; then make the pack again."),
    ),
    "pack-conflict": (
        "warning",
        N_("The pack says “{pack}”, the workbook “{workbook}”: both changed since it was made."),
        N_("Ask the juror, and write the one that counts in both places; nothing was changed."),
    ),
    "pack-file-unknown": (
        "warning",
        N_("This file has the name of no juror's file: nothing was taken from it."),
        N_("Give it the name that it had in the pack, for instance {example}; then run again."),
    ),
    "pack-line-unknown": (
        "warning",
        N_("This line of the pack is no dossier of the tab “{tab}”; it is left where it is."),
        N_("Check its number, or move what it says to the right line."),
    ),
    "dashboard-chart-apart": (
        "note",
        N_("The chart “{chart}” no longer shows the lines it is about: some came since, or moved."),
        N_("Delete this tab: the next command makes it again, with its charts."),
    ),
    "jury-late": (
        "note",
        N_("{juror} has marked {done} of {asked} dossiers."),
        N_("Remind them before the meeting."),
    ),
    "decision-missing": (
        "warning",
        N_("No decision yet for this dossier."),
        N_("Choose a level in the list of that column, or “{none}”."),
    ),
    "decision-no-line": (
        "warning",
        N_("This dossier has no line in the tab."),
        N_("Run “palmares jury collect” to see it offered again."),
    ),
    "decision-outside": (
        "blocking",
        N_("“{value}” is not a level of this dossier's track."),
        N_("Choose one of: {levels}."),
    ),
    "decision-reason-missing": (
        "blocking",
        N_("The decision ({decision}) departs from the proposal ({proposed}) without a reason."),
        N_("Write the jury's reason in that column."),
    ),
    "decision-reason-median": (
        "blocking",
        N_("The decision ({decision}) departs from the median ({median}) without a reason."),
        N_("Write the jury's reason in that column."),
    ),
    "decision-opinion-twice": (
        "blocking",
        N_("Two opinions of the jury on this dossier differ, here and in the tab “{tab}”."),
        N_("Keep one of the two, and empty the other cell."),
    ),
    "decision-level-moved": (
        "warning",
        N_("The answers now give {now}; the jury saw {seen}, as the minutes will say."),
        N_("Look at this dossier again before the edition is frozen."),
    ),
    "decision-mention-unlabelled": (
        "warning",
        N_("A mention without a level: the results will name this dossier beside it."),
        N_("Nothing to do if that is what the jury wants; else empty the cell."),
    ),
    "decision-mention-unknown": (
        "blocking",
        N_("“{value}” is not a mention of this edition."),
        N_("Choose a mention of the list, or add it to edition.toml."),
    ),
    "jury-tie-person": (
        "warning",
        N_("{juror} seems to be the bearer of this dossier ({name}: {sign})."),
        LOOK,
    ),
    "jury-tie-territory": (
        "warning",
        N_("{juror} serves in the local authority of this dossier ({name}: {sign})."),
        LOOK,
    ),
    "jury-tie-organisation": (
        "warning",
        N_("{juror} belongs to the organisation that applies ({name}: {sign})."),
        LOOK,
    ),
    "jury-tie-mail": (
        "warning",
        N_("{juror} and this dossier ({name}) have addresses of one domain: {sign}."),
        LOOK,
    ),
    "jury-tie-past": (
        "warning",
        N_("{juror} bore a dossier of this local authority in an earlier edition: {sign}."),
        LOOK,
    ),
    "jury-tie-bearer": (
        "warning",
        N_(
            "The bearer of this dossier ({name}) bears another one that {juror} is tied to: {sign}."
        ),
        LOOK,
    ),
}
