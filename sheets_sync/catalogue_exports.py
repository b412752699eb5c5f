"""The findings of form exports and of answers: code -> (severity, sentence, remedy)."""

from __future__ import annotations

from reports.language import N_

BLOCKING = "blocking"
WARNING = "warning"
NOTE = "note"

_CONVERT = N_("Download it again from the form as CSV, XLSX or ODS.")

_FILE: dict[str, tuple[str, str, str]] = {
    "export-file": (
        BLOCKING,
        N_("The file can't be read: {reason}."),
        N_("Check its name, and that you may read it."),
    ),
    "export-empty": (BLOCKING, N_("The file is empty."), _CONVERT),
    "export-no-answers": (
        BLOCKING,
        N_("The file has headings and no answer."),
        N_("Check that it is the right file; a form that nobody answered has nothing to sync."),
    ),
    "export-not-a-table": (BLOCKING, N_("The file is not a table."), _CONVERT),
    "export-damaged": (BLOCKING, N_("The workbook is damaged or cut short."), _CONVERT),
    "export-too-large": (
        BLOCKING,
        N_("Unpacked, the workbook would fill more than {size} GB: that is no export of answers."),
        _CONVERT,
    ),
    "export-far-cell": (
        BLOCKING,
        N_("The sheet reaches as far as this cell, too far to be read."),
        N_("Delete the rows below the answers and the columns beside them, then save."),
    ),
    "export-locked": (
        BLOCKING,
        N_("The workbook is protected by a password."),
        N_("Save a copy without a password, outside the shared folder if it must stay private."),
    ),
    "export-open-quote": (
        BLOCKING,
        N_(
            "A quotation mark opens on line {line} and never closes; the dossiers after it are"
            " lost."
        ),
        N_("Download the export again; if it was edited by hand, close the quotation mark."),
    ),
    "export-line-too-long": (
        BLOCKING,
        N_("The line has more cells than the {width} headings; its answers may have shifted."),
        N_("Download the export again, or put the answers of this line back under their headings."),
    ),
    "export-control-characters": (
        WARNING,
        N_("Cell {number} of the line holds control characters; visible signs stand for them."),
        N_("Read the answer again in the workbook, and correct it there if need be."),
    ),
    "export-other-platform": (
        BLOCKING,
        N_("The file does not look like an export of {platform}, which form.toml states."),
        N_("Correct “platform” in form.toml, or remove it: the platform is then recognised."),
    ),
    "export-google-forms": (
        NOTE,
        N_("Read as an export of Google Forms: its first column is “{heading}”."),
        N_("If that is wrong, state “platform” in form.toml."),
    ),
    "export-limesurvey": (
        NOTE,
        N_("Read as an export of LimeSurvey: it has the columns “{first}” and “{second}”."),
        N_("If that is wrong, state “platform” in form.toml."),
    ),
    "export-framaforms": (
        NOTE,
        N_("Read as an export of Framaforms: headings on line {line}, beginning with “{heading}”."),
        N_("If that is wrong, state “platform” in form.toml."),
    ),
    "export-demarches-simplifiees": (
        NOTE,
        N_(
            "Read as an export of Démarches Simplifiées: it has the number, e-mail and state of"
            " each dossier."
        ),
        N_("If that is wrong, state “platform” in form.toml."),
    ),
    "export-kobotoolbox": (
        NOTE,
        N_("Read as an export of KoboToolbox: it has the columns “{first}” and “{second}”."),
        N_("If that is wrong, state “platform” in form.toml."),
    ),
    "export-nextcloud-forms": (
        NOTE,
        N_(
            "Read as an export of Nextcloud Forms: the moment of sending stands right after"
            " “{heading}”."
        ),
        N_("If that is wrong, state “platform” in form.toml."),
    ),
    "export-grist": (
        NOTE,
        N_("Read as an export of Grist: every heading is the id of a column, such as “{heading}”."),
        N_("If that is wrong, state “platform” in form.toml."),
    ),
    "export-grist-stated": (
        NOTE,
        N_("Read as an export of Grist, because form.toml says so."),
        N_("If that is wrong, correct “platform” in form.toml."),
    ),
    "export-plain-table": (
        NOTE,
        N_("Read as a plain table: headings on its first line, no known platform."),
        N_("If it comes from a known platform, state “platform” in form.toml."),
    ),
}

_COLUMNS: dict[str, tuple[str, str, str]] = {
    "export-no-known-column": (
        BLOCKING,
        N_("No column of the file is a question of the grid."),
        N_("Check that it is this edition's export; else name its headings in form.toml."),
    ),
    "export-column-renamed": (
        BLOCKING,
        N_("There is no column “{heading}”; “{found}” resembles it."),
        N_("If it is the same column, add “{found}” to the headings of {id} in form.toml."),
    ),
    "export-column-missing": (
        BLOCKING,
        N_("There is no column “{heading}”."),
        N_(
            "Name the heading of {id} in form.toml; what the form does not ask is taken out"
            " there (a question: “not_asked”)."
        ),
    ),
    "export-column-doubled": (
        BLOCKING,
        N_("Several columns are “{heading}”: {columns}."),
        N_(
            "Rename one of them in the form, or remove from form.toml the heading that is not"
            " wanted."
        ),
    ),
    "export-column-unknown": (
        NOTE,
        N_("The column “{heading}” is no question of the grid; it is left out."),
        N_("Nothing to do if it is not wanted: “ignored” in form.toml silences this note."),
    ),
    "export-column-unnamed": (
        WARNING,
        N_("The column {letters} holds texts and has no heading; it is left out."),
        N_("Give it a heading, or empty it."),
    ),
    "export-option-missing": (
        BLOCKING,
        N_("No column stands for the option “{option}” of this question."),
        N_("Name the option's label or code in form.toml, under [options.{id}]."),
    ),
    "export-no-dates": (
        WARNING,
        N_("No column says when dossiers were sent: the closing date can't be checked."),
        N_("Add the moment of sending to the export, and name its heading in form.toml."),
    ),
}

_DOSSIERS: dict[str, tuple[str, str, str]] = {
    "export-id-doubled": (
        BLOCKING,
        N_("The id {key} is borne by several candidates: {names} (lines {lines})."),
        N_("Correct the ids in the export; nothing was read."),
    ),
    "export-id-too-long": (
        BLOCKING,
        N_("The id has {length} characters; {most} at most can be kept apart from others."),
        N_("Correct the id in the export; nothing was written."),
    ),
    "export-unfinished": (
        NOTE,
        N_("{name} began a response and never sent it; it is left out."),
        N_("Remind the candidate if the form is still open."),
    ),
    "export-set-aside": (
        NOTE,
        N_("The dossier of {name} was refused or closed on the platform; it is left out."),
        N_("Reopen it there if it should count."),
    ),
    "export-name-missing": (
        WARNING,
        N_("The line holds answers and no candidate's name; it is left out."),
        N_("Give it a name in the export if it is an application."),
    ),
    "export-older-version": (
        NOTE,
        N_(
            "{name} sent several versions; the one of {moment} gives way to the one on line"
            " {line}, under the number {key}."
        ),
        N_("Nothing to do: the last version sent before closing counts."),
    ),
    "export-after-closing": (
        WARNING,
        N_("{name} sent this dossier after closing ({moment}); it is left out."),
        N_("If the deadline was extended, correct “closes” in edition.toml."),
    ),
    "export-changed-after-closing": (
        WARNING,
        N_(
            "{name} changed this dossier after closing ({moment}); the export only has its"
            " present answers."
        ),
        N_("Compare with an export made at closing, or ask the platform for the earlier version."),
    ),
    "export-look-alike": (
        WARNING,
        N_("{name} resembles dossier {first}: same name and department, another type or track."),
        N_(
            "If it is the same candidate, give both sendings the same type and track in the export."
        ),
    ),
    "export-date-unreadable": (
        WARNING,
        N_("“{value}” is no date that can be read; the moment is not known."),
        N_("Say in form.toml whether the day or the month comes first, or correct the cell."),
    ),
    "export-department-unknown": (
        WARNING,
        N_("“{value}” is not a department; it is kept as it is."),
        N_(
            "Correct it in the workbook, or add the spelling under [values.department] in"
            " form.toml."
        ),
    ),
    "export-number-wrong": (
        WARNING,
        N_(
            "“{value}” is not a right {fact}; it is kept as it is, and says nothing of who applies."
        ),
        N_("Ask the candidate for the number, and correct it in the workbook."),
    ),
    "export-value-unknown": (
        WARNING,
        N_("“{value}” is not in the edition's list; it is kept as it is."),
        N_("Add the spelling under [values.{fact}] in form.toml, or correct it in the workbook."),
    ),
    "export-population-unreadable": (
        WARNING,
        N_("The population “{value}” is not a whole number; it is kept as it is."),
        N_("Write the number of inhabitants in figures, in the workbook."),
    ),
}

_ANSWERS: dict[str, tuple[str, str, str]] = {
    "answer-option-unknown": (
        WARNING,
        N_("“{answer}” is not an option of {question}; it does not count."),
        N_(
            "Correct the cell in the workbook, or add the spelling under [options.{question}] in"
            " form.toml."
        ),
    ),
    "answer-several-options": (
        WARNING,
        N_("“{answer}” holds several options where one is asked; none counts."),
        N_("Ask the candidate, then correct the cell in the workbook."),
    ),
    "answer-not-yes-no": (
        WARNING,
        N_("“{answer}” is neither yes nor no; it does not count."),
        N_("Ask the candidate, then correct the cell in the workbook."),
    ),
    "answer-not-number": (
        WARNING,
        N_("“{answer}” is not a number; it does not count."),
        N_("Write figures alone in the cell of the workbook."),
    ),
    "answer-ambiguous": (
        WARNING,
        N_("“{answer}” can be read in two ways; it does not count."),
        N_(
            "Write in the workbook what the candidate meant: a percent sign for a share (12.5"
            " %), spaces for thousands (1 200)."
        ),
    ),
    "answer-out-of-range": (
        WARNING,
        N_("“{answer}” is out of range; it does not count."),
        N_("Correct it in the workbook: a number is not negative, a share not above 100 %."),
    ),
    "answer-not-applicable": (
        WARNING,
        N_("“{answer}”: this question can't be declared not applicable; it counts as unanswered."),
        N_("Ask the candidate for an answer, or allow it in grid.csv (not_applicable)."),
    ),
    "answer-not-address": (
        WARNING,
        N_("“{answer}” holds no web address; it does not count."),
        N_("Ask the candidate for the address, then correct the cell in the workbook."),
    ),
    "answer-too-long": (
        WARNING,
        N_(
            "The text has {length} characters and a cell holds {most}: the workbook shows its"
            " beginning."
        ),
        N_("Read it whole in the form's export, and keep that file."),
    ),
}

_MAP: dict[str, tuple[str, str, str]] = {
    "config-fact-unknown": (
        BLOCKING,
        N_("There is no fact “{id}”."),
        N_("Write the name of a fact; the nearest: {nearest}."),
    ),
    "config-state-unknown": (
        BLOCKING,
        N_("There is no state “{id}”."),
        N_("Write the name of a state; the nearest: {nearest}."),
    ),
    "config-spelling-doubled": (
        BLOCKING,
        N_("“{text}” is given for both “{first}” and “{id}”."),
        N_("Keep it under one of the two."),
    ),
    "config-fact-twice": (
        BLOCKING,
        N_("The fact “{id}” is given by several sections."),
        N_("Keep it in one section: [facts], [joined] or [constants]."),
    ),
}

EXPORTS = {**_FILE, **_COLUMNS, **_DOSSIERS, **_ANSWERS, **_MAP}
