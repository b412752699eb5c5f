"""Weaving what a command wants into the workbook: read, merge three ways, make the step."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reports.language import N_
from reports.language import NN_
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.app.tabs import all_tabs
from sheets_sync.findings import blocking
from sheets_sync.merge import Merged
from sheets_sync.merge import merge
from sheets_sync.plan import Plan
from sheets_sync.tabs import responses

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from sheets_sync.app.session import Session
    from sheets_sync.findings import Finding
    from sheets_sync.wanted import Work
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState

WITHDRAWN = N_("withdrawn from the form")
SAYS_DELETED = frozenset({"workbook-tab-made-again", "jury-tab-missing"})
MOMENT = "%Y-%m-%d %H:%M"


def weave(  # noqa: PLR0913 - what every use case says of itself
    session: Session,
    command: str,
    works: Sequence[Work],
    *,
    snapshot: Snapshot | None = None,
    findings: Iterable[Finding] = (),
    summary: tuple[Said, ...] = (),
    waits: Said | None = None,
) -> Step:
    """Merge what a command wants into the workbook, and make its step.

    ``snapshot`` is the workbook as it was read, when it was read already.
    """
    now = datetime.now(ZoneInfo(session.scheme.timezone)).strftime(MOMENT)
    read = snapshot
    if read is None:
        read = session.read(all_tabs(session), {work.tab.id: work.wanted for work in works})
    # A workbook in which a key or a tab stands twice can't be merged: its findings stop it.
    broken = bool(blocking(read.problems))
    merged = Merged(Plan()) if broken else merge(works, read, session.language, now, command)
    interrupted = session.recorder.findings(read, session.workbook)
    return Step(
        command,
        plan=_made(merged.plan, command, protect=session.campaign.protect),
        snapshot=read,
        workbook=session.workbook,
        recorder=session.recorder,
        findings=_once((*findings, *read.problems, *merged.findings, *interrupted)),
        summary=(*summary, *_counts(merged)),
        waits=waits,
    )


def _made(plan: Plan, command: str, *, protect: bool) -> Plan:
    """The plan of a command, its new tabs protected only where the campaign wants it."""
    create = tuple(
        each._replace(tab=each.tab._replace(protected=each.tab.protected and protect))
        for each in plan.create
    )
    return replace(plan, command=command, create=create)


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each once, without those that another says better of the same tab."""
    found = {(each.code, each.place, str(each.values)): each for each in findings}.values()
    told = {each.place.tab for each in found if each.code in SAYS_DELETED}
    return tuple(
        each for each in found if each.code != "workbook-tab-deleted" or each.place.tab not in told
    )


def _counts(merged: Merged) -> tuple[Said, ...]:
    """What people should know of a merge: what was kept, what waits for their choice."""
    said = []
    if merged.corrections:
        said.append(
            counted(
                NN_("{count} correction by hand is kept.", "{count} corrections by hand are kept."),
                len(merged.corrections),
            )
        )
    if merged.conflicts:
        said.append(
            counted(
                NN_(
                    "{count} conflict waits for a choice in the tab of conflicts.",
                    "{count} conflicts wait for a choice in the tab of conflicts.",
                ),
                len(merged.conflicts),
            )
        )
    return tuple(said)


def withdrawn(session: Session, state: TabState) -> set[str]:
    """Dossiers of the tab "Réponses" that were withdrawn from the form."""
    word = session.language.text(WITHDRAWN)
    cells = state.values.get(responses.STATUS, ())
    return {key for key, cell in zip(state.keys, cells, strict=False) if cell == word}
