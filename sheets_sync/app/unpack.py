"""palmares jury unpack: what jurors wrote in their files of the pack -> their tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.packed import folder_of
from sheets_sync.app.packed import packed
from sheets_sync.app.packed import renamed
from sheets_sync.app.propose import needed
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import repeatable
from sheets_sync.app.steps import sound
from sheets_sync.app.tabs import all_tabs
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.jury.packing import TAKEN
from sheets_sync.jury.packing import differences
from sheets_sync.jury.packing import strangers
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.spelling import shortened
from sheets_sync.tabs import deliberation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.app.packed import Packed
    from sheets_sync.app.session import Session
    from sheets_sync.jury.packing import Difference


class NoPack(PalmaresError):
    """There is no juror's file where the pack should be."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("{folder} holds no file of a juror.")
    remedy = N_("Make a pack with “palmares jury pack”, or name its folder with --from DIR.")


@repeatable
def unpack(session: Session, place: Path | None = None) -> Step:
    """Plan what changed in the files of the pack since it was made.

    A cell that changed in the workbook too is left as it is there, and told.
    """
    snapshot = sound(session.read(all_tabs(session)))
    needed(session, snapshot, deliberation.ID, "jury open")
    files = [*packed(session, snapshot, place)]
    findings = [*_renamed(session, place)]
    if not files and not findings:
        raise NoPack(folder=folder_of(session, place))
    cells: list[SetCell] = []
    for each in files:
        for found in differences(each.tab, each.base, each.ours, each.theirs):
            if found.conflict:
                findings.append(_conflict(each, found))
            else:
                cells.append(_taken(each, found))
        findings += _unknown(each)
    return Step(
        "jury unpack",
        plan=Plan("jury unpack", cells=tuple(cells)),
        snapshot=snapshot,
        workbook=session.workbook,
        recorder=session.recorder,
        findings=(*findings, *session.recorder.findings(snapshot, session.workbook)),
        summary=(
            counted(
                NN_("{count} cell taken from the pack.", "{count} cells taken from the pack."),
                len(cells),
            ),
        ),
        waits=Said(N_("Run “palmares jury collect” to bring the marks together.")),
    )


def _renamed(session: Session, place: Path | None) -> Iterator[Finding]:
    example = next((f"{juror.id}.xlsx" for juror in session.scheme.jury), "")
    for name in renamed(session, place):
        yield Finding("pack-file-unknown", Place(file=name), {"example": example})


def _taken(file: Packed, found: Difference) -> SetCell:
    # A cell of the workbook may hold a formula of the juror's: it is what stands there.
    formula = file.ours.formulas.get(found.column, {}).get(found.key)
    before = found.ours if formula is None else formula
    return SetCell(file.tab, found.key, found.column, before, found.theirs, TAKEN)


def _conflict(file: Packed, found: Difference) -> Finding:
    place = Place(
        file=file.path.name,
        tab=file.ours.title,
        row=found.key,
        column=file.ours.headings.get(found.column, found.column),
    )
    values = {
        "pack": shortened(str(found.theirs if found.theirs is not None else "")),
        "workbook": shortened(str(found.ours if found.ours is not None else "")),
    }
    return Finding("pack-conflict", place, values)


def _unknown(file: Packed) -> Iterator[Finding]:
    for key in strangers(file.ours, file.theirs):
        place = Place(file=file.path.name, row=shortened(key))
        yield Finding("pack-line-unknown", place, {"tab": file.ours.title})
