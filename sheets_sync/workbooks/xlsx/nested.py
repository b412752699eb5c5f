"""A workbook file in a folder that is made with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.plan import Plan
    from sheets_sync.workbooks.base import Snapshot


class NestedWorkbook(XlsxWorkbook):
    """A workbook file; ``versions`` is where earlier versions go."""

    def __init__(self, path: Path, versions: Path) -> None:
        """Name the file; nothing is read yet."""
        super().__init__(path, versions)
        self._folder = path.parent

    def apply(self, plan: Plan, snapshot: Snapshot) -> None:
        """Carry out a plan as any file does, in a folder that is there by then."""
        if not plan.empty:
            self._folder.mkdir(parents=True, exist_ok=True)
        super().apply(plan, snapshot)
