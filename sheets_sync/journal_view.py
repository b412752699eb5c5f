"""The journal as people read it on a terminal, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.findings import as_records
from sheets_sync.findings import blocking
from sheets_sync.journal import state_text
from sheets_sync.journal_check import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.findings import Finding
    from sheets_sync.journal_check import Listed

HEADINGS = (N_("No."), N_("When"), N_("Who"), N_("Command"), N_("What was changed"), N_("Status"))

STANDINGS = {
    Standing.APPLIED: "",
    Standing.NOT_APPLIED: N_("not carried out"),
    Standing.ELSEWHERE: N_("details on another machine"),
    Standing.DOUBTFUL: N_("file and workbook differ"),
}


def in_line(entry: Listed, language: Language) -> tuple[str, ...]:
    """An entry as one line of a table, under the :data:`HEADINGS`."""
    row = entry.row
    what = " · ".join(row.what.split("\n"))
    standing = language.text(STANDINGS[entry.standing])
    state = ", ".join(filter(None, (standing, state_text(entry.undone_by, language))))
    return str(row.number), row.when, row.who, row.command, what, state


def as_data(
    entries: Iterable[Listed], findings: Sequence[Finding], language: Language
) -> dict[str, object]:
    """Entries and findings as values that JSON can hold."""
    return {
        "intact": not blocking(findings),
        "entries": [_record(each) for each in entries],
        "findings": as_records(findings, language),
    }


def _record(entry: Listed) -> dict[str, object]:
    row = entry.row
    return {
        "number": row.number,
        "when": row.when,
        "who": row.who,
        "command": row.command,
        "what": row.what,
        "counts": entry.counts,
        "digest": row.digest,
        "standing": entry.standing.value,
        "undoes": row.undoes or None,
        "undone_by": entry.undone_by or None,
    }
