"""One atomic edit of a spreadsheet: the draft, who edits, and what is allowed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.servers.sheets import a1
from tests.servers.sheets import protection
from tests.servers.sheets.areas import Area
from tests.servers.sheets.errors import invalid

if TYPE_CHECKING:
    from collections.abc import Container

    from tests.servers.sheets.document import Document
    from tests.servers.sheets.sheet import Sheet

IDS = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Edit:
    """A draft being changed by somebody.

    ``sort_moves_tags`` says whether sorting rows takes their developer metadata along: Google
    says nothing about it, so a client has to live with both.
    """

    document: Document
    user: str
    project: str
    sort_moves_tags: bool = False

    def area(self, given: dict[str, int] | None) -> Area:
        """An area of a GridRange; its sheet must be there, and it must lie within the grid."""
        area = Area.parse(given or {})
        sheet = self.document.sheet(area.sheet)
        if any(index < 0 for name, index in (given or {}).items() if name != "sheetId"):
            raise invalid("Indexes must be >= 0.")
        check_inside(sheet, area)
        return area

    def editable(self, given: dict[str, int] | None) -> Area:
        """The same, refused when it is protected from the one who edits."""
        area = self.area(given)
        self.guard(area)
        return area

    def guard(self, area: Area) -> None:
        """Refuse cells that are protected from the one who edits."""
        protection.guard(self.document, self.user, area)

    def sheet(self, key: int) -> Sheet:
        """A sheet of the draft."""
        return self.document.sheet(key)

    def own_sheet(self, key: int) -> Sheet:
        """A sheet of the draft that isn't protected as a whole."""
        sheet = self.document.sheet(key)
        protection.guard_sheet(self.document, self.user, sheet)
        return sheet

    def box(self, area: Area) -> tuple[int, int, int, int]:
        """First row, end row, first column, end column of an area."""
        return self.document.sheet(area.sheet).box(area)

    def new_id(self, taken: Container[int | str]) -> int:
        """An id that nothing has yet."""
        while True:
            found = random.randrange(1, IDS)  # noqa: S311  # an id, no secret
            if found not in taken:
                return found


def check_inside(sheet: Sheet, area: Area) -> None:
    """Refuse an area beyond the grid."""
    beyond = max(area.rows.end or 0, area.rows.first + 1) > sheet.rows
    if beyond or max(area.columns.end or 0, area.columns.first + 1) > sheet.columns:
        raise beyond_grid(sheet, area)


def beyond_grid(sheet: Sheet, area: Area) -> Exception:
    """400 of an area beyond the grid."""
    rows = (area.rows.first, sheet.rows if area.rows.end is None else area.rows.end)
    columns = (area.columns.first, sheet.columns if area.columns.end is None else area.columns.end)
    shown = a1.written(sheet.title, rows, columns)
    return invalid(
        f"Range ({shown}) exceeds grid limits. Max rows: {sheet.rows}, max columns: {sheet.columns}"
    )
