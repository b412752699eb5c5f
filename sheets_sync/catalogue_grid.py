"""The findings of ``grid.csv``: code -> (severity, sentence, remedy), for the catalogue."""

from __future__ import annotations

from reports.language import N_

BLOCKING = "blocking"
WARNING = "warning"

GRID: dict[str, tuple[str, str, str]] = {
    "config-column-missing": (
        BLOCKING,
        N_("The column “{name}” is missing."),
        N_("Add it to the line of headings, spelt exactly so; its cells may be empty."),
    ),
    "config-column-unknown": (
        BLOCKING,
        N_("There is no column “{name}”."),
        N_("Write “{nearest}”, or remove the column."),
    ),
    "config-column-doubled": (
        BLOCKING,
        N_("The column “{name}” stands twice."),
        N_("Keep one of them."),
    ),
    "config-cells-beyond": (
        BLOCKING,
        N_("The line has cells beyond the last heading: {found}."),
        N_("Put texts that hold a separator between quotes."),
    ),
    "config-cell-empty": (
        BLOCKING,
        N_("This cell may not be empty."),
        N_("Write something, such as {example}."),
    ),
    "config-cell-number": (
        BLOCKING,
        N_("“{found}” is not a number of 0 or more."),
        N_("Write digits only, such as 10 or 2,5."),
    ),
    "config-cell-choice": (
        BLOCKING,
        N_("“{found}” is not a word that this column knows."),
        N_("Write one of: {known}."),
    ),
    "config-steps-form": (
        BLOCKING,
        N_("“{found}” is not a step."),
        N_("Write “from:points” pairs parted by spaces, such as 25:1 50:2 80:4."),
    ),
    "config-steps-order": (
        BLOCKING,
        N_("The step from {found} does not come after the step from {before}."),
        N_("Write the steps from the lowest to the highest, each once."),
    ),
    "config-steps-percentage": (
        BLOCKING,
        N_("A percentage never reaches {found}."),
        N_("Begin steps at 100 or less."),
    ),
    "config-steps-missing": (
        BLOCKING,
        N_("The question gives points but has no steps."),
        N_("Write from which number on it gives how many points, such as 25:1 50:2 80:4."),
    ),
    "config-steps-unwanted": (
        BLOCKING,
        N_("A question of type {type} has no steps."),
        N_("Empty the cell, or make it a percentage or a number."),
    ),
    "config-options-missing": (
        BLOCKING,
        N_("A question of type {type} needs options, and has none."),
        N_("Add a line per option below it, with the id of the question."),
    ),
    "config-options-unwanted": (
        BLOCKING,
        N_("A question of type {type} has no options; “{id}” is one."),
        N_("Remove the line, or make the question single or multiple."),
    ),
    "config-option-cell": (
        WARNING,
        N_("“{found}” counts for nothing on the line of an option."),
        N_("Write it on the line of the question, and empty this cell."),
    ),
    "config-label-doubled": (
        BLOCKING,
        N_("Two options of “{question}” read the same: “{label}”."),
        N_("Change one of them: answers could not be told apart."),
    ),
    "config-question-text-doubled": (
        WARNING,
        N_("The questions “{question}” and “{other}” read the same."),
        N_("Change one of them: their columns in an export could be taken for each other."),
    ),
    "config-points-above": (
        BLOCKING,
        N_("{found} points are more than the {ceiling} of the question."),
        N_("Lower them, or raise the points of the question."),
    ),
    "config-not-applicable-form": (
        BLOCKING,
        N_("“{found}” does not say who may leave the question out."),
        N_("Write declared, type:{type} or class:{class}, parted by spaces."),
    ),
    "config-proof-missing": (
        BLOCKING,
        N_("“{question}” wants a proof ({proof}), but no question collects it."),
        N_("Add a question of type url or file with “{question}” in the column proof_of."),
    ),
    "config-proof-not-asked": (
        BLOCKING,
        N_("“{question}” is asked in the track “{track}”, but its proof “{id}” is not."),
        N_("Ask both in the same tracks, and keep both active."),
    ),
    "config-proof-type": (
        BLOCKING,
        N_("A question of type {type} cannot collect a proof."),
        N_("Make it url or file, or empty the column proof_of."),
    ),
    "config-proof-idle": (
        WARNING,
        N_("This is a proof of “{question}”, which asks for none."),
        N_("Write “asked” or “required” in its column proof, or empty proof_of."),
    ),
    "config-question-worthless": (
        WARNING,
        N_("The question “{question}” gives no points."),
        N_("Give it points if it should count."),
    ),
    "config-ceiling-unreached": (
        WARNING,
        N_("The best answer to “{question}” gives {best} of its {ceiling} points."),
        N_("Lower the points of the question, or raise those of its answers."),
    ),
    "config-too-fine": (
        BLOCKING,
        N_("Weights and points have too many decimals, or are too large, to be counted exactly."),
        N_("Round them: three decimals are plenty."),
    ),
    "config-domain-without-questions": (
        WARNING,
        N_("No question of the domain “{domain}” gives points in the track “{track}”."),
        N_("Check that this is meant: the domain counts for nothing there."),
    ),
}
