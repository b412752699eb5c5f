"""palmares sync: the form's answers -> the tab "Réponses"."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import repeatable
from sheets_sync.app.weave import WITHDRAWN
from sheets_sync.app.weave import weave
from sheets_sync.findings import Finding
from sheets_sync.responses import FACTS
from sheets_sync.responses import STATES
from sheets_sync.tabs.readme import readme_lines
from sheets_sync.tabs.readme import readme_tab
from sheets_sync.tabs.responses import CORRECTED
from sheets_sync.tabs.responses import QUESTION
from sheets_sync.tabs.responses import STATUS
from sheets_sync.tabs.responses import responses_tab
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work
from sheets_sync.workbooks.text import LONGEST
from sheets_sync.workbooks.text import fit_text
from sheets_sync.workbooks.text import too_long

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Step
    from sheets_sync.responses import Responses
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Tab

CUT = N_("… [cut: {count} characters in all, see the export]")
"""Ends a text that is longer than a cell holds; at most 67 characters once filled in."""


class NoExport(PalmaresError):
    """No form export was named."""

    exit_code = ExitCode.USAGE
    sentence = N_("Which form export? None was given.")
    remedy = N_("Add --from FILE, or write its path under [form] export in campaign.toml.")


@repeatable
def sync(session: Session, export: Path | None) -> Step:
    """Plan the changes that a form export brings to the workbook.

    ``export`` None takes the one named in ``campaign.toml``.
    """
    responses = pull(session, export)
    tab = responses_tab(session.scheme, session.grid, session.language)
    readme = readme_tab(session.scheme, session.language)
    lines = Wanted(*readme_lines(session.scheme, session.grid, session.language))
    rules = Rules(STATUS, session.language.text(WITHDRAWN), CORRECTED)
    count = len(responses.table)
    return weave(
        session,
        "sync",
        [Work(readme, lines), Work(tab, wanted_answers(responses, tab, session), rules)],
        findings=responses.findings,
        summary=(
            counted(
                NN_("{count} dossier read from {source}.", "{count} dossiers read from {source}."),
                count,
                source=(export or session.campaign.export or Path()).name,
            ),
        ),
    )


def pull(session: Session, export: Path | None) -> Responses:
    """The answers of the form, from an export; raises :class:`NoExport` without any."""
    from sheets_sync.sources.exports import read_export

    path = export or session.campaign.export
    if path is None:
        raise NoExport
    responses = read_export(path, session.form, session.grid, session.scheme)
    return replace(responses, findings=(*responses.findings, *_too_long(responses)))


def wanted_answers(responses: Responses, tab: Tab, session: Session) -> Wanted:
    """What the tab should hold: names in place of ids, texts as a cell can hold them."""
    table = responses.table
    columns: dict[str, list[CellValue]] = {
        name: table[name].tolist() for name in FACTS if name in table and name in tab.ids()
    }
    if "state" in columns:
        states = {each: session.language.text(name) for each, name in STATES.items()}
        columns["state"] = [states.get(str(v), v) if v else v for v in columns["state"]]
    scheme = session.scheme
    names = {each.id: each.name for each in scheme.types}
    names |= {each.id: each.name for each in scheme.tracks}
    for choice in ("type", "track"):
        if choice in columns:
            columns[choice] = [names.get(str(v), v) if v else v for v in columns[choice]]
    columns |= {
        QUESTION + q.id: table[q.id].tolist()
        for q in session.grid.questions
        if q.id in table and QUESTION + q.id in tab.ids()
    }
    marker = session.language.text(CUT, count="{count}")
    fitted = {column: _fitted(cells, marker) for column, cells in columns.items()}
    return Wanted(tuple(table["dossier"].tolist()), fitted)


def _fitted(cells: list[CellValue], marker: str) -> list[CellValue]:
    """Texts as a cell holds them, so that the next run finds them equal."""
    fits = {text: fit_text(text, marker)[0] for text in set(cells) if isinstance(text, str)}
    return [fits[each] if isinstance(each, str) else each for each in cells]


def _too_long(responses: Responses) -> Iterator[Finding]:
    """A finding for each fact that a cell can't hold whole; those of answers are there."""
    for fact in FACTS:
        if fact not in responses.table:
            continue
        for row, text in enumerate(responses.table[fact].tolist()):
            if isinstance(text, str) and too_long(text):
                values = {"length": len(text), "most": LONGEST}
                yield Finding("answer-too-long", responses.place(row, fact), values)
