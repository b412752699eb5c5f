"""What one would write with openpyxl: load the workbook, set some cells, save it.

A program of its own: python -m benchmarks.openpyxl_way WORKBOOK CHANGES
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import openpyxl

KEY = "responses.dossier"


def main(workbook: Path, changes: Path) -> None:
    """Set the cells that a JSON file names by row key and column identity."""
    book = openpyxl.load_workbook(workbook)
    wanted = json.loads(changes.read_text(encoding="utf-8"))
    sheet = next(each for each in book if each["A1"].value == KEY)
    columns = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    lines = {cell.value: cell.row for cell in sheet["A"]}
    for change in wanted:
        sheet.cell(lines[change["row"]], columns[change["column"]], change["text"])
    book.save(workbook)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
