"""The catalogue of findings: code -> severity, sentence, remedy (message identifiers).

Codes say the subject first: ``config-``, ``export-``, ``form-``, ``answer-``, ``workbook-``,
``jury-``, ``decision-``, ``meeting-``, ``signoff-``, ``mail-``, ``journal-``, ``undo-``,
``google-``.
Severities: blocking, warning, note.
"""

from __future__ import annotations

from typing import NamedTuple

from reports.language import N_
from sheets_sync.catalogue_consistency import CONSISTENCY
from sheets_sync.catalogue_exports import EXPORTS
from sheets_sync.catalogue_forms import FORMS
from sheets_sync.catalogue_google import GOOGLE
from sheets_sync.catalogue_identities import IDENTITIES
from sheets_sync.catalogue_journal import JOURNAL
from sheets_sync.catalogue_jury import JURY
from sheets_sync.catalogue_mail import MAIL
from sheets_sync.catalogue_meeting import MEETING
from sheets_sync.catalogue_settings import SETTINGS


class Kind(NamedTuple):
    """One sort of finding."""

    severity: str
    sentence: str
    remedy: str


KINDS: dict[str, Kind] = {
    # -- workbook -------------------------------------------------------------------
    "workbook-key-doubled": Kind(
        "blocking",
        N_("The key {key} stands on several lines of the tab: {lines}."),
        N_("Keep one line for this dossier and delete the others, then run again."),
    ),
    "workbook-column-missing": Kind(
        "blocking",
        N_("The managed column “{heading}” was deleted from the tab."),
        N_("Undo the deletion, or bring back the tab from an earlier version."),
    ),
    "workbook-column-doubled": Kind(
        "blocking",
        N_("The managed column “{heading}” stands twice in the tab: {columns}."),
        N_("Delete the copy (its first, hidden row holds the same identity), then run again."),
    ),
    "workbook-tab-doubled": Kind(
        "blocking",
        N_("Two tabs hold the same managed columns: {titles}."),
        N_("Delete the copy, or keep its values in a tab without the hidden first row."),
    ),
    "workbook-identity-missing": Kind(
        "blocking",
        N_("The tab exists but its hidden first row, which tells columns apart, is gone."),
        N_("Bring that row back from an earlier version, or rename the tab to keep it aside."),
    ),
    "workbook-title-taken": Kind(
        "blocking",
        N_("A tab of somebody's has the title of one that the program makes."),
        N_("Rename it; the program then makes its own beside it."),
    ),
    "workbook-heading-renamed": Kind(
        "note",
        N_("The heading “{before}” now reads “{after}”; the column is still recognised."),
        N_("Nothing to do."),
    ),
    # -- merge ----------------------------------------------------------------------
    "workbook-conflict": Kind(
        "warning",
        N_("The sheet and the form hold different values, and both changed."),
        N_("Choose one in the tab of conflicts; until then the sheet keeps its value."),
    ),
    "workbook-choice-unknown": Kind(
        "warning",
        N_("The choice “{choice}” does not fit conflict {number}; it is not carried out."),
        N_("Pick one that fits from the drop-down list of the tab of conflicts."),
    ),
    "workbook-line-deleted": Kind(
        "warning",
        N_("The line of this dossier was deleted from the tab; the form still has it."),
        N_("Say in the tab of conflicts whether to restore it or to leave it out."),
    ),
    "workbook-line-by-hand": Kind(
        "note",
        N_("This line was added by hand: the form has no such dossier."),
        N_("Nothing to do; it is kept, and its cells are not written."),
    ),
    "workbook-dossier-withdrawn": Kind(
        "warning",
        N_("This dossier is no longer in the form; its line is kept."),
        N_("Check that it was withdrawn; delete the line yourself if it should go."),
    ),
    "workbook-line-over": Kind(
        "warning",
        N_("The program no longer fills this line ({key}); it is kept as it is."),
        N_("Delete it yourself if nobody needs it any more."),
    ),
    "workbook-tab-made-again": Kind(
        "warning",
        N_("The tab had been deleted; it is made again with what the program knows."),
        N_(
            "What people had written in it is in an earlier version of the workbook: in"
            " .palmares/versions, or in Google's version history."
        ),
    ),
    "workbook-gone": Kind(
        "warning",
        N_(
            "The workbook of this campaign is not there any more; a command that writes makes a"
            " new one."
        ),
        N_(
            "If it was moved or renamed, put it back, or say in campaign.toml where it is now,"
            " before anybody works in the new one."
        ),
    ),
    "workbook-read-only": Kind(
        "blocking",
        N_("The server does not let this user save the workbook."),
        N_("Ask its owner to share it with the right to edit."),
    ),
    "workbook-without-versions": Kind(
        "blocking",
        N_("The server does not tell one version of the workbook from another (no strong ETag)."),
        N_(
            "Somebody's work could be lost, so it can be read only. Keep it on another server,"
            " or in the campaign folder (the backend xlsx)."
        ),
    ),
    "workbook-open-now": Kind(
        "warning",
        N_("The workbook is open: {who}. No command can save it meanwhile."),
        N_("Ask them to close it before a command that writes."),
    ),
    "workbook-headings-missing": Kind(
        "blocking",
        N_("The row of headings can't be found in the tab."),
        N_("Write “{heading}” back at the top of the column of the keys, then run again."),
    ),
    "workbook-headings-moved": Kind(
        "warning",
        N_("The headings now stand on line {line}: a sort may have carried them along."),
        N_("Undo that sort, or move that line back to the top."),
    ),
    "workbook-tab-deleted": Kind(
        "warning",
        N_("The tab “{title}” was deleted from the workbook."),
        N_(
            "The program makes it again with what it knows; what people wrote in it is in an"
            " earlier version."
        ),
    ),
    "workbook-text-too-long": Kind(
        "warning",
        N_("The text has {count} characters, more than a cell holds; its end is left out."),
        N_("Read the whole text in the form."),
    ),
    "workbook-line-without-key": Kind(
        "warning",
        N_("A line holds values but no key; it is left as it is."),
        N_("Give it a dossier number if it is a candidate, or move it out of the tab."),
    ),
    # -- jury and decisions -----------------------------------------------------------
    **{code: Kind(*texts) for code, texts in JURY.items()},
    # -- freeze -----------------------------------------------------------------------
    "freeze-undecided": Kind(
        "blocking",
        N_("This dossier has no decision: the edition can't be frozen."),
        N_("Decide in the deliberation tab, then run “palmares decide”."),
    ),
    "freeze-not-recorded": Kind(
        "blocking",
        N_("What the deliberation tab says of this dossier is not what was recorded."),
        N_("Run “palmares decide” again, then freeze."),
    ),
    **{code: Kind(*texts) for code, texts in MEETING.items()},
    # -- candidates -------------------------------------------------------------------
    "candidate-unknown-choice": Kind(
        "warning",
        N_("“{value}” is not in the edition's list."),
        N_("Correct the cell, or add the word to edition.toml."),
    ),
    "candidate-without-track": Kind(
        "warning",
        N_("This dossier says in no track to apply; it gets no proposal."),
        N_("Fill that column."),
    ),
    "candidate-population": Kind(
        "warning",
        N_("The population “{value}” is not a whole number; it is taken as not known."),
        N_("Write the number of inhabitants in figures."),
    ),
    **{code: Kind(*texts) for code, texts in IDENTITIES.items()},
    **{code: Kind(*texts) for code, texts in CONSISTENCY.items()},
    # -- config/ ----------------------------------------------------------------------
    **{code: Kind(*texts) for code, texts in SETTINGS.items()},
    **{code: Kind(*texts) for code, texts in GOOGLE.items()},
    # -- form exports and answers -----------------------------------------------------
    **{code: Kind(*texts) for code, texts in EXPORTS.items()},
    # -- live forms -------------------------------------------------------------------
    **{code: Kind(*texts) for code, texts in FORMS.items()},
    # -- mails ------------------------------------------------------------------------
    **{code: Kind(*texts) for code, texts in MAIL.items()},
    # -- journal and undo -------------------------------------------------------------
    **{code: Kind(*texts) for code, texts in JOURNAL.items()},
}
