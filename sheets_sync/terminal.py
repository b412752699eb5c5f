"""What the commands print: findings, plans, questions, progress. It decides nothing."""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from sheets_sync.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from reports.errors import PalmaresError
    from reports.language import Language
    from sheets_sync.findings import Finding
    from sheets_sync.journal_check import Checked
    from sheets_sync.plan import Plan

SHOWN_OF_A_KIND = 10
SHOWN_OF_A_PLAN = 200
SHOWN_OF_A_JOURNAL = 20
LONGEST_CELL = 60
PRINTED_TOO = "\n\t\u00a0\u202f"
COLOURS = {Severity.BLOCKING: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
SIGNS = {Severity.BLOCKING: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}


def say(text: str, *, error: bool = False) -> None:
    """Print one text; what people wrote can't reach the terminal as control codes."""
    click.echo(_harmless(text), err=error)


def _harmless(text: str) -> str:
    return "".join(c if c.isprintable() or c in PRINTED_TOO else "�" for c in text)


def say_findings(findings: Iterable[Finding], language: Language) -> None:
    """Print findings, the worst first, at most ten of a kind."""
    order = list(Severity)
    seen: Counter[str] = Counter()
    ranked = sorted(findings, key=lambda each: order.index(each.severity))
    for finding in ranked:
        seen[finding.code] += 1
        if seen[finding.code] <= SHOWN_OF_A_KIND:
            _say_finding(finding, language)
    for code, count in seen.items():
        if count > SHOWN_OF_A_KIND:
            more = count - SHOWN_OF_A_KIND
            say(
                language.plural(
                    "… and {count} more of the kind {code}.",
                    "… and {count} more of the kind {code}.",
                    more,
                    code=code,
                )
            )


def _say_finding(finding: Finding, language: Language) -> None:
    sign = click.style(SIGNS[finding.severity], fg=COLOURS[finding.severity], bold=True)
    place = finding.place.describe(language)
    head = f"{place} – " if place else ""
    click.echo(f"{sign} {_harmless(head + finding.sentence(language))}")
    remedy = finding.remedy(language)
    if remedy:
        click.echo(click.style(f"  → {_harmless(remedy)}", dim=True) + f"  [{finding.code}]")


def say_error(error: PalmaresError, language: Language) -> None:
    """Print what stopped a command, with its remedy."""
    sentence, remedy = error.explain(language)
    click.echo(click.style(_harmless(sentence), fg="red", bold=True), err=True)
    if remedy:
        click.echo(f"→ {_harmless(remedy)}", err=True)


def say_data(
    plan: Plan, files: Iterable[Path], findings: Iterable[Finding], language: Language
) -> None:
    """Print all that a command would write, and what it found, as data."""
    from sheets_sync.findings import as_records
    from sheets_sync.plan_view import as_data

    rest = {"files": [str(each) for each in files], "findings": as_records(findings, language)}
    click.echo(json.dumps(as_data(plan) | rest, ensure_ascii=False, indent=1))


def say_plan(plan: Plan, language: Language) -> None:
    """Print a plan as a table."""
    from sheets_sync.plan_view import HEADINGS
    from sheets_sync.plan_view import changes

    rows = [[_short(cell) for cell in each] for each in changes(plan, language)]
    say_table([language.text(each) for each in HEADINGS], rows[:SHOWN_OF_A_PLAN])
    if len(rows) > SHOWN_OF_A_PLAN:
        more = len(rows) - SHOWN_OF_A_PLAN
        say(language.text("… and {count} more changes (all with --format json).", count=more))


def _short(value: str) -> str:
    text = _harmless(" ".join(value.split()))
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def say_journal(checked: Checked, language: Language, *, everything: bool, as_json: bool) -> None:
    """Print the entries of the journal, the newest last, and what is wrong with it."""
    from sheets_sync.journal_view import HEADINGS
    from sheets_sync.journal_view import as_data
    from sheets_sync.journal_view import in_line

    entries = checked.entries if everything else checked.entries[-SHOWN_OF_A_JOURNAL:]
    if as_json:
        data = as_data(entries, checked.findings, language)
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    if len(entries) < len(checked.entries):
        more = len(checked.entries) - len(entries)
        say(
            language.plural(
                "… {count} earlier entry (--all).", "… {count} earlier entries (--all).", more
            )
        )
    if entries:
        rows = [[_harmless(cell) for cell in in_line(each, language)] for each in entries]
        say_table([language.text(each) for each in HEADINGS], rows)
    else:
        say(language.text("The journal is empty."))
    say_findings(checked.findings, language)


def say_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: drawn on a terminal, tabs between cells elsewhere."""
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            click.echo("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for heading in headings:
        table.add_column(Text(heading), overflow="fold")  # narrow terminals lose no letter
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def confirm(language: Language) -> bool:
    """Ask on a terminal whether to write; elsewhere nobody can answer, so it is yes."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    return click.confirm(language.text("Write these changes?"), default=True)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far long work is: a bar on a terminal, a line per tenth elsewhere.

    Gives a function to call with (done, of).
    """
    if sys.stderr.isatty():
        with _bar(label) as moved:
            yield moved
        return
    tenths: set[int] = set()

    def advance(done: int, of: int) -> None:
        tenth = done * 10 // of if of else 10
        if tenth not in tenths:
            tenths.add(tenth)
            click.echo(f"{label} {done}/{of}", err=True)

    yield advance


@contextmanager
def _bar(label: str) -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn
    from rich.progress import MofNCompleteColumn
    from rich.progress import Progress
    from rich.progress import TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None, visible=False)
        yield lambda done, of: bar.update(task, completed=done, total=of, visible=True)
