"""From an export's file to the canonical table of answers."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.findings import blocking
from sheets_sync.responses import FACTS
from sheets_sync.responses import Responses
from sheets_sync.sources.addresses import column_letters
from sheets_sync.sources.cells import answers_of
from sheets_sync.sources.check_answers import read_table
from sheets_sync.sources.columns import match_columns
from sheets_sync.sources.dates import local_iso
from sheets_sync.sources.facts import FactReader
from sheets_sync.sources.files import read_tables
from sheets_sync.sources.form_table import Pull
from sheets_sync.sources.platforms import GENERIC
from sheets_sync.sources.platforms import recognise
from sheets_sync.sources.tables import NotATable
from sheets_sync.sources.versions import Sendings
from sheets_sync.sources.versions import choose
from sheets_sync.table import Table

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sheets_sync.form import FormMap
    from sheets_sync.grid import Grid
    from sheets_sync.scheme import Scheme
    from sheets_sync.sources.columns import Matched
    from sheets_sync.sources.form_table import FormColumn
    from sheets_sync.sources.form_table import FormTable
    from sheets_sync.sources.versions import Chosen


class ExportFile:
    """An export as a source: everything is pulled, nothing can be asked by date."""

    def __init__(self, path: Path, platform: str | None = None) -> None:
        """Name the file; a ``platform`` is recognised by its shape when not given."""
        self._path = path
        self._platform = platform

    def describe(self) -> tuple[FormColumn, ...]:
        """The columns of the form, the platform's own left out."""
        form = self.pull().table
        return tuple(each for each in form.columns if each.position not in form.own)

    def pull(self, since: datetime | None = None) -> Pull:  # noqa: ARG002 - a file has no dates
        """Every sending of the file; raises ``NotATable``."""
        table, platform, why = recognise(read_tables(self._path), self._platform)
        form = platform.shape(table)
        if not form.rows:
            raise NotATable(Finding("export-no-answers", Place(table.file, table.sheet)))
        # That a table is one is no news where it was stated.
        news = () if self._platform == GENERIC else (why,)
        return Pull(dataclasses.replace(form, findings=(*news, *form.findings)))


def read_export(path: Path, form_map: FormMap, grid: Grid, scheme: Scheme) -> Responses:
    """Read a form's export; what is wrong with it is in the findings of the result.

    With a blocking finding the table is empty: half an export is never synced.
    """
    try:
        pull = ExportFile(path, form_map.platform).pull()
    except NotATable as error:
        return empty_responses(path.name, (error.finding,))
    return responses_of(pull.table, form_map, grid, scheme)


def empty_responses(file: str, findings: tuple[Finding, ...]) -> Responses:
    """No answers, and why."""
    table, left = Table.of_records([], FACTS), Table.of_records([], (*FACTS, "why"))
    return Responses(table, "", superseded=left, findings=findings, file=file)


def responses_of(form: FormTable, form_map: FormMap, grid: Grid, scheme: Scheme) -> Responses:
    """The canonical table out of any platform's: columns matched, one row per candidate."""
    matched = match_columns(form, form_map, grid)
    early = (*form.findings, *matched.findings)
    if blocking(early):
        return empty_responses(form.file, early)
    facts = FactReader(form, matched, form_map, scheme)
    read = facts.read()
    submitted, updated = facts.moments("submitted"), facts.moments("updated")
    chosen = choose(Sendings(form, read, submitted, updated), scheme.closes)
    findings = (*early, *facts.findings, *chosen.findings)
    if blocking(findings):
        return empty_responses(form.file, findings)
    read |= {"submitted": _iso(submitted), "updated": _iso(updated)}
    answers = answers_of(form, matched, form_map, grid, scheme.language)
    whole = Table({**read, **{each: found.cells for each, found in answers.items()}})
    responses = _responses(form, matched, whole, chosen, findings)
    unreadable = read_table(responses, answers, grid, form_map, scheme.language)
    longest = {each: max(map(len, filter(None, read[each])), default=0) for each in read}
    longest |= {each: found.longest for each, found in answers.items()}
    return responses._replace(findings=(*findings, *unreadable), longest=longest)


def _iso(moments: list[datetime | None]) -> list[str | None]:
    known = {moment: local_iso(moment) for moment in set(moments) if moment}
    return [known[moment] if moment else None for moment in moments]


def _responses(
    form: FormTable,
    matched: Matched,
    whole: Table,
    chosen: Chosen,
    findings: tuple[Finding, ...],
) -> Responses:
    rows = sorted(chosen.kept)
    table = whole.taken(rows).columns
    left = whole.taken([*chosen.left]).columns
    single = {**matched.whole, **{fact: at[0] for fact, at in matched.facts.items()}}
    places = {name: form.columns[at].heading for name, at in single.items()}
    places |= {name: _base(form, boxes[0][0]) for name, boxes in matched.boxes.items()}
    letters = {name: column_letters(at) for name, at in single.items()} if form.sheet else {}
    return Responses(
        Table({**table, "dossier": [chosen.kept[row] for row in rows]}),
        form.platform,
        places,
        Table({**left, "why": [*chosen.left.values()]}),
        findings,
        form.file,
        form.sheet,
        tuple(form.lines[row] for row in rows) if form.lines else (),
        letters,
    )


def _base(form: FormTable, position: int) -> str:
    return form.columns[position].base
