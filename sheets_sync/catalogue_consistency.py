"""Findings about what can't all be right: answers, counts, jurors, mentions.

``question`` and ``questions`` are ids of the grid; ``sentence`` is the edition's own.
"""

from __future__ import annotations

from reports.language import N_

CONSISTENCY: dict[str, tuple[str, str, str]] = {
    "candidate-without-bearer": (
        "warning",
        N_("Nobody is named as the bearer of this dossier."),
        N_("Ask the candidate, and write the name in that cell."),
    ),
    "answer-proof-missing": (
        "warning",
        N_("The dossier claims points without the proof asked for: {questions}."),
        N_("Ask the candidate for the address or the file, or say in the tab of signals why not."),
    ),
    "answer-over-hundred": (
        "warning",
        N_("“{answer}” is no percentage ({question}): it goes from 0 to 100. It does not count."),
        N_("Ask the candidate what was meant, and correct the cell."),
    ),
    "answer-contradiction": (
        "warning",
        N_("Two answers contradict each other: {sentence} ({answers})"),
        N_("Ask the candidate which one is right, and correct the other cell."),
    ),
    "count-announced-candidates": (
        "warning",
        N_("{announced} candidates were announced, and there are {count}."),
        N_("Correct “candidates” under [announced] in edition.toml, or what was announced."),
    ),
    "count-announced-laureates": (
        "warning",
        N_("{announced} laureates were announced, and {count} are decided."),
        N_("Correct “laureates” under [announced] in edition.toml, or what was announced."),
    ),
    "count-without-proposal": (
        "warning",
        N_("The tab “{tab}” has {count} dossiers without a line here: {dossiers}."),
        N_("Run “palmares propose”, then “palmares jury open”."),
    ),
    "jury-no-marks": (
        "warning",
        N_("{juror} has given no mark on the {asked} dossiers asked for."),
        N_("Remind them, or write in the tab of the jury that they are excused."),
    ),
    "decision-mention-nobody": (
        "note",
        N_("The mention “{mention}” is given to nobody."),
        N_("Nothing to do if that is what the jury wants."),
    ),
    "config-contradiction-short": (
        "blocking",
        N_("A contradiction takes answers to two questions or more, not to {count}."),
        N_("Name another question under “answers”, or take the section out."),
    ),
    "config-contradiction-answer": (
        "blocking",
        N_("“{found}” is no answer to the question “{question}”, of type {type}."),
        N_("Write one of: {known}."),
    ),
}
