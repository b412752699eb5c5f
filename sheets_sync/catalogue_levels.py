"""The findings about levels, their thresholds and floors, for the catalogue.

Each is code -> (severity, sentence, remedy).
"""

from __future__ import annotations

from reports.language import N_

BLOCKING = "blocking"
WARNING = "warning"

LEVELS: dict[str, tuple[str, str, str]] = {
    "config-over-hundred": (
        BLOCKING,
        N_("“{key}” is {found}: nobody can reach more than 100."),
        N_("Write a number from 0 to 100."),
    ),
    "config-share-outside": (
        BLOCKING,
        N_("“{key}” is {found}: a share goes from 0 to 1."),
        N_("Write 0.5 for one half."),
    ),
    "config-thresholds-order": (
        BLOCKING,
        N_("“{level}” asks for {threshold}, and “{lower}” below it for {before} ({group})."),
        N_("Write a threshold above {before}, or list the levels lowest first."),
    ),
    "config-floors-order": (
        BLOCKING,
        N_(
            "In “{domain}”, “{level}” asks for {floor}, and “{lower}” below it for {before} "
            "({group})."
        ),
        N_("Write a floor of {before} or more."),
    ),
    "config-total-unreachable": (
        BLOCKING,
        N_("“{level}” asks for {threshold}, but the best total there is makes {best} ({group})."),
        N_("Lower the threshold, or let options and steps reach the points of their questions."),
    ),
    "config-floor-unreachable": (
        BLOCKING,
        N_(
            "“{level}” asks for {floor} in “{domain}”, but the best score there is makes {best} "
            "({group})."
        ),
        N_("Lower the floor, or let options and steps reach the points of their questions."),
    ),
    "config-floor-without-questions": (
        BLOCKING,
        N_("“{level}” has a floor in “{domain}”, where no question gives points ({group})."),
        N_("Remove the floor, or ask a question of that domain in this track."),
    ),
    "config-mandatory-not-asked": (
        BLOCKING,
        N_("“{level}” demands “{question}”, which is not asked ({group})."),
        N_("Remove it from “mandatory”, or make the question active in this track."),
    ),
    "config-mandatory-unreachable": (
        BLOCKING,
        N_(
            "“{level}” demands full points ({ceiling}) for “{question}”, but its best answer gives "
            "{best} ({group})."
        ),
        N_("Remove it from “mandatory”, or let an answer reach the question's points."),
    ),
    "config-mandatory-worthless": (
        BLOCKING,
        N_(
            "“{level}” demands full points for “{question}”, which is worth none: any answer "
            "would do ({group})."
        ),
        N_("Give it points and a weight above 0 (0.01 hardly counts), or remove it."),
    ),
    "config-floor-few-questions": (
        WARNING,
        N_(
            "“{level}” has a floor in “{domain}”, where the questions that count are only "
            "{count} ({group})."
        ),
        N_("Check that this is meant: a single answer weighs much there."),
    ),
    "config-variant-idle": (
        WARNING,
        N_("The variant “{name}” changes nothing."),
        N_("Give it weights, points, thresholds or floors, or remove it."),
    ),
}
