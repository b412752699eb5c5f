"""The findings of who is who: code -> (severity, sentence, remedy)."""

from __future__ import annotations

from reports.language import N_

WARNING = "warning"
NOTE = "note"

IDENTITIES: dict[str, tuple[str, str, str]] = {
    "candidate-number-wrong": (
        WARNING,
        N_("“{value}” is not a right number in the column “{of}”; it says nothing of who applies."),
        N_("Ask the candidate for the number, and correct it in the workbook."),
    ),
    "candidate-numbers-disagree": (
        WARNING,
        N_("The SIRET {siret} is not one of the SIREN {siren}; neither is believed."),
        N_("Ask the candidate which is right, and correct the other in the workbook."),
    ),
    "candidate-insee-elsewhere": (
        WARNING,
        N_("The INSEE code {insee} is not in department {department}; it is not believed."),
        N_("Correct the code or the department in the workbook; a postcode is no INSEE code."),
    ),
    "identity-look-alike": (
        WARNING,
        N_(
            "{name} (dossier {dossier}) and {others} (dossier {other}) look like one local"
            " authority."
        ),
        N_("Answer in the tab “{tab}”: yes if they are one, no if they are two."),
    ),
    "identity-duplicate": (
        WARNING,
        N_(
            "Dossiers {dossiers} are of one local authority ({sign}); answers that differ:"
            " {count}.\n{differences}"
        ),
        N_(
            "Answer in the tab “{tab}” with the number of the dossier that counts, or “all”;"
            " until then all of them count."
        ),
    ),
    "identity-past": (
        WARNING,
        N_("{name} may be “{past}”, labelled in {year}."),
        N_("Answer in the tab “{tab}”: yes if it is the same, no if not."),
    ),
    "identity-left-out": (
        NOTE,
        N_("{name} gives way to dossier {counts} of the same local authority, as was answered."),
        N_(
            "To let it count again, change the answer in the tab “{tab}”. A line that was made for"
            " it before stays; delete it yourself if it should go."
        ),
    ),
    "history-domain-apart": (
        NOTE,
        N_("Not compared with {year} ({file}), where no domain has that id and name: {domains}."),
        N_(
            'Say under [domains] which domain of then it is: old = "new". Leave out what has no'
            " counterpart."
        ),
    ),
    "identity-answer-unread": (
        WARNING,
        N_("The answer “{answer}” can't be understood."),
        N_("Answer yes, no, the number of one of these dossiers, or “all”."),
    ),
}
