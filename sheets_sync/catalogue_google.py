"""The findings of a Google spreadsheet: code -> (severity, sentence, remedy).

Values: ``account`` is the address that the program acts for.
"""

from __future__ import annotations

from reports.language import N_

BLOCKING = "blocking"
WARNING = "warning"
NOTE = "note"

GOOGLE: dict[str, tuple[str, str, str]] = {
    "google-account": (
        NOTE,
        N_("palmares acts for {account}."),
        N_("Keep the spreadsheet shared with that address, as an editor."),
    ),
    "google-not-shared": (
        BLOCKING,
        N_("{account} can't open the spreadsheet."),
        N_(
            "Open it in your browser, choose Share and add {account} as an editor; or correct"
            " “spreadsheet” in campaign.toml."
        ),
    ),
    "google-read-only": (
        BLOCKING,
        N_("{account} may read the spreadsheet, but not change it."),
        N_("Open it in your browser, choose Share and make {account} an editor."),
    ),
    "google-trashed": (
        BLOCKING,
        N_("The spreadsheet is in the bin of its owner."),
        N_("Take it out of the bin of Google Drive, or name another one in campaign.toml."),
    ),
    "google-office-file": (
        BLOCKING,
        N_("This is a file of another program kept on Google Drive, not a Google spreadsheet."),
        N_(
            "Open it there, choose File, Save as Google Sheets, and write the address of the new"
            " spreadsheet in campaign.toml."
        ),
    ),
    "google-sheets-off": (
        BLOCKING,
        N_("The Google Sheets API is switched off in the project of {account}."),
        N_("Switch it on in the Google console (APIs and services), and wait a few minutes."),
    ),
    "google-drive-off": (
        WARNING,
        N_("The Google Drive API is switched off in the project of {account}."),
        N_("Switch it on in the Google console: without it rights can't be checked, nor given."),
    ),
    "google-key-refused": (
        BLOCKING,
        N_("Google does not accept the key of {account}."),
        N_(
            "Check the clock of this machine. If it is right, the key was deleted: make another"
            " one in the Google console."
        ),
    ),
    "google-right-missing": (
        BLOCKING,
        N_("{account} was not given all the rights that palmares asks for."),
        N_("Run the command again in a terminal and agree to each right that the page lists."),
    ),
    "google-rights-unknown": (
        NOTE,
        N_("Whether {account} may change the spreadsheet is not known: palmares did not make it."),
        N_("Nothing to do: the first command that writes will tell, before it writes anything."),
    ),
    "google-protected": (
        WARNING,
        N_("The protection “{description}” keeps {account} from writing in this tab."),
        N_("Add {account} to it (Data, Protect sheets and ranges), or remove it."),
    ),
    "google-editor-outside": (
        BLOCKING,
        N_("{email}, named under “editors”, may not edit the spreadsheet."),
        N_("Share it with that address as an editor, or remove it from campaign.toml."),
    ),
    "google-cannot-share": (
        WARNING,
        N_("{account} may not share the spreadsheet with others."),
        N_("Share it yourself, or let editors share it (Share, settings)."),
    ),
    "google-juror-unshared": (
        WARNING,
        N_("The spreadsheet of {juror} is shared with nobody: no address is known."),
        N_("Write it as “email” in edition.toml, or under [jury.addresses] in campaign.toml."),
    ),
    "google-key-in-campaign": (
        WARNING,
        N_("The key of the Google account lies in the campaign folder."),
        N_("Move it elsewhere and correct “key”: whoever gets a copy of the folder has it too."),
    ),
    "google-key-in-git": (
        WARNING,
        N_("The key of the Google account lies among versioned files, in {folder}."),
        N_("Move it elsewhere and correct “key”. If it was ever committed, make another key."),
    ),
}
