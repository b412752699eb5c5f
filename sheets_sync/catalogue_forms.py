"""The findings of live forms: code -> (severity, sentence, remedy)."""

from __future__ import annotations

from reports.language import N_

BLOCKING = "blocking"
WARNING = "warning"
NOTE = "note"

_NOTHING = N_("Nothing to do.")

_PULL: dict[str, tuple[str, str, str]] = {
    "form-asked-whole": (
        NOTE,
        N_("What was kept of the last pull can't be used; everything was asked again."),
        _NOTHING,
    ),
    "form-not-asked": (
        WARNING,
        N_("{reason} The answers are those of the last snapshot, taken at closing."),
        N_("Run “palmares sync” again later to see what changed on the form since."),
    ),
    "form-not-reached": (
        WARNING,
        N_("{reason} The form was not looked at."),
        N_("Try again later, or check with an export (--from FILE)."),
    ),
    "form-selection-lost": (
        NOTE,
        N_(
            "This server is of an older version, without {lost}: what these hold comes as plain"
            " text, or not at all."
        ),
        N_("Nothing to do if this is not needed; the server's administrators can update it."),
    ),
    "form-notes-move-dates": (
        WARNING,
        N_(
            "This server does not tell changed answers from notes of the staff: a dossier may be"
            " dated later than its last answer."
        ),
        N_("Check with the candidate before a dossier is taken for late."),
    ),
    "form-yes-no-unsure": (
        WARNING,
        N_(
            "This server gives “no” for the yes/no questions that were left open; {count} such"
            " answers are taken as no answer."
        ),
        N_("Check these answers on the platform; correct them in the workbook."),
    ),
    "form-establishment-missing": (
        NOTE,
        N_("The platform could not look this candidate's SIRET up: its name is not known."),
        N_("Write the name in the workbook."),
    ),
    "form-ids-unknown": (
        NOTE,
        N_("The ids of responses can't be asked for: candidates are known by name. {reason}"),
        N_("Share the form with the account that reads it, so that a renamed candidate is known."),
    ),
    "form-toggle": (
        NOTE,
        N_("This column is a toggle: an unanswered question can't be told from a “no”."),
        N_("In Grist, make it a choice between yes and no if that matters."),
    ),
    "form-cell-error": (
        WARNING,
        N_("The cell holds an error instead of a value; it is taken as no answer."),
        N_("Correct it in Grist."),
    ),
    "form-control-characters": (
        WARNING,
        N_("The answer holds control characters; visible signs stand for them."),
        N_("Read it again on the form, and correct it in the workbook if need be."),
    ),
    "form-older-version": (
        NOTE,
        N_(
            "{name} sent several dossiers; the one of {moment} gives way to dossier {line}, under"
            " the number {key}."
        ),
        N_("Nothing to do: the last version sent before closing counts."),
    ),
}

_DELETED: dict[str, tuple[str, str, str]] = {
    "form-deleted": (NOTE, N_("This dossier was deleted on the platform ({reason})."), _NOTHING),
    "form-deleted-by-candidate": (
        NOTE,
        N_("This dossier was deleted by the candidate."),
        N_("Ask the candidate if you expected it."),
    ),
    "form-deleted-by-staff": (
        NOTE,
        N_("This dossier was deleted by the staff of the platform."),
        _NOTHING,
    ),
    "form-deleted-expired": (
        NOTE,
        N_("This dossier was deleted by the platform, which keeps dossiers for a time only."),
        N_("Its answers may be in an earlier version of the workbook."),
    ),
}

_SETTINGS: dict[str, tuple[str, str, str]] = {
    "config-token-written": (
        BLOCKING,
        N_("“{key}” holds a token or a password: this file is no place for one."),
        N_(
            "Remove it, and make a new token if others may have read the file. Give it as"
            " PALMARES_FORM_TOKEN, or name its file as PALMARES_FORM_TOKEN_FILE."
        ),
    ),
    "config-source-key-idle": (
        BLOCKING,
        N_("“{key}” means nothing to {platform}."),
        N_("Remove it."),
    ),
    "config-source-address": (
        BLOCKING,
        N_("“address” is not the address of a server: {found}."),
        N_("Write the beginning of its pages' addresses: {example}"),
    ),
    "config-number-wrong": (
        BLOCKING,
        N_("“{value}” is not a right {key} number."),
        N_("Correct it, or take it out: what is not known is left out."),
    ),
    "config-source-insecure": (
        BLOCKING,
        N_("The token and the answers would travel to {host} for anybody to read (http)."),
        N_("Write https://."),
    ),
}

_DRIFT: dict[str, tuple[str, str, str]] = {
    "form-option-without-points": (
        WARNING,
        N_("The form offers “{option}”, which the grid does not know for {id}."),
        N_(
            "Add it to grid.csv with its points, or its spelling under [options.{id}] in form.toml."
        ),
    ),
    "form-option-gone": (
        NOTE,
        N_("The grid has the option “{option}” of {id}, which the form does not offer."),
        N_("Add it to the form, or take it out of grid.csv."),
    ),
}

_FILES: dict[str, tuple[str, str, str]] = {
    "form-described": (
        NOTE,
        N_("Questions of the form: {count}. Points, weights and domains are left to decide."),
        N_("Fill them in grid.csv, say who applies in form.toml, then run “palmares check”."),
    ),
    "form-file-elsewhere": (
        WARNING,
        N_("The file “{name}” lies on another server ({host}); it is not fetched."),
        N_(
            "If that server is the platform's own, add it in form.toml: hosts under [source.files]."
        ),
    ),
    "form-file-too-large": (
        WARNING,
        N_("The file “{name}” is larger than {most} MB; it is not fetched."),
        N_("Look at it on the platform, or raise “largest” under [source.files] in form.toml."),
    ),
    "form-file-type": (
        WARNING,
        N_("The file “{name}” is of a kind that is not fetched."),
        N_(
            "Look at it on the platform, or add its ending to “types” under [source.files] in"
            " form.toml."
        ),
    ),
    "form-file-changed": (
        WARNING,
        N_("The file “{name}” is not what the platform announced; it is not kept."),
        N_("Run the command again; if it happens again, tell the platform."),
    ),
    "form-file-lost": (
        WARNING,
        N_("The file “{name}” can't be fetched: {reason}"),
        N_("Run the command again: what was fetched is not fetched twice."),
    ),
}

_RUN: dict[str, tuple[str, str, str]] = {
    "run-without-form": (
        NOTE,
        N_("No form is named: the answers stay as they are in the workbook."),
        N_(
            "To bring answers in, add --from FILE, write the export's path under [form] export"
            " in campaign.toml, or say under [source] in form.toml where the form can be asked."
        ),
    ),
}

_CLOSED: dict[str, tuple[str, str, str]] = {
    "form-after-closing-changed": (
        WARNING,
        N_("After closing, this dossier was changed on the form ({questions}); it is not merged."),
        N_("Nothing to do: the answers at closing count. Tell the candidate if need be."),
    ),
    "form-after-closing-new": (
        WARNING,
        N_("After closing, this dossier appeared on the form; it is not merged."),
        N_("Nothing to do: the dossiers at closing count."),
    ),
    "form-after-closing-gone": (
        WARNING,
        N_("After closing, this dossier left the form; its answers at closing are kept."),
        N_("Ask the candidate whether the application is withdrawn."),
    ),
    "form-lock-tells": (
        WARNING,
        N_("This server is so old that it writes to each candidate whose dossier is locked."),
        N_("Tell them beforehand, or do without --lock-dossiers."),
    ),
    "form-lock-planned": (
        NOTE,
        N_("Dossiers that candidates will no longer be able to change: {count}."),
        N_("It can be undone on the platform only, dossier by dossier."),
    ),
}

FORMS = {**_PULL, **_DELETED, **_SETTINGS, **_DRIFT, **_FILES, **_RUN, **_CLOSED}
