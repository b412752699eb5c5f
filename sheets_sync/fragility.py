"""How solid a level is, put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.explain import DIGITS
from sheets_sync.explain import round_up
from sheets_sync.explain import shorten
from sheets_sync.numerals import write_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.moves import Move
    from sheets_sync.robustness import Robustness
    from sheets_sync.scheme import Deliberation
    from sheets_sync.scheme import Level

SOLID = N_("solid")
DISCUSS = N_("to discuss")
MOVES_SHOWN = 2
HUNDRED = 100


def words(rules: Deliberation, language: Language) -> tuple[str, str]:
    """What the edition calls a solid level, and one to discuss."""
    return (
        rules.solid_word or language.text(SOLID),
        rules.discuss_word or language.text(DISCUSS),
    )


def verdict(found: Robustness, rules: Deliberation, language: Language) -> str:
    """Whether a level is solid, in the edition's words."""
    solid, discuss = words(rules, language)
    return solid if found.solid(rules.solid) else discuss


def fragility(found: Robustness, levels: Sequence[Level], language: Language) -> str:
    """Draws that keep the level, margins, single answers that move it; one to a line."""
    names = {level.rank: level.name for level in levels}
    lines = [_draws(found, language), *_margins(found, language)]
    lines += _moves(found.moves.down, N_("One answer less and it falls:"), names, language)
    lines += _moves(found.moves.up, N_("One answer more and it rises:"), names, language)
    return "\n".join(lines)


def _draws(found: Robustness, language: Language) -> str:
    drawn = found.drawn
    return language.text(
        "Kept in {kept} % of {draws} draws of weights and thresholds (lower {lower} %, higher "
        "{higher} %).",
        kept=language.number(found.kept * HUNDRED),
        draws=language.number(drawn.of),
        lower=-(-drawn.lower * HUNDRED // drawn.of),
        higher=-(-drawn.higher * HUNDRED // drawn.of),
    )


def _margins(found: Robustness, language: Language) -> Iterator[str]:
    if found.above is not None:
        above = language.number(found.above, DIGITS)
        yield language.text("{points} points above the threshold of the level.", points=above)
    if found.below is not None and found.below > 0:
        below = language.number(round_up(found.below), DIGITS)
        yield language.text("{points} points below the threshold of the next one.", points=below)


def _moves(
    moves: Sequence[Move], heading: str, names: Mapping[int, str], language: Language
) -> Iterator[str]:
    """The moves of least change, the number of the others at the end."""
    if not moves:
        return
    yield language.text(heading)
    for move in moves[:MOVES_SHOWN]:
        level = names.get(move.rank) or language.text("no level")
        yield language.text("– {level}: {answer}", level=level, answer=_answer(move, language))
    if len(moves) > MOVES_SHOWN:
        more = len(moves) - MOVES_SHOWN
        yield language.plural("– and {count} other", "– and {count} others", more)


def _answer(move: Move, language: Language) -> str:
    question = shorten(move.question.text)
    if move.before is None:
        return language.text("“{question}” (“not applicable” refused)", question=question)
    if move.unproven:
        return language.text("“{question}” (its proof)", question=question)
    return language.text(
        "“{question}” ({before} → {after} points)",
        question=question,
        before=write_number(move.before, language.code),
        after=write_number(move.after, language.code),
    )
