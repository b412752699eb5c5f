"""The command that supposes other rules."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.language import N_
from reports.language import NN_
from sheets_sync.commands.options import reads
from sheets_sync.terminal import say
from sheets_sync.terminal import say_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.app.supposing import Supposed
    from sheets_sync.scheme import Scheme


@click.command("what-if", help=N_("Say who would change level under other rules; write nothing."))
@click.argument("rules", metavar=N_("[GRID]"), required=False, type=click.Path(path_type=Path))
@click.option(
    "--threshold",
    "thresholds",
    multiple=True,
    metavar=N_("LEVEL=POINTS"),
    help=N_("Another threshold, by id of level; may be repeated."),
)
@click.option(
    "--over",
    type=click.Path(path_type=Path),
    metavar=N_("FILE"),
    help=N_("Replay answers kept from before: a workbook, or a snapshot of “palmares close”."),
)
@reads
def what_if(
    folder: Path,
    language: Language,
    *,
    rules: Path | None,
    thresholds: tuple[str, ...],
    over: Path | None,
) -> None:
    """Print who moves, and why."""
    from sheets_sync.app.session import open_session
    from sheets_sync.app.supposing import suppose

    session = open_session(folder)
    given = dict(_threshold(each, language) for each in thresholds)
    _tell(suppose(session, rules, given, over), session.scheme, language)


def _threshold(text: str, language: Language) -> tuple[str, Fraction]:
    """One threshold as typed: "4=58" or "4=57.5"."""
    level, _, points = text.partition("=")
    try:
        number = Fraction(points.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        number = Fraction(-1)
    if not level.strip() or not 0 <= number <= 100:  # noqa: PLR2004 - points are out of 100
        told = language.text(
            "“{found}”; write the id of a level and points from 0 to 100, such as 3=57.5",
            found=text,
        )
        raise click.BadParameter(told, param_hint="--threshold")
    return level.strip(), number


def _tell(found: Supposed, scheme: Scheme, language: Language) -> None:
    from sheets_sync.explain import level_name
    from sheets_sync.whatif import moving
    from sheets_sync.whatif import why_moved

    moved = moving(found.changes)
    domains = {domain.id: domain for domain in scheme.domains}
    if moved:
        headings = (N_("Dossier"), N_("Local authority"), N_("Level"), N_("Why"))
        rows: Sequence[Sequence[str]] = [
            [
                each.candidate.dossier,
                each.candidate.name,
                f"{level_name(each.before, language)} → {level_name(each.after, language)}",
                "; ".join(why_moved(each, domains, language)),
            ]
            for each in moved
        ]
        say_table([*map(language.text, headings)], rows)
    _count(len(moved), found, language)


def _count(moved: int, found: Supposed, language: Language) -> None:
    one, many = NN_(
        "{count} candidate of {all} would change level.",
        "{count} candidates of {all} would change level.",
    )
    say(language.plural(one, many, moved, all=len(found.changes)))
    if found.unasked:
        names = ", ".join(found.unasked)
        say(
            language.text(
                "Questions that nobody was asked, and that count for nobody: {names}.", names=names
            )
        )
