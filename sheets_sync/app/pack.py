"""palmares jury pack: what jurors take along to a meeting without the network.

A file per juror with that juror's tab and nobody else's, a sheet (PDF) per dossier, and an
index of the sheets. What the jurors' cells held then lies in a hidden tab of each file: that
is what their changes are told by when the pack comes back.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile
from zipfile import ZipFile

from reports.language import N_
from reports.language import NN_
from sheets_sync.app.gathering import tracks_by_dossier
from sheets_sync.app.packed import folder_of
from sheets_sync.app.packed import packed
from sheets_sync.app.propose import needed
from sheets_sync.app.sheets import index_page
from sheets_sync.app.sheets import sheets
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import sound
from sheets_sync.app.tabs import all_tabs
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.findings import blocking
from sheets_sync.jury.packing import differences
from sheets_sync.jury.packing import remembered
from sheets_sync.memory import plan_memory
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.tabs import deliberation
from sheets_sync.tabs.juror import juror_tabs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Advance
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState

INDEX = "index.html"
_ZIP = b"PK"


def pack(session: Session) -> Step:
    """Plan the files of the pack; those that hold it already are kept.

    A file that holds what was not taken back yet stops the command: nothing is lost.
    """
    snapshot = sound(session.read(all_tabs(session)))
    needed(session, snapshot, deliberation.ID, "jury open")
    folder = folder_of(session)
    findings = [*_not_taken_back(session, snapshot)]
    wanted = {} if blocking(findings) else dict(_wanted(session, snapshot, folder))
    changed = {path: data for path, data in wanted.items() if not _holds(path, data)}

    def write(advance: Advance) -> tuple[Said, ...]:
        from reports.files import write_whole

        for done, (path, data) in enumerate(changed.items(), start=1):
            write_whole(path, data)
            advance(done, len(changed))
        return (Said(N_("The pack is in {folder}."), {"folder": folder}),)

    count = sum(path.suffix == ".pdf" for path in wanted)
    return Step(
        "jury pack",
        findings=tuple(findings),
        files=tuple(changed),
        write=write,
        summary=(
            counted(NN_("{count} dossier in the pack.", "{count} dossiers in the pack."), count),
        ),
    )


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file holds this already; the dates inside of a workbook say nothing."""
    if not path.is_file():
        return False
    return _contents(path.read_bytes()) == _contents(data)


def _contents(data: bytes) -> object:
    if not data.startswith(_ZIP):
        return data
    with suppress(BadZipFile), ZipFile(BytesIO(data)) as parts:
        return [(each.filename, each.CRC) for each in parts.infolist()]
    return data


def _wanted(session: Session, snapshot: Snapshot, folder: Path) -> Iterator[tuple[Path, bytes]]:
    for juror, tab in zip(
        session.scheme.jury, juror_tabs(session.scheme, session.language), strict=True
    ):
        state = snapshot.tabs.get(tab.id)
        if state is not None:
            yield folder / f"{juror.id}.xlsx", juror_file(tab, state)
    made = dict(sheets(session, snapshot, tracks_by_dossier(session, snapshot)))
    for name, (_, data) in made.items():
        yield folder / name, data
    titles = {name: title for name, (title, _) in made.items()}
    yield folder / INDEX, index_page(session, titles)


def juror_file(tab: Tab, state: TabState) -> bytes:
    """The workbook of one juror, with what the cells hold and the memory of it."""
    from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook

    plan = Plan(create=(CreateTab(tab),), rows=tuple(_rows(tab, state)))
    plan += plan_memory({tab.id: remembered(tab, state)}, None)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "pack.xlsx"
        workbook = XlsxWorkbook(path)
        workbook.apply(plan, workbook.read([tab]))
        return path.read_bytes()


def _rows(tab: Tab, state: TabState) -> Iterator[AddRow]:
    known = [each for each in tab.ids() if each in state.values and each != tab.key]
    for at, key in enumerate(state.keys):
        yield AddRow(tab, key, {each: state.values[each][at] for each in known})


def _not_taken_back(session: Session, snapshot: Snapshot) -> Iterator[Finding]:
    """Files of jurors that hold something which the workbook does not."""
    for each in packed(session, snapshot):
        if any(True for _ in differences(each.tab, each.base, each.ours, each.theirs)):
            yield Finding("pack-not-taken-back", Place(file=each.path.name), {"juror": each.juror})
