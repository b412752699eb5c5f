"""Two people run the program, each on a machine; only the workbook travels."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.app.gestures import COUNT
from tests.app.gestures import TAKE
from tests.app.gestures import choose
from tests.app.gestures import idle
from tests.app.office import MIDDLE
from tests.app.office import STRONG
from tests.app.office import THREE
from tests.app.office import WEAK
from tests.app.office import Office
from tests.app.office import dossier
from tests.app.office import office

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def test_two_machines_take_turns_and_only_the_workbook_travels(tmp_path: Path) -> None:
    here, there = (office(tmp_path / name) for name in ("here", "there"))
    here.done("sync")
    travel(here, there)
    there.fill("Réponses", COUNT, D02="9")
    assert "1 correction by hand is kept." in there.done("sync")
    form(there, [THREE[0], dossier(2, (*MIDDLE[:5], "4")), dossier(3, STRONG)])
    there.done("sync")
    travel(there, here)
    form(here, [THREE[0], dossier(2, (*MIDDLE[:5], "4")), dossier(3, STRONG)])
    idle(here, "sync")
    choose(here, TAKE)
    here.up_to("sync", "propose")
    travel(here, there)
    idle(there, "sync", "propose")
    assert there.column("Réponses", COUNT) == {"D-01": "12", "D-02": "4", "D-03": "12"}
    assert list(there.table("Journal")) == ["1", "2", "3", "4", "5"]


def travel(start: Office, end: Office) -> None:
    """Carry the workbook, and nothing else, to another machine."""
    shutil.copy(start.workbook, end.workbook)


def form(desk: Office, lines: Iterable[tuple[str, ...]]) -> None:
    """Give a machine an export."""
    desk.export(lines)


def test_older_export_on_another_machine_changes_back_and_loses_no_correction(
    tmp_path: Path,
) -> None:
    here, there = (office(tmp_path / name) for name in ("here", "there"))
    form(here, [dossier(1, WEAK), THREE[1], THREE[2]])
    here.done("sync")
    here.fill("Réponses", COUNT, D02="9")
    travel(here, there)
    there.done("sync")
    assert there.column("Réponses", COUNT) == {"D-01": "12", "D-02": "9", "D-03": "0"}
