"""palmares journal and palmares undo: what was done, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.app.tabs import all_tabs
from sheets_sync.journal import TAB_ID
from sheets_sync.journal import UNDOES
from sheets_sync.journal import journal_tab
from sheets_sync.journal import read_rows
from sheets_sync.journal_changes import told
from sheets_sync.journal_changes import touched
from sheets_sync.journal_check import Standing
from sheets_sync.journal_check import check
from sheets_sync.journal_line import changes_of
from sheets_sync.plan import taken_out
from sheets_sync.undo import undo
from sheets_sync.workbooks.base import LooksForNotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.app.session import Session
    from sheets_sync.journal_changes import Changes
    from sheets_sync.journal_check import Checked
    from sheets_sync.journal_check import Listed
    from sheets_sync.plan import Plan
    from sheets_sync.workbooks.base import Snapshot


class NoSuchEntry(PalmaresError):
    """The journal has no entry of that number; values: number."""

    exit_code = ExitCode.USAGE
    sentence = N_("The journal has no entry No. {number}.")
    remedy = N_("Run “palmares journal --all” to see them all.")


class EntryElsewhere(PalmaresError):
    """The entry was written from another folder or machine; values: number, who."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The details of No. {number} are not in this folder: it was done by {who}.")
    remedy = N_(
        "Undo it on that machine, correct the cells by hand, or name an earlier entry"
        " (“palmares journal” lists them)."
    )


class EntryNotApplied(PalmaresError):
    """The entry is in the file only; values: number."""

    exit_code = ExitCode.REFUSED
    sentence = N_("No. {number} was never carried out in this workbook: nothing to undo.")
    remedy = N_("Run “palmares journal” to see what was.")


class EntryDoubtful(PalmaresError):
    """The file and the tab do not agree about the entry; values: number."""

    exit_code = ExitCode.REFUSED
    sentence = N_("No. {number} is not the same in the journal's file and in the workbook.")
    remedy = N_("Bring the file or the workbook back from a backup; nothing was undone.")


REFUSALS = {
    Standing.ELSEWHERE: EntryElsewhere,
    Standing.NOT_APPLIED: EntryNotApplied,
    Standing.DOUBTFUL: EntryDoubtful,
}


def journal(session: Session) -> Checked:
    """All entries of the journal, in their order, and what is wrong with it; reads only."""
    tab = journal_tab(session.language)
    return checked(session, session.read([tab]))


def checked(session: Session, snapshot: Snapshot) -> Checked:
    """The journal's file beside the tab of a snapshot."""
    state, file = snapshot.tabs.get(TAB_ID), session.recorder.file
    title = state.title if state else journal_tab(session.language).title
    found = check(file.lines(), read_rows(state), file.place, title, session.language)
    if snapshot.exists:
        return found
    others = [each for each in found.findings if each.code != "journal-not-applied"]
    gone = session.recorder.findings(snapshot, session.workbook)
    return found._replace(findings=(*gone, *others))


def undo_entry(session: Session, number: int | None) -> Step:
    """Plan the undoing of an entry; of the last one that is no undoing when None is named.

    That last one may be another machine's: then nothing older is undone in its stead.

    See :mod:`sheets_sync.undo` for what is put back and what is left.
    """
    snapshot = session.read(all_tabs(session))
    entries = checked(session, snapshot).entries
    found = _last(entries) if number is None else _named(entries, number)
    if found is None:
        return Step("undo", summary=(Said(N_("There is nothing to undo.")),))
    number, command = found.row.number, found.row.command
    if found.undone_by:
        values: dict[str, object] = {"number": number, "by": found.undone_by}
        said = Said(N_("No. {number} is undone already, by No. {by}."), values)
        return Step("undo", summary=(said,))
    changes, tabs = _changes(session, found), all_tabs(session)
    result = undo(changes, snapshot, tabs)
    noted = _noted(session, snapshot, result.plan)
    result = undo(changes, noted, tabs) if noted is not snapshot else result
    plan = replace(result.plan, facts={UNDOES: str(number)})
    summary = counted(
        NN_(
            "No. {number} ({command}) is undone, on {count} line.",
            "No. {number} ({command}) is undone, on {count} lines.",
        ),
        len(touched(plan)),
        number=number,
        command=command,
    )
    return Step(
        "undo",
        plan=plan,
        snapshot=snapshot,
        workbook=session.workbook,
        recorder=session.recorder,
        findings=(*snapshot.problems, *result.findings),
        summary=() if plan.empty else (summary,),
        again=lambda: undo_entry(session, number),
    )


def _noted(session: Session, snapshot: Snapshot, plan: Plan) -> Snapshot:
    """The same, where need be with the notes on the lines that a plan takes out."""
    gone = frozenset(each for each in taken_out(plan) if told(each[0]))
    if not gone or not isinstance(session.workbook, LooksForNotes):
        return snapshot
    found = session.workbook.annotated(snapshot, gone)
    states = dict(snapshot.tabs)
    for tab, key in found:
        states[tab] = states[tab]._replace(beside=states[tab].beside | {key})
    return snapshot._replace(tabs=states) if found else snapshot


def _last(entries: Sequence[Listed]) -> Listed | None:
    for each in reversed(entries):
        passed = each.undone_by or each.row.undoes or each.standing is Standing.NOT_APPLIED
        if not passed:
            return _undoable(each)
    return None


def _named(entries: Sequence[Listed], number: int) -> Listed:
    for each in entries:
        if each.row.number == number:
            return _undoable(each)
    raise NoSuchEntry(number=number)


def _undoable(entry: Listed) -> Listed:
    """An entry that can be undone from here; raises why when it can't."""
    refusal = REFUSALS.get(entry.standing)
    if refusal:
        raise refusal(number=entry.row.number, who=entry.row.who)
    return entry


def _changes(session: Session, entry: Listed) -> Changes:
    lines = session.recorder.file.lines()
    return changes_of(next(islice(lines, entry.line - 1, None)))
