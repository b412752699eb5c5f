"""Findings about the journal and about what can't be undone: severity, sentence, remedy."""

from __future__ import annotations

from reports.language import N_

JOURNAL: dict[str, tuple[str, str, str]] = {
    "journal-line-changed": (
        "blocking",
        N_("This line of the journal is not as it was written."),
        N_("Bring the file back from a backup; this entry can't be undone as it is."),
    ),
    "journal-chain-broken": (
        "blocking",
        N_("No. {number} does not follow the line before it: one was taken out or put in."),
        N_("Bring the file back from a backup."),
    ),
    "journal-cut-short": (
        "note",
        N_(
            "The last line of the journal is cut short: a command was interrupted there, or the"
            " file was damaged."
        ),
        N_(
            "An interrupted command had not written anything in the workbook yet: nothing to do."
            " A damaged file should be brought back from a backup before the next command, which"
            " takes that line out."
        ),
    ),
    "journal-not-applied": (
        "warning",
        N_("No. {number} of the journal is not in the workbook: it was not carried out."),
        N_(
            "Run its command again if it is still wanted. If the tab “Journal” was deleted, or an"
            " earlier version of the workbook put back, there is nothing to do."
        ),
    ),
    "journal-entry-elsewhere": (
        "note",
        N_("The details of these entries are not in this folder: {numbers}."),
        N_(
            "They come from another machine, and can be undone there. If none was used, the"
            " file of the journal was shortened: bring it back from a backup."
        ),
    ),
    "journal-row-changed": (
        "warning",
        N_("Line {number} of the tab does not say what was written there."),
        N_("Nothing to do; what people wrote in it is kept, and the file has the whole entry."),
    ),
    "undo-cell-changed": (
        "warning",
        N_("The cell changed since: it holds “{now}”, and would have been put back to “{before}”."),
        N_("It is left as it is; type the earlier value yourself if it should come back."),
    ),
    "undo-cell-theirs": (
        "note",
        N_("This cell is people's: the first value “{now}” that it was given stays."),
        N_("Empty it yourself if it should go."),
    ),
    "undo-formula": (
        "warning",
        N_("The cell held the formula “{before}”; it is left at “{now}”."),
        N_("Type the formula again if it should come back: the program writes none itself."),
    ),
    "undo-line-kept": (
        "warning",
        N_("The line that was added is kept: it changed since, or people wrote in it."),
        N_("Delete the line yourself if it should go."),
    ),
    "undo-line-gone": (
        "note",
        N_("The line is no longer in the tab; there is nothing to put back in it."),
        N_("Nothing to do."),
    ),
    "undo-tab-kept": (
        "note",
        N_("The tab was made then; it is kept."),
        N_("Delete it yourself if nobody needs it."),
    ),
    "undo-column-kept": (
        "note",
        N_("The column was added then; it is kept."),
        N_("Hide it if nobody needs it."),
    ),
    "undo-tab-gone": (
        "warning",
        N_("This tab, or a column of it, is no longer there; nothing can be put back in it."),
        N_("Bring it back from an earlier version of the workbook, then undo again."),
    ),
}
