"""What a sync tells of dossiers that resemble each other: what is new, or not settled yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.tabs import responses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.app.session import Session
    from sheets_sync.findings import Finding
    from sheets_sync.workbooks.base import Snapshot

CODE = "export-look-alike"


def unsettled(
    session: Session, snapshot: Snapshot | None, findings: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """The findings without the likenesses that are known, and wait for nobody's answer.

    Two dossiers that the workbook holds already are told of only while the tab of signals
    asks whether they are one.
    """
    state = snapshot.tabs.get(responses.ID) if snapshot else None
    if snapshot is None or state is None or not any(each.code == CODE for each in findings):
        return findings
    known, asked = {*state.keys}, {*_asked(session, snapshot)}

    def is_told(finding: Finding) -> bool:
        pair = frozenset({str(finding.values.get("key")), str(finding.values.get("first"))})
        return finding.code != CODE or not pair <= known or any(pair <= each for each in asked)

    return tuple(each for each in findings if is_told(each))


def _asked(session: Session, snapshot: Snapshot) -> Iterator[frozenset[str]]:
    """The dossiers of each question about who is who that nobody answered."""
    from sheets_sync.app.identifying import identified  # most syncs need nothing of it

    for finding, settled in identified(session, snapshot).matters:
        if not settled and "dossiers" in finding.values:
            yield frozenset(str(finding.values["dossiers"]).split(", "))
        elif not settled and "other" in finding.values:
            yield frozenset({finding.place.row, str(finding.values["other"])})
