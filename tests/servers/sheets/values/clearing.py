"""values.clear, batchClear and batchClearByDataFilter: values go, formats and notes stay."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.values import targets

if TYPE_CHECKING:
    from tests.servers.sheets.areas import Area
    from tests.servers.sheets.edit import Edit


def clear(edit: Edit, area: Area) -> str:
    """Empty an area; gives the range as echoed."""
    edit.guard(area)
    sheet = edit.sheet(area.sheet)
    top, bottom, left, right = sheet.box(area)
    for row in range(top, min(bottom, sheet.grid.height)):
        for column, cell in list(sheet.grid.row(row).items()):
            if left <= column < right and (cell.filled or cell.value is not None):
                sheet.grid.set(row, column, cell.with_content(None))
    return targets.written(edit.document, area)


def one(edit: Edit, text: str) -> dict[str, Any]:
    """values.clear."""
    cleared = clear(edit, targets.readable(edit.document, text))
    return {"spreadsheetId": edit.document.file.id, "clearedRange": cleared}


def batch(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    """values.batchClear."""
    areas = [targets.readable(edit.document, text) for text in body.get("ranges", [])]
    return many(edit, areas)


def filtered(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    """values.batchClearByDataFilter."""
    areas = [
        area
        for one in body.get("dataFilters", [])
        for area in targets.filtered(edit.document, one, edit.project)
    ]
    return many(edit, areas)


def many(edit: Edit, areas: list[Area]) -> dict[str, Any]:
    """Answer for several cleared ranges."""
    cleared = [clear(edit, area) for area in areas]
    answer: dict[str, Any] = {"spreadsheetId": edit.document.file.id}
    return answer | ({"clearedRanges": cleared} if cleared else {})
